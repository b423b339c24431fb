package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A visit sent back: the questions asked again, and the answers that stand. Everything not asked
/// again is read-only.
final class Return {
  private static final Pattern LINE = Pattern.compile("([A-Z])\\d\\d[A-Z0-9]*#(\\d{1,3})");
  private static final int PASSES = 6;

  private final List<CaseRecord> asked;
  private final List<CaseRecord> past;
  private final SortedMap<String, String> earlier;

  private Return(List<CaseRecord> asked, List<CaseRecord> past, SortedMap<String, String> earlier) {
    this.past = past;
    this.asked = asked;
    this.earlier = earlier;
  }

  /// The open questions of a case with the answers of its last finished visit; nothing when it was
  /// never returned.
  static Return of(CaseFile file) {
    List<CaseRecord> open =
        file.questions().stream().filter(q -> q.text("state").equals("OPEN")).toList();
    List<CaseRecord> past =
        file.questions().stream().filter(q -> !q.text("state").equals("OPEN")).toList();
    Answers answers = file.answers();
    if (open.isEmpty() || answers.isEmpty()) return new Return(open, past, new TreeMap<>());
    return new Return(open, past, answers.byPath());
  }

  boolean isReturn() {
    return !earlier.isEmpty();
  }

  /// Questions a supervisor wants answered.
  List<CaseRecord> asked() {
    return asked;
  }

  /// Old answers as a form begins with them; the door is asked anew.
  Map<String, String> prefill() {
    var values = new TreeMap<>(earlier);
    values.keySet().removeIf(k -> k.startsWith("V"));
    return values;
  }

  /// What a supervisor asks about a question.
  List<CaseRecord> about(String key, Question question) {
    return asked.stream().filter(a -> names(a, key, question)).toList();
  }

  /// What a supervisor asked about a question before: answered, settled or not accepted.
  List<CaseRecord> past(String key, Question question) {
    return past.stream().filter(a -> names(a, key, question)).toList();
  }

  private static boolean names(CaseRecord ask, String key, Question question) {
    String path = ask.text("path");
    if (path.equals(key) || path.equals(question.path())) return true;
    if (!path.equals(question.id())) return false;
    Optional<UUID> member = ask.ref("member");
    return member.isEmpty() || key.contains("@" + member.get());
  }

  /// Whether an answer stands from the visit before and nobody asked about it.
  boolean locks(String key, Question q) {
    return earlier.containsKey(key)
        && fromBefore(q)
        && !q.value().isEmpty()
        && about(key, q).isEmpty();
  }

  private static boolean fromBefore(Question q) {
    return !q.section().equals("V") && q.part() != Part.SIGNATURES;
  }

  /// Answers and confirms everything that nobody asked about, as often as answers open further
  /// questions.
  void carry(SurveyModel survey, Declared.Pair pair) {
    lines(survey);
    for (UUID viewer : List.of(pair.b(), pair.a())) {
      survey.viewAs(viewer);
      for (int i = 0; i < PASSES && pass(survey); i++) {}
    }
  }

  private boolean pass(SurveyModel survey) {
    boolean moved = false;
    var session = survey.session();
    for (var section : session.sections())
      for (Question q : session.questions(section.id())) {
        String key = survey.key(q);
        String value = earlier.getOrDefault(key, "");
        boolean stands = !value.isEmpty() && fromBefore(q) && q.relevant() && !q.readOnly();
        if (!stands) continue;
        if (q.origin() == Question.Origin.EMPTY) {
          moved |= session.answer(q.path(), value) instanceof cn.ruhu.survey.Answer.Answered;
        } else if (q.origin() == Question.Origin.PREFILLED && about(key, q).isEmpty()) {
          moved |= session.confirm(q.path()) instanceof cn.ruhu.survey.Answer.Answered;
        }
      }
    return moved;
  }

  private void lines(SurveyModel survey) {
    var session = survey.session();
    for (var section : session.sections()) {
      int wanted = 0;
      for (String key : earlier.keySet()) {
        Matcher line = LINE.matcher(key);
        if (line.matches() && line.group(1).equals(section.id()))
          wanted = Math.max(wanted, Integer.parseInt(line.group(2)));
      }
      for (Roster r : session.rosters(section.id())) {
        if (r.owners() != Roster.Owners.LINES || r.path().contains("[")) continue;
        for (int n = r.instances().size(); n < wanted; n++) session.add(r.path(), Optional.empty());
      }
    }
  }
}
