package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Reads the facts of the means test from a case: what the visit found wins over what was declared,
/// unless the declared column is asked for.
final class FactsReader {
  private static final Set<String> SPOUSE = Set.of("10", "11", "12");
  private static final Set<String> PARENTS = Set.of("50", "51", "52", "57", "58", "59");
  private static final int ADULT = 18;
  private static final int OLD = 60;

  private final CaseFile file;
  private final Column column;
  private final LocalDate day;
  private final Answers found;
  private final Membership membership;

  private FactsReader(CaseFile file, Column column, RuleSet rules, LocalDate day) {
    this.file = file;
    this.column = column;
    this.day = day;
    this.found = column == Column.DECLARED ? Answers.NONE : file.answers();
    this.membership = Membership.count(file, rules, column);
  }

  /// @param spread how one-off income is spread; empty: whole
  static Facts read(
      CaseFile file, Column column, RuleSet rules, LocalDate day, Optional<Income.Spread> spread) {
    var reader = new FactsReader(file, column, rules, day);
    return new Facts(
        day,
        column,
        reader.membership,
        Income.of(file, column, rules, spread),
        file.members().stream().map(reader::person).toList(),
        file.supporters().stream().map(reader::supporter).toList(),
        new PropertyReader(file, column, found(file, column)).read(),
        reader.medical(),
        reader.rigid(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static Answers found(CaseFile file, Column column) {
    return column == Column.DECLARED ? Answers.NONE : file.answers();
  }

  private String fact(CaseRecord member, String question, String field) {
    return found.get(question, member.id()).orElse(member.text(field));
  }

  private Facts.Person person(CaseRecord m) {
    String health = fact(m, "M15", "health");
    String category = fact(m, "D11", "disabilityCategory");
    return new Facts.Person(
        m.id(),
        membership.counts(m.id()),
        age(m),
        m.text("relation"),
        found.get("D01", m.id()).map(FactsReader::yes).orElse(Answers.ticked(health, "40")),
        category,
        grade(fact(m, "D12", "disabilityGrade")),
        student(m),
        Answers.ticked(fact(m, "M18", "specialIdentity"), "9"),
        fact(m, "M10", "livingTogether").equals("9"),
        fact(m, "M16", "labour"),
        oldSupporter(m),
        percent(m, "upliftPercent"),
        Texts.whole(m.text("rewardYear")).map(Math::toIntExact).orElse(0),
        Optional.empty(),
        found.get("D13", m.id()).map(FactsReader::managed));
  }

  /// How many of the six self-care items are ticked.
  private static int managed(String answer) {
    return (int)
        Answers.choices(answer).stream().filter(c -> c.matches("[1-6]")).distinct().count();
  }

  private static Ratio percent(CaseRecord m, String field) {
    return Texts.whole(m.text(field)).map(p -> Ratio.of(p, 100)).orElse(Ratio.ZERO);
  }

  private static boolean yes(String answer) {
    return answer.equals("true") || answer.equals("1");
  }

  private static int grade(String text) {
    return Texts.whole(text).filter(g -> g >= 1 && g <= 4).map(Math::toIntExact).orElse(0);
  }

  private boolean student(CaseRecord m) {
    return fact(m, "M17", "occupation").equals("2") || fact(m, "M10", "livingTogether").equals("2");
  }

  private Optional<Integer> age(CaseRecord member) {
    return file.personOf(member)
        .flatMap(p -> Texts.date(p.text("birthDate")))
        .map(born -> Age.years(born, day));
  }

  /// Whether somebody who owes this member support by law is 60: husband or wife, parents, grown
  /// children, and supporters outside the household. Nobody of them known: no. Somebody's age
  /// unknown and nobody old: not to be told.
  private Optional<Boolean> oldSupporter(CaseRecord m) {
    var ages = new ArrayList<Optional<Integer>>();
    for (CaseRecord other : file.members())
      if (membership.counts(other.id()) && owes(other, m)) ages.add(age(other));
    for (CaseRecord s : file.supporters()) if (supports(s).contains(m.id())) ages.add(age60(s));
    if (ages.stream().flatMap(Optional::stream).anyMatch(a -> a >= OLD)) return Optional.of(true);
    return ages.stream().allMatch(Optional::isPresent) ? Optional.of(false) : Optional.empty();
  }

  private Optional<Integer> age60(CaseRecord supporter) {
    return born(supporter, day).map(b -> Age.years(b, day));
  }

  /// Birth date of somebody outside: by the number, or as a snapshot keeps it without one.
  static Optional<LocalDate> born(CaseRecord supporter, LocalDate day) {
    Optional<LocalDate> kept = Texts.date(supporter.text("born"));
    if (kept.isPresent()) return kept;
    return switch (IdNumber.parse(supporter.text("idNumber"), day)) {
      case IdNumber.Valid(var number, var _) -> Optional.of(number.birthDate());
      case IdNumber.Invalid _ -> Optional.empty();
    };
  }

  private boolean owes(CaseRecord other, CaseRecord m) {
    if (other.id().equals(m.id())) return false;
    String from = other.text("relation");
    String to = m.text("relation");
    boolean couple = (own(from) && SPOUSE.contains(to)) || (own(to) && SPOUSE.contains(from));
    boolean parentOfChild = child(to) && (own(from) || SPOUSE.contains(from));
    boolean parentOfApplicant = own(to) && PARENTS.contains(from);
    boolean grown = age(other).filter(a -> a >= ADULT).isPresent();
    boolean childOfCouple = child(from) && (own(to) || SPOUSE.contains(to)) && grown;
    boolean applicantOfParent = own(from) && PARENTS.contains(to) && grown;
    return couple || parentOfChild || parentOfApplicant || childOfCouple || applicantOfParent;
  }

  private static boolean own(String relation) {
    return relation.equals("01");
  }

  /// Son or daughter, also adopted or of the spouse; not their husbands and wives.
  static boolean child(String relation) {
    return relation.length() == 2
        && (relation.charAt(0) == '2' || relation.charAt(0) == '3')
        && !relation.equals("28")
        && !relation.equals("38");
  }

  private Facts.Supporter supporter(CaseRecord s) {
    boolean visited = column != Column.DECLARED;
    Optional<Ratio> owed =
        visited ? found.get("F11", s.id()).flatMap(Texts::whole).map(Ratio::of) : Optional.empty();
    boolean child = s.text("duty").equals("2");
    return new Facts.Supporter(
        s.id(),
        s.text("duty"),
        fen(s, "F06", "familyMonthlyFen"),
        whole(s, "F05", "familySize"),
        Optional.empty(),
        fen(s, "F10", "paidMonthlyFen"),
        child ? owed.or(() -> fen(s, "F10", "paidMonthlyFen")) : Optional.empty(),
        found.get("F08", s.id()).orElse(s.text("inability")),
        whole(s, "F09", "dependants"),
        supports(s),
        Optional.empty());
  }

  private Optional<Ratio> fen(CaseRecord s, String question, String field) {
    return found
        .get(question, s.id())
        .flatMap(Texts::whole)
        .or(() -> Texts.whole(s.text(field)))
        .map(Ratio::of);
  }

  private Optional<Integer> whole(CaseRecord s, String question, String field) {
    return found
        .get(question, s.id())
        .flatMap(Texts::whole)
        .or(() -> Texts.whole(s.text(field)))
        .map(Math::toIntExact);
  }

  /// Members a supporter owes: to a child's parents here, to minor or dependent children, or to the
  /// applicant; of brothers and sisters of the applicant, the parents who live here.
  private List<UUID> supports(CaseRecord s) {
    String relation = s.text("relation");
    var owed = new ArrayList<UUID>();
    for (CaseRecord m : file.members()) {
      if (!membership.counts(m.id())) continue;
      String r = m.text("relation");
      boolean mine =
          switch (s.text("duty")) {
            case "2" -> child(r) && age(m).filter(a -> a >= ADULT).isEmpty();
            case "3" -> own(r);
            default ->
                relation.startsWith("7")
                    ? PARENTS.contains(r)
                    : own(r) || (child(relation) && SPOUSE.contains(r));
          };
      if (mine) owed.add(m.id());
    }
    return owed;
  }

  /// Own part of medical cost: what the visit counted member by member, else the household's sum,
  /// else what was declared.
  private Optional<Ratio> medical() {
    Map<UUID, String> each = found.byWho("D08");
    if (!each.isEmpty()) {
      Ratio sum = Ratio.ZERO;
      for (String v : each.values()) sum = sum.plus(Ratio.of(Texts.whole(v).orElse(0L)));
      return Optional.of(sum);
    }
    return found.whole("E08").map(Ratio::of).or(() -> expense(Set.of("E08")));
  }

  /// Medical, care and education (DOMAIN §2.7): what cannot be avoided.
  private Optional<Ratio> rigid() {
    return expense(Set.of("E08", "E09", "E10"));
  }

  private Optional<Ratio> expense(Set<String> codes) {
    Optional<Ratio> sum = Optional.empty();
    for (CaseRecord i : file.items("EXPENSE")) {
      Optional<Long> value = Income.value(i, column);
      if (!codes.contains(i.text("code")) || value.isEmpty()) continue;
      boolean monthly = i.get("basis").orElse("MONTHLY").equals("MONTHLY");
      Ratio year = Ratio.of(value.get()).times(monthly ? 12 : 1);
      sum = Optional.of(sum.orElse(Ratio.ZERO).plus(year));
    }
    return sum;
  }

  /// Reads property from items and answers.
  private record PropertyReader(CaseFile file, Column column, Answers found) {
    private static final List<String> MONEY = List.of("P01", "P02", "P03", "P04", "P05");
    private static final Set<String> OWN_DWELLING = Set.of("1", "2", "7", "8");

    Facts.Property read() {
      return new Facts.Property(
          money(),
          vehicles(),
          count("P10"),
          dwellings(),
          stated("H19").map(FactsReader::yes),
          stated("P11").map(t -> !t.equals("0") && !t.equals("false")));
    }

    private List<CaseRecord> items(String code) {
      return file.items().stream()
          .filter(i -> !i.text("kind").equals("INCOME") && !i.text("kind").equals("EXPENSE"))
          .filter(i -> i.text("code").equals(code))
          .toList();
    }

    /// The larger of the items' sum and of what was answered for the household.
    private Map<String, Ratio> money() {
      var map = new HashMap<String, Ratio>();
      for (String code : MONEY) {
        Ratio sum = Ratio.ZERO;
        boolean stated = false;
        for (CaseRecord i : items(code)) {
          Optional<Long> value = Income.value(i, column);
          stated |= value.isPresent();
          sum = sum.plus(Ratio.of(value.orElse(0L)));
        }
        Optional<Long> answered = found.whole(code);
        if (stated || answered.isPresent()) map.put(code, sum.max(Ratio.of(answered.orElse(0L))));
      }
      return map;
    }

    private Optional<String> stated(String code) {
      return found
          .get(code)
          .or(() -> items(code).stream().flatMap(i -> text(i).stream()).findFirst());
    }

    /// The words of an item in the column: adopted, else verified, else declared.
    private Optional<String> text(CaseRecord i) {
      if (column == Column.DECLARED) return i.get("declared");
      return i.get("adopted")
          .or(() -> i.get("verified"))
          .or(() -> i.get("registry"))
          .or(() -> i.get("declared"));
    }

    private Optional<Integer> count(String code) {
      return stated(code).flatMap(t -> Texts.whole(yes(t) ? "1" : t)).map(Math::toIntExact);
    }

    /// As many as were counted; each with the exemption its item names.
    private Optional<List<Facts.Vehicle>> vehicles() {
      var list = new ArrayList<Facts.Vehicle>();
      Optional<Integer> counted = found.whole("P08").map(Math::toIntExact);
      boolean stated = counted.isPresent();
      for (CaseRecord i : items("P08")) {
        long n = Income.value(i, column).orElse(0L);
        stated |= Income.value(i, column).isPresent();
        for (long k = 0; k < n; k++) list.add(vehicle(i));
      }
      while (list.size() < counted.orElse(0)) list.add(new Facts.Vehicle("0", false));
      return stated ? Optional.of(list) : Optional.empty();
    }

    private Facts.Vehicle vehicle(CaseRecord item) {
      boolean paper =
          file.all(cn.ruhu.casefile.record.RecordType.PAGE).stream()
              .anyMatch(p -> p.text("slot").equals("D15") && p.get("replacedWay").isEmpty());
      return new Facts.Vehicle(item.get("vehicleExemption").orElse("0"), paper);
    }

    /// The one lived in when it is owned or rented from the public, and the others.
    private Optional<List<Facts.Dwelling>> dwellings() {
      Optional<String> source = stated("H04");
      Optional<Integer> others = count("H17");
      if (source.isEmpty() && others.isEmpty() && items("H21").isEmpty()) return Optional.empty();
      var list = new ArrayList<Facts.Dwelling>();
      source
          .filter(OWN_DWELLING::contains)
          .ifPresent(s -> list.add(new Facts.Dwelling(s, stated("H07").flatMap(this::tenths))));
      int more = 0;
      for (CaseRecord i : items("H21")) {
        list.add(new Facts.Dwelling(i.get("nature").orElse("1"), text(i).flatMap(this::tenths)));
        more++;
      }
      for (; more < others.orElse(0); more++) list.add(new Facts.Dwelling("1", Optional.empty()));
      return Optional.of(list);
    }

    /// Items hold whole tenths of a square metre, answers a decimal.
    private Optional<Ratio> tenths(String text) {
      if (text.matches("\\d{1,6}\\.\\d{1,2}"))
        return Optional.of(Ratio.of(new java.math.BigDecimal(text).movePointRight(1)));
      return Texts.whole(text)
          .map(n -> found.get("H07").filter(text::equals).isPresent() ? n * 10 : n)
          .map(Ratio::of);
    }
  }
}
