package cn.ruhu.casefile;

/// What hands put into number fields: full-width digits from a Chinese keyboard, spaces from a
/// paste, small letters. One reading of all of them, so that every field forgives alike, and a
/// list's cell as a field does. Stateless, thread-safe.
public final class Typed {
  private Typed() {}

  /// ASCII upper-case form: full-width characters narrowed, white space and invisible marks gone.
  public static String narrow(String raw) {
    var b = new StringBuilder(raw.length());
    raw.codePoints()
        .forEach(c -> {
          int n = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
          boolean blank =
              Character.isWhitespace(n)
                  || Character.isSpaceChar(n)
                  || Character.getType(n) == Character.FORMAT;
          if (!blank) b.appendCodePoint(n >= 'a' && n <= 'z' ? n - 32 : n);
        });
    return b.toString();
  }

  /// Whether the text is made of ASCII digits only.
  static boolean digits(CharSequence s) {
    return s.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
