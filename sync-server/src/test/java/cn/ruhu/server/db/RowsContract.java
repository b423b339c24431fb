package cn.ruhu.server.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.PushBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the core relies on in the district's rows, whatever holds them.
public abstract class RowsContract extends TakenRowsContract {
  /// Makes an account.
  protected abstract void account(GrantRows.Person person) throws StorageException;

  @Test
  void aRecordComesBackAsItWasWrittenWithTheCommitItStandsAt() throws Exception {
    UUID app = IDS.next();
    for (Held record :
        List.of(
            held("APPLICATION", app, app, "street", SCOPE, "note", "一\n二\t\"三\" 𠮷"),
            held("PERSON", IDS.next(), app, "name", "王䶮", "idNumber", "110199195203070013"),
            held("HOLOGRAM", IDS.next(), null, "colour", "blue"),
            held("HOLOGRAM", IDS.next(), null))) {
      Held back = kept(record, 7);
      assertEquals(record.fields(), back.fields());
      assertEquals(record.type(), back.type());
      assertEquals(record.scope(), back.scope());
      assertEquals(record.caseId(), back.caseId());
      assertEquals(record.madeBy(), back.madeBy());
      assertEquals(7, back.seq());
    }
  }

  @Test
  void manyRecordsAreFoundAtOnceAndLockedAtOnce() throws Exception {
    var records = new ArrayList<Held>();
    for (int i = 0; i < 600; i++) records.add(held("HOLOGRAM", IDS.next(), null, "n", "" + i));
    ledger()
        .write(rows -> {
          rows.records().put(records, 1);
          return true;
        });
    var ids = new java.util.HashSet<UUID>();
    for (Held record : records) ids.add(record.id());
    ids.add(IDS.next());
    Map<UUID, Held> found = ledger().read(rows -> rows.records().find(ids));
    Map<UUID, Held> locked = ledger().write(rows -> rows.records().locked(ids));
    assertEquals(600, found.size());
    assertEquals(found, locked);
    for (Held record : records) assertEquals(record.fields(), found.get(record.id()).fields());
    assertEquals(Map.of(), ledger().read(rows -> rows.records().find(Set.of())));
  }

  @Test
  void workThatAnotherTransactionCameBeforeIsDoneAgain() throws Exception {
    var runs = new AtomicInteger();
    int run =
        ledger()
            .write(rows -> {
              int n = runs.incrementAndGet();
              rows.records().put(held("HOLOGRAM", IDS.next(), null, "run", "" + n), 1);
              if (n < 3) throw StorageException.again("somebody was first");
              return n;
            });
    assertEquals(3, run);
    List<Held> left = ledger().read(rows -> rows.records().ofType("HOLOGRAM"));
    assertEquals(List.of("3"), left.stream().map(r -> r.text("run")).toList());
  }

  @Test
  void whatAnAttemptDidIsGoneWhenItThrowsAndTheRestStays() throws Exception {
    Held before = held("HOLOGRAM", IDS.next(), null, "n", "1");
    Held within = held("HOLOGRAM", IDS.next(), null, "n", "2");
    Held after = held("HOLOGRAM", IDS.next(), null, "n", "3");
    ledger()
        .write(rows -> {
          rows.records().put(before, 1);
          assertThrows(
              IllegalStateException.class,
              () ->
                  rows.attempt(() -> {
                    rows.records().put(within, 1);
                    throw new IllegalStateException("half-way");
                  }));
          rows.records().put(after, 1);
          return true;
        });
    Map<UUID, Held> left =
        ledger().read(rows -> rows.records().find(Set.of(before.id(), within.id(), after.id())));
    assertEquals(Set.of(before.id(), after.id()), left.keySet());
  }

  @Test
  void workThatThrowsLeavesNothing() throws Exception {
    Held record = held("HOLOGRAM", IDS.next(), null, "n", "1");
    assertThrows(
        IllegalStateException.class,
        () ->
            ledger()
                .write(rows -> {
                  rows.records().put(record, 1);
                  throw new IllegalStateException("half-way");
                }));
    assertEquals(Optional.empty(), ledger().read(rows -> rows.records().find(record.id())));
  }

