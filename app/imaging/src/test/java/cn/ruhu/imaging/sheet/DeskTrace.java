package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Random;

/// A photo of a sheet traced ray by ray: unlike the other makers nothing is painted and laid into
/// perspective. A ray of each pixel goes through a lens that bends, meets a sheet that curls and
/// has a corner folded, what lies under it (another sheet, a pile, a table's edge) or on it
/// (fingers, a pen), and brings home what it saw in a light of lamps with soft shadows, of a flash.
/// The sensor is that of a cheap telephone: smeared noise, motion, JPEG down to quality 0.3.
/// Nothing in the program was learned from these photos; they stand for the judge who brings
/// pictures nobody here made. Everything follows from the seed.
///
/// @param image as the camera gave it
/// @param truth the sheet's corners, where a folded one would lie
/// @param words what is to be seen
record DeskTrace(BufferedImage image, Quad truth, String words) {
  private static final int SIDE = 1280;

  /// One photo.
  static DeskTrace of(long seed) {
    var random = new Random(seed * 0xD1342543DE82EF95L + 91);
    var stage = new DeskStage(random);
    return new Camera(stage, random).photo();
  }

  /// As [DeskScene#overlap].
  double overlap(Quad found) {
    return DeskScene.overlap(image.getWidth(), image.getHeight(), truth, found);
  }

  private static final class Camera {
    private final DeskStage stage;
    private final Random random;
    private final int w;
    private final int h;
    private final double focal;
    private final double bend;
    private final double[][] turn = new double[3][3];
    private double[] eye = new double[3];

    Camera(DeskStage stage, Random random) {
      this.stage = stage;
      this.random = random;
      boolean wide = random.nextInt(3) == 0;
      int small = random.nextInt(3) == 0 ? SIDE * 9 / 16 : SIDE * 3 / 4;
      w = wide ? SIDE : small;
      h = wide ? small : SIDE;
      focal = between(0.68, 1.15) * SIDE;
      bend = random.nextInt(3) == 0 ? between(-0.05, 0.02) : between(-0.012, 0.012);
    }

    private double between(double low, double high) {
      return low + random.nextDouble() * (high - low);
    }

    DeskTrace photo() {
      Quad truth = stand();
      float[][] light = traced();
      double moved = random.nextInt(4) == 0 ? between(1, 5) : 0;
      double soft = between(0.3, 1.9);
      for (int c = 0; c < 3; c++) {
        if (moved > 0) light[c] = smeared(light[c], moved, random.nextDouble() * Math.PI);
        int radius = (int) Math.round(soft * 0.8);
        if (radius > 0) light[c] = Planes.blurred(light[c], w, h, radius);
      }
      var image = DeskCamera.pressed(developed(light), (float) between(0.3, 0.88));
      return new DeskTrace(image, truth, stage.words() + (isCut(truth) ? ", cut" : ""));
    }

    private boolean isCut(Quad q) {
      return q.corners().stream().anyMatch(p -> p.x() < 0 || p.y() < 0 || p.x() > w || p.y() > h);
    }

    /// Looks for a place over the sheet from where it fills the picture as people have it.
    private Quad stand() {
      boolean leaves = random.nextInt(9) == 0;
      double fill = stage.isSmall() ? between(0.4, 0.85) : between(0.55, 0.95);
      Quad seen = null;
      for (int tries = 0; tries < 80; tries++) {
        double tilt = Math.toRadians(random.nextInt(4) == 0 ? between(20, 42) : between(0, 22));
        double toward = between(0, 2 * Math.PI);
        double roll = Math.toRadians(random.nextGaussian() * 9);
        if (stage.lies() != w > h && random.nextInt(4) > 0) roll += Math.PI / 2;
        if (random.nextInt(12) == 0) roll += between(-0.7, 0.7);
        double far = focal * Math.max(stage.wide() / w, stage.tall() / h) / fill;
        double off = leaves ? 0.2 : 0.07;
        double ax = between(-off, off) * stage.wide();
        double ay = between(-off, off) * stage.tall();
        for (int i = 0; i < 4; i++) {
          place(tilt, toward, roll, far, ax, ay);
          seen = corners();
          far *= extent(seen) / fill;
        }
        place(tilt, toward, roll, far, ax, ay);
        seen = corners();
        int out = 0;
        for (Point p : seen.corners())
          if (p.x() < 2 || p.y() < 2 || p.x() > w - 2 || p.y() > h - 2) out++;
        if (leaves ? out == 1 || out == 2 : out == 0) break;
        if (!leaves && tries % 6 == 5) fill *= 0.94;
      }
      return java.util.Objects.requireNonNull(seen);
    }

    private double extent(Quad q) {
      double x0 = q.corners().stream().mapToDouble(Point::x).min().orElse(0);
      double x1 = q.corners().stream().mapToDouble(Point::x).max().orElse(0);
      double y0 = q.corners().stream().mapToDouble(Point::y).min().orElse(0);
      double y1 = q.corners().stream().mapToDouble(Point::y).max().orElse(0);
      return Math.max((x1 - x0) / w, (y1 - y0) / h);
    }

