package cn.ruhu.survey;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people said about a question besides its answer.
///
/// @param allowed reasons for no answer the form allows here
/// @param noAnswer the reason given instead of an answer
/// @param doubt a rule of the form that asks for a reason and is broken now
/// @param remarks notes and comments, oldest first
public record Standing(
    Set<NoAnswer> allowed,
    Optional<NoAnswer> noAnswer,
    Optional<Doubt> doubt,
    List<Remark> remarks) {
  /// A broken soft rule (`ruhu:warn`): the answer stays, a reason is asked for.
  ///
  /// @param message what is unusual
  /// @param reason what was said to it, empty while nobody has
  public record Doubt(String message, String reason) {}

  /// Copies set and list.
  public Standing {
    allowed = Set.copyOf(allowed);
    remarks = List.copyOf(remarks);
  }
}
