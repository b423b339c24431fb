package cn.ruhu.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the status strip shows. Immutable.
///
/// @param running a round is under way
/// @param online the last word from the server came in the last try
/// @param lastSync end of the last round that went through, empty for none yet
/// @param opsWaiting acts without a verdict
/// @param filesWaiting files without a receipt
/// @param bytesWaiting of both
/// @param left how long what waits will still take at the pace of this line; empty while nothing is
///   sent, the pace is not known yet, or files wait for another line
/// @param metered files wait for a line that is not paid by the byte ([SyncLoop#metered])
/// @param trouble what stands in the way
public record SyncState(
    boolean running,
    boolean online,
    Optional<Instant> lastSync,
    int opsWaiting,
    int filesWaiting,
    long bytesWaiting,
    Optional<Duration> left,
    boolean metered,
    Optional<Trouble> trouble) {

  /// Everything of this machine is in the district.
  public boolean nothingWaits() {
    return opsWaiting == 0 && filesWaiting == 0;
  }
}
