package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Beforehand;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import java.util.ArrayList;
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

  /// A visit nobody asked to make again.
  static Return none() {
    return new Return(List.of(), List.of(), new TreeMap<>());
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

  /// Whether a file was sealed with the visit before: it is no file of this one.
  boolean has(String address) {
    return earlier.values().stream().anyMatch(v -> List.of(v.split(" ", -1)).contains(address));
  }

  /// What the pair made of differences at the visit before, by the fact it was sealed as.
  Map<String, String> disposed() {
    var found = new TreeMap<>(earlier);
    found.keySet().removeIf(k -> !k.startsWith(Visit.DISPOSED));
    return found;
  }

  /// What a supervisor asks, where its words stand over this question.
  List<CaseRecord> about(String key, Question question) {
    return asked.stream().filter(a -> Again.of(a).stands(key, question)).toList();
  }

  /// What a supervisor asked before, where it stood over this question: answered, settled or not
  /// accepted.
  List<CaseRecord> past(String key, Question question) {
    return past.stream().filter(a -> Again.of(a).stands(key, question)).toList();
  }

  /// What is asked about nothing that the form asks now, so that its words stand over no question.
  List<CaseRecord> elsewhere(SurveyModel survey) {
    var left = new ArrayList<>(asked);
    var session = survey.session();
    for (var section : session.sections())
      for (Question q : session.questions(section.id())) {
        if (left.isEmpty()) return left;
        if (q.relevant()) left.removeAll(about(survey.key(q), q));
      }
    return List.copyOf(left);
  }

  /// Whether an answer stands from the visit before and nobody asked about it.
  boolean locks(String key, Question q) {
    return earlier.containsKey(key)
        && fromBefore(q)
        && !q.value().isEmpty()
        && asked.stream().noneMatch(a -> Again.of(a).opens(key, q));
  }

  private boolean again(String key, Question q) {
    return asked.stream().anyMatch(a -> Again.of(a).answers(key, q));
  }

  private static boolean fromBefore(Question q) {
    return !q.section().equals("V") && q.part() != Part.SIGNATURES;
  }

  /// Lets everything stand that nobody asked about, as often as answers open further questions. It
  /// is nobody's act: neither of the two answers or observes it again.
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
    var before = new Beforehand(session);
    for (var section : session.sections())
      for (Question q : session.questions(section.id())) {
        String key = survey.key(q);
        String value = earlier.getOrDefault(key, "");
        boolean stands = !value.isEmpty() && fromBefore(q) && q.relevant() && !q.readOnly();
        if (!stands) continue;
        boolean open = q.origin() == Question.Origin.EMPTY;
        boolean known = q.origin() == Question.Origin.PREFILLED && !again(key, q);
        if (open || known)
          moved |= before.carry(q.path(), open ? value : q.value()) instanceof Answer.Answered;
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
