package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PushesAheadTest {
  private static final int SIZE = 3;

  private final List<SyncStore.Batch> journal = journal("a".repeat(32), 6);
  private final List<Long> sent = new ArrayList<>();
  private final List<Long> taken = new ArrayList<>();
  private final Deque<Answer> instead = new ArrayDeque<>();

  private static List<SyncStore.Batch> journal(String id, int batches) {
    var all = new ArrayList<SyncStore.Batch>();
    String hash = "0".repeat(64);
    long seq = 1;
    for (int i = 0; i < batches; i++) {
      var lines = new ArrayList<byte[]>();
      var ops = new ArrayList<UUID>();
      for (int k = 0; k < SIZE; k++) {
        lines.add(("{\"n\":" + (seq + k) + "}").getBytes(StandardCharsets.UTF_8));
        ops.add(new UUID(7, seq + k));
      }
      var batch = new SyncStore.Batch(id, seq, hash, lines, ops);
      all.add(batch);
      hash = PushBody.of(batch.ready(), null, Map.of()).header().lastHash();
      seq += SIZE;
    }
    return all;
  }

  private Optional<SyncStore.Batch> behind(SyncStore.Batch batch) {
    return journal.stream().filter(b -> b.fromSeq() == batch.fromSeq() + SIZE).findFirst();
  }

  /// A server that takes lines in order, and those it has a second time.
  private synchronized Answer answer(Step.Send step) {
    if (!(step instanceof Step.Push push))
      return new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "x"), 0);
    long from = push.batch().fromSeq();
    sent.add(from);
    if (!instead.isEmpty()) return instead.poll();
    long next = taken.isEmpty() ? 1 : taken.getLast() + SIZE;
    if (from > next) return refused("GAP");
    if (from == next) taken.add(from);
    return new Answer.Pushed(
        new PushReply(
            push.batch().opIds().stream()
                .map(op -> Verdict.of(op, Verdict.Kind.APPLIED, from))
                .toList(),
            from + SIZE - 1,
            SyncStoreContract.witness(from),
            0,
            5,
            null));
  }

  private static Answer refused(String code) {
    return new Answer.Refused(409, new Refusal(code, "", null, Map.of(), null, null));
  }

  private Step.Push push(int which) {
    return push(journal.get(which));
  }

  private static Step.Push push(SyncStore.Batch batch) {
    var place = new SyncStore.Place(null, Map.of(), 1);
    return new Step.Push(place, batch, PushBody.of(batch.ready(), null, Map.of()));
  }

  private static long got(Transport ahead, Step.Push step) {
    return assertInstanceOf(Answer.Pushed.class, ahead.send(step))
        .reply()
        .verdicts()
        .getFirst()
        .opId()
        .getLeastSignificantBits();
  }

  private PushesAhead inline() {
    return new PushesAhead(this::answer, this::behind, Runnable::run);
  }

  @Test
  void theNextLinesAreJudgedWhenTheyAreAskedForAndNoneGoTwice() {
    PushesAhead ahead = inline();
    for (int i = 0; i < journal.size(); i++) assertEquals(1 + 3L * i, got(ahead, push(i)));
    assertEquals(List.of(1L, 4L, 7L, 10L, 13L, 16L), sent);
    assertEquals(sent, taken);
  }

  @Test
  void theyGoOnlyBehindTheOnesBeforeThem() {
    var gone = new ArrayList<Runnable>();
    Transport slow =
        new Transport() {
          @Override
          public Answer send(Step.Send step) {
            return answer(step);
          }

          @Override
          public Answer send(Step.Send step, Runnable then) {
            gone.add(then); // still on its way when it is answered
            return answer(step);
          }
        };
    var ahead = new PushesAhead(slow, this::behind, Runnable::run);
    ahead.send(push(0));
    assertEquals(List.of(1L), sent);
    gone.removeFirst().run();
    assertEquals(List.of(1L, 4L), sent);
  }

  @Test
  void nothingGoesBehindLinesThatNeverLeft() {
    PushesAhead ahead = inline();
    instead.add(new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "x"), 0));
    assertInstanceOf(Answer.Failed.class, ahead.send(push(0)));
    assertEquals(List.of(1L), sent);
  }

  @Test
  void linesWhoseAnswerGotLostAreSentAgain() {
    PushesAhead ahead = inline();
    ahead.send(push(0)); // the second lot is judged behind it
    assertEquals(List.of(1L, 4L), taken);
    instead.add(new Answer.Failed(new Trouble(Trouble.Kind.TIMEOUT, "x"), 0));
    got(ahead, push(1)); // its answer came; that of the third lot gets lost
    assertEquals(List.of(1L, 4L, 7L), sent);
    assertEquals(7, got(ahead, push(2)));
    assertEquals(List.of(1L, 4L, 7L, 10L), taken, "each once, the fourth lot ahead");
  }

  @Test
  void linesThatOvertookOthersAreRefusedForTheGapAndSentAgain() {
    PushesAhead ahead = inline();
    instead.add(refused("BUSY"));
    assertInstanceOf(Answer.Refused.class, ahead.send(push(0)));
    assertEquals(List.of(1L, 4L), sent);
    assertEquals(1, got(ahead, push(0)), "the core asks the first again");
    assertEquals(4, got(ahead, push(1)));
    assertEquals(7, got(ahead, push(2)));
    assertEquals(List.of(1L, 4L, 7L, 10L), taken, "each once, the fourth lot ahead");
  }

  @Test
  void anAnswerToOtherLinesDoesNotCount() {
    PushesAhead ahead = inline();
    ahead.send(push(0));
    SyncStore.Batch anew = journal("b".repeat(32), 1).getFirst();
    taken.clear();
    assertEquals(1, got(ahead, push(anew)), "of the journal that began anew");
    assertEquals(1L, sent.get(2));
  }

  @Test
  void aServerThatTakesOnePushAtATimeIsSoonLeftInPeace() {
    var guesses = new AtomicInteger();
    var isGuess = new AtomicBoolean();
    var ahead =
        new PushesAhead(
            step -> isGuess.get() ? refused("BUSY") : answer(step),
            this::behind,
            task -> {
              guesses.incrementAndGet();
              isGuess.set(true);
              task.run();
              isGuess.set(false);
            });
    for (int i = 0; i < journal.size(); i++) assertEquals(1 + 3L * i, got(ahead, push(i)));
    assertEquals(List.of(1L, 4L, 7L, 10L, 13L, 16L), taken);
    assertEquals(6, guesses.get(), "three that were asked for, and what each had behind it");
  }

  @Test
  void whatNeverBeganIsSentByWhoWantsIt() {
    var waiting = new ArrayList<Runnable>();
    var ahead = new PushesAhead(this::answer, this::behind, waiting::add);
    ahead.send(push(0));
    assertEquals(4, got(ahead, push(1)));
    waiting.forEach(Runnable::run);
    assertTrue(sent.indexOf(4L) == sent.lastIndexOf(4L), "and not again: " + sent);
  }

  @Test
  void withNobodyToSendAheadOrNothingToReadEachGoesInItsTurn() {
    var alone =
        new PushesAhead(
            this::answer,
            this::behind,
            _ -> {
              throw new RejectedExecutionException("the program ends");
            });
    alone.send(push(0));
    assertEquals(4, got(alone, push(1)));
    assertEquals(List.of(1L, 4L), sent);
    var unread =
        new PushesAhead(
            this::answer,
            _ -> {
              throw new IllegalStateException("the disk is away");
            },
            Runnable::run);
    assertEquals(7, got(unread, push(2)));
    assertEquals(10, got(unread, push(3)));
  }

  @Test
  void theAnswerIsWaitedForWhileTheLinesAreUnderWay() throws InterruptedException {
    var arrived = new CountDownLatch(1);
    var open = new CountDownLatch(1);
    var ahead =
        new PushesAhead(
            step -> {
              if (step instanceof Step.Push p && p.batch().fromSeq() == 4) {
                arrived.countDown();
                awaited(open);
              }
              return answer(step);
            },
            this::behind,
            task -> Thread.ofVirtual().start(task));
    ahead.send(push(0));
    awaited(arrived);
    var core = Thread.ofVirtual().start(() -> assertEquals(4, got(ahead, push(1))));
    open.countDown();
    assertTrue(core.join(java.time.Duration.ofMinutes(1)));
    synchronized (this) {
      assertEquals(4L, sent.get(1));
      assertEquals(1, sent.stream().filter(s -> s == 4L).count());
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everythingElseGoesThrough() {
    var file = new SyncStore.PendingFile("x", new UUID(1, 1), 3, 0, 0);
    assertInstanceOf(Answer.Failed.class, inline().send(new Step.FileHead(file)));
  }
}
