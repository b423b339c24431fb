package cn.ruhu.sync;

import cn.ruhu.wire.Protocol;

/// How many ops go out in one push: few on a line that breaks or is slow, where a break costs all
/// of them, many on a quick one, where each request costs a commit. Not thread-safe.
final class PushSize {
  /// A push that was answered within it may be larger next time.
  private static final int QUICK_MS = 1_000;

  /// A push that took longer is to be smaller next time.
  private static final int SLOW_MS = 8_000;

  private int ops = Protocol.PUSH_OPS_FIRST;
  private int most = Protocol.PUSH_OPS_MAX;
  private long from;

  /// How many are to go out now.
  int asked(long nowMs) {
    from = nowMs;
    return ops;
  }

  /// Verdicts came. A few lines say nothing of how many more a line carries, a clock that was set
  /// meanwhile says nothing at all.
  ///
  /// @param lines that went out
  void answered(int lines, long nowMs) {
    long took = nowMs - from;
    if (took > SLOW_MS) failed();
    else if (lines >= ops && took >= 0 && took <= QUICK_MS) ops = Math.min(most, ops * 2);
  }

  /// No answer came.
  void failed() {
    ops = Math.max(1, ops / 2);
  }

  /// The server asks for them later: smaller where that is how they come through.
  void later(String code) {
    if (code.equals("SLOW") || code.equals("CUT") || code.equals("INTERNAL")) failed();
  }

  /// The server took none of it. One to which so many are too many is not asked that again.
  void refused(String code) {
    failed();
    if (code.equals("TOO_LARGE")) most = ops;
  }
}
