package cn.ruhu.imaging.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One walk over the directories of a TIFF file, so that a chain that bites its tail or a picture
/// of a million pixels a side is known before the decoder sees it. Pure.
///
/// @param pages one a directory, at most one more than [PageLimits#PAGES_MAX]
/// @param whole the chain ends as it must, and every directory lies in the file
record TiffWalk(List<Directory> pages, boolean whole) {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int X_RESOLUTION = 282;
  private static final int RESOLUTION_UNIT = 296;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int CENTIMETRE = 3;
  private static final int RATIONAL = 5;

  /// One page's header.
  ///
  /// @param dpi 0 when not said
  record Directory(long width, long height, int orientation, int dpi, long tile, long samples) {
    long pixels() {
      return width * height;
    }
  }

  static TiffWalk of(byte[] file) {
    var b = ByteBuffer.wrap(file);
    b.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    List<Directory> pages = new ArrayList<>();
    if (file.length < 8) return new TiffWalk(pages, false);
    Set<Integer> seen = new HashSet<>();
    int at = b.getInt(4);
    while (at != 0 && pages.size() <= PageLimits.PAGES_MAX) {
      if (at < 8 || at > file.length - 6 || !seen.add(at)) return new TiffWalk(pages, false);
      int entries = Short.toUnsignedInt(b.getShort(at));
      int end = at + 2 + 12 * entries;
      if (end < 0 || end + 4 > file.length) return new TiffWalk(pages, false);
      pages.add(directory(b, at + 2, entries));
      at = b.getInt(end);
    }
    return new TiffWalk(List.copyOf(pages), !pages.isEmpty());
  }

  private static Directory directory(ByteBuffer b, int start, int entries) {
    long width = 0;
    long height = 0;
    long tileWidth = 0;
    long tileHeight = 0;
    long samples = 1;
    int orientation = 1;
    int unit = 2;
    double resolution = 0;
    for (int i = 0; i < entries; i++) {
      int entry = start + 12 * i;
      switch (Short.toUnsignedInt(b.getShort(entry))) {
        case WIDTH -> width = number(b, entry);
        case HEIGHT -> height = number(b, entry);
        case ORIENTATION -> orientation = (int) number(b, entry);
        case SAMPLES -> samples = number(b, entry);
        case TILE_WIDTH -> tileWidth = number(b, entry);
        case TILE_HEIGHT -> tileHeight = number(b, entry);
        case RESOLUTION_UNIT -> unit = (int) number(b, entry);
        case X_RESOLUTION -> resolution = ratio(b, entry);
        default -> {}
      }
    }
    double dpi = unit == CENTIMETRE ? resolution * 2.54 : unit == 2 ? resolution : 0;
    return new Directory(
        width, height, orientation, (int) Math.round(dpi), tileWidth * tileHeight, samples);
  }

  /// A short or a long stands left-aligned in its four bytes.
  private static long number(ByteBuffer b, int entry) {
    return b.getShort(entry + 2) == 3
        ? Short.toUnsignedLong(b.getShort(entry + 8))
        : Integer.toUnsignedLong(b.getInt(entry + 8));
  }

  private static double ratio(ByteBuffer b, int entry) {
    int at = b.getInt(entry + 8);
    if (b.getShort(entry + 2) != RATIONAL || at < 0 || at > b.limit() - 8) return 0;
    double over = Integer.toUnsignedLong(b.getInt(at));
    double under = Integer.toUnsignedLong(b.getInt(at + 4));
    return under == 0 ? 0 : over / under;
  }
}
