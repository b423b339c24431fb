package cn.ruhu.desktop.questionnaires;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.SurveySession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A paper that was entered twice: where the two differ, and what becomes of each difference.
/// Neither entry is lost. Stateless.
final class SecondEntry {
  /// Which of two answers counts.
  enum Taken {
    OPEN,
    FIRST,
    SECOND
  }

  /// One answer that was entered differently.
  ///
  /// @param field of the record, [Finished#field]
  /// @param path of the question in the form; empty where the second entry has no such line
  /// @param first what was entered first, empty for nothing
  /// @param second what was entered now, empty for nothing
  record Difference(String field, String path, String first, String second, Taken taken) {
    Difference settled(Taken now) {
      return new Difference(field, path, first, second, now);
    }

    /// What counts.
    String value() {
      return taken == Taken.FIRST ? first : second;
    }
  }

  /// a signature or a picture is never the same twice
  private static final Set<QuestionKind> NOT_COMPARED =
      Set.of(
          QuestionKind.SIGNATURE,
          QuestionKind.PHOTO,
          QuestionKind.AUDIO,
          QuestionKind.VIDEO,
          QuestionKind.FILE,
          QuestionKind.CALCULATE,
          QuestionKind.NOTE);

  private SecondEntry() {}

  /// Where the second entry differs from the first, in the order of names.
  static List<Difference> differences(CaseRecord first, SurveySession second) {
    Map<String, String> facts = new HashMap<>();
    second.facts().forEach((fact, value) -> facts.put(Finished.field(fact), value));
    Map<String, Question> questions = new HashMap<>();
    second
        .sections()
        .forEach(s -> second.questions(s.id()).forEach(q -> questions.put(field(q.path()), q)));
    var names = new TreeSet<String>(facts.keySet());
    first.fields().keySet().stream().filter(n -> n.startsWith(Finished.ANSWER)).forEach(names::add);
    var all = new ArrayList<Difference>();
    for (String name : names) {
      Question q = questions.get(name);
      if (q != null && (NOT_COMPARED.contains(q.kind()) || q.readOnly())) continue;
      String before = first.text(name);
      String now = facts.getOrDefault(name, "");
      if (before.equals(now) || hidden(name, q, before)) continue;
      all.add(new Difference(name, q == null ? "" : q.path(), before, now, Taken.OPEN));
    }
    return all;
  }

  /// Nodes nobody answers: titles of lines, sums. Of the first entry's own lines nothing more is
  /// known than that something stood there.
  private static boolean hidden(
      String name, @org.jspecify.annotations.Nullable Question q, String before) {
    return q == null && (before.isEmpty() || name.endsWith(":title"));
  }

  private static String field(String path) {
    return Finished.field(path);
  }

  /// One line a difference: the field, what was entered first and second, which counts.
  static List<String> settled(List<Difference> differences) {
    return differences.stream()
        .map(d ->
            d.field()
                + "\t"
                + Finished.plain(d.first())
                + "\t"
                + Finished.plain(d.second())
                + "\t"
                + (d.taken() == Taken.FIRST ? "1" : "2"))
        .toList();
  }
}
