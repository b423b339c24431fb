package cn.ruhu.device.scan;

import java.nio.file.Path;

/// A file that could not be taken; it stays where it is. Told once, and again when the file
/// changes.
///
/// @param path the file; its name may hold personal data, so it goes to the screen and not to a log
public record ScanTrouble(Path path, Kind kind) {
  /// Why. Names are stable; the words stand in the bundles.
  public enum Kind {
    /// not one byte, and none came: a jam in the feeder leaves such files
    EMPTY,
    /// more bytes than [cn.ruhu.imaging.page.PageLimits#BYTES_MAX]
    TOO_LARGE,
    /// the system does not let this user read it
    DENIED,
    /// another program holds it, or the medium fails
    UNREADABLE,
    /// it went away between looking and reading
    VANISHED,
    /// a folder with more files than are taken at a time, or that lies too deep in others: the rest
    /// of it was not taken
    TOO_MANY
  }

  @Override
  public String toString() {
    return "ScanTrouble[" + kind + "]";
  }
}
