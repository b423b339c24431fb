package cn.ruhu.store;

import java.time.Instant;

/// What came of an offline sign-in.
public sealed interface SignIn {
  /// @param store the person's data, open until closed
  record Opened(LocalStore store) implements SignIn {}

  /// @param attemptsLeft before lock-out, 1 or more
  record WrongPassword(int attemptsLeft) implements SignIn {}

  /// Too many wrong passwords. No password is tried until then.
  ///
  /// @param until by this machine's clock
  record LockedOut(Instant until) implements SignIn {}

  /// This person never signed in here while online.
  record NoVault() implements SignIn {}
}
