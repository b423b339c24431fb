package cn.ruhu.server.demo;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.registry.Kind;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.server.registry.RegistryImport.Outcome;
import cn.ruhu.server.registry.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The lists of the demonstration's registry: the people whose cards the emulated reader holds, as
/// an operator would import them, and the snapshot windows ask offline.
public final class DemoRegistry {
  private DemoRegistry() {}

  /// Takes the four lists in and makes the snapshot. Seconds.
  public static void fill(RegistryImport registry, Snapshots snapshots)
      throws StorageException, IOException {
    Path folder = Files.createTempDirectory("ruhu-demo");
    try {
      for (Kind kind : Kind.values()) {
        Path list = folder.resolve("list.csv");
        String name = "registry-" + kind.name().toLowerCase(Locale.ROOT) + ".csv";
        try (InputStream in = DemoRegistry.class.getResourceAsStream(name)) {
          if (in == null) throw new IOException(name + " is missing");
          Files.copy(in, list);
        }
        Outcome outcome =
            registry.run(
                new RegistryImport.Request(
                    kind, list, Optional.of("UTF-8"), BigDecimal.ZERO, folder, Set.of()));
        if (outcome instanceof Outcome.Refused) throw new IOException(name + " was refused");
        Files.delete(list);
      }
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path file : left.toList()) Files.delete(file);
      }
      Files.delete(folder);
    }
    snapshots.run();
  }
}
