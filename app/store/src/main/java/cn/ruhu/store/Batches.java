package cn.ruhu.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/// Reads the journal's lines that wait, as they are sent. Thread-safe.
final class Batches {
  private final Db db;
  private final Keyring keys;

  Batches(Db db, Keyring keys) {
    this.db = db;
    this.keys = keys;
  }

  /// The oldest that wait; the first always, however large.
  Optional<Batch> first(int opsMax, int bytesMax) throws StoreException {
    return db.read(
        "collecting ops to send",
        c -> {
          Optional<Place> place = place(c);
          return place.isEmpty()
              ? Optional.empty()
              : batch(c, place.get().journal(), place.get().jseq(), opsMax, bytesMax);
        });
  }

  /// As [#first], of one journal from a line on; waits for no writer.
  Optional<Batch> from(String journal, long jseq, int opsMax, int bytesMax) throws StoreException {
    return db.look("collecting ops ahead", c -> batch(c, journal, jseq, opsMax, bytesMax));
  }

  /// Whether the oldest op that waits is this line.
  boolean beginAt(String journal, long jseq) throws StoreException {
    return db.read("finding the first op to send", Batches::place)
        .equals(Optional.of(new Place(journal, jseq)));
  }

  private record Place(String journal, long jseq) {}

  private static Optional<Place> place(Connection c) throws SQLException {
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT jid, jseq FROM journal WHERE state = 'PENDING' ORDER BY n LIMIT 1");
        ResultSet r = p.executeQuery()) {
      return r.next() ? Optional.of(new Place(r.getString(1), r.getLong(2))) : Optional.empty();
    }
  }

  /// Along the journal's own index: sorted by anything else, every line that waits would be read
  /// for each batch.
  private Optional<Batch> batch(
      Connection c, String journal, long fromSeq, int opsMax, int bytesMax)
      throws SQLException, StoreException {
    var lines = new ArrayList<byte[]>();
    var ids = new ArrayList<UUID>();
    long from = 0;
    String prev = "";
    int bytes = 0;
    try (PreparedStatement p =
        c.prepareStatement(
            """
            SELECT jseq, op_id, body, prev_hash FROM journal
            WHERE state = 'PENDING' AND jid = ? AND jseq >= ? ORDER BY jseq LIMIT ?
            """)) {
      Db.bind(p, journal, fromSeq, opsMax);
      try (ResultSet r = p.executeQuery()) {
        while (r.next()) {
          UUID opId = UUID.fromString(r.getString(2));
          byte[] line = keys.open(Journal.bodyAad(opId), r.getBytes(3));
          if (lines.isEmpty()) {
            from = r.getLong(1);
            prev = r.getString(4);
          } else if (r.getLong(1) != from + lines.size() || bytes + line.length + 1 > bytesMax) {
            break;
          }
          bytes += line.length + 1;
          lines.add(line);
          ids.add(opId);
        }
      }
    }
    if (lines.isEmpty()) return Optional.empty();
    return Optional.of(new Batch(journal, from, prev, lines, ids));
  }
}
