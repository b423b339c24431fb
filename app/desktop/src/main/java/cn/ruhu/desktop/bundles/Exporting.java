package cn.ruhu.desktop.bundles;

import cn.ruhu.store.Exports;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.util.List;

/// Taking what has not reached the district out of this machine, sealed. Both read the disk: in the
/// background.
public interface Exporting {
  /// Whose work waits here.
  List<Exports.Unsent> unsent() throws StoreException;

  /// Writes it into a folder; ends early when the thread is interrupted.
  ///
  /// @throws StoreException about the folder
  Exports.Exported export(Path folder, Exports.Progress progress) throws StoreException;
}
