package cn.ruhu.casefile;

/// ISO 7064 MOD 11-2, the check character of identity and application numbers.
final class Mod11 {
  private Mod11() {}

  /// Check character (`0`–`9` or `X`) of a text of decimal digits.
  static char check(CharSequence digits) {
    int p = 0;
    for (int i = 0; i < digits.length(); i++) p = (p + digits.charAt(i) - '0') * 2 % 11;
    int c = (12 - p) % 11;
    return c == 10 ? 'X' : (char) ('0' + c);
  }
}
