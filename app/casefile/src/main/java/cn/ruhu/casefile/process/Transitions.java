package cn.ruhu.casefile.process;

import static cn.ruhu.casefile.process.Guard.*;
import static cn.ruhu.casefile.process.Role.*;
import static cn.ruhu.casefile.process.Stage.*;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The transition table (DOMAIN §2.4), row by row in paper order. There is no row that leads to
/// APPROVED except DECIDE, and no role that may leave a guard out (Policy §13).
///
/// VERIFYING ∥ VISITING: 核对 and visit run side by side, each ends on its own. One stage field can
/// not say that, so the pair is stored as VISITING and its halves are facts: the 核对 half is the
/// gate fact VERIFICATION_REPORT or VERIFICATION_NO_RECORD, the visit half is a sealed visit newer
/// than the last return. [#PARALLEL] names both stages, so that a case imported as VERIFYING walks
/// on.
///
/// Some rows follow the line above the table in DOMAIN §2.4 instead of the table, which leaves
/// those stages without a way out: START from REVIEW_DUE, STOP from SUSPENDED and from
/// GRADUAL_EXIT, STOP while a review is due or under way, OTHER_MODE in a review, and CHANGE from
/// SUSPENDED, the way back into a review (decision 0023). CHANGE is also the street reviewer's: the
/// window hears of a change, the street judges whether it calls for a review (decision 0021).
public final class Transitions {
  /// The two halves of VERIFYING ∥ VISITING.
  public static final Set<Stage> PARALLEL = Set.of(VERIFYING, VISITING);

  /// Every stage before a decision, from the first draft to the district's desk.
  public static final Set<Stage> UNDECIDED = EnumSet.range(DRAFT, PUBLICITY2);

  private static final Set<Stage> NEW = Set.of();
  private static final List<Stage> ON = List.of(REPORTED, STREET_CONFIRM);

