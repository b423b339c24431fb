package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
}
