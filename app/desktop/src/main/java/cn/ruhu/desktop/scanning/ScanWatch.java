package cn.ruhu.desktop.scanning;

import cn.ruhu.device.scan.ScanListener;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// Whoever takes what comes into the scan folder: the tray of the person who is signed in.
///
/// @param listener called on the source's thread; replaces an earlier one
/// @param known whether bytes with this SHA-256 were taken before
/// @param marks from when on the folder is this person's
/// @param changed told on the window's thread of each change of the source
public record ScanWatch(
    ScanListener listener, Predicate<String> known, Marks marks, Runnable changed) {

  /// From when on what lies in a folder is for this person. Thread-safe; touches the disk.
  public interface Marks {
    /// Time of the newest file that lay there when this person first watched, as the folder tells
    /// it: what is older concerns others. Empty for a person who never watched it.
    Optional<Instant> since(String folder);

    /// This person watches for the first time, or wants what is older too ([Instant#EPOCH]).
    void begin(String folder, Instant newest);
  }
}
