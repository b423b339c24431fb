package cn.ruhu.imaging.page;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Says in a written file how many dots an inch has, so that it prints in its true size.
final class Density {
  private static final int JFIF_UNIT = 13;
  private static final int PNG_HEAD = 33;
  private static final double METRE = 39.3701;

  private Density() {}

  /// The same file with the resolution in its header; unchanged when nothing is known.
  ///
  /// @param file a JPEG that begins with a JFIF segment, or a PNG, as the JDK writes them
  /// @param dpi 0 when nobody knows
  static byte[] of(byte[] file, String format, int dpi) {
    if (dpi <= 0) return file;
    return format.equals("png") ? png(file, dpi) : jpeg(file, dpi);
  }

  private static byte[] jpeg(byte[] file, int dpi) {
    boolean jfif = file.length > JFIF_UNIT + 5 && file[6] == 'J' && file[7] == 'F';
    if (!jfif) return file;
    byte[] out = file.clone();
    ByteBuffer.wrap(out)
        .put(JFIF_UNIT, (byte) 1)
        .putShort(JFIF_UNIT + 1, (short) dpi)
        .putShort(JFIF_UNIT + 3, (short) dpi);
    return out;
  }

  private static byte[] png(byte[] file, int dpi) {
    int perMetre = (int) Math.round(dpi * METRE);
    byte[] body =
        ByteBuffer.allocate(13)
            .put(new byte[] {'p', 'H', 'Y', 's'})
            .putInt(perMetre)
            .putInt(perMetre)
            .put((byte) 1)
            .array();
    var crc = new CRC32();
    crc.update(body);
    return ByteBuffer.allocate(file.length + 21)
        .put(file, 0, PNG_HEAD)
        .putInt(9)
        .put(body)
        .putInt((int) crc.getValue())
        .put(file, PNG_HEAD, file.length - PNG_HEAD)
        .array();
  }
}
