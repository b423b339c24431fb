package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class FeedTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  @Test
  void aSmallPageNeverSplitsACommit() throws Exception {
    for (int i = 0; i < 4; i++) District.open(clerk, District.HERE, "王" + i);
    try (TestMachine slow = district.machine("clerk2");
        TestMachine fast = district.machine("reviewer")) {
      int pages = slow.pull(2);
      assertTrue(pages > 2, pages + " pages");
      fast.pull(2000);
      Set<UUID> all = fast.copies.keySet();
      assertEquals(all, slow.copies.keySet());
      PullReply page = rewound(slow);
      Map<Long, Long> bySeq =
          page.records().stream()
              .collect(Collectors.groupingBy(WireRecord::seq, Collectors.counting()));
      bySeq.forEach((seq, count) ->
          assertEquals(fast.copies.values().stream().filter(r -> r.seq() == seq).count(), count));
    }
  }

  private static PullReply rewound(TestMachine machine) throws Exception {
    machine.cursors = new TreeMap<>(Map.of("pub", machine.cursors.get("pub")));
    return machine.pullAnswer(2).as(PullReply.class);
  }

  @Test
  void aForeignHistoryIsRefusedOnEveryRequestWithTheServersOwnPoint() throws Exception {
    District.open(clerk, District.HERE, "王芳");
    clerk.pull();
    Witness real = clerk.witness;
    assertNotNull(real);
    List<Witness> wrong =
        List.of(
            new Witness(UUID.randomUUID().toString(), real.seq(), real.hash()),
            new Witness(real.epoch(), real.seq() + 1, real.hash()),
            new Witness(real.epoch(), real.seq(), "f".repeat(64)));
    for (Witness witness : wrong) {
      clerk.witness = witness;
      TestMachine.Answer pull = clerk.pullAnswer(10);
      assertEquals(409, pull.status());
      Refusal refusal = pull.refusal();
      assertEquals("LINEAGE", refusal.code());
      assertEquals(real, refusal.witness());
      assertEquals(1L, refusal.journalHeads().get(clerk.journal));
      assertEquals("LINEAGE", clerk.pushAnswer(clerk.body(1, 1)).refusal().code());
    }
    clerk.witness = real;
    clerk.cursors.put(District.HERE, new Cursor(real.seq(), "e".repeat(64)));
    assertEquals("LINEAGE", clerk.pullAnswer(10).refusal().code(), "every cursor is checked too");
  }

  @Test
  void investigatorsSeeOnlyTheirCasesAndOnlyMasked() throws Exception {
    CaseFile theirs = District.open(clerk, District.HERE, "王芳");
    CaseFile others = District.open(clerk, District.HERE, "李强");
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine visitor = district.machine("visitor1")) {
      district.assign(reviewer, theirs, "visitor1", "visitor2");
      visitor.pull();
      UUID app = theirs.application().orElseThrow().id();
      assertEquals(
          List.of("pub", CaseRecord.AGENCY + district.agency, "case:" + app), visitor.scopes);
      assertNull(visitor.copies.get(others.application().orElseThrow().id()));
      UUID person = theirs.applicant().orElseThrow().id();
      assertEquals("110199********0013", visitor.seen(person, "idNumber"));
      assertEquals("case:" + app, visitor.copies.get(person).scope());
      assertFalse(visitor.seen("STAFF").isEmpty(), "everybody knows who works here");
    }
  }

  @Test
  void reassignedWorkIsKeptAsLateAndTheCopiesAreToBeDropped() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine visitor = district.machine("visitor1")) {
      CaseRecord assignment = district.assign(reviewer, file, "visitor1", "visitor2");
      visitor.pull();
      var set = new TreeMap<String, FieldChange>();
      String third = district.staff.get("visitor3").toString();
      set.put("investigatorA", new FieldChange(assignment.text("investigatorA"), third));
      set.put(
          "investigatorB",
          new FieldChange(assignment.text("investigatorB"), assignment.text("investigatorB")));
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(change(assignment, set)).verdict());
      CaseRecord visit = visit(file, visitor);
      Verdict late = visitor.save(RecordChange.create(visit));
      assertEquals(Verdict.Kind.LATE, late.verdict());
      visitor.pull();
      assertEquals(List.of("pub", CaseRecord.AGENCY + district.agency), visitor.scopes);
      assertNull(visitor.copies.get(file.application().orElseThrow().id()), "dropped");
      reviewer.pull();
      UUID kept = late.conflicts().getFirst();
      assertEquals("LATE", reviewer.seen(kept, "kind"));
      assertEquals("30", reviewer.seen(kept, "offered.disposition"));
      assertEquals(reviewer.staff().toString(), reviewer.seen(kept, "askedOf"));
      assertNull(reviewer.copies.get(visit.id()), "nothing was written");
    }
  }

  private static RecordChange change(CaseRecord r, TreeMap<String, FieldChange> set) {
    return new RecordChange(r.type(), r.id(), r.scope(), r.caseId(), set, false, false);
  }

  private CaseRecord visit(CaseFile file, TestMachine visitor) {
    UUID app = file.application().orElseThrow().id();
    return CaseRecord.of(
        RecordType.VISIT,
        District.IDS.next(),
        "case:" + app,
        app,
        Map.of(
            "application", app.toString(),
            "startedAt", "2026-03-01T01:00:00Z",
            "finishedAt", "2026-03-01T01:30:00Z",
            "disposition", "30",
            "investigatorA", visitor.staff().toString()));
  }

  @Test
  void aVisitMadeByThePairIsAppliedInTheStreetsScope() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine visitor = district.machine("visitor1");
        TestMachine stranger = district.machine("visitor3")) {
      district.assign(reviewer, file, "visitor1", "visitor2");
      CaseRecord visit = visit(file, visitor);
      assertEquals("SCOPE", stranger.save(RecordChange.create(visit(file, stranger))).reason());
      assertEquals(Verdict.Kind.APPLIED, visitor.save(RecordChange.create(visit)).verdict());
      reviewer.pull();
      assertEquals(District.HERE, reviewer.copies.get(visit.id()).scope());
    }
  }

  @Test
  void aClosedAccountIsHandedNothingAndItsWorkIsLate() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    clerk.pull();
    district.server.setActive(clerk.staff(), false);
    CaseRecord app = file.application().orElseThrow();
    var set = new TreeMap<String, FieldChange>();
    set.put("note", new FieldChange(null, "离岗前记下"));
    assertEquals(Verdict.Kind.LATE, clerk.save(change(app, set)).verdict());
    clerk.pull();
    assertEquals(List.of(), clerk.scopes);
    assertTrue(clerk.copies.isEmpty());
    assertEquals("PASSWORD", clerk.loginAnswer("clerk", District.PASSWORD).refusal().code());
  }

  @Test
  void aClientThatMissedNothingIsHandedNothing() throws Exception {
    District.open(clerk, District.HERE, "王芳");
    clerk.pull();
    PullReply reply = clerk.pullAnswer(100).as(PullReply.class);
    assertEquals(List.of(), reply.records());
    assertFalse(reply.more());
    assertEquals(district.server.seq(), reply.witness().seq());
  }
}
