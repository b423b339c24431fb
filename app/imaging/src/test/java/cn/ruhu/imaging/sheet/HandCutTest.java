package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A sheet cut out by hand has the proportions it has in truth, not those of its sides.
final class HandCutTest {
  private static final int W = 1500;
  private static final int H = 2000;

  /// Corners of a sheet under a camera that looks aslant, shares of the picture.
  private static Quad aslant(double width, double height, double tilt, double turn) {
    double[][] flat = {
      {-width / 2, -height / 2},
      {width / 2, -height / 2},
      {width / 2, height / 2},
      {-width / 2, height / 2}
    };
    double focal = 0.85 * H;
    var c = new Point[4];
    for (int i = 0; i < 4; i++) {
      double u = flat[i][0] * Math.cos(turn) - flat[i][1] * Math.sin(turn);
      double v = flat[i][0] * Math.sin(turn) + flat[i][1] * Math.cos(turn);
      double z = focal + v * Math.sin(tilt);
      c[i] =
          new Point((W / 2.0 + focal * u / z) / W, (H / 2.0 + focal * v * Math.cos(tilt) / z) / H);
    }
    return new Quad(c[0], c[1], c[2], c[3]);
  }

  @ParameterizedTest
  @CsvSource({"20,3", "30,0", "35,5", "-28,-4"})
  void aSheetSeenAslantIsTheA4ItIs(double tilt, double turn) {
    Quad q = aslant(1000, 1414, Math.toRadians(tilt), Math.toRadians(turn));
    PageRecipe made = HandCut.of(PageRecipe.AS_IS, q, W, H, 0);
    assertEquals(SheetFormat.A4, made.format());
    assertTrue(made.dpi() > 100 && made.dpi() <= PageRecipe.DPI_MADE, made.text());
    double means =
        (q.times(W, H).topLeft().distance(q.times(W, H).bottomLeft())
                + q.times(W, H).topRight().distance(q.times(W, H).bottomRight()))
            / (q.times(W, H).topLeft().distance(q.times(W, H).topRight())
                + q.times(W, H).bottomLeft().distance(q.times(W, H).bottomRight()));
    assertTrue(Math.abs(means / 1.414 - 1) > 0.05, "its sides alone say " + means);
  }

  @Test
  void aCardIsACardAndAnUnknownPaperKeepsItsProportions() {
    Quad card = aslant(1284, 810, Math.toRadians(30), 0);
    assertEquals(SheetFormat.ID1, HandCut.of(PageRecipe.AS_IS, card, W, H, 0).format());
    Quad receipt = aslant(500, 1500, Math.toRadians(25), Math.toRadians(2));
    PageRecipe made = HandCut.of(PageRecipe.AS_IS, receipt, W, H, 0);
    assertEquals(SheetFormat.FREE, made.format());
    assertEquals(0, made.dpi());
    Quad px = receipt.times(W, H);
    double side =
        Math.max(px.topLeft().distance(px.bottomLeft()), px.topRight().distance(px.bottomRight()));
    assertEquals(side, Flattened.longSide(W, H, made), 1);
    assertEquals(1.0 / 3, Shape.aspect(px, W, H), 0.01);
  }

  @Test
  void whereTheDotsAreKnownA5IsToldFromA4() {
    double across = 148 / 25.4 * 150;
    double down = 210 / 25.4 * 150;
    Quad q =
        new Quad(
            new Point(100.0 / W, 100.0 / H),
            new Point((100 + across) / W, 100.0 / H),
            new Point((100 + across) / W, (100 + down) / H),
            new Point(100.0 / W, (100 + down) / H));
    PageRecipe made = HandCut.of(PageRecipe.AS_IS, q, W, H, 150);
    assertEquals(SheetFormat.A5, made.format());
    assertEquals(150, made.dpi());
  }

  @Test
  void turnsAndToneStayAndTheLeanIsForgotten() {
    var before =
        new PageRecipe(
            PageRecipe.VERSION,
            PageRecipe.AS_IS.corners(),
            3,
            150,
            SheetFormat.FREE,
            0,
            PageRecipe.Tone.WHITENED);
    PageRecipe made = HandCut.of(before, aslant(1000, 1414, 0.4, 0), W, H, 0);
    assertEquals(3, made.turns());
    assertEquals(0, made.skew());
    assertEquals(PageRecipe.Tone.WHITENED, made.tone());
  }
}
