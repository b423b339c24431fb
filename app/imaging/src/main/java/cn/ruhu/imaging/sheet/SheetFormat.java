package cn.ruhu.imaging.sheet;

/// Sizes of paper a page is brought to. Names are stable; the words stand in the bundles.
public enum SheetFormat {
  A4(210, 297),
  A5(148, 210),
  /// an identity card, ISO/IEC 7810 ID-1
  ID1(54, 85.6),
  /// none of them
  FREE(0, 0);

  /// How far the shape may be from a size's, share.
  private static final double NEAR = 0.03;

  private static final double MM = 25.4;

  private final double shortMm;
  private final double longMm;

  SheetFormat(double shortMm, double longMm) {
    this.shortMm = shortMm;
    this.longMm = longMm;
  }

  /// Shorter side, millimetres; 0 for [#FREE].
  public double shortMm() {
    return shortMm;
  }

  /// Longer side, millimetres; 0 for [#FREE].
  public double longMm() {
    return longMm;
  }

  /// Pixels of the longer side.
  public int longPixels(int dpi) {
    return (int) Math.round(longMm * dpi / MM);
  }

  /// Pixels of the shorter side.
  public int shortPixels(int dpi) {
    return (int) Math.round(shortMm * dpi / MM);
  }

  /// Dots per inch when this paper's longer side has so many pixels.
  public int dpi(double longPixels) {
    return longMm == 0 ? 0 : (int) Math.round(longPixels * MM / longMm);
  }

  /// The size a sheet has by its shape, and by its length where the dots per inch are known. A4 and
  /// A5 have one shape: without dots per inch it is A4.
  ///
  /// @param aspect longer by shorter side
  /// @param longPixels of the sheet in the picture
  /// @param dpi of the picture, 0 when nobody knows
  public static SheetFormat of(double aspect, double longPixels, int dpi) {
    SheetFormat best = FREE;
    double least = Double.MAX_VALUE;
    for (SheetFormat f : values()) {
      if (f == FREE || (dpi == 0 && f == A5)) continue;
      double off = Math.abs(aspect / (f.longMm / f.shortMm) - 1);
      if (off > NEAR) continue;
      double length = dpi == 0 ? 0 : Math.abs(longPixels / f.longPixels(dpi) - 1);
      if (length > 2 * NEAR || length + off >= least) continue;
      best = f;
      least = length + off;
    }
    return best;
  }
}
