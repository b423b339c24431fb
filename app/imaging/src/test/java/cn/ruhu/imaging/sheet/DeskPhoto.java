package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferInt;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// A sheet photographed on a desk, and where its corners are. Everything follows from the seed:
/// desk (dark and light wood, white, grey, blue cloth, checkered), other sheets and books around
/// it, tilt, shadow, a lamp's reflection, a thumb, vignette, blur, grain, JPEG.
///
/// @param image as the camera gave it
/// @param truth the sheet's corners
/// @param desk which one
/// @param glare whether a lamp is mirrored on the sheet
public record DeskPhoto(BufferedImage image, Quad truth, Desk desk, boolean glare) {
  /// What the sheet lies on.
  public enum Desk {
    DARK_WOOD,
    LIGHT_WOOD,
    WHITE,
    GREY,
    CLOTH,
    CHECKS
  }

  private static final int SIDE = 1600;

  /// One photo of a printed sheet.
  ///
  /// @param sheet flat picture of the paper
  public static DeskPhoto of(BufferedImage sheet, long seed) {
    return new Scene(sheet, seed).photo();
  }

  private static final class Scene {
    private final Random random;
    private final BufferedImage sheet;
    private final int w;
    private final int h;
    private final Desk desk;

    Scene(BufferedImage sheet, long seed) {
      this.random = new Random(seed);
      this.sheet = sheet;
      boolean wide = random.nextInt(3) == 0;
      this.w = wide ? SIDE : SIDE * 3 / 4;
      this.h = wide ? SIDE * 3 / 4 : SIDE;
      this.desk = Desk.values()[random.nextInt(Desk.values().length)];
    }

    private double between(double low, double high) {
      return low + random.nextDouble() * (high - low);
    }

    DeskPhoto photo() {
      var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
      background(image);
      if (random.nextInt(3) > 0) clutter(image);
      Quad truth = corners();
      shadow(image, truth);
      lay(image, truth);
      if (random.nextInt(4) == 0) thumb(image, truth);
      boolean glare = random.nextInt(6) == 0;
      light(image, truth, glare);
      var soft = blurred(image, between(0, 1.6));
      grain(soft, between(1, 6));
      return new DeskPhoto(pressed(soft), truth, desk, glare);
    }

    private void background(BufferedImage image) {
      int[][] tones = {
        {92, 60, 38},
        {196, 160, 118},
        {226, 225, 221},
        {128, 130, 133},
        {52, 72, 118},
        {180, 60, 60}
      };
      int[] tone = tones[java.util.Arrays.asList(Desk.values()).indexOf(desk)];
      int[] pixels = pixels(image);
      double turn = between(-0.5, 0.5);
      double wave = between(0.01, 0.04);
      double phase = between(0, 9);
      boolean wood = desk == Desk.DARK_WOOD || desk == Desk.LIGHT_WOOD;
      double[] bell = new double[1024];
      for (int i = 0; i < bell.length; i++) bell[i] = random.nextGaussian();
      double check = between(40, 90);
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
          double u = x * Math.cos(turn) + y * Math.sin(turn);
          double v = y * Math.cos(turn) - x * Math.sin(turn);
          double by = bell[(x * 31 + y * 17) & 1023] * 2;
          if (wood) {
            double vein = v * wave + 1.7 * Math.sin(u * 0.004 + phase) + 0.6 * Math.sin(v * 0.013);
            by += 14 * Math.sin(vein * 6) + 6 * Math.sin(vein * 23) + 3 * Math.sin(u * 0.3);
          } else if (desk == Desk.CLOTH) by += 7 * Math.sin(u * 0.9) * Math.sin(v * 0.9);
          else if (desk == Desk.CHECKS)
            by += (Math.floorMod((int) (u / check) + (int) (v / check), 2) == 0) ? 60 : 0;
          pixels[y * w + x] = rgb(tone[0] + by, tone[1] + by, tone[2] + by);
        }
    }

