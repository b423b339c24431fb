package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathExpression;
import org.javarosa.xpath.expr.XPathFuncExpr;
import org.javarosa.xpath.expr.XPathStringLiteral;
import org.javarosa.xpath.parser.XPathSyntaxException;
import org.jspecify.annotations.Nullable;

/// A `search(table, how, columns, words, filter column, filter)` in an appearance: the question's
/// choices are the rows of a table that fit. One, four or six arguments.
///
/// @param table the file's name
/// @param arguments all of them, the table's first
record SearchCall(String table, List<XPathExpression> arguments) {
  private static final String NAME = "search(";

  /// The call in an appearance; empty when there is none, or one that cannot be read.
  static Optional<SearchCall> of(@Nullable String appearance) {
    int start = appearance == null ? -1 : appearance.replace("search (", NAME).indexOf(NAME);
    if (appearance == null || start < 0) return Optional.empty();
    String call = appearance.replace("search (", NAME).substring(start);
    int end = call.lastIndexOf(')');
    if (end < 0 || Expressions.unreadable(call.substring(0, end + 1)).isPresent())
      return Optional.empty();
    try {
      return XPathParseTool.parseXPath(call.substring(0, end + 1)) instanceof XPathFuncExpr function
          ? of(function)
          : Optional.empty();
    } catch (XPathSyntaxException _) {
      return Optional.empty(); // told above
    }
  }

  private static Optional<SearchCall> of(XPathFuncExpr function) {
    int count = function.args.length;
    boolean known = count == 1 || count == 4 || count == 6;
    if (!known || !(function.args[0] instanceof XPathStringLiteral table)) return Optional.empty();
    return Optional.of(new SearchCall(file(table.s), List.of(function.args)));
  }

  /// The file of a table an expression names.
  static String file(String table) {
    String name = table.strip();
    return name.endsWith(".csv") ? name : name + ".csv";
  }

  /// The appearance's words without the call.
  static String rest(String appearance) {
    String plain = appearance.replace("search (", NAME);
    int start = plain.indexOf(NAME);
    int end = plain.lastIndexOf(')');
    return start < 0 || end < start
        ? appearance
        : plain.substring(0, start) + plain.substring(end + 1);
  }

  /// Columns a text names, separated by commas, or by spaces where the table has no column of the
  /// words between two commas.
  static List<String> columns(String text, LookupTable table) {
    List<String> columns = new ArrayList<>();
    for (String part : parts(text))
      if (table.column(part) >= 0) columns.add(part);
      else columns.addAll(List.of(part.split("\\s+", -1)));
    return columns;
  }

  /// What stands between commas.
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) if (!part.isBlank()) parts.add(part.strip());
    return parts;
  }
}
