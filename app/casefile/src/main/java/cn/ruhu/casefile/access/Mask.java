package cn.ruhu.casefile.access;

/// Hides what identifies a person and leaves enough to tell people apart (DOMAIN §6.5).
///
/// Works on any text, also on numbers that are wrong, because records of other machines may hold
/// them. Stateless and thread-safe.
public final class Mask {
  private static final String STARS = "********";

  private Mask() {}

  /// `110199********0013`: first six and last four characters; anything shorter than 12 characters
  /// keeps its last two only.
  public static String idNumber(String number) {
    int n = number.length();
    if (n >= 12) return number.substring(0, 6) + STARS + number.substring(n - 4);
    return STARS + number.substring(Math.max(0, n - 2));
  }

  /// `张*`, `张*三`, first and last of longer ones; the first part of a name with a middle dot.
  public static String name(String name) {
    int dot = name.indexOf('\u00B7');
    String shown = dot > 0 ? name.substring(0, dot) : name;
    int[] c = shown.codePoints().toArray();
    if (c.length == 0) return "";
    String first = new String(c, 0, 1);
    if (dot > 0 || c.length <= 2) return first + "*";
    return first + "*".repeat(c.length - 2) + new String(c, c.length - 1, 1);
  }

  /// `138****5678`.
  public static String phone(String phone) {
    int n = phone.length();
    return n < 7 ? STARS : phone.substring(0, 3) + "****" + phone.substring(n - 4);
  }
}
