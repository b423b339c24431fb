package cn.ruhu.store;

import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.Registry.RegistryQuery;
import cn.ruhu.wire.Registry.SnapshotAsk;
import cn.ruhu.wire.Registry.SnapshotHead;
import cn.ruhu.wire.Registry.SnapshotTold;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the district knows by number, as a window was last handed it (DOMAIN C14), and the queries
/// made of it: each is on the disk before it is answered, without the number, until the district
/// has it. On the disk everything is sealed; a number is found by one slow hash, about 6 ms.
/// Thread-safe; the first look of a session reads the table.
public final class RegistryCopy {
  /// Queries of one person in an hour: a household of four every eight minutes.
  public static final int HOUR_MAX = 120;

  /// Queries of one person in a day.
  public static final int DAY_MAX = 400;

  /// a number of nobody, hashed until hashing is quick
  private static final String NOBODY = "0".repeat(18);

  private static final Logger LOG = LoggerFactory.getLogger(RegistryCopy.class);
  private static final int WARM = 40;
  private static final String NOTED = "registry_noted";

  private final Db db;
  private final Keyring keys;
  private final InstantSource clock;
  private final BooleanSupplier locked;
  private final Runnable renewed;
  private final Map<String, Answer> answered = new HashMap<>();
  private @Nullable Open open;

  /// @param locked whether the grants ran out
  /// @param renewed called when a newer snapshot is here whole
  RegistryCopy(Db db, Keyring keys, InstantSource clock, BooleanSupplier locked, Runnable renewed) {
    this.renewed = renewed;
    this.db = db;
    this.keys = keys;
    this.clock = clock;
    this.locked = locked;
  }

  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Open(SnapshotHead head, byte[] table) {}

  /// What a look found.
  public sealed interface Answer {
    /// The number is in the snapshot.
    record Known(SnapshotHead head, List<RegistryTable.Fact> facts) implements Answer {}

    /// The number is not in the snapshot, which is as old as its head says.
    record Unknown(SnapshotHead head) implements Answer {}

    /// No snapshot is here: nothing is known, which does not mean that the district knows nothing.
    record Missing() implements Answer {}

    /// The grants ran out: the snapshot opens again after a round with the district.
    record Locked() implements Answer {}

    /// So many queries were made that the next one waits.
    record TooMany(Instant until) implements Answer {}
  }

  /// The snapshot that answers, empty when none is here whole.
  public synchronized Optional<SnapshotHead> head() throws StoreException {
    return Optional.ofNullable(open()).map(Open::head);
  }

  /// Makes the first look as quick as the others: reads the table, and hashes until the machine
  /// does it at its pace. Some seconds, for the background.
  public void warm() throws StoreException {
    Open now;
    synchronized (this) {
      now = open();
    }
    if (now == null) return;
    byte[] salt = Hashes.bytes(now.head().salt());
    for (int i = 0; i < WARM; i++) RegistryTable.key(NOBODY, salt, now.head().cost());
  }

  /// Looks a person up. The same number asked again for the same case in a session is one query.
  ///
  /// @param number 18 places
  /// @param application whose household it is for, or null
  /// @param reason code of why, where there is no application
  /// @throws IllegalArgumentException with neither
  public synchronized Answer look(
      String number, @Nullable UUID application, @Nullable String reason) throws StoreException {
    if (application == null && reason == null)
      throw new IllegalArgumentException("a query needs a case or a reason");
    if (locked.getAsBoolean()) return new Answer.Locked();
    Open now = open();
    if (now == null) return new Answer.Missing();
    String same = now.head().id() + number + (application == null ? reason : application);
    Answer before = answered.get(same);
    if (before != null) return before;
    Optional<Instant> wait = wait(clock.instant());
    if (wait.isPresent()) return new Answer.TooMany(wait.get());
    byte[] key = RegistryTable.key(number, Hashes.bytes(now.head().salt()), now.head().cost());
    Optional<List<RegistryTable.Fact>> facts =
        RegistryTable.find(now.table(), key, now.head().id());
    note(application, reason, now.head().id(), facts.isPresent());
    Answer answer =
        facts.isPresent()
            ? new Answer.Known(now.head(), facts.get())
            : new Answer.Unknown(now.head());
    answered.put(same, answer);
    return answer;
  }

  /// When the next query may be made; empty for now.
  private Optional<Instant> wait(Instant now) throws StoreException {
    List<Long> day =
        db.read(
            "counting queries",
            c ->
                numbers(
                    c,
                    "SELECT at FROM registry_query WHERE at > ? ORDER BY at DESC",
                    now.minus(Duration.ofDays(1)).toEpochMilli()));
    if (day.size() >= DAY_MAX)
      return Optional.of(Instant.ofEpochMilli(day.get(DAY_MAX - 1)).plus(Duration.ofDays(1)));
    if (day.size() < HOUR_MAX) return Optional.empty();
    Instant free = Instant.ofEpochMilli(day.get(HOUR_MAX - 1)).plus(Duration.ofHours(1));
    return free.isAfter(now) ? Optional.of(free) : Optional.empty();
  }

