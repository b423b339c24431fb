package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.FilledForm;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.IdCards.Side;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody's card: a portrait's outline, an emblem's place, bars for words.
final class IdCardsTest {
  private static final int DPI = 150;

  private static void front(Graphics2D g, Random random) {
    ground(g);
    g.setColor(new Color(60, 60, 60));
    for (int row = 0; row < 5; row++) g.fillRect(8, 7 + 7 * row, 10 + random.nextInt(24), 3);
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
    ground(g);
    g.setColor(new Color(190, 40, 40));
    g.fillOval(6, 5, 15, 17);
    g.setColor(new Color(60, 60, 60));
    for (int i = 0; i < 7; i++) g.fillRect(28 + 7 * i, 8, 4, 5);
    for (int i = 0; i < 5; i++) g.fillRect(30 + 9 * i, 18, 6, 6);
    g.fillRect(20, 38, 50, 2);
    g.fillRect(20, 45, 45, 2);
  }

  private static void ground(Graphics2D g) {
    g.setColor(new Color(205, 218, 224));
    g.fill(new RoundRectangle2D.Double(0, 0, 85.6, 54, 6, 6));
  }

  private static BufferedImage copy(long seed, boolean upsideDown, boolean grey) {
    var random = new Random(seed);
    int w = 210 * DPI * 10 / 254;
    int h = 297 * DPI * 10 / 254;
    var image =
        new BufferedImage(w, h, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(250, 250, 249));
    g.fillRect(0, 0, w, h);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(DPI / 25.4, DPI / 25.4);
    var page = g.getTransform();
    for (int i = 0; i < 2; i++) {
      g.setTransform(page);
      g.translate(45 + random.nextInt(30), 40 + 110 * i + random.nextInt(20));
      g.rotate(Math.toRadians(random.nextDouble() * 6 - 3), 43, 27);
      if (upsideDown) g.transform(new AffineTransform(-1, 0, 0, -1, 85.6, 54));
      if (i == 0) front(g, random);
      else back(g);
    }
    g.dispose();
    return image;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothSidesOnOnePageAreFoundAndTold(boolean grey) {
    for (long seed = 1; seed <= 6; seed++) {
      var cards = IdCards.on(ColourRaster.of(copy(seed, false, grey)), DPI);
      assertEquals(
          List.of(Side.FRONT, Side.BACK),
          cards.stream().map(IdCards.IdCard::side).toList(),
          "seed " + seed + " " + cards);
      assertEquals(List.of(0, 0), cards.stream().map(IdCards.IdCard::turns).toList());
    }
  }

  @Test
  void cardsUpsideDownAreToldSo() {
    for (long seed = 1; seed <= 4; seed++) {
      var cards = IdCards.on(ColourRaster.of(copy(seed, true, false)), DPI);
      assertEquals(
          List.of(Side.FRONT, Side.BACK), cards.stream().map(IdCards.IdCard::side).toList());
      assertEquals(List.of(2, 2), cards.stream().map(IdCards.IdCard::turns).toList());
    }
  }

  @Test
  void withoutDotsPerInchTheShapeIsEnough() {
    assertEquals(2, IdCards.on(ColourRaster.of(copy(3, false, false)), 0).size());
  }

  @Test
  void aFormHasNoCard() {
    for (long seed = 1; seed <= 4; seed++)
      assertEquals(
          List.of(), IdCards.on(ColourRaster.of(new FilledForm(seed, 150).scanned(seed)), 150));
  }

  @Test
  void aCardCutOutLiesInItsTrueShape() {
    var page = ColourRaster.of(Straightened.of(copy(5, false, false), 0, 0));
    var card = IdCards.on(page, DPI).getFirst();
    var flat =
        Flattened.of(
            page, PageRecipe.AS_IS.withCorners(card.quad()).withFormat(SheetFormat.ID1, 300));
    assertEquals(1011, flat.width());
    assertEquals(638, flat.height());
    assertTrue(card.quad().area() > 0.06 && card.quad().area() < 0.09);
  }

  /// From the file of a copier to two pictures of a card's size, however the copy leans or lies.
  @ParameterizedTest
  @CsvSource({"0, 0", "1.5, 0", "-2.4, 0", "0, 2"})
  void aCopyOffersBothSidesAsPagesOfTheirOwn(double lean, int turns) throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      var copy = Straightened.of(copy(seed, false, false), turns, lean);
      byte[] file = Straightened.encode(copy, "jpeg", DPI);
      var reader = new PageReader(CodeCheck.shapeOnly(), System::nanoTime);
      try (var pages = assertInstanceOf(PageFile.Pages.class, PageFile.open(file))) {
        var page = assertInstanceOf(PageImage.class, pages.page(0));
        var cards = reader.read(page).cards();
        assertEquals(2, cards.size(), "seed " + seed + " " + cards);
        var sides = cards.stream().map(IdCards.IdCard::side).sorted().toList();
        assertEquals(List.of(Side.FRONT, Side.BACK), sides, cards.toString());
        for (var card : cards) {
          assertTrue(card.confidence() >= 0.5 && card.confidence() <= 1, card.toString());
          var made = Derivation.of(page, card.recipe());
          assertEquals(85.6 / 54, (double) made.width() / made.height(), 0.01);
          assertEquals(85.6 * DPI / 25.4, made.width(), 8);
          // the portrait lies to the right of a front that stands upright, the emblem to the left
          int x = card.side() == Side.FRONT ? 4 : 1;
          int y = card.side() == Side.FRONT ? 2 : 1;
          int mark = made.rgb(made.width() * x / 5 - made.width() / 20, made.height() * y / 5);
          int ground = made.rgb(made.width() * 13 / 25, made.height() * 31 / 50);
          assertTrue(ColourRaster.luma(mark) < ColourRaster.luma(ground) - 30, seed + " " + card);
        }
      }
    }
  }
}
