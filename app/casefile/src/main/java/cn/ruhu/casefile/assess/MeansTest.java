package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.means.Step;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The means test (DOMAIN §5): `net = gross − exempt − jobDeduct + support − classDeduct −
/// contributions`, on the annual base, exact; nothing is rounded before it is compared, and a
/// missing figure stays 待确认.
///
/// Not thread-safe; used once.
public final class MeansTest {
  private static final Set<String> WAGES = Set.of("101", "102", "103");
  private static final Map<String, String> DUTY_OF = Map.of("404", "1", "405", "2", "406", "3");
  private static final int MARGINAL_FROM = 2021;

  private final Facts facts;
  private final Policy policy;
  private final Facts.Figures figures;
  private final Map<UUID, UUID> owners;
  private final Trace trace = new Trace();
  private final Map<UUID, Ratio> own = new HashMap<>();
  private final Map<UUID, Ratio> ownGross = new HashMap<>();
  private final Map<UUID, Ratio> ownExempt = new HashMap<>();
  private final Map<UUID, Ratio> wages = new HashMap<>();
  private final Map<String, Ratio> received = new HashMap<>();

  private MeansTest(Facts facts, Policy policy, Facts.Figures figures, Map<UUID, UUID> owners) {
    this.facts = facts;
    this.policy = policy;
    this.figures = figures;
    this.owners = owners;
  }

  /// Judges a case in one column by the rules, parameters and standards of the day it is judged by.
  ///
  /// @param today used when the case has no day of its own yet
  public static Assessment of(CaseFile file, Column column, LocalDate today) {
    LocalDate day = RuleSets.judgedOn(file, today);
    Standards.Day standards = Standards.builtIn().with(file.all(RecordType.STANDARD)).at(day);
    return of(
        file,
        facts(file, column, RuleSets.forCase(file), day, Optional.empty()),
        Policy.at(day, standards),
        figures(standards));
  }

  /// Reads the facts of a case.
  ///
  /// @param spread how one-off income is spread; empty: it counts whole
  public static Facts facts(
      CaseFile file, Column column, RuleSet rules, LocalDate day, Optional<Income.Spread> spread) {
    return FactsReader.read(file, column, rules, day, spread);
  }

  /// The figures of a day.
  public static Facts.Figures figures(Standards.Day day) {
    return new Facts.Figures(
        day.dibao().amountIfKnown(),
        day.lowIncome().amountIfKnown(),
        day.minWage().amountIfKnown(),
        day.consumptionLastYear().amountIfKnown());
  }

  /// Judges facts.
  ///
  /// @param file the case whose items the income's steps name
  public static Assessment of(CaseFile file, Facts facts, Policy policy, Facts.Figures figures) {
    var owners = new HashMap<UUID, UUID>();
    for (CaseRecord i : file.items("INCOME")) i.ref("member").ifPresent(m -> owners.put(i.id(), m));
    return new MeansTest(facts, policy, figures, owners).run();
  }

  private Assessment run() {
    people();
    for (Step s : facts.income().steps()) step(s);
    Assessment.Sums sums = sums();
    trace.add(
        "NET",
        Trace.yuan(sums.net()),
        "gross",
        Trace.yuan(sums.gross()),
        "exempt",
        Trace.yuan(sums.exempt()),
        "jobDeduct",
        Trace.yuan(sums.job()),
        "support",
        Trace.yuan(sums.supportAdded()),
        "classDeduct",
        Trace.yuan(sums.byClass()),
        "contributions",
        Trace.yuan(sums.contributions()));
    if (facts.counted() > 0)
      trace.add(
          "PER_CAPITA",
          Trace.yuan(sums.net().over(12L * facts.counted())),
          "net",
          Trace.yuan(sums.net()),
          "N",
          facts.counted());
    return judged(sums);
  }

  /// Who counts. Of somebody who applies alone nothing of the others is asked.
  private void people() {
    boolean alone = facts.single().isPresent();
    for (Membership.Counted m : facts.membership().members()) {
      trace.about(m.counted() ? "COUNTS" : "COUNTS_NOT", m.member(), m.clause());
      if (m.clause().startsWith("UNKNOWN_") && !alone)
        trace.missing(
            Pending.Effect.EITHER,
            m.clause().equals("UNKNOWN_LIVING") ? "livingTogether" : "relation",
            m.member());
    }
    for (Facts.Person p : facts.people())
      if (facts.ageDecides(p) && !alone) trace.missing(Pending.Effect.EITHER, "birthDate", p.id());
    trace.add("PEOPLE", facts.counted());
  }

