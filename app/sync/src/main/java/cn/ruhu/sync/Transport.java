package cn.ruhu.sync;

/// Carries steps to the server. Blocking; called by several threads at a time.
public interface Transport {
  /// Never throws for anything the network or the other end does: see [Answer.Failed].
  Answer send(Step.Send step);

  /// As [#send(Step.Send)], and says when all of it is on its way.
  ///
  /// @param gone run by any thread when the last byte was handed to the network, where that is
  ///   known, else when an answer is there; not for what never left
  default Answer send(Step.Send step, Runnable gone) {
    Answer answer = send(step);
    if (!(answer instanceof Answer.Failed)) gone.run();
    return answer;
  }
}
