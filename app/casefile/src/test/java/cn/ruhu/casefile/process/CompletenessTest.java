package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompletenessTest {
  private static final UUID CASE = new UUID(1, 1);
  private final List<CaseRecord> records = new ArrayList<>();

  private void add(RecordType type, Map<String, String> fields) {
    UUID id = type == RecordType.APPLICATION ? CASE : new UUID(2, records.size());
    records.add(CaseRecord.of(type, id, "110108007", CASE, fields));
  }

  private Completeness now() {
    return Completeness.of(CaseFile.of(records));
  }

  @Test
  void whatTheProfileAsksWhatWasAskedForAndWhatWasPromisedIsNeeded() {
    add(RecordType.APPLICATION, Map.of());
    assertEquals(new Completeness(0, 3), now());
    add(RecordType.PAGE, Map.of("slot", "D02"));
    assertEquals(33, now().percent());
    add(
        RecordType.GATE_FACT,
        Map.of("kind", "SHORTFALL_SHEET", "subject", "D04", "at", "2026-11-24T01:00:00Z"));
    add(
        RecordType.DOCUMENT,
        Map.of("paper", "N02", "slots", "D06,D08", "at", "2026-11-24T01:00:00Z"));
    assertEquals(new Completeness(1, 5), now());
    for (String slot : List.of("D03", "D04", "D06", "D08"))
      add(RecordType.PAGE, Map.of("slot", slot));
    assertEquals(new Completeness(5, 5), now());
    assertEquals(100, now().percent());
  }

  @Test
  void theLongListOf2017AsksForTheApplicationInWriting() {
    add(RecordType.APPLICATION, Map.of("paperProfile", "FULL-2017"));
    assertEquals(4, now().needed());
  }
}
