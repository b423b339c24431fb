package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchViewTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;
  private DispatchViewModel model;
  private InMemoryPrinters printers;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    at.receive(DispatchViewModelTest.accepted());
    model = new DispatchViewModel(at.desk(), kit.background());
    printers = new InMemoryPrinters("HP");
    var printing =
        new Printing(kit, at.desk(), new Outlets(printers, (_, _, _, _) -> Optional.empty()));
    var view = new DispatchView(kit, model, printing);
    kit.shortcuts().use("dispatch.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  @Test
  void aCaseIsSentOutWithFewKeys() throws Exception {
    until("the case is shown", () -> model.selected.get() != null);
    var page = new DispatchPage(this);
    page.verificationRequested();
    until("requested", () -> model.selected.get() != null && model.selected.get().asked());
    page.pair("lxd", "myl");
    pictures("dispatch");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.send();
    until("sent", () -> model.unassigned.get() == 0);
    at.receive(PrintedCase.pageKey());
    until("slips may go", () -> !lookup("#dispatch-slips").query().isDisabled());
    push(KeyCode.F9);
    until("asked", () -> lookup("#dispatch-slips-each-input").tryQuery().isPresent());
    pictures("dispatch-slips");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn("#dialog-act-0");
    until("slips and a sheet to sign on", () -> printers.printed.size() == 2);
    try (var pdf = Loader.loadPDF(printers.printed.getFirst())) {
      assertEquals(3, pdf.getNumberOfPages());
    }
    try (var pdf = Loader.loadPDF(printers.printed.getLast())) {
      assertEquals(2, pdf.getNumberOfPages(), "the sheet and the copy of the household");
    }
  }

  @Test
  void severalAreMarkedAndAnAlertStandsAboveEverything() throws Exception {
    at.receive(DispatchViewModelTest.another());
    at.receive(
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(6, 7),
            TestDesk.STREET,
            new UUID(6, 1),
            Map.of(
                "application", new UUID(6, 1).toString(),
                "kind", GateKind.SAME_DAY_ALERT.name(),
                "subject", new UUID(6, 8).toString(),
                "value", "NO_CARE FIRE",
                "reason", "打给何志强，已请社区先上门看护",
                "by", TestDesk.FIRST.toString(),
                "at", "2026-11-23T01:10:00Z")),
        at.desk().store().record(new UUID(6, 1)).orElseThrow().with("stage", "REVIEWING"));
    fx(model::refresh);
    until("both are shown", () -> model.rows.size() == 2);
    until("the alert is shown", () -> model.alerts.size() == 1);
    fx(() -> lookup("#dispatch-table").query().requestFocus());
    push(KeyCode.SPACE);
    until("marked", () -> model.marked.size() == 1);
    fx(() -> model.rows.forEach(r -> model.mark(r, true)));
    pictures("dispatch-several");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("dispatch-several"));
  }

  private static CaseRecord called(UUID id, String name) {
    return CaseRecord.of(
        RecordType.STAFF,
        id,
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name",
            name,
            "role",
            "INVESTIGATOR",
            "agency",
            TestDesk.AGENCY.toString(),
            "active",
            "true"));
  }

  private double wide(String field) {
    return ask(() -> {
      var input = (TextInputControl) lookup(field).query();
      var words = new Text(input.getText());
      words.setFont(input.getFont());
      Insets in = input.getInsets();
      return input.getWidth() - in.getLeft() - in.getRight() - words.getLayoutBounds().getWidth();
    });
  }

  @Test
  void theNamesOfALongNamedPairAreReadWhole() throws Exception {
    at.receive(called(TestDesk.FIRST, "买买提江·阿卜杜热依木"), called(TestDesk.SECOND, "古丽尼莎·阿卜杜瓦依提"));
    at.receive(DispatchViewModelTest.another());
    at.receive(
        CaseRecord.of(
            RecordType.ASSIGNMENT,
            new UUID(6, 9),
            TestDesk.STREET,
            DispatchViewModelTest.CASE,
            Map.of(
                "application", DispatchViewModelTest.CASE.toString(),
                "agency", TestDesk.AGENCY.toString(),
                "investigatorA", TestDesk.FIRST.toString(),
                "investigatorB", TestDesk.SECOND.toString(),
                "state", "CHECKED_OUT",
                "leaseUntil", "2026-11-28T16:00:00Z",
                "due", "2026-11-26")));
    fx(model::refresh);
    until("both are shown", () -> model.rows.size() == 2);
    fx(() -> {
      model.agency.set("");
      model.agency.set(TestDesk.AGENCY.toString()); // its people by their new names
    });
    fx(() ->
        model.selected.set(
            model.rows.stream().filter(WaitingCase::assigned).findFirst().orElseThrow()));
    until(
        "their names stand there",
        () ->
            lookup("#dispatch-second-input")
                .tryQuery()
                .filter(n -> ((TextInputControl) n).getText().startsWith("古丽尼莎"))
                .isPresent());
    pictures("dispatch-long-names");
    for (String one : List.of("#dispatch-first-input", "#dispatch-second-input"))
      assertTrue(wide(one) >= 0, () -> one + " " + wide(one));
    assertEquals(List.of(), cutAtTwice("dispatch-long-names"));
  }
}
