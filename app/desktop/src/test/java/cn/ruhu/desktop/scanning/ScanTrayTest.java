package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.page.ScannedFiles;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the tray holds on to when things come twice, are thought over, or fail.
class ScanTrayTest {
  @TempDir private Path home;
  private final TightDisk disk = new TightDisk();
  private TestDesk desk;
  private ScanTray tray;
  private HandSource scanner;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.on(disk, home.resolve("machine"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK);
    Stack.families(desk);
    tray = new ScanTray(desk.desk());
    sit();
  }

  private void sit() {
    scanner = new HandSource(desk.clock());
    model =
        new ScanningViewModel(desk.desk(), tray, Background.inline(), scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void theSmallPicturesOfAFileAreDrawnFromOneReadingOfIt() throws Exception {
    byte[] stack =
        ScannedFiles.pdf(
            List.of(
                Stack.page(Stack.form(Stack.CHEN, 1, 2), 1).image(),
                Stack.page(Stack.form(Stack.CHEN, 2, 2), 2).image(),
                Stack.page(Stack.form(Stack.ZHAO, 1, 1), 3).image()));
    scanner.give(stack);
    var late = new LateBackground();
    var again = new ScanningViewModel(desk.desk(), tray, late, scanner, System::nanoTime);
    again.start();
    late.settle();
    again.rows.forEach(row -> assertTrue(again.thumb(row).isEmpty(), "nothing drawn yet"));
    // whoever reads it a second time finds nothing
    String scan = again.rows.getFirst().page().file();
    assertTrue(desk.store().files().discard(scan, tray.batches().getFirst().id()));
    late.settle();
    again.rows.forEach(row -> assertTrue(again.thumb(row).isPresent(), row.state().name()));
  }

  private ScannedFile file(byte[] bytes) {
    Instant now = desk.clock().instant();
    return new ScannedFile(Path.of("1.jpg"), bytes, FileAddress.of(bytes).hex(), now, now, true);
  }

  private List<TrayRow.State> states() {
    return model.rows.stream().map(TrayRow::state).toList();
  }

  private static Routing.Slot slot(String docType) {
    return new Routing.Slot(Stack.CHEN, docType, Optional.empty(), 0, 0, 0);
  }

  @Test
  void aFileOfferedByTwoFoldersAtOnceIsTakenOnce() throws Exception {
    byte[] stack =
        ScannedFiles.pdf(
            List.of(
                Stack.page(Stack.form(Stack.CHEN, 1, 2), 1).image(),
                Stack.page(Stack.form(Stack.CHEN, 2, 2), 2).image()));
    tray.took(file(stack), "SCANNER");
    tray.took(file(stack), "SCANNER");
    model.refresh();
    assertEquals(List.of(0, 1), model.rows.stream().map(r -> r.page().sheet()).toList());
    assertEquals(1, model.shown.get().again());
  }

  @Test
  void whatLiesInABatchIsKnownThoughThePowerWentBeforeItsHashWasNoted() throws Exception {
    byte[] bytes = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    scanner.give(bytes);
    desk.store().drafts().remove("scans-known");
    assertTrue(new ScanTray(desk.desk()).knows(FileAddress.of(bytes).hex()));
  }

  @Test
  void aWindowBuiltAnewWorksAtTheSameTray() throws Exception {
    scanner.give(Stack.jpeg("", 1));
    ScanningViewModel before = model;
    sit();
    scanner.give(Stack.jpeg("", 2));
    before.hold(before.rows.getFirst());
    before.shaping.rotate();
    assertEquals(
        2, new ScanTray(desk.desk()).batches().getFirst().pages().size(), "nothing was forgotten");
  }

  @Test
  void aSheetPutBackOpensItsBatchAgain() {
    scanner.give(Stack.jpeg("", 1));
    model.hold(model.rows.getFirst());
    model.aside(model.inHand(), "不是本区材料");
    model.close();
    assertFalse(model.shown.get().open());
    assertEquals(0, model.waiting.get());
    model.hold(model.rows.getFirst());
    model.restore();
    assertTrue(model.shown.get().open());
    assertEquals(1, model.waiting.get(), "the rail counts it");
    assertEquals(List.of(TrayRow.State.WAIT), states());
  }

  @Test
  void theSameBytesAfterTheStackWasDoneBeginNoEmptyBatch() {
    byte[] bytes = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    scanner.give(bytes);
    model.file();
    model.close();
    scanner.give(bytes);
    assertEquals(1, model.batches.size());
    assertEquals(1, model.shown.get().again());
  }

  @Test
  void aSignatureSeenOnOneSheetSignsNothingElse() {
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 1));
    model.hold(model.rows.getFirst());
    model.signed(true);
    model.put(
        model.inHand(),
        new Routing.Slot(Stack.CHEN, "D04", Optional.of(PrintedCase.HUSBAND), 0, 0, 0));
    model.file();
    var chen = desk.desk().caseFile(Stack.CHEN);
    assertEquals("D04", chen.pages().getFirst().text("slot"));
    assertEquals(List.of(), chen.gateFacts(GateKind.DECLARATION_SIGNED));
    assertEquals("", chen.record(PrintedCase.HUSBAND).orElseThrow().text("authorization"));
  }

