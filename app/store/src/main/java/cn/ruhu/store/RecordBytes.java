package cn.ruhu.store;

import cn.ruhu.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What is sealed of a pulled record: its home scope and its fields, as lengths and UTF-8. Compact,
/// because 100,000 of them are opened at sign-in; equal short texts (field names, codes) become one
/// object for the same reason. One instance per load; not thread-safe.
final class RecordBytes {
  private static final byte SHAPE = 1;

  /// Texts up to this length are worth sharing.
  private static final int SHARED_LENGTH_MAX = 12;

  /// Shared texts kept at most.
  private static final int SHARED_MAX = 20_000;

  private final Map<String, String> shared = new HashMap<>();

  /// @param homeScope scope written into changes of this record
  record Content(String homeScope, TreeMap<String, String> fields) {}

  static byte[] write(String homeScope, Map<String, String> fields) {
    var parts = new byte[1 + 2 * fields.size()][];
    parts[0] = homeScope.getBytes(StandardCharsets.UTF_8);
    int at = 1;
    for (Map.Entry<String, String> e : fields.entrySet()) {
      parts[at++] = e.getKey().getBytes(StandardCharsets.UTF_8);
      parts[at++] = e.getValue().getBytes(StandardCharsets.UTF_8);
    }
    int length = 1 + 4;
    for (byte[] part : parts) length += 4 + part.length;
    ByteBuffer out = ByteBuffer.allocate(length).put(SHAPE).putInt(parts.length);
    for (byte[] part : parts) out.putInt(part.length).put(part);
    return out.array();
  }

  Content read(byte[] bytes) throws WireException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.get() != SHAPE)
        throw new WireException(WireException.Code.VERSION, "record of another shape");
      int parts = in.getInt();
      String home = text(bytes, in);
      var fields = new TreeMap<String, String>();
      for (int i = 1; i < parts; i += 2) fields.put(text(bytes, in), text(bytes, in));
      return new Content(home, fields);
    } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new WireException(WireException.Code.MALFORMED, "record is cut off");
    }
  }

  private String text(byte[] all, ByteBuffer in) {
    int length = in.getInt();
    String text = new String(all, in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    if (text.length() > SHARED_LENGTH_MAX) return text;
    String known = shared.get(text);
    if (known != null) return known;
    if (shared.size() < SHARED_MAX) shared.put(text, text);
    return text;
  }
}
