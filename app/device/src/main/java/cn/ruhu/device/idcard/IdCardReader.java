package cn.ruhu.device.idcard;

import cn.ruhu.device.BackOff;
import cn.ruhu.device.DeviceTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A card reader as the window sees it: it looks for cards by itself, tells the listener of every
/// card and every change, opens again by itself after unplugging, and never throws.
///
/// All methods may be called from any thread. One thread, from the executor handed in, talks to the
/// device from [#start] to [#close]; the listener is called on that thread. A second one watches
/// the first: a call into a driver that does not come back is ended by closing the line, and where
/// even that does not help the thread is given up and another begins. Nothing read is kept here
/// once it was told.
public final class IdCardReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdCardReader.class);
  private static final long CLOSE_WAIT_MS = 1_000;

  /// How long a driver's call may take.
  ///
  /// @param callMs until its line is closed under it; longer than any deadline of ours
  /// @param closedMs from then until its thread is given up
  record Patience(long callMs, long closedMs) {
    static final Patience USUAL = new Patience(8_000, 3_000);
  }

  /// A thread costs memory; a driver that eats them one after the other is left alone.
  private static final int GIVEN_UP_MAX = 3;

  /// Somebody waiting for a card.
  private record Waiting(long untilMs, CompletableFuture<Reading> answer) {}

  private final ReaderAddress address;
  private final TransportOpener opener;
  private final DeviceTime time;
  private final Executor thread;
  private final Patience patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<ReaderListener> listeners = new ArrayList<>();
  private boolean againWanted;
  private boolean started;
  private volatile boolean stopped;
  private volatile Run run;
  private volatile ReaderSnapshot snapshot = ReaderSnapshot.CLOSED;

  /// @param address where the reader is
  /// @param opener [TransportOpener#real()], or memory in a test
  /// @param time clocks for deadlines and provenance
  /// @param thread runs two tasks that last until [#close], each on a thread of its own, and more
  ///   when a driver hangs
  public IdCardReader(
      ReaderAddress address, TransportOpener opener, DeviceTime time, Executor thread) {
    this(address, opener, time, thread, Patience.USUAL);
  }

  IdCardReader(
      ReaderAddress address,
      TransportOpener opener,
      DeviceTime time,
      Executor thread,
      Patience patience) {
    this.address = address;
    this.opener = opener;
    this.time = time;
    this.thread = thread;
    this.patience = patience;
    this.run = new Run(1);
  }

  /// Begins to look for cards. Calling it again only adds the listener.
  public void start(ReaderListener listener) {
    boolean first;
    lock.lock();
    try {
      listeners.add(listener);
      first = !started && !stopped;
      started = true;
    } finally {
      lock.unlock();
    }
    if (!first) return;
    thread.execute(run);
    thread.execute(this::watch);
  }

  /// The state now.
  public ReaderSnapshot snapshot() {
    return snapshot;
  }

  /// The next card laid down, or one that lies there already (it is read anew, never remembered).
  ///
  /// Completes with [Reading.Trouble] as soon as a reading fails or the reader is found offline,
  /// and with [Reading.NoCard] when nothing was laid down in time; never exceptionally.
  ///
  /// @param limit how long to wait for a card
  public CompletableFuture<Reading> readOnce(Duration limit) {
    var answer = new CompletableFuture<Reading>();
    lock.lock();
    try {
      if (stopped || !started) {
        answer.complete(new Reading.Trouble(ReaderError.ABSENT));
        return answer;
      }
      if (run.givenUp) {
        answer.complete(new Reading.Trouble(ReaderError.HUNG));
        return answer;
      }
      waiting.add(new Waiting(time.millis() + limit.toMillis(), answer));
      againWanted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return answer;
  }

  /// Gives the port back and ends the thread; waits for that up to a second.
  @Override
  public void close() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
      if (!started) ended.complete(null);
      started = true;
    } finally {
      lock.unlock();
    }
    try {
      ended.completeOnTimeout(null, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS).join();
    } finally {
      answer(_ -> true, new Reading.Trouble(ReaderError.ABSENT));
    }
  }

  /// One thread at the device, until it is stopped or given up.
  private final class Run implements Runnable, ReaderListener {
    /// from 1
    private final int number;

    private final WatchedLine line = new WatchedLine(opener, time);
    private final CardMachine machine;
    private volatile boolean givenUp;

    Run(int number) {
      this.number = number;
      this.machine =
          address instanceof ReaderAddress.Service service
              ? new ServiceMachine(service, time, this)
              : new ReaderMachine(address, line, time, this, this::over);
    }

    private boolean over() {
      return stopped || givenUp;
    }

    @Override
    public void run() {
      try {
        long waitMs = number == 1 ? 0 : BackOff.LONGEST_MS;
        while (!over()) {
          boolean wanted = pause(waitMs);
          if (!over()) waitMs = guarded(wanted);
          if (!givenUp) expire();
        }
      } finally {
        machine.close(null);
        if (!givenUp) ended.complete(null);
      }
    }

    /// The top of the reader's thread: a defect of ours must not end the device for the day.
    private long guarded(boolean again) {
      try {
        if (again) machine.again();
        return machine.step();
      } catch (RuntimeException e) {
        LOG.error("reader step failed", e);
        machine.close(ReaderError.INTERNAL);
        return ReaderMachine.NEEDS_USER_MS;
      }
    }

    @Override
    public void changed(ReaderSnapshot now) {
      if (givenUp) return;
      snapshot = now;
      for (var l : listeners()) l.changed(now);
    }

    @Override
    public void read(Reading reading) {
      if (givenUp) return;
      answer(_ -> true, reading);
      for (var l : listeners()) l.read(reading);
    }
  }

  /// Looks again and again how long the call under way has lasted.
  private void watch() {
    long lookMs = Math.max(10, Math.min(patience.callMs, patience.closedMs) / 4);
    while (!stopped) {
      lock.lock();
      try {
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(lookMs));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        lock.unlock();
      }
      look(run);
    }
  }

  private void look(Run now) {
    long lasts = now.line.callMs();
    if (stopped || now.givenUp || lasts < patience.callMs) return;
    if (lasts < patience.callMs + patience.closedMs) {
      now.line.breakOff(thread);
      return;
    }
    now.givenUp = true;
    LOG.warn("a call into the driver at {} does not come back; its thread is given up", address);
    var hung =
        new ReaderSnapshot(
            ReaderState.OFFLINE, Optional.of(ReaderError.HUNG), Optional.empty(), "", 0);
    snapshot = hung;
    for (var l : listeners()) l.changed(hung);
    answer(_ -> true, new Reading.Trouble(ReaderError.HUNG));
    if (now.number == GIVEN_UP_MAX) {
      ended.complete(null);
      return;
    }
    var next = new Run(now.number + 1);
    run = next;
    thread.execute(next);
  }

  /// Waits for the next step, at most until somebody's limit. @return true when a new wish came
  private boolean pause(long waitMs) {
    lock.lock();
    try {
      long until = time.millis() + waitMs;
      for (var w : waiting) until = Math.min(until, w.untilMs());
      long leftMs = until - time.millis();
      while (leftMs > 0 && !stopped && !againWanted) {
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(leftMs));
        leftMs = until - time.millis();
      }
      boolean wanted = againWanted;
      againWanted = false;
      return wanted;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void expire() {
    long now = time.millis();
    var outcome =
        switch (snapshot.state()) {
          case NEEDS_USER, OFFLINE ->
              new Reading.Trouble(snapshot.error().orElse(ReaderError.INTERNAL));
          case CLOSED, OPENING -> new Reading.Trouble(ReaderError.NO_ANSWER);
          case READY, FOUND, SELECTED, READING, CARD_DONE -> new Reading.NoCard();
        };
    boolean offline = snapshot.state() == ReaderState.OFFLINE;
    answer(w -> offline || w.untilMs() <= now, outcome);
  }

  private void answer(Predicate<Waiting> whom, Reading reading) {
    List<Waiting> done = new ArrayList<>();
    lock.lock();
    try {
      for (var w : waiting) if (whom.test(w)) done.add(w);
      waiting.removeAll(done);
    } finally {
      lock.unlock();
    }
    for (var w : done) w.answer().complete(reading);
  }

  private List<ReaderListener> listeners() {
    lock.lock();
    try {
      return List.copyOf(listeners);
    } finally {
      lock.unlock();
    }
  }
}
