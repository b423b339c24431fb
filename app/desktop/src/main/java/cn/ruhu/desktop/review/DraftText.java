package cn.ruhu.desktop.review;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Rows of short texts as the bytes of a draft: separators of the control range, which no field of
/// a form can hold.
final class DraftText {
  private static final String FIELD = "\u001f";
  private static final String ROW = "\u001e";

  private DraftText() {}

  static byte[] write(List<List<String>> rows) {
    return String.join(
            ROW,
            rows.stream()
                .map(r -> String.join(FIELD, r.stream().map(DraftText::clean).toList()))
                .toList())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String clean(String text) {
    return text.replace(FIELD, " ").replace(ROW, " ");
  }

  /// Rows with exactly `width` fields; others are left out.
  static List<List<String>> read(byte[] bytes, int width) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.isEmpty()) return List.of();
    return Arrays.stream(text.split(ROW, -1))
        .map(r -> List.of(r.split(FIELD, -1)))
        .filter(r -> r.size() == width)
        .toList();
  }
}
