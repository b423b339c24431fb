package cn.ruhu.server.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/// What the cells of a workbook (ECMA-376) refer to: its shared texts, which styles show dates, and
/// where its first sheet is. Not thread-safe.
final class XlsxBook {
  /// what a text takes beside its characters: two objects, a place in the list
  private static final int TEXT_BYTES = 56;

  /// numbers of the built-in formats that show a date, the Chinese ones included
  private static final String BUILT_IN_DATES = "1[4-7]|22|2[7-9]|3[0-6]|5[0-8]";

  private final ZipFile zip;
  private final List<String> texts = new ArrayList<>();
  private final BitSet dates = new BitSet();

  XlsxBook(ZipFile zip, Bounds bounds) throws IOException, XMLStreamException, FileRefused {
    this.zip = zip;
    if (zip.getEntry("xl/sharedStrings.xml") != null)
      readTexts(part("xl/sharedStrings.xml"), bounds);
    if (zip.getEntry("xl/styles.xml") != null) readStyles(part("xl/styles.xml"));
  }

  /// A shared text.
  ///
  /// @throws IndexOutOfBoundsException when the workbook has no such text
  String text(int index) {
    return texts.get(index);
  }

  /// Whether a style shows its figure as a date.
  boolean dated(int style) {
    return dates.get(style);
  }

  /// The first sheet a person sees, in the order of the tabs.
  ///
  /// @throws FileRefused when its dates count from 1904
  Xml firstSheet() throws IOException, XMLStreamException, FileRefused {
    Xml book = part("xl/workbook.xml");
    String id = "";
    for (var name = book.element(); name.isPresent() && id.isEmpty(); name = book.element()) {
      if (book.attribute("date1904").matches("1|true"))
        throw FileRefused.because(Refusal.Code.DATE1904);
      boolean hidden = book.attribute("state").matches("hidden|veryHidden");
      if (name.get().equals("sheet") && !hidden) id = book.attribute("id");
    }
    Xml parts = part("xl/_rels/workbook.xml.rels");
    while (parts.element().isPresent()) {
      if (id.isEmpty() || !parts.attribute("Id").equals(id)) continue;
      String target = parts.attribute("Target");
      return part(target.startsWith("/") ? target.substring(1) : "xl/" + target);
    }
    throw new XMLStreamException("no sheet");
  }

  private Xml part(String name) throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) throw new XMLStreamException("a part is missing");
    return new Xml(zip.getInputStream(entry));
  }

  private void readTexts(Xml xml, Bounds bounds) throws XMLStreamException, FileRefused {
    long bytes = 0;
    for (var name = xml.element(); name.isPresent(); name = xml.element()) {
      if (!name.get().equals("si")) continue;
      String text = xml.content(bounds.cellChars());
      texts.add(text);
      bytes += TEXT_BYTES + 2L * text.length();
      if (bytes > bounds.textBytes())
        throw FileRefused.because(Refusal.Code.TEXTS, bounds.textBytes() >> 20);
    }
  }

  private void readStyles(Xml xml) throws XMLStreamException {
    Map<String, Boolean> own = new HashMap<>();
    boolean ofCells = false;
    int style = 0;
    for (Optional<String> name = xml.element(); name.isPresent(); name = xml.element()) {
      String id = xml.attribute("numFmtId");
      switch (name.get()) {
        case "numFmt" -> own.put(id, showsDate(xml.attribute("formatCode")));
        case "cellXfs" -> ofCells = true;
        case "cellStyles" -> ofCells = false;
        case "xf" -> {
          if (ofCells) dates.set(style++, own.getOrDefault(id, id.matches(BUILT_IN_DATES)));
        }
        default -> {}
      }
    }
  }

  /// A format with a year or a day in it, quoted words and colours aside.
  private static boolean showsDate(String format) {
    String bare = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.", "").toLowerCase(Locale.ROOT);
    return bare.contains("y") || bare.contains("d");
  }
}
