package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A telephone held over a desk: where it stands, what its lens, sensor and JPEG do to the picture.
/// Light falls as light does (in linear values, before the sensor's curve): a lamp near by and a
/// window far away, the person's own shadow, vignette; then blur, the grain of few photons, the
/// sharpening of telephones, JPEG of quality 0.70 to 0.92.
final class DeskCamera {
  private static final int SIDE = 1600;
  private static final int CANVAS_MAX = 2600;

  private final int w;
  private final int h;
  private final Homography desk;
  private final double bend;
  private final double minX;
  private final double minY;
  private final double perMm;
  private final int canvasWidth;
  private final int canvasHeight;

  private DeskCamera(int w, int h, Homography desk, double bend) {
    this.w = w;
    this.h = h;
    this.desk = desk;
    this.bend = bend;
    var back = desk.inverse();
    double x = 0;
    double y = 0;
    for (Point p :
        List.of(
            back.at(-9, -9),
            back.at(w + 9.0, -9),
            back.at(-9, h + 9.0),
            back.at(w + 9.0, h + 9.0))) {
      x = Math.max(x, Math.abs(p.x()));
      y = Math.max(y, Math.abs(p.y()));
    }
    Point middle = back.at(w / 2.0, h / 2.0);
    double near = middle.distance(back.at(w / 2.0 + 1, h / 2.0));
    perMm = Math.min(1.1 / near, CANVAS_MAX / (2 * Math.max(x, y)));
    canvasWidth = (int) Math.ceil(2 * x * perMm);
    canvasHeight = (int) Math.ceil(2 * y * perMm);
    minX = -canvasWidth / 2.0;
    minY = -canvasHeight / 2.0;
  }

  /// A place over a sheet: tilted by up to 35 degrees, any way turned a little, the sheet not in
  /// the middle; in one photo of eight it runs out of the picture.
  static DeskCamera over(DeskPaper paper, Random random) {
    boolean wide = random.nextInt(3) == 0;
    int w = wide ? SIDE : SIDE * 3 / 4;
    int h = wide ? SIDE * 3 / 4 : SIDE;
    boolean leaves = random.nextInt(8) == 0;
    double bend = between(random, -0.012, 0.012);
    double fill =
        switch (paper.kind()) {
          case CARD -> between(random, 0.38, 0.8);
          case RECEIPT, COVER, NOTE -> between(random, 0.5, 0.85);
          default -> between(random, 0.55, 0.93);
        };
    DeskCamera last = null;
    for (int tries = 0; tries < 60; tries++) {
      double steep = random.nextInt(3) == 0 ? 35 : 18;
      double tilt = Math.toRadians(between(random, 0, steep));
      double toward = between(random, 0, 2 * Math.PI);
      double roll = Math.toRadians(random.nextGaussian() * 8);
      boolean lies = paper.widthMm() > paper.heightMm() != wide && random.nextInt(3) > 0;
      if (lies) roll += random.nextBoolean() ? Math.PI / 2 : -Math.PI / 2;
      double offX = between(random, -0.08, 0.08);
      double offY = between(random, -0.08, 0.08);
      if (leaves) {
        offX *= 2.4;
        offY *= 2.4;
      }
      var pose = new Pose(tilt, toward, roll, offX, offY);
      var camera = placed(paper, w, h, pose, fill, bend);
      last = camera;
      int out = camera.outside(paper, leaves ? -0.12 : 0.004);
      int cut = camera.outside(paper, 0);
      if (leaves ? out == 0 && cut > 0 : out == 0) return camera;
      if (tries % 8 == 7 && !leaves) fill *= 0.93;
    }
    return java.util.Objects.requireNonNull(last);
  }

