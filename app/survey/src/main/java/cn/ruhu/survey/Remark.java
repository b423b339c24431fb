package cn.ruhu.survey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A note or a supervisor's comment on one question.
///
/// @param number its number in the session, from 1; stays the same
/// @param path the question
/// @param by who wrote it
/// @param at when
/// @param replies what was answered, in order
public record Remark(
    int number, String path, UUID by, Instant at, String text, State state, List<Reply> replies) {
  /// Where a remark stands.
  public enum State {
    /// Waits for an answer.
    OPEN,
    /// Somebody answered; whoever asked has not said yes yet.
    ANSWERED,
    /// Done.
    SETTLED
  }

  /// One answer to a remark.
  public record Reply(UUID by, Instant at, String text) {}

  /// Copies the replies.
  public Remark {
    replies = List.copyOf(replies);
  }
}
