package cn.ruhu.survey.xlsform;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether every column that is translated is there in every language (what lacks shows as a dash),
/// and whether a program can tell which languages they are.
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

  /// The code at the end of a language's name (`English (en)`, `Tibetan (bo-CN)`), or alone.
  private static final Pattern CODE =
      Pattern.compile("(?:.*\\()?([A-Za-z]{2,3})(?:-[A-Za-z0-9]+)*\\)?\\s*");

  private Languages() {}

  static void check(Table survey, Table choices, Problems problems) {
    codes(List.of(survey, choices), problems);
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

  /// Each language without a code is told once, at its first column.
  private static void codes(List<Table> tables, Problems problems) {
    Set<String> told = new HashSet<>();
    for (Table table : tables)
      for (Table.Column column : table.columns()) {
        String language = column.meaning().language();
        boolean text = TRANSLATED.contains(column.meaning().key()) && !language.isEmpty();
        if (text && !coded(language) && told.add(language))
          problems.warn(
              SheetProblem.Kind.LANGUAGE_CODE,
              new SheetProblem.Place(
                  table.name(), 1, column.header().letter(), column.header().text()),
              language);
      }
  }

  private static boolean coded(String language) {
    Matcher match = CODE.matcher(language);
    if (!match.matches()) return false;
    Locale locale = Locale.of(match.group(1));
    return !locale.getDisplayLanguage(Locale.ENGLISH).equals(locale.getLanguage());
  }

  private static String shown(String key) {
    return switch (key) {
      case "bind::jr:constraintMsg" -> "constraint_message";
      case "bind::jr:requiredMsg" -> "required_message";
      default -> key.replace("media::", "");
    };
  }
}
