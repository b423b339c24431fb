package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The standard's column names of one sheet and their other spellings. A header is looked up as it
/// stands, then in lower case with underscores, then split at `::` (at `:` where the sheet uses no
/// `::`) into name, part and language.
///
/// @param known names of the sheet
/// @param aliases other spelling → name, or group and part (`bind::relevant`)
record Columns(Set<String> known, Map<String, String> aliases) {
  private static final String DELIMITER = "::";

  /// Heads whose second token is a part and whose third is a language.
  private static final Set<String> GROUPS =
      Set.of("media", "bind", "control", "instance", "attribute");

  /// Heads whose second token is a language.
  private static final Set<String> TEXTS = Set.of("label", "hint", "guidance_hint");

  static final Columns SURVEY = survey();
  static final Columns CHOICES =
      new Columns(
          Set.of("list_name", "name", "label", "media", "sms_option"),
          with(media(), "caption", "label", "value", "name"));
  static final Columns OSM = CHOICES;
  static final Columns SETTINGS =
      new Columns(
          Set.of(
              "name",
              "title",
              "id_string",
              "version",
              "style",
              "public_key",
              "submission_url",
              "auto_send",
              "auto_delete",
              "default_language",
              "instance_name",
              "instance_xmlns",
              "instance_id",
              "namespaces",
              "allow_choice_duplicates",
              "clean_text_values",
              "omit_instanceID",
              "attribute",
              "prefix",
              "delimiter",
              "client_editable",
              "flat",
              "add_none_option",
              "sms_keyword",
              "sms_separator",
              "sms_allow_media",
              "sms_date_format",
              "sms_datetime_format",
              "sms_response"),
          Map.of(
              "form_title", "title",
              "set_form_title", "title",
              "form_id", "id_string",
              "set_form_id", "id_string",
              "omit_instanceid", "omit_instanceID"));
  static final Columns ENTITIES =
      new Columns(
          Set.of("dataset", "entity_id", "create_if", "update_if", "label", "repeat"),
          Map.of("list_name", "dataset"));

  /// What a header means.
  ///
  /// @param key the column's name, or group and part joined by `::`; an unknown header as it is
  /// @param language the language named, or empty
  /// @param known whether the standard knows it
  record Meaning(String key, String language, boolean known) {}

  Columns {
    known = Set.copyOf(known);
    aliases = Map.copyOf(aliases);
  }

  private static Columns survey() {
    Map<String, String> aliases = new HashMap<>(media());
    String[][] names = {
      {"bind::readonly", "read_only", "readonly"},
      {"bind::relevant", "relevant", "relevance"},
      {"bind::required", "required"},
      {"bind::constraint", "constraint"},
      {"bind::jr:constraintMsg", "constraining_message", "constraint_message"},
      {"bind::calculate", "calculation", "calculate"},
      {"bind::jr:requiredMsg", "requiredmsg", "required_message"},
      {"bind::jr:noAppErrorString", "noapperrorstring", "no_app_error_string"},
      {"bind::entities:saveto", "save_to"},
      {"control::appearance", "appearance"},
      {"control::jr:count", "count", "repeat_count", "jr:count"},
      {"control::autoplay", "autoplay"},
      {"control::rows", "rows"},
      {"control", "body"},
      {"instance::odk:tag", "compact_tag"},
      {"label", "caption"},
      {"type", "command"},
      {"name", "tag", "value"}
    };
    for (String[] each : names)
      for (String alias : Arrays.copyOfRange(each, 1, each.length)) aliases.put(alias, each[0]);
    return new Columns(
        Set.of(
            "type",
            "name",
            "label",
            "hint",
            "guidance_hint",
            "default",
            "choice_filter",
            "parameters",
            "trigger",
            "bind",
            "control",
            "media",
            "instance",
            "intent",
            "disabled",
            "list_name",
            "sms_field",
            "sms_option",
            "query",
            "itemset"),
        aliases);
  }

  private static Map<String, String> media() {
    return Map.of(
        "image", "media::image",
        "big-image", "media::big-image",
        "audio", "media::audio",
        "video", "media::video");
  }

  private static Map<String, String> with(Map<String, String> some, String... more) {
    Map<String, String> all = new HashMap<>(some);
    for (int i = 0; i < more.length; i += 2) all.put(more[i], more[i + 1]);
    return all;
  }

  /// What a header means on this sheet.
  ///
  /// @param doubled whether any header of the sheet has `::`
  Meaning meaning(String header, boolean doubled) {
    String plain = known(header);
    if (plain != null) return new Meaning(plain, "", true);
    List<String> tokens = tokens(header, doubled);
    String first = snake(tokens.getFirst());
    List<String> path = new ArrayList<>();
    String alias = aliases.get(first);
    if (alias != null) path.addAll(Arrays.asList(alias.split(DELIMITER, -1)));
    else if (known.contains(first)) path.add(first);
    else return new Meaning(header, "", false);
    path.addAll(tokens.subList(1, tokens.size()));
    return named(path, header);
  }

  private @Nullable String known(String header) {
    if (known.contains(header) && !aliases.containsKey(header)) return single(header);
    String snake = snake(header);
    return known.contains(snake) && !aliases.containsKey(snake) ? single(snake) : null;
  }

  /// A group alone (`media`) says nothing.
  private static @Nullable String single(String name) {
    return GROUPS.contains(name) ? null : name;
  }

  private static Meaning named(List<String> path, String header) {
    String head = path.getFirst();
    int size = path.size();
    if (GROUPS.contains(head)) {
      if (size == 2 || size == 3)
        return new Meaning(head + DELIMITER + path.get(1), size == 3 ? path.get(2) : "", true);
    } else if (size == 1) {
      return new Meaning(head, "", true);
    } else if (size == 2 && TEXTS.contains(head)) {
      return new Meaning(head, path.get(1), true);
    }
    return new Meaning(header, "", false);
  }

  private static List<String> tokens(String header, boolean doubled) {
    boolean twice = doubled || header.contains(DELIMITER);
    List<String> tokens = new ArrayList<>();
    for (String token : header.split(twice ? DELIMITER : ":", -1)) tokens.add(token.strip());
    int jr = twice ? -1 : tokens.indexOf("jr");
    if (jr >= 0 && jr + 1 < tokens.size()) tokens.set(jr, "jr:" + tokens.remove(jr + 1));
    return tokens;
  }

  private static String snake(String text) {
    return String.join("_", text.strip().split("\\s+", -1)).toLowerCase(Locale.ROOT);
  }
}
