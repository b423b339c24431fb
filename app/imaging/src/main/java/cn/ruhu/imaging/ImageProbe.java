package cn.ruhu.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Looks at the bytes of a file somebody picked and says whether a whole picture is in them. The
/// name of a file is never believed; nothing is decoded, so a probe costs no memory beyond the
/// file.
///
/// Stateless and thread-safe.
public final class ImageProbe {
  /// Largest file taken as one page.
  public static final int BYTES_MAX = 40 << 20;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IEND = "IEND".getBytes(StandardCharsets.US_ASCII);

  private ImageProbe() {}

  /// Why bytes are no page. Names are stable; the words stand in the bundles.
  public enum Reason {
    EMPTY,
    /// more than [#BYTES_MAX]
    TOO_LARGE,
    /// begins as a picture and ends before its end
    TRUNCATED,
    /// a PDF document, whatever it is called
    PDF,
    /// neither JPEG nor PNG
    NOT_A_PICTURE
  }

  /// Outcome of [#probe].
  public sealed interface Probed permits Picture, Refused {}

  /// @param mime `image/jpeg` or `image/png`
  /// @param width pixels
  /// @param height pixels
  public record Picture(String mime, int width, int height) implements Probed {}

  public record Refused(Reason reason) implements Probed {}

  /// Probes a whole file.
  public static Probed probe(byte[] bytes) {
    if (bytes.length == 0) return new Refused(Reason.EMPTY);
    if (bytes.length > BYTES_MAX) return new Refused(Reason.TOO_LARGE);
    if (begins(bytes, PDF)) return new Refused(Reason.PDF);
    if (begins(bytes, PNG)) return png(bytes);
    if (bytes.length >= 3 && u8(bytes, 0) == 0xFF && u8(bytes, 1) == 0xD8 && u8(bytes, 2) == 0xFF)
      return jpeg(bytes);
    return new Refused(Reason.NOT_A_PICTURE);
  }

  /// Walks the segments of a JPEG to its scan, then asks for the end marker after it.
  private static Probed jpeg(byte[] b) {
    int width = 0;
    int height = 0;
    int at = 2;
    while (at + 4 <= b.length) {
      if (u8(b, at) != 0xFF) return new Refused(Reason.NOT_A_PICTURE);
      int marker = u8(b, at + 1);
      if (marker == 0xFF) {
        at++;
        continue;
      }
      int length = u16(b, at + 2);
      if (length < 2) return new Refused(Reason.NOT_A_PICTURE);
      if (at + 2 + length > b.length) return new Refused(Reason.TRUNCATED);
      if (isFrame(marker) && length >= 7) {
        height = u16(b, at + 5);
        width = u16(b, at + 7);
      }
      at += 2 + length;
      if (marker == 0xDA) return scanEnds(b, at) ? picture(width, height) : cut();
    }
    return cut();
  }

  private static Probed picture(int width, int height) {
    return width > 0 && height > 0
        ? new Picture("image/jpeg", width, height)
        : new Refused(Reason.NOT_A_PICTURE);
  }

  private static Refused cut() {
    return new Refused(Reason.TRUNCATED);
  }

  /// Start-of-frame markers, without the tables that share their range.
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /// The end marker stands somewhere behind the scan; cameras append previews after it.
  private static boolean scanEnds(byte[] b, int from) {
    for (int i = b.length - 2; i >= from; i--)
      if (u8(b, i) == 0xFF && u8(b, i + 1) == 0xD9) return true;
    return false;
  }

  private static Probed png(byte[] b) {
    int at = PNG.length;
    int width = 0;
    int height = 0;
    while (at + 12 <= b.length) {
      long length = Integer.toUnsignedLong(i32(b, at));
      if (at + 12 + length > b.length) return cut();
      if (at == PNG.length) {
        if (length < 8) return new Refused(Reason.NOT_A_PICTURE);
        width = i32(b, at + 8);
        height = i32(b, at + 12);
      }
      if (Arrays.equals(b, at + 4, at + 8, IEND, 0, 4))
        return width > 0 && height > 0
            ? new Picture("image/png", width, height)
            : new Refused(Reason.NOT_A_PICTURE);
      at += (int) (12 + length);
    }
    return cut();
  }

  private static boolean begins(byte[] bytes, byte[] with) {
    return bytes.length >= with.length
        && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }

  private static int u8(byte[] b, int at) {
    return b[at] & 0xFF;
  }

  private static int u16(byte[] b, int at) {
    return u8(b, at) << 8 | u8(b, at + 1);
  }

  private static int i32(byte[] b, int at) {
    return u16(b, at) << 16 | u16(b, at + 2);
  }
}
