package cn.ruhu.desktop.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsViewTest extends DesktopTest {
  private static final UUID CASE = new UUID(41, 1);
  private static final UUID PERSON = new UUID(42, 1);
  private static final UUID DEATH = new UUID(43, 1);
  private static final UUID BENEFIT = new UUID(43, 2);

  @TempDir static Path home;
  private SignalsViewModel model;
  private TestDesk at;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    at.receive(
        CaseRecord.of(
            RecordType.APPLICATION,
            CASE,
            TestDesk.STREET,
            CASE,
            Map.of(
                "number",
                ApplicationNumber.of(TestDesk.STREET, 2026, "001", 9).text(),
                "street",
                TestDesk.STREET,
                "applicant",
                PERSON.toString(),
                "stage",
                "IN_BENEFIT")),
        CaseRecord.of(RecordType.PERSON, PERSON, TestDesk.STREET, CASE, Map.of("name", "周德福")),
        signal(
            DEATH,
            Map.of(
                "kind",
                "DEATH",
                "detail",
                "2026-10-02",
                "since",
                "2026-10-02",
                "due",
                "2026-11-20")),
        signal(
            BENEFIT,
            Map.of(
                "kind",
                "BENEFIT",
                "detail",
                "02",
                "since",
                "2025-01-01",
                "amountFen",
                "189000",
                "due",
                "2026-12-04")));
    model = new SignalsViewModel(at.desk(), kit.background());
    var view = new SignalsView(kit, model, _ -> {});
    kit.shortcuts().use("signals.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  private static CaseRecord signal(UUID id, Map<String, String> said) {
    return CaseRecord.of(RecordType.SIGNAL, id, TestDesk.STREET, CASE, said)
        .with("application", CASE.toString())
        .with("person", PERSON.toString())
        .with("importedOn", "2026-11-06")
        .with("foundAt", "2026-11-06T01:00:00Z")
        .with("state", "OPEN");
  }

  @Test
  void aSignalIsAnsweredWithAReason() throws Exception {
    until("the signals are there", () -> model.rows.size() == 2);
    assertTrue(model.rows.getFirst().late(), "the overdue one first");
    pictures("signals");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("signals"));
    push(new KeyCodeCombination(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN));
    until(
        "a reason is missing",
        () -> lookup("#signals-reason-problem").<Labeled>query().getText().startsWith("请写明"));
    write("called");
    push(new KeyCodeCombination(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN));
    until("answered", () -> model.open.get() == 1);
    CaseRecord answered = at.store().record(DEATH).orElseThrow();
    assertEquals("TAKEN_UP", answered.text("state"));
    assertEquals("called", answered.text("reason"));
    assertEquals(TestDesk.REVIEWER.toString(), answered.text("by"));
  }
}
