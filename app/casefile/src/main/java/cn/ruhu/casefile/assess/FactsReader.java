package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Counted;
import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.means.Spending;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads the facts of the means test from a case: what the visit found wins over what was declared,
/// unless the declared column is asked for.
final class FactsReader {
  private static final int ADULT = 18;
  private static final int OLD = 60;
  private static final long NUMBER_MAX = 9999;

  private final CaseFile file;
  private final Column column;
  private final LocalDate day;
  private final Answers found;
  private final Membership membership;

  private FactsReader(CaseFile file, Column column, RuleSet rules, LocalDate day) {
    this.file = file;
    this.column = column;
    this.day = day;
    this.found = found(file, column);
    this.membership = Membership.count(file, rules, column, day);
  }

  /// @param spread how one-off income is spread; empty: whole
  static Facts read(
      CaseFile file, Column column, RuleSet rules, LocalDate day, Optional<Income.Spread> spread) {
    var reader = new FactsReader(file, column, rules, day);
    return new Facts(
        day,
        column,
        reader.membership,
        Income.of(file, column, rules, spread, day),
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
    return switch (column) {
      case DECLARED -> Answers.NONE;
      case VERIFIED, REGISTRY -> file.answers();
      case ADOPTED -> FactRulings.answers(file);
    };
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
        sane(Texts.whole(m.text("rewardYear"))).orElse(0),
        Optional.empty(),
        found.get("D13", m.id()).map(FactsReader::managed));
  }

  /// How many of the six self-care items are ticked.
  private static int managed(String answer) {
    return (int)
        Answers.choices(answer).stream().filter(c -> c.matches("[1-6]")).distinct().count();
  }

  private static Ratio percent(CaseRecord m, String field) {
    return Texts.percent(m.text(field)).map(p -> Ratio.of(p).over(100)).orElse(Ratio.ZERO);
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
  /// children, who has guardianship of an orphaned grandchild, and supporters outside the
  /// household. Nobody of them known: no. Somebody's age unknown and nobody old: not to be told.
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
    boolean grown = age(other).filter(a -> a >= ADULT).isPresent();
    boolean orphan = to.startsWith("4") && m.get("guardian").isPresent();
    return Kin.couple(from, to)
        || (Kin.isParent(from, to) || (orphan && (Kin.own(from) || Kin.SPOUSE.contains(from))))
        || (Kin.isParent(to, from) && grown);
  }

  private Facts.Supporter supporter(CaseRecord s) {
    boolean child = s.text("duty").equals("2");
    return new Facts.Supporter(
        s.id(),
        s.text("duty"),
        fen(s, "F06", "familyMonthlyFen"),
        whole(s, "F05", "familySize"),
        child ? gross(s) : Optional.empty(),
        fen(s, "F10", "paidMonthlyFen"),
        child ? judged(s) : Optional.empty(),
        found.get("F08", s.id()).orElse(s.text("inability")),
        whole(s, "F09", "dependants"),
        supports(s),
        Optional.empty());
  }

  /// Child support by judgement or agreement: what is paid on it, where the paper is there. Its own
  /// sum is asked nowhere, so that nothing paid says nothing of it.
  private Optional<Ratio> judged(CaseRecord s) {
    return papered(s)
        ? fen(s, "F10", "paidMonthlyFen").filter(f -> f.compareTo(Ratio.ZERO) > 0)
        : Optional.empty();
  }

  /// A photo of the judgement, or the paper in the file of somebody divorced (D05 is a marriage
  /// certificate otherwise).
  private boolean papered(CaseRecord s) {
    boolean divorced =
        file.members().stream().anyMatch(m -> fact(m, "M13", "marital").equals("40"));
    boolean paper =
        file.all(RecordType.PAGE).stream()
            .filter(p -> !p.text("path").startsWith("F12@")) // one supporter's, asked above
            .anyMatch(p -> p.text("slot").equals("D05") && p.get("replacedWay").isEmpty());
    return found.get("F12", s.id()).isPresent() || (divorced && paper);
  }

