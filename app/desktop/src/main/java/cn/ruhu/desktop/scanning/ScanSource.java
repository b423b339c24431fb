package cn.ruhu.desktop.scanning;

import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScannerState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// Where this machine's scans come from, as the tray needs it. The wiring puts the watched folder
/// behind it.
public interface ScanSource {
  /// Begins to watch the folder of the settings, and goes on when it is changed there. What another
  /// person at this machine took out of it does not come again, nor what lay there before this
  /// person first watched: that is counted ([#older]).
  void watch(ScanWatch by);

  /// Files that lay in the folder before this person first watched it, and were not taken.
  int older();

  /// Takes those too, now. What another person took stays theirs.
  void takeOlder();

  /// Takes files a person dropped or chose; on the caller's thread, which must not be the window's.
  void drop(List<Path> files, ScanListener listener, Predicate<String> known);

  /// Opens the folder anew, so that what could not be kept is offered again.
  void again();

  /// Folder being watched; `""` for none.
  String folder();

  /// State of the folder.
  ScannerState state();
}
