package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/// The languages a form is written in, one of them spoken now. Takes no room where there is but
/// one. Answers stay what they are. Window thread only.
///
/// Ids for tests: `language-<name>`.
public final class LanguageBar extends FlowPane {
  private static final Pattern TAGGED =
      Pattern.compile("(\\S.*?)\\s*\\([a-z]{2,3}(-[A-Za-z]{2,8})?\\)");

  private final Map<String, ToggleButton> buttons = new HashMap<>();
  private final SurveyModel model;

  /// @param chosen hears a language a person chose, after the form speaks it
  public LanguageBar(Kit kit, SurveyModel model, Consumer<String> chosen) {
    this.model = model;
    List<String> languages = model.session().languages();
    getStyleClass().add("form-languages");
    setAccessibleText(kit.t("forms.language"));
    Nodes.shown(this, languages.size() > 1);
    var group = new ToggleGroup();
    for (String name : languages) {
      var button = new ToggleButton(spelt(name));
      button.setId("language-" + name.replaceAll("[^A-Za-z0-9]", "-"));
      button.setToggleGroup(group);
      button.getStyleClass().add("small");
      button.setOnAction(_ -> {
        model.speak(name);
        spoken();
        chosen.accept(name);
      });
      buttons.put(name, button);
      getChildren().add(button);
    }
    spoken();
  }

  /// Marks the language that is spoken now.
  public void spoken() {
    String now = model.session().spoken();
    buttons.forEach((name, button) -> button.setSelected(name.equals(now)));
  }

  /// A language that is named by its tag is written as its speakers write it; a tag behind a name
  /// (`English (en)`, as the workbooks' standard asks) says nothing to who reads it.
  static String spelt(String name) {
    var tagged = TAGGED.matcher(name);
    if (tagged.matches()) return tagged.group(1);
    if (!name.matches("[a-z]{2,3}(-[A-Za-z]{2,8})?")) return name;
    Locale language = Locale.forLanguageTag(name);
    return language.getDisplayLanguage(language);
  }
}
