package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody loses aid without a ground on paper, a written reason, a month and a numbered notice.
class StopGuardsTest {
  private final Road road = Road.entrusted().inBenefit();

  private static List<String> codes(Ruling ruling) {
    return ruling instanceof Ruling.Refused(var why)
        ? why.stream().map(Hindrance::code).toList()
        : List.of();
  }

  private String next() {
    return YearMonth.from(road.today()).plusMonths(1).toString();
  }

  private CaseRecord ends(String outcome, String code) {
    return road.decision(Road.CHIEF, "DB", outcome, code)
        .with("startMonth", next())
        .with("documentNumber", "N07-1");
  }

  private ActInput input(String code, Stage to, CaseRecord... decisions) {
    return road.opinions(decisions).withDetail(code).to(to);
  }

  private List<String> ask(String code, Stage to, CaseRecord... decisions) {
    return codes(road.ask(Act.STOP, Road.CHIEF, input(code, to, decisions)));
  }

  @Test
  void whatIsMissingIsNamedAllAtOnce() {
    assertEquals(List.of("STOP_DECISION_MISSING"), ask("S05", Stage.TERMINATED));
    CaseRecord bare =
        ends("TERMINATED", "S05")
            .with("reasonText", null)
            .with("startMonth", null)
            .with("documentNumber", null);
    assertEquals(
        List.of("DECISION_REASON_MISSING", "STOP_NOTICE_MISSING", "STOP_MONTH_MISSING"),
        ask("S05", Stage.TERMINATED, bare));
    assertEquals(
        List.of("STOP_DECISION_MISSING"),
        ask("S05", Stage.TERMINATED, ends("SUSPENDED", "S05")),
        "the decision says what the act does");
    assertEquals(
        List.of("NOT_SIGNED_BY_ACTOR"),
        ask(
            "S05",
            Stage.TERMINATED,
            ends("TERMINATED", "S05").with("by", Road.REVIEWER.staff().toString())));
    assertEquals(List.of(), ask("S05", Stage.TERMINATED, ends("TERMINATED", "S05")));
  }

