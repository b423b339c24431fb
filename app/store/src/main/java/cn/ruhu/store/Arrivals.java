package cn.ruhu.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Which files the district is known to hold, also those that were never on this machine: a
/// reviewer must know that the pages of a case are there before judging it. Only keyed hashes are
/// kept. Thread-safe.
final class Arrivals {
  private final Keyring keys;
  private final Set<String> arrived = ConcurrentHashMap.newKeySet();
  private final AtomicLong moves = new AtomicLong();

  Arrivals(Db db, Keyring keys) throws StoreException {
    this.keys = keys;
    db.act(
        "reading the list of arrivals",
        c -> {
          try (PreparedStatement p = c.prepareStatement("SELECT id FROM arrived");
              ResultSet r = p.executeQuery()) {
            while (r.next()) arrived.add(r.getString(1));
          }
        });
  }

  boolean contains(String address) {
    return !arrived.isEmpty() && arrived.contains(keys.opaque(address));
  }

  /// Another number after each change.
  long moves() {
    return moves.get();
  }

  /// Within the transaction of a page: what arrived, and what the district lost and asks for again.
  ///
  /// @return the ids that are new
  Set<String> note(Connection c, Collection<String> here, Collection<String> lost)
      throws SQLException {
    var fresh = new HashSet<String>();
    for (String address : here) {
      String id = keys.opaque(address);
      if (arrived.contains(id)) continue;
      Db.run(c, "INSERT INTO arrived VALUES (?) ON CONFLICT DO NOTHING", id);
      fresh.add(id);
    }
    for (String address : lost) Db.run(c, "DELETE FROM arrived WHERE id = ?", keys.opaque(address));
    return fresh;
  }

  /// After the commit.
  void committed(Collection<String> fresh, Collection<String> lost) {
    lost.forEach(address -> arrived.remove(keys.opaque(address)));
    arrived.addAll(fresh);
    if (!fresh.isEmpty() || !lost.isEmpty()) moves.incrementAndGet();
  }

  /// The server has another history: nothing is known to be there.
  void forget() {
    arrived.clear();
    moves.incrementAndGet();
  }
}
