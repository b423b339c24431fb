package cn.ruhu.server.files;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/// Files in a folder. Parts grow in `part/`, one per address and case; a whole file whose hash is
/// its name moves to its place by rename. Bytes are forced to the disk before an offset is told, so
/// an offset never goes back (invariant I11).
///
/// Not synchronized: [FileDesk] lets one writer at a time onto a part, here and on other instances.
final class FileFolder {
  private static final int BUFFER = 64 << 10;

  private static final String WHOLE = "whole";

  /// name of the folder parts grow in
  static final String PARTS = "part";

  private final Path root;
  private final Path whole;
  private final Path parts;

  FileFolder(Path root) throws IOException {
    this.root = root;
    this.whole = root.resolve(WHOLE);
    this.parts = root.resolve(PARTS);
    Files.createDirectories(whole);
    Files.createDirectories(parts);
  }

  /// What came of a part.
  ///
  /// @param offset bytes that are safe on the disk
  /// @param hash of the bytes taken in now
  /// @param cut the sender broke off
  record Appended(long offset, String hash, boolean cut) {}

  /// Where a whole file lies inside a folder of files.
  static Path inside(FileAddress address) {
    return Path.of(WHOLE, address.hex().substring(0, 2), address.text());
  }

  Path place(FileAddress address) {
    return root.resolve(inside(address));
  }

  /// Where whole files lie.
  Path whole() {
    return whole;
  }

  boolean has(FileAddress address) {
    return Files.exists(place(address));
  }

  private Path part(FileAddress address, String owner) {
    return parts.resolve(address.text() + "." + owner);
  }

  /// Bytes of an unfinished file that are safe.
  long offset(FileAddress address, String owner) throws IOException {
    Path part = part(address, owner);
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /// Adds bytes at the end until the stream ends, breaks, or has given `max`.
  Appended append(FileAddress address, String owner, InputStream body, long max)
      throws IOException {
    MessageDigest digest = Hashes.sha256();
    boolean cut = false;
    try (FileChannel channel =
        FileChannel.open(
            part(address, owner), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      byte[] buffer = new byte[BUFFER];
      long taken = 0;
      try {
        while (taken < max) {
          int n = read(body, buffer, (int) Math.min(BUFFER, max - taken));
          if (n < 0) break;
          digest.update(buffer, 0, n);
          ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
          while (bytes.hasRemaining()) channel.write(bytes);
          taken += n;
        }
      } catch (CutOff e) {
        cut = true;
      }
      channel.force(true);
      return new Appended(channel.size(), Hashes.hex(digest.digest()), cut);
    }
  }

  private static int read(InputStream body, byte[] buffer, int length) throws CutOff {
    try {
      return body.read(buffer, 0, length);
    } catch (IOException | RuntimeException e) {
      throw new CutOff(e);
    }
  }

  /// The sender's stream broke; not a fault of our disk.
  private static final class CutOff extends EOFException {
    private static final long serialVersionUID = 1;

    CutOff(Exception cause) {
      super("the sender broke off");
      initCause(cause);
    }
  }

  /// Takes the newest bytes away again: their request was not signed by whom it claims.
  void shorten(FileAddress address, String owner, long offset) throws IOException {
    try (FileChannel channel = FileChannel.open(part(address, owner), StandardOpenOption.WRITE)) {
      channel.truncate(offset);
      channel.force(true);
    }
  }

  /// Moves a finished part to its place if its content has the hash it is named by; else it is
  /// discarded.
  ///
  /// @return length, or empty when the hash is wrong
  Optional<Long> finish(FileAddress address, String owner) throws IOException {
    Path part = part(address, owner);
    if (!Files.exists(part)) Files.createFile(part);
    if (!Disk.sha256(part).equals(address.hex())) {
      Files.delete(part);
      return Optional.empty();
    }
    long length = Files.size(part);
    put(part, address);
    return Optional.of(length);
  }

  /// A file that is made here.
  FileAddress add(byte[] content) throws IOException {
    FileAddress address = FileAddress.of(content);
    Path part = Files.createTempFile(parts, address.text() + ".", ".server"); // two may make one
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
    put(part, address);
    return address;
  }

  private void put(Path part, FileAddress address) throws IOException {
    Path place = place(address);
    Path folder = Objects.requireNonNull(place.getParent());
    Files.createDirectories(folder);
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    Disk.force(folder);
  }
}
