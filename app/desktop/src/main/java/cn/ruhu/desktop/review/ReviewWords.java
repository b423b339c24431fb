package cn.ruhu.desktop.review;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.compare.Difference;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.compare.Value;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Facts, doubts and hindrances of a case as a reviewer reads them.
final class ReviewWords {
  private final Kit kit;

  ReviewWords(Kit kit) {
    this.kit = kit;
  }

  /// Name of a fact: the item's label in its table, or the question's short name.
  String fact(FactRow row) {
    String key = "review.fact." + row.code();
    String name =
        !row.codeTable().isEmpty() && CodeTables.table(row.codeTable()).has(row.code())
            ? CodeTables.label(row.codeTable(), row.code())
            : kit.text().has(key) ? kit.t(key) : row.code();
    return row.label().isEmpty() ? name : name + " · " + row.label();
  }

  /// A value where the column's head names the unit.
  String cell(Value value, String stored) {
    return value.kind() == Value.Kind.MONEY && !stored.isEmpty()
        ? Show.money(stored)
        : value(value, stored);
  }

  /// A value with its unit.
  String value(Value value, String stored) {
    if (stored.isEmpty()) return "";
    return switch (value.kind()) {
      case MONEY -> kit.t("work.value.yuan", Show.money(stored));
      case CODE -> CodeTables.label(value.table(), stored);
      case CODES ->
          Arrays.stream(stored.split(",", -1))
              .map(c -> CodeTables.label(value.table(), c))
              .collect(Collectors.joining(kit.t("review.comma")));
      case BOOL -> kit.t(stored.equals("true") ? "review.yes" : "review.no");
      case COUNT, TEXT -> stored;
    };
  }

  /// What a doubt rests on, with its figures; for a doubt about a visit, which one.
  String why(Flag flag, CaseSheet sheet) {
    String rule = "review.why." + flag.rule().name();
    String visit =
        flag.subject()
            .flatMap(sheet.file()::record)
            .filter(r -> r.type() == RecordType.VISIT)
            .flatMap(v -> CaseFile.instant(v, "startedAt"))
            .map(at -> kit.t("review.why.visit", Show.minute(at)))
            .orElse("");
    List<String> args = flag.args();
    String code = args.isEmpty() ? "" : args.getFirst();
    String words;
    if (kit.text().has(rule + "." + code))
      words =
          args.stream()
              .filter(a -> kit.text().has(rule + "." + a))
              .map(a -> kit.t(rule + "." + a, figures(args)))
              .collect(Collectors.joining(kit.t("review.semicolon")));
    else words = kit.text().has(rule) ? kit.t(rule, figures(args)) : "";
    return visit.isEmpty() || words.isEmpty()
        ? visit + words
        : visit + kit.t("review.colon") + words;
  }

  /// Amounts stand as `{0}` in fen with `/` where a sum was divided; they are shown in yuan beside
  /// their plain form: `{0}` plain, `{10}` as money.
  private static Object[] figures(List<String> args) {
    var both = new Object[20];
    Arrays.fill(both, "");
    for (int i = 0; i < args.size() && i < 10; i++) {
      both[i] = args.get(i);
      both[10 + i] = money(args.get(i));
    }
    return both;
  }

  private static String money(String ratio) {
    if (!ratio.matches("-?\\d+(/\\d+)?")) return ratio;
    String[] parts = ratio.split("/", -1);
    var fen =
        new BigDecimal(parts[0])
            .divide(
                parts.length > 1 ? new BigDecimal(parts[1]) : BigDecimal.ONE,
                0,
                RoundingMode.HALF_UP);
    return Show.money(fen.toPlainString());
  }

  /// Difference with its sign, in words where it cannot be measured.
  String difference(FactRow row) {
    Difference d = row.difference();
    return switch (d.kind()) {
      case NOT_COMPARED -> "";
      case EQUAL -> "=";
      case OTHER -> kit.t("review.difference.other");
      case UNDECLARED -> kit.t("review.difference.undeclared");
      case WITHIN, MORE, LESS -> measured(row, d);
    };
  }

  private String measured(FactRow row, Difference d) {
    String sign = d.amount() > 0 ? "+" : "\u2212";
    String amount =
        row.value().kind() == Value.Kind.MONEY
            ? Show.money(Math.abs(d.amount()))
            : Long.toString(Math.abs(d.amount()));
    String percent =
        d.percent().isPresent() ? "  " + sign + Math.abs(d.percent().getAsInt()) + "%" : "";
    return sign + amount + percent;
  }

  /// A hindrance with what it names in words.
  String hindrance(Hindrance h, CaseSheet sheet) {
    return kit.text().of(Words.of(h, sheet::nameOf));
  }

  String schemes(List<String> codes) {
    return codes.stream()
        .map(c -> CodeTables.label("scheme", c))
        .collect(Collectors.joining(kit.t("review.comma")));
  }

  /// What the clock left out, with its reason; empty when it never stood still.
  String pause(CaseRecord application) {
    var lines = new ArrayList<String>();
    String on = application.text("pausedOn");
    String reason = application.text("pauseReason");
    if (!on.isEmpty())
      lines.add(kit.t("review.pause.now", on, kit.t("review.pause.reason." + reason)));
    long days = Texts.whole(application.text("pausedDays")).orElse(0L);
    if (days > 0) lines.add(kit.t("review.pause.before", days));
    return String.join("\n", lines);
  }

  /// The clock in words: how many working days, and the day.
  String due(Optional<Due> due, int left) {
    if (due.isEmpty()) return kit.t("review.due.none");
    String key = left < 0 ? "review.due.over" : left == 0 ? "review.due.today" : "review.due.left";
    var day = due.get().date();
    String words = kit.t(key, Math.abs(left), day.getMonthValue(), day.getDayOfMonth());
    return due.get().provisional() ? kit.t("review.due.provisional", words) : words;
  }

  /// Values of a fact at an earlier look ([Looked#before]), each with its column.
  String before(FactRow row, String was) {
    String[] values = was.split(java.util.regex.Pattern.quote(Looked.BETWEEN), -1);
    var all = new ArrayList<String>();
    List<Column> columns = List.of(Column.DECLARED, Column.VERIFIED, Column.REGISTRY);
    for (int i = 0; i < Math.min(values.length, columns.size()); i++)
      all.add(
          kit.t("review.column." + columns.get(i).name())
              + " "
              + (values[i].isEmpty() ? kit.t("review.none") : value(row.value(), values[i])));
    return String.join(kit.t("review.comma"), all);
  }
}
