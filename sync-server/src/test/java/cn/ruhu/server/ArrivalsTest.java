package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.SealReceipt;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealReceipts;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the district notes when a sealed visit arrives: a clock that was ahead, signatures that are
/// not their person's, and the receipt. Nothing of it is ever refused.
class ArrivalsTest {
  private static final String SEAL = "sha256-" + "ab".repeat(32);
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path data;

  private District district;
  private TestMachine clerk;
  private TestMachine reviewer;
  private TestMachine first;
  private TestMachine second;
  private CaseRecord sent;
  private final SigningKey keyA = SigningKey.generate(RANDOM);
  private final SigningKey keyB = SigningKey.generate(RANDOM);

  @BeforeEach
  void aPairIsSent() throws Exception {
    district = new District(data);
    clerk = district.machine("clerk");
    reviewer = district.machine("reviewer");
    first = district.machine("visitor1");
    second = district.machine("visitor2");
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    CaseRecord app = file.application().orElseThrow();
    reviewer.pull();
    var fields = new HashMap<String, String>();
    fields.put("application", app.id().toString());
    fields.put("agency", district.agency.toString());
    fields.put("investigatorA", first.staff().toString());
    fields.put("investigatorB", second.staff().toString());
    fields.put("state", "ASSIGNED");
    sent = CaseRecord.of(RecordType.ASSIGNMENT, District.IDS.next(), app.scope(), app.id(), fields);
    assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(sent)).verdict());
    first.pull();
  }

  @AfterEach
  void close() {
    for (TestMachine machine : List.of(clerk, reviewer, first, second)) machine.close();
    district.close();
  }

  private TestMachine.Answer says(TestMachine machine, UUID staff, SigningKey key)
      throws Exception {
    String recovery = SealedBox.publicHex(district.server.wiring().keys.recovery());
    byte[] box =
        SealedBox.seal(recovery, Protocol.workKeyOf(machine.staff()), new byte[32], RANDOM);
    var signs = Accounts.PersonKey.of(staff, machine.device, key);
    return machine.ask(Protocol.WORK_KEY, new Accounts.WorkKey(Hashes.hex(box), signs));
  }

  private CaseRecord visit(String signatureA, String signatureB, Instant end) {
    var fields = new HashMap<String, String>();
    fields.put("application", sent.text("application"));
    fields.put("assignment", sent.id().toString());
    fields.put("startedAt", end.minusSeconds(1_800).toString());
    fields.put("finishedAt", end.toString());
    fields.put("disposition", "10");
    fields.put("investigatorA", first.staff().toString());
    fields.put("investigatorB", second.staff().toString());
    fields.put("signatureA", signatureA);
    fields.put("signatureB", signatureB);
    fields.put("sealHash", SEAL);
    return CaseRecord.of(
        RecordType.VISIT, District.IDS.next(), sent.scope(), sent.caseId(), fields);
  }

  private static String sign(SealText.Place place, SigningKey key, UUID who, Instant at) {
    return key.sign(SealText.of(place, who, SEAL, at)) + " " + at;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static List<WireRecord> facts(TestMachine machine, GateKind kind) throws Exception {
    machine.pull();
    return machine.seen(RecordType.GATE_FACT.name()).stream()
        .filter(r -> kind.name().equals(r.fields().get("kind")))
        .toList();
  }

  private void taken(CaseRecord visit) throws Exception {
    Verdict verdict = first.save(RecordChange.create(visit));
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict.toString());
  }

  @Test
  void aKeyIsTakenFromItsPersonOnItsMachineAlone() throws Exception {
    assertEquals(200, says(first, first.staff(), keyA).status());
    assertEquals("WORK_KEY", says(first, second.staff(), keyB).refusal().code());
    assertEquals(200, says(first, first.staff(), keyB).status(), "after a new password");
    List<String> known =
        district
            .server
            .wiring()
            .database
            .ledger()
            .write(rows -> rows.grants().personKeys(first.staff(), first.device));
    assertEquals(2, known.size(), "the one of before proves what it signed");
  }

  @Test
  void aSoundVisitGetsItsReceiptAndNothingElse() throws Exception {
    says(first, first.staff(), keyA);
    Instant at = now();
    String a = sign(SealText.Place.A, keyA, first.staff(), at);
    String b = sign(SealText.Place.B, keyB, second.staff(), at); // unknown on this machine
    CaseRecord visit = visit(a, b, at);
    taken(visit);
    assertTrue(facts(reviewer, GateKind.SIGNATURE_DOUBTED).isEmpty());
    assertTrue(facts(reviewer, GateKind.CLOCK_AHEAD).isEmpty());
    for (TestMachine machine : List.of(reviewer, first)) {
      WireRecord fact = facts(machine, GateKind.SEAL_RECEIVED).getFirst();
      SealReceipt receipt = receipt(fact, visit);
      assertTrue(SealReceipts.holds(receipt));
      assertEquals(
          district.server.wiring().keys.signing().publicHex(), receipt.key(), "the district's");
      var other =
          new SealReceipt(
              receipt.visit(),
              "sha256-" + "00".repeat(32),
              receipt.at(),
              receipt.key(),
              receipt.signature());
      assertFalse(SealReceipts.holds(other), "of this seal and no other");
    }
  }

  private static SealReceipt receipt(WireRecord fact, CaseRecord visit) {
    CaseRecord record =
        CaseRecord.of(RecordType.GATE_FACT, fact.id(), fact.scope(), fact.caseId(), fields(fact));
    return SealReceipt.among(List.of(record), visit).orElseThrow();
  }

  @Test
  void aSignatureByNoneOfTheKnownKeysIsToldAndTheVisitIsKept() throws Exception {
    says(first, first.staff(), keyA);
    Instant at = now();
    String forged = sign(SealText.Place.A, keyB, first.staff(), at);
    CaseRecord visit = visit(forged, "", at);
    taken(visit);
    for (TestMachine machine : List.of(reviewer, first)) {
      Map<String, String> fact = fields(facts(machine, GateKind.SIGNATURE_DOUBTED).getFirst());
      assertEquals(visit.id().toString(), fact.get("subject"));
      assertEquals(first.staff().toString(), fact.get("value"));
      assertEquals("A", fact.get("reason"));
    }
    assertFalse(facts(reviewer, GateKind.SEAL_RECEIVED).isEmpty(), "it was received all the same");
  }

  /// The pair is done with the visit, and with the case, as soon as it is sealed.
  @Test
  void thePairSeesTheDoubtUntilTheStreetHasAnswered() throws Exception {
    says(first, first.staff(), keyA);
    Instant at = now();
    CaseRecord visit =
        visit(
            sign(SealText.Place.A, keyB, first.staff(), at),
            sign(SealText.Place.B, keyB, second.staff(), at),
            at);
    RecordChange done = District.edit(sent, "state", "ASSIGNED", "DONE");
    Verdict verdict =
        first.take(
            first.op("visit.finish", true, TestMachine.wire(RecordChange.create(visit), done)));
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict.toString());
    for (TestMachine machine : List.of(first, second)) {
      assertEquals(1, facts(machine, GateKind.SIGNATURE_DOUBTED).size());
      assertEquals(1, facts(machine, GateKind.SEAL_RECEIVED).size());
    }
    String holder = first.staff().toString();
    UUID caseId = Objects.requireNonNull(sent.caseId());
    boolean writes =
        district
            .server
            .wiring()
            .database
            .ledger()
            .write(rows -> rows.grants().worksOn(holder, caseId));
    assertFalse(writes, "to look, not to write");
    UUID doubt = facts(reviewer, GateKind.SIGNATURE_DOUBTED).getFirst().id();
    CaseRecord answer =
        CaseRecord.of(
            RecordType.GATE_FACT,
            District.IDS.next(),
            sent.scope(),
            sent.caseId(),
            Map.of(
                "application", sent.text("application"),
                "kind", GateKind.ALERT_ANSWERED.name(),
                "subject", doubt.toString(),
                "reason", "本人到街道补签",
                "by", reviewer.staff().toString(),
                "at", now().toString()));
    assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(answer)).verdict());
    for (TestMachine machine : List.of(first, second)) {
      machine.pull();
      assertEquals(List.of(), casesOf(machine));
    }
  }

  private List<String> casesOf(TestMachine machine) throws Exception {
    return district
        .server
        .wiring()
        .database
        .ledger()
        .write(rows -> rows.grants().casesOf(machine.staff().toString()));
  }

  @Test
  void aVisitBesideAnOpThatCannotBeKeptIsLookedAtAllTheSame() throws Exception {
    says(first, first.staff(), keyA);
    district
        .server
        .wiring()
        .database
        .write(tx ->
            tx.run(
                "CREATE TRIGGER banned BEFORE INSERT ON record WHEN NEW.fields LIKE"
                    + " '%SAME_DAY_ALERT%' BEGIN SELECT RAISE(ABORT, 'banned'); END"));
    Instant at = now().plus(3, ChronoUnit.HOURS);
    CaseRecord visit = visit(sign(SealText.Place.A, keyB, first.staff(), at), "", at);
    CaseRecord alert =
        CaseRecord.of(
            RecordType.GATE_FACT,
            District.IDS.next(),
            sent.scope(),
            sent.caseId(),
            Map.of(
                "application", sent.text("application"),
                "kind", GateKind.SAME_DAY_ALERT.name(),
                "by", first.staff().toString(),
                "at", now().toString()));
    int from = first.lines.size() + 1;
    first.add(first.op("save", false, TestMachine.wire(RecordChange.create(visit))));
    first.add(first.op("save", false, TestMachine.wire(RecordChange.create(alert))));
    List<Verdict> verdicts = first.push(from, first.lines.size()).verdicts();
    assertEquals(
        List.of(Verdict.Kind.APPLIED, Verdict.Kind.REJECTED),
        verdicts.stream().map(Verdict::verdict).toList(),
        verdicts.toString());
    for (GateKind kind :
        List.of(GateKind.SIGNATURE_DOUBTED, GateKind.SEAL_RECEIVED, GateKind.CLOCK_AHEAD))
      assertEquals(1, facts(reviewer, kind).size(), kind.name());
  }

  /// Who takes late work over does it on another machine, which knows nobody's keys.
  @Test
  void aLateVisitIsHeldAgainstTheKeysOfTheMachineItWasMadeOn() throws Exception {
    says(first, first.staff(), keyA);
    district.server.revokeMachine(first.device);
    first.handIn();
    Instant at = now();
    CaseRecord visit = visit(sign(SealText.Place.A, keyB, first.staff(), at), "", at);
    Verdict late = first.save(RecordChange.create(visit));
    assertEquals(Verdict.Kind.LATE, late.verdict(), late.toString());
    CaseRecord conflict = LateWork.seen(reviewer, late.conflicts().getFirst());
    Verdict taken = LateWork.settle(reviewer, conflict, "TAKE", Map.of());
    assertEquals(Verdict.Kind.APPLIED, taken.verdict(), taken.toString());
    WireRecord doubt = facts(reviewer, GateKind.SIGNATURE_DOUBTED).getFirst();
    assertEquals(visit.id().toString(), doubt.fields().get("subject"));
  }

  private static Map<String, String> fields(WireRecord record) {
    var out = new HashMap<String, String>();
    record.fields().forEach((k, v) -> out.put(k, Objects.requireNonNull(v)));
    return out;
  }

  @Test
  void aVisitThatArrivesBeforeItsEndTellsOfTheClock() throws Exception {
    Instant at = now().plus(3, ChronoUnit.HOURS);
    CaseRecord visit = visit(sign(SealText.Place.A, keyA, first.staff(), at), "", at);
    taken(visit);
    Map<String, String> fact = fields(facts(reviewer, GateKind.CLOCK_AHEAD).getFirst());
    assertEquals(visit.id().toString(), fact.get("subject"));
    long seconds = Long.parseLong(fact.get("value"));
    assertTrue(seconds > 2 * 3_600 && seconds <= 3 * 3_600, "" + seconds);
    assertTrue(facts(first, GateKind.CLOCK_AHEAD).isEmpty(), "a sign for supervisors");
  }

  @Test
  void nobodyWritesSuchFactsByHand() throws Exception {
    for (GateKind kind :
        List.of(GateKind.CLOCK_AHEAD, GateKind.SIGNATURE_DOUBTED, GateKind.SEAL_RECEIVED)) {
      CaseRecord fact =
          CaseRecord.of(
              RecordType.GATE_FACT,
              District.IDS.next(),
              sent.scope(),
              sent.caseId(),
              Map.of(
                  "application", sent.text("application"),
                  "kind", kind.name(),
                  "by", reviewer.staff().toString(),
                  "at", now().toString()));
      Verdict verdict = reviewer.save(RecordChange.create(fact));
      assertEquals("RIGHTS", verdict.reason(), kind.name());
    }
  }
}
