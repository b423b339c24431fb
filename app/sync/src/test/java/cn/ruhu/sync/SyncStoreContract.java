package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the protocol may rely on, for whatever keeps the work.
abstract class SyncStoreContract extends AnewContract {
  static final String SCOPE = "110108007";
  static final UUID CASE = UUID.fromString("01970000-0000-7000-8000-0000000000c1");

  abstract String put(byte[] content) throws StoreException;

  private UUID create(long n) throws StoreException {
    return save(List.of(RecordChange.create(person(n, "p" + n))), false, List.of());
  }

  static UUID id(long n) {
    return new UUID(0x0197000000007000L, 0x8000000000000000L | n);
  }

  static CaseRecord person(long n, String name) {
    return CaseRecord.of(RecordType.PERSON, id(n), SCOPE, CASE, Map.of("name", name));
  }

  static Witness witness(long seq) {
    return new Witness("e1", seq, hash(seq));
  }

  static String hash(long seq) {
    return Hashes.sha256Hex(new byte[] {(byte) seq});
  }

  static Verdict verdict(UUID op, Verdict.Kind kind, long seq) {
    return new Verdict(
        op, kind, seq, kind == Verdict.Kind.REJECTED ? "NO" : null, null, null, List.of());
  }

  static PushReply reply(long seq, long safe, Verdict... verdicts) {
    return new PushReply(List.of(verdicts), 0, witness(seq), safe, 5, null);
  }

