package cn.ruhu.sync.http;

import cn.ruhu.sync.Trouble;
import org.jspecify.annotations.Nullable;

/// What came of a question to the server.
public sealed interface Result<T> {
  record Given<T>(T value) implements Result<T> {}

  /// The server said no.
  ///
  /// @param code stable, e.g. `PASSWORD`, `LOCKED`, `ENROL_CODE`, `MACHINE`
  /// @param attemptsLeft before lock-out, null when it says nothing of that
  /// @param retryAfterMs when it may be tried again, 0 for any time
  record Refused<T>(String code, @Nullable Integer attemptsLeft, long retryAfterMs)
      implements Result<T> {}

  /// No answer that may be believed.
  record Unreachable<T>(Trouble trouble) implements Result<T> {}
}
