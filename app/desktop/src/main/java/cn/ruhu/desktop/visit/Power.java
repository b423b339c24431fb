package cn.ruhu.desktop.visit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the battery where Linux tells of it (`power_supply` class of the kernel). Other systems
/// say nothing here: Java has no word for it, and no native library is worth a lamp. Stateless.
final class Power {
  /// where the kernel shows what it is fed by
  static final Path LINUX = Path.of("/sys/class/power_supply");

  private Power() {}

  /// The first battery of the machine; those of mice and pens are none.
  static Optional<FieldMachine.Battery> battery(Path folder) {
    if (!Files.isDirectory(folder)) return Optional.empty();
    try (Stream<Path> supplies = Files.list(folder)) {
      for (Path supply : supplies.sorted().toList()) {
        boolean own =
            read(supply, "type").equals("Battery") && !read(supply, "scope").equals("Device");
        String percent = read(supply, "capacity");
        if (!own || !percent.matches("\\d{1,3}")) continue;
        String status = read(supply, "status");
        boolean mains = status.equals("Charging") || status.equals("Full");
        return Optional.of(
            new FieldMachine.Battery(Math.min(100, Integer.parseInt(percent)), mains));
      }
    } catch (IOException _) {
      return Optional.empty(); // a lamp that is off, nothing more
    }
    return Optional.empty();
  }

  private static String read(Path supply, String name) throws IOException {
    Path file = supply.resolve(name);
    return Files.isReadable(file) ? Files.readString(file, StandardCharsets.US_ASCII).strip() : "";
  }
}
