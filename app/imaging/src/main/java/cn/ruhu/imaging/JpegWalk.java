package cn.ruhu.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// One walk over the segments of a JPEG file, from its start to its end marker.
final class JpegWalk {
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int SOS = 0xDA;
  private static final int EOI = 0xD9;
  private static final int EXIF_ORIENTATION = 0x0112;
  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int EXIF_TAKEN = 0x9003;
  private static final int EXIF_EXPOSURE = 0x829A;
  private static final int EXIF_APERTURE = 0x829D;
  private static final int EXIF_TIME_LENGTH = 19;

  private final byte[] file;
  private int at = 2;
  private int width;
  private int height;
  private int orientation = 1;
  private String taken = "";
  private int dpi;
  private boolean exposed;
  private boolean scanSeen;

  JpegWalk(byte[] file) {
    this.file = file;
  }

  ImageProbe.Probed walk() {
    while (true) {
      if (at + 1 >= file.length) return ImageProbe.spoiled();
      if (u8(at) != 0xFF) return ImageProbe.spoiled();
      while (at < file.length && u8(at) == 0xFF) at++;
      if (at >= file.length) return ImageProbe.spoiled();
      int marker = u8(at++);
      if (marker == EOI) {
        boolean whole = scanSeen && width > 0;
        return whole ? ImageProbe.picture("image/jpeg", width, height) : ImageProbe.spoiled();
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) continue;
      if (at + 2 > file.length) return ImageProbe.spoiled();
      int length = u16(at);
      if (length < 2) return ImageProbe.spoiled();
      if (at + length > file.length) return ImageProbe.spoiled();
      segment(marker, at + 2, length - 2);
      at += length;
      if (marker == SOS) {
        scanSeen = true;
        skipScan();
      }
    }
  }

  /// EXIF time of the picture, as it stands in the file, empty for none; known after the walk.
  String taken() {
    return taken;
  }

  /// EXIF 1–8, known after the walk.
  int orientation() {
    return orientation;
  }

  /// Dots per inch by the JFIF header, 0 when it says none; known after the walk.
  int dpi() {
    return dpi;
  }

  /// Whether a camera says how it exposed the picture, known after the walk.
  boolean exposed() {
    return exposed;
  }

  private void segment(int marker, int start, int length) {
    boolean frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame && length >= 5) {
      height = u16(start + 1);
      width = u16(start + 3);
    } else if (marker == APP0 && length >= 12 && u8(start) == 'J' && u8(start + 1) == 'F') {
      int across = u16(start + 8);
      dpi =
          switch (u8(start + 7)) {
            case 1 -> across;
            case 2 -> (int) Math.round(across * 2.54);
            default -> 0;
          };
    } else if (marker == APP1 && length > 14 && u8(start) == 'E' && u8(start + 1) == 'x') {
      exif(ByteBuffer.wrap(file, start + 6, length - 6).slice());
    }
  }

  /// Coded pixels run until a marker that is neither stuffing nor a restart.
  private void skipScan() {
    while (at + 1 < file.length) {
      if (u8(at) == 0xFF) {
        int next = u8(at + 1);
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return;
      }
      at++;
    }
    at = file.length;
  }

  /// Orientation and time of the picture; anything odd means none.
  private void exif(ByteBuffer tiff) {
    if (tiff.remaining() < 8) return;
    int order = tiff.getShort(0);
    if (order == 0x4949) tiff.order(ByteOrder.LITTLE_ENDIAN);
    else if (order != 0x4D4D) return;
    int first = tiff.getInt(4);
    int turned = entry(tiff, first, EXIF_ORIENTATION);
    if (turned > 0) {
      int value = tiff.getShort(turned + 8);
      if (value >= 1 && value <= 8) orientation = value;
    }
    int more = entry(tiff, first, EXIF_DIRECTORY);
    if (more == 0) return;
    int camera = tiff.getInt(more + 8);
    exposed = entry(tiff, camera, EXIF_EXPOSURE) > 0 || entry(tiff, camera, EXIF_APERTURE) > 0;
    int time = entry(tiff, camera, EXIF_TAKEN);
    if (time > 0) taken = text(tiff, tiff.getInt(time + 8));
  }

  /// Where an entry of a directory begins, 0 when it has none.
  private static int entry(ByteBuffer tiff, int directory, int tag) {
    if (directory < 8 || directory > tiff.limit() - 2) return 0;
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) return 0;
      if (Short.toUnsignedInt(tiff.getShort(entry)) == tag) return entry;
    }
    return 0;
  }

  private static String text(ByteBuffer tiff, int at) {
    if (at < 8 || at > tiff.limit() - EXIF_TIME_LENGTH) return "";
    byte[] bytes = new byte[EXIF_TIME_LENGTH];
    tiff.get(at, bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private int u8(int index) {
    return file[index] & 0xFF;
  }

  private int u16(int index) {
    return (u8(index) << 8) | u8(index + 1);
  }
}
