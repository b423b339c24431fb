package cn.ruhu.casefile.flags;

import static cn.ruhu.casefile.flags.Flags.flag;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Facts;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Policy;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Counted;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Doubts about income, spending and property: X04–X07, X10–X12, X26.
final class MeansRules {
  private static final Set<String> OWN_DWELLING = Set.of("1", "2", "7", "8");

  private MeansRules() {}

  static List<Flag> of(Subject s) {
    var found = new ArrayList<Flag>();
    incomeDiffers(s).ifPresent(found::add);
    spending(s).ifPresent(found::add);
    electricity(s).ifPresent(found::add);
    appliances(s).ifPresent(found::add);
    found.addAll(schools(s));
    money(s).ifPresent(found::add);
    dwellings(s).ifPresent(found::add);
    if (s.answers().get("P12").filter(Subject::yes).isPresent()) found.add(flag(XRule.X26));
    return found;
  }

  /// X04: over the items the visit looked at, because one that was not asked about says nothing.
  /// The difference is measured on declared; any verified income over a declared nothing is a
  /// difference.
  private static Optional<Flag> incomeDiffers(Subject s) {
    List<CaseRecord> looked =
        s.file().items("INCOME").stream().filter(i -> i.get("verified").isPresent()).toList();
    if (looked.isEmpty()) return Optional.empty();
    Ratio declared = Ratio.ZERO;
    Ratio verified = Ratio.ZERO;
    for (CaseRecord i : looked) {
      declared = declared.plus(yearly(i, Column.DECLARED));
      verified = verified.plus(yearly(i, Column.VERIFIED));
    }
    Ratio apart = verified.minus(declared).abs();
    boolean tenth = apart.compareTo(Ratio.ZERO) > 0 && apart.times(10).compareTo(declared) >= 0;
    Optional<Fen> standard = s.figures().dibao().amountIfKnown();
    boolean half =
        standard.filter(f -> apart.compareTo(Ratio.of(f.value()).times(6)) >= 0).isPresent();
    return tenth || half
        ? Optional.of(flag(XRule.X04, declared.over(12), verified.over(12)))
        : Optional.empty();
  }

  private static Ratio yearly(CaseRecord item, Column column) {
    return Counted.year(item, column).orElse(Ratio.ZERO);
  }

  /// X05: what is spent against what is there to be spent: income as the means test counts it
  /// (people who count, its window, net of contributions), exempt money included, because it is
  /// money; deductions and support that is only reckoned are not.
  private static Optional<Flag> spending(Subject s) {
    Optional<Long> asked = s.answers().whole("E15");
    Ratio expenses =
        asked
            .map(Ratio::of)
            .orElseGet(() -> {
              Ratio sum = Ratio.ZERO;
              for (CaseRecord i : s.file().items("EXPENSE"))
                sum = sum.plus(yearly(i, Column.ADOPTED).over(12));
              return sum;
            });
    Income year =
        Income.of(
            s.file(),
            Column.ADOPTED,
            RuleSets.forCase(s.file()),
            Optional.empty(),
            RuleSets.judgedOn(s.file(), s.today()));
    Ratio income = year.gross().minus(year.contributions()).max(Ratio.ZERO).over(12);
    boolean above = expenses.times(10).compareTo(income.times(13)) > 0;
    boolean explained =
        s.answers().get("E17").isPresent()
            || s.property("P07").filter(d -> !d.equals("0")).isPresent();
    return above && !explained ? Optional.of(flag(XRule.X05, expenses, income)) : Optional.empty();
  }

  /// X06: E04 is what the last bills come to a month; without a norm of the district nothing is
  /// said.
  private static Optional<Flag> electricity(Subject s) {
    Optional<Long> paid = s.answers().whole("E04");
    Optional<Fen> norm = s.figures().electricity().amountIfKnown();
    boolean above =
        paid.isPresent()
            && norm.isPresent()
            && paid.get() > Math.multiplyExact(2, norm.get().value());
    return above ? Optional.of(flag(XRule.X06, paid.get(), norm.get().value())) : Optional.empty();
  }

  /// X07: A00 names what does not fit (air conditioner, television, computer); before it was one
  /// question each was graded.
  private static Optional<Flag> appliances(Subject s) {
    String unfit = s.answers().get("A00").orElse("");
    long best =
        List.of("1", "4", "5").stream()
            .filter(c ->
                Answers.ticked(unfit, c)
                    || s.answers().get("A0" + c).filter("3"::equals).isPresent())
            .count();
    return best >= 2 ? Optional.of(flag(XRule.X07, best)) : Optional.empty();
  }

  /// X10
  private static List<Flag> schools(Subject s) {
    return s.answers().byWho("S03").entrySet().stream()
        .filter(e -> Set.of("3", "4").contains(e.getValue()))
        .map(e -> Flags.about(XRule.X10, e.getKey(), e.getValue()))
        .toList();
  }

  /// X11: money a head as the means test counts it (a reviewer's ruling stands, DOMAIN §5.0)
  /// against the limit of the day's policy, "not above" being allowed. When last year's figure was
  /// never entered, money cannot be judged: the doubt says so instead of guessing.
  private static Optional<Flag> money(Subject s) {
    Facts facts =
        MeansTest.facts(
            s.file(),
            Column.ADOPTED,
            RuleSets.forCase(s.file()),
            RuleSets.judgedOn(s.file(), s.today()),
            Optional.empty());
    Policy.PropertyRule rule = Policy.at(facts.day()).property();
    int people = facts.household();
    Optional<Ratio> total = facts.property().total();
    if (rule.before2014()
        || people == 0
        || total.filter(t -> t.compareTo(Ratio.ZERO) > 0).isEmpty()) return Optional.empty();
    Ratio each = total.get().over(people);
    return switch (s.figures().consumptionLastYear()) {
      case Figure.Unknown u ->
          Optional.of(flag(XRule.X11, "LIMIT_UNKNOWN", u.asked().getYear(), each));
      case Figure.Known k -> {
        Ratio limit = rule.limit(k.amount(), people);
        yield each.compareTo(limit) > 0
            ? Optional.of(flag(XRule.X11, "ABOVE", each, limit))
            : Optional.empty();
      }
    };
  }

  /// X12: another dwelling besides the own one; the city's average area, which could excuse it, is
  /// not known here, so a person looks.
  private static Optional<Flag> dwellings(Subject s) {
    long others = s.property("H17").flatMap(Texts::whole).orElse(0L);
    boolean own = s.property("H04").filter(OWN_DWELLING::contains).isPresent();
    long all = others + (own ? 1 : 0);
    return all >= 2 ? Optional.of(flag(XRule.X12, all)) : Optional.empty();
  }
}
