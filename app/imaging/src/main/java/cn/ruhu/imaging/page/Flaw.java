package cn.ruhu.imaging.page;

/// Why a page may not be readable later: said at once, while the paper and the person are still
/// there. Names are stable; the words stand in the bundles.
public enum Flaw {
  /// small print is smeared: hold still, wipe the glass
  SOFT,
  /// one part of the page is: the sheet did not lie flat
  SOFT_PART,
  /// too few dots for small print: nearer, or a higher resolution
  COARSE,
  /// a lamp is mirrored on the sheet
  GLARE,
  /// the sheet runs out of the picture
  CUT,
  /// a photo of a sheet on which no print is to be seen, or only what shines through from its other
  /// side: the wrong side lies up
  WRONG_SIDE,
  /// the file ends too early
  DAMAGED
}
