package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Outcome.Verdict;
import cn.ruhu.casefile.means.Ratio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Every scheme from one visit (DOMAIN §1.2 task 1, §2.7, §5.5, §5.6).
final class Schemes {
  private static final Set<String> UNABLE_SUPPORTER = Set.of("1", "2", "3", "4", "5");
  private static final int OLD = 60;
  private static final int YOUNG = 16;
  private static final int CARE_INSURANCE = 55;
  private static final int SELF_CARE = 6;
  private static final int PARTLY = 3;
  private static final LocalDate RIGID_FROM = LocalDate.of(2025, 1, 1);

  private final Facts facts;
  private final Policy policy;
  private final Facts.Figures figures;
  private final Trace trace;
  private final Assessment.Sums sums;
  private final Map<UUID, Ratio> own;
  private final List<PropertyTest> property;
  private final Classes classes;
  private final List<Assessment.Single> singles;
  private final Optional<Fen> subsidy;
  private Optional<Fen> aid = Optional.empty();

  /// What the income says; empty: 待确认.
  ///
  /// @param below income below 低保
  /// @param low income below 低收入
  /// @param dibao of 低保: income and property
  /// @param lowIncome of 低收入 and not 低保
  /// @param marginal income below the 边缘 line
  /// @param benefit 低保金
  record Classes(
      Optional<Boolean> below,
      Optional<Boolean> low,
      Optional<Boolean> dibao,
      Optional<Boolean> lowIncome,
      Optional<Boolean> marginal,
      Optional<Fen> benefit) {}

  Schemes(
      Facts facts,
      Policy policy,
      Facts.Figures figures,
      Trace trace,
      Assessment.Sums sums,
      Map<UUID, Ratio> own,
      List<PropertyTest> property,
      Classes classes) {
    this.facts = facts;
    this.policy = policy;
    this.figures = figures;
    this.trace = trace;
    this.sums = sums;
    this.own = own;
    this.property = property;
    this.classes = classes;
    this.singles = findSingles();
    this.subsidy = findSubsidy();
  }

  List<Assessment.Single> singles() {
    return singles;
  }

  Optional<Fen> illnessSubsidy() {
    return subsidy;
  }

  Optional<Fen> illnessAid() {
    return aid;
  }

  List<Outcome> all() {
    var all = new ArrayList<Outcome>();
    all.add(extremePoverty());
    all.add(byIncome("DB", classes.dibao(), classes.below()).paying(classes.benefit()));
    all.add(byIncome("DS", classes.lowIncome(), classes.low()));
    all.add(subsidyOutcome());
    all.add(illness());
    all.add(rigid());
    for (String s : List.of("LS1", "LS2")) all.add(Outcome.of(s, Verdict.PERSON, "NO_AMOUNT_RULE"));
    for (String s : List.of("YL", "JY", "CN", "ZF")) all.add(byClass(s));
    all.add(employment());
    all.add(disabilityLiving());
    all.add(disabilityCare());
    all.add(children());
    all.add(careInsurance());
    return List.copyOf(all);
  }

  private static boolean isYes(Optional<Boolean> known) {
    return known.filter(b -> b).isPresent();
  }

  private boolean propertyUnknown() {
    return property.stream().anyMatch(t -> t.result() == PropertyTest.Result.UNKNOWN);
  }

  private boolean barred() {
    return property.stream().anyMatch(t -> t.result() == PropertyTest.Result.FAIL);
  }

  /// @param eligible income and property
  /// @param income income alone
  private Outcome byIncome(String scheme, Optional<Boolean> eligible, Optional<Boolean> income) {
    var reasons = new ArrayList<String>();
    property.stream()
        .filter(t -> t.result() == PropertyTest.Result.FAIL)
        .map(PropertyTest::reject)
        .distinct()
        .forEach(reasons::add);
    boolean already = scheme.equals("DS") && classes.below().filter(b -> b).isPresent();
    if (already && !barred()) reasons.add("CLASS_DB");
    else if (income.filter(b -> !b).isPresent()) reasons.add("R01");
    if (eligible.filter(e -> !e).isPresent())
      return new Outcome(scheme, Verdict.NOT_ELIGIBLE, reasons, Optional.empty());
    if (eligible.isEmpty()) return Outcome.of(scheme, Verdict.UNKNOWN, "INCOME_UNKNOWN");
    return propertyUnknown()
        ? Outcome.of(scheme, Verdict.UNKNOWN, "BELOW_STANDARD", "PROPERTY_UNKNOWN")
        : Outcome.of(scheme, Verdict.ELIGIBLE, "BELOW_STANDARD");
  }

