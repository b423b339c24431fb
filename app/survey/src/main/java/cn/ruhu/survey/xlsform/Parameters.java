package cn.ruhu.survey.xlsform;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The `parameters` column: what it says, which types take which, and what they become.
final class Parameters {
  private static final Pattern PAIR = Pattern.compile("[\\s,;]*([^\\s=,;]+)\\s*=\\s*([^\\s=,;]+)");
  private static final Set<String> CASE_KEPT =
      Set.of("value", "label", "reference-geometry", "tick_labelset", "app", "seed");
  private static final Set<String> QUALITY = Set.of("voice-only", "low", "normal");

  private final SurveyModel model;
  private final Table table;
  private final Problems problems;

  Parameters(SurveyModel model, Problems problems) {
    this.model = model;
    this.table = model.survey;
    this.problems = problems;
  }

  /// The pairs of a row; names in lower case, and values too but for those that name things.
  Map<String, String> parse(Entry entry) {
    String text = entry.text("parameters");
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher match = PAIR.matcher(text);
    int at = 0;
    while (at < text.length() && match.region(at, text.length()).lookingAt()) {
      String key = match.group(1).toLowerCase(Locale.ROOT);
      String value = match.group(2);
      pairs.put(key, CASE_KEPT.contains(key) ? value : value.toLowerCase(Locale.ROOT));
      at = match.end();
    }
    if (!text.substring(at).replaceAll("[\\s,;]", "").isEmpty())
      problems.error(SheetProblem.Kind.BAD_PARAMETERS, place(entry), text.substring(at).strip());
    return pairs;
  }

  SheetProblem.Place place(Entry entry) {
    return table.place(entry.number(), "parameters");
  }

  /// Refuses names this type does not take.
  void allow(Entry entry, Map<String, String> parameters, Set<String> allowed) {
    for (String key : parameters.keySet())
      if (!allowed.contains(key))
        problems.error(
            SheetProblem.Kind.UNKNOWN_PARAMETER,
            place(entry),
            key,
            String.join(", ", new TreeSet<>(allowed)));
  }

  private boolean check(Entry entry, Map<String, String> parameters, String key, boolean good) {
    if (good) return true;
    problems.error(
        SheetProblem.Kind.PARAMETER_VALUE, place(entry), key, parameters.getOrDefault(key, ""));
    return false;
  }

  static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean whole(String text) {
    return number(text).filter(n -> n.stripTrailingZeros().scale() <= 0).isPresent();
  }

  /// Applies a question's parameters.
  void apply(FormNode.Question question, Entry entry, Map<String, String> parameters) {
    switch (question.type) {
      case "text" -> {
        allow(entry, parameters, Set.of("rows"));
        String rows = parameters.get("rows");
        if (rows != null && check(entry, parameters, "rows", whole(rows)))
          question.control.put("rows", rows);
      }
      case "photo" -> photo(question, entry, parameters);
      case "audio" -> {
        allow(entry, parameters, Set.of("quality"));
        quality(entry, parameters, true)
            .ifPresent(q -> question.bind.put("odk:quality", Localized.of(q)));
      }
      case "background-audio" -> {
        allow(entry, parameters, Set.of("quality"));
        Map<String, String> more =
            quality(entry, parameters, false).map(q -> Map.of("odk:quality", q)).orElse(Map.of());
        question.actions.add(
            new FormNode.Action("odk:recordaudio", FormNode.Action.LOAD, "", more));
      }
      case "geopoint", "geotrace", "geoshape" -> geo(question, entry, parameters);
      case "range" -> new RangeParameters(this, model, entry, parameters, problems).apply(question);
      default -> {}
    }
  }

