package cn.ruhu.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A bundle as anybody can walk through it: a name, a [Bundles.Header] line, then frames. A frame:
/// length of the envelope (4 bytes), kind (1), number (4), [Aead] envelope under the content key
/// with bundle, number and kind as associated data. Nothing is ever allocated by what a length
/// claims beyond [#FRAME_MAX].
///
/// Not thread-safe.
public final class BundleFrames {
  /// The kinds of frames, in the order a bundle has them.
  public enum Kind {
    MANIFEST('M'),
    LINE('L'),
    FILE('F'),
    /// segments of a file follow its `FILE`, by their number
    SEGMENT('S'),
    END('E');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    static @Nullable Kind of(int letter) {
      for (Kind k : values()) if (k.letter == letter) return k;
      return null;
    }
  }

  /// Bytes of an envelope, more than any line or segment needs.
  public static final int FRAME_MAX = Protocol.OP_BYTES_MAX + (8 << 10);

  /// Bytes before an envelope.
  public static final int BEFORE = 9;

  private static final int HEADER_MAX = 4 << 10;

  private final InputStream in;
  private final Bundles.Header header;
  private boolean broken;

  /// One frame.
  ///
  /// @param number 0 for the manifest, then 1, 2, 3…
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  public record Frame(Kind kind, int number, byte[] envelope) {
    /// Bytes it takes in a bundle.
    public int size() {
      return BEFORE + envelope.length;
    }

    /// Puts it into a bundle.
    public void writeTo(OutputStream out) throws IOException {
      out.write(
          ByteBuffer.allocate(BEFORE)
              .putInt(envelope.length)
              .put((byte) kind.letter)
              .putInt(number)
              .array());
      out.write(envelope);
    }
  }

  /// What stands before an envelope.
  ///
  /// @param length bytes of the envelope
  public record Before(Kind kind, int number, int length) {
    /// Null when these bytes cannot stand there.
    public static @Nullable Before of(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int length = in.getInt();
      Kind kind = Kind.of(in.get());
      int number = in.getInt();
      boolean can = length >= Aead.OVERHEAD && length <= FRAME_MAX && number >= 0;
      return can && kind != null ? new Before(kind, number, length) : null;
    }
  }

  /// Reads the beginning.
  ///
  /// @param in buffered; not closed
  /// @throws WireException `MALFORMED` when it is no bundle, `VERSION` for one of another shape
  public BundleFrames(InputStream in) throws WireException, IOException {
    this.in = in;
    if (!line(Bundles.BUNDLE.length()).equals(Bundles.BUNDLE))
      throw new WireException(WireException.Code.MALFORMED, "no bundle");
    byte[] text = line(HEADER_MAX).getBytes(StandardCharsets.ISO_8859_1);
    this.header = Messages.read(text, Bundles.Header.class);
    if (!header.alg().equals(Bundles.ALGORITHMS))
      throw new WireException(WireException.Code.VERSION, "algorithms of a bundle");
    if (!Hashes.isHex(header.id(), 32) || !Hashes.isHex(header.tag(), 32))
      throw new WireException(WireException.Code.MALFORMED, "names of a bundle");
  }

  private String line(int max) throws WireException, IOException {
    byte[] text = new byte[max];
    for (int n = 0; ; n++) {
      int b = in.read();
      if (b == '\n') return new String(text, 0, n, StandardCharsets.ISO_8859_1);
      if (b < 0 || n == max) throw new WireException(WireException.Code.MALFORMED, "no bundle");
      text[n] = (byte) b;
    }
  }

  /// What a bundle begins with.
  public static byte[] beginning(Bundles.Header header) {
    byte[] message = Messages.write(header);
    byte[] name = (Bundles.BUNDLE + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] out = Arrays.copyOf(name, name.length + message.length + 1);
    System.arraycopy(message, 0, out, name.length, message.length);
    out[out.length - 1] = '\n';
    return out;
  }

  public Bundles.Header header() {
    return header;
  }

  /// The next frame; null at the end of the bytes. Envelopes are not looked into.
  public @Nullable Frame next() throws IOException {
    if (broken) return null;
    byte[] bytes = in.readNBytes(BEFORE);
    if (bytes.length == 0) return null;
    Before before = bytes.length == BEFORE ? Before.of(bytes) : null;
    if (before != null) {
      byte[] envelope = in.readNBytes(before.length());
      if (envelope.length == before.length())
        return new Frame(before.kind(), before.number(), envelope);
    }
    broken = true; // what came before is whole
    return null;
  }

  /// Whether the bytes ended inside a frame, or at one that cannot be.
  public boolean broken() {
    return broken;
  }

  static byte[] aad(String bundle, Kind kind, int number) {
    return AtRest.aad("bundle", bundle, kind.letter, number);
  }
}
