package cn.ruhu.desktop.review;

import cn.ruhu.casefile.assess.TraceLine;
import cn.ruhu.casefile.assess.TraceWords;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Steps of an assessment as lines of words: whom or what it is about, how it came out, the result.
final class MeansSteps {
  private static final Set<String> SHARES =
      Set.of("CLASS_SEVERE", "CLASS_PARENT", "UPLIFT", "PEOPLE", "SUPPORT_NOBODY");
  private static final Set<String> OFF =
      Set.of("EXEMPT", "CONTRIBUTION", "JOB_DEDUCT", "CLASS_DEDUCT", "CLASS_GIVEN");
  private static final Set<String> ADDED = Set.of("ITEM", "ONE_OFF_SPREAD", "SUPPORT");
  private static final Set<String> EQUALS = Set.of("NET", "PER_CAPITA", "BENEFIT", "SINGLE");

  private final Kit kit;
  private final boolean chinese;

  MeansSteps(Kit kit) {
    this.kit = kit;
    this.chinese = !kit.text().locale().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  String clause(String code) {
    return TraceWords.clause(code, chinese);
  }

  String reason(String code) {
    return TraceWords.reason(code, chinese);
  }

  String input(String name) {
    return TraceWords.input(name, chinese);
  }

  /// Subject, words, result.
  List<String> row(TraceLine line, CaseSheet sheet) {
    String about = about(line, sheet);
    String how = how(line);
    boolean item = line.code().equals("ITEM");
    String clause =
        item || line.clause().isEmpty() ? "" : kit.t("review.means.clause", line.clause());
    if (about.isEmpty()) return List.of(name(line), (how + clause).strip(), result(line));
    String words =
        how.isEmpty() ? name(line) : item ? how : name(line) + kit.t("review.colon") + how;
    return List.of(about, words + clause, result(line));
  }

  /// What the step is called.
  String name(TraceLine line) {
    return line.words(chinese);
  }

  /// The inputs in words.
  String how(TraceLine line) {
    String own = "review.step.ITEM." + line.inputs().getOrDefault("basis", "");
    if (line.code().equals("ITEM") && kit.text().has(own))
      return kit.t(own, value("amount", line), line.inputs().getOrDefault("times", ""));
    boolean sum = line.code().equals("NET");
    return line.inputs().entrySet().stream()
        .filter(e -> !sum || e.getKey().equals("gross") || !e.getValue().equals("0.00"))
        .map(e -> input(e.getKey()) + " " + TraceWords.value(e.getKey(), e.getValue(), chinese))
        .collect(Collectors.joining(kit.t("review.means.comma")));
  }

  private String value(String name, TraceLine line) {
    return TraceWords.value(name, line.inputs().getOrDefault(name, ""), chinese);
  }

  private String result(TraceLine line) {
    String r = line.result();
    if (SHARES.contains(line.code())) return r;
    String first = r.split(" ", 2)[0];
    if (!r.equals(first)) return reason(first);
    String amount = TraceWords.amount(r);
    if (amount.equals(r)) return reason(r);
    String unit = kit.t("work.value.yuan", amount);
    if (OFF.contains(line.code())) return "\u2212" + unit;
    if (ADDED.contains(line.code())) return "+" + unit;
    return EQUALS.contains(line.code()) ? "= " + unit : unit;
  }

  /// Name of the member or supporter, with what the item is.
  private static String about(TraceLine line, CaseSheet sheet) {
    if (line.subject().isEmpty()) return "";
    UUID id = UUID.fromString(line.subject());
    Optional<CaseRecord> item =
        sheet.file().record(id).filter(r -> r.text("kind").equals("INCOME"));
    if (item.isEmpty()) return sheet.nameOf(id);
    String whose = item.get().ref("member").map(sheet::nameOf).orElse("");
    return whose + "  " + CodeTables.label("income", item.get().text("code"));
  }
}
