package cn.ruhu.server.db;

/// What text every database of a district can hold.
public final class Storable {
  private Storable() {}

  /// No NUL, no half of a surrogate pair.
  public static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) return false;
      if (Character.isHighSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(++i))) return false;
      } else if (Character.isLowSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
