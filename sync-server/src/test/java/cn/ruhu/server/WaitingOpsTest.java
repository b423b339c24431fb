package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Ops that came before what they are about: kept, and done when it comes (verdict DEFERRED).
@OnEachStore
class WaitingOpsTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private List<CaseRecord> drafted;
  private CaseRecord item;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    drafted = District.household(District.HERE, clerk.staff(), "王芳");
    UUID app = drafted.getFirst().id();
    item =
        CaseRecord.of(
            RecordType.ITEM,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of(
                "application", app.toString(),
                "kind", "INCOME",
                "code", "101",
                "basis", "MONTHLY",
                "declared", "100000"));
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  private RecordChange raised() {
    return District.edit(item, "declared", "100000", "120000");
  }

  @Test
  void anOpOnAnUnknownRecordWaitsUntilTheRecordAppears() throws Exception {
    District.open(clerk, drafted);
    try (TestMachine other = district.machine("clerk2")) {
      assertEquals(Verdict.Kind.DEFERRED, other.save(raised()).verdict());
      assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(item)).verdict());
      assertEquals(
          Verdict.Kind.APPLIED, other.push(1, 1).verdicts().getFirst().verdict(), "now applied");
      clerk.pull();
      assertEquals("120000", clerk.seen(item.id(), "declared"));
    }
  }

  /// A client does not send an op again that was answered, so it asks.
  @Test
  void whatBecameOfAWaitingOpIsToldToItsAuthorAlone() throws Exception {
    District.open(clerk, drafted);
    try (TestMachine other = district.machine("clerk2")) {
      UUID op = other.save(raised()).opId();
      assertEquals(List.of(), other.told(List.of(op)), "it waits still");
      clerk.save(RecordChange.create(item));
      List<Verdict> told = other.told(List.of(op, District.IDS.next()));
      assertEquals(List.of(op), told.stream().map(Verdict::opId).toList());
      assertEquals(Verdict.Kind.APPLIED, told.getFirst().verdict());
      assertEquals(other.push(1, 1).verdicts(), told, "the very verdict");
      assertEquals(List.of(), clerk.told(List.of(op)), "it is another's");
      assertEquals(List.of(), other.told(List.of()));
    }
  }

  @Test
  void anOpThatWaitsForOneThatWaitsIsDoneWithIt() throws Exception {
    try (TestMachine second = district.machine("clerk2");
        TestMachine third = district.machine("clerk")) {
      assertEquals(Verdict.Kind.DEFERRED, third.save(raised()).verdict(), "the item is unknown");
      assertEquals(
          Verdict.Kind.DEFERRED,
          second.save(RecordChange.create(item)).verdict(),
          "its case is unknown");
      District.open(clerk, drafted);
      assertEquals(Verdict.Kind.APPLIED, second.push(1, 1).verdicts().getFirst().verdict());
      assertEquals(Verdict.Kind.APPLIED, third.push(1, 1).verdicts().getFirst().verdict());
      clerk.pull();
      assertEquals("120000", clerk.seen(item.id(), "declared"));
    }
    assertTrue(district.server.chainsHold());
  }

  @Test
  void anOpIsDoneWithAWaitingOneItsOwnPushLetsThrough() throws Exception {
    try (TestMachine other = district.machine("clerk2")) {
      Verdict waits = other.save(RecordChange.create(item));
      assertEquals(Verdict.Kind.DEFERRED, waits.verdict(), "its case is unknown");
      var opening = District.opening(clerk, drafted).toArray(RecordChange[]::new);
      clerk.add(clerk.op("act.OPEN", true, TestMachine.wire(opening)));
      clerk.add(clerk.op("save", false, TestMachine.wire(raised())));
      var verdicts = clerk.push(1, 2).verdicts();
      assertEquals(
          List.of(Verdict.Kind.APPLIED, Verdict.Kind.APPLIED),
          verdicts.stream().map(Verdict::verdict).toList());
      assertEquals(verdicts, clerk.push(1, 2).verdicts(), "for good");
      clerk.pull();
      assertEquals("120000", clerk.seen(item.id(), "declared"));
    }
  }

  @Test
  void whatWaitsForLateWorkIsJudgedWhenTheLateWorkIsTaken() throws Exception {
    CaseFile file = District.open(clerk, drafted);
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine visitor = district.machine("visitor1")) {
      CaseRecord sent = district.assign(reviewer, file, "visitor1", "visitor2");
      assertEquals(
          Verdict.Kind.APPLIED,
          reviewer.save(District.edit(sent, "state", "ASSIGNED", "WITHDRAWN")).verdict());
      CaseRecord found = found(file);
      Verdict late = visitor.save(RecordChange.create(found));
      assertEquals(Verdict.Kind.LATE, late.verdict());
      assertEquals(
          Verdict.Kind.DEFERRED,
          visitor.save(District.edit(found, "verified", "100000", "120000")).verdict(),
          "it is nowhere yet");
      UUID question = late.conflicts().getFirst();
      assertEquals(
          Verdict.Kind.APPLIED,
          reviewer
              .take(reviewer.op("resolve", true, List.of(taking(question, reviewer))))
              .verdict());
      Verdict judged = visitor.push(2, 2).verdicts().getFirst();
      assertEquals(Verdict.Kind.LATE, judged.verdict(), "no longer waiting");
      reviewer.pull();
      assertEquals("100000", reviewer.seen(found.id(), "verified"));
      assertEquals("120000", reviewer.seen(judged.conflicts().getFirst(), "offered.verified"));
    }
  }

  /// What the visitor found that nobody declared.
  private static CaseRecord found(CaseFile file) {
    UUID app = file.application().orElseThrow().id();
    return CaseRecord.of(
        RecordType.ITEM,
        District.IDS.next(),
        "case:" + app,
        app,
        Map.of(
            "application", app.toString(),
            "kind", "INCOME",
            "code", "101",
            "basis", "MONTHLY",
            "verified", "100000"));
  }

  private static Change taking(UUID conflict, TestMachine by) {
    var set = new TreeMap<String, List<String>>();
    set.put("state", List.of("OPEN", "RESOLVED"));
    set.put("choice", Arrays.asList(null, "TAKE"));
    set.put("resolvedBy", Arrays.asList(null, by.staff().toString()));
    set.put("resolvedAt", Arrays.asList(null, "2026-01-01T00:00:00Z"));
    return new Change("CONFLICT", conflict, District.HERE, null, set, false, false);
  }
}
