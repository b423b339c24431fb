package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Which check closes the step it was made for.
class SpotChecksTest {
  private static List<String> codes(Ruling ruling) {
    return ruling instanceof Ruling.Refused(List<Hindrance> why)
        ? why.stream().map(Hindrance::code).toList()
        : List.of();
  }

  /// A check that was made for an earlier step says nothing of what was found since.
  @Test
  void aCheckOfAnEarlierStepClosesNoLaterOne() {
    Road road = Road.district().onward();
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "b", "by hand");
    road.record(GateKind.DRAWN, Road.DISTRICT, "", "b", "");
    CaseRecord early = road.checked(Map.of());
    road.days(1);
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    road.record(GateKind.SPOT_CHECK_DONE, Road.INSPECTOR, early.id().toString(), "10", "");
    assertEquals(
        List.of("SPOT_CHECK_MISSING"),
        codes(road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input())));
    road.checked(Map.of());
    assertInstanceOf(Ruling.Allowed.class, road.ask(Act.SPOT_FINISH, Road.INSPECTOR, road.input()));
  }

  /// What somebody sealed after others were sent keeps nobody from making the check.
  @Test
  void aCheckThatWasLostToOthersIsNotWaitedFor() {
    Road road = Road.district().onward();
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "b", "by hand");
    road.record(GateKind.DRAWN, Road.DISTRICT, "", "b", "");
    String both = Road.INSPECTOR.staff() + "," + Road.SECOND_INSPECTOR;
    road.record(GateKind.INSPECTORS_DRAWN, Road.DISTRICT, "", both, "b");
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    CaseRecord check = road.checked(Map.of());
    UUID late = Road.id(778);
    road.put(new CaseRecord(check.type(), late, check.scope(), check.caseId(), check.fields()));
    assertEquals(
        Optional.of(late),
        SpotChecks.unnamed(road.file, Road.SECOND_INSPECTOR).map(CaseRecord::id));
    String other = Road.INSPECTOR.staff() + "," + Road.id(777);
    road.record(GateKind.INSPECTORS_DRAWN, Road.DISTRICT, "", other, "b");
    assertEquals(Optional.empty(), SpotChecks.unnamed(road.file, Road.SECOND_INSPECTOR));
    assertEquals(Optional.empty(), SpotChecks.unnamed(road.file, Road.INSPECTOR.staff()));
  }
}