  /// Policy §13: a visit by two, the city's verification and written reasons guard every way in.
  private static final List<Transition> ROWS =
      List.of(
          row(NEW, Act.OPEN, by(WINDOW_CLERK), guards(), DRAFT),
          row(DRAFT, Act.SUBMIT, by(WINDOW_CLERK), guards(ONE_APPLICANT, PAPERS_IN), SUBMITTED),
          row(
              SUBMITTED,
              Act.ACCEPT,
              by(WINDOW_CLERK),
              guards(RULES_KNOWN, DECLARATION_SIGNED, N01_ISSUED),
              ACCEPTED),
          row(SUBMITTED, Act.ASK_PAPERS, by(WINDOW_CLERK), guards(PAPERS_LISTED), SUPPLEMENT),
          row(SUPPLEMENT, Act.COMPLETE_PAPERS, by(WINDOW_CLERK), guards(PAPERS_IN), SUBMITTED),
          row(SUPPLEMENT, Act.OVERDUE, by(SYSTEM), guards(DEADLINE_PASSED), WITHDRAWN),
          row(UNDECIDED, Act.WITHDRAW, by(WINDOW_CLERK), guards(WITHDRAWAL_WRITTEN), WITHDRAWN),
          row(
              ACCEPTED,
              Act.START,
              by(SYSTEM),
              guards(VERIFICATION_ASKED, VISIT_ASSIGNED),
              VISITING),
          row(PARALLEL, Act.BOTH_DONE, by(SYSTEM), guards(REPORT_IN, VISIT_SEALED), INVESTIGATED),
          row(
              VISITING,
              Act.GIVE_UP,
              by(STREET_REVIEWER),
              guards(REASON_GIVEN, ATTEMPTS_MADE, REFUSAL_ON_FILE),
              ABORTED),
          row(
              VISITING,
              Act.OTHER_MODE,
              by(STREET_REVIEWER),
              guards(REASON_GIVEN, MODE_NAMED),
              VISITING),
          row(
              REVIEWING,
              Act.OTHER_MODE,
              by(STREET_REVIEWER),
              guards(REASON_GIVEN, MODE_NAMED),
              REVIEWING),
          row(
              INVESTIGATED,
              Act.RETURN,
              by(STREET_REVIEWER),
              guards(REASON_GIVEN, QUESTIONS_NAMED),
              VISITING),
          row(
              INVESTIGATED,
              Act.APPRAISE,
              by(STREET_REVIEWER),
              guards(APPRAISAL_CALLED_FOR),
              APPRAISAL),
          row(
              APPRAISAL,
              Act.APPRAISED,
              by(STREET_REVIEWER),
              guards(APPRAISAL_RECORDED),
              INVESTIGATED),
          row(
              INVESTIGATED,
              Act.OPINION,
              by(STREET_REVIEWER),
              guards(OPINIONS_COMPLETE, SUPPORTERS_ASKED, APPRAISAL_HELD, GATES_FOR_OPINION),
              PRELIM),
          row(
              EnumSet.of(ACCEPTED, VERIFYING, VISITING),
              Act.REFUSE,
              by(STREET_REVIEWER),
              guards(OPINIONS_COMPLETE, REFUSAL_WITHOUT_VISIT),
              PRELIM),
          row(
              PRELIM,
              Act.POST,
              by(WINDOW_CLERK),
              guards(SOMETHING_TO_POST, RIGHT_BOARD),
              PUBLICITY),
          row(
              PUBLICITY,
              Act.OBJECT,
              by(WINDOW_CLERK),
              guards(REASON_GIVEN, WITHIN_DAYS),
              OBJECTION),
          row(
              OBJECTION,
              Act.SETTLE,
              by(STREET_REVIEWER),
              guards(OBJECTION_ANSWERED, GATES_FOR_OPINION),
              PUBLICITY,
              REPORTED,
              STREET_CONFIRM),
          row(PUBLICITY, Act.PUBLICITY_END, by(SYSTEM), guards(DAYS_OVER, NOTICE_PROVEN), ON),
          row(PRELIM, Act.REFUSE_PATH, by(STREET_REVIEWER), guards(ALL_NEGATIVE), ON),
          row(
              REPORTED,
              Act.TAKE,
              by(DISTRICT_REVIEWER),
              guards(BATCH_DRAWN),
              DISTRICT_REVIEW,
              SPOT_CHECK),
          row(
              SPOT_CHECK,
              Act.SPOT_FINISH,
              by(DISTRICT_INSPECTOR),
              guards(OWN_SPOT_CHECK),
              DISTRICT_REVIEW),
          row(
              DISTRICT_REVIEW,
              Act.POST_DISTRICT,
              by(DISTRICT_REVIEWER),
              guards(SECOND_NOTICE_RULED, RIGHT_BOARD),
              PUBLICITY2),
          row(
              PUBLICITY2,
              Act.OBJECT,
              by(WINDOW_CLERK),
              guards(REASON_GIVEN, WITHIN_DAYS),
              OBJECTION),
          row(
              PUBLICITY2,
              Act.PUBLICITY2_END,
              by(SYSTEM),
              guards(DAYS_OVER, BOARD_PROVEN),
              DISTRICT_REVIEW),
          row(
              UNDECIDED,
              Act.TRANSFER,
              by(STREET_REVIEWER, DISTRICT_REVIEWER),
              guards(REASON_GIVEN, RECEIVER_NAMED),
              TRANSFERRED),
          row(
              DISTRICT_REVIEW,
              Act.RETURN_TO_STREET,
              by(DISTRICT_REVIEWER),
              guards(REASON_GIVEN),
              INVESTIGATED),
          row(
              DISTRICT_REVIEW,
              Act.DECIDE,
              by(DISTRICT_REVIEWER),
              guards(
                  DECISIONS_COMPLETE,
                  OTHER_PEOPLE,
                  SPOT_CHECK_IN,
                  SECOND_NOTICE_OVER,
                  GATES_FOR_DECISION),
              APPROVED,
              REJECTED),
          row(
              STREET_CONFIRM,
              Act.DECIDE,
              by(STREET_CHIEF),
              guards(DECISIONS_COMPLETE, OTHER_PEOPLE, GATES_FOR_DECISION),
              APPROVED,
              REJECTED),
          row(
              APPROVED,
              Act.LETTER,
              by(SYSTEM),
              guards(APPROVAL_DELIVERED, START_MONTH),
              IN_BENEFIT),
          row(REJECTED, Act.REFUSAL_LETTER, by(SYSTEM), guards(REFUSAL_DELIVERED), REJECTED),
          row(IN_BENEFIT, Act.DUE, by(SYSTEM), guards(CADENCE_REACHED), REVIEW_DUE),
          row(
              EnumSet.of(IN_BENEFIT, SUSPENDED),
              Act.CHANGE,
              by(WINDOW_CLERK, STREET_REVIEWER),
              guards(REASON_GIVEN, CHANGE_NAMED),
              REVIEWING),
          row(
              IN_BENEFIT,
              Act.ADJUST,
              by(STREET_CHIEF, DISTRICT_REVIEWER),
              guards(REASON_GIVEN, RIGHT_LEVEL, OTHER_PEOPLE, RECOUNTED),
              IN_BENEFIT),
          row(
              REVIEW_DUE,
              Act.ADJUST,
              by(STREET_CHIEF, DISTRICT_REVIEWER),
              guards(REASON_GIVEN, RIGHT_LEVEL, OTHER_PEOPLE, RECOUNTED),
              REVIEW_DUE),
          row(
              EnumSet.of(IN_BENEFIT, REVIEW_DUE, REVIEWING),
              Act.STOP,
              by(STREET_CHIEF, DISTRICT_REVIEWER),
              guards(REASON_GIVEN, STOP_NAMED, RIGHT_LEVEL, STOP_FOUNDED, STOP_DECIDED),
              SUSPENDED,
              GRADUAL_EXIT,
              TERMINATED),
          row(
              EnumSet.of(SUSPENDED, GRADUAL_EXIT),
              Act.STOP,
              by(STREET_CHIEF, DISTRICT_REVIEWER),
              guards(REASON_GIVEN, STOP_NAMED, RIGHT_LEVEL, STOP_FOUNDED, STOP_DECIDED, STOP_TOLD),
              TERMINATED),
          row(
              REVIEW_DUE,
              Act.START,
              by(SYSTEM),
              guards(VERIFICATION_ASKED, VISIT_ASSIGNED),
              REVIEWING),
          row(
              REVIEWING,
              Act.CONFIRM,
              by(STREET_REVIEWER),
              guards(OPINIONS_COMPLETE, SUPPORTERS_ASKED, GATES_FOR_OPINION),
              REVIEWING),
          row(
              REVIEWING,
              Act.CONFIRM,
              by(STREET_CHIEF, DISTRICT_REVIEWER),
              guards(DECISIONS_COMPLETE, OTHER_PEOPLE, RIGHT_LEVEL, GATES_FOR_DECISION, END_NAMED),
              IN_BENEFIT,
              GRADUAL_EXIT,
              TERMINATED));

