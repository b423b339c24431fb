package cn.ruhu.device.idcard;

import java.time.Instant;
import java.util.Optional;

/// The reader at a moment, for the status strip. Immutable.
///
/// @param state where it stands
/// @param error why, when it is NEEDS_USER or OFFLINE
/// @param retryAt when OFFLINE opens again
/// @param samId serial number of the module, `""` until it is known
public record ReaderSnapshot(
    ReaderState state, Optional<ReaderError> error, Optional<Instant> retryAt, String samId) {
  static final ReaderSnapshot CLOSED =
      new ReaderSnapshot(ReaderState.CLOSED, Optional.empty(), Optional.empty(), "");

  /// True when a card laid down now would be read.
  public boolean ready() {
    return switch (state) {
      case READY, FOUND, SELECTED, READING, CARD_DONE, NEEDS_USER -> true;
      case CLOSED, OPENING, OFFLINE -> false;
    };
  }
}
