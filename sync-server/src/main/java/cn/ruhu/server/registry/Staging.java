package cn.ruhu.server.registry;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Row;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Imports and their rows in the database. Rows go in by small transactions, so that a running
/// server never waits for a whole file; one last transaction makes the import the newest complete
/// one, which is all the views look at. What a dead import left is taken away by the next one of
/// its kind. Thread-safe.
final class Staging {
  private static final String ROW = "row_no";
  private static final String SEALED = "id_sealed";

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;
  private final int sweepRows;
  private final Pause pause;

  /// @param sweepRows how many rows are taken away at a time
  /// @param pause between two times
  Staging(Database database, Vault vault, InstantSource clock, int sweepRows, Pause pause) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.sweepRows = sweepRows;
    this.pause = pause;
  }

  /// A complete import.
  record Current(long id, String hash, String charset, long kept, long bad) {}

  /// The newest complete import of a kind.
  Optional<Current> current(Kind kind) throws StorageException {
    return database.read(tx ->
        tx.one(
            """
            SELECT id, hash, charset, rows_kept, rows_bad FROM registry_import
            WHERE kind = ? AND state = 'COMPLETE' ORDER BY id DESC LIMIT 1
            """,
            row ->
                new Current(
                    row.number("id"),
                    row.text("hash"),
                    row.text("charset"),
                    row.number("rows_kept"),
                    row.number("rows_bad")),
            kind.name()));
  }

  /// Begins an import; one of the same kind that still runs is overtaken.
  ///
  /// @return its number
  long begin(Kind kind, String hash, String charset) throws StorageException {
    return database.write(tx -> {
      // all who take a number wait for each other at the one row of the feed
      tx.locked("SELECT seq FROM feed", row -> row.number("seq"));
      tx.run(
          "UPDATE registry_import SET state = 'LEAVING' WHERE kind = ? AND state = 'RUNNING'",
          kind.name());
      long next = tx.number("SELECT MAX(id) AS n FROM registry_import") + 1;
      tx.run(
          """
          INSERT INTO registry_import
            (id, kind, hash, charset, state, rows_kept, rows_bad, started_at, finished_at)
          VALUES (?, ?, ?, ?, 'RUNNING', 0, 0, ?, 0)
          """,
          next,
          kind.name(),
          hash,
          charset,
          clock.millis());
      return next;
    });
  }

  /// A row that was left out for an earlier one.
  ///
  /// @param same whether it says nothing else
  record Doubled(long row, long earlier, boolean same) {}

  /// Adds good rows.
  ///
  /// @return rows of which an earlier one told, left out
  /// @throws FileRefused when another import overtook this one
  List<Doubled> add(Kind kind, long id, List<CheckedRow> rows, LocalDate today)
      throws StorageException, FileRefused {
    List<@Nullable Object[]> sealed = new ArrayList<>(rows.size());
    for (CheckedRow row : rows) sealed.add(parameters(kind, id, row, today));
    Optional<List<Doubled>> doubled =
        database.write(tx -> {
          if (!running(tx, id)) return Optional.<List<Doubled>>empty();
          tx.runAll(insert(kind), sealed);
          Set<Long> there = numbers(tx, kind, id, rows);
          var out = new ArrayList<Doubled>();
          for (int i = 0; i < rows.size(); i++)
            if (!there.contains(rows.get(i).number())) out.add(doubled(tx, kind, sealed.get(i)));
          return Optional.of(List.copyOf(out));
        });
    return doubled.orElseThrow(() -> FileRefused.because(Refusal.Code.OVERTAKEN));
  }

  private static Doubled doubled(Tx tx, Kind kind, @Nullable Object[] values)
      throws StorageException {
    List<String> names = names(kind);
    var sql = new StringBuilder("SELECT " + String.join(", ", names));
    sql.append(" FROM ").append(kind.table()).append(" WHERE import_id = ?");
    List<@Nullable Object> asked = new ArrayList<>();
    asked.add(values[0]);
    for (String name : kind.once()) {
      sql.append(" AND ").append(name).append(" = ?");
      asked.add(values[names.indexOf(name)]);
    }
    long row = Long.parseLong(String.valueOf(values[names.indexOf(ROW)]));
    return tx.one(
            sql.toString(),
            earlier -> new Doubled(row, earlier.number(ROW), same(earlier, names, values)),
            asked.toArray())
        .orElseThrow(() -> new StorageException("a row was left out for none"));
  }

  private static boolean same(Row earlier, List<String> names, @Nullable Object[] values)
      throws StorageException {
    for (int i = 0; i < values.length; i++) {
      String name = names.get(i);
      if (name.equals(ROW) || name.equals(SEALED)) continue;
      String here = values[i] == null ? "" : String.valueOf(values[i]);
      if (!earlier.maybeText(name).orElse("").equals(here)) return false;
    }
    return true;
  }

  /// Which of the rows are in; drivers do not always say what a batch of inserts left out.
  private static Set<Long> numbers(Tx tx, Kind kind, long id, List<CheckedRow> rows)
      throws StorageException {
    if (rows.isEmpty()) return Set.of();
    return Set.copyOf(
        tx.all(
            "SELECT row_no FROM "
                + kind.table()
                + " WHERE import_id = ? AND row_no BETWEEN ? AND ?",
            row -> row.number("row_no"),
            id,
            rows.getFirst().number(),
            rows.getLast().number()));
  }

  private static boolean running(Tx tx, long id) throws StorageException {
    return tx.locked("SELECT state FROM registry_import WHERE id = ?", row -> row.text("state"), id)
        .filter("RUNNING"::equals)
        .isPresent();
  }

  private static List<Column> kept(Kind kind) {
    return kind.columns().stream().filter(c -> !c.kept().isEmpty()).toList();
  }

  /// Columns of a kind's table, in the order of [#parameters].
  private static List<String> names(Kind kind) {
    return Stream.concat(
            Stream.of("import_id", ROW, "mac", SEALED), kept(kind).stream().map(Column::kept))
        .toList();
  }

  private static String insert(Kind kind) {
    var marks = new StringBuilder("?, ?, ?, ?");
    for (Column column : kept(kind)) marks.append(column.whole() ? ", CAST(? AS BIGINT)" : ", ?");
    return "INSERT INTO "
        + kind.table()
        + " ("
        + String.join(", ", names(kind))
        + ") VALUES ("
        + marks
        + ") ON CONFLICT (import_id, "
        + String.join(", ", kind.once())
        + ") DO NOTHING";
  }

  private @Nullable Object[] parameters(Kind kind, long id, CheckedRow row, LocalDate today) {
    IdNumber number = Objects.requireNonNull(row.id());
    List<@Nullable Object> out = new ArrayList<>();
    out.add(id);
    out.add(row.number());
    out.add(vault.lookup(number.text()));
    out.add(
        vault.seal(place(kind, id, row.number()), number.text().getBytes(StandardCharsets.UTF_8)));
    for (Column column : kept(kind)) {
      String value = row.values().get(column);
      if (value == null) out.add(null);
      else if (column.whole()) out.add(Long.valueOf(value));
      else out.add(column.type() == Column.Type.HOME ? home(value, today) : value);
    }
    return out.toArray();
  }

  /// Some districts number households by the head's identity number, alone or with a serial, which
  /// may not lie open: its look-up value links the files just as well.
  private String home(String value, LocalDate today) {
    if (!Cells.holdsNumber(value)) return value;
    return vault.lookup(
        IdNumber.parse(value, today).toOptional().map(IdNumber::text).orElse(value));
  }

  /// Where a number is sealed to.
  static String place(Kind kind, long id, long row) {
    return kind.table() + "/" + id + "/" + row;
  }

  /// What is done in the transaction that makes an import the newest.
  @FunctionalInterface
  interface Also {
    void in(Tx tx) throws StorageException;
  }

  /// Makes an import the one the views show.
  ///
  /// @throws FileRefused when another import overtook this one
  void complete(Kind kind, long id, long kept, long bad, Also also)
      throws StorageException, FileRefused {
    boolean done =
        database.write(tx -> {
          if (!running(tx, id)) return false;
          tx.run(
              "UPDATE registry_import SET state = 'LEAVING' WHERE kind = ? AND state = 'COMPLETE'",
              kind.name());
          tx.run(
              """
              UPDATE registry_import
              SET state = 'COMPLETE', rows_kept = ?, rows_bad = ?, finished_at = ? WHERE id = ?
              """,
              kept,
              bad,
              clock.millis(),
              id);
          also.in(tx);
          return true;
        });
    if (!done) throw FileRefused.because(Refusal.Code.OVERTAKEN);
  }

  /// Gives an import up.
  void discard(Kind kind, long id) throws StorageException {
    database.write(tx ->
        tx.run(
            "UPDATE registry_import SET state = 'LEAVING' WHERE id = ? AND state = 'RUNNING'", id));
    sweep(kind);
  }

  /// Takes away the rows of imports nobody will look at again, a few at a time. What an interrupt
  /// keeps from being taken away goes with the next sweep.
  void sweep(Kind kind) throws StorageException {
    List<Long> leaving =
        database.read(tx ->
            tx.all(
                "SELECT id FROM registry_import WHERE kind = ? AND state = 'LEAVING'",
                row -> row.number("id"),
                kind.name()));
    String sql =
        "DELETE FROM "
            + kind.table()
            + " WHERE import_id = ? AND row_no IN (SELECT row_no FROM "
            + kind.table()
            + " WHERE import_id = ? ORDER BY row_no LIMIT "
            + sweepRows
            + ")";
    for (long id : leaving) {
      while (database.write(tx -> tx.run(sql, id, id)) > 0) if (!paused()) return;
      database.write(tx -> tx.run("UPDATE registry_import SET state = 'GONE' WHERE id = ?", id));
    }
  }

  private boolean paused() {
    try {
      pause.take();
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
