package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.xpath.expr.XPathExpression;
import org.javarosa.xpath.expr.XPathFuncExpr;

/// Choices that are rows of a table of the package (`search()` in an appearance). A choice of the
/// form whose code is a whole number stays as it is; of any other the code names the column of the
/// codes, the label the columns of the words, and its picture that of the pictures.
final class Searches {
  private static final int KEPT_MAX = 32;

  private final FormDef form;
  private final Function<String, LookupTable> tables;
  private final Map<String, Optional<SearchCall>> calls = new HashMap<>();
  private final Map<List<Object>, List<SelectChoice>> kept = new LinkedHashMap<>();

  /// @param tables tables by file name
  Searches(FormDef form, Function<String, LookupTable> tables) {
    this.form = form;
    this.tables = tables;
  }

  /// A choice that is a row.
  static final class Row extends SelectChoice {
    private final String image;

    private Row(String label, String value, String image) {
      super(label, value, false);
      this.image = image;
    }

    /// The name of its picture's file, or empty.
    String image() {
      return image;
    }
  }

  /// The call a question's appearance makes.
  Optional<SearchCall> call(QuestionDef question) {
    String appearance = question.getAppearanceAttr();
    if (appearance == null || !appearance.contains("search")) return Optional.empty();
    return calls.computeIfAbsent(appearance, SearchCall::of);
  }

  /// The words a choice of the form shows, and its picture.
  interface Words {
    String label(SelectChoice choice);

    String image(SelectChoice choice);
  }

  /// The choices open now; the same list as long as nothing it is asked with changes.
  List<SelectChoice> choices(SearchCall call, Slot slot, Words words) {
    List<Object> key = new ArrayList<>();
    key.add(slot.question());
    EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), slot.ref());
    List<String> arguments = new ArrayList<>();
    for (XPathExpression argument : call.arguments())
      arguments.add(
          XPathFuncExpr.toString(
              XPathFuncExpr.unpack(argument.eval(form.getMainInstance(), context))));
    key.addAll(arguments);
    List<SelectChoice> own = slot.question().getChoices();
    if (own == null) return List.of();
    for (SelectChoice choice : own) key.add(words.label(choice));
    List<SelectChoice> known = kept.get(key);
    if (known != null) return known;
    List<SelectChoice> found = new ArrayList<>();
    for (SelectChoice choice : own) {
      if (choice.getValue().matches("-?\\d+")) found.add(choice);
      else
        found.addAll(
            rows(
                tables.apply(call.table()),
                arguments,
                choice.getValue(),
                words.label(choice),
                words.image(choice)));
    }
    for (int i = 0; i < found.size(); i++) found.get(i).setIndex(i);
    if (kept.size() >= KEPT_MAX) kept.remove(kept.keySet().iterator().next());
    kept.put(key, found);
    return found;
  }

  private static List<SelectChoice> rows(
      LookupTable table, List<String> arguments, String code, String labels, String image) {
    Predicate<List<String>> fits = fits(table, arguments);
    int codes = table.column(code);
    int images = image.isEmpty() ? -1 : table.column(image);
    int order = table.column("sortby");
    List<String> shown = SearchCall.columns(labels, table);
    List<List<String>> rows = table.rows().stream().filter(fits).toList();
    if (order >= 0)
      rows = rows.stream().sorted(Comparator.comparingDouble(r -> number(cell(r, order)))).toList();
    List<SelectChoice> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (List<String> row : rows) {
      String value = cell(row, codes);
      if (value.isEmpty() || !seen.add(value)) continue;
      String label = label(table, row, shown);
      found.add(new Row(label.isBlank() ? value : label, value, cell(row, images)));
    }
    return found;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.MAX_VALUE;
    }
  }

  /// `first (second: its value) (third: its value)`.
  private static String label(LookupTable table, List<String> row, List<String> columns) {
    StringBuilder label = new StringBuilder();
    for (String column : columns) {
      String value = cell(row, table.column(column));
      if (label.isEmpty()) label.append(value);
      else label.append(" (").append(column).append(": ").append(value).append(')');
    }
    return label.toString();
  }

  private static String cell(List<String> row, int column) {
    return column < 0 || column >= row.size() ? "" : row.get(column).strip();
  }

  private static Predicate<List<String>> fits(LookupTable table, List<String> arguments) {
    Predicate<List<String>> fits = _ -> true;
    if (arguments.size() >= 4 && !arguments.get(2).isBlank()) {
      int[] columns =
          SearchCall.columns(arguments.get(2), table).stream().mapToInt(table::column).toArray();
      String words = arguments.get(3).strip().toLowerCase(Locale.ROOT);
      String how = arguments.get(1).strip().toLowerCase(Locale.ROOT);
      fits =
          row -> {
            for (int column : columns)
              if (holds(how, cell(row, column).toLowerCase(Locale.ROOT), words)) return true;
            return false;
          };
    }
    if (arguments.size() < 6) return fits;
    int filter = table.column(arguments.get(4));
    String wanted = LookupTable.alike(arguments.get(5));
    return fits.and(row -> LookupTable.alike(cell(row, filter)).equals(wanted));
  }

  private static boolean holds(String how, String cell, String words) {
    return switch (how) {
      case "matches" -> cell.equals(words);
      case "startswith" -> cell.startsWith(words);
      case "endswith" -> cell.endsWith(words);
      default -> cell.contains(words);
    };
  }
}
