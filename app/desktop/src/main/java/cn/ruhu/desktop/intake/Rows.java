package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A small table edited in place: rows are read as lines, one of them is open as an editor. Enter
/// opens a row, Enter behind its last field closes it and offers the next, Ctrl+Delete takes it
/// away. Window thread only.
final class Rows extends VBox {
  /// What stands in the rows.
  interface Content {
    /// Ids of the rows in order.
    List<UUID> ids();

    /// Cells of one row, as many as there are titles.
    List<Node> cells(UUID id);

    /// The fields of one row.
    Node editor(UUID id);

    void add();

    void remove(UUID id);
  }

  /// A column.
  ///
  /// @param width in ems; 0 takes what is left
  /// @param digits amounts, standing right
  record Column(String title, double width, boolean digits) {
    Column(String title, double width) {
      this(title, width, false);
    }

    Pos alignment() {
      return digits ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT;
    }
  }

  private final Kit kit;
  private final String name;
  private final List<Column> columns;
  private final Content content;
  private final VBox lines = new VBox();
  private final Button add;
  private final Map<UUID, Button> buttons = new HashMap<>();
  private @Nullable UUID editing;
  private @Nullable Node editor;

  Rows(Kit kit, String name, List<Column> columns, Content content, String addWords) {
    this.kit = kit;
    this.name = name;
    this.columns = columns;
    this.content = content;
    getStyleClass().add("rows");
    setId("intake-" + name);
    add = Buttons.with(Icon.ADD, Buttons.plain("intake-" + name + "-add", addWords, content::add));
    pressesOnEnter(add);
    var foot = new HBox(add);
    foot.getStyleClass().add("rows-foot");
    getChildren().addAll(head(), lines, foot);
  }

  private static void pressesOnEnter(Button button) {
    button.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && !e.isControlDown()) {
            e.consume();
            button.fire();
          }
        });
  }

  private HBox head() {
    var box = new HBox();
    box.getStyleClass().add("rows-head");
    for (int i = 0; i < columns.size(); i++) {
      var label = new Label(columns.get(i).title());
      label.getStyleClass().add("field-label");
      label.setAlignment(columns.get(i).alignment());
      if (columns.get(i).digits()) label.getStyleClass().add("rows-digits");
      box.getChildren().add(sized(label, i));
    }
    return box;
  }

  private Region sized(Region cell, int column) {
    double width = columns.get(column).width() * 14;
    if (width == 0) {
      HBox.setHgrow(cell, Priority.ALWAYS);
      cell.setMinWidth(0);
      cell.setPrefWidth(10);
      cell.setMaxWidth(Double.MAX_VALUE);
    } else {
      cell.setMinWidth(width);
      cell.setPrefWidth(width);
      cell.setMaxWidth(width);
    }
    return cell;
  }

  /// The row that is open, null for none.
  @Nullable UUID editing() {
    return editing;
  }

  /// Opens a row (and closes the one that was).
  void edit(@Nullable UUID id) {
    if (id != null && id.equals(editing)) return;
    editing = id;
    editor = id == null ? null : framed(id);
    refresh();
  }

  /// Shows the rows as they are now; the editor of the open one stays the same node.
  void refresh() {
    var now = new ArrayList<Node>();
    buttons.clear();
    List<UUID> ids = content.ids();
    if (editing != null && !ids.contains(editing)) {
      editing = null;
      editor = null;
    }
    for (UUID id : ids) {
      Node open = editor;
      now.add(id.equals(editing) && open != null ? open : line(id));
    }
    exchange(now);
  }

  /// Never takes the open editor out of the scene for a moment: the keyboard is in it.
  private void exchange(List<Node> now) {
    var there = lines.getChildren();
    Node open = editor;
    int at = open == null ? -1 : there.indexOf(open);
    int wanted = open == null ? -1 : now.indexOf(open);
    if (at != wanted) {
      there.setAll(now);
      return;
    }
    while (there.size() > now.size()) there.removeLast();
    for (int i = 0; i < now.size(); i++) {
      if (i >= there.size()) there.add(now.get(i));
      else if (!there.get(i).equals(now.get(i))) there.set(i, now.get(i));
    }
  }

  private Button line(UUID id) {
    var box = new HBox();
    box.getStyleClass().add("rows-line");
    box.setAlignment(Pos.CENTER_LEFT);
    List<Node> cells = content.cells(id);
    for (int i = 0; i < cells.size(); i++) {
      var cell = new HBox(cells.get(i));
      cell.setAlignment(columns.get(i).alignment());
      if (columns.get(i).digits()) cell.getStyleClass().add("rows-digits");
      box.getChildren().add(sized(cell, i));
    }
    var button = new Button("", box);
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().addAll("flat", "rows-button");
    button.setAccessibleText(kit.t("intake.row.open"));
    button.setOnAction(_ -> open(id));
    button.widthProperty().subscribe(w -> box.setPrefWidth(w.doubleValue() - 28));
    pressesOnEnter(button);
    button.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.DELETE && e.isControlDown()) {
            e.consume();
            content.remove(id);
          }
        });
    buttons.put(id, button);
    return button;
  }

  private void open(UUID id) {
    edit(id);
    Node made = editor;
    if (made != null) first(made);
  }

  private static boolean first(Node node) {
    if (node instanceof javafx.scene.control.TextField f && f.isEditable()) {
      f.requestFocus();
      return true;
    }
    if (node instanceof javafx.scene.Parent p)
      for (Node child : p.getChildrenUnmodifiable()) if (first(child)) return true;
    return false;
  }

  private Node framed(UUID id) {
    Button close =
        Buttons.plain("intake-" + name + "-close", kit.t("intake.row.close"), this::closeRow);
    pressesOnEnter(close);
    Button gone =
        Buttons.keyed(
            Buttons.quiet(
                "intake-" + name + "-remove", kit.t("intake.row.remove"), () -> removeRow(id)),
            "Ctrl+Delete");
    gone.setFocusTraversable(false);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var foot = new HBox(gone, grow, close);
    foot.setAlignment(Pos.CENTER_RIGHT);
    var box = new VBox(content.editor(id), foot);
    box.getStyleClass().add("rows-editor");
    box.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.DELETE && e.isControlDown()) {
            e.consume();
            removeRow(id);
          }
        });
    return box;
  }

  private void removeRow(UUID id) {
    add.requestFocus();
    content.remove(id);
  }

  /// Closes the open row and offers the next.
  void closeRow() {
    add.requestFocus();
    edit(null);
  }
}
