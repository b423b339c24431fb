package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs rounds of [SyncCore] for one signed-in person: at once when asked, a moment after a save,
/// and by itself every few minutes. One round at a time; asking while one runs makes it go on until
/// nothing waits. While files go out a second one is sent beside, by another thread; a slow one
/// holds the other up in nothing. Thread-safe. Listeners are called on the threads that send and
/// must return at once.
public final class SyncLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  /// so soon a round that rests sees a sign-out, a metered line or a page somebody waits for
  private static final long REST_MS = 250;

  /// How often.
  ///
  /// @param every pause between rounds of the loop's own
  /// @param afterSave pause between a save and the round it causes
  public record Rhythm(Duration every, Duration afterSave) {
    public static final Rhythm STANDARD = new Rhythm(Duration.ofMinutes(3), Duration.ofSeconds(2));
  }

  private final SyncStore store;
  private final SyncCore core;
  private final Wishes wishes = new Wishes();
  private final InstantSource clock;
  private final ScheduledExecutorService executor;
  private final Rhythm rhythm;
  private final List<Consumer<SyncState>> listeners = new CopyOnWriteArrayList<>();

  private final Executor besides;

  /// held for every word with the core, never while anything is sent
  private final Object turn = new Object();

  private final Pace pace = new Pace(); // under turn
  private boolean besideRuns; // under turn

  private final Object lock = new Object();
  private final List<CompletableFuture<SyncState>> askers = new ArrayList<>();
  private @Nullable Transport transport;
  private @Nullable ScheduledFuture<?> planned;
  private boolean running;
  private boolean again;
  private boolean automatic;
  private boolean closed;
  private boolean filesOnce;
  private volatile boolean metered;
  private volatile Optional<Duration> left = Optional.empty();
  private volatile SyncState state;
  private volatile Optional<Trouble> trouble = Optional.empty();
  private volatile long lastSuccess;

  /// @param random source of jitter
  /// @param executor runs the rounds; its thread blocks on the network
  /// @param besides runs what sends a second file beside, and what asks for the next page while one
  ///   is taken in; its threads block likewise
  public SyncLoop(
      SyncStore store,
      InstantSource clock,
      RandomGenerator random,
      ScheduledExecutorService executor,
      Executor besides,
      Rhythm rhythm) {
    this.store = store;
    this.core = new SyncCore(store, random, wishes);
    this.clock = clock;
    this.executor = executor;
    this.besides = besides;
    this.rhythm = rhythm;
    this.state =
        new SyncState(
            false, false, Optional.empty(), 0, 0, 0, Optional.empty(), false, Optional.empty());
    publish(false, false);
  }

  /// Goes on with this transport from now on: after each sign-in. Null when signed out of the
  /// server; saving goes on, nothing is sent.
  public void use(@Nullable Transport newTransport) {
    synchronized (lock) {
      transport =
          newTransport == null
              ? null
              : new PullsAhead(new PushesAhead(newTransport, store::behind, besides), besides);
    }
    if (newTransport == null) publish(false, false);
  }

  /// Begins rounds of its own, the first one at once.
  public void start() {
    synchronized (lock) {
      automatic = true;
    }
    plan(0);
  }

  /// Runs a round now, or lets the one that runs go on until nothing waits.
  ///
  /// @return completes with the state after the round; the round may have met trouble
  public CompletableFuture<SyncState> syncNow() {
    return ask(false);
  }

  private CompletableFuture<SyncState> ask(boolean withFiles) {
    var asked = new CompletableFuture<SyncState>();
    synchronized (lock) {
      if (closed) {
        asked.complete(state);
        return asked;
      }
      askers.add(asked);
      filesOnce |= withFiles;
      again = true;
    }
    plan(0);
    return asked;
  }

  /// On a line that is paid by the byte, records travel and files wait: pages go out when somebody
  /// says so ([#filesNow]), and none is fetched unless somebody waits for it.
  public void metered(boolean yes) {
    metered = yes;
    if (yes) wishes.quiet(List.of(), 0);
    refresh();
    if (!yes) again();
  }

  /// A round now that takes the files along, whatever the line costs.
  public CompletableFuture<SyncState> filesNow() {
    return ask(true);
  }

  /// Something was saved: the state is told again, and a round follows soon.
  public void saved() {
    refresh();
    if (state.trouble().isEmpty()) plan(rhythm.afterSave().toMillis());
  }

  /// Brings a file of the district before everything else: somebody waits for it. While there is no
  /// connection it stays asked for, and comes with the next round that gets through.
  public void fetch(SyncStore.WantedFile file) {
    wishes.urgent(file);
    SyncState now = state;
    if (!now.online())
      wishes.later(
          file.address(), now.trouble().orElse(new Trouble(Trouble.Kind.OFFLINE, "no round yet")));
    again();
  }

  /// Nobody waits for it any more: it still comes, behind saved work, unless [#prefetch] asks for
  /// others or the line is metered.
  public void leave(String address) {
    wishes.calm(address);
    if (metered) wishes.quiet(List.of(), 0);
  }

  /// Brings files when nothing else is to do, in this order; what was asked for so before is not
  /// any more. Without a connection, or on a metered line, nothing begins.
  ///
  /// @param bytes of all of them together at most; a file without room is left out
  public void prefetch(Collection<SyncStore.WantedFile> files, long bytes) {
    if (metered) return;
    wishes.quiet(files, bytes);
    if (!files.isEmpty() && state.online()) plan(0);
  }

  /// How a file stands that was asked for; empty for one that never was.
  public Optional<Fetch> fetchOf(String address) {
    return Optional.ofNullable(wishes.state(address));
  }

  /// Tells `listener` of every piece that comes and of every end, on whatever thread it happens.
  ///
  /// @return run it to stop listening
  public Runnable onFetch(Consumer<Fetch> listener) {
    return wishes.listen(listener);
  }

  public SyncState state() {
    return state;
  }

  /// Tells `listener` the state now and after each change.
  ///
  /// @return run it to stop listening
  public Runnable onState(Consumer<SyncState> listener) {
    listeners.add(listener);
    listener.accept(state);
    return () -> listeners.remove(listener);
  }

  /// A round now, or once more when one runs.
  private void again() {
    synchronized (lock) {
      again = true;
    }
    plan(0);
  }

  /// Never pushes back a round that comes sooner.
  private void plan(long delayMs) {
    synchronized (lock) {
      if (closed || running) return;
      if (planned != null && planned.getDelay(TimeUnit.MILLISECONDS) <= delayMs) return;
      if (planned != null) planned.cancel(false);
      try {
        planned = executor.schedule(this::round, delayMs, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.info("no more rounds: the program ends");
      }
    }
  }

  private void round() {
    Transport now;
    synchronized (lock) {
      planned = null;
      if (closed || running) return;
      now = transport;
      running = now != null;
    }
    if (now == null) {
      answer();
      return;
    }
    long nextMs = rhythm.every().toMillis();
    try {
      nextMs = run(now);
    } catch (StoreException e) {
      LOG.warn("sync stops at the local store: {}", e.code());
      trouble = Optional.of(new Trouble(Trouble.Kind.STORAGE, e.code().name()));
      synchronized (lock) {
        again = false;
      }
    } finally {
      finished(nextMs);
    }
  }

  private void finished(long nextMs) {
    boolean more;
    boolean asked;
    synchronized (lock) {
      running = false;
      asked = again;
      more = automatic || trouble.isPresent();
    }
    publish(false, state.online());
    if (asked) plan(0);
    else {
      answer();
      if (more) plan(nextMs);
    }
  }

  /// @return milliseconds until the next round
  private long run(Transport now) throws StoreException {
    synchronized (lock) {
      again = false;
    }
    synchronized (turn) {
      core.begin();
    }
    left = Optional.empty();
    publish(true, state.online());
    while (true) {
      if (stopped(now)) return 0;
      Step step = next(now);
      if (stopped(now)) return 0; // while it rested
      switch (step) {
        case Step.Send send -> sent(now, send);
        case Step.Wait wait -> {
          synchronized (lock) {
            again = false;
          }
          return Math.max(1, wait.until() - clock.millis());
        }
        case Step.Done _ -> {
          synchronized (lock) {
            if (!again) filesOnce = false; // else asked for behind their turn
          }
          return rhythm.every().toMillis();
        }
      }
    }
  }

  /// The next step of the round; waits while the file beside is all that is left.
  private Step next(Transport now) throws StoreException {
    synchronized (turn) {
      core.withFiles(takesFiles());
      try {
        // until the file beside has its answer, or somebody asks for something else
        while (besideRuns && core.restsBeside() && !stopped(now)) {
          turn.wait(REST_MS);
          core.withFiles(takesFiles());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the program ends; whoever sends will see it
      }
      Step step = core.next(clock.millis());
      note();
      if (!besideRuns && (step instanceof Step.FilePatch || step instanceof Step.FileParcel))
        beside(now);
      return step;
    }
  }

  /// Sends a step and takes in what came of it.
  private void sent(Transport now, Step.Send send) throws StoreException {
    long from = clock.millis();
    Answer answer = now.send(send);
    boolean online = !(answer instanceof Answer.Failed);
    synchronized (turn) {
      if (answer instanceof Answer.Pushed || isOfFiles(answer))
        pace.sent(bytes(send), clock.millis() - from);
      core.on(send, answer, clock.millis());
      note();
      left = online && takesFiles() ? pace.left(store.waiting().bytes()) : Optional.empty();
    }
    if (!online) trouble.ifPresent(t -> LOG.info("sync: {} {}", t.kind(), t.detail()));
    publish(true, online);
  }

  /// Begins to send files beside; under `turn`.
  private void beside(Transport now) throws StoreException {
    Optional<Step.Send> first = core.beside(clock.millis());
    if (first.isEmpty()) return;
    besideRuns = true;
    try {
      besides.execute(() -> besides(now, first.get()));
    } catch (RejectedExecutionException e) {
      besideRuns = false;
      LOG.info("no more files beside: the program ends");
    }
  }

  /// Sends one file after the other as long as there are any for this lane.
  private void besides(Transport now, Step.Send first) {
    Optional<Step.Send> step = Optional.of(first);
    try {
      while (step.isPresent()) {
        Step.Send send = step.get();
        Answer answer = now.send(send);
        synchronized (turn) {
          if (isOfFiles(answer)) pace.sent(bytes(send), 0);
          core.on(send, answer, clock.millis());
          boolean goesOn = !stopped(now) && takesFiles();
          step = goesOn ? core.beside(clock.millis()) : Optional.empty();
          turn.notifyAll();
        }
        refresh();
      }
    } catch (StoreException e) {
      LOG.warn("a file beside stops at the local store: {}", e.code());
    } finally {
      synchronized (turn) {
        besideRuns = false;
        turn.notifyAll();
      }
    }
  }

  private boolean takesFiles() {
    synchronized (lock) {
      return !metered || filesOnce;
    }
  }

  private static boolean isOfFiles(Answer answer) {
    return answer instanceof Answer.FileAt || answer instanceof Answer.FilesAt;
  }

  private static long bytes(Step.Send step) {
    return switch (step) {
      case Step.Push p -> p.batch().lines().stream().mapToLong(l -> l.length).sum();
      case Step.FilePatch p -> p.length();
      case Step.FileParcel p -> p.length();
      case Step.Pull _, Step.FileHead _, Step.FileGet _ -> 0;
    };
  }

  /// Under `turn`.
  private void note() {
    trouble = core.trouble();
    lastSuccess = core.lastSuccess();
  }

  @SuppressWarnings("ReferenceEquality") // is it still this very one?
  private boolean stopped(Transport now) {
    synchronized (lock) {
      return closed || transport != now;
    }
  }

  private void answer() {
    List<CompletableFuture<SyncState>> waiting;
    synchronized (lock) {
      waiting = List.copyOf(askers);
      askers.clear();
    }
    waiting.forEach(f -> f.complete(state));
  }

  private void refresh() {
    synchronized (listeners) {
      publish(state.running(), state.online());
    }
  }

  private void publish(boolean nowRunning, boolean online) {
    synchronized (listeners) {
      SyncState old = state;
      SyncState now = look(old, nowRunning, online);
      if (now.equals(old)) return;
      state = now;
      listeners.forEach(l -> l.accept(now));
    }
  }

  private SyncState look(SyncState old, boolean nowRunning, boolean online) {
    Optional<Instant> last =
        lastSuccess == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastSuccess));
    try {
      SyncStore.Waiting w = store.waiting();
      return new SyncState(
          nowRunning,
          online,
          last,
          w.ops(),
          w.files(),
          w.bytes(),
          nowRunning ? left : Optional.empty(),
          metered,
          trouble);
    } catch (StoreException e) {
      var broken = new Trouble(Trouble.Kind.STORAGE, e.code().name());
      return new SyncState(
          nowRunning,
          online,
          last,
          old.opsWaiting(),
          old.filesWaiting(),
          old.bytesWaiting(),
          Optional.empty(),
          metered,
          Optional.of(broken));
    }
  }

  /// Stops; a step under way is not waited for, its answer changes nothing any more.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (planned != null) planned.cancel(false);
    }
    answer();
  }
}
