package cn.ruhu.desktop;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.review.ReviewFeature;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.PasswordHash;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does in small what a sign-in does at large, with nothing of anybody, while its person still
/// types: by then the machine's code for slow hashes, for sealed rows and for long lists is
/// compiled and the sign-in has both cores to itself. Whoever signs in meanwhile is not kept
/// waiting: what is not begun then is left out. Thread-safe.
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /// a slow hash in small: an eighth of its memory, one pass
  private static final PasswordHash.Cost SMALL = new PasswordHash.Cost(8_192, 1, 1);

  private static final int HASHES = 6;

  private final Executor executor;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean over;

  /// One thing a sign-in does.
  private interface Scene {
    void play() throws StoreException;
  }

  /// @param executor where it runs, beside everything else
  Rehearsal(Executor executor) {
    this.executor = executor;
  }

  /// Where nothing is rehearsed.
  static Rehearsal none() {
    var none = new Rehearsal(Runnable::run);
    none.end();
    return none;
  }

  /// Begins, once.
  void begin() {
    if (!over && begun.compareAndSet(false, true)) executor.execute(this::play);
  }

  /// Somebody signs in.
  void end() {
    over = true;
  }

  private void play() {
    List<Scene> all =
        List.of(
            cn.ruhu.store.Rehearsal::database,
            Rehearsal::hash,
            cn.ruhu.store.Rehearsal::opening,
            () -> CodeTables.label("street", ""),
            () -> CodeTables.label("stage", ""),
            ReviewFeature::rehearse,
            Rehearsal::hash,
            ReviewFeature::rehearse);
    for (Scene scene : all) {
      if (over) return;
      try {
        scene.play();
      } catch (StoreException e) {
        LOG.warn("not rehearsed: {}", e.code());
      }
    }
  }

  private static void hash() {
    for (int i = 0; i < HASHES / 2; i++)
      PasswordHash.derive("rehearsal".toCharArray(), new byte[16], SMALL, 32);
  }
}
