package cn.ruhu.casefile.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.Household;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Declaration, visit and registry beside each other.
class ComparisonTest {
  private static final UUID M1 = Household.member(1);
  private final Household home =
      new Household("2022-03-01")
          .member(1, "01", "1980-01-01", Map.of("livingTogether", "1", "labour", "3"));

  private FactRow row(String key) {
    return Comparison.of(home.file()).row(key).orElseThrow();
  }

  private UUID wage(String declared, String verified, String registry) {
    return home.item(
        1,
        "INCOME",
        "101",
        Map.of("declared", declared, "verified", verified, "registry", registry));
  }

  @Test
  void anAnswerAboutAMemberStandsBesideWhatWasDeclared() {
    home.visited(Map.of("M16@" + M1, "1", "M10@" + M1, "1"));
    FactRow labour = row("M16@" + M1);
    assertEquals(
        List.of("3", "1", ""), List.of(labour.declared(), labour.visited(), labour.registry()));
    assertEquals(Difference.Kind.OTHER, labour.difference().kind());
    assertEquals("1", labour.adopted());
    assertEquals(Difference.Kind.EQUAL, row("M10@" + M1).difference().kind());
    assertTrue(labour.adoptable());
  }

  /// DOMAIN §5.0: the adopted value stands beside the three others, is dated, and does not outlive
  /// what it was made on.
  @Test
  void aFactThatIsNoItemIsRuledOnAndTheRulingEndsWithWhatItWasMadeOn() {
    home.visited(Map.of("M10@" + M1, "1", "H02", "北下关街道2号"));
    for (String key : List.of("M10@" + M1, "H02")) {
      String other = key.equals("H02") ? "北下关街道1号" : "3";
      home.put(
          FactRulings.rule(
              home.file(),
              new UUID(44, key.hashCode()),
              key,
              other,
              "合同",
              new UUID(9, 2),
              "2022-03-09T01:00:00Z"));
      FactRow row = row(key);
      assertTrue(row.ruled(), key);
      assertEquals(other, row.adopted());
      assertNotEquals(other, row.visited());
      assertEquals("合同", row.reason());
      assertEquals("", row.lapsed());
    }
    assertEquals("3", FactRulings.answers(home.file()).byPath().get("M10@" + M1));
    home.visited(Map.of("M10@" + M1, "5", "H02", "北下关街道2号"));
    FactRow later = row("M10@" + M1);
    assertFalse(later.ruled());
    assertEquals(List.of("5", "3"), List.of(later.adopted(), later.lapsed()));
    assertEquals(
        List.of("M10@" + M1),
        FactRulings.lapsed(home.file()).stream().map(r -> r.fact().text("subject")).toList());
    assertTrue(row("H02").ruled(), "nothing of the address has changed");
    home.put(
        FactRulings.rule(
            home.file(), new UUID(44, 9), "H02", "", "收回", new UUID(9, 2), "2022-03-10T01:00:00Z"));
    assertFalse(row("H02").ruled(), "taken back");
  }

  @Test
  void howManyCountIsWhatTheRulingsOnMembersMakeIt() {
    home.visited(Map.of("M10@" + M1, "1"));
    FactRow before = row("N");
    assertFalse(before.adoptable());
    home.put(
        FactRulings.rule(
            home.file(),
            new UUID(44, 1),
            "M10@" + M1,
            "7",
            "死亡证明",
            new UUID(9, 2),
            "2022-03-09T01:00:00Z"));
    FactRow after = row("N");
    assertEquals(before.visited(), after.visited(), "what was found stays");
    assertEquals(
        Integer.parseInt(before.adopted()) - 1, Integer.parseInt(after.adopted()), "it counts");
  }

  @Test
  void fivePercentIsNoDifferenceAndABitMoreIs() {
    UUID id = wage("100000", "105000", "");
    assertEquals(Difference.Kind.WITHIN, row("ITEM:" + id).difference().kind());
    home.put(home.file().record(id).orElseThrow().with("verified", "105001"));
    Difference more = row("ITEM:" + id).difference();
    assertEquals(new Difference(Difference.Kind.MORE, 5001, OptionalInt.of(5)), more);
    home.put(home.file().record(id).orElseThrow().with("verified", "94999"));
    assertEquals(Difference.Kind.LESS, row("ITEM:" + id).difference().kind());
  }

  @Test
  void theFartherOfVisitAndRegistryCounts() {
    UUID id = wage("100000", "120000", "230000");
    FactRow row = row("ITEM:" + id);
    assertEquals(130000, row.difference().amount());
    assertEquals("230000", row.adopted());
    assertFalse(row.ruled());
  }

