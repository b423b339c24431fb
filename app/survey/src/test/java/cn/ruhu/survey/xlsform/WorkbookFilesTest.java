package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workbooks as files: what cells hold, and what must not be opened.
final class WorkbookFilesTest {
  private static final String SMALL = "survey\n| type | name | label |\n| text | a | A |\n";

  private static SheetProblem.Kind refusal(byte[] bytes) {
    Compiled compiled = XlsForm.compile(bytes, "");
    assertFalse(compiled.ok());
    return compiled.errors().getFirst().kind();
  }

  private static Worksheet survey(Workbook book) {
    Worksheet sheet = book.newWorksheet("survey");
    String[] headers = {"type", "name", "label", "default", "relevant"};
    for (int i = 0; i < headers.length; i++) sheet.value(0, i, headers[i]);
    return sheet;
  }

  @Test
  void numbersDatesAndTruthBecomeText() {
    byte[] bytes =
        Workbooks.write(book -> {
          Worksheet sheet = survey(book);
          Object[] values = {1.0, 7, 0.5, 12345678901L, 1e-7, true};
          for (int r = 0; r < values.length; r++) {
            sheet.value(r + 1, 0, "text");
            sheet.value(r + 1, 1, "n" + r);
            sheet.value(r + 1, 2, r + 1);
            if (values[r] instanceof Boolean truth) sheet.value(r + 1, 3, truth);
            else sheet.value(r + 1, 3, (Number) values[r]);
          }
          sheet.value(7, 0, "date");
          sheet.value(7, 1, "d");
          sheet.value(7, 2, "D");
          sheet.value(7, 3, LocalDate.of(2026, 2, 9));
          sheet.style(7, 3).format("yyyy-MM-dd").set();
          sheet.value(8, 0, "dateTime");
          sheet.value(8, 1, "t");
          sheet.value(8, 2, "T");
          sheet.value(8, 3, LocalDateTime.of(2026, 2, 9, 13, 5, 7));
          sheet.style(8, 3).format("yyyy-MM-dd H:mm:ss").set();
        });
    Form form = Form.of(XlsForm.compile(bytes, ""));
    assertEquals(
        List.of("1", "7", "0.5", "12345678901", "0.0000001", "TRUE"),
        form.all("//x:instance[1]/*/*[starts-with(local-name(), 'n')]"));
    assertEquals("2026-02-09", form.one("//x:instance[1]/*/x:d"));
    assertEquals("2026-02-09T13:05:07", form.one("//x:instance[1]/*/x:t"));
    assertEquals("1", form.one("//x:input[@ref='/data/n0']/x:label"));
  }

  @Test
  void noBreakSpacesAndOuterSpacesAreNoPartOfAName() {
    Form form =
        Form.of(
            "survey\n| type | name | label |\n| \u00A0text\u00A0 | a\u00A0 | two\u00A0words |\n");
    assertEquals("two words", form.one("//x:input[@ref='/data/a']/x:label"));
  }

  @Test
  void formulasCountByTheirSavedValue() throws IOException {
    byte[] bytes =
        Workbooks.write(book -> {
          Worksheet sheet = survey(book);
          sheet.value(1, 0, "text");
          sheet.value(1, 1, "a");
          sheet.formula(1, 2, "CONCATENATE(\"A\",\"B\")");
        });
    Compiled compiled = XlsForm.compile(bytes, "");
    assertEquals(
        List.of(SheetProblem.Kind.FORMULA_EMPTY),
        compiled.warnings().stream()
            .map(SheetProblem::kind)
            .filter(k -> k.name().startsWith("FORMULA"))
            .toList());
    byte[] saved =
        changed(
            bytes,
            "xl/worksheets/sheet1.xml",
            xml ->
                xml.replaceFirst(
                    "<c r=\"C2\"([^>]*)><f>([^<]*)</f>(<v></v>|<v/>)?</c>",
                    "<c r=\"C2\"$1 t=\"str\"><f>$2</f><v>AB</v></c>"));
    Form form = Form.of(XlsForm.compile(saved, ""));
    assertEquals("AB", form.one("//x:label"));
    assertEquals(List.of("FORMULA"), form.warnings());
    assertEquals("C", form.compiled.warnings().getFirst().place().letter());
  }

  @Test
  void mergedCellsAreTold() {
    byte[] bytes =
        Workbooks.write(book -> {
          Worksheet sheet = survey(book);
          sheet.value(1, 0, "text");
          sheet.value(1, 1, "a");
          sheet.value(1, 2, "A");
          sheet.range(1, 2, 3, 2).merge();
        });
    Form form = Form.of(XlsForm.compile(bytes, ""));
    assertEquals(List.of("MERGED"), form.warnings());
    assertTrue(form.compiled.warnings().getFirst().message("zh").contains("C2:C4"));
  }

  @Test
  void emptyRowsKeepTheirNumbers() {
    byte[] bytes =
        Workbooks.write(book -> {
          Worksheet sheet = survey(book);
          sheet.value(1, 0, "text");
          sheet.value(1, 1, "a");
          sheet.value(1, 2, "A");
          sheet.value(9, 0, "nonsense");
          sheet.value(9, 1, "b");
        });
    assertEquals(10, XlsForm.compile(bytes, "").errors().getFirst().place().row());
  }

