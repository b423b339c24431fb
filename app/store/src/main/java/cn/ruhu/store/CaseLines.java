package cn.ruhu.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line of every case, as a list shows it: made by who shows the list, kept here sealed, so that
/// a hundred thousand of them are there a moment after sign-in without a case being opened.
/// Whatever changes a case says in the same transaction that its line is due; a line that is due
/// stays until a new one is made of the case as it is then. While pulled copies are locked so are
/// the lines. Thread-safe.
public final class CaseLines {
  /// Cases a sealed row holds. A change of one seals its row anew.
  private static final int ROOM = 256;

  /// Bytes of a row's lines at most, so that a damaged length asks for no memory.
  private static final int ROW_MAX = 64 << 20;

  private static final String SHAPE = "case_line.shape";
  private static final String OWN = "";
  private static final Logger LOG = LoggerFactory.getLogger(CaseLines.class);

  private final Db db;
  private final Keyring keys;
  private final BooleanSupplier locked;
  private final Supplier<Set<UUID>> own;
  private final Map<UUID, Place> places = new HashMap<>();
  private final Map<String, Place> open = new HashMap<>();

  /// A case whose line is to be made again.
  ///
  /// @param mark another one after each change; 0 for a line that is renewed without any
  public record Due(UUID caseId, long mark) {}

  /// A line that was made.
  ///
  /// @param line null when the case has none any more
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  public record Made(Due due, byte @Nullable [] line) {}

  /// A sealed row: how many lines lie in it is counted as they come and go.
  private static final class Place {
    final String scope;
    final int part;
    int lines;

    Place(String scope, int part) {
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

  private void markAll(Connection c) throws SQLException {
    Db.run(
        c,
        "INSERT OR REPLACE INTO case_due (case_id)"
            + " SELECT id FROM record WHERE type = 'APPLICATION' AND deleted = 0");
    mark(c, own.get());
  }

  /// Reads every line, also those that are due; none while pulled copies are locked.
  ///
  /// @param shape names what the lines are and how they are written; lines of another shape are
  ///   dropped and all cases are due
  /// @param taker gets each, those of a scope roughly in the order in which their cases were made,
  ///   as what remains of a buffer that is its own only while it is called; it asks nothing of the
  ///   store, where nobody else may look meanwhile
  public synchronized void read(String shape, BiConsumer<UUID, ByteBuffer> taker)
      throws StoreException {
    if (locked.getAsBoolean()) return;
    db.act(
        "looking at the shape of lines",
        c -> {
          if (shape.equals(Db.meta(c, SHAPE))) return;
          Db.run(c, "DELETE FROM case_line");
          markAll(c);
          Db.setMeta(c, SHAPE, shape);
        });
    places.clear();
    open.clear();
    var damaged = new ArrayList<Place>();
    db.look(
        "reading lines of cases",
        c -> {
          try (PreparedStatement p =
                  c.prepareStatement("SELECT scope, part, sealed FROM case_line");
              ResultSet r = p.executeQuery()) {
            while (r.next()) part(r, taker, damaged);
          }
          return true;
        });
    if (!damaged.isEmpty()) again(damaged);
  }

  private void part(ResultSet r, BiConsumer<UUID, ByteBuffer> taker, List<Place> damaged)
      throws SQLException, StoreException {
    var place = new Place(r.getString(1), r.getInt(2));
    try {
      each(
          plain(place, r.getBytes(3)),
          (id, line) -> {
            settle(id, place);
            taker.accept(id, line);
          });
      if (place.lines < ROOM) open.put(place.scope, place);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CORRUPT) throw e;
      damaged.add(place);
    }
  }

  private void again(List<Place> damaged) throws StoreException {
    LOG.error("{} rows of lines do not open; they are made again", damaged.size());
    db.act(
        "leaving damaged lines",
        c -> {
          for (Place p : damaged)
            Db.run(c, "DELETE FROM case_line WHERE scope = ? AND part = ?", p.scope, p.part);
          markAll(c);
        });
  }

  /// Cases whose lines are due, the longest waiting first. Waits for whoever writes: a line must
  /// not be made of a case whose change is on the disk and not shown yet.
  public List<Due> due(int max) throws StoreException {
    return db.read(
        "reading which lines are due",
        c -> {
          var all = new ArrayList<Due>();
          try (PreparedStatement p =
              c.prepareStatement("SELECT case_id, n FROM case_due ORDER BY n LIMIT ?")) {
            p.setInt(1, max);
            try (ResultSet r = p.executeQuery()) {
              while (r.next()) all.add(new Due(UUID.fromString(r.getString(1)), r.getLong(2)));
            }
          }
          return all;
        });
  }

  /// How many lines are due.
  public long behind() throws StoreException {
    return db.look("counting due lines", c -> Db.number(c, "SELECT count(*) FROM case_due"));
  }

  /// All lines are due: what they are made of changed.
  public void dueAll() throws StoreException {
    db.act("all lines are due", this::markAll);
  }

