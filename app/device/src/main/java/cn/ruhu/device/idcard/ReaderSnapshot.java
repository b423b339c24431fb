package cn.ruhu.device.idcard;

import java.time.Instant;
import java.util.Optional;

/// The reader at a moment, for the status strip. Immutable.
///
/// @param state where it stands
/// @param error why, when it is NEEDS_USER or OFFLINE
/// @param retryAt when OFFLINE opens again
/// @param samId serial number of the module, `""` until it is known
/// @param baud speed of a serial line that was found out or set, 0 where there is none
public record ReaderSnapshot(
    ReaderState state,
    Optional<ReaderError> error,
    Optional<Instant> retryAt,
    String samId,
    int baud) {
  /// Not started, or stopped.
  public static final ReaderSnapshot CLOSED = of(ReaderState.CLOSED, "", 0);

  /// A state without trouble.
  public static ReaderSnapshot of(ReaderState state, String samId, int baud) {
    return new ReaderSnapshot(state, Optional.empty(), Optional.empty(), samId, baud);
  }

  /// True when a card laid down now would be read.
  public boolean ready() {
    return switch (state) {
      case READY, FOUND, SELECTED, READING, CARD_DONE, NEEDS_USER -> true;
      case CLOSED, OPENING, OFFLINE -> false;
    };
  }
}
