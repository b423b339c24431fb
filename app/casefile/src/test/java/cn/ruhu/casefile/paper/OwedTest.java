package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwedTest {
  private static final UUID CASE = new UUID(1, 1);
  private static final LocalDate DUE = LocalDate.of(2026, 12, 8);

  private final List<CaseRecord> records = new ArrayList<>();

  @BeforeEach
  void application() {
    records.clear();
    records.add(CaseRecord.of(RecordType.APPLICATION, CASE, "110108007", CASE, Map.of()));
  }

  private UUID add(RecordType type, Map<String, String> fields) {
    UUID id = new UUID(2, records.size());
    records.add(
        CaseRecord.of(type, id, "110108007", CASE, fields).with("application", CASE.toString()));
    return id;
  }

  private void fact(String kind, String slot, String at, String value, String page) {
    add(
        RecordType.GATE_FACT,
        Map.of("kind", kind, "subject", slot, "at", at, "value", value, "page", page));
  }

  private UUID paper(String kind, String slots, String at) {
    return add(
        RecordType.DOCUMENT,
        Map.of("paper", kind, "slots", slots, "due", DUE.toString(), "at", at));
  }

  private List<Owed> owed() {
    return Owed.of(CaseFile.of(records));
  }

  @Test
  void aMarkedPaperIsOwedWithoutADayUntilItsSheetSaysOneAndUntilTheSheetIsSignedNotSigned() {
    fact("SHORTFALL_SHEET", "D06", "2026-11-24T01:00:00Z", "", "");
    assertEquals(List.of(new Owed("D06", Owed.Kind.PROMISED, Optional.empty(), false)), owed());
    paper("PROMISE", "D04,D06", "2026-11-24T01:05:00Z");
    assertEquals(List.of(new Owed("D06", Owed.Kind.PROMISED, Optional.of(DUE), false)), owed());
    UUID page = add(RecordType.PAGE, Map.of("slot", "D29"));
    fact("SHORTFALL_SHEET", "D06", "2026-11-24T01:10:00Z", DUE.toString(), page.toString());
    Owed signed = owed().getFirst();
    assertTrue(signed.signed());
    assertFalse(signed.late(DUE));
    assertTrue(signed.late(DUE.plusDays(1)));
  }

  @Test
  void whatWasAskedForIsOwedUntilItsPageComesOrTheOriginalIsSeenAfterwards() {
    fact("PAPERS_SEEN", "D08", "2026-11-23T01:00:00Z", "", "");
    paper("N02", "D08,D05", "2026-11-24T01:00:00Z");
    assertEquals(
        List.of(
            new Owed("D05", Owed.Kind.ASKED, Optional.of(DUE), false),
            new Owed("D08", Owed.Kind.ASKED, Optional.of(DUE), false)),
        owed(),
        "in the order of the archive; seen before it was asked for is no answer");
    add(RecordType.PAGE, Map.of("slot", "D05"));
    fact("PAPERS_SEEN", "D08", "2026-11-25T01:00:00Z", "", "");
    assertEquals(List.of(), owed());
  }

  @Test
  void aNoticeTakenBackAsksForNothingAndACopyNothingTwice() {
    UUID first = paper("N02", "D05", "2026-11-24T01:00:00Z");
    add(
        RecordType.DOCUMENT,
        Map.of("paper", "N02", "slots", "D05", "copyOf", first.toString(), "due", "2026-12-01"));
    assertEquals(1, owed().size());
    add(
        RecordType.DOCUMENT,
        Map.of("paper", "N02", "slots", "D06", "voids", first.toString(), "due", "2026-12-01"));
    assertEquals(
        List.of(new Owed("D06", Owed.Kind.ASKED, Optional.of(LocalDate.of(2026, 12, 1)), false)),
        owed());
  }

  @Test
  void everyPaperOfTheWindowSaysWhereItIsGot() {
    for (String slot : List.of("D01", "D06", "D14", "D28", "D29", "D30"))
      assertFalse(DocSources.of(slot).isEmpty(), slot);
    assertEquals("", DocSources.of("D18"));
  }
}
