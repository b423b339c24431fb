package cn.ruhu.server.backup;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;

/// The number blocks a district handed out, and how many more it may until its next backup: a
/// number that is printed stays taken, whatever a restore forgets.
final class Blocks {
  /// Highest there can be.
  static final int MAX = 999;

  private Blocks() {}

  /// Highest that is taken.
  static long highest(Tx tx) throws StorageException {
    long floor = tx.number("SELECT max(floor) AS n FROM number_block");
    long given = tx.number("SELECT coalesce(max(CAST(block AS BIGINT)), 0) AS n FROM device");
    return Math.max(floor, given);
  }

  /// Highest that may be handed out, 0 without a bound.
  static long allowed(Tx tx) throws StorageException {
    return tx.number("SELECT max(ceiling) AS n FROM number_block");
  }

  static void bound(Tx tx, long ceiling) throws StorageException {
    tx.run("UPDATE number_block SET ceiling = ? WHERE id = 1", ceiling);
  }

  /// All up to `floor` are taken from now on, without a bound above.
  static void takeUpTo(Tx tx, long floor) throws StorageException {
    tx.run("UPDATE number_block SET floor = ?, ceiling = 0 WHERE id = 1", floor);
  }
}
