package cn.ruhu.desktop.conflicts;

/// What a person means to do with a conflict; nothing is done before it is confirmed.
enum Pick {
  /// the value that stands stays
  KEEP,
  /// the value that came later is written
  TAKE,
  /// a third value is written
  OTHER,
  /// some values of late work are written, the others not
  PART,
  /// what was settled is taken back
  UNDO
}