    /// Other sheets, books, a phone, a pen: partly under the sheet, partly out of the picture.
    private void clutter(BufferedImage image) {
      Graphics2D g = graphics(image);
      int things = 1 + random.nextInt(4);
      for (int i = 0; i < things; i++) {
        double cx = random.nextBoolean() ? between(-0.1, 0.25) * w : between(0.75, 1.1) * w;
        double cy = between(0, 1) * h;
        g.setTransform(AffineTransform.getTranslateInstance(cx, cy));
        g.rotate(between(-1.6, 1.6));
        double size = between(0.15, 0.4) * h;
        switch (random.nextInt(4)) {
          case 0 -> {
            g.setColor(new Color(238, 237, 232));
            g.fill(new RoundRectangle2D.Double(-size * 0.7, -size, size * 1.4, size * 2, 2, 2));
            g.setColor(new Color(90, 90, 95));
            for (double line = -0.85; line < 0.85; line += 0.08)
              g.fill(
                  new RoundRectangle2D.Double(
                      -size * 0.55, line * size, size * between(0.6, 1.1), size * 0.025, 0, 0));
          }
          case 1 -> {
            g.setColor(Color.getHSBColor(random.nextFloat(), 0.6f, 0.6f));
            g.fill(
                new RoundRectangle2D.Double(
                    -size * 0.6, -size * 0.9, size * 1.2, size * 1.8, 6, 6));
            g.setColor(new Color(240, 240, 240));
            g.fill(
                new RoundRectangle2D.Double(
                    -size * 0.4, -size * 0.7, size * 0.8, size * 0.2, 6, 6));
          }
          case 2 -> {
            g.setColor(new Color(20, 20, 24));
            g.fill(
                new RoundRectangle2D.Double(
                    -size * 0.3, -size * 0.6, size * 0.6, size * 1.2, 30, 30));
          }
          default -> {
            g.setColor(new Color(30, 40, 120));
            g.setStroke(
                new BasicStroke(
                    (float) (size * 0.05), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new java.awt.geom.Line2D.Double(-size, 0, size, size * 0.1));
          }
        }
      }
      g.dispose();
    }

    /// A camera held over the desk, tilted and turned.
    private Quad corners() {
      double shape = (double) sheet.getWidth() / sheet.getHeight();
      for (int tries = 0; tries < 200; tries++) {
        double turn = Math.toRadians(between(-14, 14));
        double tiltX = Math.toRadians(between(-24, 24));
        double tiltY = Math.toRadians(between(-18, 18));
        double size = between(0.62, 0.92);
        double x = between(-0.06, 0.06) * w;
        double y = between(-0.06, 0.06) * h;
        double focal = 0.85 * SIDE;
        double tall = size * Math.min(h, w / shape);
        double[][] flat = {
          {-shape / 2, -0.5}, {shape / 2, -0.5}, {shape / 2, 0.5}, {-shape / 2, 0.5}
        };
        Point[] c = new Point[4];
        boolean inside = true;
        for (int i = 0; i < 4; i++) {
          double u = tall * (flat[i][0] * Math.cos(turn) - flat[i][1] * Math.sin(turn));
          double v = tall * (flat[i][0] * Math.sin(turn) + flat[i][1] * Math.cos(turn));
          double z = focal + u * Math.sin(tiltY) + v * Math.sin(tiltX) * Math.cos(tiltY);
          double right = u * Math.cos(tiltY) - v * Math.sin(tiltX) * Math.sin(tiltY);
          double px = w / 2.0 + focal * (right + x) / z;
          double py = h / 2.0 + focal * (v * Math.cos(tiltX) + y) / z;
          c[i] = new Point(px, py);
          inside &= px > 12 && py > 12 && px < w - 12 && py < h - 12;
        }
        if (inside) return new Quad(c[0], c[1], c[2], c[3]);
      }
      return Quad.frame(w, h).times(0.8, 0.8);
    }

    private static Path2D path(Quad q, double dx, double dy) {
      var path = new Path2D.Double();
      path.moveTo(q.topLeft().x() + dx, q.topLeft().y() + dy);
      for (Point p : q.corners().subList(1, 4)) path.lineTo(p.x() + dx, p.y() + dy);
      path.closePath();
      return path;
    }

    /// The sheet's own shadow, a few pixels to one side.
    private void shadow(BufferedImage image, Quad q) {
      Graphics2D g = graphics(image);
      double dx = between(-5, 5);
      double dy = between(-5, 5);
      for (int i = 6; i > 0; i--) {
        g.setColor(new Color(0, 0, 0, 12 + random.nextInt(8)));
        g.fill(path(q, dx * i / 4, dy * i / 4));
      }
      g.dispose();
    }

    private void lay(BufferedImage image, Quad q) {
      var back = Homography.square(q).inverse();
      int[] pixels = pixels(image);
      int[] paper =
          sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
      var bounds = path(q, 0, 0).getBounds();
      double lit = between(0.8, 0.99);
      double warm = between(0.93, 1);
      for (int y = Math.max(0, bounds.y); y < Math.min(h, bounds.y + bounds.height + 1); y++)
        for (int x = Math.max(0, bounds.x); x < Math.min(w, bounds.x + bounds.width + 1); x++) {
          int red = 0;
          int green = 0;
          int blue = 0;
          int hits = 0;
          for (int k = 0; k < 4; k++) {
            Point p = back.at(x + 0.25 + 0.5 * (k & 1), y + 0.25 + 0.5 * (k >> 1));
            if (p.x() < 0 || p.y() < 0 || p.x() >= 1 || p.y() >= 1) continue;
            int rgb =
                paper[
                    (int) (p.y() * sheet.getHeight()) * sheet.getWidth()
                        + (int) (p.x() * sheet.getWidth())];
            red += rgb >> 16 & 255;
            green += rgb >> 8 & 255;
            blue += rgb & 255;
            hits++;
          }
          if (hits == 0) continue;
          int under = pixels[y * w + x];
          double rest = (4 - hits) / 4.0;
          pixels[y * w + x] =
              rgb(
                  red * lit / 4 + (under >> 16 & 255) * rest,
                  green * lit / 4 + (under >> 8 & 255) * rest,
                  blue * lit * warm / 4 + (under & 255) * rest);
        }
    }

    /// A thumb that holds the sheet.
    private void thumb(BufferedImage image, Quad q) {
      Graphics2D g = graphics(image);
      int side = random.nextInt(4);
      Point a = q.corners().get(side);
      Point b = q.corners().get((side + 1) % 4);
      double t = between(0.25, 0.75);
      g.translate(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()));
      g.rotate(Math.atan2(b.y() - a.y(), b.x() - a.x()) + between(-0.4, 0.4));
      g.setColor(
          new Color(205 - random.nextInt(60), 150 - random.nextInt(50), 120 - random.nextInt(40)));
      g.fill(new Ellipse2D.Double(-0.03 * w, -0.16 * h, 0.06 * w, 0.22 * h));
      g.dispose();
    }

