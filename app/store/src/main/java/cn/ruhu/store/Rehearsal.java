package cn.ruhu.store;

import cn.ruhu.wire.Aead;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.SplittableRandom;

/// What opening a store does, done in small with nothing of anybody: the database program is loaded
/// and the code that opens sealed rows is compiled before somebody waits for it.
///
/// Stateless and thread-safe.
public final class Rehearsal {
  private static final int SEALED = 16 * 1024;
  private static final int TIMES = 200;

  private Rehearsal() {}

  /// Loads the database program; leaves nothing behind.
  ///
  /// @throws StoreException it cannot be loaded
  public static void database() throws StoreException {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Db.run(c, "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
      Db.setMeta(c, "rehearsal", "1");
      if (Db.meta(c, "rehearsal") == null) throw new IllegalStateException("rehearsal");
    } catch (SQLException e) {
      throw StoreException.of("rehearsing", e);
    }
  }

  /// Opens a sealed row again and again, some megabytes in all.
  ///
  /// @throws StoreException never: the row is sound
  public static void opening() throws StoreException {
    var random = new SplittableRandom(1);
    byte[] key = Aead.newKey(random);
    byte[] aad = Keyring.aad("rehearsal");
    byte[] sealed = Aead.seal(key, aad, new byte[SEALED], random);
    for (int i = 0; i < TIMES; i++)
      if (Keyring.open(key, aad, sealed).length != SEALED)
        throw new IllegalStateException("rehearsal");
  }
}
