package cn.ruhu.survey.xlsform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The settings sheet's first row, read as it is asked for. Settings may also stand as rows of the
/// survey (`set form title`), which come later and win. One thread.
final class Settings {
  /// Taken over into the form, but without effect in this product.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "public_key",
          "submission_url",
          "auto_send",
          "auto_delete",
          "client_editable",
          "sms_keyword",
          "sms_separator",
          "sms_allow_media",
          "sms_date_format",
          "sms_datetime_format",
          "sms_response",
          "prefix",
          "delimiter",
          "add_none_option",
          "flat");

  private final Table table;
  private final Entry entry;
  private final Map<String, String> overlaid = new HashMap<>();
  private final String fallbackId;

  Settings(Table table, String fallbackId) {
    this.table = table;
    this.entry = table.entries().isEmpty() ? new Entry(0, Map.of()) : table.entries().getFirst();
    this.fallbackId = fallbackId.isEmpty() ? "data" : fallbackId;
  }

  String text(String key) {
    return overlaid.getOrDefault(key, entry.text(key));
  }

  void overlay(String key, String value) {
    overlaid.put(key, value);
  }

  boolean yes(String key, boolean otherwise) {
    return Truth.of(text(key)).orElse(otherwise);
  }

  /// The name of the form's root element.
  String rootName() {
    String name = text("name");
    return name.isEmpty() ? "data" : name;
  }

  String formId() {
    String id = text("id_string");
    return id.isEmpty() ? fallbackId : id;
  }

  String title() {
    String title = text("title");
    return title.isEmpty() ? formId() : title;
  }

  String version() {
    return text("version");
  }

  /// The language texts without a language are in.
  String defaultLanguage() {
    String language = text("default_language");
    return language.isEmpty() ? "default" : language;
  }

  /// The attributes the root element is given (`attribute::NAME`).
  Map<String, String> attributes() {
    Map<String, String> attributes = new java.util.LinkedHashMap<>();
    entry.each("attribute", (name, value) -> attributes.put(name, value.plain()));
    return attributes;
  }

  SheetProblem.Place place(String key) {
    return table.place(entry.number(), key);
  }

  /// Checks what can be checked without the survey.
  void check(Problems problems) {
    if (!Lexer.isName(rootName()))
      problems.error(SheetProblem.Kind.SETTING_NAME, place("name"), rootName());
    for (String key : List.of("clean_text_values", "allow_choice_duplicates", "omit_instanceID"))
      if (!text(key).isEmpty() && Truth.of(text(key)).isEmpty())
        problems.warn(SheetProblem.Kind.SETTING_VALUE, place(key), key, text(key));
    for (String key : WITHOUT_EFFECT.stream().sorted().toList())
      if (entry.has(key)) problems.warn(SheetProblem.Kind.SETTING_IGNORED, place(key), key);
    for (Table.Column column : table.columns())
      if (!column.meaning().known() && entry.has(column.meaning().key()))
        problems.warn(
            SheetProblem.Kind.SETTING_IGNORED,
            place(column.meaning().key()),
            column.header().text());
  }
}
