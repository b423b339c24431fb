package cn.ruhu.survey.xlsform;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How near two names are, so that a problem can say what was probably meant.
final class Spelling {
  /// No name is near.
  static final String NONE = "-";

  private static final int NEAR = 2;
  private static final int TOLD_MAX = 3;
  private static final int LENGTH_MAX = 100;

  private Spelling() {}

  /// How many letters have to be put in, taken out or changed (Levenshtein).
  static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) before[j] = j;
    for (int i = 0; i < one.length(); i++) {
      int[] now = new int[before.length];
      now[0] = i + 1;
      for (int j = 0; j < other.length(); j++) {
        int changed = before[j] + (one.charAt(i) == other.charAt(j) ? 0 : 1);
        now[j + 1] = Math.min(changed, Math.min(before[j + 1], now[j]) + 1);
      }
      before = now;
    }
    return before[other.length()];
  }

  /// Up to three names like this one, nearest first, joined for a sentence; a dash when none is.
  static String near(String name, Collection<String> names) {
    if (name.length() > LENGTH_MAX) return NONE;
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> found =
        names.stream()
            .filter(n -> Math.abs(n.length() - wanted.length()) <= NEAR)
            .filter(n -> distance(n.toLowerCase(Locale.ROOT), wanted) <= NEAR)
            .sorted(
                Comparator.comparingInt((String n) -> distance(n.toLowerCase(Locale.ROOT), wanted))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(TOLD_MAX)
            .toList();
    return found.isEmpty() ? NONE : String.join(", ", found);
  }
}
