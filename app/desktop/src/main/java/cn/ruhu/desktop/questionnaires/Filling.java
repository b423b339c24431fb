package cn.ruhu.desktop.questionnaires;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.forms.EarlyEvents;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Opening;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/// One questionnaire being filled in beside a case on this machine. Window thread only once it is
/// open.
final class Filling {
  /// questions that want the number of the application are told it
  private static final String NUMBER = "application";

  final CaseFile file;
  final FormPackage form;
  final String key;
  final Instant startedAt;
  final SurveyModel survey;
  final FillingLog log;

  /// pictures the form does not take yet, because it wants more of them, by question
  final SortedMap<String, List<String>> early;

  /// the record this is the second entry of; empty for a first one
  final Optional<CaseRecord> first;

  private Filling(Base base, SurveySession session, FillingLog log) {
    this.file = base.file;
    this.form = base.form;
    this.key = base.key;
    this.startedAt = base.startedAt;
    this.first = base.first;
    this.early = base.early;
    this.log = log;
    this.survey = new SurveyModel(session, _ -> false);
  }

  private record Base(
      CaseFile file,
      FormPackage form,
      String key,
      Instant startedAt,
      Optional<CaseRecord> first,
      SortedMap<String, List<String>> early) {}

  /// A filling read or begun, not yet on the window's thread.
  interface Ready {
    /// Takes it over on the window's thread; from here each answer is written as it is given.
    Filling take(Background background);
  }

  /// The key of what is begun.
  static String key(UUID application, String formId) {
    return "case-form:" + application + ":" + formId;
  }

  /// The key of a second entry that is begun.
  static String secondKey(CaseRecord first) {
    return "case-form-second:" + first.id();
  }

  /// Whether something was begun.
  static boolean begun(Drafts drafts, String key) throws StoreException {
    return !drafts.entries(key).isEmpty();
  }

  /// Opens a questionnaire of a case: what was begun where there is something, else a new one.
  static Ready open(Desk desk, FormSource forms, UUID application, FormPackage newest)
      throws StoreException, SurveyException {
    return open(desk, forms, application, newest, key(application, newest.id()), Optional.empty());
  }

  /// Opens the second entry of a paper that was entered once; nothing of the first is in it.
  static Ready second(Desk desk, FormSource forms, UUID application, CaseRecord first)
      throws StoreException, SurveyException {
    FormPackage form =
        forms
            .of(first.text("formHash"))
            .orElseThrow(() -> new SurveyException("survey.other-form", "form not here"));
    return open(desk, forms, application, form, secondKey(first), Optional.of(first));
  }

  private static Ready open(
      Desk desk,
      FormSource forms,
      UUID application,
      FormPackage newest,
      String key,
      Optional<CaseRecord> first)
      throws StoreException, SurveyException {
    CaseFile file = desk.caseFile(application);
    Drafts drafts = desk.store().drafts();
    var events = new ArrayList<AnswerEvent>();
    for (byte[] entry : drafts.entries(key)) events.add(AnswerEvent.decode(entry));
    SortedMap<String, List<String>> early = FillingLog.pictures(drafts, key);
    var sink = new EarlyEvents();
    UUID me = desk.actor().staff();
    if (events.isEmpty()) {
      SurveySession session =
          SurveySession.open(
              newest, Opening.of(List.of(), List.of(), Map.of()), me, desk::now, sink);
      number(session, file);
      var base = new Base(file, newest, key, desk.now(), first, early);
      return background -> taken(desk, background, base, session, sink);
    }
    String[] identity = events.getFirst().path().split(" ", -1);
    FormPackage form =
        forms
            .of(identity[identity.length - 1])
            .orElseThrow(() -> new SurveyException("survey.other-form", "form not here"));
    SurveySession session = SurveySession.replay(form, events, me, desk::now, sink);
    var base = new Base(file, form, key, events.getFirst().at(), first, early);
    return background -> taken(desk, background, base, session, sink);
  }

  private static Filling taken(
      Desk desk, Background background, Base base, SurveySession session, EarlyEvents sink) {
    var log = new FillingLog(desk.store().drafts(), background, base.key);
    sink.to(log);
    return new Filling(base, session, log);
  }

  private static void number(SurveySession session, CaseFile file) {
    String number = file.application().map(a -> a.text("number")).orElse("");
    if (number.isEmpty()) return;
    for (Section s : session.sections())
      for (Question q : session.questions(s.id()))
        if (q.id().equals(NUMBER) && q.kind() == QuestionKind.TEXT && q.value().isEmpty())
          session.answer(q.path(), number);
  }

  SurveySession session() {
    return survey.session();
  }

  UUID application() {
    return file.application().orElseThrow().id();
  }
}
