package cn.ruhu.desktop.conflicts;

/// Which conflicts stand in the list.
enum Shelf {
  /// open ones this person is asked about
  MINE,
  /// every open one this person may see
  OPEN,
  /// settled ones, the newest first
  SETTLED,
  /// open ones about work that came too late
  LATE
}
