package cn.ruhu.imaging.sheet;

import java.util.Random;

/// How a desk is lit: a lamp near by that falls off with distance, a window or ceiling far away
/// that does not, the shadow of the person and of the telephone with its wide soft edge, a lamp
/// mirrored in something that shines. Linear, 1 is the desk's usual light.
final class DeskLight {
  private final double lampX;
  private final double lampY;
  private final double lampZ;
  private final double lamp;
  private final double rest;
  private final double slope;
  private final double cos;
  private final double sin;
  private final double[] tint = new double[3];
  private final double edge;
  private final double soft;
  private final double deep;
  private final double round;
  private final double shadeX;
  private final double shadeY;
  private final boolean mirrored;
  private final double mirrorX;
  private final double mirrorY;
  private final double mirrorSize;

  /// @param across how many millimetres of desk there are
  DeskLight(Random random, double across) {
    lampX = (random.nextDouble() - 0.5) * 1.6 * across;
    lampY = (random.nextDouble() - 0.5) * 1.6 * across;
    lampZ = across * (0.5 + 1.5 * random.nextDouble());
    lamp = random.nextDouble();
    rest = 0.25 + 0.75 * random.nextDouble();
    slope = (random.nextDouble() - 0.5) * 0.8 / across;
    double way = random.nextDouble() * 2 * Math.PI;
    cos = Math.cos(way);
    sin = Math.sin(way);
    double warm = (random.nextDouble() - 0.4) * 0.22;
    tint[0] = 1 + warm;
    tint[1] = 1 + (random.nextDouble() - 0.5) * 0.04;
    tint[2] = 1 - warm;
    boolean shade = random.nextInt(2) == 0;
    deep = shade ? 0.2 + 0.45 * random.nextDouble() : 0;
    soft = across * (0.015 + 0.12 * random.nextDouble());
    edge = (random.nextDouble() - 0.3) * 0.35 * across;
    round = across * (0.15 + 0.4 * random.nextDouble());
    shadeX = (random.nextDouble() - 0.5) * across;
    shadeY = (random.nextDouble() - 0.5) * across;
    mirrored = random.nextInt(8) == 0;
    mirrorX = 0.2 + 0.6 * random.nextDouble();
    mirrorY = 0.2 + 0.6 * random.nextDouble();
    mirrorSize = 0.03 + 0.05 * random.nextDouble();
  }

  /// @param into light of red, green and blue at a place, millimetres from the sheet's middle
  void at(double x, double y, float[] into) {
    double dx = x - lampX;
    double dy = y - lampY;
    double r2 = (dx * dx + dy * dy) / (lampZ * lampZ);
    double near = lamp / ((1 + r2) * Math.sqrt(1 + r2));
    double far = rest * (1 + slope * (x * cos + y * sin));
    // a straight edge (an arm, a window's frame) on one side, a round head on the other
    double straight = step((x * cos + y * sin - edge) / soft);
    double head = step((round - Math.hypot(x - shadeX, y - shadeY)) / soft);
    double shade = 1 - deep * Math.max(straight, head);
    into[0] = (float) ((near * tint[0] + far) * shade);
    into[1] = (float) ((near + far) * shade);
    into[2] = (float) ((near * tint[2] + far * tint[1]) * shade);
  }

  private static double step(double t) {
    double at = Math.clamp(t + 0.5, 0, 1);
    return at * at * (3 - 2 * at);
  }

  /// Adds the lamp's mirror image, in one photo of eight.
  void mirrored(float[][] light, int w, int h) {
    if (!mirrored) return;
    double r = mirrorSize * Math.max(w, h);
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) {
        double d = Math.hypot(x - mirrorX * w, y - mirrorY * h) / r;
        if (d > 2.5) continue;
        float by = (float) (1.5 * Math.exp(-d * d * d * d));
        for (int c = 0; c < 3; c++) light[c][y * w + x] += by;
      }
  }
}
