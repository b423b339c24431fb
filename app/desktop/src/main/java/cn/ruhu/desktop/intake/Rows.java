package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
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

    /// What the cells of a row follow from: a row with the same mark keeps its node, so that a
    /// household of hundreds stays quick.
    String mark(UUID id);

    /// The fields of one row.
    Node editor(UUID id);

    void add();

    void remove(UUID id);

    /// Whether something in the row was taken over and waits for a word.
    default boolean waits(UUID id) {
      return false;
    }

    /// Whether rows come and go elsewhere: then none is added or removed here.
    default boolean fixed() {
      return false;
    }
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

  /// pixels of an em of the text as it comes
  private static final double EM = 14;

  /// ems a column without a width needs at least
  private static final double REST = 9;

  private static final double GAP = 0.6;

  /// rows on the screen at a time
  private static final int PAGE = 50;

  private final Kit kit;
  private final String name;
  private final List<Column> columns;
  private final Content content;
  private final VBox lines = new VBox();
  private final Button add;
  private final Map<UUID, Made> made = new HashMap<>();
  private final Label range = Cells.muted("");
  private final Button before;
  private final Button after;
  private final HBox pages;
  private final DoubleBinding em;
  private final HBox head;
  private boolean flowing;
  private int from;
  private @Nullable UUID editing;
  private @Nullable Node editor;

  /// A line and what it was made from.
  private record Made(String mark, Button line) {}

  Rows(Kit kit, String name, List<Column> columns, Content content, String addWords) {
    this.kit = kit;
    this.name = name;
    this.columns = columns;
    this.content = content;
    em =
        Bindings.createDoubleBinding(
            () -> EM * kit.theme().zoom().get().factor(), kit.theme().zoom());
    getStyleClass().add("rows");
    setId("intake-" + name);
    add = Buttons.with(Icon.ADD, Buttons.plain("intake-" + name + "-add", addWords, content::add));
    pressesOnEnter(add);
    before =
        Buttons.quiet("intake-" + name + "-before", kit.t("intake.rows.before"), () -> turn(-1));
    after = Buttons.quiet("intake-" + name + "-after", kit.t("intake.rows.after"), () -> turn(1));
    pages = pages();
    Nodes.shown(pages, false);
    var foot = new HBox(add);
    foot.getStyleClass().add("rows-foot");
    Nodes.shown(foot, !content.fixed());
    head = head();
    getChildren().addAll(head, lines, pages, foot);
    widthProperty().subscribe(this::fit);
    em.subscribe(this::fit);
  }

  /// Enter presses the button, as it leaves a field.
  static void pressesOnEnter(Button button) {
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
    double width = columns.get(column).width();
    if (width == 0) {
      HBox.setHgrow(cell, Priority.ALWAYS);
      cell.setMinWidth(0);
      cell.setPrefWidth(10);
      cell.setMaxWidth(Double.MAX_VALUE);
    } else {
      cell.minWidthProperty().bind(em.multiply(width));
      cell.prefWidthProperty().bind(em.multiply(width));
      cell.maxWidthProperty().bind(em.multiply(width));
    }
    return cell;
  }

  /// Large text in a small window: the cells of a line flow and need no heading.
  private void fit() {
    double ems = columns.stream().mapToDouble(c -> c.width() == 0 ? REST : c.width() + GAP).sum();
    boolean now = getWidth() > 0 && getWidth() < ems * em.get();
    if (now == flowing) return;
    flowing = now;
    Nodes.shown(head, !now);
    made.clear();
    refresh();
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
    List<UUID> ids = content.ids();
    if (editing != null && !ids.contains(editing)) {
      editing = null;
      editor = null;
    }
    for (UUID id : paged(ids)) {
      Node open = editor;
      now.add(id.equals(editing) && open != null ? open : kept(id));
    }
    exchange(now);
  }

  /// The rows that stand on the screen: all of them, or of hundreds the page with the open one.
  private List<UUID> paged(List<UUID> ids) {
    int open = editing == null ? -1 : ids.indexOf(editing);
    if (open >= 0) from = open / PAGE * PAGE;
    from = Math.clamp(from, 0, Math.max(0, (ids.size() - 1) / PAGE * PAGE));
    int to = Math.min(from + PAGE, ids.size());
    boolean many = ids.size() > PAGE;
    Nodes.shown(pages, many);
    if (many) {
      range.setText(kit.t("intake.rows.range", from + 1, to, ids.size()));
      before.setDisable(from == 0);
      after.setDisable(to == ids.size());
    }
    made.keySet().retainAll(new HashSet<>(ids.subList(from, to)));
    return ids.subList(from, to);
  }

  private void turn(int by) {
    add.requestFocus();
    edit(null);
    from = Math.max(0, from + by * PAGE);
    refresh();
  }

  private HBox pages() {
    for (Button b : List.of(before, after)) pressesOnEnter(b);
    var box = new HBox(before, range, after);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("rows-pages");
    return box;
  }

  private Button kept(UUID id) {
    String mark = content.mark(id);
    Made before = made.get(id);
    if (before != null && before.mark().equals(mark)) return before.line();
    Button line = line(id);
    made.put(id, new Made(mark, line));
    return line;
  }

  /// Never takes the open editor out of the scene for a moment: the keyboard is in it. Lines that
  /// stay stay where they are.
  private void exchange(List<Node> now) {
    var there = lines.getChildren();
    if (there.equals(now)) return;
    var wanted = new HashSet<>(now);
    var gone = there.stream().filter(n -> !wanted.contains(n)).toList();
    there.removeAll(gone);
    for (int i = 0; i < now.size(); i++) {
      Node n = now.get(i);
      if (i < there.size() && there.get(i).equals(n)) continue;
      if (there.contains(n)) {
        there.setAll(now);
        return;
      }
      there.add(i, n);
    }
  }

  private Button line(UUID id) {
    Pane box = flowing ? flow(id) : across(id);
    box.getStyleClass().add("rows-line");
    if (content.waits(id))
      box.getChildren().add(Badges.of(kit.t("kit.source.EARLIER"), Badges.Tone.WARNING));
    var button = new Button("", box);
    button.setMinWidth(0); // what lies in it is as wide as it is, not the other way round
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().addAll("flat", "rows-button");
    button.setAccessibleText(spoken(content.cells(id)) + " " + kit.t("intake.row.open"));
    button.setOnAction(_ -> open(id));
    button.widthProperty().subscribe(w -> box.setPrefWidth(w.doubleValue() - 2 * em.get()));
    pressesOnEnter(button);
    button.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.DELETE && e.isControlDown() && !content.fixed()) {
            e.consume();
            content.remove(id);
          }
        });
    return button;
  }

  /// What the cells of a line say, for those who hear it.
  private static String spoken(List<Node> cells) {
    return cells.stream()
        .map(c -> c instanceof Label l ? l.getText() : c.getAccessibleText())
        .filter(words -> words != null && !words.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private HBox across(UUID id) {
    var box = new HBox();
    box.setAlignment(Pos.CENTER_LEFT);
    List<Node> cells = content.cells(id);
    for (int i = 0; i < cells.size(); i++) {
      Node inside = cells.get(i);
      var cell = new HBox(inside instanceof HBox name ? Cells.bounded(name) : inside);
      cell.setAlignment(columns.get(i).alignment());
      if (columns.get(i).digits()) cell.getStyleClass().add("rows-digits");
      box.getChildren().add(sized(cell, i));
    }
    return box;
  }

  private FlowPane flow(UUID id) {
    var box = new FlowPane();
    // the button around it asks for its height without a width
    box.prefWrapLengthProperty().bind(widthProperty().subtract(em.multiply(2)));
    for (Node cell : content.cells(id)) {
      if (cell instanceof HBox name)
        Cells.bounded(name).maxWidthProperty().bind(box.widthProperty());
      if (!(cell instanceof Label l) || !l.getText().isEmpty()) box.getChildren().add(cell);
    }
    return box;
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
    Nodes.shown(gone, !content.fixed());
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
    if (content.fixed()) return;
    add.requestFocus();
    content.remove(id);
  }

  /// Puts the keyboard at the first row that waits for a word, else where the next row is added.
  boolean begin() {
    for (UUID id : content.ids()) {
      Made line = made.get(id);
      if (line != null && content.waits(id)) {
        line.line().requestFocus();
        return true;
      }
    }
    if (content.fixed()) return false;
    add.requestFocus();
    return true;
  }

  /// Closes the open row and offers the next.
  void closeRow() {
    UUID closed = editing;
    if (!content.fixed()) add.requestFocus();
    edit(null);
    Made line = content.fixed() && closed != null ? made.get(closed) : null;
    if (line != null) line.line().requestFocus();
    else begin();
  }
}
