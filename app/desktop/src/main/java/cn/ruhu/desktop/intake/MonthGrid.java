package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.PastePreview;
import cn.ruhu.desktop.kit.Pasted;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The table of months: one field travels from cell to cell, so that arrows, Enter and digits work
/// as in a spreadsheet; the input method rests in it. Few lines stand on the screen at a time,
/// however many the household has.
final class MonthGrid implements StepView {
  private static final int SHOWN = 10;

  private static final double EM = 14;

  /// ems of the twelve months with names and sums
  private static final double WIDTH = 44;

  /// share of the width a month has, percent
  private static final double MONTH = 6.1;

  /// characters of an amount that stand in [#WIDTH] at the smallest window: `100,000`
  private static final int FIT = 7;

  /// ems of a digit in a cell, and of the space around them
  private static final double DIGIT = 0.48;

  private static final double AROUND = 0.55;

  /// characters of a name before its source
  private static final int NAME = 5;

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass PASTED = PseudoClass.getPseudoClass("pasted");

  private final Kit kit;
  private final MonthsViewModel months;
  private final GridPane grid = new GridPane();
  private final ScrollPane scroll = new ScrollPane(grid);
  private final TextField input = new TextField();
  private final Label[] heads = new Label[Months.COUNT];
  private final Label[][] cells = new Label[SHOWN][Months.COUNT];
  private final Label[] names = new Label[SHOWN];
  private final Label[] sums = new Label[SHOWN];
  private final Label more = Cells.muted("");
  private final Label problem = Cells.wrapped("", "field-problem");
  private final PastePreview preview;
  private final Label empty;
  private final Node node;
  private MonthsViewModel.At shown = new MonthsViewModel.At(0, 0);
  private String shownText = "";
  private int top;

  /// characters of the longest amount of a month
  private final IntegerProperty longest = new SimpleIntegerProperty(0);

  MonthGrid(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    months = new MonthsViewModel(model);
    empty = Cells.muted(kit.t("intake.months.empty"));
    grid.getStyleClass().add("months");
    grid.setId("intake-months");
    preview = new PastePreview(kit, "intake-paste");
    problem.setId("intake-month-problem");
    build();
    across();
    node =
        Page.card(
            kit.t("intake.card.months"),
            Cells.wrapped(kit.t("intake.months.hint"), "hint"),
            scroll,
            more,
            problem,
            empty,
            preview);
    months.at.subscribe((_, _) -> travel());
    months.pasted.subscribe((_, _) -> refresh());
    refresh();
  }

