package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.javarosa.core.model.data.IAnswerData;

/// Saying yes to what was known before the visit, one by one or with one key.
final class Confirming {
  private final SurveySession session;
  private final Marks marks;

  Confirming(SurveySession session, Marks marks) {
    this.session = session;
    this.marks = marks;
  }

  Answer one(String path) {
    Slot slot = session.layout().slots.get(path);
    if (slot == null) return session.rejected("survey.unknown");
    if (!session.visible(slot)) return session.rejected("survey.unseen");
    Optional<Answer.Rejected> open = session.again() ? Optional.empty() : open(slot);
    if (open.isPresent()) return open.get();
    marks.put(slot.node(), Question.Origin.CONFIRMED);
    session.log(AnswerEvent.Act.CONFIRM, path, "");
    return session.changed(List.of());
  }

  /// Why nobody can say yes to it now.
  private Optional<Answer.Rejected> open(Slot slot) {
    if (!slot.relevant()) return Optional.of(session.rejected("survey.irrelevant"));
    if (marks.origin(slot) != Question.Origin.PREFILLED)
      return Optional.of(session.rejected("survey.noconfirm"));
    return session.completeness().valid(slot);
  }

  /// Lets what the visit before said stand, by nobody's act.
  Answer carried(String path, String value) {
    Slot slot = session.layout().slots.get(path);
    if (slot == null) return session.rejected("survey.unknown");
    if (!session.again() && !(slot.relevant() && slot.asked()))
      return session.rejected("survey.irrelevant");
    Question.Origin stands = Question.Origin.CONFIRMED;
    if (!slot.value().equals(value)) {
      AnswerText.Parsed read = AnswerText.parse(slot.kind(), slot.node().getDataType(), value);
      if (!(read instanceof AnswerText.Value(IAnswerData data)))
        return session.rejected(read instanceof AnswerText.Bad(String code) ? code : "");
      Optional<Answer.Rejected> broken =
          session.again() ? Optional.empty() : session.completeness().broken(slot, value, data);
      if (broken.isEmpty()) broken = session.completeness().put(slot, data);
      if (broken.isPresent()) return broken.get();
      stands = Question.Origin.ANSWERED;
    }
    marks.put(slot.node(), stands);
    session.log(AnswerEvent.Act.CARRIED, path, value);
    return session.changed(List.of());
  }

  /// Does again what one key did then: the same questions, whatever the rules make of them now.
  ///
  /// @param paths one a line; none in a log from before they were written down
  Answer again(String sectionOrInstance, String paths) {
    if (paths.isEmpty()) return all(sectionOrInstance);
    for (String path : paths.split("\n", -1)) {
      Slot slot = session.layout().slots.get(path);
      if (slot == null) return session.rejected("survey.unknown");
      marks.put(slot.node(), Question.Origin.CONFIRMED);
    }
    return session.changed(List.of());
  }

  Answer all(String sectionOrInstance) {
    List<Slot> confirmed = new ArrayList<>();
    boolean allowed = false;
    for (Slot slot : session.layout().slots.values()) {
      boolean inside =
          slot.section().equals(sectionOrInstance)
              || slot.path().startsWith(sectionOrInstance + "/");
      Layout.SectionSlot section = session.layout().sections.get(slot.section());
      if (!inside || section == null || !section.tokens().contains("confirm-section")) continue;
      allowed = true;
      boolean can =
          slot.relevant()
              && session.visible(slot)
              && !slot.has("must-ask")
              && marks.origin(slot) == Question.Origin.PREFILLED
              && session.completeness().valid(slot).isEmpty();
      if (can) confirmed.add(slot);
    }
    if (!allowed) return session.rejected("survey.noconfirm");
    confirmed.forEach(s -> marks.put(s.node(), Question.Origin.CONFIRMED));
    if (confirmed.isEmpty()) return session.changed(List.of());
    session.log(
        AnswerEvent.Act.CONFIRM_ALL,
        sectionOrInstance,
        confirmed.stream().map(Slot::path).collect(Collectors.joining("\n")));
    return session.changed(List.of());
  }
}
