package cn.ruhu.survey.xlsform;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// One row of a sheet, its cells under the standard's column names.
///
/// @param number the row's number as the spreadsheet shows it; 0 for a row the compiler made
/// @param cells texts by column ({@link Columns.Meaning#key()})
record Entry(int number, Map<String, Localized> cells) {
  Entry {
    cells = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(cells));
  }

  /// The text of a column, or empty.
  String text(String key) {
    Localized cell = cells.get(key);
    return cell == null ? "" : cell.plain();
  }

  boolean has(String key) {
    return cells.containsKey(key);
  }

  /// Each part of a group (`bind`): its name and text.
  void each(String group, BiConsumer<String, Localized> part) {
    String start = group + "::";
    cells.forEach((key, text) -> {
      if (key.startsWith(start)) part.accept(key.substring(start.length()), text);
    });
  }

  /// The languages' order is the columns'; shown sorted for whoever reads a problem.
  String shown() {
    Map<String, String> texts = new TreeMap<>();
    cells.forEach((key, text) -> texts.put(key, text.plain()));
    return texts.toString();
  }
}
