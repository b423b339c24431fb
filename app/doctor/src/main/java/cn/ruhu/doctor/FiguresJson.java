package cn.ruhu.doctor;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Amounts;
import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.Facts;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Policy;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a household given by its figures alone (`S`, `N`, `netMonth`…), the shape of the worked
/// examples, and answers with the same keys as a household written person by person.
final class FiguresJson {
  private static final UUID CASE = new UUID(0, 1);
  private static final int PEOPLE_MAX = 200;
  private static final int LINES_MAX = 200;

  private final JsonFields in;
  private final List<InputProblem> problems;
  private final LocalDate today;
  private CaseFile file = CaseFile.of(List.of());

  private FiguresJson(JsonFields in, List<InputProblem> problems, LocalDate today) {
    this.in = in;
    this.problems = problems;
    this.today = today;
  }

  /// @return results beside the assessment go into `answer`; null when there are problems or when
  ///   only amounts were asked for
  static @Nullable Assessment read(
      JsonFields in,
      List<InputProblem> problems,
      LocalDate today,
      Map<String, @Nullable Object> answer) {
    return new FiguresJson(in, problems, today).read(answer);
  }

  private @Nullable Assessment read(Map<String, @Nullable Object> answer) {
    in.ignore(
        "pc",
        "pcExact",
        "dibao",
        "lowIncome",
        "benefit",
        "flag",
        "reject",
        "net",
        "exit",
        "backPay",
        "severeIllnessSubsidy");
    List<Ratio> standards = list("S");
    Optional<LocalDate> accepted = in.date("acceptDate");
    LocalDate day =
        accepted.orElseGet(
            () -> standards.isEmpty() ? today : since(standards.getFirst()).orElse(today));
    Policy policy = PolicyJson.read(in, Policy.at(day));
    var given = MeansTest.figures(Standards.builtIn().at(day));
    Facts.Figures figures =
        new Facts.Figures(
            standards.stream().findFirst().map(FiguresJson::fen).or(given::standard),
            in.money("L").map(FiguresJson::fen).or(given::lowIncome),
            in.money("minWage").map(FiguresJson::fen).or(given::minWage),
            in.money("C").map(FiguresJson::fen).or(given::consumption));
    illness(policy, answer);
    limits(policy, figures, answer);
    if (!in.has("N") && !in.has("own") && !in.has("uplift")) {
      if (!in.has("illness") && !in.has("cases")) in.problem("members", "REQUIRED");
      return null;
    }
    Optional<Ratio> own = in.money("own");
    List<Ratio> wages = list("wage");
    List<Ratio> uplifts = shares("uplift");
    int n = own.isPresent() ? 1 : in.whole("N", 1, PEOPLE_MAX).orElse(Math.max(1, uplifts.size()));
    Optional<Ratio> reward = in.number("reward", "0", "1");
    Facts facts = facts(day, n, own, wages, uplifts, reward);
    if (!problems.isEmpty()) return null;
    Assessment first = judge(facts, policy, figures);
    if (standards.size() > 1) change(first, standards, answer);
    if (wages.size() > 1) later(day, n, wages, reward, first, answer);
    return first;
  }

  private static Fen fen(Ratio r) {
    return new Fen(r.numerator().longValueExact());
  }

  /// First day of the month from which this was the standard.
  private static Optional<LocalDate> since(Ratio standard) {
    LocalDate d = LocalDate.of(2012, 12, 12);
    for (; d.getYear() < 2100; d = d.plusMonths(1).withDayOfMonth(1)) {
      Optional<Fen> s = Standards.builtIn().at(d).dibao().amountIfKnown();
      if (s.isEmpty()) return Optional.empty();
      if (Ratio.of(s.get().value()).equals(standard)) return Optional.of(d);
    }
    return Optional.empty();
  }

  /// One amount or a list of amounts.
  private List<Ratio> list(String name) {
    JsonNode found = in.get(name);
    var all = new ArrayList<Ratio>();
    if (found == null) return all;
    if (!found.isArray()) in.money(name).ifPresent(all::add);
    else for (JsonNode each : found) in.money(name, each).ifPresent(all::add);
    return all;
  }

  private List<Ratio> shares(String name) {
    JsonNode found = in.get(name);
    var all = new ArrayList<Ratio>();
    if (found == null) return all;
    if (!found.isArray()) in.problem(name, "NOT_LIST");
    else for (JsonNode each : found) in.number(name, each, "0", "10").ifPresent(all::add);
    return all;
  }

