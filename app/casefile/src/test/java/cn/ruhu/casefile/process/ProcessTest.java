package cn.ruhu.casefile.process;

import static cn.ruhu.casefile.process.GatesTest.codes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessTest {
  @Test
  void aHouseholdWalksTheEntrustedRoadIntoBenefit() {
    Road road = Road.entrusted().inBenefit();
    assertEquals(
        List.of(
            "DRAFT",
            "SUBMITTED",
            "ACCEPTED",
            "VISITING",
            "INVESTIGATED",
            "PRELIM",
            "PUBLICITY",
            "STREET_CONFIRM",
            "APPROVED",
            "IN_BENEFIT"),
        road.file.events().stream().map(e -> e.text("to")).toList());
    CaseRecord app = road.file.application().orElseThrow();
    assertEquals("CN-2021", app.text("ruleSet"));
    assertEquals("STREET_ENTRUSTED", app.text("confirmMode"));
    assertEquals("2023-03-01", app.text("acceptDate"));
  }

  @Test
  void theOldRuleSetGoesThroughDistrictAndTwoNotices() {
    Road road = Road.district().districtReady();
    road.act(
        Act.DECIDE,
        Road.DISTRICT,
        road.opinions(road.decision(Road.DISTRICT, "DB", "APPROVED", "")));
    assertEquals(
        List.of(
            "DRAFT",
            "SUBMITTED",
            "ACCEPTED",
            "VISITING",
            "INVESTIGATED",
            "APPRAISAL",
            "INVESTIGATED",
            "PRELIM",
            "PUBLICITY",
            "REPORTED",
            "DISTRICT_REVIEW",
            "PUBLICITY2",
            "DISTRICT_REVIEW",
            "APPROVED"),
        road.file.events().stream().map(e -> e.text("to")).toList());
    CaseRecord app = road.file.application().orElseThrow();
    assertEquals("CN-2012", app.text("ruleSet"));
    assertEquals("DISTRICT", app.text("confirmMode"));
  }

  @Test
  void everyActLeavesOneEventWithWhoWhenWhyFromAndTo() {
    Road road = Road.entrusted().readyToAccept();
    List<RecordChange> changes = road.changesOf(Act.ACCEPT, Road.CLERK, road.input());
    List<CaseRecord> events =
        changes.stream()
            .filter(c -> c.type() == RecordType.EVENT)
            .map(c -> c.applyTo(null))
            .toList();
    assertEquals(1, events.size());
    CaseRecord e = events.getFirst();
    assertEquals("ACCEPT", e.text("act"));
    assertEquals("SUBMITTED", e.text("from"));
    assertEquals("ACCEPTED", e.text("to"));
    assertEquals(Road.CLERK.staff().toString(), e.text("by"));
    assertEquals("WINDOW_CLERK", e.text("role"));
    assertEquals(road.now.toString(), e.text("at"));
    assertEquals("because", e.text("reason"));
    assertEquals(Road.CASE, e.caseId());
  }

  @Test
  void aPauseIsOpenedAndItsDaysAreAddedUp() {
    Road road = Road.entrusted().supplement();
    CaseRecord waiting = road.file.application().orElseThrow();
    assertEquals("SUPPLEMENT", waiting.text("pauseReason"));
    assertEquals("2023-03-01", waiting.text("pausedOn"));
    road.days(5).act(Act.COMPLETE_PAPERS, Road.CLERK, road.input());
    CaseRecord going = road.file.application().orElseThrow();
    assertEquals("5", going.text("pausedDays"));
    assertEquals("", going.text("pausedOn") + going.text("pauseReason"));
    Road notice = Road.entrusted().onward();
    assertEquals("8", notice.file.application().orElseThrow().text("pausedDays"));
  }

  @Test
  void oneSchemeThatIsNotEntrustedSendsTheCaseToTheDistrict() {
    LocalDate day = LocalDate.of(2023, 3, 1);
    assertEquals(RuleSets.ConfirmMode.STREET_ENTRUSTED, RuleSets.confirmMode("DB", day));
    assertEquals(RuleSets.ConfirmMode.DISTRICT, RuleSets.confirmMode("YB", day));
    assertEquals(RuleSets.ConfirmMode.DISTRICT, RuleSets.confirmMode(List.of("DB", "YB"), day));
    assertEquals(
        RuleSets.ConfirmMode.DISTRICT, RuleSets.confirmMode("DB", LocalDate.of(2018, 1, 1)));
  }

  @Test
  void theServerFindsTheSameRulingFromTheChangesAlone() {
    Road road = Road.entrusted().onward();
    CaseFile before = road.file;
    List<RecordChange> changes =
        road.changesOf(
            Act.DECIDE, Road.CHIEF, road.opinions(road.decision(Road.CHIEF, "DB", "APPROVED", "")));
    Set<String> files = Gates.files(before);
    assertEquals(
        new Ruling.Allowed(Stage.APPROVED),
        Process.recheck(before, Act.DECIDE, Road.CHIEF, changes, files, road.today()));
    assertEquals(
        List.of("FILES_MISSING"),
        codes(Process.recheck(before, Act.DECIDE, Road.CHIEF, changes, Set.of(), road.today())));
    assertEquals(
        List.of("NOT_SIGNED_BY_ACTOR"),
        codes(
            Process.recheck(
                before,
                Act.DECIDE,
                new Actor(Road.id(900), Role.STREET_CHIEF, Road.STREET),
                changes,
                files,
                road.today())));
  }

  @Test
  void theServerRechecksTheOpeningOfACase() {
    Road road = Road.entrusted();
    List<RecordChange> changes =
        road.changesOf(Act.OPEN, Road.CLERK, road.input().carrying(road.firstRecords()));
    assertEquals(RecordType.APPLICATION, changes.getFirst().type());
    assertEquals(
        new Ruling.Allowed(Stage.DRAFT),
        Process.recheck(
            CaseFile.of(List.of()), Act.OPEN, Road.CLERK, changes, Set.of(), road.today()));
  }

  @Test
  void aForgedEventStageOrExtraChangeIsRefused() {
    Road road = Road.entrusted().readyToAccept();
    List<RecordChange> good = road.changesOf(Act.ACCEPT, Road.CLERK, road.input());
    assertEquals(
        List.of("EVENT_FALSE"),
        codes(recheck(road, forge(good, RecordType.EVENT, "to", "APPROVED"))));
    assertEquals(
        List.of("EVENT_FALSE"),
        codes(recheck(road, forge(good, RecordType.APPLICATION, "stage", "APPROVED"))));
    assertEquals(
        List.of("CARRIED_NOT_ALLOWED"),
        codes(recheck(road, forge(good, RecordType.APPLICATION, "street", "110108010"))));
    var noEvent = good.stream().filter(c -> c.type() != RecordType.EVENT).toList();
    assertEquals(List.of("EVENT_MISSING"), codes(recheck(road, noEvent)));
    var noStage = good.stream().filter(c -> c.type() != RecordType.APPLICATION).toList();
    assertEquals(List.of("EVENT_FALSE"), codes(recheck(road, noStage)));
  }

  private static Ruling recheck(Road road, List<RecordChange> changes) {
    return Process.recheck(
        road.file, Act.ACCEPT, Road.CLERK, changes, Gates.files(road.file), road.today());
  }

  private static List<RecordChange> forge(
      List<RecordChange> good, RecordType type, String field, String value) {
    var all = new ArrayList<RecordChange>();
    for (RecordChange c : good) {
      if (c.type() != type) {
        all.add(c);
        continue;
      }
      var fields = new java.util.TreeMap<>(c.fields());
      fields.put(field, new cn.ruhu.casefile.record.FieldChange(null, value));
      all.add(
          new RecordChange(
              c.type(), c.id(), c.scope(), c.caseId(), fields, c.create(), c.delete()));
    }
    return all;
  }

  @Test
  void aStageThisProgramDoesNotKnowStopsEveryActAndLosesNothing() {
    Road road = Road.entrusted().accepted();
    road.set(RecordType.APPLICATION, "stage", "REVIEWED_TWICE");
    for (Act act : Act.values())
      if (act != Act.OPEN)
        assertEquals(List.of("STAGE_UNKNOWN"), codes(road.ask(act, Road.SYSTEM, road.input())));
  }

  @Test
  void offersARoleTheActsOfTheStage() {
    Road road = Road.entrusted().investigated();
    assertEquals(
        List.of(Act.RETURN, Act.APPRAISE, Act.OPINION, Act.TRANSFER),
        Process.offered(road.file, Role.STREET_REVIEWER));
    assertTrue(Process.offered(road.file, Role.INVESTIGATOR).isEmpty());
  }

  @Test
  void theProgramItselfGoesOnWhereOnlyFactsAreMissing() {
    assertEquals(Optional.empty(), Process.onward(Road.entrusted().accepted().file));
    assertEquals(Optional.of(Act.BOTH_DONE), Process.onward(Road.entrusted().halvesIn().file));
    assertEquals(Optional.of(Act.LETTER), Process.onward(Road.entrusted().approved().file));
    assertEquals(Optional.empty(), Process.onward(Road.entrusted().inBenefit().file));
    Road refused = Road.entrusted().readyToJudge();
    refused.act(Act.OPINION, Road.REVIEWER, refused.opinions(refused.opinion("DB", false, "R01")));
    refused.act(Act.REFUSE_PATH, Road.REVIEWER, refused.input());
    refused.act(
        Act.DECIDE,
        Road.CHIEF,
        refused.opinions(refused.decision(Road.CHIEF, "DB", "REJECTED", "R01")));
    assertEquals(Optional.of(Act.REFUSAL_LETTER), Process.onward(refused.file));
    refused.record(GateKind.LETTER_ISSUED, Road.CLERK, "N06", "6-1", "");
    refused.record(GateKind.DELIVERED, Road.CLERK, "N06", "", "");
    refused.act(Act.REFUSAL_LETTER, Road.SYSTEM, refused.input());
    assertEquals(Optional.empty(), Process.onward(refused.file), "once");
  }
}
