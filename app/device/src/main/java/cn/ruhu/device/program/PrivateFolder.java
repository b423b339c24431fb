package cn.ruhu.device.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder for the files of one job, which only this user can enter. What a job left behind
/// because the machine stopped is removed when the next one begins: it holds pages of people.
public final class PrivateFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
  private static final String PREFIX = "ruhu-scan-";
  private static final Duration LEFT_BEHIND = Duration.ofHours(12);

  private final Path path;

  private PrivateFolder(Path path) {
    this.path = path;
  }

  /// Makes one below the system's folder for temporary files.
  ///
  /// @param now to tell what was left behind
  public static PrivateFolder make(Instant now) throws IOException {
    var made = new PrivateFolder(Files.createTempDirectory(PREFIX));
    made.sweep(now);
    return made;
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// Its files whose names begin so, by name.
  public List<Path> files(String prefix) throws IOException {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      for (Path p : all) if (String.valueOf(p.getFileName()).startsWith(prefix)) found.add(p);
    }
    found.sort(null);
    return found;
  }

  private void sweep(Instant now) {
    Path base = path.getParent();
    if (base == null) return;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path p : all) {
        boolean old =
            Files.getLastModifiedTime(p, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(now.minus(LEFT_BEHIND));
        if (old && !p.equals(path) && Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)) remove(p);
      }
    } catch (IOException e) {
      LOG.info("folders of earlier jobs: {}", e.getClass().getName());
    }
  }

  private static void remove(Path folder) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path p : all) Files.deleteIfExists(p);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("a folder of scans could not be removed: {}", e.getClass().getName());
    }
  }

  /// Removes it with all in it.
  @Override
  public void close() {
    remove(path);
  }
}
