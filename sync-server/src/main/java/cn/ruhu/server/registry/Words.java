package cn.ruhu.server.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/// Headings, reasons and next steps, from their resource file. Thread-safe.
final class Words {
  private static final String FILE = "words.properties";
  private static final Properties ALL = read();

  private Words() {}

  private static Properties read() {
    try (InputStream in = Words.class.getResourceAsStream(FILE)) {
      if (in == null) throw new IllegalStateException(FILE + " is missing");
      var all = new Properties();
      all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The words under a name, `{0}` and so on replaced.
  static String of(String name, List<String> details) {
    String text = ALL.getProperty(name);
    if (text == null) throw new IllegalStateException("no words for " + name);
    for (int i = 0; i < details.size(); i++) text = text.replace("{" + i + "}", details.get(i));
    return text;
  }

  static String of(String name) {
    return of(name, List.of());
  }

  /// Spellings of one thing, the one we use first.
  static List<String> spellings(String name) {
    return List.of(of(name).split("\\|", -1));
  }
}