  private static CaseRecord record(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, CaseRecord.PUBLIC, CASE, fields);
  }

  /// The household as the rules see one: all of them counted, its income in one line each.
  private CaseFile records(LocalDate day, int n, Optional<Ratio> own, List<Ratio> wages) {
    var records = new ArrayList<CaseRecord>();
    records.add(record(RecordType.APPLICATION, CASE, Map.of("acceptDate", day.toString())));
    for (int i = 0; i < n; i++)
      records.add(
          record(
              RecordType.MEMBER,
              new UUID(1, i + 1L),
              i == 0
                  ? Map.of("relation", "01", "order", "0")
                  : Map.of(
                      "countedOverride",
                      "true",
                      "countedReason",
                      "N",
                      "order",
                      Integer.toString(i))));
    own.ifPresent(v -> records.add(line("901", "MONTHLY", v, Map.of())));
    if (!wages.isEmpty()) records.add(line("101", "MONTHLY", wages.getFirst(), Map.of()));
    in.money("netMonth").ifPresent(v -> records.add(line("901", "MONTHLY", v, Map.of())));
    in.money("netAnnual").ifPresent(v -> records.add(line("901", "YEARLY", v, Map.of())));
    Optional<Ratio> exempt = in.money("exempt");
    Optional<Ratio> gross = in.money("gross").or(this::plainNet);
    gross.ifPresent(v ->
        records.add(
            line(
                "901",
                "MONTHLY",
                v,
                exempt
                    .map(e -> Map.of("exemptFen", e.toString(), "exemptCode", "E99"))
                    .orElse(Map.of()))));
    Optional<Ratio> support = in.money("support");
    support.ifPresent(v -> records.add(support(v)));
    return CaseFile.of(records);
  }

  private Facts facts(
      LocalDate day,
      int n,
      Optional<Ratio> own,
      List<Ratio> wages,
      List<Ratio> uplifts,
      Optional<Ratio> reward) {
    file = records(day, n, own, wages);
    Facts f = MeansTest.facts(file, Column.DECLARED, RuleSets.CN_2021, day, Optional.empty());
    var people = new ArrayList<Facts.Person>();
    for (int i = 0; i < f.people().size(); i++)
      people.add(
          person(
              f.people().get(i),
              i < uplifts.size() ? uplifts.get(i) : Ratio.ZERO,
              i == 0 ? reward : Optional.empty()));
    var money = new HashMap<String, Ratio>();
    in.money("assets").ifPresent(m -> money.put("P14", m));
    return new Facts(
        f.day(),
        f.column(),
        f.membership(),
        f.income(),
        people,
        f.supporters(),
        new Facts.Property(
            money,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        in.money("medical"),
        Optional.empty(),
        false,
        own.isPresent() ? Optional.of(new UUID(1, 1)) : Optional.empty(),
        in.money("deduct"));
  }

  /// `net` is what goes in only where nothing else says the income; the worked examples carry it as
  /// a result too.
  private Optional<Ratio> plainNet() {
    boolean other =
        in.has("netMonth")
            || in.has("netAnnual")
            || in.has("gross")
            || in.has("wage")
            || in.has("own");
    return other ? Optional.empty() : in.money("net");
  }

  private static CaseRecord line(String code, String basis, Ratio value, Map<String, String> more) {
    var fields = new HashMap<>(more);
    fields.putAll(
        Map.of(
            "kind",
            "INCOME",
            "code",
            code,
            "basis",
            basis,
            "member",
            new UUID(1, 1).toString(),
            "declared",
            value.toString()));
    return record(RecordType.ITEM, new UUID(3, code.hashCode() * 31L + basis.hashCode()), fields);
  }

  private static CaseRecord support(Ratio fee) {
    return record(
        RecordType.SUPPORTER,
        new UUID(4, 1),
        Map.of("duty", "3", "inability", "9", "relation", "20", "paidMonthlyFen", fee.toString()));
  }

  private static Facts.Person person(Facts.Person p, Ratio uplift, Optional<Ratio> reward) {
    return new Facts.Person(
        p.id(),
        p.counted(),
        p.age(),
        p.relation(),
        p.severelyIll(),
        p.disabilityCategory(),
        p.disabilityGrade(),
        p.student(),
        p.singleParent(),
        p.clergy(),
        p.labour(),
        p.oldSupporter(),
        uplift,
        0,
        reward,
        p.ableSelfCare());
  }

  private Assessment judge(Facts facts, Policy policy, Facts.Figures figures) {
    return MeansTest.of(file, facts, policy, figures);
  }

  /// The same household by each standard, and what is owed between two months.
  private void change(
      Assessment first, List<Ratio> standards, Map<String, @Nullable Object> answer) {
    var benefits = new ArrayList<Fen>();
    for (Ratio s : standards) {
      Facts.Figures f = first.figures();
      judge(
              first.facts(),
              first.policy(),
              new Facts.Figures(Optional.of(fen(s)), f.lowIncome(), f.minWage(), f.consumption()))
          .benefit()
          .ifPresent(benefits::add);
    }
    answer.put("benefits", benefits.stream().map(Fen::yuan).toList());
    if (benefits.size() == 2)
      answer.putAll(ChangeJson.backPay(in, benefits.getFirst(), benefits.getLast()));
  }

  /// The wage of later: when the household is above the standard then, its gradual exit.
  private void later(
      LocalDate day,
      int n,
      List<Ratio> wages,
      Optional<Ratio> reward,
      Assessment first,
      Map<String, @Nullable Object> answer) {
    Facts facts = facts(day, n, Optional.empty(), List.of(wages.getLast()), List.of(), reward);
    Assessment after = judge(facts, first.policy(), first.figures());
    answer.put("later", AssessmentJson.summary(after));
    if (after.dibao().filter(d -> !d).isPresent() && first.benefit().isPresent())
      answer.put(
          "exit",
          Amounts.gradualExit(first.benefit().get(), first.policy().benefit()).stream()
              .map(Fen::yuan)
              .toList());
  }

  /// `illness`: a list of `[own medical cost, cap]`.
  private void illness(Policy policy, Map<String, @Nullable Object> answer) {
    JsonNode found = in.get("illness");
    if (found == null) return;
    var all = new ArrayList<Map<String, Object>>();
    if (!found.isArray() || found.size() > LINES_MAX) in.problem("illness", "NOT_LIST");
    else
      for (JsonNode each : found) {
        if (!each.isArray() || each.isEmpty()) {
          in.problem("illness", "NOT_LIST");
          continue;
        }
        Optional<Ratio> medical = in.money("illness", each.get(0));
        Optional<Fen> cap =
            each.size() > 1
                ? in.money("illness", each.get(1)).map(FiguresJson::fen)
                : policy.illness().cap();
        if (medical.isEmpty()) continue;
        var rule = new Policy.IllnessRule(policy.illness().bands(), cap, 24);
        var row = new LinkedHashMap<String, Object>();
        row.put("medical", medical.get().fenAsExactYuan());
        row.put("cap", cap.map(Fen::yuan).orElse("-"));
        row.put("aid", Amounts.illnessAid(medical.get(), rule, policy.benefit().rounding()).yuan());
        all.add(row);
      }
    answer.put("illness", all);
  }

  /// `cases`: a list of `[N, monetary assets]`, each against its limit.
  private void limits(Policy policy, Facts.Figures figures, Map<String, @Nullable Object> answer) {
    JsonNode found = in.get("cases");
    if (found == null) return;
    var all = new ArrayList<Map<String, Object>>();
    if (!found.isArray() || found.size() > LINES_MAX) in.problem("cases", "NOT_LIST");
    else if (figures.consumption().isEmpty()) in.problem("C", "REQUIRED");
    else
      for (JsonNode each : found) {
        boolean pair = each.isArray() && each.size() >= 2 && each.get(0).isIntegralNumber();
        int n = pair ? each.get(0).asInt() : 0;
        Optional<Ratio> money = pair ? in.money("cases", each.get(1)) : Optional.empty();
        if (n < 1 || n > PEOPLE_MAX || money.isEmpty()) {
          in.problem("cases", "NOT_LIST");
          continue;
        }
        Ratio factor = n <= 2 ? policy.property().small() : policy.property().large();
        Ratio limit = Ratio.of(figures.consumption().get().value()).times(factor);
        var row = new LinkedHashMap<String, Object>();
        row.put("N", n);
        row.put("total", money.get().fenAsExactYuan());
        row.put("each", money.get().over(n).fenAsExactYuan());
        row.put("limit", limit.fenAsExactYuan());
        row.put("pass", money.get().over(n).compareTo(limit) <= 0);
        all.add(row);
      }
    answer.put("cases", all);
  }
}
