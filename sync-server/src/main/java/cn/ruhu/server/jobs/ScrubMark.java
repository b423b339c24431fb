package cn.ruhu.server.jobs;

import cn.ruhu.server.files.FileStock;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the files were read, kept beside them so that every instance goes on where the last one
/// stopped, and who reads now on the folder of this machine, or the one several share. Two that
/// read at once would only do the work twice. To be closed by who claimed it.
final class ScrubMark implements AutoCloseable {
  private static final String NAME = "scrub.json";

  private final FileStock files;
  private final FileChannel channel;

  private ScrubMark(FileStock files, FileChannel channel) {
    this.files = files;
    this.channel = channel;
  }

  /// @param slot next part of all addresses to be read
  /// @param at server clock up to which everything due was read, milliseconds since 1970
  record Position(int slot, long at) {}

  /// @return empty while somebody else reads
  static Optional<ScrubMark> claim(Path root, FileStock files) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("scrub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean mine = false;
    try {
      mine = lock(channel) != null;
    } finally {
      if (!mine) channel.close();
    }
    return mine ? Optional.of(new ScrubMark(files, channel)) : Optional.empty();
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this process reads already
    }
  }

  /// Empty when nobody read yet, or what was written is damaged itself.
  static Optional<Position> read(FileStock files) throws IOException {
    Optional<byte[]> note = files.note(NAME);
    if (note.isEmpty()) return Optional.empty();
    try {
      return Optional.of(Messages.read(note.get(), Position.class))
          .filter(p -> p.slot() >= 0 && p.slot() < Scrub.SLOTS);
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  void write(Position position) throws IOException {
    files.note(NAME, Messages.write(position));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
