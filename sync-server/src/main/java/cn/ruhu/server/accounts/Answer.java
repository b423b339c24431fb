package cn.ruhu.server.accounts;

import cn.ruhu.wire.Refusal;

/// What was asked for, or why not.
///
/// @param <T> what was asked for
public sealed interface Answer<T> {
  record Given<T>(T value) implements Answer<T> {}

  record Refused<T>(Refusal refusal) implements Answer<T> {}

  static <T> Answer<T> given(T value) {
    return new Given<>(value);
  }

  static <T> Answer<T> refused(String code, String detail) {
    return new Refused<>(Refusal.of(code, detail));
  }
}
