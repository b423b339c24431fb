package cn.ruhu.desktop.review;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/// The dense list of cases: numbers, then what chooses among them, then the table.
final class QueueView {
  /// stands where nobody can know the number
  private static final String UNKNOWN = "\u2013";

  private final Kit kit;
  private final QueueViewModel model;
  private final Page page;
  private final TableView<QueueRow> table;
  private final QueueChooser chooser;
  private final Button seen;
  private boolean first;
  private final Label behind = new Label();

  QueueView(Kit kit, QueueViewModel model, Consumer<UUID> open) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("review.title"));
    table = new QueueTable(kit, model, open).node();
    chooser = new QueueChooser(kit, model, this::saveView, table::requestFocus);
    seen =
        Buttons.keyed(Buttons.plain("review-seen", kit.t("review.act.seen"), this::markSeen), "M");
    behind.setId("review-behind");
    behind.getStyleClass().add("text-muted");
    behind.setMinWidth(Label.USE_PREF_SIZE);
    page.actions(behind, seen);
    page.body(numbers(), chooser.node(), table);
    model.rows.subscribe(this::counted);
    model.rows.subscribe(this::first);
    model.totals.subscribe(_ -> counted());
    model.behind.subscribe(_ -> counted());
    model.locked.subscribe(_ -> counted());
    model.trouble.subscribe(this::trouble);
    table.getSelectionModel().getSelectedItems().subscribe(this::chosen);
    counted();
    chosen();
  }

  Node node() {
    return page;
  }

  void focus() {
    table.requestFocus();
    first = table.getItems().isEmpty();
    if (!first && table.getSelectionModel().isEmpty()) table.getSelectionModel().select(0);
  }

  /// The first rows came after the keyboard: the first of them is in hand.
  private void first() {
    if (!first || table.getItems().isEmpty()) return;
    first = false;
    if (table.getSelectionModel().isEmpty()) table.getSelectionModel().select(0);
  }

  /// Ctrl+F.
  void search() {
    chooser.search();
  }

  /// J and K: the row below or above.
  void move(int by) {
    int rows = table.getItems().size();
    if (rows == 0) return;
    int at = Math.clamp(table.getSelectionModel().getSelectedIndex() + (long) by, 0, rows - 1);
    table.getSelectionModel().clearAndSelect(at);
    table.scrollTo(Math.max(0, at - 3));
  }

  private Node numbers() {
    var row =
        new Bar(
            number("review-waiting", "review.number.waiting", model.waiting, ""),
            number("review-due", "review.number.due", model.dueToday, "text-warning"),
            number("review-overdue", "review.number.overdue", model.overdue, "text-danger"),
            number("review-returned", "review.number.returned", model.returned, ""),
            number("review-conflicts", "review.number.conflicts", model.conflicts, "text-danger"));
    row.getStyleClass().add("review-numbers");
    return row;
  }

  private Node number(String id, String key, ObservableIntegerValue value, String alarm) {
    var figure = new Label();
    figure.setId(id);
    figure.getStyleClass().add("value-large");
    Runnable say =
        () -> {
          int v = value.get();
          figure.setText(model.locked.get() ? UNKNOWN : Integer.toString(v));
          figure.getStyleClass().removeAll("text-warning", "text-danger");
          if (v > 0 && !alarm.isEmpty()) figure.getStyleClass().add(alarm);
        };
    value.subscribe(_ -> say.run());
    model.locked.subscribe(_ -> say.run());
    var name = new Label(kit.t(key));
    name.getStyleClass().add("text-muted");
    var box = new Bar(figure, name);
    box.setAlignment(Pos.BASELINE_LEFT);
    box.getStyleClass().add("review-number");
    return box;
  }

  private void counted() {
    page.subtitle(
        model.locked.get()
            ? kit.t("review.locked.title")
            : kit.t("review.subtitle", model.rows.size(), model.totals.get().all()));
    long left = model.behind.get();
    behind.setText(kit.t("review.behind", left));
    Nodes.shown(behind, left > 0);
  }

  private List<QueueRow> selected() {
    return table.getSelectionModel().getSelectedItems().stream()
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private void chosen() {
    long news = selected().stream().filter(model::isChanged).count();
    Nodes.shown(seen, news > 0);
    seen.setText(kit.t("review.act.seen.count", news));
  }

  /// M: what came to the chosen cases was seen.
  void markSeen() {
    List<QueueRow> news = selected().stream().filter(model::isChanged).toList();
    if (!news.isEmpty()) model.seen(news);
  }

  /// Ctrl+S: what is chosen gets a name.
  void saveView() {
    if (model.filter.get().isAll()) {
      kit.notices().tell("VIEW", kit.t("review.view.nothing"));
      return;
    }
    Field name = new Fields(kit).text("review-view-name", kit.t("review.view.name")).required();
    kit.dialogs()
        .show(
            kit.t("review.view.save"),
            new VBox(10, name),
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.view.keep"),
                    () -> {
                      if (!Fields.allFine(List.of(name))) return false;
                      model.keepView(name.value().strip());
                      return true;
                    })));
  }

  private void trouble(String code) {
    if (!code.isEmpty())
      kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
  }
}
