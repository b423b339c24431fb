package cn.ruhu.device.sane;

import cn.ruhu.device.scan.ScanEnd.Why;
import java.util.Optional;

/// What `scanimage` says when it stops: a number that is a status of SANE, and its words (it is
/// started with `LC_ALL=C`). Stateless.
final class SaneWords {
  /// Both a status of its own and whatever else ended it.
  static final int OTHER = 1;

  static final int EMPTY = 7;

  private SaneWords() {}

  /// The words of `sane_strstatus` at the end of a line of its error output; empty for other lines.
  static Optional<Why> of(String line) {
    boolean opening = line.contains("open of device");
    int colon = line.lastIndexOf(": ");
    return switch (colon < 0 ? "" : line.substring(colon + 2)) {
      case "Operation was cancelled" -> Optional.of(Why.STOPPED_THERE);
      case "Device busy" -> Optional.of(Why.BUSY);
      case "Document feeder jammed" -> Optional.of(Why.JAM);
      case "Document feeder out of documents" -> Optional.of(Why.FEEDER_EMPTY);
      case "Scanner cover is open" -> Optional.of(Why.COVER_OPEN);
      case "Error during device I/O" -> Optional.of(opening ? Why.ABSENT : Why.VANISHED);
      case "Access to resource has been denied" -> Optional.of(Why.DENIED);
      case "No space left on device" -> Optional.of(Why.NOT_KEPT);
      case "Invalid argument" -> Optional.of(opening ? Why.ABSENT : Why.REFUSED);
      case "Operation not supported" -> Optional.of(Why.REFUSED);
      case "Out of memory", "End of file reached" -> Optional.of(Why.FAULT);
      default -> other(line);
    };
  }

  private static Optional<Why> other(String line) {
    if (line.contains("no SANE devices found")) return Optional.of(Why.ABSENT);
    boolean option =
        line.contains("unrecognized option")
            || line.contains("inactive option")
            || line.contains("setting of option");
    return option ? Optional.of(Why.REFUSED) : Optional.empty();
  }

  /// The code it ended with (DEVICES 2.3).
  static Why of(int code) {
    return switch (code) {
      case 0 -> Why.DONE;
      case 2 -> Why.STOPPED_THERE;
      case 3 -> Why.BUSY;
      case 4 -> Why.REFUSED;
      case 6 -> Why.JAM;
      case EMPTY -> Why.FEEDER_EMPTY;
      case 8 -> Why.COVER_OPEN;
      case 9 -> Why.VANISHED;
      case 11 -> Why.DENIED;
      case OTHER, 5, 10 -> Why.FAULT;
      default -> Why.PROGRAM;
    };
  }
}
