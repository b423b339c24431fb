package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Ratio;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What people outside the household owe (DOMAIN §5.3), exact, a month, nothing rounded on the way.
final class SupportFees {
  private static final int FEW_CHILDREN = 2;

  private final Facts facts;
  private final Policy.SupportRule rule;
  private final Trace trace;
  private final Map<String, Ratio> byDuty = new HashMap<>();

  private SupportFees(Facts facts, Policy.SupportRule rule, Trace trace) {
    this.facts = facts;
    this.rule = rule;
    this.trace = trace;
  }

  /// Fees a month by duty (table `supportDuty`), fen.
  ///
  /// @param standard empty: nobody entered it; children's fees and what is paid need none
  static Map<String, Ratio> of(Facts facts, Policy policy, Optional<Fen> standard, Trace trace) {
    var fees = new SupportFees(facts, policy.support(), trace);
    for (Facts.Supporter s : facts.supporters())
      fees.add(s, standard.map(f -> Ratio.of(f.value())));
    return Map.copyOf(fees.byDuty);
  }

  private void add(Facts.Supporter s, Optional<Ratio> standard) {
    int here = (int) s.supports().stream().filter(this::counts).count();
    if (here == 0) {
      trace.about("SUPPORT_NOBODY", s.id(), 0);
      return;
    }
    Optional<Ratio> owed =
        s.duty().equals("2") ? forChildren(s, here) : byHousehold(s, standard, here);
    if (owed.isEmpty()) trace.about("SUPPORT_UNKNOWN", s.id(), "UNKNOWN");
    Ratio paid = s.paid().orElse(Ratio.ZERO);
    Ratio fee = owed.orElse(Ratio.ZERO).max(paid);
    if (paid.compareTo(owed.orElse(Ratio.ZERO)) > 0)
      trace.about("SUPPORT_PAID", s.id(), Trace.yuan(fee), "paid", Trace.yuan(paid));
    trace.about("SUPPORT_FEE", s.id(), Trace.yuan(fee), "persons", here);
    byDuty.merge(s.duty().isEmpty() ? "1" : s.duty(), fee, Ratio::plus);
  }

  private Optional<Ratio> unknown(String what, Object subject) {
    trace.missing(Pending.Effect.RAISES, what, subject);
    return Optional.empty();
  }

  private boolean counts(UUID member) {
    return facts.membership().counts(member);
  }

  /// `rate × (pc − S) ÷ dependants × persons here`, nothing up to k standards or for the unable.
  private Optional<Ratio> byHousehold(Facts.Supporter s, Optional<Ratio> figure, int here) {
    if (s.unable()) {
      trace.about("SUPPORT_UNABLE", s.id(), 0, "inability", s.inability());
      return Optional.of(Ratio.ZERO);
    }
    if (s.familyMonthly().isEmpty() || s.familySize().filter(n -> n > 0).isEmpty())
      return unknown("supporterIncome", s.id());
    if (figure.isEmpty()) return unknown("S", "");
    Ratio standard = figure.get();
    int size = s.familySize().get();
    Ratio each = s.familyMonthly().get().over(size);
    trace.about(
        "SUPPORTER_EACH",
        s.id(),
        Trace.yuan(each),
        "familyMonthlyIncome",
        Trace.yuan(s.familyMonthly().get()),
        "familySize",
        size);
    if (each.compareTo(standard.times(rule.threshold())) <= 0) {
      trace.about(
          "SUPPORT_BELOW",
          s.id(),
          0,
          "pc",
          Trace.yuan(each),
          "k",
          rule.threshold(),
          "S",
          Trace.yuan(standard));
      return Optional.of(Ratio.ZERO);
    }
    Ratio rate = s.duty().equals("3") || children(s) <= FEW_CHILDREN ? rule.few() : rule.many();
    int dependants = Math.max(1, s.dependants().orElse(here));
    Ratio one = each.minus(standard).times(rate).over(dependants);
    Ratio fee = one.times(here);
    trace.about(
        "SUPPORT_OWED",
        s.id(),
        Trace.yuan(fee),
        "rate",
        rate,
        "pc",
        Trace.yuan(each),
        "S",
        Trace.yuan(standard),
        "dependants",
        dependants,
        "each",
        Trace.yuan(one),
        "persons",
        here);
    return Optional.of(fee);
  }

  /// Children of the supported person: as stated, else everybody known: who owes elder support
  /// outside, and the children who live here (of a parent who lives here: the applicant).
  private int children(Facts.Supporter s) {
    if (s.children().isPresent()) return s.children().get();
    long outside =
        facts.supporters().stream().filter(o -> o.duty().isEmpty() || o.duty().equals("1")).count();
    boolean parent =
        facts.people().stream()
            .filter(p -> s.supports().contains(p.id()) && counts(p.id()))
            .anyMatch(p -> p.relation().startsWith("5"));
    long here = parent ? 1 : facts.people().stream().filter(p -> Kin.child(p.relation())).count();
    return (int) (outside + here);
  }

  /// By judgement or agreement, else a share of the obligor's gross income for each child.
  private Optional<Ratio> forChildren(Facts.Supporter s, int here) {
    if (s.judged().isPresent()) {
      trace.about("SUPPORT_JUDGED", s.id(), Trace.yuan(s.judged().get()));
      return s.judged();
    }
    if (s.unable()) {
      trace.about("SUPPORT_UNABLE", s.id(), 0, "inability", s.inability());
      return Optional.of(Ratio.ZERO);
    }
    if (s.grossMonthly().isEmpty()) return unknown("supporterIncome", s.id());
    boolean several = Math.max(here, s.dependants().orElse(here)) > 1;
    Ratio share = several ? rule.childSeveral() : rule.childOne();
    Ratio fee = s.grossMonthly().get().times(share).times(here);
    trace.about(
        "SUPPORT_CHILD",
        s.id(),
        Trace.yuan(fee),
        "grossMonthlyIncome",
        Trace.yuan(s.grossMonthly().get()),
        "rate",
        share,
        "persons",
        here);
    return Optional.of(fee);
  }

  /// What support adds to the year: the fees less what the household already counts as income of
  /// that kind (items 404 to 406), which is the same money.
  static Ratio addedYear(Map<String, Ratio> fees, Map<String, Ratio> counted, Trace trace) {
    Ratio sum = Ratio.ZERO;
    for (String duty : List.of("1", "2", "3")) {
      Ratio year = fees.getOrDefault(duty, Ratio.ZERO).times(12);
      Ratio already = counted.getOrDefault(duty, Ratio.ZERO);
      Ratio added = year.minus(already).max(Ratio.ZERO);
      if (year.compareTo(Ratio.ZERO) > 0 && already.compareTo(Ratio.ZERO) > 0)
        trace.add(
            "SUPPORT_ALREADY",
            Trace.yuan(added),
            "support",
            Trace.yuan(year),
            "counted",
            Trace.yuan(already));
      sum = sum.plus(added);
    }
    return sum;
  }
}
