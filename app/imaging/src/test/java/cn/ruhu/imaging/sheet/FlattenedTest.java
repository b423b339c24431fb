package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.page.Corpus;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlattenedTest {
  private static final BufferedImage SHEET =
      SyntheticPage.clean(Corpus.code(3).write(Corpus.KEY), 100).image();

  private static ColourRaster raster() {
    return ColourRaster.of(SHEET);
  }

  private static double difference(ColourRaster a, ColourRaster b) {
    assertEquals(a.width(), b.width());
    assertEquals(a.height(), b.height());
    long sum = 0;
    for (int y = 0; y < a.height(); y++)
      for (int x = 0; x < a.width(); x++)
        sum += Math.abs(ColourRaster.luma(a.rgb(x, y)) - ColourRaster.luma(b.rgb(x, y)));
    return (double) sum / a.width() / a.height();
  }

  @Test
  void nothingToDoIsThePictureItself() {
    var raster = raster();
    assertSame(raster, Flattened.of(raster, PageRecipe.AS_IS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void quarterTurnsMovePixelsAndChangeNone(int turns) {
    var turned = ColourRaster.of(Straightened.of(SHEET, turns, 0));
    var recipe = PageRecipe.AS_IS.turnedBy(-turns);
    assertEquals(turns, recipe.turns());
    assertTrue(turned.isSameAs(Flattened.of(raster(), recipe)));
  }

  @Test
  void aSheetSeenAtAnAngleBecomesFlat() {
    var raster = raster();
    int w = raster.width();
    int h = raster.height();
    // the sheet drawn into a picture as a camera sees it
    var corners =
        new Quad(
            new Point(0.14, 0.08),
            new Point(0.88, 0.12),
            new Point(0.97, 0.95),
            new Point(0.05, 0.9));
    int pw = 1500;
    int ph = 2000;
    var back = Homography.square(corners.times(pw, ph)).inverse();
    int[] pixels = new int[pw * ph];
    for (int y = 0; y < ph; y++)
      for (int x = 0; x < pw; x++) {
        Point p = back.at(x + 0.5, y + 0.5);
        boolean on = p.x() >= 0 && p.x() < 1 && p.y() >= 0 && p.y() < 1;
        pixels[y * pw + x] = on ? raster.rgb((int) (p.x() * w), (int) (p.y() * h)) : 0x503018;
      }
    var photo = new ColourRaster(pw, ph, pixels);
    var flat =
        Flattened.of(photo, PageRecipe.AS_IS.withCorners(corners).withFormat(SheetFormat.A4, 100));
    assertEquals(SheetFormat.A4.shortPixels(100), flat.width());
    assertEquals(SheetFormat.A4.longPixels(100), flat.height());
    assertTrue(difference(raster, flat) < 6, "differs by " + difference(raster, flat));
  }

  @Test
  void shapeIsToldThroughThePerspective() {
    for (long seed = 1; seed <= 20; seed++) {
      var photo = DeskPhoto.of(SHEET, seed);
      double aspect =
          Shape.aspect(photo.truth(), photo.image().getWidth(), photo.image().getHeight());
      assertEquals(210 / 297.0, aspect, 0.06 * 210 / 297, "seed " + seed);
    }
  }

  @Test
  void thereAndBackIsWhereItWas() {
    var way =
        Homography.square(
            new Quad(new Point(3, 4), new Point(90, 8), new Point(80, 70), new Point(1, 60)));
    Point p = way.inverse().at(way.at(0.3, 0.7));
    assertEquals(0.3, p.x(), 1e-9);
    assertEquals(0.7, p.y(), 1e-9);
  }
}