  @Test
  void aSheetGivenToSomebodyElseIsLookedAtAgain() {
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 1));
    model.hold(model.rows.getFirst());
    model.signed(true);
    model.put(
        model.inHand(),
        new Routing.Slot(Stack.CHEN, "D02", Optional.of(PrintedCase.WIFE), 0, 0, 0));
    assertEquals(List.of(TrayRow.State.SIGN), states());
  }

  @Test
  void oneKeyMakesNoSheetWithAPlaceBlank() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg("", 2));
    scanner.give(Stack.blank(3));
    model.hold(model.rows.getFirst());
    model.blank();
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.WAIT, TrayRow.State.BLANK), states());
    model.hold(model.rows.get(1));
    model.choose(List.copyOf(model.rows));
    model.blank();
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.BLANK, TrayRow.State.BLANK), states());
  }

  @Test
  void takingAPlaceNeedsAPageThatHasIt() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 2));
    assertEquals(Optional.of(Routing.Doubt.TWICE), model.rows.get(1).doubt());
    model.hold(model.rows.get(1));
    model.agree(true);
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.ASK), states());
  }

  @Test
  void severalAnswersAreGivenAtOnceAndTheNextProblemComesToHand() {
    for (int i = 1; i <= 3; i++) scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), i));
    scanner.give(Stack.jpeg("", 9));
    model.hold(model.rows.get(1));
    model.choose(model.rows.subList(1, 3));
    model.agree(false);
    assertEquals(
        List.of(TrayRow.State.READY, TrayRow.State.READY, TrayRow.State.READY, TrayRow.State.WAIT),
        states());
    assertEquals(4, model.selected.get().number());
  }

  @Test
  void whatFailedStaysInSightUntilTheNextAct() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    disk.left = 1000;
    model.file();
    assertFalse(model.busy.get());
    assertEquals("work.trouble.DISK_FULL", model.trouble.get().key());
    model.refresh();
    assertEquals("work.trouble.DISK_FULL", model.trouble.get().key());
    assertEquals(List.of(TrayRow.State.READY), states());
    disk.left = Long.MAX_VALUE;
    model.file();
    assertEquals(null, model.trouble.get());
    assertEquals(List.of(TrayRow.State.FILED), states());
  }

  @Test
  void theOriginalOfAFilePulledApartOutlivesItsBatch() throws Exception {
    byte[] mixed =
        ScannedFiles.pdf(
            List.of(
                Stack.page(Stack.form(Stack.CHEN, 1, 2), 1).image(),
                Stack.page(Stack.form(Stack.ZHAO, 1, 1), 2).image()));
    byte[] own = Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 3);
    scanner.give(mixed);
    scanner.give(own);
    ScanBatch batch = model.shown.get();
    model.file();
    model.close();
    desk.pass(ScanTray.KEPT.plusDays(1));
    desk.restart();
    tray = new ScanTray(desk.desk());
    sit();
    assertEquals(0, model.batches.size());
    CaseRecord cut = desk.desk().caseFile(Stack.ZHAO).pages().getFirst();
    String origin = FileAddress.of(mixed).text();
    assertEquals(origin + "#1", cut.text("origin"));
    assertArrayEquals(mixed, desk.store().files().bytes(origin), "what the page names is there");
    assertFalse(
        desk.store().files().discard(FileAddress.of(own).text(), batch.id()),
        "what lies in its case as it came went with the batch");
  }

  @Test
  void aSheetThatCannotBeFiledWaitsWithItsReasonAndTheOthersGo() throws Exception {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 3));
    ScanPage lost = model.rows.getFirst().page();
    assertTrue(desk.store().files().discard(lost.file(), model.shown.get().id()));
    model.file();
    assertEquals(List.of(TrayRow.State.WAIT, TrayRow.State.FILED, TrayRow.State.FILED), states());
    assertEquals("SPOILED", model.rows.getFirst().page().look().refused());
    assertEquals("scanning.done.stuck", model.done.get().key());
  }

  @Test
  void aPageThatHasNoPictureCannotBeCutOutAndHoldsUpNoOther() throws Exception {
    byte[] mixed =
        ScannedFiles.pdf(
            List.of(
                Stack.page(Stack.form(Stack.ZHAO, 1, 1), 2).image(),
                Stack.page("", 3).image(),
                Stack.page(Stack.form(Stack.CHEN, 1, 1), 4).image()));
    scanner.give(ScannedFiles.withoutPicture(mixed, 1));
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.WAIT, TrayRow.State.READY), states());
    model.hold(model.rows.get(1));
    model.put(model.inHand(), slot("D99"));
    model.file();
    assertEquals(List.of(TrayRow.State.FILED, TrayRow.State.WAIT, TrayRow.State.FILED), states());
    assertEquals(ScanLook.SHARED, model.rows.get(1).page().look().refused());
    assertEquals(1, desk.desk().caseFile(Stack.CHEN).pages().size());
  }

  @Test
  void filingThatBrokeBeforeItWasNotedGoesOnWhereItBroke() throws Exception {
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 2));
    model.hold(model.rows.getFirst());
    model.signed(true);
    sql("CREATE TRIGGER full BEFORE UPDATE ON draft BEGIN SELECT RAISE(ABORT, 'full'); END");
    model.file();
    assertEquals(1, desk.desk().caseFile(Stack.CHEN).pages().size(), "the first case has its page");
    assertNotNull(model.trouble.get());
    sql("DROP TRIGGER full");
    long ops = desk.store().journal().entries().size();
    model.file();
    assertEquals(List.of(TrayRow.State.FILED, TrayRow.State.FILED), states());
    assertEquals(1, desk.desk().caseFile(Stack.ZHAO).pages().size());
    assertEquals(ops + 1, desk.store().journal().entries().size(), "the other case alone");
    var chen = desk.desk().caseFile(Stack.CHEN);
    assertEquals(1, chen.gateFacts(GateKind.DECLARATION_SIGNED).size());
    assertEquals("scanning.done.filed", model.done.get().key());
  }

  /// Straight to the database of the machine's only vault.
  private void sql(String statement) throws Exception {
    try (Stream<Path> all = Files.walk(home)) {
      Path file = all.filter(f -> f.endsWith("store.db")).findFirst().orElseThrow();
      try (var c = DriverManager.getConnection("jdbc:sqlite:" + file);
          var s = c.createStatement()) {
        s.execute(statement);
      }
    }
  }

  @Test
  void aPdfOfManySheetsIsKeptOnceInItsCase() throws Exception {
    byte[] stack =
        ScannedFiles.pdf(
            List.of(
                Stack.page(Stack.form(Stack.CHEN, 1, 2), 1).image(),
                Stack.page(Stack.form(Stack.CHEN, 2, 2), 2).image()));
    scanner.give(stack);
    disk.left = stack.length + stack.length / 2;
    model.file();
    assertEquals(List.of(TrayRow.State.FILED, TrayRow.State.FILED), states());
    assertEquals(
        List.of("0", "1"),
        desk.desk().caseFile(Stack.CHEN).pages().stream().map(p -> p.text("sheet")).toList());
    model.put(model.inHand(), slot("D99"));
    assertEquals(List.of(TrayRow.State.FILED, TrayRow.State.FILED), states());
  }
}
