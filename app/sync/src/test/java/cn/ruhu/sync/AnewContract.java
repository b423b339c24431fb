package cn.ruhu.sync;

import static cn.ruhu.sync.SyncStoreContract.SCOPE;
import static cn.ruhu.sync.SyncStoreContract.copy;
import static cn.ruhu.sync.SyncStoreContract.hash;
import static cn.ruhu.sync.SyncStoreContract.id;
import static cn.ruhu.sync.SyncStoreContract.witness;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.ScopeDigest;
import cn.ruhu.wire.WireRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The part of [SyncStoreContract] about scopes that are fetched from the beginning.
abstract class AnewContract {
  abstract SyncStore store();

  abstract UUID save(List<RecordChange> changes, boolean atomic, List<String> files)
      throws StoreException;

  abstract Optional<CaseRecord> seen(UUID id);

  private @Nullable String name(long n) {
    return seen(id(n)).map(r -> r.text("name")).orElse(null);
  }

  private void pull(long seq, WireRecord... records) throws StoreException {
    PullReply page = SyncStoreContract.page(seq, 0, List.of(records), List.of());
    assertTrue(store().apply(store().ask(), page));
  }

  private static PullReply anew(
      long seq,
      long head,
      List<String> resync,
      Map<String, String> digests,
      WireRecord... records) {
    return new PullReply(
        List.of(records),
        List.of(),
        Map.of(SCOPE, new Cursor(seq, hash(seq))),
        List.of(SCOPE),
        List.of(),
        List.of(),
        witness(head),
        0,
        5,
        seq < head,
        List.of(),
        resync,
        digests,
        List.of());
  }

  /// Whoever was away for longer than deletions are told keeps no ghost, and sees the old copies
  /// and the own work until the new ones are through.
  @Test
  void aScopeBegunAnewLosesWhatNoPageBringsAndNothingElse() throws StoreException {
    pull(4, copy(1, 2, "ghost"), copy(2, 3, "b"), copy(3, 4, "c"));
    var mine = SyncStoreContract.person(9, "p9");
    save(List.of(RecordChange.create(mine)), false, List.of());
    assertTrue(store().ask().snapshots().isEmpty());
    assertTrue(store().apply(store().ask(), anew(3, 8, List.of(SCOPE), Map.of(), copy(2, 3, "b"))));
    assertEquals(Map.of(SCOPE, 8L), store().ask().snapshots());
    assertEquals("ghost", name(1), "in sight until the scope is through");
    assertEquals("c", name(3));
    assertTrue(store().apply(store().ask(), anew(9, 9, List.of(), Map.of(), copy(3, 9, "d"))));
    assertEquals(null, name(1));
    assertEquals("b", name(2));
    assertEquals("d", name(3));
    assertEquals("p9", name(9), "own work is not the district's to take away");
    assertTrue(store().ask().snapshots().isEmpty());
    assertEquals(1, store().waiting().ops());
  }

  @Test
  void copiesThatAreNotTheDistrictsAreFetchedAnewAndTheDistrictIsTold() throws StoreException {
    pull(4, copy(1, 2, "a"), copy(2, 4, "b"));
    ScopeDigest sum = ScopeDigest.empty();
    sum.add(id(1), 2);
    sum.add(id(2), 4);
    assertTrue(store().apply(store().ask(), anew(4, 4, List.of(), Map.of(SCOPE, sum.text()))));
    assertTrue(store().ask().doubts().isEmpty(), "they are the district's");
    sum.remove(id(2), 4);
    sum.add(id(3), 3);
    assertTrue(store().apply(store().ask(), anew(4, 4, List.of(), Map.of(SCOPE, sum.text()))));
    assertEquals(List.of(SCOPE), store().ask().doubts());
    assertTrue(store().ask().cursors().isEmpty(), "from the beginning");
    assertEquals("b", name(2), "in sight until the scope is through");
    assertTrue(
        store()
            .apply(
                store().ask(), anew(4, 4, List.of(), Map.of(), copy(1, 2, "a"), copy(3, 3, "c"))));
    assertEquals(null, name(2));
    assertEquals("c", name(3));
    assertTrue(store().ask().doubts().isEmpty());
  }

  @Test
  void aDigestIsDueADayAfterTheLastByTheDistrictsClock() throws StoreException {
    pull(4, copy(1, 2, "a"));
    assertEquals(List.of(), store().ask().compare());
    PullReply later = SyncStoreContract.page(4, 0, List.of(), List.of());
    assertTrue(
        store()
            .apply(
                store().ask(),
                new PullReply(
                    List.of(),
                    List.of(),
                    later.cursors(),
                    later.scopes(),
                    List.of(),
                    List.of(),
                    later.witness(),
                    0,
                    5 + 86_400_000L,
                    false,
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of())));
    assertEquals(List.of(SCOPE), store().ask().compare());
  }
}
