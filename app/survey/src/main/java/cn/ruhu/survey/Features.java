package cn.ruhu.survey;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What of the form standard is done here. Everything a form asks for that is not on these lists is
/// named when the form is loaded; the answer is the text key of what it is.
final class Features {
  static final String XFORMS = "http://www.w3.org/2002/xforms";
  static final String JAVAROSA = "http://openrosa.org/javarosa";
  static final String OPENROSA = "http://openrosa.org/xforms";
  static final String ODK = "http://www.opendatakit.org/xforms";
  static final String ENTITIES = "http://www.opendatakit.org/xforms/entities";
  static final String HTML = "http://www.w3.org/1999/xhtml";

  /// Our own attributes on a bind: `warn`, `warnMsg`, `no-answer`.
  static final String RUHU = "http://ruhu.cn/xforms";

  /// Words of our visit forms.
  private static final Set<String> VISIT_WORDS =
      Set.of(
          "money",
          "yesno",
          "note",
          "months",
          "must-ask",
          "no-prefill",
          "confirm-section",
          "open-roster",
          "roster-member",
          "roster-staff",
          "roster-supporter",
          "roster-lines",
          "roster-table",
          "part-table",
          "part-door",
          "part-signatures");

  /// Words that ask for nothing a keyboard and a screen of ours lack.
  private static final Set<String> HARMLESS =
      Set.of(
          "full",
          "default",
          "dropdown",
          "radio",
          "checkbox",
          "no-collapse",
          "hr",
          "no-autocomplete");

  private static final Set<String> BIND =
      Set.of(
          "nodeset",
          "id",
          "type",
          "relevant",
          "required",
          "readonly",
          "constraint",
          "calculate",
          "saveIncomplete",
          "ref");
  private static final Set<String> BIND_JAVAROSA =
      Set.of("constraintMsg", "requiredMsg", "preload", "preloadParams", "noAppErrorString");
  private static final Set<String> BIND_OTHER =
      Set.of("max-pixels", "saveto", "warn", "warnMsg", "no-answer", "length");
  private static final Set<String> CONTROL =
      Set.of(
          "ref",
          "bind",
          "nodeset",
          "appearance",
          "mediatype",
          "start",
          "end",
          "step",
          "tick-interval",
          "tickinterval",
          "placeholder",
          "rows",
          "id",
          "event",
          "value",
          "form",
          "max-pixels",
          "count",
          "query",
          "noAddRemove",
          "template",
          "class",
          "style",
          "lang",
          "accuracyThreshold",
          "unacceptableAccuracyThreshold",
          "model",
          "sidecar",
          "incremental",
          "labelForm",
          "default",
          "space");
  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "body",
          "model",
          "title",
          "meta",
          "group",
          "repeat",
          "input",
          "select",
          "select1",
          "rank",
          "range",
          "upload",
          "trigger",
          "label",
          "hint",
          "item",
          "itemset",
          "value",
          "copy",
          "output",
          "setvalue",
          "itext",
          "translation",
          "text",
          "bind",
          "instance",
          "secret",
          "style",
          "link");
  private static final Set<String> TYPES =
      Set.of(
          "string",
          "text",
          "int",
          "integer",
          "long",
          "decimal",
          "double",
          "float",
          "boolean",
          "date",
          "time",
          "dateTime",
          "select1",
          "select",
          "rank",
          "geopoint",
          "geotrace",
          "geoshape",
          "barcode",
          "binary",
          "selectone",
          "selectmultiple",
          "positiveInteger",
          "nonNegativeInteger",
          "anyURI");
  private static final Set<String> PRELOADS =
      Set.of("timestamp", "date", "uid", "property", "context", "patient");
  private static final Set<String> PROPERTIES =
      Set.of(
          "deviceid",
          "username",
          "phonenumber",
          "email",
          "uri:deviceid",
          "uri:username",
          "uri:phonenumber",
          "uri:email");

  /// What is done another way, with the text that says how.
  private static final Map<String, String> ANOTHER_WAY =
      Map.of(
          "image-map", "survey.feature.image-map",
          "map", "survey.feature.map",
          "maps", "survey.feature.map",
          "placement-map", "survey.feature.map");

  private Features() {}

  /// Whether a word is one of our visit forms' parts.
  static boolean part(String token) {
    return token.startsWith("part-") && VISIT_WORDS.contains(token);
  }

  static boolean appearance(String token) {
    return Look.known(token)
        || VISIT_WORDS.contains(token)
        || HARMLESS.contains(token)
        || token.matches("min-\\d{1,2}|[wW]\\d{1,2}");
  }

  /// The text that says how a word is followed in another way.
  static Optional<String> anotherWay(String token) {
    return Optional.ofNullable(ANOTHER_WAY.get(token));
  }

  static boolean bindAttribute(String space, String name) {
    return switch (space) {
      case "" -> BIND.contains(name);
      case JAVAROSA -> BIND_JAVAROSA.contains(name);
      default -> BIND_OTHER.contains(name);
    };
  }

  static boolean controlAttribute(String name) {
    return CONTROL.contains(name);
  }

  static boolean element(String name) {
    return ELEMENTS.contains(name);
  }

  static boolean type(String type) {
    return TYPES.contains(type.substring(type.indexOf(':') + 1));
  }

  static boolean preload(String kind, String parameters) {
    return PRELOADS.contains(kind)
        && (!kind.equals("property")
            || PROPERTIES.contains(parameters.toLowerCase(java.util.Locale.ROOT)));
  }
}