  /// 特困: nobody can work, no living, nobody able to support (43号 art 4 to 8).
  private Outcome extremePoverty() {
    List<Facts.Person> people = facts.countedPeople();
    if (people.isEmpty()) return Outcome.of("TK", Verdict.UNKNOWN, "NOBODY_COUNTED");
    for (Facts.Person p : people) {
      Optional<Boolean> unable = noLaborCapacity(p);
      if (unable.isEmpty()) return Outcome.of("TK", Verdict.UNKNOWN, "LABOUR_UNKNOWN");
      if (!unable.get()) return Outcome.of("TK", Verdict.NOT_ELIGIBLE, "LABOUR_CAPACITY");
    }
    if (classes.dibao().filter(d -> !d).isPresent())
      return Outcome.of("TK", Verdict.NOT_ELIGIBLE, barred() ? "PROPERTY" : "R01");
    for (Facts.Supporter s : facts.supporters()) {
      if (!owesHere(s, people)) continue;
      if (s.inability().isEmpty()) return Outcome.of("TK", Verdict.UNKNOWN, "SUPPORTER_UNKNOWN");
      if (!UNABLE_SUPPORTER.contains(s.inability()))
        return Outcome.of("TK", Verdict.NOT_ELIGIBLE, "SUPPORTER_ABLE");
    }
    if (classes.dibao().isEmpty() || propertyUnknown())
      return Outcome.of("TK", Verdict.UNKNOWN, "INCOME_OR_PROPERTY_UNKNOWN");
    return Outcome.of("TK", Verdict.ELIGIBLE, "NO_LABOUR_LIVING_SUPPORT").paying(living(people));
  }

  /// Whoever owes support to people only who do not count here (a spouse who died, a father in
  /// prison) owes these none. Whom nobody is named for may owe it to anybody.
  private static boolean owesHere(Facts.Supporter s, List<Facts.Person> people) {
    return s.supports().isEmpty()
        || people.stream().map(Facts.Person::id).anyMatch(s.supports()::contains);
  }

  /// 60 and older, below 16, or disabled as 43号 art 5 lists.
  private static Optional<Boolean> noLaborCapacity(Facts.Person p) {
    boolean mind =
        (p.disabilityCategory().equals("5") || p.disabilityCategory().equals("6"))
            && p.disabilityGrade() >= 1
            && p.disabilityGrade() <= 3;
    boolean limbs = p.disabilityCategory().equals("4") && p.severelyDisabled();
    boolean sight = p.disabilityCategory().equals("1") && p.disabilityGrade() == 1;
    if (mind || limbs || sight) return Optional.of(true);
    return p.age().map(a -> a >= OLD || a < YOUNG);
  }

  /// Living amount and, where self-care is known, care amount; empty while a figure is missing.
  private Optional<Fen> living(List<Facts.Person> people) {
    if (figures.standard().isEmpty() || figures.minWage().isEmpty()) return Optional.empty();
    Ratio sum = Ratio.ZERO;
    for (Facts.Person p : people) {
      if (p.ableSelfCare().isEmpty()) {
        trace.missing(Pending.Effect.OTHER, "selfCareAbility", p.id());
        return Optional.empty();
      }
      int lost = SELF_CARE - p.ableSelfCare().get();
      int level = lost <= 0 ? 0 : lost <= PARTLY ? 1 : 2;
      Ratio living =
          Ratio.of(figures.standard().get().value()).times(policy.benefit().extremePoverty());
      Ratio care =
          Ratio.of(figures.minWage().get().value()).times(policy.benefit().care().get(level));
      trace.about(
          "EXTREME_POVERTY",
          p.id(),
          Trace.yuan(living.plus(care)),
          "living",
          Trace.yuan(living),
          "care",
          Trace.yuan(care),
          "careLevel",
          level);
      sum = sum.plus(living).plus(care);
    }
    return Optional.of(policy.benefit().rounding().of(sum));
  }