  /// Twelve months of large text are wider than a small window: they scroll, the cell with the
  /// keyboard always in sight.
  private void across() {
    grid.minWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> ems() * EM * kit.theme().zoom().get().factor(), kit.theme().zoom(), longest));
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
  }

  /// A month of a million has the room its digits need: nobody judges by an amount cut short.
  private double ems() {
    if (longest.get() <= FIT) return WIDTH;
    return Math.max(WIDTH, (longest.get() * DIGIT + AROUND) * 100 / MONTH);
  }

  private void build() {
    var name = new ColumnConstraints();
    name.setPercentWidth(16);
    grid.getColumnConstraints().add(name);
    for (int m = 0; m < Months.COUNT; m++) {
      var c = new ColumnConstraints();
      c.setPercentWidth(MONTH);
      grid.getColumnConstraints().add(c);
      heads[m] = new Label();
      heads[m].getStyleClass().add("month-head");
      grid.add(heads[m], m + 1, 0);
    }
    var last = new ColumnConstraints();
    last.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(last);
    var sum = new Label(kit.t("intake.months.sum"));
    sum.getStyleClass().add("month-head");
    grid.add(sum, Months.COUNT + 1, 0);
    for (int r = 0; r < SHOWN; r++) line(r);
    Fields.latin(input);
    input.setId("intake-month-input");
    input.getStyleClass().add("month-input");
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    input.addEventFilter(
        KeyEvent.KEY_TYPED,
        e -> {
          if (e.getCharacter().equals("=")
              && input.getSelection().getLength() == input.getLength()) {
            e.consume();
            asBefore();
          }
        });
    input
        .focusedProperty()
        .subscribe((_, has) -> {
          if (!has) leave();
          else input.selectAll();
        });
    grid.add(input, 1, 1);
  }

  private void line(int r) {
    names[r] = new Label();
    names[r].getStyleClass().add("month-name");
    grid.add(names[r], 0, r + 1);
    for (int m = 0; m < Months.COUNT; m++) {
      int month = m;
      var cell = new Label();
      cell.getStyleClass().addAll("month-cell", "digits");
      cell.setMaxWidth(Double.MAX_VALUE);
      cell.setOnMousePressed(_ -> {
        leave();
        months.at.set(new MonthsViewModel.At(top + r, month));
        input.requestFocus();
      });
      cells[r][m] = cell;
      grid.add(cell, m + 1, r + 1);
    }
    sums[r] = new Label();
    sums[r].getStyleClass().addAll("month-sum", "digits");
    sums[r].setMaxWidth(Double.MAX_VALUE);
    grid.add(sums[r], Months.COUNT + 1, r + 1);
  }

  private void key(KeyEvent e) {
    KeyCode code = e.getCode();
    if (months.pasted.get() != null && (code == KeyCode.ENTER || code == KeyCode.ESCAPE)) {
      e.consume();
      if (code == KeyCode.ENTER) months.take();
      else months.drop();
      input.selectAll();
      return;
    }
    if (e.isShortcutDown()) {
      String board = code == KeyCode.V ? Clipboard.getSystemClipboard().getString() : null;
      if (board == null || !Pasted.many(board)) return;
      e.consume();
      months.paste(board);
      return;
    }
    boolean moved =
        switch (code) {
          case ENTER -> {
            onward();
            yield true;
          }
          case UP -> moved(-1, 0);
          case DOWN -> moved(1, 0);
          case PAGE_UP -> moved(-SHOWN, 0);
          case PAGE_DOWN -> moved(SHOWN, 0);
          case LEFT -> input.getCaretPosition() == 0 && moved(0, -1);
          case RIGHT -> input.getCaretPosition() == input.getLength() && moved(0, 1);
          case ESCAPE -> {
            input.setText(shownText);
            yield true;
          }
          default -> false;
        };
    if (moved) e.consume();
  }

  /// The same as the month before, and on to the next.
  private void asBefore() {
    var now = months.at.get();
    if (now.month() == 0) return;
    input.setText(months.lines().get(now.line()).cells().get(now.month() - 1));
    onward();
  }

  private void onward() {
    leave();
    if (!months.next()) input.requestFocusTraversal(TraversalDirection.NEXT);
  }

  private boolean moved(int lines, int byMonths) {
    leave();
    months.move(lines, byMonths);
    return true;
  }

  private void leave() {
    String text = input.getText();
    if (text.equals(shownText)) return;
    shownText = text;
    months.leave(shown, text);
  }

  private void travel() {
    refresh();
    input.selectAll();
  }

  @Override
  public void refresh() {
    List<Months.Line> lines = months.lines();
    boolean any = !lines.isEmpty();
    Nodes.shown(scroll, any);
    Nodes.shown(empty, !any);
    Nodes.shown(more, lines.size() > SHOWN);
    if (!any) {
      Nodes.shown(problem, false);
      preview();
      return;
    }
    var now = months.at.get();
    if (now.line() >= lines.size()) months.move(0, 0);
    now = months.at.get();
    if (now.line() < top) top = now.line();
    if (now.line() >= top + SHOWN) top = now.line() - SHOWN + 1;
    top = Math.clamp(top, 0, Math.max(0, lines.size() - SHOWN));
    more.setText(
        kit.t("intake.months.more", top + 1, Math.min(top + SHOWN, lines.size()), lines.size()));
    List<YearMonth> window = months.window();
    for (int m = 0; m < Months.COUNT; m++) {
      YearMonth month = window.get(m);
      boolean year = m == 0 || month.getMonthValue() == 1;
      heads[m].setText(
          year
              ? kit.t("intake.months.year", month.getYear() % 100, month.getMonthValue())
              : kit.t("intake.months.month", month.getMonthValue()));
    }
    Map<Spot, PastedMonths.Cell> waiting = waiting();
    longest.set(
        IntStream.concat(
                lines.stream().flatMap(l -> l.cells().stream()).mapToInt(String::length),
                waiting.values().stream().mapToInt(c -> c.text().length()))
            .max()
            .orElse(0));
    for (int r = 0; r < SHOWN; r++) show(r, lines, waiting);
    place(now, lines);
    preview();
  }

  private Map<Spot, PastedMonths.Cell> waiting() {
    var all = new HashMap<Spot, PastedMonths.Cell>();
    PastedMonths found = months.pasted.get();
    if (found != null) found.cells().forEach(c -> all.put(Months.spot(c.line(), c.month()), c));
    return all;
  }

  private void show(int r, List<Months.Line> lines, Map<Spot, PastedMonths.Cell> waiting) {
    boolean there = top + r < lines.size();
    Nodes.shown(names[r], there);
    Nodes.shown(sums[r], there);
    for (int m = 0; m < Months.COUNT; m++) Nodes.shown(cells[r][m], there);
    if (!there) return;
    Months.Line line = lines.get(top + r);
    names[r].setText(brief(line.who()) + "\n" + line.what());
    sums[r].setText(line.sum());
    for (int m = 0; m < Months.COUNT; m++) {
      PastedMonths.Cell p = waiting.get(Months.spot(line, m));
      Label cell = cells[r][m];
      cell.setText(p == null ? line.cells().get(m) : p.text());
      cell.pseudoClassStateChanged(PASTED, p != null);
      cell.pseudoClassStateChanged(
          WRONG, p == null ? line.wrong().contains(m) : p.problem().isPresent());
    }
  }

  private static String brief(String name) {
    if (name.codePointCount(0, name.length()) <= NAME) return name;
    return name.substring(0, name.offsetByCodePoints(0, NAME)) + "\u2026";
  }

  /// Puts the field over its cell; what is being typed there stays.
  private void place(MonthsViewModel.At now, List<Months.Line> lines) {
    Months.Line line = lines.get(now.line());
    String text = line.cells().get(now.month());
    GridPane.setRowIndex(input, now.line() - top + 1);
    GridPane.setColumnIndex(input, now.month() + 1);
    boolean other = !now.equals(shown);
    if (other || input.getText().equals(shownText) || !input.isFocused()) {
      input.setText(text);
      shownText = text;
      input.selectAll();
    }
    shown = now;
    scroll.setHvalue(now.month() / (Months.COUNT - 1.0));
    cells[now.line() - top][now.month()].setText("");
    YearMonth month = months.window().get(now.month());
    input.setAccessibleText(
        kit.t(
            "intake.months.cell",
            line.who(),
            line.what(),
            Integer.toString(month.getYear()),
            month.getMonthValue()));
    boolean wrong = line.wrong().contains(now.month());
    input.pseudoClassStateChanged(WRONG, wrong);
    problem.setText(months.problem().map(kit.text()::of).orElse(""));
    Nodes.shown(problem, wrong);
  }

  private void preview() {
    PastedMonths found = months.pasted.get();
    if (found == null) {
      preview.hide();
      return;
    }
    List<YearMonth> window = months.window();
    List<String> wrong =
        found.wrong().stream()
            .map(c ->
                kit.t(
                    "intake.paste.wrong",
                    c.line().who(),
                    window.get(c.month()).getMonthValue(),
                    c.text(),
                    kit.text().of(c.problem().orElseThrow())))
            .toList();
    preview.show(
        new PastePreview.Said(
            kit.t("intake.paste.words", found.good().size(), found.wrong().size()),
            wrong,
            found.strangers().stream().map(w -> kit.t("intake.paste.stranger", w)).toList()),
        months::take,
        months::drop);
  }

  @Override
  public Node node() {
    return node;
  }

  /// The table itself is reached by its own key; fields of a line are the lines' business.
  @Override
  public boolean focus(Spot at) {
    if (!at.field().startsWith(Months.TYPED)) return false;
    leave();
    List<Months.Line> lines = months.lines();
    for (int i = 0; i < lines.size(); i++)
      if (lines.get(i).item().equals(at.record())) {
        int month = Integer.parseInt(at.field().substring(Months.TYPED.length()));
        months.at.set(new MonthsViewModel.At(i, month));
        input.requestFocus();
        return true;
      }
    return false;
  }

  /// Puts the keyboard into the table.
  void enter() {
    if (!months.lines().isEmpty()) input.requestFocus();
  }
}
