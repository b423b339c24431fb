package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Straight edges of a picture, the strongest first: every pixel on an edge votes for the lines it
/// may lie on. An edge counts by how it stands out from its neighbourhood, so that the faint rim of
/// a white sheet on a white desk is heard beside a checkered cloth.
final class Lines {
  private static final int ANGLES = 180;

  /// How far the direction of a faint edge may be told wrong, degrees.
  private static final int SLACK = 5;

  private static final double GRAIN = 2.2;
  private static final double OUTSTANDING = 1.5;
  private static final double WEAK = 2.0;

  /// Places on a line: at most so far from it, pixels, their direction at most so far off, degrees.
  private static final double NEAR = 3;

  private static final int TURNED = 8;

  /// Angles whose votes change when a line is left.
  private static final int TOUCHED = TURNED + SLACK + 1;

  private final Planes planes;
  private final int reach;
  private final float[] votes;
  private final boolean[] silent;
  private final int[] peak = new int[ANGLES];
  private final float[] height = new float[ANGLES];
  private int[] places = new int[8192];
  private int[] angles = new int[8192];
  private float[] weights = new float[8192];
  private int voters;
  private final double[] sin = new double[ANGLES];
  private final double[] cos = new double[ANGLES];

  private Lines(Planes planes) {
    this.planes = planes;
    this.reach = (int) Math.ceil(Math.hypot(planes.width(), planes.height()));
    this.votes = new float[ANGLES * 2 * reach];
    this.silent = new boolean[votes.length];
    for (int i = 0; i < ANGLES; i++) {
      sin[i] = Math.sin(Math.toRadians(i));
      cos[i] = Math.cos(Math.toRadians(i));
    }
  }

  /// First those of a picture without its print, then others with it.
  ///
  /// @param clean returned at most of the first
  /// @param plain and of the second
  static List<Line> of(Planes planes, int clean, int plain) {
    var colour = new Steepness(planes, null, planes.blue(), planes.red());
    var first = new Lines(planes);
    first.vote(new Steepness(planes, colour, planes.clean()));
    var lines = first.peaks(clean);
    var second = new Lines(planes);
    second.vote(new Steepness(planes, colour, planes.plain()));
    for (Line l : lines) second.leave(l);
    lines.addAll(second.peaks(plain));
    return lines;
  }

  /// How steep each place is and in which direction, by the strongest of some planes.
  private static final class Steepness {
    private final float[] size;
    private final float[] gx;
    private final float[] gy;

    /// @param from steepness of other planes, taken into account as well
    Steepness(Planes p, @Nullable Steepness from, float[]... planes) {
      int w = p.width();
      size = from == null ? new float[w * p.height()] : from.size.clone();
      gx = from == null ? new float[size.length] : from.gx.clone();
      gy = from == null ? new float[size.length] : from.gy.clone();
      for (float[] plane : planes)
        for (int y = 2; y < p.height() - 2; y++)
          for (int i = y * w + 2; i < y * w + w - 2; i++) {
            float dx = across(plane, i - w) + 2 * across(plane, i) + across(plane, i + w);
            float dy = down(plane, i - 1, w) + 2 * down(plane, i, w) + down(plane, i + 1, w);
            float steep = (dx * dx + dy * dy) / 16;
            if (steep <= size[i]) continue;
            size[i] = steep;
            gx[i] = dx;
            gy[i] = dy;
          }
    }

    private static float across(float[] p, int i) {
      return p[i + 2] + p[i + 1] - p[i - 1] - p[i - 2];
    }

    private static float down(float[] p, int i, int w) {
      return p[i + 2 * w] + p[i + w] - p[i - w] - p[i - 2 * w];
    }

    /// Grey values a step; squares until then.
    float[] size() {
      float[] out = new float[size.length];
      for (int i = 0; i < out.length; i++) out[i] = (float) Math.sqrt(size[i]);
      return out;
    }
  }

  private void vote(Steepness steepness) {
    int w = planes.width();
    int h = planes.height();
    float[] size = steepness.size();
    float[] gx = steepness.gx;
    float[] gy = steepness.gy;
    float[] around = Planes.blurred(size, w, h, Math.max(w, h) / 30);
    for (int y = 3; y < h - 3; y++)
      for (int x = 3; x < w - 3; x++) {
        int i = y * w + x;
        double strength = size[i] / (around[i] + GRAIN);
        if (size[i] < WEAK || strength < OUTSTANDING || !crest(size, gx, gy, i, w)) continue;
        take(x, y, gx[i], gy[i], (float) Math.min(3, strength));
      }
  }

