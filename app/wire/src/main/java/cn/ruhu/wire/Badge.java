package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person's badge (工作证, DOMAIN C22): a signing key of its own that two things open together, the
/// secret in the QR of the printed badge and a PIN. Only what is sealed travels; the secret is on
/// paper alone and the key is nowhere in the clear.
///
/// Whoever has what is sealed and the paper tries PINs at the price of one Argon2id each ([#COST]);
/// without the paper there are 160 bits to guess. Decision 0043 has the figures. Stateless,
/// thread-safe.
public final class Badge {
  /// What one PIN costs to try: 128 MiB, 4 passes.
  public static final PasswordHash.Cost COST = new PasswordHash.Cost(131_072, 4, 1);

  /// Most a machine spends on a PIN, whatever a sealed badge asks for.
  private static final int KIB_MAX = 262_144;

  private static final int PASSES_MAX = 10;

  /// Characters of [#number] without its hyphen: 40 bits.
  private static final int NUMBER = 8;

  private static final int SECRET = 20;
  private static final int SALT = 16;
  private static final int CHECK = 4;

  /// Crockford's base 32: nothing in it looks like something else, and a QR packs it tightly.
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int BITS = 5;

  /// What the code of a badge begins with.
  private static final String PREFIX = "RB1";

  private static final Pattern CODE =
      Pattern.compile(PREFIX + "([0-9A-HJKMNP-TV-Z]{8})([0-9A-HJKMNP-TV-Z]{32})([0-9A-Z]{4})");

  private static final Pattern SEALED =
      Pattern.compile(
          "ruhu-badge-1 m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d) ([0-9a-f]{32}) ([A-Za-z0-9_-]{80,90})");

  private Badge() {}

  /// What the district keeps and hands out; nobody signs with it alone.
  ///
  /// @param number as the badge shows it, made of the key
  /// @param publicKey raw Ed25519 key, 64 hex digits
  /// @param sealed the key under PIN and secret, with what it costs to try
  public record SealedBadge(String number, String publicKey, String sealed) {
    public SealedBadge {
      Shape.present(number, publicKey, sealed);
    }
  }

  /// A badge that was just made.
  ///
  /// @param code text of its QR: whoever has it and the PIN signs; printed, then forgotten
  /// @param proof that the key is there: over [#text], as [SigningKey#sign] writes it
  public record Made(SealedBadge sealed, String code, String proof) {
    /// Without the code.
    @Override
    public String toString() {
      return "Made[" + sealed.number() + "]";
    }
  }

  /// What a QR said.
  ///
  /// @param number of the badge it is on
  @SuppressWarnings("ArrayRecordComponent") // used once, never compared
  public record Code(String number, byte[] secret) {
    /// Without the secret.
    @Override
    public String toString() {
      return "Code[" + number + "]";
    }
  }

  /// Makes a badge. The caller wipes `pin`.
  ///
  /// @param staff whose it is
  /// @param cost usually [#COST]
  /// @param random cryptographic outside tests
  public static Made make(UUID staff, char[] pin, PasswordHash.Cost cost, RandomGenerator random) {
    SigningKey key = SigningKey.generate(random);
    byte[] secret = new byte[SECRET];
    byte[] salt = new byte[SALT];
    random.nextBytes(secret);
    random.nextBytes(salt);
    String head = "ruhu-badge-1 " + cost.text() + " " + Hashes.hex(salt);
    byte[] plain = key.toBytes();
    byte[] under = key(pin, secret, salt, cost);
    try {
      byte[] aad = aad(staff, key.publicHex(), head);
      String envelope = Hashes.base64(Aead.seal(under, aad, plain, random));
      String number = number(key.publicHex());
      String body = PREFIX + number.replace("-", "") + base32(secret);
      var sealed = new SealedBadge(number, key.publicHex(), head + " " + envelope);
      return new Made(sealed, body + check(body), key.sign(text(staff, key.publicHex())));
    } finally {
      Arrays.fill(plain, (byte) 0);
      Arrays.fill(under, (byte) 0);
      Arrays.fill(secret, (byte) 0);
    }
  }

