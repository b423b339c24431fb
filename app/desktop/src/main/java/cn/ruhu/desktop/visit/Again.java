package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.survey.Question;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a supervisor's question is about, in the words of the form. The path of a row of the
/// comparison ([cn.ruhu.casefile.compare.FactRow#path]) need not be a question that is asked: a
/// line of income is named by its member, the size of the household is counted from who lives
/// together, a name of the registry is held against the document.
///
/// @param path as it was asked
/// @param code question or row it names
/// @param owner `@` and whose it is, empty for the household's
/// @param line `#` and its number, empty for every line
record Again(String path, String code, String owner, String line) {
  private static final Pattern KEY = Pattern.compile("(\\w+)((?:@[0-9a-f-]{36})?)((?:#\\d{1,3})?)");

  /// answered anew for a row that is no question of its own, or follows from others
  private static final Map<String, Set<String>> ANSWERED =
      Map.of(
          "I01", Set.of("I00", "I04"),
          "H02", Set.of("H01"),
          "C01", Set.of("M10"),
          "BENEFITS", Set.of("M20"),
          "NAME", Set.of("M01"),
          "NUMBER", Set.of("M02"),
          "E01", Set.of("E00"),
          "E03", Set.of("E00"),
          "E05", Set.of("E00"));

  /// open besides: what goes with an answer
  private static final Map<String, Set<String>> BESIDES =
      Map.of(
          "C01", Set.of("M03"),
          "NAME", Set.of("M02"),
          "H05", Set.of("H04"),
          "H17", Set.of("H18A", "H18B", "H18C"),
          "P08", Set.of("P09A", "P09B", "P09C", "P09D", "P09E", "P09F"));

  /// where the words stand, when not at the question itself
  private static final Map<String, String> STANDS =
      Map.of(
          "I01", "I00",
          "H02", "H01",
          "C01", "M21",
          "BENEFITS", "M20",
          "NAME", "M01",
          "NUMBER", "M02",
          "E01", "E00",
          "E03", "E00",
          "E05", "E00");

  /// sections whose lines are one thing told: who, what, how much, on what paper
  private static final Set<String> WHOLE = Set.of("I", "F");

  private static final String FIRST = "#1";

  /// What a QUESTION record asks about.
  static Again of(CaseRecord asked) {
    String path = asked.text("path");
    Matcher parts = KEY.matcher(path);
    if (!parts.matches()) return new Again(path, "", "", "");
    String owner = parts.group(2);
    if (owner.isEmpty())
      owner = asked.ref("member").map(UUID::toString).map("@"::concat).orElse("");
    return new Again(path, parts.group(1), owner, parts.group(3));
  }

  /// Whether a question is answered anew.
  ///
  /// @param key the question's fact
  boolean answers(String key, Question question) {
    return itself(key, question)
        || (mine(key) && ANSWERED.getOrDefault(code, Set.of()).contains(question.id()));
  }

  /// Whether a question may be answered otherwise: those answered anew, and what goes with them.
  boolean opens(String key, Question question) {
    if (answers(key, question)) return true;
    if (code.isEmpty() || !mine(key)) return false;
    String id = question.id();
    String section = code.substring(0, 1);
    return id.startsWith(code)
        || BESIDES.getOrDefault(code, Set.of()).contains(id)
        || (WHOLE.contains(section) && !owner.isEmpty() && id.startsWith(section));
  }

  /// Whether the words and the box for the reply stand over a question.
  boolean stands(String key, Question question) {
    @Nullable String at = line.isEmpty() ? STANDS.get(code) : null;
    if (at != null) return mine(key) && question.id().equals(at);
    boolean later = line.isEmpty() && key.contains("#") && !key.endsWith(FIRST);
    return itself(key, question) && (path.equals(key) || !later);
  }

  private boolean itself(String key, Question question) {
    if (path.equals(key) || path.equals(question.path())) return true;
    return question.id().equals(code) && mine(key);
  }

  /// Of the same member and line, where the question has one.
  private boolean mine(String key) {
    boolean whose = owner.isEmpty() || !key.contains("@") || key.contains(owner);
    return whose && (line.isEmpty() || !key.contains("#") || key.endsWith(line));
  }
}
