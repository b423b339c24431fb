package cn.ruhu.casefile.means;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What a household spends, line by line as declared and as a visit found it (DOMAIN §3.2 E). A
/// question of section E asks one sum for all lines of its code, by the month, or for twelve months
/// together (`E08`, `E10`).
///
/// Stateless and thread-safe.
public final class Spending {
  private static final String KIND = "EXPENSE";
  private static final String MONTHLY = "MONTHLY";
  private static final String YEARLY = "YEARLY";
  private static final long MONTHS = 12;

  /// the longest figure a question takes, and a line of a declaration
  private static final long FEN_MAX = 1_000_000_000_000L;

  private static final List<String> BY_MONTH =
      List.of("E02", "E06", "E07", "E09", "E11", "E12", "E13", "E14");
  private static final Set<String> BY_YEAR = Set.of("E08", "E10");

  private Spending() {}

  /// Codes a visit asks about, as the items of kind `EXPENSE` have them. Food, utilities and
  /// telephone (`E01`, `E03`, `E05`) are asked as one sum and have no line of their own.
  public static List<String> codes() {
    return Stream.concat(BY_MONTH.stream(), BY_YEAR.stream()).sorted().toList();
  }

  /// How the question of a code counts, as an item's `basis`.
  public static String basis(String code) {
    return BY_YEAR.contains(code) ? YEARLY : MONTHLY;
  }

  /// What is declared of a code, as its question asks it, fen; empty where nothing readable is.
  /// Less than a fen a month is dropped.
  public static Optional<Long> declared(CaseFile file, String code) {
    List<CaseRecord> lines = lines(file, code).stream().filter(i -> year(i).isPresent()).toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(asked(lines, code));
  }

  private static long asked(List<CaseRecord> lines, String code) {
    long sum = 0;
    for (CaseRecord i : lines) sum += year(i).orElse(0L);
    return sum / times(code);
  }

  /// Lines of a code with what was found of them. What was found as it had been declared is each
  /// line's own figure; otherwise each line is found as declared as far as it goes and the last is
  /// what is left, so that together they are what was found. Nothing is divided: a line by the
  /// month whose share of the year is no whole fen a month is found by the year.
  ///
  /// @param lines of one code, in paper order; not empty
  /// @param sum as the question asks it, fen, at least 0
  public static List<CaseRecord> found(List<CaseRecord> lines, String code, long sum) {
    var found = new ArrayList<CaseRecord>();
    boolean same = lines.stream().anyMatch(i -> year(i).isPresent()) && asked(lines, code) == sum;
    long left = Math.multiplyExact(sum, times(code));
    for (int n = 0; n < lines.size(); n++) {
      CaseRecord line = lines.get(n);
      long declared = year(line).orElse(0L);
      boolean last = n == lines.size() - 1;
      long here = same ? declared : last ? left : Math.min(left, declared);
      left -= here;
      found.add(found(line, here));
    }
    return List.copyOf(found);
  }

  private static CaseRecord found(CaseRecord line, long year) {
    boolean monthly = isMonthly(line);
    boolean whole = !monthly || year % MONTHS == 0;
    return line.with("verified", Long.toString(monthly && whole ? year / MONTHS : year))
        .with("verifiedBasis", whole ? null : YEARLY)
        .with("verifiedMonths", null);
  }

  /// Every line with what the last finished visit found of it. A visit sealed before the lines were
  /// written answered all the same: its answers stand in the lines.
  public static List<CaseRecord> seen(CaseFile file) {
    var all = new ArrayList<CaseRecord>();
    Answers answers = answers(file);
    for (CaseRecord line : file.items(KIND)) {
      String code = line.text("code");
      Optional<Long> sum = sum(answers, code);
      all.add(
          sum.isEmpty()
              ? line
              : found(lines(file, code), code, sum.get()).stream()
                  .filter(f -> f.id().equals(line.id()))
                  .findFirst()
                  .orElse(line));
    }
    return List.copyOf(all);
  }

  /// Fen of twelve months of what a question asks.
  public static long year(String code, long asked) {
    return Math.multiplyExact(asked, times(code));
  }

  /// What such a visit found of a code that has no line, fen as the question asks it.
  public static Optional<Long> beside(CaseFile file, String code) {
    return lines(file, code).isEmpty()
        ? sum(answers(file), code).filter(v -> v > 0)
        : Optional.empty();
  }

  /// Answers of the last visit, if it wrote no line of expenditure.
  private static Answers answers(CaseFile file) {
    Optional<UUID> visit = file.finishedVisit().map(CaseRecord::id);
    boolean wrote =
        file.items(KIND).stream()
            .anyMatch(
                i -> i.ref("verifiedVisit").isPresent() && i.ref("verifiedVisit").equals(visit));
    return wrote ? Answers.NONE : file.answers();
  }

  /// What answers say of a code, fen as its question asks it, from 0 to ten thousand million yuan;
  /// empty where nothing readable is said or no question asks it.
  public static Optional<Long> sum(Answers answers, String code) {
    return codes().contains(code)
        ? answers.whole(code).filter(v -> v >= 0 && v <= FEN_MAX)
        : Optional.empty();
  }

  /// Lines of a code, in paper order.
  public static List<CaseRecord> lines(CaseFile file, String code) {
    return file.items(KIND).stream().filter(i -> i.text("code").equals(code)).toList();
  }

  /// Fen of twelve months as a line declares it.
  private static Optional<Long> year(CaseRecord line) {
    return Texts.whole(line.text("declared"))
        .filter(f -> f >= 0 && f <= FEN_MAX)
        .map(f -> f * (isMonthly(line) ? MONTHS : 1));
  }

  private static boolean isMonthly(CaseRecord line) {
    return line.get("basis").orElse(MONTHLY).equals(MONTHLY);
  }

  private static long times(String code) {
    return BY_YEAR.contains(code) ? 1 : MONTHS;
  }
}
