package cn.ruhu.server.accounts;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import java.util.OptionalLong;

/// The number blocks a district handed out, and how many more it may until its next backup: a
/// number that is printed stays taken, whatever a restore forgets.
public final class Blocks {
  /// Highest there can be.
  public static final int MAX = 999;

  private Blocks() {}

  /// The next one, which is taken when its machine is there.
  ///
  /// @return empty when every one that may be handed out is
  static OptionalLong next(Tx tx) throws StorageException {
    // who takes one waits for who took the last
    long floor =
        tx.locked("SELECT floor FROM number_block WHERE id = 1", row -> row.number("floor"))
            .orElseThrow(() -> new StorageException("the number blocks are missing"));
    long next = Math.max(floor, given(tx)) + 1;
    long allowed = allowed(tx);
    return next > (allowed > 0 ? allowed : MAX) ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /// Highest that is taken.
  public static long highest(Tx tx) throws StorageException {
    long floor = tx.number("SELECT max(floor) AS n FROM number_block");
    return Math.max(floor, given(tx));
  }

  private static long given(Tx tx) throws StorageException {
    return tx.number("SELECT coalesce(max(CAST(block AS BIGINT)), 0) AS n FROM device");
  }

  /// Highest that may be handed out, 0 without a bound.
  public static long allowed(Tx tx) throws StorageException {
    return tx.number("SELECT max(ceiling) AS n FROM number_block");
  }

  public static void bound(Tx tx, long ceiling) throws StorageException {
    tx.run("UPDATE number_block SET ceiling = ? WHERE id = 1", ceiling);
  }

  /// All up to `floor` are taken from now on, without a bound above.
  public static void takeUpTo(Tx tx, long floor) throws StorageException {
    tx.run("UPDATE number_block SET floor = ?, ceiling = 0 WHERE id = 1", floor);
  }
}
