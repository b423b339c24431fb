package cn.ruhu.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts wrong passwords of one vault, on the disk and before the password is tried, so that
/// ending the program does not save a guess. Five wrong ones lock for 15 minutes, the next five for
/// 30, and so on up to a day. What is kept is the time that is *left*: inside one run of the
/// program it goes down by a clock nobody can set, between two runs by the wall clock; a clock set
/// back only stops the countdown, it never lengthens it.
final class Attempts {
  static final int MAX = 5;
  static final long LOCK_MS = 15 * 60_000L;
  static final long LOCK_MAX_MS = 24 * 60 * 60_000L;

  private final Path file;
  private final Disk disk;
  private final InstantSource clock;
  private final LongSupplier monotonicMs;
  private State state;
  private long countedMono;

  /// @param wrong since the last right one or the last lock
  /// @param locks in a row
  /// @param leftMs of the lock
  /// @param wallMs when this was written
  record State(int wrong, int locks, long leftMs, long wallMs) {}

  Attempts(Path folder, Disk disk, InstantSource clock, LongSupplier monotonicMs)
      throws StoreException {
    this.file = folder.resolve("attempts");
    this.disk = disk;
    this.clock = clock;
    this.monotonicMs = monotonicMs;
    State s = SafeFile.read(file, State.class).orElse(new State(0, 0, 0, clock.millis()));
    long passed = Math.max(0, clock.millis() - s.wallMs());
    this.state = new State(s.wrong(), s.locks(), Math.max(0, s.leftMs() - passed), clock.millis());
    this.countedMono = monotonicMs.getAsLong();
  }

  private void countDown() {
    long mono = monotonicMs.getAsLong();
    long passed = Math.max(0, mono - countedMono);
    countedMono = mono;
    state =
        new State(
            state.wrong(), state.locks(), Math.max(0, state.leftMs() - passed), clock.millis());
  }

  /// When the lock ends by this machine's clock; null when there is none.
  synchronized @Nullable Instant lockedUntil() {
    countDown();
    return state.leftMs() == 0 ? null : clock.instant().plusMillis(state.leftMs());
  }

  /// Counts an attempt as wrong until [#right] says otherwise.
  ///
  /// @return attempts left before the lock, 0 when this one locks if it is wrong
  synchronized int begin() throws StoreException {
    countDown();
    int wrong = state.wrong() + 1;
    State next;
    if (wrong < MAX) {
      next = new State(wrong, state.locks(), 0, clock.millis());
    } else {
      long lock = Math.min(LOCK_MAX_MS, LOCK_MS << Math.min(state.locks(), 10));
      next = new State(0, state.locks() + 1, lock, clock.millis());
    }
    SafeFile.write(disk, file, next);
    state = next;
    return MAX - wrong;
  }

  /// The password was right: the count starts over.
  synchronized void right() throws StoreException {
    state = new State(0, 0, 0, clock.millis());
    SafeFile.write(disk, file, state);
  }
}
