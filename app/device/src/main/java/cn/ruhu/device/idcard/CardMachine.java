package cn.ruhu.device.idcard;

import org.jspecify.annotations.Nullable;

/// A reader of one kind, moved one step at a time by the thread of an [IdCardReader]; tells its
/// listener what happens. Not thread-safe.
interface CardMachine {
  /// Does the next thing. @return milliseconds until the next step is due
  long step();

  /// A card that was dealt with and still lies there shall be read once more.
  void again();

  /// Gives the device back. @param error why it is offline, or null when it was stopped
  void close(@Nullable ReaderError error);
}
