package cn.ruhu.desktop.review;

import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Tables;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The columns of the queue, and what its cells show. Window thread only.
final class QueueTable {
  private static final String ORDER = "queue.order";

  private final Kit kit;
  private final QueueViewModel model;
  private final ReviewWords words;
  private final QueueCells cells;
  private final TableView<QueueRow> table;

  QueueTable(Kit kit, QueueViewModel model, Consumer<UUID> open) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    this.cells = new QueueCells(kit, model, words);
    table = table(open);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setSortPolicy(this::order);
    new Tables(kit).showsOrdered(table, model.rows, QueueRow::application);
    var locked = new Empty(Icon.LOCK, kit.t("review.locked.title"), kit.t("review.locked.words"));
    new Tables(kit).reading(table, model.read, model.locked, locked);
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
        tables.keep(
            tables.node(kit.t("review.column.due"), 208, cells::due, QueueCells.DueCell::fill)),
        QueueOrder.DUE);
    add(
        t,
        tables.node(kit.t("review.column.household"), 186, cells::who, QueueCells.Who::fill),
        null);
    add(t, tables.text(kit.t("review.column.scheme"), 96, r -> words.schemes(r.schemes())), null);
    add(
        t,
        tables.node(kit.t("review.column.stage"), 94, cells::at, QueueCells.At::fill),
        QueueOrder.STAGE);
    add(
        t,
        tables.node(kit.t("review.column.flags"), 120, cells::flags, QueueCells.Flags::fill),
        QueueOrder.DOUBTS);
    add(
        t,
        tables.digits(kit.t("review.column.differences"), 54, r -> dash(r.differences())),
        QueueOrder.DIFFERENCES);
    add(
        t,
        tables.node(kit.t("review.column.talk"), 104, cells::talk, QueueCells.Talk::fill),
        QueueOrder.ROUNDS);
    add(
        t,
        tables.node(kit.t("review.column.papers"), 82, cells::papers, QueueCells.Papers::fill),
        QueueOrder.PAPERS);
    add(
        t,
        tables.node(kit.t("review.column.files"), 54, cells::files, QueueCells.Files::fill),
        QueueOrder.FILES);
    add(t, tables.text(kit.t("review.column.visitors"), 118, QueueRow::visitors), null);
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
}
