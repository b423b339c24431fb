package cn.ruhu.sync;

/// Carries steps to the server. Blocking; called by two threads at a time while files go out.
public interface Transport {
  /// Never throws for anything the network or the other end does: see [Answer.Failed].
  Answer send(Step.Send step);
}
