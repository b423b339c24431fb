package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What is taken off the income before the test, a year, fen: 就业奖励 of new workers and 收入核减 by class
/// (DOMAIN §2.9, §5.2).
final class Deductions {
  private static final int CHILD_MAX = 16;

  private Deductions() {}

  /// `Σ min(wage, rate × S)` over workers whose job is rewarded.
  ///
  /// @param wages wage of the year by member
  /// @param standard empty: nobody entered it, and nothing is taken off
  static Ratio job(
      Facts facts, Policy policy, Optional<Fen> standard, Map<UUID, Ratio> wages, Trace trace) {
    Ratio sum = Ratio.ZERO;
    for (Facts.Person p : facts.countedPeople()) {
      Ratio rate =
          p.rewardRate()
              .orElseGet(() ->
                  p.rewardYear() > 0 ? policy.deductions().reward(p.rewardYear()) : Ratio.ZERO);
      Ratio wage = wages.getOrDefault(p.id(), Ratio.ZERO);
      if (rate.compareTo(Ratio.ZERO) <= 0 || wage.compareTo(Ratio.ZERO) <= 0) continue;
      if (standard.isEmpty()) {
        trace.missing(Pending.Effect.LOWERS, "S", "");
        continue;
      }
      Ratio most = Ratio.of(standard.get().value()).times(rate);
      Ratio month = wage.over(12).min(most);
      trace.about(
          "JOB_DEDUCT",
          p.id(),
          Trace.yuan(month),
          "wage",
          Trace.yuan(wage.over(12)),
          "rate",
          rate,
          "S",
          Trace.yuan(standard.get()));
      sum = sum.plus(month.times(12));
    }
    return sum;
  }

  /// Severe illness or severe disability, and single parents; once a household unless the policy
  /// says for each person.
  ///
  /// @param standard empty: nobody entered it; only what was given as a figure is taken off
  static Ratio byClass(Facts facts, Policy policy, Optional<Fen> standard, Trace trace) {
    if (facts.deductionMonth().isPresent()) {
      Ratio given = facts.deductionMonth().get();
      trace.add("CLASS_GIVEN", Trace.yuan(given));
      return given.times(12);
    }
    Policy.DeductionRule rule = policy.deductions();
    if (!rule.byClass()) return Ratio.ZERO;
    Ratio shares = severe(facts, rule, trace).plus(parents(facts, rule, trace));
    if (shares.compareTo(Ratio.ZERO) <= 0) return Ratio.ZERO;
    if (standard.isEmpty()) {
      trace.missing(Pending.Effect.LOWERS, "S", "");
      return Ratio.ZERO;
    }
    Ratio month = Ratio.of(standard.get().value()).times(shares);
    trace.add("CLASS_DEDUCT", Trace.yuan(month), "shares", shares, "S", Trace.yuan(standard.get()));
    return month.times(12);
  }

  /// Whose supporter may be 60 has the lower share until that is known; more could only lower the
  /// income.
  private static Ratio severe(Facts facts, Policy.DeductionRule rule, Trace trace) {
    var open = new ArrayList<UUID>();
    Ratio all = Ratio.ZERO;
    Ratio most = Ratio.ZERO;
    for (Facts.Person p : facts.countedPeople()) {
      if (!p.severelyIll() && !p.severelyDisabled()) continue;
      if (p.oldSupporter().isEmpty()) open.add(p.id());
      boolean old = p.oldSupporter().orElse(false);
      Ratio share = old ? rule.severe().plus(rule.oldSupporter()) : rule.severe();
      trace.about(
          "CLASS_SEVERE",
          p.id(),
          share,
          "legalSupporterOver60",
          p.oldSupporter().map(Object::toString).orElse("UNKNOWN"));
      all = all.plus(share);
      most = most.max(share);
    }
    boolean full =
        !rule.perPerson() && most.compareTo(rule.severe().plus(rule.oldSupporter())) >= 0;
    if (!full) open.forEach(id -> trace.missing(Pending.Effect.LOWERS, "legalSupporterOver60", id));
    return rule.perPerson() ? all : most;
  }

  /// What ages nobody knows could still take off a year, fen: half a standard for whoever may have
  /// a supporter of 60, once a household unless for each.
  static Ratio openYear(Facts facts, Policy policy, Optional<Fen> standard) {
    Policy.DeductionRule rule = policy.deductions();
    if (!rule.byClass() || facts.deductionMonth().isPresent() || standard.isEmpty())
      return Ratio.ZERO;
    long open =
        facts.countedPeople().stream()
            .filter(p -> p.severelyIll() || p.severelyDisabled())
            .filter(p -> p.oldSupporter().isEmpty())
            .count();
    Ratio share = rule.oldSupporter().times(rule.perPerson() ? open : Math.min(1, open));
    return Ratio.of(standard.get().value()).times(share).times(12);
  }

  /// A single parent (单亲抚养人) with a child of at most 16 years or in full-time school; of the
  /// applicant's parent, the applicant and brothers and sisters are children.
  private static Ratio parents(Facts facts, Policy.DeductionRule rule, Trace trace) {
    List<Facts.Person> raising =
        facts.countedPeople().stream().filter(Facts.Person::singleParent).toList();
    if (raising.isEmpty()) return Ratio.ZERO;
    boolean parent = raising.stream().anyMatch(p -> Kin.parent(p.relation()));
    int children = 0;
    for (Facts.Person p : facts.countedPeople()) {
      boolean young =
          Kin.child(p.relation())
              || p.relation().startsWith("4")
              || (parent && (p.relation().equals("01") || p.relation().startsWith("7")));
      if (!young || p.singleParent()) continue;
      if (p.student() || p.age().filter(a -> a <= CHILD_MAX).isPresent()) children++;
      else if (p.age().isEmpty()) trace.missing(Pending.Effect.EITHER, "birthDate", p.id());
    }
    if (children == 0) return Ratio.ZERO;
    Ratio share = rule.singleParent().times(rule.perPerson() ? children : 1);
    trace.about("CLASS_PARENT", raising.getFirst().id(), share, "children", children);
    return share;
  }
}