  /// 单人保: out of a 边缘 household (until 2021-06 a low-income one) that is not on 低保.
  private List<Assessment.Single> findSingles() {
    var found = new ArrayList<Assessment.Single>();
    boolean edge = !facts.day().isBefore(cn.ruhu.casefile.means.RuleSets.CN_2021.from());
    boolean here =
        (edge ? classes.marginal() : classes.lowIncome()).filter(b -> b).isPresent()
            && classes.dibao().filter(d -> !d).isPresent()
            && !barred()
            && facts.single().isEmpty()
            && !facts.day().isBefore(Policy.SINGLE_FROM);
    if (!here || figures.standard().isEmpty()) return found;
    for (Facts.Person p : facts.people()) {
      String ground = ground(p, edge);
      if (ground.isEmpty() || (!p.counted() && !ground.equals("CLERGY"))) continue;
      Ratio net = own.getOrDefault(p.id(), Ratio.ZERO).max(Ratio.ZERO);
      Ratio exact = Amounts.benefit(figures.standard().get(), List.of(p.uplift()), net);
      boolean below = net.compareTo(Ratio.of(figures.standard().get().value()).times(12)) < 0;
      if (!p.counted()) trace.missing(Pending.Effect.OTHER, "income", p.id()); // not in this income
      Optional<Fen> benefit =
          below && p.counted()
              ? Optional.of(policy.benefit().rounding().of(exact))
              : Optional.empty();
      trace.about(
          "SINGLE_CASE",
          p.id(),
          benefit.map(Fen::yuan).orElse("-"),
          "ground",
          ground,
          "net",
          Trace.yuan(net),
          "S",
          Trace.yuan(figures.standard().get()));
      found.add(new Assessment.Single(p.id(), ground, net, benefit));
    }
    return found;
  }

  private static String ground(Facts.Person p, boolean edge) {
    if (p.severelyDisabled()) return "SEVERE_DISABILITY";
    if (!edge) return "";
    if (p.mindGradeThree()) return "MIND_GRADE_3";
    if (p.severelyIll()) return "SEVERE_ILLNESS";
    return p.clergy() ? "CLERGY" : "";
  }

  /// 低收入 households: a share of the standard for everybody severely ill.
  private Optional<Fen> findSubsidy() {
    long ill = facts.countedPeople().stream().filter(Facts.Person::severelyIll).count();
    boolean here =
        classes.lowIncome().filter(l -> l).isPresent()
            && !facts.day().isBefore(Policy.SINGLE_FROM)
            && ill > 0;
    if (!here || figures.standard().isEmpty()) return Optional.empty();
    Ratio each =
        Ratio.of(figures.standard().get().value()).times(policy.benefit().severeIllnessSubsidy());
    Fen sum = policy.benefit().rounding().of(each.times(ill));
    trace.add(
        "ILLNESS_SUBSIDY",
        sum.yuan(),
        "S",
        Trace.yuan(figures.standard().get()),
        "share",
        policy.benefit().severeIllnessSubsidy(),
        "persons",
        ill);
    return Optional.of(sum);
  }

  private Outcome subsidyOutcome() {
    if (subsidy.isPresent())
      return propertyUnknown()
          ? Outcome.of("SN", Verdict.UNKNOWN, "SEVERE_ILLNESS", "PROPERTY_UNKNOWN")
          : Outcome.of("SN", Verdict.ELIGIBLE, "SEVERE_ILLNESS").paying(subsidy);
    boolean ill = facts.countedPeople().stream().anyMatch(Facts.Person::severelyIll);
    return classes.lowIncome().isEmpty() && ill
        ? Outcome.of("SN", Verdict.UNKNOWN, "INCOME_UNKNOWN")
        : Outcome.of("SN", Verdict.NOT_ELIGIBLE, "NO_SEVERE_ILLNESS_IN_LOW_INCOME");
  }

