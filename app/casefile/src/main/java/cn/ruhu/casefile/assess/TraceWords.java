package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.casefile.tables.Tsv;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Words for the codes of an assessment, Chinese and English.
///
/// Stateless and thread-safe.
public final class TraceWords {
  private static final Map<String, List<String>> INPUTS = read("inputs.tsv");
  private static final Map<String, List<String>> REASONS = read("reasons.tsv");

  private static final Map<String, List<String>> CLAUSES = read("clauses.tsv");

  private static final Pattern EXACT = Pattern.compile("-?\\d+(\\.\\d+)?(/\\d+)?");

  private static final Set<String> SAID = Set.of("true", "false", "UNKNOWN");

  /// inputs that are no amounts
  private static final Set<String> PLAIN =
      Set.of(
          "times",
          "rate",
          "shares",
          "children",
          "familySize",
          "k",
          "dependants",
          "persons",
          "N",
          "factor",
          "barring",
          "count",
          "dwellings",
          "area",
          "areaEach",
          "cityArea",
          "heads",
          "careLevel",
          "share",
          "ratio",
          "monthsAgo");

  private TraceWords() {}

  private static Map<String, List<String>> read(String name) {
    var map = new LinkedHashMap<String, List<String>>();
    for (List<String> r : Tsv.rows(TraceWords.class, name))
      map.put(r.getFirst(), r.subList(1, r.size()));
    return map;
  }

  /// What an input of a step is called; the name itself when it has no words.
  ///
  /// @param chinese in Chinese, else in English
  public static String input(String name, boolean chinese) {
    return words(INPUTS, name, chinese);
  }

  /// A verdict, a reason or what is missing; a code of table `reject` by its label.
  public static String reason(String code, boolean chinese) {
    if (!REASONS.containsKey(code) && CodeTables.table("reject").has(code))
      return CodeTables.label("reject", code);
    return words(REASONS, code, chinese);
  }

  /// Why somebody counts or does not; the code itself when it has no words.
  public static String clause(String code, boolean chinese) {
    return words(CLAUSES, code, chinese);
  }

  /// A value of a step for reading: a code by its label, an amount to the fen, a number as it is.
  ///
  /// @param chinese in Chinese, else in English
  public static String value(String input, String value, boolean chinese) {
    if (SAID.contains(value) || input.equals("ground") || input.equals("rounding"))
      return reason(value, chinese);
    return switch (input) {
      case "exemptCode" -> CodeTables.label("exempt", value);
      case "inability" -> CodeTables.label("supportInability", value);
      case "exemption" -> CodeTables.label("vehicleExemption", value);
      case "basis" -> CodeTables.label("itemBasis", value);
      case "code" ->
          CodeTables.label(CodeTables.table("income").has(value) ? "income" : "asset", value);
      default -> PLAIN.contains(input) ? value : amount(value);
    };
  }

  /// Exact yuan for reading, to the fen, half up; any other text as it is.
  public static String amount(String exact) {
    if (!EXACT.matcher(exact).matches()) return exact;
    int slash = exact.indexOf('/');
    BigDecimal yuan =
        slash < 0
            ? new BigDecimal(exact)
            : new BigDecimal(exact.substring(0, slash))
                .divide(new BigDecimal(exact.substring(slash + 1)), 8, RoundingMode.HALF_UP);
    return Fen.ofYuan(yuan, RoundingMode.HALF_UP).grouped();
  }

  private static String words(Map<String, List<String>> table, String code, boolean chinese) {
    return table.getOrDefault(code, List.of(code, code)).get(chinese ? 0 : 1);
  }
}
