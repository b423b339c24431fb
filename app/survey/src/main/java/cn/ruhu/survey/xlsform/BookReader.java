package cn.ruhu.survey.xlsform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/// Reads a workbook's sheets into texts. Formula cells count by the value they showed when the
/// workbook was saved; what that costs is told.
final class BookReader {
  /// The sheets of the standard.
  static final List<String> SHEETS =
      List.of("survey", "choices", "settings", "external_choices", "entities", "osm");

  private final Problems problems;
  private final Map<String, byte[]> parts;

  private BookReader(Problems problems, Map<String, byte[]> parts) {
    this.problems = problems;
    this.parts = parts;
  }

  /// The workbook's texts, or nothing when it cannot be read; why is among the problems.
  static Optional<Book> read(byte[] bytes, Problems problems) {
    Map<String, byte[]> parts = ArchiveGuard.check(bytes, problems);
    if (problems.broken()) return Optional.empty();
    ReadingOptions options = new ReadingOptions(true, true);
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(bytes), options)) {
      Book book = new BookReader(problems, parts).sheets(workbook);
      return Optional.of(book);
    } catch (IOException | RuntimeException e) { // the reader throws a dozen types for damage
      problems.error(
          SheetProblem.Kind.DAMAGED, SheetProblem.Place.FILE, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Book sheets(ReadableWorkbook workbook) throws IOException {
    List<org.dhatim.fastexcel.reader.Sheet> all;
    try (Stream<org.dhatim.fastexcel.reader.Sheet> sheets = workbook.getSheets()) {
      all = sheets.toList();
    }
    List<String> names = all.stream().map(org.dhatim.fastexcel.reader.Sheet::getName).toList();
    Map<String, Book.Sheet> wanted = new HashMap<>();
    for (org.dhatim.fastexcel.reader.Sheet sheet : all) {
      String standard = all.size() == 1 ? "survey" : standard(sheet.getName(), names);
      if (standard.isEmpty() || wanted.containsKey(standard)) continue;
      wanted.put(standard, read(sheet, workbook.isDate1904()));
      merged(sheet);
    }
    return new Book(names, wanted);
  }

  /// The standard's name of a sheet: its own, or one that differs in case or outer spaces only.
  private static String standard(String name, List<String> names) {
    if (SHEETS.contains(name)) return name;
    String plain = CellText.clean(name).toLowerCase(Locale.ROOT);
    return SHEETS.contains(plain) && !names.contains(plain) ? plain : "";
  }

  private Book.Sheet read(org.dhatim.fastexcel.reader.Sheet sheet, boolean date1904)
      throws IOException {
    List<Book.Header> headers = new ArrayList<>();
    List<Book.Line> lines = new ArrayList<>();
    try (Stream<Row> rows = sheet.openStream()) {
      int last = 1;
      for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
        Row row = each.next();
        if (row.getRowNum() == 1) {
          headers.addAll(headers(sheet.getName(), row, date1904));
          continue;
        }
        Map<Integer, String> cells = cells(sheet.getName(), row, headers, date1904);
        if (cells.isEmpty()) continue;
        if (row.getRowNum() - last > XlsLimits.EMPTY_ROWS_MAX
            || row.getRowNum() > XlsLimits.ROWS_MAX) break;
        last = row.getRowNum();
        lines.add(new Book.Line(last, cells));
      }
    }
    return new Book.Sheet(sheet.getName(), headers, lines);
  }

  private List<Book.Header> headers(String sheet, Row row, boolean date1904) {
    List<Book.Header> headers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int last = -1;
    for (Cell cell : row) {
      if (cell == null) continue;
      int index = cell.getColumnIndex();
      String text = CellText.of(cell, date1904).replaceAll(" +", " ");
      if (text.isEmpty()) continue;
      if (index - last > XlsLimits.EMPTY_COLUMNS_MAX || index > XlsLimits.COLUMNS_MAX) break;
      last = index;
      Book.Header header = new Book.Header(text, index);
      if (seen.add(text)) headers.add(header);
      else
        problems.error(
            SheetProblem.Kind.DUPLICATE_COLUMN,
            new SheetProblem.Place(sheet, 1, header.letter(), text),
            text,
            text);
    }
    return headers;
  }

  private Map<Integer, String> cells(
      String sheet, Row row, List<Book.Header> headers, boolean date1904) {
    Map<Integer, String> cells = new TreeMap<>();
    for (Book.Header header : headers) {
      if (!row.hasCell(header.index())) continue;
      Cell cell = row.getCell(header.index());
      if (cell == null) continue;
      SheetProblem.Place place =
          new SheetProblem.Place(sheet, row.getRowNum(), header.letter(), header.text());
      String text = CellText.of(cell, date1904);
      if (cell.getType() == CellType.FORMULA) {
        if (text.isEmpty()) problems.warn(SheetProblem.Kind.FORMULA_EMPTY, place);
        else problems.warn(SheetProblem.Kind.FORMULA, place, text);
      } else if (cell.getType() == CellType.ERROR) {
        text = CellText.clean(String.valueOf(cell.getRawValue()));
        problems.warn(SheetProblem.Kind.CELL_ERROR, place, text);
      }
      if (!text.isEmpty()) cells.put(header.index(), legal(text, place));
    }
    return cells;
  }

  /// The text without characters XML cannot carry (control characters a paste brings along).
  private String legal(String text, SheetProblem.Place place) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c ->
            c == 9
                || c == 10
                || c == 13
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000)
        .forEach(kept::appendCodePoint);
    if (kept.length() == text.length()) return text;
    problems.warn(SheetProblem.Kind.CELL_CHARACTER, place);
    return kept.toString();
  }

  private void merged(org.dhatim.fastexcel.reader.Sheet sheet) {
    for (String range : MergedCells.of(parts, sheet.getName()))
      problems.warn(SheetProblem.Kind.MERGED, SheetProblem.Place.sheet(sheet.getName()), range);
  }
}