  private Assessment judged(Assessment.Sums sums) {
    Optional<Boolean> below = below(sums, "TEST_DB", "S", exact(figures.standard()));
    Optional<Boolean> low = below(sums, "TEST_DS", "L", exact(figures.lowIncome()));
    Optional<Ratio> edge =
        facts.day().getYear() < MARGINAL_FROM || RuleSets.CN_2021.from().isAfter(facts.day())
            ? Optional.empty()
            : figures.standard().map(this::edge);
    Optional<Boolean> marginal =
        edge.isEmpty() ? Optional.empty() : below(sums, "TEST_MARGINAL", "line", edge);
    List<PropertyTest> property = PropertyTests.of(facts, policy, figures, trace);
    boolean barred = property.stream().anyMatch(t -> t.result() == PropertyTest.Result.FAIL);
    Optional<Boolean> dibao = barred ? Optional.of(false) : below;
    Optional<Boolean> lowIncome =
        barred || below.filter(b -> b).isPresent() ? Optional.of(false) : lowButNot(below, low);
    var marks = new ArrayList<String>();
    Optional<Fen> benefit = dibao.filter(d -> d).flatMap(_ -> benefit(sums, marks));
    var schemes =
        new Schemes(
            facts,
            policy,
            figures,
            trace,
            sums,
            own,
            property,
            new Schemes.Classes(below, low, dibao, lowIncome, marginal, benefit));
    List<Outcome> outcomes = schemes.all();
    return new Assessment(
        facts,
        policy,
        figures,
        sums,
        dibao,
        lowIncome,
        marginal,
        benefit,
        property,
        schemes.singles(),
        schemes.illnessSubsidy(),
        schemes.illnessAid(),
        outcomes,
        marks,
        trace.pending(),
        trace.lines());
  }

  /// Not below 低保 and below 低收入; empty while one of them cannot be told.
  private static Optional<Boolean> lowButNot(Optional<Boolean> below, Optional<Boolean> low) {
    if (low.filter(l -> !l).isPresent()) return Optional.of(false);
    return below.isPresent() && low.isPresent() ? low : Optional.empty();
  }

  private static Optional<Ratio> exact(Optional<Fen> figure) {
    return figure.map(f -> Ratio.of(f.value()));
  }

  private Ratio edge(Fen standard) {
    return Ratio.of(standard.value()).times(policy.benefit().marginalFactor());
  }

  /// `net < 12 × N × line`, strict, by cross-multiplication. What is missing decides whether the
  /// answer stands: facts that only raise the income cannot bring it below, and those that only
  /// lower it cannot bring it above.
  private Optional<Boolean> below(
      Assessment.Sums sums, String code, String name, Optional<Ratio> line) {
    int n = facts.counted();
    if (line.isEmpty()) {
      trace.missing(Pending.Effect.OTHER, name.equals("line") ? "S" : name, "");
      trace.add(code, "UNKNOWN", "net", Trace.yuan(sums.net()), "N", n);
      return Optional.empty();
    }
    boolean is = n > 0 && sums.net().compareTo(line.get().times(12L * n)) < 0;
    boolean known = n > 0 && !(is ? trace.mayRaise() : mayFallBelow(sums, line.get(), n));
    trace.add(
        code,
        known ? is : "UNKNOWN",
        "net",
        Trace.yuan(sums.net()),
        "N",
        n,
        name,
        Trace.yuan(line.get()),
        "limit",
        Trace.yuan(line.get().times(12L * n)));
    return known ? Optional.of(is) : Optional.empty();
  }

  /// Whether what is not known could still bring the income below the line: an age that decides
  /// over half a standard only by that.
  private boolean mayFallBelow(Assessment.Sums sums, Ratio line, int n) {
    if (!trace.mayLower()) return false;
    if (!trace.lowersOnlyBy("legalSupporterOver60") || facts.single().isPresent()) return true;
    Ratio least = sums.net().minus(Deductions.openYear(facts, policy, figures.standard()));
    return least.compareTo(line.times(12L * n)) < 0;
  }

  /// Empty while the income may turn out lower: the amount would be more.
  private Optional<Fen> benefit(Assessment.Sums sums, List<String> marks) {
    boolean open = trace.mayLower() && sums.net().compareTo(Ratio.ZERO) > 0;
    if (figures.standard().isEmpty() || open) return Optional.empty();
    List<Ratio> uplifts = facts.countedPeople().stream().map(Facts.Person::uplift).toList();
    for (Facts.Person p : facts.countedPeople())
      if (p.uplift().compareTo(Ratio.ZERO) > 0) trace.about("UPLIFT", p.id(), p.uplift());
    Fen standard = figures.standard().get();
    Ratio exact = Amounts.benefit(standard, uplifts, sums.net());
    Fen amount = policy.benefit().rounding().of(exact);
    trace.add(
        "BENEFIT",
        amount.yuan(),
        "S",
        Trace.yuan(standard),
        "heads",
        uplifts.stream().reduce(Ratio.of(uplifts.size()), Ratio::plus),
        "net",
        Trace.yuan(sums.net()),
        "exact",
        Trace.yuan(exact),
        "rounding",
        policy.benefit().rounding());
    if (amount.value() == 0) marks.add("ZERO_AMOUNT");
    return Optional.of(amount);
  }

