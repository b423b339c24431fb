package cn.ruhu.survey;

import java.util.List;
import java.util.Optional;

/// A draft brought to another version of its form and not taken over yet: what would become of each
/// answer. The draft itself is untouched. Immutable but for its session.
///
/// @param session the draft under the other version, its log not written anywhere
/// @param events what the session logged, its opening first: written out, they are the draft
/// @param changes every answer of the viewer in the old form's order, then what is asked newly
/// @param unseen answers of the other investigator that are carried and shown to nobody else
public record Carried(
    SurveySession session, List<AnswerEvent> events, List<Change> changes, int unseen) {
  /// What becomes of an answer.
  public enum Kind {
    /// the new form has no place for it, or does not take it: kept beside the form
    ASIDE,
    /// it stays, and what it is an answer to is said in other words now; a chosen option whose
    /// words changed is to be confirmed
    REWORDED,
    /// it stays in the form and is not asked any more as things stand
    UNASKED,
    /// asked newly
    NEW,
    /// it stays as it is
    KEPT
  }

  /// One answer before and after.
  ///
  /// @param key of its fact, e.g. `M10@<member>`
  /// @param before the question and answer in the old form; empty for a new question
  /// @param after the question in the new form; empty when it is not there
  public record Change(
      Kind kind, String key, Optional<Question> before, Optional<Question> after) {}

  /// Copies the lists.
  public Carried {
    events = List.copyOf(events);
    changes = List.copyOf(changes);
  }

  /// Changes of a kind, in their order.
  public List<Change> of(Kind kind) {
    return changes.stream().filter(c -> c.kind() == kind).toList();
  }
}
