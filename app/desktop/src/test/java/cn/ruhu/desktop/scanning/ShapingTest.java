package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.pages.PagePicture;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.Flaw;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.SheetFormat;
import cn.ruhu.wire.FileAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees of a sheet and what is kept of it, from the same recipe.
class ShapingTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanTray tray;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    var all = new ArrayList<>(PrintedCase.family());
    all.add(PrintedCase.pageKey());
    desk.receive(all.toArray(CaseRecord[]::new));
    sit();
  }

  private void sit() {
    scanner = new HandSource(desk.clock());
    tray = new ScanTray(desk.desk());
    model =
        new ScanningViewModel(desk.desk(), tray, Background.inline(), scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private void take(byte[] bytes, String source) throws Exception {
    Instant now = desk.clock().instant();
    tray.took(
        new ScannedFile(Path.of("c.jpg"), bytes, FileAddress.of(bytes).hex(), now, now, true),
        source);
    model.refresh();
    model.hold(model.rows.getLast());
  }

  private ScanPage page() {
    return model.rows.getLast().page();
  }

  private double ratio() {
    Pixels seen = model.sight.picture.get();
    assertNotNull(seen);
    return (double) seen.height() / seen.width();
  }

  private CaseRecord filed() {
    model.put(
        List.of(model.rows.getLast()),
        new Routing.Slot(Stack.CHEN, "D99", Optional.empty(), 0, 0, 0));
    model.file();
    return desk.desk().caseFile(Stack.CHEN).pages().getLast();
  }

  @Test
  void twoKeysInARowBothCount() throws Exception {
    take(Table.jpeg(Table.askew(1, 1)), "CAMERA");
    var late = new LateBackground();
    var window = new ScanningViewModel(desk.desk(), tray, late, scanner, System::nanoTime);
    window.start();
    late.settle();
    window.hold(window.rows.getLast());
    late.settle();
    int lay = page().recipe().turns();
    window.shaping.rotate();
    window.shaping.rotate();
    window.shaping.whiten();
    late.settle();
    PageRecipe now = tray.batches().getLast().pages().getLast().recipe();
    assertEquals(Math.floorMod(lay + 2, 4), now.turns());
    assertEquals(PageRecipe.Tone.WHITENED, now.tone());
  }

  @Test
  void aPhotoIsSeenBetweenItsEdgesAndTheOriginalIsOneKeyAway() throws Exception {
    take(Table.jpeg(Table.askew(1, 1)), "CAMERA");
    assertEquals(Shaping.Edges.FOUND, Shaping.edges(page()));
    assertEquals(SheetFormat.A4, page().recipe().format());
    assertEquals(1.414, ratio(), 0.02);
    model.shaping.edges();
    assertEquals(Shaping.Edges.ORIGINAL, Shaping.edges(page()));
    assertEquals(PageRecipe.AS_IS, page().recipe());
    assertEquals(4.0 / 3, ratio(), 0.01);
    model.shaping.edges();
    assertEquals(Shaping.Edges.FOUND, Shaping.edges(page()));
    model.shaping.edges();
    model.guide.undo();
    assertEquals(Shaping.Edges.FOUND, Shaping.edges(page()), "Z takes it back as well");
  }

  @Test
  void whatIsFiledIsMadeAgainOfOriginalAndRecipe() throws Exception {
    byte[] came = Table.jpeg(Table.askew(2, 2));
    take(came, "FILE");
    model.shaping.whiten();
    model.shaping.rotate();
    PageRecipe seen = page().recipe();
    CaseRecord page = filed();
    assertEquals(seen.text(), page.text("recipe"));
    assertEquals(List.of(), Schema.check(page, desk.desk().today()));
    byte[] kept = desk.store().files().bytes(page.text("file"));
    assertArrayEquals(came, kept, "the original as it came");
    PageRecipe recipe = PageRecipe.read(page.text("recipe")).orElseThrow();
    var again = (Derivation.Derived) Derivation.of(kept, 0, recipe);
    var drawn = ColourRaster.of(PagePicture.drawn(kept, page, 0).orElseThrow());
    assertTrue(again.page().isSameAs(drawn), "bit for bit");
    assertEquals(3, recipe.turns());
    assertEquals("3", page.text("turns"), "and roughly for machines that know no recipes");
    assertFalse(page.text("corners").isEmpty());
  }

  @Test
  void edgesNobodyIsSureOfAreSaidAndThePhotoStaysAsItCame() throws Exception {
    take(Table.jpeg(Table.unsure()), "CAMERA");
    assertEquals(Shaping.Edges.UNSURE, Shaping.edges(page()));
    assertEquals(Optional.empty(), page().recipe().corners());
    assertEquals(4.0 / 3, ratio(), 0.01);
    model.shaping.corners(
        model.rows.getLast(), 0, Corners.parse("1000,1000 9000,1000 9000,9000 1000,9000").get());
    assertEquals(Shaping.Edges.HAND, Shaping.edges(page()));
  }

  @Test
  void aScanStaysWholeAndItsLeanIsTakenOutOnlyWhereItIsSure() throws Exception {
    scanner.give(new SyntheticPage("", "", 150, 2, 0, 2, 0.8f, 7).jpeg());
    model.hold(model.rows.getLast());
    assertEquals(Shaping.Edges.NONE, Shaping.edges(page()));
    assertEquals(200, page().recipe().skew(), 25);
    assertEquals(Optional.empty(), page().recipe().corners());
    int lean = page().recipe().skew();
    model.shaping.edges();
    assertEquals(0, page().recipe().skew(), "the original");
    model.shaping.edges();
    assertEquals(lean, page().recipe().skew());
    assertEquals(Integer.toString(lean), filed().text("skew"));
  }

  @Test
  void whitePaperIsKeptOverEverythingElse() throws Exception {
    take(Table.jpeg(Table.askew(4, 4)), "CAMERA");
    model.shaping.whiten();
    assertTrue(Shaping.isWhite(page()));
    model.shaping.edges();
    assertTrue(Shaping.isWhite(page()));
    model.shaping.rotate();
    desk.restart();
    sit();
    assertTrue(Shaping.isWhite(page()), "over a power cut too");
    model.hold(model.rows.getLast());
    model.shaping.whiten();
    assertFalse(Shaping.isWhite(page()));
  }

  @Test
  void cornersSetByHandGiveTheSheetItsProportionsAndTheWholePictureIsOneKeyAway() throws Exception {
    take(Table.jpeg(Table.askew(5, 5)), "CAMERA");
    Corners found = page().corners();
    model.shaping.corners(model.rows.getLast(), 1, found);
    assertEquals(Shaping.Edges.FOUND, Shaping.edges(page()), "only turned");
    assertEquals(1, page().recipe().turns());
    model.shaping.corners(model.rows.getLast(), 0, Corners.WHOLE);
    assertEquals(Optional.empty(), page().recipe().corners());
    // the upper half of the sheet: A4 cut across is A5, whose dots nobody knows, lying
    List<Corners> halves = found.halves(false, 0);
    model.shaping.corners(model.rows.getLast(), 0, halves.getFirst());
    assertEquals(Shaping.Edges.HAND, Shaping.edges(page()));
    assertEquals(1 / 1.414, ratio(), 0.02);
  }

  @Test
  void flawsStandOnTheRecordForWhoeverLooksLater() throws Exception {
    take(Table.jpeg(Table.lamp(Table.askew(6, 6), 0.65, 0.3)), "CAMERA");
    var told = page().look().told();
    assertTrue(told.has(Flaw.GLARE), told.text());
    assertEquals(TrayRow.State.WAIT, model.rows.getLast().state(), "and nothing is blocked");
    assertEquals(told.text(), filed().text("flaws"));
  }

  @Test
  void aPictureOfTheCameraIsAPhotoWhateverDensityItStates() throws Exception {
    byte[] cut = Table.jpeg(Table.askew(9, 9).getSubimage(0, 0, 1500, 1500));
    take(cut, "CAMERA");
    assertTrue(page().look().told().has(Flaw.CUT), page().look().flaws());
    take(Table.stating(cut, 300), "CAMERA");
    assertTrue(page().look().told().has(Flaw.CUT), page().look().flaws());
  }

  @Test
  void aBatchOfAnEarlierVersionIsSeenAsItWas() throws Exception {
    take(Table.jpeg(Table.askew(7, 7)), "SCANNER");
    String json =
        new String(tray.batches().getLast().toBytes(), StandardCharsets.UTF_8)
            .replaceAll(",\"(edges|recipe|flaws|twin)\":\"[^\"]*\"", "");
    assertFalse(json.contains("recipe"));
    ScanPage old = ScanBatch.read(json.getBytes(StandardCharsets.UTF_8)).pages().getFirst();
    assertEquals(ScanLook.Edges.NONE, old.look().edges());
    assertEquals(Optional.empty(), old.recipe().corners());
    assertEquals("", old.choice().twin());
  }
}
