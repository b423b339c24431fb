package cn.ruhu.imaging.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.page.FilledForm;
import cn.ruhu.imaging.page.Straightened;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
  private static Fingerprint of(BufferedImage image) {
    return Fingerprint.of(GrayRaster.of(image));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aSheetScannedAgainIsNoticed(long seed) {
    var first = of(new FilledForm(seed, 150).scanned(seed + 100));
    var again = of(new FilledForm(seed, 200).scanned(seed + 200));
    assertTrue(first.mayBe(again));
    assertTrue(first.isSameSheet(again), "difference " + first.difference(again));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameFormOfAnotherFamilyIsAnotherSheet(long seed) {
    var one = of(new FilledForm(seed, 150).scanned(seed));
    var other = of(new FilledForm(seed + 50, 150).scanned(seed + 1));
    assertFalse(one.isSameSheet(other), "difference " + one.difference(other));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theWayItLiesDoesNotMatter(int turns) {
    var image = new FilledForm(3, 150).scanned(1);
    assertTrue(of(image).isSameSheet(of(Straightened.of(image, turns, 0))));
    assertTrue(of(image).mayBe(of(Straightened.of(image, turns, 0))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aRimOfTheDeskBesideTheSheetDoesNotMatter(long seed) {
    var clean = new FilledForm(seed, 150).scanned(seed);
    var rimmed = new FilledForm(seed, 150).scanned(seed + 9);
    var g = rimmed.createGraphics();
    g.setColor(new java.awt.Color(60, 45, 35));
    g.setStroke(new java.awt.BasicStroke(9));
    g.drawRect(0, 0, rimmed.getWidth(), rimmed.getHeight());
    g.dispose();
    assertTrue(of(clean).mayBe(of(rimmed)));
    assertTrue(of(clean).isSameSheet(of(rimmed)), "" + of(clean).difference(of(rimmed)));
  }

  @Test
  void itIsKeptAsALineOfText() {
    var print = of(new FilledForm(4, 100).scanned(1));
    assertEquals(Optional.of(print), Fingerprint.read(print.text()));
    assertEquals(2241, print.text().length());
    assertEquals(print.hash(), Fingerprint.read(print.text()).orElseThrow().hash());
    assertEquals(Optional.empty(), Fingerprint.read("t12"));
    assertEquals(Optional.empty(), Fingerprint.read("x" + print.text().substring(1)));
    assertEquals(Optional.empty(), Fingerprint.read("tz" + print.text().substring(2)));
  }
}