  /// What somebody earns who lives alone is what that household has; of a larger one nobody asked.
  /// Without a judgement a share of it is owed; with one it sets no sum.
  private Optional<Ratio> gross(CaseRecord s) {
    boolean alone = whole(s, "F05", "familySize").filter(n -> n == 1).isPresent();
    return alone && !papered(s) ? fen(s, "F06", "familyMonthlyFen") : Optional.empty();
  }

  private Optional<Ratio> fen(CaseRecord s, String question, String field) {
    return found
        .get(question, s.id())
        .flatMap(Texts::whole)
        .or(() -> Texts.whole(s.text(field)))
        .map(Ratio::of);
  }

  private Optional<Integer> whole(CaseRecord s, String question, String field) {
    return sane(
        found.get(question, s.id()).flatMap(Texts::whole).or(() -> Texts.whole(s.text(field))));
  }

  /// Numbers of people and years: one nobody can mean was not stated.
  private static Optional<Integer> sane(Optional<Long> n) {
    return n.filter(v -> v >= 0 && v <= NUMBER_MAX).map(Long::intValue);
  }

  /// A minor, or a child who cannot live by own work: unable, or at school up to bachelor.
  private boolean dependent(CaseRecord m) {
    Optional<Integer> age = age(m);
    if (age.isPresent() && age.get() < ADULT) return true;
    if (Kin.own(m.text("relation"))) return false; // a grown applicant stands for the household
    return age.isEmpty()
        || membership.members().stream()
            .anyMatch(c -> c.member().equals(m.id()) && c.clause().endsWith("_DEPENDENT_CHILD"));
  }

  /// Members a supporter owes, also those who do not count (what somebody owes a father who died is
  /// owed to nobody else): to a child's parents here, to minor or dependent children, or to the
  /// applicant; of brothers and sisters of the applicant, the parents who live here.
  private List<UUID> supports(CaseRecord s) {
    String relation = s.text("relation");
    var owed = new ArrayList<UUID>();
    for (CaseRecord m : file.members()) {
      String r = m.text("relation");
      boolean mine =
          switch (s.text("duty")) {
            case "2" -> raised(relation, r) && dependent(m);
            case "3" -> Kin.own(r);
            default ->
                relation.startsWith("7")
                    ? Kin.PARENTS.contains(r)
                    : Kin.own(r) || (Kin.child(relation) && Kin.SPOUSE.contains(r));
          };
      if (mine) owed.add(m.id());
    }
    return owed;
  }

  /// Whose child a member is (civil code 1067, 1085): the applicant of the applicant's own father
  /// or mother, the applicant's children of a husband or wife who lives elsewhere, either of
  /// somebody whose relation nobody said. Grandparents owe only where 1074 says so, which is named
  /// by hand.
  private static boolean raised(String relation, String member) {
    if (Kin.PARENTS.contains(relation)) return Kin.own(member);
    return Kin.child(member) || (Kin.own(member) && !Kin.SPOUSE.contains(relation));
  }

  /// Own part of medical cost: as ruled, else what the visit counted member by member, else the
  /// household's sum, else what was declared.
  private Optional<Ratio> medical() {
    boolean ruled =
        column == Column.ADOPTED
            && file.items("EXPENSE").stream()
                .anyMatch(i -> i.text("code").equals("E08") && Rulings.stands(i, found));
    if (ruled) return expense(Set.of("E08"));
    Map<UUID, String> each = found.byWho("D08");
    if (!each.isEmpty()) {
      Ratio sum = Ratio.ZERO;
      for (String v : each.values()) sum = sum.plus(Ratio.of(Texts.whole(v).orElse(0L)));
      return Optional.of(sum);
    }
    return found.whole("E08").map(Ratio::of).or(() -> expense(Set.of("E08")));
  }

  /// Medical, care and education (DOMAIN §2.7): what cannot be avoided; line by line as ruled, else
  /// as the visit found it, else as declared.
  private Optional<Ratio> rigid() {
    return expense(Set.of("E08", "E09", "E10"));
  }

