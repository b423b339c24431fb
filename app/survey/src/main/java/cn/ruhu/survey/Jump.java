package cn.ruhu.survey;

/// A question somebody should look at again.
///
/// @param path where to go
/// @param section its section
/// @param why the first reason, in the order of {@link Why}
public record Jump(String path, String section, Why why) {
  /// Why a question is on the list.
  public enum Why {
    /// Its value breaks a rule.
    INVALID,
    /// Required and unanswered.
    UNANSWERED,
    /// Prefilled and not confirmed.
    UNCONFIRMED,
    /// A soft rule is broken and no reason was given.
    WARNED,
    /// A remark is not settled.
    REMARKED,
    /// There is a reason instead of an answer.
    NO_ANSWER
  }
}
