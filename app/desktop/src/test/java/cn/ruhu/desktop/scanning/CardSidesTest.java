package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.pages.PageWords;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy of an identity card, both sides on one sheet, becomes two pages with a key. Nobody's
/// card: a portrait's outline, an emblem's place, bars for words.
class CardSidesTest {
  private static final int DPI = 150;
  private static final Routing.Slot ID =
      new Routing.Slot(Stack.CHEN, "D03", Optional.empty(), 0, 0, 0);

  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    Stack.families(desk);
    sit();
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

  /// @param frontFirst the front stands above, else the back
  private static byte[] copy(boolean frontFirst) throws Exception {
    return drawn(g -> {
      var page = g.getTransform();
      for (int i = 0; i < 2; i++) {
        g.setTransform(page);
        g.translate(55, 45 + 110 * i);
        g.setColor(new Color(205, 218, 224));
        g.fill(new RoundRectangle2D.Double(0, 0, 85.6, 54, 6, 6));
        if (frontFirst == (i == 0)) front(g);
        else back(g);
      }
    });
  }

  private static void front(Graphics2D g) {
    g.setColor(new Color(60, 60, 60));
    for (int row = 0; row < 5; row++) g.fillRect(8, 7 + 7 * row, 14 + 4 * row, 3);
    g.fillRect(8, 46, 8, 3);
    g.fillRect(28, 46, 44, 3);
    g.setColor(new Color(230, 232, 235));
    g.fillRect(57, 7, 23, 32);
    g.setColor(new Color(35, 30, 30));
    g.fillOval(60, 8, 17, 18);
    g.setColor(new Color(170, 130, 110));
    g.fillOval(62, 13, 13, 15);
    g.setColor(new Color(40, 45, 70));
    g.fillRect(57, 28, 23, 11);
  }

  private static void back(Graphics2D g) {
    g.setColor(new Color(190, 40, 40));
    g.fillOval(6, 5, 15, 17);
    g.setColor(new Color(60, 60, 60));
    for (int i = 0; i < 7; i++) g.fillRect(28 + 7 * i, 8, 4, 5);
    for (int i = 0; i < 5; i++) g.fillRect(30 + 9 * i, 18, 6, 6);
    g.fillRect(20, 38, 50, 2);
    g.fillRect(20, 45, 45, 2);
  }

  private List<String> sides() {
    return model.rows.stream().map(r -> r.page().make().side()).toList();
  }

  @Test
  void bothSidesOfACardBecomePagesOfOneOriginalTheFrontFirst() throws Exception {
    scanner.give(copy(false));
    model.guide.begin(Stack.CHEN);
    model.guide.cards();
    assertEquals(List.of("FRONT", "BACK"), sides());
    Pixels seen = model.sight.picture.get();
    assertEquals(85.6 / 54, (double) seen.width() / seen.height(), 0.02, "in its true shape");
    model.guide.cards();
    assertEquals(2, model.rows.size(), "a side is no copy");
    model.guide.undo();
    assertEquals(List.of(""), sides(), "one sheet again");
    model.guide.cards();
    desk.restart();
    sit();
    assertEquals(List.of("FRONT", "BACK"), sides(), "kept over a power cut");
    model.guide.begin(Stack.CHEN);
    model.hold(model.rows.getFirst());
    model.guide.whose(1);
    model.guide.whose(1);
    model.file();
    List<CaseRecord> pages = desk.desk().caseFile(Stack.CHEN).pages();
    assertEquals(2, pages.size());
    assertEquals(1, pages.stream().map(p -> p.text("file")).distinct().count());
    assertEquals(2, pages.stream().map(p -> p.text("corners")).distinct().count());
    for (CaseRecord p : pages) assertEquals(List.of(), Schema.check(p, desk.desk().today()));
    assertEquals(List.of("FRONT", "BACK"), pages.stream().map(p -> p.text("side")).toList());
    assertEquals("居民身份证 · 人像面", PageWords.title(pages.getFirst(), _ -> ""));
  }

  /// On a sheet with one card, that may be all that was found of two: the tray says what it sees,
  /// and the page's record only where the page is the card.
  @Test
  void aSideIsWrittenDownWhereThePageIsTheCardAlone() throws Exception {
    scanner.give(single(true, 0));
    ScanPage page = model.rows.getFirst().page();
    assertEquals("FRONT ", page.side() + " " + page.sideAlone());
    PageRecipe card = CardSide.of(page.look().cards()).getFirst().recipe();
    ScanPage cut = page.with(page.make().shaped(card));
    assertEquals("FRONT FRONT", cut.side() + " " + cut.sideAlone());
    ScanPage turned = page.with(page.make().shaped(page.recipe().turnedBy(1)));
    assertEquals("FRONT ", turned.side() + " " + turned.sideAlone());
    var below = new Quad(new Point(0, 0.5), new Point(1, 0.5), new Point(1, 1), new Point(0, 1));
    ScanPage other = page.with(page.make().shaped(PageRecipe.AS_IS.withCorners(below)));
    assertEquals(" ", other.side() + " " + other.sideAlone());
    model.put(List.of(model.rows.getFirst()), ID);
    model.file();
    CaseRecord filed = desk.desk().caseFile(Stack.CHEN).pages().getFirst();
    assertEquals("", filed.text("side"));
  }

  /// A second sheet of one side is told while the other is missing.
  @Test
  void theSameSideTwiceIsToldWhileTheOtherIsMissing() throws Exception {
    scanner.give(single(true, 0));
    model.put(List.of(model.rows.getFirst()), ID);
    scanner.give(single(true, 30));
    TrayRow second = model.rows.getLast();
    model.put(List.of(second), ID);
    assertTrue(
        model.faults.get().stream().anyMatch(f -> f.kind() == Faults.Kind.SAME_SIDE),
        model.faults.get().toString());
    scanner.give(single(false, 60));
    model.put(List.of(model.rows.getLast()), ID);
    assertTrue(
        model.faults.get().stream().noneMatch(f -> f.kind() == Faults.Kind.SAME_SIDE),
        "both sides are there");
  }

  private static byte[] single(boolean front, int down) throws Exception {
    return drawn(g -> {
      g.translate(55, 45 + down);
      g.setColor(new Color(205, 218, 224));
      g.fill(new RoundRectangle2D.Double(0, 0, 85.6, 54, 6, 6));
      if (front) front(g);
      else back(g);
    });
  }

  private static byte[] drawn(Consumer<Graphics2D> what) throws Exception {
    int w = 210 * DPI * 10 / 254;
    int h = 297 * DPI * 10 / 254;
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(250, 250, 249));
    g.fillRect(0, 0, w, h);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(DPI / 25.4, DPI / 25.4);
    what.accept(g);
    g.dispose();
    return Straightened.encode(image, "jpeg", DPI);
  }

  @Test
  void aPageWithoutACardStaysAsItIs() {
    scanner.give(Stack.jpeg("", 1));
    ScanPage before = model.rows.getFirst().page();
    model.guide.cards();
    assertEquals(before, model.rows.getFirst().page());
  }
}
