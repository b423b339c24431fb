package cn.ruhu.desktop.counter;

/// The clipboard, as the copy-helper needs it. Window thread only.
interface CopyBoard {
  void put(String text);

  /// Empties it, when it still holds this text: what somebody else copied meanwhile stays.
  void clear(String text);
}
