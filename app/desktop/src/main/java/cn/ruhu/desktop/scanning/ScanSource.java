package cn.ruhu.desktop.scanning;

import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScannerState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// Where this machine's scans come from, as the tray needs it. The wiring puts the watched folder
/// behind it.
public interface ScanSource {
  /// Begins to watch the folder of the settings, and goes on when it is changed there.
  ///
  /// @param listener called on the source's thread; replaces an earlier one
  /// @param known whether bytes with this SHA-256 were taken before
  /// @param changed told on the window's thread of each change of [#state] and [#folder]
  void watch(ScanListener listener, Predicate<String> known, Runnable changed);

  /// Takes files a person dropped or chose; on the caller's thread, which must not be the window's.
  void drop(List<Path> files, ScanListener listener, Predicate<String> known);

  /// Opens the folder anew, so that what could not be kept is offered again.
  void again();

  /// Folder being watched; `""` for none.
  String folder();

  /// State of the folder.
  ScannerState state();
}
