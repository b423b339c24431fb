package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.casefile.urgent.UrgentDue;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import java.time.Instant;
import java.util.List;

/// Aid before papers in words. Stateless.
final class UrgentWords {
  private final Text text;

  UrgentWords(Text text) {
    this.text = text;
  }

  /// Whom it is about: the name, or that nobody knows it.
  String person(CaseRecord aid) {
    String name = aid.text(Form.NAME);
    return name.isEmpty() ? text.of("urgent.unknown") : name;
  }

  String label(String table, String code) {
    return code.isEmpty() ? "" : CodeTables.label(table, code);
  }

  String yuan(String fen) {
    return fen.isEmpty() ? "" : text.of("work.value.yuan", Show.money(fen));
  }

  /// What it waits for and until when; for what is over, how it ended.
  String due(UrgentRow row) {
    if (row.due().isEmpty()) return label("urgentState", row.aid().text("state"));
    UrgentDue d = row.due().get();
    String what = text.of("urgent.wait." + d.what().name());
    String key =
        row.left() < 0
            ? "urgent.due.over"
            : row.left() == 0 ? "urgent.due.today" : "urgent.due.left";
    String words =
        text.of(
            key,
            what,
            Math.abs(row.left()),
            d.due().date().getMonthValue(),
            d.due().date().getDayOfMonth());
    return d.due().provisional() ? text.of("urgent.due.provisional", words) : words;
  }

  /// The ceiling with its mark: what is not confirmed says so wherever it stands.
  String ceiling(Figure ceiling) {
    return switch (ceiling) {
      case Figure.Unknown _ -> text.of("urgent.ceiling.unknown");
      case Figure.Known k -> {
        String amount = yuan(Long.toString(k.amount().value()));
        String mark = k.mark().isEmpty() ? text.of("urgent.unconfirmed") : k.mark();
        yield text.of(
            k.confirmed() && k.mark().isEmpty() ? "urgent.ceiling" : "urgent.ceiling.marked",
            amount,
            mark);
      }
    };
  }

  /// One line for an earlier aid: day, how it stands, amount.
  String earlier(CaseRecord aid) {
    String day = minute(aid, "registeredAt");
    String amount =
        aid.get("givenFen").or(() -> aid.get("approvedFen")).orElse(aid.text("proposedFen"));
    return text.of(
        "urgent.earlier.line",
        day,
        label("urgentCause", aid.text("cause")),
        yuan(amount),
        label("urgentState", aid.text("state")));
  }

  /// How often and how much a number was helped before.
  String sum(List<CaseRecord> aids) {
    long given = aids.stream().mapToLong(a -> UrgentRow.fen(a, "givenFen")).sum();
    return text.of("urgent.earlier.sum", aids.size(), yuan(Long.toString(given)));
  }

  static String minute(CaseRecord aid, String field) {
    return cn.ruhu.casefile.record.Texts.instant(aid.text(field))
        .map((Instant at) -> Show.minute(at))
        .orElse("");
  }
}
