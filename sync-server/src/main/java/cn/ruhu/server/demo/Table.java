package cn.ruhu.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A table of the demonstration data: tab-separated text with a heading line.
final class Table {
  private Table() {}

  /// Rows by column name, in file order. Absent cells are empty text.
  static List<Map<String, String>> read(String name) {
    String text;
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is missing");
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    String[] heads = lines.getFirst().split("\t", -1);
    var rows = new ArrayList<Map<String, String>>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      var row = new LinkedHashMap<String, String>();
      for (int i = 0; i < heads.length; i++) row.put(heads[i], i < cells.length ? cells[i] : "");
      rows.add(row);
    }
    return rows;
  }

  /// Words by key.
  static Map<String, String> words() {
    var words = new LinkedHashMap<String, String>();
    for (Map<String, String> row : read("words.tsv"))
      words.put(row.getOrDefault("key", ""), row.getOrDefault("words", ""));
    return words;
  }
}
