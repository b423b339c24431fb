package cn.ruhu.store;

import cn.ruhu.wire.PasswordHash;
import java.util.function.LongSupplier;

/// What a program may choose about its store; tests choose cheap passwords and small disks.
///
/// @param app program version, written into every op
/// @param monotonicMs milliseconds of a clock nobody can set; measures lock-outs and goes into ops
/// @param passwordCost what guessing a password costs; only for vaults made or re-wrapped from now
///   on
/// @param disk where files go
/// @param databasePagesMax pages of 4 KiB one database may take, 0 for no bound
/// @param copiesHeldMax pulled copies up to which all are held in memory; of a larger database
///   cases are read when they are asked for
public record StoreOptions(
    String app,
    LongSupplier monotonicMs,
    PasswordHash.Cost passwordCost,
    Disk disk,
    long databasePagesMax,
    int copiesHeldMax) {

  /// With the usual number of copies held.
  public StoreOptions(
      String app,
      LongSupplier monotonicMs,
      PasswordHash.Cost passwordCost,
      Disk disk,
      long databasePagesMax) {
    this(app, monotonicMs, passwordCost, disk, databasePagesMax, Copies.HELD_MAX);
  }

  public static StoreOptions standard(String app, LongSupplier monotonicMs) {
    return new StoreOptions(app, monotonicMs, PasswordHash.Cost.STANDARD, Disk.real(), 0);
  }
}
