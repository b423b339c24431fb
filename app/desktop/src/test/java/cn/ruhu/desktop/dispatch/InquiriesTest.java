package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A household that lives elsewhere, at the reviewer's window of both streets.
class InquiriesTest extends DesktopTest {
  private static final String OTHER = "110108027";
  private static final UUID GIVEN = new UUID(1, 50);
  private static final UUID THEIRS = new UUID(8, 80);

  @TempDir static Path home;
  private TestDesk at;
  private DispatchViewModel model;

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, DispatchViewModelTest.CASE, fields);
  }

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    at.receive(DispatchViewModelTest.accepted());
    String application = DispatchViewModelTest.CASE.toString();
    at.receive(
        at.desk()
            .store()
            .record(DispatchViewModelTest.CASE)
            .orElseThrow()
            .with("stage", "VISITING"),
        of(
            RecordType.ASSIGNMENT,
            GIVEN,
            Map.of(
                "application",
                application,
                "agency",
                TestDesk.AGENCY.toString(),
                "investigatorA",
                TestDesk.FIRST.toString(),
                "investigatorB",
                TestDesk.SECOND.toString(),
                "visitMode",
                "HOME",
                "state",
                "ASSIGNED")),
        of(
            RecordType.VISIT,
            new UUID(1, 60),
            Map.of(
                "application", application,
                "assignment", GIVEN.toString(),
                "startedAt", "2026-11-20T01:00:00Z",
                "finishedAt", "2026-11-20T01:20:00Z",
                "disposition", "42")),
        CaseRecord.of(
            RecordType.INQUIRY,
            THEIRS,
            TestDesk.STREET,
            THEIRS,
            Map.of(
                "street", TestDesk.STREET,
                "handling", OTHER,
                "application", new UUID(8, 1).toString(),
                "applicant", "孙桂芳",
                "phone", "13800000000",
                "what", "住学院南路8号，请核实是否与儿子同住、住房是否出租",
                "due", "2026-11-27",
                "askedAt", "2026-11-20T03:00:00Z",
                "by", new UUID(8, 2).toString())));
    model = new DispatchViewModel(at.desk(), kit.background());
    var outlets = new Outlets(new InMemoryPrinters("HP"), (_, _, _, _) -> Optional.empty());
    var view = new DispatchView(kit, model, new Printing(kit, at.desk(), outlets));
    view.onShown("");
    return (Parent) view.node();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private CaseFile file() {
    return at.desk().caseFile(DispatchViewModelTest.CASE);
  }

  @Test
  void theStreetTheHouseholdLivesInIsAsked() {
    until("the case is shown", () -> model.selected.get() != null);
    assertTrue(ask(() -> model.rows.getFirst().apart()));
    until("it is offered", () -> lookup("#dispatch-apart-ask").tryQuery().isPresent());
    pictures("dispatch-apart");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("dispatch-apart"));
    clickOn("#dispatch-apart-ask");
    until("asked", () -> lookup("#dispatch-apart-what-input").tryQuery().isPresent());
    pictures("dispatch-apart-asking");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    WaitingCase row = ask(() -> model.rows.getFirst());
    fx(() -> model.ask(row, OTHER, "住回龙观东大街30号，请核实同住人员"));
    until("it went out", () -> !file().gateFacts(GateKind.OTHER_PLACE_ASKED).isEmpty());
    until(
        "the visit is another's place",
        () -> file().assignments().getFirst().text("visitMode").equals("OTHER_PLACE"));
    until("the row says so", () -> !model.rows.getFirst().apart());
    CaseRecord asked = file().gateFacts(GateKind.OTHER_PLACE_ASKED).getFirst();
    assertEquals(OTHER, asked.text("value"));
    assertEquals(new UUID(1, 60).toString(), asked.text("subject"));
    assertEquals("OTHER_PLACE", file().application().orElseThrow().text("pauseReason"));
    Inquiry inquiry = model.rows.getFirst().inquiry().orElseThrow();
    assertTrue(inquiry.reply().isEmpty());
    fx(() -> model.ask(row, OTHER, "再问一次"));
    until("it is refused", () -> !model.hindrances.isEmpty());
    assertEquals("work.hindrance.INQUIRY_OPEN", ask(() -> model.hindrances.getFirst().key()));
    assertEquals(1, file().gateFacts(GateKind.OTHER_PLACE_ASKED).size());
  }

  @Test
  void whatAnotherStreetAsksIsAnsweredByTwoNames() {
    until("it is shown", () -> model.inquiries.size() == 1);
    pictures("dispatch-inquiry");
    clickOn("#dispatch-inquiry-" + THEIRS);
    until("asked", () -> lookup("#dispatch-inquiry-found-input").tryQuery().isPresent());
    pictures("dispatch-inquiry-answer");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    Inquiries.Incoming incoming = ask(() -> model.inquiries.getFirst());
    fx(() -> model.reply(incoming, "赵敏", "钱强 ", "与儿子同住，无出租"));
    until("it is off the list", () -> model.inquiries.isEmpty());
    CaseFile theirs = at.desk().caseFile(THEIRS);
    CaseRecord reply = theirs.gateFacts(GateKind.OTHER_PLACE_REPLY).getFirst();
    assertEquals("赵敏,钱强", reply.text("value"));
    assertTrue(Inquiry.against(reply).isEmpty(), "the district takes it");
    assertFalse(Inquiry.isOpen(theirs));
  }
}