    /// Light from one side, somebody's shadow, vignette, a reflection.
    private void light(BufferedImage image, Quad q, boolean glare) {
      Graphics2D g = graphics(image);
      int dark = random.nextInt(90);
      g.setPaint(
          new GradientPaint(
              0,
              0,
              new Color(0, 0, 0, dark),
              w,
              (float) between(-0.5, 1) * h,
              new Color(0, 0, 0, 0)));
      g.fillRect(0, 0, w, h);
      if (random.nextInt(2) == 0) {
        double x = between(0.2, 0.8) * w;
        double tilt = between(-0.4, 0.4) * h;
        double wide = between(0.3, 0.8) * w;
        int deep = 3 + random.nextInt(6);
        for (int i = 0; i < 8; i++) {
          g.setColor(new Color(0, 0, 0, deep));
          var path = new Path2D.Double();
          path.moveTo(x + 5 * i, -10);
          path.lineTo(x + wide - 5 * i, -10);
          path.lineTo(x + wide + tilt - 5 * i, h + 10.0);
          path.lineTo(x + tilt + 5 * i, h + 10.0);
          path.closePath();
          g.fill(path);
        }
      }
      g.dispose();
      double vignette = between(0, 0.35);
      double gx = (q.topLeft().x() + q.bottomRight().x()) / 2 + between(-0.1, 0.1) * w;
      double gy = (q.topLeft().y() + q.bottomRight().y()) / 2 + between(-0.1, 0.1) * h;
      double gr = between(0.05, 0.1) * w;
      int[] pixels = pixels(image);
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
          double r = Math.hypot(x - w / 2.0, y - h / 2.0) / (0.5 * Math.hypot(w, h));
          double by = 1 - vignette * r * r;
          double lamp = glare ? 220 * Math.exp(-Math.pow(Math.hypot(x - gx, y - gy) / gr, 4)) : 0;
          int p = pixels[y * w + x];
          pixels[y * w + x] =
              rgb((p >> 16 & 255) * by + lamp, (p >> 8 & 255) * by + lamp, (p & 255) * by + lamp);
        }
    }

    private BufferedImage blurred(BufferedImage image, double sigma) {
      if (sigma < 0.3) return image;
      int r = (int) Math.ceil(2 * sigma);
      float[] kernel = new float[2 * r + 1];
      float sum = 0;
      for (int i = -r; i <= r; i++)
        sum += kernel[i + r] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      for (int i = 0; i < kernel.length; i++) kernel[i] /= sum;
      var across =
          new ConvolveOp(new Kernel(kernel.length, 1, kernel), ConvolveOp.EDGE_NO_OP, null);
      var down = new ConvolveOp(new Kernel(1, kernel.length, kernel), ConvolveOp.EDGE_NO_OP, null);
      var one = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
      var two = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
      return down.filter(across.filter(image, one), two);
    }

    private void grain(BufferedImage image, double sigma) {
      int[] pixels = pixels(image);
      double[] bell = new double[4096];
      for (int i = 0; i < bell.length; i++) bell[i] = random.nextGaussian() * sigma;
      for (int i = 0; i < pixels.length; i++) {
        int p = pixels[i];
        pixels[i] =
            rgb(
                (p >> 16 & 255) + bell[random.nextInt(4096)],
                (p >> 8 & 255) + bell[random.nextInt(4096)],
                (p & 255) + bell[random.nextInt(4096)]);
      }
    }

    private BufferedImage pressed(BufferedImage image) {
      try {
        byte[] jpeg = cn.ruhu.imaging.page.Straightened.encode(image, "jpeg");
        return ImageIO.read(new ByteArrayInputStream(jpeg));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Graphics2D graphics(BufferedImage image) {
      Graphics2D g = image.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      return g;
    }

    private static int[] pixels(BufferedImage image) {
      return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static int rgb(double red, double green, double blue) {
      return level(red) << 16 | level(green) << 8 | level(blue);
    }

    private static int level(double v) {
      return Math.clamp(Math.round(v), 0, 255);
    }
  }
}
