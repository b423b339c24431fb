package cn.ruhu.casefile.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeRulesTest {
  private static String problems(CaseFile file, ChangeDraft draft) {
    return ChangeRules.check(file, draft, Home.TODAY).stream()
        .map(p -> (p.field() + " " + p.code() + " " + String.join(" ", p.args())).strip())
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // what is impossible
        "DEATH | member=BOY happenedOn=2026-11-24 | happenedOn DATE_FUTURE",
        "DEATH | member=BOY happenedOn=2012-03-02 | happenedOn DATE_BEFORE_BIRTH 2012-03-03",
        "DEATH | member=STRANGER happenedOn=2026-11-20 | member NOT_A_MEMBER",
        "DEATH | happenedOn=2026-11-20 | member REQUIRED_FIELD",
        "DEATH | member=FATHER happenedOn=2026-11-20 | successor REQUIRED_SUCCESSOR",
        "DEATH | member=FATHER happenedOn=2026-11-20 successor=FATHER | successor SUCCESSOR_LEAVES",
        "DEATH | member=FATHER happenedOn=2026-11-20 successor=STRANGER"
            + " | successor SUCCESSOR_NOT_A_MEMBER",
        "BIRTH | personName=张小宝 happenedOn=2012-03-03 personSex=1 relation=20"
            + " | personName ALREADY_MEMBER 张小宝; happenedOn NEWBORN_TOO_OLD",
        "BIRTH | personName=张小妹 happenedOn=2025-11-22 personSex=2 relation=30"
            + " | happenedOn NEWBORN_TOO_OLD",
        "BIRTH | personName=张小妹 happenedOn=2026-11-01 personSex=7 relation=30"
            + " | personSex SEX_UNKNOWN",
        "BIRTH | personName=张小妹 happenedOn=2026-11-01 personSex=2 relation=04"
            + " | relation RELATION_UNKNOWN",
        "MARRIED_IN | personName=李秀英 personNumber=110199197202020021 relation=10"
            + " happenedOn=2026-11-01 | personNumber ALREADY_MEMBER 李秀英",
        "MARRIED_IN | personName=王芳 personNumber=110199197202020022 relation=38"
            + " happenedOn=2026-11-01 | personNumber ID_CHECK_DIGIT",
        "INCOME | member=FATHER happenedOn=2026-11-01 newFen=一千二 newText=保安"
            + " | newFen AMOUNT_NOT_DIGITS",
        "INCOME | member=FATHER happenedOn=2026-11-01 newFen=-5 newText=保安"
            + " | newFen AMOUNT_NEGATIVE",
        "BANK | bankName=工商银行 bankHolder=张建国 bankAccount=622202020011223"
            + " | bankAccount ACCOUNT_LENGTH 15",
        "BANK | bankName=工商银行 bankHolder=张建国 bankAccount=6222020200112233442"
            + " | bankAccount ACCOUNT_CHECK 19",
        "BANK | bankName=工商银行 bankHolder=张建国 bankAccount=6222020200112233446"
            + " | bankAccount SAME_AS_BEFORE",
        "BANK | bankName=工商银行 bankHolder=赵六 bankAccount=4111111111111111"
            + " | note REQUIRED_HOLDER",
        "PHONE | newText=1391001_2345 | -",
        "PHONE | newText=13810012345 | newText SAME_AS_BEFORE",
        "PHONE | newText=没有 | newText PHONE_WRONG",
        "STREET | newStreet=110108007 newText=某路1号 happenedOn=2026-11-01"
            + " | newStreet STREET_SAME",
        "ADDRESS | - | newText ADDRESS_NONE",
        "EXIT | note=找到工作，不再需要 | evidence PAPER_FIRST D01",
        "EXIT | evidence=D01 | note REQUIRED_WORD",
        "HEAD | successor=FATHER note=外出务工 | successor SUCCESSOR_STANDS_ALREADY",
        // what is taken
        "DEATH | member=FATHER happenedOn=2026-11-20 successor=MOTHER | -",
        "DEATH | member=BOY happenedOn=2026-11-23 | -",
        "BIRTH | personName=张小妹 happenedOn=2025-11-23 personSex=2 relation=30 | -",
        "MOVED_OUT | member=BOY happenedOn=2026-09-01 newText=随外祖父母 | -",
        "HEAD | successor=MOTHER note=外出务工 | -",
        "INCOME | member=FATHER happenedOn=2026-11-01 newFen=1,200 newText=保安 | -",
        "PROPERTY | newText=卖出旧车 happenedOn=2026-11-01 | -",
        "HEALTH | member=MOTHER newText=尿毒症 happenedOn=2026-10-01 | -",
        "ADDRESS | newDelivery=大慧寺社区居委会转 | -",
        "STREET | newStreet=110108001 newText=某路1号 happenedOn=2026-11-01 | -",
        "PHONE | newText=010-88886666 | -",
        "BANK | bankName=工商银行 bankHolder=李秀英 bankAccount=4111_1111_1111_1111 | -",
        "EXIT | note=找到工作，不再需要 evidence=D01 | -",
        "OTHER | newText=借住亲戚家 | -",
      })
  void whatIsImpossibleIsSaidBesideItsField(
      String kind,
      @org.jspecify.annotations.Nullable String typed,
      @org.jspecify.annotations.Nullable String wrong) {
    String words = typed == null ? "" : typed;
    assertEquals(
        wrong == null ? "" : wrong, problems(Home.file("IN_BENEFIT"), Home.draft(kind, words)));
  }

  @Test
  void whoLivesAloneNamesNoSuccessorAndNobodyIsLeft() {
    CaseFile alone =
        Home.file("IN_BENEFIT")
            .with(
                List.of(Home.MOTHER, Home.BOY).stream()
                    .map(id ->
                        cn.ruhu.casefile.record.RecordChange.delete(
                            Home.file("IN_BENEFIT").record(id).orElseThrow()))
                    .toList());
    var draft = Home.draft("DEATH", "member=FATHER happenedOn=2026-11-20");
    assertEquals("", problems(alone, draft));
    assertTrue(
        ChangeRules.nobodyLeft(alone, draft.report(alone, Home.REPORT, "1", Home.CLERK, Home.NOW)));
    CaseFile three = Home.file("IN_BENEFIT");
    assertFalse(
        ChangeRules.nobodyLeft(three, draft.report(three, Home.REPORT, "1", Home.CLERK, Home.NOW)));
  }

  @Test
  void theSameNewsIsNotTakenTwiceWhileItWaits() {
    CaseFile file = Home.file("IN_BENEFIT");
    String death = "member=BOY happenedOn=2026-11-20";
    CaseFile told = Home.file("IN_BENEFIT", List.of(Home.report(file, "DEATH", death)));
    assertEquals("kind REPORTED_ALREADY 变2026-1", problems(told, Home.draft("DEATH", death)));
    assertEquals("", problems(told, Home.draft("DEATH", "member=MOTHER happenedOn=2026-11-20")));
    CaseFile back =
        Home.file(
            "IN_BENEFIT", List.of(Home.report(file, "DEATH", death).with("state", "TAKEN_BACK")));
    assertEquals("", problems(back, Home.draft("DEATH", death)));
  }

  @Test
  void aNumberSaysWhoTheNewcomerIs() {
    CaseFile file = Home.file("IN_BENEFIT");
    var report =
        Home.report(file, "BIRTH", "personName=张小妹 personNumber=110199202611010020 relation=30");
    assertEquals("2026-11-01", report.text("happenedOn"));
    assertEquals("2", report.text("personSex"));
    assertEquals(
        "happenedOn BIRTH_NOT_IN_NUMBER 2026-11-01",
        problems(
            file,
            Home.draft(
                "BIRTH",
                "personName=张小妹 personNumber=110199202611010020 relation=30"
                    + " happenedOn=2026-11-02")));
  }

  @Test
  void aReportHoldsWhatStoodBefore() {
    CaseFile file = Home.file("IN_BENEFIT");
    assertEquals("13810012345", Home.report(file, "PHONE", "newText=13900001111").text("oldText"));
    var bank =
        Home.report(file, "BANK", "bankName=农业银行 bankHolder=张建国 bankAccount=4111_1111_1111_1111");
    assertEquals("工商银行 张建国 6222020200112233446", bank.text("oldBank"));
    assertEquals("4111111111111111", bank.text("bankAccount"));
    var income =
        Home.report(file, "INCOME", "member=FATHER happenedOn=2026-11-01 newFen=1,200 newText=保安");
    assertEquals(
        "200000", income.text("oldFen"), "what the visit found stands before the declared");
    assertEquals("120000", income.text("newFen"));
    assertEquals("张建国", income.text("personName"));
    assertEquals(List.of("D06"), ChangeRules.missing(income));
  }

  @ParameterizedTest
  @EnumSource(ChangeKind.class)
  void everyKindIsInItsTableAndAsksForFieldsOfTheRecord(ChangeKind kind) {
    assertTrue(CodeTables.table("changeKind").has(kind.name()));
    kind.changeCode().ifPresent(c -> assertTrue(CodeTables.table("change").has(c), c));
    kind.stopCode().ifPresent(c -> assertTrue(CodeTables.table("stop").has(c), c));
    for (Asked a : kind.asked())
      assertTrue(RecordType.CHANGE_REPORT.field(a.field()).isPresent(), a.field());
    for (String paper : kind.papers()) assertTrue(CodeTables.table("docType").has(paper), paper);
    assertEquals(
        kind.effect() == Effect.REVIEW, kind.changeCode().isPresent() && kind != ChangeKind.HEAD);
  }

  @Test
  void whatIsTakenIsAShapeThatMayBeKept() {
    CaseFile file = Home.file("IN_BENEFIT");
    for (String[] one :
        new String[][] {
          {"DEATH", "member=FATHER happenedOn=2026-11-20 successor=MOTHER evidence=D16"},
          {"BIRTH", "personName=张小妹 happenedOn=2026-11-01 personSex=2 relation=30"},
          {"INCOME", "member=FATHER happenedOn=2026-11-01 newFen=1200 newText=保安"},
          {"BANK", "bankName=工商银行 bankHolder=李秀英 bankAccount=4111111111111111"},
        })
      assertEquals(List.of(), Schema.check(Home.report(file, one[0], one[1]), Home.TODAY), one[0]);
    assertEquals(14, CodeTables.table("changeKind").entries().size());
    assertEquals(14, ChangeKind.values().length);
  }
}
