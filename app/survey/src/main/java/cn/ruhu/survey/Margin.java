package cn.ruhu.survey;

import java.util.List;
import java.util.Optional;

/// What is said beside the answers of a {@link SurveySession}: why there is none, why an unusual
/// one is right, notes and a supervisor's comments, how each answer came to be. Every act is
/// durable like an answer: it goes out as an {@link AnswerEvent} before the method returns.
///
/// As little thread-safe as its session.
public final class Margin {
  private final SurveySession session;
  private final Marginalia beside;

  Margin(SurveySession session, Marginalia beside) {
    this.session = session;
    this.beside = beside;
  }

  /// Questions to look at again: invalid, unanswered, unconfirmed, warned, remarked. Those of the
  /// other investigator's own section are not among them.
  public List<Jump> jumps() {
    return session.completeness().jumps(session.layout(), session::visible);
  }

  /// How a question's answer came to be, oldest change first.
  public List<Change> history(String path) {
    Slot slot = session.layout().slots.get(path);
    return slot == null || !session.visible(slot) ? List.of() : beside.history(slot);
  }

  /// Every change of every answer, oldest first, those of removed instances included: paradata.
  public List<Change> history() {
    return beside.history();
  }

  /// Says why there is no answer, where the form allows it; the value before is cleared. Empty
  /// takes it back.
  public Answer noAnswer(String path, Optional<NoAnswer> why) {
    Slot slot = session.layout().slots.get(path);
    Optional<Answer.Rejected> closed = session.closed(slot);
    if (slot == null || closed.isPresent())
      return closed.orElseGet(() -> session.rejected("survey.unknown"));
    if (why.isPresent() && !slot.bind().noAnswer().contains(why.get()))
      return session.rejected("survey.noanswer");
    String before = slot.value();
    if (why.isPresent()) {
      session.clear(slot);
      beside.changed(slot, before, "", session.viewer(), session.now());
    }
    beside.noAnswer(slot, why.orElse(null));
    session.log(AnswerEvent.Act.NO_ANSWER, path, why.map(NoAnswer::name).orElse(""));
    return session.changedAnd(slot);
  }

  /// Says why an unusual answer is right ({@link Standing.Doubt}); it holds for this answer only.
  /// Nothing takes it back.
  public Answer reason(String path, String text) {
    Slot slot = session.layout().slots.get(path);
    Optional<Answer.Rejected> closed = session.closed(slot);
    if (slot == null || closed.isPresent())
      return closed.orElseGet(() -> session.rejected("survey.unknown"));
    if (!sayable(text)) return session.rejected("survey.type.text");
    if (!session.again() && !text.isEmpty() && !session.unusual(slot))
      return session.rejected("survey.noreason");
    beside.reason(slot, text);
    session.log(AnswerEvent.Act.REASON, path, text);
    return session.changedAnd(slot);
  }

  /// Writes a note or a comment on a question, whatever its state.
  public Answer remark(String path, String text) {
    Slot slot = session.layout().slots.get(path);
    if (slot == null) return session.rejected("survey.unknown");
    if (!session.visible(slot)) return session.rejected("survey.unseen");
    if (text.isBlank() || !sayable(text)) return session.rejected("survey.type.text");
    beside.remark(slot, session.viewer(), session.now(), text);
    session.log(AnswerEvent.Act.REMARK, path, text);
    return session.changedAnd(slot);
  }

  /// Answers a remark; a settled one is open again.
  ///
  /// @param number {@link Remark#number()}
  public Answer reply(int number, String text) {
    if (!beside.has(number)) return session.rejected("survey.unknown");
    if (text.isBlank() || !sayable(text)) return session.rejected("survey.type.text");
    beside.reply(number, session.viewer(), session.now(), text);
    session.log(AnswerEvent.Act.REPLY, Integer.toString(number), text);
    return session.changed(List.of());
  }

  /// Settles a remark.
  public Answer settle(int number) {
    if (!beside.has(number)) return session.rejected("survey.unknown");
    beside.settle(number);
    session.log(AnswerEvent.Act.SETTLE, Integer.toString(number), "");
    return session.changed(List.of());
  }

  private static boolean sayable(String text) {
    return text.length() <= SurveyLimits.REMARK_CHARACTERS_MAX
        && text.codePoints().allMatch(c -> c == '\n' || c >= ' ');
  }
}
