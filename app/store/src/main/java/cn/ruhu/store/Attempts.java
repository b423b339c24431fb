package cn.ruhu.store;

import cn.ruhu.wire.UnlockCode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Counts wrong passwords of one vault, or wrong PINs of one badge, on the disk and before the
/// password is tried, so that ending the program does not save a guess. Five wrong ones lock for 15
/// minutes, the next five for 30, and so on up to a day. What is kept is the time that is *left*:
/// inside one run of the program it goes down by a clock nobody can set, between two runs by the
/// wall clock; a clock set back only stops the countdown, it never lengthens it. A lock is also
/// ended by the response to a challenge ([cn.ruhu.wire.UnlockCode]): the challenge lives half an
/// hour and five tries, and ends with the lock it was made for.
///
/// A PIN is short: before each further one there is a pause that grows, and after five no time ends
/// the lock, only a response does ([BadgePins]).
final class Attempts {
  static final int MAX = 5;
  static final long LOCK_MS = 15 * 60_000L;
  static final long LOCK_MAX_MS = 24 * 60 * 60_000L;
  static final long CHALLENGE_MS = 30 * 60_000L;
  static final int TRIES_MAX = 5;

  /// of a lock that no time ends
  static final long FOREVER = Long.MAX_VALUE;

  /// What is tried.
  enum Secret {
    PASSWORD,
    PIN;

    /// Milliseconds before the next try, after some that were wrong and did not lock.
    private long pauseMs(int wrong) {
      return this == PASSWORD || wrong < 2 ? 0 : PAUSE_MS << (2 * (wrong - 2));
    }

    /// @param locks in a row before this one
    private long lockMs(int locks) {
      return this == PIN ? FOREVER : Math.min(LOCK_MAX_MS, LOCK_MS << Math.min(locks, 10));
    }
  }

  /// Pause after the second wrong PIN; each further one makes it four times as long.
  static final long PAUSE_MS = 5_000;

  private final Path file;
  private final Disk disk;
  private final InstantSource clock;
  private final LongSupplier monotonicMs;
  private final Secret secret;
  private State state;
  private long countedMono;

  /// @param wrong since the last right one or the last lock
  /// @param locks in a row
  /// @param leftMs of the lock
  /// @param wallMs when this was written
  /// @param challenge that may still be answered, as text; null for none
  /// @param challengeMs of its life
  /// @param tries of answers to it
  record State(
      int wrong,
      int locks,
      long leftMs,
      long wallMs,
      @Nullable String challenge,
      long challengeMs,
      int tries) {
    State(int wrong, int locks, long leftMs, long wallMs) {
      this(wrong, locks, leftMs, wallMs, null, 0, 0);
    }

    State after(long passed, long now) {
      return new State(
          wrong,
          locks,
          leftMs == FOREVER ? FOREVER : Math.max(0, leftMs - passed),
          now,
          challenge,
          Math.max(0, challengeMs - passed),
          tries);
    }

    State challenged(@Nullable String text, long life, int tried) {
      return new State(wrong, locks, leftMs, wallMs, text, life, tried);
    }

    Optional<UnlockCode.Challenge> open() {
      return challenge == null || challengeMs == 0 || leftMs == 0
          ? Optional.empty()
          : UnlockCode.parse(challenge);
    }
  }

  Attempts(Path folder, Disk disk, InstantSource clock, LongSupplier monotonicMs)
      throws StoreException {
    this(folder, disk, clock, monotonicMs, Secret.PASSWORD);
  }

  Attempts(Path folder, Disk disk, InstantSource clock, LongSupplier monotonicMs, Secret secret)
      throws StoreException {
    this.secret = secret;
    this.file = folder.resolve("attempts");
    this.disk = disk;
    this.clock = clock;
    this.monotonicMs = monotonicMs;
    State s = SafeFile.read(file, State.class).orElse(new State(0, 0, 0, clock.millis()));
    long passed = Math.max(0, clock.millis() - s.wallMs());
    this.state = s.after(passed, clock.millis());
    this.countedMono = monotonicMs.getAsLong();
  }

  private void countDown() {
    long mono = monotonicMs.getAsLong();
    long passed = Math.max(0, mono - countedMono);
    countedMono = mono;
    state = state.after(passed, clock.millis());
  }

  /// When the lock, or the pause, ends by this machine's clock; null when there is none,
  /// [Instant#MAX] for one that no time ends.
  synchronized @Nullable Instant lockedUntil() {
    countDown();
    if (state.leftMs() == FOREVER) return Instant.MAX;
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
      next = new State(wrong, state.locks(), secret.pauseMs(wrong), clock.millis());
    } else {
      long lock = secret.lockMs(state.locks());
      next = new State(0, state.locks() + 1, lock, clock.millis());
    }
    SafeFile.write(disk, file, next);
    state = next;
    return MAX - wrong;
  }

  /// The challenge of this lock: the one that may still be answered, else a fresh one; empty while
  /// there is no lock.
  synchronized Optional<UnlockCode.Challenge> challenge(int block, RandomGenerator random)
      throws StoreException {
    countDown();
    if (state.leftMs() == 0) return Optional.empty();
    Optional<UnlockCode.Challenge> open = state.open();
    if (open.isPresent()) return open;
    var fresh = UnlockCode.challenge(block, state.locks(), random);
    keep(state.challenged(fresh.text(), CHALLENGE_MS, 0));
    return Optional.of(fresh);
  }

  /// Tries a response; it counts before it is compared.
  ///
  /// @param right what the response to a challenge is
  synchronized Unlocking answer(String typed, Function<UnlockCode.Challenge, String> right)
      throws StoreException {
    countDown();
    if (state.leftMs() == 0) return Unlocking.DONE;
    Optional<UnlockCode.Challenge> open = state.open();
    if (open.isEmpty()) return Unlocking.OVER;
    if (!UnlockCode.isSound(typed)) return Unlocking.MISHEARD;
    boolean last = state.tries() + 1 >= TRIES_MAX;
    keep(
        last
            ? state.challenged(null, 0, 0)
            : state.challenged(state.challenge(), state.challengeMs(), state.tries() + 1));
    if (UnlockCode.matches(typed, right.apply(open.get()))) {
      right();
      return Unlocking.DONE;
    }
    return last ? Unlocking.OVER : Unlocking.WRONG;
  }

  private void keep(State next) throws StoreException {
    SafeFile.write(disk, file, next);
    state = next;
  }

  /// The password was right: the count starts over.
  synchronized void right() throws StoreException {
    state = new State(0, 0, 0, clock.millis());
    SafeFile.write(disk, file, state);
  }
}
