package cn.ruhu.casefile.means;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who counts as a member of the household (N), with the clause for every person (DOMAIN §5.1,
/// §2.7). What the visit found about a person (M10, M13, M17, S01) wins over what was declared,
/// unless the declared column is asked for.
///
/// Immutable, thread-safe.
///
/// @param ruleSet id of the rule set that judged
/// @param members every member in paper order
public record Membership(String ruleSet, List<Counted> members) {
  private static final Set<String> SPOUSE = Set.of("10", "11", "12");
  private static final Set<String> PARENTS = Set.of("50", "51", "52", "57", "58", "59");
  private static final Set<String> IN_LAWS = Set.of("53", "54", "55", "56");
  private static final Set<String> DIVORCED = Set.of("40");
  private static final Set<String> STAYING = Set.of("1", "2", "3", "4");
  private static final int ADULT = 18;

  public Membership {
    members = List.copyOf(members);
  }

  /// One person's standing.
  ///
  /// @param member member record
  /// @param counted whether it adds to N
  /// @param clause why, e.g. `CN2021_7_1_SPOUSE`, `BJ_SAME_HUKOU_CHILD`, `NOT_PRISON`; the words
  ///   and the article are in the bundles under this code
  public record Counted(UUID member, boolean counted, String clause) {}

  /// Number of counted members.
  public int people() {
    return (int) members.stream().filter(Counted::counted).count();
  }

  /// Whether this member counts; a member not of this case does not.
  public boolean counts(UUID member) {
    return members.stream().anyMatch(m -> m.counted() && m.member().equals(member));
  }

  /// Counts with what the visit found where it found something.
  public static Membership count(CaseFile file, RuleSet rules) {
    return count(file, rules, Column.ADOPTED);
  }

  /// Counts for one column: `DECLARED` looks at the declared members only. Ages are those of the
  /// day the household came.
  public static Membership count(CaseFile file, RuleSet rules, Column column) {
    return count(file, rules, column, RuleSets.referenceDay(file));
  }

  /// Counts by the ages of a day: of aid that is paid, of the day it is looked at again
  /// ([RuleSets#judgedOn]).
  public static Membership count(CaseFile file, RuleSet rules, Column column, LocalDate day) {
    return count(file, rules, column, Optional.of(day));
  }

  private static Membership count(
      CaseFile file, RuleSet rules, Column column, Optional<LocalDate> day) {
    Answers found =
        switch (column) {
          case DECLARED -> Answers.NONE;
          case VERIFIED, REGISTRY -> file.answers();
          case ADOPTED -> FactRulings.answers(file);
        };
    boolean couple = file.members().stream().anyMatch(m -> married(m, found));
    var all = new ArrayList<Counted>();
    for (CaseRecord m : file.members())
      all.add(judge(new Person(file, m, found, rules, day, couple)));
    return new Membership(rules.id(), all);
  }

  /// Husband or wife of the applicant, not divorced.
  private static boolean married(CaseRecord m, Answers found) {
    return SPOUSE.contains(m.text("relation"))
        && !found.get("M13", m.id()).orElse(m.text("marital")).startsWith("4");
  }

  /// What is known of one member.
  ///
  /// @param day whose ages count; empty: nobody knows it
  /// @param couple whether the applicant's husband or wife is in the household
  private record Person(
      CaseFile file,
      CaseRecord member,
      Answers found,
      RuleSet rules,
      Optional<LocalDate> day,
      boolean couple) {
    String fact(String question, String field) {
      return found.get(question, member.id()).orElse(member.text(field));
    }

    String relation() {
      return member.text("relation");
    }

    String living() {
      return fact("M10", "livingTogether");
    }

    /// Of unknown age counts as an adult: the stricter reading.
    boolean adult() {
      Optional<LocalDate> born =
          file.personOf(member).flatMap(p -> Texts.date(p.text("birthDate")));
      if (born.isEmpty() || day.isEmpty()) return true;
      return Age.years(born.get(), day.get()) >= ADULT;
    }

    /// Son or daughter, also adopted or of the spouse; not their husbands and wives.
    boolean child() {
      String r = relation();
      return r.length() == 2
          && (r.charAt(0) == '2' || r.charAt(0) == '3')
          && !r.equals("28")
          && !r.equals("38");
    }

    boolean student() {
      return fact("M17", "occupation").equals("2") || living().equals("2");
    }

    /// Full-time studies up to bachelor. The school level of the visit decides; without it, whoever
    /// already holds a degree or is at a graduate school studies beyond it.
    boolean studiesUpToBachelor() {
      if (!student()) return false;
      Optional<String> level = found.get("S01", member.id());
      if (level.isPresent()) return !level.get().equals("8");
      String attained = fact("M14", "education");
      return !attained.startsWith("1") && !attained.equals("21");
    }

    /// A grown child who lives here for long and does not study beyond bachelor owes the parents
    /// support (民法典 1067) and shares their table: the last item of both national lists. What the
    /// record says of it wins.
    boolean grownChildHere() {
      return child() && here() && !student() && member.get("legalDutyCohabiting").isEmpty();
    }

    /// Lives here for long, or would but for a hospital or an institution nobody else pays for.
    boolean here() {
      return living().equals("1") || living().equals("4");
    }

    boolean dependent() {
      return fact("M16", "labour").equals("3") || studiesUpToBachelor();
    }

    Counted is(boolean counted, String clause) {
      return new Counted(member.id(), counted, clause);
    }
  }

  private static Counted judge(Person p) {
    Optional<Counted> ruled = ruled(p);
    if (ruled.isPresent()) return ruled.get();
    if (p.relation().equals("01")) return p.is(true, "APPLICANT");
    String list = p.rules().members().name();
    if (SPOUSE.contains(p.relation()))
      return DIVORCED.contains(p.fact("M13", "marital"))
          ? p.is(false, "NOT_DIVORCED")
          : p.is(true, list + "_SPOUSE");
    if (p.child() && !p.adult()) return p.is(true, list + "_MINOR_CHILD");
    if (p.child() && p.dependent()) return p.is(true, list + "_DEPENDENT_CHILD");
    if (p.relation().isEmpty()) return p.is(false, "UNKNOWN_RELATION");
    if (p.living().isEmpty()) return p.is(false, "UNKNOWN_LIVING");
    if (!STAYING.contains(p.living())) return p.is(false, "NOT_LIVING_TOGETHER");
    return switch (p.rules().members()) {
      case CN_2012 -> cn2012(p, list);
      case CN_2021 -> cn2021(p, list);
      case BEIJING -> beijing(p, list);
    };
  }

  /// A person's ruling with a reason, and the cases no list counts.
  private static Optional<Counted> ruled(Person p) {
    Optional<String> override = p.member().get("countedOverride");
    if (override.isPresent() && !p.member().text("countedReason").isBlank()) {
      boolean in = override.get().equals("true");
      return Optional.of(p.is(in, in ? "RULING_COUNTED" : "RULING_NOT_COUNTED"));
    }
    return switch (p.living()) {
      case "5" -> Optional.of(p.is(false, "NOT_PRISON"));
      case "6" -> Optional.of(p.is(false, "NOT_MISSING"));
      case "7" -> Optional.of(p.is(false, "NOT_DEAD"));
      case "9" -> Optional.of(p.is(false, "NOT_CLERGY"));
      default -> Optional.empty();
    };
  }

  private static Counted byLaw(Person p, String list, boolean named, String clause) {
    boolean denied = p.member().get("legalDutyCohabiting").filter("false"::equals).isPresent();
    if (named && !denied) return p.is(true, list + clause);
    if (p.member().is("legalDutyCohabiting") || p.grownChildHere())
      return p.is(true, list + "_LEGAL_DUTY");
    return p.is(false, p.child() ? "NOT_INDEPENDENT_CHILD" : "NOT_LISTED");
  }

  /// Parents stand on the list of 2012 by name (220号 art 5), also while they work elsewhere.
  private static Counted cn2012(Person p, String list) {
    if (PARENTS.contains(p.relation())) return p.is(true, list + "_PARENT");
    return byLaw(p, list, spousesParent(p), "_LEGAL_DUTY");
  }

  /// Parents are not on the list of 2021, but a parent who lives here for long is owed support by
  /// law and counts under its last item.
  private static Counted cn2021(Person p, String list) {
    boolean parentHere = PARENTS.contains(p.relation()) && p.here();
    return byLaw(p, list, parentHere || spousesParent(p), "_LEGAL_DUTY");
  }

  /// Parents of the applicant's husband or wife, who owes them support (民法典 1067) and is here.
  private static boolean spousesParent(Person p) {
    return IN_LAWS.contains(p.relation()) && p.couple() && p.here();
  }

  /// Beijing: unmarried children of the same 户口 place; orphaned grandchildren in guardianship;
  /// everybody else only by ruling of the civil-affairs office.
  private static Counted beijing(Person p, String list) {
    boolean unmarriedChild = p.child() && p.fact("M13", "marital").equals("10");
    if (unmarriedChild && p.fact("M09", "hukouRelation").equals("1"))
      return p.is(true, list + "_SAME_HUKOU_CHILD");
    boolean grandchild = Set.of("40", "41", "42", "43", "44").contains(p.relation());
    if (grandchild && p.member().get("guardian").isPresent() && (!p.adult() || p.dependent()))
      return p.is(true, list + "_ORPHANED_GRANDCHILD");
    return p.is(false, p.child() ? "NOT_INDEPENDENT_CHILD" : "NOT_WITHOUT_RULING");
  }
}
