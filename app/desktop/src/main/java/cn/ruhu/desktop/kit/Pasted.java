package cn.ruhu.desktop.kit;

import java.util.ArrayList;
import java.util.List;

/// Cells copied from a spreadsheet, as they lie on the clipboard: lines of text, cells between
/// tabs; a cell with a line end, a tab or a quote of its own stands in quotes. Nothing is known
/// here of where they go. Immutable.
///
/// @param rows lines with at least one word in them, each cell without spaces around it
public record Pasted(List<List<String>> rows) {
  /// lines and cells of a line that are read at most; what is more was copied by mistake
  public static final int ROWS_MAX = 2_000;

  private static final int CELLS_MAX = 200;

  public Pasted {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// Whether a text of the clipboard is more than one cell.
  public static boolean many(String text) {
    return text.strip().contains("\t") || text.strip().contains("\n");
  }

  /// Reads a text of the clipboard, whatever it is.
  public static Pasted of(String text) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    String all = text.replace("\r\n", "\n").replace('\r', '\n') + "\n";
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      if (quoted) {
        boolean twice = c == '"' && i + 1 < all.length() && all.charAt(i + 1) == '"';
        if (c != '"') cell.append(c);
        else if (twice) {
          cell.append('"');
          i++;
        } else quoted = false;
      } else if (c == '"' && cell.isEmpty() && closes(all, i)) quoted = true;
      else if (c == '\t' || c == '\n') {
        if (row.size() < CELLS_MAX) row.add(cell.toString().strip());
        cell.setLength(0);
        if (c == '\n') {
          if (row.stream().anyMatch(t -> !t.isEmpty())) rows.add(List.copyOf(row));
          row.clear();
          if (rows.size() >= ROWS_MAX) break;
        }
      } else cell.append(c);
    }
    return new Pasted(rows);
  }

  /// Whether a quote that begins a cell also ends one: inches and the like do not.
  private static boolean closes(String all, int from) {
    for (int i = from + 1; i < all.length() - 1; i++) {
      if (all.charAt(i) != '"') continue;
      char next = all.charAt(i + 1);
      if (next == '"') i++;
      else return next == '\t' || next == '\n';
    }
    return false;
  }
}
