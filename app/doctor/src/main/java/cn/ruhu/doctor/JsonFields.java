package cn.ruhu.doctor;

import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the fields of one JSON object strictly: what is not as it must be becomes a problem that
/// names its place, and reading goes on, so that all problems are told at once. Not thread-safe.
final class JsonFields {
  private static final BigDecimal AMOUNT_MAX = new BigDecimal("9999999999.99");
  private static final int SCALE_MAX = 2;

  private final JsonNode node;
  private final String path;
  private final List<InputProblem> problems;
  private final Set<String> asked = new LinkedHashSet<>();

  /// @param node anything; when it is no object, that is a problem and every field is missing
  JsonFields(JsonNode node, String path, List<InputProblem> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    if (!node.isObject()) problems.add(InputProblem.of(path, "NOT_OBJECT"));
  }

  String place(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  void problem(String name, String code, Object... args) {
    problems.add(InputProblem.of(place(name), code, args));
  }

  /// Whether the field is there and not null.
  boolean has(String name) {
    return get(name) != null;
  }

  @Nullable JsonNode get(String name) {
    asked.add(name);
    JsonNode found = node.isObject() ? node.get(name) : null;
    return found == null || found.isNull() ? null : found;
  }

  /// Fields that results carry too and that are therefore no mistake.
  void ignore(String... names) {
    asked.addAll(List.of(names));
  }

  /// Somebody else reads this object whole and complains about strange fields.
  void ignoreAll() {
    if (node.isObject()) asked.addAll(node.propertyNames());
  }

  /// Every field nobody asked for is a problem: a slip of the pen must not lose a figure.
  void done() {
    if (!node.isObject()) return;
    for (String name : node.propertyNames())
      if (!asked.contains(name))
        problem(name, "FIELD_UNKNOWN", String.join(", ", asked.stream().sorted().toList()));
  }

  Optional<String> text(String name) {
    JsonNode found = get(name);
    if (found == null) return Optional.empty();
    if (found.isString()) {
      if (!found.asString().isBlank()) return Optional.of(found.asString().strip());
      problem(name, "TEXT_EMPTY");
    } else if (found.isIntegralNumber()) {
      return Optional.of(found.asString());
    } else {
      problem(name, "NOT_TEXT");
    }
    return Optional.empty();
  }

  /// A code of a table; a number stands for its digits.
  Optional<String> code(String name, String table) {
    return text(name).filter(t -> known(name, t, table));
  }

  private boolean known(String name, String text, String table) {
    if (CodeTables.table(table).has(text)) return true;
    problem(
        name,
        "CODE_UNKNOWN",
        text,
        table,
        String.join(" ", CodeTables.table(table).entries().stream().map(e -> e.code()).toList()));
    return false;
  }

  /// Several codes in a list.
  List<String> codes(String name, String table) {
    JsonNode found = get(name);
    if (found == null) return List.of();
    var codes = new ArrayList<String>();
    for (JsonNode each : found.isArray() ? found : List.of(found))
      if (known(name, each.asString(""), table)) codes.add(each.asString(""));
    return codes;
  }

  /// Plain texts in a list, such as ids.
  Optional<List<String>> texts(String name) {
    JsonNode found = get(name);
    if (found == null) return Optional.empty();
    if (!found.isArray()) {
      problem(name, "NOT_LIST");
      return Optional.empty();
    }
    var all = new ArrayList<String>();
    for (JsonNode each : found) all.add(each.asString(""));
    return Optional.of(all);
  }

  /// Exact fen of an amount in yuan, at most two decimals.
  Optional<Ratio> money(String name) {
    JsonNode found = get(name);
    return found == null ? Optional.empty() : money(name, found);
  }

  Optional<Ratio> money(String name, JsonNode found) {
    return decimal(name, found, "AMOUNT_WRONG")
        .flatMap(d -> {
          if (d.signum() < 0) problem(name, "AMOUNT_NEGATIVE", d.toPlainString());
          else if (d.compareTo(AMOUNT_MAX) > 0)
            problem(name, "AMOUNT_TOO_LARGE", d.toPlainString());
          else if (d.stripTrailingZeros().scale() > SCALE_MAX)
            problem(name, "AMOUNT_WRONG", d.toPlainString());
          else return Optional.of(Ratio.of(d.movePointRight(2)));
          return Optional.empty();
        });
  }

  /// A decimal number between two bounds, bounds allowed.
  Optional<Ratio> number(String name, String least, String most) {
    JsonNode found = get(name);
    return found == null ? Optional.empty() : number(name, found, least, most);
  }

  /// The same for one element of a list.
  Optional<Ratio> number(String name, JsonNode found, String least, String most) {
    return decimal(name, found, "NUMBER_WRONG")
        .filter(d -> {
          boolean in =
              d.compareTo(new BigDecimal(least)) >= 0 && d.compareTo(new BigDecimal(most)) <= 0;
          if (!in) problem(name, "NUMBER_RANGE", d.toPlainString(), least + "\u2026" + most);
          return in;
        })
        .map(Ratio::of);
  }

  /// A whole number between two bounds.
  Optional<Integer> whole(String name, int least, int most) {
    return number(name, Integer.toString(least), Integer.toString(most))
        .flatMap(r -> {
          if (r.denominator().equals(java.math.BigInteger.ONE))
            return Optional.of(r.numerator().intValueExact());
          problem(name, "NUMBER_WRONG", r);
          return Optional.empty();
        });
  }

  private Optional<BigDecimal> decimal(String name, JsonNode found, String code) {
    try {
      String text = found.asString("");
      boolean shape = (found.isNumber() || found.isString()) && text.length() <= 40;
      if (shape && text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?"))
        return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException _) {
      // told below, as every other text that is no number
    }
    problem(name, code, found.isContainer() ? "[]" : found.asString(""));
    return Optional.empty();
  }

  Optional<Boolean> bool(String name) {
    JsonNode found = get(name);
    if (found == null) return Optional.empty();
    if (found.isBoolean()) return Optional.of(found.booleanValue());
    problem(name, "BOOL_WRONG", found.isContainer() ? "[]" : found.asString(""));
    return Optional.empty();
  }

  Optional<LocalDate> date(String name) {
    return text(name)
        .flatMap(t -> {
          Optional<LocalDate> day = Texts.date(t);
          if (day.isEmpty()) problem(name, "DATE_WRONG", t);
          return day;
        });
  }

  Optional<YearMonth> month(String name) {
    return text(name)
        .flatMap(t -> {
          Optional<YearMonth> month = Texts.month(t);
          if (month.isEmpty()) problem(name, "MONTH_WRONG", t);
          return month;
        });
  }

  /// Objects of a list, in order.
  ///
  /// @return whether the list is there
  boolean each(String name, int most, Consumer<JsonFields> reader) {
    JsonNode found = get(name);
    if (found == null) return false;
    if (!found.isArray()) {
      problem(name, "NOT_LIST");
      return true;
    }
    if (found.size() > most) {
      problem(name, "TOO_MANY", most);
      return true;
    }
    int i = 0;
    for (JsonNode each : found) {
      var fields = new JsonFields(each, place(name) + "[" + i++ + "]", problems);
      reader.accept(fields);
      fields.done();
    }
    return true;
  }

  /// One object.
  void one(String name, Consumer<JsonFields> reader) {
    JsonNode found = get(name);
    if (found == null) return;
    var fields = new JsonFields(found, place(name), problems);
    reader.accept(fields);
    fields.done();
  }
}
