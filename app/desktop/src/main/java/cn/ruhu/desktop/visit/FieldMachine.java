package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.SigningKey;
import java.nio.file.Path;
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

    /// What to say when nobody was proven to be here; empty when somebody was.
    ///
    /// @param name of the second investigator
    default Optional<Message> why(String name) {
      return switch (this) {
        case Here(_) -> Optional.empty();
        case Wrong(int left) -> Optional.of(Message.of("visit.second.wrong", left));
        case LockedOut(Instant until) ->
            Optional.of(Message.of("visit.second.locked", Show.clock(until)));
        case NeverHere() -> Optional.of(Message.of("visit.second.never", name));
      };
    }
  }

  /// Asks the second investigator's own vault; nothing of it is read and it is closed again.
  Proof prove(UUID staff, char[] secret) throws StoreException;

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
    return new FieldMachine() {
      private Optional<String> login(UUID staff) {
        return machine.people().stream()
            .filter(p -> p.id().equals(staff))
            .map(p -> p.name())
            .findFirst();
      }

      @Override
      public Proof prove(UUID staff, char[] secret) throws StoreException {
        Optional<String> login = login(staff);
        if (login.isEmpty()) return new Proof.NeverHere();
        return switch (machine.signIn(login.get(), secret)) {
          case SignIn.Opened(var store) -> {
            boolean right = store.user().equals(staff);
            SigningKey key = store.signingKey();
            store.close();
            yield right ? new Proof.Here(key) : new Proof.NeverHere();
          }
          case SignIn.WrongPassword(int left) -> new Proof.Wrong(left);
          case SignIn.LockedOut(Instant until) -> new Proof.LockedOut(until);
          case SignIn.NoVault() -> new Proof.NeverHere();
        };
      }

      @Override
      public boolean knows(UUID staff) throws StoreException {
        Optional<String> login = login(staff);
        return login.isPresent() && machine.hasVault(login.get());
      }

      @Override
      public String sign(byte[] text) {
        return machine.signingKey().sign(text);
      }

      @Override
      public UUID device() {
        return machine.device();
      }

      @Override
      public String deviceKey() {
        return machine.signingKey().publicHex();
      }

      @Override
      public Exports.Exported export(Path folder, UUID staff) throws StoreException {
        return machine.exports().export(folder, staff::equals, (_, _) -> {});
      }

      @Override
      public long freeBytes() {
        return machine.home().toFile().getUsableSpace();
      }

      @Override
      public Optional<Battery> battery() {
        return Power.battery(Power.LINUX);
      }
    };
  }
}
