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
      for (String spelling : Spellings.of("benefit." + entry.code()))
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
}