  private Optional<Ratio> expense(Set<String> codes) {
    Optional<Ratio> sum = Optional.empty();
    boolean declared = column == Column.DECLARED;
    for (CaseRecord i : declared ? file.items("EXPENSE") : Spending.seen(file)) {
      if (!codes.contains(i.text("code"))) continue;
      Optional<Ratio> year = Counted.year(standing(i), column);
      if (year.isPresent()) sum = Optional.of(sum.orElse(Ratio.ZERO).plus(year.get()));
    }
    for (String code : declared ? Set.<String>of() : codes) {
      Optional<Long> beside =
          Spending.beside(file, code)
              .map(v -> Spending.sum(found, code).orElse(v)) // with a ruling over it
              .map(v -> Spending.year(code, v));
      if (beside.isPresent())
        sum = Optional.of(sum.orElse(Ratio.ZERO).plus(Ratio.of(beside.get())));
    }
    return sum;
  }

  /// A ruling is held against what the record itself says, not against what an earlier visit
  /// answered beside it.
  private CaseRecord standing(CaseRecord seen) {
    CaseRecord kept = file.record(seen.id()).orElse(seen);
    boolean ruled = column == Column.ADOPTED && Rulings.stands(kept, found);
    return ruled ? kept : seen.with("adopted", null);
  }

  /// Reads property from items and answers.
  private record PropertyReader(CaseFile file, Column column, Answers found) {
    private static final List<String> MONEY = List.of("P01", "P02", "P03", "P04", "P05");
    private static final int COUNT_MAX = 99;
    private static final int ANSWER_UNIT = 10;
    private static final int ITEM_UNIT = 1;
    private static final Set<String> OWN_DWELLING = Set.of("1", "2", "7", "8");

    Facts.Property read() {
      return new Facts.Property(
          money(),
          vehicles(),
          count("P10"),
          dwellings(),
          number("H19", t -> Optional.of(yes(t) ? 1L : 0L)).map(n -> n > 0),
          number("P11", t -> Optional.of(t.equals("0") || t.equals("false") ? 0L : 1L))
              .map(n -> n > 0));
    }

    private List<CaseRecord> items(String code) {
      return file.items().stream()
          .filter(i -> !i.text("kind").equals("INCOME") && !i.text("kind").equals("EXPENSE"))
          .filter(i -> i.text("code").equals(code))
          .toList();
    }

    /// A reviewer ruled on an item of this code: the answer of the visit says no more.
    private boolean ruled(String code) {
      return column == Column.ADOPTED
          && items(code).stream().anyMatch(i -> Rulings.stands(i, found));
    }

    /// What the visit answered for the household, where nobody ruled otherwise.
    private Optional<String> answer(String code) {
      return ruled(code) ? Optional.empty() : found.get(code);
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
        Optional<Long> answered = answer(code).flatMap(Texts::whole);
        if (stated || answered.isPresent()) map.put(code, sum.max(Ratio.of(answered.orElse(0L))));
      }
      return map;
    }

    private Optional<String> stated(String code) {
      return answer(code).or(() -> items(code).stream().flatMap(i -> text(i).stream()).findFirst());
    }

    /// The words of an item in the column: adopted, else verified, else declared.
    private Optional<String> text(CaseRecord i) {
      if (column == Column.DECLARED) return i.get("declared");
      return Optional.of(i.text("adopted"))
          .filter(_ -> Rulings.stands(i, found))
          .or(() -> i.get("verified"))
          .or(() -> i.get("registry"))
          .or(() -> i.get("declared"));
    }

    /// How many, or whether any: as ruled, else the larger of verified (the visit's answer is that
    /// too) and registry, else declared (DOMAIN §5.0).
    private Optional<Long> number(String code, Function<String, Optional<Long>> read) {
      if (column == Column.DECLARED) return largest(code, List.of("declared"), read);
      if (ruled(code)) return largest(code, List.of("adopted"), read);
      Optional<Long> answered = found.get(code).flatMap(read);
      Optional<Long> seen = largest(code, List.of("verified", "registry"), read);
      return Stream.of(answered, seen)
          .flatMap(Optional::stream)
          .max(Comparator.naturalOrder())
          .or(() -> largest(code, List.of("declared"), read));
    }

