package cn.ruhu.store;

import cn.ruhu.wire.Aead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Unfinished forms and surveys of the signed-in person, by key: a whole value that is replaced,
/// and a list of entries that only grows. Each call is on the disk when it returns. Keys and values
/// are sealed under the work key; what shows is a size and a time. Thread-safe.
public final class Drafts {
  /// sealed bytes of a draft without key and value, see [#nameless]
  private static final int NAMELESS = Aead.OVERHEAD + 5;

  private final Db db;
  private final Keyring keys;
  private final InstantSource clock;

  /// A draft that waits for its person.
  ///
  /// @param changedAt device clock, milliseconds since 1970
  /// @param bytes of the value, sealed
  /// @param entries number of appended entries
  public record Parked(String key, long changedAt, int bytes, int entries) {}

  Drafts(Db db, Keyring keys, InstantSource clock) {
    this.db = db;
    this.keys = keys;
    this.clock = clock;
  }

  static byte[] aad(String id) {
    return Keyring.aad("draft", id);
  }

  static byte[] entryAad(String id, long n) {
    return Keyring.aad("draft_entry", id, n);
  }

  /// Key length, key, whether there is a value, value.
  private static byte[] content(String key, byte @Nullable [] value) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(4 + name.length + 1 + (value == null ? 0 : value.length));
    out.putInt(name.length).put(name).put((byte) (value == null ? 0 : 1));
    if (value != null) out.put(value);
    return out.array();
  }

  /// What stands for a draft of which only entries are left: it is in no list, and whoever asks by
  /// its key finds them.
  static byte[] nameless(Keyring keys, String id) {
    return keys.seal(aad(id), content("", null));
  }

  private static String key(byte[] content) {
    return new String(content, 4, ByteBuffer.wrap(content).getInt(), StandardCharsets.UTF_8);
  }

  private static Optional<byte[]> value(byte[] content) {
    int at = 4 + ByteBuffer.wrap(content).getInt();
    if (content[at] == 0) return Optional.empty();
    return Optional.of(Arrays.copyOfRange(content, at + 1, content.length));
  }

  /// Replaces the value of `key`; its entries stay.
  public void put(String key, byte[] value) throws StoreException {
    String id = keys.opaque(key);
    byte[] sealed = keys.seal(aad(id), content(key, value));
    db.act("keeping a draft", c -> upsert(c, id, sealed));
  }

  private void upsert(Connection c, String id, byte[] sealed) throws SQLException {
    Db.run(
        c,
        """
        INSERT INTO draft (id, changed, sealed) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, sealed = excluded.sealed
        """,
        id,
        clock.millis(),
        sealed);
  }

  /// The value put last; empty when none was.
  public Optional<byte[]> get(String key) throws StoreException {
    String id = keys.opaque(key);
    byte @Nullable [] sealed =
        db.read("reading a draft", c -> bytes(c, "SELECT sealed FROM draft WHERE id = ?", id));
    return sealed == null ? Optional.empty() : value(keys.open(aad(id), sealed));
  }

  private static byte @Nullable [] bytes(Connection c, String sql, String id) throws SQLException {
    try (PreparedStatement p = c.prepareStatement(sql)) {
      p.setString(1, id);
      try (ResultSet r = p.executeQuery()) {
        return r.next() ? r.getBytes(1) : null;
      }
    }
  }

  /// Adds an entry behind the others of `key`.
  public void append(String key, byte[] entry) throws StoreException {
    String id = keys.opaque(key);
    db.act(
        "keeping a draft entry",
        c -> {
          boolean named =
              Db.number(c, "SELECT length(sealed) FROM draft WHERE id = ?", id) > NAMELESS;
          if (named) Db.run(c, "UPDATE draft SET changed = ? WHERE id = ?", clock.millis(), id);
          else upsert(c, id, keys.seal(aad(id), content(key, null)));
          long n = 1 + Db.number(c, "SELECT max(n) FROM draft_entry WHERE id = ?", id);
          Db.run(
              c,
              "INSERT INTO draft_entry VALUES (?, ?, ?)",
              id,
              n,
              keys.seal(entryAad(id, n), entry));
        });
  }

  /// Entries of `key`, oldest first.
  public List<byte[]> entries(String key) throws StoreException {
    String id = keys.opaque(key);
    return db.read(
        "reading draft entries",
        c -> {
          var out = new ArrayList<byte[]>();
          try (PreparedStatement p =
              c.prepareStatement("SELECT n, sealed FROM draft_entry WHERE id = ? ORDER BY n")) {
            p.setString(1, id);
            try (ResultSet r = p.executeQuery()) {
              while (r.next()) out.add(keys.open(entryAad(id, r.getLong(1)), r.getBytes(2)));
            }
          }
          return out;
        });
  }

  /// Drops value and entries of `key`; nothing when there are none.
  public void remove(String key) throws StoreException {
    db.act("dropping a draft", c -> remove(c, key));
  }

  void remove(Connection c, String key) throws SQLException {
    Db.run(c, "DELETE FROM draft WHERE id = ?", keys.opaque(key));
  }

  /// Keys of all drafts, the one changed last first.
  public List<String> keys() throws StoreException {
    return parked().stream().map(Parked::key).toList();
  }

  /// All drafts, the one changed last first.
  public List<Parked> parked() throws StoreException {
    return db.read(
        "listing drafts",
        c -> {
          var out = new ArrayList<Parked>();
          try (PreparedStatement p =
                  c.prepareStatement(
                      """
                      SELECT d.id, d.changed, d.sealed,
                        (SELECT count(*) FROM draft_entry e WHERE e.id = d.id)
                      FROM draft d
                      """);
              ResultSet r = p.executeQuery()) {
            while (r.next()) {
              byte[] sealed = r.getBytes(3);
              String key = key(keys.open(aad(r.getString(1)), sealed));
              if (key.isEmpty()) continue; // see nameless
              out.add(new Parked(key, r.getLong(2), sealed.length, r.getInt(4)));
            }
          }
          out.sort(Comparator.comparingLong(Parked::changedAt).reversed());
          return out;
        });
  }
}
