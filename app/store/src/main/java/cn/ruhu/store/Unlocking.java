package cn.ruhu.store;

/// What came of a response read over the telephone.
public enum Unlocking {
  /// the lock-out is over, the count of wrong passwords starts anew
  DONE,
  /// one letter or more was misheard or mistyped; it counts as no try
  MISHEARD,
  /// a sound code, but not the response to this challenge
  WRONG,
  /// the challenge is no longer open: another one is to be read to the helpdesk
  OVER
}
