package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of choices. One thread; `or_other` may add a choice while the survey is read.
final class ChoiceList {
  /// One choice.
  ///
  /// @param row its row on the choices sheet, 0 for one the compiler added
  /// @param label what is shown, or nothing
  /// @param media picture, sound or film by kind
  /// @param extra the sheet's other columns, for filters
  record Choice(
      int row,
      String name,
      @Nullable Localized label,
      Map<String, Localized> media,
      Map<String, String> extra) {
    Choice {
      media = Collections.unmodifiableMap(new LinkedHashMap<>(media));
      extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
  }

  private final String name;
  private final List<Choice> choices = new ArrayList<>();
  private boolean searched;

  ChoiceList(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  List<Choice> choices() {
    return Collections.unmodifiableList(choices);
  }

  void add(Choice choice) {
    choices.add(choice);
  }

  /// Whether the choices' labels lie among the translations: several languages, media, or a
  /// reference that is filled in while the form is used.
  boolean translated() {
    return choices.stream().anyMatch(ChoiceList::translated);
  }

  private static boolean translated(Choice choice) {
    if (!choice.media().isEmpty()) return true;
    Localized label = choice.label();
    return label != null && (label.translated() || Texts.dynamic(label.plain()));
  }

  /// The id of a choice's text.
  String textId(int index) {
    return name + "-" + index;
  }

  /// Marks the list as searched in a file (`search()`): its items stand in the question.
  void search() {
    searched = true;
  }

  boolean searched() {
    return searched;
  }

  /// Adds the choice `other` unless it is there.
  void addOther() {
    if (choices.stream().anyMatch(c -> c.name().equals("other"))) return;
    Localized label = Localized.of("Other");
    Map<String, String> languages = new LinkedHashMap<>();
    for (Choice choice : choices)
      if (choice.label() != null && choice.label().translated())
        choice.label().byLanguage().keySet().forEach(l -> languages.put(l, "Other"));
    if (!languages.isEmpty()) label = new Localized(languages);
    choices.add(new Choice(0, "other", label, Map.of(), Map.of()));
  }
}
