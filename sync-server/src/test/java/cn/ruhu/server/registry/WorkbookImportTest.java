package cn.ruhu.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.registry.RegistryImport.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookImportTest extends RegistryHarness {
  private static final String GOOD = People.number(1);

  @Override
  Database open() throws Exception {
    return Database.sqlite(folder.resolve("district.db"), 2, vault);
  }

  @Test
  void aWorkbookIsReadWithItsTextsFiguresDatesAndGaps() throws Exception {
    String texts =
        "<si><t>姓名</t></si><si><t>证件号码</t></si><si><t>救助类别</t></si>"
            + "<si><t>开始日期</t></si><si><t>停止日期</t></si><si><t>月金额(元)</t></si><si><r><t>王</t></r><r><rPr><b/></rPr><t>芳</t></r><rPh"
            + " sb=\"0\" eb=\"1\"><t>wang</t></rPh></si><si><t xml:space=\"preserve\"> "
            + GOOD
            + " </t></si>";
    String rows =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>某区名册</t></is></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
            + "<c r=\"C3\" t=\"s\"><v>2</v></c><c r=\"D3\" t=\"s\"><v>3</v></c>"
            + "<c r=\"E3\" t=\"s\"><v>4</v></c><c r=\"F3\" t=\"s\"><v>5</v></c></row>"
            + "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>6</v></c><c r=\"B4\" t=\"s\"><v>7</v></c>"
            + "<c r=\"C4\"><v>1</v></c><c r=\"D4\" s=\"1\"><v>46024.75</v></c>"
            + "<c r=\"F4\" s=\"3\"><f>1200+45.5</f><v>1245.5</v></c></row>"
            + "<row r=\"6\"><c r=\"A6\" t=\"str\"><f>A4</f><v>王芳</v></c>"
            + "<c r=\"B6\" t=\"inlineStr\"><is><t>"
            + GOOD
            + "</t></is></c><c r=\"C6\" t=\"inlineStr\"><is><t>医疗救助</t></is></c>"
            + "<c r=\"D6\"><v>46024</v></c><c r=\"E6\" s=\"2\"><v>46055</v></c>"
            + "<c r=\"F6\"><v>1.2E2</v></c></row>"
            + "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>6</v></c><c r=\"B7\" t=\"s\"><v>7</v></c>"
            + "<c r=\"C7\"><v>2</v></c><c r=\"D7\"><v>46024</v></c>"
            + "<c r=\"F7\"><v>1129.0999999999999</v></c></row>"
            + "<row r=\"8\"><c r=\"A8\" t=\"s\"><v>6</v></c><c r=\"B8\" t=\"s\"><v>7</v></c>"
            + "<c r=\"C8\"><v>3</v></c><c r=\"D8\"><v>46024</v></c>"
            + "<c r=\"F8\"><v>7.9600000000000004E-2</v></c></row>";
    Outcome.Taken taken =
        assertInstanceOf(
            Outcome.Taken.class,
            run(Kind.BENEFIT, Xlsx.write(folder.resolve("b.xlsx"), texts, rows), null, "25"));
    assertEquals(3, taken.kept());
    assertEquals(List.of("8,F,月金额,MONEY"), told(taken.report()), "0.0796 is no amount");
    assertEquals("", taken.charset());
    assertEquals(
        List.of(
            "4|王芳|01|2026-01-02|null|124550",
            "6|王芳|09|2026-01-02|2026-02-02|12000",
            "7|王芳|02|2026-01-02|null|112910"),
        columns("registry_benefit", "row_no", "name", "benefit", "since", "until", "monthly_fen"));
  }

  @Test
  void aNumberThatAWorkbookTookForAFigureIsNamedAsLost() throws Exception {
    String rows =
        Xlsx.inline(1, "姓名", "证件号码", "户编号")
            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>王芳</t></is></c>"
            + "<c r=\"B2\"><v>1.10199195003070E+17</v></c></row>";
    Outcome.Refused refused =
        assertInstanceOf(
            Outcome.Refused.class,
            run(Kind.PERSON, Xlsx.write(folder.resolve("b.xlsx"), "", rows)));
    assertEquals(List.of("2,B,证件号码,ID_LOST"), told(refused.report()));
  }

  @Test
  void aWorkbookThatIsDamagedOrCountsFrom1904IsRefused() throws Exception {
    Path old = Xlsx.write(folder.resolve("a.xlsx"), "<x:workbookPr date1904=\"1\"/>", "", "");
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, run(Kind.PERSON, old));
    assertEquals(Refusal.of(Refusal.Code.DATE1904), refused.refusal());
    var rows = new StringBuilder(Xlsx.inline(1, "姓名", "证件号码", "户编号"));
    for (int n = 0; n < 2_000; n++) rows.append(Xlsx.inline(n + 2, "王芳", People.number(n), "H1"));
    taken(Kind.PERSON, file(People.file(5)));
    List<String> before = state();
    Path cut = Xlsx.write(folder.resolve("b.xlsx"), "", rows + "<row r=\"2002\"></c>");
    Outcome.Refused damaged = assertInstanceOf(Outcome.Refused.class, run(Kind.PERSON, cut));
    assertEquals(Refusal.of(Refusal.Code.BROKEN, 2_002), damaged.refusal());
    Path bomb =
        Xlsx.write(
            folder.resolve("c.xlsx"), "", rows + Xlsx.inline(2002, "王".repeat(5_000), "", ""));
    assertEquals(
        Refusal.Code.BROKEN,
        assertInstanceOf(Outcome.Refused.class, run(Kind.PERSON, bomb)).refusal().code());
    assertEquals(before, state());
  }

  @ParameterizedTest
  @CsvSource({"3,3,4", "3,2,4", "3,0,4", "3,-1,4", "1,2,3"})
  void aWorkbookWhoseRowsDoNotFollowEachOtherIsRefused(int third, int fourth, int told)
      throws Exception {
    String rows =
        Xlsx.inline(1, "姓名", "证件号码", "户编号")
            + Xlsx.inline(2, "王芳", People.number(1), "")
            + Xlsx.inline(third, "王芳", People.number(2), "")
            + Xlsx.inline(fourth, "王芳", People.number(3), "");
    assertEquals(
        Refusal.of(Refusal.Code.BROKEN, told),
        refused(Kind.PERSON, Xlsx.write(folder.resolve("r.xlsx"), "", rows)));
  }

  @Test
  void theFirstSheetAPersonSeesCounts() throws Exception {
    Path book =
        Xlsx.write(
            folder.resolve("h.xlsx"),
            "<x:sheets><x:sheet name=\"旧\" sheetId=\"2\" state=\"hidden\" r:id=\"rId1\"/><x:sheet"
                + " name=\"宏\" sheetId=\"3\" state=\"veryHidden\" r:id=\"rId1\"/></x:sheets>",
            "",
            Xlsx.inline(1, "姓名", "证件号码", "户编号") + Xlsx.inline(2, "王芳", GOOD, ""));
    assertEquals(1, taken(Kind.PERSON, book).kept());
  }

  @Test
  void aWorkbookMayEscapeItsCharactersAsOftenAsItHasThem() throws Exception {
    var rows = new StringBuilder(Xlsx.inline(1, "姓名", "证件号码", "户编号", "地址"));
    for (int n = 0; n < 600; n++)
      rows.append(Xlsx.inline(n + 2, "王芳", People.number(n), "", "&amp;".repeat(200)));
    Path book = Xlsx.write(folder.resolve("e.xlsx"), "", rows.toString());
    assertEquals(600, taken(Kind.PERSON, book).kept());
  }

  @Test
  void eachBoundOfAFileIsRefusedOnOneSideAndTakenOnTheOther() throws Exception {
    Path csv = file(People.file(3));
    long bytes = Files.size(csv);
    bounded(new Bounds(bytes - 1, 1 << 20, 18, 3));
    assertEquals(Refusal.of(Refusal.Code.SIZE, 0), refused(Kind.PERSON, csv));
    bounded(new Bounds(bytes, 1 << 20, 17, 3));
    assertEquals(Refusal.of(Refusal.Code.QUOTES, 2), refused(Kind.PERSON, csv));
    bounded(new Bounds(bytes, 1 << 20, 18, 2));
    assertEquals(Refusal.of(Refusal.Code.QUOTES, 1), refused(Kind.PERSON, csv));
    bounded(new Bounds(bytes, 1 << 20, 18, 3));
    assertEquals(3, taken(Kind.PERSON, csv).kept());
    Path book =
        Xlsx.write(
            folder.resolve("t.xlsx"),
            "<si><t>" + "王".repeat(10) + "</t></si><si><t>芳</t></si>",
            Xlsx.inline(1, "姓名", "证件号码", "户编号") + Xlsx.inline(2, "王芳", GOOD, ""));
    long size = Files.size(book);
    bounded(new Bounds(size, 2 * 56 + 2 * 11 - 1, 18, 3));
    assertEquals(Refusal.of(Refusal.Code.TEXTS, 0), refused(Kind.PERSON, book));
    bounded(new Bounds(size, 2 * 56 + 2 * 11, 17, 3));
    assertEquals(Refusal.of(Refusal.Code.BROKEN, 2), refused(Kind.PERSON, book));
    bounded(new Bounds(size, 2 * 56 + 2 * 11, 18, 2));
    assertEquals(Refusal.of(Refusal.Code.BROKEN, 1), refused(Kind.PERSON, book));
    bounded(new Bounds(size, 2 * 56 + 2 * 11, 18, 3));
    assertEquals(
        1,
        assertInstanceOf(
                Outcome.Taken.class, run(Kind.PERSON, book, null, "1", RegistryImport.Insist.FEWER))
            .kept());
  }

  private void bounded(Bounds bounds) {
    registry =
        new RegistryImport(
            database,
            vault,
            audit,
            CLOCK,
            new RegistryImport.Rules(2, 2, 80, 50, bounds),
            () -> {});
  }
}
