package cn.ruhu.server.db;

/// The district as one transaction sees it: everything the core (inbox, feed, merge, handing out,
/// files) asks of a database, and no SQL. [Tx] is the one over JDBC; the simulator brings one that
/// lives in memory and must keep the same contract.
///
/// Belongs to the thread whose transaction it is.
public interface Rows {
  RecordRows records();

  JournalRows journals();

  FeedRows feed();

  GrantRows grants();

  FileRows files();

  /// Runs `work`; when it throws, everything is as before it and the exception goes on.
  <T> T attempt(Attempt<T> work) throws StorageException;

  /// What may be undone by itself.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws StorageException;
  }
}
