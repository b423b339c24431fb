package cn.ruhu.wire;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Messages ↔ JSON bytes (UTF-8, one line, fields in declared order, maps in key order). Reading
/// keeps going over fields it does not know, takes a missing number for 0 and a missing flag for
/// false, and refuses doubled fields, other missing fields, nesting beyond [#DEPTH_MAX], and
/// anything after the message. Thread-safe.
public final class Messages {
  /// Deepest nesting of objects and arrays taken; our deepest message has 6.
  public static final int DEPTH_MAX = 24;

  /// Longest single text taken, in characters.
  public static final int TEXT_MAX = 4 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(TEXT_MAX)
                          .maxNameLength(4_096)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Messages() {}

  /// The message's bytes; the same for equal messages.
  public static byte[] write(Object message) {
    return MAPPER.writeValueAsBytes(message);
  }

  /// @throws WireException `MALFORMED` with no word of the content
  public static <T> T read(byte[] json, Class<T> type) throws WireException {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) throw malformed(type);
      return value;
    } catch (JacksonException e) {
      throw malformed(type);
    }
  }

  /// Reads a body of at most `maxBytes` to its end, then as [#read(byte\[\], Class)].
  ///
  /// @throws WireException also `TOO_LARGE`
  /// @throws IOException when the stream breaks
  public static <T> T read(InputStream body, int maxBytes, Class<T> type)
      throws WireException, IOException {
    byte[] bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes)
      throw new WireException(WireException.Code.TOO_LARGE, "more than " + maxBytes + " bytes");
    return read(bytes, type);
  }

  private static WireException malformed(Class<?> type) {
    return new WireException(
        WireException.Code.MALFORMED, "not a " + type.getSimpleName() + " message");
  }
}
