package cn.ruhu.casefile.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What was answered at a visit, by path. A path is
/// - `H04` for a section asked once,
/// - `M12@<member record id>` for a member,
/// - `O10@<staff id>` where each investigator answers for himself,
/// - `N05#1` for the first, second… of any other roster.
///
/// Immutable, thread-safe. Money is whole fen, several choices stand one space apart, yes and no
/// are `true` and `false`.
public final class Answers {
  /// No answers.
  public static final Answers NONE = new Answers(new TreeMap<>());

  private final SortedMap<String, String> byPath;

  private Answers(SortedMap<String, String> byPath) {
    this.byPath = byPath;
  }

  /// @param record of answers
  public static Answers of(CaseRecord record) {
    var map = new TreeMap<>(record.fields());
    map.remove("application");
    map.remove("visit");
    map.remove("purpose");
    return new Answers(Collections.unmodifiableSortedMap(map));
  }

  /// These answers with others in their places.
  public Answers with(Map<String, String> others) {
    var map = new TreeMap<>(byPath);
    map.putAll(others);
    return new Answers(Collections.unmodifiableSortedMap(map));
  }

  public boolean isEmpty() {
    return byPath.isEmpty();
  }

  /// Every path with its answer.
  public SortedMap<String, String> byPath() {
    return byPath;
  }

  /// The answer of a question asked once.
  public Optional<String> get(String question) {
    return Optional.ofNullable(byPath.get(question));
  }

  /// The answer about one member, or of one investigator.
  public Optional<String> get(String question, UUID who) {
    return Optional.ofNullable(byPath.get(question + "@" + who));
  }

  /// Answers to a question asked of a roster (`#1`, `#2`…), in roster order.
  public List<String> each(String question) {
    var found = new TreeMap<Long, String>();
    byPath
        .tailMap(question + "#")
        .forEach((path, value) -> {
          if (path.startsWith(question + "#"))
            Texts.whole(path.substring(question.length() + 1)).ifPresent(n -> found.put(n, value));
        });
    return new ArrayList<>(found.values());
  }

  /// Answers to a question by whom they are about or from.
  public Map<UUID, String> byWho(String question) {
    var found = new LinkedHashMap<UUID, String>();
    byPath
        .tailMap(question + "@")
        .forEach((path, value) -> {
          if (path.startsWith(question + "@"))
            Texts.uuid(path.substring(question.length() + 1)).ifPresent(w -> found.put(w, value));
        });
    return found;
  }

  /// Choices of a question that allows several; a comma separates them as well as a space.
  public static List<String> choices(String answer) {
    return List.of(answer.split("[ ,]", -1));
  }

  /// One of several choices was ticked.
  public static boolean ticked(String answer, String code) {
    return choices(answer).contains(code);
  }

  /// Whole fen or a count.
  public Optional<Long> whole(String question) {
    return get(question).flatMap(Texts::whole);
  }
}
