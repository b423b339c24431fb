package cn.ruhu.imaging.sheet;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What a traced ray meets, in millimetres from the sheet's middle: fingers and things on the
/// sheet, the sheet itself (curled, a corner folded), what lies under and around it, the ground.
final class DeskStage {
  private final Random random;
  private final DeskFace face;
  private final DeskGround ground;
  private final List<Thing> under = new ArrayList<>();
  private final List<Thing> over = new ArrayList<>();
  private final double halfW;
  private final double halfH;
  private final double thick;
  private final double curlX;
  private final double curlY;
  private final double curlFrom;
  private final double curlHigh;
  private final int folded;
  private final double fold;
  private final double[] lit = new double[3];
  private String words;

  /// A flat thing of some height: a rectangle with rounded corners, or what a picture shows.
  ///
  /// @param round radius of its corners
  /// @param high how far above the desk it ends
  /// @param face its picture, one colour without
  private record Thing(
      double x,
      double y,
      double cos,
      double sin,
      double halfW,
      double halfH,
      double round,
      double high,
      double[] colour,
      @Nullable DeskFace face) {
    /// Distance from its edge, inside below 0.
    double edge(double px, double py) {
      double u = Math.abs((px - x) * cos + (py - y) * sin) - halfW + round;
      double v = Math.abs((py - y) * cos - (px - x) * sin) - halfH + round;
      return Math.hypot(Math.max(u, 0), Math.max(v, 0)) + Math.min(Math.max(u, v), 0) - round;
    }
  }

  DeskStage(Random random) {
    this.random = random;
    face = DeskFace.any(random);
    ground = new DeskGround(random);
    halfW = face.widthMm() / 2;
    halfH = face.heightMm() / 2;
    thick = face.thick() + (random.nextInt(3) == 0 ? between(0.5, 3) : between(0.1, 0.5));
    double way = random.nextDouble() * 2 * Math.PI;
    curlX = Math.cos(way);
    curlY = Math.sin(way);
    curlFrom = between(0.1, 0.7);
    curlHigh = face.isStiff() || random.nextInt(2) == 0 ? 0 : between(1, 14);
    folded = !face.isStiff() && random.nextInt(6) == 0 ? random.nextInt(4) : -1;
    fold = between(8, 0.2 * Math.min(face.widthMm(), face.heightMm()));
    words = face.words() + " on " + ground.words();
    if (curlHigh > 6) words += ", curled";
    if (folded >= 0) words += ", folded";
    under();
    strewn();
    hands();
  }

  String words() {
    return words;
  }

  double wide() {
    return 2 * halfW;
  }

  double tall() {
    return 2 * halfH;
  }

  boolean lies() {
    return halfW > halfH;
  }

  boolean isSmall() {
    return Math.max(halfW, halfH) < 60;
  }

  private double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /// Another sheet below, turned a little, or a pile of them; a folder.
  private void under() {
    int what = random.nextInt(16);
    if (what > 3) return;
    int sheets = what == 0 ? 2 + random.nextInt(3) : 1;
    words += what == 3 ? ", folder below" : ", sheets below";
    for (int i = 0; i < sheets; i++) {
      double a = random.nextGaussian() * (what == 1 ? 0.5 : 0.07);
      double x = between(-0.25, 0.25) * halfW;
      double y = between(-0.25, 0.25) * halfH;
      double by = between(0.06, 0.3);
      x += Math.signum(x) * by * halfW;
      y += Math.signum(y) * by * halfH;
      if (what == 3) {
        var c = new double[] {between(0.05, 0.8), between(0.05, 0.8), between(0.05, 0.8)};
        under.add(
            new Thing(x, y, Math.cos(a), Math.sin(a), halfW * 1.2, halfH * 1.2, 3, 0, c, null));
      } else {
        var other = random.nextBoolean() ? face : DeskFace.any(random);
        under.add(laid(other, x, y, a));
      }
    }
  }

  private static Thing laid(DeskFace face, double x, double y, double a) {
    return new Thing(
        x,
        y,
        Math.cos(a),
        Math.sin(a),
        face.widthMm() / 2,
        face.heightMm() / 2,
        face.isStiff() ? 3 : 0.1,
        0.3,
        face.tone(),
        face);
  }

