package cn.ruhu.casefile.linking;

/// How alike two names are.
enum Likeness {
  SAME,
  /// other characters, read alike
  SOUND,
  /// one character of at least three differs, is missing or stands too many
  NEAR,
  OTHER,
  /// one of them is unknown
  NONE;

  private static final int NEAR_LENGTH_MIN = 3;

  static Likeness of(Profile a, Profile b) {
    if (a.name.isEmpty() || b.name.isEmpty()) return NONE;
    if (a.name.equals(b.name)) return SAME;
    if (!a.sound.isEmpty() && a.sound.equals(b.sound)) return SOUND;
    return near(a.name, b.name) ? NEAR : OTHER;
  }

  private static boolean near(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    if (longer < NEAR_LENGTH_MIN || longer - Math.min(a.length(), b.length()) > 1) return false;
    int same = 0;
    while (same < a.length() && same < b.length() && a.charAt(same) == b.charAt(same)) same++;
    int rest = 0;
    while (rest < Math.min(a.length(), b.length()) - same
        && a.charAt(a.length() - 1 - rest) == b.charAt(b.length() - 1 - rest)) rest++;
    return same + rest >= longer - 1;
  }
}
