package cn.ruhu.survey.xlsform;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Whether every column that is translated is there in every language: what lacks shows as a dash.
final class Languages {
  private static final Set<String> TRANSLATED =
      Set.of(
          "label",
          "hint",
          "guidance_hint",
          "media::image",
          "media::big-image",
          "media::audio",
          "media::video",
          "bind::jr:constraintMsg",
          "bind::jr:requiredMsg",
          "bind::ruhu:warnMsg");

  private Languages() {}

  static void check(Table survey, Table choices, Problems problems) {
    for (Table table : new Table[] {survey, choices}) {
      Map<String, Set<String>> columns = new LinkedHashMap<>();
      Set<String> all = new LinkedHashSet<>();
      for (Table.Column column : table.columns()) {
        Columns.Meaning meaning = column.meaning();
        if (!TRANSLATED.contains(meaning.key())) continue;
        all.add(meaning.key());
        columns.computeIfAbsent(meaning.language(), _ -> new LinkedHashSet<>()).add(meaning.key());
      }
      if (columns.keySet().stream().allMatch(String::isEmpty)) continue;
      columns.forEach((language, has) -> {
        Set<String> missing = new LinkedHashSet<>(all);
        missing.removeAll(has);
        if (!missing.isEmpty())
          problems.warn(
              SheetProblem.Kind.MISSING_TRANSLATION,
              SheetProblem.Place.sheet(table.name()),
              language.isEmpty() ? "default" : language,
              String.join(", ", missing.stream().map(Languages::shown).toList()));
      });
    }
  }

  private static String shown(String key) {
    return switch (key) {
      case "bind::jr:constraintMsg" -> "constraint_message";
      case "bind::jr:requiredMsg" -> "required_message";
      default -> key.replace("media::", "");
    };
  }
}