    private Optional<Long> largest(
        String code, List<String> fields, Function<String, Optional<Long>> read) {
      return items(code).stream()
          .flatMap(i -> fields.stream().flatMap(f -> i.get(f).stream()))
          .flatMap(t -> read.apply(t).stream())
          .max(Comparator.naturalOrder());
    }

    private Optional<Integer> count(String code) {
      return number(code, t -> Texts.whole(yes(t) ? "1" : t)).flatMap(PropertyReader::few);
    }

    /// So many that the number says no more stay as many as anybody needs to see.
    private static Optional<Integer> few(long n) {
      return n < 0 ? Optional.empty() : Optional.of((int) Math.min(n, COUNT_MAX));
    }

    /// As many as were counted, each with its exemption.
    private Optional<List<Facts.Vehicle>> vehicles() {
      var declared = new ArrayList<CaseRecord>();
      Optional<Integer> seen = found.get("P08").flatMap(Texts::whole).flatMap(PropertyReader::few);
      Optional<Integer> counted = ruled("P08") ? Optional.empty() : seen;
      boolean stated = counted.isPresent();
      for (CaseRecord i : items("P08")) {
        Optional<Integer> n = Income.value(i, column).flatMap(PropertyReader::few);
        stated |= n.isPresent();
        for (int k = n.orElse(0); k > 0 && declared.size() < COUNT_MAX; k--) declared.add(i);
      }
      if (!stated) return Optional.empty();
      int total = Math.max(counted.orElse(0), declared.size());
      return Optional.of(new Garage(file, found, seen.orElse(0)).vehicles(declared, total));
    }

    /// The one lived in when it is owned or rented from the public, and the others. Not stated
    /// while nobody said what is lived in: it could be a second one, or the first.
    private Optional<List<Facts.Dwelling>> dwellings() {
      Optional<String> source = stated("H04");
      var list = new ArrayList<Facts.Dwelling>();
      source
          .filter(OWN_DWELLING::contains)
          .ifPresent(s -> list.add(new Facts.Dwelling(s, ownArea())));
      int more = 0;
      for (CaseRecord i : items("H21"))
        list.add(new Facts.Dwelling(i.get("nature").orElse("1"), area(i).or(area(++more))));
      for (int others = count("H17").orElse(0); more < others; )
        list.add(new Facts.Dwelling("1", area(++more).get()));
      return source.isEmpty() && list.size() < 2 ? Optional.empty() : Optional.of(list);
    }

    private Optional<Ratio> area(CaseRecord dwelling) {
      return text(dwelling).flatMap(t -> tenths(t, ITEM_UNIT));
    }

    /// What the visit measured of one of the other dwellings, in the order of its lines.
    private Supplier<Optional<Ratio>> area(int line) {
      return () -> found.get("H18B#" + line).flatMap(t -> tenths(t, ANSWER_UNIT));
    }

    private Optional<Ratio> ownArea() {
      return answer("H07")
          .flatMap(t -> tenths(t, ANSWER_UNIT))
          .or(() ->
              items("H07").stream()
                  .flatMap(i -> text(i).stream())
                  .findFirst()
                  .flatMap(t -> tenths(t, ITEM_UNIT)));
    }

    /// Items hold whole tenths of a square metre, answers a decimal.
    ///
    /// @param unit tenths in a whole number
    private static Optional<Ratio> tenths(String text, int unit) {
      if (text.matches("\\d{1,6}\\.\\d{1,2}"))
        return Optional.of(Ratio.of(new java.math.BigDecimal(text).movePointRight(1)));
      return Texts.whole(text).map(n -> Ratio.of(n).times(unit));
    }
  }
}