  /// `(income − own medical) ÷ 12 ÷ N ≤ minimum wage`, `money ÷ N ≤ 24 × L`, not on 低保 or 低收入, once
  /// a calendar year.
  private Outcome illness() {
    String yb = "YB";
    int n = facts.counted();
    if (n == 0) return Outcome.of(yb, Verdict.UNKNOWN, "NOBODY_COUNTED");
    if (isYes(classes.dibao())) return Outcome.of(yb, Verdict.NOT_ELIGIBLE, "CLASS_DB");
    if (isYes(classes.lowIncome())) return Outcome.of(yb, Verdict.NOT_ELIGIBLE, "CLASS_DS");
    if (facts.illnessAided()) return Outcome.of(yb, Verdict.NOT_ELIGIBLE, "ONCE_A_YEAR");
    if (facts.medicalYear().isEmpty()) return Outcome.of(yb, Verdict.UNKNOWN, "MEDICAL_UNKNOWN");
    Ratio medical = facts.medicalYear().get();
    if (medical.compareTo(Ratio.ZERO) <= 0)
      return Outcome.of(yb, Verdict.NOT_ELIGIBLE, "NO_MEDICAL_COST");
    Optional<Ratio> money = facts.property().total();
    if (trace.mayMove()) return Outcome.of(yb, Verdict.UNKNOWN, "INCOME_UNKNOWN");
    if (figures.minWage().isEmpty() || figures.lowIncome().isEmpty() || money.isEmpty())
      return Outcome.of(yb, Verdict.UNKNOWN, "FIGURE_UNKNOWN");
    Ratio rest = sums.net().minus(medical).over(12L * n);
    Ratio limit = Ratio.of(figures.lowIncome().get().value()).times(policy.illness().assetMonths());
    boolean poor = rest.compareTo(Ratio.of(figures.minWage().get().value())) <= 0;
    boolean within = money.get().over(n).compareTo(limit) <= 0;
    trace.add(
        "ILLNESS_TEST",
        poor && within,
        "net",
        Trace.yuan(sums.net()),
        "medical",
        Trace.yuan(medical),
        "N",
        n,
        "pc",
        Trace.yuan(rest),
        "minWage",
        Trace.yuan(figures.minWage().get()),
        "moneyEach",
        Trace.yuan(money.get().over(n)),
        "moneyLimit",
        Trace.yuan(limit));
    if (!within) return Outcome.of(yb, Verdict.NOT_ELIGIBLE, "R02");
    if (!poor)
      return trace.mayLower()
          ? Outcome.of(yb, Verdict.UNKNOWN, "INCOME_UNKNOWN")
          : Outcome.of(yb, Verdict.NOT_ELIGIBLE, "ABOVE_MIN_WAGE");
    boolean open = classes.dibao().isEmpty() || classes.lowIncome().isEmpty() || trace.mayRaise();
    if (open) return Outcome.of(yb, Verdict.UNKNOWN, "INCOME_UNKNOWN");
    if (!PropertyTests.allStated(facts)) return Outcome.of(yb, Verdict.UNKNOWN, "PROPERTY_UNKNOWN");
    Fen sum = Amounts.illnessAid(medical, policy.illness(), policy.benefit().rounding());
    aid = Optional.of(sum);
    trace.add(
        "ILLNESS_AID",
        sum.yuan(),
        "medical",
        Trace.yuan(medical),
        "cap",
        policy.illness().cap().map(Fen::yuan).orElse("-"));
    return Outcome.of(yb, Verdict.ELIGIBLE, "ILLNESS");
  }

  private Outcome rigid() {
    String gx = "GX";
    if (facts.day().isBefore(RIGID_FROM)) return Outcome.of(gx, Verdict.NOT_IN_FORCE);
    if (classes.dibao().filter(d -> d).isPresent())
      return Outcome.of(gx, Verdict.NOT_ELIGIBLE, "CLASS_DB");
    if (isYes(classes.lowIncome()) || isYes(classes.marginal()))
      return Outcome.of(gx, Verdict.NOT_ELIGIBLE, "CLASS_DS");
    if (barred()) return Outcome.of(gx, Verdict.NOT_ELIGIBLE, "PROPERTY");
    Optional<Fen> disposable = policy.rigid().disposableYear();
    Optional<Ratio> ratio = policy.rigid().ratio();
    if (disposable.isEmpty() || ratio.isEmpty() || facts.rigidYear().isEmpty())
      return Outcome.of(gx, Verdict.UNKNOWN, "FIGURE_UNKNOWN");
    Ratio rigid = facts.rigidYear().get();
    boolean below =
        sums.net().compareTo(Ratio.of(disposable.get().value()).times(facts.counted())) < 0;
    boolean heavy = rigid.compareTo(sums.net().times(ratio.get())) > 0;
    trace.add(
        "RIGID_TEST",
        below && heavy,
        "net",
        Trace.yuan(sums.net()),
        "N",
        facts.counted(),
        "disposable",
        Trace.yuan(disposable.get()),
        "rigid",
        Trace.yuan(rigid),
        "ratio",
        ratio.get());
    boolean open =
        (below && heavy) ? (trace.mayRaise() || classes.dibao().isEmpty()) : trace.mayLower();
    if (open) return Outcome.of(gx, Verdict.UNKNOWN, "INCOME_UNKNOWN");
    return below && heavy
        ? Outcome.of(gx, propertyUnknown() ? Verdict.UNKNOWN : Verdict.ELIGIBLE, "RIGID")
        : Outcome.of(gx, Verdict.NOT_ELIGIBLE, below ? "RIGID_BELOW_RATIO" : "R01");
  }

