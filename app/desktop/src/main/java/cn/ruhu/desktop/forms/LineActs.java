package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Roster;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What can be done to the lines of a roster that is shown one by one. Window thread only.
final class LineActs {
  private final Kit kit;
  private final SurveyModel model;
  private final Supplier<UUID> newMember;

  LineActs(Kit kit, SurveyModel model, Supplier<UUID> newMember) {
    this.kit = kit;
    this.model = model;
    this.newMember = newMember;
  }

  /// The head of a line's card.
  ///
  /// @param rest whether the card holds only what the line's row in a table does not
  Node head(Roster roster, String path, boolean rest) {
    int n = 1 + roster.instances().stream().map(Roster.Instance::path).toList().indexOf(path);
    var label = new Label(kit.t(rest ? "forms.line.rest" : "forms.line", roster.title(), n));
    label.getStyleClass().add("section-title");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var head = new Bar(label, grow);
    head.setAlignment(Pos.CENTER_LEFT);
    boolean removable = roster.canChange() && roster.instances().size() > roster.minimum();
    if (removable && !rest)
      head.getChildren()
          .add(
              Buttons.with(
                  Icon.DELETE, Buttons.quiet("", kit.t("forms.line.remove"), () -> remove(path))));
    return head;
  }

  /// An answer on its way is put in by its path: until it is there no line may move.
  private void remove(String path) {
    if (model.waiting()) kit.notices().done(kit.t("forms.line.wait"));
    else model.remove(path);
  }

  /// What stands below the lines: one more, one back, all as a table; nothing where nothing can be
  /// done.
  ///
  /// @param table whether they can be a table
  Optional<Node> foot(Roster roster, boolean table) {
    var row = new FlowPane();
    row.getStyleClass().add("roster-acts");
    String id = roster.path().replaceAll("[^A-Za-z0-9]", "-");
    boolean member = roster.owners().people();
    if (roster.canChange())
      row.getChildren()
          .add(
              Buttons.with(
                  Icon.ADD,
                  Buttons.plain(
                      "add-" + id,
                      kit.t(member ? "forms.person.add" : "forms.line.add", roster.title()),
                      () -> add(roster))));
    if (roster.canChange() && model.session().canPutBack())
      row.getChildren()
          .add(
              Buttons.with(
                  Icon.UNDO,
                  Buttons.quiet("put-back" + id, kit.t("forms.line.back"), this::putBack)));
    if (table)
      row.getChildren()
          .add(
              Buttons.with(
                  Icon.TABLE,
                  Buttons.quiet(
                      "as-table" + id,
                      kit.t("forms.table.show"),
                      () -> model.asTable(roster, true))));
    return row.getChildren().isEmpty() ? Optional.empty() : Optional.of(row);
  }

  private void add(Roster roster) {
    Optional<UUID> owner =
        roster.owners().people() ? Optional.of(newMember.get()) : Optional.empty();
    refused(model.add(roster.path(), owner));
  }

  private void putBack() {
    refused(model.putBack());
  }

  private void refused(Answer answer) {
    if (answer instanceof Answer.Rejected no) kit.notices().done(no.message());
  }
}
