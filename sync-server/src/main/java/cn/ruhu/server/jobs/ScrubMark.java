package cn.ruhu.server.jobs;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the files of a folder were read, kept beside them so that every instance goes on where
/// the last one stopped, and who reads now. Two that read at once would only do the work twice. To
/// be closed by who claimed it.
final class ScrubMark implements AutoCloseable {
  private static final String NAME = "scrub.json";

  private final Path root;
  private final FileChannel channel;

  private ScrubMark(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /// @param slot next part of all addresses to be read
  /// @param at server clock up to which everything due was read, milliseconds since 1970
  record Position(int slot, long at) {}

  /// @return empty while somebody else reads
  static Optional<ScrubMark> claim(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("scrub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean mine = false;
    try {
      mine = lock(channel) != null;
    } finally {
      if (!mine) channel.close();
    }
    return mine ? Optional.of(new ScrubMark(root, channel)) : Optional.empty();
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this process reads already
    }
  }

  /// Empty when nobody read yet, or what was written is damaged itself.
  static Optional<Position> read(Path root) throws IOException {
    Path file = root.resolve(NAME);
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(Messages.read(Files.readAllBytes(file), Position.class))
          .filter(p -> p.slot() >= 0 && p.slot() < Scrub.SLOTS);
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  void write(Position position) throws IOException {
    Path fresh = root.resolve(NAME + ".new");
    Files.write(fresh, Messages.write(position));
    Disk.force(fresh);
    Files.move(
        fresh,
        root.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
