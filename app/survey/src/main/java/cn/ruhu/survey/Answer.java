package cn.ruhu.survey;

import java.util.List;

/// What came of answering, confirming, adding or removing.
public sealed interface Answer {
  /// Taken. A screen redraws these paths (questions, or rosters whose instances changed) and
  /// nothing else.
  record Answered(List<String> changedPaths) implements Answer {
    /// Copies the paths.
    public Answered {
      changedPaths = List.copyOf(changedPaths);
    }
  }

  /// Not taken; the value before stands.
  ///
  /// @param code the reason, e.g. `survey.constraint`
  /// @param message the sentence to show, in the session's language
  record Rejected(String code, String message) implements Answer {}
}
