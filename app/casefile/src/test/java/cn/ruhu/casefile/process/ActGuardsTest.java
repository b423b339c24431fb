package cn.ruhu.casefile.process;

import static cn.ruhu.casefile.process.GatesTest.assertAllowed;
import static cn.ruhu.casefile.process.GatesTest.codes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Guards from the window to the opinion: one failing fact each.
class ActGuardsTest {
  @Test
  void submitWantsExactlyOneApplicant() {
    Road none = Road.entrusted().submittable();
    none.set(RecordType.MEMBER, "relation", "10");
    assertEquals(
        List.of("APPLICANT_MISSING"), codes(none.ask(Act.SUBMIT, Road.CLERK, none.input())));
    Road two = Road.entrusted().submittable();
    two.put(
        two.make(RecordType.MEMBER, Map.of("person", Road.id(55).toString(), "relation", "01")));
    assertEquals(List.of("APPLICANT_SEVERAL"), codes(two.ask(Act.SUBMIT, Road.CLERK, two.input())));
    Road other = Road.entrusted().submittable();
    other.set(RecordType.APPLICATION, "applicant", Road.id(55).toString());
    assertEquals(
        List.of("APPLICANT_MISSING"), codes(other.ask(Act.SUBMIT, Road.CLERK, other.input())));
  }

  @Test
  void submitWantsTheBlockingPapersOrAShortfallSheet() {
    Road road = Road.entrusted().submittable();
    road.drop(r -> r.type() == RecordType.PAGE && r.text("slot").equals("D04"));
    Ruling ruling = road.ask(Act.SUBMIT, Road.CLERK, road.input());
    assertEquals(
        new Ruling.Refused(List.of(new Hindrance("PAPER_MISSING", "C9", List.of("D04")))), ruling);
    road.record(GateKind.SHORTFALL_SHEET, Road.CLERK, "D04", "sheet 3", "");
    assertAllowed(Stage.SUBMITTED, road.ask(Act.SUBMIT, Road.CLERK, road.input()));
  }

  @Test
  void aCardReadOfTheApplicantStandsForTheCardsCopyAndASeenPaperNeedsAPicture() {
    Road road = Road.entrusted().submittable();
    road.drop(r -> r.type() == RecordType.PAGE && r.text("slot").equals("D03"));
    road.put(
        road.make(
            RecordType.CARD_READING,
            Map.of("person", Road.APPLICANT.toString(), "cardType", "R", "text256", "00")));
    assertAllowed(Stage.SUBMITTED, road.ask(Act.SUBMIT, Road.CLERK, road.input()));
    road.drop(r -> r.type() == RecordType.PAGE && r.text("slot").equals("D04"));
    road.record(GateKind.PAPERS_SEEN, Road.CLERK, "D04", "", "");
    assertEquals(List.of("PAPER_MISSING"), codes(road.ask(Act.SUBMIT, Road.CLERK, road.input())));
    road.put(
        road.fact(GateKind.PAPERS_SEEN, Road.CLERK, "D04", "", "")
            .with("page", road.page("D99").toString()));
    assertAllowed(Stage.SUBMITTED, road.ask(Act.SUBMIT, Road.CLERK, road.input()));
  }

  @Test
  void theLongPaperListAlsoWantsTheWrittenApplication() {
    Road road = Road.entrusted().submittable();
    road.set(RecordType.APPLICATION, "paperProfile", "FULL-2017");
    assertEquals(List.of("PAPER_MISSING"), codes(road.ask(Act.SUBMIT, Road.CLERK, road.input())));
  }

  @Test
  void acceptWantsSignatureNumberAndAKnownRuleSet() {
    Road unsigned = Road.entrusted().readyToAccept().drop(GateKind.DECLARATION_SIGNED);
    assertEquals(
        List.of("DECLARATION_UNSIGNED"),
        codes(unsigned.ask(Act.ACCEPT, Road.CLERK, unsigned.input())));
    Road unnumbered = Road.entrusted().readyToAccept().drop(GateKind.N01_ISSUED);
    assertEquals(
        List.of("N01_MISSING"), codes(unnumbered.ask(Act.ACCEPT, Road.CLERK, unnumbered.input())));
    Road early = Road.of(LocalDate.of(2011, 5, 3), "DB").readyToAccept();
    assertEquals(
        List.of("RULE_SET_UNKNOWN"), codes(early.ask(Act.ACCEPT, Road.CLERK, early.input())));
  }