    /// The camera looks at a place of the desk from a distance.
    private void place(
        double tilt, double toward, double roll, double far, double atX, double atY) {
      double sin = Math.sin(tilt);
      double[] back = {sin * Math.cos(toward), sin * Math.sin(toward), Math.cos(tilt)};
      eye = new double[] {atX + far * back[0], atY + far * back[1], far * back[2]};
      double[] ahead = {-back[0], -back[1], -back[2]};
      // the desk's own x axis stays to the right as far as the view allows
      double along = ahead[0];
      double[] right = {1 - along * ahead[0], -along * ahead[1], -along * ahead[2]};
      double length = Math.sqrt(right[0] * right[0] + right[1] * right[1] + right[2] * right[2]);
      for (int i = 0; i < 3; i++) right[i] /= length;
      double[] down = {
        ahead[1] * right[2] - ahead[2] * right[1],
        ahead[2] * right[0] - ahead[0] * right[2],
        ahead[0] * right[1] - ahead[1] * right[0]
      };
      if (down[1] < 0) for (int i = 0; i < 3; i++) down[i] = -down[i];
      double cos = Math.cos(roll);
      double s = Math.sin(roll);
      for (int i = 0; i < 3; i++) {
        turn[0][i] = cos * right[i] + s * down[i];
        turn[1][i] = cos * down[i] - s * right[i];
        turn[2][i] = ahead[i];
      }
    }

    private Quad corners() {
      var out = new ArrayList<Point>();
      for (double[] c : stage.corners()) {
        double[] d = {c[0] - eye[0], c[1] - eye[1], c[2] - eye[2]};
        double z = dot(turn[2], d);
        double x = focal * dot(turn[0], d) / z;
        double y = focal * dot(turn[1], d) / z;
        double px = x;
        double py = y;
        for (int i = 0; i < 12; i++) {
          double by = 1 + bend * (px * px + py * py) / (0.25 * SIDE * SIDE);
          px = x / by;
          py = y / by;
        }
        out.add(new Point(px + w / 2.0, py + h / 2.0));
      }
      return Quad.of(out);
    }

    private static double dot(double[] a, double[] b) {
      return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /// Linear light of three colours; three rays a pixel.
    private float[][] traced() {
      var lamps = new DeskLamps(random, stage, eye);
      float[][] out = new float[3][w * h];
      double vignette = between(0, 0.5);
      double[][] parts = {{0.2, 0.3}, {0.8, 0.45}, {0.45, 0.85}};
      double[] seen = new double[3];
      double[] dir = new double[3];
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
          double dx = x + 0.5 - w / 2.0;
          double dy = y + 0.5 - h / 2.0;
          double r2 = (dx * dx + dy * dy) / (0.25 * SIDE * SIDE);
          double dark = 1 - vignette * r2 / 1.6;
          double by = 1 + bend * r2;
          for (double[] part : parts) {
            double ax = (x + part[0] - w / 2.0) * by / focal;
            double ay = (y + part[1] - h / 2.0) * by / focal;
            for (int i = 0; i < 3; i++) dir[i] = ax * turn[0][i] + ay * turn[1][i] + turn[2][i];
            stage.trace(eye, dir, lamps, seen);
            for (int c = 0; c < 3; c++) out[c][y * w + x] += (float) (seen[c] * dark / 3);
          }
        }
      lamps.mirror(out, w, h);
      return out;
    }

    /// A hand that was not still.
    private float[] smeared(float[] plane, double by, double way) {
      float[] out = new float[plane.length];
      int steps = (int) Math.ceil(by) + 1;
      for (int s = 0; s < steps; s++) {
        double t = by * (s / (steps - 1.0) - 0.5);
        int dx = (int) Math.round(t * Math.cos(way));
        int dy = (int) Math.round(t * Math.sin(way));
        for (int y = 0; y < h; y++)
          for (int x = 0; x < w; x++)
            out[y * w + x] +=
                plane[Math.clamp(y + dy, 0, h - 1) * w + Math.clamp(x + dx, 0, w - 1)] / steps;
      }
      return out;
    }

    /// Exposed by the middle of the picture, grained, the grain smeared as cheap sensors do.
    private BufferedImage developed(float[][] light) {
      float[] sample = new float[3000];
      for (int i = 0; i < sample.length; i++) sample[i] = light[1][random.nextInt(w * h)];
      java.util.Arrays.sort(sample);
      double gain = between(0.55, 1.15) / Math.max(1e-4, sample[sample.length * 96 / 100]);
      double grain = between(0.004, 0.05);
      boolean smear = random.nextBoolean();
      double warm = between(-0.16, 0.16);
      double[] balance = {1 + warm, 1, 1 - warm};
      var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
      int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
      for (int c = 0; c < 3; c++) {
        float[] noise = new float[w * h];
        for (int i = 0; i < noise.length; i++) noise[i] = (float) random.nextGaussian();
        if (smear) {
          noise = Planes.blurred(noise, w, h, 1);
          for (int i = 0; i < noise.length; i++) noise[i] *= 2.2f;
        }
        for (int i = 0; i < pixels.length; i++) {
          double v = light[c][i] * gain * balance[c];
          v += noise[i] * grain * Math.sqrt(Math.max(0, v) + 0.01);
          // highlights are pressed together, as films and telephones do
          v = v < 0.8 ? v : 0.8 + 0.2 * Math.tanh((v - 0.8) / 0.2);
          int level = Math.clamp(Math.round(255 * Math.pow(Math.clamp(v, 0, 1), 1 / 2.2)), 0, 255);
          pixels[i] |= level << 16 - 8 * c;
        }
      }
      return image;
    }
  }
}
