package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MyDayViewModelTest {
  private static final VisitForms FORMS = VisitForms.builtIn();

  @Test
  void myHouseholdsStandWithDeadlineNoteAndPartner(@TempDir Path home) throws Exception {
    try (TestDesk at = TestDesk.investigator(home)) {
      at.receive(Household.records(2));
      var machine = FieldMachine.of(at.machineInUse());
      var day = new MyDayViewModel(at.desk(), Background.inline(), FORMS, machine);
      day.refresh();
      var h = day.households.getFirst();
      assertEquals("王建国", h.applicant());
      assertEquals("孟玉兰", h.partner());
      assertEquals("家中有犬，按铃前先打电话", h.note());
      assertEquals(3, h.daysLeft());
      assertFalse(h.begun());
      assertEquals(1, day.count.get());
      assertEquals(List.of("孟玉兰"), day.readiness.get().orElseThrow().partnersUnknown());
      var visit = new VisitViewModel(at.desk(), Background.inline(), FORMS, machine);
      visit.open(Household.ASSIGNMENT);
      day.refresh();
      assertTrue(day.households.getFirst().begun());
    }
  }

  /// Decision 0046: the pair hears of it as the street does.
  @Test
  void aSignatureThatIsNotItsPersonsIsToldToThePair(@TempDir Path home) throws Exception {
    try (TestDesk at = TestDesk.investigator(home)) {
      at.receive(Household.records(2));
      UUID visit = new UUID(11, 1);
      at.receive(
          Household.of(
              RecordType.VISIT,
              visit,
              Map.of(
                  "investigatorA", TestDesk.FIRST.toString(),
                  "investigatorB", TestDesk.SECOND.toString(),
                  "startedAt", "2026-11-20T01:00:00Z",
                  "finishedAt", "2026-11-20T02:00:00Z",
                  "disposition", "10")),
          fact(GateKind.SIGNATURE_DOUBTED, visit.toString(), TestDesk.SECOND.toString(), "B"));
      var day =
          new MyDayViewModel(
              at.desk(), Background.inline(), FORMS, FieldMachine.of(at.machineInUse()));
      day.refresh();
      SignatureDoubt doubt = day.doubts.getFirst();
      assertEquals("孟玉兰", doubt.whose());
      assertEquals("王建国", doubt.applicant());
      at.receive(fact(GateKind.ALERT_ANSWERED, doubt.fact().toString(), "", ""));
      day.refresh();
      assertTrue(day.doubts.isEmpty(), "the street has answered");
    }
  }

  @Test
  void whatAnotherStreetAnsweredStandsOnTheCard(@TempDir Path home) throws Exception {
    try (TestDesk at = TestDesk.investigator(home)) {
      at.receive(Household.records(2));
      CaseRecord asked = fact(GateKind.OTHER_PLACE_ASKED, "", "110108027", "请核实同住人员");
      at.receive(asked);
      var day =
          new MyDayViewModel(
              at.desk(), Background.inline(), FORMS, FieldMachine.of(at.machineInUse()));
      day.refresh();
      Inquiry open = day.households.getFirst().elsewhere().orElseThrow();
      assertTrue(open.reply().isEmpty());
      at.receive(fact(GateKind.OTHER_PLACE_REPLY, open.id().toString(), "赵敏,钱强", "与女儿同住"));
      day.refresh();
      Inquiry answered = day.households.getFirst().elsewhere().orElseThrow();
      assertEquals("赵敏,钱强", answered.reply().orElseThrow().text("value"));
    }
  }

  private static CaseRecord fact(GateKind kind, String subject, String value, String reason) {
    return Household.of(
            RecordType.GATE_FACT,
            new UUID(12, kind.ordinal()),
            Map.of(
                "kind",
                kind.name(),
                "value",
                value,
                "reason",
                reason,
                "by",
                TestDesk.REVIEWER.toString(),
                "at",
                "2026-11-23T01:10:00Z"))
        .with("subject", subject);
  }

  @Test
  void aClerksDayIsEmpty(@TempDir Path home) throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(Household.records(2));
      var day =
          new MyDayViewModel(
              at.desk(), Background.inline(), FORMS, FieldMachine.of(at.machineInUse()));
      day.refresh();
      assertTrue(day.households.isEmpty());
    }
  }
}
