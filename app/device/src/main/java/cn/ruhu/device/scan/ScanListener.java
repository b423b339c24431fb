package cn.ruhu.device.scan;

import java.nio.file.Path;

/// Hears of every file, on the source's own thread, in the order in which they were scanned.
/// Returning is the receipt: a file is not offered again while the source is open. To be offered it
/// after a failure of its own, the listener opens the source anew.
public interface ScanListener {
  /// A new file.
  void came(ScannedFile file);

  /// A file whose very bytes were taken before, under whatever name: counted, not filed twice.
  ///
  /// @param sha256 of both
  void again(Path path, String sha256);

  /// A file that could not be taken.
  void trouble(ScanTrouble trouble);

  /// The source's state changed.
  void changed(ScannerState state);
}
