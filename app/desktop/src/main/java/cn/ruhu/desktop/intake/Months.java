package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.work.Amounts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Income month by month over the twelve months before the application month (form block F). A line
/// whose months are typed is `IRREGULAR`: its value is their sum, empty months count as zero.
/// Stateless.
final class Months {
  static final int COUNT = 12;

  /// what the field name of typed text that is no amount begins with
  static final String TYPED = "monthly.";

  private static final String IRREGULAR = "IRREGULAR";

  private Months() {}

  /// A line of the table.
  ///
  /// @param cells what each month shows: an amount, or typed text that is none yet
  /// @param wrong months whose text is no amount
  /// @param sum yuan of the twelve months, `""` for nothing known
  record Line(
      UUID item, String who, String what, List<String> cells, List<Integer> wrong, String sum) {
    Line {
      cells = List.copyOf(cells);
      wrong = List.copyOf(wrong);
    }
  }

  /// The months of the form, oldest first.
  static List<YearMonth> window(WorkingCopy copy, LocalDate today) {
    LocalDate day = Texts.date(copy.text(copy.application(), "applyDate")).orElse(today);
    YearMonth end = YearMonth.from(day);
    return IntStream.rangeClosed(1, COUNT).mapToObj(i -> end.minusMonths(13L - i)).toList();
  }

  /// Lines that can be said month by month, in paper order; yearly and one-off sums are not.
  static List<Line> lines(WorkingCopy copy) {
    return copy.file().items("INCOME").stream()
        .filter(i -> monthly(i.text("basis")))
        .map(i -> line(copy, i))
        .toList();
  }

  /// Whether a line of this basis can be said month by month.
  static boolean monthly(String basis) {
    return basis.isEmpty() || basis.equals("MONTHLY") || basis.equals(IRREGULAR);
  }

  private static Line line(WorkingCopy copy, CaseRecord item) {
    List<String> fen = fen(item);
    var cells = new ArrayList<String>();
    var wrong = new ArrayList<Integer>();
    for (int i = 0; i < COUNT; i++) {
      String typed = copy.typed(item.id(), TYPED + i);
      if (!typed.isEmpty()) wrong.add(i);
      cells.add(typed.isEmpty() ? brief(fen.get(i)) : typed);
    }
    String who = copy.owner(item).map(p -> p.text("name")).orElse("");
    String what = CodeTables.table("income").label(item.text("code"));
    return new Line(item.id(), who, what, cells, wrong, sum(fen));
  }

  /// Whole yuan without the decimals: a month has little room.
  private static String brief(String fen) {
    String shown = Amounts.shown(fen);
    return shown.endsWith(".00") ? shown.substring(0, shown.length() - 3) : shown;
  }

  private static String sum(List<String> fen) {
    if (fen.stream().allMatch(String::isEmpty)) return "";
    return new Fen(total(fen)).grouped();
  }

  private static long total(List<String> fen) {
    return fen.stream().mapToLong(f -> Texts.whole(f).orElse(0L)).sum();
  }

  /// Where a month of a line is.
  static Spot spot(Line line, int month) {
    return new Spot(line.item(), TYPED + month);
  }

  /// Twelve texts of fen, empty where nothing is known.
  static List<String> fen(CaseRecord item) {
    List<String> said = Arrays.asList(item.text("monthly").split(",", -1));
    if (said.size() == COUNT) return said;
    Optional<Long> each = Texts.whole(item.text("declared"));
    if (each.isEmpty() || item.text("basis").equals(IRREGULAR))
      return Collections.nCopies(COUNT, "");
    int paid = paidMonths(item);
    return IntStream.range(0, COUNT)
        .mapToObj(i -> i < COUNT - paid ? "0" : Long.toString(each.get()))
        .toList();
  }

  private static int paidMonths(CaseRecord item) {
    return Math.clamp(Texts.whole(item.text("months")).orElse((long) COUNT), 0, COUNT);
  }

  /// A month was left with this text: an amount goes into the line and its sum, other text stays as
  /// typed with its problem.
  static void leave(WorkingCopy copy, UUID id, int month, String text) {
    Optional<CaseRecord> found = copy.get(id);
    if (found.isEmpty()) return;
    CaseRecord item = found.get();
    Optional<String> fen = Amounts.stored(text);
    if (fen.isEmpty()) {
      copy.type(id, TYPED + month, text);
      return;
    }
    copy.type(id, TYPED + month, "");
    var all = new ArrayList<>(fen(item));
    if (all.get(month).equals(fen.get())) return;
    all.set(month, fen.get());
    if (all.stream().allMatch(String::isEmpty)) {
      copy.put(item.with("monthly", null).with("declared", null));
      return;
    }
    all.replaceAll(f -> f.isEmpty() ? "0" : f);
    copy.put(irregular(item, all));
    copy.type(id, "declared", "");
    Copied.confirm(copy, id, java.util.Set.of("declared", "basis"));
  }

  /// Typed texts that are no amounts: of a line that stands in the table no more.
  static void forget(WorkingCopy copy, UUID id) {
    for (int month = 0; month < COUNT; month++) copy.type(id, TYPED + month, "");
  }

  /// An exempt part that was said a month is said for all of them from now on.
  private static CaseRecord irregular(CaseRecord item, List<String> fen) {
    Optional<Long> free = Texts.whole(item.text("exemptFen"));
    CaseRecord now =
        free.isPresent() && !item.text("basis").equals(IRREGULAR)
            ? item.with("exemptFen", Long.toString(free.get() * paidMonths(item)))
            : item;
    return now.with("basis", IRREGULAR)
        .with("monthly", String.join(",", fen))
        .with("declared", Long.toString(total(fen)));
  }
}
