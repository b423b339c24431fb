package cn.ruhu.imaging.sheet;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/// What sheets lie on, painted in millimetres: wood with its veins, marble, laminate, cloth, tiles
/// with grout, newspaper. A surface is what it reflects; light and shadow come later.
enum DeskSurface {
  DARK_WOOD(96, 62, 40),
  LIGHT_WOOD(198, 164, 122),
  RED_WOOD(122, 52, 36),
  WHITE_LAMINATE(226, 226, 222),
  MARBLE(214, 212, 206),
  GREY_METAL(140, 143, 147),
  BLACK(38, 38, 41),
  BLUE_CLOTH(58, 78, 120),
  CHECKED_CLOTH(196, 84, 78),
  WHITE_CLOTH(222, 219, 210),
  TILES(206, 203, 194),
  NEWSPAPER(202, 198, 186);

  private final int red;
  private final int green;
  private final int blue;

  DeskSurface(int red, int green, int blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  /// Whether white paper hardly differs from it.
  boolean isPale() {
    return this == WHITE_LAMINATE || this == MARBLE || this == WHITE_CLOTH || this == TILES;
  }

  /// Covers a canvas.
  ///
  /// @param perMm pixels of the canvas a millimetre
  void paint(BufferedImage canvas, double perMm, Random random) {
    var grain = new Grain(random);
    double turn = random.nextDouble() * Math.PI;
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double tone = (random.nextDouble() - 0.5) * 24;
    double tint = (random.nextDouble() - 0.5) * 12;
    int w = canvas.getWidth();
    int h = canvas.getHeight();
    int[] pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    // every second place is worked out, the others are mixed: veins are wider than a pixel
    int cw = w / 2 + 2;
    int ch = h / 2 + 2;
    float[] by = new float[cw * ch];
    for (int y = 0; y < ch; y++)
      for (int x = 0; x < cw; x++) {
        double mx = 2 * x / perMm;
        double my = 2 * y / perMm;
        by[y * cw + x] = (float) at(grain, mx * cos + my * sin, my * cos - mx * sin);
      }
    double rough = this == BLUE_CLOTH || this == WHITE_CLOTH || this == CHECKED_CLOTH ? 6 : 2;
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) {
        int i = y / 2 * cw + x / 2;
        float fx = (x & 1) * 0.5f;
        float fy = (y & 1) * 0.5f;
        float top = by[i] + fx * (by[i + 1] - by[i]);
        float low = by[i + cw] + fx * (by[i + cw + 1] - by[i + cw]);
        double v = tone + top + fy * (low - top) + rough * (random.nextFloat() - 0.5);
        boolean ink = this == CHECKED_CLOTH && top + fy * (low - top) > 35;
        pixels[y * w + x] =
            level(red + v) << 16
                | level(green + v + (ink ? 45 : 0)) << 8
                | level(blue + v + tint + (ink ? 45 : 0));
      }
  }

  /// Brighter or darker than its tone by so much.
  private double at(Grain g, double u, double v) {
    return switch (this) {
      case DARK_WOOD, LIGHT_WOOD, RED_WOOD -> {
        double vein = v * 0.16 + 2.2 * g.soft(u * 0.006, v * 0.03) + 0.5 * g.soft(u * 0.02, v);
        double plank = Math.floorMod((long) Math.floor(v / 118), 2) == 0 ? 5 : -5;
        double gap = Math.abs(Math.IEEEremainder(v, 118)) < 0.8 && this != RED_WOOD ? -34 : 0;
        yield plank + gap + 13 * Math.sin(vein * 3.1) + 7 * g.soft(u * 0.03, v * 1.1);
      }
      case WHITE_LAMINATE -> 3 * g.soft(u * 0.01, v * 0.01) + 1.5 * g.soft(u * 0.7, v * 0.7);
      case MARBLE -> {
        double bend = g.soft(u * 0.012, v * 0.012) + 0.5 * g.soft(u * 0.04, v * 0.04);
        double vein = Math.abs(Math.sin(u * 0.012 + 2.6 * bend));
        yield 8 * g.soft(u * 0.02, v * 0.02) - 46 * Math.pow(1 - vein, 12);
      }
      case GREY_METAL -> 6 * g.soft(u * 0.004, v * 1.4) + 4 * g.soft(u * 0.01, v * 0.01);
      case BLACK -> 4 * g.soft(u * 0.02, v * 0.02);
      case BLUE_CLOTH, WHITE_CLOTH ->
          9 * g.soft(u * 0.011, v * 0.02) + 4 * Math.sin(u * 4.2) * Math.sin(v * 4.2);
      case CHECKED_CLOTH -> {
        boolean a = Math.floorMod((long) Math.floor(u / 17), 2) == 0;
        boolean b = Math.floorMod((long) Math.floor(v / 17), 2) == 0;
        yield (a ? 26 : 0) + (b ? 26 : 0) + 5 * g.soft(u * 0.02, v * 0.02);
      }
      case TILES -> {
        boolean grout =
            Math.abs(Math.IEEEremainder(u, 206)) < 1.6
                || Math.abs(Math.IEEEremainder(v, 206)) < 1.6;
        yield (grout ? -70 : 0) + 6 * g.soft(u * 0.05, v * 0.05);
      }
      case NEWSPAPER -> {
        double line = Math.floorMod((long) Math.floor(v / 1.9), 2) == 0 ? 1 : 0;
        boolean margin = Math.abs(Math.IEEEremainder(u, 62)) < 2.5;
        boolean head = Math.floorMod((long) Math.floor(v / 97), 3) == 0;
        double word = g.soft(u * (head ? 0.3 : 1.3), Math.floor(v / 1.9) * 7.7) > 0 ? 1 : 0.2;
        yield margin ? 0 : -88 * line * word;
      }
    };
  }

  private static int level(double v) {
    return Math.clamp(Math.round(v), 0, 255);
  }

  /// Smooth chance: the same place gives the same value, near places near ones, −1 to 1.
  private static final class Grain {
    private final float[] table = new float[4096];

    Grain(Random random) {
      for (int i = 0; i < table.length; i++) table[i] = random.nextFloat() * 2 - 1;
    }

    private float at(long x, long y) {
      return table[(int) ((x * 73_856_093L) ^ (y * 19_349_663L)) & 4095];
    }

    double soft(double x, double y) {
      long x0 = (long) Math.floor(x);
      long y0 = (long) Math.floor(y);
      double fx = x - x0;
      double fy = y - y0;
      fx = fx * fx * (3 - 2 * fx);
      fy = fy * fy * (3 - 2 * fy);
      double top = at(x0, y0) + fx * (at(x0 + 1, y0) - at(x0, y0));
      double low = at(x0, y0 + 1) + fx * (at(x0 + 1, y0 + 1) - at(x0, y0 + 1));
      return top + fy * (low - top);
    }
  }
}
