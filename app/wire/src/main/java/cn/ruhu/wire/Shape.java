package cn.ruhu.wire;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks every message makes of itself, so that a missing field is noticed where it is read.
final class Shape {
  private Shape() {}

  /// @throws IllegalArgumentException when one is null: the field was missing in the JSON
  static void present(@Nullable Object... values) {
    for (Object value : values) {
      if (value == null) throw new IllegalArgumentException("a field is missing");
    }
  }

  /// An unmodifiable copy in key order, so that equal messages have equal bytes.
  static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    present(map);
    for (V value : map.values()) present(value);
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