  @Test
  void papersAreAskedForAtOnceWithADateAndRunOut() {
    Road road = Road.entrusted().submitted();
    assertEquals(List.of("N02_MISSING"), codes(road.ask(Act.ASK_PAPERS, Road.CLERK, road.input())));
    road.record(GateKind.N02_ISSUED, Road.CLERK, "", "soon", "");
    assertEquals(
        List.of("N02_WITHOUT_DATE", "N02_WITHOUT_LIST"),
        codes(road.ask(Act.ASK_PAPERS, Road.CLERK, road.input())));

    Road late = Road.entrusted().supplement();
    late.days(10);
    assertEquals(
        List.of("DEADLINE_NOT_PASSED"), codes(late.ask(Act.OVERDUE, Road.SYSTEM, late.input())));
    late.days(1);
    assertAllowed(Stage.WITHDRAWN, late.ask(Act.OVERDUE, Road.SYSTEM, late.input()));
  }

  @Test
  void withdrawalIsWritten() {
    Road road = Road.entrusted().visiting();
    assertEquals(
        List.of("WITHDRAWAL_MISSING"), codes(road.ask(Act.WITHDRAW, Road.CLERK, road.input())));
    road.record(GateKind.WITHDRAWAL_WRITTEN, Road.CLERK, "", "", "");
    assertAllowed(Stage.WITHDRAWN, road.ask(Act.WITHDRAW, Road.CLERK, road.input()));
  }

  @Test
  void theStartWantsVerificationAndAFullPair() {
    Road unasked = Road.entrusted().readyToStart().drop(GateKind.VERIFICATION_REQUESTED);
    assertEquals(
        List.of("VERIFICATION_NOT_ASKED"),
        codes(unasked.ask(Act.START, Road.SYSTEM, unasked.input())));
    unasked.record(GateKind.VERIFICATION_REQUESTED, Road.CLERK, Road.id(55).toString(), "", "");
    assertEquals(
        List.of("VERIFICATION_NOT_ASKED_FOR"),
        codes(unasked.ask(Act.START, Road.SYSTEM, unasked.input())));
    Road single = Road.entrusted().readyToStart();
    single.set(RecordType.ASSIGNMENT, "investigatorB", Road.PAIR_A.toString());
    assertEquals(
        List.of("PAIR_INCOMPLETE"), codes(single.ask(Act.START, Road.SYSTEM, single.input())));
    single.set(RecordType.ASSIGNMENT, "state", "WITHDRAWN");
    assertEquals(
        List.of("VISIT_NOT_ASSIGNED"), codes(single.ask(Act.START, Road.SYSTEM, single.input())));
  }

  @Test
  void aPairThatWasBackBeforeTheVerificationWasAskedWasSentAllTheSame() {
    Road road = Road.entrusted().readyToStart();
    road.put(road.visit()).set(RecordType.ASSIGNMENT, "state", "DONE");
    assertAllowed(Stage.VISITING, road.ask(Act.START, Road.SYSTEM, road.input()));
  }

  @Test
  void bothHalvesAreNeededAndAReturnNeedsANewVisit() {
    Road road = Road.entrusted().halvesIn().drop(GateKind.VERIFICATION_REPORT);
    assertEquals(
        List.of("VERIFICATION_MISSING"), codes(road.ask(Act.BOTH_DONE, Road.SYSTEM, road.input())));
    Road returned = Road.entrusted().investigated();
    CaseRecord question =
        returned.make(RecordType.QUESTION, Map.of("path", "I04", "words", "which month?"));
    assertEquals(
        List.of("QUESTIONS_MISSING"),
        codes(returned.ask(Act.RETURN, Road.REVIEWER, returned.input())));
    returned.act(Act.RETURN, Road.REVIEWER, returned.input().carrying(List.of(question)));
    assertEquals(
        List.of("VISIT_OLDER_THAN_RETURN"),
        codes(returned.ask(Act.BOTH_DONE, Road.SYSTEM, returned.input())));
    returned.put(returned.visit());
    assertAllowed(Stage.INVESTIGATED, returned.ask(Act.BOTH_DONE, Road.SYSTEM, returned.input()));
  }

  @Test
  void givingUpWantsThreeDaysAnEveningTheSlipTheCallsAndTheRefusal() {
    Road road = Road.entrusted().visiting();
    assertEquals(
        List.of(
            "ATTEMPTS_TOO_FEW",
            "NO_EVENING_ATTEMPT",
            "NOTICE_NOT_LEFT",
            "STREET_NOT_PHONED",
            "REFUSAL_NOT_DOCUMENTED"),
        codes(road.ask(Act.GIVE_UP, Road.REVIEWER, road.input())));
    // Wednesday 1 March 2023, 9 o'clock; the third attempt falls into an evening
    for (int day = 0; day < 3; day++) {
      road.put(road.visit().with("disposition", "30"));
      road.now = road.now.plus(day == 1 ? Duration.ofHours(33) : Duration.ofHours(24));
    }
    assertEquals(
        List.of("NOTICE_NOT_LEFT", "STREET_NOT_PHONED", "REFUSAL_NOT_DOCUMENTED"),
        codes(road.ask(Act.GIVE_UP, Road.REVIEWER, road.input())));
    road.put(
        road.fact(GateKind.NOTICE_LEFT, Road.CLERK, "", "N08-1", "")
            .with("page", road.page("D19").toString()));
    road.record(GateKind.STREET_PHONED, Road.REVIEWER, "", "3", "");
    road.record(GateKind.REFUSAL_DOCUMENTED, Road.REVIEWER, "", "", "will not open");
    assertAllowed(Stage.ABORTED, road.ask(Act.GIVE_UP, Road.REVIEWER, road.input()));
  }

