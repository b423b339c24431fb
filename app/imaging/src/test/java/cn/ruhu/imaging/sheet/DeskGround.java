package cn.ruhu.imaging.sheet;

import java.util.Random;

/// Surfaces under a traced sheet, by other rules than [DeskSurface]: a tree's rings cut lengthwise,
/// marble of warped turbulence, cloth woven of two threads, leather and terrazzo of cells, a
/// painted board, a pale table with dust, boards with joints, a page of ruled lines, a printed
/// cloth.
final class DeskGround {
  private enum Kind {
    RINGS,
    MARBLE,
    WEAVE,
    CELLS,
    PAINT,
    PALE,
    BOARDS,
    RULED,
    PATTERN
  }

  private final Kind kind;
  private final double[] tone;
  private final double[] second;
  private final double scale;
  private final double cos;
  private final double sin;
  private final double deep;
  private final double shiftX;
  private final double shiftY;
  private final float[] table = new float[65_536];

  DeskGround(Random random) {
    for (int i = 0; i < table.length; i++) table[i] = random.nextFloat() * 2 - 1;
    var kinds = Kind.values();
    kind = kinds[random.nextInt(kinds.length)];
    double[][] tones = {
      {0.36, 0.2, 0.1}, {0.6, 0.4, 0.22}, {0.13, 0.07, 0.04}, {0.72, 0.7, 0.66}, {0.8, 0.8, 0.78},
      {0.25, 0.26, 0.28}, {0.04, 0.04, 0.05}, {0.1, 0.2, 0.35}, {0.4, 0.1, 0.08}, {0.2, 0.35, 0.22}
    };
    tone =
        switch (kind) {
          case RINGS, BOARDS -> tones[random.nextInt(3)].clone();
          case PALE -> tones[3 + random.nextInt(2)].clone();
          case MARBLE -> tones[random.nextInt(3) == 0 ? 5 : 3].clone();
          case RULED -> new double[] {0.78, 0.76, 0.66};
          default -> tones[random.nextInt(tones.length)].clone();
        };
    double by = 0.7 + 0.5 * random.nextDouble();
    for (int i = 0; i < 3; i++) tone[i] = Math.min(0.88, tone[i] * by);
    second = tones[random.nextInt(tones.length)].clone();
    scale = 0.6 + 1.2 * random.nextDouble();
    double turn =
        random.nextInt(3) == 0 ? random.nextInt(2) * Math.PI / 2 : random.nextDouble() * 3;
    cos = Math.cos(turn);
    sin = Math.sin(turn);
    deep = 0.4 + 1.1 * random.nextDouble();
    shiftX = random.nextDouble() * 900;
    shiftY = random.nextDouble() * 900;
  }

  String words() {
    return kind.name();
  }

  private double chance(long x, long y) {
    return table[(int) (x * 73_856_093L ^ y * 19_349_663L) & 65_535];
  }

  private double soft(double x, double y) {
    long x0 = (long) Math.floor(x);
    long y0 = (long) Math.floor(y);
    double fx = x - x0;
    double fy = y - y0;
    fx = fx * fx * fx * (fx * (6 * fx - 15) + 10);
    fy = fy * fy * fy * (fy * (6 * fy - 15) + 10);
    double top = chance(x0, y0) + fx * (chance(x0 + 1, y0) - chance(x0, y0));
    double low = chance(x0, y0 + 1) + fx * (chance(x0 + 1, y0 + 1) - chance(x0, y0 + 1));
    return top + fy * (low - top);
  }

  private double rough(double x, double y) {
    return soft(x, y) + 0.5 * soft(2.1 * x, 2.1 * y + 9) + 0.25 * soft(4.3 * x + 5, 4.3 * y);
  }

