package cn.ruhu.server.jobs;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Throws away what is over: nonces older than any token, tokens, enrolment codes, uploads nobody
/// went on with. Records, ops, their history and the audit log are never thrown away. Safe to run
/// on several instances at once. Thread-safe.
public final class Retention implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final Database database;
  private final Uploads files;
  private final Terms terms;
  private final InstantSource clock;

  /// How long things are kept.
  ///
  /// @param nonces used nonces; longer than a token lives
  /// @param codes enrolment codes, after they are over
  /// @param parts unfinished uploads
  public record Terms(Duration nonces, Duration codes, Duration parts) {}

  /// What was thrown away.
  public record Swept(int nonces, int tokens, int codes, int parts) {}

  private record Rows(int nonces, int tokens, int codes) {}

  public Retention(Database database, Uploads files, Terms terms, InstantSource clock) {
    this.database = database;
    this.files = files;
    this.terms = terms;
    this.clock = clock;
  }

  /// Throws away what is over now; rows first, whatever the disk says after.
  public Swept sweep() throws StorageException, IOException {
    Instant now = clock.instant();
    Rows rows =
        database.write(tx ->
            new Rows(
                tx.run("DELETE FROM nonce WHERE at < ?", now.minus(terms.nonces()).toEpochMilli()),
                tx.run("DELETE FROM token WHERE until <= ?", now.toEpochMilli()),
                tx.run(
                    "DELETE FROM enrol_code WHERE until < ?",
                    now.minus(terms.codes()).toEpochMilli())));
    int parts = files.sweep(now.minus(terms.parts()));
    return new Swept(rows.nonces(), rows.tokens(), rows.codes(), parts);
  }

  /// As [#sweep]; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      Swept swept = sweep();
      LOG.debug("swept {}", swept);
    } catch (StorageException | IOException | RuntimeException e) {
      LOG.error("sweeping failed", e);
    }
  }
}
