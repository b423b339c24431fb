package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
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
}