  /// What the key of a badge signs when it is made known to the district: whoever names another's
  /// key as his own cannot.
  public static byte[] text(UUID staff, String publicKey) {
    return ("ruhu-badge-made-1 ed25519\n" + staff + "\n" + publicKey)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Whether a sealed badge has the shape of one, under a number that is its key's.
  public static boolean isSound(SealedBadge badge) {
    return Hashes.isHex(badge.publicKey())
        && badge.number().equals(number(badge.publicKey()))
        && SEALED.matcher(badge.sealed()).matches()
        && cost(badge.sealed()).isPresent();
  }

  /// Number of a badge: eight characters made of its key, in two groups, so that whoever holds a
  /// sealed visit finds it from the key that signed.
  ///
  /// @param publicKey raw Ed25519 key, 64 hex digits
  public static String number(String publicKey) {
    byte[] hash =
        Hashes.bytes(
            Hashes.sha256Hex(
                ("ruhu badge number 1 " + publicKey).getBytes(StandardCharsets.US_ASCII)));
    String plain = base32(Arrays.copyOf(hash, NUMBER * BITS / Byte.SIZE));
    return plain.substring(0, NUMBER / 2) + "-" + plain.substring(NUMBER / 2);
  }

  /// Whether a text that was scanned or typed is meant as the code of a badge, sound or not: such a
  /// text is never shown or searched for.
  public static boolean isMeant(String text) {
    return plain(text).startsWith(PREFIX) && plain(text).length() >= CODE_LENGTH;
  }

  private static final int CODE_LENGTH =
      PREFIX.length() + NUMBER + SECRET * Byte.SIZE / BITS + CHECK;

  private static String plain(String text) {
    return text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  /// Reads what a QR or a gun gave; empty for anything else, also for one with a letter wrong.
  public static Optional<Code> read(String text) {
    Matcher m = CODE.matcher(plain(text));
    if (!m.matches()) return Optional.empty();
    String body = PREFIX + m.group(1) + m.group(2);
    if (!check(body).equals(m.group(3))) return Optional.empty();
    String number = m.group(1).substring(0, NUMBER / 2) + "-" + m.group(1).substring(NUMBER / 2);
    return Optional.of(new Code(number, bytes(m.group(2))));
  }

  /// Opens the key of a badge. Takes what one PIN costs. The caller wipes `pin` and the secret.
  ///
  /// @param staff whose badge it has to be
  /// @throws WireException `SIGNATURE` for a wrong PIN, another's secret, another person's badge or
  ///   a bit that was changed: which of them cannot be told; `MALFORMED`, `VERSION`
  public static SigningKey open(UUID staff, SealedBadge badge, Code code, char[] pin)
      throws WireException {
    Matcher m = SEALED.matcher(badge.sealed());
    Optional<PasswordHash.Cost> cost = cost(badge.sealed());
    if (!m.matches() || cost.isEmpty() || !Hashes.isHex(badge.publicKey()))
      throw new WireException(WireException.Code.MALFORMED, "a sealed badge");
    String head = badge.sealed().substring(0, badge.sealed().lastIndexOf(' '));
    byte[] under = key(pin, code.secret(), Hashes.bytes(m.group(4)), cost.get());
    byte[] plain = new byte[0];
    try {
      byte[] envelope = java.util.Base64.getUrlDecoder().decode(m.group(5));
      plain = Aead.open(under, aad(staff, badge.publicKey(), head), envelope);
      SigningKey key = SigningKey.fromBytes(plain);
      if (!key.publicHex().equals(badge.publicKey()))
        throw new WireException(WireException.Code.SIGNATURE, "another key than it names");
      return key;
    } catch (IllegalArgumentException e) {
      throw new WireException(WireException.Code.MALFORMED, "a sealed badge");
    } finally {
      Arrays.fill(under, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static Optional<PasswordHash.Cost> cost(String sealed) {
    Matcher m = SEALED.matcher(sealed);
    if (!m.matches()) return Optional.empty();
    try {
      var cost =
          new PasswordHash.Cost(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3)));
      boolean fits = cost.kib() <= KIB_MAX && cost.passes() <= PASSES_MAX && cost.lanes() == 1;
      return fits ? Optional.of(cost) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The PIN is made slow over a salt that only the paper gives, so that no guess can be prepared
  /// by whoever has what is sealed and sees the paper later; then what the paper holds is put to
  /// it.
  private static byte[] key(char[] pin, byte[] secret, byte[] salt, PasswordHash.Cost cost) {
    byte[] deep = Hkdf.derive(secret, salt, "ruhu badge salt 1", SALT);
    byte[] slow = PasswordHash.derive(pin, deep, cost, Aead.KEY_LENGTH);
    byte[] both = Arrays.copyOf(slow, slow.length + secret.length);
    System.arraycopy(secret, 0, both, slow.length, secret.length);
    try {
      return Hkdf.derive(both, salt, "ruhu badge 1", Aead.KEY_LENGTH);
    } finally {
      Arrays.fill(deep, (byte) 0);
      Arrays.fill(slow, (byte) 0);
      Arrays.fill(both, (byte) 0);
    }
  }

  private static byte[] aad(UUID staff, String publicKey, String head) {
    return AtRest.aad("badge", staff, publicKey, head);
  }

  private static String check(String body) {
    byte[] hash = Hashes.bytes(Hashes.sha256Hex(body.getBytes(StandardCharsets.US_ASCII)));
    return base32(Arrays.copyOf(hash, BITS)).substring(0, CHECK);
  }

  /// @param bytes a multiple of five of them
  private static String base32(byte[] bytes) {
    var out = new StringBuilder();
    long held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = held << Byte.SIZE | (b & 0xff);
      bits += Byte.SIZE;
      while (bits >= BITS) {
        bits -= BITS;
        out.append(LETTERS.charAt((int) (held >>> bits & 31)));
      }
    }
    return out.toString();
  }

  private static byte[] bytes(String base32) {
    byte[] out = new byte[base32.length() * BITS / Byte.SIZE];
    long held = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < base32.length(); i++) {
      held = held << BITS | LETTERS.indexOf(base32.charAt(i));
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        out[at++] = (byte) (held >>> bits);
      }
    }
    return out;
  }
}
