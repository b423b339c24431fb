package cn.ruhu.server.db;

/// Makes a value of a row.
///
/// @param <T> the value
@FunctionalInterface
public interface Mapper<T> {
  T of(Row row) throws StorageException;
}
