package cn.ruhu.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Who may read our files, and how a folder entry is made durable. Windows has neither POSIX modes
/// nor folder handles that can be forced: there the profile folder's own rights hold, and NTFS
/// journals the rename.
final class Permissions {
  private Permissions() {}

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// Makes `file` (empty) with mode 0600 when it is not there.
  static void ownerOnly(Path file) throws IOException {
    if (Files.exists(file)) return;
    if (posix(file))
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    else Files.createFile(file);
  }

  /// Makes `folder` and its parents with mode 0700; a folder that is there already is shut to
  /// everybody else.
  static void folder(Path folder) throws IOException {
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
    if (!posix(folder)) Files.createDirectories(folder);
    else if (!Files.isDirectory(folder))
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    else if (!Files.getPosixFilePermissions(folder).equals(owner))
      Files.setPosixFilePermissions(folder, owner);
  }

  /// Entries of `folder` survive a power cut.
  static void forceFolder(Path folder) throws IOException {
    if (!posix(folder)) return;
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
