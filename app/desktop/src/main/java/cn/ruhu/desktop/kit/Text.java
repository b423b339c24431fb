package cn.ruhu.desktop.kit;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The words of the window. A key starts with its feature, and the feature's folder holds its
/// words: `login.title` stands in `cn/ruhu/desktop/login/text_zh_CN.properties` (UTF-8).
///
/// Chinese is the base, English the second. A missing key shows itself in corner brackets instead
/// of failing a window in the middle of a counter; the build finds it first (STYLE §B 10).
///
/// Thread-safe. One instance per language; switching the language builds the screens anew.
public final class Text {
  private static final Logger LOG = LoggerFactory.getLogger(Text.class);

  private final Locale locale;
  private final ConcurrentMap<String, Map<String, String>> bundles = new ConcurrentHashMap<>();

  public Text(Locale locale) {
    this.locale = locale;
  }

  /// The base language.
  public static Text chinese() {
    return new Text(Locale.SIMPLIFIED_CHINESE);
  }

  /// The second language.
  public static Text english() {
    return new Text(Locale.ENGLISH);
  }

  public Locale locale() {
    return locale;
  }

  /// The words under `key`; with arguments they pass through [MessageFormat]. Hand numbers that are
  /// names (case numbers, years) in as strings, or they get thousands separators.
  public String of(String key, Object... args) {
    String words = bundle(key).get(key);
    if (words == null) {
      LOG.warn("no text for {}", key);
      return "[" + key + "]";
    }
    if (args.length == 0) return words;
    return new MessageFormat(words, locale).format(args);
  }

  /// Words that a view model chose but does not speak itself; an argument may be a message too.
  public String of(Message message) {
    Object[] args =
        message.args().stream().map(a -> a instanceof Message inner ? of(inner) : a).toArray();
    return of(message.key(), args);
  }

  /// Whether the key has words, for codes that come from elsewhere (`kit.role.` + role).
  public boolean has(String key) {
    return bundle(key).containsKey(key);
  }

  private Map<String, String> bundle(String key) {
    int dot = key.indexOf('.');
    return bundles.computeIfAbsent(dot < 0 ? key : key.substring(0, dot), this::load);
  }

  private Map<String, String> load(String feature) {
    String tag = locale.getLanguage().equals("zh") ? "zh_CN" : "en";
    String path = "/cn/ruhu/desktop/" + feature + "/text_" + tag + ".properties";
    try (var in = Text.class.getResourceAsStream(path)) {
      if (in == null) return Map.of();
      var read = new Properties();
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return read.stringPropertyNames().stream()
          .collect(Collectors.toUnmodifiableMap(k -> k, read::getProperty));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
