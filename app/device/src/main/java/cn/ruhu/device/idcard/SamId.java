package cn.ruhu.device.idcard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/// The serial number of a security module as it is printed on readers.
final class SamId {
  private SamId() {}

  /// @param data the 16 bytes of the reply to 12 FF
  /// @return `AA.BB-YYYYMMDD-NNNNNNNNNN-NNNNNNNNNN`
  static String text(byte[] data) {
    var b = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    return String.format(
        Locale.ROOT,
        "%02d.%02d-%08d-%010d-%010d",
        Short.toUnsignedInt(b.getShort()),
        Short.toUnsignedInt(b.getShort()),
        Integer.toUnsignedLong(b.getInt()),
        Integer.toUnsignedLong(b.getInt()),
        Integer.toUnsignedLong(b.getInt()));
  }
}
