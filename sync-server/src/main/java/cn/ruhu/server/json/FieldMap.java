package cn.ruhu.server.json;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Field values of a record ↔ JSON, keys sorted. Thread-safe.
public final class FieldMap {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> TYPE = new TypeReference<>() {};

  private FieldMap() {}

  /// The same bytes for equal maps.
  public static byte[] write(Map<String, String> fields) {
    return write(new TreeMap<>(fields));
  }

  /// As above, for fields that are sorted by their names.
  public static byte[] write(SortedMap<String, String> fields) {
    return MAPPER.writeValueAsBytes(fields);
  }

  /// @throws IllegalStateException when our own column holds something else: a damaged database
  public static SortedMap<String, String> read(byte[] json) {
    try {
      return MAPPER.readValue(json, TYPE);
    } catch (JacksonException e) {
      throw new IllegalStateException("a field map in the database is damaged", e);
    }
  }
}
