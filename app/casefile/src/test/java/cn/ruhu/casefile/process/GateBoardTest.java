package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Lamps follow the same guards that stop an act.
class GateBoardTest {
  private static Map<GateBoard.Gate, GateBoard.State> lamps(Road road, Actor actor) {
    return GateBoard.of(road.file, actor, Gates.files(road.file), road.today()).stream()
        .collect(Collectors.toMap(GateBoard.Lamp::gate, GateBoard.Lamp::state));
  }

  @Test
  void anAcceptedCaseHasItsGatesStillToCome() {
    var lamps = lamps(Road.entrusted().accepted(), Road.REVIEWER);
    assertEquals(GateBoard.State.OPEN, lamps.get(GateBoard.Gate.VISIT));
    assertEquals(GateBoard.State.OPEN, lamps.get(GateBoard.Gate.VERIFICATION));
    assertEquals(GateBoard.State.OFF, lamps.get(GateBoard.Gate.SPOT_CHECK));
    assertEquals(GateBoard.State.OPEN, lamps.get(GateBoard.Gate.PEOPLE));
  }

  @Test
  void anInvestigatedCaseShowsVisitAndReport() {
    var lamps = lamps(Road.entrusted().investigated(), Road.REVIEWER);
    assertEquals(GateBoard.State.GOOD, lamps.get(GateBoard.Gate.VISIT));
    assertEquals(GateBoard.State.GOOD, lamps.get(GateBoard.Gate.VERIFICATION));
    assertEquals(GateBoard.State.GOOD, lamps.get(GateBoard.Gate.FLAGS));
    assertEquals(GateBoard.State.GOOD, lamps.get(GateBoard.Gate.FILES));
    assertEquals(GateBoard.State.OPEN, lamps.get(GateBoard.Gate.NOTICE));
  }

  @Test
  void aVisitByOneIsBad() {
    Road road = Road.entrusted().investigated();
    road.set(RecordType.VISIT, "investigatorB", Road.PAIR_A.toString());
    assertEquals(GateBoard.State.BAD, lamps(road, Road.REVIEWER).get(GateBoard.Gate.VISIT));
  }

  @Test
  void missingFilesAreStillToCome() {
    Road road = Road.entrusted().investigated();
    var files =
        GateBoard.of(road.file, Road.REVIEWER, Set.of(), road.today()).stream()
            .filter(l -> l.gate() == GateBoard.Gate.FILES)
            .findFirst()
            .orElseThrow();
    assertEquals(GateBoard.State.OPEN, files.state());
    assertEquals("FILES_MISSING", files.why().getFirst().code());
  }

  @Test
  void whoVisitedMayNotSitAtTheReviewersDesk() {
    Road road = Road.entrusted().investigated();
    var visitor = new Actor(Road.PAIR_A, Role.STREET_REVIEWER, Road.STREET);
    assertEquals(GateBoard.State.BAD, lamps(road, visitor).get(GateBoard.Gate.PEOPLE));
  }

  @Test
  void threePeopleAndADeliveredLetterAreGood() {
    Road road = Road.entrusted().approved();
    road.record(GateKind.DELIVERED, Road.CLERK, "N05", "", "");
    var lamps = lamps(road, Road.CHIEF);
    assertEquals(GateBoard.State.GOOD, lamps.get(GateBoard.Gate.PEOPLE));
    assertEquals(GateBoard.State.GOOD, lamps.get(GateBoard.Gate.NOTICE));
    assertEquals(GateBoard.State.GOOD, lamps.get(GateBoard.Gate.DELIVERED));
  }

  @Test
  void aLetterStillOwedLeavesTheDeliveryOpen() {
    Road road = Road.of(LocalDate.of(2023, 3, 1), "DB,DS").readyToJudge();
    road.act(
        Act.OPINION,
        Road.REVIEWER,
        road.opinions(road.opinion("DB", false, "R01"), road.opinion("DS", true, "")));
    road.act(Act.POST, Road.CLERK, road.input()).proven();
    road.act(Act.PUBLICITY_END, Road.SYSTEM, road.input());
    road.record(GateKind.DELIVERED, Road.CLERK, "N05", "", "");
    assertEquals(GateBoard.State.OPEN, lamps(road, Road.CHIEF).get(GateBoard.Gate.DELIVERED));
    road.days(1);
    road.act(
        Act.DECIDE,
        Road.CHIEF,
        road.opinions(
            road.decision(Road.CHIEF, "DB", "REJECTED", "R01"),
            road.decision(Road.CHIEF, "DS", "APPROVED", "")));
    road.record(GateKind.DELIVERED, Road.CLERK, "N05", "", "DS");
    assertEquals(GateBoard.State.OPEN, lamps(road, Road.CHIEF).get(GateBoard.Gate.DELIVERED));
    road.record(GateKind.DELIVERED, Road.CLERK, "N06", "", "DB");
    assertEquals(GateBoard.State.GOOD, lamps(road, Road.CHIEF).get(GateBoard.Gate.DELIVERED));
  }
}
