package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// DOMAIN §5.7 examples 1 to 3 and the strictness around them.
class IncomeTest {
  private final Household home = new Household("2018-03-01");

  private Household people(int n) {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    for (int i = 2; i <= n; i++) home.member(i, "20", "2012-01-01", Map.of("livingTogether", "1"));
    return home;
  }

  private void monthly(int member, String code, long fen) {
    home.item(member, "INCOME", code, Map.of("basis", "MONTHLY", "declared", Long.toString(fen)));
  }

  @Test
  void example1AWageOf1800ForThreeIs600EachAndBelow900() {
    people(3);
    monthly(1, "101", 180_000);
    Income income = Income.of(home.file(), Column.DECLARED);
    assertEquals(Ratio.of(60_000), income.perCapitaMonthly().orElseThrow());
    assertTrue(income.below(Fen.ofYuan(900)));
  }

  @Test
  void example2ExactlyTheStandardIsNotBelowIt() {
    people(2);
    monthly(1, "401", 110_000);
    monthly(2, "401", 90_000);
    Income income = Income.of(home.file(), Column.DECLARED);
    assertEquals("1000.00", income.perCapitaMonthly().orElseThrow().fenAsYuan());
    assertFalse(income.below(Fen.ofYuan(1000)));
    assertTrue(income.below(Fen.ofYuan(2000)));
    assertTrue(income.below(new Fen(100_001)));
  }

  @Test
  void example3WhatPrintsAsTheStandardMayStillBeBelowIt() {
    people(3);
    home.item(1, "INCOME", "201", Map.of("basis", "YEARLY", "declared", "4211997"));
    Income income = Income.of(home.file(), Column.DECLARED);
    assertEquals(Ratio.of(1_403_999, 12), income.perCapitaMonthly().orElseThrow());
    assertEquals("1170.00", income.perCapitaMonthly().orElseThrow().fenAsYuan());
    assertTrue(income.below(Fen.ofYuan(1170)));
    home.item(1, "INCOME", "901", Map.of("basis", "YEARLY", "declared", "3"));
    assertFalse(Income.of(home.file(), Column.DECLARED).below(Fen.ofYuan(1170)));
  }

  @Test
  void thePartOfAPensionThatDoesNotCountIsTakenOff() {
    people(1);
    home.item(
        1,
        "INCOME",
        "401",
        Map.of("basis", "MONTHLY", "declared", "90000", "exemptCode", "E06", "exemptFen", "9800"));
    Income income = Income.of(home.file(), Column.DECLARED);
    assertEquals(Ratio.of(80_200), income.perCapitaMonthly().orElseThrow());
    assertEquals(Ratio.of(9_800 * 12L), income.exempt());
  }

  @Test
  void anExemptAmountWithoutItsCodeIsNotTakenOff() {
    people(1);
    home.item(
        1, "INCOME", "401", Map.of("basis", "MONTHLY", "declared", "90000", "exemptFen", "9800"));
    assertEquals(Ratio.ZERO, Income.of(home.file(), Column.DECLARED).exempt());
  }

  @Test
  void basesBecomeAYear() {
    people(1);
    home.item(1, "INCOME", "101", Map.of("basis", "MONTHLY", "declared", "100", "months", "5"));
    home.item(1, "INCOME", "101", Map.of("basis", "MONTHLY", "declared", "7", "months", "40"));
    home.item(
        1,
        "INCOME",
        "102",
        Map.of("basis", "IRREGULAR", "declared", "1200", "monthly", "0,1200,0,0,0,0,0,0,0,0,0,0"));
    home.item(1, "INCOME", "202", Map.of("basis", "YEARLY", "declared", "3000"));
    home.item(1, "INCOME", "409", Map.of("basis", "ONE_OFF", "declared", "10000"));
    home.item(1, "INCOME", "901", Map.of("declared", "1"));
    assertEquals(
        Ratio.of(500 + 84 + 1200 + 3000 + 10_000 + 12),
        Income.of(home.file(), Column.DECLARED).gross());
  }

  @Test
  void contributionsAreStatedAMonthAndNetNeverFallsBelowNothing() {
    people(1);
    home.item(
        1,
        "INCOME",
        "101",
        Map.of("basis", "MONTHLY", "declared", "100", "contributionFen", "250"));
    Income income = Income.of(home.file(), Column.DECLARED);
    assertEquals(Ratio.of(3000), income.contributions());
    assertEquals(Ratio.ZERO, income.net());
  }