  @Test
  void recordsAreHandedOutInCommitOrderAndByCaseAndType() throws Exception {
    UUID app = IDS.next();
    Held a = kept(held("APPLICATION", app, app, "street", SCOPE), 1);
    Held b = kept(held("PERSON", IDS.next(), app, "name", "b"), 3);
    Held c = kept(held("PERSON", IDS.next(), app, "name", "c"), 2);
    Held gone = kept(b.withFields(b.fields(), true, "j"), 4);
    assertEquals(
        List.of(a.id(), c.id(), b.id()),
        ledger().read(rows -> ids(rows.records().inScope(SCOPE, 0, 4, 9))));
    assertEquals(List.of(c.id()), ledger().read(rows -> ids(rows.records().inCase(app, 1, 3, 9))));
    assertEquals(
        Set.of(a.id(), b.id(), c.id()),
        Set.copyOf(ledger().read(rows -> ids(rows.records().ofCase(app)))));
    assertEquals(List.of(c), ledger().read(rows -> rows.records().ofType("PERSON")));
    assertTrue(gone.deleted());
  }

  private static List<UUID> ids(List<Held> records) {
    return records.stream().map(Held::id).toList();
  }

  @Test
  void anIdentityNumberIsFoundExactlyAndAfterItWasMended() throws Exception {
    Held person = kept(held("PERSON", IDS.next(), null, "idNumber", "110199195203070013"), 1);
    assertEquals(
        List.of(person.id()),
        ledger().read(rows -> rows.records().byIdNumber("110199195203070013")));
    var mended = new TreeMap<>(Map.of("idNumber", "110199195203070021"));
    kept(person.withFields(mended, false, "j"), 2);
    assertEquals(List.of(), ledger().read(rows -> rows.records().byIdNumber("110199195203070013")));
    assertEquals(
        List.of(person.id()),
        ledger().read(rows -> rows.records().byIdNumber("110199195203070021")));
  }

  @Test
  void anAssignmentGivesAndTakesItsCase() throws Exception {
    UUID app = IDS.next();
    UUID visitor = IDS.next();
    UUID agency = IDS.next();
    Held sent =
        kept(
            held(
                "ASSIGNMENT",
                IDS.next(),
                app,
                "investigatorA",
                visitor.toString(),
                "agency",
                agency.toString(),
                "state",
                "ASSIGNED"),
            1);
    for (String holder : List.of(visitor.toString(), "agency:" + agency)) {
      assertEquals(List.of(true), ledger().read(r -> r.grants().assignments(holder, app)));
      assertEquals(List.of(app.toString()), ledger().read(r -> r.grants().casesOf(holder)));
    }
    String holder = visitor.toString();
    assertTrue(worksOn(holder, app));
    var over = new TreeMap<>(sent.fields());
    over.put("state", "CANCELLED");
    kept(sent.withFields(over, false, "j"), 2);
    assertFalse(worksOn(holder, app));
    assertEquals(List.of(false), ledger().read(r -> r.grants().assignments(holder, app)));
    assertEquals(List.of(), ledger().read(r -> r.grants().casesOf(holder)));
  }

  private Held unsigned(UUID visit, UUID app, UUID second, int minute) throws StorageException {
    return unsigned(visit, app, second, minute, "FIRST");
  }

  private Held unsigned(UUID visit, UUID app, UUID second, int minute, String purpose)
      throws StorageException {
    Held made = unsignedBy(visit, app, second, minute, purpose);
    GrantRows.Person partner = ledger().read(r -> r.grants().person(second)).orElseThrow();
    UUID maker = java.util.Objects.requireNonNull(made.madeBy());
    account(new GrantRows.Person(maker, Role.INVESTIGATOR, null, partner.agency(), true));
    return made;
  }

