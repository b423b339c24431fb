package cn.ruhu.casefile.linking;

/// What a finding is; names are codes of table `linkKind`.
public enum LinkKind {
  /// same valid number and compatible name: linked without a person (SYNC §2, D0)
  AUTO,
  /// the same number under another name: mistyped or forged, a person looks first
  ALERT,
  /// weighty enough for a person to look at
  CANDIDATE
}
