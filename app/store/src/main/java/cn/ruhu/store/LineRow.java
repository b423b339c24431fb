package cn.ruhu.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The lines of some hundred cases as the bytes of one row, before they are sealed: id, length and
/// bytes of each, deflated, with the length of the whole before. Stateless.
final class LineRow {
  /// Bytes of a row's lines at most, so that a damaged length asks for no memory.
  private static final int ROW_MAX = 64 << 20;

  private LineRow() {}

  static byte[] packed(Map<UUID, byte[]> lines) {
    int length = 0;
    for (byte[] line : lines.values()) length += 20 + line.length;
    ByteBuffer out = ByteBuffer.allocate(length);
    lines.forEach((id, line) ->
        out.putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putInt(line.length)
            .put(line));
    return deflated(out.array());
  }

  /// Lines are much alike, and whoever signs in waits until they are read and opened.
  private static byte[] deflated(byte[] plain) {
    try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(plain);
      deflater.finish();
      // what a zlib needs that stores what it cannot make smaller, the stock one and others
      byte[] out = new byte[4 + plain.length + (plain.length >> 3) + 64];
      int length = deflater.deflate(out, 4, out.length - 4);
      if (!deflater.finished()) throw new IllegalStateException("lines did not fit");
      ByteBuffer.wrap(out).putInt(plain.length);
      return Arrays.copyOf(out, 4 + length);
    }
  }

  static byte[] unpacked(byte[] small) throws StoreException {
    try (var inflater = new Inflater()) {
      ByteBuffer in = ByteBuffer.wrap(small);
      int length = in.getInt();
      if (length < 0 || length > ROW_MAX) throw corrupt("length");
      byte[] plain = new byte[length];
      inflater.setInput(in);
      if (inflater.inflate(plain) != length) throw corrupt("cut off");
      return plain;
    } catch (DataFormatException | BufferUnderflowException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "lines of cases", e);
    }
  }

  private static StoreException corrupt(String how) {
    return new StoreException(StoreException.Code.CORRUPT, "lines of cases: " + how);
  }

  static void each(byte[] plain, BiConsumer<UUID, ByteBuffer> taker) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    while (in.hasRemaining()) {
      UUID id = new UUID(in.getLong(), in.getLong());
      int end = in.getInt() + in.position();
      taker.accept(id, in.limit(end));
      in.limit(plain.length).position(end);
    }
  }
}
