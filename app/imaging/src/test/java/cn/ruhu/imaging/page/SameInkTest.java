package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.raster.Fingerprint;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.SameInk;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages full of print look alike from afar and are told apart from near.
final class SameInkTest {
  /// The letter as another pass of a scanner brings it: larger, shifted, a little turned.
  private static GrayRaster again(long seed, double by, double right, double down, double degrees) {
    BufferedImage page = PrintedPage.of(seed);
    int w = (int) (page.getWidth() * by);
    int h = (int) (page.getHeight() * by);
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    var g = out.createGraphics();
    g.setRenderingHint(
        java.awt.RenderingHints.KEY_INTERPOLATION,
        java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.setColor(new java.awt.Color(228, 226, 220));
    g.fillRect(0, 0, w, h);
    var at = AffineTransform.getTranslateInstance(right * by, down * by);
    at.scale(by, by);
    at.rotate(Math.toRadians(degrees), page.getWidth() / 2.0, page.getHeight() / 2.0);
    g.drawImage(page, at, null);
    g.dispose();
    return GrayRaster.of(out);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void twoLettersOfTheSameLayoutAreTwoSheets(long seed) {
    var one = GrayRaster.of(PrintedPage.of(seed));
    var other = again(seed + 40, 1.3, 6, -4, 0.2);
    double far = Fingerprint.of(one).difference(Fingerprint.of(other));
    assertTrue(far < 2 * Fingerprint.SAME_MAX, "from afar they are nearly alike, " + far);
    var near = SameInk.of(one, other);
    assertTrue(near.tellsApart() && near.agreement() < 0.25, near.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theSameLetterScannedAgainIsOneSheet(long seed) {
    var one = GrayRaster.of(PrintedPage.of(seed));
    var near = SameInk.of(one, again(seed, 1.3, 9, -12, 0.3));
    assertFalse(near.tellsApart(), near.toString());
    assertTrue(near.agreement() > 0.45, near.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theWayItLiesDoesNotMatter(int turns) {
    var one = GrayRaster.of(PrintedPage.of(5));
    var turned = GrayRaster.of(Straightened.of(PrintedPage.of(5), turns, 0));
    assertFalse(SameInk.of(one, turned).tellsApart());
    assertFalse(SameInk.of(turned, one).tellsApart());
    assertTrue(
        SameInk.of(one, GrayRaster.of(Straightened.of(PrintedPage.of(6), turns, 0))).tellsApart());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aFilledFormScannedAgainIsOneSheet(long family) {
    var near =
        SameInk.of(
            GrayRaster.of(new FilledForm(family, 150).scanned(1)),
            GrayRaster.of(new FilledForm(family, 200).scanned(2)));
    assertFalse(near.tellsApart(), near.toString());
  }

  @Test
  void aPageWithHardlyAnyInkSaysNothing() {
    var empty = new BufferedImage(620, 877, BufferedImage.TYPE_INT_RGB);
    empty.createGraphics().fillRect(0, 0, 620, 877);
    var near = SameInk.of(GrayRaster.of(empty), GrayRaster.of(PrintedPage.of(1)));
    assertEquals(new SameInk(0, 0), near);
    assertFalse(near.tellsApart());
  }
}
