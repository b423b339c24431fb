package cn.ruhu.wire;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106): slow keys and checks from passwords. The text form carries algorithm and
/// cost (`$argon2id$v=19$m=65536,t=3,p=1$salt$hash`), so costs may rise without losing old hashes.
/// Passwords are taken in Unicode form NFC: the same password typed on two input methods is one.
public final class PasswordHash {
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{43})");

  private PasswordHash() {}

  /// What a guess costs.
  ///
  /// @param kib memory in KiB, 8 to 1,048,576
  /// @param passes 1 to 20
  /// @param lanes 1 to 8
  public record Cost(int kib, int passes, int lanes) {
    /// 64 MiB, 3 passes: about 0.2 s on a desktop of 2020.
    public static final Cost STANDARD = new Cost(65_536, 3, 1);

    /// For tests only: no protection.
    public static final Cost TINY = new Cost(64, 1, 1);

    public Cost {
      if (kib < 8 * lanes || kib > 1 << 20 || passes < 1 || passes > 20 || lanes < 1 || lanes > 8)
        throw new IllegalArgumentException("cost out of range");
    }

    /// `m=65536,t=3,p=1`
    public String text() {
      return "m=" + kib + ",t=" + passes + ",p=" + lanes;
    }
  }

  /// Key of `length` bytes. The caller wipes `password`.
  ///
  /// @param salt at least 8 bytes, random, kept beside what the key opens
  public static byte[] derive(char[] password, byte[] salt, Cost cost, int length) {
    byte[] utf8 = utf8(password);
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.kib())
              .withIterations(cost.passes())
              .withParallelism(cost.lanes())
              .withSalt(salt)
              .build());
      byte[] out = new byte[length];
      generator.generateBytes(utf8, out);
      return out;
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /// Text to keep for [#verify].
  public static String hash(char[] password, Cost cost, RandomGenerator random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return text(cost, salt, derive(password, salt, cost, HASH));
  }

  /// Text no password makes, as costly to try as a real one: for names nobody has. Costs nothing to
  /// make.
  public static String ofNobody(Cost cost, RandomGenerator random) {
    byte[] salt = new byte[SALT];
    byte[] hash = new byte[HASH];
    random.nextBytes(salt);
    random.nextBytes(hash);
    return text(cost, salt, hash);
  }

  private static String text(Cost cost, byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$%s$%s$%s"
        .formatted(cost.text(), base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /// Whether `password` made `text`. False as well for a text that is not one of ours.
  public static boolean verify(char[] password, String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) return false;
    Cost cost;
    byte[] salt;
    byte[] wanted;
    try {
      cost =
          new Cost(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3)));
      salt = Base64.getDecoder().decode(m.group(4));
      wanted = Base64.getDecoder().decode(m.group(5));
    } catch (IllegalArgumentException e) {
      return false;
    }
    return MessageDigest.isEqual(wanted, derive(password, salt, cost, wanted.length));
  }

  private static byte[] utf8(char[] password) {
    String normal = Normalizer.normalize(CharBuffer.wrap(password), Normalizer.Form.NFC);
    return normal.getBytes(StandardCharsets.UTF_8);
  }
}