  private void strewn() {
    int things = random.nextInt(6);
    double reach = Math.hypot(halfW, halfH);
    for (int i = 0; i < things; i++) {
      double way = between(0, 2 * Math.PI);
      double far = reach * between(0.9, 1.8);
      double x = far * Math.cos(way);
      double y = far * Math.sin(way);
      double a = random.nextInt(3) == 0 ? random.nextInt(2) * Math.PI / 2 : between(-1.6, 1.6);
      double[] c = {
        Math.pow(random.nextDouble(), 2),
        Math.pow(random.nextDouble(), 2),
        Math.pow(random.nextDouble(), 2)
      };
      switch (random.nextInt(6)) {
        case 0, 1 -> under.add(laid(DeskFace.any(random), x, y, a));
        case 2 -> add(x, y, a, between(60, 110), between(80, 150), 4, between(3, 30), c);
        case 3 -> add(x, y, a, 36, 75, 9, 8, new double[] {0.02, 0.02, 0.025});
        case 4 -> add(x, y, a, 70, 4.2, 4.2, 8, c);
        default -> add(x, y, a, 41, 41, 41, between(10, 60), c);
      }
    }
  }

  private void add(
      double x, double y, double a, double w, double h, double round, double high, double[] c) {
    under.add(new Thing(x, y, Math.cos(a), Math.sin(a), w, h, round, high, c, null));
  }

  /// Fingers over an edge, a pen, a ruler or glasses on the sheet.
  private void hands() {
    if (random.nextInt(3) == 0) {
      int side = random.nextInt(4);
      int fingers = 1 + random.nextInt(4);
      double along = side % 2 == 0 ? halfW : halfH;
      double across = side % 2 == 0 ? halfH : halfW;
      double deep = Math.min(0.35 * across, between(8, 32));
      double at = between(-0.6, 0.6) * along;
      double dark = between(0.35, 1.1);
      double[] skin = {0.62 * dark, 0.36 * dark, 0.25 * dark};
      words += ", fingers";
      for (int i = 0; i < fingers; i++) {
        double t = at + i * between(16, 20);
        double far = across - deep * between(0.6, 1.1) + 75;
        double a = between(-0.15, 0.15) + (side % 2 == 0 ? Math.PI / 2 : 0);
        double x = side == 1 ? far : side == 3 ? -far : t;
        double y = side == 0 ? -far : side == 2 ? far : t;
        over.add(new Thing(x, y, Math.cos(a), Math.sin(a), 75, between(7, 9.5), 7, 12, skin, null));
      }
    }
    if (random.nextInt(7) == 0) {
      double a = between(0, 3.1);
      double[] c = {between(0.01, 0.5), between(0.01, 0.4), between(0.01, 0.5)};
      words += ", pen";
      over.add(
          new Thing(
              between(-1, 1) * halfW,
              between(-1, 1) * halfH,
              Math.cos(a),
              Math.sin(a),
              70,
              4,
              4,
              8,
              c,
              null));
    }
  }

