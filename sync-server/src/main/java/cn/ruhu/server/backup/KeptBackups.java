package cn.ruhu.server.backup;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import java.util.List;

/// Which backups may still be restored, in the district's own database. The oldest of them decides
/// the feed's `safe_seq`: what was acknowledged up to it is in every backup, so machines may forget
/// it (SYNC §4.6).
final class KeptBackups {
  private KeptBackups() {}

  /// A backup.
  record Known(String name, long madeAt, String epoch, long seq, String hash) {
    static Known of(Manifest.About a) {
      return new Known(a.name(), a.madeAt(), a.epoch(), a.seq(), a.hash());
    }
  }

  static void keep(Tx tx, Known backup) throws StorageException {
    tx.run(
        """
        INSERT INTO backup (name, made_at, epoch, seq, hash, state) VALUES (?, ?, ?, ?, ?, 'KEPT')
        ON CONFLICT (name) DO UPDATE SET state = 'KEPT'
        """,
        backup.name(),
        backup.madeAt(),
        backup.epoch(),
        backup.seq(),
        backup.hash());
    moveSafeSeq(tx);
  }

  /// To be called when the backup is gone, never before: a backup that can be restored counts.
  ///
  /// @return false when no backup of that name counted
  static boolean removed(Tx tx, String name) throws StorageException {
    int rows =
        tx.run("UPDATE backup SET state = 'REMOVED' WHERE name = ? AND state = 'KEPT'", name);
    moveSafeSeq(tx);
    return rows > 0;
  }

  /// Those that may still be restored, oldest first.
  static List<Known> kept(Tx tx) throws StorageException {
    return tx.all(
        """
        SELECT name, made_at, epoch, seq, hash FROM backup WHERE state = 'KEPT'
        ORDER BY made_at, name
        """,
        row ->
            new Known(
                row.text("name"),
                row.number("made_at"),
                row.text("epoch"),
                row.number("seq"),
                row.text("hash")));
  }

  private static void moveSafeSeq(Tx tx) throws StorageException {
    tx.run(
        """
        UPDATE feed SET safe_seq =
          (SELECT coalesce(min(seq), 0) FROM backup WHERE state = 'KEPT')
        """);
  }
}