  @Test
  void whatIsSpentIsComparedLineByLineWithItsBills() {
    UUID visit = Household.visitId();
    UUID medicine =
        home.item(
            0,
            "EXPENSE",
            "E08",
            Map.of(
                "basis", "MONTHLY",
                "declared", "10000",
                "verified", "150001",
                "verifiedBasis", "YEARLY",
                "verifiedVisit", visit.toString()));
    UUID bill = new UUID(7, 1);
    home.visited(Map.of("E08", "150001"));
    home.put(Household.make(RecordType.PAGE, bill, Map.of("slot", "D09", "path", "E08P")));
    home.put(
        Household.make(RecordType.PAGE, new UUID(7, 2), Map.of("slot", "D13", "path", "E10P")));
    FactRow row = row("ITEM:" + medicine);
    assertTrue(row.byYear(), "held against each other by the year");
    assertEquals(
        List.of("120000", "150001", "150001"),
        List.of(row.declared(), row.visited(), row.adopted()));
    assertEquals(30_001, row.difference().amount());
    assertEquals(List.of(bill), row.evidence());
    assertEquals("E08", row.path());
  }

  @Test
  void aVisitThatWroteNoLinesOfSpendingIsComparedByItsAnswers() {
    UUID school = home.item(0, "EXPENSE", "E10", Map.of("basis", "YEARLY", "declared", "120000"));
    home.visited(Map.of("E10", "60000", "E08", "30000"));
    assertEquals("60000", row("ITEM:" + school).visited());
    assertEquals("60000", row("ITEM:" + school).adopted());
    assertEquals(Difference.Kind.UNDECLARED, row("E08").difference().kind());
  }

  @Test
  void aRulingIsShownWithItsReason() {
    UUID id = wage("100000", "120000", "");
    var item = home.file().record(id).orElseThrow();
    home.put(item.with("adopted", "110000").with("adoptReason", "社保记录"));
    FactRow row = row("ITEM:" + id);
    assertTrue(row.ruled() && row.adoptable());
    assertEquals("110000", row.adopted());
    assertEquals("社保记录", row.reason());
  }

  @Test
  void whatTheVisitFoundWithoutADeclarationIsUndeclared() {
    home.visited(Map.of("P02", "1500000", "P08", "0", "H04", "4"));
    assertEquals(Difference.Kind.UNDECLARED, row("P02").difference().kind());
    assertFalse(row("P08").difference().matters());
    assertEquals(Difference.Kind.NOT_COMPARED, row("H04").difference().kind());
  }

  @Test
  void whatNobodyLookedAtIsNotADifference() {
    UUID id = wage("100000", "", "");
    assertEquals(Difference.Kind.NOT_COMPARED, row("ITEM:" + id).difference().kind());
    assertEquals("100000", row("ITEM:" + id).adopted());
    assertEquals(List.of(), Comparison.of(home.file()).differences());
  }

  @Test
  void severalChoicesCompareWhateverTheirOrder() {
    home.change(1, "health", "20,60").visited(Map.of("M15@" + M1, "60 20"));
    assertEquals(Difference.Kind.EQUAL, row("M15@" + M1).difference().kind());
    home.visited(Map.of("M15@" + M1, "20"));
    assertEquals(Difference.Kind.OTHER, row("M15@" + M1).difference().kind());
  }

  @Test
  void anotherAddressThanDeclaredIsADifference() {
    var app = home.file().application().orElseThrow();
    home.put(app.with("residenceAddress", "大慧寺路12号"));
    home.visited(Map.of("H01", "1"));
    assertEquals(Difference.Kind.EQUAL, row("H02").difference().kind());
    home.visited(Map.of("H01", "2", "H02", "学院南路8号"));
    assertEquals(Difference.Kind.OTHER, row("H02").difference().kind());
  }

  @Test
  void papersAndPhotosOfTheFactAreItsEvidence() {
    UUID id = wage("100000", "", "");
    page(51, Map.of("slot", "D06", "member", M1.toString()));
    page(52, Map.of("slot", "D06", "member", Household.member(2).toString()));
    page(53, Map.of("slot", "D19", "path", "I01@" + M1));
    page(54, Map.of("slot", "D18"));
    assertEquals(List.of(uuid(51), uuid(53)), row("ITEM:" + id).evidence());
  }

  private static UUID uuid(int n) {
    return new UUID(5, n);
  }

  private void page(int n, Map<String, String> fields) {
    home.put(Household.make(RecordType.PAGE, uuid(n), fields).with("file", "f" + n));
  }

  @Test
  void theHistoryOfAQuestionIsToldVisitByVisit() {
    home.visited(Map.of("M16@" + M1, "1"));
    assertEquals(
        List.of(new Comparison.Said(Household.visitId(), "1")),
        Comparison.history(home.file(), "M16@" + M1));
  }

  @Test
  void differencesAreListedAcrossTopics() {
    wage("100000", "200000", "");
    home.visited(Map.of("M16@" + M1, "1", "P02", "5"));
    assertEquals(3, Comparison.of(home.file()).differences().size());
  }

  private void linked(Map<String, String> told) {
    home.put(
        Household.make(RecordType.LINK, uuid(70), told)
            .with("state", "LINKED")
            .with("importedOn", "2026-11-01")
            .with("person", home.file().record(M1).orElseThrow().text("person")));
  }