  /// Its corners in space.
  List<double[]> corners() {
    var out = new ArrayList<double[]>();
    for (int[] s : new int[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}})
      out.add(new double[] {s[0] * halfW, s[1] * halfH, height(s[0] * halfW, s[1] * halfH)});
    return out;
  }

  private double height(double x, double y) {
    double s = (x / halfW * curlX + y / halfH * curlY) / 1.3 - curlFrom;
    return thick + (s > 0 ? curlHigh * s * s / ((1 - curlFrom) * (1 - curlFrom)) : 0);
  }

  private double rise(double x, double y, double by) {
    double s = (x / halfW * curlX + y / halfH * curlY) / 1.3 - curlFrom;
    return s > 0 ? 2 * curlHigh * s / ((1 - curlFrom) * (1 - curlFrom)) * by / 1.3 : 0;
  }

  /// Where a folded corner ends: above 0 what was folded away.
  private double cutOff(double x, double y) {
    if (folded < 0) return -1;
    double sx = folded == 1 || folded == 2 ? 1 : -1;
    double sy = folded > 1 ? 1 : -1;
    return fold - (halfW - sx * x) - (halfH - sy * y);
  }

  /// What a ray sees.
  ///
  /// @param into linear light of red, green and blue
  void trace(double[] eye, double[] dir, DeskLamps lamps, double[] into) {
    for (int i = over.size() - 1; i >= 0; i--) {
      var t = over.get(i);
      double by = (t.high - eye[2]) / dir[2];
      double x = eye[0] + by * dir[0];
      double y = eye[1] + by * dir[1];
      double edge = t.edge(x, y);
      if (edge > 0) continue;
      double round = Math.clamp(1 + edge / t.round, 0, 1);
      colour(t.colour, 1 - 0.55 * round * round, x, y, 0, lamps, into);
      return;
    }
    double by = (thick - eye[2]) / dir[2];
    double x = eye[0] + by * dir[0];
    double y = eye[1] + by * dir[1];
    for (int i = 0; i < 4 && curlHigh > 0; i++) {
      by = (height(Math.clamp(x, -halfW, halfW), Math.clamp(y, -halfH, halfH)) - eye[2]) / dir[2];
      x = eye[0] + by * dir[0];
      y = eye[1] + by * dir[1];
    }
    double inside = face.edge(x, y);
    if (inside <= 0 && cutOff(x, y) <= 0) {
      sheet(x, y, lamps, into);
      return;
    }
    by = -eye[2] / dir[2];
    x = eye[0] + by * dir[0];
    y = eye[1] + by * dir[1];
    double hidden = hidden(x, y, lamps);
    for (int i = under.size() - 1; i >= 0; i--) {
      var t = under.get(i);
      // seen from the eye a high thing's top lies elsewhere
      double up = (t.high - eye[2]) / dir[2];
      double ux = eye[0] + up * dir[0];
      double uy = eye[1] + up * dir[1];
      if (t.edge(ux, uy) > 0) continue;
      double[] c = t.colour;
      if (t.face != null) {
        double u = (ux - t.x) * t.cos + (uy - t.y) * t.sin;
        double v = (uy - t.y) * t.cos - (ux - t.x) * t.sin;
        t.face.colour(u, v, lit);
        c = lit.clone();
      }
      colour(c, 1, ux, uy, hidden, lamps, into);
      return;
    }
    ground.colour(x, y, lit);
    for (Thing t : under) hidden = Math.max(hidden, thrown(t, x, y, lamps, 0));
    colour(lit.clone(), 1, x, y, hidden, lamps, into);
  }

  private void sheet(double x, double y, DeskLamps lamps, double[] into) {
    double hidden = 0;
    for (Thing t : over) hidden = Math.max(hidden, thrown(t, x, y, lamps, thick));
    double sx = folded == 1 || folded == 2 ? 1 : -1;
    double sy = folded > 1 ? 1 : -1;
    // what is folded away lies on the sheet the other way round
    boolean flap = folded >= 0 && halfW - sx * x <= fold && halfH - sy * y <= fold;
    double[] own = new double[3];
    if (flap) for (int i = 0; i < 3; i++) own[i] = face.tone()[i] * 0.86;
    else face.colour(x, y, own);
    double leanX = rise(x, y, curlX / halfW);
    double leanY = rise(x, y, curlY / halfH);
    lamps.at(x, y, leanX, leanY, hidden, into);
    for (int i = 0; i < 3; i++) into[i] *= own[i];
  }

  private void colour(
      double[] c, double by, double x, double y, double hidden, DeskLamps lamps, double[] into) {
    double[] own = c.clone();
    lamps.at(x, y, 0, 0, hidden, into);
    for (int i = 0; i < 3; i++) into[i] *= own[i] * by;
  }

  /// How much the sheet hides a place of the desk from the lamp: its height's shadow, and the dark
  /// line where it lies on.
  private double hidden(double x, double y, DeskLamps lamps) {
    double cx = Math.clamp(x, -halfW, halfW);
    double cy = Math.clamp(y, -halfH, halfH);
    double high = height(cx, cy);
    double px = x + high * lamps.slopeX(x);
    double py = y + high * lamps.slopeY(y);
    double soft = 0.25 + 0.35 * high;
    double thrown = DeskLamps.step(-face.edge(px, py) / soft);
    double close = 0.5 * Math.exp(-Math.max(0, face.edge(x, y)) / (0.3 + 0.25 * high));
    return Math.min(1, Math.max(0.9 * thrown, close));
  }

  private static double thrown(Thing t, double x, double y, DeskLamps lamps, double from) {
    double high = Math.max(0.1, t.high - from);
    double px = x + high * lamps.slopeX(x);
    double py = y + high * lamps.slopeY(y);
    double edge = t.edge(px, py);
    double soft = 0.3 + 0.4 * high;
    return edge > soft ? 0 : 0.85 * DeskLamps.step(-edge / soft);
  }

  /// Linear values of a picture.
  static float[][] linear(BufferedImage image) {
    var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var g = copy.createGraphics();
    g.drawImage(image, 0, 0, java.awt.Color.WHITE, null);
    g.dispose();
    int[] pixels = ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
    float[][] out = new float[3][pixels.length];
    float[] curve = new float[256];
    for (int i = 0; i < 256; i++) curve[i] = (float) Math.pow(i / 255.0, 2.2);
    for (int i = 0; i < pixels.length; i++)
      for (int c = 0; c < 3; c++) out[c][i] = curve[pixels[i] >> 16 - 8 * c & 255];
    return out;
  }
}
