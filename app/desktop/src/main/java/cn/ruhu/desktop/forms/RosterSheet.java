package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.CellEditor;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The cells of a roster's table: labels in rows and columns, and one editor that travels over
/// them. Draws; decides nothing. Window thread only.
final class RosterSheet {
  /// rows in sight; the others are reached by keys and by the wheel
  static final int SHOWN = 12;

  private static final double EM = 14;

  /// ems of what a row is called
  private static final double NAME = 9;

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass PASTED = PseudoClass.getPseudoClass("pasted");
  private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");
  private static final PseudoClass WANTED = PseudoClass.getPseudoClass("wanted");
  private static final PseudoClass UNSURE = PseudoClass.getPseudoClass("prefilled");
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final Kit kit;
  private final RosterTable table;
  private final RosterPaste paste;
  private final RosterCells editors;
  private final GridPane grid = new GridPane();

  /// room for the bar of a table that is wider than its column
  private final VBox around = new VBox(grid);

  private final ScrollPane scroll = new Across();
  private final List<Label> names = new ArrayList<>();
  private final List<List<Label>> cells = new ArrayList<>();
  private Consumer<RosterTable.At> pressed = _ -> {};

  /// As high as the table is at the width it gets: headings that wrap make it higher, and no row is
  /// cut for them.
  private final class Across extends ScrollPane {
    Across() {
      super(around);
    }

    @Override
    public Orientation getContentBias() {
      return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
      double wide = Math.max(width, grid.getMinWidth());
      return around.prefHeight(wide) + getInsets().getTop() + getInsets().getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
      return computePrefHeight(width);
    }
  }

  private List<RosterTable.Column> drawn = List.of();
  private @Nullable CellEditor editor;

  /// the question the editor was put over last; empty when its text is worth nothing
  private String over = "";

  /// what stood in the editor when it was put there or left
  private String stood = "";

  private int top;
  private boolean moving;

  RosterSheet(Kit kit, RosterTable table, RosterPaste paste, RosterCells editors) {
    this.kit = kit;
    this.table = table;
    this.paste = paste;
    this.editors = editors;
    grid.getStyleClass().add("roster-grid");
    around.getStyleClass().add("roster-around");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
  }

  /// Hears where the mouse went down.
  void onPressed(Consumer<RosterTable.At> to) {
    pressed = to;
  }

  GridPane grid() {
    return grid;
  }

  ScrollPane node() {
    return scroll;
  }

  /// The editor of the cell in hand; empty while there is no cell.
  Optional<CellEditor> editor() {
    return Optional.ofNullable(editor);
  }

  /// Whether the editor is being moved: the keyboard it loses comes back.
  boolean moving() {
    return moving;
  }

  /// The first row in sight.
  int top() {
    return top;
  }

  /// Brings other rows into sight; the cell in hand must be among them.
  void top(int row) {
    top = row;
  }

  /// What stands in the editor was looked at: only what is typed from now on is under way.
  void looked() {
    if (editor != null) stood = editor.input().getText();
  }

  /// What stands in the editor is worth nothing: it is drawn anew.
  void forget() {
    over = "";
  }

  /// Whether something is typed in the cell of this question that nobody looked at yet.
  private boolean underWay(Question q) {
    return editor != null && q.path().equals(over) && !stood.equals(editor.input().getText());
  }

  /// Draws all of it: instances came or went, or other questions are asked.
  void refresh() {
    if (!drawn.equals(table.asked()) || cells.isEmpty()) build();
    show();
  }

  private double ems() {
    double all = NAME;
    for (RosterTable.Column c : table.asked()) all += ems(c);
    return all;
  }

  private static double ems(RosterTable.Column c) {
    return switch (c.kind()) {
      case INT, TIME -> 6;
      case DECIMAL -> 7;
      case MONEY, CALCULATE -> 8.5;
      case DATE -> 8.5;
      case SELECT_ONE, BOOL -> 9.5;
      default -> 11;
    };
  }