  @Test
  void anotherModeIsNamedAndTheClockStandsStillWhileAnotherPlaceIsAsked() {
    Road road = Road.entrusted().visiting();
    assertEquals(
        List.of("VISIT_MODE_MISSING"),
        codes(road.ask(Act.OTHER_MODE, Road.REVIEWER, road.input())));
    CaseRecord assignment = road.file.assignments().getFirst();
    RecordChange video =
        RecordChange.between(assignment, assignment.with("visitMode", "VIDEO")).orElseThrow();
    assertEquals(
        List.of("VIDEO_NOT_ALLOWED"),
        codes(road.ask(Act.OTHER_MODE, Road.REVIEWER, road.input().withCarried(List.of(video)))));
    RecordChange away =
        RecordChange.between(assignment, assignment.with("visitMode", "OTHER_PLACE")).orElseThrow();
    road.act(Act.OTHER_MODE, Road.REVIEWER, road.input().withCarried(List.of(away)));
    CaseRecord app = road.file.application().orElseThrow();
    assertEquals("OTHER_PLACE", app.text("pauseReason"));
    assertEquals("VISITING", app.text("stage"));
    road.days(5).record(GateKind.OTHER_PLACE_REPLY, Road.REVIEWER, "", "甲,乙", "found");
    LocalDate due = CaseClock.due(road.file, road.today()).orElseThrow().date();
    road.days(3);
    assertEquals(due, CaseClock.due(road.file, road.today()).orElseThrow().date(), "it goes on");
    CaseRecord there = road.file.assignments().getFirst();
    RecordChange home = RecordChange.between(there, there.with("visitMode", "HOME")).orElseThrow();
    road.act(Act.OTHER_MODE, Road.REVIEWER, road.input().withCarried(List.of(home)));
    app = road.file.application().orElseThrow();
    assertEquals("5", app.text("pausedDays"), "until the answer, not until the next act");
    assertEquals("", app.text("pausedOn") + app.text("pauseReason"));
  }

