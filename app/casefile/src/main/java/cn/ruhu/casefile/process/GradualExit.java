package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Amounts;
import cn.ruhu.casefile.assess.Policy;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// 救助渐退 of one scheme (57号 art 33, Policy §5, DOMAIN §2.9): what is paid month by month after
/// somebody of the household has found work, each a part of the last amount by the rules of the
/// day. Nobody sets it by hand: the rules give the months and the parts.
///
/// Immutable, thread-safe.
///
/// @param last amount a month before the exit
/// @param months what is paid, the first month of the exit first; after them nothing is
public record GradualExit(Fen last, List<Month> months) {
  /// Grounds aid fades out for: the income is above the line, or the household gives the aid up
  /// itself after it found work. Aid that was wrong from the beginning, or that nobody is left for,
  /// ends at once.
  public static final Set<String> GROUNDS = Set.of("S02", "S05");

  public GradualExit {
    months = List.copyOf(months);
  }

  /// @param percent of the last amount, exact
  /// @param amount rounded as benefits are
  public record Month(YearMonth month, Ratio percent, Fen amount) {}

  /// The months of the exit from aid a household is paid; empty where nothing is paid or its amount
  /// is not known here.
  ///
  /// @param from first month of the exit
  /// @param day by whose rules: the day of the decision
  public static Optional<GradualExit> of(
      CaseFile file, String scheme, YearMonth from, LocalDate day) {
    return Payments.last(file, scheme).map(last -> of(last, from, day));
  }

  static GradualExit of(Fen last, YearMonth from, LocalDate day) {
    Policy.BenefitRule rule = Policy.at(day).benefit();
    List<Fen> amounts = Amounts.gradualExit(last, rule);
    var months = new ArrayList<Month>();
    for (int i = 0; i < amounts.size(); i++)
      months.add(new Month(from.plusMonths(i), rule.gradualExitPercent().get(i), amounts.get(i)));
    return new GradualExit(last, months);
  }

  /// As a decision keeps it: `2026-12=52000,2027-01=52000`, fen by month.
  public String text() {
    return text(months.stream().map(m -> new Paid(m.month(), m.amount())).toList());
  }

  /// Amounts by month as a decision keeps them.
  static String text(List<Paid> months) {
    return String.join(",", months.stream().map(m -> m.month() + "=" + m.amount().text()).toList());
  }

  /// Fen of the first month: the amount of the decision.
  public Fen first() {
    return months.getFirst().amount();
  }

  /// What a decision of an exit pays by month, as it kept it; empty where it keeps no plan.
  ///
  /// @param decision a DECISION
  public static List<Paid> read(CaseRecord decision) {
    return decision.text("outcome").equals(Stage.GRADUAL_EXIT.name())
        ? months(decision)
        : List.of();
  }

  /// The months a decision names with an amount of their own: those of an exit, or those before the
  /// last of several new standards.
  ///
  /// @param decision a DECISION
  public static List<Paid> months(CaseRecord decision) {
    var all = new ArrayList<Paid>();
    for (String part : decision.text("schedule").split(",", -1)) {
      int at = part.indexOf('=');
      Optional<YearMonth> month = at < 0 ? Optional.empty() : Texts.month(part.substring(0, at));
      Optional<Long> fen = at < 0 ? Optional.empty() : Texts.whole(part.substring(at + 1));
      if (month.isPresent() && fen.isPresent()) all.add(new Paid(month.get(), new Fen(fen.get())));
    }
    return List.copyOf(all);
  }

  /// @param amount what is paid for the month
  public record Paid(YearMonth month, Fen amount) {}
}
