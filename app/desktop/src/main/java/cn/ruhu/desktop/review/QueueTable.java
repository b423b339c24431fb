package cn.ruhu.desktop.review;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Tables;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The columns of the queue, and what its cells show. Window thread only.
final class QueueTable {
  private static final String ORDER = "review.order";

  private final Kit kit;
  private final QueueViewModel model;
  private final ReviewWords words;
  private final TableView<QueueRow> table;

  QueueTable(Kit kit, QueueViewModel model, Consumer<UUID> open) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    table = table(open);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setSortPolicy(this::order);
    new Tables(kit).shows(table, model.rows, QueueRow::application);
    new Tables(kit).reading(table, model.read);
  }

  TableView<QueueRow> node() {
    return table;
  }

  private TableView<QueueRow> table(Consumer<UUID> open) {
    var tables = new Tables(kit);
    var empty = new Empty(Icon.REVIEW, kit.t("review.empty.title"), kit.t("review.empty.words"));
    TableView<QueueRow> t = tables.table("review-queue", empty, r -> open.accept(r.application()));
    add(
        t,
        tables.keep(tables.node(kit.t("review.column.due"), 208, Label::new, this::fillDue)),
        QueueOrder.DUE);
    add(t, tables.node(kit.t("review.column.household"), 196, VBox::new, this::fillWho), null);
    add(t, tables.text(kit.t("review.column.scheme"), 96, r -> words.schemes(r.schemes())), null);
    add(
        t,
        tables.node(kit.t("review.column.stage"), 94, HBox::new, this::fillStage),
        QueueOrder.STAGE);
    add(
        t,
        tables.node(kit.t("review.column.flags"), 112, HBox::new, this::fillFlags),
        QueueOrder.DOUBTS);
    add(
        t,
        tables.digits(kit.t("review.column.differences"), 54, r -> dash(r.differences())),
        QueueOrder.DIFFERENCES);
    add(
        t,
        tables.node(kit.t("review.column.talk"), 84, HBox::new, this::fillTalk),
        QueueOrder.ROUNDS);
    add(
        t,
        tables.node(kit.t("review.column.papers"), 104, HBox::new, this::fillPapers),
        QueueOrder.PAPERS);
    add(
        t,
        tables.node(kit.t("review.column.files"), 54, Label::new, this::fillFiles),
        QueueOrder.FILES);
    add(t, tables.text(kit.t("review.column.visitors"), 108, QueueRow::visitors), null);
    add(
        t,
        tables.digits(kit.t("review.column.waiting"), 76, r -> Integer.toString(r.waitingDays())),
        QueueOrder.WAITED);
    return t;
  }

  private static void add(
      TableView<QueueRow> table, TableColumn<QueueRow, ?> column, @Nullable QueueOrder order) {
    column.setSortable(order != null);
    if (order != null) column.getProperties().put(ORDER, order);
    table.getColumns().add(column);
  }

  /// The rows are ordered where they are chosen: a table would compare a hundred thousand cells.
  private boolean order(TableView<QueueRow> t) {
    QueueFilter now = model.filter.get();
    if (t.getSortOrder().isEmpty()) {
      model.filter.set(now.ordered(QueueOrder.PRESSING, false));
      return true;
    }
    TableColumn<QueueRow, ?> by = t.getSortOrder().getFirst();
    if (by.getProperties().get(ORDER) instanceof QueueOrder order)
      model.filter.set(now.ordered(order, by.getSortType() == TableColumn.SortType.DESCENDING));
    return true;
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
    if (model.isChanged(row))
      line.getChildren().addFirst(Badges.of(kit.t("review.changed"), Badges.Tone.ACCENT));
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

  /// Questions that wait, and how often the case went back and forth.
  private void fillTalk(HBox box, QueueRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(4);
    box.getChildren().clear();
    QueueRow.Talk talk = row.talk();
    if (talk.unanswered() > 0)
      box.getChildren()
          .add(Badges.of(kit.t("review.talk.open", talk.unanswered()), Badges.Tone.WARNING));
    else if (talk.questions() > 0)
      box.getChildren()
          .add(Badges.of(kit.t("review.talk.answered", talk.questions()), Badges.Tone.ACCENT));
    if (talk.rounds() > 0) {
      var rounds = new Label(kit.t("review.talk.rounds", talk.rounds()));
      rounds.getStyleClass().add(talk.rounds() > 1 ? "text-warning" : "hint");
      rounds.setMinWidth(Label.USE_PREF_SIZE);
      box.getChildren().add(rounds);
    }
    if (talk.another())
      Tooltip.install(
          box,
          new Tooltip(
              kit.t("review.header.another", talk.reviewer().map(model::nameOf).orElse(""))));
    box.setAccessibleText(
        kit.t("review.talk.said", talk.questions(), talk.unanswered(), talk.rounds()));
  }

  /// How many papers are there, and which is missing first; a number that is to follow is a lamp.
  private void fillPapers(HBox box, QueueRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    var count = new Label(row.papers().count().there() + "/" + row.papers().count().needed());
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
                    .map(QueueTable::label)
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
