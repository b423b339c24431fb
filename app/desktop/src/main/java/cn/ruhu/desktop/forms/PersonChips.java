package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/// The people of a roster, one of them in hand, each with how much is still to be answered. Window
/// thread only.
final class PersonChips extends FlowPane {
  private final Map<String, Label> counts = new HashMap<>();

  /// @param people whose questions are asked now
  /// @param inHand path of the instance whose questions are shown
  /// @param chosen hears another choice
  PersonChips(Kit kit, List<Roster.Instance> people, String inHand, Consumer<String> chosen) {
    getStyleClass().add("people");
    setId("people");
    var group = new ToggleGroup();
    for (Roster.Instance i : people) {
      String name = i.title().isEmpty() ? kit.t("forms.person.unnamed") : i.title();
      var chip = new ToggleButton();
      var count = new Label();
      count.getStyleClass().addAll("badge", "warning");
      Nodes.shown(count, false);
      counts.put(i.path(), count);
      var inside = new Bar(kit.names().node(name), count);
      inside.setAlignment(Pos.CENTER_LEFT);
      inside.getStyleClass().add("field-top");
      chip.setGraphic(inside);
      chip.setAccessibleText(name);
      chip.setToggleGroup(group);
      chip.getStyleClass().add("person-chip");
      chip.setId("person-" + i.owner().map(UUID::toString).orElse(i.path()));
      chip.setSelected(i.path().equals(inHand));
      chip.setOnAction(_ -> {
        chip.setSelected(true);
        chosen.accept(i.path());
      });
      getChildren().add(chip);
    }
  }

  /// Counts what is open of everybody.
  void count(List<Question> questions) {
    var open = new HashMap<String, Integer>();
    for (Question q : questions)
      if (q.relevant() && open(q) && q.path().contains("]"))
        open.merge(q.path().substring(0, q.path().indexOf(']') + 1), 1, Integer::sum);
    counts.forEach((instance, label) -> set(label, open.getOrDefault(instance, 0)));
  }

  /// Says how much is open of one person.
  void count(String instance, int open) {
    Label label = counts.get(instance);
    if (label != null) set(label, open);
  }

  private static void set(Label label, int open) {
    String now = Integer.toString(open);
    if (!now.equals(label.getText())) label.setText(now);
    if (label.isVisible() != open > 0) Nodes.shown(label, open > 0);
  }

  /// Whether somebody has still to say something to a question.
  static boolean open(Question q) {
    return q.origin() == Question.Origin.PREFILLED
        || (q.required() && !q.readOnly() && q.origin() == Question.Origin.EMPTY);
  }
}
