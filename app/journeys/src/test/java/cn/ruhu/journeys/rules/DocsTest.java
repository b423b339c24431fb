package cn.ruhu.journeys.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every path, type and test that a README or a decision names exists.
class DocsTest {
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern TYPE =
      Pattern.compile("(?:[a-z]+\\.)*([A-Z][A-Za-z0-9]+)(?:\\.[a-z][A-Za-z0-9]*(?:\\(.*\\))?)?");
  private static final Pattern NAMED_TEST =
      Pattern.compile("`([A-Z]\\w*(?:Test|Contract))\\.([a-z]\\w*)`");
  private static final Pattern PATH =
      Pattern.compile("(?:app|sync-server|installer|\\.ci|\\.mvn)/[\\w./*-]+");

  @Test
  void everyNamedPathAndTypeExists() {
    Path root = Repository.root();
    Set<String> types = new HashSet<>();
    for (Path java : Repository.files(root, ".java")) {
      String name = java.getFileName().toString();
      types.add(name.substring(0, name.length() - 5));
    }
    List<String> missing = new ArrayList<>();
    for (Path doc : Repository.files(root, ".md")) {
      if (doc.endsWith("CHANGELOG.md")) continue;
      String text = Repository.read(doc).replaceAll("(?s)```.*?```", "");
      Matcher links = LINK.matcher(text);
      while (links.find()) {
        String to = links.group(1);
        if (!to.contains("://") && !Files.exists(doc.resolveSibling(to)))
          missing.add(root.relativize(doc) + ": link " + to);
      }
      Matcher codes = CODE.matcher(text);
      while (codes.find()) check(root, doc, codes.group(1).strip(), types, missing);
    }
    assertEquals(List.of(), missing, "documents that name what is not there");
  }

  private static void check(
      Path root, Path doc, String code, Set<String> types, List<String> missing) {
    if (PATH.matcher(code).matches()) {
      String plain = code.contains("*") ? code.substring(0, code.indexOf('*')) : code;
      Path target =
          root.resolve(plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
      Path parent = plain.contains("*") || plain.endsWith("/") ? target : target;
      if (!Files.exists(parent)
          && !Files.exists(target.getParent() == null ? root : target.getParent().resolve(plain)))
        missing.add(root.relativize(doc) + ": path " + code);
      return;
    }
    Matcher type = TYPE.matcher(code);
    if (!type.matches() || !code.matches(".*[a-z].*")) return;
    String name = type.group(1);
    if (name.matches("[A-Z][a-z0-9]+|X[A-Z].*") || isJdkOrLibrary(name))
      return; // prose, or a placeholder
    if (!types.contains(name)) missing.add(root.relativize(doc) + ": type " + code);
  }

  @Test
  void everyNamedTestExists() {
    Path root = Repository.root();
    Map<String, String> tests = new HashMap<>();
    for (Path java : Repository.files(root, ".java"))
      if (java.toString().contains("src/test"))
        tests.merge(
            java.getFileName().toString().replace(".java", ""),
            Repository.read(java),
            String::concat);
    List<String> missing = new ArrayList<>();
    for (Path doc : Repository.files(root, ".md")) {
      Matcher named = NAMED_TEST.matcher(Repository.read(doc));
      while (named.find())
        if (!tests.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "("))
          missing.add(root.relativize(doc) + ": test " + named.group());
    }
    assertEquals(List.of(), missing, "documents that name a test that is not there");
  }

  /// Camel-case words that are not ours.
  private static boolean isJdkOrLibrary(String name) {
    return Set.of(
            "JavaFX",
            "AtlantaFX",
            "ControlsFX",
            "TestFX",
            "OkHttp",
            "SQLite",
            "JavaRosa",
            "PostgreSQL",
            "BouncyCastle",
            "NullAway",
            "ErrorProne",
            "ArchUnit",
            "Ed25519",
            "Argon2id",
            "UUIDv7",
            "XForm",
            "XForms",
            "XLSForm",
            "WebcamCapture",
            "HikariCP",
            "MockWebServer",
            "StoreException",
            "LocalDate",
            "BigDecimal",
            "RandomGenerator",
            "InstantSource",
            "ConsoleLauncher",
            "InputMethodEvent")
        .contains(name);
  }

  @Test
  void theTopLevelHoldsOnlyWhatItShould() {
    Set<String> allowed =
        Set.of("app", "sync-server", "installer", "pom.xml", "README.md", "LICENSE", "target");
    try (var entries = Files.list(Repository.root())) {
      List<String> strange =
          entries
              .map(p -> p.getFileName().toString())
              .filter(n -> !n.startsWith(".") && !allowed.contains(n))
              .sorted()
              .toList();
      assertEquals(List.of(), strange);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyDecisionHasItsSections() {
    for (Path decision : Repository.files(Repository.root().resolve("app/decisions"), ".md")) {
      String text = Repository.read(decision);
      for (String section :
          List.of(
              "## Question",
              "## Options",
              "## Choice",
              "## What would change our mind",
              "## How it is checked"))
        assertTrue(text.contains(section), decision.getFileName() + " lacks " + section);
    }
  }
}
