package cn.ruhu.desktop.bundles;

import cn.ruhu.store.Carried;
import cn.ruhu.store.Imports;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.util.List;

/// What a person at work does with sealed bundles: take their own out, bring others' in, take
/// receipts back. Whatever touches the disk runs in the background.
public interface Carrying extends Exporting {
  /// Takes in what lies in a folder.
  ///
  /// @throws StoreException about the folder, or about this machine's disk
  Imports.Found take(Path folder) throws StoreException;

  /// Writes the receipts of carried bundles into a folder.
  ///
  /// @return of how many bundles
  int giveBack(Path folder) throws StoreException;

  /// Bundles of others that are here.
  List<Carried.Item> carried() throws StoreException;

  /// Hands one in once more.
  void again(String id) throws StoreException;

  /// Calls back, on any thread, when a bundle moved on. Run the result to stop.
  Runnable onChange(Runnable changed);
}
