package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.UnlockCode;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Badges at the district (DOMAIN C22, decision 0043): who is handed what a PIN opens, and what
/// becomes of a visit that was signed by one.
@OnEachStore
class WorkBadgesTest {
  private static final String SEAL = "sha256-" + "7".repeat(64);
  private static final String PIN = "493817";

  @Parameter Store store;
  @TempDir Path data;

  private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());
  private District district;
  private TestMachine first;
  private TestMachine owner;

  @BeforeEach
  void open() throws Exception {
    district = new District(data, store, EmbeddedServer.Config.forTests().withClock(clock::get));
    first = district.machine("visitor1");
    owner = district.machine("visitor2");
  }

  @AfterEach
  void close() {
    first.close();
    owner.close();
    district.close();
  }

  private static Badge.Made made(UUID staff) {
    return Badge.make(staff, PIN.toCharArray(), PasswordHash.Cost.TINY, new SecureRandom());
  }

  private static TestMachine.Answer tell(TestMachine machine, Badge.Made badge) throws Exception {
    return machine.ask(Protocol.BADGE, new Accounts.NewBadge(badge.sealed(), badge.proof()));
  }

  private Badge.Made known() throws Exception {
    Badge.Made badge = made(owner.staff());
    assertEquals(200, tell(owner, badge).status());
    return badge;
  }

  private static SigningKey key(UUID staff, Badge.Made badge) throws Exception {
    Badge.Code code = Badge.read(badge.code()).orElseThrow();
    return Badge.open(staff, badge.sealed(), code, PIN.toCharArray());
  }

  private static List<String> numbers(TestMachine machine) throws Exception {
    machine.pull();
    return machine.seen(RecordType.BADGE.name()).stream()
        .filter(r -> !r.deleted())
        .map(r -> String.valueOf(r.fields().get("number")))
        .toList();
  }

  @Test
  void whatAPinOpensReachesTheInvestigatorsOfTheAgencyAndNobodyElse() throws Exception {
    UUID agency = district.server.addAgency("另一家");
    district.server.addPerson(
        "stranger", District.PASSWORD, "stranger", Role.INVESTIGATOR, null, agency);
    Badge.Made badge = known();
    String number = badge.sealed().number();
    assertEquals(List.of(number), numbers(owner));
    assertEquals(List.of(number), numbers(first));
    WireRecord record = first.seen(RecordType.BADGE.name()).getFirst();
    assertEquals(badge.sealed().sealed(), record.fields().get("sealed"));
    assertEquals(owner.staff().toString(), record.fields().get("staff"));
    assertEquals(CaseRecord.AGENCY + district.agency, record.scope());
    assertTrue(first.scopes.contains(record.scope()), first.scopes::toString);
    for (String login :
        List.of("stranger", "manager", "clerk", "reviewer", "chief", "district", "evaluator")) {
      try (TestMachine machine = district.machine(login)) {
        assertEquals(List.of(), numbers(machine), login);
      }
    }
    try (TestMachine substitute = district.machine("visitor3")) {
      assertEquals(List.of(number), numbers(substitute), "who may come in the morning");
    }
  }

  @Test
  void onlyOnesOwnSoundBadgeIsTakenAndTheOneBeforeIsGone() throws Exception {
    Badge.Made badge = known();
    assertEquals(200, tell(owner, badge).status(), "said again");
    assertEquals("BADGE", tell(first, badge).refusal().code(), "another's");
    Badge.Made mine = made(first.staff());
    var forged = new Accounts.NewBadge(mine.sealed(), badge.proof());
    assertEquals("BADGE", first.ask(Protocol.BADGE, forged).refusal().code());
    var misnamed =
        new Badge.SealedBadge("0000-0000", mine.sealed().publicKey(), mine.sealed().sealed());
    assertEquals(
        "BADGE",
        first.ask(Protocol.BADGE, new Accounts.NewBadge(misnamed, mine.proof())).refusal().code());
    try (TestMachine clerk = district.machine("clerk")) {
      assertEquals("RIGHT", tell(clerk, made(clerk.staff())).refusal().code());
    }
    Badge.Made second = made(owner.staff());
    assertEquals(200, tell(owner, second).status());
    assertEquals(List.of(second.sealed().number()), numbers(first));
    assertEquals("BADGE", tell(owner, badge).refusal().code(), "one that ended stays ended");
    assertEquals(
        List.of("BADGE_MADE", "BADGE_REVOKED", "BADGE_MADE"),
        district
            .server
            .wiring()
            .database
            .read(tx ->
                tx.all(
                    "SELECT what FROM audit WHERE what LIKE 'BADGE%' ORDER BY seq",
                    row -> row.text("what"))));
  }

  @Test
  void itsOwnerAndAnAdministratorTakeItBackAndItGoesWithTheAccount() throws Exception {
    Badge.Made badge = known();
    assertEquals(1, numbers(first).size());
    var mine = new Accounts.RevokeBadge(badge.sealed().number());
    assertEquals("BADGE_NONE", first.ask(Protocol.BADGE_REVOKE, mine).refusal().code());
    assertEquals(200, owner.ask(Protocol.BADGE_REVOKE, mine).status());
    assertEquals(List.of(), numbers(first));
    assertEquals("BADGE_NONE", owner.ask(Protocol.BADGE_REVOKE, mine).refusal().code());

    try (TestMachine admin = district.machine("admin")) {
      String path = Protocol.ADMIN_PEOPLE + "/badge";
      var act = new Admin.PersonAct(owner.staff(), "证丢失");
      assertEquals("BADGE_NONE", admin.ask(path, act).refusal().code());
      Badge.Made second = known();
      Admin.StaffList list =
          admin
              .ask(Protocol.ADMIN_PEOPLE, new Admin.ListRequest(null, 500))
              .as(Admin.StaffList.class);
      for (Admin.StaffEntry e : list.people())
        if (e.id().equals(owner.staff())) assertEquals(second.sealed().number(), e.badge());
        else assertNull(e.badge(), e.login());
      assertEquals("RIGHT", first.ask(path, act).refusal().code());
      assertEquals(
          "REASON", admin.ask(path, new Admin.PersonAct(owner.staff(), "")).refusal().code());
      assertEquals(200, admin.ask(path, act).status());
    }
    assertEquals(List.of(), numbers(first));
    known();
    assertEquals(1, numbers(first).size());
    district.server.setActive(owner.staff(), false);
    assertEquals(List.of(), numbers(first));
    assertTrue(district.server.chainsHold());
  }

  /// Neither in the record nor in what it was before.
  @Test
  void theDistrictKeepsNothingAPinOpensOfABadgeThatEnded() throws Exception {
    Badge.Made badge = known();
    assertTrue(kept(badge) > 0);
    Badge.Made second = made(owner.staff());
    assertEquals(200, tell(owner, second).status());
    assertEquals(0, kept(badge));
    assertTrue(kept(second) > 0, "the one that holds");
    district.server.setActive(owner.staff(), false);
    assertEquals(0, kept(second));
    assertEquals(List.of(), numbers(first), "and its end is heard of");
    assertTrue(district.server.chainsHold());
  }

  /// States with what a PIN opens, sealed as the district seals it: of the record, and before.
  private long kept(Badge.Made badge) throws Exception {
    String number = badge.sealed().number();
    String states =
        "SELECT count(*) AS n FROM %s r JOIN badge b ON b.id = r.id"
            + " WHERE b.number = ? AND (r.fields LIKE '%%sealed%%' OR r.sealed IS NOT NULL)";
    return district
        .server
        .wiring()
        .database
        .read(tx ->
            tx.number(states.formatted("record"), number)
                + tx.number(states.formatted("record_history"), number));
  }

  @Test
  void theHelpdeskAnswersForWhoHasABadgeAndNeverSignedInThere() throws Exception {
    var unlocks = district.server.wiring().unlocks;
    int block = Integer.parseInt(first.block);
    String challenge = UnlockCode.challenge(block, 1, new Random(5)).text();
    assertTrue(unlocks.response("visitor2", challenge, "李工", "电话核实").toString().contains("NEVER"));
    known();
    assertFalse(unlocks.response("visitor2", challenge, "李工", "电话核实").toString().contains("NEVER"));
  }

  // ---- at the seal

  private CaseRecord assigned() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine reviewer = district.machine("reviewer")) {
      CaseFile file = District.open(clerk, District.HERE, "王建国");
      reviewer.pull();
      CaseRecord app = file.application().orElseThrow();
      var fields = new HashMap<String, String>();
      fields.put("application", app.id().toString());
      fields.put("agency", district.agency.toString());
      fields.put("investigatorA", first.staff().toString());
      fields.put("investigatorB", owner.staff().toString());
      fields.put("state", "ASSIGNED");
      fields.put("visitMode", "HOME");
      fields.put("assignedBy", reviewer.staff().toString());
      CaseRecord sent =
          CaseRecord.of(RecordType.ASSIGNMENT, District.IDS.next(), app.scope(), app.id(), fields);
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(sent)).verdict());
      first.pull();
      return sent;
    }
  }

  private CaseRecord visit(CaseRecord sent, String number, String signature, Instant at) {
    return CaseRecord.of(
        RecordType.VISIT,
        District.IDS.next(),
        sent.scope(),
        sent.caseId(),
        fields(sent, number, signature, at));
  }

  private Map<String, String> fields(CaseRecord sent, String number, String signature, Instant at) {
    var fields = new HashMap<String, String>();
    fields.put("application", sent.text("application"));
    fields.put("assignment", sent.id().toString());
    fields.put("startedAt", at.minusSeconds(1_800).toString());
    fields.put("finishedAt", at.toString());
    fields.put("disposition", "10");
    fields.put("investigatorA", first.staff().toString());
    fields.put("investigatorB", owner.staff().toString());
    fields.put("signatureA", "ed25519:" + "0".repeat(128) + " " + at);
    fields.put("signatureB", signature);
    fields.put("badge", number);
    fields.put("sealHash", SEAL);
    return fields;
  }

  private String sign(SealText.Place place, SigningKey key, UUID who, Instant at) {
    return key.sign(SealText.of(place, who, SEAL, at)) + " " + at;
  }

  private Verdict sealed(CaseRecord sent, Badge.Made badge, String signature, Instant at)
      throws Exception {
    return first.save(RecordChange.create(visit(sent, badge.sealed().number(), signature, at)));
  }

  @Test
  void aVisitSignedByBadgeIsTakenAndAForgedSignatureIsNot() throws Exception {
    CaseRecord sent = assigned();
    Badge.Made badge = known();
    SigningKey key = key(owner.staff(), badge);
    Instant at = clock.get().minusSeconds(60);
    UUID b = owner.staff();
    SigningKey another = SigningKey.generate(new SecureRandom());
    for (String forged :
        List.of(
            "",
            "x",
            sign(SealText.Place.BADGE, another, b, at),
            sign(SealText.Place.B, key, b, at),
            sign(SealText.Place.BADGE, key, first.staff(), at)))
      assertEquals("SIGNATURE", sealed(sent, badge, forged, at).reason(), forged);
    Verdict taken = sealed(sent, badge, sign(SealText.Place.BADGE, key, b, at), at);
    assertEquals(Verdict.Kind.APPLIED, taken.verdict(), taken.toString());
  }

  /// Nobody's work is dropped because the district does not know a badge.
  @Test
  void aBadgeNobodyKnowsIsLateWorkForAPersonToJudge() throws Exception {
    CaseRecord sent = assigned();
    Badge.Made unknown = made(owner.staff());
    Instant at = clock.get().minusSeconds(60);
    String signature = sign(SealText.Place.BADGE, key(owner.staff(), unknown), owner.staff(), at);
    Verdict late = sealed(sent, unknown, signature, at);
    assertEquals(Verdict.Kind.LATE, late.verdict(), late.toString());
    assertEquals("BADGE_UNKNOWN", late.reason());

    Badge.Made mine = made(first.staff()); // his own, under the partner's name
    assertEquals(200, tell(first, mine).status());
    Verdict passed =
        sealed(
            sent,
            mine,
            sign(SealText.Place.BADGE, key(first.staff(), mine), owner.staff(), at),
            at);
    assertEquals("BADGE_UNKNOWN", passed.reason(), "a badge is its owner's alone");
  }

  @Test
  void whatARevokedBadgeSignedBeforeCountsAndAfterIsLateWork() throws Exception {
    CaseRecord sent = assigned();
    Badge.Made badge = known();
    SigningKey key = key(owner.staff(), badge);
    Instant before = clock.get().minusSeconds(60);
    String early = sign(SealText.Place.BADGE, key, owner.staff(), before);
    CaseRecord sealedBefore = visit(sent, badge.sealed().number(), early, before);
    clock.updateAndGet(t -> t.plus(Duration.ofHours(1)));
    assertEquals(
        200,
        owner
            .ask(Protocol.BADGE_REVOKE, new Accounts.RevokeBadge(badge.sealed().number()))
            .status());
    clock.updateAndGet(t -> t.plus(Duration.ofHours(1)));
    Verdict taken = first.save(RecordChange.create(sealedBefore));
    assertEquals(Verdict.Kind.APPLIED, taken.verdict(), taken.toString());

    Instant after = clock.get().minusSeconds(60);
    Verdict late =
        sealed(sent, badge, sign(SealText.Place.BADGE, key, owner.staff(), after), after);
    assertEquals(Verdict.Kind.LATE, late.verdict(), late.toString());
    assertEquals("BADGE_REVOKED", late.reason());
    try (TestMachine reviewer = district.machine("reviewer")) {
      reviewer.pull();
      assertTrue(
          reviewer.seen(RecordType.CONFLICT.name()).stream()
              .anyMatch(r -> "BADGE_REVOKED".equals(r.fields().get("late"))),
          "it lies before the street");
    }
  }

  /// A machine that was tampered with leaves the number out: what is judged is the signature.
  @Test
  void aBadgeThatIsNotNamedIsJudgedAllTheSame() throws Exception {
    CaseRecord sent = assigned();
    Badge.Made ended = known();
    Badge.Made holds = known(); // in place of the first
    Instant at = clock.updateAndGet(t -> t.plus(Duration.ofHours(1))).minusSeconds(60);
    SigningKey signIn = SigningKey.generate(new SecureRandom());
    String byEnded = sign(SealText.Place.BADGE, key(owner.staff(), ended), owner.staff(), at);
    Verdict late = first.save(RecordChange.create(visit(sent, "", byEnded, at)));
    assertEquals("BADGE_REVOKED", late.reason(), late.toString());
    for (String taken :
        List.of(
            sign(SealText.Place.BADGE, key(owner.staff(), holds), owner.staff(), at),
            sign(SealText.Place.B, signIn, owner.staff(), at))) {
      Verdict verdict = first.save(RecordChange.create(visit(sent, "", taken, at)));
      assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict.toString());
    }
  }

  /// The end of a visit is a field of whoever seals it; when it was signed is what the badge
  /// signed.
  @Test
  void theMomentTheBadgeSignedCountsAndNotOnlyTheEndOfTheVisit() throws Exception {
    CaseRecord sent = assigned();
    Badge.Made badge = known();
    Instant before = clock.get().minusSeconds(60);
    String number = badge.sealed().number();
    clock.updateAndGet(t -> t.plus(Duration.ofHours(1)));
    assertEquals(200, owner.ask(Protocol.BADGE_REVOKE, new Accounts.RevokeBadge(number)).status());
    Instant after = clock.updateAndGet(t -> t.plus(Duration.ofHours(1))).minusSeconds(60);
    String signature = sign(SealText.Place.BADGE, key(owner.staff(), badge), owner.staff(), after);
    Verdict late = sealed(sent, badge, signature, before);
    assertEquals("BADGE_REVOKED", late.reason(), late.toString());
  }

  /// A machine that has seen the district since knows what time it is, whatever its clock says.
  @Test
  void aClockThatWasSetBackMakesNoSignatureEarlier() throws Exception {
    CaseRecord sent = assigned();
    Badge.Made badge = known();
    SigningKey key = key(owner.staff(), badge);
    Instant before = clock.get().minusSeconds(60);
    assertEquals(
        200,
        owner
            .ask(Protocol.BADGE_REVOKE, new Accounts.RevokeBadge(badge.sealed().number()))
            .status());
    clock.updateAndGet(t -> t.plus(Duration.ofHours(1)));
    String signature = sign(SealText.Place.BADGE, key, owner.staff(), before);
    CaseRecord visit = visit(sent, badge.sealed().number(), signature, before);
    Op op = first.op("save", false, TestMachine.wire(RecordChange.create(visit)));
    Verdict late =
        first.take(
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
                clock.get().toEpochMilli(),
                op.atomic(),
                op.changes(),
                op.files()));
    assertEquals("BADGE_REVOKED", late.reason(), Objects.toString(late));
  }
}