  private static Held unsignedBy(UUID visit, UUID app, UUID second, int minute, String purpose) {
    return held(
        "VISIT",
        visit,
        app,
        "finishedAt",
        "2026-11-24T02:%02d:00Z".formatted(minute),
        "purpose",
        purpose,
        "disposition",
        "10",
        "investigatorA",
        IDS.next().toString(),
        "investigatorB",
        second.toString(),
        "signatureA",
        "ed25519:00 2026-11-24T02:00:00Z",
        "sealHash",
        "sha256-" + "a".repeat(64));
  }

  private static Held second(UUID visit, UUID app, UUID by) {
    var proof =
        new SecondSignature.Proof(
            "ed25519:11",
            java.time.Instant.parse("2026-11-24T03:00:00Z"),
            "b".repeat(64),
            IDS.next(),
            "c".repeat(64),
            "ed25519:22");
    var fields = new SecondSignature(visit, by, "sha256-" + "a".repeat(64), proof).fields();
    return held(
        "GATE_FACT",
        IDS.next(),
        app,
        fields.entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .toArray(String[]::new));
  }

  private boolean worksOn(String holder, UUID caseId) throws StorageException {
    return ledger().read(r -> r.grants().worksOn(holder, caseId));
  }

  private UUID investigator(UUID agency, boolean active) throws StorageException {
    UUID id = IDS.next();
    account(new GrantRows.Person(id, Role.INVESTIGATOR, null, agency, active));
    return id;
  }

  private List<String> casesOf(UUID holder) throws StorageException {
    return ledger().read(r -> r.grants().casesOf(holder.toString()));
  }

  @Test
  void aVisitThatWaitsForASignatureGivesItsCaseUntilItIsThereWhicheverCameFirst() throws Exception {
    UUID app = IDS.next();
    UUID agency = IDS.next();
    UUID partner = investigator(agency, true);
    UUID visit = IDS.next();
    List<String> granted = List.of(app.toString());
    Held waits = kept(unsigned(visit, app, partner, 1), 1);
    kept(waits.withFields(waits.fields(), false, "j"), 2); // written again
    String holder = partner.toString();
    assertEquals(granted, casesOf(partner));
    assertFalse(worksOn(holder, app), "seen, not worked on");
    kept(second(visit, app, partner), 2);
    assertEquals(List.of(), casesOf(partner));
    assertEquals(List.of(false), ledger().read(r -> r.grants().assignments(holder, app)));
    UUID before = IDS.next();
    kept(second(before, app, partner), 3);
    kept(unsigned(before, app, partner, 2), 4);
    assertEquals(List.of(), casesOf(partner));
    kept(unsigned(IDS.next(), app, partner, 3), 5);
    assertEquals(granted, casesOf(partner));
    UUID others = investigator(agency, true);
    kept(unsigned(IDS.next(), app, others, 4), 6); // a later visit by others
    assertEquals(List.of(), casesOf(partner));
    assertEquals(granted, casesOf(others));
  }

  @Test
  void onlyALaterVisitOfThePairsTakesTheCaseFromWhoHasToSign() throws Exception {
    UUID app = IDS.next();
    UUID agency = IDS.next();
    UUID partner = investigator(agency, true);
    UUID other = investigator(agency, true);
    List<String> granted = List.of(app.toString());
    kept(unsigned(IDS.next(), app, partner, 30), 1);
    kept(unsigned(IDS.next(), app, other, 10), 2); // an earlier one that came later
    assertEquals(granted, casesOf(partner));
    assertEquals(List.of(), casesOf(other), "it counts for nothing any more");
    kept(unsigned(IDS.next(), app, other, 40, "SPOT_CHECK"), 3);
    assertEquals(granted, casesOf(partner));
    assertEquals(List.of(), casesOf(other), "a spot check waits for no signature");
  }

