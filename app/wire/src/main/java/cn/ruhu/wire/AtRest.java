package cn.ruhu.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a machine seals a person's own work on its disk, as far as the server must know it too: a
/// sealed bundle carries journal lines and files exactly as they lie, and whoever holds the
/// person's work key opens them. All seals are [Aead] envelopes. Never changed for data that lies
/// somewhere.
public final class AtRest {
  /// Bytes of a file in one sealed segment; only the last is shorter.
  public static final int SEGMENT = 64 << 10;

  private static final int SHA_256 = 32;

  private AtRest() {}

  /// Associated data: what a sealed value belongs to.
  public static byte[] aad(@Nullable Object... parts) {
    var text = new StringBuilder();
    for (Object part : parts) text.append(part).append('|');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Of a journal line, under the work key.
  public static byte[] line(UUID opId) {
    return aad("journal", opId);
  }

  /// Of what is known of a file, under the work key, or under a scope's for a fetched one.
  ///
  /// @param name on the disk
  public static byte[] file(String name, UUID caseId, @Nullable String scope) {
    return aad("file", name, caseId, scope);
  }

  /// Of a segment of a file, under the file's own key.
  ///
  /// @param name on the disk
  /// @param last no segment follows
  public static byte[] segment(String name, long index, boolean last) {
    return aad("file", name, index, last);
  }

  /// Segments a file of this length has; an empty one has one.
  public static long segments(long length) {
    return Math.max(1, (length + SEGMENT - 1) / SEGMENT);
  }

  /// Bytes a sealed file has on the disk.
  public static long sealedLength(long length) {
    return length + segments(length) * Aead.OVERHEAD;
  }

  /// Bytes of the content a segment holds.
  public static int plainLength(long length, long index) {
    boolean last = index == segments(length) - 1;
    return last ? (int) (length - index * SEGMENT) : SEGMENT;
  }

  /// What lies sealed in the row of a file.
  ///
  /// @param key seals its segments
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  public record FileFacts(byte[] key, FileAddress address, String mime) {
    /// The bytes that are sealed.
    public byte[] bytes() {
      byte[] type = mime.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(key.length + SHA_256 + type.length)
          .put(key)
          .put(Hashes.bytes(address.hex()))
          .put(type)
          .array();
    }

    /// @throws WireException `MALFORMED` when it is too short
    public static FileFacts of(byte[] open) throws WireException {
      if (open.length < Aead.KEY_LENGTH + SHA_256)
        throw new WireException(WireException.Code.MALFORMED, "facts of a file are too short");
      ByteBuffer in = ByteBuffer.wrap(open);
      byte[] key = new byte[Aead.KEY_LENGTH];
      byte[] sha256 = new byte[SHA_256];
      in.get(key).get(sha256);
      String mime =
          new String(open, in.position(), open.length - in.position(), StandardCharsets.UTF_8);
      return new FileFacts(key, FileAddress.ofDigest(sha256), mime);
    }

    /// Without the key.
    @Override
    public String toString() {
      return "FileFacts[" + mime + "]";
    }
  }
}
