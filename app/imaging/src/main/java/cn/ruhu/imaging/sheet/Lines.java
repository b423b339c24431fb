package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import java.util.ArrayList;
import java.util.List;

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

  private final Planes planes;
  private final int reach;
  private final double[] sin = new double[ANGLES];
  private final double[] cos = new double[ANGLES];

  private Lines(Planes planes) {
    this.planes = planes;
    this.reach = (int) Math.ceil(Math.hypot(planes.width(), planes.height()));
    for (int i = 0; i < ANGLES; i++) {
      sin[i] = Math.sin(Math.toRadians(i));
      cos[i] = Math.cos(Math.toRadians(i));
    }
  }

  /// @param most lines returned at most
  static List<Line> of(Planes planes, float[] brightness, int most) {
    var lines = new Lines(planes);
    return lines.peaks(lines.votes(brightness), most);
  }

  private float[] votes(float[] brightness) {
    int w = planes.width();
    int h = planes.height();
    float[] size = new float[w * h];
    float[] gx = new float[w * h];
    float[] gy = new float[w * h];
    for (float[] plane : new float[][] {brightness, planes.blue(), planes.red()})
      gradients(plane, size, gx, gy);
    float[] around = Planes.blurred(size, w, h, Math.max(w, h) / 30);
    float[] votes = new float[ANGLES * 2 * reach];
    for (int y = 3; y < h - 3; y++)
      for (int x = 3; x < w - 3; x++) {
        int i = y * w + x;
        double strength = size[i] / (around[i] + GRAIN);
        if (size[i] < WEAK || strength < OUTSTANDING || !crest(size, gx, gy, i, w)) continue;
        vote(votes, x, y, gx[i], gy[i], Math.min(3, strength));
      }
    return votes;
  }

  /// The strongest plane says how steep a place is and in which direction.
  private void gradients(float[] p, float[] size, float[] gx, float[] gy) {
    int w = planes.width();
    for (int y = 2; y < planes.height() - 2; y++)
      for (int i = y * w + 2; i < y * w + w - 2; i++) {
        float dx = across(p, i - w) + 2 * across(p, i) + across(p, i + w);
        float dy = down(p, i - 1, w) + 2 * down(p, i, w) + down(p, i + 1, w);
        float steep = (float) Math.sqrt(dx * dx + dy * dy) / 4;
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

  private static boolean crest(float[] size, float[] gx, float[] gy, int i, int w) {
    boolean across = Math.abs(gx[i]) > Math.abs(gy[i]);
    boolean rising = gx[i] * gy[i] > 0;
    boolean diagonal =
        Math.min(Math.abs(gx[i]), Math.abs(gy[i]))
            > 0.414f * Math.max(Math.abs(gx[i]), Math.abs(gy[i]));
    int step = diagonal ? rising ? w + 1 : w - 1 : across ? 1 : w;
    return size[i] >= size[i - step] && size[i] > size[i + step];
  }

  private void vote(float[] votes, int x, int y, float gx, float gy, double weight) {
    int angle = (int) Math.round(Math.toDegrees(Math.atan2(gy, gx)));
    for (int by = -SLACK; by <= SLACK; by++) {
      int a = Math.floorMod(angle + by, ANGLES);
      int r = (int) Math.round(x * cos[a] + y * sin[a]) + reach;
      votes[a * 2 * reach + r] += (float) (weight * (1 - Math.abs(by) / (SLACK + 1.0)));
    }
  }

  private List<Line> peaks(float[] raw, int most) {
    float[] votes = softened(raw);
    var lines = new ArrayList<Line>();
    double least = Math.max(planes.width(), planes.height()) * 0.1;
    while (lines.size() < most) {
      int best = 0;
      for (int i = 1; i < votes.length; i++) if (votes[i] > votes[best]) best = i;
      if (votes[best] < least) break;
      int a = best / (2 * reach);
      int r = best % (2 * reach) - reach;
      lines.add(new Line(cos[a], sin[a], r, false));
      silence(votes, a, r);
    }
    return lines;
  }

  private float[] softened(float[] votes) {
    float[] out = votes.clone();
    for (int i = 1; i < out.length - 1; i++)
      out[i] = votes[i] + 0.7f * (votes[i - 1] + votes[i + 1]);
    return out;
  }

  /// What nearly is a line already found is not another one: within 4 degrees, 5 pixels where both
  /// are nearest to the middle of the picture.
  private void silence(float[] votes, int angle, int r) {
    var middle = new Point(planes.width() / 2.0, planes.height() / 2.0);
    double off = r - middle.x() * cos[angle] - middle.y() * sin[angle];
    for (int by = -4; by <= 4; by++) {
      int a = Math.floorMod(angle + by, ANGLES);
      double turned = angle + by < 0 || angle + by >= ANGLES ? -off : off;
      int centre = (int) Math.round(middle.x() * cos[a] + middle.y() * sin[a] + turned) + reach;
      int slack = 5 + Math.abs(by) * 2;
      for (int at = Math.max(0, centre - slack);
          at <= Math.min(2 * reach - 1, centre + slack);
          at++) votes[a * 2 * reach + at] = 0;
    }
  }
}