  /// Special assistance follows the class of the household.
  private Outcome byClass(String scheme) {
    if (classes.dibao().filter(d -> d).isPresent() && !propertyUnknown())
      return Outcome.of(scheme, Verdict.ELIGIBLE, "CLASS_DB");
    if (classes.lowIncome().filter(d -> d).isPresent() && !propertyUnknown())
      return Outcome.of(scheme, Verdict.ELIGIBLE, "CLASS_DS");
    boolean none =
        classes.dibao().filter(d -> !d).isPresent()
            && classes.lowIncome().filter(d -> !d).isPresent();
    return none
        ? Outcome.of(scheme, Verdict.PERSON, "NO_CLASS")
        : Outcome.of(scheme, Verdict.UNKNOWN, "CLASS_UNKNOWN");
  }

  /// At least one who can work should have work (Policy §5).
  private Outcome employment() {
    boolean able =
        facts.countedPeople().stream()
            .anyMatch(p -> p.labour().equals("1") || p.labour().equals("2"));
    boolean open = facts.countedPeople().stream().anyMatch(p -> p.labour().isEmpty());
    if (able) return Outcome.of("JU", Verdict.PERSON, "LABOUR_CAPACITY");
    return open
        ? Outcome.of("JU", Verdict.UNKNOWN, "LABOUR_UNKNOWN")
        : Outcome.of("JU", Verdict.NOT_ELIGIBLE, "NO_LABOUR_CAPACITY");
  }

  private Outcome disabilityLiving() {
    boolean disabled = facts.countedPeople().stream().anyMatch(p -> p.disabilityGrade() > 0);
    return disabled
        ? Outcome.of("CB", Verdict.PERSON, "DISABILITY")
        : Outcome.of("CB", Verdict.NOT_ELIGIBLE, "NO_DISABILITY");
  }

  private Outcome disabilityCare() {
    boolean severe = facts.countedPeople().stream().anyMatch(Facts.Person::severelyDisabled);
    return severe
        ? Outcome.of("CH", Verdict.PERSON, "SEVERE_DISABILITY")
        : Outcome.of("CH", Verdict.NOT_ELIGIBLE, "NO_SEVERE_DISABILITY");
  }

  private Outcome children() {
    boolean child = facts.countedPeople().stream().anyMatch(p -> p.age().orElse(18) < 18);
    if (child) return Outcome.of("ET", Verdict.PERSON, "MINOR");
    return ageOpen()
        ? Outcome.of("ET", Verdict.UNKNOWN, "AGE_UNKNOWN")
        : Outcome.of("ET", Verdict.NOT_ELIGIBLE, "NO_MINOR");
  }

  private boolean ageOpen() {
    return facts.countedPeople().stream().anyMatch(p -> p.age().isEmpty());
  }

  /// From 55 on, of households on 低保 or 生活困难补助 (Policy §21).
  private Outcome careInsurance() {
    boolean old =
        facts.countedPeople().stream()
            .anyMatch(p -> p.age().filter(a -> a >= CARE_INSURANCE).isPresent());
    if (!old)
      return ageOpen()
          ? Outcome.of("HL", Verdict.UNKNOWN, "AGE_UNKNOWN")
          : Outcome.of("HL", Verdict.NOT_ELIGIBLE, "NOBODY_55");
    boolean in = classes.dibao().filter(d -> d).isPresent() || subsidy.isPresent();
    if (in)
      return Outcome.of("HL", propertyUnknown() ? Verdict.UNKNOWN : Verdict.ELIGIBLE, "AGE_55");
    return classes.dibao().isEmpty()
        ? Outcome.of("HL", Verdict.UNKNOWN, "CLASS_UNKNOWN")
        : Outcome.of("HL", Verdict.NOT_ELIGIBLE, "NO_CLASS");
  }
}
