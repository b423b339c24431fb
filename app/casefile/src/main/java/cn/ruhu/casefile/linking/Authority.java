package cn.ruhu.casefile.linking;

/// How much a word about a person's identity weighs, weightiest first (SYNC §2, 6).
public enum Authority {
  /// the card itself
  CARD,
  /// the district's registry, or another office's
  REGISTRY,
  /// a clerk who had the paper in hand
  TYPED,
  /// the pair at the door
  VISIT,
  /// the household's own word
  DECLARED
}
