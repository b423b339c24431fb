package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.List;

/// Hypotheses from what is smooth: paper is, once its print is taken away, and an edge runs all
/// round it, however faint. Where no pixel is steeper than some step, areas that hang together are
/// zones; narrow bridges between them are cut, for an edge that is lost for a few pixels must not
/// join paper and desk. No level of brightness is involved, so paper in half shadow is one zone.
final class Zones {
  /// Steps in grey values that part zones; small ones for white on white.
  private static final float[] STEPS = {2.2f, 4, 7, 12};

  /// Pixels around an edge that are not open: half as wide bridges are cut.
  private static final int BRIDGE = 1;

  private static final double AREA_MIN = 0.05;

  private Zones() {}

  /// @param planes half as large as those that are searched for lines
  static List<Quad> of(Planes planes) {
    float[] steep = steep(planes);
    float[] lines = lines(planes, steep);
    var found = new ArrayList<Quad>();
    for (float step : STEPS) {
      gather(planes, steep, step, found);
      gather(planes, lines, step * 1.5f, found);
    }
    return found;
  }

  /// How steep each place is, by the strongest of brightness and both colours.
  private static float[] steep(Planes p) {
    int w = p.width();
    float[] out = new float[w * p.height()];
    for (float[] plane : new float[][] {p.clean(), p.blue(), p.red()})
      for (int y = 1; y < p.height() - 1; y++)
        for (int i = y * w + 1; i < y * w + w - 1; i++) {
          float dx = plane[i + 1] - plane[i - 1];
          float dy = plane[i + w] - plane[i - w];
          float size = (float) Math.sqrt(dx * dx + dy * dy);
          if (size > out[i]) out[i] = size;
        }
    return out;
  }

  /// The same with thin dark lines, as the shadow between white and white; also those of print.
  private static float[] lines(Planes p, float[] steep) {
    int w = p.width();
    float[] out = steep.clone();
    float[] dark = new float[out.length];
    for (int i = 0; i < out.length; i++) dark[i] = Math.max(0, p.clean()[i] - p.plain()[i]);
    for (int y = 2; y < p.height() - 2; y++)
      for (int i = y * w + 2; i < y * w + w - 2; i++) out[i] = Math.max(out[i], dark[i]);
    return out;
  }

  private static void gather(Planes planes, float[] steep, float step, List<Quad> found) {
    int w = planes.width();
    int h = planes.height();
    boolean[] open = new boolean[steep.length];
    // the frame is closed: a sheet that runs out of the picture ends there
    for (int y = 1; y < h - 1; y++)
      for (int i = y * w + 1; i < y * w + w - 1; i++) open[i] = steep[i] < step;
    boolean[] core = narrowed(open, w, h);
    // back by what was narrowed and half of the edge
    for (Quad q : Areas.of(core, w, AREA_MIN)) found.add(grown(q, BRIDGE + 0.75));
  }

  private static boolean[] narrowed(boolean[] open, int w, int h) {
    boolean[] out = new boolean[w * h];
    boolean[] row = new boolean[w];
    int[] across = new int[w];
    int[] down = new int[w];
    for (int y = 0; y < h; y++) {
      int run = 0;
      for (int x = 0; x < w; x++) {
        run = open[y * w + x] ? run + 1 : 0;
        across[x] = run;
      }
      for (int x = BRIDGE; x < w - BRIDGE; x++) row[x] = across[x + BRIDGE] > 2 * BRIDGE;
      for (int x = 0; x < w; x++) {
        down[x] = row[x] ? down[x] + 1 : 0;
        if (down[x] > 2 * BRIDGE) out[(y - BRIDGE) * w + x] = true;
      }
    }
    return out;
  }

  /// All four sides moved outwards.
  private static Quad grown(Quad q, double by) {
    var c = q.corners();
    var lines = new ArrayList<Line>();
    for (int i = 0; i < 4; i++) {
      Line l = Line.through(c.get(i), c.get((i + 1) % 4));
      // the inside of a clockwise quad has positive distance
      lines.add(new Line(l.nx(), l.ny(), l.d() - by, false));
    }
    var out = new ArrayList<Point>();
    for (int i = 0; i < 4; i++) {
      var meet = lines.get((i + 3) % 4).meet(lines.get(i));
      if (meet.isEmpty()) return q;
      out.add(meet.get());
    }
    return new Quad(out.get(0), out.get(1), out.get(2), out.get(3));
  }
}
