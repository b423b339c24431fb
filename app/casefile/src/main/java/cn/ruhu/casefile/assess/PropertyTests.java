package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.PropertyTest.Result;
import cn.ruhu.casefile.means.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tests of property (DOMAIN §2.7, §5.4). Haidian is a core district: a car for going to the
/// doctor is no exemption here.
final class PropertyTests {
  private static final Set<String> MONEY = Set.of("P01", "P02", "P03", "P04", "P05");
  private static final String PEOPLE_UNKNOWN = "PEOPLE_UNKNOWN";
  private static final Ratio SMALL_TOTAL_TENTHS = Ratio.of(500);
  private static final Ratio SMALL_EACH_TENTHS = Ratio.of(100);

  private final Facts facts;
  private final Policy.PropertyRule rule;
  private final Optional<Fen> consumption;
  private final Trace trace;

  private PropertyTests(
      Facts facts, Policy.PropertyRule rule, Optional<Fen> consumption, Trace trace) {
    this.facts = facts;
    this.rule = rule;
    this.consumption = consumption;
    this.trace = trace;
  }

  static List<PropertyTest> of(Facts facts, Policy policy, Facts.Figures figures, Trace trace) {
    var tests = new PropertyTests(facts, policy.property(), figures.consumption(), trace);
    return List.of(
        tests.money(),
        tests.vehicles(),
        tests.farm(),
        tests.dwellings(),
        tests.nonResidential(),
        tests.business());
  }

  /// Whether every kind of money was stated, or the whole as one figure; else there may be more.
  static boolean allStated(Facts facts) {
    Set<String> stated = facts.property().money().keySet();
    return stated.contains("P14") || stated.containsAll(MONEY);
  }

  private PropertyTest test(
      String kind, Result result, String reject, String reason, Object... inputs) {
    if (result == Result.UNKNOWN) trace.missing(Pending.Effect.OTHER, "property." + kind, "");
    trace.add("PROPERTY_" + kind, result + (reason.isEmpty() ? "" : " " + reason), inputs);
    return new PropertyTest(kind, result, result == Result.FAIL ? reject : "", reason);
  }

