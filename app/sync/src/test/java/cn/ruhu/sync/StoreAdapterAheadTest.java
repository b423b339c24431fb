package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.Verdict;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// The contract holds as well where the next batch is read while one is under way, and read as
/// early as can be: before anything else happens.
class StoreAdapterAheadTest extends StoreAdapterTest {
  @Override
  StoreAdapter adapter(LocalStore local) {
    return new StoreAdapter(local, Runnable::run);
  }

  private void saved(int count) throws StoreException {
    for (int i = 0; i < count; i++) {
      UUID id = UUID.randomUUID();
      save(
          List.of(
              RecordChange.create(
                  CaseRecord.of(RecordType.PERSON, id, SCOPE, null, Map.of("name", "Liu")))),
          false,
          List.of());
    }
  }

  private void acknowledged(SyncStore.Batch batch) throws StoreException {
    Verdict[] verdicts =
        batch.opIds().stream()
            .map(op -> verdict(op, Verdict.Kind.APPLIED, 1))
            .toArray(Verdict[]::new);
    assertTrue(store().acknowledge(store().ask(), batch, reply(1, 0, verdicts)));
  }

  @Test
  void whatWasReadAheadFollowsInTheChainAndIsPackedUnderAnyHeader() throws Exception {
    saved(7);
    SyncStore.Batch first = store().pending(3, 1 << 20).orElseThrow();
    acknowledged(first);
    SyncStore.Batch second = store().pending(3, 1 << 20).orElseThrow();
    assertEquals(first.fromSeq() + 3, second.fromSeq());
    PushBody before = PushBody.of(first.ready(), null, Map.of());
    PushBody body = PushBody.of(second.ready(), store().ask().witness(), Map.of());
    assertEquals(before.header().lastHash(), body.header().prevHash());
    byte[] sent = second.ready().gzip(body.header());
    PushBody got = PushBody.read(new ByteArrayInputStream(sent), PushBody.Limits.STANDARD);
    assertEquals(body.header(), got.header());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(second.lines().get(i), got.lines().get(i).bytes());
      assertEquals(second.opIds().get(i), got.lines().get(i).opId());
    }
  }

  @Test
  void whatWasReadAheadIsDroppedWhenTheAnswerGotLost() throws StoreException {
    saved(5);
    SyncStore.Batch first = store().pending(2, 1 << 20).orElseThrow();
    SyncStore.Batch again = store().pending(2, 1 << 20).orElseThrow();
    assertEquals(first.opIds(), again.opIds());
    assertEquals(first.fromSeq(), again.fromSeq());
  }

  @Test
  void whatWasReadAheadOfAnotherJournalIsDropped() throws StoreException {
    saved(5);
    SyncStore.Batch first = store().pending(2, 1 << 20).orElseThrow();
    store().fork(store().ask());
    SyncStore.Batch again = store().pending(2, 1 << 20).orElseThrow();
    assertNotEquals(first.journal(), again.journal());
    assertEquals(first.opIds(), again.opIds());
    assertEquals(1, again.fromSeq());
  }

  @Test
  void whatIsSavedAfterItWasReadAheadIsSentToo() throws StoreException {
    saved(4);
    acknowledged(store().pending(2, 1 << 20).orElseThrow()); // the other two are read now
    saved(3);
    var sent = new ArrayList<UUID>();
    for (var left = store().pending(3, 1 << 20);
        left.isPresent();
        left = store().pending(3, 1 << 20)) {
      sent.addAll(left.get().opIds());
      acknowledged(left.get());
    }
    assertEquals(5, sent.size());
    assertEquals(5, sent.stream().distinct().count());
  }

  @Test
  void whatMayBeOnItsWayIsAskedForAsItIs() throws StoreException {
    saved(7);
    SyncStore.Batch first = store().pending(3, 1 << 20).orElseThrow();
    SyncStore.Batch behind = store().behind(first).orElseThrow();
    assertEquals(first.fromSeq() + 3, behind.fromSeq());
    acknowledged(first);
    SyncStore.Batch next = store().pending(1, 1 << 20).orElseThrow();
    assertSame(behind, next, "smaller ones begin behind it");
    acknowledged(next);
    assertEquals(1, store().pending(1, 1 << 20).orElseThrow().lines().size());
    assertTrue(store().behind(first).isEmpty(), "only behind what was handed out last");
  }

  @Test
  void withNobodyToReadAheadItIsReadWhenAskedFor() throws StoreException {
    saved(4);
    var alone =
        new StoreAdapter(
            local(),
            _ -> {
              throw new RejectedExecutionException("the program ends");
            });
    assertEquals(2, alone.pending(2, Protocol.PUSH_BYTES_MAX).orElseThrow().lines().size());
    assertEquals(2, alone.pending(2, Protocol.PUSH_BYTES_MAX).orElseThrow().lines().size());
  }
}
