package cn.ruhu.casefile.process;

import static cn.ruhu.casefile.process.GatesTest.assertAllowed;
import static cn.ruhu.casefile.process.GatesTest.codes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Guards from the notice to the review: one failing fact each.
class DecisionGuardsTest {
  @Test
  void onlyRefusalsAreNotPostedAndGoTheirOwnWay() {
    Road road = Road.entrusted().readyToJudge();
    road.act(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R01")));
    assertEquals(List.of("NOTHING_TO_POST"), codes(road.ask(Act.POST, Road.CLERK, road.input())));
    assertAllowed(Stage.STREET_CONFIRM, road.ask(Act.REFUSE_PATH, Road.REVIEWER, road.input()));
    Road positive = Road.entrusted().prelim();
    assertEquals(
        List.of("OPINION_POSITIVE"),
        codes(positive.ask(Act.REFUSE_PATH, Road.REVIEWER, positive.input())));
  }

  @Test
  void aNoticeHangsSevenWholeDaysAndIsProvenByTwoPhotos() {
    Road road = Road.entrusted().publicity();
    road.days(7);
    assertEquals(
        List.of("NOTICE_RUNNING", "NOTICE_PHOTO_MISSING", "NOTICE_PHOTO_MISSING"),
        codes(road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input())));
    assertAllowed(Stage.OBJECTION, road.ask(Act.OBJECT, Road.CLERK, road.input()));
    road.days(1);
    assertEquals(List.of("NOTICE_OVER"), codes(road.ask(Act.OBJECT, Road.CLERK, road.input())));
    assertEquals(
        List.of("NOTICE_PHOTO_MISSING", "NOTICE_PHOTO_MISSING"),
        codes(road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input())));
  }

  @Test
  void aPictureOfTheSixthDayProvesNoSevenDays() {
    Road road = Road.entrusted().publicity();
    road.put(
        road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "START", "", "")
            .with("page", road.page("D20").toString()));
    road.days(6);
    road.put(
        road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "END", "", "")
            .with("page", road.page("D20").toString()));
    road.days(2);
    assertEquals(
        List.of("NOTICE_PHOTO_MISSING"),
        codes(road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input())));
    road.put(
        road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "END", "", "")
            .with("page", road.page("D20").toString()));
    assertAllowed(Stage.STREET_CONFIRM, road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input()));
  }

  @Test
  void aPictureTakenOnTheSixthDayAndNamedOnTheEighthProvesNoSevenDays() {
    Road road = Road.entrusted().publicity();
    road.put(
        road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "START", "", "")
            .with("page", road.page("D20").toString()));
    road.days(6);
    UUID early = road.page("D20");
    CaseRecord taken = road.file.record(early).orElseThrow();
    road.put(taken.with("takenAt", road.now.toString()));
    road.days(2);
    road.put(
        road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "END", "", "").with("page", early.toString()));
    assertEquals(
        List.of("NOTICE_PHOTO_MISSING"),
        codes(road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input())));
    road.put(taken.with("takenAt", road.now.toString()));
    assertAllowed(Stage.STREET_CONFIRM, road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input()));
    road.put(taken.with("takenAt", road.now.minus(Duration.ofDays(1)).toString()));
    assertEquals(
        List.of("NOTICE_PHOTO_MISSING"),
        codes(road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input())),
        "on its seventh day it still has to hang");
  }

  @Test
  void theDaysCountFromTheBoardNotFromTheDesk() {
    Road road = Road.entrusted().publicity();
    road.days(3).record(GateKind.NOTICE_POSTED, Road.CLERK, "N04", "door 3", "");
    road.days(5);
    assertEquals(
        "NOTICE_RUNNING", codes(road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input())).getFirst());
  }

  @Test
  void anObjectionIsAnsweredAndJudgedAnewByTheRuleSet() {
    Road now = Road.entrusted().publicity();
    now.act(Act.OBJECT, Road.CLERK, now.input());
    assertEquals(
        List.of("OBJECTION_UNANSWERED", "OPINION_MISSING"),
        codes(now.ask(Act.SETTLE, Road.REVIEWER, now.input())));
    now.record(GateKind.OBJECTION_SETTLED, Road.REVIEWER, "", "", "looked into");
    assertAllowed(
        Stage.STREET_CONFIRM,
        now.ask(Act.SETTLE, Road.REVIEWER, now.opinions(now.opinion("DB", true, ""))));

    Road old = Road.district().publicity();
    old.act(Act.OBJECT, Road.CLERK, old.input());
    old.record(GateKind.OBJECTION_SETTLED, Road.REVIEWER, "", "", "looked into");
    assertAllowed(
        Stage.PUBLICITY,
        old.ask(Act.SETTLE, Road.REVIEWER, old.opinions(old.opinion("DB", true, ""))));
    assertAllowed(
        Stage.REPORTED,
        old.ask(Act.SETTLE, Road.REVIEWER, old.opinions(old.opinion("DB", false, "R01"))));
  }

  @Test
  void theDistrictTakesDrawnBatchesAndChecksWhatWasDrawnOrForced() {
    Road road = Road.district().onward();
    assertEquals(
        List.of("BATCH_NOT_DRAWN"), codes(road.ask(Act.TAKE, Road.DISTRICT, road.input())));
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "b", "by hand");
    assertAllowed(Stage.DISTRICT_REVIEW, road.ask(Act.TAKE, Road.DISTRICT, road.input()));
    road.set(RecordType.APPLICATION, "relativeOfOfficial", "true");
    assertAllowed(Stage.SPOT_CHECK, road.ask(Act.TAKE, Road.DISTRICT, road.input()));
    road.set(RecordType.APPLICATION, "relativeOfOfficial", null);
    road.record(GateKind.DRAWN, Road.DISTRICT, "", "b", "");
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    assertEquals(
        List.of("SPOT_CHECK_MISSING"),
        codes(road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input())));
    Actor pair = new Actor(Road.PAIR_A, Role.DISTRICT_INSPECTOR, "");
    assertEquals(
        List.of("ORIGINAL_PAIR_MAY_NOT_CHECK"),
        codes(road.ask(Act.SPOT_FINISH, pair, road.input())));
    road.record(GateKind.SPOT_CHECK_DONE, Road.INSPECTOR, "", "same", "");
    assertEquals(
        List.of("SPOT_CHECK_MISSING"),
        codes(road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input())),
        "what was typed is no visit");
    road.checked(Map.of());
    assertAllowed(Stage.DISTRICT_REVIEW, road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input()));
    String other = Road.id(777).toString();
    road.record(GateKind.INSPECTORS_DRAWN, Road.DISTRICT, "", other, "b");
    assertEquals(
        List.of("INSPECTOR_NOT_DRAWN"),
        codes(road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input())),
        "others were drawn");
    String both = Road.SECOND_INSPECTOR + "," + Road.INSPECTOR.staff();
    road.record(GateKind.INSPECTORS_DRAWN, Road.DISTRICT, "", both, "b");
    assertAllowed(Stage.DISTRICT_REVIEW, road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input()));
  }

  @Test
  void aCheckIsMadeSignedAndSealedByTwoOthers() {
    Road road = Road.district().onward();
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "b", "by hand");
    road.record(GateKind.DRAWN, Road.DISTRICT, "", "b", "");
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    CaseRecord check = road.checked(Map.of());
    assertAllowed(Stage.DISTRICT_REVIEW, road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input()));
    for (var broken :
        Map.of(
                check.with("investigatorB", Road.INSPECTOR.staff().toString()), "VISIT_NOT_BY_TWO",
                check.with("signatureB", null), "VISIT_UNSIGNED",
                check.with("sealHash", null), "VISIT_UNSEALED",
                check.with("purpose", "FIRST"), "ORIGINAL_PAIR_MAY_NOT_CHECK",
                check.with("disposition", "30"), "SPOT_CHECK_MISSING",
                check.with("investigatorB", Road.PAIR_A.toString()), "ORIGINAL_PAIR_MAY_NOT_CHECK")
            .entrySet()) {
      road.put(broken.getKey());
      assertEquals(
          List.of(broken.getValue()),
          codes(road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input())));
    }
    road.put(check.with("disposition", "20"));
    assertAllowed(Stage.DISTRICT_REVIEW, road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input()));
  }

  /// §6.2: both visits stay, and what differs is for the district to settle, or for a new visit.
  @Test
  void whatACheckFoundOtherwiseIsSettledBeforeAidIsGranted() {
    Road road = Road.district().onward();
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "b", "by hand");
    road.record(GateKind.DRAWN, Road.DISTRICT, "", "b", "");
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    CaseRecord first = road.file.finishedVisit().orElseThrow();
    CaseRecord check = road.checked(Map.of("P08", "1"));
    assertEquals(
        first, road.file.finishedVisit().orElseThrow(), "the check takes no visit's place");
    assertEquals("0", road.file.answers().get("P08").orElseThrow());
    var flags = Flags.of(road.file, road.today());
    assertEquals(List.of("X28:" + check.id()), flags.stream().map(Flag::key).toList());
    assertEquals(List.of("1", "P08"), flags.getFirst().args());
    assertTrue(flags.getFirst().blocks());
    CaseRecord said =
        road.fact(GateKind.FLAG_DISPOSED, Road.REVIEWER, flags.getFirst().key(), "", "x");
    var saying = RecordChange.create(said);
    assertFalse(Rights.mayApply(Road.REVIEWER, saying, Optional.empty()), "not the street's own");
    CaseRecord district = said.with("by", Road.DISTRICT.staff().toString());
    assertTrue(Rights.mayApply(Road.DISTRICT, RecordChange.create(district), Optional.empty()));
    assertFalse(
        Rights.mayApply(
            Road.DISTRICT, RecordChange.create(district.with("subject", "X04")), Optional.empty()),
        "the street's doubts are the street's");
    road.put(district);
    assertFalse(Flags.of(road.file, road.today()).getFirst().blocks());
    road.drop(GateKind.FLAG_DISPOSED).days(1).put(road.visit());
    assertEquals(List.of(), Flags.of(road.file, road.today()), "visited again since");
  }

  @Test
  void theOldRuleSetWantsASecondNoticeBeforeTheDistrictDecides() {
    Road road = Road.district().districtReview();
    assertEquals(
        List.of("SECOND_NOTICE_MISSING"),
        codes(
            road.ask(
                Act.DECIDE,
                Road.DISTRICT,
                road.opinions(road.decision(Road.DISTRICT, "DB", "APPROVED", "")))));
    assertAllowed(Stage.PUBLICITY2, road.ask(Act.POST_DISTRICT, Road.DISTRICT, road.input()));
    Road newer = Road.of(LocalDate.of(2022, 3, 1), "YB").districtFor("YB");
    assertEquals(
        List.of("NO_SECOND_NOTICE"),
        codes(newer.ask(Act.POST_DISTRICT, Road.DISTRICT, newer.input())));
  }

  @Test
  void aRefusalByTheDecisionNeedsTheGatesUnlessC3() {
    Road road = Road.entrusted().onward().drop(GateKind.VERIFICATION_REPORT);
    assertEquals(
        List.of("VERIFICATION_MISSING"),
        codes(
            road.ask(
                Act.DECIDE,
                Road.CHIEF,
                road.opinions(road.decision(Road.CHIEF, "DB", "REJECTED", "R01")))));
    road.record(GateKind.REFUSAL_DOCUMENTED, Road.REVIEWER, "", "", "refused");
    assertAllowed(
        Stage.REJECTED,
        road.ask(
            Act.DECIDE,
            Road.CHIEF,
            road.opinions(road.decision(Road.CHIEF, "DB", "REJECTED", "R09"))));
  }

  @Test
  void nothingIsApprovedThatTheStreetProposedToRefuse() {
    Road road = Road.entrusted().readyToJudge();
    road.act(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R01")));
    road.act(Act.REFUSE_PATH, Road.REVIEWER, road.input());
    assertEquals(
        List.of("OPINION_NOT_POSITIVE"),
        codes(
            road.ask(
                Act.DECIDE,
                Road.CHIEF,
                road.opinions(road.decision(Road.CHIEF, "DB", "APPROVED", "")))));
  }

  @Test
  void nothingIsGrantedBesideWhatTheStreetJudged() {
    Road road = Road.entrusted().onward();
    road.record(GateKind.SCHEME_CONSENT, Road.CLERK, "DS", "", "");
    assertEquals(
        List.of("OPINION_NOT_POSITIVE"),
        codes(
            road.ask(
                Act.DECIDE,
                Road.CHIEF,
                road.opinions(
                    road.decision(Road.CHIEF, "DB", "APPROVED", ""),
                    road.decision(Road.CHIEF, "DS", "APPROVED", "")))));
  }

  @Test
  void aMixedOutcomeIsApprovedAndNeedsBothLetters() {
    Road road = Road.of(LocalDate.of(2023, 3, 1), "DB,DS").readyToJudge();
    road.act(
        Act.OPINION,
        Road.REVIEWER,
        road.opinions(road.opinion("DB", false, "R01"), road.opinion("DS", true, "")));
    road.act(Act.POST, Road.CLERK, road.input()).proven();
    road.act(Act.PUBLICITY_END, Road.SYSTEM, road.input());
    road.act(
        Act.DECIDE,
        Road.CHIEF,
        road.opinions(
            road.decision(Road.CHIEF, "DB", "REJECTED", "R01"),
            road.decision(Road.CHIEF, "DS", "APPROVED", "")));
    assertEquals(Stage.APPROVED, Process.stage(road.file).orElseThrow());
    road.record(GateKind.LETTER_ISSUED, Road.CLERK, "N05", "5", "");
    road.record(GateKind.DELIVERED, Road.CLERK, "N05", "", "");
    assertEquals(
        List.of("LETTER_NOT_ISSUED", "LETTER_NOT_DELIVERED"),
        codes(road.ask(Act.LETTER, Road.SYSTEM, road.input())));
  }

  @Test
  void aLetterDatedBeforeItsDecisionIsNone() {
    Road road = Road.entrusted().onward();
    road.record(GateKind.LETTER_ISSUED, Road.CLERK, "N05", "N05-1", "");
    road.record(GateKind.DELIVERED, Road.CLERK, "N05", "", "");
    road.days(1);
    road.act(
        Act.DECIDE, Road.CHIEF, road.opinions(road.decision(Road.CHIEF, "DB", "APPROVED", "")));
    assertEquals(
        List.of("LETTER_NOT_ISSUED", "LETTER_NOT_DELIVERED"),
        codes(road.ask(Act.LETTER, Road.SYSTEM, road.input())));
  }

  @Test
  void everySchemeHasALetterOfItsOwn() {
    Road road = Road.of(LocalDate.of(2023, 3, 1), "DB,DS").readyToJudge();
    road.act(
        Act.OPINION,
        Road.REVIEWER,
        road.opinions(road.opinion("DB", false, "R01"), road.opinion("DS", false, "R01")));
    road.act(Act.REFUSE_PATH, Road.REVIEWER, road.input());
    road.act(
        Act.DECIDE,
        Road.CHIEF,
        road.opinions(
            road.decision(Road.CHIEF, "DB", "REJECTED", "R01"),
            road.decision(Road.CHIEF, "DS", "REJECTED", "R01")));
    road.record(GateKind.LETTER_ISSUED, Road.CLERK, "N06", "6-1", "DB");
    road.record(GateKind.DELIVERED, Road.CLERK, "N06", "", "DB");
    assertEquals(List.of("6-1", ""), Letter.of(road.file).stream().map(Letter::number).toList());
    assertEquals(
        List.of("LETTER_NOT_ISSUED", "LETTER_NOT_DELIVERED"),
        codes(road.ask(Act.REFUSAL_LETTER, Road.SYSTEM, road.input())));
    road.record(GateKind.LETTER_ISSUED, Road.CLERK, "N06", "6-2", "DS");
    road.record(GateKind.DELIVERED, Road.CLERK, "N06", "", "DS");
    assertAllowed(Stage.REJECTED, road.ask(Act.REFUSAL_LETTER, Road.SYSTEM, road.input()));
  }

  @Test
  void nobodyIsGrantedByAStandardNobodyEntered() {
    Road road = Road.of(LocalDate.of(2025, 9, 1), "DB").readyToJudge();
    assertEquals(
        List.of("STANDARD_UNKNOWN"),
        codes(road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, "")))));
    assertAllowed(
        Stage.PRELIM,
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R01"))));
    road.put(
        CaseRecord.of(
            RecordType.STANDARD,
            Road.id(801),
            CaseRecord.PUBLIC,
            null,
            Map.of(
                "name", "DIBAO",
                "effective", "2025-07",
                "valueFen", "150000",
                "source", "district")));
    assertAllowed(
        Stage.PRELIM,
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, ""))));
  }

  @Test
  void anApprovalNamesItsFirstMonth() {
    Road road = Road.entrusted().onward();
    for (String month : List.of("", "2023-13", "2023-5"))
      assertEquals(
          List.of("START_MONTH_MISSING"),
          codes(
              road.ask(
                  Act.DECIDE,
                  Road.CHIEF,
                  road.opinions(
                      road.decision(Road.CHIEF, "DB", "APPROVED", "").with("startMonth", month)))));
    assertAllowed(
        Stage.REJECTED,
        road.ask(
            Act.DECIDE,
            Road.CHIEF,
            road.opinions(
                road.decision(Road.CHIEF, "DB", "REJECTED", "R01").with("startMonth", ""))));
  }

  @Test
  void benefitStartsWithLetterDeliveryAndMonth() {
    Road road = Road.entrusted().readyToLetter().drop(GateKind.DELIVERED);
    road.set(RecordType.DECISION, "startMonth", "");
    assertEquals(
        List.of("LETTER_NOT_DELIVERED", "START_MONTH_MISSING"),
        codes(road.ask(Act.LETTER, Road.SYSTEM, road.input())));
  }

  @Test
  void theReviewFallsDueByTheClassClippedToTheMonthsEnd() {
    Road road = Road.entrusted().inBenefit();
    LocalDate decided = LocalDate.of(2023, 3, 10);
    assertEquals(decided, road.today());
    road.days(91);
    assertEquals(List.of("REVIEW_NOT_DUE"), codes(road.ask(Act.DUE, Road.SYSTEM, road.input())));
    road.days(1);
    assertAllowed(Stage.REVIEW_DUE, road.ask(Act.DUE, Road.SYSTEM, road.input()));
    road.set(RecordType.OPINION, "reviewClass", "");
    assertEquals(
        List.of("REVIEW_CLASS_MISSING"), codes(road.ask(Act.DUE, Road.SYSTEM, road.input())));
  }

  @Test
  void changeAndStopNameTheirCodeAndTheStopItsEnd() {
    Road road = Road.entrusted().inBenefit();
    assertEquals(
        List.of("CHANGE_CODE_MISSING"), codes(road.ask(Act.CHANGE, Road.CLERK, road.input())));
    assertAllowed(
        Stage.REVIEWING, road.ask(Act.CHANGE, Road.CLERK, road.input().withDetail("C04")));
    assertEquals(
        List.of("STOP_CODE_MISSING", "TARGET_MISSING"),
        codes(road.ask(Act.STOP, Road.CHIEF, road.input())));
    CaseRecord last = road.file.members().getFirst().with("livingTogether", "7");
    road.put(last);
    ActInput death =
        road.opinions(
            road.decision(Road.CHIEF, "DB", "TERMINATED", "S01").with("documentNumber", "N07-1"));
    assertAllowed(
        Stage.TERMINATED,
        road.ask(Act.STOP, Road.CHIEF, death.withDetail("S01").to(Stage.TERMINATED)));
  }

  @Test
  void aReviewIsJudgedAsTheFirstTimeWithAVisitOfItsOwn() {
    Road road = Road.entrusted().inBenefit();
    road.days(100);
    road.act(Act.CHANGE, Road.CLERK, road.input().withDetail("C04"));
    ActInput opinion = road.opinions(road.opinion("DB", true, ""));
    assertEquals(
        List.of("VISIT_MISSING", "VERIFICATION_MISSING"),
        codes(road.ask(Act.CONFIRM, Road.REVIEWER, opinion)));
    road.put(road.visit().with("purpose", "REVIEW"));
    road.record(GateKind.VERIFICATION_NO_RECORD, Road.CLERK, "", "", "");
    road.act(Act.CONFIRM, Road.REVIEWER, road.opinions(road.opinion("DB", true, "")));
    ActInput confirm =
        road.opinions(road.decision(Road.CHIEF, "DB", "APPROVED", "")).to(Stage.IN_BENEFIT);
    assertAllowed(Stage.IN_BENEFIT, road.ask(Act.CONFIRM, Road.CHIEF, confirm));
    ActInput refused =
        road.opinions(road.decision(Road.CHIEF, "DB", "REJECTED", "R07"))
            .withDetail("S02")
            .to(Stage.GRADUAL_EXIT);
    assertEquals(List.of("FADING_MISSING"), codes(road.ask(Act.CONFIRM, Road.CHIEF, refused)));
    ActInput beside =
        road.opinions(road.decision(Road.CHIEF, "DB", "GRADUAL_EXIT", "S02")).to(Stage.IN_BENEFIT);
    assertEquals(List.of("FADING_BESIDE"), codes(road.ask(Act.CONFIRM, Road.CHIEF, beside)));
    ActInput byDistrict =
        road.opinions(road.decision(Road.DISTRICT, "DB", "APPROVED", "")).to(Stage.IN_BENEFIT);
    assertEquals(
        List.of("OTHER_LEVEL_DECIDES"), codes(road.ask(Act.CONFIRM, Road.DISTRICT, byDistrict)));
  }

  @Test
  void aTransferNamesWhoReceives() {
    Road road = Road.entrusted().visiting();
    assertEquals(
        List.of("RECEIVER_MISSING"), codes(road.ask(Act.TRANSFER, Road.REVIEWER, road.input())));
    assertAllowed(
        Stage.TRANSFERRED,
        road.ask(Act.TRANSFER, Road.DISTRICT, road.input().withDetail("110105")));
  }

  @Test
  void aClerkReceivesForAnotherStreetAndThenHandsItOver() {
    Road road = Road.entrusted();
    Actor elsewhere = new Actor(Road.id(150), Role.WINDOW_CLERK, "110108010");
    ActInput plain = road.input().carrying(road.firstRecords());
    assertEquals(List.of("OTHER_STREET"), codes(road.ask(Act.OPEN, elsewhere, plain)));
    List<CaseRecord> received =
        road.firstRecords().stream()
            .map(r ->
                r.type() == RecordType.APPLICATION
                    ? r.with("receivedFor", Road.STREET).with("clerk", elsewhere.staff().toString())
                    : r)
            .toList();
    road.act(Act.OPEN, elsewhere, road.input().carrying(received));
    for (String slot : List.of("D02", "D03", "D04")) road.page(slot);
    assertAllowed(Stage.SUBMITTED, road.ask(Act.SUBMIT, elsewhere, road.input()));
    road.act(Act.SUBMIT, elsewhere, road.input());
    road.record(GateKind.DECLARATION_SIGNED, elsewhere, "", "", "");
    road.record(GateKind.N01_ISSUED, elsewhere, "", "1", "");
    assertEquals(List.of("OTHER_STREET"), codes(road.ask(Act.ACCEPT, elsewhere, road.input())));
  }
}
