package cn.ruhu.casefile.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeGuardTest {
  private static final Actor CLERK = new Actor(Home.CLERK, Role.WINDOW_CLERK, Home.STREET);
  private static final Actor REVIEWER =
      new Actor(new UUID(9, 2), Role.STREET_REVIEWER, Home.STREET);
  private static final CaseRecord TOLD =
      Home.report(Home.file("IN_BENEFIT"), "DEATH", "member=BOY happenedOn=2026-11-20");

  private static boolean made(Actor actor, CaseRecord report) {
    return Rights.mayApply(actor, RecordChange.create(report), Optional.empty());
  }

  private static boolean changed(Actor actor, CaseRecord before, CaseRecord after) {
    return Rights.mayApply(
        actor, RecordChange.between(before, after).orElseThrow(), Optional.of(before));
  }

  private static CaseRecord ruled(CaseRecord r, String state, String words) {
    return r.with("state", state)
        .with("ruling", words)
        .with("ruledBy", REVIEWER.staff().toString())
        .with("ruledAt", "2026-11-24T01:00:00Z")
        .with("effectiveMonth", "2026-12");
  }

  @Test
  void aReportIsMadeToldAndInOnesOwnName() {
    assertTrue(made(CLERK, TOLD));
    assertFalse(made(CLERK, TOLD.with("state", "NOTED")));
    assertFalse(made(CLERK, TOLD.with("by", new UUID(9, 8).toString())));
    assertFalse(made(CLERK, TOLD.with("ruling", "属实")));
    assertFalse(made(CLERK, TOLD.with("recordedAt", "2026-11-23T01:30:00Z")));
    assertFalse(made(REVIEWER, TOLD.with("by", REVIEWER.staff().toString())));
    var elsewhere = new Actor(Home.CLERK, Role.WINDOW_CLERK, "110108001");
    assertFalse(made(elsewhere, TOLD));
  }

  @Test
  void onlyTheStreetsReviewerJudgesInTheirOwnNameAndWithWords() {
    assertTrue(changed(REVIEWER, TOLD, ruled(TOLD, "NOTED", "死亡证明属实")));
    assertTrue(changed(REVIEWER, TOLD, ruled(TOLD, "REVIEW", "死亡证明属实")));
    assertTrue(changed(REVIEWER, TOLD, ruled(TOLD, "CLOSED", "误报")));
    assertFalse(changed(REVIEWER, TOLD, ruled(TOLD, "NOTED", " ")));
    assertFalse(changed(REVIEWER, TOLD, ruled(TOLD, "TAKEN_BACK", "误报了")));
    assertFalse(
        changed(
            REVIEWER, TOLD, ruled(TOLD, "NOTED", "属实").with("ruledBy", CLERK.staff().toString())));
    assertFalse(changed(REVIEWER, TOLD, TOLD.with("ruling", "属实")), "words without a ruling");
    assertFalse(changed(CLERK, TOLD, ruled(TOLD, "NOTED", "死亡证明属实")));
    var chief = new Actor(new UUID(9, 5), Role.STREET_CHIEF, Home.STREET);
    assertFalse(changed(chief, TOLD, ruled(TOLD, "NOTED", "死亡证明属实")));
    CaseRecord noted = ruled(TOLD, "NOTED", "死亡证明属实");
    assertFalse(changed(REVIEWER, noted, ruled(noted, "CLOSED", "又想了想")), "a ruling stands");
  }

  /// Two who did not see each other: the second is a conflict for a person, never a lost ruling.
  @Test
  void aMoveIsJudgedByTheStateItsAuthorSaw() {
    RecordChange second = RecordChange.between(TOLD, ruled(TOLD, "CLOSED", "误报")).orElseThrow();
    assertTrue(Rights.mayApply(REVIEWER, second, Optional.of(ruled(TOLD, "NOTED", "死亡证明属实"))));
  }

  @Test
  void theWindowTakesBackWhatNobodyJudgedAndWritesNothingToldTwice() {
    CaseRecord back = TOLD.with("state", "TAKEN_BACK").with("takeBackReason", "家属说错人");
    assertTrue(changed(CLERK, TOLD, back));
    assertFalse(changed(CLERK, TOLD, TOLD.with("state", "TAKEN_BACK")));
    CaseRecord noted = ruled(TOLD, "NOTED", "死亡证明属实");
    assertFalse(
        changed(CLERK, noted, noted.with("state", "TAKEN_BACK").with("takeBackReason", "家属说错人")));
    assertFalse(changed(CLERK, TOLD, TOLD.with("happenedOn", "2026-11-21")));
    assertTrue(changed(CLERK, TOLD, TOLD.with("evidence", "D16")), "a paper that comes later");
    assertTrue(
        changed(
            CLERK,
            noted,
            noted
                .with("recordedAt", "2026-11-25T01:30:00Z")
                .with("recordedBy", CLERK.staff().toString())));
    assertFalse(
        changed(REVIEWER, TOLD, TOLD.with("recordedAt", "2026-11-25T01:30:00Z")),
        "the file's members are the window's");
  }

  @Test
  void theReviewersRulingAndTheReviewAreOneAct() {
    CaseFile file = Home.file("IN_BENEFIT", List.of(TOLD));
    ActInput input =
        ActInput.because("死亡证明属实")
            .withDetail("C02")
            .withCarried(
                List.of(RecordChange.between(TOLD, ruled(TOLD, "REVIEW", "死亡证明属实")).orElseThrow()));
    assertEquals(
        new Ruling.Allowed(Stage.REVIEWING),
        Process.check(file, Act.CHANGE, REVIEWER, input, Home.TODAY));
    CaseFile visiting = Home.file("VISITING", List.of(TOLD));
    assertTrue(
        Process.check(visiting, Act.CHANGE, REVIEWER, input, Home.TODAY) instanceof Ruling.Refused);
  }
}
