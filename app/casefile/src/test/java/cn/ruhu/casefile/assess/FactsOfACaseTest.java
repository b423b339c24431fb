package cn.ruhu.casefile.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.assess.PropertyTest.Result;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.Household;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the means test reads from a case: the four layers of a value (DOMAIN §5.0), what was not
/// stated, and figures nobody can mean.
class FactsOfACaseTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 5, 6);
  private final Household home = new Household("2020-08-03");

  private Household one() {
    return home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
  }

  private Assessment judged() {
    return MeansTest.of(home.file(), Column.ADOPTED, TODAY);
  }

  private PropertyTest property(String kind) {
    return judged().property().stream()
        .filter(p -> p.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRulingOnMoneyWinsOverTheAnswerOfTheVisit() {
    one();
    home.visited(Map.of("P02", "6000000"));
    UUID item = home.item(0, "ASSET", "P02", Map.of("declared", "1000000"));
    assertEquals(Ratio.of(6_000_000), judged().facts().property().money().get("P02"));
    home.put(home.file().record(item).orElseThrow().with("adopted", "3000000"));
    assertEquals(Ratio.of(3_000_000), judged().facts().property().money().get("P02"));
  }

  @Test
  void theRulingOnVehiclesWinsOverTheAnswerOfTheVisit() {
    one();
    home.visited(Map.of("P08", "1"));
    UUID item = home.item(0, "ASSET", "P08", Map.of("declared", "0"));
    assertEquals(Result.FAIL, property("VEHICLE").result());
    home.put(home.file().record(item).orElseThrow().with("adopted", "0"));
    assertEquals(Result.PASS, property("VEHICLE").result());
  }

  @ParameterizedTest
  @CsvSource({
    // verified, registry, adopted, answered; - is nothing
    "0, 1, -, -, FAIL",
    "1, 0, -, -, FAIL",
    "0, 0, -, -, PASS",
    "-, 1, -, 0, FAIL",
    "-, 1, 0, 1, PASS",
    "0, 0, 1, 0, FAIL",
    "-, -, -, -, PASS",
  })
  void farmMachinesAreTheLargerOfVerifiedAndRegistryUnlessRuled(
      String verified, String registry, String adopted, String answered, Result result) {
    one();
    if (!answered.equals("-")) home.visited(Map.of("P10", answered));
    var fields = new HashMap<>(Map.of("declared", "0"));
    if (!verified.equals("-")) fields.put("verified", verified);
    if (!registry.equals("-")) fields.put("registry", registry);
    if (!adopted.equals("-")) fields.put("adopted", adopted);
    home.item(0, "ASSET", "P10", fields);
    assertEquals(result, property("FARM_MACHINE").result());
  }

  @Test
  void theRulingOnABusinessAndAHouseWinsToo() {
    one();
    home.visited(Map.of("P11", "true", "H19", "true", "H04", "1", "H17", "0"));
    assertEquals(Result.UNKNOWN, property("BUSINESS").result());
    assertEquals(Result.FAIL, property("NON_RESIDENTIAL").result());
    home.item(0, "ASSET", "P11", Map.of("declared", "true", "adopted", "false"));
    home.item(0, "HOUSING", "H19", Map.of("declared", "true", "adopted", "false"));
    assertEquals(Result.PASS, property("BUSINESS").result());
    assertEquals(Result.PASS, property("NON_RESIDENTIAL").result());
    home.item(0, "HOUSING", "H04", Map.of("declared", "1", "adopted", "4"));
    assertEquals(0, judged().facts().property().dwellings().orElseThrow().size());
  }

  @Test
  void theRulingOnMedicalCostWinsOverWhatTheVisitCounted() {
    one();
    home.visited(Map.of("D08@" + Household.member(1), "500000"));
    home.item(
        0, "EXPENSE", "E08", Map.of("basis", "YEARLY", "declared", "900000", "adopted", "300000"));
    assertEquals(Ratio.of(300_000), judged().facts().medicalYear().orElseThrow());
  }

  private static Map<String, String> yearly(String declared, String verified) {
    var fields = new HashMap<>(Map.of("basis", "YEARLY", "declared", declared));
    if (!verified.isEmpty()) fields.put("verified", verified);
    if (!verified.isEmpty()) fields.put("verifiedVisit", Household.visitId().toString());
    return fields;
  }

  private Ratio rigid() {
    return judged().facts().rigidYear().orElseThrow();
  }

  @Test
  void rigidSpendingIsWhatWasRuledElseWhatWasFoundElseWhatWasDeclared() {
    one();
    home.visited(Map.of("D08@" + Household.member(1), "500000"));
    home.item(0, "EXPENSE", "E08", yearly("900000", "500000"));
    home.item(0, "EXPENSE", "E10", yearly("120000", ""));
    home.item(0, "EXPENSE", "E02", yearly("77000", "78000")); // rent is no rigid cost
    assertEquals(Ratio.of(620_000), rigid());
    UUID care = home.item(0, "EXPENSE", "E09", Map.of("basis", "MONTHLY", "declared", "10000"));
    assertEquals(Ratio.of(740_000), rigid());
    home.put(
        home.file()
            .record(care)
            .orElseThrow()
            .with("verified", "110000")
            .with("verifiedBasis", "YEARLY"));
    assertEquals(Ratio.of(730_000), rigid());
    home.put(Rulings.rule(home.file().record(care).orElseThrow(), "60000", new UUID(9, 9)));
    assertEquals(Ratio.of(680_000), rigid(), "ruled by the year, as it was found");
    home.put(home.file().record(care).orElseThrow().with("verified", "130000"));
    assertEquals(Ratio.of(750_000), rigid(), "found otherwise since: the ruling does not stand");
  }

  @Test
  void aVisitSealedBeforeLinesWereWrittenIsReadFromItsAnswers() {
    one();
    home.item(0, "EXPENSE", "E08", yearly("900000", ""));
    home.visited(Map.of("E08", "300000", "E09", "20000"));
    assertEquals(Ratio.of(540_000), rigid());
    Assessment declared = MeansTest.of(home.file(), Column.DECLARED, judged().facts().day());
    assertEquals(Ratio.of(900_000), declared.facts().rigidYear().orElseThrow());
    var at = "2026-11-20T02:00:00Z";
    UUID by = new UUID(9, 9);
    home.put(FactRulings.rule(home.file(), new UUID(9, 8), "E09", "5000", "看过票据", by, at));
    assertEquals(Ratio.of(360_000), rigid(), "what has no line is ruled as an answer");
  }

  @Test
  void moneyIsJudgedWhenEveryKindOfItIsStated() {
    one();
    home.visited(Map.of("P01", "100000"));
    assertEquals(Result.UNKNOWN, property("MONEY").result());
    home.visited(Map.of("P01", "9900000"));
    assertEquals(Result.FAIL, property("MONEY").result(), "more of it cannot help");
    home.visited(Map.of("P01", "100000", "P02", "0", "P03", "0", "P04", "0", "P05", "0"));
    assertEquals(Result.PASS, property("MONEY").result());
  }

  @Test
  void anotherDwellingIsNotTheOnlyOneWhileTheFirstIsNotStated() {
    one();
    home.visited(Map.of("H17", "1"));
    assertEquals(Result.UNKNOWN, property("DWELLING").result());
    home.visited(Map.of("H17", "1", "H04", "4"));
    assertEquals(Result.PASS, property("DWELLING").result());
  }

  @ParameterizedTest
  @ValueSource(strings = {"85000", "999999999999999999", "3000000000"})
  void aFigureNobodyCanMeanEndsNothing(String large) {
    one();
    home.change(1, "rewardYear", large);
    home.visited(Map.of("P08", large, "P10", large, "H17", large, "H04", "1"));
    home.item(0, "ASSET", "P08", Map.of("registry", large));
    home.put(
        Household.make(
            RecordType.SUPPORTER,
            new UUID(8, 1),
            Map.of(
                "relation",
                "20",
                "duty",
                "1",
                "familySize",
                large,
                "dependants",
                large,
                "familyMonthlyFen",
                "100")));
    Assessment a = judged();
    assertEquals(Result.FAIL, property("VEHICLE").result());
    assertEquals(Result.FAIL, property("FARM_MACHINE").result());
    assertTrue(a.trace().size() < 400, "lines of the trace: " + a.trace().size());
  }

  /// 43号 art 8: whoever owed a father support who died owes the applicant none.
  @Test
  void aBrotherWhoOwedTheDeadFatherAloneIsNoSupporterOfTheApplicant() {
    home.member(1, "01", "1950-01-01", Map.of("livingTogether", "1"));
    home.member(2, "51", "1925-01-01", Map.of("livingTogether", "7"));
    home.put(
        Household.make(
            RecordType.SUPPORTER,
            new UUID(8, 1),
            Map.of("relation", "73", "duty", "1", "familySize", "1", "familyMonthlyFen", "50000")));
    Assessment a = judged();
    assertEquals(
        List.of(home.file().members().get(1).id()),
        a.facts().supporters().getFirst().supports(),
        "the father, who does not count");
    assertFalse(reasons(a).contains("SUPPORTER_ABLE"), () -> "" + reasons(a));
    assertFalse(reasons(a).contains("SUPPORTER_UNKNOWN"), () -> "" + reasons(a));
    home.change(2, "livingTogether", "1");
    assertEquals(List.of("SUPPORTER_UNKNOWN"), reasons(judged()), "he lives here and is owed");
  }

  private static List<String> reasons(Assessment a) {
    return a.outcome("TK").orElseThrow().reasons();
  }

  @Test
  void supportersOfUnknownAgeOnlyLeaveTheAmountOpen() {
    one();
    home.change(1, "disabilityGrade", "1");
    home.put(
        Household.make(
            RecordType.SUPPORTER,
            new UUID(8, 1),
            Map.of("relation", "20", "duty", "1", "inability", "4")));
    assertEquals("1170.00", judged().benefit().orElseThrow().yuan());
    home.item(1, "INCOME", "401", Map.of("basis", "MONTHLY", "declared", "200000"));
    assertEquals(true, judged().dibao().orElseThrow(), "2000 less 1170 is below 1170");
    assertTrue(judged().benefit().isEmpty(), "another half of S might come off");
    home.item(1, "INCOME", "401", Map.of("basis", "MONTHLY", "declared", "50000"));
    assertTrue(judged().dibao().isEmpty(), "2500 less 1170 is not, less 1755 is");
  }
}
