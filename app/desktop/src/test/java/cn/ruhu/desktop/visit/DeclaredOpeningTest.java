package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What stands in the form before anybody asked.
class DeclaredOpeningTest {
  private static final Instant START = Instant.parse("2026-11-23T01:30:00Z");

  private static Map<String, String> known(CaseRecord... more) {
    var all = new ArrayList<>(List.of(Household.records(4)));
    all.addAll(List.of(more));
    var pair = new Declared.Pair(TestDesk.FIRST, TestDesk.SECOND, "林晓东", "孟玉兰");
    return Declared.opening(CaseFile.of(all), pair, 0, START, Map.of()).values();
  }

  private static CaseRecord line(long id, String kind, String code, String basis, String fen) {
    return Household.of(
        RecordType.ITEM,
        new UUID(8, id),
        Map.of("kind", kind, "code", code, "basis", basis, "declared", fen));
  }

  @Test
  void whatADeclarationIsSilentAboutIsNoneButCashAndCostsAreAsked() {
    Map<String, String> known = known();
    for (String none : List.of("P03", "P04", "P05", "P07", "P08", "H17"))
      assertEquals("0", known.get(none), none);
    assertEquals("false", known.get("P11"));
    assertEquals("120000", known.get("P02"), "declared");
    for (String asked : List.of("P01", "P12", "P13", "E02", "E08", "E10"))
      assertFalse(known.containsKey(asked), asked);
  }

  @Test
  void whatWasDeclaredIsNeverMadeNone() {
    Map<String, String> known =
        known(line(1, "ASSET", "P05", "AMOUNT", "1800000"), line(2, "ASSET", "P08", "AMOUNT", "1"));
    assertEquals("1800000", known.get("P05"));
    assertEquals("1", known.get("P08"));
  }

  @Test
  void rentAndExpenditureStandAsTheQuestionAsksThem() {
    Map<String, String> known =
        known(
            line(1, "HOUSING", "H05", "AMOUNT", "126000"),
            line(2, "EXPENSE", "E08", "MONTHLY", "560000"),
            line(3, "EXPENSE", "E10", "YEARLY", "120000"),
            line(4, "EXPENSE", "E07", "YEARLY", "120000"));
    assertEquals("126000", known.get("E02"), "rent by the month");
    assertEquals("6720000", known.get("E08"), "medicine by the year");
    assertEquals("120000", known.get("E10"));
    assertEquals("10000", known.get("E07"), "clothing by the month");
  }

  @Test
  void upkeepThatWasDeclaredStandsBeforeTheRent() {
    Map<String, String> known =
        known(
            line(1, "HOUSING", "H05", "AMOUNT", "126000"),
            line(2, "EXPENSE", "E02", "MONTHLY", "150000"));
    assertEquals("150000", known.get("E02"));
  }

  @Test
  void illnessAndDisabilityStandAsTheyWereDeclared() {
    var records = new ArrayList<>(List.of(Household.records(2)));
    records.replaceAll(r ->
        r.id().equals(Household.member(2))
            ? r.with("health", "40,60")
                .with("disease", "恶性肿瘤（肺癌）")
                .with("disabilityCertificate", "****************4X")
                .with("disabilityCategory", "4")
                .with("disabilityGrade", "0")
            : r.id().equals(Household.member(1))
                ? r.with("health", "40").with("disease", "系统性硬化症")
                : r);
    var pair = new Declared.Pair(TestDesk.FIRST, TestDesk.SECOND, "林晓东", "孟玉兰");
    Map<String, String> known =
        Declared.opening(CaseFile.of(records), pair, 0, START, Map.of()).values();
    String two = Household.at(2);
    assertEquals("true", known.get("D01" + two));
    assertEquals("01", known.get("D02" + two));
    assertEquals("true", known.get("D09" + two));
    assertFalse(known.containsKey("D10" + two), "the office covered the number");
    assertEquals("4", known.get("D11" + two));
    assertEquals("9", known.get("D12" + two), "not graded");
    assertEquals("99", known.get("D02" + Household.at(1)));
    assertEquals("系统性硬化症", known.get("D02T" + Household.at(1)));
    assertFalse(known(line(1, "ASSET", "P02", "AMOUNT", "1")).containsKey("D01" + two));
  }

  @Test
  void theSumsOfAFamilyOfEightAreShort() {
    String sums = LastVisit.sums(CaseFile.of(List.of(Household.records(8))));
    assertEquals(17, sums.split(" ", -1).length, sums);
    assertEquals(298, sums.length(), sums);
  }

  private static CaseRecord item(long id, Map<String, String> fields) {
    return Household.of(RecordType.ITEM, new UUID(8, id), fields);
  }