  private Assessment.Sums sums() {
    if (facts.single().isPresent()) return single(facts.single().get());
    Income income = facts.income();
    Optional<Fen> standard = figures.standard();
    Ratio job = Deductions.job(facts, policy, standard, wages, trace);
    Map<String, Ratio> fees = SupportFees.of(facts, policy, standard, trace);
    Ratio byClass = Deductions.byClass(facts, policy, standard, trace);
    Ratio support = fees.values().stream().reduce(Ratio.ZERO, Ratio::plus);
    if (support.compareTo(Ratio.ZERO) > 0) trace.add("SUPPORT", Trace.yuan(support));
    Ratio added = SupportFees.addedYear(fees, received, trace);
    Ratio net =
        income
            .gross()
            .minus(income.exempt())
            .minus(job)
            .plus(added)
            .minus(byClass)
            .minus(income.contributions())
            .max(Ratio.ZERO);
    return new Assessment.Sums(
        income.gross(), income.exempt(), income.contributions(), job, support, added, byClass, net);
  }

  /// 单人保: the own income alone.
  private Assessment.Sums single(UUID member) {
    Ratio whole = own.getOrDefault(member, Ratio.ZERO);
    Ratio net = whole.max(Ratio.ZERO);
    Ratio gross = ownGross.getOrDefault(member, Ratio.ZERO);
    Ratio exempt = ownExempt.getOrDefault(member, Ratio.ZERO);
    trace.about("SINGLE", member, Trace.yuan(net));
    return new Assessment.Sums(
        gross,
        exempt,
        gross.minus(exempt).minus(whole),
        Ratio.ZERO,
        Ratio.ZERO,
        Ratio.ZERO,
        Ratio.ZERO,
        net);
  }

  /// A step of the income in the words of this trace, and what it adds to whom.
  private void step(Step s) {
    List<String> in = s.inputs();
    switch (s.code()) {
      case "ITEM", "ONE_OFF_SPREAD" -> line(s, in);
      case "EXEMPT", "CONTRIBUTION" -> off(s, in);
      case "ITEM_UNKNOWN", "ONE_OFF_MONTH_UNKNOWN" -> {
        if (asked(in.get(0))) trace.missing(Pending.Effect.RAISES, "income", in.get(0));
        trace.about("ITEM_UNKNOWN", in.get(0), "UNKNOWN", "code", in.get(1));
      }
      case "ITEM_OF_NOBODY_COUNTED", "ONE_OFF_OUTSIDE" ->
          trace.about(s.code(), in.get(0), 0, "code", in.get(1));
      default -> {
        // who counts, net and per head are said by this test itself
      }
    }
  }

  /// Whether this income is asked about: of somebody who applies alone only the own.
  private boolean asked(String item) {
    return facts.single().map(m -> m.equals(owners.get(UUID.fromString(item)))).orElse(true);
  }

  private void line(Step s, List<String> in) {
    Ratio year = fen(s.result());
    Object sum = Trace.yuan(year);
    if (s.code().equals("ITEM"))
      trace.about(
          "ITEM",
          in.get(0),
          sum,
          "code",
          in.get(1),
          "basis",
          in.get(2),
          "amount",
          Trace.yuan(fen(in.get(3))),
          "times",
          in.get(4));
    else
      trace.about(
          "ONE_OFF_SPREAD",
          in.get(0),
          sum,
          "code",
          in.get(1),
          "amount",
          Trace.yuan(fen(in.get(2))),
          "monthly",
          Trace.yuan(fen(in.get(3))),
          "monthsAgo",
          in.get(4));
    plus(in.get(0), in.get(1), year);
  }

  private void off(Step s, List<String> in) {
    Ratio off = fen(s.result());
    Object sum = Trace.yuan(off);
    UUID whose = owners.get(UUID.fromString(in.get(0)));
    if (s.code().equals("EXEMPT") && whose != null) ownExempt.merge(whose, off, Ratio::plus);
    if (s.code().equals("EXEMPT"))
      trace.about(
          "EXEMPT",
          in.get(0),
          sum,
          "exemptCode",
          in.get(1),
          "amount",
          Trace.yuan(fen(in.get(2))),
          "times",
          in.get(3));
    else
      trace.about(
          "CONTRIBUTION", in.get(0), sum, "amount", Trace.yuan(fen(in.get(1))), "times", in.get(2));
    plus(in.get(0), "", Ratio.ZERO.minus(off));
  }

  private void plus(String item, String code, Ratio year) {
    Optional.ofNullable(owners.get(UUID.fromString(item)))
        .ifPresent(m -> {
          own.merge(m, year, Ratio::plus);
          if (!code.isEmpty()) ownGross.merge(m, year, Ratio::plus);
          if (WAGES.contains(code)) wages.merge(m, year, Ratio::plus);
        });
    Optional.ofNullable(DUTY_OF.get(code)).ifPresent(d -> received.merge(d, year, Ratio::plus));
  }

  private static Ratio fen(String figure) {
    int slash = figure.indexOf('/');
    return slash < 0
        ? new Ratio(new java.math.BigInteger(figure), java.math.BigInteger.ONE)
        : new Ratio(
            new java.math.BigInteger(figure.substring(0, slash)),
            new java.math.BigInteger(figure.substring(slash + 1)));
  }
}
