package cn.ruhu.device.escl.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The words by which a script handles an emulated scanner that runs as a process: one command a
/// line, one line of JSON back. The module's README lists them.
final class EsclControl {
  private static final int PAGES_MAX = 500;

  private final EsclEmulator emulator;

  EsclControl(EsclEmulator emulator) {
    this.emulator = emulator;
  }

  /// The first line a script reads.
  String greeting() {
    return "{\"ok\":true,\"uri\":\"" + emulator.address() + "\"}";
  }

  /// Does one command. @return the answer; empty after `quit`
  Optional<String> command(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String rest = words.length == 2 ? words[1].strip() : "";
    return switch (words[0]) {
      case "quit" -> Optional.empty();
      case "feed" -> Optional.of(feed(rest));
      case "glass" -> Optional.of(glass(rest));
      case "clear" -> {
        emulator.clear();
        yield Optional.of("{\"ok\":true}");
      }
      case "fault" -> Optional.of(fault(rest.split("\\s+", -1)));
      case "state" -> Optional.of(state());
      default ->
          Optional.of(refused("feed PATH | glass FILE | fault NAME [PAGE] | clear | state | quit"));
    };
  }

  private String feed(String path) {
    try {
      List<byte[]> pages = pages(Path.of(path));
      emulator.load(pages);
      return "{\"ok\":true,\"pages\":" + pages.size() + "}";
    } catch (IOException | InvalidPathException _) {
      return refused("feed FILE-or-FOLDER");
    }
  }

  /// A file, or a folder's files by name.
  private static List<byte[]> pages(Path path) throws IOException {
    if (!Files.isDirectory(path)) return List.of(Files.readAllBytes(path));
    List<Path> files = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(path, Files::isRegularFile)) {
      for (Path file : entries) if (files.size() < PAGES_MAX) files.add(file);
    }
    files.sort(null);
    List<byte[]> pages = new ArrayList<>();
    for (Path file : files) pages.add(Files.readAllBytes(file));
    return pages;
  }

  private String glass(String path) {
    try {
      emulator.lay(Files.readAllBytes(Path.of(path)));
      return "{\"ok\":true}";
    } catch (IOException | InvalidPathException _) {
      return refused("glass FILE");
    }
  }

  private String fault(String[] words) {
    if (words[0].equals("none")) {
      emulator.mend();
      return "{\"ok\":true}";
    }
    int page = words.length == 2 && words[1].matches("\\d{1,3}") ? Integer.parseInt(words[1]) : 1;
    for (var fault : EsclFault.values())
      if (fault.name().equals(words[0].toUpperCase(Locale.ROOT))) {
        emulator.fault(fault, page);
        return "{\"ok\":true,\"fault\":\"" + fault + "\",\"page\":" + page + "}";
      }
    return refused(
        "fault none | "
            + Arrays.stream(EsclFault.values()).map(Enum::name).collect(Collectors.joining(" | ")));
  }

  private String state() {
    return "{\"ok\":true,\"left\":"
        + emulator.left()
        + ",\"jobs\":["
        + emulator.ends().stream().map(e -> "\"" + e + "\"").collect(Collectors.joining(","))
        + "]}";
  }

  private static String refused(String usage) {
    return "{\"ok\":false,\"usage\":\"" + usage + "\"}";
  }
}
