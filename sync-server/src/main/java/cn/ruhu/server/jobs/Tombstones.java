package cn.ruhu.server.jobs;

import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.StorageException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes tombstones out of the feed once every machine had long enough to hear of them, and moves
/// the horizon in the same transaction: a machine that pulled less fetches those scopes from the
/// beginning. The records themselves, their history and what late work on them means stay. Safe to
/// run on several instances at once. Thread-safe.
public final class Tombstones implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Tombstones.class);

  private final Ledger ledger;
  private final Duration kept;
  private final InstantSource clock;

  public Tombstones(Ledger ledger, Duration kept, InstantSource clock) {
    this.ledger = ledger;
    this.kept = kept;
    this.clock = clock;
  }

  /// @return how many went
  public int sweep() throws StorageException {
    long before = clock.instant().minus(kept).toEpochMilli();
    return ledger.write(rows -> rows.feed().forgetGone(before));
  }

  /// As [#sweep]; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      int gone = sweep();
      if (gone > 0) LOG.info("{} tombstones left the feed", gone);
    } catch (StorageException | RuntimeException e) {
      LOG.error("taking tombstones out of the feed failed", e);
    }
  }
}
