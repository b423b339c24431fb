package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
    model.mode.set("HOSPITAL");
    model.dispatch();
    assertEquals("work.hindrance.REASON_MISSING", model.hindrances.getFirst().key(), "an old note");
    assertEquals("INSTITUTION", file().assignments().getFirst().text("visitMode"));
  }

  private void pair() {
    model.agency.set(TestDesk.AGENCY.toString());
    model.first.set(TestDesk.FIRST.toString());
    model.second.set(TestDesk.SECOND.toString());
  }

  @Test
  void aVideoNeedsASwitchOfToday() throws Exception {
    model.verificationRequested();
    emergency(31, "2020-02-01..2020-06-30");
    pair();
    model.mode.set("VIDEO");
    model.dispatch();
    assertEquals("work.hindrance.VIDEO_NOT_ALLOWED", model.hindrances.getFirst().key(), "over");
    emergency(32, "2026-11-01..2026-12-31");
    model.dispatch();
    assertTrue(model.hindrances.isEmpty(), model.hindrances.toString());
    assertEquals("VIDEO", file().assignments().getFirst().text("visitMode"));
  }

  private void emergency(int id, String days) throws Exception {
    at.receive(
        DispatchViewModelTest.at(
            DispatchViewModelTest.CASE,
            RecordType.GATE_FACT,
            new UUID(6, id),
            Map.of(
                "application",
                DispatchViewModelTest.CASE.toString(),
                "kind",
                GateKind.EMERGENCY_SWITCH.name(),
                "value",
                days,
                "at",
                "2020-02-01T01:00:00Z")));
  }

  @Test
  void inAReviewAnotherWayHasItsReasonToo() throws Exception {
    at.receive(
        file().application().orElseThrow().with("stage", "REVIEWING"),
        DispatchViewModelTest.at(
            DispatchViewModelTest.CASE,
            RecordType.ASSIGNMENT,
            new UUID(1, 50),
            Map.of(
                "application", DispatchViewModelTest.CASE.toString(),
                "agency", TestDesk.AGENCY.toString(),
                "investigatorA", TestDesk.FIRST.toString(),
                "investigatorB", TestDesk.SECOND.toString(),
                "visitMode", "HOME",
                "state", "ASSIGNED")));
    model.refresh();
    pair();
    model.mode.set("HOSPITAL");
    model.dispatch();
    assertEquals("work.hindrance.REASON_MISSING", model.hindrances.getFirst().key());
    model.note.set("住院");
    model.dispatch();
    assertTrue(model.hindrances.isEmpty(), model.hindrances.toString());
    assertEquals("住院", file().lastEvent("OTHER_MODE").orElseThrow().text("reason"));
    assertEquals("REVIEWING", file().application().orElseThrow().text("stage"));
  }

  /// The chief sees what other streets ask; the district takes the reviewer's answer alone.
  @Test
  void theChiefsAnswerToAnotherStreetIsNotLost(@TempDir Path other) throws Exception {
    try (TestDesk chief = TestDesk.open(other, new UUID(7, 12), "高建华", Role.STREET_CHIEF)) {
      var there = new DispatchViewModel(chief.desk(), Background.inline());
      there.refresh();
      assertFalse(there.mayAnswer());
      var asked =
          new Inquiries.Incoming(
              new UUID(8, 80), "110108027", "孙桂芳", "", "", "", Optional.empty(), Instant.EPOCH);
      there.reply(asked, "赵敏", "钱强", "与儿子同住");
      assertEquals("dispatch.problem.right", there.hindrances.getFirst().key());
    }
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
