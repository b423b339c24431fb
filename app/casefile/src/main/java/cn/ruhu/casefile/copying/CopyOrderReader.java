package cn.ruhu.casefile.copying;

import cn.ruhu.casefile.copying.CopyFault.What;
import cn.ruhu.casefile.copying.CopyOrder.Reading;
import cn.ruhu.casefile.copying.CopyOrder.Row;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an order of fields: UTF-8, TSV or CSV (whichever the line of names uses), lines of `#` are
/// remarks. Columns by name, in any order: part, name, field, form, given, length; the last two may
/// be left out. Parts and forms are codes or labels of tables `copyBlock` and `copyFormat`, fields
/// are the names the case file uses. Every fault is told with its line and column.
///
/// Used for one file.
public final class CopyOrderReader {
  /// a file of more than this is no order
  public static final int BYTES_MAX = 256 * 1024;

  public static final int ROWS_MAX = 1000;

  /// faults that are told at once
  public static final int FAULTS = 20;

  private enum Column {
    BLOCK("\u5757", true),
    LABEL("\u540d\u79f0", true),
    FIELD("\u5b57\u6bb5", true),
    FORMAT("\u683c\u5f0f", true),
    GIVEN("\u53c2\u6570", false),
    LENGTH("\u6700\u957f", false);

    private final String title;
    private final boolean must;

    Column(String title, boolean must) {
      this.title = title;
      this.must = must;
    }
  }

  private final List<CopyFault> faults = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private char separator = '\t';
  private int width;

  private CopyOrderReader() {}

  /// Reads the bytes of a file.
  public static Reading read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) return wrong(What.TOO_LONG);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return wrong(What.ENCODING);
    }
    return new CopyOrderReader().all(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Reading wrong(What what) {
    return new Reading.Wrong(List.of(new CopyFault(0, 0, what, "")));
  }

  private Reading all(String text) {
    String[] lines = text.split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (line.isBlank() || line.startsWith("#")) continue;
      if (columns.isEmpty()) {
        header(i + 1, line);
        if (!faults.isEmpty()) return new Reading.Wrong(faults);
      } else row(i + 1, line);
      if (rows.size() > ROWS_MAX) return wrong(What.TOO_LONG);
      if (faults.size() >= FAULTS) break;
    }
    if (!faults.isEmpty()) return new Reading.Wrong(faults);
    return rows.isEmpty() ? wrong(What.EMPTY) : new Reading.Read(new CopyOrder(rows));
  }

  private void fault(int line, int column, What what, String detail) {
    faults.add(new CopyFault(line, column, what, detail));
  }

  private void header(int line, String text) {
    separator = text.indexOf('\t') >= 0 ? '\t' : ',';
    List<String> names = cells(line, text);
    width = names.size();
    for (int i = 0; i < names.size(); i++) {
      Optional<Column> column = column(names.get(i));
      if (names.get(i).isEmpty()) continue;
      if (column.isEmpty() || columns.put(column.get(), i) != null)
        fault(line, i + 1, What.COLUMN_UNKNOWN, names.get(i));
    }
    for (Column c : Column.values())
      if (c.must && !columns.containsKey(c)) fault(line, 0, What.COLUMN_MISSING, c.title);
  }

  private static Optional<Column> column(String name) {
    for (Column c : Column.values())
      if (c.title.equals(name) || c.name().equalsIgnoreCase(name)) return Optional.of(c);
    return Optional.empty();
  }

  /// Cells of a line; in CSV a cell may stand in quotes, a quote in it doubled.
  private List<String> cells(int line, String text) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean quote = c == '"' && separator == ',';
      if (quote && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (quote) quoted = !quoted;
      else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else cell.append(c);
    }
    cells.add(cell.toString().strip());
    if (quoted) fault(line, cells.size(), What.QUOTE, cell.toString().strip());
    return cells;
  }

  private void row(int line, String text) {
    int before = faults.size();
    List<String> cells = cells(line, text);
    for (int i = width; i < cells.size(); i++)
      if (!cells.get(i).isEmpty()) fault(line, i + 1, What.CELLS, cells.get(i));
    Optional<CopyBlock> block =
        code("copyBlock", cell(cells, Column.BLOCK)).map(CopyBlock::valueOf);
    if (block.isEmpty()) at(line, Column.BLOCK, What.BLOCK, cells);
    String label = cell(cells, Column.LABEL);
    if (label.isEmpty()) at(line, Column.LABEL, What.LABEL, cells);
    String name = cell(cells, Column.FIELD);
    Optional<FieldSpec> field = block.flatMap(b -> b.field(name));
    if (block.isPresent() && field.isEmpty()) at(line, Column.FIELD, What.FIELD, cells);
    Optional<CopyFormat> format =
        code("copyFormat", cell(cells, Column.FORMAT)).map(CopyFormat::valueOf);
    if (format.isEmpty()) at(line, Column.FORMAT, What.FORMAT, cells);
    String given = cell(cells, Column.GIVEN);
    if (format.isPresent() && field.isPresent() && !format.get().fits(field.get()))
      at(line, Column.FORMAT, What.FORMAT_UNFIT, cells);
    if (format.isPresent() && !format.get().takes(given)) at(line, Column.GIVEN, What.GIVEN, cells);
    Optional<Integer> length = length(cell(cells, Column.LENGTH));
    if (length.isEmpty()) at(line, Column.LENGTH, What.LENGTH, cells);
    if (faults.size() > before) return;
    rows.add(
        new Row(
            block.orElseThrow(), label, name, format.orElseThrow(), given, length.orElseThrow()));
  }

  private String cell(List<String> cells, Column column) {
    Integer at = columns.get(column);
    return at == null || at >= cells.size() ? "" : cells.get(at);
  }

  private void at(int line, Column column, What what, List<String> cells) {
    Integer at = columns.get(column);
    fault(line, at == null ? 0 : at + 1, what, cell(cells, column));
  }

  private static Optional<String> code(String table, String typed) {
    return CodeTables.table(table).entries().stream()
        .filter(e -> e.code().equalsIgnoreCase(typed) || e.label().equals(typed))
        .map(CodeEntry::code)
        .findFirst();
  }

  /// 0 for none.
  private static Optional<Integer> length(String typed) {
    if (typed.isEmpty()) return Optional.of(0);
    return typed.matches("[1-9][0-9]{0,3}")
        ? Optional.of(Integer.parseInt(typed))
        : Optional.empty();
  }
}
