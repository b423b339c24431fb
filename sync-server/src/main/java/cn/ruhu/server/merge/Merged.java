package cn.ruhu.server.merge;

import java.util.List;

/// What a change makes of a record.
///
/// @param result the record after it; equal to the one before when nothing was to do
/// @param clashes groups that were not applied
/// @param stale the author had not seen the newest state, or had the same idea as somebody else
/// @param changed whether `result` differs from what was there
public record Merged(Held result, List<Clash> clashes, boolean stale, boolean changed) {
  public Merged {
    clashes = List.copyOf(clashes);
  }
}
