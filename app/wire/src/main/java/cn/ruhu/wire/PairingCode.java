package cn.ruhu.wire;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// The one-time code of two machines that meet without a server: eight digits one person reads to
/// the other. The first two name the machine that waits, so that it is found among others, and may
/// be heard by everybody; the six behind are the secret. [Pairing] makes keys of them.
///
/// @param digits all eight
public record PairingCode(String digits) {
  private static final int NAME = 2;
  private static final int LENGTH = 8;
  private static final int MANY = 100_000_000;

  public PairingCode {
    if (digits.length() != LENGTH || !digits.chars().allMatch(c -> c >= '0' && c <= '9'))
      throw new IllegalArgumentException("a code has eight digits");
  }

  /// A fresh one.
  ///
  /// @param random cryptographic outside tests
  public static PairingCode draw(RandomGenerator random) {
    return new PairingCode(String.format(java.util.Locale.ROOT, "%08d", random.nextInt(MANY)));
  }

  /// As somebody typed it: blanks and hyphens do not count, digits of an input method do. Empty
  /// when it is none.
  public static Optional<PairingCode> parse(String typed) {
    var out = new StringBuilder();
    for (int c : typed.codePoints().toArray()) {
      int digit = Character.digit(c, 10);
      if (digit >= 0) out.append(digit);
      else if (!Character.isWhitespace(c) && c != '-' && c != '\u3000') return Optional.empty();
    }
    return out.length() == LENGTH ? Optional.of(new PairingCode(out.toString())) : Optional.empty();
  }

  /// What everybody may hear: two digits.
  public String name() {
    return digits.substring(0, NAME);
  }

  /// In groups, as it is read aloud: `48 217 360`.
  public String spoken() {
    return name() + ' ' + digits.substring(NAME, 5) + ' ' + digits.substring(5);
  }

  /// Without the digits.
  @Override
  public String toString() {
    return "PairingCode";
  }
}
