package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The fields of a third value, each with the editor it has wherever else it is filled. Window
/// thread only.
final class OtherCard {
  private static final int LONG = 60;

  private final Kit kit;
  private final ConflictsViewModel model;
  private final Runnable after;
  private final VBox box = new VBox(12);
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Field> byName = new LinkedHashMap<>();
  private final Map<String, Label> ticks = new LinkedHashMap<>();

  /// @param after where Enter in the last field leads
  OtherCard(Kit kit, ConflictsViewModel model, Runnable after) {
    this.kit = kit;
    this.model = model;
    this.after = after;
    box.setId("conflicts-other-fields");
  }

  Node node() {
    return box;
  }

  /// Puts the fields of this question into the card, filled with what was typed.
  void show(Asked asked) {
    fields.clear();
    byName.clear();
    ticks.clear();
    box.getChildren().clear();
    for (Asked.Field f : asked.fields())
      box.getChildren().add(f.kind() == Asked.Kind.TICKS ? ticks(f) : field(f));
    if (!fields.isEmpty()) fields.getLast().onEnter(after);
  }

  private Field field(Asked.Field f) {
    var fields = new Fields(kit);
    String id = "conflicts-other-" + f.name();
    Field made =
        switch (f.kind()) {
          case MONEY -> fields.amount(id, f.label());
          case DIGITS -> fields.digits(id, f.label(), 12);
          case DATE -> fields.date(id, f.label());
          case ID_NUMBER -> fields.idNumber(id, f.label());
          case CHOICE -> fields.choice(id, f.label(), choices(f.table()));
          case YES_NO -> fields.choice(id, f.label(), yesNo());
          case TEXT, TICKS ->
              Math.max(f.kept().length(), f.offered().length()) > LONG
                  ? fields.area(id, f.label(), 3)
                  : fields.text(id, f.label());
        };
    made.valueProperty().set(model.typed.getOrDefault(f.name(), ""));
    made.valueProperty().subscribe((_, now) -> model.type(f.name(), now));
    made.check(v -> model.wrong(f, v).map(kit.text()::of));
    this.fields.add(made);
    byName.put(f.name(), made);
    return made;
  }

  private VBox ticks(Asked.Field f) {
    var label = new Label(f.label());
    label.getStyleClass().add("field-label");
    var flow = new FlowPane(12, 8);
    var problem = new Label();
    problem.getStyleClass().add("field-problem");
    problem.setWrapText(true);
    Nodes.shown(problem, false);
    ticks.put(f.name(), problem);
    List<String> on = Arrays.asList(model.typed.getOrDefault(f.name(), "").split(",", -1));
    var boxes = new ArrayList<CheckBox>();
    for (Choice c : choices(f.table())) {
      var tick = new CheckBox(c.label());
      tick.setId("conflicts-other-" + f.name() + "-" + c.code());
      tick.setUserData(c.code());
      tick.setSelected(on.contains(c.code()));
      tick.selectedProperty().subscribe((_, _) -> model.type(f.name(), chosen(boxes)));
      boxes.add(tick);
    }
    flow.getChildren().setAll(boxes);
    var field = new VBox(label, flow, problem);
    field.getStyleClass().add("field");
    return field;
  }

  private static String chosen(List<CheckBox> boxes) {
    return boxes.stream()
        .filter(CheckBox::isSelected)
        .map(b -> (String) b.getUserData())
        .collect(Collectors.joining(","));
  }

  private static List<Choice> choices(String table) {
    return CodeTables.table(table).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  private List<Choice> yesNo() {
    return List.of(
        new Choice("true", kit.t("work.value.yes"), "s"),
        new Choice("false", kit.t("work.value.no"), "f"));
  }

  /// The keyboard goes into the first field.
  void focus() {
    if (!fields.isEmpty()) fields.getFirst().focus();
    else box.lookupAll(".check-box").stream().findFirst().ifPresent(Node::requestFocus);
  }

  /// Whether every field holds what its kind can read; else the keyboard goes to the first that
  /// does not.
  boolean readable() {
    return Fields.allFine(fields);
  }

  /// Shows what is wrong, beside each field.
  ///
  /// @return the first field with a problem, null for none
  @Nullable Field problems() {
    Field first = null;
    for (var e : byName.entrySet()) {
      @Nullable Message words = model.problems.get(e.getKey());
      if (words == null) continue;
      e.getValue().problem(kit.text().of(words));
      if (first == null) first = e.getValue();
    }
    ticks.forEach((name, label) -> {
      @Nullable Message words = model.problems.get(name);
      label.setText(words == null ? "" : kit.text().of(words));
      Nodes.shown(label, words != null);
    });
    return first;
  }
}
