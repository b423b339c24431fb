package cn.ruhu.survey.xlsform;

import java.util.Optional;
import java.util.Set;

/// The spellings of yes and no.
final class Truth {
  private static final Set<String> YES = Set.of("yes", "Yes", "YES", "true", "True", "TRUE");
  private static final Set<String> NO = Set.of("no", "No", "NO", "false", "False", "FALSE");

  private Truth() {}

  static Optional<Boolean> of(String text) {
    if (YES.contains(text) || text.equals("true()")) return Optional.of(true);
    if (NO.contains(text) || text.equals("false()")) return Optional.of(false);
    return Optional.empty();
  }

  /// The expression a cell of a condition stands for: `yes` is `true()`.
  static String expression(String text) {
    if (YES.contains(text)) return "true()";
    return NO.contains(text) ? "false()" : text;
  }
}
