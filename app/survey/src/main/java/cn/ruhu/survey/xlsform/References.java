package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `${name}` references in a text.
final class References {
  /// A well-formed reference, `last-saved#` and name told apart.
  static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(last-saved#)?(" + Lexer.NAME_PATTERN + ")\\}");

  private References() {}

  /// The names referred to, in order.
  static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    Matcher match = REFERENCE.matcher(text);
    while (match.find()) names.add(match.group(2));
    return names;
  }

  static boolean any(String text) {
    return text.contains("${") && REFERENCE.matcher(text).find();
  }

  static boolean anyLastSaved(String text) {
    return text.contains("${last-saved#") && REFERENCE.matcher(text).find();
  }

  /// The name, when the text is one reference and nothing else.
  static Optional<String> only(String text) {
    Matcher match = REFERENCE.matcher(text);
    return match.matches() ? Optional.of(match.group(2)) : Optional.empty();
  }

  /// Tells of every `${` that begins no well-formed reference, and of texts with an expression that
  /// does not end.
  ///
  /// @param read whether references in a column are followed; other cells may say what they like
  static void check(Table table, Predicate<String> read, Problems problems) {
    for (Entry entry : table.entries())
      entry
          .cells()
          .forEach((key, cell) -> {
            if (!read.test(key)) return;
            cell.byLanguage()
                .forEach((language, text) -> {
                  SheetProblem.Place place = table.place(entry.number(), key, language);
                  for (String wrong : malformed(text))
                    problems.error(SheetProblem.Kind.BAD_REFERENCE, place, wrong);
                  if (Texts.isText(key) && Delimited.of(text).fault())
                    problems.error(SheetProblem.Kind.BAD_EXPRESSION, place, text);
                });
          });
  }

  private static List<String> malformed(String text) {
    if (!text.contains("${")) return List.of();
    List<String> wrong = new ArrayList<>();
    Matcher match = REFERENCE.matcher(text);
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
      match.region(at, text.length());
      if (match.lookingAt()) continue;
      int end = text.indexOf('}', at);
      wrong.add(text.substring(at, end < 0 ? text.length() : end + 1));
    }
    return wrong;
  }
}
