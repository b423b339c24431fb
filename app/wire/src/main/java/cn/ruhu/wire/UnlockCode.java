package cn.ruhu.wire;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.jspecify.annotations.Nullable;

/// Two codes spoken over a telephone that end a lock-out on a machine without a network: the
/// challenge it shows, and the response the district's helpdesk reads back. Each has eight letters
/// and two that check them: any one wrong letter and any two exchanged are noticed. Both ends make
/// the response from a secret only this machine and the district can agree on (X25519 of the
/// machine's key, which the district knows since enrolment, and the recovery key), so it needs no
/// contact since.
///
/// Stateless and thread-safe.
public final class UnlockCode {
  /// No 0 O 1 I L: codes are read aloud. Their number is prime, which makes the check complete.
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  private static final int BASE = 31;
  private static final int PAYLOAD = 8;
  private static final int GROUP = 5;
  private static final long SPAN = 852_891_037_441L; // BASE to the power of PAYLOAD
  private static final int BLOCKS = 1_000;
  private static final int LOCKS = 16;
  private static final long NONCES = SPAN / (BLOCKS * LOCKS);
  private static final int KEY = 32;

  /// 2^255 - 19
  private static final BigInteger FIELD =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private UnlockCode() {}

  /// What a challenge says.
  ///
  /// @param block the machine's number block, 0 to 999
  /// @param locks lock-outs in a row, 0 to 15 (15 for more): the count the response resets
  /// @param nonce drawn anew for each
  public record Challenge(int block, int locks, long nonce) {
    public Challenge {
      boolean fits =
          block >= 0
              && block < BLOCKS
              && locks >= 0
              && locks < LOCKS
              && nonce >= 0
              && nonce < NONCES;
      if (!fits) throw new IllegalArgumentException("beyond what a challenge holds");
    }

    /// As it is read aloud, `XXXXX-XXXXX`.
    public String text() {
      return spoken((nonce * BLOCKS + block) * LOCKS + locks);
    }
  }

  /// A fresh challenge of a machine.
  ///
  /// @param locks lock-outs in a row
  public static Challenge challenge(int block, int locks, RandomGenerator random) {
    return new Challenge(block, Math.min(locks, LOCKS - 1), random.nextLong(NONCES));
  }

  /// A challenge as somebody typed what they heard; blanks, hyphens and case do not count. Empty
  /// when the check letters do not fit.
  public static Optional<Challenge> parse(String typed) {
    Long value = heard(typed);
    if (value == null) return Optional.empty();
    long rest = value / LOCKS;
    if (rest / BLOCKS >= NONCES) return Optional.empty();
    int locks = (int) (value % LOCKS);
    return Optional.of(new Challenge((int) (rest % BLOCKS), locks, rest / BLOCKS));
  }

  /// The response to a challenge, for one person on one machine, as it is read aloud.
  ///
  /// @param secret of [#ofMachine] or [#ofDistrict]
  public static String response(byte[] secret, Challenge challenge, UUID device, UUID person) {
    String of = "ruhu-unlock-1 " + device + ' ' + person + ' ' + challenge.text();
    byte[] bytes = Hkdf.derive(secret, new byte[0], of, Long.BYTES);
    return spoken((ByteBuffer.wrap(bytes).getLong() >>> 1) % SPAN);
  }

  /// Whether a response that was typed can be one at all: a slip of the ear or the hand is noticed
  /// before it counts as an attempt.
  public static boolean isSound(String typed) {
    return heard(typed) != null;
  }

  /// Whether what was typed is this response.
  public static boolean matches(String typed, String response) {
    Long heard = heard(typed);
    return heard != null && heard.equals(heard(response));
  }

  /// The secret as a machine finds it.
  ///
  /// @param recoveryKey raw X25519 public key of the district, hex
  public static byte[] ofMachine(SigningKey key, String recoveryKey) {
    byte[] hash = Hashes.sha512(key.toBytes());
    return shared(java.util.Arrays.copyOf(hash, KEY), Hashes.bytes(recoveryKey));
  }

  /// The secret as the district finds it.
  ///
  /// @param recovery X25519 secret key
  /// @param deviceKey raw Ed25519 public key of the machine, hex
  public static byte[] ofDistrict(byte[] recovery, String deviceKey) {
    return shared(recovery, montgomery(Hashes.bytes(deviceKey)));
  }

  private static byte[] shared(byte[] mine, byte[] theirs) {
    byte[] out = new byte[KEY];
    new X25519PrivateKeyParameters(mine, 0)
        .generateSecret(new X25519PublicKeyParameters(theirs, 0), out, 0);
    return out;
  }

  /// The same point of the other curve (RFC 7748 §4.1): u = (1 + y) / (1 - y).
  private static byte[] montgomery(byte[] edwards) {
    byte[] y = reversed(edwards);
    y[0] &= 0x7f;
    BigInteger at = new BigInteger(1, y);
    BigInteger u =
        BigInteger.ONE.add(at).multiply(BigInteger.ONE.subtract(at).modInverse(FIELD)).mod(FIELD);
    byte[] out = new byte[KEY];
    byte[] big = u.toByteArray();
    for (int i = 0; i < Math.min(KEY, big.length); i++) out[i] = big[big.length - 1 - i];
    return out;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) out[i] = bytes[bytes.length - 1 - i];
    return out;
  }

  private static String spoken(long value) {
    int[] digits = new int[PAYLOAD + 2];
    long left = value;
    for (int i = PAYLOAD - 1; i >= 0; i--) {
      digits[i] = (int) (left % BASE);
      left /= BASE;
    }
    check(digits);
    var text = new StringBuilder();
    for (int i = 0; i < digits.length; i++) {
      if (i == GROUP) text.append('-');
      text.append(LETTERS.charAt(digits[i]));
    }
    return text.toString();
  }

  /// Two weighted sums: with a prime base every single slip and every exchange changes one of them.
  private static void check(int[] digits) {
    int first = 0;
    int second = 0;
    for (int i = 0; i < PAYLOAD; i++) {
      first += digits[i] * (i + 1);
      second += digits[i] * (i + 2) * (i + 2);
    }
    digits[PAYLOAD] = first % BASE;
    digits[PAYLOAD + 1] = second % BASE;
  }

  private static @Nullable Long heard(String typed) {
    String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    if (plain.length() != PAYLOAD + 2) return null;
    int[] digits = new int[PAYLOAD + 2];
    long value = 0;
    for (int i = 0; i < digits.length; i++) {
      digits[i] = LETTERS.indexOf(plain.charAt(i));
      if (digits[i] < 0) return null;
      if (i < PAYLOAD) value = value * BASE + digits[i];
    }
    int[] right = digits.clone();
    check(right);
    return java.util.Arrays.equals(digits, right) ? value : null;
  }
}
