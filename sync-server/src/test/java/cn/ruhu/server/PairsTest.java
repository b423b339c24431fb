package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may be sent to a household is asked again at the port (DOMAIN §0.2 C13, §6.4), whatever the
/// dispatcher's machine knew.
class PairsTest {
  @TempDir static Path data;

  private static CaseRecord assignment(
      District district, TestMachine reviewer, CaseFile file, String a, String b) {
    CaseRecord app = file.application().orElseThrow();
    var fields = new HashMap<String, String>();
    fields.put("application", app.id().toString());
    fields.put("agency", district.agency.toString());
    fields.put("investigatorA", Objects.requireNonNull(district.staff.get(a)).toString());
    fields.put("investigatorB", Objects.requireNonNull(district.staff.get(b)).toString());
    fields.put("state", "ASSIGNED");
    fields.put("visitMode", "HOME");
    fields.put("assignedBy", reviewer.staff().toString());
    return CaseRecord.of(RecordType.ASSIGNMENT, District.IDS.next(), app.scope(), app.id(), fields);
  }

  private static void expect(String reason, Verdict verdict) {
    assertEquals(Verdict.Kind.REJECTED, verdict.verdict(), verdict.toString());
    assertEquals(reason, verdict.reason(), verdict.toString());
  }

  private static CaseRecord fact(CaseFile file, UUID by, GateKind kind) {
    CaseRecord app = file.application().orElseThrow();
    return CaseRecord.of(
        RecordType.GATE_FACT,
        District.IDS.next(),
        app.scope(),
        app.id(),
        Map.of(
            "application", app.id().toString(),
            "kind", kind.name(),
            "subject", "1",
            "by", by.toString(),
            "at", Instant.now().toString()));
  }

  /// A case whose household filed a relative at the agency: the second visitor.
  private static CaseFile withARelative(TestMachine clerk) throws Exception {
    var drafted = new ArrayList<>(District.household(District.HERE, clerk.staff(), "王建国"));
    CaseRecord app = drafted.getFirst();
    drafted.add(
        CaseRecord.of(
            RecordType.RELATIVE,
            District.IDS.next(),
            District.HERE,
            app.id(),
            Map.of("application", app.id().toString(), "name", "visitor2", "relation", "40")));
    return District.open(clerk, drafted);
  }

  @Test
  void aDeclaredRelativeStaysAwayAndADoubtedVisitIsMadeByOthers() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var visitor = district.machine("visitor1")) {
      CaseFile file = withARelative(clerk);
      reviewer.pull();
      expect(
          "PAIR_RELATIVE",
          reviewer.save(
              RecordChange.create(assignment(district, reviewer, file, "visitor1", "visitor2"))));
      expect(
          "PAIR_NOT_INVESTIGATOR",
          reviewer.save(
              RecordChange.create(assignment(district, reviewer, file, "visitor1", "manager"))));
      CaseRecord sent = assignment(district, reviewer, file, "visitor1", "visitor3");
      Verdict taken = reviewer.save(RecordChange.create(sent));
      assertEquals(Verdict.Kind.APPLIED, taken.verdict(), taken.toString());

      visitor.pull();
      var visit = new HashMap<String, String>();
      visit.put("application", file.application().orElseThrow().id().toString());
      visit.put("assignment", sent.id().toString());
      visit.put("startedAt", Instant.now().minusSeconds(3_600).toString());
      visit.put("finishedAt", Instant.now().minusSeconds(1_800).toString());
      visit.put("disposition", "10");
      visit.put("investigatorA", sent.text("investigatorA"));
      visit.put("investigatorB", sent.text("investigatorB"));
      Verdict visited =
          visitor.save(
              RecordChange.create(
                  CaseRecord.of(
                      RecordType.VISIT,
                      District.IDS.next(),
                      District.HERE,
                      file.application().orElseThrow().id(),
                      visit)));
      assertEquals(Verdict.Kind.APPLIED, visited.verdict(), visited.toString());
      Verdict doubt =
          reviewer.save(
              RecordChange.create(fact(file, reviewer.staff(), GateKind.COMPLAINT_OPENED)));
      assertEquals(Verdict.Kind.APPLIED, doubt.verdict(), doubt.toString());
      expect(
          "PAIR_AGAIN",
          reviewer.save(
              RecordChange.create(assignment(district, reviewer, file, "visitor3", "visitor1"))));
    }
  }

  private static CaseRecord visit(CaseRecord sent, UUID first, UUID second) {
    var fields = new HashMap<String, String>();
    fields.put("application", sent.text("application"));
    fields.put("assignment", sent.id().toString());
    fields.put("startedAt", Instant.now().minusSeconds(3_600).toString());
    fields.put("finishedAt", Instant.now().minusSeconds(1_800).toString());
    fields.put("disposition", "10");
    fields.put("investigatorA", first.toString());
    fields.put("investigatorB", second.toString());
    return CaseRecord.of(
        RecordType.VISIT, District.IDS.next(), sent.scope(), sent.caseId(), fields);
  }

  private static List<WireRecord> doubts(TestMachine machine) {
    return machine.seen(RecordType.GATE_FACT.name()).stream()
        .filter(r -> GateKind.PAIR_DOUBTED.name().equals(r.fields().get("kind")))
        .toList();
  }

  /// Nobody at the door at eight has the relatives' filing: the work counts, a person judges.
  @Test
  void whoCameInAPartnersPlaceIsJudgedWhenTheVisitArrivesAndTheVisitIsKept(@TempDir Path own)
      throws Exception {
    try (var district = new District(own);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var visitor = district.machine("visitor1")) {
      CaseFile file = withARelative(clerk);
      reviewer.pull();
      CaseRecord sent = assignment(district, reviewer, file, "visitor1", "visitor3");
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(sent)).verdict());
      visitor.pull();
      UUID first = Objects.requireNonNull(district.staff.get("visitor1"));
      UUID relative = Objects.requireNonNull(district.staff.get("visitor2"));
      UUID third = Objects.requireNonNull(district.staff.get("visitor3"));
      CaseRecord asSent = visit(sent, first, third);
      assertEquals(Verdict.Kind.APPLIED, visitor.save(RecordChange.create(asSent)).verdict());
      CaseRecord swapped = visit(sent, first, relative);
      Verdict kept = visitor.save(RecordChange.create(swapped));
      assertEquals(Verdict.Kind.APPLIED, kept.verdict(), kept.toString());
      reviewer.pull();
      var doubts = doubts(reviewer);
      assertEquals(1, doubts.size(), doubts.toString());
      assertEquals(swapped.id().toString(), doubts.getFirst().fields().get("subject"));
      assertEquals("PAIR_RELATIVE", doubts.getFirst().fields().get("value"));
      assertEquals(relative.toString(), doubts.getFirst().fields().get("reason"));
      visitor.pull();
      assertEquals(0, doubts(visitor).size(), "nothing the pair sees");
    }
  }
}
