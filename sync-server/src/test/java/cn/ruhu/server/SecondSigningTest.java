package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.SecondSigning;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A visit sealed without the partner (DOMAIN C22): whoever came in a partner's place in the
/// morning stands in no assignment, sees the case until the signature is there, and nobody signs
/// for them.
class SecondSigningTest {
  private static final String SEAL = "sha256-" + "7".repeat(64);

  @TempDir Path data;

  private static CaseRecord assignment(District district, TestMachine reviewer, CaseFile file) {
    CaseRecord app = file.application().orElseThrow();
    var fields = new HashMap<String, String>();
    fields.put("application", app.id().toString());
    fields.put("agency", district.agency.toString());
    fields.put("investigatorA", staff(district, "visitor1").toString());
    fields.put("investigatorB", staff(district, "visitor2").toString());
    fields.put("state", "ASSIGNED");
    fields.put("visitMode", "HOME");
    fields.put("assignedBy", reviewer.staff().toString());
    return CaseRecord.of(RecordType.ASSIGNMENT, District.IDS.next(), app.scope(), app.id(), fields);
  }

  private static UUID staff(District district, String login) {
    return Objects.requireNonNull(district.staff.get(login));
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
    fields.put("signatureA", "ed25519:" + "0".repeat(128) + " " + Instant.now());
    fields.put("sealHash", SEAL);
    return CaseRecord.of(
        RecordType.VISIT, District.IDS.next(), sent.scope(), sent.caseId(), fields);
  }

  private static CaseRecord fact(CaseRecord visit, SecondSignature made, UUID by) {
    var fields = new HashMap<>(made.fields());
    fields.put("application", visit.text("application"));
    fields.put("by", by.toString());
    return CaseRecord.of(
        RecordType.GATE_FACT, District.IDS.next(), visit.scope(), visit.caseId(), fields);
  }

  private static SecondSignature sign(
      CaseRecord visit, TestMachine machine, SigningKey station, String seal) {
    return sign(visit, machine, station, seal, Instant.now());
  }

  private static SecondSignature sign(
      CaseRecord visit, TestMachine machine, SigningKey station, String seal, Instant at) {
    var person = SigningKey.generate(new SecureRandom());
    return SecondSigning.sign(
        visit.id(),
        machine.staff(),
        seal,
        person,
        new SecondSigning.Station(machine.device, station.publicHex(), station::sign),
        at);
  }

  private static boolean sees(TestMachine machine, CaseRecord visit) {
    return machine.seen(RecordType.VISIT.name()).stream().anyMatch(r -> r.id().equals(visit.id()));
  }