  @Test
  void nobodySeesACaseByBeingNamedUnlessTheyCouldHaveBeenThere() throws Exception {
    UUID agency = IDS.next();
    UUID official = IDS.next();
    account(new GrantRows.Person(official, Role.STREET_REVIEWER, SCOPE, null, true));
    UUID stranger = investigator(IDS.next(), true);
    UUID closed = investigator(agency, false);
    UUID maker = investigator(agency, true);
    for (UUID named : List.of(official, stranger, closed, IDS.next())) {
      kept(madeBy(maker, unsignedBy(IDS.next(), IDS.next(), named, 5, "FIRST")), 1);
      assertEquals(List.of(), casesOf(named));
    }
    UUID partner = investigator(agency, true);
    kept(unsignedBy(IDS.next(), IDS.next(), partner, 5, "FIRST"), 1); // by nobody that is known
    assertEquals(List.of(), casesOf(partner));
    UUID app = IDS.next();
    kept(madeBy(maker, unsignedBy(IDS.next(), app, partner, 5, "FIRST")), 1);
    assertEquals(List.of(app.toString()), casesOf(partner));
    Held taken = unsignedBy(IDS.next(), IDS.next(), partner, 5, "FIRST"); // late work, taken over
    var fields = new TreeMap<>(taken.fields());
    fields.put("investigatorA", maker.toString());
    kept(madeBy(official, taken.withFields(fields, false, "j")), 1);
    assertEquals(2, casesOf(partner).size());
  }

  private static Held madeBy(UUID maker, Held h) {
    return new Held(
        h.type(), h.id(), h.scope(), h.caseId(), 0, maker, h.journal(), false, h.fields());
  }

  static PushBody body(String jid, String... lines) {
    var bytes = new ArrayList<byte[]>();
    for (String line : lines) bytes.add(line.getBytes(StandardCharsets.UTF_8));
    return PushBody.of(jid, 1, Chain.start(jid), bytes, null, Map.of());
  }

  @Test
  void linesAndOpsComeBackWithTheVerdictTheyGot() throws Exception {
    String jid = "ab".repeat(16);
    UUID staff = IDS.next();
    UUID device = IDS.next();
    PushBody body = body(jid, "one", "two", "three");
    var ops = new ArrayList<JournalRows.NewOp>();
    var lines = new ArrayList<JournalRows.NewLine>();
    for (PushBody.Line line : body.lines()) {
      boolean own = line.jseq() == 2;
      lines.add(new JournalRows.NewLine(line, own ? "verdict of the line" : null));
      if (own) continue;
      var answered =
          new JournalRows.Answered(
              line.opId(), staff, device, "save", "APPLIED", "verdict " + line.jseq());
      ops.add(new JournalRows.NewOp(answered, new JournalRows.Times(1, 2), line, ops.size() * 2));
    }
    ledger()
        .write(rows -> {
          assertEquals(Optional.empty(), rows.journals().locked(jid));
          rows.journals().keepOps(ops, 5);
          rows.journals().keepPack(5, body::gzip);
          rows.journals().keepLines(jid, lines);
          rows.journals()
              .keep(new JournalRows.Journal(jid, staff, device, 3, body.lines().get(2).hash()));
          return true;
        });
    List<JournalRows.HeldLine> held = ledger().read(r -> r.journals().lines(jid, 1, 9));
    assertEquals(
        List.of("verdict 1", "verdict of the line", "verdict 3"),
        held.stream().map(JournalRows.HeldLine::verdict).toList());
    assertEquals(
        body.lines().stream().map(PushBody.Line::hash).toList(),
        held.stream().map(JournalRows.HeldLine::hash).toList());
    UUID first = body.lines().getFirst().opId();
    UUID third = body.lines().get(2).opId();
    assertArrayEquals("one".getBytes(), ledger().read(r -> r.journals().body(first)));
    assertArrayEquals("three".getBytes(), ledger().read(r -> r.journals().body(third)));
    assertEquals(
        Set.of(first), ledger().read(r -> r.journals().ops(Set.of(first, IDS.next())).keySet()));
    assertEquals(Map.of(jid, 3L), ledger().read(r -> r.journals().heads(staff, device)));
    ledger()
        .write(rows -> {
          rows.journals().settle(first, "REJECTED", "settled", 6);
          rows.journals().keep(new JournalRows.Journal(jid, staff, device, 4, "x"));
          return true;
        });
    assertEquals("settled", ledger().read(r -> r.journals().verdict(jid, 1)));
    long last = ledger().write(r -> r.journals().locked(jid).orElseThrow().last());
    assertEquals(4, last);
  }

