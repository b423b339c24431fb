package cn.ruhu.desktop.shell;

import java.util.Arrays;

/// A short number that opens the lock of this session and nothing else: it is never written down,
/// signs nobody in and unlocks no vault; three wrong ones and only the password counts. Window
/// thread only.
final class LockPin {
  private static final int TRIES = 3;

  private char[] digits = {};
  private int left;

  /// Whether a number may be one: 4 to 8 digits, not all the same.
  static boolean fits(String pin) {
    return pin.matches("[0-9]{4,8}") && pin.chars().distinct().count() > 1;
  }

  void set(char[] fresh) {
    clear();
    digits = fresh.clone();
    left = TRIES;
    Arrays.fill(fresh, '\0');
  }

  boolean isSet() {
    return digits.length > 0;
  }

  /// Whether what was typed is the number; the third wrong number ends it.
  boolean opens(char[] typed) {
    if (!isSet()) return false;
    boolean number = typed.length > 0;
    for (char c : typed) number &= c >= '0' && c <= '9';
    if (!number) return false; // a password was meant
    if (Arrays.equals(typed, digits)) {
      left = TRIES;
      return true;
    }
    if (--left == 0) clear();
    return false;
  }

  void clear() {
    Arrays.fill(digits, '\0');
    digits = new char[0];
  }
}
