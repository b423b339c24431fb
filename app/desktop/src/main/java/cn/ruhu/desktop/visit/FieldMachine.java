package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.Unlocking;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a visit needs of the machine it is made on: proof that the second investigator is here, the
/// device's signature, and room. Calls touch the disk; hand them to `Background`.
public interface FieldMachine {
  /// What came of the second person's sign-in (DOMAIN C22).
  sealed interface Proof {
    /// The password opened the person's own vault on this machine.
    ///
    /// @param key signs as this person; held while the visit is open, never written down
    record Here(SigningKey key) implements Proof {}

    /// @param attemptsLeft before lock-out
    record Wrong(int attemptsLeft) implements Proof {}

    /// @param until by this machine's clock
    record LockedOut(Instant until) implements Proof {}

    /// This person never signed in on this machine: the visit goes on, the seal waits.
    record NeverHere() implements Proof {}

    /// His badge was opened: it signs for him at this seal.
    ///
    /// @param key of the badge; held while the visit is open, never written down
    /// @param number of the badge
    record ByBadge(SigningKey key, String number) implements Proof {}

    /// @param left PINs before the badge is locked on this machine
    record PinWrong(int left) implements Proof {}

    /// @param left until the next PIN is tried
    record PinWaits(Duration left) implements Proof {}

    /// Too many wrong PINs: the helpdesk's answer opens it again.
    record PinLocked() implements Proof {}

    /// What was read is the code of another badge than the one that holds.
    record OtherBadge() implements Proof {}

    /// What was read is no code of a badge, or a letter of it is wrong.
    record NoCode() implements Proof {}

    /// What was typed has not the shape of a PIN: nothing was tried, nothing counts.
    record PinShape() implements Proof {}

    /// This machine has no badge of his: he made none, took it back, or it did not sync since.
    record NoBadge() implements Proof {}

    /// What to say when nobody was proven to be here; empty when somebody was.
    ///
    /// @param name of the second investigator
    default Optional<Message> why(String name) {
      return switch (this) {
        case Here(_), ByBadge(_, _) -> Optional.empty();
        case Wrong(int left) -> Optional.of(Message.of("visit.second.wrong", left));
        case LockedOut(Instant until) ->
            Optional.of(Message.of("visit.second.locked", Show.clock(until)));
        case NeverHere() -> Optional.of(Message.of("visit.second.never", name));
        case PinWrong(int left) -> Optional.of(Message.of("visit.badge.wrong", left));
        case PinWaits(Duration left) ->
            Optional.of(Message.of("visit.badge.waits", left.toSeconds() + 1));
        case PinLocked() -> Optional.of(Message.of("visit.badge.locked", name));
        case OtherBadge() -> Optional.of(Message.of("visit.badge.other", name));
        case NoCode() -> Optional.of(Message.of("visit.badge.code.not"));
        case PinShape() -> Optional.of(Message.of("visit.badge.shape"));
        case NoBadge() -> Optional.of(Message.of("visit.badge.none", name));
      };
    }
  }

  /// Asks the second investigator's own vault; nothing of it is read and it is closed again.
  Proof prove(UUID staff, char[] secret) throws StoreException;

  /// Opens somebody's badge; wrong PINs count on this machine. Takes what one PIN costs.
  ///
  /// @param badge as the district handed it out
  default Proof open(UUID staff, Badge.SealedBadge badge, Badge.Code code, char[] pin)
      throws StoreException {
    return new Proof.NoBadge();
  }

  /// What the owner of a badge that is locked here reads to the helpdesk; empty when it is not.
  default Optional<String> challenge(Badge.SealedBadge badge) throws StoreException {
    return Optional.empty();
  }

  /// Takes the helpdesk's answer.
  default Unlocking unlock(UUID staff, Badge.SealedBadge badge, String response)
      throws StoreException {
    return Unlocking.OVER;
  }

  /// Whether this person can sign in here without the network.
  boolean knows(UUID staff) throws StoreException;

  /// The device's Ed25519 signature, as `wire` writes it.
  String sign(byte[] text);

  UUID device();

  /// Raw Ed25519 key of this machine, hex.
  String deviceKey();

  /// Puts what has not reached the district into a folder as sealed bundles, which the district
  /// takes in once however often it is handed them.
  ///
  /// @param staff whose work
  /// @throws StoreException as [cn.ruhu.store.Exports#export]
  Exports.Exported export(Path folder, UUID staff) throws StoreException;

  /// Room left where the data lies, bytes.
  long freeBytes();

  /// How the battery stands; empty for a machine without one, or where the system does not say.
  default Optional<Battery> battery() {
    return Optional.empty();
  }

  /// The battery. @param percent 0 to 100 @param charging on the mains now
  record Battery(int percent, boolean charging) {}

  /// The machine this program runs on.
  static FieldMachine of(Machine machine) {
    return new ThisMachine(machine);
  }
}
