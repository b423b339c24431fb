package cn.ruhu.device.idcard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A decoder of portraits that behaves as its argument says: `ok`, `crash`, `hang`, `lies`, `much`.
public final class StubPortraitMain {
  private StubPortraitMain() {}

  public static void main(String[] args) throws Exception {
    byte[] coded = System.in.readAllBytes();
    switch (args[0]) {
      case "crash" -> Runtime.getRuntime().halt(139);
      case "hang" -> Thread.sleep(60_000);
      case "lies" -> System.out.write("no picture at all".getBytes("UTF-8"));
      case "much" -> {
        while (true) System.out.write(coded);
      }
      default -> System.out.write(bmp(coded[0]));
    }
    System.out.flush();
  }

  static byte[] bmp(byte fill) {
    byte[] picture = new byte[54 + (102 * 3 + 2) * 126];
    java.util.Arrays.fill(picture, 54, picture.length, fill);
    ByteBuffer.wrap(picture)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(0, (byte) 'B')
        .put(1, (byte) 'M')
        .putInt(2, picture.length)
        .putInt(10, 54)
        .putInt(14, 40)
        .putInt(18, 102)
        .putInt(22, 126)
        .putShort(26, (short) 1)
        .putShort(28, (short) 24);
    return picture;
  }
}
