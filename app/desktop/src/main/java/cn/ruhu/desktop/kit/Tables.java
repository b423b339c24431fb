package cn.ruhu.desktop.kit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// Dense tables: rows are immutable records, cells own their controls and clear them when empty
/// (STYLE §B 13). Enter and double click open a row.
public final class Tables {
  private static final double ROW_COMPACT = 34;
  private static final double ROW_COMFORTABLE = 48;

  /// width of a column of ticks
  private static final double MARKS = 44;

  /// width of a column with standard text
  private static final String WIDTH = "ruhu.width";

  private final Kit kit;

  public Tables(Kit kit) {
    this.kit = kit;
  }

  /// A table with what it says when empty and what opening a row does.
  public <T> TableView<T> table(String id, Node empty, Consumer<T> open) {
    var table = new TableView<T>();
    table.setId(id);
    table.setAccessibleText(kit.t("kit.table"));
    table.getStyleClass().addAll("dense", "ruhu-table");
    table.setPlaceholder(empty);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    kit.theme().density().subscribe(() -> table.setFixedCellSize(rowHeight()));
    kit.theme()
        .zoom()
        .subscribe(() -> {
          table.setFixedCellSize(rowHeight());
          fit(table);
        });
    table.setFixedCellSize(rowHeight());
    table.widthProperty().subscribe(() -> fit(table));
    table.getColumns().subscribe(() -> fit(table));
    table.setRowFactory(_ -> {
      var row = new TableRow<T>();
      row.setOnMouseClicked(e -> {
        if (e.getClickCount() == 2 && e.getButton() == MouseButton.PRIMARY && row.getItem() != null)
          open.accept(row.getItem());
      });
      return row;
    });
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          T item = table.getSelectionModel().getSelectedItem();
          if (e.getCode() == KeyCode.ENTER && item != null) {
            e.consume();
            open.accept(item);
          }
        });
    return table;
  }

  /// With standard text the columns share the width there is. With larger text each is as wide as
  /// its words want; what does not fit beside each other is reached by scrolling.
  private <T> void fit(TableView<T> table) {
    double factor = kit.theme().zoom().get().factor();
    boolean larger = table.getProperties().containsKey(WIDTH);
    if (factor == 1 && !larger) return;
    table.getProperties().put(WIDTH, factor);
    double asked = 0;
    for (TableColumn<T, ?> c : table.getColumns()) asked += base(c) * factor;
    boolean share = factor == 1 || asked <= table.getWidth();
    table.setColumnResizePolicy(
        share
            ? TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN
            : TableView.UNCONSTRAINED_RESIZE_POLICY);
    for (TableColumn<T, ?> c : table.getColumns()) {
      c.setPrefWidth(base(c) * factor - 1); // the same width again would change nothing
      c.setPrefWidth(base(c) * factor);
    }
    if (share) table.getColumnResizePolicy().call(new TableView.ResizeFeatures<>(table, null, 0.0));
  }

  private static void sized(TableColumn<?, ?> column, double width) {
    column.setPrefWidth(width);
    column.getProperties().put(WIDTH, width);
  }

  private static double base(TableColumn<?, ?> column) {
    return (double) column.getProperties().computeIfAbsent(WIDTH, _ -> column.getPrefWidth());
  }

  /// Shows a list that is read anew from time to time: the chosen row stays with its record (by
  /// key), all of them where several are chosen and the same one of them in hand, and the order
  /// with its column, whatever else came or went. A record that left the list is no longer chosen;
  /// no other takes its place under the hand.
  public <T> void shows(TableView<T> table, ObservableList<T> rows, Function<T, ?> key) {
    ObservableList<T> shown = FXCollections.observableArrayList(rows);
    shows(table, shown, rows, key, () -> shown.setAll(rows));
  }

  /// As [#shows(TableView, ObservableList, Function)], of a list that is ordered before it comes:
  /// the table itself sorts nothing, and may have very many rows.
  public <T> void showsOrdered(TableView<T> table, WholeList<T> rows, Function<T, ?> key) {
    var shown = new WholeList<T>();
    shown.show(rows);
    shows(table, shown, rows, key, () -> shown.show(rows));
  }

  /// @param follow lets the table's own list show what is in `rows` now
  private static <T> void shows(
      TableView<T> table,
      ObservableList<T> shown,
      ObservableList<T> rows,
      Function<T, ?> key,
      Runnable follow) {
    table.setItems(shown);
    rows.subscribe(() -> {
      var chosen = new HashSet<Object>();
      for (T t : table.getSelectionModel().getSelectedItems())
        if (t != null) chosen.add(key.apply(t));
      T main = table.getSelectionModel().getSelectedItem();
      Object inHand = main == null ? "" : key.apply(main);
      table.getSelectionModel().clearSelection();
      follow.run();
      if (!table.getSortOrder().isEmpty()) table.sort();
      var at = new ArrayList<Integer>();
      int hand = -1;
      boolean one = main != null && chosen.equals(Set.of(inHand));
      int same = one && main != null ? place(shown, main) : -1;
      if (same >= 0) {
        choose(table, List.of(same));
        return;
      }
      for (int i = 0; i < shown.size() && !chosen.isEmpty(); i++) {
        Object of = key.apply(shown.get(i));
        if (!chosen.remove(of)) continue;
        if (of.equals(inHand)) hand = i;
        else at.add(i);
      }
      if (hand >= 0) at.add(hand);
      choose(table, at);
    });
  }

  /// A row that did not change is the same object; of a hundred thousand none is looked into.
  @SuppressWarnings("ReferenceEquality")
  private static <T> int place(List<T> rows, T row) {
    for (int i = 0; i < rows.size(); i++) if (rows.get(i) == row) return i;
    return -1;
  }

  /// Chooses rows in one step: whoever follows the choice is told once, not once a row. The last of
  /// them is in hand.
  private static void choose(TableView<?> table, List<Integer> rows) {
    if (rows.isEmpty()) return;
    int[] others = rows.stream().skip(1).mapToInt(Integer::intValue).toArray();
    if (others.length == 0) table.getSelectionModel().select(rows.getFirst().intValue());
    else table.getSelectionModel().selectIndices(rows.getFirst(), others);
  }

  private double rowHeight() {
    double row =
        kit.theme().density().get() == Theme.Density.COMPACT ? ROW_COMPACT : ROW_COMFORTABLE;
    return row * kit.theme().zoom().get().factor();
  }

  /// A column whose content is never cut, however narrow the window: a deadline, an amount.
  public <C extends TableColumn<?, ?>> C keep(C column) {
    double width = column.getPrefWidth();
    kit.theme().zoom().subscribe(z -> column.setMinWidth(width * z.factor()));
    return column;
  }

  /// Until the first read is done nobody knows whether the list is empty: it says that it reads.
  public void reading(TableView<?> table, ObservableBooleanValue read) {
    reading(table, read, new SimpleBooleanProperty(), table.getPlaceholder());
  }

  /// As [#reading(TableView, ObservableBooleanValue)], of a list whose rows may be locked: nobody
  /// knows then either.
  ///
  /// @param words what it says then
  public void reading(
      TableView<?> table, ObservableBooleanValue read, ObservableBooleanValue locked, Node words) {
    Node empty = table.getPlaceholder();
    Runnable say =
        () -> table.setPlaceholder(locked.get() ? words : read.get() ? empty : reading());
    read.subscribe(_ -> say.run());
    locked.subscribe(_ -> say.run());
  }

  private Label reading() {
    var words = new Label(kit.t("kit.reading"));
    words.getStyleClass().add("text-muted");
    return words;
  }

  /// A column of plain text; what does not fit is whole in its tooltip.
  public <T> TableColumn<T, String> text(String title, double width, Function<T, String> value) {
    var column = new TableColumn<T, String>(title);
    sized(column, width);
    column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(value.apply(c.getValue())));
    column.setCellFactory(_ -> new PlainCell<>());
    return column;
  }

  /// A column of addresses: where room is short the end stays, which tells one door from the next.
  public <T> TableColumn<T, String> address(String title, double width, Function<T, String> value) {
    var column = text(title, width, value);
    column.setCellFactory(_ -> {
      var cell = new PlainCell<T>();
      cell.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
      return cell;
    });
    return column;
  }

  private static final class PlainCell<T> extends TableCell<T, String> {
    /// made when something is cut for the first time: making one costs more than filling the cell
    private @Nullable Tooltip whole;

    PlainCell() {
      textTruncatedProperty().subscribe(_ -> tell());
    }

    @Override
    protected void updateItem(@Nullable String item, boolean empty) {
      super.updateItem(item, empty);
      if (empty && getIndex() < 0) return; // on its way to another row
      setText(empty ? null : item);
      tell();
    }

    private void tell() {
      String text = getText();
      if (text == null || !isTextTruncated()) {
        setTooltip(null);
        return;
      }
      Tooltip tip = whole == null ? new Tooltip() : whole;
      whole = tip;
      tip.setText(text);
      setTooltip(tip);
    }
  }

  /// A column of figures: right-aligned, digits of one width.
  public <T> TableColumn<T, String> digits(String title, double width, Function<T, String> value) {
    var column = text(title, width, value);
    column.getStyleClass().add("digits");
    return column;
  }

  /// A column of amounts: fen text as `1,234.50`, right-aligned; sorted by amount.
  public <T> TableColumn<T, String> money(String title, double width, Function<T, String> fen) {
    var column = digits(title, width, (T row) -> Show.money(fen.apply(row)));
    column.setComparator((a, b) ->
        Long.compare(
            Show.fen(a).map(Long::parseLong).orElse(Long.MIN_VALUE),
            Show.fen(b).map(Long::parseLong).orElse(Long.MIN_VALUE)));
    return column;
  }

  /// A column of names, rare characters included.
  public <T> TableColumn<T, String> name(String title, double width, Function<T, String> name) {
    var column = text(title, width, name);
    column.setCellFactory(_ ->
        new TableCell<>() {
          private final HBox box = kit.names().node("");

          @Override
          protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
              setGraphic(null);
            } else {
              kit.names().fill(box, item);
              setGraphic(box);
            }
          }
        });
    return column;
  }

  /// A column whose cells are nodes: `make` once per cell, `fill` per row.
  public <T, N extends Node> TableColumn<T, T> node(
      String title, double width, Supplier<N> make, BiConsumer<N, T> fill) {
    var column = new TableColumn<T, T>(title);
    sized(column, width);
    column.setSortable(false);
    column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
    column.setCellFactory(_ ->
        new TableCell<>() {
          private final N node = make.get();

          @Override
          protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
              // on its way to another row it keeps its node, which would be styled anew
              if (getIndex() >= 0) setGraphic(null);
            } else {
              fill.accept(node, item);
              if (getGraphic() == null) setGraphic(node);
            }
          }
        });
    return column;
  }

  /// Puts a column of ticks into a table; the space bar ticks the chosen row.
  ///
  /// @param marked whether a row is ticked
  /// @param can whether it may be
  /// @param said what the tick of a row is called aloud
  /// @param mark ticks a row or takes its tick away
  public <T> void marks(
      TableView<T> table,
      String title,
      Predicate<T> marked,
      Predicate<T> can,
      Function<T, String> said,
      BiConsumer<T, Boolean> mark) {
    BiConsumer<CheckBox, T> fill =
        (box, row) -> {
          box.setSelected(marked.test(row));
          box.setVisible(can.test(row)); // a faint box that takes no tick says nothing
          box.setFocusTraversable(false); // the space bar marks the chosen row
          box.setAccessibleText(said.apply(row));
          box.setOnAction(_ -> mark.accept(row, box.isSelected()));
        };
    TableColumn<T, ?> column = keep(node(title, MARKS, CheckBox::new, fill));
    kit.theme().zoom().subscribe(z -> column.setMaxWidth(MARKS * z.factor())); // room is for words
    table.getColumns().add(column);
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          @Nullable T row = table.getSelectionModel().getSelectedItem();
          if (e.getCode() != KeyCode.SPACE || row == null) return;
          e.consume();
          mark.accept(row, !marked.test(row));
        });
  }
}