  private void person(String name, String number) {
    var person = home.file().personOf(home.file().record(M1).orElseThrow()).orElseThrow();
    home.put(person.with("name", name).with("idNumber", number));
  }

  @Test
  void aLinkedRowOfTheRegistryFillsItsColumnWithSourceAndDay() {
    person("\u738b\u82b3", "110199195203070013");
    home.change(1, "benefits", "07");
    linked(
        Map.of(
            "name", "\u738b\u65b9",
            "number", "110199195203070013",
            "benefits", "07,2020-01-01,,;02,2025-01-01,,"));
    FactRow name = row("NAME@" + M1);
    assertEquals("\u738b\u65b9", name.registry());
    assertEquals(Difference.Kind.OTHER, name.difference().kind());
    assertTrue(name.notes().getFirst().words().endsWith("2026-11-01"));
    FactRow benefits = row("BENEFITS@" + M1);
    assertEquals("02,07", benefits.registry());
    assertEquals(Difference.Kind.OTHER, benefits.difference().kind());
    assertTrue(Comparison.of(home.file()).row("NUMBER@" + M1).isEmpty(), "it is the same");
  }

  @Test
  void aDeathTheRegistryEnteredMattersUntilTheVisitSaysTheSame() {
    person("\u738b\u82b3", "110199195203070013");
    linked(Map.of("name", "\u738b\u82b3", "number", "110199195203070013", "died", "2026-10-02"));
    assertEquals(Difference.Kind.UNDECLARED, row("M12@" + M1).difference().kind());
    home.visited(Map.of("M12@" + M1, "1"));
    assertTrue(row("M12@" + M1).difference().matters());
    home.visited(Map.of("M12@" + M1, "6"));
    assertEquals(Difference.Kind.EQUAL, row("M12@" + M1).difference().kind());
  }

  @Test
  void aPairThatWasPartedSaysNothing() {
    person("\u738b\u82b3", "110199195203070013");
    linked(Map.of("name", "\u738b\u65b9", "number", "110199195203070013"));
    home.put(home.file().record(uuid(70)).orElseThrow().with("state", "APART"));
    assertTrue(Comparison.of(home.file()).row("NAME@" + M1).isEmpty());
  }

  @Test
  void whatSupportersSaidStandsBesideWhatWasDeclared() {
    UUID son = uuid(80);
    home.put(
        Household.make(
            RecordType.SUPPORTER,
            son,
            Map.of("name", "王强", "familyMonthlyFen", "920000", "paidMonthlyFen", "50000")));
    home.visited(Map.of("F10@" + son, "0", "F06@" + son, "900000"));
    FactRow paid = row("F10@" + son);
    assertEquals(List.of("50000", "0"), List.of(paid.declared(), paid.visited()));
    assertEquals(Difference.Kind.LESS, paid.difference().kind());
    assertEquals("王强", paid.label());
    assertEquals(Difference.Kind.WITHIN, row("F06@" + son).difference().kind());
    assertEquals(
        List.of(Topic.SUPPORTERS),
        Comparison.of(home.file()).groups().stream()
            .filter(g -> g.rows().contains(paid))
            .map(Comparison.Group::topic)
            .toList());
  }

  @Test
  void aPaperPhotographedAtALineOfIncomeProvesTheLine() {
    UUID id = wage("100000", "", "");
    page(51, Map.of("slot", "D06", "member", M1.toString(), "path", "I08@" + M1 + "#1"));
    page(52, Map.of("slot", "D19", "path", "I08@" + M1 + "#1"));
    page(53, Map.of("slot", "D19", "path", "I08@" + Household.member(2) + "#1"));
    assertEquals(List.of(uuid(51), uuid(52)), row("ITEM:" + id).evidence());
  }

  /// A review's form is shorter: what it does not ask cannot be ruled on again.
  @Test
  void aRulingOnWhatNobodyDeclaredOrAsksAnyMoreHoldsNothingUp() {
    home.visited(Map.of("H06", "1", "M15@" + M1, "0"));
    for (String key : List.of("H06", "M15@" + M1))
      home.put(
          FactRulings.rule(
              home.file(),
              new UUID(44, key.hashCode()),
              key,
              key.equals("H06") ? "2" : "9,1",
              "房产证",
              new UUID(9, 2),
              "2022-03-09T01:00:00Z"));
    home.visited(Map.of("H06", "3", "M15@" + M1, "1 2"));
    assertEquals(2, FactRulings.lapsed(home.file()).size());
    home.visited(Map.of("H06", "3", "M15@" + M1, "1 9"));
    assertEquals(
        List.of("H06"),
        FactRulings.lapsed(home.file()).stream().map(r -> r.fact().text("subject")).toList(),
        "the same codes in another order were found");
    home.visited(Map.of("M15@" + M1, "1 9"));
    assertEquals(List.of(), FactRulings.lapsed(home.file()), "no row is left to rule on");
  }
}
