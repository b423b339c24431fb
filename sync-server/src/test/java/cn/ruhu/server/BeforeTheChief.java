package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A case as it lies before the street's chief, with much that stands against an approval.
final class BeforeTheChief {
  private final UUID app;

  BeforeTheChief(District district, UUID app) throws Exception {
    this.app = app;
    long seq = district.server.seq();
    district
        .server
        .wiring()
        .database
        .write(tx -> {
          Held held = tx.records().find(app).orElseThrow();
          var fields = new TreeMap<>(held.fields());
          fields.put("stage", "STREET_CONFIRM");
          tx.records().put(held.withFields(fields, false, held.journal()), seq);
          return true;
        });
  }

  /// Everything that stands against an approval.
  ///
  /// @param files what the op says is here
  String against(TestMachine chief, String... files) throws Exception {
    var decision =
        CaseRecord.of(
            RecordType.DECISION,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of(
                "application",
                app.toString(),
                "scheme",
                "DB",
                "outcome",
                "APPROVED",
                "by",
                chief.staff().toString()));
    var event =
        CaseRecord.of(
            RecordType.EVENT,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of("application", app.toString(), "act", "DECIDE"));
    Op op =
        chief.op(
            "act.DECIDE",
            true,
            TestMachine.wire(RecordChange.create(decision), RecordChange.create(event)));
    Verdict verdict =
        chief.take(
            new Op(
                op.opId(),
                op.jseq(),
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
                List.of(files)));
    assertEquals(Verdict.Kind.REJECTED, verdict.verdict());
    return verdict.toString();
  }
}
