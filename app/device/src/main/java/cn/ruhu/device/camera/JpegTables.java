package cn.ruhu.device.camera;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/// Puts the standard Huffman tables into pictures that leave them out, as many USB cameras do: the
/// video class fixes the tables, so no byte of the picture itself changes and it can be opened
/// anywhere (DEVICES 2.1). Stateless.
public final class JpegTables {
  private static final int SCAN = 0xDA;
  private static final int TABLES = 0xC4;

  private static final byte[] STANDARD = standard();

  private JpegTables() {}

  /// The picture itself when it has tables of its own, else a copy with the standard ones before
  /// its first scan.
  ///
  /// @param jpeg a whole picture
  public static byte[] complete(byte[] jpeg) {
    int at = 2;
    while (at + 4 <= jpeg.length) {
      if (u8(jpeg, at) != 0xFF) return jpeg;
      int marker = u8(jpeg, at + 1);
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker == TABLES) return jpeg;
      if (marker == SCAN) return with(jpeg, at);
      at += 2 + ((u8(jpeg, at + 2) << 8) | u8(jpeg, at + 3));
    }
    return jpeg;
  }

  private static byte[] with(byte[] jpeg, int at) {
    byte[] out = new byte[jpeg.length + STANDARD.length];
    System.arraycopy(jpeg, 0, out, 0, at);
    System.arraycopy(STANDARD, 0, out, at, STANDARD.length);
    System.arraycopy(jpeg, at, out, at + STANDARD.length, jpeg.length - at);
    return out;
  }

  private static byte[] standard() {
    var body = new ByteArrayOutputStream();
    table(body, 0x00, JPEGHuffmanTable.StdDCLuminance);
    table(body, 0x10, JPEGHuffmanTable.StdACLuminance);
    table(body, 0x01, JPEGHuffmanTable.StdDCChrominance);
    table(body, 0x11, JPEGHuffmanTable.StdACChrominance);
    var all = new ByteArrayOutputStream();
    all.write(0xFF);
    all.write(TABLES);
    int length = body.size() + 2;
    all.write(length >> 8);
    all.write(length);
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }

  /// One table: its class and number, how many codes of each length, the values in order.
  private static void table(ByteArrayOutputStream out, int id, JPEGHuffmanTable table) {
    out.write(id);
    short[] lengths = table.getLengths();
    for (int i = 0; i < 16; i++) out.write(i < lengths.length ? lengths[i] : 0);
    for (short value : table.getValues()) out.write(value);
  }

  private static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }
}
