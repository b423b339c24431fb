package cn.ruhu.survey.xlsform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The parameters of a `range`: where it begins and ends, its steps and marks, and the words under
/// the marks. Each is held against the others. One row, one use.
final class RangeParameters {
  private static final Set<String> NAMES =
      Set.of("start", "end", "step", "tick_interval", "placeholder", "tick_labelset");

  /// Appearances under which marks, a placeholder and words mean something.
  private static final Set<String> WITH_MARKS = Set.of("vertical", "no-ticks");

  private final Parameters parameters;
  private final SurveyModel model;
  private final Entry entry;
  private final Map<String, String> given;
  private final Problems problems;
  private final Map<String, BigDecimal> numbers = new LinkedHashMap<>();
  private boolean good = true;

  RangeParameters(
      Parameters parameters,
      SurveyModel model,
      Entry entry,
      Map<String, String> given,
      Problems problems) {
    this.parameters = parameters;
    this.model = model;
    this.entry = entry;
    this.given = given;
    this.problems = problems;
  }

  void apply(FormNode.Question question) {
    parameters.allow(entry, given, NAMES);
    appearance(question);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("start", given.getOrDefault("start", "1"));
    all.put("end", given.getOrDefault("end", "10"));
    all.put("step", given.getOrDefault("step", "1"));
    for (String key : List.of("tick_interval", "placeholder"))
      if (given.containsKey(key)) all.put(key, given.getOrDefault(key, ""));
    all.forEach((key, text) -> {
      Optional<BigDecimal> number = Parameters.number(text);
      if (number.isPresent()) numbers.put(key, number.get());
      else wrong(SheetProblem.Kind.PARAMETER_VALUE, key, text);
    });
    if (!good) return;
    check(question);
    if (!good) return;
    all.forEach((key, value) ->
        question.control.put(
            switch (key) {
              case "tick_interval" -> "odk:tick-interval";
              case "placeholder" -> "odk:placeholder";
              default -> key;
            },
            value));
    boolean fraction = numbers.values().stream().anyMatch(n -> n.stripTrailingZeros().scale() > 0);
    if (fraction && !entry.has("bind::type")) question.bind.put("type", Localized.of("decimal"));
  }

  private void wrong(SheetProblem.Kind kind, String key, String value, String... more) {
    good = false;
    List<String> args = new ArrayList<>(List.of(key, value));
    args.addAll(List.of(more));
    problems.error(kind, parameters.place(entry), args.toArray(String[]::new));
  }

  private void appearance(FormNode.Question question) {
    String appearance = question.control.getOrDefault("appearance", "").strip();
    boolean plain =
        appearance.isEmpty()
            || Stream.of(appearance.split("\\s+", -1)).allMatch(WITH_MARKS::contains);
    if (plain) return;
    for (String key : List.of("tick_interval", "placeholder", "tick_labelset"))
      if (given.containsKey(key))
        wrong(SheetProblem.Kind.PARAMETER_APPEARANCE, key, given.getOrDefault(key, ""), appearance);
  }

  private BigDecimal number(String key) {
    return numbers.getOrDefault(key, BigDecimal.ZERO);
  }

  private void check(FormNode.Question question) {
    BigDecimal width = number("end").subtract(number("start")).abs();
    for (String key : List.of("step", "tick_interval")) {
      BigDecimal size = numbers.get(key);
      if (size != null && (size.signum() == 0 || size.compareTo(width) > 0))
        wrong(SheetProblem.Kind.PARAMETER_VALUE, key, size.toPlainString());
    }
    if (!good) return;
    BigDecimal ticks = numbers.get("tick_interval");
    if (ticks != null && !multiple(ticks, number("step")))
      wrong(SheetProblem.Kind.PARAMETER_STEP, "tick_interval", ticks.toPlainString());
    BigDecimal placeholder = numbers.get("placeholder");
    if (placeholder != null) {
      String text = placeholder.toPlainString();
      if (!within(placeholder)) wrong(SheetProblem.Kind.PARAMETER_OUTSIDE, "placeholder", text);
      else if (!multiple(placeholder.subtract(number("start")), number("step")))
        wrong(SheetProblem.Kind.PARAMETER_STEP, "placeholder", text);
    }
    String list = given.get("tick_labelset");
    if (list != null) labels(question, list);
  }

  private boolean within(BigDecimal value) {
    BigDecimal low = number("start").min(number("end"));
    BigDecimal high = number("start").max(number("end"));
    return value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
  }

  private static boolean multiple(BigDecimal value, BigDecimal of) {
    return value.remainder(of).signum() == 0;
  }

  /// The words under the marks: a list whose names are numbers of the range.
  private void labels(FormNode.Question question, String list) {
    ChoiceList choices = model.lists.get(list);
    if (choices == null) {
      wrong(
          SheetProblem.Kind.PARAMETER_LABELS,
          "tick_labelset",
          list,
          problems.near(list, model.lists.keySet()));
      return;
    }
    boolean ends = question.control.getOrDefault("appearance", "").contains("no-ticks");
    BigDecimal apart = numbers.getOrDefault("tick_interval", number("step"));
    for (ChoiceList.Choice choice : choices.choices()) {
      Optional<BigDecimal> value = Parameters.number(choice.name());
      boolean fits =
          value.isPresent()
              && within(value.get())
              && multiple(value.get().subtract(number("start")), apart)
              && (!ends || isEnd(value.get()));
      if (!fits) wrong(SheetProblem.Kind.PARAMETER_LABELS, "tick_labelset", list, choice.name());
    }
    if (good) question.itemset = list;
  }

  private boolean isEnd(BigDecimal value) {
    return value.compareTo(number("start")) == 0 || value.compareTo(number("end")) == 0;
  }
}
