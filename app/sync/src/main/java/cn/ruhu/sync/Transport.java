package cn.ruhu.sync;

/// Carries steps to the server. Blocking; called by one thread at a time.
public interface Transport {
  /// Never throws for anything the network or the other end does: see [Answer.Failed].
  Answer send(Step.Send step);
}
