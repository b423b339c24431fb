package cn.ruhu.survey;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What a session starts from: everything external comes in here, by the keys facts go out by.
///
/// @param members household members, in the order of the form, by record id
/// @param supporters people bound to support from outside the household, by record id
/// @param observers the investigators; each has an own section O
/// @param values values before the first question, keyed like {@link SurveySession#facts()}; lower
///   case names reach the form's hidden nodes (`declared_income`, `name@<member>`)
/// @param language `zh`, `en`, or a language as the form names it
/// @param lastSaved the answers of the visit saved before as instance XML, for forms that read
///   them; empty for none
public record Opening(
    List<UUID> members,
    List<UUID> supporters,
    List<UUID> observers,
    SortedMap<String, String> values,
    String language,
    String lastSaved) {
  static final String PROPERTY = "property:";

  /// Copies everything.
  public Opening {
    members = List.copyOf(members);
    supporters = List.copyOf(supporters);
    observers = List.copyOf(observers);
    values = new TreeMap<>(values);
  }

  /// An opening without supporters.
  public Opening(
      List<UUID> members, List<UUID> observers, SortedMap<String, String> values, String language) {
    this(members, List.of(), observers, values, language, "");
  }

  /// An opening without a visit saved before.
  public Opening(
      List<UUID> members,
      List<UUID> supporters,
      List<UUID> observers,
      SortedMap<String, String> values,
      String language) {
    this(members, supporters, observers, values, language, "");
  }

  /// An opening in Chinese without supporters.
  public static Opening of(List<UUID> members, List<UUID> observers, Map<String, String> values) {
    return new Opening(members, observers, new TreeMap<>(values), "zh");
  }

  /// This opening with supporters.
  public Opening withSupporters(List<UUID> ids) {
    return new Opening(members, ids, observers, values, language, lastSaved);
  }

  /// This opening with the answers of the visit saved before.
  public Opening withLastSaved(String instanceXml) {
    return new Opening(members, supporters, observers, values, language, instanceXml);
  }

  /// This opening with what the device knows of itself and its user: `deviceid`, `username`,
  /// `phonenumber`, `email`. Forms may ask for it; what is not told stays empty.
  public Opening withProperties(Map<String, String> properties) {
    SortedMap<String, String> more = new TreeMap<>(values);
    properties.forEach((name, value) -> more.put(PROPERTY + name, value));
    return new Opening(members, supporters, observers, more, language, lastSaved);
  }

  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    values.forEach((key, value) -> {
      if (key.startsWith(PROPERTY)) properties.put(key.substring(PROPERTY.length()), value);
    });
    return properties;
  }

  String encode() {
    StringBuilder text = new StringBuilder(language);
    members.forEach(m -> text.append("\nm ").append(m));
    supporters.forEach(s -> text.append("\ns ").append(s));
    observers.forEach(o -> text.append("\no ").append(o));
    values.forEach((k, v) ->
        text.append("\nv ").append(Escapes.escape(k)).append('\t').append(Escapes.escape(v)));
    if (!lastSaved.isEmpty()) text.append("\nl ").append(Escapes.escape(lastSaved));
    return text.toString();
  }

  static Opening decode(String text) throws SurveyException {
    List<UUID> members = new java.util.ArrayList<>();
    List<UUID> supporters = new java.util.ArrayList<>();
    List<UUID> observers = new java.util.ArrayList<>();
    SortedMap<String, String> values = new TreeMap<>();
    String lastSaved = "";
    String[] lines = text.split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      String rest = lines[i].length() > 2 ? lines[i].substring(2) : "";
      int tab = rest.indexOf('\t');
      switch (lines[i].isEmpty() ? ' ' : lines[i].charAt(0)) {
        case 'm' -> members.add(Escapes.uuid(rest));
        case 's' -> supporters.add(Escapes.uuid(rest));
        case 'o' -> observers.add(Escapes.uuid(rest));
        case 'l' -> lastSaved = Escapes.unescape(rest);
        case 'v' -> {
          if (tab < 0) throw new SurveyException("survey.damaged", "opening line " + i);
          values.put(
              Escapes.unescape(rest.substring(0, tab)), Escapes.unescape(rest.substring(tab + 1)));
        }
        default -> throw new SurveyException("survey.damaged", "opening line " + i);
      }
    }
    return new Opening(members, supporters, observers, values, lines[0], lastSaved);
  }
}
