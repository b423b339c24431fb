package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every stage × act × role against a copy of the table of DOMAIN §2.4 written by hand, not derived
/// from the program. `-` is a case that does not exist yet; `*` is every stage before a decision.
class TransitionTableTest {
  private static final String UNDECIDED =
      "DRAFT SUBMITTED SUPPLEMENT ACCEPTED VERIFYING VISITING APPRAISAL INVESTIGATED PRELIM"
          + " PUBLICITY OBJECTION REPORTED STREET_CONFIRM DISTRICT_REVIEW SPOT_CHECK PUBLICITY2";

  /// from | act | roles: C clerk, S system, R reviewer, H chief, D district, I inspector | to
  private static final String PAPER =
      """
      - | OPEN | C | DRAFT
      DRAFT | SUBMIT | C | SUBMITTED
      SUBMITTED | ACCEPT | C | ACCEPTED
      SUBMITTED | ASK_PAPERS | C | SUPPLEMENT
      SUPPLEMENT | COMPLETE_PAPERS | C | SUBMITTED
      SUPPLEMENT | OVERDUE | S | WITHDRAWN
      * | WITHDRAW | C | WITHDRAWN
      ACCEPTED | START | S | VISITING
      VERIFYING VISITING | BOTH_DONE | S | INVESTIGATED
      VISITING | GIVE_UP | R | ABORTED
      VISITING | OTHER_MODE | R | VISITING
      REVIEWING | OTHER_MODE | R | REVIEWING
      INVESTIGATED | RETURN | R | VISITING
      INVESTIGATED | APPRAISE | R | APPRAISAL
      APPRAISAL | APPRAISED | R | INVESTIGATED
      INVESTIGATED | OPINION | R | PRELIM
      ACCEPTED VERIFYING VISITING | REFUSE | R | PRELIM
      PRELIM | POST | C | PUBLICITY
      PUBLICITY | OBJECT | C | OBJECTION
      OBJECTION | SETTLE | R | PUBLICITY REPORTED STREET_CONFIRM
      PUBLICITY | PUBLICITY_END | S | REPORTED STREET_CONFIRM
      PRELIM | REFUSE_PATH | R | REPORTED STREET_CONFIRM
      REPORTED | TAKE | D | DISTRICT_REVIEW SPOT_CHECK
      SPOT_CHECK | SPOT_FINISH | I | DISTRICT_REVIEW
      DISTRICT_REVIEW | POST_DISTRICT | D | PUBLICITY2
      PUBLICITY2 | OBJECT | C | OBJECTION
      PUBLICITY2 | PUBLICITY2_END | S | DISTRICT_REVIEW
      * | TRANSFER | RD | TRANSFERRED
      DISTRICT_REVIEW | RETURN_TO_STREET | D | INVESTIGATED
      DISTRICT_REVIEW | DECIDE | D | APPROVED REJECTED
      STREET_CONFIRM | DECIDE | H | APPROVED REJECTED
      APPROVED | LETTER | S | IN_BENEFIT
      REJECTED | REFUSAL_LETTER | S | REJECTED
      IN_BENEFIT | DUE | S | REVIEW_DUE
      IN_BENEFIT | ADJUST | HD | IN_BENEFIT
      REVIEW_DUE | ADJUST | HD | REVIEW_DUE
      IN_BENEFIT SUSPENDED | CHANGE | CR | REVIEWING
      IN_BENEFIT REVIEW_DUE REVIEWING | STOP | HD | SUSPENDED GRADUAL_EXIT TERMINATED
      SUSPENDED GRADUAL_EXIT | STOP | HD | TERMINATED
      REVIEW_DUE | START | S | REVIEWING
      REVIEWING | CONFIRM | R | REVIEWING
      REVIEWING | CONFIRM | HD | IN_BENEFIT GRADUAL_EXIT TERMINATED
      """;

  private static final Map<Character, Role> LETTERS =
      Map.of(
          'C', Role.WINDOW_CLERK,
          'S', Role.SYSTEM,
          'R', Role.STREET_REVIEWER,
          'H', Role.STREET_CHIEF,
          'D', Role.DISTRICT_REVIEWER,
          'I', Role.DISTRICT_INSPECTOR);

  private static Set<String> paper() {
    var all = new TreeSet<String>();
    for (String line : PAPER.strip().split("\n")) {
      String[] cell = line.split("\\|");
      String from = cell[0].strip().equals("*") ? UNDECIDED : cell[0].strip();
      for (String stage : from.split(" "))
        for (char r : cell[2].strip().toCharArray())
          all.add(stage + " " + cell[1].strip() + " " + LETTERS.get(r) + " → " + cell[3].strip());
    }
    return all;
  }