  private static List<Long> numbers(Connection c, String sql, long value) throws SQLException {
    var out = new ArrayList<Long>();
    try (PreparedStatement p = c.prepareStatement(sql)) {
      p.setLong(1, value);
      try (ResultSet r = p.executeQuery()) {
        while (r.next()) out.add(r.getLong(1));
      }
    }
    return out;
  }

  private void note(
      @Nullable UUID application, @Nullable String reason, String snapshot, boolean known)
      throws StoreException {
    long at = clock.millis();
    db.act(
        "noting a query",
        c -> {
          long last = Db.number(c, "SELECT max(no) FROM registry_query");
          String noted = Db.meta(c, NOTED);
          long no = 1 + Math.max(last, noted == null ? 0 : Long.parseLong(noted));
          var query =
              new RegistryQuery(
                  no,
                  at,
                  application == null ? null : application.toString(),
                  reason,
                  snapshot,
                  known);
          Db.run(
              c,
              "INSERT INTO registry_query (no, told, at, sealed) VALUES (?, 0, ?, ?)",
              no,
              at,
              keys.seal(queryAad(no), Messages.write(query)));
        });
  }

  private static byte[] queryAad(long no) {
    return Keyring.aad("registry_query", no);
  }

  /// What to ask the district next: the queries it has not heard of, and the piece that is lacking.
  ///
  /// @param fetch false on a line paid by the byte: no piece is wanted
  public SnapshotAsk ask(boolean fetch) throws StoreException {
    try {
      return wanted(fetch);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CORRUPT) throw e;
      db.act("letting go of queries", c -> dropUnreadable(c, keys));
      return wanted(fetch);
    }
  }

  private SnapshotAsk wanted(boolean fetch) throws StoreException {
    return db.read(
        "reading what to ask",
        c -> {
          String have = Db.text(c, "SELECT snapshot FROM registry_head ORDER BY whole LIMIT 1");
          long pieces = have == null ? 0 : pieces(c, have);
          return new SnapshotAsk(have, fetch ? pieces : -1, untold(c));
        });
  }

  /// Whether queries wait to be told of.
  public boolean waiting() throws StoreException {
    return db.read(
        "counting untold queries",
        c -> Db.number(c, "SELECT count(*) FROM registry_query WHERE told = 0") > 0);
  }

  private List<RegistryQuery> untold(Connection c) throws SQLException, StoreException {
    var out = new ArrayList<RegistryQuery>();
    try (PreparedStatement p =
        c.prepareStatement(
            "SELECT no, sealed FROM registry_query WHERE told = 0 ORDER BY no LIMIT ?")) {
      p.setInt(1, Registry.ASKED_MAX);
      try (ResultSet r = p.executeQuery()) {
        while (r.next()) out.add(query(r, keys));
      }
    }
    return out;
  }

  private static RegistryQuery query(ResultSet r, Keyring keys)
      throws SQLException, StoreException {
    return read(keys.open(queryAad(r.getLong(1)), r.getBytes(2)), RegistryQuery.class);
  }

  /// Lets go of queries that do not open any more: they hold up the others, and nobody can tell of
  /// them.
  static void dropUnreadable(Connection c, Keyring keys) throws SQLException {
    var lost = new ArrayList<Long>();
    try (PreparedStatement p = c.prepareStatement("SELECT no, sealed FROM registry_query");
        ResultSet r = p.executeQuery()) {
      while (r.next()) {
        try {
          query(r, keys);
        } catch (StoreException e) {
          LOG.error("a query of the district's knowledge is damaged: {}", e.code());
          lost.add(r.getLong(1));
        }
      }
    }
    for (long no : lost) Db.run(c, "DELETE FROM registry_query WHERE no = ?", no);
  }

  private static <T> T read(byte[] json, Class<T> type) throws StoreException {
    try {
      return Messages.read(json, type);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "a sealed row is no message", e);
    }
  }

  /// Takes the district's answer to [#ask].
  ///
  /// @return whether to ask again at once
  public boolean take(SnapshotTold told) throws StoreException {
    boolean fresh;
    boolean more;
    synchronized (this) {
      boolean before = isHere(told.head());
      more = db.write("keeping what the district knows", c -> take(c, told));
      fresh = !before && isHere(told.head());
      if (fresh) forgetOpen();
    }
    if (fresh) renewed.run();
    return more || waiting();
  }

  private boolean take(Connection c, SnapshotTold told) throws SQLException, StoreException {
    noted(c, told.noted());
    SnapshotHead head = told.head();
    return head != null && !whole(c, head.id()) && piece(c, head, told);
  }

  private void forgetOpen() {
    open = null;
    answered.clear();
  }

  private boolean isHere(@Nullable SnapshotHead head) throws StoreException {
    if (head == null) return false;
    String id = head.id();
    return db.read("looking for a snapshot", c -> whole(c, id));
  }

  private static boolean whole(Connection c, String id) throws SQLException {
    return Db.number(c, "SELECT count(*) FROM registry_head WHERE snapshot = ? AND whole = 1", id)
        > 0;
  }

  private void noted(Connection c, long noted) throws SQLException {
    Db.run(c, "UPDATE registry_query SET told = 1 WHERE no <= ?", noted);
    long old = clock.instant().minus(Duration.ofDays(1)).toEpochMilli();
    Db.run(c, "DELETE FROM registry_query WHERE told = 1 AND at <= ?", old);
    Db.setMeta(c, NOTED, Long.toString(noted));
  }

  /// @return whether another piece is lacking
  private boolean piece(Connection c, SnapshotHead head, SnapshotTold told)
      throws SQLException, StoreException {
    String id = head.id();
    Db.run(
        c,
        """
        DELETE FROM registry_piece WHERE snapshot <> ?
          AND snapshot NOT IN (SELECT snapshot FROM registry_head WHERE whole = 1)
        """,
        id);
    Db.run(c, "DELETE FROM registry_head WHERE snapshot <> ? AND whole = 0", id);
    Db.run(
        c,
        "INSERT INTO registry_head VALUES (?, 0, ?) ON CONFLICT (snapshot) DO NOTHING",
        id,
        keys.seal(Keyring.aad("registry_head", id), Messages.write(head)));
    long here = pieces(c, id);
    if (told.piece() != null && told.n() == here) {
      byte[] piece = Base64.getDecoder().decode(told.piece());
      byte[] sealed = keys.seal(Keyring.aad("registry_piece", id, here), piece);
      Db.run(c, "INSERT INTO registry_piece VALUES (?, ?, ?)", id, here, sealed);
      here++;
    } else if (told.piece() != null) return true; // not the one that is lacking
    if (here < head.pieces()) return told.piece() != null;
    if (!isSound(c, head)) {
      forget(c, id);
      return false; // damaged on the way or here; begins anew with the next round
    }
    Db.run(c, "UPDATE registry_head SET whole = 1 WHERE snapshot = ?", id);
    Db.run(c, "DELETE FROM registry_piece WHERE snapshot <> ?", id);
    Db.run(c, "DELETE FROM registry_head WHERE snapshot <> ?", id);
    return false;
  }

  private boolean isSound(Connection c, SnapshotHead head) throws SQLException {
    try {
      return Hashes.sha256Hex(table(c, head.id(), head.pieces())).equals(head.sha256());
    } catch (StoreException e) {
      LOG.warn("a piece of the district's knowledge: {}", e.code());
      return false;
    }
  }

  private static long pieces(Connection c, String id) throws SQLException {
    return Db.number(c, "SELECT count(*) FROM registry_piece WHERE snapshot = ?", id);
  }

  private static void forget(Connection c, String id) throws SQLException {
    Db.run(c, "DELETE FROM registry_piece WHERE snapshot = ?", id);
    Db.run(c, "DELETE FROM registry_head WHERE snapshot = ?", id);
  }

  private byte[] table(Connection c, String id, long pieces) throws SQLException, StoreException {
    var out = new ByteArrayOutputStream();
    try (PreparedStatement p =
        c.prepareStatement("SELECT n, sealed FROM registry_piece WHERE snapshot = ? ORDER BY n")) {
      p.setString(1, id);
      try (ResultSet r = p.executeQuery()) {
        for (long n = 0; r.next(); n++) {
          if (r.getLong(1) != n)
            throw new StoreException(StoreException.Code.CORRUPT, "a piece of a table is gone");
          out.writeBytes(keys.open(Keyring.aad("registry_piece", id, n), r.getBytes(2)));
        }
      }
    }
    if (pieces != (out.size() + Registry.PIECE - 1) / Registry.PIECE)
      throw new StoreException(StoreException.Code.CORRUPT, "a piece of a table is gone");
    return out.toByteArray();
  }

  /// What does not open any more goes, and comes anew with a round.
  private @Nullable Open open() throws StoreException {
    if (open != null) return open;
    try {
      open = db.read("opening the district's knowledge", this::opened);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CORRUPT) throw e;
      LOG.warn("the district's knowledge on this machine does not open: it is fetched anew");
      drop();
    }
    return open;
  }

  private @Nullable Open opened(Connection c) throws SQLException, StoreException {
    String id = Db.text(c, "SELECT snapshot FROM registry_head WHERE whole = 1");
    if (id == null) return null;
    byte[] sealed;
    try (PreparedStatement p =
        c.prepareStatement("SELECT sealed FROM registry_head WHERE snapshot = ?")) {
      p.setString(1, id);
      try (ResultSet r = p.executeQuery()) {
        r.next();
        sealed = r.getBytes(1);
      }
    }
    SnapshotHead head =
        read(keys.open(Keyring.aad("registry_head", id), sealed), SnapshotHead.class);
    return new Open(head, table(c, id, head.pieces()));
  }

  /// Forgets the snapshot: this person is no window clerk any more. Queries stay until told.
  public synchronized void drop() throws StoreException {
    db.act("dropping the district's knowledge", RegistryCopy::drop);
    forgetOpen();
  }

  static void drop(Connection c) throws SQLException {
    Db.run(c, "DELETE FROM registry_piece");
    Db.run(c, "DELETE FROM registry_head");
  }
}
