package cn.ruhu.device.camera;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What goes between the window and the process that drives a camera. To the window: messages of a
/// kind (one byte), a length (four, the highest first) and so many bytes. To the process: one byte
/// an order.
public final class HostWire {
  /// Kinds of messages.
  public enum Kind {
    /// facts, see [#facts(CameraFacts)]; again when more became known
    READY('R'),
    /// a JPEG to aim by
    PREVIEW('P'),
    /// a JPEG that was ordered
    STILL('S'),
    /// none could be taken; name of a [Shot.Why]
    MISSED('X'),
    /// cameras of this machine, one a line
    NAMES('N'),
    /// it ends; name of a [CameraState]
    TROUBLE('T');

    private final byte letter;

    Kind(char letter) {
      this.letter = (byte) letter;
    }
  }

  /// One message.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Message(Kind kind, byte[] body) {
    /// The body as words.
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "Message[" + kind + ", " + body.length + " bytes]";
    }
  }

  /// The order for a picture.
  public static final byte SHOOT = 'S';

  /// Bytes before the body.
  static final int HEAD = 5;

  private HostWire() {}

  /// A message as bytes.
  public static byte[] encode(Kind kind, byte[] body) {
    return ByteBuffer.allocate(HEAD + body.length)
        .put(kind.letter)
        .putInt(body.length)
        .put(body)
        .array();
  }

  /// A message of words.
  public static byte[] encode(Kind kind, String words) {
    return encode(kind, words.getBytes(StandardCharsets.UTF_8));
  }

  /// Facts as one line: four numbers, whether raw, the model.
  public static String facts(CameraFacts f) {
    return "%d %d %d %d %b %s"
        .formatted(
            f.preview().width(),
            f.preview().height(),
            f.still().width(),
            f.still().height(),
            f.raw(),
            f.model());
  }

  /// @throws IllegalArgumentException when they are none
  static CameraFacts facts(String line) {
    String[] parts = line.split(" ", 6);
    if (parts.length < 6) throw new IllegalArgumentException("facts");
    return new CameraFacts(
        parts[5],
        new FrameSize(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])),
        new FrameSize(Integer.parseInt(parts[2]), Integer.parseInt(parts[3])),
        Boolean.parseBoolean(parts[4]));
  }

  /// Puts messages together from what comes. Used by one thread.
  static final class Decoder {
    private byte[] held = new byte[1 << 16];
    private int length;

    /// Takes what came.
    void feed(byte[] chunk, int n) {
      if (length + n > held.length)
        held = Arrays.copyOf(held, Math.max(length + n, held.length * 2));
      System.arraycopy(chunk, 0, held, length, n);
      length += n;
    }

    /// The next whole message, or none yet.
    ///
    /// @throws IllegalArgumentException when what came is none: the process is out of its mind
    Optional<Message> next() {
      if (length < HEAD) return Optional.empty();
      Kind kind = kind(held[0]);
      int size = ByteBuffer.wrap(held, 1, 4).getInt();
      if (size < 0 || size > JpegFrames.BYTES_MAX) throw new IllegalArgumentException("size");
      if (length < HEAD + size) return Optional.empty();
      byte[] body = Arrays.copyOfRange(held, HEAD, HEAD + size);
      length -= HEAD + size;
      System.arraycopy(held, HEAD + size, held, 0, length);
      return Optional.of(new Message(kind, body));
    }

    private static Kind kind(byte letter) {
      for (Kind k : Kind.values()) if (k.letter == letter) return k;
      throw new IllegalArgumentException("kind");
    }
  }
}