  /// Linear colour at a place, millimetres.
  void colour(double mx, double my, double[] into) {
    double u = (mx * cos + my * sin + shiftX) / scale;
    double v = (my * cos - mx * sin + shiftY) / scale;
    double by = 1;
    double mix = 0;
    switch (kind) {
      case RINGS -> {
        double r = Math.hypot(v + 30 + 6 * rough(u * 0.004, v * 0.004), 40 + u * 0.05);
        double ring = r * 0.22 + 0.4 * soft(u * 0.02, v * 0.05);
        double t = ring - Math.floor(ring);
        by = 1 - deep * 0.4 * Math.pow(t, 3) + 0.12 * deep * soft(u * 0.06, v * 2.2);
      }
      case MARBLE -> {
        double a = rough(u * 0.01, v * 0.01);
        double b = rough(u * 0.01 + 4 * a, v * 0.01 + 3 * a + 7);
        by = 0.92 + 0.12 * a - 0.45 * deep * Math.exp(-Math.abs(b) * 14);
      }
      case WEAVE -> {
        double p = 1.6;
        boolean up = Math.floorMod((long) Math.floor(u / p) + (long) Math.floor(v / p), 2) == 0;
        double t = up ? v / p - Math.floor(v / p) : u / p - Math.floor(u / p);
        by = (up ? 1 : 0.82) * (0.75 + 0.5 * t * (1 - t) * 2) + 0.14 * rough(u * 0.02, v * 0.02);
        mix = up ? 0 : 0.25 * deep;
      }
      case CELLS -> {
        double near = cell(u / 9, v / 9);
        by = 0.75 + 0.5 * deep * Math.min(0.5, near) + 0.08 * soft(u, v);
      }
      case PAINT -> by = 1 + 0.07 * rough(u * 0.004, v * 0.006) + 0.03 * soft(u * 2, v * 2);
      case PALE -> {
        by = 1 + 0.03 * rough(u * 0.01, v * 0.01) + 0.015 * soft(u * 1.1, v * 1.1);
        if (chance((long) Math.floor(u / 3), (long) Math.floor(v / 3)) > 0.995) by -= 0.2;
      }
      case BOARDS -> {
        long board = (long) Math.floor(v / 90);
        double in = v - 90.0 * board;
        double joint = Math.floorMod((long) Math.floor((u + 317 * chance(board, 3)) / 620), 2);
        by = 0.9 + 0.16 * chance(board, (long) joint) + 0.1 * deep * rough(u * 0.015, v * 0.5);
        if (in < 1.5) by = 0.25;
      }
      case RULED -> {
        double line = Math.abs(Math.IEEEremainder(v, 8));
        by = 1 + 0.02 * rough(u * 0.03, v * 0.03);
        if (line < 0.2) mix = 0.6;
        if (Math.abs(Math.IEEEremainder(u, 190)) < 0.3) mix = 0.7;
        if (line > 2
            && chance((long) Math.floor(u / 2.2), (long) Math.floor(v / 8)) > 0.3
            && soft(u * 1.4, v * 1.4) > 0.2) by = 0.25;
      }
      case PATTERN -> {
        double p = Math.sin(u * 0.12) * Math.sin(v * 0.12) + 0.6 * soft(u * 0.05, v * 0.05);
        mix = p > 0.45 ? 0.8 : 0;
        by = 1 + 0.05 * soft(u, v);
      }
    }
    for (int c = 0; c < 3; c++)
      into[c] = Math.clamp(by * (tone[c] * (1 - mix) + second[c] * mix), 0.005, 0.92);
  }

  /// Distance from the nearest seed to the next but one, in cells.
  private double cell(double x, double y) {
    long x0 = (long) Math.floor(x);
    long y0 = (long) Math.floor(y);
    double first = 9;
    double next = 9;
    for (long i = -1; i <= 1; i++)
      for (long j = -1; j <= 1; j++) {
        double sx = x0 + i + 0.5 + 0.45 * chance(x0 + i, y0 + j);
        double sy = y0 + j + 0.5 + 0.45 * chance(y0 + j + 77, x0 + i);
        double d = Math.hypot(sx - x, sy - y);
        if (d < first) {
          next = first;
          first = d;
        } else next = Math.min(next, d);
      }
    return next - first;
  }
}
