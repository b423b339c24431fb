package cn.ruhu.casefile.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the TSV resources of this module: UTF-8, `\n`, no quoting, lines of `#` are remarks, the
/// first line names the columns. The one place where the shared heart opens a resource as text.
///
/// Stateless and thread-safe.
public final class Tsv {
  private Tsv() {}

  /// Rows of a resource, without the header; every row has as many cells as the header.
  ///
  /// @param owner class whose class loader and package hold the resource
  /// @param name resource name, relative to the package of `owner` unless it starts with `/`
  /// @throws IllegalStateException when the resource is not in the jar or a row has other columns
  public static List<List<String>> rows(Class<?> owner, String name) {
    List<List<String>> rows = new ArrayList<>();
    int columns = -1;
    for (String line : text(owner, name).split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) continue;
      List<String> cells = Arrays.asList(line.split("\t", -1));
      if (columns < 0) columns = cells.size();
      else if (cells.size() != columns)
        throw new IllegalStateException(name + ": " + cells.size() + " cells in a row");
      else rows.add(List.copyOf(cells));
    }
    return List.copyOf(rows);
  }

  /// First two columns of a resource as a map, in the order of the file.
  public static Map<String, String> pairs(Class<?> owner, String name) {
    var map = new LinkedHashMap<String, String>();
    for (List<String> row : rows(owner, name)) map.put(row.get(0), row.get(1));
    return Collections.unmodifiableMap(map);
  }

  private static String text(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("resource missing: " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource unreadable: " + name, e);
    }
  }
}
