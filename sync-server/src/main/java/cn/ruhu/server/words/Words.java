package cn.ruhu.server.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/// Words for people, Chinese and English, from a resource file beside the class they belong to.
/// Immutable, thread-safe.
public final class Words {
  private final Properties all;

  private Words(Properties all) {
    this.all = all;
  }

  /// Reads the file `name` beside a class.
  ///
  /// @throws IllegalStateException when it is not there: the program is not whole
  public static Words of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is missing");
      var all = new Properties();
      all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new Words(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The words for a code in Chinese, `{0}` and so on replaced.
  public String chinese(String code, List<String> details) {
    return words(code + ".zh", details);
  }

  /// The words for a code in English.
  public String english(String code, List<String> details) {
    return words(code + ".en", details);
  }

  /// What stands under a key of its own, in the one language it has.
  public String text(String key) {
    return words(key, List.of());
  }

  private String words(String key, List<String> details) {
    String text = all.getProperty(key);
    if (text == null) throw new IllegalStateException("no words for " + key);
    for (int i = 0; i < details.size(); i++) text = text.replace("{" + i + "}", details.get(i));
    return text;
  }
}
