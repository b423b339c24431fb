package cn.ruhu.doctor;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Policy;
import cn.ruhu.casefile.means.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Parameters set by hand in a file: `parameters` of a household.
final class PolicyJson {
  private static final int SHARES_MAX = 24;

  private final JsonFields in;
  private final Policy base;

  private PolicyJson(JsonFields in, Policy base) {
    this.in = in;
    this.base = base;
  }

  /// The base with what the file says instead.
  static Policy read(JsonFields household, Policy base) {
    var result = new ArrayList<>(List.of(base));
    household.one("parameters", f -> result.set(0, new PolicyJson(f, base).read()));
    return result.getFirst();
  }

  private Policy read() {
    in.whole("incomeWindowMonths", 1, 12); // read by the household, known here
    Policy p = base.with(deductions(), support(), benefit(), property());
    return p.with(illness(), rigid());
  }

  private Ratio share(String name, Ratio otherwise) {
    return in.number(name, "0", "10").orElse(otherwise);
  }

  private List<Ratio> shares(String name, List<Ratio> otherwise) {
    JsonNode found = in.get(name);
    if (found == null) return otherwise;
    if (!found.isArray() || found.isEmpty() || found.size() > SHARES_MAX) {
      in.problem(name, "NOT_LIST");
      return otherwise;
    }
    var list = new ArrayList<Ratio>();
    for (JsonNode each : found) in.number(name, each, "0", "100").ifPresent(list::add);
    return list.isEmpty() ? otherwise : list;
  }

  private Policy.DeductionRule deductions() {
    Policy.DeductionRule d = base.deductions();
    return new Policy.DeductionRule(
        in.bool("classDeduct").orElse(d.byClass()),
        share("classDeductSevere", d.severe()),
        share("classDeductOldSupporter", d.oldSupporter()),
        share("classDeductSingleParent", d.singleParent()),
        in.bool("perPerson").orElse(d.perPerson()),
        shares("employmentReward", d.rewardByYear()));
  }

  private Policy.SupportRule support() {
    Policy.SupportRule s = base.support();
    return new Policy.SupportRule(
        share("supportThreshold", s.threshold()),
        share("supportRateFew", s.few()),
        share("supportRateMany", s.many()),
        share("childSupportOne", s.childOne()),
        share("childSupportSeveral", s.childSeveral()));
  }

  private Policy.BenefitRule benefit() {
    Policy.BenefitRule b = base.benefit();
    return new Policy.BenefitRule(
        rounding(b.rounding()),
        percents("gradualExitPercent", b.gradualExitPercent()),
        share("marginalFactor", b.marginalFactor()),
        share("severeIllnessSubsidy", b.severeIllnessSubsidy()),
        share("extremePovertyFactor", b.extremePoverty()),
        b.care(),
        in.bool("oneOffSpread").orElse(b.oneOffSpread()));
  }

  /// Per cent, exact; a share of one in its place is refused, never taken for one per cent.
  private List<Ratio> percents(String name, List<Ratio> otherwise) {
    List<Ratio> all = shares(name, otherwise);
    for (Ratio r : all)
      if (r.compareTo(Ratio.ZERO) > 0 && r.compareTo(Ratio.of(1)) <= 0)
        in.problem(name, "PERCENT_UNCLEAR", r.exact(0));
    return all;
  }

  private Policy.Rounding rounding(Policy.Rounding otherwise) {
    Optional<String> text = in.text("benefitRounding");
    for (Policy.Rounding r : Policy.Rounding.values())
      if (text.filter(r.name()::equals).isPresent()) return r;
    text.ifPresent(t ->
        in.problem(
            "benefitRounding",
            "CODE_UNKNOWN",
            t,
            "benefitRounding",
            "FEN_HALF_UP YUAN_CEIL YUAN_HALF_UP"));
    return otherwise;
  }

  private Policy.PropertyRule property() {
    Policy.PropertyRule p = base.property();
    Optional<String> rule = in.text("propertyRule");
    rule.filter(r -> !r.equals("BJ_2013") && !r.equals("BJ_REVISED"))
        .ifPresent(r ->
            in.problem("propertyRule", "CODE_UNKNOWN", r, "propertyRule", "BJ_2013 BJ_REVISED"));
    return new Policy.PropertyRule(
        share("propertyLimitSmall", p.small()),
        share("propertyLimitLarge", p.large()),
        in.number("cityAverageArea", "1", "1000").map(r -> r.times(10)).or(p::cityAreaTenths),
        rule.map("BJ_2013"::equals).orElse(p.before2014()));
  }

  private Policy.IllnessRule illness() {
    return new Policy.IllnessRule(
        base.illness().bands(),
        in.money("illnessCap")
            .map(r -> new Fen(r.numerator().longValueExact()))
            .or(base.illness()::cap),
        in.whole("illnessAssetMonths", 1, 120).orElse(base.illness().assetMonths()));
  }

  private Policy.RigidRule rigid() {
    return new Policy.RigidRule(
        in.money("disposableIncomeLastYear")
            .map(r -> new Fen(r.numerator().longValueExact()))
            .or(base.rigid()::disposableYear),
        in.number("rigidRatio", "0", "10").or(base.rigid()::ratio));
  }
}
