package cn.ruhu.store;

import cn.ruhu.wire.Badge;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.UnlockCode;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Opens badges of others on this machine (DOMAIN C22). Wrong PINs are counted by badge, on the
/// disk and before the PIN is tried, whoever is signed in here: two at once, then after 5, 20 and
/// 80 seconds; the fifth wrong one locks that badge here. The district's helpdesk ends the lock by
/// telephone, as it ends one of a password; a new badge of the person begins with no count. What a
/// PIN opens lies in the store of whoever is signed in, never here. Thread-safe.
public final class BadgePins {
  private final Machine machine;
  private final Path home;
  private final StoreOptions options;
  private final InstantSource clock;
  private final Map<String, Attempts> counted = new HashMap<>();

  BadgePins(Machine machine, Path home, StoreOptions options, InstantSource clock) {
    this.machine = machine;
    this.home = home;
    this.options = options;
    this.clock = clock;
  }

  /// What came of a PIN.
  public sealed interface Tried {
    /// @param key of the badge; never written down
    record Opened(SigningKey key) implements Tried {}

    /// The PIN is wrong, or what the QR holds is not this badge's.
    ///
    /// @param left before the badge is locked here, 1 or more
    record Wrong(int left) implements Tried {}

    /// No PIN is tried before that is over.
    record Waits(Duration left) implements Tried {}

    /// Five were wrong.
    record Locked() implements Tried {}

    /// The QR is of another badge than the one that holds; nothing was tried, nothing counts.
    record Other() implements Tried {}
  }

  /// Tries a PIN. Takes as long as one costs ([Badge#COST]). The caller wipes `pin` and the secret.
  ///
  /// @param staff whose badge it is
  /// @param badge as the district handed it out
  public Tried open(UUID staff, Badge.SealedBadge badge, Badge.Code code, char[] pin)
      throws StoreException {
    if (!code.number().equals(badge.number())) return new Tried.Other();
    Attempts tries = attempts(badge);
    synchronized (tries) {
      Instant until = tries.lockedUntil();
      if (until != null)
        return until.equals(Instant.MAX)
            ? new Tried.Locked()
            : new Tried.Waits(Duration.between(clock.instant(), until));
      int left = tries.begin();
      try {
        SigningKey key = Badge.open(staff, badge, code, pin);
        tries.right();
        return new Tried.Opened(key);
      } catch (WireException _) {
        return left == 0 ? new Tried.Locked() : new Tried.Wrong(left);
      }
    }
  }

  /// What the owner reads to the helpdesk where his badge is locked on this machine; empty when it
  /// is not, or the machine is not enrolled.
  public Optional<String> challenge(Badge.SealedBadge badge) throws StoreException {
    Optional<Enrolment> e = machine.enrolment().filter(x -> x.block().matches("[0-9]{3}"));
    Attempts tries = attempts(badge);
    if (e.isEmpty() || !Instant.MAX.equals(tries.lockedUntil())) return Optional.empty();
    return tries
        .challenge(Integer.parseInt(e.get().block()), machine.random())
        .map(UnlockCode.Challenge::text);
  }

  /// Takes the helpdesk's answer; it opens no badge, but a PIN may be tried again at once.
  public Unlocking unlock(UUID staff, Badge.SealedBadge badge, String response)
      throws StoreException {
    Optional<Enrolment> e = machine.enrolment();
    if (e.isEmpty()) return Unlocking.OVER;
    byte[] secret = UnlockCode.ofMachine(machine.signingKey(), e.get().recoveryKey());
    try {
      return attempts(badge)
          .answer(response, c -> UnlockCode.response(secret, c, machine.device(), staff));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /// By the badge's key, which its number is made of: a name of a folder on every disk.
  private synchronized Attempts attempts(Badge.SealedBadge badge) throws StoreException {
    String name =
        Hashes.sha256Hex(badge.publicKey().getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    Attempts known = counted.get(name);
    if (known != null) return known;
    Path folder = home.resolve(name);
    try {
      Permissions.folder(home);
      Permissions.folder(folder);
      Permissions.forceFolder(home);
    } catch (IOException e) {
      throw StoreException.of("counting PINs", e);
    }
    var fresh =
        new Attempts(folder, options.disk(), clock, options.monotonicMs(), Attempts.Secret.PIN);
    counted.put(name, fresh);
    return fresh;
  }
}
