package cn.ruhu.server.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes workbooks part by part, as the programs of the offices do.
final class Xlsx {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String MAIN =
      " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

  /// styles 1: built-in date, 2: own date with Chinese words, 3: own figure that names a colour
  static final String STYLES =
      HEAD
          + "<styleSheet"
          + MAIN
          + "><numFmts count=\"2\"><numFmt numFmtId=\"176\""
          + " formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/><numFmt"
          + " numFmtId=\"177\" formatCode=\"[Red]0.00&quot;day&quot;\"/></numFmts><cellStyleXfs><xf"
          + " numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf"
          + " numFmtId=\"176\"/><xf numFmtId=\"177\"/></cellXfs><cellStyles/></styleSheet>";

  private Xlsx() {}

  /// @param texts content of the shared texts, each an `si`
  /// @param rows content of `sheetData`
  static Path write(Path file, String texts, String rows) throws IOException {
    return write(file, "", texts, rows);
  }

  static Path write(Path file, String bookProperties, String texts, String rows)
      throws IOException {
    Map<String, String> parts =
        Map.of(
            "xl/workbook.xml",
            "<x:workbook xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                + bookProperties
                + "<x:sheets><x:sheet name=\"名册\" sheetId=\"7\" r:id=\"rId3\"/>"
                + "<x:sheet name=\"说明\" sheetId=\"1\" r:id=\"rId1\"/></x:sheets></x:workbook>",
            "xl/_rels/workbook.xml.rels",
            "<Relationships"
                + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
                + " Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId3\""
                + " Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
            "xl/sharedStrings.xml",
            "<sst" + MAIN + ">" + texts + "</sst>",
            "xl/worksheets/sheet1.xml",
            "<worksheet" + MAIN + "><sheetData/></worksheet>",
            "xl/worksheets/sheet2.xml",
            "<worksheet" + MAIN + "><sheetData>" + rows + "</sheetData></worksheet>");
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) put(zip, part.getKey(), HEAD + part.getValue());
      put(zip, "xl/styles.xml", STYLES);
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /// A row of inline texts.
  static String inline(int row, String... cells) {
    var out = new StringBuilder("<row r=\"" + row + "\">");
    for (String cell : cells) out.append("<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>");
    return out + "</row>";
  }
}
