package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import cn.ruhu.survey.FormCheck;
import cn.ruhu.survey.FormPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// The workbooks this product ships: they compile without a word, can be answered, and lie here as
/// text as well, so that a change to one can be read. Where text and workbook differ, the text as
/// it should be is left in `target/books`.
final class ShippedBookTest {
  private static final Path MADE = Path.of("target", "books");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T02:00:00Z"));

  @ParameterizedTest
  @EnumSource(ShippedBook.class)
  void compilesWithoutAWordAndCanBeAnswered(ShippedBook book) {
    Compiled compiled = XlsForm.compile(book.bytes(), "");
    assertEquals(List.of(), compiled.problems().stream().map(p -> p.message("zh")).toList());
    assertEquals(book.formId(), compiled.formId());
    FormCheck.Result walked =
        FormCheck.run(compiled.xform().getBytes(StandardCharsets.UTF_8), true, CLOCK);
    assertEquals(List.of(), walked.errors());
    List<String> odd =
        walked.warnings().stream().filter(w -> !w.contains("took no sample value")).toList();
    assertEquals(List.of(), odd);
    assertEquals(book.formId(), book.form().id());
  }

  @ParameterizedTest
  @EnumSource(ShippedBook.class)
  void liesHereAsText(ShippedBook book) throws IOException {
    String name = book.formId() + ".tsv";
    same(name, text(book.bytes()), resource("/cn/ruhu/survey/books/" + name));
  }

  /// The shipped XForm keeps a version's bytes; it must mean what the workbook says.
  @Test
  void theHomeVisitsXFormIsWhatItsWorkbookSays() throws IOException {
    String name = "home-visit-" + FormPackage.HOME_VISIT_VERSION + ".xml";
    String compiled = XlsForm.compile(ShippedBook.HOME_VISIT.bytes(), "").xform();
    Optional<String> shipped = resource("/cn/ruhu/survey/forms/" + name);
    if (shipped.isPresent() && canonical(shipped.get()).equals(canonical(compiled))) return;
    same(name, compiled, shipped);
  }

  @ParameterizedTest
  @EnumSource(ShippedBook.class)
  void canBeEditedWithEase(ShippedBook book) throws IOException {
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(book.bytes()))) {
      List<String> names = workbook.getSheets().map(Sheet::getName).toList();
      assertEquals(List.of("说明", "survey", "choices", "settings"), names);
    }
    String survey = part(book.bytes(), "xl/worksheets/sheet2.xml");
    assertTrue(survey.contains("state=\"frozen\"") && survey.contains("<cols>"), book::formId);
  }

  private static String part(byte[] workbook, String name) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry())
        if (part.getName().equals(name))
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    throw new AssertionError("no " + name);
  }

  private static void same(String name, String made, Optional<String> kept) throws IOException {
    if (kept.isPresent() && kept.get().equals(made)) return;
    Files.createDirectories(MADE);
    Files.writeString(MADE.resolve(name), made);
    List<String> now = made.lines().toList();
    List<String> was = kept.orElse("").lines().toList();
    int line = 0;
    while (line < Math.min(now.size(), was.size()) && now.get(line).equals(was.get(line))) line++;
    String differs = line < now.size() ? now.get(line) : was.get(line);
    fail(name + " differs from its workbook in line " + (line + 1) + ": " + differs);
  }

  private static Optional<String> resource(String name) throws IOException {
    try (InputStream in = ShippedBookTest.class.getResourceAsStream(name)) {
      if (in == null) return Optional.empty();
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /// Every sheet, its rows as lines, cells apart by tabs; empty cells at a row's end are left out.
  private static String text(byte[] bytes) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
        Stream<Sheet> sheets = workbook.getSheets()) {
      for (Sheet sheet : sheets.toList()) {
        text.append("# ").append(sheet.getName()).append('\n');
        try (Stream<Row> rows = sheet.openStream()) {
          rows.forEach(row -> text.append(line(row)).append('\n'));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return text.toString();
  }

  private static String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++)
      cells.add(row.getCellText(i).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t"));
    return String.join("\t", cells).replaceAll("\t+$", "");
  }

  private static String canonical(String xml) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      StringBuilder out = new StringBuilder();
      write(document.getDocumentElement(), out);
      return out.toString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Node node, StringBuilder out) {
    if (node instanceof Element element) {
      Map<String, String> attributes = new TreeMap<>();
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        Node attribute = element.getAttributes().item(i);
        attributes.put(attribute.getNodeName(), attribute.getNodeValue());
      }
      out.append('<').append(element.getTagName()).append(attributes).append('>');
      for (int i = 0; i < node.getChildNodes().getLength(); i++)
        write(node.getChildNodes().item(i), out);
      out.append("</>\n");
    } else if (node.getNodeType() == Node.TEXT_NODE) {
      out.append(node.getNodeValue().strip());
    }
  }
}
