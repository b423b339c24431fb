package cn.ruhu.server.disk;

import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders and files of the server, as it keeps them.
public final class Disk {
  private static final int BUFFER = 64 << 10;

  private Disk() {}

  /// How much may still be written where a folder lies.
  @FunctionalInterface
  public interface Room {
    /// The disk's own answer.
    Room REAL = folder -> Files.getFileStore(folder).getUsableSpace();

    long bytes(Path folder) throws IOException;
  }

  /// Makes a folder, with those above it, that only its owner may enter.
  public static Path ownFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    return restrict(folder, "rwx------");
  }

  /// Writes a new file only its owner may read, and forces it to the disk.
  ///
  /// @throws IOException also when it is there already
  public static void writeOwn(Path file, byte[] content) throws IOException {
    Files.createFile(file);
    ownFile(file);
    Files.write(file, content);
    force(file);
  }

  /// Writes a file only its owner may read in place of the one that may be there: the old one or
  /// the new one is whole at any time, after a power loss too.
  public static void replace(Path file, byte[] content) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(half);
    writeOwn(half, content);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) force(folder);
  }

  /// As [#replace], on a stick: with whatever rights its file system gives.
  public static void replaceShared(Path file, byte[] content) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    boolean done = false;
    try {
      Files.write(half, content);
      force(half);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      done = true;
    } finally {
      if (!done) Files.deleteIfExists(half);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) force(folder);
  }

  /// From now on only its owner may read the file.
  public static Path ownFile(Path file) throws IOException {
    return restrict(file, "rw-------");
  }

  private static Path restrict(Path path, String permissions) throws IOException {
    if (posix()) Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    return path;
  }

  /// Brings a file's bytes, or a folder's names, safely onto the disk.
  public static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    if (folder && !posix()) return; // Windows opens no folders; its renames are journalled
    try (FileChannel channel =
        FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /// SHA-256 of a file's bytes, in hex.
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
    }
    return Hashes.hex(digest.digest());
  }

  /// Deletes a folder with all in it, if it is there.
  public static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
