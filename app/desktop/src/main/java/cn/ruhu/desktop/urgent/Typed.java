package cn.ruhu.desktop.urgent;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was typed into a form as the bytes of a draft: a line a field, parted by separators no
/// field can hold. Stateless.
final class Typed {
  private static final String FIELD = "\u001f";
  private static final String ROW = "\u001e";

  private Typed() {}

  static byte[] write(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(e -> e.getKey() + FIELD + clean(e.getValue()))
            .collect(Collectors.joining(ROW))
            .getBytes(StandardCharsets.UTF_8);
  }

  private static String clean(String text) {
    return text.replace(FIELD, " ").replace(ROW, " ");
  }

  static Map<String, String> read(byte[] bytes) {
    var fields = new TreeMap<String, String>();
    for (String row : new String(bytes, StandardCharsets.UTF_8).split(ROW, -1)) {
      int at = row.indexOf(FIELD);
      if (at > 0) fields.put(row.substring(0, at), row.substring(at + 1));
    }
    return fields;
  }
}
