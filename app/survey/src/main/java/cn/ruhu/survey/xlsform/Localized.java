package cn.ruhu.survey.xlsform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A text as a row gives it: once without a language, or in several, in the order of the columns.
///
/// @param byLanguage the text by language name; the empty name stands for a column without one
record Localized(Map<String, String> byLanguage) {
  Localized {
    byLanguage = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
  }

  static Localized of(String text) {
    return new Localized(Map.of("", text));
  }

  Localized with(String language, String text) {
    Map<String, String> more = new LinkedHashMap<>(byLanguage);
    more.put(language, text);
    return new Localized(more);
  }

  /// Whether any language is named, so that the text belongs into the translations.
  boolean translated() {
    return byLanguage.keySet().stream().anyMatch(language -> !language.isEmpty());
  }

  /// The text without a language, or the first there is.
  String plain() {
    String text = byLanguage.get("");
    return text != null ? text : byLanguage.values().iterator().next();
  }

  /// By language, the text without one counted as the default language's unless that is named too.
  Map<String, String> in(String defaultLanguage) {
    Map<String, String> texts = new LinkedHashMap<>();
    byLanguage.forEach((language, text) -> {
      if (!language.isEmpty()) texts.put(language, text);
      else if (!byLanguage.containsKey(defaultLanguage)) texts.put(defaultLanguage, text);
    });
    return texts;
  }

  Localized map(UnaryOperator<String> change) {
    Map<String, String> changed = new LinkedHashMap<>();
    byLanguage.forEach((language, text) -> changed.put(language, change.apply(text)));
    return new Localized(changed);
  }
}
