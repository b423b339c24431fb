package cn.ruhu.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line of every case, as a list shows it: made by who shows the list, kept here sealed, so that
/// a hundred thousand of them are there a moment after sign-in without a case being opened. Several
/// lists keep lines, each of its own [Kind] and shape. Whatever changes a case says in the same
/// transaction that its lines are due, by one row for all lists; a line that is due stays until a
/// new one is made of the case as it is then. A case a list has nothing of takes no room in it.
/// While pulled copies are locked so are the lines. Thread-safe.
public final class CaseLines {
  /// Cases a sealed row holds. A change of one seals its row anew.
  private static final int ROOM = 256;

  private static final String SHAPE = "case_line.shape";
  private static final String DAY = "case_line.day";
  private static final String STANDARDS = "case_line.standards";
  private static final String OWN = "";
  private static final Kind[] KINDS = Kind.values();
  private static final Logger LOG = LoggerFactory.getLogger(CaseLines.class);

  private final Db db;
  private final Keyring keys;
  private final BooleanSupplier locked;
  private final Supplier<Set<UUID>> own;
  private final Map<Kind, Places> all = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> times = new EnumMap<>(Kind.class);

  /// Whose lines they are. Names and bits stand on the disk.
  public enum Kind {
    /// the supervisor's queue
    QUEUE(1),
    /// who works on which case
    HOLDERS(2),
    /// what waits for a pair
    DISPATCH(4),
    /// what waits for a step after the visit
    HANDLING(8);

    private final int bit;

    Kind(int bit) {
      this.bit = bit;
    }

    /// Under this name its facts lie among the others of the database.
    private String key(String what) {
      return this == QUEUE ? what : what + "." + name();
    }
  }

  /// Where the lines of a kind lie.
  ///
  /// @param of a case
  /// @param open rows with room, by scope
  private record Places(Map<UUID, Place> of, Map<String, Place> open) {}

  /// A case whose line is to be made again.
  ///
  /// @param mark another one after each change; 0 for a line that is renewed without any
  /// @param kinds which lists it is due for, a bit each
  public record Due(UUID caseId, long mark, int kinds) {
    /// A line that is renewed though nothing changed, or whose other lists nobody asks for.
    public Due(UUID caseId, long mark) {
      this(caseId, mark, 0);
    }

    /// Whether the case's line in this list is due, too.
    public boolean isFor(Kind kind) {
      return (kinds & kind.bit) != 0;
    }
  }

  /// A line that was made.
  ///
  /// @param line null when the case has none any more
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  public record Made(Due due, byte @Nullable [] line) {}

  /// A sealed row: how many lines lie in it is counted as they come and go.
  private static final class Place {
    final Kind kind;
    final String scope;
    final int part;
    int lines;

    Place(Kind kind, String scope, int part) {
      this.kind = kind;
      this.scope = scope;
      this.part = part;
    }
  }

  /// @param locked whether the grants ran out
  /// @param own cases this person wrote in
  CaseLines(Db db, Keyring keys, BooleanSupplier locked, Supplier<Set<UUID>> own) {
    this.db = db;
    this.keys = keys;
    this.locked = locked;
    this.own = own;
    for (Kind kind : KINDS) all.put(kind, new Places(new HashMap<>(), new HashMap<>()));
  }

  private Places places(Kind kind) {
    return Objects.requireNonNull(all.get(kind));
  }

  /// Within the transaction that changes them: the lines of these cases are due.
  static void mark(Connection c, Collection<UUID> cases) throws SQLException {
    if (cases.isEmpty()) return;
    try (PreparedStatement p =
        c.prepareStatement("INSERT OR REPLACE INTO case_due (case_id) VALUES (?)")) {
      for (UUID id : cases) {
        p.setString(1, id.toString());
        p.executeUpdate();
      }
    }
  }

  /// Within a transaction, before the copies of a scope go: their lines go, and whoever shows them
  /// is told by their being due. Lines of own work nobody else knows stay.
  ///
  /// @param scope null for all
  static void leave(Connection c, @Nullable String scope) throws SQLException {
    String of = scope == null ? "" : " AND scope = ?";
    Object[] value = scope == null ? new Object[0] : new Object[] {scope};
    Db.run(
        c,
        "INSERT OR REPLACE INTO case_due (case_id)"
            + " SELECT DISTINCT case_id FROM record WHERE case_id IS NOT NULL"
            + of,
        value);
    Db.run(c, "DELETE FROM case_line WHERE scope <> ''" + of, value);
  }