  @Test
  void anOpThatWaitsHasItsLineBesideIt() throws Exception {
    PushBody body = body("cd".repeat(16), "one");
    PushBody.Line line = body.lines().getFirst();
    var waits =
        new JournalRows.Answered(line.opId(), IDS.next(), IDS.next(), "save", "DEFERRED", "");
    var op = new JournalRows.NewOp(waits, new JournalRows.Times(1, 2), line, 0);
    ledger()
        .write(rows -> {
          rows.journals().keepOps(List.of(op), 7);
          return true;
        });
    assertArrayEquals("one".getBytes(), ledger().read(r -> r.journals().body(line.opId())));
  }

  @Test
  void anAccountIsReadAsItStandsAndHeldTheSame() throws Exception {
    var official = new GrantRows.Person(IDS.next(), Role.STREET_REVIEWER, "110108007", null, true);
    var visitor = new GrantRows.Person(IDS.next(), Role.INVESTIGATOR, null, IDS.next(), false);
    for (GrantRows.Person person : List.of(official, visitor)) {
      account(person);
      assertEquals(Optional.of(person), ledger().read(r -> r.grants().person(person.id())));
      assertEquals(Optional.of(person), ledger().write(r -> r.grants().heldPerson(person.id())));
    }
    UUID nobody = IDS.next();
    assertEquals(Optional.empty(), ledger().read(r -> r.grants().person(nobody)));
    assertEquals(Optional.empty(), ledger().write(r -> r.grants().heldPerson(nobody)));
  }

  @Test
  void opsWaitForRecordsUntilTheyWaitForNothing() throws Exception {
    UUID op = IDS.next();
    UUID one = IDS.next();
    UUID two = IDS.next();
    for (Set<UUID> waits : List.of(Set.of(one, two), Set.of(two), Set.<UUID>of())) {
      ledger()
          .write(rows -> {
            rows.journals().waits(op, waits, 1);
            return true;
          });
      for (UUID id : List.of(one, two))
        assertEquals(
            waits.contains(id) ? List.of(op) : List.of(),
            ledger().read(rows -> rows.journals().waitingFor(Set.of(id))));
    }
  }

  @Test
  void theHistoryGrowsByOneCommitAtATime() throws Exception {
    FeedRows.Head start = ledger().read(rows -> rows.feed().head().orElseThrow());
    ledger()
        .write(rows -> {
          assertEquals(start, rows.feed().lockedHead().orElseThrow());
          rows.feed().commit(new FeedRows.Link(start.seq() + 1, "hash", "effect"), 1);
          rows.feed().exit(SCOPE, start.witness().seq() == 0 ? new UUID(0, 1) : IDS.next(), 1);
          return true;
        });
    FeedRows.Head after = ledger().read(rows -> rows.feed().head().orElseThrow());
    assertEquals(start.seq() + 1, after.seq());
    assertEquals("hash", after.hash());
    assertEquals(Optional.of("hash"), ledger().read(r -> r.feed().hashAt(after.seq())));
    assertEquals(Optional.empty(), ledger().read(r -> r.feed().hashAt(after.seq() + 1)));
    assertEquals(
        new FeedRows.Link(after.seq(), "hash", "effect"),
        ledger().read(r -> r.feed().links()).getLast());
    assertEquals(1, ledger().read(r -> r.feed().exits(SCOPE, 0, 1)).size());
    assertEquals(0, ledger().read(r -> r.feed().exits(SCOPE, 1, 2)).size());
  }
}
