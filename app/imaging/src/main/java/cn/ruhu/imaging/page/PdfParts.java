package cn.ruhu.imaging.page;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks every compressed part of a PDF into nothing, to know how large each becomes before the
/// parser holds it in memory: a few hundred kilobytes can unpack to gigabytes. Pictures of scanners
/// (JPEG, fax) are not packed this way and cost nothing here.
final class PdfParts {
  private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};

  private PdfParts() {}

  /// False when one part, or all together, would unpack to more than [PageLimits] allows.
  static boolean fit(byte[] file) {
    byte[] sink = new byte[1 << 16];
    long all = 0;
    for (int at = 0; (at = next(file, at)) >= 0; ) {
      if (at + 2 > file.length || !packed(file, at)) continue;
      long size = unpacked(file, at, sink);
      all += size;
      if (size > PageLimits.PDF_PART_MAX || all > PageLimits.PDF_PARTS_MAX) return false;
    }
    return true;
  }

  /// Where the next stream's bytes begin, -1 at the end.
  private static int next(byte[] file, int from) {
    for (int at = from; at + STREAM.length < file.length; at++) {
      if (file[at] != 's' || !matches(file, at)) continue;
      int start = at + STREAM.length;
      if (file[start] == '\r') start++;
      if (start < file.length && file[start] == '\n') start++;
      return start;
    }
    return -1;
  }

  private static boolean matches(byte[] file, int at) {
    for (int i = 0; i < STREAM.length; i++) if (file[at + i] != STREAM[i]) return false;
    return true;
  }

  /// A zlib header: method 8, and the two bytes divide by 31.
  private static boolean packed(byte[] file, int at) {
    int first = file[at] & 0xFF;
    return (first & 0x0F) == 8 && ((first << 8) + (file[at + 1] & 0xFF)) % 31 == 0;
  }

  private static long unpacked(byte[] file, int at, byte[] sink) {
    try (var inflater = new Inflater()) {
      inflater.setInput(file, at, file.length - at);
      long size = 0;
      while (!inflater.finished() && size <= PageLimits.PDF_PART_MAX) {
        int n = inflater.inflate(sink);
        if (n == 0) break;
        size += n;
      }
      return size;
    } catch (DataFormatException _) {
      // Not packed after all, or spoiled: the parser will stop there too.
      return 0;
    }
  }
}
