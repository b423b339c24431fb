package cn.ruhu.journeys.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout the tests run in.
final class Repository {
  private Repository() {}

  /// The folder that holds `app`, `sync-server` and `installer`.
  static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("sync-server"))) at = at.getParent();
    if (at == null) throw new IllegalStateException("not inside the repository");
    return at;
  }

  /// Files below `dir` whose name ends with `suffix`, build output left out.
  static List<Path> files(Path dir, String suffix) {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.filter(p -> p.toString().endsWith(suffix))
          .filter(p -> !("/" + root().relativize(p)).contains("/target/"))
          .filter(p -> !("/" + root().relativize(p)).contains("/."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
