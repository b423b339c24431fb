package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xpath.XPathException;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.XPathUnhandledException;
import org.javarosa.xpath.XPathUnsupportedException;
import org.javarosa.xpath.expr.XPathBinaryOpExpr;
import org.javarosa.xpath.expr.XPathExpression;
import org.javarosa.xpath.expr.XPathFilterExpr;
import org.javarosa.xpath.expr.XPathFuncExpr;
import org.javarosa.xpath.expr.XPathPathExpr;
import org.javarosa.xpath.expr.XPathQName;
import org.javarosa.xpath.expr.XPathStep;
import org.javarosa.xpath.expr.XPathStringLiteral;
import org.javarosa.xpath.expr.XPathUnaryOpExpr;
import org.javarosa.xpath.expr.XPathUnionExpr;
import org.javarosa.xpath.parser.XPathSyntaxException;

/// What can be said of an expression without a form: whether it can be read, which functions it
/// calls, which tables and nodes it names. Stateless but for what it remembers of function names;
/// safe for any thread.
final class Expressions {
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern CALL = Pattern.compile("([A-Za-z_][\\w.:-]*)\\s*\\(");
  private static final Pattern TABLE = Pattern.compile("pulldata\\s*\\(\\s*(['\"])(.*?)\\1");
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w\\])/@*.:-])(?:/[\\p{L}_][\\p{L}\\p{N}_.:-]*)+");
  private static final Pattern CHANGING =
      Pattern.compile("(?<![\\w.-])(?:uuid|random|once|randomize)\\s*\\(");
  private static final Set<String> NODE_TESTS =
      Set.of("node", "text", "comment", "processing-instruction");
  private static final Set<String> OURS =
      Set.of("pulldata", "jr:choice-name", "jr:itext", "instance", "current", "ceiling", "version");
  private static final Set<String> WORDS =
      Set.of("and", "or", "div", "mod", "AND", "OR", "DIV", "MOD");
  private static final int ARGUMENTS_MAX = 6;
  private static final ConcurrentHashMap<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private Expressions() {}

  /// Why the engine cannot read an expression; empty when it can. It reads by recursion: one that
  /// is too deep for that is not shown to it.
  static Optional<String> unreadable(String expression) {
    if (expression.length() > SurveyLimits.EXPRESSION_CHARACTERS_MAX)
      return Optional.of(expression.length() + " > " + SurveyLimits.EXPRESSION_CHARACTERS_MAX);
    int depth = depth(expression);
    if (depth > SurveyLimits.EXPRESSION_NESTING_MAX)
      return Optional.of(depth + " ( > " + SurveyLimits.EXPRESSION_NESTING_MAX);
    try {
      XPathParseTool.parseXPath(expression);
      return Optional.empty();
    } catch (XPathSyntaxException | XPathException e) {
      return Optional.of(String.valueOf(e.getMessage()).strip());
    } catch (RuntimeException | StackOverflowError e) { // several kinds for one fault
      return Optional.of(e.getClass().getSimpleName());
    }
  }

  /// Why the engine cannot compute an expression it can read; empty when it can.
  static Optional<String> uncomputed(String expression) {
    try {
      undoable(XPathParseTool.parseXPath(expression));
      return Optional.empty();
    } catch (XPathSyntaxException | XPathException e) {
      return Optional.of(String.valueOf(e.getMessage()).strip());
    } catch (RuntimeException | StackOverflowError e) { // several kinds for one fault
      return Optional.of(e.getClass().getSimpleName());
    }
  }

  /// Throws where an expression holds what the engine parses and cannot compute: steps up to any
  /// ancestor or down to any depth, several node sets at once, a selection out of brackets. It
  /// would say so only when somebody is filling in.
  private static void undoable(XPathExpression expression) {
    switch (expression) {
      case XPathUnionExpr _ -> throw new XPathUnsupportedException("a | b");
      case XPathFilterExpr _ -> throw new XPathUnsupportedException("(a)[b]");
      case XPathBinaryOpExpr two -> {
        undoable(two.a);
        undoable(two.b);
      }
      case XPathUnaryOpExpr one -> undoable(one.a);
      case XPathFuncExpr call -> {
        for (XPathExpression argument : call.args) undoable(argument);
      }
      case XPathPathExpr path -> {
        path.getReference();
        for (XPathStep step : path.steps)
          for (XPathExpression predicate : step.predicates) undoable(predicate);
      }
      default -> {}
    }
  }

  /// How deep brackets lie within brackets, those in quotes not counted.
  private static int depth(String expression) {
    int depth = 0;
    int deepest = 0;
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == ')' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }

  /// How many names and paths an expression holds, those in quotes not counted.
  static int words(String expression) {
    int words = 0;
    boolean inside = false;
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (quote != 0) {
        if (c == quote) quote = 0;
        continue;
      }
      if (c == '"' || c == '\'') quote = c;
      boolean part = Character.isLetterOrDigit(c) || "_/.:@*-".indexOf(c) >= 0;
      if (part && !inside) words++;
      inside = part;
    }
    return words;
  }

  /// Functions an expression calls that nobody here knows, in order.
  static Set<String> unknownFunctions(String expression) {
    Set<String> unknown = new LinkedHashSet<>();
    Matcher call = CALL.matcher(LITERAL.matcher(expression).replaceAll("''"));
    while (call.find()) {
      String name = call.group(1);
      if (name.contains("::")) name = name.substring(name.indexOf("::") + 2);
      if (NODE_TESTS.contains(name) || WORDS.contains(name) || OURS.contains(name)) continue;
      if (!KNOWN.computeIfAbsent(name, Expressions::known)) unknown.add(name);
    }
    return unknown;
  }

  /// The engine is asked itself, with one number of arguments after the other: of a function it
  /// does not know it says that it cannot handle it, of another it answers or says what else is
  /// wrong.
  private static boolean known(String name) {
    FormInstance nothing = new FormInstance(new TreeElement("data"));
    for (int n = 0; n <= ARGUMENTS_MAX; n++) {
      XPathExpression[] arguments = new XPathExpression[n];
      Arrays.fill(arguments, new XPathStringLiteral("1"));
      try {
        new XPathFuncExpr(new XPathQName(name), arguments)
            .eval(nothing, new EvaluationContext(nothing));
        return true;
      } catch (XPathUnhandledException e) {
        boolean nobody = String.valueOf(e.getMessage()).endsWith("function '" + name + "'");
        if (!nobody) return true; // other arguments, it says
      } catch (RuntimeException _) { // the name is known, the arguments are not what it takes
        return true;
      }
    }
    return false;
  }

  /// Tables `pulldata` is asked of, as files are called.
  static List<String> tables(String expression) {
    List<String> tables = new ArrayList<>();
    Matcher table = TABLE.matcher(expression);
    while (table.find()) tables.add(SearchCall.file(table.group(2)));
    return tables;
  }

  /// The absolute path a reference means, without prefixes.
  static String node(String ref, String from) {
    String path = bare(ref.strip().replaceAll("\\[[^\\]]*]", ""));
    if (path.startsWith("/")) return path;
    List<String> steps = new ArrayList<>(List.of(from.split("/", -1)));
    for (String step : path.split("/", -1)) {
      if (step.equals("..") && steps.size() > 1) steps.removeLast();
      else if (!step.isEmpty() && !step.equals(".") && !step.startsWith("current()"))
        steps.add(step);
    }
    return String.join("/", steps);
  }

  /// Absolute paths an expression names, without namespace prefixes and predicates.
  static List<String> paths(String expression) {
    List<String> paths = new ArrayList<>();
    Matcher path = PATH.matcher(LITERAL.matcher(expression).replaceAll("''"));
    while (path.find()) {
      int end = path.end();
      boolean call = end < expression.length() && expression.charAt(end) == '(';
      if (!call) paths.add(bare(path.group()));
    }
    return paths;
  }

  /// Whether an expression gives another value each time it is evaluated.
  static boolean changing(String expression) {
    return CHANGING.matcher(expression).find();
  }

  /// A path without namespace prefixes.
  static String bare(String path) {
    return path.replaceAll("(?<=^|/|@)[\\p{L}_][\\p{L}\\p{N}_.-]*:(?!:)", "");
  }
}
