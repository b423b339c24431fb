package cn.ruhu.server.db;

import cn.ruhu.server.merge.Held;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/// The district's real database in a file, and what a simulator looks at and bends between two
/// transactions. Belongs to one thread.
public final class SqliteDistrict implements AutoCloseable {
  private static final int READERS = 1;

  private final Path file;
  private final Vault vault;
  private final Database database;

  /// A file with empty tables, made once: bringing tables up to date costs more than a whole small
  /// world.
  private static final class Empty {
    static final Path FILE = made();

    private static Path made() {
      try {
        Path file = Files.createTempDirectory("ruhu-district").resolve("empty.db");
        Database.sqlite(file, READERS, new Vault(new byte[32], new Random(1))).close();
        file.toFile().deleteOnExit();
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (StorageException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private SqliteDistrict(Path file, Vault vault, Database database) {
    this.file = file;
    this.vault = vault;
    this.database = database;
  }

  /// Opens the file, or makes it.
  ///
  /// @param cut what stands between the program and its connections for writing
  public static SqliteDistrict open(
      Path file, RandomGenerator random, UnaryOperator<DataSource> cut) throws StorageException {
    var vault = new Vault(new byte[32], random);
    try {
      if (!Files.exists(file)) Files.copy(Empty.FILE, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DataSource writing = cut.apply(Database.sqliteSource(file, false));
    DataSource reading = Database.sqliteSource(file, true);
    return new SqliteDistrict(file, vault, Database.sqlite(writing, reading, READERS, vault));
  }

  public Ledger ledger() {
    return database.ledger();
  }

  /// Every record, tombstones included.
  public List<Held> records() throws StorageException {
    return database.read(tx -> {
      var all = new ArrayList<Held>();
      for (String scope :
          tx.all("SELECT DISTINCT scope FROM record ORDER BY scope", row -> row.text("scope")))
        all.addAll(tx.records().inScope(scope, 0, Long.MAX_VALUE, Integer.MAX_VALUE));
      return all;
    });
  }

  /// Whether an op was answered.
  public boolean answered(UUID opId) throws StorageException {
    return database.read(tx -> tx.number("SELECT count(*) AS n FROM op WHERE op_id = ?", opId) > 0);
  }

  /// What each op that waits waits for.
  public Map<UUID, Set<UUID>> waiting() throws StorageException {
    return database.read(tx -> {
      var waiting = new HashMap<UUID, Set<UUID>>();
      tx.all(
              "SELECT op_id, waits_for FROM op_waiting",
              row -> List.of(row.id("op_id"), row.id("waits_for")))
          .forEach(w -> waiting.computeIfAbsent(w.get(0), _ -> new HashSet<>()).add(w.get(1)));
      return waiting;
    });
  }

  /// Adds or changes an account, as an administrator does.
  public void person(GrantRows.Person p) throws StorageException {
    database.write(tx -> {
      tx.run("DELETE FROM staff WHERE id = ?", p.id());
      return tx.run(
          """
          INSERT INTO staff (id, login, name, role, street, agency, active, password, failed,
            locked_until)
          VALUES (?, ?, '', ?, ?, ?, ?, '', 0, 0)
          """,
          p.id(),
          p.id(),
          p.role().name(),
          p.street(),
          p.agency(),
          p.active());
    });
  }

  /// Begins another lineage, as a restore that says so does.
  public void epoch(UUID epoch) throws StorageException {
    database.write(tx -> tx.run("UPDATE feed SET epoch = ?", epoch));
  }

  /// Says up to where every backup reaches.
  public void safe(long seq) throws StorageException {
    database.write(tx -> tx.run("UPDATE feed SET safe_seq = ?", seq));
  }

  /// What a backup of this moment holds, as a file of its own.
  public void copyTo(Path other) throws StorageException {
    try {
      SqliteCopy.copy(file, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