  static PullReply page(long seq, long safe, List<WireRecord> records, List<String> receipts) {
    return new PullReply(
        records,
        List.of(),
        Map.of(SCOPE, new Cursor(seq, hash(seq))),
        List.of(SCOPE),
        receipts,
        List.of(),
        witness(seq),
        safe,
        5,
        false,
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  static WireRecord copy(long n, long seq, String name) {
    return new WireRecord("PERSON", id(n), SCOPE, CASE, seq, false, Map.of("name", name));
  }

  private SyncStore.Batch pending() throws StoreException {
    return store().pending(100, 1 << 20).orElseThrow();
  }

  private void acknowledge(Verdict.Kind kind, long seq) throws StoreException {
    SyncStore.Batch b = pending();
    SyncStore.Place asked = store().ask();
    var verdicts = b.opIds().stream().map(o -> verdict(o, kind, seq)).toArray(Verdict[]::new);
    assertTrue(store().acknowledge(asked, b, reply(seq, 0, verdicts)));
  }

  private void pull(long seq, WireRecord... records) throws StoreException {
    assertTrue(store().apply(store().ask(), page(seq, 0, List.of(records), List.of())));
  }

  @Test
  void givesWaitingOpsInOrderAsExactChainedBytes() throws Exception {
    var saved = new ArrayList<UUID>();
    for (int i = 1; i <= 5; i++) saved.add(create(i));
    SyncStore.Batch b = pending();
    assertEquals(saved, b.opIds());
    assertEquals(1, b.fromSeq());
    assertEquals(Chain.start(b.journal()), b.prevHash());
    for (int i = 0; i < 5; i++) {
      Op op = OpCodec.read(b.lines().get(i));
      assertEquals(saved.get(i), op.opId());
      assertEquals(i + 1, op.jseq());
    }
    assertEquals(3, store().pending(3, 1 << 20).orElseThrow().lines().size());
    assertEquals(1, store().pending(3, 1).orElseThrow().lines().size(), "one even if too long");
    SyncStore.Batch twice = pending();
    for (int i = 0; i < 5; i++) assertArrayEquals(b.lines().get(i), twice.lines().get(i));
  }

  @Test
  void theNextBatchFollowsInTheChain() throws Exception {
    create(1);
    create(2);
    SyncStore.Batch first = store().pending(1, 1 << 20).orElseThrow();
    store()
        .acknowledge(
            store().ask(),
            first,
            reply(1, 0, verdict(first.opIds().getFirst(), Verdict.Kind.APPLIED, 1)));
    SyncStore.Batch second = pending();
    assertEquals(2, second.fromSeq());
    assertEquals(Chain.next(first.prevHash(), first.lines().getFirst()), second.prevHash());
  }

  @Test
  void anAnswerIsTakenOnceAndOnlyForTheNewestRequest() throws StoreException {
    create(1);
    SyncStore.Batch b = pending();
    SyncStore.Place old = store().ask();
    SyncStore.Place asked = store().ask();
    PushReply reply = reply(1, 0, verdict(b.opIds().getFirst(), Verdict.Kind.APPLIED, 1));
    assertFalse(store().acknowledge(old, b, reply), "overtaken");
    assertEquals(1, store().waiting().ops());
    assertTrue(store().acknowledge(asked, b, reply));
    assertFalse(store().acknowledge(asked, b, reply), "twice");
    assertFalse(store().apply(asked, page(9, 0, List.of(), List.of())), "used up");
    assertFalse(store().resetLineage(asked, witness(3)));
    assertFalse(store().fork(asked));
    assertEquals(0, store().waiting().ops());
  }

  private static PullReply telling(long seq, Verdict... told) {
    PullReply p = page(seq, 0, List.of(), List.of());
    return new PullReply(
        p.records(),
        p.exits(),
        p.cursors(),
        p.scopes(),
        p.receipts(),
        p.wantFiles(),
        p.witness(),
        p.safeSeq(),
        p.serverTime(),
        p.more(),
        List.of(told),
        List.of(),
        Map.of(),
        List.of());
  }

  /// Nobody is left to think that his work still waits when it was refused long ago.
  @Test
  void whatBecameOfAnOpThatWaitedIsTakenOverFromAPage() throws StoreException {
    create(1);
    UUID op = pending().opIds().getFirst();
    acknowledge(Verdict.Kind.DEFERRED, 3);
    assertEquals(List.of(op), store().deferred());
    assertEquals("p1", name(1), "shown as long as it waits");
    pull(4);
    assertTrue(store().apply(store().ask(), telling(6, verdict(op, Verdict.Kind.REJECTED, 5))));
    assertEquals(List.of(), store().deferred());
    assertEquals(null, name(1), "refused: not shown any more");
    assertTrue(store().apply(store().ask(), telling(7, verdict(op, Verdict.Kind.APPLIED, 7))));
    assertEquals(null, name(1), "a verdict stands");
  }

  @Test
  void anAnswerFromAnotherLineageChangesNothing() throws StoreException {
    pull(2, copy(1, 2, "x"));
    var other =
        new PullReply(
            List.of(copy(1, 9, "y")),
            List.of(),
            Map.of(SCOPE, new Cursor(9, hash(9))),
            List.of(SCOPE),
            List.of(),
            List.of(),
            new Witness("e2", 9, hash(9)),
            0,
            5,
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    assertFalse(store().apply(store().ask(), other));
    assertEquals("x", name(1));
  }

  @Test
  void remembersWitnessAndCursors() throws StoreException {
    assertEquals(null, store().ask().witness());
    pull(4);
    SyncStore.Place place = store().ask();
    assertEquals(witness(4), place.witness());
    assertEquals(Map.of(SCOPE, new Cursor(4, hash(4))), place.cursors());
  }

  @Test
  void anOwnWriteIsSeenUntilANewerCopyComes() throws StoreException {
    pull(3, copy(1, 3, "old"));
    var was = seen(id(1)).orElseThrow();
    save(
        List.of(RecordChange.between(was, was.with("name", "mine")).orElseThrow()),
        false,
        List.of());
    assertEquals("mine", name(1));
    acknowledge(Verdict.Kind.APPLIED, 5);
    assertEquals("mine", name(1), "acknowledged, not pulled");
    pull(4, copy(1, 4, "between"));
    assertEquals("mine", name(1), "an older copy does not hide it");
    pull(5, copy(1, 5, "mine"));
    assertEquals("mine", name(1));
    pull(6, copy(1, 6, "theirs"));
    assertEquals("theirs", name(1));
  }

  @Test
  void aRefusedWriteStopsOverlayingAndWaitsNoMore() throws StoreException {
    pull(3, copy(1, 3, "old"));
    var was = seen(id(1)).orElseThrow();
    save(
        List.of(RecordChange.between(was, was.with("name", "mine")).orElseThrow()),
        false,
        List.of());
    acknowledge(Verdict.Kind.REJECTED, 5);
    assertEquals("old", name(1));
    assertTrue(store().pending(9, 1 << 20).isEmpty());
  }

  private @Nullable String name(long n) {
    return seen(id(n)).map(r -> r.text("name")).orElse(null);
  }

  @Test
  void anotherLineageVoidsEveryVerdictAndCopyAndNoOp() throws StoreException {
    create(1);
    byte[] line = pending().lines().getFirst();
    acknowledge(Verdict.Kind.APPLIED, 1);
    pull(2, copy(1, 1, "p1"), copy(2, 2, "p2"));
    Witness other = new Witness("e2", 1, hash(77));
    assertTrue(store().resetLineage(store().ask(), other));
    SyncStore.Place place = store().ask();
    assertEquals(other, place.witness());
    assertEquals(Map.of(), place.cursors());
    assertEquals(null, name(2), "server copies are gone");
    assertEquals("p1", name(1), "own work is not");
    assertArrayEquals(line, pending().lines().getFirst());
  }

  @Test
  void aForkKeepsOpIdsAndOrderInANewJournal() throws StoreException, WireException {
    create(1);
    acknowledge(Verdict.Kind.APPLIED, 1);
    var ids = List.of(create(2), create(3));
    SyncStore.Batch before = pending();
    assertTrue(store().fork(store().ask()));
    SyncStore.Batch after = pending();
    assertNotEquals(before.journal(), after.journal());
    assertEquals(ids, after.opIds());
    assertEquals(1, after.fromSeq());
    assertEquals(Chain.start(after.journal()), after.prevHash());
    assertEquals(1, OpCodec.read(after.lines().getFirst()).jseq());
    UUID next = create(4);
    assertEquals(next, pending().opIds().getLast());
  }

  @Test
  void aFileIsSentOnceItsOpIsInAndUntilItsReceiptComes() throws StoreException {
    byte[] content = new byte[200_000];
    new Random(5).nextBytes(content);
    String address = put(content);
    var page =
        CaseRecord.of(RecordType.PAGE, id(8), SCOPE, CASE, Map.of("file", address, "slot", "1"));
    save(List.of(RecordChange.create(page)), false, List.of(address));
    assertEquals(List.of(), store().pendingFiles(), "its op first");
    acknowledge(Verdict.Kind.APPLIED, 1);
    SyncStore.PendingFile file = store().pendingFiles().getFirst();
    assertEquals(200_000, file.length());
    assertArrayEquals(
        java.util.Arrays.copyOfRange(content, 150_000, 200_000),
        store().part(file, 150_000, 1 << 20));
    store().fileAt(file, 120_000);
    assertEquals(120_000, store().pendingFiles().getFirst().sent());
    assertEquals(80_000, store().waiting().bytes());
    assertTrue(store().apply(store().ask(), page(1, 0, List.of(), List.of(address))));
    assertEquals(List.of(), store().pendingFiles());
    Witness other = new Witness("e2", 0, hash(0));
    assertTrue(store().resetLineage(store().ask(), other));
    SyncStore.Batch again = pending();
    Verdict v = verdict(again.opIds().getFirst(), Verdict.Kind.APPLIED, 0);
    assertTrue(
        store().acknowledge(store().ask(), again, new PushReply(List.of(v), 0, other, 0, 5, null)));
    assertEquals(1, store().pendingFiles().size(), "a restored server may have lost it");
  }

  @Test
  void aPublishedFormIsWantedUntilItsVeryBytesAreHere() throws StoreException {
    byte[] content = {9, 8, 7};
    String address = FileAddress.of(content).text();
    var form =
        new WireRecord(
            "FORM",
            id(12),
            SCOPE,
            null,
            1,
            false,
            Map.of("formId", "f", "version", "1", "state", "PUBLISHED", "file", address));
    assertEquals(List.of(), store().wanted());
    pull(1, form);
    var wanted = new SyncStore.WantedFile(address, id(12), SCOPE, "application/octet-stream");
    assertEquals(List.of(wanted), store().wanted());
    assertEquals(
        SyncStore.Taken.OTHER_BYTES,
        store().fetched(wanted, new ByteArrayInputStream(new byte[] {9, 8, 6})));
    assertEquals(List.of(wanted), store().wanted(), "nothing of them was kept");
    assertEquals(SyncStore.Taken.KEPT, store().fetched(wanted, new ByteArrayInputStream(content)));
    assertEquals(List.of(), store().wanted());
    assertEquals(0, store().waiting().files(), "it is not ours to send");
  }

  @Test
  void aPageOfAScopeThatIsNotHeldIsNotKept() throws StoreException {
    pull(1);
    byte[] content = {4, 4, 4};
    String address = FileAddress.of(content).text();
    var strange = new SyncStore.WantedFile(address, CASE, "110108999", "image/jpeg");
    assertEquals(
        SyncStore.Taken.NO_SCOPE, store().fetched(strange, new ByteArrayInputStream(content)));
    var ours = new SyncStore.WantedFile(address, CASE, SCOPE, "image/jpeg");
    assertEquals(SyncStore.Taken.KEPT, store().fetched(ours, new ByteArrayInputStream(content)));
    assertEquals(
        SyncStore.Taken.KEPT,
        store().fetched(ours, new ByteArrayInputStream(content)),
        "once more changes nothing");
    assertEquals(0, store().waiting().files(), "it is not ours to send");
  }

  @Test
  void aFileTheServerLostIsSentAgain() throws StoreException {
    String address = put(new byte[] {1, 2, 3});
    var page = CaseRecord.of(RecordType.PAGE, id(8), SCOPE, CASE, Map.of("file", address));
    save(List.of(RecordChange.create(page)), false, List.of(address));
    acknowledge(Verdict.Kind.APPLIED, 1);
    assertTrue(store().apply(store().ask(), page(1, 0, List.of(), List.of(address))));
    var lost =
        new PullReply(
            List.of(),
            List.of(),
            Map.of(SCOPE, new Cursor(1, hash(1))),
            List.of(SCOPE),
            List.of(),
            List.of(address),
            witness(1),
            0,
            5,
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    assertTrue(store().apply(store().ask(), lost));
    assertEquals(1, store().pendingFiles().size());
  }

  @Test
  void aRevokedScopeTakesCopiesAndLeavesOps() throws StoreException {
    pull(2, copy(1, 2, "x"));
    create(5);
    var none =
        new PullReply(
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            witness(3),
            0,
            5,
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    assertTrue(store().apply(store().ask(), none));
    assertTrue(seen(id(1)).isEmpty());
    assertEquals(1, store().waiting().ops());
    assertEquals(Map.of(), store().ask().cursors());
  }

  @Test
  void aRecordThatLeftItsScopeIsForgotten() throws StoreException {
    pull(2, copy(1, 2, "x"));
    var moved =
        new PullReply(
            List.of(),
            List.of(new PullReply.Exit(SCOPE, id(1), 3)),
            Map.of(SCOPE, new Cursor(3, hash(3))),
            List.of(SCOPE),
            List.of(),
            List.of(),
            witness(3),
            0,
            5,
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    assertTrue(store().apply(store().ask(), moved));
    assertTrue(seen(id(1)).isEmpty());
  }
}
