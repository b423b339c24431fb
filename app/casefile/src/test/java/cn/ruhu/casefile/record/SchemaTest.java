package cn.ruhu.casefile.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.tables.CodeTables;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
  private static final LocalDate TODAY = LocalDate.of(2023, 3, 1);

  private static CaseRecord record(RecordType type, Map<String, String> fields) {
    return CaseRecord.of(type, new UUID(0, 5), "110108007", new UUID(0, 1), fields);
  }

  private static CaseRecord person() {
    return record(
        RecordType.PERSON, Map.of("name", "王芳", "idNumber", "110199198101010013", "sex", "2"));
  }

  private static List<String> codes(CaseRecord r) {
    return Schema.check(r, TODAY).stream().map(p -> p.field() + " " + p.code()).toList();
  }

  @Test
  void aGoodPersonHasNoProblem() {
    assertEquals(List.of(), Schema.check(person(), TODAY));
  }

  @ParameterizedTest
  @CsvSource({
    "idNumber, 110199198101010014, ID_CHECK_DIGIT",
    "idNumber, 110199198113010013, ID_BIRTH_IMPOSSIBLE",
    "birthDate, 1980-02-30, DATE_WRONG",
    "birthDate, 2023-03-02, DATE_FUTURE",
    "birthDate, 1580-01-01, DATE_TOO_EARLY",
    "sex, 7, CODE_UNKNOWN",
    "name, '王\n芳', NAME_CHARACTER",
    "name, 王?, NAME_CHARACTER",
    "name, '  ', NAME_EMPTY"
  })
  void oneWrongFieldGivesOneProblemThatNamesIt(String field, String value, String code) {
    List<String> found = codes(person().with(field, value));
    assertTrue(found.contains(field + " " + code), found.toString());
    assertTrue(found.stream().allMatch(p -> p.startsWith(field + " ")), found.toString());
  }

  @Test
  void namesOfSixtyCodePointsAndRareCharactersAreKept() {
    String rare = "𠅤".repeat(59) + "\uE000";
    assertEquals(List.of(), codes(person().with("name", rare)));
    assertEquals(List.of("name NAME_TOO_LONG"), codes(person().with("name", rare + "王")));
    assertEquals(List.of("name NAME_CHARACTER"), codes(person().with("name", "王\uD840")));
    assertEquals(List.of("name NAME_CHARACTER"), codes(person().with("name", "王\uFFFD")));
  }

  @Test
  void amountsAreWholeFenNeitherNegativeNorAbsurd() {
    CaseRecord item =
        record(
                RecordType.ITEM,
                Map.of("kind", "INCOME", "code", "101", "basis", "MONTHLY", "declared", "180000"))
            .with("application", new UUID(0, 1).toString());
    assertEquals(List.of(), codes(item));
    assertEquals(List.of("declared AMOUNT_NEGATIVE"), codes(item.with("declared", "-1")));
    assertEquals(
        List.of("declared AMOUNT_TOO_LARGE"), codes(item.with("declared", "1000000000000")));
    assertEquals(List.of("verified AMOUNT_NOT_DIGITS"), codes(item.with("verified", "1800.00")));
    assertEquals(List.of("monthly MONTHS_NOT_TWELVE"), codes(item.with("monthly", "1,2,3")));
    assertEquals(
        List.of("contributionFen AMOUNT_NEGATIVE"), codes(item.with("contributionFen", "-5")));
    CaseRecord fact = item.with("kind", "FACT").with("basis", "CODE").with("declared", "yes");
    assertEquals(List.of(), codes(fact));
  }

  @Test
  void monthsAndYearsOfADeclarationLieInThePast() {
    CaseRecord line =
        record(RecordType.ITEM, Map.of("kind", "BENEFIT", "code", "05", "basis", "MONTHLY"))
            .with("application", new UUID(0, 1).toString());
    String now = TODAY.toString().substring(0, 7);
    assertEquals(List.of(), codes(line.with("since", now).with("year", "2009")));
    assertEquals(List.of("since MONTH_WRONG"), codes(line.with("since", "2019-13")));
    String next = TODAY.plusMonths(1).toString().substring(0, 7);
    assertEquals(List.of("since MONTH_FUTURE"), codes(line.with("since", next)));
    String later = Integer.toString(TODAY.getYear() + 1);
    for (String year : List.of("19", "1899", "-5", later))
      assertEquals(List.of("year YEAR_WRONG"), codes(line.with("year", year)), year);
  }

  @Test
  void requiredFieldsAreAskedFor() {
    assertEquals(
        List.of("application REQUIRED", "kind REQUIRED", "code REQUIRED"),
        codes(record(RecordType.ITEM, Map.of())));
    assertEquals(List.of("idNumber ID_OR_PENDING"), codes(person().with("idNumber", null)));
    assertEquals(
        List.of(), codes(person().with("idNumber", null).with("idPending", "vouched for")));
  }

  @Test
  void unknownFieldsAreKeptAndSaidSo() {
    List<Problem> found = Schema.check(person().with("nickname", "x"), TODAY);
    assertEquals(List.of(Problem.KEPT), found.stream().map(Problem::code).toList());
    assertFalse(found.getFirst().refuses());
    CaseRecord answers =
        record(RecordType.VISIT_ANSWERS, Map.of("M12@" + new UUID(0, 7), "1", "N05#1", "2"))
            .with("application", new UUID(0, 1).toString())
            .with("visit", new UUID(0, 2).toString());
    assertEquals(List.of(), codes(answers));
    assertEquals(List.of("<b> FIELD_NAME"), codes(answers.with("<b>", "x")));
  }

  @Test
  void refsInstantsFilesAndFlagsHaveOneShape() {
    CaseRecord page =
        record(RecordType.PAGE, Map.of("slot", "D02", "file", "sha256-" + "a".repeat(64)))
            .with("application", new UUID(0, 1).toString());
    assertEquals(List.of(), codes(page));
    assertEquals(List.of("file FILE_WRONG"), codes(page.with("file", "sha256-xyz")));
    assertEquals(List.of("by REF_WRONG"), codes(page.with("by", "1-1-1-1-1")));
    assertEquals(List.of("length INT_NEGATIVE"), codes(page.with("length", "-1")));
    assertEquals(List.of("takenAt INSTANT_WRONG"), codes(page.with("takenAt", "2023-03-01 08:00")));
    CaseRecord app = record(RecordType.APPLICATION, Map.of("street", "110108007"));
    assertEquals(List.of("firstTime BOOL_WRONG"), codes(app.with("firstTime", "yes")));
    assertEquals(List.of(), codes(app.with("schemes", "DB,DS")));
    assertEquals(List.of("schemes CODE_TWICE"), codes(app.with("schemes", "DB,DB")));
    assertEquals(List.of("schemes CODE_UNKNOWN"), codes(app.with("schemes", "DB,XX")));
  }

  @Test
  void problemsNeverRepeatTheValue() {
    CaseRecord bad = person().with("idNumber", "110199198101010014").with("name", "王?芳");
    for (Problem p : Schema.check(bad, TODAY)) {
      assertFalse(p.toString().contains("110199198101010014"), p.toString());
      assertFalse(p.toString().contains("王"), p.toString());
    }
  }

  @Test
  void everyKindOfGateFactHasAnEntryInTheTable() {
    var table = new TreeSet<String>();
    CodeTables.table("gateKind").entries().forEach(e -> table.add(e.code()));
    var kinds = new TreeSet<String>();
    Arrays.stream(GateKind.values()).forEach(k -> kinds.add(k.name()));
    assertEquals(kinds, table);
  }

  @Test
  void everyTableARecordNamesExists() {
    for (RecordType t : RecordType.values())
      for (FieldSpec f : t.fields())
        if (!f.table().isEmpty())
          assertTrue(CodeTables.find(f.table()).isPresent(), t + "." + f.name());
  }
}
