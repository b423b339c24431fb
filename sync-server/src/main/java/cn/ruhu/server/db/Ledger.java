package cn.ruhu.server.db;

/// Where transactions on the district's rows come from. Thread-safe.
public interface Ledger {
  /// What is done inside one transaction.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  interface Work<T> {
    T in(Rows rows) throws StorageException;
  }

  /// Runs `work` in one transaction that may write; commits when it returns, leaves nothing when it
  /// throws. Work may run more than once, each time from the start.
  <T> T write(Work<T> work) throws StorageException;

  /// Runs `work` on what was committed when it began to look.
  <T> T read(Work<T> work) throws StorageException;
}
