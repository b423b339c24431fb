package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.raster.Facing;
import cn.ruhu.imaging.raster.GrayRaster;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FacingTest {
  private static Facing of(BufferedImage image) {
    return Facing.of(GrayRaster.of(image));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void printTellsWhichSideIsUp(int turns) {
    for (long seed = 1; seed <= 4; seed++) {
      // Straightened turns back; a page that lies turned by so many quarters is made with the rest
      var facing = of(Straightened.of(PrintedPage.of(seed), Math.floorMod(-turns, 4), 0));
      assertEquals(turns, facing.turns(), facing.toString());
      assertTrue(facing.confidence() >= Facing.CONFIDENCE_MIN, facing.toString());
    }
  }

  @Test
  void tablesAndHandwritingSayNothing() {
    for (long seed = 1; seed <= 4; seed++) {
      var facing = of(new FilledForm(seed, 150).scanned(seed));
      assertTrue(
          facing.confidence() < Facing.CONFIDENCE_MIN || facing.turns() == 0, facing.toString());
    }
    var empty = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    empty.createGraphics().fillRect(0, 0, 1240, 1754);
    assertEquals(new Facing(0, 0), of(empty));
  }
}