  private void photo(FormNode.Question question, Entry entry, Map<String, String> parameters) {
    allow(entry, parameters, Set.of("max-pixels", "app"));
    String pixels = parameters.get("max-pixels");
    if (pixels != null && check(entry, parameters, "max-pixels", whole(pixels)))
      question.bind.put("orx:max-pixels", Localized.of(pixels));
    String app = parameters.get("app");
    String appearance = question.control.getOrDefault("appearance", "annotate");
    if (app == null || !appearance.equals("annotate")) return;
    boolean named = app.matches("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+");
    if (check(entry, parameters, "app", named)) question.control.put("intent", app);
  }

  private Optional<String> quality(Entry entry, Map<String, String> parameters, boolean external) {
    String quality = parameters.get("quality");
    if (quality == null) return Optional.empty();
    boolean good = QUALITY.contains(quality) || (external && quality.equals("external"));
    return check(entry, parameters, "quality", good) ? Optional.of(quality) : Optional.empty();
  }

  private void geo(FormNode.Question question, Entry entry, Map<String, String> parameters) {
    boolean point = question.type.equals("geopoint");
    allow(
        entry,
        parameters,
        point
            ? Set.of(
                "allow-mock-accuracy", "capture-accuracy", "warning-accuracy", "reference-geometry")
            : Set.of("allow-mock-accuracy", "incremental", "reference-geometry"));
    String shapes = parameters.get("reference-geometry");
    if (shapes != null) model.geometries.put(question, shapes);
    String mock = parameters.get("allow-mock-accuracy");
    if (mock != null
        && check(entry, parameters, "allow-mock-accuracy", Set.of("true", "false").contains(mock)))
      question.bind.put("odk:allow-mock-accuracy", Localized.of(mock));
    if (!point) {
      String incremental = parameters.get("incremental");
      if (incremental != null
          && check(entry, parameters, "incremental", Truth.of(incremental).orElse(false)))
        question.control.put("incremental", "true");
      return;
    }
    accuracy(question, entry, parameters, "capture-accuracy", "accuracyThreshold");
    accuracy(question, entry, parameters, "warning-accuracy", "unacceptableAccuracyThreshold");
  }

  private void accuracy(
      FormNode.Question question,
      Entry entry,
      Map<String, String> parameters,
      String key,
      String attribute) {
    String value = parameters.get(key);
    if (value != null && check(entry, parameters, key, number(value).isPresent()))
      question.control.put(attribute, value);
  }

  /// Applies the audit's parameters.
  void audit(FormNode.Question audit, Entry entry, Map<String, String> parameters) {
    List<String> place = List.of("location-priority", "location-min-interval", "location-max-age");
    allow(
        entry,
        parameters,
        Set.of(
            "location-priority",
            "location-min-interval",
            "location-max-age",
            "track-changes",
            "identify-user",
            "track-changes-reasons"));
    for (String key : List.of("track-changes", "identify-user")) {
      String value = parameters.get(key);
      if (value != null && check(entry, parameters, key, Set.of("true", "false").contains(value)))
        audit.bind.put("odk:" + key, Localized.of(value));
    }
    String reasons = parameters.get("track-changes-reasons");
    if (reasons != null
        && check(entry, parameters, "track-changes-reasons", reasons.equals("on-form-edit")))
      audit.bind.put("odk:track-changes-reasons", Localized.of(reasons));
    if (place.stream().noneMatch(parameters::containsKey)) return;
    for (String key : place)
      if (!check(entry, parameters, key, parameters.containsKey(key))) return;
    String priority = parameters.getOrDefault("location-priority", "");
    String interval = parameters.getOrDefault("location-min-interval", "");
    String age = parameters.getOrDefault("location-max-age", "");
    Set<String> priorities = Set.of("no-power", "low-power", "balanced", "high-accuracy");
    if (!check(entry, parameters, "location-priority", priorities.contains(priority))) return;
    boolean seconds =
        Stream.of(interval, age).allMatch(v -> v.matches("\\d{1,9}"))
            && Long.parseLong(age) >= Long.parseLong(interval);
    if (!check(entry, parameters, "location-max-age", seconds)) return;
    for (String key : place)
      audit.bind.put("odk:" + key, Localized.of(parameters.getOrDefault(key, "")));
  }
}