  @Test
  void whoCameInAPartnersPlaceSeesTheVisitAndSignsItAndNobodyElseDoes() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1");
        var came = district.machine("visitor3")) {
      CaseFile file = District.open(clerk, District.household(District.HERE, clerk.staff(), "王建国"));
      reviewer.pull();
      CaseRecord sent = assignment(district, reviewer, file);
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(sent)).verdict());
      first.pull();
      CaseRecord visit = visit(sent, first.staff(), came.staff());
      assertTrue(SecondSignings.lacks(visit));
      came.pull();
      Verdict early =
          came.save(
              RecordChange.create(fact(visit, sign(visit, came, came.key, SEAL), came.staff())));
      assertEquals("SCOPE", early.reason(), "no business with a case before the visit is there");
      assertEquals(Verdict.Kind.APPLIED, first.save(RecordChange.create(visit)).verdict());
      came.pull();
      assertTrue(sees(came, visit));

      SigningKey foreign = SigningKey.generate(new SecureRandom());
      Verdict forged =
          came.save(
              RecordChange.create(fact(visit, sign(visit, came, foreign, SEAL), came.staff())));
      assertEquals("SIGNATURE", forged.reason(), "a machine nobody enrolled vouches for nothing");
      SecondSignature other = sign(visit, came, came.key, "sha256-" + "8".repeat(64));
      var moved = new SecondSignature(visit.id(), came.staff(), SEAL, other.proof());
      assertEquals(
          "SIGNATURE", came.save(RecordChange.create(fact(visit, moved, came.staff()))).reason());
      Verdict inHisName =
          first.save(
              RecordChange.create(fact(visit, sign(visit, first, first.key, SEAL), came.staff())));
      assertEquals("RIGHTS", inHisName.reason());

      Verdict signed =
          came.save(
              RecordChange.create(fact(visit, sign(visit, came, came.key, SEAL), came.staff())));
      assertEquals(Verdict.Kind.APPLIED, signed.verdict(), signed.toString());
      reviewer.pull();
      assertTrue(
          reviewer.seen(RecordType.GATE_FACT.name()).stream()
              .anyMatch(r -> "SECOND_SIGNED".equals(r.fields().get("kind"))));
    }
  }

  private static CaseRecord draft(CaseRecord sent, TestMachine by) {
    var fields = new HashMap<String, String>();
    fields.put("application", sent.text("application"));
    fields.put("assignment", sent.id().toString());
    fields.put("attempt", "1");
    fields.put("at", Instant.now().toString());
    fields.put("by", by.staff().toString());
    fields.put("formHash", "sha256-" + "a".repeat(64));
    fields.put("log.0", "x");
    fields.put("text.0", "H03\t\t建筑面积\t17\t17");
    return CaseRecord.of(
        RecordType.VISIT_DRAFT, District.IDS.next(), sent.scope(), sent.caseId(), fields);
  }

  /// A pair that lost the household meanwhile hands over what it had asked: beside everything,
  /// never a dispute, and seen by those who took over.
  @Test
  void aDraftIsHandedOverByThoseWhoLostTheHousehold() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1");
        var other = district.machine("visitor3")) {
      CaseFile file = District.open(clerk, District.household(District.HERE, clerk.staff(), "王建国"));
      reviewer.pull();
      CaseRecord sent = assignment(district, reviewer, file);
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(sent)).verdict());
      first.pull();
      var mine = RecordChange.create(draft(sent, first));
      CaseRecord gone = sent.with("state", "WITHDRAWN");
      assertEquals(
          Verdict.Kind.APPLIED,
          reviewer.save(RecordChange.between(sent, gone).orElseThrow()).verdict());
      var anew =
          CaseRecord.of(
                  RecordType.ASSIGNMENT,
                  District.IDS.next(),
                  sent.scope(),
                  sent.caseId(),
                  sent.fields())
              .with("investigatorA", other.staff().toString());
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(anew)).verdict());
      Verdict handed = first.save(mine);
      assertEquals(Verdict.Kind.APPLIED, handed.verdict(), handed.toString());
      other.pull();
      assertEquals(1, other.seen(RecordType.VISIT_DRAFT.name()).size());
      reviewer.pull();
      assertEquals(1, reviewer.seen(RecordType.VISIT_DRAFT.name()).size());
      Verdict another = other.save(RecordChange.create(draft(anew, first)));
      assertEquals("RIGHTS", another.reason(), "in one's own name only");
      Verdict stranger = clerk.save(RecordChange.create(draft(anew, clerk)));
      assertEquals("RIGHTS", stranger.reason());
    }
  }

  /// Who was sent keeps the case when the assignment is done, until the signature is there.
  @Test
  void aDoneAssignmentTakesNoCaseFromWhoStillHasToSign() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1");
        var second = district.machine("visitor2")) {
      CaseFile file = District.open(clerk, District.household(District.HERE, clerk.staff(), "王建国"));
      reviewer.pull();
      CaseRecord sent = assignment(district, reviewer, file);
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(sent)).verdict());
      first.pull();
      CaseRecord visit = visit(sent, first.staff(), second.staff());
      Verdict sealed =
          first.save(
              RecordChange.create(visit),
              RecordChange.between(sent, sent.with("state", "DONE")).orElseThrow());
      assertEquals(Verdict.Kind.APPLIED, sealed.verdict(), sealed.toString());
      second.pull();
      assertTrue(sees(second, visit));
      assertTrue(second.scopes.contains("case:" + visit.caseId()), second.scopes::toString);
      first.pull();
      assertTrue(!first.scopes.contains("case:" + visit.caseId()), first.scopes::toString);
      Verdict signed =
          second.save(
              RecordChange.create(
                  fact(visit, sign(visit, second, second.key, SEAL), second.staff())));
      assertEquals(Verdict.Kind.APPLIED, signed.verdict(), signed.toString());
      second.pull();
      assertTrue(!second.scopes.contains("case:" + visit.caseId()), second.scopes::toString);
    }
  }

  /// A visit of the first two that waits for the second.
  private static CaseRecord sealed(
      District district, TestMachine clerk, TestMachine reviewer, TestMachine first, UUID second)
      throws Exception {
    CaseFile file = District.open(clerk, District.household(District.HERE, clerk.staff(), "王建国"));
    reviewer.pull();
    CaseRecord sent = assignment(district, reviewer, file);
    assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(sent)).verdict());
    first.pull();
    CaseRecord visit = visit(sent, first.staff(), second);
    Verdict sealed =
        first.save(
            RecordChange.create(visit),
            RecordChange.between(sent, sent.with("state", "DONE")).orElseThrow());
    assertEquals(Verdict.Kind.APPLIED, sealed.verdict(), sealed::toString);
    return visit;
  }

  /// Late work is judged by a supervisor who knows no arithmetic: what proves nothing is no work.
  @Test
  void whatProvesNothingIsNotKeptForASupervisorEither() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1");
        var second = district.machine("visitor2");
        var another = district.machine("visitor2")) {
      CaseRecord visit = sealed(district, clerk, reviewer, first, second.staff());
      SigningKey foreign = SigningKey.generate(new SecureRandom());
      Instant ahead = Instant.now().plus(Duration.ofHours(1));
      for (SecondSignature none :
          List.of(
              sign(visit, second, foreign, SEAL, ahead),
              sign(visit, another, another.key, SEAL, ahead),
              sign(visit, another, another.key, SEAL))) {
        Verdict forged = second.save(RecordChange.create(fact(visit, none, second.staff())));
        assertEquals(Verdict.Kind.REJECTED, forged.verdict(), forged::toString);
        assertEquals("SIGNATURE", forged.reason());
      }
    }
  }

  /// A day is given by the clock of the machine it is signed on: one that is off is looked at.
  @Test
  void aSignatureByAClockThatIsOffIsForTheStreetToJudge() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1");
        var second = district.machine("visitor2")) {
      CaseRecord visit = sealed(district, clerk, reviewer, first, second.staff());
      Instant ahead = Instant.now().plus(Duration.ofHours(1));
      Verdict late =
          second.save(
              RecordChange.create(
                  fact(visit, sign(visit, second, second.key, SEAL, ahead), second.staff())));
      assertEquals(Verdict.Kind.LATE, late.verdict(), late::toString);
      assertEquals("CLOCK", late.reason());
      reviewer.pull();
      CaseRecord dispute =
          reviewer.seen(RecordType.CONFLICT.name()).stream()
              .filter(r -> r.id().equals(late.conflicts().getFirst()))
              .map(r ->
                  CaseRecord.of(RecordType.CONFLICT, r.id(), r.scope(), r.caseId(), r.fields()))
              .findFirst()
              .orElseThrow();
      assertEquals("CLOCK", dispute.text("late"));
    }
  }

  /// Two machines that did not see each other: the second signature is no dispute.
  @Test
  void signingOnTwoMachinesIsSigningTwice() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1");
        var second = district.machine("visitor2");
        var another = district.machine("visitor2")) {
      CaseRecord visit = sealed(district, clerk, reviewer, first, second.staff());
      for (TestMachine machine : List.of(second, another)) {
        Verdict signed =
            machine.save(
                RecordChange.create(
                    fact(visit, sign(visit, machine, machine.key, SEAL), machine.staff())));
        assertEquals(Verdict.Kind.APPLIED, signed.verdict(), signed::toString);
      }
    }
  }

  /// Who sees the case for a signature alone works on it no more than anybody else (I13).
  @Test
  void whoIsOnlyToSignWritesNothingElse() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1");
        var second = district.machine("visitor2")) {
      CaseRecord visit = sealed(district, clerk, reviewer, first, second.staff());
      second.pull();
      assertTrue(sees(second, visit));
      CaseRecord again =
          CaseRecord.of(
              RecordType.VISIT,
              District.IDS.next(),
              visit.scope(),
              visit.caseId(),
              visit.with("investigatorA", second.staff().toString()).fields());
      Verdict late = second.save(RecordChange.create(again));
      assertEquals(Verdict.Kind.LATE, late.verdict(), late::toString);
      assertEquals("GRANT_OVER", late.reason());
      CaseRecord draft =
          draft(
              CaseRecord.of(
                  RecordType.ASSIGNMENT,
                  UUID.fromString(visit.text("assignment")),
                  visit.scope(),
                  visit.caseId(),
                  java.util.Map.of("application", visit.text("application"))),
              second);
      Verdict handed = second.save(RecordChange.create(draft));
      assertEquals(Verdict.Kind.APPLIED, handed.verdict(), handed::toString);
    }
  }

  /// Naming somebody of another agency under a visit opens the case to nobody.
  @Test
  void aStrangerNamedUnderAVisitSeesNothing() throws Exception {
    try (var district = new District(data);
        var clerk = district.machine("clerk");
        var reviewer = district.machine("reviewer");
        var first = district.machine("visitor1")) {
      UUID elsewhere = district.server.addAgency("另一家");
      UUID stranger =
          district.server.addPerson(
              "stranger", District.PASSWORD, "stranger", Role.INVESTIGATOR, null, elsewhere);
      CaseRecord visit = sealed(district, clerk, reviewer, first, stranger);
      try (var machine = district.machine("stranger")) {
        machine.pull();
        assertTrue(!sees(machine, visit));
        Verdict signed =
            machine.save(
                RecordChange.create(
                    fact(visit, sign(visit, machine, machine.key, SEAL), machine.staff())));
        assertEquals("SCOPE", signed.reason());
      }
    }
  }
}
