package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.Remark;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveySession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// What was said beside the answers of a visit, as it goes into records with the seal: notes, why
/// an unusual answer is right, why there is none. Stateless.
final class Remarks {
  /// One thing said beside one answer.
  ///
  /// @param path the question in the form
  /// @param act what was done when it was said
  /// @param fields of the record, but for its visit; of a reason `by` and `at` are still to come
  record Said(String path, AnswerEvent.Act act, SortedMap<String, String> fields) {}

  private Remarks() {}

  /// Everything said, in the form's order, both investigators' included. Window thread; who is at
  /// the keyboard stays at it.
  static List<Said> of(Visit visit) {
    SurveySession session = visit.session();
    UUID viewer = visit.survey.viewer().orElse(visit.pair.a());
    var all = new ArrayList<Said>();
    var seen = new HashSet<String>();
    try {
      for (UUID who : List.of(visit.pair.a(), visit.pair.b())) {
        session.viewAs(who);
        for (Section section : session.sections())
          for (Question q : session.questions(section.id()))
            if (seen.add(q.path())) all.addAll(of(visit, q));
      }
    } finally {
      session.viewAs(viewer);
    }
    return all;
  }

  private static List<Said> of(Visit visit, Question q) {
    var all = new ArrayList<Said>();
    if (!q.relevant()) return all;
    String key = visit.survey.key(q);
    q.standing()
        .noAnswer()
        .ifPresent(why ->
            all.add(said(q, key, AnswerEvent.Act.NO_ANSWER, "NO_ANSWER", q.label(), why.name())));
    q.standing()
        .doubt()
        .filter(d -> !d.reason().isEmpty())
        .ifPresent(d ->
            all.add(
                said(
                    q,
                    key,
                    AnswerEvent.Act.REASON,
                    "REASON",
                    q.label() + "\n" + d.message(),
                    d.reason())));
    for (Remark r : q.standing().remarks()) all.add(note(q, key, r));
    return all;
  }

  private static Said said(
      Question q, String key, AnswerEvent.Act act, String kind, String question, String words) {
    var f = new TreeMap<String, String>();
    f.put("path", key);
    f.put("kind", kind);
    f.put("question", question);
    f.put("value", shown(q));
    f.put("words", words);
    return new Said(q.path(), act, f);
  }

  private static Said note(Question q, String key, Remark r) {
    Said said = said(q, key, AnswerEvent.Act.REMARK, "NOTE", q.label(), r.text());
    SortedMap<String, String> f = said.fields();
    f.put("by", r.by().toString());
    f.put("at", r.at().toString());
    f.put("state", r.state().name());
    if (r.replies().isEmpty()) return said;
    Remark.Reply last = r.replies().getLast();
    f.put("answer", r.replies().stream().map(Remark.Reply::text).collect(Collectors.joining("\n")));
    f.put("answeredBy", last.by().toString());
    f.put("answeredAt", last.at().toString());
    return said;
  }

  /// An answer as it was read on the screen.
  private static String shown(Question q) {
    if (q.value().isEmpty()) return "";
    if (q.kind() == QuestionKind.MONEY) return Show.money(q.value());
    if (q.options().isEmpty()) return VisitFiles.KINDS.contains(q.kind()) ? "" : q.value();
    return Arrays.stream(q.value().split(" ", -1))
        .map(code ->
            q.options().stream()
                .filter(o -> o.code().equals(code))
                .map(Question.Option::label)
                .findFirst()
                .orElse(code))
        .collect(Collectors.joining(" \u00b7 "));
  }

  /// The record's fields, with who said it and when: the last such act of the log.
  static SortedMap<String, String> fields(
      Said said, UUID visit, List<AnswerEvent> log, UUID otherwise, Instant at) {
    var f = new TreeMap<>(said.fields());
    Optional<AnswerEvent> act =
        log.stream()
            .filter(e -> e.act() == said.act() && e.path().equals(said.path()))
            .reduce((_, later) -> later);
    f.putIfAbsent("by", act.map(AnswerEvent::by).orElse(otherwise).toString());
    f.putIfAbsent("at", act.map(AnswerEvent::at).orElse(at).toString());
    f.put("visit", visit.toString());
    f.values().removeIf(String::isEmpty);
    return f;
  }

  /// What an earlier visit's pair or a supervisor said about a question, oldest first.
  ///
  /// @param key of the question's fact
  static List<CaseRecord> about(CaseFile file, String key) {
    return file.all(RecordType.REMARK).stream()
        .filter(r -> r.text("path").equals(key))
        .filter(r -> !r.text("words").isEmpty())
        .sorted(Comparator.comparing(r -> r.text("at")))
        .toList();
  }
}