  @Test
  void vehiclesDwellingsAndBusinessStandLineByLine() {
    var car = new TreeMap<>(Map.of("kind", "ASSET", "code", "P08", "declared", "1"));
    car.putAll(Map.of("plate", "京N12345", "brand", "五菱宏光", "year", "2019", "use", "5"));
    car.put("member", Household.member(1).toString());
    car.put("vehicleExemption", "4");
    var house = new TreeMap<>(Map.of("kind", "HOUSING", "code", "H21", "declared", "605"));
    house.putAll(Map.of("address", "昌平区小汤山镇12号", "use", "2"));
    Map<String, String> known =
        known(
            item(1, car),
            item(2, house),
            item(3, Map.of("kind", "ASSET", "code", "P11", "declared", "便利店")),
            item(4, Map.of("kind", "ASSET", "code", "P07", "declared", "900", "label", "借亲戚看病")));
    assertEquals("京N12345", known.get("P09A#1"));
    assertEquals("五菱宏光", known.get("P09B#1"));
    assertEquals("2019", known.get("P09C#1"));
    assertEquals("王建国", known.get("P09D#1"));
    assertEquals("经营", known.get("P09E#1"));
    assertEquals("4", known.get("P09F#1"));
    assertEquals("昌平区小汤山镇12号", known.get("H18A#1"));
    assertEquals("60.5", known.get("H18B#1"));
    assertEquals("2", known.get("H18C#1"));
    assertEquals("1", known.get("H17"), "as many as there are lines");
    assertEquals("true", known.get("P11"), "declared, so it is not none");
    assertEquals("便利店", known.get("P11T"));
    assertEquals("借亲戚看病", known.get("P07T"));
  }

  private static CaseRecord income(long id, Map<String, String> fields) {
    var all = new TreeMap<>(Map.of("kind", "INCOME", "basis", "MONTHLY"));
    all.put("member", Household.member(4).toString());
    all.putAll(fields);
    return Household.of(RecordType.ITEM, new UUID(8, id), all);
  }

  @Test
  void whatIsDeclaredNotToCountIsAskedAboutByTheYear() {
    String at = Household.at(4) + "#1";
    var pension = Map.of("code", "401", "declared", "90000", "exemptFen", "9800");
    Map<String, String> known = known(income(1, with(pension, "exemptCode", "E06")));
    assertEquals("117600", known.get("I09" + at));
    assertEquals("E06", known.get("I09E" + at));
    assertFalse(known(income(1, pension)).containsKey("I09" + at), "without a ground it counts");
    var once = with(with(pension, "exemptCode", "E09"), "basis", "ONE_OFF");
    assertEquals("9800", known(income(1, once)).get("I09" + at));
    var wage = Map.of("code", "101", "declared", "300000", "contributionFen", "30000");
    assertEquals("30000", known(income(1, wage)).get("I10" + at));
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    var all = new TreeMap<>(fields);
    all.put(name, value);
    return all;
  }

  @Test
  void noDeclaredLineIsMixedIntoTheLinesOfTheVisitBefore() {
    var all = new ArrayList<>(List.of(Household.records(4)));
    all.add(
        income(
            1,
            Map.of("code", "401", "declared", "90000", "exemptFen", "9800", "exemptCode", "E06")));
    var pair = new Declared.Pair(TestDesk.FIRST, TestDesk.SECOND, "林晓东", "孟玉兰");
    String at = Household.at(4);
    Map<String, String> earlier =
        Map.of("I00" + at, "true", "I01" + at + "#1", "407", "I04" + at + "#1", "50000");
    Map<String, String> known =
        Declared.opening(CaseFile.of(all), pair, 1, START, earlier).values();
    assertEquals("407", known.get("I01" + at + "#1"));
    assertFalse(known.containsKey("I09" + at + "#1"));
    assertEquals("300000", known.get("I04" + Household.at(1) + "#1"), "of others it stands");
  }

  @Test
  void whoTheVisitBeforeFoundIsThereInItsCorrection() {
    UUID child = new UUID(12, 1);
    UUID son = new UUID(12, 2);
    var earlier =
        Map.of(
            "M01@" + child, "王小安",
            "M01" + Household.at(1), "王建国",
            "F01@" + son, "王大力",
            "I01@" + child + "#1", "101");
    var pair = new Declared.Pair(TestDesk.FIRST, TestDesk.SECOND, "林晓东", "孟玉兰");
    var file = CaseFile.of(List.of(Household.records(2)));
    var opening = Declared.opening(file, pair, 0, START, earlier);
    assertEquals(List.of(Household.member(1), Household.member(2), child), opening.members());
    assertEquals(List.of(son), opening.supporters());
    assertEquals("2", opening.values().get("declared_members"), "found, not declared");
  }

  @Test
  void whatSupportersPayReachesThePairThatComparesIt() {
    UUID son = new UUID(12, 2);
    var all = new ArrayList<>(List.of(Household.records(1)));
    all.add(
        Household.of(
            RecordType.SUPPORTER,
            son,
            Map.of("name", "王大力", "familyMonthlyFen", "920000", "paidMonthlyFen", "50000")));
    var seen = all.stream().flatMap(r -> ViewTable.project(r, Role.INVESTIGATOR).stream()).toList();
    var pair = new Declared.Pair(TestDesk.FIRST, TestDesk.SECOND, "林晓东", "孟玉兰");
    var known = Declared.opening(CaseFile.of(seen), pair, 0, START, Map.of()).values();
    assertEquals("50000", known.get("F10@" + son));
    assertEquals("50000", known.get("declared_paid@" + son));
    assertEquals("920000", known.get("F06@" + son));
  }
}
