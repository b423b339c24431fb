package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Counted;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
  private static final UUID VISIT = new UUID(1, 300);
  private static final UUID SECOND = new UUID(1, 301);
  private static final UUID THIRD = new UUID(1, 302);

  private static List<RecordChange> found(String code, String value, String... declared) {
    var records = new ArrayList<>(List.of(Household.records(1)));
    UUID[] ids = {SECOND, THIRD};
    for (int i = 0; i < declared.length; i++)
      records.add(
          Household.of(
              RecordType.ITEM,
              ids[i],
              Map.of(
                  "kind", "ASSET", "code", code, "declared", declared[i], "order", "" + (10 + i))));
    return Findings.of(
        CaseFile.of(records),
        new TreeMap<>(Map.of(code, value)),
        VISIT,
        () -> {
          throw new AssertionError("nothing is new");
        });
  }

  private static String verified(List<RecordChange> changes, UUID item) {
    return changes.stream()
        .filter(c -> c.id().equals(item))
        .map(c -> Objects.requireNonNull(c.fields().get("verified")).after())
        .findFirst()
        .orElse("");
  }

  /// 1,200 yuan and 800 yuan are declared in two accounts.
  @ParameterizedTest
  @CsvSource({
    "200000, 120000, 80000",
    "250000, 120000, 130000",
    "150000, 120000, 30000",
    "100000, 100000, 0",
    "0, 0, 0"
  })
  void accountsOfOneSumAreTogetherWhatWasFound(String sum, String first, String second) {
    var changes = found("P02", sum, "80000");
    assertEquals(first, verified(changes, Household.SAVINGS));
    assertEquals(second, verified(changes, SECOND));
  }

  @Test
  void oneLineIsWhatWasFound() {
    assertEquals("90000", verified(found("P02", "90000"), Household.SAVINGS));
  }

  @Test
  void whatIsSpentIsFoundInTheLinesItWasDeclaredIn() {
    var records = new ArrayList<>(List.of(Household.records(1)));
    records.add(spent(SECOND, "E08", "MONTHLY", "30000"));
    records.add(spent(THIRD, "E10", "YEARLY", "120000"));
    var facts = new TreeMap<>(Map.of("E08", "400001", "E10", "120000", "E09", "5000"));
    facts.putAll(Map.of("E02", "0", "E07", ""));
    UUID fresh = new UUID(1, 303);
    var changes = Findings.of(CaseFile.of(records), facts, VISIT, () -> fresh);
    assertEquals("400001", verified(changes, SECOND));
    assertEquals("120000", verified(changes, THIRD));
    assertEquals("5000", verified(changes, fresh), "nobody had declared it");
    var after = CaseFile.of(records).with(changes);
    CaseRecord medicine = after.record(SECOND).orElseThrow();
    assertEquals("YEARLY", medicine.text("verifiedBasis"), "no whole fen a month");
    assertEquals(VISIT.toString(), medicine.text("verifiedVisit"));
    CaseRecord care = after.record(fresh).orElseThrow();
    assertEquals(
        List.of("EXPENSE", "E09", "MONTHLY"),
        List.of(care.text("kind"), care.text("code"), care.text("basis")));
    assertEquals(3, changes.size(), changes::toString);
  }

  private static CaseRecord spent(UUID id, String code, String basis, String declared) {
    return Household.of(
        RecordType.ITEM,
        id,
        Map.of("kind", "EXPENSE", "code", code, "basis", basis, "declared", declared));
  }

  @Test
  void wordsAreNoFigures() {
    var changes = found("P06", "5000", "借给亲戚", "700");
    assertEquals("5000", verified(changes, SECOND));
    assertEquals("", verified(changes, THIRD));
  }

  /// Answers of one earner's lines: `code label I03 I04`, months 12.
  private static TreeMap<String, String> lines(String... lines) {
    String at = Household.at(1);
    var facts = new TreeMap<>(Map.of("I00" + at, Boolean.toString(lines.length > 0)));
    for (int n = 1; n <= lines.length; n++) {
      String[] line = lines[n - 1].split(" ", 4);
      String here = at + "#" + n;
      facts.put("I01" + here, line[0]);
      facts.put("I02" + here, line[1]);
      facts.put("I03" + here, line[2]);
      facts.put("I04" + here, line[3]);
      if (line[2].equals("1")) facts.put("I05" + here, "12");
      facts.put("I07" + here, "1");
    }
    return facts;
  }

  /// The case after a visit with these answers.
  private static CaseFile after(CaseFile file, UUID visit, TreeMap<String, String> facts) {
    var next = new AtomicLong(600 + file.records().size());
    return file.with(Findings.of(file, facts, visit, () -> new UUID(1, next.getAndIncrement())));
  }

  private static CaseRecord pension(String field, String fen) {
    return Household.of(
        RecordType.ITEM,
        SECOND,
        Map.of(
            "member",
            Household.member(1).toString(),
            "kind",
            "INCOME",
            "code",
            "401",
            "basis",
            "MONTHLY",
            field,
            fen));
  }

  private static String year(CaseFile file) {
    return Income.of(file, Column.ADOPTED).net().fenAsExactYuan();
  }

  private static CaseFile household(CaseRecord... more) {
    var records = new ArrayList<>(List.of(Household.records(1)));
    records.addAll(List.of(more));
    return CaseFile.of(records);
  }

  @Test
  void whatTheVisitBeforeFoundIsNotFoundTwice() {
    var facts = lines("102 工地零工 1 300000", "401 养老金 1 200000");
    CaseFile once = after(household(), VISIT, facts);
    assertEquals("60000.00", year(once));
    CaseFile twice = after(once, SECOND, facts);
    assertEquals("60000.00", year(twice));
    assertEquals(once.items().size(), twice.items().size());
    CaseFile less = after(twice, SECOND, lines("102 工地零工 1 300000", "401 养老金 1 150000"));
    assertEquals("54000.00", year(less));
  }

  @Test
  void whatTheRegistryFoundIsTheSameIncomeAtTheDoor() {
    CaseFile known = household(pension("registry", "200000"));
    CaseFile then = after(known, VISIT, lines("102 工地零工 1 300000", "401 养老金 1 200000"));
    assertEquals("60000.00", year(then));
    assertEquals("200000", then.record(SECOND).orElseThrow().text("verified"));
  }

  @Test
  void undeclaredIncomeThatIsGoneIsGone() {
    CaseFile once = after(household(), VISIT, lines("102 工地零工 1 300000", "401 养老金 1 200000"));
    assertEquals("36000.00", year(after(once, SECOND, lines("102 工地零工 1 300000"))));
  }

  @Test
  void whatOnlyTheRegistrySaysIsNotTakenBackAtTheDoor() {
    CaseFile known = household(pension("registry", "200000"));
    CaseFile then = after(known, VISIT, lines("102 工地零工 1 300000"));
    assertEquals("60000.00", year(then));
    assertEquals("", then.record(SECOND).orElseThrow().text("verified"));
  }

  @Test
  void linesOfOneCodeAreToldApartByAmountAndPayer() {
    CaseFile two = household(pension("declared", "80000"), second("401", "单位乙", "120000"));
    CaseFile then =
        after(two, VISIT, lines("401 单位乙 1 90000", "401 别处 1 80000", "102 工地零工 1 300000"));
    assertEquals("80000", then.record(SECOND).orElseThrow().text("verified"));
    assertEquals("90000", then.record(THIRD).orElseThrow().text("verified"));
  }

  private static CaseRecord second(String code, String label, String declared) {
    return Household.of(
        RecordType.ITEM,
        THIRD,
        Map.of(
            "member",
            Household.member(1).toString(),
            "kind",
            "INCOME",
            "code",
            code,
            "label",
            label,
            "basis",
            "MONTHLY",
            "declared",
            declared));
  }

  /// Worked example 3 of the means test: 42,119.97 a year is below three times 1,170 a month.
  @Test
  void aYearsSumFoundForADeclaredMonthStaysTheYearsSum() {
    CaseFile known = household(second("101", "超市", "351000"));
    CaseFile then = after(known, VISIT, lines("101 超市 3 4211997"));
    assertEquals("42119.97", year(then));
    assertEquals("4211997", then.record(THIRD).orElseThrow().text("verified"));
    assertTrue(Counted.otherwise(then.record(THIRD).orElseThrow()));
    assertEquals("42119.97", year(heard(then, "350000")), "the larger by the year");
    assertEquals("42120.00", year(heard(then, "351000")));
    CaseFile back = after(then, SECOND, lines("101 超市 1 351000"));
    assertEquals("42120.00", year(back));
    assertFalse(Counted.otherwise(back.record(THIRD).orElseThrow()));
  }

  private static CaseFile heard(CaseFile file, String registry) {
    CaseRecord item = file.record(THIRD).orElseThrow();
    return file.with(RecordChange.between(item, item.with("registry", registry)).stream().toList());
  }

  @Test
  void aMonthsSumFoundForADeclaredYearIsCountedByItsMonths() {
    CaseRecord yearly = second("102", "零工", "4000000").with("basis", "YEARLY");
    var facts = lines("102 零工 1 300000");
    facts.put("I05" + Household.at(1) + "#1", "10");
    CaseFile then = after(household(yearly), VISIT, facts);
    assertEquals("30000.00", year(then));
  }

  @ParameterizedTest
  @CsvSource({"117600, 9624.00", "100000, 9800.00", "0, 10800.00", "'', 10800.00"})
  void whatIsExemptOfAnUndeclaredPensionIsNotCounted(String exempt, String net) {
    var facts = lines("401 养老金 1 90000");
    facts.put("I09" + Household.at(1) + "#1", exempt);
    facts.put("I09E" + Household.at(1) + "#1", "E06");
    assertEquals(net, year(after(household(), VISIT, facts)));
  }

  @ParameterizedTest
  @CsvSource({"60000, 10200.00", "'', 10800.00", "0, 10800.00"})
  void whatTheVisitSaysIsExemptStandsForWhatWasDeclaredToBe(String exempt, String net) {
    CaseRecord declared =
        pension("declared", "90000").with("exemptFen", "9800").with("exemptCode", "E06");
    var facts = lines("401 养老金 1 90000");
    facts.put("I09" + Household.at(1) + "#1", exempt);
    facts.put("I09E" + Household.at(1) + "#1", "E06");
    CaseFile then = after(household(declared), VISIT, facts);
    assertEquals(net, year(then));
    assertEquals(
        "9624.00",
        Income.of(household(declared), Column.DECLARED)
            .net()
            .minus(Ratio.of(3_600_000))
            .fenAsExactYuan());
  }

  @Test
  void contributionsFoundAtTheVisitAreTakenOff() {
    var facts = lines("101 超市 1 300000");
    facts.put("I10" + Household.at(1) + "#1", "30000");
    CaseFile once = after(household(), VISIT, facts);
    assertEquals("32400.00", year(once));
    facts.put("I10" + Household.at(1) + "#1", "20000");
    assertEquals("33600.00", year(after(once, SECOND, facts)));
  }
}
