package cn.ruhu.doctor;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Facts;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Policy;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.RuleSet;
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

/// Reads a household written person by person (`members`, `incomes`, `supporters`…) into the
/// records a case is made of, so that the very rules of the product judge it.
final class HouseholdJson {
  static final int MEMBERS_MAX = 200;
  private static final int LINES_MAX = 5000;
  private static final int MONTH_LENGTH = 7;
  private static final int OLD = 60;
  private static final UUID CASE = new UUID(0, 1);
  private static final List<String> COLUMNS =
      List.of("declared", "verified", "registry", "adopted");

  private final JsonFields in;
  private final List<InputProblem> problems;
  private final List<CaseRecord> records = new ArrayList<>();
  private final Map<String, UUID> ids = new LinkedHashMap<>();
  private final Map<UUID, String> names = new HashMap<>();
  private final Map<UUID, Person> extras = new HashMap<>();
  private final Map<UUID, Owing> owing = new HashMap<>();
  private final Map<UUID, LocalDate> supporterBorn = new HashMap<>();
  private LocalDate day = RuleSets.HD_2017_FROM;

  /// What a record does not hold of a member.
  private record Person(
      boolean ill,
      Optional<Boolean> oldSupporter,
      Ratio uplift,
      Optional<Ratio> reward,
      int rewardYear,
      Optional<Integer> selfCare,
      boolean clergy) {}

  /// What a record does not hold of a supporter.
  private record Owing(
      Optional<Ratio> familyMonthly,
      Optional<Ratio> gross,
      Optional<Ratio> judged,
      Optional<List<String>> supports,
      Optional<Integer> children) {}

  private HouseholdJson(JsonFields in, List<InputProblem> problems) {
    this.in = in;
    this.problems = problems;
  }

  /// @return null when there are problems
  static @Nullable Computed read(JsonFields in, List<InputProblem> problems) {
    return new HouseholdJson(in, problems).read();
  }

  private @Nullable Computed read() {
    Optional<LocalDate> accepted = in.date("acceptDate");
    if (accepted.isEmpty() && !in.has("acceptDate")) in.problem("acceptDate", "REQUIRED");
    day = accepted.orElse(day);
    Column column = column();
    Optional<RuleSet> rules = rules(accepted);
    application(accepted);
    if (!in.each("members", MEMBERS_MAX, this::member)) in.problem("members", "REQUIRED");
    applicant();
    in.each("incomes", LINES_MAX, this::income);
    in.each("supporters", MEMBERS_MAX, this::supporter);
    Policy policy = PolicyJson.read(in, Policy.at(day));
    Facts.Figures figures = figures(in, day);
    Facts.Property property = PropertyJson.read(in);
    Optional<Ratio> medical = in.money("medical");
    Optional<Ratio> rigid = in.money("rigidExpenditure");
    boolean aided = in.bool("illnessAidThisYear").orElse(false);
    Optional<UUID> single = in.text("singlePersonCase").flatMap(t -> id("singlePersonCase", t));
    if (!in.has("incomes")) records.add(unsaid(single));
    Optional<Ratio> deduct = in.money("deduct");
    if (!problems.isEmpty() || rules.isEmpty()) return null;
    CaseFile file = CaseFile.of(records);
    Optional<Income.Spread> spread =
        policy.benefit().oneOffSpread()
            ? figures.standard().map(Income.Spread::new)
            : Optional.empty();
    RuleSet windowed = window(rules.get());
    Facts read = MeansTest.facts(file, column, windowed, day, spread);
    Facts alone =
        single.map(m -> MeansTest.facts(counting(m), column, windowed, day, spread)).orElse(read);
    Facts own =
        single.map(m -> MeansTest.facts(only(m), column, windowed, day, spread)).orElse(read);
    Map<UUID, Optional<Boolean>> inside = inside(windowed, column);
    List<Facts.Supporter> outside = read.supporters().stream().map(this::supporter).toList();
    Facts facts =
        new Facts(
            read.day(),
            read.column(),
            read.membership(),
            own.income(),
            alone.people().stream().map(p -> person(p, inside, outside)).toList(),
            outside,
            property,
            medical,
            rigid,
            aided,
            single,
            deduct);
    return new Computed(file, facts, policy, figures, names, rules.get().id());
  }

  /// The case of this member alone: a sum that is spread is used up by one standard a month.
  private CaseFile only(UUID member) {
    return CaseFile.of(
        counting(member).records().stream()
            .map(r ->
                r.type() == RecordType.MEMBER && !r.id().equals(member)
                    ? r.with("countedOverride", "false").with("countedReason", "singlePersonCase")
                    : r)
            .toList());
  }

