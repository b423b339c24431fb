package cn.ruhu.desktop.counter;

import java.io.IOException;
import java.util.Optional;

/// What this machine keeps for the copy-helper: the office's order of fields and where the strip
/// stood. Implemented where the data folder is known. Thread-safe.
public interface CopyShelf {
  /// Bytes of the office's own order of fields; empty when the office has none.
  Optional<byte[]> order() throws IOException;

  /// Lays down an order of fields for the office to edit, unless there is one.
  ///
  /// @return where it lies
  String lay(byte[] order) throws IOException;

  /// Where the strip stood, as [#keepPlace] was told; `""` for never.
  String place();

  void keepPlace(String place);

  /// A machine that keeps nothing.
  CopyShelf NONE =
      new CopyShelf() {
        @Override
        public Optional<byte[]> order() {
          return Optional.empty();
        }

        @Override
        public String lay(byte[] order) throws IOException {
          throw new IOException("no folder");
        }

        @Override
        public String place() {
          return "";
        }

        @Override
        public void keepPlace(String place) {}
      };
}
