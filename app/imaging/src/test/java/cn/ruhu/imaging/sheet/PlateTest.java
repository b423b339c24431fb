package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.FilledForm;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A document camera over one desk: what is learned of it once finds sheets that nearly are the
/// desk, and is worth nothing when the camera moved.
final class PlateTest {
  private static final int W = 1600;
  private static final int H = 1200;

  private static final Color WHITE_DESK = new Color(216, 215, 210);

  /// A desk with what always lies on it, and light from a corner.
  ///
  /// @param board a dark one lies on it
  /// @param lines to cut along, all over it
  private record Desk(Color tone, boolean board, boolean lines) {
    BufferedImage under(long pass, double gain) {
      return seen(new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB), pass, gain, null, 0, 0, 0);
    }

    /// @param sheet its paper is what it is; laid with its middle at x and y
    BufferedImage seen(
        BufferedImage image,
        long pass,
        double gain,
        BufferedImage sheet,
        int x,
        int y,
        double degrees) {
      Graphics2D g = image.createGraphics();
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      g.setColor(tone);
      g.fillRect(0, 0, W, H);
      if (board) {
        g.setColor(new Color(60, 80, 70));
        g.fillRect(140, 90, W - 280, H - 180);
      }
      if (lines) {
        g.setColor(tone.darker());
        for (int at = 40; at < W; at += 110) {
          g.fillRect(at, 0, 3, H);
          g.fillRect(0, at, W, 3);
        }
      }
      if (sheet != null) {
        g.translate(x, y);
        g.rotate(Math.toRadians(degrees));
        g.drawImage(sheet, -sheet.getWidth() / 2, -sheet.getHeight() / 2, null);
      }
      g.dispose();
      var random = new Random(pass);
      int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
      for (int i = 0; i < pixels.length; i++) {
        double lamp = gain * (0.9 + 0.1 * (i % W) / W);
        double by = random.nextGaussian() * 3;
        int p = pixels[i];
        pixels[i] =
            level((p >> 16 & 255) * lamp + by) << 16
                | level((p >> 8 & 255) * lamp + by) << 8
                | level((p & 255) * lamp + by);
      }
      return image;
    }

