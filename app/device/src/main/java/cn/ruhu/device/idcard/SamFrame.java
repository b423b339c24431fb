package cn.ruhu.device.idcard;

import java.util.Arrays;
import java.util.Optional;

/// The frame of the SAM line: `AA AA AA 96 69 | LEN | body | XOR`, LEN big-endian and counting the
/// checksum, the XOR running from LEN to the end of the body.
///
/// The preamble can occur inside a photo, so it is searched only while no frame is open.
public final class SamFrame {
  /// Longest LEN believed; the longest ever seen is 2314.
  public static final int LENGTH_MAX = 4096;

  private static final byte[] PREAMBLE = {(byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0x96, 0x69};
  private static final int HEAD = PREAMBLE.length + 2;

  private SamFrame() {}

  /// The bytes on the wire for a body (command, parameter and data, or status and data).
  public static byte[] encode(byte... body) {
    int length = body.length + 1;
    if (length > LENGTH_MAX) throw new IllegalArgumentException("body of " + body.length);
    byte[] frame = Arrays.copyOf(PREAMBLE, HEAD + length);
    frame[5] = (byte) (length >> 8);
    frame[6] = (byte) length;
    System.arraycopy(body, 0, frame, HEAD, body.length);
    frame[frame.length - 1] = checksum(frame, 5, frame.length - 1);
    return frame;
  }

  static byte checksum(byte[] bytes, int from, int to) {
    byte sum = 0;
    for (int i = from; i < to; i++) sum ^= bytes[i];
    return sum;
  }

  /// What came out of the line.
  public sealed interface Decoded {
    /// A sound frame. @param body without length and checksum
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Sound(byte[] body) implements Decoded {}

    /// A whole frame whose checksum is wrong.
    record Damaged() implements Decoded {}
  }

  /// Turns chunks of any size into frames. Not thread-safe; one per line.
  public static final class Decoder {
    private final int lengthMin;
    private byte[] buffer = new byte[2 * LENGTH_MAX];
    private int used;

    /// @param lengthMin smallest legal LEN: 4 for replies, 3 for requests
    public Decoder(int lengthMin) {
      this.lengthMin = lengthMin;
    }

    /// Adds bytes as they came.
    public void feed(byte[] bytes, int count) {
      if (used + count > buffer.length) buffer = Arrays.copyOf(buffer, 2 * (used + count));
      System.arraycopy(bytes, 0, buffer, used, count);
      used += count;
    }

    /// The next frame, when it is complete; noise before it is dropped.
    public Optional<Decoded> next() {
      while (true) {
        int start = preamble();
        drop(start);
        if (used < HEAD) return Optional.empty();
        int length = ((buffer[5] & 0xFF) << 8) | (buffer[6] & 0xFF);
        if (length < lengthMin || length > LENGTH_MAX) {
          drop(1);
          continue;
        }
        int end = HEAD + length;
        if (used < end) return Optional.empty();
        boolean sound = checksum(buffer, 5, end - 1) == buffer[end - 1];
        byte[] body = Arrays.copyOfRange(buffer, HEAD, end - 1);
        drop(end);
        return Optional.of(sound ? new Decoded.Sound(body) : new Decoded.Damaged());
      }
    }

    /// True when a frame has begun and is not complete.
    public boolean midFrame() {
      return used >= PREAMBLE.length;
    }

    /// Forgets everything unread.
    public void clear() {
      used = 0;
    }

    /// Index of the first place where a preamble stands or may still grow.
    private int preamble() {
      for (int at = 0; at < used; at++) {
        int n = Math.min(PREAMBLE.length, used - at);
        if (Arrays.equals(buffer, at, at + n, PREAMBLE, 0, n)) return at;
      }
      return used;
    }

    private void drop(int count) {
      System.arraycopy(buffer, count, buffer, 0, used - count);
      used -= count;
    }
  }
}
