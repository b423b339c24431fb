package cn.ruhu.desktop.verification;

import java.util.ArrayList;
import java.util.List;

/// Cells of a file of commas (RFC 4180). A quotation mark that never closes ends the table: what
/// stands behind it is no row. Stateless.
final class CommaTable {
  private static final int ROWS_MAX = 100_000;

  private CommaTable() {}

  static List<List<String>> read(String text) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length() && rows.size() < ROWS_MAX; i++) {
      char c = text.charAt(i);
      boolean last = i + 1 == text.length();
      if (quoted && c == '"' && !last && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"' && (quoted || cell.isEmpty())) quoted = !quoted;
      else if (quoted) cell.append(c);
      else if (c == ',') end(cell, row);
      else if (c == '\n') endRow(cell, row, rows);
      else if (c != '\r') cell.append(c);
    }
    if (!quoted && (!cell.isEmpty() || !row.isEmpty())) endRow(cell, row, rows);
    return rows;
  }

  private static void end(StringBuilder cell, List<String> row) {
    row.add(cell.toString());
    cell.setLength(0);
  }

  private static void endRow(StringBuilder cell, List<String> row, List<List<String>> rows) {
    end(cell, row);
    rows.add(List.copyOf(row));
    row.clear();
  }

  /// One row, each cell quoted where it has to be.
  static String line(List<String> cells) {
    return String.join(",", cells.stream().map(CommaTable::quoted).toList()) + "\r\n";
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