  /// The case with this member counted: clergy are on no list, and their income is their own.
  private CaseFile counting(UUID member) {
    return CaseFile.of(
        records.stream()
            .map(r ->
                r.id().equals(member)
                    ? r.with("countedOverride", "true").with("countedReason", "singlePersonCase")
                    : r)
            .toList());
  }

  /// Rules by the day of acceptance, or those that are named, when they were in force.
  private Optional<RuleSet> rules(Optional<LocalDate> accepted) {
    Optional<String> named = in.code("ruleSet", "ruleSet");
    Optional<RuleSet> rules = named.isPresent() ? RuleSets.byId(named.get()) : RuleSets.at(day);
    if (named.isPresent() && rules.isEmpty())
      in.problem("ruleSet", "CODE_UNKNOWN", named.get(), "ruleSet", "CN-2012 CN-2021 BJ-FS");
    boolean early = rules.filter(r -> day.isBefore(r.from())).isPresent();
    if (accepted.isPresent() && named.isPresent() && early)
      in.problem("ruleSet", "RULES_NOT_THEN", named.get(), day);
    if (accepted.isPresent() && rules.isEmpty() && named.isEmpty())
      in.problem("acceptDate", "NO_RULES", day);
    return rules;
  }

  private RuleSet window(RuleSet rules) {
    var months = new ArrayList<Integer>();
    in.one(
        "parameters",
        f -> {
          f.whole("incomeWindowMonths", 1, 12).ifPresent(months::add);
          f.ignoreAll();
        });
    return months.isEmpty() ? rules : rules.withIncomeWindow(months.getFirst());
  }

  private Column column() {
    Optional<String> text = in.text("column");
    for (Column c : Column.values()) if (text.filter(c.field()::equals).isPresent()) return c;
    text.ifPresent(
        t -> in.problem("column", "CODE_UNKNOWN", t, "column", String.join(" ", COLUMNS)));
    return Column.ADOPTED;
  }

  /// Standards of the day, each replaced by what the file gives.
  static Facts.Figures figures(JsonFields in, LocalDate day) {
    Facts.Figures f = MeansTest.figures(Standards.builtIn().at(day));
    return new Facts.Figures(
        given(in, "S").or(f::standard),
        given(in, "L").or(f::lowIncome),
        given(in, "minWage").or(f::minWage),
        given(in, "C").or(f::consumption));
  }

  private static Optional<Fen> given(JsonFields in, String name) {
    return in.money(name).map(r -> new Fen(r.numerator().longValueExact()));
  }

  private void application(Optional<LocalDate> accepted) {
    var fields = new HashMap<String, String>();
    accepted.ifPresent(d -> fields.put("acceptDate", d.toString()));
    JsonNode applied = in.get("applyDate");
    Optional<LocalDate> since =
        applied != null && applied.asString("").length() == MONTH_LENGTH
            ? in.month("applyDate").map(m -> m.atDay(1))
            : in.date("applyDate");
    since.ifPresent(d -> fields.put("applyDate", d.toString()));
    records.add(record(RecordType.APPLICATION, CASE, fields));
  }

  /// Nobody said what the income is, which is not the same as none.
  private CaseRecord unsaid(Optional<UUID> whose) {
    var fields = new HashMap<>(Map.of("kind", "INCOME", "code", "901"));
    whose.ifPresent(m -> fields.put("member", m.toString()));
    var id = new UUID(3, 0);
    names.put(id, "incomes");
    return record(RecordType.ITEM, id, fields);
  }

