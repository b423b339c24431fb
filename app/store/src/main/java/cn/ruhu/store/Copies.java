package cn.ruhu.store;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the pulled copies of every held scope: all of them into the view while they are few. Of a
/// database that is larger only what belongs to no case, the applications, the conflicts and the
/// cases this person writes in are held; any other case is read from the disk when it is asked for,
/// so that a district of a hundred thousand cases opens as fast as a street. Thread-safe; whoever
/// holds the writer's lock asks for no type.
final class Copies {
  /// Copies that are all held; beyond them cases stay on the disk.
  static final int HELD_MAX = 60_000;

  /// Rows read while nobody else may write.
  private static final int STRETCH = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

  private static final Set<RecordType> OF_NO_CASE =
      EnumSet.of(
          RecordType.STAFF,
          RecordType.AGENCY,
          RecordType.STANDARD,
          RecordType.FORM,
          RecordType.PAGE_KEY,
          RecordType.BADGE);

  /// Asked for as a whole again and again: held from the first time on.
  private static final Set<RecordType> OFTEN =
      EnumSet.of(RecordType.APPLICATION, RecordType.CONFLICT);

  private static final String COLUMNS =
      "SELECT id, type, scope, case_id, commit_seq, deleted, data FROM record ";

  private final Db db;
  private final Keyring keys;
  private final View view;
  private final int heldMax;

  /// ids of copies that did not open when they were looked at
  private final Set<String> unopened = ConcurrentHashMap.newKeySet();

  /// @param heldMax copies up to which all are held
  Copies(Db db, Keyring keys, View view, int heldMax) {
    this.db = db;
    this.keys = keys;
    this.view = view;
    this.heldMax = heldMax;
  }

  /// Shows them. One that does not open is left out, and comes again with its scope; own work is
  /// not among them. Inside a transaction.
  ///
  /// @param damaged takes those that do not open, id → scope
  void open(Connection c, Map<String, String> damaged) throws SQLException, StoreException {
    var shapes = new RecordBytes();
    if (!isLarge(c)) {
      each(c, "", shapes, damaged, view::put);
      return;
    }
    view.lighten();
    each(c, "WHERE case_id IS NULL", shapes, damaged, view::put);
    for (UUID written : view.heldCases())
      each(c, "WHERE case_id = ?", shapes, damaged, view::put, written.toString());
  }

  private boolean isLarge(Connection c) throws SQLException {
    return Db.number(c, "SELECT 1 FROM record LIMIT 1 OFFSET ?", heldMax) == 1;
  }

  /// After a pull: a view that has grown too large lets go of what can be read again.
  void settle() {
    if (!view.isLight() && view.size() > heldMax) view.lighten();
  }

  /// Takes cases into the view that are to be written in. Inside the writer's lock.
  void hold(Collection<UUID> cases) throws StoreException {
    if (!view.isLight()) return;
    for (UUID id : cases) {
      if (view.holds(id)) continue;
      List<View.Copy> copies =
          db.read("opening a case", c -> list(c, "WHERE case_id = ?", id.toString()));
      view.hold(id, copies);
    }
  }

  /// Whether copies did not open since [#takeDamaged].
  boolean hasDamaged() {
    return !unopened.isEmpty();
  }

  /// Copies that did not open and do not now, id → scope; each is told once. Inside a transaction.
  Map<String, String> takeDamaged(Connection c) throws SQLException, StoreException {
    var still = new TreeMap<String, String>();
    for (String id : List.copyOf(unopened)) {
      unopened.remove(id);
      each(c, "WHERE id = ?", new RecordBytes(), still, _ -> {}, id);
    }
    still.values().removeIf(scope -> !keys.holds(scope));
    return still;
  }

  /// @throws UncheckedIOException when the disk cannot be read
  Optional<CaseRecord> record(UUID id) {
    Optional<CaseRecord> held = view.record(id);
    if (held.isPresent() || !view.isLight()) return held;
    List<View.Copy> found = look("WHERE id = ?", id.toString());
    if (found.isEmpty()) return Optional.empty();
    UUID caseId = found.getFirst().caseId();
    if (caseId == null || view.holds(caseId)) return view.record(id);
    return Optional.ofNullable(found.getFirst().record());
  }

  /// @throws UncheckedIOException when the disk cannot be read
  List<CaseRecord> ofCase(UUID caseId) {
    List<CaseRecord> held = view.whole(caseId);
    if (held != null) return held;
    List<View.Copy> found = look("WHERE case_id = ?", caseId.toString());
    held = view.whole(caseId); // somebody began to write in it meanwhile
    return held != null ? held : records(found);
  }

  /// @throws UncheckedIOException when the disk cannot be read
  List<CaseRecord> all(RecordType type) {
    if (OF_NO_CASE.contains(type)) return view.all(type);
    List<CaseRecord> held = view.whole(type);
    if (held != null) return held;
    if (!OFTEN.contains(type)) return view.all(type, inStretches(type));
    holdAll(type);
    return view.all(type);
  }

  /// @param last id of the last of them, null when there was none
  private record Stretch(List<View.Copy> copies, @Nullable String last) {}

  /// Copies of a type that belong to cases, in stretches between which others may look.
  private List<View.Copy> inStretches(RecordType type) {
    var found = new ArrayList<View.Copy>();
    @Nullable String after = "";
    while (after != null) {
      String from = after;
      Stretch next = look(c -> stretch(c, type, from), new Stretch(List.of(), null));
      found.addAll(next.copies());
      after = next.last();
    }
    return found;
  }

