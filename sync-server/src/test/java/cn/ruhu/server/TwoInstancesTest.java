package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.files.FileStore;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Two instances on one PostgreSQL, each test with two transactions that meet in the worst order:
/// nothing is lost, nothing is overwritten silently, the chains hold.
class TwoInstancesTest extends TwoInstances {
  private static CaseRecord app(CaseFile file) {
    return file.application().orElseThrow();
  }

  @Test
  void twoRecordsMadeUnderOneIdAreBothKept() throws Exception {
    UUID id = District.IDS.next();
    journal(clerk, loose(id, true, null, "blue"));
    journal(clerk2, loose(id, true, null, "green"));
    Gate gate = Gate.before(district.server, LAST_LOCK);
    var both = meet(gate, last(inbox(district.server, gate), clerk), last(there(), clerk2));
    var kinds = List.of(both.first().verdict(), both.second().verdict());
    assertTrue(kinds.contains(Verdict.Kind.APPLIED), kinds::toString);
    assertTrue(kinds.contains(Verdict.Kind.CONFLICT), kinds::toString);
    clerk.pull();
    String stands = clerk.seen(id, "colour");
    UUID conflict =
        (both.first().verdict() == Verdict.Kind.CONFLICT ? both.first() : both.second())
            .conflicts()
            .getFirst();
    assertEquals(stands, clerk.seen(conflict, "kept.colour"));
    assertEquals("blue".equals(stands) ? "green" : "blue", clerk.seen(conflict, "offered.colour"));
  }

