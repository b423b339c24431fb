package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.page.FilledForm;
import cn.ruhu.imaging.raster.ColourRaster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Frames to aim by: which sheet lies there, whether it moved, whether it can be read.
final class FrameLookTest {
  private static final int W = 1280;
  private static final int H = 960;

  private static FrameLook look(long family, long pass, double x, double y, double blur) {
    var image = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setColor(new Color(70, 52, 40));
    g.fillRect(0, 0, W, H);
    if (family > 0) {
      var sheet = new FilledForm(family, 150).scanned(1);
      double scale = 860.0 / sheet.getHeight();
      g.translate(x, y);
      g.rotate(Math.toRadians(1.5));
      g.scale(scale, scale);
      g.drawImage(
          small(sheet, blur),
          -sheet.getWidth() / 2,
          -sheet.getHeight() / 2,
          sheet.getWidth(),
          sheet.getHeight(),
          null);
    }
    g.dispose();
    var random = new Random(pass);
    for (int i = 0; i < W * H; i += 3) {
      int p = image.getRGB(i % W, i / W) & 0xFFFFFF;
      int by = (int) (random.nextGaussian() * 3);
      image.setRGB(i % W, i / W, level(p >> 16, by) << 16 | level(p >> 8, by) << 8 | level(p, by));
    }
    return FrameLook.of(ColourRaster.of(image), Optional.empty());
  }

  /// @param blur 1 for none; else drawn on so many times fewer pixels
  private static BufferedImage small(BufferedImage sheet, double blur) {
    if (blur == 1) return sheet;
    int w = (int) (sheet.getWidth() / blur);
    int h = (int) (sheet.getHeight() / blur);
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(sheet, 0, 0, w, h, null);
    g.dispose();
    return out;
  }

  private static int level(int value, int by) {
    return Math.clamp((value & 255) + by, 0, 255);
  }

  @Test
  void aSheetThatLiesStillHardlyMovesAndIsTheSame() {
    FrameLook one = look(5, 1, 640, 480, 1);
    FrameLook other = look(5, 2, 640, 480, 1);
    assertTrue(one.moved(other) < 0.005, "moved " + one.moved(other));
    assertTrue(one.isSamePaper(other));
    assertTrue(one.clear(), "sharp " + one.sharpness());
  }

  @Test
  void oneThatWasMovedIsTheSamePaperElsewhere() {
    FrameLook one = look(5, 1, 640, 480, 1);
    FrameLook other = look(5, 2, 700, 470, 1);
    assertTrue(one.moved(other) > 0.02, "moved " + one.moved(other));
    assertTrue(one.isSamePaper(other));
  }

  @Test
  void theSameFormFilledInByOthersIsAnotherPaper() {
    FrameLook one = look(5, 1, 640, 480, 1);
    for (long family = 6; family < 12; family++)
      assertFalse(one.isSamePaper(look(family, 1, 640, 480, 1)), "family " + family);
  }

  @Test
  void printOutOfFocusIsNotSharp() {
    FrameLook soft = look(5, 1, 640, 480, 9);
    assertFalse(soft.clear(), "sharp " + soft.sharpness());
  }

  @Test
  void anEmptyTableHasNoSheetAndIsInfinitelyFar() {
    FrameLook none = look(0, 1, 0, 0, 1);
    assertEquals(Optional.empty(), none.sheet());
    assertEquals(FrameLook.Desk.UNKNOWN, none.desk());
    assertEquals(Double.POSITIVE_INFINITY, none.moved(look(5, 1, 640, 480, 1)));
    assertFalse(none.isSamePaper(none));
  }
}
