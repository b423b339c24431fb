package cn.ruhu.desktop;

import cn.ruhu.wire.PasswordHash;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells whether who stands before the lock is who signed in, by a slow hash of the password. A
/// hash takes as long as a sign-in does, so it is made when there is time ([#make]) or when it is
/// first asked for, and never on the window's thread; until then the password itself is kept.
/// Thread-safe.
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
        return PasswordHash.hash(typed, cost, random);
      } finally {
        Arrays.fill(typed, '\0');
        secret.wipe();
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

  /// Makes the hash, unless it is made or being made. Takes as long as a sign-in.
  void make() {
    hash().run();
  }

  /// Whether this is the password. Takes as long as a sign-in, twice as long the first time.
  boolean isRight(char[] typed) {
    FutureTask<String> now = hash();
    now.run();
    try {
      return PasswordHash.verify(typed, now.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | CancellationException e) {
      LOG.error("the lock does not open: no hash of the password", e);
      return false;
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
