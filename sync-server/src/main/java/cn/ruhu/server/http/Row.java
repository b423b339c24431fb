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
    private final CompletableFuture<@Nullable Void> before;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    private Place(UUID machine, CompletableFuture<@Nullable Void> before) {
      this.machine = machine;
      this.before = before;
    }

    /// Whether another one is at work.
    boolean waits() {
      return !before.isDone();
    }

    /// Waits for the one before.
    ///
    /// @throws TurnedAway `BUSY` when that takes too long
    void await() throws TurnedAway {
      try {
        before.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException _) {
        // told below
      }
      throw new TurnedAway(
          new Refusal("BUSY", "a push before it", null, Map.of(), retry.toMillis(), null));
    }

    @Override
    public void close() {
      synchronized (Row.this) {
        last.remove(machine, this);
      }
      over.complete(null);
    }
  }

  /// The last one of this machine.
  synchronized Place come(UUID machine) {
    Place ahead = last.get(machine);
    var place =
        new Place(machine, ahead == null ? CompletableFuture.completedFuture(null) : ahead.over);
    last.put(machine, place);
    return place;
  }
}
