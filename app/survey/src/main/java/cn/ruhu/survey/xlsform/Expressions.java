package cn.ruhu.survey.xlsform;

import cn.ruhu.survey.FormLogic;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Has the engine read each expression by itself, so that every mistake is told with its cell and
/// not only the first.
final class Expressions {
  private static final int TOLD_MAX = 200;

  private final Problems problems;
  private final Set<String> good = new HashSet<>();

  Expressions(Problems problems) {
    this.problems = problems;
  }

  /// Whether the engine can read a name in a path; it knows the letters of alphabets only.
  static boolean readsName(String name) {
    return FormLogic.unreadable("/" + name).isEmpty();
  }

  void check(String expression, SheetProblem.Place place) {
    if (expression.isBlank() || good.contains(expression)) return;
    Optional<String> why = FormLogic.unreadable(expression);
    if (why.isEmpty()) good.add(expression);
    else
      problems.error(
          SheetProblem.Kind.EXPRESSION,
          place,
          shown(expression),
          shown(why.get().replaceAll("\\s+", " ")));
  }

  private static String shown(String text) {
    return text.length() <= TOLD_MAX ? text.strip() : text.substring(0, TOLD_MAX).strip() + "…";
  }
}
