package cn.ruhu.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param witness highest point this client ever saw
/// @param cursors by scope; a granted scope without a cursor starts at 0
/// @param limit records wanted at most, 1 to [Protocol#PULL_RECORDS_MAX]
public record PullRequest(
    int protocol, @Nullable Witness witness, Map<String, Cursor> cursors, int limit) {
  public PullRequest {
    cursors = Shape.sorted(cursors);
  }
}
