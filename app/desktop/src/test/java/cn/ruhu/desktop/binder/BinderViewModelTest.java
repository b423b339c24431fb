package cn.ruhu.desktop.binder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.pages.PagePicture;
import cn.ruhu.desktop.pages.PageSamples;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.ScannedFiles;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.PageBook;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.wire.FileAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinderViewModelTest {
  private static final PageBook BOOK = new PageBook(Fonts.load());

  @TempDir private Path home;
  private BoundCase bound;
  private BinderViewModel model;

  @BeforeEach
  void open() throws Exception {
    bound = new BoundCase(home.resolve("machine"));
    model =
        new BinderViewModel(
            bound.desk.desk(), bound.district, new Prints(bound.desk.desk()), Background.inline());
    model.open(BoundCase.CASE);
  }

  @AfterEach
  void close() throws Exception {
    bound.desk.close();
  }

  /// Words of a test.
  private static final class Plain implements Exporting.Words {
    @Override
    public String caption(CaseRecord page, int at) {
      return at + " " + page.text("slot");
    }

    @Override
    public List<String> stamp(CaseRecord page) {
      return page.text("slot").equals("D04") ? List.of("与原件核对一致") : List.of();
    }

    @Override
    public List<String> instead(CaseRecord page, PageFile.Reason why) {
      return List.of("none", why.name());
    }
  }

  private CaseRecord page(int at) {
    return model.leaves.get(at).page();
  }

  private Leaf hold(int at) {
    model.hold(model.leaves.get(at));
    return model.leaves.get(at);
  }

  private String said() {
    return model.done.get() == null ? "" : Objects.requireNonNull(model.done.get()).key();
  }

  @Test
  void pagesLieByKindInOrder() {
    assertEquals(List.of("D03 0", "D03 1", "D04 2", "D04 3", "D06 4"), bound.pages());
    assertTrue(model.seen(), "the first page is on the screen");
  }

  @Test
  void aReplacedPageStaysWithItsHashWhoAndWhy() throws Exception {
    Path better = home.resolve("better.jpg");
    byte[] bytes = PageSamples.jpeg(PageSamples.sheet("NEW", 900, 1270));
    Files.write(better, bytes);
    CaseRecord old = hold(1).page();
    model.replace(old, better, "反光看不清");
    assertEquals("binder.done.replaced", said());
    assertEquals(List.of("D03 0", "D03 -", "D04 2", "D04 3", "D06 4"), bound.pages());
    CaseRecord now = Objects.requireNonNull(model.selected.get()).page();
    assertArrayEquals(bytes, bound.desk.store().files().bytes(now.text("file")));
    assertEquals(PrintedCase.WIFE.toString(), now.text("member"), "still hers");
    model.history.set(true);
    Leaf earlier = model.leaves.get(2);
    assertEquals(1, earlier.version());
    assertEquals(old.id(), earlier.id());
    assertEquals("REPLACED", earlier.way());
    assertEquals("反光看不清", earlier.page().text("replacedReason"));
    assertEquals(TestDesk.CLERK.toString(), earlier.page().text("replacedWho"));
    assertArrayEquals(
        bound.originals.get(1), bound.desk.store().files().bytes(earlier.page().text("file")));
    assertEquals(List.of(), Schema.check(now, bound.desk.desk().today()));
    assertEquals(List.of(), Schema.check(earlier.page(), bound.desk.desk().today()));
    model.hold(earlier);
    model.restore();
    assertEquals(List.of("D03 0", "D03 1", "D04 2", "D04 3", "D06 4"), bound.pages());
    assertEquals(2, model.leaves.stream().filter(l -> l.version() > 0).count(), "both are kept");
  }

  @Test
  void aPageInTheWrongPlaceIsPutWhereItBelongs() {
    CaseRecord wrong = hold(4).page();
    model.place(
        wrong, new PageActs.Place(BoundCase.CASE, "D07", Optional.of(PrintedCase.WIFE)), "是养老金");
    assertEquals(List.of("D03 0", "D03 1", "D04 2", "D04 3", "D07 4"), bound.pages());
    assertEquals("D07", Objects.requireNonNull(model.selected.get()).slot(), "it stays in hand");
    model.place(
        page(4), new PageActs.Place(BoundCase.CASE, "D07", Optional.of(PrintedCase.WIFE)), "x");
    assertEquals("binder.outcome.NOTHING", said());
  }

  @Test
  void aPageOfAnotherHouseholdGoesThereAndIsTakenOutHere() throws Exception {
    CaseRecord wrong = hold(4).page();
    model.place(wrong, new PageActs.Place(BoundCase.OTHER, "D06", Optional.empty()), "是赵德福的");
    assertEquals(List.of("D03 0", "D03 1", "D04 2", "D04 3"), bound.pages());
    List<CaseRecord> there = bound.desk.desk().caseFile(BoundCase.OTHER).pages();
    assertEquals(1, there.size());
    assertEquals("", there.getFirst().text("member"), "a member of the other family is not his");
    assertArrayEquals(
        bound.originals.get(4), bound.desk.store().files().bytes(there.getFirst().text("file")));
    model.history.set(true);
    Leaf out = model.leaves.getLast();
    assertTrue(out.out());
    assertEquals("MOVED", out.way());
  }

  @Test
  void aSheetOfAFileOfManyGoesToTheOtherHouseholdAlone() throws Exception {
    byte[] stack =
        ScannedFiles.pdf(
            List.of(PageSamples.sheet("OURS", 600, 800), PageSamples.sheet("HIS", 600, 800)));
    String address = bound.desk.store().files().put(stack, BoundCase.CASE, "application/pdf");
    bound.desk.receive(
        page(4).with("file", address).with("mime", "application/pdf").with("sheet", "1"));
    model.refresh();
    CaseRecord wrong = hold(4).page();
    model.place(wrong, new PageActs.Place(BoundCase.OTHER, "D06", Optional.empty()), "是赵德福的");
    assertEquals("binder.done.placed", said());
    CaseRecord there = bound.desk.desk().caseFile(BoundCase.OTHER).pages().getFirst();
    byte[] kept = bound.desk.store().files().bytes(there.text("file"));
    var pages = assertInstanceOf(PageFile.Pages.class, PageFile.open(kept));
    try (pages) {
      assertEquals(1, pages.count(), "nothing else of the first family goes along");
    }
    assertEquals("", there.text("sheet"));
    assertEquals(address + "#1", there.text("origin"), "whose sheet it was is said");
    assertEquals(Integer.toString(kept.length), there.text("length"));
    assertEquals(List.of(), Schema.check(there, bound.desk.desk().today()));
    assertTrue(PagePicture.drawn(kept, there, 0).isPresent());
  }

  @Test
  void aNewPageStandsBehindAllThatWereThere() throws Exception {
    model.withdraw(hold(0).page(), "重复");
    model.withdraw(hold(0).page(), "重复");
    model.place(
        hold(0).page(),
        new PageActs.Place(BoundCase.CASE, "D06", Optional.of(PrintedCase.WIFE)),
        "是收入材料");
    assertEquals(List.of("D04 3", "D06 4", "D06 2"), bound.pages());
  }

  @Test
  void pagesChangePlacesAndOneIsPutBetween() throws Exception {
    hold(1);
    model.shift(-1);
    assertEquals(List.of("D03 1", "D03 0", "D04 2", "D04 3", "D06 4"), bound.pages());
    assertEquals(0, model.leaves.indexOf(model.selected.get()), "it stays in hand");
    model.shift(-1);
    assertEquals("binder.outcome.NOTHING", said());
    Path more = home.resolve("more.png");
    Files.write(more, PageSamples.png(PageSamples.sheet("MORE", 600, 800)));
    model.insert(page(0), more);
    assertEquals(List.of("D03 1", "D03 -", "D03 0", "D04 2", "D04 3", "D06 4"), bound.pages());
    model.insert(page(0), more);
    assertEquals("D03 -", bound.pages().get(1));
    assertEquals("D03 0", bound.pages().get(3));
  }

  @Test
  void aFileOfManyPagesIsNoPage() throws Exception {
    Path many = home.resolve("many.pdf");
    Files.write(
        many,
        ScannedFiles.pdf(
            List.of(PageSamples.sheet("1", 600, 800), PageSamples.sheet("2", 600, 800))));
    model.insert(page(0), many);
    assertEquals("binder.outcome.NO_PAGE", said());
    assertEquals(5, bound.pages().size());
  }

  @Test
  void aPageTakenOutCountsForNothingAndComesBack() {
    model.withdraw(hold(0).page(), "不是本户的");
    assertEquals(List.of("D03 1", "D04 2", "D04 3", "D06 4"), bound.pages());
    model.history.set(true);
    Leaf out = model.leaves.stream().filter(Leaf::out).findFirst().orElseThrow();
    assertFalse(bound.file().holds(out.id()), "nothing may point at it any more");
    model.hold(out);
    model.restore();
    assertEquals(List.of("D03 0", "D03 1", "D04 2", "D04 3", "D06 4"), bound.pages());
  }

  @Test
  void cornersMakeANewVersionOfTheSameOriginal() {
    CaseRecord old = hold(2).page();
    var c = Corners.parse("300,200 9700,100 9800,9900 100,9800").orElseThrow();
    model.reshape(old, 0, c, 1);
    CaseRecord now = Objects.requireNonNull(model.selected.get()).page();
    assertEquals(c.text(), now.text("corners"));
    assertEquals("1", now.text("turns"));
    PageRecipe recipe = PageRecipe.read(now.text("recipe")).orElseThrow();
    assertEquals(1, recipe.turns());
    assertEquals(c, Corners.of(recipe.corners().orElseThrow()));
    assertEquals(old.text("file"), now.text("file"));
    assertEquals(1, Objects.requireNonNull(model.selected.get()).earlier());
  }

  @Test
  void theStampIsInOnesOwnNameAndNobodyTakesAnothersAway() throws Exception {
    hold(2);
    model.stamp();
    assertEquals(TestDesk.CLERK.toString(), page(2).text("checkedBy"));
    model.stamp();
    assertEquals("", page(2).text("checkedBy"));
    bound.desk.receive(
        page(3)
            .with("checkedBy", TestDesk.REVIEWER.toString())
            .with("checkedAt", "2026-11-20T02:00:00Z"));
    model.refresh();
    hold(3);
    model.stamp();
    assertEquals(TestDesk.REVIEWER.toString(), page(3).text("checkedBy"));
    assertEquals("binder.outcome.NOTHING", said());
  }

  @Test
  void nobodyChangesAPageThatSomebodyReplacedMeanwhile() throws Exception {
    CaseRecord seen = hold(0).page();
    bound.desk.receive(seen.with("replacedBy", new UUID(1, 2).toString()));
    model.withdraw(seen, "重复");
    assertEquals("binder.outcome.CHANGED_MEANWHILE", said());
  }

  @Test
  void theSamePageInAnotherHouseholdIsNoticed() throws Exception {
    assertNull(model.twin.get());
    String address =
        bound.desk.store().files().put(bound.originals.get(0), BoundCase.OTHER, "image/jpeg");
    bound.desk.receive(
        CaseRecord.of(
            RecordType.PAGE,
            new UUID(5, 5),
            TestDesk.STREET,
            BoundCase.OTHER,
            Map.of("application", BoundCase.OTHER.toString(), "slot", "D03", "file", address)));
    hold(1);
    hold(0);
    assertNotNull(model.twin.get());
    assertEquals(List.of("赵德福", "居民身份证"), Objects.requireNonNull(model.twin.get()).args());
  }

  @Test
  void anExportIsOnRecordBeforeTheFileIsThere() throws Exception {
    Path folder = Files.createDirectory(home.resolve("out"));
    var exporting = new Exporting(bound.desk.desk(), BOOK, Optional.empty());
    var wish = new Exporting.Wish("", 0, false, folder);
    var done =
        assertInstanceOf(Exporting.Written.class, exporting.write(bound.file(), wish, new Plain()));
    assertEquals(5, done.pages());
    assertEquals("ruhu-110108072026001000425.pdf", String.valueOf(done.file().getFileName()));
    CaseRecord fact = bound.file().gateFacts(GateKind.PAGES_EXPORTED).getFirst();
    assertEquals("5", fact.text("value"));
    assertEquals(FileAddress.of(Files.readAllBytes(done.file())).hex(), fact.text("reason"));
    assertEquals(TestDesk.CLERK.toString(), fact.text("by"));
    assertEquals(List.of(), Schema.check(fact, bound.desk.desk().today()));
    var part =
        assertInstanceOf(
            Exporting.Written.class,
            exporting.write(
                bound.file(), new Exporting.Wish("D04", 5_000_000, false, folder), new Plain()));
    assertEquals(2, part.pages());
    var again =
        assertInstanceOf(Exporting.Written.class, exporting.write(bound.file(), wish, new Plain()));
    assertEquals("ruhu-110108072026001000425-2.pdf", String.valueOf(again.file().getFileName()));
    assertInstanceOf(
        Exporting.TooLarge.class,
        exporting.write(bound.file(), new Exporting.Wish("", 1_000, false, folder), new Plain()));
    assertEquals(
        3,
        bound.file().gateFacts(GateKind.PAGES_EXPORTED).size(),
        "what was not written is not noted");
  }

  @Test
  void aPartOfACaseIsNoCopy() throws Exception {
    bound.desk.receive(page(4).with("file", FileAddress.of(new byte[] {1, 2, 3}).text()));
    var exporting = new Exporting(bound.desk.desk(), BOOK, Optional.empty());
    var out = exporting.write(bound.file(), new Exporting.Wish("", 0, false, home), new Plain());
    assertEquals(new Exporting.NotHere(1), out);
    assertEquals(List.of(), bound.file().gateFacts(GateKind.PAGES_EXPORTED));
  }

  @Test
  void aPageThatDoesNotOpenIsSaidInTheFile() throws Exception {
    byte[] heic = "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    lies(1, heic);
    byte[] spoiled = Arrays.copyOf(bound.originals.get(3), 300);
    lies(3, spoiled);
    model.refresh();
    Path folder = Files.createDirectory(home.resolve("out"));
    var exporting = new Exporting(bound.desk.desk(), BOOK, Optional.empty());
    var done =
        assertInstanceOf(
            Exporting.Written.class,
            exporting.write(bound.file(), new Exporting.Wish("", 0, false, folder), new Plain()));
    assertEquals(5, done.pages(), "none is left out without a word");
    assertEquals(List.of(2, 4), done.gaps().stream().map(Exporting.Gap::at).toList());
    assertEquals(page(3), done.gaps().get(1).page());
    try (PDDocument read = Loader.loadPDF(done.file().toFile())) {
      String text = new PDFTextStripper().getText(read);
      assertTrue(text.contains("UNSUPPORTED"), text);
      assertTrue(text.contains("SPOILED"), text);
    }
  }

  private void lies(int at, byte[] bytes) throws Exception {
    String address = bound.desk.store().files().put(bytes, BoundCase.CASE, "image/jpeg");
    bound.desk.receive(page(at).with("file", address));
  }

  @Test
  void everyActIsOneOp() throws Exception {
    int before = bound.desk.store().journal().entries().size();
    model.withdraw(hold(0).page(), "重复");
    hold(0);
    model.stamp();
    model.shift(1);
    var kinds = new ArrayList<String>();
    var ids = new HashSet<UUID>();
    for (JournalEntry e : bound.desk.store().journal().entries()) {
      assertTrue(ids.add(e.opId()));
      kinds.add(e.op().kind());
    }
    assertEquals(List.of("pages", "pages"), kinds.subList(before, kinds.size()));
  }
}
