package cn.ruhu.wire;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param witness highest point this client ever saw
/// @param cursors by scope; a granted scope without a cursor starts at 0
/// @param limit records wanted at most, 1 to [Protocol#PULL_RECORDS_MAX]
/// @param waits ops of this person and machine that were `DEFERRED`; what became of them is told in
///   the reply. A client that does not ask leaves it out
public record PullRequest(
    int protocol,
    @Nullable Witness witness,
    Map<String, Cursor> cursors,
    int limit,
    List<UUID> waits) {
  public PullRequest {
    cursors = Shape.sorted(cursors);
    waits = waits == null ? List.of() : List.copyOf(waits);
  }

  /// A request of somebody for whom nothing waits.
  public PullRequest(
      int protocol, @Nullable Witness witness, Map<String, Cursor> cursors, int limit) {
    this(protocol, witness, cursors, limit, List.of());
  }
}