  private static CaseRecord record(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, CaseRecord.PUBLIC, CASE, fields);
  }

  private Optional<UUID> id(String field, String name) {
    UUID found = ids.get(name);
    if (found == null) in.problem(field, "ID_UNKNOWN", name);
    return Optional.ofNullable(found);
  }

  private void member(JsonFields m) {
    int n = ids.size() + 1;
    UUID id = new UUID(1, n);
    UUID person = new UUID(2, n);
    String name = m.text("id").orElse("m" + n);
    if (ids.putIfAbsent(name, id) != null) m.problem("id", "ID_TWICE", name);
    names.put(id, name);
    var fields = new HashMap<String, String>();
    fields.put("person", person.toString());
    fields.put("order", Integer.toString(n));
    for (String f :
        List.of(
            "relation",
            "livingTogether",
            "hukouRelation",
            "marital",
            "education",
            "labour",
            "occupation",
            "disabilityCategory",
            "disabilityGrade")) m.code(f, f).ifPresent(v -> fields.put(f, v));
    if (!m.has("relation")) m.problem("relation", "REQUIRED");
    m.bool("legalDutyCohabiting").ifPresent(b -> fields.put("legalDutyCohabiting", b.toString()));
    m.bool("countedOverride").ifPresent(b -> fields.put("countedOverride", b.toString()));
    m.text("countedReason").ifPresent(t -> fields.put("countedReason", t));
    if (fields.containsKey("countedOverride") && !fields.containsKey("countedReason"))
      m.problem("countedReason", "REQUIRED");
    if (m.bool("guardianHere").orElse(false)) fields.put("guardian", new UUID(1, 1).toString());
    List<String> health = m.codes("health", "healthStatus");
    if (!health.isEmpty()) fields.put("health", String.join(",", health));
    List<String> special = m.codes("specialIdentity", "specialIdentity");
    var all = new ArrayList<>(special);
    if (m.bool("singleParent").orElse(false) && !all.contains("9")) all.add("9");
    if (!all.isEmpty()) fields.put("specialIdentity", String.join(",", all));
    records.add(record(RecordType.MEMBER, id, fields));
    var born = new HashMap<String, String>();
    born(m).ifPresent(d -> born.put("birthDate", d.toString()));
    records.add(record(RecordType.PERSON, person, born));
    extra(m, id, health.contains("40"), "9".equals(fields.get("livingTogether")));
  }

  private Optional<LocalDate> born(JsonFields m) {
    Optional<LocalDate> born = m.date("birthDate");
    born.filter(b -> b.isAfter(day)).ifPresent(b -> m.problem("birthDate", "DATE_FUTURE", b));
    return born;
  }

  private void extra(JsonFields m, UUID id, boolean ill, boolean clergy) {
    extras.put(
        id,
        new Person(
            m.bool("criticalIllness").orElse(ill),
            m.bool("legalSupporterOver60"),
            m.number("uplift", "0", "10").orElse(Ratio.ZERO),
            m.number("employmentReward", "0", "1"),
            m.whole("rewardYear", 0, 60).orElse(0),
            m.whole("selfCare", 0, 6),
            clergy));
  }

  private void applicant() {
    long n =
        records.stream()
            .filter(r -> r.type() == RecordType.MEMBER && r.text("relation").equals("01"))
            .count();
    if (ids.isEmpty()) in.problem("members", "EMPTY");
    else if (n == 0) in.problem("members", "NO_APPLICANT");
    else if (n > 1) in.problem("members", "TWO_APPLICANTS");
  }

  private void income(JsonFields i) {
    int n = records.size() + 1;
    UUID id = new UUID(3, n);
    names.put(id, i.place("").replaceAll("\\.$", ""));
    var fields = new HashMap<String, String>();
    fields.put("kind", "INCOME");
    fields.put("order", Integer.toString(n));
    Optional<String> member = i.text("member");
    if (member.isPresent()) {
      UUID whose = ids.get(member.get());
      if (whose == null) i.problem("member", "ID_UNKNOWN", member.get());
      else fields.put("member", whose.toString());
    }
    fields.put("code", i.code("code", "income").orElse("901"));
    fields.put("basis", i.code("basis", "itemBasis").orElse("MONTHLY"));
    i.whole("months", 0, 12).ifPresent(v -> fields.put("months", v.toString()));
    i.month("since").ifPresent(v -> fields.put("since", v.toString()));
    boolean stated = columns(i, fields);
    boolean listed = monthly(i, fields);
    if (!stated && !listed && !i.bool("unknown").orElse(false))
      i.problem("amount", "VALUE_MISSING");
    fen(i, "exempt").ifPresent(v -> fields.put("exemptFen", v));
    i.code("exemptCode", "exempt").ifPresent(v -> fields.put("exemptCode", v));
    if (fields.containsKey("exemptFen") && !fields.containsKey("exemptCode"))
      i.problem("exemptCode", "REQUIRED");
    fen(i, "contribution").ifPresent(v -> fields.put("contributionFen", v));
    records.add(record(RecordType.ITEM, id, fields));
  }

  /// `amount` alone stands in every column; beside named columns it is the declared one.
  private static boolean columns(JsonFields i, Map<String, String> fields) {
    Optional<String> amount = fen(i, "amount");
    boolean named = false;
    for (String column : COLUMNS) {
      named |= i.has(column);
      fen(i, column).ifPresent(v -> fields.put(column, v));
    }
    if (amount.isPresent())
      for (String column : named ? List.of("declared") : COLUMNS)
        fields.putIfAbsent(column, amount.get());
    return named || i.has("amount");
  }

  /// Twelve amounts of irregular work, their sum being the value.
  private static boolean monthly(JsonFields i, Map<String, String> fields) {
    var found = i.get("monthly");
    if (found == null) return false;
    if (!found.isArray() || found.size() != 12) {
      i.problem("monthly", "MONTHS_NOT_TWELVE");
      return true;
    }
    Ratio sum = Ratio.ZERO;
    for (var each : found) sum = sum.plus(i.money("monthly", each).orElse(Ratio.ZERO));
    fields.put("basis", "IRREGULAR");
    for (String column : COLUMNS) fields.putIfAbsent(column, sum.toString());
    return true;
  }

  private static Optional<String> fen(JsonFields i, String name) {
    return i.money(name).map(r -> r.numerator().toString());
  }

  private void supporter(JsonFields s) {
    UUID id = new UUID(4, owing.size() + 1L);
    names.put(id, s.text("id").orElse("s" + (owing.size() + 1)));
    var fields = new HashMap<String, String>();
    fields.put("duty", s.code("duty", "supportDuty").orElse("1"));
    s.code("relation", "relation").ifPresent(v -> fields.put("relation", v));
    s.whole("familySize", 1, 99).ifPresent(v -> fields.put("familySize", v.toString()));
    fen(s, "actualPayment").ifPresent(v -> fields.put("paidMonthlyFen", v));
    s.code("inability", "supportInability").ifPresent(v -> fields.put("inability", v));
    born(s)
        .ifPresent(d -> {
          fields.put("born", d.toString());
          supporterBorn.put(id, d);
        });
    s.whole("dependants", 1, 99).ifPresent(v -> fields.put("dependants", v.toString()));
    records.add(record(RecordType.SUPPORTER, id, fields));
    Optional<List<String>> supports = s.texts("supports");
    for (String name : supports.orElse(List.of()))
      if (!ids.containsKey(name)) s.problem("supports", "ID_UNKNOWN", name);
    owing.put(
        id,
        new Owing(
            s.money("familyMonthlyIncome"),
            s.money("grossMonthlyIncome"),
            s.money("judgedAmount"),
            supports,
            s.whole("children", 0, 99)));
  }

  /// Whether somebody in the household who owes a member support is 60, by member.
  private Map<UUID, Optional<Boolean>> inside(RuleSet rules, Column column) {
    CaseFile alone =
        CaseFile.of(records.stream().filter(r -> r.type() != RecordType.SUPPORTER).toList());
    var map = new HashMap<UUID, Optional<Boolean>>();
    MeansTest.facts(alone, column, rules, day, Optional.empty())
        .people()
        .forEach(p -> map.put(p.id(), p.oldSupporter()));
    return map;
  }

  /// The same with those outside, of whom the file may say whom they support.
  private Optional<Boolean> over60(
      UUID member, Optional<Boolean> inside, List<Facts.Supporter> outside) {
    boolean open = inside.isEmpty();
    if (inside.orElse(false)) return inside;
    for (Facts.Supporter s : outside) {
      if (!s.supports().contains(member)) continue;
      LocalDate born = supporterBorn.get(s.id());
      if (born == null) open = true;
      else if (Age.years(born, day) >= OLD) return Optional.of(true);
    }
    return open ? Optional.empty() : Optional.of(false);
  }

  private Facts.Person person(
      Facts.Person p, Map<UUID, Optional<Boolean>> inside, List<Facts.Supporter> outside) {
    Person x = extras.get(p.id());
    if (x == null) return p;
    return new Facts.Person(
        p.id(),
        p.counted(),
        p.age(),
        p.relation(),
        x.ill(),
        p.disabilityCategory(),
        p.disabilityGrade(),
        p.student(),
        p.singleParent(),
        x.clergy(),
        p.labour(),
        x.oldSupporter()
            .or(() -> over60(p.id(), inside.getOrDefault(p.id(), Optional.empty()), outside)),
        x.uplift(),
        x.rewardYear(),
        x.reward(),
        x.selfCare());
  }

  private Facts.Supporter supporter(Facts.Supporter s) {
    Owing x = owing.get(s.id());
    if (x == null) return s;
    List<UUID> supports =
        x.supports()
            .map(l -> l.stream().flatMap(n -> Optional.ofNullable(ids.get(n)).stream()).toList())
            .orElse(s.supports());
    return new Facts.Supporter(
        s.id(),
        s.duty(),
        x.familyMonthly(),
        s.familySize(),
        x.gross(),
        s.paid(),
        x.judged(),
        s.inability(),
        s.dependants(),
        supports,
        x.children());
  }
}