  /// Keeps lines. One whose case changed while it was made is kept, and stays due. Nothing is kept
  /// while pulled copies are locked: what was made then was made of less than there is.
  ///
  /// @throws StoreException and then nothing of it is kept and all of it is still due
  public synchronized void keep(List<Made> made) throws StoreException {
    if (locked.getAsBoolean()) return;
    synchronized (db) {
      var homes = new HashMap<UUID, Place>();
      db.actLazily(
          "keeping lines of cases",
          c -> {
            homes.clear();
            write(c, changes(c, made, homes));
            for (Made m : made)
              if (m.due().mark() > 0)
                Db.run(
                    c,
                    "DELETE FROM case_due WHERE case_id = ? AND n = ?",
                    m.due().caseId().toString(),
                    m.due().mark());
          });
      for (Made m : made) places.remove(m.due().caseId());
      homes.forEach(places::put);
    }
  }

  private void settle(UUID id, Place place) {
    if (places.put(id, place) != place) place.lines++;
  }

  /// What becomes of each sealed row.
  private Map<Place, Map<UUID, byte @Nullable []>> changes(
      Connection c, List<Made> made, Map<UUID, Place> homes) throws SQLException {
    var changes = new LinkedHashMap<Place, Map<UUID, byte @Nullable []>>();
    for (Made m : made) {
      UUID id = m.due().caseId();
      String scope = scope(c, id);
      Place was = places.get(id);
      boolean stays = was != null && m.line() != null && was.scope.equals(scope);
      if (was != null && !stays) {
        changes.computeIfAbsent(was, _ -> new HashMap<>()).put(id, null);
        was.lines--;
      }
      if (m.line() == null) continue;
      Place home = stays && was != null ? was : room(c, scope);
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

  private Place room(Connection c, String scope) throws SQLException {
    Place place = open.get(scope);
    if (place != null && place.lines < ROOM) return place;
    int next =
        (int)
            Db.number(c, "SELECT coalesce(max(part), 0) + 1 FROM case_line WHERE scope = ?", scope);
    Place fresh = new Place(scope, place == null ? next : Math.max(next, place.part + 1));
    open.put(scope, fresh);
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
          "INSERT INTO case_line VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sealed ="
              + " excluded.sealed",
          place.scope,
          place.part,
          seal(place, lines));
    }
  }

  private static byte @Nullable [] sealed(Connection c, Place place) throws SQLException {
    try (PreparedStatement p =
        c.prepareStatement("SELECT sealed FROM case_line WHERE scope = ? AND part = ?")) {
      p.setString(1, place.scope);
      p.setInt(2, place.part);
      try (ResultSet r = p.executeQuery()) {
        return r.next() ? r.getBytes(1) : null;
      }
    }
  }

  private static byte[] aad(Place place) {
    return Keyring.aad("case_line", place.scope, place.part);
  }

  private byte[] seal(Place place, Map<UUID, byte[]> lines) throws StoreException {
    int length = 0;
    for (byte[] line : lines.values()) length += 20 + line.length;
    ByteBuffer out = ByteBuffer.allocate(length);
    lines.forEach((id, line) ->
        out.putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putInt(line.length)
            .put(line));
    byte[] small = deflated(out.array());
    return place.scope.equals(OWN)
        ? keys.seal(aad(place), small)
        : keys.sealScope(place.scope, aad(place), small);
  }

  /// Lines are much alike, and whoever signs in waits until they are read and opened.
  private static byte[] deflated(byte[] plain) {
    try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(plain);
      deflater.finish();
      // what a zlib needs that stores what it cannot make smaller, the stock one and others
      byte[] out = new byte[4 + plain.length + (plain.length >> 3) + 64];
      int length = deflater.deflate(out, 4, out.length - 4);
      if (!deflater.finished()) throw new IllegalStateException("lines did not fit");
      ByteBuffer.wrap(out).putInt(plain.length);
      return Arrays.copyOf(out, 4 + length);
    }
  }

  private static byte[] inflated(byte[] small) throws StoreException {
    try (var inflater = new Inflater()) {
      ByteBuffer in = ByteBuffer.wrap(small);
      int length = in.getInt();
      if (length < 0 || length > ROW_MAX) throw corrupt("length");
      byte[] plain = new byte[length];
      inflater.setInput(in);
      if (inflater.inflate(plain) != length) throw corrupt("cut off");
      return plain;
    } catch (DataFormatException | BufferUnderflowException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "lines of cases", e);
    }
  }

  private static StoreException corrupt(String how) {
    return new StoreException(StoreException.Code.CORRUPT, "lines of cases: " + how);
  }

  private Map<UUID, byte[]> unseal(Place place, byte[] sealed) throws StoreException {
    var lines = new TreeMap<UUID, byte[]>();
    each(
        plain(place, sealed),
        (id, in) -> {
          byte[] line = new byte[in.remaining()];
          in.get(line);
          lines.put(id, line);
        });
    return lines;
  }

  private byte[] plain(Place place, byte[] sealed) throws StoreException {
    return inflated(
        place.scope.equals(OWN)
            ? keys.open(aad(place), sealed)
            : keys.openScope(place.scope, aad(place), sealed));
  }

  private static void each(byte[] plain, BiConsumer<UUID, ByteBuffer> taker) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    while (in.hasRemaining()) {
      UUID id = new UUID(in.getLong(), in.getLong());
      int end = in.getInt() + in.position();
      taker.accept(id, in.limit(end));
      in.limit(plain.length).position(end);
    }
  }
}
