package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A case, its clerk whose machine goes missing, and how what comes back is settled.
abstract class LateWork {
  static final Instant AT = Instant.parse("2026-05-01T00:00:00Z");
  static final String NEW = "13900000009";

  @TempDir Path data;
  final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
  District district;
  TestMachine clerk;
  TestMachine reviewer;
  CaseFile file;
  CaseRecord app;

  /// What the district stands on.
  abstract Store store();

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store(), EmbeddedServer.Config.forTests().withClock(clock::get));
    clerk = district.machine("clerk");
    file = District.open(clerk, District.HERE, "王芳");
    app = file.application().orElseThrow();
    clerk.pull();
  }

  @AfterEach
  void stop() {
    if (reviewer != null) reviewer.close();
    clerk.close();
    district.close();
  }

  void revoke() throws Exception {
    district.server.revokeMachine(clerk.device);
  }

  void monthsPass() {
    clock.updateAndGet(now -> now.plus(Duration.ofDays(120)));
  }

  /// Two fields of the application and, in one group, two of the bank.
  RecordChange work() {
    var set = new TreeMap<String, FieldChange>();
    set.put("phone", new FieldChange("13800000001", NEW));
    set.put("note", new FieldChange(null, "夜间在家"));
    set.put("bankName", new FieldChange(null, "农商银行"));
    set.put("bankHolder", new FieldChange(null, "王芳"));
    return new RecordChange(app.type(), app.id(), app.scope(), app.caseId(), set, false, false);
  }

  void supervisor() throws Exception {
    reviewer = district.machine("reviewer");
  }

  static CaseRecord seen(TestMachine machine, UUID id) throws Exception {
    machine.pull();
    WireRecord r = machine.copies.get(id);
    return CaseRecord.of(
        OpCodec.type(r.type()).orElseThrow(), r.id(), r.scope(), r.caseId(), r.fields());
  }

  static Verdict settle(
      TestMachine by, CaseRecord conflict, String choice, Map<String, String> values)
      throws Exception {
    CaseRecord after =
        ConflictHistory.with(conflict, choice, by.staff(), AT, "与本人核实", values)
            .with("state", "RESOLVED")
            .with("choice", choice)
            .with("resolvedBy", by.staff().toString())
            .with("resolvedAt", AT.toString())
            .with("resolveReason", "与本人核实");
    RecordChange change = RecordChange.between(conflict, after).orElseThrow();
    return by.take(by.op("resolve", true, TestMachine.wire(change)));
  }

  /// The work of a revoked machine, as the district keeps it.
  UUID handedIn() throws Exception {
    revoke();
    monthsPass();
    clerk.handIn();
    Verdict late = clerk.save(work());
    assertEquals(Verdict.Kind.LATE, late.verdict(), late::toString);
    supervisor();
    return late.conflicts().getFirst();
  }

  /// News of the newest op.
  static LateNews news(TestMachine machine, Verdict late) throws Exception {
    return machine.late(List.of(late.opId())).getFirst();
  }

  CaseRecord seen0(UUID id) throws Exception {
    return seen(reviewer, id);
  }

  ActInput withdrawal() {
    return ActInput.NONE.carrying(
        List.of(
            CaseRecord.of(
                RecordType.GATE_FACT,
                District.IDS.next(),
                app.scope(),
                app.id(),
                Map.of(
                    "application", app.id().toString(),
                    "kind", "WITHDRAWAL_WRITTEN",
                    "by", clerk.staff().toString(),
                    "at", AT.toString()))));
  }

  RecordChange takeover(TestMachine by, UUID holder, UUID former, String reason) {
    return RecordChange.create(
        CaseRecord.of(
            RecordType.GATE_FACT,
            District.IDS.next(),
            app.scope(),
            app.id(),
            Map.of(
                "application", app.id().toString(),
                "kind", "TAKEN_OVER",
                "subject", cn.ruhu.casefile.process.Takeovers.subject(holder, by.staff()),
                "value", former.toString(),
                "reason", reason,
                "by", by.staff().toString(),
                "at", AT.toString())));
  }
}
