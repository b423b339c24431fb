package cn.ruhu.survey.xlsform;

import java.util.HashSet;
import java.util.Set;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.parser.XPathSyntaxException;

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
    try {
      XPathParseTool.parseXPath("/" + name);
      return true;
    } catch (XPathSyntaxException | RuntimeException _) {
      return false;
    }
  }

  void check(String expression, SheetProblem.Place place) {
    if (expression.isBlank() || good.contains(expression)) return;
    try {
      XPathParseTool.parseXPath(expression);
      good.add(expression);
    } catch (XPathSyntaxException | RuntimeException e) { // unchecked ones too, for what it refuses
      problems.error(SheetProblem.Kind.EXPRESSION, place, shown(expression), why(e));
    }
  }

  private static String why(Exception e) {
    return shown(String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "));
  }

  private static String shown(String text) {
    return text.length() <= TOLD_MAX ? text.strip() : text.substring(0, TOLD_MAX).strip() + "…";
  }
}
