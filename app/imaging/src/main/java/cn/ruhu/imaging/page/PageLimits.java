package cn.ruhu.imaging.page;

/// How much a scan may bring, so that no file can take the machine down.
public final class PageLimits {
  /// Bytes of one file, whatever its pages.
  public static final int BYTES_MAX = 200 << 20;

  /// Pages of one file; a feeder batch has at most about a hundred.
  public static final int PAGES_MAX = 200;

  /// Pixels of a picture as stored; a larger one is refused before it is decoded.
  public static final long STORED_PIXELS_MAX = 120_000_000;

  /// Pixels of a decoded page; a larger picture is decoded with every nth pixel only. A4 at 600 dpi
  /// has 35 million.
  public static final long PIXELS_MAX = 40_000_000;

  /// Dots per inch at which a PDF page is drawn; a huge sheet is drawn smaller.
  public static final int PDF_DPI = 200;

  /// Bytes one compressed part of a PDF may unpack to.
  public static final long PDF_PART_MAX = 160L << 20;

  /// Bytes all compressed parts of a PDF may unpack to together.
  public static final long PDF_PARTS_MAX = 2L << 30;

  private PageLimits() {}
}
