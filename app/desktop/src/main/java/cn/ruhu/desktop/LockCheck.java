package cn.ruhu.desktop;

import cn.ruhu.wire.PasswordHash;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells whether who stands before the lock is who signed in, by a slow hash of the password. A
/// hash takes as long as a sign-in does, so it is made when there is time ([#make]) or when it is
/// first asked for, and never on the window's thread; until then the password itself is kept. One
/// that failed, as for want of memory, is made again for whoever asks next. Thread-safe.
final class LockCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LockCheck.class);

  private final PasswordHash.Cost cost;
  private final RandomGenerator random;
  private Secret kept;
  private FutureTask<String> hash;

  /// @param password copied; the caller wipes its own
  LockCheck(PasswordHash.Cost cost, RandomGenerator random, Secret password) {
    this.cost = cost;
    this.random = random;
    this.kept = copy(password);
    this.hash = task(kept);
  }

  private static Secret copy(Secret password) {
    char[] typed = password.copy();
    try {
      return new Secret(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  private FutureTask<String> task(Secret secret) {
    return new FutureTask<>(() -> {
      char[] typed = secret.copy();
      try {
        String made = PasswordHash.hash(typed, cost, random);
        secret.wipe();
        return made;
      } finally {
        Arrays.fill(typed, '\0');
      }
    });
  }

  /// Another password from now on; the caller wipes it.
  synchronized void use(char[] password) {
    kept.wipe();
    kept = new Secret(password);
    hash = task(kept);
  }

  private synchronized FutureTask<String> hash() {
    return hash;
  }

  /// Another try takes the place of one that failed.
  @SuppressWarnings("ReferenceEquality") // is it still this very one?
  private synchronized void again(FutureTask<String> failed) {
    if (hash == failed) hash = task(kept);
  }

  /// Makes the hash, unless it is made or being made. Takes as long as a sign-in.
  void make() {
    FutureTask<String> now = hash();
    now.run();
    if (now.state() != Future.State.FAILED) return;
    LOG.warn("no hash of the password yet", now.exceptionNow());
    again(now);
  }

  /// Whether this is the password. Takes as long as a sign-in, twice as long the first time.
  ///
  /// @throws IllegalStateException the password could not be hashed, as for want of memory: nobody
  ///   knows whether it is right, and it may be asked again
  boolean isRight(char[] typed) {
    FutureTask<String> now = hash();
    now.run();
    try {
      return PasswordHash.verify(typed, now.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (CancellationException _) {
      return false; // whoever worked here left
    } catch (ExecutionException e) {
      LOG.error("the lock does not open: no hash of the password", e);
      again(now);
      throw new IllegalStateException("no hash of the password", e);
    } catch (OutOfMemoryError e) {
      LOG.error("the lock does not open: no hash of what was typed", e);
      throw new IllegalStateException("no hash of what was typed", e);
    }
  }

  /// The person leaves: nothing opens any more.
  @Override
  public synchronized void close() {
    kept.wipe();
    hash.cancel(false);
    hash = task(kept);
    hash.cancel(false);
  }
}
