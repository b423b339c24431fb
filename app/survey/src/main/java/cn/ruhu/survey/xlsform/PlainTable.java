package cn.ruhu.survey.xlsform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/// The first visible sheet of any workbook as texts, for tables that are no questionnaire. Looks at
/// the archive before it is unpacked, as the compiler does. Stateless and thread-safe.
public final class PlainTable {
  private static final int ROWS_MAX = 100_000;
  private static final int CELLS_MAX = 100;

  private PlainTable() {}

  /// Rows of cells; row n of the sheet is the n-th of the list, empty ones among them.
  ///
  /// @param workbook bytes of an XLSX file
  /// @return empty when it is no workbook, is damaged, locked, or larger than any table
  public static Optional<List<List<String>>> read(byte[] workbook) {
    var problems = new Problems();
    ArchiveGuard.check(workbook, problems);
    if (problems.broken()) return Optional.empty();
    try (var book =
            new ReadableWorkbook(
                new ByteArrayInputStream(workbook), new ReadingOptions(true, true));
        Stream<Sheet> sheets = book.getSheets()) {
      Optional<Sheet> first =
          sheets.filter(s -> s.getVisibility() == SheetVisibility.VISIBLE).findFirst();
      return first.isEmpty() ? Optional.empty() : rows(first.get(), book.isDate1904());
    } catch (IOException | RuntimeException _) { // the reader throws a dozen types for damage
      return Optional.empty();
    }
  }

  private static Optional<List<List<String>>> rows(Sheet sheet, boolean date1904)
      throws IOException {
    var out = new ArrayList<List<String>>();
    try (Stream<Row> rows = sheet.openStream()) {
      Iterator<Row> all = rows.iterator();
      while (all.hasNext()) {
        Row row = all.next();
        if (row.getRowNum() > ROWS_MAX) return Optional.empty();
        while (out.size() < row.getRowNum() - 1) out.add(List.of());
        out.add(cells(row, date1904));
      }
    }
    return Optional.of(out);
  }

  private static List<String> cells(Row row, boolean date1904) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < Math.min(CELLS_MAX, row.getCellCount()); i++)
      cells.add(row.getOptionalCell(i).map(c -> text(c, date1904)).orElse(""));
    return cells;
  }

  private static String text(Cell cell, boolean date1904) {
    return CellText.of(cell, date1904);
  }
}