    private static int level(double v) {
      return (int) Math.clamp(v, 0, 255);
    }
  }

  /// A filled form on paper of a tone.
  private static BufferedImage form(long family, Color paper) {
    BufferedImage scan = new FilledForm(family, 85).scanned(family);
    int white = paper(scan);
    var out = new BufferedImage(scan.getWidth(), scan.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < out.getHeight(); y++)
      for (int x = 0; x < out.getWidth(); x++) {
        int luma = Math.min(255, ColourRaster.luma(scan.getRGB(x, y)) * 255 / white);
        int r = paper.getRed() * luma / 255;
        int g = paper.getGreen() * luma / 255;
        int b = paper.getBlue() * luma / 255;
        out.setRGB(x, y, r << 16 | g << 8 | b);
      }
    return out;
  }

  /// Luma most of a scan has.
  private static int paper(BufferedImage scan) {
    int[] seen = new int[256];
    for (int y = 0; y < scan.getHeight(); y++)
      for (int x = 0; x < scan.getWidth(); x++) seen[ColourRaster.luma(scan.getRGB(x, y))]++;
    int most = 0;
    for (int v = 0; v < seen.length; v++) if (seen[v] > seen[most]) most = v;
    return most;
  }

  private static Quad truth(BufferedImage sheet, int x, int y, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double w = sheet.getWidth() / 2.0;
    double h = sheet.getHeight() / 2.0;
    var corners = new ArrayList<Point>();
    for (double[] c : new double[][] {{-w, -h}, {w, -h}, {w, h}, {-w, h}})
      corners.add(new Point(x + c[0] * cos - c[1] * sin, y + c[0] * sin + c[1] * cos));
    return Quad.of(corners);
  }

  private static SheetFinder.Found find(BufferedImage picture, Plate plate) {
    var found = SheetFinder.find(ColourRaster.shrunk(picture, SheetFinder.SIDE), of(plate));
    double by = (double) W / SheetFinder.SIDE;
    return new SheetFinder.Found(found.quad().times(by, by), found.confidence(), found.cut());
  }

  private static Optional<Plate> of(Plate plate) {
    return Optional.ofNullable(plate);
  }

  /// Paper a little brighter than its desk, on which lines run everywhere; the camera's light
  /// changes by a tenth.
  @Test
  void aWhiteSheetOnAWhiteDeskIsFoundByWhatIsNotTheDesk() {
    var desk = new Desk(WHITE_DESK, false, true);
    Plate plate = Plate.of(desk.under(1, 1));
    int with = 0;
    int without = 0;
    var missed = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      var sheet = form(40 + i, new Color(222, 221, 216));
      int x = 700 + 23 * i;
      int y = 590 + (i % 3) * 10;
      double degrees = i - 5;
      var picture =
          desk.seen(
              new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB),
              100 + i,
              0.95 + 0.01 * i,
              sheet,
              x,
              y,
              degrees);
      Quad truth = truth(sheet, x, y, degrees);
      var plain = find(picture, null);
      if (plain.sure() && plain.quad().overlap(truth) >= 0.9) without++;
      var found = find(picture, plate);
      if (found.sure() && found.quad().overlap(truth) >= 0.9) with++;
      else missed.add(i + " " + found + " " + found.quad().overlap(truth));
    }
    assertTrue(with >= 9, with + " of 10, without " + without + ": " + missed);
    assertTrue(with > without, "without a plate " + without);
  }

  @Test
  void anEmptyDeskHasNoSheetThoughABoardLiesOnIt() {
    var desk = new Desk(new Color(150, 140, 130), true, false);
    Plate plate = Plate.of(desk.under(1, 1));
    assertTrue(find(desk.under(2, 1), null).sure(), "a board is a sheet to who does not know it");
    assertFalse(find(desk.under(2, 1), plate).sure());
    var look = FrameLook.of(ColourRaster.of(desk.under(3, 1.05)), of(plate));
    assertEquals(FrameLook.Desk.EMPTY, look.desk());
    assertEquals(Optional.empty(), look.sheet());
  }

  /// Hardly anything is printed on it, and it is hardly lighter than the desk.
  @Test
  void aNearlyEmptySheetOnADeskAsLightIsNoEmptyDesk() {
    var desk = new Desk(WHITE_DESK, false, false);
    Plate plate = Plate.of(desk.under(1, 1));
    var sheet = new BufferedImage(700, 990, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(new Color(220, 219, 214));
    g.fillRect(0, 0, 700, 990);
    g.setColor(Color.DARK_GRAY);
    for (int line = 0; line < 3; line++)
      for (int word = 0; word < 9; word++) g.fillRect(90 + 58 * word, 120 + 34 * line, 44, 12);
    g.dispose();
    var picture =
        desk.seen(new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB), 5, 1, sheet, 800, 600, 2);
    assertEquals(FrameLook.Desk.COVERED, FrameLook.desk(ColourRaster.of(picture), of(plate)));
    var bare = ColourRaster.of(desk.under(6, 0.97));
    assertEquals(FrameLook.Desk.EMPTY, FrameLook.desk(bare, of(plate)));
  }

  @Test
  void aPlateOfAnotherDeskIsToldAndChangesNothing() {
    Plate plate = Plate.of(new Desk(WHITE_DESK, false, false).under(1, 1));
    var other = new Desk(new Color(110, 70, 50), true, false);
    var sheet = form(7, Color.WHITE);
    var picture =
        other.seen(new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB), 5, 1, sheet, 800, 600, 3);
    assertEquals(find(picture, null), find(picture, plate));
    assertEquals(FrameLook.Desk.OTHER, FrameLook.desk(ColourRaster.of(picture), of(plate)));
  }

  /// Paper exactly as white as the desk: only its print is not the desk, and that is no page.
  @Test
  void printAloneIsNeverCutOut() {
    var desk = new Desk(WHITE_DESK, false, false);
    Plate plate = Plate.of(desk.under(1, 1));
    for (int i = 0; i < 4; i++) {
      var sheet = form(60 + i, WHITE_DESK);
      var picture =
          desk.seen(
              new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB), 9 + i, 1, sheet, 800, 600, i);
      var found = find(picture, plate);
      Quad truth = truth(sheet, 800, 600, i);
      assertTrue(!found.sure() || found.quad().overlap(truth) >= 0.9, i + " " + found);
    }
  }

  @Test
  void whatIsKeptReadsBackAndSpoiledBytesAreNone() {
    Plate plate = Plate.of(new Desk(WHITE_DESK, true, false).under(1, 1));
    byte[] bytes = plate.bytes();
    assertTrue(bytes.length < 400_000, "small: " + bytes.length);
    Plate read = Plate.read(bytes).orElseThrow();
    assertTrue(read.isFor(W, H) && !read.isFor(H, W));
    assertArrayEquals(bytes, read.bytes());
    for (int cut : List.of(0, 5, 20, bytes.length / 2)) {
      assertEquals(Optional.empty(), Plate.read(java.util.Arrays.copyOf(bytes, cut)));
    }
  }

  /// The recipe has the corners: the same page comes of it where nobody knows the desk.
  @Test
  void aPageIsMadeWithoutThePlateThatFoundIt() {
    var desk = new Desk(WHITE_DESK, false, false);
    Plate plate = Plate.of(desk.under(1, 1));
    var sheet = form(43, new Color(228, 227, 222));
    var picture =
        desk.seen(new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB), 103, 1, sheet, 760, 600, -2);
    var image = new PageImage(picture, GrayRaster.of(picture), 0, false);
    var reader = new PageReader(CodeCheck.shapeOnly(), () -> 0);
    var read = reader.read(image, true, of(plate));
    assertTrue(read.recipe().corners().isPresent());
    var kept = PageRecipe.read(read.recipe().text()).orElseThrow();
    assertTrue(Derivation.of(image, read.recipe()).isSameAs(Derivation.of(image, kept)));
    var small = new Desk(WHITE_DESK, false, false);
    Plate other = Plate.of(800, 600, ColourRaster.of(small.under(1, 1)));
    assertEquals(
        reader.read(image, true).recipe(),
        reader.read(image, true, of(other)).recipe(),
        "of another size it is not used");
  }
}
