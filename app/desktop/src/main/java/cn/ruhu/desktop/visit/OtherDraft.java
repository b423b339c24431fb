package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Another draft of the household whose visit is in hand: the assignment was taken back and given
/// anew, or taken over, and what was asked at the table before lies here still, or was handed over
/// by those who asked it on another machine ([HandedDraft]). The two stand beside each other and
/// values are taken one by one; the other draft is never changed. What was asked outside the door,
/// observed or signed is not offered: it belongs to those who made it. Immutable.
///
/// @param key of the other draft
/// @param begun when it was begun; empty when nobody noted it
/// @param by who asked on another machine; empty for a draft of this one
/// @param said its answers at the table, in the form's order
record OtherDraft(String key, Optional<Instant> begun, String by, List<Said> said) {
  /// An answer of the other draft.
  ///
  /// @param fact the question's key, by which the same one is found in the visit in hand
  /// @param whose member or line it is about, empty for the household
  /// @param question as the other draft asked it
  record Said(String fact, String whose, Question question) {}

  private static final Logger LOG = LoggerFactory.getLogger(OtherDraft.class);

  private static final Set<QuestionKind> NOT_TAKEN =
      EnumSet.of(QuestionKind.NOTE, QuestionKind.CALCULATE, QuestionKind.SIGNATURE);

  /// The attempt itself happened only once.
  private static final String DOOR = "V";

  /// Drafts of the same household but the visit's own; one that cannot be read is left out. Touches
  /// the disk.
  ///
  /// @param application case of the visit in hand
  /// @param own key of its draft
  static List<OtherDraft> of(Desk desk, VisitForms forms, UUID application, String own, UUID viewer)
      throws StoreException {
    var found = new ArrayList<OtherDraft>();
    for (String key : desk.store().drafts().keys()) {
      Optional<VisitDraft.Name> name = VisitDraft.name(key);
      if (name.isEmpty() || key.equals(own)) continue;
      try {
        Sent sent = Sent.of(desk, name.get().assignment(), key);
        boolean same = sent.assignment().ref("application").filter(application::equals).isPresent();
        if (same) read(desk, forms, key, viewer).ifPresent(found::add);
      } catch (SurveyException e) {
        LOG.info("a draft beside this one cannot be read: {}", e.code()); // the day lists it
      }
    }
    var here = new HashSet<>(desk.store().drafts().keys());
    for (CaseRecord handed : HandedDraft.of(desk.caseFile(application), here)) {
      try {
        HandedDraft.read(desk, forms, handed, viewer).ifPresent(found::add);
      } catch (SurveyException e) {
        LOG.info("a draft that was handed over cannot be read: {}", e.code());
      }
    }
    return List.copyOf(found);
  }

  private static Optional<OtherDraft> read(Desk desk, VisitForms forms, String key, UUID viewer)
      throws StoreException, SurveyException {
    VisitDraft.Kept kept = VisitDraft.read(desk.store().drafts(), key);
    if (kept.events().isEmpty()) return Optional.empty();
    String[] identity = kept.events().getFirst().path().split(" ", -1);
    FormPackage form =
        forms
            .of(identity[identity.length - 1])
            .orElseThrow(() -> new SurveyException("survey.other-form", "form not here"));
    SurveySession session = SurveySession.replay(form, kept.events(), viewer, desk::now, _ -> {});
    List<Said> said = said(session);
    Optional<Instant> begun = Texts.instant(kept.notes().getOrDefault("started", ""));
    return said.isEmpty() ? Optional.empty() : Optional.of(new OtherDraft(key, begun, "", said));
  }

  /// What was said at the table, in the form's order; the attempt itself is left out.
  static List<Said> said(SurveySession session) {
    Map<String, String> whose = Changeover.whose(session);
    var keys = new SurveyModel(session, _ -> false);
    var said = new ArrayList<Said>();
    for (Section s : session.sections()) {
      if (s.part() != Part.TABLE || s.id().equals(DOOR)) continue;
      for (Question q : session.questions(s.id()))
        if (taken(q))
          said.add(
              new Said(
                  keys.key(q), q.instance().map(i -> whose.getOrDefault(i, "")).orElse(""), q));
    }
    return List.copyOf(said);
  }

  /// What somebody said or confirmed, not what was only filled in beforehand.
  private static boolean taken(Question q) {
    return q.relevant()
        && !q.readOnly()
        && !q.value().isEmpty()
        && q.part() == Part.TABLE
        && q.origin() != Question.Origin.PREFILLED
        && !NOT_TAKEN.contains(q.kind());
  }

  /// Answers that the visit in hand does not have so; those whose question it does not ask now are
  /// left out until it does. Window thread.
  List<Said> apart(Visit visit) {
    return said.stream()
        .filter(
            s -> here(visit, s).filter(q -> !q.value().equals(s.question().value())).isPresent())
        .toList();
  }

  /// The question of the visit in hand an answer is for; empty while it is not asked.
  static Optional<Question> here(Visit visit, Said said) {
    return visit
        .session()
        .pathOf(said.fact())
        .flatMap(visit.session()::question)
        .filter(q -> q.relevant() && !q.readOnly() && q.kind() == said.question().kind());
  }

  /// Takes one value over, as if it were said now. Window thread.
  ///
  /// @return why the form does not take it; empty when it did
  static Optional<String> take(Visit visit, Said said) {
    Optional<Question> to = here(visit, said);
    if (to.isEmpty()) return Optional.of("");
    return visit.survey.answer(to.get().path(), said.question().value())
            instanceof Answer.Rejected no
        ? Optional.of(no.message())
        : Optional.empty();
  }
}