  private void build() {
    boolean focused = editor != null && editor.input().isFocused();
    boolean half = table.here().filter(this::underWay).isPresent();
    String text = editor == null ? "" : editor.input().getText();
    moving = true;
    drawn = table.asked();
    names.clear();
    cells.clear();
    editor = null;
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    double all = ems();
    grid.minWidthProperty().unbind();
    grid.minWidthProperty().bind(kit.theme().zoom().map(z -> all * EM * z.factor()));
    var number = new ColumnConstraints();
    number.setPercentWidth(NAME / all * 100);
    grid.getColumnConstraints().add(number);
    for (int c = 0; c < drawn.size(); c++) {
      var constraints = new ColumnConstraints();
      constraints.setPercentWidth(ems(drawn.get(c)) / all * 100);
      grid.getColumnConstraints().add(constraints);
      var head = new Label(drawn.get(c).label());
      head.setWrapText(true);
      head.setTooltip(new Tooltip(drawn.get(c).label()));
      head.getStyleClass().add("roster-column");
      head.setMaxHeight(Double.MAX_VALUE);
      grid.add(head, c + 1, 0);
    }
    for (int r = 0; r < SHOWN; r++) line(r);
    var corner = new Label();
    corner.getStyleClass().add("roster-column");
    corner.setMaxHeight(Double.MAX_VALUE);
    grid.add(corner, 0, 0);
    moving = false;
    if (!focused) return;
    place();
    focus();
    // a box of choices settles what is typed when it loses the keyboard
    if (half && editor != null) {
      editor.input().setText(text);
      editor.input().end();
    }
  }

  /// Puts the keyboard into the cell in hand.
  void focus() {
    if (editor != null) editor.input().requestFocus();
  }

  private void line(int r) {
    var name = new Label();
    name.getStyleClass().add("roster-row");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setOnMousePressed(
        _ -> pressed.accept(new RosterTable.At(top + r, table.place().column())));
    names.add(name);
    grid.add(name, 0, r + 1);
    var row = new ArrayList<Label>();
    for (int c = 0; c < drawn.size(); c++) {
      int column = c;
      var cell = new Label();
      cell.setId("cell-" + r + "-" + c);
      cell.getStyleClass().add("roster-cell");
      if (right(drawn.get(c).kind())) cell.getStyleClass().add("digits");
      cell.setMaxWidth(Double.MAX_VALUE);
      cell.setMaxHeight(Double.MAX_VALUE);
      cell.setOnMousePressed(_ -> pressed.accept(new RosterTable.At(top + r, column)));
      row.add(cell);
      grid.add(cell, c + 1, r + 1);
    }
    cells.add(row);
  }

  private static boolean right(QuestionKind kind) {
    return switch (kind) {
      case INT, DECIMAL, MONEY, CALCULATE -> true;
      default -> false;
    };
  }

  /// Draws what stands in the cells anew.
  void show() {
    int rows = table.rows().size();
    var at = table.place();
    if (at.row() < top) top = at.row();
    if (at.row() >= top + SHOWN) top = at.row() - SHOWN + 1;
    top = Math.clamp(top, 0, Math.max(0, rows - SHOWN));
    for (int r = 0; r < SHOWN; r++) show(r);
    place();
  }

  /// Draws a row anew, where it is in sight.
  void showRow(int row) {
    if (row >= top && row < top + SHOWN) show(row - top);
  }

  private void show(int r) {
    int row = top + r;
    boolean there = row < table.rows().size();
    Label name = names.get(r);
    Nodes.shown(name, there);
    for (Label cell : cells.get(r)) Nodes.shown(cell, there);
    if (!there) return;
    Roster.Instance instance = table.rows().get(row);
    int open = table.unanswered(row);
    String called = instance.title().isEmpty() ? Integer.toString(row + 1) : instance.title();
    name.setText(open == 0 ? called : kit.t("forms.table.row.open", called, open));
    name.pseudoClassStateChanged(CURRENT, row == table.place().row());
    for (int c = 0; c < drawn.size(); c++) cell(row, c, cells.get(r).get(c));
  }

