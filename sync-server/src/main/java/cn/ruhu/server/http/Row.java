package cn.ruhu.server.http;

import cn.ruhu.wire.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Requests of one machine in the order in which they came: each is read when it comes, and worked
/// on when the one before it is over. Thread-safe. State is per process.
final class Row {
  private final Map<UUID, Place> last = new HashMap<>();
  private final Duration retry;
  private final Duration longest;

  /// @param retry when one that waited in vain may come back
  /// @param longest a request waits for the one before it
  Row(Duration retry, Duration longest) {
    this.retry = retry;
    this.longest = longest;
  }

  /// Where a request stands; to be closed when it is over.
  final class Place implements AutoCloseable {
    private final UUID machine;
    private volatile @Nullable Place before;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private volatile boolean working;
    private volatile boolean away;

    private Place(UUID machine, @Nullable Place before) {
      this.machine = machine;
      this.before = before;
    }

    /// Whether the one before is being worked on: of few machines at a time.
    boolean isBehindWork() {
      Place ahead = before;
      return ahead != null && ahead.working && !ahead.over.isDone();
    }

    /// This one is worked on from here on.
    void works() {
      working = true;
    }

    /// This one was asked to come later.
    void turnedAway() {
      away = true;
    }

    /// Waits for the one before.
    ///
    /// @throws TurnedAway `BUSY` when that takes too long, or when the one before was asked to come
    ///   later: what goes behind it comes behind it
    void await() throws TurnedAway {
      Place ahead = before;
      if (ahead == null) return;
      try {
        ahead.over.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (!ahead.away) return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException _) {
        // told below
      }
      away = true;
      throw new TurnedAway(
          new Refusal("BUSY", "a push before it", null, Map.of(), retry.toMillis(), null));
    }

    @Override
    public void close() {
      synchronized (Row.this) {
        last.remove(machine, this);
      }
      before = null; // a row that never empties keeps nobody who left
      over.complete(null);
    }
  }

  /// The last one of this machine.
  synchronized Place come(UUID machine) {
    var place = new Place(machine, last.get(machine));
    last.put(machine, place);
    return place;
  }
}
