package cn.ruhu.casefile.spot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotComparison.Agreement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpotComparisonTest {
  private static final UUID CASE = new UUID(1, 1);
  private static final UUID FIRST = new UUID(1, 2);
  private static final UUID CHECK = new UUID(1, 3);
  private static final UUID WHO = new UUID(1, 9);
  private static final String LINE = "@" + WHO + "#";

  private static CaseRecord visit(UUID id, String day, String purpose, String disposition) {
    return CaseRecord.of(
        RecordType.VISIT,
        id,
        "110108007",
        CASE,
        Map.of(
            "purpose",
            purpose,
            "disposition",
            disposition,
            "startedAt",
            "2026-11-" + day + "T01:00:00Z",
            "finishedAt",
            "2026-11-" + day + "T02:00:00Z"));
  }

  private static CaseRecord answers(UUID visit, Map<String, String> said) {
    var fields = new TreeMap<>(said);
    fields.put("visit", visit.toString());
    return CaseRecord.of(
        RecordType.VISIT_ANSWERS, new UUID(2, visit.hashCode()), "110108007", CASE, fields);
  }

  private static CaseRecord done(UUID check) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        new UUID(4, check.hashCode()),
        "110108007",
        CASE,
        Map.of("kind", "SPOT_CHECK_DONE", "subject", check.toString()));
  }

  private static CaseFile file(Map<String, String> first, Map<String, String> check) {
    return CaseFile.of(
        List.of(
            visit(FIRST, "02", "FIRST", "10"),
            answers(FIRST, first),
            visit(CHECK, "09", "SPOT_CHECK", "10"),
            answers(CHECK, check),
            done(CHECK)));
  }

  private static Map<String, Agreement> rows(Map<String, String> first, Map<String, String> check) {
    var all = new HashMap<String, Agreement>();
    SpotComparison.newest(file(first, check))
        .orElseThrow()
        .rows()
        .forEach(r -> all.put(r.key(), r.agreement()));
    return all;
  }

  private static Map<String, String> line(int n, String code, String basis, String amount) {
    return Map.of("I01" + LINE + n, code, "I03" + LINE + n, basis, "I04" + LINE + n, amount);
  }

  @ParameterizedTest
  @CsvSource({
    "100000,100000,EQUAL",
    "100000,109999,NEAR",
    "100000,90001,NEAR",
    "100000,110000,APART",
    "100000,90000,APART",
    "0,1,APART",
    "'',500,APART"
  })
  void amountsAgreeWithinATenthOfWhatWasFoundFirst(String first, String check, Agreement how) {
    assertEquals(Map.of("P01", how), rows(Map.of("P01", first), Map.of("P01", check)));
    assertEquals(Map.of(), rows(Map.of("P01", ""), Map.of("P01", "0")), "nothing is no difference");
  }

  @Test
  void anIncomeIsTheYearsSumOfItsLinesWhoeverDeclaredIt() {
    var monthly = new HashMap<>(line(1, "102", "1", "90000"));
    var yearly = line(1, "102", "3", "1080000");
    assertEquals(Map.of("I:" + WHO + ":102", Agreement.EQUAL), rows(monthly, yearly));
    monthly.putAll(line(2, "401", "1", "200000"));
    assertEquals(
        Map.of("I:" + WHO + ":102", Agreement.EQUAL, "I:" + WHO + ":401", Agreement.APART),
        rows(monthly, yearly),
        "an undeclared pension one of the two found");
    var grid = new HashMap<>(line(1, "102", "2", "0"));
    grid.put("I06M03" + LINE + "1", "1080000");
    assertEquals(Map.of("I:" + WHO + ":102", Agreement.EQUAL), rows(yearly, grid));
  }

  @Test
  void peopleDwellingsRoomsAndVehiclesAgreeWhenTheyAreEqual() {
    var first =
        Map.of("M21", "3", "M10@" + WHO, "1", "H17", "0", "H08", "2", "P08", "0", "P11", "false");
    var check =
        Map.of("M21", "4", "M10@" + WHO, "5", "H17", "1", "H08", "2", "P08", "1", "H07", "60.5");
    assertEquals(
        Map.of(
            "N",
            Agreement.APART,
            "M10@" + WHO,
            Agreement.APART,
            "H17",
            Agreement.APART,
            "H08",
            Agreement.EQUAL,
            "P08",
            Agreement.APART,
            "P11",
            Agreement.EQUAL,
            "H07",
            Agreement.APART),
        rows(first, check));
    SpotComparison c = SpotComparison.newest(file(first, check)).orElseThrow();
    assertEquals(2, c.same());
    assertTrue(c.differs());
    assertEquals(WHO, c.rows().get(1).member().orElseThrow());
  }

  @Test
  void theResultIsReadAsItWasKept() {
    SpotComparison c =
        SpotComparison.newest(file(Map.of("P08", "0", "H08", "2"), Map.of("P08", "1", "H08", "2")))
            .orElseThrow();
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(3, 3),
            "110108007",
            CASE,
            Map.of("subject", CHECK.toString(), "reason", FIRST.toString(), "value", c.text()));
    SpotComparison read = SpotComparison.read(fact).orElseThrow();
    assertEquals(c.apart(), read.apart());
    assertEquals(c.rows().size(), read.rows().size());
    assertTrue(c.text().startsWith("1/2\nP08\t0\t1\tAPART"), c.text());
  }

  @Test
  void aRefusedCheckIsADifferenceAndAnotherStreetVisitIsNot() {
    CaseFile refused =
        CaseFile.of(
            List.of(
                visit(FIRST, "02", "FIRST", "10"),
                answers(FIRST, Map.of("P08", "0")),
                visit(CHECK, "09", "SPOT_CHECK", "20"),
                done(CHECK)));
    SpotComparison c = SpotComparison.newest(refused).orElseThrow();
    assertTrue(c.refused() && c.differs());
    CaseFile home =
        CaseFile.of(
            List.of(
                visit(FIRST, "02", "FIRST", "10"),
                visit(CHECK, "09", "SPOT_CHECK", "30"),
                done(CHECK)));
    assertTrue(SpotComparison.newest(home).isEmpty(), "nobody at home: another day");
    CaseFile blind = CaseFile.of(List.of(visit(CHECK, "09", "SPOT_CHECK", "10"), done(CHECK)));
    assertTrue(SpotComparison.newest(blind).isEmpty(), "the first visit is not seen");
    assertFalse(
        SpotComparison.newest(file(Map.of("H08", "2"), Map.of("H08", "2")))
            .orElseThrow()
            .differs());
  }

  /// Each visit makes an id of its own for somebody nobody declared.
  @Test
  void whomBothVisitsMetUndeclaredIsTheSamePerson() {
    var met = new UUID(7, 1);
    var again = new UUID(7, 2);
    var another = new UUID(7, 3);
    var first = new HashMap<>(Map.of("M21", "2", "M10@" + WHO, "1"));
    first.putAll(stranger(met, "李小明"));
    var check = new HashMap<>(Map.of("M21", "2", "M10@" + WHO, "1"));
    check.putAll(stranger(again, " 李小明"));
    assertEquals(
        Map.of(
            "N",
            Agreement.EQUAL,
            "M10@" + WHO,
            Agreement.EQUAL,
            "M10@" + met,
            Agreement.EQUAL,
            "I:" + met + ":102",
            Agreement.EQUAL),
        rows(first, check));
    check.putAll(stranger(another, "李小明"));
    assertEquals(
        2,
        rows(first, check).values().stream().filter(a -> a == Agreement.APART).count(),
        "two of one name are two people");
  }

  private static Map<String, String> stranger(UUID id, String name) {
    String line = "@" + id + "#1";
    return Map.of(
        "M01@" + id, name,
        "M10@" + id, "1",
        "I01" + line, "102",
        "I03" + line, "1",
        "I04" + line, "300000");
  }

  @Test
  void aCheckThatNobodyRecordedAsMadeDoesNotCount() {
    var late = new UUID(1, 4);
    var all = new ArrayList<>(file(Map.of("P08", "0"), Map.of("P08", "0")).records());
    all.add(visit(late, "12", "SPOT_CHECK", "10"));
    all.add(answers(late, Map.of("P08", "1")));
    SpotComparison c = SpotComparison.newest(CaseFile.of(all)).orElseThrow();
    assertEquals(CHECK, c.check(), "the late draft of somebody who was replaced");
    assertFalse(c.differs());
  }

  @Test
  void howManyRowsAgreeIsKeptThoughNotEveryRowIs() {
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(3, 3),
            "110108007",
            CASE,
            Map.of(
                "kind",
                "SPOT_COMPARED",
                "subject",
                CHECK.toString(),
                "reason",
                FIRST.toString(),
                "value",
                "299/300\nP08\t0\t1\tAPART"));
    SpotComparison read = SpotComparison.read(fact).orElseThrow();
    assertEquals(List.of(299, 300, 1), List.of(read.same(), read.all(), read.rows().size()));
    assertTrue(read.differs());
    assertFalse(SpotComparison.isRefused(fact));
    assertTrue(SpotComparison.isRefused(fact.with("value", "REFUSED")));
  }
}
