package cn.ruhu.imaging;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// One walk over the chunks of a PNG file, checking each checksum.
final class PngWalk {
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
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
}
