package cn.ruhu.survey;

import java.util.List;
import java.util.function.Function;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.condition.IFunctionHandler;
import org.javarosa.xpath.expr.XPathFuncExpr;

/// Functions of the standard that the engine leaves to its clients.
final class Functions {
  private Functions() {}

  /// Lets a form call them.
  ///
  /// @param tables the tables that are looked up in, by file name
  /// @param version the form's own
  static void addTo(FormDef def, Function<String, LookupTable> tables, String version) {
    EvaluationContext context = def.getEvaluationContext();
    context.addFunctionHandler(new PullData(tables));
    context.addFunctionHandler(new Ceiling());
    context.addFunctionHandler(new Version(version));
  }

  /// `pulldata(table, column, key column, key)`: a value of a table in the package, empty when
  /// there is no such row, column or table (the last was said when the form was loaded).
  private record PullData(Function<String, LookupTable> tables) implements IFunctionHandler {
    @Override
    public String getName() {
      return "pulldata";
    }

    @Override
    public List<Class<?>[]> getPrototypes() {
      return List.of();
    }

    @Override
    public boolean rawArgs() {
      return true;
    }

    @Override
    public Object eval(Object[] args, EvaluationContext context) {
      if (args.length != 4) return "";
      String table = XPathFuncExpr.toString(args[0]);
      return tables
          .apply(table.endsWith(".csv") ? table : table + ".csv")
          .look(
              XPathFuncExpr.toString(args[1]),
              XPathFuncExpr.toString(args[2]),
              XPathFuncExpr.toString(args[3]));
    }
  }

  /// `version()`: the version of the form that is filled in.
  private record Version(String version) implements IFunctionHandler {
    @Override
    public String getName() {
      return "version";
    }

    @Override
    public List<Class<?>[]> getPrototypes() {
      return List.of();
    }

    @Override
    public boolean rawArgs() {
      return true;
    }

    @Override
    public Object eval(Object[] args, EvaluationContext context) {
      return version;
    }
  }

  private record Ceiling() implements IFunctionHandler {
    @Override
    public String getName() {
      return "ceiling";
    }

    @Override
    public List<Class<?>[]> getPrototypes() {
      return List.of();
    }

    @Override
    public boolean rawArgs() {
      return true;
    }

    @Override
    public Object eval(Object[] args, EvaluationContext context) {
      return args.length == 1 ? Math.ceil(XPathFuncExpr.toNumeric(args[0])) : Double.NaN;
    }
  }
}
