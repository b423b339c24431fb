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
/// @param language `zh` or `en`
public record Opening(
    List<UUID> members,
    List<UUID> supporters,
    List<UUID> observers,
    SortedMap<String, String> values,
    String language) {
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
    this(members, List.of(), observers, values, language);
  }

  /// An opening in Chinese without supporters.
  public static Opening of(List<UUID> members, List<UUID> observers, Map<String, String> values) {
    return new Opening(members, observers, new TreeMap<>(values), "zh");
  }

  /// This opening with supporters.
  public Opening withSupporters(List<UUID> ids) {
    return new Opening(members, ids, observers, values, language);
  }

  String encode() {
    StringBuilder text = new StringBuilder(language);
    members.forEach(m -> text.append("\nm ").append(m));
    supporters.forEach(s -> text.append("\ns ").append(s));
    observers.forEach(o -> text.append("\no ").append(o));
    values.forEach((k, v) ->
        text.append("\nv ").append(Escapes.escape(k)).append('\t').append(Escapes.escape(v)));
    return text.toString();
  }

  static Opening decode(String text) throws SurveyException {
    List<UUID> members = new java.util.ArrayList<>();
    List<UUID> supporters = new java.util.ArrayList<>();
    List<UUID> observers = new java.util.ArrayList<>();
    SortedMap<String, String> values = new TreeMap<>();
    String[] lines = text.split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      String rest = lines[i].length() > 2 ? lines[i].substring(2) : "";
      int tab = rest.indexOf('\t');
      switch (lines[i].isEmpty() ? ' ' : lines[i].charAt(0)) {
        case 'm' -> members.add(Escapes.uuid(rest));
        case 's' -> supporters.add(Escapes.uuid(rest));
        case 'o' -> observers.add(Escapes.uuid(rest));
        case 'v' -> {
          if (tab < 0) throw new SurveyException("survey.damaged", "opening line " + i);
          values.put(
              Escapes.unescape(rest.substring(0, tab)), Escapes.unescape(rest.substring(tab + 1)));
        }
        default -> throw new SurveyException("survey.damaged", "opening line " + i);
      }
    }
    return new Opening(members, supporters, observers, values, lines[0]);
  }
}