  @Test
  void oneSheetIsTheSurveyWhateverItIsCalled() {
    assertTrue(Workbooks.compile(SMALL.replace("survey\n", "Sheet1\n")).ok());
  }

  @Test
  void whatIsNoWorkbookIsRefusedWithTheNextStep(@TempDir Path folder) throws IOException {
    byte[] whole = Workbooks.bytes(SMALL);
    byte[] ole = {
      (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0, 0
    };
    assertEquals(SheetProblem.Kind.OLD_FORMAT, refusal(ole));
    ByteArrayOutputStream locked = new ByteArrayOutputStream();
    locked.write(ole);
    locked.write("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE));
    assertEquals(SheetProblem.Kind.ENCRYPTED, refusal(locked.toByteArray()));
    assertEquals(
        SheetProblem.Kind.NOT_ZIP, refusal("type,name\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(SheetProblem.Kind.NOT_ZIP, refusal(new byte[0]));
    assertEquals(SheetProblem.Kind.DAMAGED, refusal(Arrays.copyOf(whole, whole.length / 2)));
    assertEquals(SheetProblem.Kind.NOT_WORKBOOK, refusal(zip(Map.of("content.xml", "<a/>"))));
    assertEquals(
        SheetProblem.Kind.FILE_UNREADABLE,
        XlsForm.compile(folder.resolve("none.xlsx")).errors().getFirst().kind());
    Path file = Files.write(folder.resolve("visit.v2.xlsx"), whole);
    assertEquals("visit.v2", XlsForm.compile(file).formId());
    assertEquals("data", XlsForm.compile(new ByteArrayInputStream(whole)).formId());
    assertTrue(XlsForm.compile(file).problems().isEmpty());
    for (int cut = 1; cut < whole.length; cut += 97)
      assertFalse(XlsForm.compile(Arrays.copyOf(whole, cut), "").ok());
  }

  @Test
  void damageInsideIsToldAndNeverThrown() throws IOException {
    byte[] whole = Workbooks.bytes(SMALL);
    for (String part : List.of("xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"))
      for (String lost : List.of("Target", "Id=", "<sheet ", "Type", "/>", "numFmt", "name="))
        for (SheetProblem problem :
            XlsForm.compile(changed(whole, part, xml -> xml.replace(lost, "x")), "").errors())
          assertFalse(problem.message("zh").isEmpty());
    assertEquals(
        SheetProblem.Kind.DAMAGED,
        refusal(changed(whole, "xl/_rels/workbook.xml.rels", xml -> xml.replace("Target", "Tar"))));
  }

  @Test
  void bombsAndEntitiesAreNeverUnpacked() throws IOException {
    byte[] whole = Workbooks.bytes(SMALL);
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
    assertEquals(
        SheetProblem.Kind.DOCTYPE,
        refusal(
            changed(
                whole,
                "xl/sharedStrings.xml",
                xml ->
                    xml.replaceFirst(
                        "\\?>", "?>" + java.util.regex.Matcher.quoteReplacement(entity)))));
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("xl/workbook.xml", "<workbook/>");
    for (int i = 0; i <= XlsLimits.PARTS_MAX; i++) parts.put("xl/p" + i, "");
    assertEquals(SheetProblem.Kind.TOO_LARGE, refusal(zip(parts)));
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bomb)) {
      out.putNextEntry(new ZipEntry("xl/workbook.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i <= XlsLimits.UNPACKED_BYTES_MAX >> 20; i++) out.write(zeros);
    }
    assertTrue(bomb.size() < 1 << 20);
    assertEquals(SheetProblem.Kind.TOO_LARGE, refusal(bomb.toByteArray()));
    assertEquals(SheetProblem.Kind.TOO_LARGE, refusal(new byte[XlsLimits.WORKBOOK_BYTES_MAX + 1]));
  }

  @Test
  void aLargeWorkbookIsReadWhole() {
    StringBuilder text =
        new StringBuilder("survey\n| type | name | label |\n| select_one l | a | A |\n");
    for (int i = 0; i < 2_000; i++)
      text.append("| text | q").append(i).append(" | Question ").append(i).append(" |\n");
    text.append("choices\n| list_name | name | label |\n");
    for (int i = 0; i < 5_000; i++)
      text.append("| l | c").append(i).append(" | Choice ").append(i).append(" |\n");
    Form form = Form.of(text.toString());
    assertEquals(2_001, form.count("//h:body/*"));
    assertEquals(5_000, form.count("//x:instance[@id='l']/x:root/x:item"));
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /// A workbook with one part changed.
  private static byte[] changed(
      byte[] workbook, String part, java.util.function.UnaryOperator<String> change)
      throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook)).get()) {
      for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
        try (var in = zip.getInputStream(entry)) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          files.put(entry.getName(), entry.getName().equals(part) ? change.apply(text) : text);
        }
      }
    }
    return zip(files);
  }
}
