package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This machine's own choices: look, density, text size, language, reader, and who signed in last
/// (ids, no names). A lost or broken file means the standard choices, never a failed start.
/// Thread-safe.
final class Choices {
  private static final Logger LOG = LoggerFactory.getLogger(Choices.class);
  private static final int RECENT_MAX = 8;

  private final Path file;
  private final Properties values = new Properties();

  private Choices(Path file) {
    this.file = file;
  }

  static Choices of(Path home) {
    var choices = new Choices(home.resolve("desktop.properties"));
    if (Files.exists(choices.file)) {
      try (var in = Files.newBufferedReader(choices.file, StandardCharsets.UTF_8)) {
        choices.values.load(in);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("choices of this machine are unreadable, standard ones are used", e);
      }
    }
    return choices;
  }

  synchronized String get(String key, String standard) {
    return values.getProperty(key, standard);
  }

  /// Keeps a choice; a full disk loses the choice and nothing else.
  synchronized void put(String key, String value) {
    values.setProperty(key, value);
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (var out = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
        values.store(out, null);
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("a choice was not kept", e);
    }
  }

  Locale locale() {
    return get("language", "zh").equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
  }

  void apply(Theme theme) {
    theme.look().set(read(Theme.Look.values(), "look", Theme.Look.LIGHT));
    theme.density().set(read(Theme.Density.values(), "density", Theme.Density.COMPACT));
    theme.zoom().set(read(Theme.Zoom.values(), "zoom", Theme.Zoom.Z100));
  }

  void keep(Theme theme) {
    put("look", theme.look().get().name());
    put("density", theme.density().get().name());
    put("zoom", theme.zoom().get().name());
  }

  private <E extends Enum<E>> E read(E[] all, String key, E standard) {
    String name = get(key, standard.name());
    for (E e : all) if (e.name().equals(name)) return e;
    return standard;
  }

  /// Ids of those who signed in here, the last first.
  List<String> recent() {
    return List.of(get("recent", "").split(",", -1));
  }

  void signedIn(UUID person) {
    var ids = new ArrayList<>(recent());
    ids.removeIf(i -> i.isEmpty() || i.equals(person.toString()));
    ids.addFirst(person.toString());
    put("recent", String.join(",", ids.subList(0, Math.min(RECENT_MAX, ids.size()))));
  }
}
