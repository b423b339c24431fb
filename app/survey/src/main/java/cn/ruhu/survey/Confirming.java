package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    session.log(AnswerEvent.Act.CONFIRM_ALL, sectionOrInstance, "");
    return session.changed(List.of());
  }
}
