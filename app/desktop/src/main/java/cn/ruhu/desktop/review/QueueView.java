package cn.ruhu.desktop.review;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Tables;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The dense list of cases, numbers and chips above it.
final class QueueView {
  private final Kit kit;
  private final QueueViewModel model;
  private final ReviewWords words;
  private final Page page;
  private final TableView<QueueRow> table;
  private final Map<QueueViewModel.Chip, ToggleButton> chips =
      new EnumMap<>(QueueViewModel.Chip.class);

  QueueView(Kit kit, QueueViewModel model, Consumer<UUID> open) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    page = new Page(kit.t("review.title"));
    table = table(open);
    new Tables(kit).shows(table, model.rows, QueueRow::application);
    new Tables(kit).reading(table, model.read);
    page.body(numbers(), chips(), table);
    model.rows.subscribe(this::counted);
    model.trouble.subscribe(this::trouble);
    counted();
  }

  Node node() {
    return page;
  }

  void focus() {
    table.requestFocus();
    if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty())
      table.getSelectionModel().select(0);
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
    value.subscribe(v -> {
      figure.setText(Integer.toString(v.intValue()));
      figure.getStyleClass().removeAll("text-warning", "text-danger");
      if (v.intValue() > 0 && !alarm.isEmpty()) figure.getStyleClass().add(alarm);
    });
    var name = new Label(kit.t(key));
    name.getStyleClass().add("text-muted");
    var box = new Bar(figure, name);
    box.setAlignment(Pos.BASELINE_LEFT);
    box.getStyleClass().add("review-number");
    return box;
  }

  private Node chips() {
    var group = new ToggleGroup();
    var row = new Bar();
    row.getStyleClass().add("review-chips");
    for (QueueViewModel.Chip c : QueueViewModel.Chip.values()) {
      var chip = new ToggleButton();
      chip.setId("review-chip-" + c.name());
      chip.getStyleClass().add("review-chip");
      chip.setToggleGroup(group);
      chip.setSelected(c == model.chip.get());
      chip.setOnAction(_ -> {
        chip.setSelected(true);
        model.chip.set(c);
      });
      chips.put(c, chip);
      row.getChildren().add(chip);
    }
    return row;
  }

  private void counted() {
    chips.forEach(
        (c, chip) -> chip.setText(kit.t("review.chip." + c.name()) + "  " + model.count(c)));
    page.subtitle(
        kit.t("review.subtitle", model.rows.size(), model.count(QueueViewModel.Chip.ALL)));
  }

  private void trouble(String code) {
    if (!code.isEmpty())
      kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
  }

  private TableView<QueueRow> table(Consumer<UUID> open) {
    var tables = new Tables(kit);
    var empty = new Empty(Icon.REVIEW, kit.t("review.empty.title"), kit.t("review.empty.words"));
    TableView<QueueRow> t = tables.table("review-queue", empty, r -> open.accept(r.application()));
    t.getColumns()
        .add(tables.keep(tables.node(kit.t("review.column.due"), 208, Label::new, this::fillDue)));
    t.getColumns()
        .add(tables.node(kit.t("review.column.household"), 196, VBox::new, this::fillWho));
    t.getColumns()
        .add(tables.text(kit.t("review.column.scheme"), 104, r -> words.schemes(r.schemes())));
    t.getColumns().add(tables.node(kit.t("review.column.stage"), 94, HBox::new, this::fillStage));
    t.getColumns().add(tables.node(kit.t("review.column.flags"), 112, HBox::new, this::fillFlags));
    t.getColumns()
        .add(tables.digits(kit.t("review.column.differences"), 54, r -> dash(r.differences())));
    t.getColumns()
        .add(tables.node(kit.t("review.column.papers"), 112, HBox::new, this::fillPapers));
    t.getColumns().add(tables.node(kit.t("review.column.files"), 54, Label::new, this::fillFiles));
    t.getColumns().add(tables.text(kit.t("review.column.visitors"), 114, QueueRow::visitors));
    t.getColumns()
        .add(
            tables.digits(
                kit.t("review.column.waiting"), 76, r -> Integer.toString(r.waitingDays())));
    return t;
  }

  private static String dash(int n) {
    return n == 0 ? "\u2013" : Integer.toString(n);
  }

  private void fillDue(Label label, QueueRow row) {
    label.setText(words.due(row.due(), row.daysLeft()));
    boolean unsure = row.due().isPresent() && row.due().get().provisional();
    label.setTooltip(unsure ? new Tooltip(kit.t("review.due.provisional.why")) : null);
    label.getStyleClass().removeAll("text-danger", "text-warning");
    if (row.due().isEmpty()) return;
    if (row.daysLeft() < 0) label.getStyleClass().add("text-danger");
    else if (row.daysLeft() <= 3) label.getStyleClass().add("text-warning");
  }

  private void fillWho(VBox box, QueueRow row) {
    var name = kit.names().node(row.applicant());
    name.getStyleClass().add("review-strong");
    var people = new Label(kit.t("review.people", row.people()));
    people.getStyleClass().add("hint");
    people.setMinWidth(Label.USE_PREF_SIZE);
    var address = new Label(row.address());
    address.getStyleClass().add("hint");
    // the end tells one household from the next, the beginning is the same street for all
    address.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    var line = new HBox(8, name, people, address);
    line.setAlignment(Pos.CENTER_LEFT);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().setAll(line);
  }

  private void fillStage(HBox box, QueueRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    String label = CodeTables.label("stage", row.stage().name());
    Badges.Tone tone =
        row.conflict()
            ? Badges.Tone.DANGER
            : row.returned()
                ? Badges.Tone.WARNING
                : row.mine() ? Badges.Tone.ACCENT : Badges.Tone.NEUTRAL;
    String words =
        row.conflict()
            ? kit.t("review.stage.conflict")
            : row.returned() ? kit.t("review.stage.returned") : label;
    box.getChildren().setAll(Badges.of(words, tone));
  }

  private void fillFlags(HBox box, QueueRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(4);
    box.getChildren().clear();
    if (row.must() > 0)
      box.getChildren().add(Badges.of(kit.t("review.level.must", row.must()), Badges.Tone.DANGER));
    if (row.should() > 0)
      box.getChildren()
          .add(Badges.of(kit.t("review.level.should", row.should()), Badges.Tone.WARNING));
    if (row.quality() > 0)
      box.getChildren()
          .add(Badges.of(kit.t("review.level.quality", row.quality()), Badges.Tone.NEUTRAL));
    if (box.getChildren().isEmpty()) box.getChildren().add(new Label("\u2013"));
  }

  /// How many papers are there, and which is missing first; a number that is to follow is a lamp.
  private void fillPapers(HBox box, QueueRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    var count = new Label(row.papers().there() + "/" + row.papers().needed());
    count
        .getStyleClass()
        .setAll("label", "digits", row.missing().isEmpty() ? "hint" : "text-warning");
    count.setMinWidth(Label.USE_PREF_SIZE);
    String all = missing(row);
    count.setTooltip(new Tooltip(all));
    box.getChildren().setAll(count);
    if (row.pending() > 0)
      box.getChildren().add(Badges.of(kit.t("review.pending"), Badges.Tone.WARNING));
    if (!row.missing().isEmpty()) {
      var first = new Label(label(row.missing().getFirst()));
      first.getStyleClass().add("hint");
      first.setMinWidth(0);
      first.setTooltip(new Tooltip(all));
      box.getChildren().add(first);
    }
    box.setAccessibleText(all);
  }

  private String missing(QueueRow row) {
    String papers =
        row.missing().isEmpty()
            ? kit.t("review.papers.all")
            : kit.t(
                "review.papers.missing",
                row.missing().size(),
                row.missing().stream()
                    .map(QueueView::label)
                    .collect(Collectors.joining(kit.t("work.value.comma"))));
    return row.pending() == 0
        ? papers
        : papers + " " + kit.t("review.pending.people", row.pending());
  }

  private static String label(String slot) {
    return CodeTables.label("docType", slot);
  }

  private void fillFiles(Label label, QueueRow row) {
    label.setText(row.filesIn() + " / " + row.filesAll());
    label.getStyleClass().remove("text-warning");
    if (row.filesIn() < row.filesAll()) label.getStyleClass().add("text-warning");
  }
}
