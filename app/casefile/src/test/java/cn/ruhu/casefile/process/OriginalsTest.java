package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Originals.Place;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OriginalsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final UUID CASE = new UUID(1, 1);
  private final List<CaseRecord> records = new ArrayList<>();

  OriginalsTest() {
    make(RecordType.APPLICATION, 1, Map.of("street", "110108007", "applicant", id(11).toString()));
    member(1, "1975-02-03", Map.of());
    member(2, "2015-01-01", Map.of());
  }

  private static UUID id(int n) {
    return new UUID(1, n);
  }

  private void make(RecordType type, int id, Map<String, String> fields) {
    records.add(
        CaseRecord.of(type, id(id), "110108007", CASE, fields)
            .with("application", CASE.toString()));
  }

  private void member(int n, String born, Map<String, String> more) {
    make(RecordType.PERSON, 10 + n, Map.of("name", "P" + n, "birthDate", born));
    records.removeIf(r -> r.id().equals(id(20 + n)));
    var fields = new java.util.HashMap<>(more);
    fields.put("person", id(10 + n).toString());
    fields.put("order", Integer.toString(n));
    make(RecordType.MEMBER, 20 + n, fields);
  }

  private CaseFile file() {
    return CaseFile.of(records);
  }

  private static String words(Place p) {
    return p.slot() + p.owner().map(o -> "/" + (o.getLeastSignificantBits() - 20)).orElse("");
  }

  private List<String> missing() {
    return Originals.missing(file(), DAY).stream().map(OriginalsTest::words).toList();
  }

  @Test
  void cardsOfTheGrownAndTheBookletOfEverybodyAreAskedFor() {
    assertEquals(List.of("D03/1", "D04", "D04/1", "D04/2"), missing());
  }

  @Test
  void aPageOrAChipFillsItsPlaceAndNoOther() {
    make(RecordType.PAGE, 50, Map.of("slot", "D04", "member", id(22).toString(), "file", "f"));
    make(RecordType.CARD_READING, 51, Map.of("person", id(11).toString()));
    assertEquals(List.of("D04", "D04/1"), missing());
  }

  @Test
  void whatWasDeclaredAsksForItsPapers() {
    member(1, "1975-02-03", Map.of("marital", "40", "disease", "糖尿病", "disabilityCategory", "1"));
    make(
        RecordType.ITEM,
        60,
        Map.of("kind", "INCOME", "code", "101", "member", id(21).toString(), "declared", "100"));
    make(
        RecordType.ITEM,
        61,
        Map.of("kind", "INCOME", "code", "401", "member", id(21).toString(), "declared", "0"));
    make(RecordType.ITEM, 62, Map.of("kind", "EXPENSE", "code", "E08", "declared", "30000"));
    make(RecordType.ITEM, 63, Map.of("kind", "HOUSING", "code", "H04", "declared", "3"));
    assertEquals(
        List.of("D03/1", "D04", "D04/1", "D04/2", "D05", "D06/1", "D08/1", "D09", "D10/1", "D14"),
        missing());
  }

  @Test
  void anEmptyCaseAsksForNothing() {
    assertEquals(List.of(), Originals.of(CaseFile.of(List.of()), DAY));
  }

  @Test
  void aPageThatStandsNoMoreLeavesItsPlaceEmptyAndItsChainBehind() {
    make(
        RecordType.PAGE,
        50,
        Map.of(
            "slot",
            "D04",
            "file",
            "a",
            "replacedBy",
            id(51).toString(),
            "replacedWay",
            "REPLACED"));
    make(
        RecordType.PAGE,
        51,
        Map.of(
            "slot", "D04", "file", "b", "replacedBy", id(52).toString(), "replacedWay", "PLACED"));
    make(RecordType.PAGE, 52, Map.of("slot", "D05", "file", "b"));
    make(RecordType.PAGE, 53, Map.of("slot", "D04", "file", "c", "replacedWay", "WITHDRAWN"));
    assertTrue(missing().contains("D04"));
    CaseRecord now = file().record(id(52)).orElseThrow();
    assertEquals(
        List.of(id(51), id(50)), file().earlier(now).stream().map(CaseRecord::id).toList());
    assertEquals(List.of(now), file().pages());
    assertTrue(file().holds(id(50)), "as the page it became");
    assertFalse(file().holds(id(53)));
    assertFalse(file().holds(id(99)));
  }

  @Test
  void pagesThatReplaceEachOtherInACircleEndNowhere() {
    make(RecordType.PAGE, 50, Map.of("slot", "D04", "file", "a", "replacedBy", id(51).toString()));
    make(RecordType.PAGE, 51, Map.of("slot", "D04", "file", "b", "replacedBy", id(50).toString()));
    assertFalse(file().holds(id(50)));
    assertEquals(1, file().earlier(file().record(id(51)).orElseThrow()).size());
  }
}