  @Test
  void incomeOfPeopleWhoDoNotCountIsLeftOutAndSaidSo() {
    people(1);
    home.member(2, "51", "1945-01-01", Map.of("livingTogether", "5"));
    monthly(2, "401", 500_000);
    Income income = Income.of(home.file(), Column.DECLARED);
    assertEquals(Ratio.ZERO, income.gross());
    assertTrue(income.steps().stream().anyMatch(s -> s.code().equals("ITEM_OF_NOBODY_COUNTED")));
  }

  @Test
  void adoptedIsTheLargerOfVerifiedAndRegistryElseDeclaredElseTheRuling() {
    people(1);
    UUID item =
        home.item(1, "INCOME", "101", Map.of("basis", "YEARLY", "declared", "5", "verified", "7"));
    var record = home.file().record(item).orElseThrow();
    assertEquals(7, Income.value(record, Column.ADOPTED).orElseThrow());
    assertEquals(9, Income.value(record.with("registry", "9"), Column.ADOPTED).orElseThrow());
    assertEquals(3, Income.value(record.with("adopted", "3"), Column.ADOPTED).orElseThrow());
    assertEquals(5, Income.value(record.with("verified", null), Column.ADOPTED).orElseThrow());
    var spent = record.with("kind", "EXPENSE").with("registry", "9");
    assertEquals(7, Income.value(spent, Column.ADOPTED).orElseThrow(), "no registry knows it");
    assertEquals(5, Income.value(spent.with("verified", null), Column.ADOPTED).orElseThrow());
    assertEquals(5, Income.value(record.with("kind", "HOUSING"), Column.ADOPTED).orElseThrow());
  }

  @Test
  void anItemWithoutAValueInTheColumnIsNamedNotTakenAsNothing() {
    people(1);
    monthly(1, "101", 180_000);
    Income verified = Income.of(home.file(), Column.VERIFIED);
    assertEquals(1, verified.unknown().size());
    assertEquals(Ratio.ZERO, verified.gross());
  }

  @Test
  void theTraceReplaysTheResult() {
    people(3);
    monthly(1, "101", 180_000);
    List<Step> steps = Income.of(home.file(), Column.DECLARED).steps();
    assertEquals(
        List.of("COUNTS", "COUNTS", "COUNTS", "ITEM", "NET", "PER_CAPITA"),
        steps.stream().map(Step::code).toList());
    assertEquals(new Step("PER_CAPITA", List.of("2160000", "3"), "60000"), steps.getLast());
  }

  @Test
  void nobodyCountedMeansNoPerCapitaAndNotBelow() {
    Income income = Income.of(home.file(), Column.DECLARED);
    assertTrue(income.perCapitaMonthly().isEmpty());
    assertFalse(income.below(Fen.ofYuan(9000)));
  }

  @Test
  void amountsBeyondALongAreStillExact() {
    people(1);
    for (int i = 0; i < 20; i++) monthly(1, "101", 999_999_999_999L);
    assertEquals(
        Ratio.of(999_999_999_999L).times(240), Income.of(home.file(), Column.DECLARED).gross());
  }

  @Test
  void aShorterWindowTakesContributionsAndIrregularWorkToTheSameYear() {
    people(1);
    home.item(
        1,
        "INCOME",
        "101",
        Map.of("basis", "MONTHLY", "declared", "300000", "contributionFen", "30000"));
    home.item(
        1,
        "INCOME",
        "102",
        Map.of("basis", "IRREGULAR", "declared", "120000", "contributionFen", "1000"));
    home.item(
        1,
        "INCOME",
        "201",
        Map.of("basis", "YEARLY", "declared", "50000", "contributionFen", "100"));
    for (int window : List.of(1, 3, 6, 12)) {
      Income income =
          Income.of(
              home.file(),
              Column.DECLARED,
              RuleSets.forCase(home.file()).withIncomeWindow(window),
              java.util.Optional.empty());
      assertEquals(Ratio.of(3_600_000 + 120_000 + 50_000), income.gross(), "window " + window);
      assertEquals(Ratio.of(360_000 + 12_000 + 1_200), income.contributions(), "window " + window);
    }
  }
}
