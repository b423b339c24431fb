package cn.ruhu.device.json;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A JSON object whose values are texts or numbers, one level deep. Whatever is longer, deeper,
/// doubled or followed by more is refused as a whole; nothing is guessed.
public final class FlatReply {
  private static final int FIELDS_MAX = 64;
  private static final int NAME_MAX = 64;

  /// Longest text of one field: a picture as base64.
  public static final int TEXT_MAX = 200_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxStringLength(TEXT_MAX)
                  .maxNameLength(NAME_MAX)
                  .maxNumberLength(32)
                  .build())
          .build();

  private FlatReply() {}

  /// The fields by name, values as they came; null values are left out. Empty when the text is no
  /// such object.
  public static Optional<Map<String, String>> read(String text) {
    var fields = new TreeMap<String, String>();
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
      for (var t = in.nextToken(); t != JsonToken.END_OBJECT; t = in.nextToken()) {
        if (t != JsonToken.PROPERTY_NAME || fields.size() >= FIELDS_MAX) return Optional.empty();
        String name = in.currentName();
        var value = in.nextToken();
        if (value == JsonToken.VALUE_NULL) continue;
        if (value == null || !value.isScalarValue()) return Optional.empty();
        if (fields.put(name, in.getString()) != null) return Optional.empty();
      }
      return in.nextToken() == null
          ? Optional.of(Collections.unmodifiableMap(fields))
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