  private static boolean crest(float[] size, float[] gx, float[] gy, int i, int w) {
    boolean across = Math.abs(gx[i]) > Math.abs(gy[i]);
    boolean rising = gx[i] * gy[i] > 0;
    boolean diagonal =
        Math.min(Math.abs(gx[i]), Math.abs(gy[i]))
            > 0.414f * Math.max(Math.abs(gx[i]), Math.abs(gy[i]));
    int step = diagonal ? rising ? w + 1 : w - 1 : across ? 1 : w;
    return size[i] >= size[i - step] && size[i] > size[i + step];
  }

  private void take(int x, int y, float gx, float gy, float weight) {
    if (voters == places.length) {
      places = Arrays.copyOf(places, 2 * voters);
      angles = Arrays.copyOf(angles, 2 * voters);
      weights = Arrays.copyOf(weights, 2 * voters);
    }
    places[voters] = y * planes.width() + x;
    angles[voters] = Math.floorMod(Math.round((float) Math.toDegrees(Math.atan2(gy, gx))), ANGLES);
    weights[voters] = weight;
    vote(x, y, angles[voters], weight);
    voters++;
  }

  private void vote(int x, int y, int angle, float weight) {
    for (int by = -SLACK; by <= SLACK; by++) {
      int a = Math.floorMod(angle + by, ANGLES);
      int r = (int) Math.round(x * cos[a] + y * sin[a]) + reach;
      votes[a * 2 * reach + r] += weight * (1 - Math.abs(by) / (SLACK + 1f));
    }
  }

  private List<Line> peaks(int most) {
    var lines = new ArrayList<Line>();
    double least = Math.max(planes.width(), planes.height()) * 0.1;
    for (int a = 0; a < ANGLES; a++) look(a);
    while (lines.size() < most) {
      int a = 0;
      for (int i = 1; i < ANGLES; i++) if (height[i] > height[a]) a = i;
      if (height[a] < least) break;
      var line = new Line(cos[a], sin[a], peak[a] - reach, false);
      lines.add(line);
      leave(line);
      silence(a, peak[a] - reach);
      for (int by = -TOUCHED; by <= TOUCHED; by++) look(Math.floorMod(a + by, ANGLES));
    }
    return lines;
  }

  /// Finds the most votes of an angle; neighbours count, a line may lie between two.
  private void look(int angle) {
    int from = angle * 2 * reach;
    int best = 1;
    float most = 0;
    for (int r = 1; r < 2 * reach - 1; r++) {
      float sum = votes[from + r] + 0.7f * (votes[from + r - 1] + votes[from + r + 1]);
      if (sum <= most || silent[from + r]) continue;
      most = sum;
      best = r;
    }
    peak[angle] = best;
    height[angle] = most;
  }

  /// Takes back the votes of all places that lie on a line: otherwise a short strong edge stands
  /// for a fan of lines through its middle, and the sheet's own edges come after them.
  private void leave(Line line) {
    int w = planes.width();
    int angle =
        Math.floorMod(Math.round((float) Math.toDegrees(Math.atan2(line.ny(), line.nx()))), ANGLES);
    for (int i = 0; i < voters; i++) {
      int turned = Math.abs(angles[i] - angle);
      if (Math.min(turned, ANGLES - turned) > TURNED || weights[i] == 0) continue;
      int y = places[i] / w;
      int x = places[i] - y * w;
      if (Math.abs(x * line.nx() + y * line.ny() - line.d()) > NEAR) continue;
      vote(x, y, angles[i], -weights[i]);
      weights[i] = 0;
    }
  }

  /// What nearly is a line already found is not another one: within 4 degrees, 5 pixels where both
  /// are nearest to the middle of the picture.
  private void silence(int angle, int r) {
    var middle = new Point(planes.width() / 2.0, planes.height() / 2.0);
    double off = r - middle.x() * cos[angle] - middle.y() * sin[angle];
    for (int by = -4; by <= 4; by++) {
      int a = Math.floorMod(angle + by, ANGLES);
      double turned = angle + by < 0 || angle + by >= ANGLES ? -off : off;
      int centre = (int) Math.round(middle.x() * cos[a] + middle.y() * sin[a] + turned) + reach;
      int slack = 5 + Math.abs(by) * 2;
      for (int at = Math.max(0, centre - slack);
          at <= Math.min(2 * reach - 1, centre + slack);
          at++) silent[a * 2 * reach + at] = true;
    }
  }
}
