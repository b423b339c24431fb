package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.ScannedFiles;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanningViewModelTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    district("SUBMITTED");
    sit();
  }

  private void district(String stage) throws StoreException {
    var all = new ArrayList<>(PrintedCase.family());
    all.add(PrintedCase.pageKey());
    all.addAll(List.of(Stack.zhao(stage)));
    desk.receive(all.toArray(CaseRecord[]::new));
  }

  private void sit() {
    scanner = new HandSource(desk.clock());
    model =
        new ScanningViewModel(
            desk.desk(), new ScanTray(desk.desk()), Background.inline(), scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private List<TrayRow.State> states() {
    return model.rows.stream().map(TrayRow::state).toList();
  }

  private void hold(int number) {
    model.hold(model.rows.get(number - 1));
  }

  private void put(Routing.Slot place) {
    model.put(model.inHand(), place);
  }

  private void aside(String reason) {
    model.aside(model.inHand(), reason);
  }

  private CaseFile chen() {
    return desk.desk().caseFile(Stack.CHEN);
  }

  private static byte[] original(TestDesk desk, CaseRecord page) throws StoreException {
    return desk.store().files().bytes(page.text("file"));
  }

  @Test
  void aStackOfTwoFamiliesLandsPageByPageAndTheSumHolds() throws Exception {
    byte[] first = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    scanner.give(first);
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 2));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 3));
    scanner.give(Stack.blank(4));
    scanner.give(Stack.jpeg("", 5));
    assertEquals(
        List.of(
            TrayRow.State.READY,
            TrayRow.State.READY,
            TrayRow.State.READY,
            TrayRow.State.BLANK,
            TrayRow.State.WAIT),
        states());
    assertEquals(new Ledger(5, 0, 3, 1, 1, 0, 0, 0), model.ledger.get());
    model.file();
    assertEquals(new Ledger(5, 3, 0, 1, 1, 0, 0, 0), model.ledger.get());
    assertEquals("scanning.done.filed", model.done.get().key());
    List<CaseRecord> pages = chen().pages();
    assertEquals(
        List.of("1/2", "2/2"),
        pages.stream().map(p -> p.text("codePage") + "/" + p.text("codeOf")).toList());
    assertEquals(1, desk.desk().caseFile(Stack.ZHAO).pages().size());
    assertArrayEquals(first, original(desk, pages.getFirst()));
    assertEquals("SCANNER", pages.getFirst().text("source"));
    assertEquals(1, model.waiting.get());
  }

  @Test
  void aSignatureIsSeenByAPersonBeforeItCounts() {
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 1));
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.WIFE), 2));
    assertEquals(List.of(TrayRow.State.SIGN, TrayRow.State.SIGN), states());
    model.file();
    assertEquals(0, chen().pages().size());
    hold(1);
    model.signed(true);
    assertEquals(2, model.selected.get().number(), "the next to look at is in hand");
    model.signed(false);
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.READY), states());
    model.file();
    CaseFile file = chen();
    CaseRecord fact = file.gateFacts(GateKind.DECLARATION_SIGNED).getFirst();
    assertEquals(
        file.pages().getFirst().id().toString(), fact.text("page"), "the fact names the sheet");
    assertEquals(file.application().orElseThrow().text("applicant"), fact.text("subject"));
    assertEquals(
        List.of("SIGNED", "", "GUARDIAN", "GUARDIAN"),
        file.members().stream().map(m -> m.text("authorization")).toList());
    assertEquals(PrintedCase.WIFE.toString(), file.pages().get(1).text("member"));
  }

  @Test
  void nobodySignsASheetWhileThePictureOfAnotherIsInSight() throws Exception {
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 1));
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.WIFE), 2));
    var late = new LateBackground();
    model =
        new ScanningViewModel(
            desk.desk(), new ScanTray(desk.desk()), late, scanner, System::nanoTime);
    model.start();
    late.settle();
    hold(1);
    late.settle();
    Pixels husband = Objects.requireNonNull(model.sight.picture.get());
    hold(2);
    assertNull(model.sight.picture.get(), "the sheet before is out of sight at once");
    model.signed(true);
    late.settle();
    assertEquals(List.of(TrayRow.State.SIGN, TrayRow.State.SIGN), states());
    assertNotEquals(husband, model.sight.picture.get());
    model.signed(true);
    late.settle();
    assertEquals(List.of(TrayRow.State.SIGN, TrayRow.State.READY), states());
  }

  @Test
  void aSheetWhosePictureTheDiskDoesNotGiveIsSignedByNobody() throws Exception {
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 1));
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.WIFE), 2));
    hold(1);
    ScanBatch batch = Objects.requireNonNull(model.shown.get());
    String file = model.rows.get(1).page().file();
    assertTrue(desk.store().files().discard(file, batch.id()));
    hold(2);
    assertNull(model.sight.picture.get());
    assertTrue(model.sight.none.get(), "and it is said that there is none");
    model.signed(true);
    assertEquals(TrayRow.State.SIGN, states().get(1));
    hold(1);
    assertNotNull(model.sight.picture.get());
    assertFalse(model.sight.none.get());
  }

  @Test
  void aTurnedSheetStaysInSightUntilItLiesAnew() throws Exception {
    scanner.give(Stack.jpeg("", 1));
    var late = new LateBackground();
    model =
        new ScanningViewModel(
            desk.desk(), new ScanTray(desk.desk()), late, scanner, System::nanoTime);
    model.start();
    late.settle();
    Pixels before = Objects.requireNonNull(model.sight.picture.get());
    model.shaping.rotate();
    late.ends.removeFirst().run();
    late.ends.removeFirst().run();
    assertEquals(before, model.sight.picture.get());
    late.settle();
    assertEquals(before.width(), Objects.requireNonNull(model.sight.picture.get()).height());
  }

  @Test
  void aCoverSheetTakesLooseOriginalsIntoItsSlot() {
    scanner.give(Stack.jpeg(Stack.cover(Stack.CHEN, "D04"), 1));
    scanner.give(Stack.jpeg("", 2));
    scanner.give(Stack.jpeg("", 3));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 4));
    assertEquals(
        List.of(TrayRow.State.COVER, TrayRow.State.READY, TrayRow.State.READY, TrayRow.State.READY),
        states());
    model.file();
    assertEquals(List.of("D04", "D04"), chen().pages().stream().map(p -> p.text("slot")).toList());
    assertTrue(model.ledger.get().settled());
  }

  @Test
  void whatHasNoPlaceIsPutThereByHandAndTheNextFollows() {
    scanner.give(Stack.jpeg("", 1));
    scanner.give(Stack.jpeg("", 2));
    scanner.give(Stack.jpeg("https://pay.example/3", 3));
    hold(1);
    put(new Routing.Slot(Stack.CHEN, "D06", Optional.of(PrintedCase.WIFE), 0, 0, 0));
    assertEquals(2, model.selected.get().number());
    model.same();
    aside("别的单位的单据");
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.READY, TrayRow.State.ASIDE), states());
    model.file();
    assertEquals(
        List.of(PrintedCase.WIFE.toString(), PrintedCase.WIFE.toString()),
        chen().pages().stream().map(p -> p.text("member")).toList());
    hold(3);
    model.restore();
    assertEquals(TrayRow.State.WAIT, states().get(2));
  }

  @Test
  void doubtfulPagesAskAPersonAndNobodyIsWavedIn() throws Exception {
    district("WITHDRAWN");
    model.refresh();
    String good = Stack.form(Stack.CHEN, 1, 2);
    String forged = good.substring(0, good.length() - 1) + (good.endsWith("A") ? "B" : "A");
    String foreign =
        cn.ruhu.casefile.paper.PageCode.page(Stack.CHEN, "D02", 1, 1, 2)
            .write(new cn.ruhu.casefile.paper.PageKey(7, new byte[32]));
    scanner.give(Stack.jpeg(forged, 1));
    scanner.give(Stack.jpeg(foreign, 2));
    scanner.give(Stack.jpeg(Stack.form(new UUID(8, 8), 1, 1), 3));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 4));
    assertEquals(
        List.of("FORGED", "KEY_UNKNOWN", "CASE_UNKNOWN"),
        model.rows.subList(0, 3).stream().map(r -> r.why().orElseThrow().name()).toList());
    assertEquals(Optional.of(Routing.Doubt.CASE_CLOSED), model.rows.get(3).doubt());
    model.file();
    assertEquals(0, desk.desk().caseFile(Stack.ZHAO).pages().size());
    hold(4);
    model.agree(false);
    model.file();
    assertEquals(1, desk.desk().caseFile(Stack.ZHAO).pages().size());
  }

  @Test
  void theSamePageAgainReplacesKeepsBothOrStaysOut() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 2));
    assertEquals(Optional.of(Routing.Doubt.TWICE), model.rows.get(1).doubt());
    hold(2);
    aside("重复扫描");
    model.file();
    UUID old = chen().pages().getFirst().id();
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 3));
    assertEquals(1, model.rows.size(), "a settled batch ends, the next sheet begins a new one");
    assertEquals(Optional.of(Routing.Doubt.FILED_BEFORE), model.rows.getFirst().doubt());
    hold(1);
    model.agree(true);
    model.file();
    assertEquals(1, chen().pages().size());
    assertEquals(
        chen().pages().getFirst().id().toString(),
        chen().record(old).orElseThrow().text("replacedBy"));
  }

  @Test
  void theSameBytesAreCountedAndNotTakenTwice() throws Exception {
    byte[] bytes = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    scanner.give(bytes);
    scanner.give(bytes);
    assertEquals(1, model.rows.size());
    assertEquals(1, model.ledger.get().again());
    assertEquals("AGAIN", model.refusals.getFirst().why());
    desk.restart();
    sit();
    scanner.give(bytes);
    assertEquals(2, model.ledger.get().again(), "also tomorrow");
  }

  @Test
  void theTrayComesBackAfterAPowerCutAndFilesNothingTwice() throws Exception {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg("", 2));
    desk.restart();
    sit();
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.WAIT), states());
    ScanBatch before = model.shown.get();
    model.file();
    // the note that it was filed is lost, the page itself is not
    desk.store().drafts().put(before.key(), before.toBytes());
    desk.restart();
    sit();
    assertEquals(List.of(TrayRow.State.FILED, TrayRow.State.WAIT), states());
    model.file();
    assertEquals(1, chen().pages().size());
  }

  @Test
  void aPdfOfOneFamilyStaysWholeAndOneOfTwoIsPulledApart() throws Exception {
    byte[] own =
        ScannedFiles.pdf(
            List.of(
                Stack.page(Stack.form(Stack.CHEN, 1, 2), 1).image(),
                Stack.page(Stack.form(Stack.CHEN, 2, 2), 2).image()));
    scanner.give(own);
    model.file();
    List<CaseRecord> whole = chen().pages();
    assertEquals(List.of("0", "1"), whole.stream().map(p -> p.text("sheet")).toList());
    assertArrayEquals(own, original(desk, whole.getFirst()));

    byte[] mixed =
        ScannedFiles.pdf(
            List.of(
                Stack.page(Stack.form(Stack.ZHAO, 1, 1), 3).image(),
                Stack.page(Stack.cover(Stack.CHEN, "D04"), 4).image(),
                Stack.page("", 5).image()));
    scanner.give(mixed);
    model.file();
    CaseRecord zhao = desk.desk().caseFile(Stack.ZHAO).pages().getFirst();
    CaseRecord booklet =
        chen().pages().stream().filter(p -> p.text("slot").equals("D04")).findFirst().orElseThrow();
    String origin = FileAddress.of(mixed).text();
    assertEquals(origin + "#0", zhao.text("origin"));
    assertEquals(origin + "#2", booklet.text("origin"));
    for (CaseRecord p : List.of(zhao, booklet))
      try (var pages = (PageFile.Pages) PageFile.open(original(desk, p))) {
        assertEquals(1, pages.count(), "nobody gets the other's sheet");
      }
    assertArrayEquals(mixed, desk.store().files().bytes(origin), "the original stays as it came");
  }

  @Test
  void filesWithoutAPictureAreKeptAndSaidInWords() throws Exception {
    byte[] long600 = ScannedFiles.emptyPdf(600);
    scanner.give(long600);
    scanner.give(new byte[] {'P', 'K', 3, 4, 9, 9});
    scanner.trouble("empty.jpg", ScanTrouble.Kind.EMPTY);
    assertEquals(List.of(TrayRow.State.WAIT, TrayRow.State.WAIT), states());
    assertEquals("TOO_MANY_PAGES", model.rows.getFirst().page().look().refused());
    assertEquals(600, model.rows.getFirst().page().look().pages());
    assertEquals("NOT_A_PAGE", model.rows.get(1).page().look().refused());
    assertArrayEquals(long600, desk.store().files().bytes(model.rows.getFirst().page().file()));
    assertEquals("EMPTY", model.refusals.getFirst().why());
  }

  @Test
  void whatTheDiskCouldNotKeepIsOfferedAgain() throws Exception {
    desk.close();
    var disk = new TightDisk();
    desk = TestDesk.on(disk, home.resolve("tight"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK);
    district("SUBMITTED");
    sit();
    byte[] bytes = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    disk.left = 1000;
    scanner.give(bytes);
    assertTrue(model.isStuck());
    assertEquals("work.trouble.DISK_FULL", model.trouble.get().key());
    assertEquals(0, model.rows.size());
    int opened = scanner.opened();
    disk.left = Long.MAX_VALUE;
    model.again();
    assertEquals(opened + 1, scanner.opened(), "the folder is read anew");
    scanner.give(bytes);
    assertEquals(List.of(TrayRow.State.READY), states());
  }

  @Test
  void aFinishedBatchEndsAndItsOriginalsGoAfterThirtyDays() throws Exception {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    model.close();
    assertTrue(model.shown.get().open(), "not while a sheet waits");
    model.file();
    model.close();
    assertFalse(model.shown.get().open());
    String file = model.rows.getFirst().page().file();
    desk.pass(Duration.ofDays(31));
    desk.restart();
    sit();
    assertEquals(0, model.batches.size());
    assertTrue(desk.store().files().file(file).isPresent(), "the case's own copy stays");
  }

  @Test
  void aTurnedPageIsKeptTurnedAndTheOriginalIsNot() throws Exception {
    byte[] bytes = Stack.jpeg("", 1);
    scanner.give(bytes);
    hold(1);
    model.shaping.rotate();
    assertEquals(3, model.rows.getFirst().page().recipe().turns());
    put(new Routing.Slot(Stack.CHEN, "D99", Optional.empty(), 0, 0, 0));
    model.file();
    CaseRecord page = chen().pages().getFirst();
    assertEquals("3", page.text("turns"));
    assertArrayEquals(bytes, original(desk, page));
  }

  @Test
  void everyRecordIsSoundHoweverThePageLies() {
    for (double lean : List.of(-3.0, 2.0))
      scanner.give(
          new SyntheticPage(
                  Stack.form(Stack.CHEN, lean < 0 ? 1 : 2, 2), "", 200, lean, 2, 3, 0.8f, 41)
              .jpeg());
    assertEquals(
        List.of(true, true),
        model.rows.stream().map(r -> Math.abs(r.page().look().skew()) > 100).toList());
    model.file();
    assertEquals(2, chen().pages().size());
    for (CaseRecord p : chen().pages())
      assertEquals(List.of(), Schema.check(p, desk.desk().today()));
  }

  @Test
  void filesCanBeChosenOrDropped() throws Exception {
    Path folder = Files.createDirectories(home.resolve("dropped"));
    Files.write(folder.resolve("page 10.jpg"), Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2));
    Files.write(folder.resolve("page 9.jpg"), Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    model.take(List.of(folder));
    model.file();
    assertEquals(List.of("1", "2"), chen().pages().stream().map(p -> p.text("codePage")).toList());
    assertEquals("FILE", chen().pages().getFirst().text("source"));
  }

  @Test
  void theSlotsOfTheCaseShowWhatIsMissing() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 3), 1));
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND, 3, 3), 2));
    hold(1);
    assertEquals(
        List.of(new CaseSlots.Line("D02", 0, 2, List.of(new CaseSlots.Hole("", 2)))),
        List.copyOf(model.slots));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 2, 3), 3));
    hold(1);
    assertEquals(
        List.of(new CaseSlots.Line("D02", 0, 3, List.of(new CaseSlots.Hole("欧阳秀兰", 0)))),
        List.copyOf(model.slots),
        "the print is whole, and nobody signed for her");
  }

  @Test
  void aReviewerFilesSealedCopiesWithoutBeingAskedForSignatures() throws Exception {
    desk.close();
    desk = TestDesk.reviewer(home.resolve("reviewer"));
    district("SUBMITTED");
    sit();
    String receipt =
        cn.ruhu.casefile.paper.PageCode.page(Stack.CHEN, "D24", 1, 1, 1).write(Stack.KEY);
    scanner.give(Stack.jpeg(receipt, 1));
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.WIFE), 2));
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.READY), states());
    model.file();
    assertEquals(List.of("D24", "D02"), chen().pages().stream().map(p -> p.text("slot")).toList());
    assertEquals(0, chen().all(RecordType.GATE_FACT).size());
  }
}
