package cn.ruhu.imaging.sheet;

import java.util.Random;

/// Light of a traced desk: a ceiling, a window far away or a lamp near by whose shadows fall in one
/// direction, somebody who stands in it with soft edges, sometimes the telephone's flash. Linear.
final class DeskLamps {
  private final double ceiling;
  private final double lamp;
  private final double lampX;
  private final double lampY;
  private final double lampZ;
  private final double flash;
  private final double flashX;
  private final double flashY;
  private final double flashZ;
  private final double[] tint = new double[3];
  private final double[] shade = new double[6];
  private final double[] round = new double[5];
  private final double[] spot;

  DeskLamps(Random random, DeskStage stage, double[] eye) {
    double across = Math.max(stage.wide(), stage.tall());
    ceiling = 0.2 + 0.8 * random.nextDouble();
    lamp = 0.2 + random.nextDouble();
    double way = random.nextDouble() * 2 * Math.PI;
    double off = across * (0.2 + 2 * random.nextDouble());
    lampX = off * Math.cos(way);
    lampY = off * Math.sin(way);
    lampZ = across * (0.8 + 2.5 * random.nextDouble());
    boolean flashes = random.nextInt(6) == 0;
    flash = flashes ? 0.6 + random.nextDouble() : 0;
    flashX = eye[0];
    flashY = eye[1];
    flashZ = eye[2];
    double warm = (random.nextDouble() - 0.4) * 0.3;
    tint[0] = 1 + warm;
    tint[1] = 1;
    tint[2] = 1 - warm;
    // a shadow with a straight edge: an arm, a shelf, a window's bars
    if (random.nextInt(2) == 0) {
      double a = random.nextDouble() * 2 * Math.PI;
      shade[0] = Math.cos(a);
      shade[1] = Math.sin(a);
      shade[2] = (random.nextDouble() - 0.5) * across;
      shade[3] = across * (0.01 + 0.25 * random.nextDouble());
      shade[4] = 0.15 + 0.5 * random.nextDouble();
      shade[5] = random.nextInt(3) == 0 ? across * (0.1 + 0.3 * random.nextDouble()) : 1e9;
    }
    // the head and the telephone
    if (random.nextInt(2) == 0) {
      round[0] = (random.nextDouble() - 0.5) * 1.4 * across;
      round[1] = (random.nextDouble() - 0.5) * 1.4 * across;
      round[2] = across * (0.1 + 0.4 * random.nextDouble());
      round[3] = across * (0.02 + 0.2 * random.nextDouble());
      round[4] = 0.15 + 0.45 * random.nextDouble();
    }
    spot =
        flashes || random.nextInt(8) == 0
            ? new double[] {
              0.15 + 0.7 * random.nextDouble(),
              0.15 + 0.7 * random.nextDouble(),
              0.02 + 0.07 * random.nextDouble(),
              0.4 + 1.4 * random.nextDouble()
            }
            : new double[0];
  }

  /// Which way from a place the lamp is, by its height.
  double slopeX(double x) {
    return (lampX - x) / lampZ;
  }

  double slopeY(double y) {
    return (lampY - y) / lampZ;
  }

  /// Light at a place.
  ///
  /// @param leanX how much the surface leans, rise by way
  /// @param hidden 0 to 1, how much of the lamp something hides
  void at(double x, double y, double leanX, double leanY, double hidden, double[] into) {
    double dx = lampX - x;
    double dy = lampY - y;
    double far = Math.sqrt(dx * dx + dy * dy + lampZ * lampZ);
    double facing =
        Math.max(
                0, (lampZ - leanX * dx - leanY * dy) / Math.sqrt(1 + leanX * leanX + leanY * leanY))
            / far;
    double near = lamp * facing * lampZ * lampZ / (far * far) * (1 - hidden);
    double gone = 1;
    if (shade[4] > 0) {
      double d = x * shade[0] + y * shade[1] - shade[2];
      double in = step(d / shade[3]) * step((shade[5] - d) / shade[3]);
      gone *= 1 - shade[4] * in;
    }
    if (round[4] > 0) {
      double d = round[2] - Math.hypot(x - round[0], y - round[1]);
      gone *= 1 - round[4] * step(d / round[3]);
    }
    double rest = ceiling * (1 - 0.35 * hidden) * gone;
    double f = 0;
    if (flash > 0) {
      double fx = flashX - x;
      double fy = flashY - y;
      double r2 = (fx * fx + fy * fy + flashZ * flashZ) / (flashZ * flashZ);
      f = flash / (r2 * r2);
    }
    for (int c = 0; c < 3; c++) into[c] = near * gone * tint[c] + rest + f;
  }

  static double step(double t) {
    double at = Math.clamp(t + 0.5, 0, 1);
    return at * at * (3 - 2 * at);
  }

  /// A lamp or the flash, mirrored in what shines.
  void mirror(float[][] light, int w, int h) {
    if (spot.length == 0) return;
    double r = spot[2] * Math.max(w, h);
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) {
        double d = Math.hypot(x - spot[0] * w, y - spot[1] * h) / r;
        if (d > 6) continue;
        double by = spot[3] * (Math.exp(-d * d) + 0.12 * Math.exp(-d));
        for (int c = 0; c < 3; c++) light[c][y * w + x] += (float) by;
      }
  }
}