  private static double between(Random random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /// How a camera is held.
  ///
  /// @param tilt against looking straight down, radians
  /// @param toward which way it is tilted
  /// @param roll about its own axis
  /// @param offX share of the picture's width by which the sheet is off its middle
  /// @param offY of its height
  private record Pose(double tilt, double toward, double roll, double offX, double offY) {
    /// Carries millimetres of the desk to pixels.
    ///
    /// @param far distance from the desk, millimetres
    Homography way(int w, int h, double focal, double far) {
      double[][] r = times(about(roll), times(about(-toward), times(leaning(tilt), about(toward))));
      double tx = offX * w * far / focal;
      double ty = offY * h * far / focal;
      double cx = w / 2.0;
      double cy = h / 2.0;
      return new Homography(
          focal * r[0][0] + cx * r[2][0],
          focal * r[0][1] + cx * r[2][1],
          focal * tx + cx * far,
          focal * r[1][0] + cy * r[2][0],
          focal * r[1][1] + cy * r[2][1],
          focal * ty + cy * far,
          r[2][0],
          r[2][1],
          far);
    }
  }

  private static DeskCamera placed(
      DeskPaper paper, int w, int h, Pose pose, double fill, double bend) {
    double focal = 0.8 * SIDE;
    double far = focal * Math.max(paper.widthMm() / w, paper.heightMm() / h) / fill;
    DeskCamera camera = null;
    // nearer or farther until the sheet fills what it should
    for (int i = 0; i < 4; i++) {
      camera = new DeskCamera(w, h, pose.way(w, h, focal, far), bend);
      Quad q = camera.seen(paper.widthMm(), paper.heightMm());
      double x0 = q.corners().stream().mapToDouble(Point::x).min().orElse(0);
      double x1 = q.corners().stream().mapToDouble(Point::x).max().orElse(0);
      double y0 = q.corners().stream().mapToDouble(Point::y).min().orElse(0);
      double y1 = q.corners().stream().mapToDouble(Point::y).max().orElse(0);
      far *= Math.max((x1 - x0) / w, (y1 - y0) / h) / fill;
    }
    return java.util.Objects.requireNonNull(camera);
  }

  private static double[][] about(double a) {
    return new double[][] {
      {Math.cos(a), -Math.sin(a), 0}, {Math.sin(a), Math.cos(a), 0}, {0, 0, 1}
    };
  }

  private static double[][] leaning(double a) {
    return new double[][] {
      {1, 0, 0}, {0, Math.cos(a), -Math.sin(a)}, {0, Math.sin(a), Math.cos(a)}
    };
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] out = new double[3][3];
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 3; j++) for (int k = 0; k < 3; k++) out[i][j] += a[i][k] * b[k][j];
    return out;
  }

  /// Corners of a sheet that lies in the middle of the desk, clockwise from the picture's top left.
  Quad seen(double widthMm, double heightMm) {
    var corners = new ArrayList<Point>();
    for (double[] c : new double[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}})
      corners.add(bent(desk.at(c[0] * widthMm / 2, c[1] * heightMm / 2)));
    return Quad.of(corners);
  }

  private int outside(DeskPaper paper, double margin) {
    double m = margin * SIDE;
    return (int)
        seen(paper.widthMm(), paper.heightMm()).corners().stream()
            .filter(p -> p.x() < m || p.y() < m || p.x() > w - m || p.y() > h - m)
            .count();
  }

  /// A lens bends straight lines a little.
  private Point bent(Point q) {
    double x = q.x() - w / 2.0;
    double y = q.y() - h / 2.0;
    double px = x;
    double py = y;
    for (int i = 0; i < 8; i++) {
      double by = 1 + bend * (px * px + py * py) / (0.25 * SIDE * SIDE);
      px = x / by;
      py = y / by;
    }
    return new Point(px + w / 2.0, py + h / 2.0);
  }

  BufferedImage canvas() {
    return new BufferedImage(canvasWidth, canvasHeight, BufferedImage.TYPE_INT_RGB);
  }

  double perMm() {
    return perMm;
  }

  /// Looks.
  BufferedImage photo(BufferedImage canvas, Random random) {
    float[][] light = projected(canvas, random);
    var soft = new float[3][];
    double sigma = between(random, 0.4, 2.2);
    for (int c = 0; c < 3; c++) soft[c] = blurred(light[c], sigma);
    return pressed(developed(soft, random), (float) between(random, 0.70, 0.92));
  }

  /// Linear light on the sensor, one plane a colour.
  private float[][] projected(BufferedImage canvas, Random random) {
    int[] from = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    float[] linear = new float[256];
    for (int i = 0; i < 256; i++) linear[i] = (float) Math.pow(i / 255.0, 2.2);
    var lamps = new DeskLight(random, Math.max(canvasWidth, canvasHeight) / perMm);
    var back = desk.inverse();
    double vignette = between(random, 0.05, 0.4);
    float[][] out = new float[3][w * h];
    float[] lit = new float[3];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) {
        double dx = x + 0.5 - w / 2.0;
        double dy = y + 0.5 - h / 2.0;
        double r2 = (dx * dx + dy * dy) / (0.25 * SIDE * SIDE);
        double by = 1 + bend * r2;
        Point mm = back.at(w / 2.0 + dx * by, h / 2.0 + dy * by);
        lamps.at(mm.x(), mm.y(), lit);
        double dark = 1 - vignette * r2 / 1.6;
        double u = Math.clamp(mm.x() * perMm - minX - 0.5, 0, canvasWidth - 1.01);
        double v = Math.clamp(mm.y() * perMm - minY - 0.5, 0, canvasHeight - 1.01);
        int i = (int) v * canvasWidth + (int) u;
        float fx = (float) (u - (int) u);
        float fy = (float) (v - (int) v);
        int right = (int) u + 1 < canvasWidth ? 1 : 0;
        int down = (int) v + 1 < canvasHeight ? canvasWidth : 0;
        for (int c = 0; c < 3; c++) {
          int shift = 16 - 8 * c;
          float top = mixed(linear, from[i] >> shift, from[i + right] >> shift, fx);
          float low = mixed(linear, from[i + down] >> shift, from[i + down + right] >> shift, fx);
          out[c][y * w + x] = (float) ((top + fy * (low - top)) * lit[c] * dark);
        }
      }
    lamps.mirrored(out, w, h);
    return out;
  }

  private static float mixed(float[] linear, int a, int b, float f) {
    float p = linear[a & 255];
    return p + f * (linear[b & 255] - p);
  }

  /// Three boxes are nearly a bell.
  private float[] blurred(float[] plane, double sigma) {
    int radius = (int) Math.round(sigma * 0.9);
    if (radius < 1) return plane;
    return Planes.blurred(Planes.blurred(plane, w, h, radius), w, h, Math.max(1, radius - 1));
  }

  /// Exposed, grained, curved to sRGB, sharpened as telephones do.
  private BufferedImage developed(float[][] light, Random random) {
    float[] sample = new float[4096];
    for (int i = 0; i < sample.length; i++) {
      int at = random.nextInt(w * h);
      sample[i] = 0.3f * light[0][at] + 0.6f * light[1][at] + 0.1f * light[2][at];
    }
    java.util.Arrays.sort(sample);
    double gain = between(random, 0.72, 1.08) / Math.max(1e-4, sample[sample.length * 97 / 100]);
    double shot = Math.pow(between(random, 0.008, 0.05), 2);
    double read = Math.pow(between(random, 0.001, 0.006), 2);
    double sharpen = random.nextInt(2) == 0 ? 0 : between(random, 0.2, 0.7);
    float[] bell = new float[8192];
    for (int i = 0; i < bell.length; i++) bell[i] = (float) random.nextGaussian();
    float[][] out = new float[3][];
    for (int c = 0; c < 3; c++) {
      float[] plane = light[c].clone();
      int at = random.nextInt(8192);
      for (int i = 0; i < plane.length; i++) {
        double v = plane[i] * gain;
        if ((i & 255) == 0) at = random.nextInt(8192);
        v += bell[at++ & 8191] * Math.sqrt(shot * Math.max(0, v) + read);
        plane[i] = (float) (255 * Math.pow(Math.clamp(v, 0, 1), 1 / 2.2));
      }
      out[c] = plane;
      if (sharpen == 0) continue;
      float[] soft = Planes.blurred(plane, w, h, 2);
      for (int i = 0; i < plane.length; i++) plane[i] += (float) (sharpen * (plane[i] - soft[i]));
    }
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++)
      pixels[i] = level(out[0][i]) << 16 | level(out[1][i]) << 8 | level(out[2][i]);
    return image;
  }

  private static int level(float v) {
    return Math.clamp(Math.round(v), 0, 255);
  }

  /// As a camera writes it.
  static BufferedImage pressed(BufferedImage image, float quality) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.write(null, new IIOImage(image, null, null), how);
      out.flush();
      return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }
}
