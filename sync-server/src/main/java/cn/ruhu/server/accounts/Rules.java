package cn.ruhu.server.accounts;

import cn.ruhu.wire.PasswordHash;
import java.time.Duration;

/// Figures of sign-in and enrolment; their values stand in the server's `Limits`.
///
/// @param codeLife how long an enrolment code may be used
/// @param tokenLife how long a sign-in lasts; every request is signed by the device as well, so a
///   token alone is worth nothing, and 12 hours let a working day pass without a second password
/// @param grantLife how long pulled copies stay open without contact (DOMAIN §0.2 C15)
/// @param attemptsMax wrong passwords before the lock-out
/// @param lockOut how long a lock-out lasts
/// @param passwordMin fewest characters
/// @param passwordMax most characters
/// @param oneTimeLife how long a password somebody else gave opens the way to one's own (ASVS
///   6.4.1)
/// @param nonceLife how long used nonces are remembered; longer than a token lives
public record Rules(
    Duration codeLife,
    Duration tokenLife,
    Duration grantLife,
    int attemptsMax,
    Duration lockOut,
    int passwordMin,
    int passwordMax,
    Duration oneTimeLife,
    Duration nonceLife,
    PasswordHash.Cost cost) {

  public Rules {
    if (nonceLife.compareTo(tokenLife) <= 0)
      throw new IllegalArgumentException("a nonce must be remembered longer than a token lives");
  }
}
