package cn.ruhu.desktop.visit;

import cn.ruhu.store.BadgePins;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.Unlocking;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The machine this program runs on. Thread-safe as [Machine] is.
final class ThisMachine implements FieldMachine {
  private final Machine machine;

  ThisMachine(Machine machine) {
    this.machine = machine;
  }

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
  public Proof open(UUID staff, Badge.SealedBadge badge, Badge.Code code, char[] pin)
      throws StoreException {
    return switch (machine.badges().open(staff, badge, code, pin)) {
      case BadgePins.Tried.Opened(SigningKey key) -> new Proof.ByBadge(key, badge.number());
      case BadgePins.Tried.Wrong(int left) -> new Proof.PinWrong(left);
      case BadgePins.Tried.Waits(Duration left) -> new Proof.PinWaits(left);
      case BadgePins.Tried.Locked() -> new Proof.PinLocked();
      case BadgePins.Tried.Other() -> new Proof.OtherBadge();
    };
  }

  @Override
  public Optional<String> challenge(Badge.SealedBadge badge) throws StoreException {
    return machine.badges().challenge(badge);
  }

  @Override
  public Unlocking unlock(UUID staff, Badge.SealedBadge badge, String response)
      throws StoreException {
    return machine.badges().unlock(staff, badge, response);
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
}
