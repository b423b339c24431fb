package cn.ruhu.sync;

import cn.ruhu.wire.PushBody;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A transport that sends the next lines of a journal while the lines before them are judged, and
/// while their verdicts are written down. What it sends is a guess of what the core will send; the
/// answer counts only if the core then sends those very lines. Any other answer is forgotten like
/// one that got lost, which a push survives by its nature: lines that were taken in before get the
/// verdicts they got then (SYNC §4.3), lines that overtook the ones before them are refused for the
/// gap and sent again. At most one push is on its way besides the one that was asked for.
/// Thread-safe.
public final class PushesAhead implements Transport {
  /// guesses in a row that brought nothing before no more are made
  private static final int WRONG_MAX = 3;

  private static final Logger LOG = LoggerFactory.getLogger(PushesAhead.class);

  private final Transport to;
  private final Function<SyncStore.Batch, Optional<SyncStore.Batch>> behind;
  private final Executor executor;
  private @Nullable Guess guess;
  private int wrong;

  /// A push that nobody asked for yet.
  private final class Guess implements Runnable {
    private final Step.Push before;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Optional<SyncStore.Batch>> lines = new CompletableFuture<>();
    final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
    private final CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();

    Guess(Step.Push before) {
      this.before = before;
    }

    @Override
    public void run() {
      if (!begun.compareAndSet(false, true)) return;
      Optional<Answer> got = Optional.empty();
      try {
        Optional<SyncStore.Batch> next = behind.apply(before.batch());
        lines.complete(next);
        got = next.map(this::sent);
      } catch (RuntimeException e) {
        LOG.warn("lines sent ahead are sent again", e);
      } finally {
        lines.complete(Optional.empty());
        answer.complete(got);
      }
    }

    private Answer sent(SyncStore.Batch next) {
      PushBody body = PushBody.of(next.ready(), before.asked().witness(), before.asked().cursors());
      return to.send(new Step.Push(before.asked(), next, body), () -> gone.complete(null));
    }

    /// Whether these very lines are on their way; a guess that did not begin never will.
    @SuppressWarnings("ReferenceEquality") // the same object, handed out twice
    boolean is(SyncStore.Batch asked) {
      never();
      return lines.join().filter(b -> b == asked).isPresent();
    }

    /// Waits for the answer; empty when nothing was sent.
    Optional<Answer> answer() {
      return answer.join();
    }

    /// Nobody wants it any more: one that is under way is over afterwards, another never begins.
    void end() {
      never();
      answer.join();
    }

    /// One that did not begin has nothing and never will.
    private void never() {
      if (!begun.compareAndSet(false, true)) return;
      lines.complete(Optional.empty());
      answer.complete(Optional.empty());
    }
  }

  /// @param behind what goes behind a batch, where it is known; may block
  /// @param executor sends ahead; its thread blocks on the network
  public PushesAhead(
      Transport to,
      Function<SyncStore.Batch, Optional<SyncStore.Batch>> behind,
      Executor executor) {
    this.to = to;
    this.behind = behind;
    this.executor = executor;
  }

  @Override
  public Answer send(Step.Send step) {
    if (!(step instanceof Step.Push push)) return to.send(step);
    Guess made = taken();
    if (made != null && made.is(push.batch())) {
      var _ = made.gone.thenRun(() -> begin(push));
      Optional<Answer> answer = made.answer().filter(Answer.Pushed.class::isInstance);
      count(answer.isPresent());
      if (answer.isPresent()) return answer.get();
      made = taken(); // what went behind it did not get through either
    }
    if (made != null) made.end();
    return to.send(push, () -> begin(push));
  }

  private synchronized @Nullable Guess taken() {
    Guess made = guess;
    guess = null;
    return made;
  }

  private synchronized void count(boolean right) {
    wrong = right ? 0 : wrong + 1;
  }

  private void begin(Step.Push push) {
    var next = new Guess(push);
    synchronized (this) {
      if (guess != null || wrong >= WRONG_MAX) return;
      guess = next;
    }
    try {
      executor.execute(next);
    } catch (RejectedExecutionException e) {
      LOG.info("nothing is sent ahead: the program ends");
      var _ = taken();
    }
  }
}
