package cn.ruhu.server.files;

import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Who writes on a part, known to every instance on the folder: each part has a byte of its own in
/// one file, which is locked while somebody checks its offset, adds to it and moves it. The system
/// lets go of the locks of a process that ends.
///
/// The file stays open: a system may let go of all a process has locked in it when one of its
/// channels closes, so a process makes one of these. Thread-safe.
final class PartLocks {
  private static final int DIGITS = 15;

  private final Path file;
  private FileChannel channel;

  PartLocks(Path root) throws IOException {
    this.file = root.resolve("lock");
    this.channel = opened(file);
  }

  private static FileChannel opened(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// @return empty while somebody else writes on this part; two parts that share a byte, which is
  ///   unlikely, wait for each other
  Optional<FileLock> claim(FileAddress address, String owner) throws IOException {
    long hash = Long.parseLong(address.hex().substring(0, DIGITS), 16);
    long place = hash ^ Integer.toUnsignedLong(owner.hashCode());
    try {
      return Optional.ofNullable(open().tryLock(place, 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // somebody else in this process
    }
  }

  /// A thread that was interrupted closed it.
  private synchronized FileChannel open() throws IOException {
    if (!channel.isOpen()) channel = opened(file);
    return channel;
  }
}
