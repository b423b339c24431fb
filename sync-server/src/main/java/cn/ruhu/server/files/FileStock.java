package cn.ruhu.server.files;

import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/// The folder of files as backups and jobs see it: what is there whole, and what nobody went on
/// with. Thread-safe.
public final class FileStock {
  private final FileFolder folder;
  private final Path parts;

  /// @param root folder of the file desk
  public FileStock(Path root) throws IOException {
    this.folder = new FileFolder(root);
    this.parts = root.resolve("part");
  }

  /// Where a whole file lies or would lie.
  public Path place(FileAddress address) {
    return folder.place(address);
  }

  /// Whether the file is there in its length.
  public boolean has(FileAddress address, long length) throws IOException {
    Path place = folder.place(address);
    return Files.isRegularFile(place) && Files.size(place) == length;
  }

  /// Throws away unfinished uploads nobody added to since `before`; who comes back begins anew.
  ///
  /// @return how many
  public int sweepParts(Instant before) throws IOException {
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
}
