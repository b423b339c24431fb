package cn.ruhu.device.scan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What one input of a device can do.
///
/// @param dpis resolutions, ascending, not empty; what no page of paper needs is left out
/// @param colours not empty
/// @param widthUnits widest area in 1/300 inch
/// @param heightUnits longest area in 1/300 inch
public record InputCaps(
    List<Integer> dpis, Set<ScanColour> colours, int widthUnits, int heightUnits) {
  /// Below, print is not read; some devices claim 1 (DEVICES 2.2).
  public static final int DPI_MIN = 75;

  /// Above, a page is too large to be taken.
  public static final int DPI_MAX = 1200;

  public InputCaps {
    dpis = List.copyOf(new TreeSet<>(dpis));
    colours = Set.copyOf(colours);
    if (dpis.isEmpty() || colours.isEmpty()) throw new IllegalArgumentException("can do nothing");
  }

  /// The resolution nearest to one wished for; the finer of two as near.
  public int dpiNear(int wished) {
    int best = dpis.getFirst();
    for (int dpi : dpis) if (Math.abs(dpi - wished) <= Math.abs(best - wished)) best = dpi;
    return best;
  }

  /// The mode wished for, else the next richer one, else the richest.
  public ScanColour colourNear(ScanColour wished) {
    ScanColour best = wished;
    for (ScanColour c : ScanColour.values()) {
      if (!colours.contains(c)) continue;
      best = c;
      if (c.compareTo(wished) >= 0) break;
    }
    return best;
  }
}
