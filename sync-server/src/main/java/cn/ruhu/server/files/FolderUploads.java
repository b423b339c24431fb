package cn.ruhu.server.files;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Uploads in a folder: each grows in a file of its own in `part/`. One writer at a time adds to
/// it, here and on other instances ([PartLocks]).
final class FolderUploads implements Uploads {
  private static final int BUFFER = 64 << 10;

  private final Path parts;
  private final FolderStock stock;
  private final PartLocks locks;

  FolderUploads(Path root, FolderStock stock) throws IOException {
    this.parts = parts(root);
    this.stock = stock;
    this.locks = new PartLocks(root);
  }

  /// Where parts grow.
  static Path parts(Path root) {
    return root.resolve("part");
  }

  private Path part(FileAddress address, UUID caseId) {
    return parts.resolve(address.text() + "." + caseId);
  }

  @Override
  public long offset(FileAddress address, UUID caseId) throws IOException {
    Path part = part(address, caseId);
    return Files.exists(part) ? Files.size(part) : 0;
  }

  @Override
  public Optional<Upload> claim(FileAddress address, UUID caseId) throws IOException {
    Optional<FileLock> lock = locks.claim(address, caseId.toString());
    if (lock.isEmpty()) return Optional.empty();
    boolean claimed = false;
    try {
      var upload = new Growing(address, part(address, caseId), lock.get());
      claimed = true;
      return Optional.of(upload);
    } finally {
      if (!claimed) lock.get().close();
    }
  }

  @Override
  public long count() throws IOException {
    if (!Files.isDirectory(parts)) return 0;
    try (Stream<Path> all = Files.list(parts)) {
      return all.count();
    }
  }

  @Override
  public int sweep(Instant before) throws IOException {
    int swept = 0;
    try (Stream<Path> all = Files.list(parts)) {
      for (Path part : all.toList()) {
        if (isOlder(part, before) && Files.deleteIfExists(part)) swept++;
      }
    }
    return swept;
  }

  private static boolean isOlder(Path part, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(part).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // came through meanwhile
    }
  }

  /// A part in the hands of one request.
  private final class Growing implements Upload {
    private final FileAddress address;
    private final Path part;
    private final FileLock lock;
    private final long offset;
    private @Nullable FileChannel channel;
    private @Nullable Taken taken;

    Growing(FileAddress address, Path part, FileLock lock) throws IOException {
      this.address = address;
      this.part = part;
      this.lock = lock;
      this.offset = Files.exists(part) ? Files.size(part) : 0;
    }

    @Override
    public long offset() {
      return offset;
    }

    @Override
    public Taken take(InputStream body, long max) throws IOException {
      FileChannel file =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      channel = file;
      MessageDigest digest = Hashes.sha256();
      byte[] buffer = new byte[Math.clamp(max, 1, BUFFER)];
      int held = 0; // of the buffer: pieces come small, the disk gets them together
      long length = 0;
      boolean cut = false;
      try {
        while (length < max) {
          int n = Body.read(body, buffer, held, (int) Math.min(buffer.length - held, max - length));
          if (n < 0) break;
          held += n;
          length += n;
          if (held == buffer.length) held = written(file, digest, buffer, held);
        }
      } catch (Body.CutOff e) {
        cut = true;
      }
      written(file, digest, buffer, held);
      var all = new Taken(length, Hashes.hex(digest.digest()), cut);
      taken = all;
      return all;
    }

    /// @return bytes that are still to be written: none
    private static int written(FileChannel to, MessageDigest digest, byte[] buffer, int held)
        throws IOException {
      digest.update(buffer, 0, held);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, held);
      while (bytes.hasRemaining()) to.write(bytes);
      return 0;
    }

    @Override
    public void keep() throws IOException {
      if (channel != null) channel.force(true);
      if (offset == 0) Disk.force(parts); // its name
    }

    @Override
    public void drop() throws IOException {
      if (channel != null) channel.close();
      if (offset == 0) {
        Files.deleteIfExists(part);
        return;
      }
      try (FileChannel again = FileChannel.open(part, StandardOpenOption.WRITE)) {
        again.truncate(offset);
        again.force(true);
      }
    }

    /// A file that came in one part was hashed as it came.
    @Override
    public Optional<Long> finish() throws IOException {
      FileChannel open = channel;
      if (open == null) {
        open = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = open;
      }
      Taken all = offset == 0 ? taken : null;
      String hash = all == null ? Disk.sha256(part) : all.hash();
      if (!hash.equals(address.hex())) {
        Files.delete(part);
        return Optional.empty();
      }
      long length = open.size();
      stock.keep(part, open, address);
      return Optional.of(length);
    }

    @Override
    public void noted() {
      // its part became the file
    }

    @Override
    public void close() throws IOException {
      try (lock) {
        if (channel != null) channel.close();
      }
    }
  }
}
