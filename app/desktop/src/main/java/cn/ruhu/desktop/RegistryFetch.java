package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.store.RegistryCopy;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.SyncState;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.wire.Registry.SnapshotAsk;
import cn.ruhu.wire.Registry.SnapshotTold;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a window's copy of the district's knowledge by number: hands in the queries made of it and
/// fetches a newer one piece by piece, a piece between two rounds. Thread-safe.
final class RegistryFetch {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryFetch.class);

  /// how often the district is asked for something newer
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final RegistryCopy copy;
  private final InstantSource clock;
  private final Executor executor;
  private final boolean window;
  private @Nullable Instant asked;
  private boolean more;
  private boolean running;

  /// @param executor where the rounds with the district run
  /// @param window whether the person works at a window: nobody else is handed anything
  RegistryFetch(RegistryCopy copy, InstantSource clock, Executor executor, boolean window) {
    this.copy = copy;
    this.clock = clock;
    this.executor = executor;
    this.window = window;
  }

  /// Makes the first look quick, in the background.
  void warm(Background background) {
    if (window)
      background.perform(
          copy::warm,
          () -> {},
          e -> LOG.warn("the district's knowledge is read when it is asked", e));
  }

  /// After a round with the district: hands in what was asked and asks what is new.
  void round(SyncState now, Optional<ServerConnection> server, @Nullable String token) {
    if (!window || token == null || server.isEmpty()) return;
    if (now.online() && now.trouble().isEmpty()) next(server.get(), token, now.metered());
  }

  private void next(ServerConnection district, String token, boolean metered) {
    if (!due(metered)) return;
    try {
      executor.execute(() -> {
        if (step(ask -> district.registry(token, ask), metered)) next(district, token, metered);
      });
    } catch (RejectedExecutionException e) {
      LOG.info("the district's knowledge comes next time: the person left");
    }
  }

  /// Whether there is something to say or to ask now; if so, [#step] must follow.
  ///
  /// @param metered on a line paid by the byte only queries are told of
  synchronized boolean due(boolean metered) {
    if (running) return false;
    Instant last = asked;
    boolean time = last == null || !clock.instant().isBefore(last.plus(EVERY));
    try {
      running = (more && !metered) || time || copy.waiting();
    } catch (StoreException e) {
      LOG.warn("what was asked is told later: {}", e.code());
    }
    return running;
  }

  /// One request.
  ///
  /// @return whether another should follow at once
  boolean step(Function<SnapshotAsk, Result<SnapshotTold>> district, boolean metered) {
    boolean again = false;
    try {
      again =
          switch (district.apply(copy.ask(!metered))) {
            case Result.Given<SnapshotTold>(SnapshotTold told) -> copy.take(told);
            case Result.Refused<SnapshotTold> r -> refused(r.code());
            case Result.Unreachable<SnapshotTold> _ -> false;
          };
    } catch (StoreException e) {
      LOG.warn("the district's knowledge was not kept: {}", e.code());
    } finally {
      settled(again);
    }
    return again;
  }

  private synchronized void settled(boolean again) {
    running = false;
    more = again;
    asked = clock.instant();
  }

  /// Whoever is no window clerk any more keeps nothing of it.
  private boolean refused(String code) throws StoreException {
    LOG.info("the district's knowledge is refused: {}", code);
    if (code.equals("RIGHT")) copy.drop();
    return false;
  }
}
