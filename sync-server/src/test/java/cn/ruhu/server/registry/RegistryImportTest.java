package cn.ruhu.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.registry.RegistryImport.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryImportTest extends RegistryContract {
  private static final String GOOD = People.number(1);

  /// the row before, where one is doubled
  private static final List<String> EARLIER = List.of("2");

  @Override
  Database open() throws Exception {
    return Database.sqlite(folder.resolve("district.db"), 2, vault);
  }

  @Override
  void failAt(long row) throws Exception {
    database.write(tx ->
        tx.run(
            "CREATE TRIGGER fault BEFORE INSERT ON registry_person_row WHEN NEW.row_no = "
                + row
                + " BEGIN SELECT RAISE(ABORT, 'disk'); END"));
  }

  @Override
  void failSweeps() throws Exception {
    database.write(tx ->
        tx.run(
            "CREATE TRIGGER kept BEFORE DELETE ON registry_person_row"
                + " BEGIN SELECT RAISE(ABORT, 'disk'); END"));
  }

  @Override
  void healSweeps() throws Exception {
    database.write(tx -> tx.run("DROP TRIGGER kept"));
  }

  static Stream<Arguments> badRows() {
    String person = "姓名,证件号码,户编号,出生日期,性别,死亡日期,街道代码,地址\n";
    String household = "户编号,户主姓名,户主证件号码,人数\n";
    String benefit = "姓名,证件号码,救助类别,开始日期,停止日期,月金额\n";
    String official = "姓名,证件号码,单位,职务\n";
    String id = GOOD;
    String wrong = id.substring(0, 17) + (id.endsWith("1") ? "2" : "1");
    return Stream.of(
        bad(Kind.PERSON, person + ",ID,,,,,,", "A,姓名,EMPTY"),
        bad(Kind.PERSON, person + "王芳,,,,,,,", "B,证件号码,EMPTY"),
        bad(Kind.PERSON, person + "王芳," + wrong + ",,,,,,", "B,证件号码,ID_CHECK_DIGIT"),
        bad(Kind.PERSON, person + "王芳,1101991950,,,,,,", "B,证件号码,ID_LENGTH"),
        bad(Kind.PERSON, person + "王芳,11019919500307A013,,,,,,", "B,证件号码,ID_CHARACTER"),
        bad(
            Kind.PERSON,
            person
                + "王芳,"
                + People.checked("99019919500307001").replaceFirst("99", "09")
                + ",,,,,,",
            "B,证件号码,ID_PROVINCE"),
        bad(
            Kind.PERSON,
            person + "王芳," + People.checked("11019919500231001") + ",,,,,,",
            "B,证件号码,ID_BIRTH_IMPOSSIBLE"),
        bad(
            Kind.PERSON,
            person + "王芳," + People.checked("11019920260602001") + ",,,,,,",
            "B,证件号码,ID_BIRTH_FUTURE"),
        bad(
            Kind.PERSON,
            person + "王芳," + People.checked("11019918990602001") + ",,,,,,",
            "B,证件号码,ID_BIRTH_TOO_EARLY"),
        bad(Kind.PERSON, person + "王芳,1.10199E+17,,,,,,", "B,证件号码,ID_LOST"),
        bad(Kind.PERSON, person + "王芳,110199********0013,,,,,,", "B,证件号码,ID_MASKED"),
        bad(Kind.PERSON, person + "王?,ID,,,,,,", "A,姓名,BROKEN_CHARACTER"),
        bad(Kind.PERSON, person + "王\uFFFD,ID,,,,,,", "A,姓名,BROKEN_CHARACTER"),
        bad(Kind.PERSON, person + "#N/A,ID,,,,,,", "A,姓名,NAME"),
        bad(Kind.PERSON, person + "13800000000,ID,,,,,,", "A,姓名,NAME"),
        bad(Kind.PERSON, person + "王".repeat(61) + ",ID,,,,,,", "A,姓名,TOO_LONG"),
        bad(Kind.PERSON, person + "王芳,ID," + "9".repeat(41) + ",,,,,", "C,户编号,TOO_LONG"),
        bad(Kind.PERSON, person + "王芳,ID,,1950-03-08,,,,", "D,出生日期,BIRTH_DIFFERS"),
        bad(Kind.PERSON, person + "王芳,ID,,不详,,,,", "D,出生日期,DATE"),
        bad(Kind.PERSON, person + "王芳,ID,,,女,,,", "E,性别,SEX_DIFFERS"),
        bad(Kind.PERSON, person + "王芳,ID,,,未知,,,", "E,性别,SEX"),
        bad(Kind.PERSON, person + "王芳,ID,,,,2026-02-30,,", "F,死亡日期,DATE"),
        bad(Kind.PERSON, person + "王芳,ID,,,,2026-06-02,,", "F,死亡日期,DATE_RANGE"),
        bad(Kind.PERSON, person + "王芳,ID,,,,,110108,", "G,街道代码,STREET"),
        bad(Kind.PERSON, person + "王芳,ID,,,,,110108999,", "G,街道代码,STREET"),
        bad(Kind.PERSON, person + "王芳,ID,,,,,无此街道,", "G,街道代码,STREET"),
        bad(Kind.PERSON, person + "王芳,ID,,,,,,某路 " + id, "H,地址,NUMBER_INSIDE"),
        bad(Kind.PERSON, person + "王芳,ID,,,,,,某路" + id + " 101室", "H,地址,NUMBER_INSIDE"),
        bad(Kind.PERSON, person + "王芳,ID,,,,,,某路USA123456789012", "H,地址,NUMBER_INSIDE"),
        bad(Kind.PERSON, person + "王芳,ID,,,,,,某路,1号", "I,,CELLS"),
        bad(Kind.PERSON, person + "李四,ID,,,,,,\n李四,ID,,,,,,", "B,证件号码,DUPLICATE"),
        bad(Kind.PERSON, person + "李四,ID,,,,,,\n王芳,ID,,,,,,", "B,证件号码,CONTRADICTS"),
        bad(Kind.HOUSEHOLD, household + ",王芳,ID,3", "A,户编号,EMPTY"),
        bad(Kind.HOUSEHOLD, household + "H1,王芳,ID,三", "D,人数,WHOLE"),
        bad(Kind.HOUSEHOLD, household + "H1,王芳,ID,0", "D,人数,WHOLE"),
        bad(Kind.HOUSEHOLD, household + "H1,王芳,ID,3\nh1,王芳,ID,３", "A,户编号,DUPLICATE"),
        bad(Kind.HOUSEHOLD, household + "H1,王芳,ID,3\nh1,李四,ID,3", "A,户编号,CONTRADICTS"),
        bad(Kind.BENEFIT, benefit + "王芳,ID,大保,20260101,,", "C,救助类别,CODE"),
        bad(Kind.BENEFIT, benefit + "王芳,ID,00,20260101,,", "C,救助类别,CODE"),
        bad(Kind.BENEFIT, benefit + "王芳,ID,01,,,", "D,开始日期,EMPTY"),
        bad(Kind.BENEFIT, benefit + "王芳,ID,01,20260101,20251231,", "E,停止日期,DATE_ORDER"),
        bad(Kind.BENEFIT, benefit + "王芳,ID,01,20260101,,12.345", "F,月金额,MONEY"),
        bad(Kind.BENEFIT, benefit + "王芳,ID,01,20260101,,一千", "F,月金额,MONEY"),
        bad(Kind.BENEFIT, benefit + "王芳,ID,01,20260101,,\n王芳,ID,1,2026/1/1,,", "B,证件号码,DUPLICATE"),
        bad(Kind.OFFICIAL, official + "王芳,ID,,科员", "C,单位,EMPTY"),
        bad(Kind.OFFICIAL, official + "王芳,ID,某街道,", "D,职务,EMPTY"));
  }

  private static Arguments bad(Kind kind, String content, String expected) {
    return Arguments.of(kind, content, expected);
  }

  @ParameterizedTest
  @MethodSource("badRows")
  void aBadRowIsNamedByRowColumnAndReason(Kind kind, String content, String expected)
      throws Exception {
    String text = content.replace("ID", GOOD) + "\n";
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, run(kind, file(text)));
    assertEquals(Refusal.Code.TOO_MANY_BAD, refused.refusal().code());
    long last = content.lines().count();
    assertEquals(List.of(last + "," + expected), told(refused.report()));
    Flaw flaw = Flaw.valueOf(expected.substring(expected.lastIndexOf(',') + 1));
    String report = Files.readString(refused.report().orElseThrow());
    assertTrue(report.startsWith("\uFEFF行号,列,列名,代码,原因,reason\r\n"), report);
    assertTrue(
        report.contains("\"" + flaw.chinese(EARLIER) + "\",\"" + flaw.english(EARLIER) + "\""),
        report);
    assertFalse(report.contains(GOOD.substring(4)), report);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(refused.report().get()));
    assertEquals(0, count(kind.table()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "姓名,证件号码;COLUMNS;户编号;",
        "姓名,证件号码,户编号,爱好;COLUMNS;;D 爱好",
        "姓名,户编号,爱好,电话;COLUMNS;证件号码;C 爱好|D 电话",
        "姓名,证件号码,身份证号,户编号;DOUBLED;;",
        "王芳,李四,张三;NO_HEADINGS;;",
        "姓名,证件号码,户编号;NO_ROWS;;"
      })
  void wrongColumnsAreNamedWithTheNextStep(
      String headings, Refusal.Code code, String missing, String unknown) throws Exception {
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, run(Kind.PERSON, file(headings + "\n,,\n")));
    assertEquals(code, refused.refusal().code());
    assertEquals(missing == null ? List.of() : List.of(missing), refused.refusal().missing());
    assertEquals(
        unknown == null ? List.of() : List.of(unknown.split("\\|")), refused.refusal().unknown());
    for (String word : refused.refusal().missing())
      assertTrue(refused.refusal().chinese().contains(word));
    assertTrue(refused.refusal().chinese().contains("请"));
    assertEquals(List.of(), state());
  }

  static Stream<Arguments> badFiles() throws Exception {
    byte[] national = People.file(3).getBytes(NATIONAL);
    byte[] odd = People.file(3).getBytes(StandardCharsets.UTF_8);
    odd[odd.length - 3] = (byte) 0xFF;
    return Stream.of(
        Arguments.of(national, "UTF-8", Refusal.of(Refusal.Code.ENCODING, 1, "UTF-8")),
        Arguments.of(odd, null, Refusal.of(Refusal.Code.ENCODING, 4, "UTF-8 / GB18030")),
        Arguments.of(odd, "utf8", Refusal.of(Refusal.Code.ENCODING, 4, "UTF-8")),
        Arguments.of(national, "latin1", Refusal.of(Refusal.Code.CHARSET, "latin1")),
        Arguments.of(
            People.file(3).getBytes(StandardCharsets.UTF_16),
            null,
            Refusal.of(Refusal.Code.ENCODING, 1, "UTF-8 / GB18030")),
        Arguments.of(
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0},
            null,
            Refusal.of(Refusal.Code.OLD_EXCEL)),
        Arguments.of(new byte[] {'P', 'K', 3, 4, 0, 0}, null, Refusal.of(Refusal.Code.BROKEN, 1)),
        Arguments.of(
            (People.file(1) + "\"李\"四,x,\n").getBytes(StandardCharsets.UTF_8),
            null,
            Refusal.of(Refusal.Code.QUOTES, 3)),
        Arguments.of(
            (People.file(1) + "\"" + "x\n".repeat(5_000)).getBytes(StandardCharsets.UTF_8),
            null,
            Refusal.of(Refusal.Code.QUOTES, 3)));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aFileThatCannotBeReadIsRefusedWithItsPlace(byte[] content, String charset, Refusal refusal)
      throws Exception {
    assertEquals(
        new Outcome.Refused(refusal, java.util.Optional.empty()),
        run(Kind.PERSON, file(content), charset, "1"));
    assertEquals(List.of(), state());
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "50.1"})
  void noListMayHaveMoreBadRowsThanGoodOnes(String percent) throws Exception {
    Outcome.Refused refused =
        assertInstanceOf(
            Outcome.Refused.class, run(Kind.PERSON, file(People.file(3)), null, percent));
    assertEquals(Refusal.of(Refusal.Code.MAX_BAD, 50), refused.refusal());
    assertInstanceOf(Outcome.Taken.class, run(Kind.PERSON, file(People.file(3)), null, "50"));
  }

  @Test
  void aMissingFileIsRefused() throws Exception {
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, run(Kind.PERSON, folder.resolve("nowhere")));
    assertEquals(Refusal.of(Refusal.Code.FILE), refused.refusal());
  }

  @Test
  void headingsStandInAnyOrderBelowATitleWithStarsRemarksAndOtherSpellings() throws Exception {
    taken(
        Kind.PERSON,
        file(
            "某街道名册,,,\n\n序号,户 号,身份证号（必填）,*姓名\n1,Ｈ－１,"
                + GOOD.replace('1', '１').substring(0, 9)
                + " "
                + GOOD.substring(9)
                + ",　王　芳 \n\n2,H2,\"=\"\""
                + People.number(2)
                + "\"\"\",\"李\n四\"\n3,H3,'"
                + People.number(3)
                + "\t,John  Smith\r\n"));
    assertEquals(
        List.of("4|王芳|H-1", "6|李四|H2", "7|John Smith|H3"),
        columns("registry_person", "row_no", "name", "household"));
    assertEquals(1, count("registry_person WHERE mac = '" + vault.lookup(GOOD) + "'"));
    assertEquals(1, count("registry_person WHERE mac = '" + vault.lookup(People.number(3)) + "'"));
  }

  @Test
  void aStreetMayBeNamedByItsCodeOrItsName() throws Exception {
    taken(
        Kind.PERSON,
        file(
            "姓名,证件号码,户编号,街道\n王芳,"
                + People.number(1)
                + ",,110108007\n李四,"
                + People.number(2)
                + ",,北下关街道\n张三,"
                + People.number(3)
                + ",,\n"));
    assertEquals(List.of("110108007", "110108007", "null"), columns("registry_person", "street"));
  }

  @ParameterizedTest
  @CsvSource({
    "最低生活保障,01",
    "城市低保,01",
    "农村低保,01",
    "特困供养,02",
    "特困人员救助供养,02",
    "低保边缘家庭,03",
    "重度残疾人护理补贴,06",
    "孤儿,08",
    "失业保险金,15",
    "低保,01",
    "1,01",
    "09,09"
  })
  void aBenefitMayBeNamedAsTheListsOfItsOfficesNameIt(String said, String code) throws Exception {
    taken(Kind.BENEFIT, file("姓名,证件号码,救助类别,开始日期\n王芳," + GOOD + "," + said + ",2026-01-01\n"));
    assertEquals(List.of(code), columns("registry_benefit", "benefit"));
  }

  @Test
  void noSpellingMeansTwoBenefits() {
    var codes = new HashMap<String, String>();
    for (var entry : CodeTables.table("benefit").entries()) {
      if (entry.code().equals("00")) continue;
      for (String spelling : Words.spellings("benefit." + entry.code()))
        assertNull(codes.put(spelling, entry.code()), spelling);
      assertNull(codes.put(entry.label(), entry.code()), entry.label());
    }
  }

  @Test
  void oldNumbersAreBroughtToEighteenAndFoundByBoth() throws Exception {
    String old = GOOD.substring(0, 6) + GOOD.substring(8, 17);
    taken(Kind.PERSON, file(People.HEADINGS + "王芳," + old + ",\n"));
    assertEquals(1, count("registry_person WHERE mac = '" + vault.lookup(GOOD) + "'"));
  }

  @ParameterizedTest
  @EnumSource(Refusal.Code.class)
  void everyRefusalHasWordsInBothLanguages(Refusal.Code code) {
    Refusal refusal = Refusal.of(code, "a", "b", "c");
    assertTrue(refusal.chinese().contains("请"));
    assertFalse(refusal.english().isBlank());
    assertFalse((refusal.chinese() + refusal.english()).contains("{"));
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void everyFlawHasWordsInBothLanguages(Flaw flaw) {
    assertFalse(flaw.chinese(EARLIER).isBlank());
    assertFalse(flaw.english(EARLIER).isBlank());
  }

  @Test
  void noFullNumberLiesOpenInTheDatabaseFile() throws Exception {
    var lines = new ArrayList<>(People.lines(500));
    for (int n = 0; n < 4; n++) {
      String number = People.number(n);
      String home =
          List.of(number + "01", number.substring(0, 17) + "X01", number + number, "H-" + number)
              .get(n);
      lines.set(n, "王芳," + number + "," + home + "\n");
    }
    lines.set(4, "王芳," + People.number(4) + ",USA110199195012\n");
    assertEquals(500, taken(Kind.PERSON, file(People.HEADINGS + String.join("", lines))).kept());
    assertEquals(
        1,
        count("registry_person WHERE household = '" + vault.lookup(People.number(0) + "01") + "'"));
    database.close();
    for (String name : List.of("district.db", "district.db-wal")) {
      Path file = folder.resolve(name);
      if (!Files.exists(file)) continue;
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertFalse(bytes.contains("1101991950"), name);
    }
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
}
