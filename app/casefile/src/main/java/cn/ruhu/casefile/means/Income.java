package cn.ruhu.casefile.means;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Income of the household in one column, on the annual base, exact (DOMAIN §5.0, §5.2). Advice: a
/// person decides (Policy §13).
///
/// How an item becomes a year: `MONTHLY` value × months paid (12 when not stated, never more than
/// the window); `IRREGULAR` value is the sum of the twelve months, empty months included; `YEARLY`
/// as it is; `ONE_OFF` whole when it was received within the window (or when the month is not
/// stated), or spread over months ([Spread]). Contributions are stated a month. With a window below
/// twelve months its `MONTHLY` items and their contributions are brought to a year. Support from
/// people outside the household and the deductions of the rule sets are not in this sum: `net` is
/// income after exempt amounts and contributions.
///
/// Immutable, thread-safe.
///
/// @param column column that was summed
/// @param people counted members (N)
/// @param gross annual fen before anything is taken off
/// @param exempt annual fen not counted by law
/// @param contributions annual fen of social insurance and tax
/// @param net annual fen, never below 0
/// @param steps every step, in order
/// @param unknown items that have no readable value in this column
public record Income(
    Column column,
    int people,
    Ratio gross,
    Ratio exempt,
    Ratio contributions,
    Ratio net,
    List<Step> steps,
    List<UUID> unknown) {

  public Income {
    steps = List.copyOf(steps);
    unknown = List.copyOf(unknown);
  }

  /// Income in one column by the rule set of the case.
  public static Income of(CaseFile file, Column column) {
    return of(file, column, RuleSets.forCase(file), Optional.empty());
  }

  /// Income in one column by these rules.
  ///
  /// @param spread how a one-off sum is spread; empty: it counts whole
  public static Income of(CaseFile file, Column column, RuleSet rules, Optional<Spread> spread) {
    return of(file, rules, spread, Membership.count(file, rules, column), column, applied(file));
  }

  /// Income as it is judged on a day: of aid that is paid, the window ends before that day's month
  /// and ages are that day's ([RuleSets#judgedOn]).
  ///
  /// @param spread how a one-off sum is spread; empty: it counts whole
  public static Income of(
      CaseFile file, Column column, RuleSet rules, Optional<Spread> spread, LocalDate judgedOn) {
    Optional<YearMonth> end =
        RuleSets.isPaid(file) ? Optional.of(YearMonth.from(judgedOn)) : applied(file);
    Membership members = Membership.count(file, rules, column, judgedOn);
    return of(file, rules, spread, members, column, end);
  }

  private static Income of(
      CaseFile file,
      RuleSet rules,
      Optional<Spread> spread,
      Membership members,
      Column column,
      Optional<YearMonth> end) {
    var sum = new Sum(column, members, rules.incomeWindowMonths(), end, spread);
    file.items("INCOME").forEach(i -> sum.add(Counted.line(i, column)));
    return sum.result();
  }

  /// A one-off sum counts from the month it was received as the standard a head each month until it
  /// is used up (older local rule, DOMAIN §5.2).
  ///
  /// @param standard 低保 standard, a person a month, above 0
  public record Spread(Fen standard) {
    public Spread {
      if (standard.value() <= 0) throw new IllegalArgumentException("standard");
    }
  }

  /// The month the application was made: the window ends with the month before it.
  private static Optional<YearMonth> applied(CaseFile file) {
    return file.application()
        .flatMap(a -> Texts.date(a.text("applyDate")))
        .or(() -> RuleSets.referenceDay(file))
        .map(YearMonth::from);
  }

  /// Exact fen a person a month; empty when nobody counts.
  public Optional<Ratio> perCapitaMonthly() {
    return people == 0 ? Optional.empty() : Optional.of(net.over(12L * people));
  }

  /// Strictly less than a standard a person a month: `net < 12 · N · S` by cross-multiplication,
  /// nothing rounded before. False when nobody counts.
  public boolean below(Fen standard) {
    return people > 0 && net.compareTo(Ratio.of(standard.value()).times(12L * people)) < 0;
  }

  /// The value of an item in a column, as [Counted] takes it (DOMAIN §5.0).
  public static Optional<Long> value(CaseRecord item, Column column) {
    return Counted.value(item, column);
  }

  /// Adds items up and keeps the trace.
  private static final class Sum {
    private static final int YEAR = 12;

    private final Column column;
    private final Membership members;
    private final int window;
    private final Optional<YearMonth> applied;
    private final Optional<Spread> spread;
    private final List<Step> steps = new ArrayList<>();
    private final List<UUID> unknown = new ArrayList<>();
    private Ratio gross = Ratio.ZERO;
    private Ratio exempt = Ratio.ZERO;
    private Ratio contributions = Ratio.ZERO;

    Sum(
        Column column,
        Membership members,
        int window,
        Optional<YearMonth> applied,
        Optional<Spread> spread) {
      this.column = column;
      this.members = members;
      this.window = window;
      this.applied = applied;
      this.spread = spread;
      members
          .members()
          .forEach(m ->
              steps.add(Step.of(m.counted() ? "COUNTS" : "COUNTS_NOT", m.clause(), m.member())));
    }

    void add(CaseRecord item) {
      Optional<UUID> whose = item.ref("member");
      if (whose.isPresent() && !members.counts(whose.get())) {
        steps.add(Step.of("ITEM_OF_NOBODY_COUNTED", 0, item.id(), item.text("code")));
        return;
      }
      Optional<Long> value = value(item, column);
      if (spread.isEmpty() && outside(item)) {
        steps.add(Step.of("ONE_OFF_OUTSIDE", 0, item.id(), item.text("code"), item.text("since")));
        return;
      }
      if (value.isEmpty()) {
        unknown.add(item.id());
        steps.add(Step.of("ITEM_UNKNOWN", 0, item.id(), item.text("code")));
        return;
      }
      if (item.text("basis").equals("ONE_OFF")) once(item, value.get());
      else count(item, value.get());
    }

    /// A one-off sum by the month it was received.
    private void once(CaseRecord item, long value) {
      Optional<YearMonth> since = Texts.month(item.text("since"));
      if (spread.isPresent() && (since.isEmpty() || applied.isEmpty())) {
        unknown.add(item.id());
        steps.add(Step.of("ONE_OFF_MONTH_UNKNOWN", 0, item.id(), item.text("code")));
        return;
      }
      if (since.isEmpty() || applied.isEmpty()) {
        count(item, value);
        return;
      }
      long ago = ChronoUnit.MONTHS.between(since.get(), applied.get());
      if (spread.isPresent()) spreadOver(item, value, ago);
      else count(item, value);
    }

    /// Whether a one-off sum was received outside the window: how much it was does not matter.
    private boolean outside(CaseRecord item) {
      if (!item.text("basis").equals("ONE_OFF") || applied.isEmpty()) return false;
      Optional<YearMonth> since = Texts.month(item.text("since"));
      if (since.isEmpty()) return false;
      long ago = ChronoUnit.MONTHS.between(since.get(), applied.get());
      return ago < 1 || ago > window;
    }

    /// Used up by the end of the window less used up before it began. What is exempt of the sum, or
    /// was paid on it, is taken off before: nobody lives on what does not count.
    ///
    /// @param ago months from receiving it to the application
    private void spreadOver(CaseRecord item, long whole, long ago) {
      long free =
          item.get("exemptCode").isPresent() ? Texts.whole(item.text("exemptFen")).orElse(0L) : 0L;
      long paid = Texts.whole(item.text("contributionFen")).orElse(0L);
      long value = Math.max(0, whole - Math.max(0, free) - Math.max(0, paid));
      long monthly = Math.multiplyExact(spread.orElseThrow().standard().value(), members.people());
      Ratio used = Ratio.of(monthly).times(Math.max(0, ago)).min(Ratio.of(value));
      Ratio before = Ratio.of(monthly).times(Math.max(0, ago - window)).min(Ratio.of(value));
      Ratio inWindow = used.minus(before);
      Ratio year = window == 12 ? inWindow : inWindow.times(12).over(window);
      gross = gross.plus(year);
      steps.add(Step.of("ONE_OFF_SPREAD", year, item.id(), item.text("code"), value, monthly, ago));
    }

    private void count(CaseRecord item, long value) {
      String basis = item.get("basis").orElse("MONTHLY");
      long most = basis.equals("MONTHLY") ? window : YEAR;
      long months = Math.min(most, Texts.whole(item.text("months")).orElse(most));
      long factor = basis.equals("MONTHLY") ? months : 1;
      Ratio year = inYear(basis, Ratio.of(value).times(factor));
      gross = gross.plus(year);
      steps.add(Step.of("ITEM", year, item.id(), item.text("code"), basis, value, factor));
      long free = Texts.whole(item.text("exemptFen")).orElse(0L);
      if (free > 0 && item.get("exemptCode").isPresent()) {
        Ratio off = inYear(basis, Ratio.of(free).times(factor)).min(year);
        exempt = exempt.plus(off);
        steps.add(Step.of("EXEMPT", off, item.id(), item.text("exemptCode"), free, factor));
      }
      long paid = Texts.whole(item.text("contributionFen")).orElse(0L);
      if (paid > 0) {
        long times = basis.equals("ONE_OFF") ? 1 : months;
        Ratio off = inYear(basis, Ratio.of(paid).times(times));
        contributions = contributions.plus(off);
        steps.add(Step.of("CONTRIBUTION", off, item.id(), paid, times));
      }
    }

    /// Months of a window shorter than a year are brought to a year; what is the sum of twelve
    /// months, yearly and one-off amounts are one already.
    private Ratio inYear(String basis, Ratio inWindow) {
      boolean shorter = basis.equals("MONTHLY") && window != YEAR;
      return shorter ? inWindow.times(YEAR).over(window) : inWindow;
    }

    Income result() {
      int n = members.people();
      Ratio net = gross.minus(exempt).minus(contributions).max(Ratio.ZERO);
      steps.add(Step.of("NET", net, gross, exempt, contributions));
      if (n > 0) steps.add(Step.of("PER_CAPITA", net.over(12L * n), net, n));
      return new Income(column, n, gross, exempt, contributions, net, steps, unknown);
    }
  }
}