  @Test
  void twoValuesForOneFieldAreBothKept() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    clerk.add(clerk.op("save", false, phone(file, "13800000002")));
    clerk2.add(clerk2.op("save", false, phone(file, "13800000003")));
    Gate gate = Gate.before(district.server, LAST_LOCK);
    var both = meet(gate, last(inbox(district.server, gate), clerk), last(there(), clerk2));
    assertEquals(Verdict.Kind.APPLIED, both.first().verdict());
    assertEquals(Verdict.Kind.CONFLICT, both.second().verdict());
    assertTrue(both.waited(), "the case was locked");
  }

  private static List<Change> phone(CaseFile file, String now) {
    return TestMachine.wire(District.edit(app(file), "phone", "13800000001", now));
  }

  @Test
  void aJournalsFirstPushMayGoThroughBothAtOnce() throws Exception {
    UUID id = District.IDS.next();
    journal(clerk, loose(id, true, null, "blue"));
    Gate gate = Gate.before(district.server, LAST_LOCK);
    long before = district.server.seq();
    var both = meet(gate, last(inbox(district.server, gate), clerk), last(there(), clerk));
    assertEquals(both.first(), both.second());
    assertEquals(Verdict.Kind.APPLIED, both.first().verdict());
    assertEquals(before + 1, district.server.seq(), "it took effect once");
  }

  @Test
  void oneOpMayComeThroughTwoJournalsAtOnce() throws Exception {
    UUID id = District.IDS.next();
    journal(clerk, loose(id, true, null, "blue"));
    Caller by = district.caller(clerk);
    PushBody first = clerk.body(1, 1);
    clerk.journal = Hashes.hex(TestMachine.bytes(16));
    PushBody second = clerk.body(1, 1);
    Gate gate = Gate.before(district.server, LAST_LOCK);
    var both =
        meet(
            gate,
            () -> given(inbox(district.server, gate).push(by, first)).verdicts(),
            () -> given(there().push(by, second)).verdicts());
    assertEquals(both.first(), both.second());
    clerk.pull();
    assertEquals("blue", clerk.seen(id, "colour"));
    assertTrue(
        clerk.seen("CONFLICT").stream()
            .noneMatch(c -> id.toString().equals(c.fields().get("record"))));
  }

  @Test
  void twoLettersDeliveredAtOnceFinishTheCase() throws Exception {
    var refused = new RefusedCase(district, clerk);
    CaseRecord one = refused.fact(clerk, GateKind.DELIVERED, Map.of("reason", "DB"));
    CaseRecord two = refused.fact(clerk2, GateKind.DELIVERED, Map.of("reason", "DS"));
    journal(clerk, OpCodec.change(RecordChange.create(one.with("subject", "N06"))));
    journal(clerk2, OpCodec.change(RecordChange.create(two.with("subject", "N06"))));
    Gate gate = Gate.before(district.server, LAST_LOCK);
    var both = meet(gate, last(inbox(district.server, gate), clerk), last(there(), clerk2));
    assertEquals(Verdict.Kind.APPLIED, both.first().verdict());
    assertEquals(Verdict.Kind.APPLIED, both.second().verdict());
    assertEquals(1, refused.finished().size(), "the case went on by itself");
  }

  @Test
  void anAccountClosedMeanwhileIsJudgedAsClosed() throws Exception {
    journal(clerk, loose(District.IDS.next(), true, null, "blue"));
    Gate gate = Gate.before(district.server, "head");
    var both = meet(gate, last(inbox(district.server, gate), clerk), close(clerk.staff()));
    assertFalse(both.waited(), "nothing was locked yet");
    assertEquals(Verdict.Kind.LATE, both.first().verdict());
  }

  @Test
  void anAccountIsClosedOnlyBeforeOrAfterAnOpIsJudged() throws Exception {
    journal(clerk, loose(District.IDS.next(), true, null, "blue"));
    Gate gate = Gate.before(district.server, LAST_LOCK);
    var both = meet(gate, last(inbox(district.server, gate), clerk), close(clerk.staff()));
    assertTrue(both.waited(), "until the op was through");
    assertEquals(Verdict.Kind.APPLIED, both.first().verdict());
    assertTrue(both.first().seq() < both.second(), "by the right it had");
  }

  /// @return commit of the closing
  private Callable<Long> close(UUID staff) {
    return () -> {
      other.setActive(staff, false);
      return other.seq();
    };
  }

  @Test
  void aPairIsReplacedOnlyBeforeOrAfterItsVisitIsJudged() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine visitor = district.machine("visitor1")) {
      CaseRecord sent = district.assign(reviewer, file, "visitor1", "visitor2");
      String third = String.valueOf(district.staff.get("visitor3"));
      var set = new TreeMap<String, FieldChange>();
      set.put("investigatorA", new FieldChange(sent.text("investigatorA"), third));
      set.put(
          "investigatorB", new FieldChange(sent.text("investigatorB"), sent.text("investigatorB")));
      var replaced =
          new RecordChange(sent.type(), sent.id(), sent.scope(), sent.caseId(), set, false, false);
      reviewer.add(reviewer.op("save", false, TestMachine.wire(replaced)));
      CaseRecord visit =
          CaseRecord.of(
              RecordType.VISIT,
              District.IDS.next(),
              District.HERE,
              app(file).id(),
              Map.of(
                  "application", app(file).id().toString(),
                  "startedAt", "2026-03-01T01:00:00Z",
                  "finishedAt", "2026-03-01T01:30:00Z",
                  "disposition", "30",
                  "investigatorA", visitor.staff().toString()));
      visitor.add(visitor.op("save", false, TestMachine.wire(RecordChange.create(visit))));
      Gate gate = Gate.before(district.server, LAST_LOCK);
      var both = meet(gate, last(inbox(district.server, gate), visitor), last(there(), reviewer));
      assertEquals(Verdict.Kind.APPLIED, both.first().verdict());
      assertEquals(Verdict.Kind.APPLIED, both.second().verdict());
      assertTrue(both.waited(), "the case was locked");
      assertTrue(both.first().seq() < both.second().seq());
    }
  }

  @Test
  void aFileThatComesWholeWhileItsPageIsPushedGetsItsReceipt() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    byte[] content = TestMachine.bytes(1_000);
    String address = FileAddress.of(content).text();
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            District.IDS.next(),
            District.HERE,
            app(file).id(),
            Map.of("application", app(file).id().toString(), "slot", "D03", "file", address));
    journal(clerk, OpCodec.change(RecordChange.create(page)));
    Gate gate = Gate.after(district.server, "namedBy");
    Wiring wiring = district.server.wiring();
    var desk =
        new FileDesk(
            new FileDesk.Parts(
                gate, wiring.feed, wiring.pulls, wiring.surroundings.clock(), Runnable::run),
            FileStore.folder(data.resolve("files")),
            Limits.files());
    Callable<Verdict> push = last(there(), clerk);
    meet(
        gate,
        () -> desk.add(content),
        () -> {
          push.call();
          clerk.pull();
          return true;
        });
    clerk.pull();
    assertTrue(clerk.receipts.contains(address), "whoever pulled in between learns of it too");
  }

  @Test
  void theAuditChainHoldsUnderBoth() throws Exception {
    var jobs = new ArrayList<Future<?>>();
    for (int i = 0; i < 8; i++) {
      Wiring wiring = (i % 2 == 0 ? district.server : other).wiring();
      jobs.add(
          threads.submit(() -> {
            for (int n = 0; n < 25; n++)
              wiring.database.write(tx -> {
                wiring.audit.add(tx, new Audit.Entry("TEST", "", "", "", ""));
                return true;
              });
            return true;
          }));
    }
    for (Future<?> job : jobs) job.get(60, TimeUnit.SECONDS);
    long lines =
        other
            .wiring()
            .database
            .read(tx -> tx.number("SELECT count(*) AS n FROM audit WHERE what = 'TEST'"));
    assertEquals(200, lines);
    assertTrue(other.chainsHold());
  }

  @Test
  void everyMachineGetsItsOwnBlock() throws Exception {
    var jobs = new ArrayList<Future<String>>();
    try (var _ = crowd(8, "LOCK TABLE device IN SHARE MODE")) {
      for (int i = 0; i < 8; i++) {
        EmbeddedServer server = i % 2 == 0 ? district.server : other;
        jobs.add(
            threads.submit(() -> {
              try (TestMachine machine = new TestMachine(server.url(), server.certificate())) {
                return machine.enrol(server.issueCode()).block();
              }
            }));
      }
    }
    var blocks = new TreeSet<String>();
    for (Future<String> job : jobs) blocks.add(job.get(60, TimeUnit.SECONDS));
    assertEquals(8, blocks.size());
  }

  @Test
  void oneLoginAndOneVersionOfAFormAreGivenOnce() throws Exception {
    var people = new ArrayList<Future<Boolean>>();
    var forms = new ArrayList<Future<Object>>();
    byte[] form = FormPackage.homeVisit().xform();
    try (var _ = crowd(4, "LOCK TABLE staff IN SHARE MODE", "SELECT seq FROM feed FOR UPDATE")) {
      for (EmbeddedServer server : List.of(district.server, other)) {
        people.add(
            threads.submit(() -> {
              try {
                server.addPerson(
                    "newbie", District.PASSWORD, "x", Role.WINDOW_CLERK, District.HERE, null);
                return true;
              } catch (IllegalArgumentException e) {
                assertEquals("LOGIN_TAKEN", e.getMessage());
                return false;
              }
            }));
        forms.add(threads.submit(() -> server.publishForm(form)));
      }
    }
    int added = 0;
    for (Future<Boolean> one : people) added += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
    assertEquals(1, added);
    assertEquals(
        forms.getFirst().get(60, TimeUnit.SECONDS).getClass(),
        forms.getLast().get(60, TimeUnit.SECONDS).getClass());
    clerk.pull();
    assertEquals(1, clerk.seen("FORM").size());
  }

  @Test
  void pushesOfTheSameCasesInAnyOrderAllComeThrough() throws Exception {
    CaseFile x = District.open(clerk, District.HERE, "王芳");
    CaseFile y = District.open(clerk, District.HERE, "李强");
    clerk2.pull();
    var jobs = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 6; i++) {
      TestMachine machine = i % 2 == 0 ? clerk : clerk2;
      Inbox inbox = i % 3 == 0 ? district.server.wiring().inbox : there();
      boolean turned = i % 2 == 0;
      jobs.add(threads.submit(() -> manyPushes(machine, inbox, turned ? x : y, turned ? y : x)));
    }
    for (Future<Integer> job : jobs) assertEquals(20, job.get(60, TimeUnit.SECONDS));
  }

  /// Each push writes a person of one case, then that case, then the other one.
  private int manyPushes(TestMachine machine, Inbox inbox, CaseFile one, CaseFile two)
      throws Exception {
    Caller by = district.caller(machine);
    int taken = 0;
    for (int i = 0; i < 20; i++) {
      var changes = new ArrayList<RecordChange>();
      changes.add(District.edit(one.applicant().orElseThrow(), "ethnicity", null, "01"));
      changes.add(District.edit(app(one), "note", null, "第" + i));
      changes.add(District.edit(app(two), "note", null, "第" + i));
      var op = machine.op("save", false, TestMachine.wire(changes.toArray(RecordChange[]::new)));
      String journal = Hashes.hex(TestMachine.bytes(16));
      byte[] line = OpCodec.write(numbered(op));
      PushBody body = PushBody.of(journal, 1, Chain.start(journal), List.of(line), null, Map.of());
      taken += given(inbox.push(by, body)).verdicts().size();
    }
    return taken;
  }

  private static Op numbered(Op op) {
    return new Op(
        op.opId(),
        1,
        op.user(),
        op.device(),
        op.app(),
        op.schema(),
        op.kind(),
        op.reason(),
        op.wall(),
        op.mono(),
        op.lastServerTime(),
        op.atomic(),
        op.changes(),
        op.files());
  }

  @Test
  void aMachineMaySpeakToEitherAndARequestCountsOnceForBoth() throws Exception {
    clerk.pull();
    String nonce = Hashes.hex(TestMachine.bytes(16));
    byte[] body = Messages.write(new PullRequest(1, null, Map.of(), 10));
    String path = Protocol.PULL;
    assertEquals(200, clerk.send("POST", path, body, Map.of(), nonce).status());
    clerk.url = other.url();
    assertEquals("REPLAY", clerk.send("POST", path, body, Map.of(), nonce).refusal().code());
    clerk.pull();
  }
}
