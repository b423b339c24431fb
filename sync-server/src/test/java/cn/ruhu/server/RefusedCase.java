package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A case of two schemes, both refused without a visit (C3), a letter written for each: it is over
/// once both letters were delivered.
final class RefusedCase {
  private final District district;
  private final TestMachine clerk;
  private CaseFile file = CaseFile.of(List.of());

  RefusedCase(District district, TestMachine clerk) throws Exception {
    this.district = district;
    this.clerk = clerk;
    refusedTwice();
  }

  private void applied(TestMachine at, String kind, List<RecordChange> changes) throws Exception {
    var wired = TestMachine.wire(changes.toArray(RecordChange[]::new));
    Verdict verdict = at.take(at.op(kind, true, wired));
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict::toString);
    file = file.with(changes);
  }

  private void act(TestMachine at, Act act, CaseRecord... carried) throws Exception {
    ActInput input = ActInput.because("已核实").carrying(List.of(carried));
    var done = Process.perform(file, act, District.actor(at), input, Instant.now(), District.IDS);
    applied(
        at, "act." + act.name(), assertInstanceOf(Performed.class, done, done::toString).changes());
  }

  private CaseRecord made(TestMachine at, RecordType type, Map<String, String> fields) {
    UUID id = file.application().orElseThrow().id();
    return CaseRecord.of(type, District.IDS.next(), District.HERE, id, fields)
        .with("application", id.toString())
        .with("by", at.staff().toString());
  }

  CaseRecord fact(TestMachine at, GateKind kind, Map<String, String> more) {
    var fields = new TreeMap<>(more);
    fields.put("kind", kind.name());
    fields.put("at", Instant.now().toString());
    return made(at, RecordType.GATE_FACT, fields);
  }

  private CaseRecord refusal(TestMachine at, RecordType type, String scheme) {
    CaseRecord signed =
        made(
            at,
            type,
            Map.of(
                "scheme",
                scheme,
                "reasonCode",
                "R08",
                "reasonText",
                "拒不授权核对",
                "at",
                Instant.now().toString()));
    return type == RecordType.OPINION
        ? signed.with("positive", "false")
        : signed.with("outcome", "REJECTED");
  }

  private CaseRecord page(String slot) {
    String address = "sha256-" + "%064x".formatted(slot.hashCode());
    return made(clerk, RecordType.PAGE, Map.of("slot", slot, "file", address));
  }

  private void refusedTwice() throws Exception {
    var first = new ArrayList<CaseRecord>();
    for (CaseRecord r : District.household(District.HERE, clerk.staff(), "王芳"))
      first.add(r.type() == RecordType.APPLICATION ? r.with("schemes", "DB,DS") : r);
    act(clerk, Act.OPEN, first.toArray(CaseRecord[]::new));
    act(clerk, Act.SUBMIT, page("D02"), page("D03"), page("D04"));
    act(
        clerk,
        Act.ACCEPT,
        fact(clerk, GateKind.DECLARATION_SIGNED, Map.of()),
        fact(clerk, GateKind.N01_ISSUED, Map.of("value", "N01-1")));
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine chief = district.machine("chief")) {
      act(
          reviewer,
          Act.REFUSE,
          fact(reviewer, GateKind.AUTHORIZATION_REFUSED, Map.of("reason", "不同意核对")),
          refusal(reviewer, RecordType.OPINION, "DB"),
          refusal(reviewer, RecordType.OPINION, "DS"));
      act(reviewer, Act.REFUSE_PATH);
      act(
          chief,
          Act.DECIDE,
          refusal(chief, RecordType.DECISION, "DB"),
          refusal(chief, RecordType.DECISION, "DS"));
    }
    for (String scheme : List.of("DB", "DS"))
      records(clerk, GateKind.LETTER_ISSUED, Map.of("reason", scheme, "value", "6-" + scheme));
  }

  void records(TestMachine at, GateKind kind, Map<String, String> more) throws Exception {
    applied(at, "save", List.of(RecordChange.create(fact(at, kind, more).with("subject", "N06"))));
  }

  /// Who finished the case in the district's records.
  List<String> finished() throws Exception {
    clerk.pull();
    String id = file.application().orElseThrow().id().toString();
    return clerk.seen("EVENT").stream()
        .filter(e -> id.equals(e.fields().get("application")))
        .filter(e -> Act.REFUSAL_LETTER.name().equals(e.fields().get("act")))
        .map(e -> String.valueOf(e.fields().get("by")))
        .toList();
  }
}
