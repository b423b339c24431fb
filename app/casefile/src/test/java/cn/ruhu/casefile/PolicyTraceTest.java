package cn.ruhu.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The policy table of this module's README, both ways: every clause a class names has a row that
/// names the class, and every class and test of a row exists and, for clauses of the policy, says
/// so itself.
class PolicyTraceTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TEST = Path.of("src/test/java");
  private static final Pattern CLAUSE = Pattern.compile("Policy §(\\d+)");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  /// @param clause first cell
  /// @param classes classes named in the second cell
  /// @param tests tests named in the third
  private record Row(String clause, Set<String> classes, Set<String> tests) {}

  private static Map<String, String> sources(Path root) throws IOException {
    var all = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path p : files.filter(f -> f.toString().endsWith(".java")).toList())
        all.put(p.getFileName().toString().replace(".java", ""), Files.readString(p));
    }
    return all;
  }

  private static List<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    boolean inTable = false;
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.startsWith("| clause |")) inTable = true;
      else if (!line.startsWith("|")) inTable = false;
      else if (inTable && !line.startsWith("|-")) {
        String[] cells = line.split("\\|", -1);
        rows.add(new Row(cells[1].strip(), names(cells[2]), names(cells[3])));
      }
    }
    return rows;
  }

  private static Set<String> names(String cell) {
    var set = new TreeSet<String>();
    Matcher m = NAME.matcher(cell);
    while (m.find()) set.add(m.group(1));
    return set;
  }

  private static Set<String> clauses(String text) {
    var set = new TreeSet<String>();
    Matcher m = CLAUSE.matcher(text);
    while (m.find()) set.add("Policy §" + m.group(1));
    return set;
  }

  @Test
  void everyClauseInTheCodeHasARowThatNamesTheClass() throws IOException {
    var missing = new TreeSet<String>();
    List<Row> rows = rows();
    sources(MAIN)
        .forEach((name, text) -> {
          for (String clause : clauses(text))
            if (rows.stream()
                .noneMatch(r -> clauses(r.clause()).contains(clause) && r.classes().contains(name)))
              missing.add(clause + " in " + name);
        });
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyRowNamesClassesAndTestsThatExistAndThatSayTheClause() throws IOException {
    Map<String, String> main = sources(MAIN);
    Map<String, String> test = sources(TEST);
    var wrong = new TreeSet<String>();
    for (Row r : rows()) {
      if (r.classes().isEmpty() || r.tests().isEmpty()) wrong.add("empty: " + r.clause());
      for (String c : r.classes()) {
        if (!main.containsKey(c)) wrong.add("no class " + c);
        else if (!clauses(main.get(c)).containsAll(clauses(r.clause())))
          wrong.add(c + " does not say " + clauses(r.clause()));
      }
      for (String t : r.tests()) if (!test.containsKey(t)) wrong.add("no test " + t);
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void theTableIsThere() throws IOException {
    assertTrue(rows().size() >= 10);
  }
}
