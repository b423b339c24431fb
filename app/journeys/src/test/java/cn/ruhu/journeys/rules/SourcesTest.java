package cn.ruhu.journeys.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// One formatting, bounded sizes, and the words that may not stand in code.
class SourcesTest {
  private static final Pattern CJK =
      Pattern.compile("\"[^\"\\n]*[\\u3400-\\u9fff\\uff01-\\uff5e][^\"\\n]*\"");
  private static final Pattern STYLE = Pattern.compile("setStyle\\(");
  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{3,8}\\b");

  @Test
  void everySourceIsFormatted() {
    Formatter formatter = new Formatter();
    List<String> unformatted = new ArrayList<>();
    for (Path file : Repository.files(Repository.root(), ".java")) {
      String source = Repository.read(file);
      try {
        if (!formatter.formatSource(source).equals(source)) unformatted.add(name(file));
      } catch (FormatterException e) {
        unformatted.add(name(file) + ": " + e.getMessage());
      }
    }
    assertEquals(List.of(), unformatted, "run google-java-format 2.0.0 on these");
  }

  @Test
  void filesMethodsAndParameterListsStaySmall() throws CheckstyleException {
    List<String> problems = new ArrayList<>();
    Checker checker = new Checker();
    checker.setModuleClassLoader(Checker.class.getClassLoader());
    checker.configure(
        ConfigurationLoader.loadConfiguration(
            SourcesTest.class.getResource("/checkstyle.xml").toString(),
            new PropertiesExpander(new Properties())));
    checker.addListener(new Collect(problems));
    checker.process(
        Repository.files(Repository.root(), ".java").stream().map(Path::toFile).toList());
    checker.destroy();
    assertEquals(List.of(), problems);
  }

  @Test
  void wordsOfTheScreenLiveInBundles() {
    List<String> found = new ArrayList<>();
    for (String module : List.of("app/desktop/src/main/java", "sync-server/src/main/java"))
      for (Path file : Repository.files(Repository.root().resolve(module), ".java")) {
        int line = 0;
        for (String text : Repository.read(file).split("\n", -1)) {
          line++;
          if (!text.strip().startsWith("//") && CJK.matcher(text).find())
            found.add(name(file) + ":" + line);
        }
      }
    assertEquals(List.of(), found, "Chinese words in code: move them to the feature's bundle");
  }

  @Test
  void coloursComeFromTheThemeAlone() {
    List<String> found = new ArrayList<>();
    Path desktop = Repository.root().resolve("app/desktop/src/main");
    for (Path file : Repository.files(desktop, ".java"))
      if (STYLE.matcher(Repository.read(file)).find()) found.add(name(file) + ": setStyle");
    for (Path file : Repository.files(desktop, ".css")) {
      if (file.toString().contains("/kit/")) continue;
      if (HEX.matcher(Repository.read(file)).find()) found.add(name(file) + ": hex colour");
    }
    assertEquals(List.of(), found);
  }

  private static String name(Path file) {
    return Repository.root().relativize(file).toString();
  }

  private record Collect(List<String> problems) implements AuditListener {
    @Override
    public void auditStarted(AuditEvent event) {}

    @Override
    public void auditFinished(AuditEvent event) {}

    @Override
    public void fileStarted(AuditEvent event) {}

    @Override
    public void fileFinished(AuditEvent event) {}

    @Override
    public void addError(AuditEvent event) {
      problems.add(
          Path.of(event.getFileName()).getFileName()
              + ":"
              + event.getLine()
              + " "
              + event.getMessage());
    }

    @Override
    public void addException(AuditEvent event, Throwable throwable) {
      problems.add(event.getFileName() + ": " + throwable.getMessage());
    }
  }
}