  private Transitions() {}

  /// The whole table.
  public static List<Transition> all() {
    return ROWS;
  }

  /// asked for every case of a list, and again for every act
  private static final Map<Act, List<Transition>> BY_ACT =
      ROWS.stream()
          .collect(
              Collectors.groupingBy(
                  Transition::act, () -> new EnumMap<>(Act.class), Collectors.toList()));

  /// Rows for an act at a stage; `from` empty means a case that does not exist yet.
  static List<Transition> at(Optional<Stage> from, Act act) {
    return BY_ACT.getOrDefault(act, List.of()).stream()
        .filter(t -> from.map(s -> t.from().contains(s)).orElse(t.from().isEmpty()))
        .toList();
  }

  /// The row for an act at a stage in a role.
  static Optional<Transition> find(Optional<Stage> from, Act act, Role role) {
    return at(from, act).stream().filter(t -> t.roles().contains(role)).findFirst();
  }

  private static Set<Role> by(Role... roles) {
    return Set.of(roles);
  }

  private static List<Guard> guards(Guard... guards) {
    return Arrays.asList(guards);
  }

  private static Transition row(
      Stage from, Act act, Set<Role> roles, List<Guard> guards, Stage... to) {
    return row(EnumSet.of(from), act, roles, guards, to);
  }

  private static Transition row(
      Stage from, Act act, Set<Role> roles, List<Guard> guards, List<Stage> to) {
    return new Transition(EnumSet.of(from), act, roles, guards, to);
  }

  private static Transition row(
      Set<Stage> from, Act act, Set<Role> roles, List<Guard> guards, Stage... to) {
    return new Transition(from, act, roles, guards, Arrays.asList(to));
  }
}
