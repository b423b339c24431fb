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
/// @param snapshots scopes that are being fetched from the beginning, with the commit the server
///   stood at when that began: no tombstone up to there is needed
/// @param compare scopes whose [ScopeDigest] is wanted with the page that exhausts them
/// @param doubts scopes that are fetched anew because the digests differed, or a copy was damaged
public record PullRequest(
    int protocol,
    @Nullable Witness witness,
    Map<String, Cursor> cursors,
    int limit,
    List<UUID> waits,
    Map<String, Long> snapshots,
    List<String> compare,
    List<String> doubts) {
  public PullRequest {
    cursors = Shape.sorted(cursors);
    waits = waits == null ? List.of() : List.copyOf(waits);
    snapshots = snapshots == null ? Map.of() : Shape.sorted(snapshots);
    compare = compare == null ? List.of() : List.copyOf(compare);
    doubts = doubts == null ? List.of() : List.copyOf(doubts);
  }

  /// A request of somebody who fetches nothing anew and has nothing to compare.
  public PullRequest(
      int protocol,
      @Nullable Witness witness,
      Map<String, Cursor> cursors,
      int limit,
      List<UUID> waits) {
    this(protocol, witness, cursors, limit, waits, Map.of(), List.of(), List.of());
  }

  /// A request of somebody for whom nothing waits.
  public PullRequest(
      int protocol, @Nullable Witness witness, Map<String, Cursor> cursors, int limit) {
    this(protocol, witness, cursors, limit, List.of());
  }
}
