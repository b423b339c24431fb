package cn.ruhu.sync;

import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.Witness;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A transport that asks for the next page while one is being taken in. What it asks is a guess of
/// what the core will ask; the answer counts only if the core then asks that very question, else
/// the core's own is asked and the guess is forgotten, so nothing is ever applied that was not
/// asked for (SYNC §4.5). A guess that brought no page is forgotten too. A pull changes nothing at
/// the server. Thread-safe.
public final class PullsAhead implements Transport {
  /// guesses in a row that were wrong before no more are made until the pull is over
  private static final int WRONG_MAX = 2;

  private static final Logger LOG = LoggerFactory.getLogger(PullsAhead.class);

  private final Transport to;
  private final Executor executor;
  private @Nullable Guess guess;
  private int wrong;

  private record Guess(PullRequest request, FutureTask<Answer> answer) {}

  /// @param executor asks ahead; its thread blocks on the network
  public PullsAhead(Transport to, Executor executor) {
    this.to = to;
    this.executor = executor;
  }

  @Override
  public Answer send(Step.Send step) {
    if (!(step instanceof Step.Pull pull)) return to.send(step);
    Answer answer = guessed(pull.request());
    if (answer == null) answer = to.send(pull);
    if (answer instanceof Answer.Pulled(PullReply page)) went(pull, page);
    return answer;
  }

  private @Nullable Answer guessed(PullRequest asked) {
    Guess made;
    synchronized (this) {
      made = guess;
      guess = null;
      if (made == null) return null;
      if (!made.request().equals(asked)) {
        wrong++;
        return null;
      }
      wrong = 0;
    }
    try {
      // one that brought nothing may be old: what stands in the way is asked anew
      return made.answer().get() instanceof Answer.Pulled page ? page : null;
    } catch (ExecutionException e) {
      LOG.warn("a page asked for ahead is asked for again", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private void went(Step.Pull pull, PullReply page) {
    var asked = new Step.Pull(pull.asked(), next(pull.request(), page));
    var task = new FutureTask<>(() -> to.send(asked));
    synchronized (this) {
      if (!page.more()) {
        wrong = 0;
        return;
      }
      if (wrong >= WRONG_MAX || begins(pull.request(), page)) return;
      guess = new Guess(asked.request(), task);
    }
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.info("no page is asked for ahead: the program ends");
      forget();
    }
  }

  /// A scope is fetched from its beginning: what the core asks next is not to be guessed.
  private static boolean begins(PullRequest asked, PullReply page) {
    return !page.resync().isEmpty() || !asked.cursors().keySet().containsAll(page.scopes());
  }

  private synchronized void forget() {
    guess = null;
  }

  private static PullRequest next(PullRequest asked, PullReply page) {
    Witness seen = asked.witness();
    return new PullRequest(
        asked.protocol(),
        seen == null || page.witness().seq() >= seen.seq() ? page.witness() : seen,
        page.cursors(),
        asked.limit(),
        asked.waits(),
        asked.snapshots(),
        asked.compare(),
        asked.doubts());
  }
}
