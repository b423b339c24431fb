package cn.ruhu.desktop.printing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Papers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintingViewModelTest {
  private static final Papers PAPERS = new Papers(Fonts.load());
  private static final PaperWish ACCEPTANCE = PaperWish.acceptance(LocalDate.of(2027, 1, 8));

  @TempDir Path home;
  private final InMemoryPrinters printers = new InMemoryPrinters("窗口打印机");
  private final List<CaseRecord> issued = new ArrayList<>();
  private TestDesk at;

  @BeforeEach
  void sit() throws Exception {
    at = TestDesk.clerk(home.resolve("data"));
    at.receive(PrintedCase.all());
  }

  @AfterEach
  void leave() throws Exception {
    at.close();
  }

  private PrintingViewModel open(PaperWish wish) {
    return open(at, wish);
  }

  private PrintingViewModel open(TestDesk desk, PaperWish wish) {
    var model =
        new PrintingViewModel(
            new PaperDesk(desk.desk(), () -> PAPERS, "（出具时编号）"),
            Background.inline(),
            printers,
            PrintedCase.CASE,
            wish,
            issued::add);
    model.begin();
    return model;
  }

  private int rows() {
    return at.desk().caseFile(PrintedCase.CASE).documents().size();
  }

  @Test
  void pagesAreShownTurnedAndEnlarged() {
    PrintingViewModel model = open(PaperWish.form());
    assertEquals(4, model.pages.get());
    int wide = model.picture.get().width();
    assertEquals(794, wide, 1.0);
    model.turn(1);
    model.turn(99);
    assertEquals(3, model.page.get());
    model.turn(-99);
    assertEquals(0, model.page.get());
    model.closer(1);
    assertEquals(125, model.zoom.get());
    assertEquals(wide * 1.25, model.picture.get().width(), 2);
    for (int i = 0; i < 20; i++) model.closer(-1);
    assertEquals(50, model.zoom.get());
    assertEquals(0, rows(), "a look registers nothing");
  }

  @Test
  void printingRegistersOnceAndSendsTheRegisteredBytes() throws Exception {
    PrintingViewModel model = open(ACCEPTANCE);
    assertEquals("窗口打印机", model.printer.get());
    model.print();
    assertEquals("printing.done.printed", model.done.get().key());
    assertEquals(1, issued.size());
    String file = issued.getFirst().text("file");
    assertArrayEquals(at.store().files().bytes(file), printers.printed.getFirst());
    assertInstanceOf(Sheet.Kept.class, model.sheet.get());
    assertEquals("printing.state.numbered", model.state.get().key());
    model.print();
    assertEquals(2, rows());
    assertEquals("2", issued.getLast().text("copy"));
    assertArrayEquals(printers.printed.getFirst(), printers.printed.getLast());
  }

  @Test
  void aPrinterWithoutPaperCostsNoSecondCopy() {
    printers.outOfPaper = true;
    PrintingViewModel model = open(ACCEPTANCE);
    model.print();
    assertEquals("printing.problem.printer", model.problem.get().key());
    assertEquals(1, rows(), "registered before it went out");
    printers.outOfPaper = false;
    model.print();
    assertNull(model.problem.get());
    assertEquals(1, rows());
    assertEquals(1, printers.printed.size());
  }

  @Test
  void withoutAPrinterSavingStays() throws Exception {
    printers.installed.clear();
    PrintingViewModel model = open(PaperWish.form());
    assertTrue(model.printersKnown.get());
    assertNull(model.printer.get());
    model.print();
    assertEquals(0, rows());
    Path file = home.resolve(model.fileName("110108072026001000425"));
    model.saveAs(file);
    assertEquals("printing.done.saved", model.done.get().key());
    assertArrayEquals(
        at.store().files().bytes(issued.getFirst().text("file")), Files.readAllBytes(file));
    assertEquals("F02-110108072026001000425.pdf", file.getFileName().toString());
    assertEquals("SAVED", issued.getFirst().text("way"));
  }

  @Test
  void aPlaceThatTakesNoFileSaysSoAndLeavesNothingHalf() throws Exception {
    PrintingViewModel model = open(ACCEPTANCE);
    Path nowhere = home.resolve("missing/folder/paper.pdf");
    model.saveAs(nowhere);
    assertEquals("printing.problem.file", model.problem.get().key());
    assertFalse(Files.exists(nowhere));
    model.saveAs(home.resolve("paper.pdf"));
    assertEquals(1, rows());
  }

  @Test
  void aChangedPaperIsMadeAnewAndTakesThePlaceOfTheOld() throws Exception {
    PrintingViewModel model = open(PaperWish.form());
    assertFalse(model.replaceable());
    model.print();
    CaseRecord app = at.store().record(PrintedCase.CASE).orElseThrow();
    at.desk().edit(app, app.with("phone", "13900000000"));
    PrintingViewModel later = open(PaperWish.form());
    assertTrue(later.replaceable());
    later.makeAnew("内容有变化");
    assertEquals("printing.state.anew", later.state.get().key());
    assertEquals(1, rows(), "nothing is taken back by looking");
    later.print();
    assertEquals(2, rows());
    assertEquals(issued.getFirst().id().toString(), issued.getLast().text("voids"));
    assertFalse(later.replaceable());
  }

  @Test
  void whatIsMissingIsSaidWithFieldAndNextStep() throws Exception {
    PrintingViewModel model = open(PaperWish.receipt(List.of()));
    assertFalse(model.ready());
    assertEquals("printing.refused.SLOTS_MISSING", model.state.get().key());
    model.print();
    assertEquals(0, rows());
    for (String code :
        List.of(
            "FIELD_MISSING",
            "APPLICANT_MISSING",
            "NUMBER_MISSING",
            "NOT_ACCEPTED",
            "DECISION_MISSING",
            "STANDARD_UNKNOWN",
            "SLOTS_MISSING",
            "TOO_LONG",
            "TEMPLATE",
            "PAGE_KEY_MISSING",
            "OFFICE_UNKNOWN")) assertTrue(Text.chinese().has("printing.refused." + code), code);
  }

  @Test
  void whoWritesNothingInTheRegisterLooksOnly() throws Exception {
    try (TestDesk other =
        TestDesk.open(home.resolve("other"), TestDesk.REVIEWER, "何志强", Role.DISTRICT_INSPECTOR)) {
      other.receive(PrintedCase.all());
      PrintingViewModel model = open(other, PaperWish.form());
      assertEquals(4, model.pages.get());
      assertFalse(model.ready());
      model.print();
      assertEquals(List.of(), other.desk().caseFile(PrintedCase.CASE).documents());
    }
  }

  @Test
  void aFullDiskIsTroubleAndNothingGoesOut() throws Exception {
    PrintingViewModel model = open(ACCEPTANCE);
    at.close();
    model.print();
    assertTrue(model.problem.get().key().startsWith("work.trouble."), model.problem.get().key());
    assertEquals(List.of(), printers.printed);
    at = TestDesk.clerk(home.resolve("after"));
    assertEquals(Optional.empty(), Optional.ofNullable(model.done.get()));
  }
}
