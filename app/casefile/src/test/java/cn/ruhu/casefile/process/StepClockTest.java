package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.StepClock.Kind;
import cn.ruhu.casefile.process.StepClock.Limit;
import cn.ruhu.casefile.record.GateKind;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each limit of DOMAIN §2.2 on the day it begins.
class StepClockTest {
  private static Limit of(Road road) {
    return StepClock.of(road.file, road.today()).orElseThrow();
  }

  private static void is(Kind kind, String day, int days, Road road) {
    Limit limit = of(road);
    assertEquals(kind, limit.kind());
    assertEquals(LocalDate.parse(day), limit.due().date());
    assertEquals(days, limit.days());
  }

  @Test
  void theRulesOf2012WantTheirAppraisalFiveWorkingDaysAfterTheVisit() {
    Road road = Road.district().investigated();
    assertEquals(LocalDate.of(2018, 3, 2), road.today());
    is(Kind.APPRAISAL, "2018-03-09", 5, road);
    road.act(Act.APPRAISE, Road.REVIEWER, road.input());
    is(Kind.APPRAISAL, "2018-03-09", 5, road);
    road.record(GateKind.APPRAISAL_RECORD, Road.CLERK, "", "1", "");
    road.act(Act.APPRAISED, Road.REVIEWER, road.input());
    assertTrue(StepClock.of(road.file, road.today()).isEmpty());
    assertTrue(StepClock.of(Road.entrusted().investigated().file, road.today()).isEmpty());
  }

  @Test
  void aNoticeHangsThroughItsSeventhDay() {
    Road road = Road.entrusted().publicity();
    is(Kind.NOTICE, road.today().plusDays(7).toString(), 7, road);
  }

  @Test
  void theDistrictReviewsInFiveDaysAndDecidesThreeAfterItsNotice() {
    Road road = Road.district().onward();
    assertEquals(LocalDate.of(2018, 3, 10), road.today());
    is(Kind.REVIEW, "2018-03-16", 5, road);
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "b", "by hand");
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    is(Kind.REVIEW, "2018-03-16", 5, road);
    road.act(Act.POST_DISTRICT, Road.DISTRICT, road.input()).days(8);
    road.act(Act.PUBLICITY2_END, Road.SYSTEM, road.input());
    assertEquals(LocalDate.of(2018, 3, 18), road.today());
    is(Kind.DECISION, "2018-03-21", 3, road);
    Road newer = Road.of(LocalDate.of(2022, 3, 1), "YB").districtFor("YB");
    assertEquals(10, of(newer).days());
  }

  @Test
  void anObjectionHasItsDaysByRuleSetAndScheme() {
    Road old = Road.district().publicity();
    old.act(Act.OBJECT, Road.CLERK, old.input());
    is(Kind.OBJECTION, "2018-03-30", 20, old);
    Road now = Road.entrusted().publicity();
    now.act(Act.OBJECT, Road.CLERK, now.input());
    assertEquals(Optional.empty(), StepClock.of(now.file, now.today()));
  }

  @Test
  void aRefusalIsDeliveredWithinThreeWorkingDaysAndThenNothingRuns() {
    Road road = Road.entrusted().readyToJudge();
    road.act(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", false, "R01")));
    road.act(Act.REFUSE_PATH, Road.REVIEWER, road.input());
    road.act(
        Act.DECIDE, Road.CHIEF, road.opinions(road.decision(Road.CHIEF, "DB", "REJECTED", "R01")));
    assertEquals(LocalDate.of(2023, 3, 2), road.today());
    is(Kind.REFUSAL, "2023-03-07", 3, road);
    road.record(GateKind.LETTER_ISSUED, Road.CLERK, "N06", "6", "DB");
    road.record(GateKind.DELIVERED, Road.CLERK, "N06", "", "DB");
    assertTrue(StepClock.of(road.file, road.today()).isEmpty());
    assertTrue(StepClock.of(Road.entrusted().approved().file, road.today()).isEmpty());
  }

  @Test
  void aBatchIsDrawnTwoWorkingDaysAfterItsFirstCase() {
    assertEquals(LocalDate.of(2018, 3, 13), StepClock.draw(LocalDate.of(2018, 3, 9)).date());
  }
}
