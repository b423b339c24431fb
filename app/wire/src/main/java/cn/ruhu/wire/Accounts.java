package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Enrolment of a machine and sign-in of a person.
public final class Accounts {
  private Accounts() {}

  /// @param serverKey raw Ed25519 public key, hex: verifies reply signatures
  /// @param recoveryKey raw X25519 public key, hex: work keys are wrapped to it
  public record Hello(
      int protocol,
      String district,
      String epoch,
      String serverKey,
      String recoveryKey,
      long serverTime) {
    public Hello {
      Shape.present(district, epoch, serverKey, recoveryKey);
    }
  }

  /// @param code one-time code, 15 minutes
  /// @param deviceKey raw Ed25519 public key of the machine, hex
  public record Enrol(String code, UUID device, String deviceKey, String deviceName) {
    public Enrol {
      Shape.present(code, device, deviceKey, deviceName);
    }

    /// Without the code.
    @Override
    public String toString() {
      return "Enrol[" + device + "]";
    }
  }

  /// @param block three characters: this machine's share of the application numbers
  /// @param people who may sign in on this machine
  public record Enrolled(
      String district,
      String districtName,
      String block,
      String serverKey,
      String recoveryKey,
      List<Person> people) {
    public Enrolled {
      Shape.present(district, districtName, block, serverKey, recoveryKey);
      people = List.copyOf(people);
    }
  }

  /// @param name login name
  public record Person(
      UUID id, String name, String displayName, String role, @Nullable String street) {
    public Person {
      Shape.present(id, name, displayName, role);
    }
  }

  public record Login(String name, String password, UUID device) {
    public Login {
      Shape.present(name, password, device);
    }

    /// Without the password.
    @Override
    public String toString() {
      return "Login[" + device + "]";
    }
  }

  /// A sign-in that also asks for the person's work key of this machine.
  ///
  /// @param recoverTo raw X25519 public key, hex, made for this request alone: the work key comes
  ///   back sealed to it
  public record Recover(String name, String password, UUID device, String recoverTo) {
    public Recover {
      Shape.present(name, password, device, recoverTo);
    }

    /// Without the password.
    @Override
    public String toString() {
      return "Recover[" + device + "]";
    }
  }

  /// Sets one's own password and signs in with it.
  ///
  /// @param password the one that holds now, or the one-time one that was given
  /// @param fresh the new one
  public record NewPassword(String name, String password, UUID device, String fresh) {
    public NewPassword {
      Shape.present(name, password, device, fresh);
    }

    /// Without the passwords.
    @Override
    public String toString() {
      return "NewPassword[" + device + "]";
    }
  }

  /// A machine wiped itself as it was told to.
  ///
  /// @param left acts and files that were never sent and lie sealed on it, to be had back by
  ///   enrolling it again
  public record Wiped(UUID device, long left) {
    public Wiped {
      Shape.present(device);
    }
  }

  /// Somebody's work that lies on a closed machine, or a closed account's on any: the machine
  /// proves with its key that it was written there.
  ///
  /// @param person whose work
  public record HandIn(UUID person, UUID device) {
    public HandIn {
      Shape.present(person, device);
    }
  }

  /// @param sealed the sender's work key of this machine, sealed to the recovery key as
  ///   [Protocol#workKeyOf], hex
  /// @param signs what the sender signs seals with on this machine; null from older programs
  public record WorkKey(String sealed, @Nullable PersonKey signs) {
    public WorkKey {
      Shape.present(sealed);
    }

    /// As an older program says it.
    public WorkKey(String sealed) {
      this(sealed, null);
    }

    /// Without the key.
    @Override
    public String toString() {
      return "WorkKey";
    }
  }

  /// The public half of the key a person signs seals with on a machine.
  ///
  /// @param publicKey raw Ed25519 key, 64 hex digits
  /// @param proof that key's signature over [#text]: who says so has it
  public record PersonKey(String publicKey, String proof) {
    public PersonKey {
      Shape.present(publicKey, proof);
    }

    /// Says whose key it is and where, signed by itself.
    public static PersonKey of(UUID staff, UUID device, SigningKey key) {
      return new PersonKey(key.publicHex(), key.sign(text(staff, device, key.publicHex())));
    }

    /// Whether the key itself says it is this person's on this machine.
    public boolean isOf(UUID staff, UUID device) {
      return Hashes.isHex(publicKey)
          && Signatures.verify(publicKey, text(staff, device, publicKey), proof);
    }

    private static byte[] text(UUID staff, UUID device, String publicKey) {
      return String.join(
              "\n", "ruhu-person-key-1 ed25519", staff.toString(), device.toString(), publicKey)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /// A badge its owner made on this machine.
  ///
  /// @param proof of [Badge.Made]: the key is there, and this person has it
  public record NewBadge(Badge.SealedBadge badge, String proof) {
    public NewBadge {
      Shape.present(badge, proof);
    }

    /// Without what a PIN opens.
    @Override
    public String toString() {
      return "NewBadge[" + badge.number() + "]";
    }
  }

  /// @param number of the badge the district knows, or knew until it was revoked
  /// @param since milliseconds since 1970
  public record BadgeKept(String number, long since) {
    public BadgeKept {
      Shape.present(number);
    }
  }

  /// @param number of one's own badge
  public record RevokeBadge(String number) {
    public RevokeBadge {
      Shape.present(number);
    }
  }

  /// @param token bearer token bound to the device key
  /// @param tokenUntil milliseconds since 1970
  /// @param scopes granted now
  /// @param grantUntil pulled copies lock after this, own work never does
  /// @param recoverySealed the person's work key of this machine, sealed as [Protocol#workKeyBack],
  ///   hex; null when it was not asked for or never kept
  public record LoggedIn(
      Person person,
      String token,
      long tokenUntil,
      List<String> scopes,
      long grantUntil,
      long serverTime,
      @Nullable String recoverySealed) {
    public LoggedIn {
      Shape.present(person, token);
      scopes = List.copyOf(scopes);
    }

    /// Without the token and the key.
    @Override
    public String toString() {
      return "LoggedIn[" + person.id() + "]";
    }
  }
}