  private PropertyTest money() {
    Optional<Ratio> total = facts.property().total();
    int n = facts.household();
    if (total.isEmpty() || n == 0) return test("MONEY", Result.UNKNOWN, "", "NOT_STATED");
    facts.property().money().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> trace.add("MONEY_LINE", Trace.yuan(e.getValue()), "code", e.getKey()));
    Ratio each = total.get().over(n);
    Object sum = Trace.yuan(total.get());
    if (rule.before2014())
      return test("MONEY", Result.PASS, "", "NO_LIMIT_THEN", "total", sum, "N", n);
    if (consumption.isEmpty())
      return test(
          "MONEY",
          Result.UNKNOWN,
          "",
          "LIMIT_UNKNOWN",
          "total",
          sum,
          "N",
          n,
          "each",
          Trace.yuan(each));
    Ratio limit = rule.limit(consumption.get(), n);
    boolean within = each.compareTo(limit) <= 0;
    int most = n + facts.undecided();
    boolean people =
        !within && total.get().over(most).compareTo(rule.limit(consumption.get(), most)) <= 0;
    boolean open = (within && !allStated(facts)) || people;
    return test(
        "MONEY",
        open ? Result.UNKNOWN : within ? Result.PASS : Result.FAIL,
        "R02",
        people ? PEOPLE_UNKNOWN : open ? "NOT_STATED" : within ? "" : "ABOVE",
        "total",
        sum,
        "N",
        n,
        "each",
        Trace.yuan(each),
        "C",
        Trace.yuan(consumption.get()),
        "factor",
        rule.factor(n),
        "limit",
        Trace.yuan(limit));
  }

  /// A vehicle for the disabled is exempt; one scrapped, stolen or seized bars until its paper is
  /// there.
  private PropertyTest vehicles() {
    if (facts.property().vehicles().isEmpty())
      return test("VEHICLE", Result.UNKNOWN, "", "NOT_STATED");
    String reason = "";
    int barring = 0;
    for (Facts.Vehicle v : facts.property().vehicles().get()) {
      boolean gone = v.exemption().equals("3") || v.exemption().equals("5");
      boolean exempt = v.exemption().equals("1") || (gone && v.proven());
      trace.add(
          "VEHICLE_LINE",
          exempt ? "EXEMPT" : "BARS",
          "exemption",
          v.exemption(),
          "proof",
          v.proven());
      if (exempt) continue;
      barring++;
      if (!reason.equals("VEHICLE")) reason = gone ? "NEEDS_D15" : "VEHICLE";
    }
    return test(
        "VEHICLE", barring == 0 ? Result.PASS : Result.FAIL, "R03", reason, "barring", barring);
  }

  private PropertyTest farm() {
    Optional<Integer> n = facts.property().farmMachines();
    if (n.isEmpty()) return test("FARM_MACHINE", Result.UNKNOWN, "", "NOT_STATED");
    boolean any = n.get() > 0;
    if (any && rule.before2014())
      return test("FARM_MACHINE", Result.UNKNOWN, "", "RULE_UNCONFIRMED", "count", n.get());
    return test(
        "FARM_MACHINE",
        any ? Result.FAIL : Result.PASS,
        "R03",
        any ? "FARM_MACHINE" : "",
        "count",
        n.get());
  }

  /// Two and more bar aid unless the floor area a head is below the city's average.
  private PropertyTest dwellings() {
    if (facts.property().dwellings().isEmpty() || facts.household() == 0)
      return test("DWELLING", Result.UNKNOWN, "", "NOT_STATED");
    List<Facts.Dwelling> all =
        facts.property().dwellings().get().stream().filter(PropertyTests::counts).toList();
    if (all.size() < 2) return test("DWELLING", Result.PASS, "", "", "dwellings", all.size());
    Optional<Ratio> area =
        all.stream().allMatch(d -> d.areaTenths().isPresent())
            ? all.stream().flatMap(d -> d.areaTenths().stream()).reduce(Ratio::plus)
            : Optional.empty();
    boolean judged = area.isPresent() && (rule.before2014() || rule.cityAreaTenths().isPresent());
    if (!judged)
      return test(
          "DWELLING",
          Result.UNKNOWN,
          "",
          areaDecides() && area.isEmpty() ? "AREA_UNKNOWN" : "CITY_AREA_UNKNOWN",
          "dwellings",
          all.size(),
          "area",
          area.map(a -> a.over(10).exact(0)).orElse("UNKNOWN"),
          "cityArea",
          rule.cityAreaTenths().map(a -> a.over(10).exact(0)).orElse("UNKNOWN"));
    Ratio each = area.get().over(facts.household());
    boolean small = isSmall(area.get(), facts.household());
    boolean people = !small && isSmall(area.get(), facts.household() + facts.undecided());
    return test(
        "DWELLING",
        people ? Result.UNKNOWN : small ? Result.PASS : Result.FAIL,
        "R04",
        people ? PEOPLE_UNKNOWN : small ? "SMALL" : "TWO_DWELLINGS",
        "dwellings",
        all.size(),
        "areaEach",
        each.over(10),
        "cityArea",
        rule.cityAreaTenths().map(a -> a.over(10).exact(0)).orElse("-"));
  }

  /// Whether an area could decide: without the city's figure nobody need go and measure.
  private boolean areaDecides() {
    return rule.before2014() || rule.cityAreaTenths().isPresent();
  }

  private boolean isSmall(Ratio area, int people) {
    Ratio each = area.over(people);
    return rule.before2014()
        ? area.compareTo(SMALL_TOTAL_TENTHS) < 0 || each.compareTo(SMALL_EACH_TENTHS) < 0
        : each.compareTo(rule.cityAreaTenths().orElseThrow()) < 0;
  }

  /// Owned (1), rented from the public (2), homestead (7), resettled (8); what is rented on the
  /// market or borrowed is nobody's property here.
  private static boolean counts(Facts.Dwelling d) {
    return List.of("1", "2", "7", "8").contains(d.source());
  }

  /// Allowed only when it is the only place to live.
  private PropertyTest nonResidential() {
    Optional<Boolean> has = facts.property().nonResidential();
    if (has.isEmpty()) return test("NON_RESIDENTIAL", Result.UNKNOWN, "", "NOT_STATED");
    if (!has.get()) return test("NON_RESIDENTIAL", Result.PASS, "", "");
    if (rule.before2014()) return test("NON_RESIDENTIAL", Result.UNKNOWN, "", "RULE_UNCONFIRMED");
    Optional<List<Facts.Dwelling>> dwellings = facts.property().dwellings();
    if (dwellings.isEmpty())
      return test("NON_RESIDENTIAL", Result.UNKNOWN, "", "DWELLINGS_NOT_STATED");
    long own = dwellings.get().stream().filter(PropertyTests::counts).count();
    return own == 0
        ? test("NON_RESIDENTIAL", Result.PASS, "", "ONLY_DWELLING")
        : test("NON_RESIDENTIAL", Result.FAIL, "R05", "NON_RESIDENTIAL", "dwellings", own);
  }

  /// The text about registered business was not found whole (DOMAIN §2.7): a person looks.
  private PropertyTest business() {
    Optional<Boolean> has = facts.property().business();
    if (has.isEmpty()) return test("BUSINESS", Result.UNKNOWN, "", "NOT_STATED");
    return has.get()
        ? test("BUSINESS", Result.UNKNOWN, "", "RULE_UNCONFIRMED")
        : test("BUSINESS", Result.PASS, "", "");
  }
}
