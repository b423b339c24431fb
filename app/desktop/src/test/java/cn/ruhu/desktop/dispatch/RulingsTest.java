package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the street says of a visit that is out: how it is made, and what it made of a doubt.
class RulingsTest {
  @TempDir Path home;
  private TestDesk at;
  private DispatchViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    at.receive(DispatchViewModelTest.accepted());
    model = new DispatchViewModel(at.desk(), Background.inline());
    model.refresh();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private CaseFile file() {
    return at.desk().caseFile(DispatchViewModelTest.CASE);
  }

  /// C4: a ruling leads to another way to visit, with its reason, never to none.
  @Test
  void anotherWayToVisitIsChosenAndLaterChangedWithAReason() {
    model.verificationRequested();
    model.agency.set(TestDesk.AGENCY.toString());
    model.first.set(TestDesk.FIRST.toString());
    model.second.set(TestDesk.SECOND.toString());
    model.mode.set("VIDEO");
    model.dispatch();
    assertEquals("work.hindrance.VIDEO_NOT_ALLOWED", model.hindrances.getFirst().key());
    model.mode.set("HOSPITAL");
    model.dispatch();
    assertEquals("HOSPITAL", file().assignments().getFirst().text("visitMode"));
    assertEquals("VISITING", file().application().orElseThrow().text("stage"));
    model.mode.set("INSTITUTION");
    model.note.set("");
    model.dispatch();
    assertEquals("work.hindrance.REASON_MISSING", model.hindrances.getFirst().key());
    model.note.set("已转入护理院");
    model.dispatch();
    assertTrue(model.hindrances.isEmpty(), model.hindrances.toString());
    assertEquals("INSTITUTION", file().assignments().getFirst().text("visitMode"));
    assertEquals("已转入护理院", file().lastEvent("OTHER_MODE").orElseThrow().text("reason"));
  }

  @Test
  void aSignatureThatIsNotItsPersonsWaitsForTheStreetsWord() throws Exception {
    at.receive(DispatchViewModelTest.another());
    at.receive(
        DispatchViewModelTest.visit(new UUID(6, 21)),
        DispatchViewModelTest.at(
            DispatchViewModelTest.OTHER,
            RecordType.GATE_FACT,
            new UUID(6, 23),
            Map.of(
                "application", DispatchViewModelTest.OTHER.toString(),
                "kind", GateKind.SIGNATURE_DOUBTED.name(),
                "subject", new UUID(6, 21).toString(),
                "value", TestDesk.FIRST.toString(),
                "reason", "A",
                "by", new UUID(0, 0).toString(),
                "at", "2026-11-23T01:10:00Z")),
        at.desk()
            .store()
            .record(DispatchViewModelTest.OTHER)
            .orElseThrow()
            .with("stage", "VISITING"));
    model.refresh();
    FieldAlerts.Open open = model.alerts.getFirst();
    assertEquals("SIGNATURE", open.doubt());
    assertEquals("林晓东", open.by());
    model.answer(open, "本人确认是他签的，换过密码");
    assertTrue(model.alerts.isEmpty());
  }
}
