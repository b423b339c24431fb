package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.Ratio;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What the means test needs to know of a household in one value column. Read from a case by
/// [FactsReader]; whatever is empty was not found and stays 待确认.
///
/// Immutable, thread-safe.
///
/// @param day ages and standards are those of this day
/// @param column value column the amounts were read from
/// @param membership who counts, with the clause
/// @param income income before deductions and support, with its steps
/// @param people every member, counted or not, in paper order
/// @param supporters people outside the household who owe support
/// @param property what the household has
/// @param medicalYear own part of compliant medical cost in twelve months, fen; empty: not stated
/// @param rigidYear rigid expenditure of twelve months, fen
/// @param illnessAided 因病致贫 aid was already given this calendar year
/// @param single the member who applies alone (单人保), counted as one with the own income
/// @param deductionMonth deduction a month already known as one figure, fen; wins over what the
///   classes would give
public record Facts(
    LocalDate day,
    Column column,
    Membership membership,
    Income income,
    List<Person> people,
    List<Supporter> supporters,
    Property property,
    Optional<Ratio> medicalYear,
    Optional<Ratio> rigidYear,
    boolean illnessAided,
    Optional<UUID> single,
    Optional<Ratio> deductionMonth) {

  private static final Set<String> AT_ANY_AGE =
      Set.of("RULING_NOT_COUNTED", "NOT_PRISON", "NOT_DEAD", "NOT_MISSING", "NOT_CLERGY");

  public Facts {
    people = List.copyOf(people);
    supporters = List.copyOf(supporters);
  }

  /// One member.
  ///
  /// @param age full years on the day; empty when the birth date is not known
  /// @param relation code of table `relation`
  /// @param severelyIll 重大疾病
  /// @param disabilityCategory code of table `disabilityCategory`, empty for none
  /// @param disabilityGrade 1 to 4, 0 for none
  /// @param student full-time
  /// @param singleParent 单亲抚养人
  /// @param clergy three years and more away
  /// @param labour code of table `labour`, empty when not stated
  /// @param oldSupporter a legal supporter of this person is 60; empty when that cannot be told
  /// @param uplift u: 分类救助, share of the standard
  /// @param rewardYear year of the new job for 就业奖励, from 1; 0: none
  /// @param rewardRate rate set by hand instead of the policy's
  /// @param ableSelfCare how many of the six self-care items are managed, 0 to 6
  public record Person(
      UUID id,
      boolean counted,
      Optional<Integer> age,
      String relation,
      boolean severelyIll,
      String disabilityCategory,
      int disabilityGrade,
      boolean student,
      boolean singleParent,
      boolean clergy,
      String labour,
      Optional<Boolean> oldSupporter,
      Ratio uplift,
      int rewardYear,
      Optional<Ratio> rewardRate,
      Optional<Integer> ableSelfCare) {

    /// 重残: grades 1 and 2.
    public boolean severelyDisabled() {
      return disabilityGrade == 1 || disabilityGrade == 2;
    }

    /// Grade 3 of intellectual or mental disability.
    public boolean mindGradeThree() {
      return disabilityGrade == 3
          && (disabilityCategory.equals("5") || disabilityCategory.equals("6"));
    }
  }

  /// Somebody outside the household who owes support.
  ///
  /// @param duty code of table `supportDuty`
  /// @param familyMonthly income a month of the own household, fen
  /// @param familySize people of the own household
  /// @param grossMonthly own gross income a month (抚养费), fen
  /// @param paid paid a month, fen
  /// @param judged by judgement or agreement a month, fen
  /// @param inability code of table `supportInability`, empty when not stated
  /// @param dependants everybody this person has to support; empty: those here
  /// @param supports members supported
  /// @param children children of the supported person; empty: those known of
  public record Supporter(
      UUID id,
      String duty,
      Optional<Ratio> familyMonthly,
      Optional<Integer> familySize,
      Optional<Ratio> grossMonthly,
      Optional<Ratio> paid,
      Optional<Ratio> judged,
      String inability,
      Optional<Integer> dependants,
      List<UUID> supports,
      Optional<Integer> children) {
    public Supporter {
      supports = List.copyOf(supports);
    }

    /// Unable to support by one of the named causes.
    public boolean unable() {
      return !inability.isEmpty() && !inability.equals("0");
    }
  }

  /// What the household has.
  ///
  /// @param money by code P01 to P05, or P14 for the whole, fen; a code that is not there was not
  ///   stated
  /// @param vehicles motor vehicles; empty optional: not stated
  /// @param farmMachines large ones; empty: not stated
  /// @param dwellings owned or rented from the public; empty optional: not stated
  /// @param nonResidential whether there is a non-residential house; empty: not stated
  /// @param business whether a business is registered or capital paid in; empty: not stated
  public record Property(
      Map<String, Ratio> money,
      Optional<List<Vehicle>> vehicles,
      Optional<Integer> farmMachines,
      Optional<List<Dwelling>> dwellings,
      Optional<Boolean> nonResidential,
      Optional<Boolean> business) {
    public Property {
      money = Map.copyOf(money);
    }

    /// All the money that was stated, fen; empty when none was.
    public Optional<Ratio> total() {
      return money.values().stream().reduce(Ratio::plus);
    }
  }

  /// @param exemption code of table `vehicleExemption`
  /// @param proven the paper for it (D15 for a scrapped, stolen or seized car) is in the file
  public record Vehicle(String exemption, boolean proven) {}

  /// @param source code of table `housingSource`
  /// @param areaTenths floor area, tenths of a square metre
  public record Dwelling(String source, Optional<Ratio> areaTenths) {}

  /// Figures of the day (fen), each empty when nobody has entered it.
  ///
  /// @param standard S, 低保 a person a month
  /// @param lowIncome L, 低收入 a person a month
  /// @param minWage a month
  /// @param consumption C, a head in the last calendar year
  public record Figures(
      Optional<Fen> standard,
      Optional<Fen> lowIncome,
      Optional<Fen> minWage,
      Optional<Fen> consumption) {}

  /// Counted members (N).
  public int counted() {
    return single.isPresent() ? 1 : membership.people();
  }

  /// People the property of the household is shared by: also of somebody who applies alone, whose
  /// household keeps what it has.
  public int household() {
    return membership.people();
  }

  /// Members of whom nobody can tell whether they count: more people may share the property.
  public int undecided() {
    return (int)
        people.stream()
            .filter(p -> !p.counted())
            .filter(p -> ageDecides(p) || clause(p.id()).startsWith("UNKNOWN_"))
            .count();
  }

  /// Whether a birth date nobody knows decides if this child counts; not of one a ruling or a fact
  /// leaves out at any age.
  boolean ageDecides(Person p) {
    return Kin.child(p.relation())
        && p.age().isEmpty()
        && !p.counted()
        && !AT_ANY_AGE.contains(clause(p.id()));
  }

  private String clause(UUID member) {
    return membership.members().stream()
        .filter(m -> m.member().equals(member))
        .map(Membership.Counted::clause)
        .findFirst()
        .orElse("");
  }

  /// Counted members as people; whoever applies alone is the one, also when the household's list
  /// leaves that member out (clergy).
  public List<Person> countedPeople() {
    return people.stream().filter(p -> single.map(p.id()::equals).orElse(p.counted())).toList();
  }
}
