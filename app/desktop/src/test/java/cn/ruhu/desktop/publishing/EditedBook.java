package cn.ruhu.desktop.publishing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A shipped workbook as somebody edits it in a spreadsheet: words of cells, and the version on the
/// last sheet.
public final class EditedBook {
  private static final String SHEETS = "xl/worksheets/";
  private static final String SETTINGS = "xl/worksheets/sheet4.xml";

  private EditedBook() {}

  /// The workbook with other words in every cell that held exactly the old ones.
  ///
  /// @param version what stands under `version` afterwards
  public static byte[] of(byte[] workbook, Map<String, String> words, String version)
      throws IOException {
    ByteArrayOutputStream edited = new ByteArrayOutputStream();
    Set<String> found = new HashSet<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook));
        ZipOutputStream out = new ZipOutputStream(edited)) {
      for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (part.getName().startsWith(SHEETS)) content = reworded(content, words, found);
        if (part.getName().equals(SETTINGS)) content = numbered(content, version);
        out.putNextEntry(new ZipEntry(part.getName()));
        out.write(content);
      }
    }
    if (!found.equals(words.keySet())) throw new AssertionError("only cells with " + found);
    return edited.toByteArray();
  }

  private static byte[] reworded(byte[] part, Map<String, String> words, Set<String> found) {
    String xml = new String(part, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> each : words.entrySet()) {
      String was = "<t>" + each.getKey() + "</t>";
      if (xml.contains(was)) found.add(each.getKey());
      xml = xml.replace(was, "<t>" + each.getValue() + "</t>");
    }
    return xml.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] numbered(byte[] part, String version) {
    String xml = new String(part, StandardCharsets.UTF_8);
    String cell = "<c r=\"C2\" t=\"inlineStr\"><is><t>" + version + "</t></is></c>";
    String edited = xml.replaceFirst("<c r=\"C2\"[^>]*>.*?</c>", cell);
    if (edited.equals(xml)) throw new AssertionError("no version on the last sheet");
    return edited.getBytes(StandardCharsets.UTF_8);
  }
}
