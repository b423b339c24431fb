package cn.ruhu.server.watch;

import cn.ruhu.server.db.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A question to the database, or to the place files lie in, nobody waits for longer than allowed.
/// One is under way at a time: whoever asks meanwhile waits for the same answer, so what hangs
/// holds one thread. Thread-safe.
///
/// @param <T> what is answered
final class Bounded<T> {
  /// What is asked.
  @FunctionalInterface
  interface Question<T> {
    T ask() throws StorageException, IOException;
  }

  private final Question<T> question;
  private final Executor executor;
  private final Duration patience;
  private @Nullable CompletableFuture<T> underWay;

  Bounded(Question<T> question, Executor executor, Duration patience) {
    this.question = question;
    this.executor = executor;
    this.patience = patience;
  }

  /// The answer, begun now or by somebody who waits already.
  ///
  /// @throws StorageException also when there is none in time
  T answer() throws StorageException {
    try {
      return begun().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StorageException("no answer in " + patience, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted", e);
    } catch (ExecutionException e) {
      throw new StorageException("a look", Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private synchronized CompletableFuture<T> begun() {
    CompletableFuture<T> now = underWay;
    if (now != null && !now.isDone()) return now;
    CompletableFuture<T> fresh =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return question.ask();
              } catch (StorageException | IOException e) {
                throw new CompletionException(e);
              }
            },
            executor);
    underWay = fresh;
    return fresh;
  }
}