  @Test
  void refusalsWithoutAVisitAreFewAndDocumented() {
    Road road = Road.entrusted().accepted();
    assertEquals(
        List.of("REFUSAL_NEEDS_VISIT"),
        codes(
            road.ask(Act.REFUSE, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R01")))));
    assertEquals(
        List.of("REFUSAL_NOT_DOCUMENTED"),
        codes(
            road.ask(Act.REFUSE, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R08")))));
    assertEquals(
        List.of("NOT_A_REFUSAL", "REFUSAL_NEEDS_VISIT"),
        codes(
            road.ask(Act.REFUSE, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R14")))));
    assertEquals(
        List.of("VISIT_MISSING"),
        codes(road.ask(Act.REFUSE, Road.REVIEWER, road.opinions(road.opinion("DB", true, "")))));
    assertAllowed(
        Stage.PRELIM,
        road.ask(Act.REFUSE, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R11"))));
    road.record(GateKind.AUTHORIZATION_REFUSED, Road.CLERK, "", "", "will not sign");
    assertAllowed(
        Stage.PRELIM,
        road.ask(Act.REFUSE, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R08"))));
  }

  @Test
  void anUndisputedFindingWaivesTheVisitForWhatAReportTellsOnly() {
    Road road = Road.entrusted().accepted();
    road.record(GateKind.FINDING_UNDISPUTED, Road.REVIEWER, "", "", "car");
    assertEquals(List.of("REFUSAL_NEEDS_VISIT"), refusing(road, "R03"), "there is no report");
    road.days(1);
    road.record(GateKind.VERIFICATION_REPORT, Road.CLERK, "", "1", "");
    assertEquals(List.of("REFUSAL_NEEDS_VISIT"), refusing(road, "R03"), "the report came later");
    road.record(GateKind.FINDING_UNDISPUTED, Road.REVIEWER, "", "", "car");
    for (String told : List.of("R01", "R02", "R03", "R04", "R05", "R06", "R12"))
      assertEquals(List.of("ALLOWED PRELIM"), refusing(road, told), told);
    for (String other : List.of("R07", "R10", "R15", "R99"))
      assertTrue(refusing(road, other).contains("REFUSAL_NEEDS_VISIT"), other);
  }

  private static List<String> refusing(Road road, String code) {
    return codes(
        road.ask(Act.REFUSE, Road.REVIEWER, road.opinions(road.opinion("DB", false, code))));
  }

  @Test
  void anOpinionIsGivenForEverySchemeWithReasonsForEachRefusal() {
    Road road = Road.of(LocalDate.of(2023, 3, 1), "DB,DS").readyToJudge();
    assertEquals(
        List.of("OPINION_MISSING"),
        codes(road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, "")))));
    CaseRecord bare = road.opinion("DB", false, "").with("reasonText", null);
    assertEquals(
        List.of("REFUSAL_REASON_MISSING"),
        codes(
            road.ask(
                Act.OPINION, Road.REVIEWER, road.opinions(bare, road.opinion("DS", true, "")))));
    assertAllowed(
        Stage.PRELIM,
        road.ask(
            Act.OPINION,
            Road.REVIEWER,
            road.opinions(road.opinion("DB", false, "R01"), road.opinion("DS", true, ""))));
  }

  @Test
  void aRefusalForAnotherReasonNamesItsArticle() {
    Road road = Road.entrusted().readyToJudge();
    CaseRecord other = road.opinion("DB", false, "R99");
    assertEquals(
        List.of("REFUSAL_ARTICLE_MISSING"),
        codes(
            road.ask(
                Act.OPINION,
                Road.REVIEWER,
                road.opinions(other.with("reasonText", "按《规定》不符合条件。")))));
    assertAllowed(
        Stage.PRELIM,
        road.ask(
            Act.OPINION,
            Road.REVIEWER,
            road.opinions(other.with("reasonText", "依据《社会救助暂行办法》第十条第二款，不符合条件。"))));
  }

  @Test
  void anotherSchemeNeedsTheApplicantsConsent() {
    Road road = Road.entrusted().readyToJudge();
    ActInput both = road.opinions(road.opinion("DB", false, "R01"), road.opinion("DS", true, ""));
    assertEquals(List.of("CONSENT_MISSING"), codes(road.ask(Act.OPINION, Road.REVIEWER, both)));
    road.record(GateKind.SCHEME_CONSENT, Road.CLERK, "DS", "", "");
    assertAllowed(Stage.PRELIM, road.ask(Act.OPINION, Road.REVIEWER, both));
  }

  @Test
  void supportersAreAskedBeforeTheOpinion() {
    Road road = Road.entrusted().readyToJudge();
    road.put(road.make(RecordType.SUPPORTER, Road.SUPPORTER, Map.of("name", "支持者")));
    ActInput input = road.opinions(road.opinion("DB", true, ""));
    assertEquals(
        List.of("SUPPORTER_NOT_ASKED"), codes(road.ask(Act.OPINION, Road.REVIEWER, input)));
    road.record(
        GateKind.AUTHORIZATION_REFUSED, Road.CLERK, Road.SUPPORTER.toString(), "", "abroad");
    assertAllowed(Stage.PRELIM, road.ask(Act.OPINION, Road.REVIEWER, input));
  }

  @Test
  void theRuleSetSaysWhetherTheNeighbourhoodAppraises() {
    Road old = Road.district().investigated();
    assertEquals(
        List.of("APPRAISAL_MISSING"),
        codes(old.ask(Act.OPINION, Road.REVIEWER, old.opinions(old.opinion("DB", true, "")))));
    Road now = Road.entrusted().investigated();
    assertEquals(
        List.of("APPRAISAL_NOT_CALLED_FOR"),
        codes(now.ask(Act.APPRAISE, Road.REVIEWER, now.input())));
    Road sitting = Road.district().investigated();
    sitting.act(Act.APPRAISE, Road.REVIEWER, sitting.input());
    assertEquals(
        List.of("APPRAISAL_MISSING"),
        codes(sitting.ask(Act.APPRAISED, Road.REVIEWER, sitting.input())));
  }

  @Test
  void whatTheNeighbourhoodDisputesIsInvestigatedAndAppraisedAgain() {
    Road road = Road.district().investigated();
    road.act(Act.APPRAISE, Road.REVIEWER, road.input());
    road.record(GateKind.APPRAISAL_RECORD, Road.CLERK, "", "3", "");
    road.act(Act.APPRAISED, Road.REVIEWER, road.input());
    assertEquals(
        List.of("APPRAISAL_DISPUTED"),
        codes(road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, "")))));
    road.days(1).act(Act.APPRAISE, Road.REVIEWER, road.input());
    road.record(GateKind.APPRAISAL_RECORD, Road.CLERK, "", "2", "");
    road.act(Act.APPRAISED, Road.REVIEWER, road.input());
    assertAllowed(
        Stage.PRELIM,
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, ""))));
  }
}
