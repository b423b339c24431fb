package cn.ruhu.casefile.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseFileTest {
  private static UUID id(int n) {
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + n);
  }

  private static CaseRecord make(RecordType type, int n, Map<String, String> fields) {
    return CaseRecord.of(type, id(n), "110108007", id(1), fields);
  }

  @Test
  void theOrderOfMembersDoesNotDependOnTheOrderTheyCameIn() {
    List<CaseRecord> records = new ArrayList<>();
    for (int n = 10; n < 20; n++) records.add(make(RecordType.MEMBER, n, Map.of()));
    records.add(make(RecordType.MEMBER, 30, Map.of("order", "1")));
    records.add(make(RecordType.MEMBER, 29, Map.of("order", "2")));
    List<UUID> expected = CaseFile.of(records).members().stream().map(CaseRecord::id).toList();
    assertEquals(List.of(id(30), id(29), id(10)), expected.subList(0, 3));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(records, new Random(seed));
      assertEquals(expected, CaseFile.of(records).members().stream().map(CaseRecord::id).toList());
    }
  }

  @Test
  void aNewPageStandsBehindAllThatEverStood() {
    assertEquals(0, CaseFile.of(List.of()).nextPageOrder());
    CaseFile file =
        CaseFile.of(
            List.of(
                make(RecordType.PAGE, 10, Map.of("order", "3")),
                make(RecordType.PAGE, 11, Map.of("order", "4", "replacedWay", "WITHDRAWN")),
                make(RecordType.PAGE, 12, Map.of())));
    assertEquals(5, file.nextPageOrder(), "the one that was taken out may come back");
  }

  @Test
  void theNewestStandingOpinionOfASchemeCounts() {
    CaseRecord first =
        make(RecordType.OPINION, 10, Map.of("scheme", "DB", "at", "2023-03-01T00:00:00Z"));
    CaseRecord second =
        make(
            RecordType.OPINION,
            11,
            Map.of("scheme", "DB", "at", "2023-03-02T00:00:00Z", "supersedes", id(10).toString()));
    CaseRecord other =
        make(RecordType.OPINION, 12, Map.of("scheme", "DS", "at", "2023-03-03T00:00:00Z"));
    CaseFile file = CaseFile.of(List.of(second, other, first));
    assertEquals(second, file.opinion("DB").orElseThrow());
    assertEquals(List.of(second, other), file.opinions());
  }

  @Test
  void onlyFinishedVisitsOfThePairAreTheVisit() {
    Map<String, String> done = Map.of("disposition", "10", "finishedAt", "2023-03-01T00:00:00Z");
    CaseRecord finished = make(RecordType.VISIT, 10, done);
    CaseRecord refused =
        make(
            RecordType.VISIT,
            11,
            Map.of("disposition", "20", "finishedAt", "2023-03-02T00:00:00Z"));
    CaseRecord check =
        make(RecordType.VISIT, 12, done)
            .with("finishedAt", "2023-03-05T00:00:00Z")
            .with("purpose", "SPOT_CHECK");
    CaseFile file = CaseFile.of(List.of(check, refused, finished));
    assertEquals(finished, file.finishedVisit().orElseThrow());
    assertEquals(3, file.visits().size());
  }

  @Test
  void answersAreReadByMemberRosterAndInvestigator() {
    CaseRecord visit =
        make(
            RecordType.VISIT,
            10,
            Map.of("disposition", "10", "finishedAt", "2023-03-01T00:00:00Z"));
    CaseRecord answers =
        make(
            RecordType.VISIT_ANSWERS,
            11,
            Map.of(
                "visit",
                id(10).toString(),
                "H04",
                "1",
                "M12@" + id(5),
                "1",
                "N05#2",
                "3",
                "N05#1",
                "2",
                "N05#10",
                "1",
                "O10@" + id(6),
                "4",
                "M20@" + id(5),
                "01 05"));
    Answers a = CaseFile.of(List.of(visit, answers)).answers();
    assertEquals("1", a.get("H04").orElseThrow());
    assertEquals("1", a.get("M12", id(5)).orElseThrow());
    assertEquals(List.of("2", "3", "1"), a.each("N05"));
    assertEquals(Map.of(id(6), "4"), a.byWho("O10"));
    assertTrue(Answers.ticked(a.get("M20", id(5)).orElseThrow(), "05"));
    assertTrue(CaseFile.of(List.of(visit)).answers().isEmpty());
  }

  @Test
  void changesMakeANewFileAndLeaveTheOldOne() {
    CaseRecord m = make(RecordType.MEMBER, 10, Map.of("relation", "01"));
    CaseFile before = CaseFile.of(List.of(m));
    CaseFile after =
        before.with(List.of(RecordChange.between(m, m.with("relation", "02")).orElseThrow()));
    assertEquals("01", before.members().getFirst().text("relation"));
    assertEquals("02", after.members().getFirst().text("relation"));
    assertTrue(before.with(List.of(RecordChange.delete(m))).members().isEmpty());
    assertThrows(UnsupportedOperationException.class, () -> before.members().add(m));
  }

  @Test
  void malformedReferencesAndTimesReadAsAbsent() {
    CaseRecord broken = make(RecordType.MEMBER, 10, Map.of("person", "nobody", "order", "-3"));
    assertTrue(broken.ref("person").isEmpty());
    assertEquals(1, CaseFile.of(List.of(broken)).members().size());
    assertTrue(Texts.date("2023-02-29").isEmpty());
    assertTrue(Texts.instant("2023-03-01T25:00:00Z").isEmpty());
    assertTrue(Texts.whole("1e3").isEmpty());
  }
}