  private static CaseFile at(Optional<Stage> stage) {
    if (stage.isEmpty()) return CaseFile.of(List.of());
    return CaseFile.of(
        List.of(
            CaseRecord.of(
                RecordType.APPLICATION,
                Road.CASE,
                Road.STREET,
                Road.CASE,
                Map.of("street", Road.STREET, "stage", stage.get().name()))));
  }

  static Stream<Arguments> everyStageAndAct() {
    Stream<Optional<Stage>> stages =
        Stream.concat(Stream.of(Optional.empty()), Stream.of(Stage.values()).map(Optional::of));
    return stages.flatMap(
        s -> Stream.of(Act.values()).map(a -> Arguments.of(s.map(Stage::name).orElse("-"), a)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyStageAndAct")
  void allowsExactlyThePaperForEveryRole(String from, Act act) {
    Optional<Stage> stage = from.equals("-") ? Optional.empty() : Optional.of(Stage.valueOf(from));
    Set<String> paper = paper();
    for (Role role : Role.values()) {
      boolean named =
          paper.stream().anyMatch(p -> p.startsWith(from + " " + act + " " + role + " →"));
      Actor actor = new Actor(Road.id(9), role, Road.STREET);
      ActInput input = ActInput.because("x");
      if (stage.isEmpty() && act == Act.OPEN)
        input =
            input.carrying(
                List.of(
                    CaseRecord.of(
                        RecordType.APPLICATION,
                        Road.CASE,
                        Road.STREET,
                        Road.CASE,
                        Map.of("street", Road.STREET))));
      Ruling ruling = Process.check(at(stage), act, actor, input, LocalDate.of(2023, 3, 1));
      boolean shut =
          ruling instanceof Ruling.Refused r
              && (r.names("ACT_NOT_HERE") || r.names("ROLE_MAY_NOT") || r.names("NO_APPLICATION"));
      assertEquals(named, !shut, from + " " + act + " " + role + ": " + ruling);
    }
  }

  @Test
  void leadsExactlyWhereThePaperLeads() {
    var program = new TreeSet<String>();
    for (Transition t : Transitions.all())
      for (Role role : t.roles()) {
        String to = String.join(" ", t.to().stream().map(Stage::name).toList());
        if (t.from().isEmpty()) program.add("- " + t.act() + " " + role + " → " + to);
        t.from().forEach(s -> program.add(s + " " + t.act() + " " + role + " → " + to));
      }
    assertEquals(paper(), program);
  }

  @Test
  void everyStageCanBeReachedAndOnlyTheEndsAreDead() {
    var reached = new HashSet<Stage>();
    var left = new HashSet<Stage>();
    for (Transition t : Transitions.all()) {
      reached.addAll(t.to());
      if (!t.to().containsAll(t.from())) left.addAll(t.from());
    }
    var never = new HashSet<>(Set.of(Stage.values()));
    never.removeAll(reached);
    assertEquals(Set.of(Stage.VERIFYING), never, "the half that is a fact, not a stage");
    var dead = new TreeSet<>(Set.of(Stage.values()));
    dead.removeAll(left);
    assertEquals(
        new TreeSet<>(
            Set.of(
                Stage.REJECTED,
                Stage.TERMINATED,
                Stage.WITHDRAWN,
                Stage.ABORTED,
                Stage.TRANSFERRED)),
        dead);
  }

  @Test
  void onlyDecideLeadsToApprovedAndEveryWayThereAsksTheGates() {
    List<Transition> in =
        Transitions.all().stream().filter(t -> t.to().contains(Stage.APPROVED)).toList();
    assertEquals(2, in.size());
    for (Transition t : in) {
      assertEquals(Act.DECIDE, t.act());
      assertTrue(t.guards().contains(Guard.GATES_FOR_DECISION));
      assertTrue(t.guards().contains(Guard.OTHER_PEOPLE));
    }
    List<Transition> benefit =
        Transitions.all().stream().filter(t -> t.to().contains(Stage.IN_BENEFIT)).toList();
    for (Transition t : benefit)
      assertTrue(
          t.act() == Act.LETTER
              || t.guards().contains(Guard.GATES_FOR_DECISION)
              || (t.guards().contains(Guard.RECOUNTED)
                  && t.from().equals(Set.of(t.to().getFirst()))),
          "in benefit before, and nothing but the standard changed");
  }

  @Test
  void noRoleThatSeesWithoutActingAppearsInTheTable() {
    for (Role r :
        List.of(
            Role.AUDITOR,
            Role.EVALUATOR,
            Role.ADMIN_SYSTEM,
            Role.ADMIN_SECURITY,
            Role.ADMIN_AUDIT,
            Role.INVESTIGATOR,
            Role.TEAM_LEADER,
            Role.AGENCY_MANAGER))
      assertFalse(Transitions.all().stream().anyMatch(t -> t.roles().contains(r)), r.name());
  }
}
