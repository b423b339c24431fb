package cn.ruhu.imaging;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// One walk over the chunks of a PNG file, checking each checksum.
final class PngWalk {
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int PHYS = 0x70485973;
  private static final int IEND = 0x49454E44;

  private PngWalk() {}

  static ImageProbe.Probed walk(byte[] file) {
    var b = ByteBuffer.wrap(file);
    int width = 0;
    int height = 0;
    boolean data = false;
    for (int at = 8; ; ) {
      if (at + 12 > file.length) return ImageProbe.spoiled();
      int length = b.getInt(at);
      if (length < 0) return ImageProbe.spoiled();
      if (length > file.length - at - 12) return ImageProbe.spoiled();
      var crc = new CRC32();
      crc.update(file, at + 4, length + 4);
      if ((int) crc.getValue() != b.getInt(at + 8 + length)) return ImageProbe.spoiled();
      int type = b.getInt(at + 4);
      if (type == IHDR && length >= 8) {
        width = b.getInt(at + 8);
        height = b.getInt(at + 12);
      }
      data |= type == IDAT;
      if (type == IEND) {
        return data ? ImageProbe.picture("image/png", width, height) : ImageProbe.spoiled();
      }
      at += 12 + length;
    }
  }

  /// Dots per inch by the chunk pHYs, 0 when there is none before the pixels.
  static int dpi(byte[] file) {
    var b = ByteBuffer.wrap(file);
    for (int at = 8; at + 12 <= file.length; ) {
      int length = b.getInt(at);
      int type = b.getInt(at + 4);
      if (length < 0 || length > file.length - at - 12 || type == IDAT) return 0;
      if (type == PHYS && length == 9)
        return file[at + 16] == 1 ? (int) Math.round(b.getInt(at + 8) * 0.0254) : 0;
      at += 12 + length;
    }
    return 0;
  }
}
