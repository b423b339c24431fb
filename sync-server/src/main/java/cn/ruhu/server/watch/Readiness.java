package cn.ruhu.server.watch;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether requests can be served now: the database answers, its tables are those this program
/// brought up to date, the disk has room and can be written, and nobody is closing the server.
/// Thread-safe.
public final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  private static final String SILENT = "SILENT";

  private final Database database;
  private final Path data;
  private final long diskFree;
  private final BooleanSupplier closing;
  private final Set<String> tables;
  private final Bounded<Set<String>> tablesNow;

  /// How the database is asked.
  ///
  /// @param patience longest wait for an answer; after it the database counts as silent
  public record Asking(Executor executor, Duration patience) {}

  /// @param diskFree bytes that must be free
  /// @param closing whether the server is about to end
  public Readiness(
      Database database, Path data, long diskFree, BooleanSupplier closing, Asking asking)
      throws StorageException {
    this.database = database;
    this.data = data;
    this.diskFree = diskFree;
    this.closing = closing;
    this.tables = tables();
    this.tablesNow = new Bounded<>(this::tables, asking.executor(), asking.patience());
  }

  /// What was looked at.
  ///
  /// @param checks `ok` or a code, by what was looked at
  public record State(boolean ready, Map<String, String> checks) {
    /// Whether the database gave no answer.
    boolean silent() {
      return SILENT.equals(checks.get("database"));
    }
  }

  /// Looks at everything.
  public State look() {
    Map<String, String> checks = new LinkedHashMap<>();
    checks.put("serving", closing.getAsBoolean() ? "CLOSING" : "ok");
    try {
      Set<String> now = tablesNow.answer();
      checks.put("database", "ok");
      checks.put("tables", now.containsAll(tables) ? "ok" : "OUTDATED");
    } catch (StorageException | RuntimeException e) {
      LOG.warn("the database does not answer", e);
      checks.put("database", SILENT);
      checks.put("tables", "UNKNOWN");
    }
    checks.put("disk", disk());
    boolean ready = checks.values().stream().allMatch("ok"::equals);
    return new State(ready, checks);
  }

  private String disk() {
    try {
      if (!Files.isWritable(data)) return "READ_ONLY";
      return free() < diskFree ? "FULL" : "ok";
    } catch (IOException e) {
      return "UNREADABLE";
    }
  }

  /// Bytes that may still be written.
  long free() throws IOException {
    return Files.getFileStore(data).getUsableSpace();
  }

  /// Steps of the tables that were taken.
  private Set<String> tables() throws StorageException {
    List<String> steps =
        database.read(tx ->
            tx.all(
                "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL",
                row -> row.text("version")));
    return new TreeSet<>(steps);
  }
}
