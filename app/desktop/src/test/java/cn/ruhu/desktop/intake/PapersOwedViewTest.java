package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.printing.PrintingPage;
import cn.ruhu.desktop.work.CasePlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A household comes back with its notice: what it owes stands in the papers step.
class PapersOwedViewTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;
  private IntakeViewModel model;
  private IntakeView view;
  private final InMemoryPrinters printers = new InMemoryPrinters("窗口打印机");

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    var all = new ArrayList<>(PrintedCase.family());
    all.replaceAll(r ->
        r.type() == RecordType.PERSON && List.of("欧阳秀兰", "陈建国").contains(r.text("name"))
            ? r.with("idPending", "从未办理过身份证").with("idDue", "2026-11-20").with("vouchName", "周慧")
            : r);
    all.replaceAll(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "SUPPLEMENT") : r);
    all.add(PrintedCase.pageKey());
    all.add(fact("SHORTFALL_SHEET", "D06", "2026-11-18"));
    all.add(fact("SHORTFALL_SHEET", "D14", "2026-12-08"));
    at.receive(all.toArray(CaseRecord[]::new));
    wentOut("N02", "D04,D08", "2026-12-04");
    wentOut("RECEIPT", "D02", "");
    model = new IntakeViewModel(at.desk(), kit.background(), new TestCards(at.clock()));
    var saving = new IntakeSaving(model);
    var papers = new PapersViewModel(model);
    var printing =
        new Printing(kit, at.desk(), new Outlets(printers, (_, _, _, _) -> Optional.empty()));
    var prints = new Prints(kit, model, saving, papers, printing);
    view = new IntakeView(kit, model, saving, papers, prints, Optional::empty, new HBox());
    var side = new ScrollPane(view.side().orElseThrow().node());
    side.setFitToWidth(true);
    side.getStyleClass().addAll("edge-to-edge", "side-panel", "side-content");
    var box = new HBox(view.node(), side);
    HBox.setHgrow(view.node(), Priority.ALWAYS);
    return box;
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static CaseRecord fact(String kind, String slot, String due) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        new UUID(77, slot.hashCode()),
        TestDesk.STREET,
        PrintedCase.CASE,
        Map.of(
            "application",
            PrintedCase.CASE.toString(),
            "kind",
            kind,
            "subject",
            slot,
            "value",
            due,
            "by",
            TestDesk.CLERK.toString(),
            "at",
            "2026-11-12T02:00:00Z"));
  }

  private void wentOut(String paper, String slots, String due) throws Exception {
    String file = at.store().files().put(onePage(), PrintedCase.CASE, "application/pdf");
    CaseRecord row =
        CaseRecord.of(
            RecordType.DOCUMENT,
            at.desk().newId(),
            TestDesk.STREET,
            PrintedCase.CASE,
            Map.of(
                "application",
                PrintedCase.CASE.toString(),
                "paper",
                paper,
                "slots",
                slots,
                "due",
                due,
                "pages",
                "1",
                "file",
                file,
                "by",
                TestDesk.CLERK.toString(),
                "at",
                at.desk().now().toString()));
    at.desk().save("print", "", true, List.of(RecordChange.create(row)));
  }

  private static byte[] onePage() throws Exception {
    try (var pdf = new org.apache.pdfbox.pdmodel.PDDocument()) {
      pdf.addPage(new org.apache.pdfbox.pdmodel.PDPage());
      var out = new java.io.ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    }
  }

  private String label(String id) {
    return ask(() -> lookup(id).queryAs(Label.class).getText());
  }

  @Test
  void theNoticeLeadsToTheFirstMissingPaperAndWhatIsOwedSaysItsDay() {
    fx(() -> view.onShown(new CasePlace(PrintedCase.CASE, true).text()));
    until("opened", () -> ask(() -> lookup("#intake-owed-D04").tryQuery().isPresent()));
    until(
        "the keyboard is at the first of them",
        () ->
            ask(() -> {
              var owner = stage.getScene().getFocusOwner();
              return owner != null && "intake-seen-D02".equals(owner.getId());
            }));
    assertEquals(
        0.0,
        ask(() -> lookup("#intake-scroll").<ScrollPane>query().getVvalue()),
        "and who has no number stands above it, in sight");
    assertEquals("补正 至 2026-12-04", label("#intake-owed-D04"));
    assertEquals("承诺逾期 2026-11-18", label("#intake-owed-D06"));
    assertEquals("承诺 至 2026-12-08", label("#intake-owed-D14"));
    assertTrue(ask(() -> lookup("#intake-print-vouching").query().isVisible()));
    assertEquals("0/6 · 0%", label("#intake-live-papers"));
    pictures("intake-owed");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void whoHasNoNumberIsVouchedForInTheirOwnFields() {
    fx(() -> view.onShown(PrintedCase.CASE.toString()));
    until("opened", () -> ask(() -> lookup("#intake-vouchName-input").tryQuery().isPresent()));
    assertTrue(ask(() -> lookup("#intake-vouchName-input").query().isVisible()));
    pictures("intake-vouching");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void aReceiptThatWentOutIsPrintedAgainAsACountedCopy() throws Exception {
    fx(() -> view.onShown(new CasePlace(PrintedCase.CASE, true).text()));
    until("opened", () -> ask(() -> lookup("#intake-register").tryQuery().isPresent()));
    UUID receipt =
        at.desk().caseFile(PrintedCase.CASE).documents().stream()
            .filter(d -> d.text("paper").equals("RECEIPT"))
            .findFirst()
            .orElseThrow()
            .id();
    fx(() -> lookup("#intake-again-" + receipt).queryButton().fire());
    var paper = new PrintingPage(this).shown();
    assertEquals("收件回执", paper.title());
    paper.print();
    assertEquals(1, printers.printed.size());
    CaseRecord copy = at.desk().caseFile(PrintedCase.CASE).documents().getLast();
    assertEquals("2", copy.text("copy"));
    assertEquals(Optional.of(receipt), copy.ref("copyOf"));
    pictures("intake-register");
  }
}
