package cn.ruhu.device.scan;

import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageLimits;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// Reads one file whole, for the watched folder and for files dropped on the window alike.
@FunctionalInterface
interface FileTaker {
  /// What became of it.
  sealed interface Took {
    record Taken(ScannedFile file) implements Took {}

    record Not(ScanTrouble.Kind kind) implements Took {}
  }

  /// @param now when it is read
  Took take(Path path, Instant now);

  /// Reads from the disk. Opens for reading only, so the access of the scanner's program and the
  /// file's own times stay as they are.
  static FileTaker disk() {
    return FileTaker::read;
  }

  private static Took read(Path path, Instant now) {
    try {
      var before = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!before.isRegularFile()) return new Took.Not(ScanTrouble.Kind.UNREADABLE);
      if (before.size() == 0) return new Took.Not(ScanTrouble.Kind.EMPTY);
      if (before.size() > PageLimits.BYTES_MAX) return new Took.Not(ScanTrouble.Kind.TOO_LARGE);
      byte[] bytes;
      try (var in = Files.newInputStream(path)) {
        bytes = in.readNBytes((int) before.size() + 1);
      }
      if (bytes.length != before.size()) return new Took.Not(ScanTrouble.Kind.UNREADABLE);
      var modified = before.lastModifiedTime().toInstant();
      return new Took.Taken(
          new ScannedFile(path, bytes, sha256(bytes), modified, now, PageFile.isWhole(bytes)));
    } catch (NoSuchFileException _) {
      return new Took.Not(ScanTrouble.Kind.VANISHED);
    } catch (AccessDeniedException _) {
      return new Took.Not(ScanTrouble.Kind.DENIED);
    } catch (IOException _) {
      return new Took.Not(ScanTrouble.Kind.UNREADABLE);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
