package cn.ruhu.server.config;

import cn.ruhu.server.config.Problem.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines of a configuration: `key = value`, one a line; `#` begins a comment line; a value runs
/// to the end of its line.
final class ConfigFile {
  private static final int BYTES_MAX = 64 << 10;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ConfigFile() {}

  /// @param line 1 for the first, 0 for the command line
  record Entry(int line, String value) {}

  /// Reads the file; adds to `problems` what is wrong with its lines.
  static Map<Key, Entry> read(Path file, List<Problem> problems) {
    Map<Key, Entry> entries = new EnumMap<>(Key.class);
    String text = text(file, problems);
    int number = 0;
    for (String raw : text.split("\\r?\\n|\\r", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) continue;
      int equals = line.indexOf('=');
      if (equals <= 0) {
        problems.add(Problem.of(number, "", Code.LINE));
        continue;
      }
      String name = line.substring(0, equals).strip();
      Optional<Key> key = Key.of(name);
      if (key.isEmpty()) {
        problems.add(Problem.of(number, name, Code.UNKNOWN, Key.nearest(name).text()));
        continue;
      }
      Entry before = entries.get(key.get());
      String value = line.substring(equals + 1).strip();
      if (before != null) problems.add(Problem.of(number, name, Code.DOUBLED, before.line()));
      else if (value.isEmpty())
        problems.add(Problem.of(number, name, Code.EMPTY, key.get().standard()));
      else entries.put(key.get(), new Entry(number, value));
    }
    return entries;
  }

  private static String text(Path file, List<Problem> problems) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        problems.add(Problem.of(0, "", Code.SIZE, BYTES_MAX));
        return "";
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      problems.add(Problem.of(0, "", Code.ENCODING));
    } catch (IOException e) {
      problems.add(Problem.of(0, "", Code.FILE, file));
    }
    return "";
  }
}
