package cn.ruhu.sync.http;

import cn.ruhu.store.Carried;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Bundles;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands the bundles this machine carries for others in at the district, a piece at a time, so that
/// the machine's own rounds come between. What became of a piece is on the disk before the next one
/// goes. Thread-safe as [Carried] is; one at a time.
public final class HandIn {
  private static final Logger LOG = LoggerFactory.getLogger(HandIn.class);

  private final Carried carried;

  /// What a step did.
  public enum Step {
    NOTHING,
    SENT,
    /// no answer, or a refusal of the whole machine: later
    STOPPED
  }

  public HandIn(Carried carried) {
    this.carried = carried;
  }

  /// Sends the next piece, if there is one. Blocks for at most the time-outs.
  public Step step(ServerConnection server, String token) throws StoreException {
    Optional<Carried.Piece> piece = carried.next();
    if (piece.isEmpty()) return Step.NOTHING;
    return switch (server.handIn(token, piece.get().bytes())) {
      case Result.Given<Bundles.BundleTaken>(Bundles.BundleTaken taken) -> {
        carried.handedIn(piece.get(), taken);
        yield Step.SENT;
      }
      case Result.Refused<Bundles.BundleTaken> r -> {
        LOG.info("a bundle waits: {}", r.code());
        yield Step.STOPPED;
      }
      case Result.Unreachable<Bundles.BundleTaken> u -> {
        LOG.info("a bundle waits: {}", u.trouble().kind());
        yield Step.STOPPED;
      }
    };
  }
}
