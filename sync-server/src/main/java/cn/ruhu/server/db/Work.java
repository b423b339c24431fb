package cn.ruhu.server.db;

/// What is done inside one transaction.
///
/// @param <T> what comes of it
@FunctionalInterface
public interface Work<T> {
  T in(Tx tx) throws StorageException;
}
