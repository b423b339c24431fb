package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.kit.Theme;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.device.idcard.ReaderError;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.SourceState;
import cn.ruhu.sync.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Both languages say the same things, and say nothing that no screen asks for. A failure prints
/// the lines to paste.
class BundleTest {
  private static final Path MAIN = Path.of("src/main");
  private static final Path BUNDLES = MAIN.resolve("resources/cn/ruhu/desktop");

  /// A key in code: `feature.word`, or a beginning that code completes (`kit.role.`).
  private static final Pattern IN_CODE =
      Pattern.compile("\"([a-z]+\\.[A-Za-z0-9_.]*[A-Za-z0-9_.])\"");

  private static final Pattern CJK = Pattern.compile("[\\u3400-\\u9fff]");

  private static List<String> features() {
    try (Stream<Path> all = Files.list(BUNDLES)) {
      return all.filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .filter(f -> Files.exists(BUNDLES.resolve(f).resolve("text_zh_CN.properties")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties bundle(String feature, String tag) {
    Path file = BUNDLES.resolve(feature).resolve("text_" + tag + ".properties");
    var read = new Properties();
    if (!Files.exists(file)) return read;
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      read.load(in);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bothLanguagesHaveTheSameKeys() {
    var paste = new ArrayList<String>();
    for (String feature : features()) {
      Properties zh = bundle(feature, "zh_CN");
      Properties en = bundle(feature, "en");
      for (String key : new TreeSet<>(zh.stringPropertyNames()))
        if (!en.containsKey(key))
          paste.add(feature + "/text_en: " + key + "=" + zh.getProperty(key));
      for (String key : new TreeSet<>(en.stringPropertyNames()))
        if (!zh.containsKey(key))
          paste.add(feature + "/text_zh_CN: " + key + "=" + en.getProperty(key));
    }
    assertEquals("", String.join("\n", paste));
  }

  @Test
  void everyKeyStandsInTheBundleOfItsFeature() {
    var wrong = new ArrayList<String>();
    for (String feature : features())
      for (String key : bundle(feature, "zh_CN").stringPropertyNames())
        if (!key.startsWith(feature + ".")) wrong.add(feature + ": " + key);
    assertEquals(List.of(), wrong);
  }

  @Test
  void noKeyIsDoubled() throws IOException {
    var doubled = new ArrayList<String>();
    for (String feature : features())
      for (String tag : List.of("zh_CN", "en")) {
        var seen = new TreeSet<String>();
        Path file = BUNDLES.resolve(feature).resolve("text_" + tag + ".properties");
        if (!Files.exists(file)) continue;
        for (String line : Files.readAllLines(file)) {
          int at = line.indexOf('=');
          if (line.startsWith("#") || at < 0) continue;
          String key = line.substring(0, at).strip();
          if (!seen.add(key)) doubled.add(feature + " " + tag + ": " + key);
        }
      }
    assertEquals(List.of(), doubled);
  }

  @Test
  void everyKeyInCodeHasWordsAndEveryKeyIsUsed() {
    Set<String> whole = new TreeSet<>();
    Set<String> beginnings = new TreeSet<>();
    var features = features();
    for (String source : sources()) {
      Matcher m = IN_CODE.matcher(source);
      while (m.find()) {
        String key = m.group(1);
        if (key.endsWith(".css") || !features.contains(key.substring(0, key.indexOf('.'))))
          continue;
        boolean completed =
            source.startsWith(" +", m.end())
                || source.startsWith("\n", m.end()) && key.endsWith(".");
        if (key.endsWith(".") || completed) beginnings.add(key);
        else whole.add(key);
      }
    }
    Set<String> known = new TreeSet<>();
    for (String f : features) known.addAll(bundle(f, "zh_CN").stringPropertyNames());
    var missing = new ArrayList<String>();
    for (String key : whole)
      if (!known.contains(key) && known.stream().noneMatch(k -> k.startsWith(key)))
        missing.add(key + "=");
    assertEquals("", String.join("\n", missing), "keys that code asks for: paste and translate");
    var unused = new TreeSet<String>();
    for (String key : known)
      if (!whole.contains(key)
          && !key.endsWith(".title")
          && beginnings.stream().noneMatch(key::startsWith)) unused.add(key);
    assertEquals(Set.of(), unused, "no screen asks for these: delete them");
  }

  private static List<String> sources() {
    try (Stream<Path> all = Files.walk(MAIN.resolve("java"))) {
      return all.filter(p -> p.toString().endsWith(".java"))
          .map(p -> {
            try {
              return Files.readString(p);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void codesOfOtherModulesHaveWords() {
    var text = Text.chinese();
    var missing = new ArrayList<String>();
    Stream.of(
            Stream.of(Role.values()).map(r -> "kit.role." + r),
            Stream.of(Where.values()).map(w -> "kit.where." + w),
            Stream.of(Act.values()).map(a -> "work.way.kind.act." + a),
            Stream.of(Trouble.Kind.values()).map(k -> "journal.trouble." + k),
            Stream.of(ReaderError.values()).map(e -> "settings.reader.error." + e),
            Stream.of(ScanEnd.Why.values()).map(w -> "work.scanner.why." + w),
            Stream.of(ScanEnd.Why.values()).map(w -> "work.scanner.brief." + w),
            Stream.of(SourceState.values()).map(s -> "work.scanner.state." + s),
            Stream.of(ScanInput.values()).map(i -> "work.scanner.input." + i),
            Stream.of(ScanColour.values()).map(c -> "work.scanner.colour." + c),
            Stream.of(Theme.Look.values()).map(l -> "settings.look." + l))
        .flatMap(s -> s)
        .filter(k -> !text.has(k))
        .forEach(missing::add);
    assertEquals(List.of(), missing);
  }

  @Test
  void wordsWithPlacesAreSoundPatternsInBothLanguages() {
    var wrong = new ArrayList<String>();
    for (String feature : features())
      for (String key : bundle(feature, "zh_CN").stringPropertyNames()) {
        String zh = bundle(feature, "zh_CN").getProperty(key);
        String en = bundle(feature, "en").getProperty(key, "");
        if (!places(zh).equals(places(en)))
          wrong.add(key + ": " + places(zh) + " and " + places(en));
        if (en.contains("'"))
          wrong.add(key + ": a straight apostrophe is a quote to MessageFormat");
        if (!places(zh).isEmpty()) new MessageFormat(zh);
      }
    assertEquals(List.of(), wrong);
  }

  private static Set<String> places(String words) {
    var found = new TreeSet<String>();
    Matcher m = Pattern.compile("\\{(\\d)").matcher(words);
    while (m.find()) found.add(m.group(1));
    return found;
  }

  @Test
  void englishHasNoChineseAndNoButtonSaysOk() {
    var wrong = new ArrayList<String>();
    for (String feature : features()) {
      Properties en = bundle(feature, "en");
      for (String key : en.stringPropertyNames())
        if (CJK.matcher(en.getProperty(key)).find()) wrong.add(key);
      Properties zh = bundle(feature, "zh_CN");
      for (String key : zh.stringPropertyNames())
        if (zh.getProperty(key).strip().matches("确定|确认|取消|是|否")
            && !key.contains(".kind.")
            && !key.contains(".value.")
            && !key.matches(".*[.](yes|no)")) wrong.add(key + "=" + zh.getProperty(key));
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aMissingKeyShowsItselfInsteadOfFailing() {
    assertEquals("[kit.nothing]", Text.chinese().of("kit.nothing"));
    assertTrue(Text.english().of("kit.field.empty", "x").contains("x"));
  }
}
