package cn.ruhu.casefile.linking;

/// What the registry says of somebody in receipt; names are codes of table `signalKind`.
public enum SignalKind {
  /// entered as dead
  DEATH,
  /// another benefit runs that this one shuts out
  BENEFIT,
  /// more income than the standard
  INCOME
}
