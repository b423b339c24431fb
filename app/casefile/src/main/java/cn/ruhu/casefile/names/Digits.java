package cn.ruhu.casefile.names;

/// Identity numbers and telephones as numbers, so that a million of them are one array.
final class Digits {
  /// Last places every number is found by, at least.
  static final int ENDS_MIN = 4;

  /// First places of an identity number it is found by, at least: a region alone is everybody.
  static final int BEGINS_MIN = 8;

  static final int ID_LENGTH = 18;

  /// digits a telephone keeps: its last ones
  private static final int PHONE_MAX = 17;

  private static final int CHECKS = 11;

  private Digits() {}

  /// An identity number of 18 places as 17 digits and a check, -1 for anything else.
  static long id(String number) {
    if (number.length() != ID_LENGTH) return -1;
    long value = 0;
    for (int i = 0; i < ID_LENGTH; i++) {
      char c = number.charAt(i);
      boolean last = i == ID_LENGTH - 1;
      int digit = last && (c == 'X' || c == 'x') ? 10 : c - '0';
      if (digit < 0 || digit > (last ? 10 : 9) || (digit == 10 && c == ':')) return -1;
      value = value * (last ? CHECKS : 10) + digit;
    }
    return value;
  }

  static String idText(long id) {
    long check = id % CHECKS;
    return String.format(java.util.Locale.ROOT, "%017d", id / CHECKS)
        + (check == 10 ? "X" : Long.toString(check));
  }

  /// The value of the last places of an identity number.
  ///
  /// @param typed digits, perhaps with an `X` at the end
  static long idEnd(String typed) {
    int last = typed.length() - 1;
    char c = typed.charAt(last);
    return Long.parseLong(typed.substring(0, last)) * CHECKS + (c == 'X' ? 10 : c - '0');
  }

  /// What an identity number is divided by for its last places.
  static long idModulus(int places) {
    return power(places - 1) * CHECKS;
  }

  /// First identity number that begins so; the range is one [#idModulus] of the rest long.
  static long idBegin(String typed) {
    return Long.parseLong(typed) * idModulus(ID_LENGTH - typed.length());
  }

  /// A telephone's digits behind a leading 1 that keeps its zeros; 0 for none.
  static long phone(String text) {
    long value = 1;
    int places = 0;
    int from = Math.max(0, digitCount(text) - PHONE_MAX);
    for (int i = 0, seen = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) continue;
      if (seen++ < from) continue;
      value = value * 10 + digit;
      places++;
    }
    return places == 0 ? 0 : value;
  }

  private static int digitCount(String text) {
    return (int) text.chars().filter(c -> c >= '0' && c <= '9').count();
  }

  static String phoneText(long phone) {
    return phone == 0 ? "" : Long.toString(phone).substring(1);
  }

  /// Whether a telephone ends in these digits.
  static boolean phoneEnds(long phone, String typed) {
    if (typed.length() > PHONE_MAX || typed.charAt(typed.length() - 1) == 'X') return false;
    long power = power(typed.length());
    return phone >= power && phone % power == Long.parseLong(typed);
  }

  static long power(int n) {
    long p = 1;
    for (int i = 0; i < n; i++) p *= 10;
    return p;
  }
}
