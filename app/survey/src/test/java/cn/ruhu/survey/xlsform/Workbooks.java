package cn.ruhu.survey.xlsform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Real workbooks from tables as one writes them in a text:
///
/// ```
/// survey
/// | type | name | label |
/// | text | q    | Q     |
/// choices
/// | list_name | name |
/// ```
///
/// A line without a bar begins a sheet. `\n` in a cell is a line break, `\|` a bar.
final class Workbooks {
  private Workbooks() {}

  static Map<String, List<List<String>>> sheets(String text) {
    Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String plain = line.strip();
      if (plain.isEmpty()) continue;
      if (plain.startsWith("|")) {
        rows.add(cells(plain));
      } else {
        rows = new ArrayList<>();
        sheets.put(plain, rows);
      }
    }
    return sheets;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    String inner = line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length());
    for (String cell : inner.split("(?<!\\\\)\\|", -1))
      cells.add(cell.strip().replace("\\n", "\n").replace("\\|", "|"));
    return cells;
  }

  /// The workbook's bytes.
  static byte[] bytes(String text) {
    return write(book ->
        sheets(text)
            .forEach((name, rows) -> {
              Worksheet sheet = book.newWorksheet(name);
              for (int r = 0; r < rows.size(); r++)
                for (int c = 0; c < rows.get(r).size(); c++)
                  if (!rows.get(r).get(c).isEmpty()) sheet.value(r, c, rows.get(r).get(c));
            }));
  }

  /// A workbook written by hand.
  interface Writer {
    void write(Workbook book) throws IOException;
  }

  static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "test", "1.0")) {
      writer.write(book);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Compiled compile(String text) {
    return XlsForm.compile(bytes(text), "");
  }
}
