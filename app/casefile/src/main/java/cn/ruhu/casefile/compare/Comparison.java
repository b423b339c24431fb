package cn.ruhu.casefile.compare;

import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Counted;
import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.means.Spending;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// A case as application, visit and registry tell it, fact by fact.
///
/// Members are compared by the questions M09–M17 of the visit, means by their items, property,
/// housing and expenditure also by the answers P01–P11, H04–H19 and E02–E14 where the visit
/// answered without an item, those bound to support by F03–F10. Facts nobody stated or found are
/// left out.
///
/// Immutable, thread-safe.
public final class Comparison {
  private final List<Group> groups;

  /// Facts of one topic, in paper order.
  public record Group(Topic topic, List<FactRow> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  private Comparison(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /// Compares with the working tolerance.
  public static Comparison of(CaseFile file) {
    return of(file, Tolerance.WORKING);
  }

  public static Comparison of(CaseFile file, Tolerance tolerance) {
    return new Builder(file, tolerance, Optional.empty()).build();
  }

  /// As [#of(CaseFile)] today: of aid that is paid, who counts is told by today's ages.
  public static Comparison of(CaseFile file, LocalDate today) {
    Optional<LocalDate> day = Optional.of(RuleSets.judgedOn(file, today));
    return new Builder(file, Tolerance.WORKING, day).build();
  }

  /// Topics that have facts.
  public List<Group> groups() {
    return groups;
  }

  /// Every fact that a reviewer has to look at, in paper order.
  public List<FactRow> differences() {
    return groups.stream()
        .flatMap(g -> g.rows().stream())
        .filter(r -> r.difference().matters())
        .toList();
  }

  public Optional<FactRow> row(String key) {
    return groups.stream()
        .flatMap(g -> g.rows().stream())
        .filter(r -> r.key().equals(key))
        .findFirst();
  }

  /// What one visit said to a question.
  ///
  /// @param visit the VISIT record
  /// @param answer stored text
  public record Said(UUID visit, String answer) {}

  /// Answers to a question at every visit, first to last.
  public static List<Said> history(CaseFile file, String path) {
    var all = new ArrayList<Said>();
    for (CaseRecord v : file.visits()) {
      String said = file.answers(v.id()).byPath().get(path);
      if (said != null && !said.isEmpty()) all.add(new Said(v.id(), said));
    }
    return all;
  }

  private record MemberFact(String question, String field, Value value) {}

  private static final List<MemberFact> MEMBER_FACTS =
      List.of(
          new MemberFact("M10", "livingTogether", Value.code("livingTogether")),
          new MemberFact("M12", "", Value.code("seen")),
          new MemberFact("M09", "hukouRelation", Value.code("hukouRelation")),
          new MemberFact("M13", "marital", Value.code("marital")),
          new MemberFact("M14", "education", Value.code("education")),
          new MemberFact("M15", "health", Value.codes("healthStatus")),
          new MemberFact("M16", "labour", Value.code("labour")),
          new MemberFact("M17", "occupation", Value.code("occupation")),
          new MemberFact("M18", "specialIdentity", Value.codes("specialIdentity")));

  /// The questions of the visit that ask what a field of a member says, by field.
  public static Map<String, String> memberQuestions() {
    return MEMBER_FACTS.stream()
        .filter(f -> !f.field().isEmpty())
        .collect(Collectors.toUnmodifiableMap(MemberFact::field, MemberFact::question));
  }

  private record HouseFact(String question, Value value) {}

  private static final List<HouseFact> PROPERTY =
      List.of(
          new HouseFact("P01", Value.MONEY),
          new HouseFact("P02", Value.MONEY),
          new HouseFact("P03", Value.MONEY),
          new HouseFact("P04", Value.MONEY),
          new HouseFact("P05", Value.MONEY),
          new HouseFact("P06", Value.MONEY),
          new HouseFact("P07", Value.MONEY),
          new HouseFact("P08", Value.COUNT),
          new HouseFact("P10", Value.BOOL),
          new HouseFact("P11", Value.BOOL));

  private static final List<HouseFact> HOUSING =
      List.of(
          new HouseFact("H04", Value.code("housingSource")),
          new HouseFact("H05", Value.MONEY),
          new HouseFact("H06", Value.code("housingKind")),
          new HouseFact("H07", Value.TEXT),
          new HouseFact("H08", Value.COUNT),
          new HouseFact("H17", Value.COUNT),
          new HouseFact("H19", Value.BOOL));

  private static final List<MemberFact> SUPPORTER_FACTS =
      List.of(
          new MemberFact("F03", "duty", Value.code("supportDuty")),
          new MemberFact("F06", "familyMonthlyFen", Value.MONEY),
          new MemberFact("F08", "inability", Value.code("supportInability")),
          new MemberFact("F10", "paidMonthlyFen", Value.MONEY));

  private static final String SUPPORTER_NAME = "F01@";

  /// Gathers the rows of one case.
  private static final class Builder {
    private final CaseFile file;
    private final Answers found;
    private final Tolerance tolerance;
    private final Optional<LocalDate> day;
    private final RegistryFacts linked;

    Builder(CaseFile file, Tolerance tolerance, Optional<LocalDate> day) {
      this.file = file;
      this.day = day;
      this.linked = new RegistryFacts(file);
      this.found = file.answers();
      this.tolerance = tolerance;
    }

    Comparison build() {
      var groups = new ArrayList<Group>();
      add(groups, Topic.MEMBERS, members());
      add(groups, Topic.INCOME, income());
      add(groups, Topic.PROPERTY, property());
      add(groups, Topic.HOUSING, housing());
      add(groups, Topic.EXPENSES, expenses());
      add(groups, Topic.SUPPORTERS, supporters());
      return new Comparison(groups);
    }

    private void add(List<Group> groups, Topic topic, List<FactRow> rows) {
      if (rows.isEmpty()) return;
      groups.add(
          new Group(
              topic,
              rows.stream()
                  .map(this::ruled)
                  .map(r -> r.showing(Evidence.of(file, r, topic)))
                  .toList()));
    }

    /// Rulings on what is no item stand in facts of their own.
    private FactRow ruled(FactRow row) {
      if (row.item().isPresent() || !row.adoptable()) return row;
      return FactRulings.of(file, row.key()).map(row::ruled).orElse(row);
    }

    private List<FactRow> members() {
      var rows = new ArrayList<FactRow>();
      RuleSet rules = RuleSets.forCase(file);
      int declared = count(rules, Column.DECLARED).people();
      int visited = count(rules, Column.VERIFIED).people();
      int counted = count(rules, Column.ADOPTED).people();
      if (!file.members().isEmpty())
        rows.add(
            row(
                new Name("N", "N", "", "", Optional.empty(), "C01"),
                Value.COUNT,
                Integer.toString(declared),
                found.isEmpty() ? "" : Integer.toString(visited),
                "",
                Integer.toString(counted)));
      for (CaseRecord m : file.members()) {
        rows.addAll(linked.identity(m));
        for (MemberFact f : MEMBER_FACTS) member(rows, m, f);
      }
      return rows;
    }

    private Membership count(RuleSet rules, Column column) {
      return day.map(d -> Membership.count(file, rules, column, d))
          .orElseGet(() -> Membership.count(file, rules, column));
    }

    private void member(List<FactRow> rows, CaseRecord member, MemberFact fact) {
      String declared = fact.field().isEmpty() ? "" : member.text(fact.field());
      String visited = found.get(fact.question(), member.id()).orElse("");
      if (fact.value().kind() == Value.Kind.CODES) visited = codes(visited);
      String path = fact.question() + "@" + member.id();
      if (fact.question().equals(RegistryFacts.SEEN)) {
        linked.seen(member, path, visited).ifPresent(rows::add);
        return;
      }
      if (declared.isEmpty() && visited.isEmpty()) return;
      rows.add(
          row(
              new Name(path, fact.question(), "", "", Optional.of(member.id()), path),
              fact.value(),
              declared,
              visited,
              "",
              visited.isEmpty() ? declared : visited));
    }

    private static String codes(String answer) {
      return answer.isEmpty()
          ? ""
          : Answers.choices(answer).stream()
              .filter(c -> !c.isEmpty())
              .collect(Collectors.joining(","));
    }

    private List<FactRow> income() {
      return file.items("INCOME").stream()
          .map(i -> item(i, Value.MONEY, "income", i.text("verified"), path(i)))
          .toList();
    }

    /// Income is asked in a roster a member; its path is the member's list of incomes.
    private static String path(CaseRecord item) {
      return item.ref("member").map(m -> "I01@" + m).orElse("I01");
    }

    /// The lines, then what a visit found besides that wrote no lines yet.
    private List<FactRow> expenses() {
      var rows = new ArrayList<FactRow>();
      for (CaseRecord i : Spending.seen(file))
        rows.add(item(i, Value.MONEY, "expense", i.text("verified"), i.text("code")));
      for (String code : Spending.codes())
        Spending.beside(file, code)
            .map(v -> Long.toString(v))
            .ifPresent(v ->
                rows.add(
                    row(
                        new Name(code, code, "expense", "", Optional.empty(), code),
                        Value.MONEY,
                        "",
                        v,
                        "",
                        v)));
      return rows;
    }

    private FactRow item(CaseRecord kept, Value value, String table, String seen, String path) {
      boolean flow = kept.text("kind").equals("INCOME") || kept.text("kind").equals("EXPENSE");
      boolean byYear = flow && Counted.otherwise(kept);
      CaseRecord item = byYear ? Counted.byYear(kept) : kept;
      String visited = byYear ? item.text("verified") : seen;
      var name =
          new Name(
              "ITEM:" + item.id(),
              item.text("code"),
              table,
              item.text("label"),
              item.ref("member"),
              path);
      boolean ruled = Rulings.stands(file.record(kept.id()).orElse(kept), found);
      String byRule = counting(item.with("adopted", null), value, visited);
      String counts = ruled ? item.text("adopted") : byRule;
      FactRow plain =
          row(name, value, item.text("declared"), visited, item.text("registry"), counts);
      return new FactRow(
          plain.key(),
          plain.code(),
          plain.codeTable(),
          plain.label(),
          plain.subject(),
          plain.path(),
          Optional.of(item.id()),
          value,
          plain.declared(),
          plain.visited(),
          plain.registry(),
          plain.adopted(),
          byRule,
          ruled,
          ruled ? "" : item.text("adopted"),
          byYear,
          item.text("adoptReason"),
          plain.difference(),
          notes(item),
          List.of());
    }

    private static String counting(CaseRecord item, Value value, String visited) {
      return value.measured()
          ? Income.value(item, Column.ADOPTED).map(v -> Long.toString(v)).orElse("")
          : firstOf(visited, item.text("registry"), item.text("declared"));
    }

    private static List<FactRow.Note> notes(CaseRecord item) {
      var all = new ArrayList<FactRow.Note>();
      for (Column c : Column.values()) {
        String words =
            c == Column.ADOPTED ? item.text("adoptReason") : item.text(c.field() + "Note");
        if (!words.isBlank()) all.add(new FactRow.Note(c, words));
      }
      return all;
    }

    private List<FactRow> property() {
      return facts(PROPERTY, "asset", "ASSET");
    }

    private List<FactRow> housing() {
      var rows = new ArrayList<FactRow>();
      String declared = file.application().map(a -> a.text("residenceAddress")).orElse("");
      String moved = found.get("H02").orElse("");
      String visited = moved.isEmpty() && sameAddress() ? declared : moved;
      if (!declared.isEmpty() || !visited.isEmpty())
        rows.add(
            linked.address(
                row(
                    new Name("H02", "H02", "", "", Optional.empty(), "H02"),
                    Value.TEXT,
                    declared,
                    visited,
                    "",
                    visited.isEmpty() ? declared : visited)));
      rows.addAll(facts(HOUSING, "housing", "HOUSING"));
      return rows;
    }

    private boolean sameAddress() {
      return found.get("H01").filter("1"::equals).isPresent();
    }

    private List<FactRow> facts(List<HouseFact> wanted, String table, String kind) {
      var rows = new ArrayList<FactRow>();
      for (HouseFact f : wanted) {
        String answer = found.get(f.question()).orElse("");
        List<CaseRecord> items =
            file.items(kind).stream().filter(i -> i.text("code").equals(f.question())).toList();
        for (CaseRecord i : items) {
          boolean only = items.size() == 1;
          String visited = firstOf(i.text("verified"), only ? answer : "");
          rows.add(item(i, f.value(), table, visited, f.question()));
        }
        if (items.isEmpty() && !answer.isEmpty())
          rows.add(
              row(
                  new Name(f.question(), f.question(), table, "", Optional.empty(), f.question()),
                  f.value(),
                  "",
                  answer,
                  "",
                  answer));
      }
      return rows;
    }

    /// Those declared, then those only the visit heard of.
    private List<FactRow> supporters() {
      var rows = new ArrayList<FactRow>();
      var declared = new HashSet<String>();
      for (CaseRecord s : file.supporters()) {
        declared.add(s.id().toString());
        for (MemberFact f : SUPPORTER_FACTS)
          supporter(rows, s.id().toString(), s.text("name"), f, s.text(f.field()));
      }
      found
          .byPath()
          .forEach((path, name) -> {
            String id = path.startsWith(SUPPORTER_NAME) ? path.substring(4) : "";
            if (!id.isEmpty() && declared.add(id))
              for (MemberFact f : SUPPORTER_FACTS) supporter(rows, id, name, f, "");
          });
      return rows;
    }

    private void supporter(
        List<FactRow> rows, String id, String name, MemberFact fact, String declared) {
      String path = fact.question() + "@" + id;
      String visited = found.get(path).orElse("");
      if (declared.isEmpty() && visited.isEmpty()) return;
      rows.add(
          row(
              new Name(path, fact.question(), "", name, Optional.empty(), path),
              fact.value(),
              declared,
              visited,
              "",
              visited.isEmpty() ? declared : visited));
    }

    private static String firstOf(String... texts) {
      return Arrays.stream(texts).filter(t -> !t.isEmpty()).findFirst().orElse("");
    }

    private record Name(
        String key,
        String code,
        String codeTable,
        String label,
        Optional<UUID> subject,
        String path) {}

    private FactRow row(
        Name name, Value value, String declared, String visited, String registry, String adopted) {
      return new FactRow(
          name.key(),
          name.code(),
          name.codeTable(),
          name.label(),
          name.subject(),
          name.path(),
          Optional.empty(),
          value,
          declared,
          visited,
          registry,
          adopted,
          adopted,
          false,
          "",
          false,
          "",
          difference(value, declared, visited, registry),
          List.of(),
          List.of());
    }

    /// The farther of visit and registry counts.
    private Difference difference(Value value, String declared, String visited, String registry) {
      Difference byVisit = one(value, declared, visited);
      Difference byRegistry = one(value, declared, registry);
      if (byVisit.matters() != byRegistry.matters())
        return byVisit.matters() ? byVisit : byRegistry;
      if (byVisit.kind() == Difference.Kind.NOT_COMPARED) return byRegistry;
      return Math.abs(byRegistry.amount()) > Math.abs(byVisit.amount()) ? byRegistry : byVisit;
    }

    private Difference one(Value value, String declared, String other) {
      if (other.isEmpty()) return Difference.NOT_COMPARED;
      if (value.measured()) {
        Optional<Long> is = Texts.whole(other);
        Optional<Long> was = Texts.whole(declared);
        if (is.isEmpty()) return Difference.NOT_COMPARED;
        if (was.isEmpty())
          return is.get() == 0 ? Difference.EQUAL : Difference.undeclared(is.get());
        return Difference.measured(was.get(), is.get(), tolerance);
      }
      if (declared.isEmpty())
        return value.kind() == Value.Kind.BOOL && other.equals("true")
            ? Difference.undeclared(0)
            : Difference.NOT_COMPARED;
      return same(value, declared, other) ? Difference.EQUAL : Difference.OTHER;
    }

    private static boolean same(Value value, String a, String b) {
      if (value.kind() != Value.Kind.CODES) return a.strip().equals(b.strip());
      return Set.copyOf(Arrays.asList(a.split(",", -1)))
          .equals(Set.copyOf(Arrays.asList(b.split(",", -1))));
    }
  }
}
