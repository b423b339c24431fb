package cn.ruhu.casefile.change;

/// What a kind of change leads to when the street finds it true.
public enum Effect {
  /// it is noted: entitlement and amount stay as they are
  NOTE,
  /// who counts, income or property may be other than decided: the case is reviewed
  REVIEW,
  /// the household gives the aid up: it is stopped by who decides, no review
  STOP
}