  @Test
  void aReasonInWordsIsAskedOfTheActToo() {
    ActInput silent = input("S05", Stage.TERMINATED, ends("TERMINATED", "S05")).withReason(" ");
    assertEquals(List.of("REASON_MISSING"), codes(road.ask(Act.STOP, Road.CHIEF, silent)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"S02", "S03", "S08", "S10", "S99"})
  void whatHasToBeFoundOutIsFoundByAReview(String code) {
    assertEquals(
        List.of("STOP_NEEDS_REVIEW"), ask(code, Stage.TERMINATED, ends("TERMINATED", code)));
  }

  @Test
  void aDeathStopsNothingWhileSomebodyIsLeft() {
    assertEquals(
        List.of("MEMBERS_REMAIN"), ask("S01", Stage.TERMINATED, ends("TERMINATED", "S01")));
    road.put(road.file.members().getFirst().with("livingTogether", "7"));
    CaseRecord past =
        ends("TERMINATED", "S01").with("startMonth", YearMonth.from(road.today()).toString());
    assertEquals(List.of(), ask("S01", Stage.TERMINATED, past), "from the month after the death");
  }

  @Test
  void aMonthWhoseListIsOutIsNamedOnlyForWhatHappenedThen() {
    String now = YearMonth.from(road.today()).toString();
    assertEquals(
        List.of("STOP_MONTH_EARLY"),
        ask("S06", Stage.SUSPENDED, ends("SUSPENDED", "S06").with("startMonth", now)));
    assertEquals(
        List.of(), ask("S05", Stage.TERMINATED, ends("TERMINATED", "S05").with("startMonth", now)));
  }

  @Test
  void whoDecidedOnTheCaseDecidesOnItsEnd() {
    CaseRecord d = ends("TERMINATED", "S05").with("by", Road.DISTRICT.staff().toString());
    assertEquals(
        List.of("OTHER_LEVEL_DECIDES"),
        codes(road.ask(Act.STOP, Road.DISTRICT, input("S05", Stage.TERMINATED, d))));
    assertEquals(
        List.of("ROLE_MAY_NOT"),
        codes(road.ask(Act.STOP, Road.REVIEWER, input("S05", Stage.TERMINATED, d))));
  }

  @Test
  void aSecondStepWaitsUntilTheHouseholdHoldsTheFirstLetter() {
    road.act(Act.STOP, Road.CHIEF, input("S06", Stage.SUSPENDED, ends("SUSPENDED", "S06")));
    Letter letter = Letter.of(road.file).getFirst();
    assertEquals("N07", letter.paper());
    assertEquals("SUSPENDED", letter.decision().text("outcome"));
    assertTrue(!letter.isIssued() && !letter.isDelivered(), "the old letter proves nothing");
    CaseRecord end = ends("TERMINATED", "S06");
    assertEquals(List.of("LETTER_NOT_DELIVERED"), ask("S06", Stage.TERMINATED, end));
    road.record(GateKind.LETTER_ISSUED, Road.CLERK, "N07", "N07-1", "DB");
    road.record(GateKind.DELIVERED, Road.CLERK, "N07", "himself", "DB");
    assertEquals(List.of(), ask("S06", Stage.TERMINATED, end));
  }

  @Test
  void whoIsSuspendedComesBackByAReviewWithAVisitOfItsOwn() {
    road.act(Act.STOP, Road.CHIEF, input("S06", Stage.SUSPENDED, ends("SUSPENDED", "S06")));
    road.days(3);
    road.act(Act.CHANGE, Road.REVIEWER, road.input().withDetail("C08"));
    assertEquals(Stage.REVIEWING, Process.stage(road.file).orElseThrow());
    var refused =
        assertInstanceOf(
            Ruling.Refused.class,
            road.ask(Act.CONFIRM, Road.REVIEWER, road.opinions(road.opinion("DB", true, ""))));
    assertTrue(refused.names("VISIT_MISSING"), "the visit of before does not count: " + refused);
  }

  @Test
  void aidFadesOutByTheMonthsAndPartsTheRulesGive() {
    CaseRecord plain = ends("GRADUAL_EXIT", "S05");
    assertEquals(List.of("GRADUAL_SCHEDULE_WRONG"), ask("S05", Stage.GRADUAL_EXIT, plain));
    YearMonth from = YearMonth.parse(plain.text("startMonth"));
    GradualExit exit = GradualExit.of(road.file, "DB", from, road.today()).orElseThrow();
    assertEquals(
        List.of(132_000L, 132_000L, 105_600L, 105_600L, 79_200L, 79_200L),
        exit.months().stream().map(m -> m.amount().value()).toList());
    CaseRecord right = plain.with("schedule", exit.text()).with("monthlyFen", "132000");
    assertEquals(List.of(), ask("S05", Stage.GRADUAL_EXIT, right));
    assertEquals(
        List.of("GRADUAL_SCHEDULE_WRONG"),
        ask("S05", Stage.GRADUAL_EXIT, right.with("monthlyFen", "900000")));
    road.act(Act.STOP, Road.CHIEF, input("S05", Stage.GRADUAL_EXIT, right));
    assertEquals(
        List.of(132_000L, 79_200L, 0L),
        List.of(0, 5, 6).stream()
            .map(m -> Payments.of(road.file, "DB", from.plusMonths(m)).orElseThrow().value())
            .toList(),
        "paid by its months, then nothing");
  }

  @Test
  void aidThatWasNeverDueDoesNotFadeOut() {
    assertEquals(
        List.of("GRADUAL_NOT_FOR"), ask("S07", Stage.GRADUAL_EXIT, ends("GRADUAL_EXIT", "S07")));
    road.set(RecordType.DECISION, "monthlyFen", "");
    assertEquals(
        List.of("GRADUAL_AMOUNT_MISSING"),
        ask("S05", Stage.GRADUAL_EXIT, ends("GRADUAL_EXIT", "S05")));
  }

  @Test
  void aHouseholdThatDoesNotCooperateIsStoppedWhileItsReviewIsDue() {
    road.days(100);
    road.act(Act.DUE, Road.SYSTEM, road.input());
    assertEquals(List.of(), ask("S06", Stage.SUSPENDED, ends("SUSPENDED", "S06")));
  }

  /// What is told follows from what the decision changed.
  @Test
  void aReviewThatLeavesEverythingOwesNoLetterAndAnotherAmountDoes() {
    road.set(RecordType.DECISION, "monthlyFen", "100000");
    road.days(1);
    CaseRecord same = road.decision(Road.CHIEF, "DB", "APPROVED", "").with("monthlyFen", "100000");
    road.put(same);
    assertEquals(List.of(), Letter.of(road.file));
    road.days(1);
    road.put(road.decision(Road.CHIEF, "DB", "APPROVED", "").with("monthlyFen", "120000"));
    assertEquals(List.of("N07"), Letter.of(road.file).stream().map(Letter::paper).toList());
    road.days(1);
    road.put(road.decision(Road.CHIEF, "DB", "REJECTED", "R01"));
    assertEquals(
        List.of("N07"),
        Letter.of(road.file).stream().map(Letter::paper).toList(),
        "aid that is refused at a review was aid");
  }

  @Test
  void aRefusalAtAReviewHasItsStopCode() {
    assertEquals("S02", Stops.ground("R01"));
    assertEquals("S06", Stops.ground("R09"));
    assertEquals("S99", Stops.ground("R99"));
  }

  /// A yearly or one-off aid ends beside the 低保 that fades out.
  @Test
  void aSchemeWithoutAMonthlyAmountKeepsNobodyFromFadingOut() {
    Road both = Road.entrusted().inBenefit().set(RecordType.APPLICATION, "schemes", "DB,CN");
    both.put(both.decision(Road.CHIEF, "CN", "APPROVED", "").with("startMonth", "2023-05"));
    both.days(1);
    String month = YearMonth.from(both.today()).plusMonths(1).toString();
    CaseRecord exit =
        both.decision(Road.CHIEF, "DB", "GRADUAL_EXIT", "S05")
            .with("startMonth", month)
            .with("documentNumber", "N07-1");
    GradualExit plan =
        GradualExit.of(both.file, "DB", YearMonth.parse(month), both.today()).orElseThrow();
    CaseRecord db = exit.with("schedule", plan.text()).with("monthlyFen", plan.first().text());
    CaseRecord heating =
        both.decision(Road.CHIEF, "CN", "GRADUAL_EXIT", "S05")
            .with("startMonth", month)
            .with("documentNumber", "N07-2");
    ActInput input = both.opinions(db, heating).withDetail("S05").to(Stage.GRADUAL_EXIT);
    assertEquals(List.of(), codes(both.ask(Act.STOP, Road.CHIEF, input)));
  }
}
