package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormPackageTest {

  private static FormProblem only(String xml) {
    List<FormProblem> problems = Forms.problems(xml);
    assertEquals(1, problems.size(), problems::toString);
    return problems.getFirst();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] xml() {
    return Forms.smallXml().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void loadsFromBytesZipAndFolderAlike(@TempDir Path folder) throws IOException {
    byte[] picture = {1, 2, 3};
    Files.write(folder.resolve("form.xml"), xml());
    Files.write(Files.createDirectory(folder.resolve("media")).resolve("门.png"), picture);
    byte[] zip = zip(Map.of("form.xml", xml(), "media/门.png", picture));
    FormPackage zipped = assertInstanceOf(FormLoading.Loaded.class, FormPackage.load(zip)).form();
    FormPackage unpacked =
        assertInstanceOf(FormLoading.Loaded.class, FormPackage.load(folder)).form();
    assertEquals(zipped.hash(), unpacked.hash());
    assertNotEquals(zipped.hash(), Forms.small().hash());
    assertEquals(List.of("门.png"), zipped.mediaNames());
    assertArrayEquals(picture, zipped.medium("门.png"));
    assertArrayEquals(xml(), Forms.small().xform());
  }

  @Test
  void itemListsOfTwoFormsOpenAtOnceStayApart() throws IOException {
    Scenario one = Scenario.of(withStreets("name,label\n001,万寿路街道\n"));
    Scenario two = Scenario.of(withStreets("name,label\n009,学院路街道\n010,中关村街道\n"));
    one.answer("A01", "2");
    two.answer("A01", "2");
    assertEquals(List.of(new Question.Option("001", "万寿路街道")), one.question("A02").options());
    assertEquals(2, two.question("A02").options().size());
    one.answer("A02", "001").refuses("A02", "009", "survey.choice");
  }

  private static FormPackage withStreets(String csv) throws IOException {
    String form =
        Forms.smallXml()
            .replaceAll(
                "(?s)<item>.*</item>",
                "<itemset nodeset=\"instance('streets')/root/item\"><value ref=\"name\"/><label"
                    + " ref=\"label\"/></itemset>")
            .replace(
                "</instance>\n      <bind nodeset=\"/data/A/A01\"",
                "</instance>\n"
                    + "      <instance id=\"streets\" src=\"jr://file-csv/streets.csv\"/>\n"
                    + "      <bind nodeset=\"/data/A/A01\"");
    byte[] zip =
        zip(
            Map.of(
                "form.xml", form.getBytes(StandardCharsets.UTF_8),
                "media/streets.csv", csv.getBytes(StandardCharsets.UTF_8)));
    FormLoading loading = FormPackage.load(zip);
    return assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString).form();
  }

  @Test
  void namesThePlaceOfABrokenTag() {
    FormProblem problem = only(Forms.smallXml().replace("</h:head>", "</h:hed>"));
    assertEquals(FormProblem.Kind.XML, problem.kind());
    assertTrue(problem.place().startsWith("40:"), problem.place());
    assertTrue(problem.message("zh").startsWith("表单不是完整的 XML"), problem.message("zh"));
    assertTrue(problem.message("en").startsWith("The form is not well-formed"));
  }

  @Test
  void neverReadsADoctype(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "盖章");
    String external = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>\n<h:html";
    FormProblem problem =
        only(Forms.smallXml().replaceFirst("<h:html", external).replace("小表", "&e;"));
    assertEquals(FormProblem.Kind.DOCTYPE, problem.kind());
    String bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n"
            + "<h:html";
    assertEquals(
        FormProblem.Kind.DOCTYPE,
        only(Forms.smallXml().replaceFirst("<h:html", bomb).replace("小表", "&b;")).kind());
  }

  @Test
  void refusesTheDeepTheLargeAndTheEmpty() throws IOException {
    String deep = "<a>".repeat(SurveyLimits.DEPTH_MAX + 1);
    assertEquals(FormProblem.Kind.TOO_LARGE, only(deep).kind());
    assertEquals(
        FormProblem.Kind.TOO_LARGE, only("<a>" + "<b/>".repeat(SurveyLimits.ELEMENTS_MAX)).kind());
    assertEquals(
        FormProblem.Kind.TOO_LARGE, only(" ".repeat(SurveyLimits.XFORM_BYTES_MAX + 1)).kind());
    byte[] zeros = new byte[SurveyLimits.PACKAGE_BYTES_MAX + 1];
    assertEquals(FormProblem.Kind.TOO_LARGE, first(zip(Map.of("media/a", zeros))).kind());
    assertEquals(FormProblem.Kind.XML, only("").kind());
    assertEquals(FormProblem.Kind.INCOMPLETE, Forms.problems("<a/>").getFirst().kind());
  }

  private static FormProblem first(byte[] zip) {
    return assertInstanceOf(FormLoading.Broken.class, FormPackage.load(zip)).problems().getFirst();
  }

  @Test
  void refusesArchivesThatLeaveTheirFolderOrAreCut() throws IOException {
    assertEquals(FormProblem.Kind.ARCHIVE, first(zip(Map.of("../form.xml", xml()))).kind());
    byte[] whole = zip(Map.of("form.xml", xml()));
    assertEquals(FormProblem.Kind.ARCHIVE, first(Arrays.copyOf(whole, whole.length / 2)).kind());
    assertEquals(FormProblem.Kind.INCOMPLETE, first(zip(Map.of("media/a", xml()))).kind());
  }

  @Test
  void namesTwoOfOneName() {
    String twoNodes = Forms.smallXml().replace("<A02/>", "<A02/><A02/>");
    assertEquals(
        new FormProblem(
            FormProblem.Kind.DUPLICATE_NAME, only(twoNodes).place(), List.of("/data/A/A02")),
        only(twoNodes));
    String twoBinds =
        Forms.smallXml().replace("<bind nodeset=\"/data/A/A04\"", "<bind nodeset=\"/data/A/A02\"");
    assertEquals(FormProblem.Kind.DUPLICATE_NAME, only(twoBinds).kind());
    String elsewhere = Forms.smallXml().replace("<uuid/>", "<uuid/><A01/>");
    assertEquals(FormProblem.Kind.DUPLICATE_NAME, only(elsewhere).kind());
    String twoQuestions =
        Forms.smallXml().replace("<input ref=\"/data/A/A04\"", "<input ref=\"/data/A/A05\"");
    assertEquals(FormProblem.Kind.DUPLICATE_NAME, only(twoQuestions).kind());
  }

  @Test
  void namesWhatPointsNowhere() {
    FormProblem node =
        only(
            Forms.smallXml()
                .replace("bind nodeset=\"/data/A/A02\"", "bind nodeset=\"/data/A/A99\""));
    assertEquals(List.of("/data/A/A99"), node.args());
    assertEquals("30", node.place().split(":")[0]);
    FormProblem text = only(Forms.smallXml().replace("jr:itext('A01')", "jr:itext('A77')"));
    assertEquals(FormProblem.Kind.UNKNOWN_TEXT, text.kind());
    assertEquals(List.of("A77"), text.args());
  }

  @Test
  void namesTheNodeWhoseLogicIsWrong() {
    FormProblem syntax =
        Forms.problems(
                Forms.smallXml()
                    .replace("calculate=\"/data/A/A01 * 2\"", "calculate=\"/data/A/A01 * (\""))
            .getFirst();
    assertEquals(FormProblem.Kind.LOGIC, syntax.kind());
    assertTrue(syntax.place().startsWith("/data/A/A0"), syntax::toString);
    assertFalse(
        Forms.problems(
                Forms.smallXml()
                    .replace("calculate=\"/data/A/A01 * 2\"", "calculate=\"nosuch(1)\""))
            .isEmpty());
    String circle =
        Forms.smallXml()
            .replace(
                "type=\"long\"/>\n      <bind nodeset=\"/data/A/A05\"",
                "type=\"long\" calculate=\"/data/A/A03\"/>\n      <bind nodeset=\"/data/A/A05\"")
            .replace("calculate=\"/data/A/A01 * 2\"", "calculate=\"/data/A/A04 * 2\"");
    assertEquals(FormProblem.Kind.LOGIC, Forms.problems(circle).getFirst().kind());
  }

  @Test
  void damagedDraftsAreRefusedAndNeverGuessed() throws SurveyException {
    Scenario visit = Scenario.of(Forms.small()).answer("A01", "2");
    byte[] snapshot = visit.session.snapshot();
    for (int cut : new int[] {0, 5, 40, snapshot.length / 2, snapshot.length - 3})
      refused("survey.damaged", Arrays.copyOf(snapshot, cut));
    String other = new String(snapshot, StandardCharsets.UTF_8).replace("small 3", "small 4");
    refused("survey.other-form", other.getBytes(StandardCharsets.UTF_8));
    String doctype =
        new String(snapshot, StandardCharsets.UTF_8)
            .replace("<data", "<!DOCTYPE data [<!ENTITY e 'x'>]><data");
    refused("survey.damaged", doctype.getBytes(StandardCharsets.UTF_8));
    for (String line :
        List.of("", "1\tANSWER\t/A/A01\t2\tnow\t" + Scenario.JIA, "2\ta\tb\tc\td\te"))
      org.junit.jupiter.api.Assertions.assertThrows(
          SurveyException.class, () -> AnswerEvent.decode(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static void refused(String code, byte[] snapshot) {
    SurveyException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            SurveyException.class,
            () ->
                SurveySession.restore(
                    Forms.small(), snapshot, Scenario.JIA, Scenario.CLOCK, _ -> {}));
    assertEquals(code, e.code());
  }

  @Test
  void checksAFormForItsAuthor() {
    FormCheck.Result good = FormCheck.run(FormPackage.homeVisit().xform(), true, Scenario.CLOCK);
    assertEquals(List.of(true, "home-visit", "4"), List.of(good.ok(), good.id(), good.version()));
    assertEquals(List.of(13, List.of()), List.of(good.repeats(), good.errors()));
    assertTrue(good.questions() > 220, good::toString);
    assertEquals( // nobody's birth is known in a walk, so what goes by age takes nothing
        List.of("/V/V15M: took no sample value", "/M/member[1]/M16: took no sample value"),
        good.warnings());
    FormCheck.Result bad =
        FormCheck.run(
            Forms.smallXml().replace("</h:head>", "").getBytes(StandardCharsets.UTF_8),
            false,
            Scenario.CLOCK);
    assertFalse(bad.ok());
    assertEquals(1, bad.errors().size());
  }
}