  private Stretch stretch(Connection c, RecordType type, String after)
      throws SQLException, StoreException {
    String last = last(c, type, after);
    String where = "WHERE type = ? AND id > ? AND id <= ? AND case_id IS NOT NULL";
    return new Stretch(last == null ? List.of() : list(c, where, type.name(), after, last), last);
  }

  private static @Nullable String last(Connection c, RecordType type, String after)
      throws SQLException {
    return Db.text(
        c,
        "SELECT max(id) FROM (SELECT id FROM record WHERE type = ? AND id > ?"
            + " ORDER BY id LIMIT ?)",
        type.name(),
        after,
        STRETCH);
  }

  /// Takes every copy of a type into the view, in stretches between which others may write.
  private synchronized void holdAll(RecordType type) {
    if (view.holds(type)) return;
    try {
      do {
        view.load(type);
        @Nullable String after = "";
        while (after != null) after = stretch(type, after);
      } while (!view.held(type));
    } catch (StoreException e) {
      unreadable(e);
    } finally {
      view.release(type);
    }
  }

  /// Takes the next copies of a type in; those that do not open are passed over.
  ///
  /// @param after id of the last one taken, empty for none
  /// @return id of the last of them, null when there was none
  private @Nullable String stretch(RecordType type, String after) throws StoreException {
    synchronized (db) {
      @Nullable String last = db.read("finding copies of a type", c -> last(c, type, after));
      if (last != null) put(type, after, last);
      return last;
    }
  }

  private void put(RecordType type, String after, String last) throws StoreException {
    List<View.Copy> some =
        db.read(
            "opening copies of a type",
            c -> list(c, "WHERE type = ? AND id > ? AND id <= ?", type.name(), after, last));
    some.forEach(view::put);
  }

  private static List<CaseRecord> records(List<View.Copy> copies) {
    var all = new ArrayList<CaseRecord>();
    for (View.Copy copy : copies) {
      CaseRecord record = copy.record();
      if (record != null) all.add(record);
    }
    all.sort(Comparator.comparing(CaseRecord::id));
    return all;
  }

  private List<View.Copy> look(String where, String value) {
    return look(c -> list(c, where, value), List.of());
  }

  /// @param none what nobody who signed out asks for any more
  private <T> T look(Db.Work<T> work, T none) {
    try {
      return db.look("opening copies", work);
    } catch (StoreException e) {
      // whoever signs out holds the database and waits until nobody looks any more
      if (e.code() == StoreException.Code.CLOSED) return none;
      LOG.warn("copies cannot be read, once more: {}", e.code());
    }
    try {
      return db.read("opening copies again", work);
    } catch (StoreException e) {
      unreadable(e);
      return none;
    }
  }

  /// What cannot be read is not taken for what does not exist. After a sign-out nobody asks.
  private static void unreadable(StoreException e) {
    if (e.code() == StoreException.Code.CLOSED) return;
    LOG.warn("copies cannot be read: {}", e.code());
    throw new UncheckedIOException(new IOException(e.getMessage(), e));
  }

  /// Those that open; of the others the scope is fetched anew with the next answer of the district.
  private List<View.Copy> list(Connection c, String where, String... values)
      throws SQLException, StoreException {
    var found = new ArrayList<View.Copy>();
    var damaged = new TreeMap<String, String>();
    each(c, where, new RecordBytes(), damaged, found::add, values);
    if (!damaged.isEmpty()) LOG.error("{} pulled copies do not open", damaged.size());
    unopened.addAll(damaged.keySet());
    return found;
  }

  private interface Taker {
    void take(View.Copy copy);
  }

  private void each(
      Connection c,
      String where,
      RecordBytes shapes,
      Map<String, String> damaged,
      Taker taker,
      String... values)
      throws SQLException, StoreException {
    try (PreparedStatement p = c.prepareStatement(COLUMNS + where)) {
      for (int i = 0; i < values.length; i++) p.setString(i + 1, values[i]);
      try (ResultSet r = p.executeQuery()) {
        while (r.next()) {
          try {
            taker.take(copy(r, shapes));
          } catch (StoreException e) {
            if (e.code() != StoreException.Code.CORRUPT) throw e;
            damaged.put(r.getString(1), r.getString(3));
          }
        }
      }
    }
  }

  private View.Copy copy(ResultSet r, RecordBytes shapes) throws SQLException, StoreException {
    UUID id = UUID.fromString(r.getString(1));
    String type = r.getString(2);
    String held = r.getString(3);
    String caseText = r.getString(4);
    UUID caseId = caseText == null ? null : UUID.fromString(caseText);
    long seq = r.getLong(5);
    boolean deleted = r.getBoolean(6);
    byte[] aad = CopyRows.aad(id, type, held, caseId, seq, deleted);
    byte[] open = keys.openScope(held, aad, r.getBytes(7));
    var known = OpCodec.type(type);
    if (deleted || known.isEmpty()) return new View.Copy(id, held, caseId, seq, null);
    try {
      RecordBytes.Content in = shapes.read(open);
      var record = new CaseRecord(known.get(), id, in.homeScope(), caseId, in.fields());
      return new View.Copy(id, held, caseId, seq, record);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "a pulled copy", e);
    }
  }
}
