package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// When another street still has to be asked about a household that lives elsewhere.
class InquiryTest {
  private static final UUID CASE = new UUID(0, 1);
  private static final UUID APART = new UUID(0, 2);

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, "110108007", CASE, fields).with("application", CASE.toString());
  }

  private static CaseRecord attempt(UUID id, String outcome, String end) {
    return of(RecordType.VISIT, id, Map.of("disposition", outcome, "finishedAt", end));
  }

  private static CaseRecord asked(String about, String at) {
    return of(
        RecordType.GATE_FACT,
        new UUID(0, 9),
        Map.of(
            "kind",
            GateKind.OTHER_PLACE_ASKED.name(),
            "subject",
            about,
            "value",
            "110108027",
            "reason",
            "请核实同住人员",
            "at",
            at));
  }

  private static Optional<UUID> wanted(CaseRecord... more) {
    var all = new ArrayList<CaseRecord>();
    all.add(of(RecordType.APPLICATION, CASE, Map.of("stage", "VISITING")));
    all.add(attempt(APART, Inquiry.APART, "2026-11-20T22:00:00Z"));
    all.addAll(List.of(more));
    return Inquiry.wanted(CaseFile.of(all)).map(CaseRecord::id);
  }

  @Test
  void aStreetThatWasAskedAboutTheAttemptWasAskedWhateverThePairsClockSaid() {
    assertEquals(Optional.of(APART), wanted());
    assertEquals(Optional.empty(), wanted(asked(APART.toString(), "2026-11-20T20:00:00Z")));
    assertEquals(Optional.empty(), wanted(asked("", "2026-11-21T01:00:00Z")), "by hand");
    assertEquals(
        Optional.of(APART),
        wanted(asked(new UUID(0, 8).toString(), "2026-11-19T01:00:00Z")),
        "about an attempt before");
  }

  @Test
  void anAttemptThatFoundSomethingElseLaterCounts() {
    assertEquals(Optional.empty(), wanted(attempt(new UUID(0, 3), "30", "2026-11-22T01:00:00Z")));
  }
}