  private void cell(int row, int column, Label label) {
    Optional<Question> q = table.cell(row, column);
    Optional<PastedRows.Cell> pasted = paste.at(row, drawn.get(column).below());
    boolean asked = q.filter(Question::relevant).isPresent();
    boolean open = asked && table.open(q.get());
    Optional<RosterTable.Typed> typed = q.flatMap(table::typed);
    String text =
        pasted
            .map(PastedRows.Cell::text)
            .or(() -> typed.map(RosterTable.Typed::text))
            .orElseGet(() -> asked ? words(q.get()) : "\u2014");
    boolean wanted = open && text.isEmpty() && q.get().required();
    label.setText(wanted ? kit.t("kit.field.required") : text);
    label.pseudoClassStateChanged(WANTED, wanted);
    label.pseudoClassStateChanged(CLOSED, !open);
    label.pseudoClassStateChanged(PASTED, pasted.isPresent());
    label.pseudoClassStateChanged(
        WRONG, pasted.isPresent() ? !pasted.get().good() : typed.isPresent());
    label.pseudoClassStateChanged(
        UNSURE, open && q.get().origin() == Question.Origin.PREFILLED && pasted.isEmpty());
    var at = table.place();
    boolean mine = row == at.row() && column == at.column();
    label.pseudoClassStateChanged(CURRENT, mine);
    if (mine && editor != null) label.setText("");
  }

  private String words(Question q) {
    if (q.standing().noAnswer().isPresent() && q.value().isEmpty())
      return kit.t("forms.noanswer." + q.standing().noAnswer().get());
    if (q.kind() == QuestionKind.TIME) return TypedControl.hour(q.value());
    if (q.kind() == QuestionKind.MONEY) return cn.ruhu.desktop.kit.Show.money(q.value());
    return Answers.words(kit.text(), q);
  }

  /// Puts the editor over its cell, with what stands there.
  void place() {
    Optional<Question> here = table.here();
    if (here.isEmpty()) return;
    Question q = here.get();
    CellEditor now = editors.of(q);
    boolean open = q.relevant() && table.open(q);
    boolean keep = open && now.equals(editor) && underWay(q);
    boolean focused = editor != null && editor.input().isFocused();
    if (!now.equals(editor)) {
      moving = true;
      if (editor != null) grid.getChildren().remove(editor.node());
      editor = now;
      if (!grid.getChildren().contains(now.node())) grid.getChildren().add(now.node());
      moving = false;
    }
    var at = table.place();
    GridPane.setConstraints(now.node(), at.column() + 1, at.row() - top + 1);
    if (!keep) {
      RosterCells.show(now, q, table.typed(q), open);
      over = q.path();
      looked();
    }
    now.input().pseudoClassStateChanged(WRONG, table.typed(q).isPresent());
    now.input().setAccessibleText(kit.t("forms.table.cell", called(at.row()), q.label()));
    cells.get(at.row() - top).get(at.column()).setText("");
    if (focused) now.input().requestFocus();
    across(at.column());
  }

  /// What a row is called.
  String called(int row) {
    String title = table.rows().get(row).title();
    return title.isEmpty() ? kit.t("forms.line", table.roster().title(), row + 1) : title;
  }

  /// A table wider than its column scrolls to the cell in hand.
  private void across(int column) {
    double all = ems();
    double left = NAME;
    for (int c = 0; c < column; c++) left += ems(drawn.get(c));
    double hidden = grid.getWidth() - scroll.getViewportBounds().getWidth();
    if (hidden <= 1) return;
    double from = left / all * grid.getWidth();
    double to = from + ems(drawn.get(column)) / all * grid.getWidth();
    double seen = scroll.getHvalue() * hidden;
    double wide = scroll.getViewportBounds().getWidth();
    if (from < seen) scroll.setHvalue(Math.max(0, from - EM) / hidden);
    else if (to > seen + wide) scroll.setHvalue(Math.min(1, (to + EM - wide) / hidden));
  }
}
