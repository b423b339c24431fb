package cn.ruhu.server.registry;

import java.io.IOException;
import java.util.Optional;

/// The rows of a file, one after the other. Not thread-safe.
interface SourceTable extends AutoCloseable {
  /// The next row, empty at the end.
  ///
  /// @throws FileRefused when what follows cannot be told apart into rows
  Optional<SourceRow> next() throws IOException, FileRefused;

  @Override
  void close() throws IOException;
}
