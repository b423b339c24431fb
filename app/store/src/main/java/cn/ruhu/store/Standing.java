package cn.ruhu.store;

/// How far a record's newest state has travelled.
public enum Standing {
  /// something of it waits on this machine
  LOCAL,
  /// the district has the words, but waits for a file or another record
  SENT,
  /// the district holds it, with a receipt for every file it names
  IN_DISTRICT,
  /// two values stand against each other until a person decides
  CONFLICT,
  /// the district did not take it; it stays readable here
  REFUSED
}
