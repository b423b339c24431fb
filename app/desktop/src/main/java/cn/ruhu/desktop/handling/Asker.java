package cn.ruhu.desktop.handling;

import cn.ruhu.desktop.kit.Message;
import java.util.List;

/// The card a deed was asked from. It is told itself, so that no card ever shows what stood against
/// another's deed. Called on the window's thread.
interface Asker {
  /// What stands in the way, in words; the card stays open.
  void refused(List<Message> why);

  /// The deed is done; the card goes.
  void done();
}
