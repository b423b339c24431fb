package cn.ruhu.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The few things the store asks of a file system when it writes. A port, so that a test can bound
/// the space, cut a write short and end the program between two statements. Thread-safe.
public interface Disk {
  /// A file being written.
  interface Output extends Closeable {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /// Returns when everything written so far survives a power cut.
    void force() throws IOException;
  }

  /// Makes or empties a file that only its owner may read.
  Output create(Path file) throws IOException;

  /// Puts `from` in the place of `to` in one step and makes the step durable.
  void replace(Path from, Path to) throws IOException;

  /// Opens the database in a file, or makes it.
  default Connection connect(Path database) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database);
  }

  /// The file system as it is.
  static Disk real() {
    return new RealDisk();
  }

  /// See [Disk#real].
  final class RealDisk implements Disk {
    private RealDisk() {}

    @Override
    public Output create(Path file) throws IOException {
      Permissions.ownerOnly(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      return new Output() {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
          while (buffer.hasRemaining()) channel.write(buffer);
        }

        @Override
        public void force() throws IOException {
          channel.force(true);
        }

        @Override
        public void close() throws IOException {
          channel.close();
        }
      };
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Path folder = to.toAbsolutePath().getParent();
      if (folder != null) Permissions.forceFolder(folder);
    }
  }
}