  /// Every case is due for one list; what it is due for besides stays.
  private void markAll(Connection c, Kind kind) throws SQLException {
    Db.run(
        c,
        "INSERT OR REPLACE INTO case_due (case_id, kinds)"
            + " SELECT id, ? | coalesce((SELECT kinds FROM case_due WHERE case_id = record.id), 0)"
            + " FROM record WHERE type = 'APPLICATION' AND deleted = 0",
        kind.bit);
    mark(c, own.get());
  }

  /// Lists that keep lines on this machine, a bit each.
  private static int used(Connection c) throws SQLException {
    int used = 0;
    for (Kind kind : KINDS) if (Db.meta(c, kind.key(SHAPE)) != null) used |= kind.bit;
    return used;
  }

  /// Reads every line of a list, also those that are due; none while pulled copies are locked. From
  /// the first time on whatever changes makes its lines due.
  ///
  /// @param shape names what the lines are and how they are written; lines of another shape are
  ///   dropped and all cases are due
  /// @param taker gets each, those of a scope roughly in the order in which their cases were made,
  ///   as what remains of a buffer that is its own only while it is called; it asks nothing of the
  ///   store, where nobody else may look meanwhile
  public synchronized void read(Kind kind, String shape, BiConsumer<UUID, ByteBuffer> taker)
      throws StoreException {
    if (locked.getAsBoolean()) return;
    db.act(
        "looking at the shape of lines",
        c -> {
          if (shape.equals(Db.meta(c, kind.key(SHAPE)))) return;
          Db.run(c, "DELETE FROM case_line WHERE kind = ?", kind.name());
          markAll(c, kind);
          Db.setMeta(c, kind.key(SHAPE), shape);
        });
    places(kind).of().clear();
    places(kind).open().clear();
    var damaged = new ArrayList<Place>();
    db.look(
        "reading lines of cases",
        c -> {
          try (PreparedStatement p =
              c.prepareStatement("SELECT scope, part, sealed FROM case_line WHERE kind = ?")) {
            p.setString(1, kind.name());
            try (ResultSet r = p.executeQuery()) {
              while (r.next()) part(kind, r, taker, damaged);
            }
          }
          return true;
        });
    if (!damaged.isEmpty()) again(kind, damaged);
  }

