package cn.ruhu.server.registry;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/// Rows of a workbook's first visible sheet, read as a stream. Formulas are not calculated: what
/// the program that saved the file last saw in the cell counts.
final class XlsxTable implements SourceTable {
  /// from here on a floating-point figure has lost digits
  private static final double EXACT_MAX = 1e15;

  /// a spreadsheet shows 15 figures and files 17: 1129.1 is filed as 1129.0999999999999
  private static final MathContext SHOWN = new MathContext(15);

  private final ZipFile zip;
  private final Bounds bounds;
  private final XlsxBook book;
  private final Xml sheet;
  private long number;

  /// whether the row of that number is being read
  private boolean inside;

  private XlsxTable(ZipFile zip, Bounds bounds)
      throws IOException, XMLStreamException, FileRefused {
    this.zip = zip;
    this.bounds = bounds;
    this.book = new XlsxBook(zip, bounds);
    this.sheet = book.firstSheet();
  }

  /// Opens a workbook.
  static XlsxTable open(Path file, Bounds bounds) throws IOException, FileRefused {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException _) {
      throw FileRefused.because(Refusal.Code.BROKEN, 1);
    }
    boolean open = false;
    try {
      var table = new XlsxTable(zip, bounds);
      open = true;
      return table;
    } catch (XMLStreamException | ZipException _) {
      throw FileRefused.because(Refusal.Code.BROKEN, 1);
    } finally {
      if (!open) zip.close();
    }
  }

  @Override
  public Optional<SourceRow> next() throws FileRefused {
    try {
      return sheet.elementWithin("row", "sheetData") ? Optional.of(row()) : Optional.empty();
    } catch (XMLStreamException | NumberFormatException | IndexOutOfBoundsException _) {
      throw FileRefused.because(Refusal.Code.BROKEN, inside ? number : number + 1);
    }
  }

  private SourceRow row() throws XMLStreamException {
    String said = sheet.attribute("r");
    long here = said.isEmpty() ? number + 1 : Long.parseLong(said);
    if (here <= number) throw new XMLStreamException("a row that stands behind a later one");
    number = here;
    inside = true;
    var cells = new ArrayList<String>();
    while (sheet.elementWithin("c", "row")) {
      String at = sheet.attribute("r");
      int column = at.isEmpty() ? cells.size() : column(at);
      if (column < cells.size() || column >= bounds.columns())
        throw new XMLStreamException("no such column");
      String type = sheet.attribute("t");
      String style = sheet.attribute("s");
      String value = sheet.content(bounds.cellChars());
      while (cells.size() < column) cells.add("");
      cells.add(shown(type, style.isEmpty() ? 0 : Integer.parseInt(style), value));
    }
    inside = false;
    return new SourceRow(number, cells);
  }

  private static int column(String at) {
    int column = 0;
    for (int i = 0; i < at.length() && at.charAt(i) >= 'A'; i++)
      column = column * 26 + (at.charAt(i) - 'A' + 1);
    return column - 1;
  }

  private String shown(String type, int style, String value) {
    if (value.isEmpty()) return "";
    if (type.equals("s")) return book.text(Integer.parseInt(value));
    if (!type.isEmpty() && !type.equals("n")) return value;
    double figure = Double.parseDouble(value);
    if (Math.abs(figure) >= EXACT_MAX) return String.format(Locale.ROOT, "%.5E", figure);
    try {
      if (book.dated(style)) return Cells.day(figure).toString();
    } catch (DateTimeException _) {
      return value;
    }
    return new BigDecimal(value, SHOWN).stripTrailingZeros().toPlainString();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
