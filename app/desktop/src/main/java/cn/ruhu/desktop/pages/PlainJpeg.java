package cn.ruhu.desktop.pages;

/// Looks at the head of a JPEG: whether every reader shows it as it is stored. Pure.
final class PlainJpeg {
  private PlainJpeg() {}

  /// Baseline or progressive, one or three components, no word of how it is to be turned (EXIF) and
  /// none of colours for print (Adobe).
  static boolean is(byte[] b) {
    int at = 2;
    while (at + 9 < b.length && (b[at] & 255) == 0xFF) {
      int marker = b[at + 1] & 255;
      int length = (b[at + 2] & 255) << 8 | (b[at + 3] & 255);
      if (marker == 0xE1 || marker == 0xEE) return false;
      if (marker == 0xC0 || marker == 0xC1 || marker == 0xC2) {
        int bits = b[at + 4] & 255;
        int components = b[at + 9] & 255;
        return bits == 8 && (components == 1 || components == 3);
      }
      if (marker == 0xDA || length < 2) return false;
      at += 2 + length;
    }
    return false;
  }
}