  private void part(Kind kind, ResultSet r, BiConsumer<UUID, ByteBuffer> taker, List<Place> damaged)
      throws SQLException, StoreException {
    var place = new Place(kind, r.getString(1), r.getInt(2));
    try {
      LineRow.each(
          plain(place, r.getBytes(3)),
          (id, line) -> {
            settle(id, place);
            taker.accept(id, line);
          });
      if (place.lines < ROOM) places(kind).open().put(place.scope, place);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CORRUPT) throw e;
      damaged.add(place);
    }
  }

  private void again(Kind kind, List<Place> damaged) throws StoreException {
    LOG.error("{} rows of lines do not open; they are made again", damaged.size());
    db.act(
        "leaving damaged lines",
        c -> {
          for (Place p : damaged)
            Db.run(
                c,
                "DELETE FROM case_line WHERE kind = ? AND scope = ? AND part = ?",
                kind.name(),
                p.scope,
                p.part);
          markAll(c, kind);
        });
  }

  /// Cases whose lines in a list are due, the longest waiting first. Waits for whoever writes: a
  /// line must not be made of a case whose change is on the disk and not shown yet.
  public List<Due> due(Kind kind, int max) throws StoreException {
    return db.read(
        "reading which lines are due",
        c -> {
          var all = new ArrayList<Due>();
          try (PreparedStatement p =
              c.prepareStatement(
                  "SELECT case_id, n, kinds FROM case_due WHERE kinds & ? <> 0"
                      + " ORDER BY n LIMIT ?")) {
            p.setInt(1, kind.bit);
            p.setInt(2, max);
            try (ResultSet r = p.executeQuery()) {
              while (r.next())
                all.add(new Due(UUID.fromString(r.getString(1)), r.getLong(2), (int) r.getLong(3)));
            }
          }
          return all;
        });
  }

  /// How many lines of a list are due.
  public long behind(Kind kind) throws StoreException {
    return db.look(
        "counting due lines",
        c -> Db.number(c, "SELECT count(*) FROM case_due WHERE kinds & ? <> 0", kind.bit));
  }

  /// All lines of a list are due: what they are made of changed.
  public void dueAll(Kind kind) throws StoreException {
    db.act("all lines are due", c -> markAll(c, kind));
  }

  /// All lines of a list are due when the standards behind them are not those of the last time,
  /// whoever was signed in when they came. Lines of which nobody wrote down the standards are due,
  /// too.
  ///
  /// @param standards any name of what they say
  public void dueBy(Kind kind, String standards) throws StoreException {
    db.act(
        "other standards make lines due",
        c -> {
          if (standards.equals(Db.meta(c, kind.key(STANDARDS)))) return;
          markAll(c, kind);
          Db.setMeta(c, kind.key(STANDARDS), standards);
        });
  }

  /// Lines that say something else on another day are due, once for each day.
  ///
  /// @param day any name of it
  /// @param cases whose lines those are
  public void dueOn(Kind kind, String day, Collection<UUID> cases) throws StoreException {
    db.act(
        "another day makes lines due",
        c -> {
          if (day.equals(Db.meta(c, kind.key(DAY)))) return;
          for (UUID id : cases)
            Db.run(
                c,
                "INSERT OR REPLACE INTO case_due (case_id, kinds) VALUES (?1, ?2 |"
                    + " coalesce((SELECT kinds FROM case_due WHERE case_id = ?1), 0))",
                id.toString(),
                kind.bit);
          Db.setMeta(c, kind.key(DAY), day);
        });
  }

  /// Keeps lines of a list. One whose case changed while it was made is kept, and stays due; one
  /// that was made meanwhile by somebody who began later is left as that one made it. Nothing is
  /// kept while pulled copies are locked: what was made then was made of less than there is.
  ///
  /// @return those that were kept
  /// @throws StoreException and then nothing of it is kept and all of it is still due
  public synchronized List<Made> keep(Kind kind, List<Made> made) throws StoreException {
    if (locked.getAsBoolean()) return List.of();
    var kept = new ArrayList<Made>();
    synchronized (db) {
      var homes = new HashMap<UUID, Place>();
      db.actLazily(
          "keeping lines of cases",
          c -> {
            homes.clear();
            kept.clear();
            for (Made m : made) if (m.due().mark() == 0 || isDue(c, kind, m)) kept.add(m);
            write(c, changes(c, kind, kept, homes));
            settle(c, kind, kept);
          });
      for (Made m : kept) places(kind).of().remove(m.due().caseId());
      homes.forEach(places(kind).of()::put);
    }
    if (!kept.isEmpty()) times.merge(kind, 1L, Long::sum);
    return List.copyOf(kept);
  }

  /// How many times lines of a list were kept since this store was opened, those times at which
  /// none was not counted. Who has a list and finds more than it kept itself reads the lines again:
  /// somebody else over the same store made some.
  public synchronized long kept(Kind kind) {
    return times.getOrDefault(kind, 0L);
  }

  private static boolean isDue(Connection c, Kind kind, Made m) throws SQLException {
    return Db.number(
            c,
            "SELECT count(*) FROM case_due WHERE case_id = ? AND kinds & ? <> 0",
            m.due().caseId().toString(),
            kind.bit)
        > 0;
  }

  /// What no list that is in use is due for any more goes.
  private static void settle(Connection c, Kind kind, List<Made> kept) throws SQLException {
    int used = used(c) | kind.bit;
    for (Made m : kept) {
      if (m.due().mark() == 0) continue;
      String id = m.due().caseId().toString();
      Db.run(
          c,
          "UPDATE case_due SET kinds = kinds & ? WHERE case_id = ? AND n = ?",
          ~kind.bit,
          id,
          m.due().mark());
      Db.run(c, "DELETE FROM case_due WHERE case_id = ? AND kinds & ? = 0", id, used);
    }
  }

  private void settle(UUID id, Place place) {
    if (places(place.kind).of().put(id, place) != place) place.lines++;
  }

  /// What becomes of each sealed row.
  private Map<Place, Map<UUID, byte @Nullable []>> changes(
      Connection c, Kind kind, List<Made> made, Map<UUID, Place> homes) throws SQLException {
    var changes = new LinkedHashMap<Place, Map<UUID, byte @Nullable []>>();
    for (Made m : made) {
      UUID id = m.due().caseId();
      Place was = places(kind).of().get(id);
      if (was == null && m.line() == null) continue; // nothing before, nothing now
      String scope = scope(c, id);
      boolean stays = was != null && m.line() != null && was.scope.equals(scope);
      if (was != null && !stays) {
        changes.computeIfAbsent(was, _ -> new HashMap<>()).put(id, null);
        was.lines--;
      }
      if (m.line() == null) continue;
      Place home = stays && was != null ? was : room(c, kind, scope);
      if (!stays) home.lines++;
      homes.put(id, home);
      changes.computeIfAbsent(home, _ -> new HashMap<>()).put(id, m.line());
    }
    return changes;
  }

  /// A case nobody but this person knows yet lies under the person's own key.
  private String scope(Connection c, UUID id) throws SQLException {
    String scope = Db.text(c, "SELECT scope FROM record WHERE id = ?", id.toString());
    return scope != null && keys.holds(scope) ? scope : OWN;
  }

  private Place room(Connection c, Kind kind, String scope) throws SQLException {
    Place place = places(kind).open().get(scope);
    if (place != null && place.lines < ROOM) return place;
    int next =
        (int)
            Db.number(
                c,
                "SELECT coalesce(max(part), 0) + 1 FROM case_line WHERE kind = ? AND scope = ?",
                kind.name(),
                scope);
    Place fresh = new Place(kind, scope, place == null ? next : Math.max(next, place.part + 1));
    places(kind).open().put(scope, fresh);
    return fresh;
  }

  private void write(Connection c, Map<Place, Map<UUID, byte @Nullable []>> changes)
      throws SQLException, StoreException {
    for (var e : changes.entrySet()) {
      Place place = e.getKey();
      if (!place.scope.equals(OWN) && !keys.holds(place.scope)) continue; // it went with its scope
      byte[] sealed = sealed(c, place);
      Map<UUID, byte[]> lines = sealed == null ? new TreeMap<>() : unseal(place, sealed);
      e.getValue()
          .forEach((id, line) -> {
            if (line == null) lines.remove(id);
            else lines.put(id, line);
          });
      Db.run(
          c,
          "INSERT INTO case_line VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET sealed ="
              + " excluded.sealed",
          place.kind.name(),
          place.scope,
          place.part,
          seal(place, lines));
    }
  }

  private static byte @Nullable [] sealed(Connection c, Place place) throws SQLException {
    try (PreparedStatement p =
        c.prepareStatement(
            "SELECT sealed FROM case_line WHERE kind = ? AND scope = ? AND part = ?")) {
      p.setString(1, place.kind.name());
      p.setString(2, place.scope);
      p.setInt(3, place.part);
      try (ResultSet r = p.executeQuery()) {
        return r.next() ? r.getBytes(1) : null;
      }
    }
  }

  private static byte[] aad(Place place) {
    return place.kind == Kind.QUEUE // as it was when there were no others
        ? Keyring.aad("case_line", place.scope, place.part)
        : Keyring.aad("case_line", place.kind, place.scope, place.part);
  }

  private byte[] seal(Place place, Map<UUID, byte[]> lines) throws StoreException {
    byte[] small = LineRow.packed(lines);
    return place.scope.equals(OWN)
        ? keys.seal(aad(place), small)
        : keys.sealScope(place.scope, aad(place), small);
  }

  private Map<UUID, byte[]> unseal(Place place, byte[] sealed) throws StoreException {
    var lines = new TreeMap<UUID, byte[]>();
    LineRow.each(
        plain(place, sealed),
        (id, in) -> {
          byte[] line = new byte[in.remaining()];
          in.get(line);
          lines.put(id, line);
        });
    return lines;
  }

  private byte[] plain(Place place, byte[] sealed) throws StoreException {
    return LineRow.unpacked(
        place.scope.equals(OWN)
            ? keys.open(aad(place), sealed)
            : keys.openScope(place.scope, aad(place), sealed));
  }
}
