package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathBinaryOpExpr;
import org.javarosa.xpath.expr.XPathExpression;
import org.javarosa.xpath.expr.XPathFuncExpr;
import org.javarosa.xpath.expr.XPathPathExpr;
import org.javarosa.xpath.expr.XPathStep;
import org.javarosa.xpath.expr.XPathStringLiteral;
import org.javarosa.xpath.expr.XPathUnaryOpExpr;
import org.javarosa.xpath.parser.XPathSyntaxException;

/// Columns of a form's tables that its expressions name, gathered while the form is read. Whoever
/// has the tables can tell which are not there: to the engine such a cell is only empty, so a
/// misspelt column is an answer nobody misses. Columns a question shows and keeps of a list the
/// engine demands itself.
final class TableColumns {
  /// A column that is asked for.
  ///
  /// @param exact whether its name is an element's, so that capitals count
  /// @param place where it is asked for first
  record Column(String file, String name, boolean exact, String place) {}

  /// @param list whether the table is one of the form's lists and goes by its id
  private record Named(String table, boolean list, String name) {}

  private static final String LIST = "instance";

  /// Steps from a list down to one of its rows: `root` and `item`.
  private static final int ROW = 2;

  private final Map<String, String> files = new HashMap<>();
  private final Map<Named, String> asked = new LinkedHashMap<>();

  /// A list of the form that is a table of its own.
  void list(String id, String source) {
    if (source.startsWith("jr://file-csv/")) files.put(id, FormCensus.fileName(source));
  }

  /// An expression that can be read.
  void expression(String place, String expression) {
    if (!expression.contains(LIST) && !expression.contains("pulldata")) return;
    try {
      read(XPathParseTool.parseXPath(expression), "", place);
    } catch (XPathSyntaxException e) {
      throw new IllegalArgumentException(expression, e);
    }
  }

  /// A search: the columns it looks into and the one it filters by, where they are written out.
  void search(String place, SearchCall call) {
    List<XPathExpression> arguments = call.arguments();
    for (int i = 2; i < arguments.size(); i += 2)
      if (arguments.get(i) instanceof XPathStringLiteral columns)
        for (String column : SearchCall.parts(columns.s))
          asked.putIfAbsent(new Named(call.table(), false, column), place);
  }

  /// All of them, in the order they were asked for.
  List<Column> all() {
    List<Column> all = new ArrayList<>();
    asked.forEach((named, place) -> {
      String file = named.list() ? files.get(named.table()) : named.table();
      if (file != null) all.add(new Column(file, named.name(), named.list(), place));
    });
    return all;
  }

  private void read(XPathExpression expression, String row, String place) {
    switch (expression) {
      case XPathFuncExpr call -> {
        for (XPathExpression argument : call.args) read(argument, row, place);
        if (call.id.toString().equals("pulldata")) pulled(call.args, place);
      }
      case XPathBinaryOpExpr two -> {
        read(two.a, row, place);
        read(two.b, row, place);
      }
      case XPathUnaryOpExpr one -> read(one.a, row, place);
      case XPathPathExpr path -> {
        String list = list(path);
        boolean relative = path.init_context == XPathPathExpr.INIT_CONTEXT_RELATIVE;
        for (int i = 0; i < path.steps.length; i++) {
          XPathStep step = path.steps[i];
          boolean child = step.axis == XPathStep.AXIS_CHILD && step.test == XPathStep.TEST_NAME;
          if (child && !list.isEmpty() && i == ROW) inList(list, step.name.toString(), place);
          if (child && relative && i == 0) inList(row, step.name.toString(), place);
          for (XPathExpression predicate : step.predicates)
            read(predicate, i < ROW ? list : "", place);
        }
      }
      default -> {}
    }
  }

  private static String list(XPathPathExpr path) {
    return path.filtExpr != null
            && path.filtExpr.x instanceof XPathFuncExpr call
            && call.id.toString().equals(LIST)
            && call.args.length == 1
            && call.args[0] instanceof XPathStringLiteral name
        ? name.s
        : "";
  }

  private void pulled(XPathExpression[] arguments, String place) {
    if (arguments.length != 4 || !(arguments[0] instanceof XPathStringLiteral table)) return;
    for (int i = 1; i <= 2; i++)
      if (arguments[i] instanceof XPathStringLiteral column)
        asked.putIfAbsent(new Named(SearchCall.file(table.s), false, column.s), place);
  }

  private void inList(String list, String name, String place) {
    if (!list.isEmpty()) asked.putIfAbsent(new Named(list, true, name), place);
  }
}
