package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.survey.Jump;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// Questions to look at again, in the form's order: invalid, unanswered, not confirmed, warned,
/// remarked, without an answer for a reason. Enter goes there. What the other investigator answers
/// alone is not among them. Window thread only.
///
/// Ids for tests: `jumps`, chips `jumps-<why>`.
public final class JumpList {
  /// A question on the list that the form knows nothing of: a supervisor's question, say.
  ///
  /// @param words why it is there
  public record Extra(Question question, String words) {}

  private record Row(String path, String why, String section, String question, String answer) {}

  private final Kit kit;

  private final List<Row> all = new ArrayList<>();
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final Map<Jump.Why, ToggleButton> chips = new EnumMap<>(Jump.Why.class);
  private final Map<Row, Jump.Why> reasons = new HashMap<>();
  private final TableView<Row> table;
  private Runnable close = () -> {};

  private JumpList(Kit kit, Consumer<String> go) {
    this.kit = kit;

    var tables = new Tables(kit);
    table =
        tables.table(
            "jumps",
            new Empty(Icon.DONE_ALL, kit.t("forms.jumps.none"), kit.t("forms.jumps.none.words")),
            row -> {
              close.run();
              go.accept(row.path());
            });
    table.getColumns().add(tables.text(kit.t("forms.jumps.why"), 90, Row::why));
    table.getColumns().add(tables.text(kit.t("forms.jumps.section"), 130, Row::section));
    table.getColumns().add(tables.text(kit.t("forms.jumps.question"), 330, Row::question));
    table.getColumns().add(tables.text(kit.t("forms.jumps.answer"), 150, Row::answer));
    table.setPrefHeight(420);
    tables.shows(table, rows, Row::path);
  }

  /// Opens the list over the form.
  ///
  /// @param extras further questions, shown with every reason
  /// @param go brings a question to the front, by its path
  public static void open(Kit kit, SurveyModel model, List<Extra> extras, Consumer<String> go) {
    var list = new JumpList(kit, go);
    list.read(model, extras);
    var box = new VBox(list.filters(), list.table);
    box.getStyleClass().add("jump-list");
    box.getStylesheets().add(QuestionColumn.stylesheet());
    list.close = kit.dialogs().read(kit.t("forms.jumps.title"), box, List.of());
    if (!list.rows.isEmpty()) list.table.getSelectionModel().select(0);
    list.table.requestFocus();
  }

  private void read(SurveyModel model, List<Extra> extras) {
    var titles = new HashMap<String, String>();
    for (Section s : model.session().sections())
      titles.put(s.id(), s.title().isEmpty() ? s.id() : s.title());
    Map<String, String> whose = Whose.of(model.session());
    for (Extra e : extras) all.add(row(e.question(), e.words(), titles, whose));
    for (Jump jump : model.session().margin().jumps()) {
      Question q = model.session().question(jump.path()).orElse(null);
      if (q == null) continue;
      Row row = row(q, kit.t("forms.jumps." + jump.why()), titles, whose);
      all.add(row);
      reasons.put(row, jump.why());
    }
    rows.setAll(all);
  }

  private Row row(Question q, String why, Map<String, String> titles, Map<String, String> whose) {
    String name = q.instance().map(i -> whose.getOrDefault(i, "")).orElse("");
    return new Row(
        q.path(),
        why,
        titles.getOrDefault(q.section(), q.section()),
        name.isEmpty() ? q.label() : name + " \u00b7 " + q.label(),
        Answers.words(kit.text(), q));
  }

  private FlowPane filters() {
    var row = new FlowPane();
    row.getStyleClass().add("people");
    for (Jump.Why why : Jump.Why.values()) {
      long n = reasons.values().stream().filter(w -> w == why).count();
      if (n == 0) continue;
      var chip = new ToggleButton(kit.t("forms.jumps.chip", kit.t("forms.jumps." + why), n));
      chip.setId("jumps-" + why);
      chip.getStyleClass().add("person-chip");
      chip.setSelected(true);
      chip.selectedProperty().subscribe(this::filter);
      chips.put(why, chip);
      row.getChildren().add(chip);
    }
    return row;
  }

  private void filter() {
    rows.setAll(
        all.stream()
            .filter(r -> {
              Jump.Why why = reasons.get(r);
              ToggleButton chip = why == null ? null : chips.get(why);
              return chip == null || chip.isSelected();
            })
            .toList());
  }
}
