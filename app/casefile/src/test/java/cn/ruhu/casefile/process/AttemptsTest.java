package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Attempts.Advice;
import cn.ruhu.casefile.process.Attempts.Need;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is tried at a door before a supervisor decides (DOMAIN §3.3).
final class AttemptsTest {
  /// Wednesday 1 March 2023, 9 o'clock at the office.
  private static Road road() {
    return Road.entrusted().visiting();
  }

  private static void nobody(Road road) {
    road.put(road.visit().with("disposition", "30"));
  }

  @Test
  void nothingTriedNeedsEverything() {
    assertEquals(List.of(Need.values()), Attempts.of(road().file).needs());
  }

  @Test
  void twoAttemptsOnOneDayAreOneDay() {
    Road road = road();
    nobody(road);
    nobody(road);
    Attempts made = Attempts.of(road.file);
    assertEquals(2, made.count());
    assertEquals(1, made.days());
    assertTrue(made.advice(road.file, road.now, "30").contains(Advice.SAME_DAY));
  }

  @Test
  void theSecondTimeNobodyIsAtHomeTheSlipIsLeft() {
    Road road = road();
    assertEquals(List.of(), Attempts.of(road.file).advice(road.file, road.now, "30"));
    nobody(road);
    road.days(1);
    assertEquals(
        List.of(Advice.COME_IN_THE_EVENING, Advice.LEAVE_NOTICE, Advice.TAKE_COMPANION),
        Attempts.of(road.file).advice(road.file, road.now, "30"));
  }

  @Test
  void afterThreeDaysAndAnEveningTheStreetDecides() {
    Road road = road();
    nobody(road);
    road.days(1);
    nobody(road);
    road.now = road.now.plus(Duration.ofHours(34)); // the third day, 19 o'clock
    assertTrue(
        Attempts.of(road.file).advice(road.file, road.now, "30").contains(Advice.STREET_DECIDES));
    nobody(road);
    assertEquals(List.of(Need.NOTICE, Need.STREET_PHONES), Attempts.of(road.file).needs());
    road.put(
        road.fact(GateKind.NOTICE_LEFT, Road.CLERK, "", "N08-1", "")
            .with("page", road.page("D19").toString()));
    road.record(GateKind.STREET_PHONED, Road.REVIEWER, "", "3", "");
    assertEquals(List.of(), Attempts.of(road.file).needs());
  }

  @Test
  void whatOnePersonSignedAloneIsCounted() {
    Road road = road();
    nobody(road);
    assertEquals(0, Attempts.signedByOne(road.file));
    road.put(road.visit().with("disposition", "20").with("signatureB", ""));
    road.put(road.visit().with("signatureB", "")); // finished: waits for its second signature
    assertEquals(0, Attempts.signedByOne(road.file), "of a round before");
    road.days(1);
    road.put(road.visit().with("disposition", "20").with("signatureB", ""));
    assertEquals(1, Attempts.signedByOne(road.file));
  }

  @Test
  void afterAReturnTheTryingBeginsAnew() {
    Road road = road();
    nobody(road);
    road.days(1);
    nobody(road);
    road.put(
        road.fact(GateKind.NOTICE_LEFT, Road.CLERK, "", "N08-1", "")
            .with("page", road.page("D19").toString()));
    road.record(GateKind.STREET_PHONED, Road.REVIEWER, "", "3", "");
    road.days(1);
    road.put(road.visit()); // at home on the third day, and sent back afterwards
    road.days(9);
    assertEquals(List.of(Need.values()), Attempts.of(road.file).needs());
    assertEquals(0, Attempts.of(road.file).count());
    nobody(road);
    assertEquals(1, Attempts.of(road.file).days());
  }

  @Test
  void eveningAndWeekendAreTheOffices() {
    var wednesday = LocalDate.of(2023, 3, 1).atTime(17, 59).atZone(Process.ZONE).toInstant();
    assertEquals(false, Attempts.odd(wednesday));
    assertEquals(true, Attempts.odd(wednesday.plus(Duration.ofMinutes(1))));
    assertEquals(
        true,
        Attempts.odd(LocalDate.of(2023, 3, 4).atTime(10, 0).atZone(Process.ZONE).toInstant()));
  }

  @Test
  void aSurveyThatWasMadeIsNoFailedAttempt() {
    Road road = road();
    road.put(road.visit());
    assertEquals(0, Attempts.of(road.file).count());
    assertEquals(1, road.file.all(RecordType.VISIT).size());
  }
}
