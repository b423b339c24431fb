package cn.ruhu.casefile.errand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.errand.ErrandClock.Age;
import cn.ruhu.casefile.errand.ErrandClock.Ageing;
import cn.ruhu.casefile.errand.ErrandClock.Next;
import cn.ruhu.casefile.errand.ErrandClock.Step;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrandClockTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final UUID ID = new UUID(7, 1);

  @ParameterizedTest
  @CsvSource({
    "2026-11-23, false, 2026-11-24", // Monday
    "2026-11-27, false, 2026-11-30", // Friday, over the weekend
    "2026-11-23, true, 2026-11-23",
    "2026-11-28, true, 2026-11-30", // heard on a Saturday
    "2026-09-30, false, 2026-10-08", // over the National Day
    "2014-01-06, false, 2014-01-07", // before the first row of the limits
  })
  void theFirstContactIsDue(LocalDate heard, boolean urgent, LocalDate due) {
    assertEquals(due, ErrandClock.contactDue(heard, urgent).date());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24, 2026-11-23, IN_TIME, 1",
    "2026-11-30, 2026-11-27, IN_TIME, 1",
    "2026-11-24, 2026-11-24, TODAY, 0",
    "2026-11-24, 2026-11-25, OVERDUE, 1",
    "2026-11-27, 2026-11-28, OVERDUE, 1", // a Saturday: no working day has passed, and it is late
    "2026-11-20, 2026-11-25, OVERDUE, 3",
  })
  void aDayIsInTimeTodayOrOverdue(LocalDate due, LocalDate today, Age age, int days) {
    assertEquals(new Ageing(age, days), Ageing.of(due, today));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T01:00:00Z, 2026-11-23T05:00:00Z", // nine in the morning, one at noon
    "2026-11-23T13:00:00Z, 2026-11-23T15:59:00Z", // nine in the evening: by the end of the day
  })
  void anUrgentOneIsSpokenWithWithinHours(Instant heard, Instant by) {
    assertEquals(by, ErrandClock.urgentBy(heard, ZONE));
  }

  @Test
  void whatIsDueNextFollowsTheLead() {
    CaseRecord lead =
        CaseRecord.of(
            RecordType.LEAD,
            ID,
            "110108007",
            ID,
            Map.of(
                "state", "NEW",
                "receivedAt", "2026-11-22T18:00:00Z", // two in the morning of the 23rd
                "contactDue", "2026-11-24"));
    assertEquals(
        Optional.of(new Next(Step.CONTACT, LocalDate.of(2026, 11, 24))),
        ErrandClock.next(lead, List.of(), ZONE));
    CaseRecord met = lead.with("contactedAt", "2026-11-23T02:00:00Z");
    assertEquals(
        Optional.of(new Next(Step.HANDLE, LocalDate.of(2026, 12, 7))),
        ErrandClock.next(met, List.of(), ZONE));
    CaseRecord slip =
        CaseRecord.of(
            RecordType.REFERRAL,
            new UUID(7, 2),
            "110108007",
            ID,
            Map.of("state", "SENT", "due", "2026-11-30"));
    assertEquals(
        Optional.of(new Next(Step.ANSWER, LocalDate.of(2026, 11, 30))),
        ErrandClock.next(met, List.of(slip, slip.with("due", "2026-12-02")), ZONE));
    assertEquals(
        Step.HANDLE,
        ErrandClock.next(met, List.of(slip.with("state", "ANSWERED")), ZONE).orElseThrow().step());
    assertEquals(
        Optional.empty(), ErrandClock.next(met.with("state", "CLOSED"), List.of(slip), ZONE));
    assertEquals(
        LocalDate.of(2026, 11, 30),
        ErrandClock.answerDue("REFER", LocalDate.of(2026, 11, 23)).date());
  }
}
