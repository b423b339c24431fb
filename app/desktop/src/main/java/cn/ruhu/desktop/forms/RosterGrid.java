package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.CellEditor;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.PastePreview;
import cn.ruhu.desktop.kit.Pasted;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A roster as a table that is filled in like a spreadsheet: an editor travels from cell to cell,
/// so arrows, Tab, Enter and digits work and few nodes stand on the screen however many lines there
/// are. Below it the words of the cell in hand, with everything that can be said about it.
///
/// Keys: Enter and Tab on to the next open cell, arrows and pages over the cells, Insert a new
/// line, Ctrl+Delete takes the line away, Ctrl+Z puts it back, Ctrl+V takes cells of a spreadsheet
/// after they were seen; Ctrl+D, Ctrl+B and Ctrl+H as in a [QuestionCard]. While a word is composed
/// every key is the input method's.
///
/// Ids for tests: `table-<roster>`, cells `cell-<row>-<column>` of the rows in sight.
final class RosterGrid extends VBox {
  /// What the table needs of the column it stands in.
  ///
  /// @param card the words of a question, without a control of its own
  /// @param chosen another instance is in hand
  /// @param newMember makes the record id of a person added
  record Around(Function<Question, QuestionCard> card, Runnable chosen, Supplier<UUID> newMember) {}

  private final Kit kit;
  private final SurveyModel model;
  private final RosterTable table;
  private final Around around;
  private final String id;
  private final Label title = new Label();
  private final Label more = new Label();
  private final VBox strip = new VBox();
  private final PastePreview preview;
  private final RosterCells editors;
  private final RosterPaste paste;
  private final RosterSheet sheet;
  private final Button back;
  private @Nullable QuestionCard words;
  private boolean answering;

  /// rows as they were drawn last
  private List<String> known = List.of();

  RosterGrid(Kit kit, SurveyModel model, RosterTable table, Around around) {
    this.kit = kit;
    this.model = model;
    this.table = table;
    this.around = around;
    this.id = table.roster().path().replaceAll("[^A-Za-z0-9]", "-");
    setId("table" + id);
    getStyleClass().addAll("card-box", "roster");
    more.getStyleClass().add("hint");
    strip.getStyleClass().add("roster-strip");
    editors = new RosterCells(kit, table::here, this::made);
    preview = new PastePreview(kit, "paste" + id);
    paste = new RosterPaste(kit, model, table, this::pasted);
    sheet = new RosterSheet(kit, table, paste, editors);
    back =
        Buttons.keyed(
            Buttons.with(
                Icon.UNDO, Buttons.quiet("put-back" + id, kit.t("forms.line.back"), this::putBack)),
            "Ctrl+Z");
    sheet.onPressed(at -> to(at.row(), at.column(), true));
    sheet.grid().addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    sheet.grid().addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    sheet.node().addEventFilter(ScrollEvent.SCROLL, this::wheel);
    getChildren().setAll(head(), sheet.node(), more, preview, strip);
    refresh();
  }

  private Node head() {
    title.getStyleClass().add("section-title");
    title.setText(table.roster().title());
    title.setWrapText(true);
    Button one =
        Buttons.with(
            Icon.LIST,
            Buttons.quiet(
                "one-by-one" + id,
                kit.t("forms.table.cards"),
                () -> model.asTable(table.roster(), false)));
    var acts = new FlowPane(back, one);
    acts.getStyleClass().add("roster-acts");
    acts.setAlignment(Pos.CENTER_RIGHT);
    if (table.roster().canChange()) {
      Button add =
          Buttons.keyed(
              Buttons.with(
                  Icon.ADD, Buttons.plain("add" + id, kit.t("forms.table.add"), this::insert)),
              "Insert");
      acts.getChildren().addFirst(add);
    }
    HBox.setHgrow(acts, Priority.ALWAYS);
    var head = new Bar(title, acts);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("roster-head");
    return head;
  }

  RosterTable table() {
    return table;
  }

  // ---- drawing

  /// Instances came or went, or other questions are asked.
  void refresh() {
    List<String> now = table.rows().stream().map(Roster.Instance::path).toList();
    boolean moved = !now.equals(known);
    if (now.size() < known.size()) sheet.forget(); // its cell may be another line's
    known = now;
    sheet.refresh();
    if (moved) unpaste();
    title.setText(table.roster().title());
    Nodes.shown(back, model.session().canPutBack());
    counted();
    words();
  }

  private void counted() {
    int rows = table.rows().size();
    Nodes.shown(more, rows > RosterSheet.SHOWN);
    int last = Math.min(sheet.top() + RosterSheet.SHOWN, rows);
    more.setText(kit.t("forms.table.more", sheet.top() + 1, last, rows));
  }

  /// A question of the table changed.
  void changed(Question q) {
    if (table.changed(q)) {
      refresh();
      return;
    }
    sheet.showRow(table.rowOf(q.instance().orElse("")));
    boolean here = table.here().filter(h -> h.path().equals(q.path())).isPresent();
    if (here && words != null) words.show(q);
    if (here && !answering) sheet.place();
  }

  private void made(CellEditor fresh) {
    fresh.input().setId("edit" + id + "-" + sheet.grid().getChildren().size());
    fresh.input().getStyleClass().add("roster-input");
    fresh
        .input()
        .focusedProperty()
        .subscribe((was, has) -> {
          if (was && !has && !sheet.moving()) leave();
        });
  }

  /// The words of the cell in hand, with what can be said about it.
  private void words() {
    Optional<Question> here = table.here();
    if (here.isEmpty()) {
      words = null;
      strip.getChildren().clear();
      return;
    }
    Question q = here.get();
    if (words == null || !words.path().equals(q.path())) {
      words = around.card().apply(q);
      var whose = new Label(sheet.called(table.place().row()));
      whose.getStyleClass().add("roster-whose");
      strip.getChildren().setAll(whose, words);
    } else words.show(q);
    table.typed(q).ifPresent(t -> Objects.requireNonNull(words).problem(t.problem()));
  }

  // ---- keys

  private void key(KeyEvent e) {
    spent = false;
    Optional<CellEditor> at = sheet.editor();
    if (at.isEmpty() || editors.composing()) return;
    CellEditor editor = at.get();
    KeyCode code = e.getCode();
    if (paste.waits() && (code == KeyCode.ENTER || code == KeyCode.ESCAPE)) {
      e.consume();
      if (code == KeyCode.ENTER) paste.take();
      else paste.drop();
      return;
    }
    if (e.isControlDown() || e.isMetaDown()) {
      if (commanded(code, editor)) e.consume();
      return;
    }
    if (e.isAltDown()) return;
    if (editor.offering() && code != KeyCode.ENTER && code != KeyCode.TAB) return;
    boolean done =
        switch (code) {
          case ENTER -> {
            editor.decide();
            onward();
            yield true;
          }
          case TAB -> {
            editor.decide();
            yield tab(e.isShiftDown());
          }
          case UP -> to(table.place().row() - 1, table.place().column(), false);
          case DOWN -> to(table.place().row() + 1, table.place().column(), false);
          case PAGE_UP ->
              to(table.place().row() - RosterSheet.SHOWN, table.place().column(), false);
          case PAGE_DOWN ->
              to(table.place().row() + RosterSheet.SHOWN, table.place().column(), false);
          case LEFT -> atStart(editor.input()) && beside(-1);
          case RIGHT -> atEnd(editor.input()) && beside(1);
          case INSERT -> {
            insert();
            yield true;
          }
          case ESCAPE -> escape(editor);
          default -> digit(e);
        };
    if (done) e.consume();
  }

  private static boolean atStart(TextField input) {
    return input.getCaretPosition() == 0 || whole(input);
  }

  private static boolean atEnd(TextField input) {
    return input.getCaretPosition() == input.getLength() || whole(input);
  }

  private static boolean whole(TextField input) {
    return input.getSelection().getLength() == input.getLength();
  }

  private boolean commanded(KeyCode code, CellEditor editor) {
    return switch (code) {
      case V -> {
        String board = Clipboard.getSystemClipboard().getString();
        if (board == null || !Pasted.many(board)) yield false;
        leave();
        paste.see(Pasted.of(board));
        yield true;
      }
      case DELETE -> {
        remove();
        yield true;
      }
      case Z -> {
        if (editor.changed()) yield false;
        putBack();
        yield true;
      }
      case D, B, H -> words != null && words.acted(code);
      default -> false;
    };
  }

  /// A digit alone chooses where there are few choices; elsewhere it is text.
  private boolean digit(KeyEvent e) {
    Optional<Question> here = table.here();
    if (!e.getCode().isDigitKey() || e.isShiftDown()) return false;
    if (here.filter(RosterCells::byDigit).filter(table::open).isEmpty()) return false;
    String name = e.getCode().getName();
    String offered = name.substring(name.length() - 1);
    Optional<String> value = RosterTable.taken(here.get(), offered);
    spent = value.isPresent();
    if (value.isEmpty()) return false;
    table.answer(here.get(), offered, value, "");
    sheet.forget();
    sheet.place();
    words();
    return true;
  }

  /// the character of a key that was an act
  private boolean spent;

  private void typed(KeyEvent e) {
    if (spent) e.consume();
    spent = false;
  }

  private static boolean escape(CellEditor editor) {
    if (!editor.changed()) return false;
    editor.undo();
    return true;
  }

  private boolean tab(boolean backwards) {
    leave();
    boolean went = backwards ? table.previous() : table.next();
    if (went) travelled();
    return went;
  }

  private void onward() {
    leave();
    if (table.next()) travelled();
    else sheet.editor().ifPresent(e -> e.input().requestFocusTraversal(TraversalDirection.NEXT));
  }

  private boolean beside(int step) {
    leave(); // what is typed may open a column just there
    return to(table.place().row(), table.place().column() + step, false);
  }

  /// Goes to a cell as it is counted now; what is typed in the one before may bring or take columns
  /// and rows.
  private boolean to(int row, int column, boolean focus) {
    List<RosterTable.Column> asked = table.asked();
    String below = column >= 0 && column < asked.size() ? asked.get(column).below() : "";
    String instance = row >= 0 && row < table.rows().size() ? table.rows().get(row).path() : "";
    leave();
    int c = table.columnOf(below);
    int r = table.rowOf(instance);
    table.go(r < 0 ? row : r, c < 0 ? column : c);
    travelled();
    if (focus) sheet.focus();
    return true;
  }

  private String inHand = "";

  private void travelled() {
    sheet.show();
    counted();
    words();
    String now = table.instance().orElse("");
    if (now.equals(inHand)) return;
    inHand = now;
    around.chosen().run();
  }

  /// The wheel moves over the rows where there are more than are seen.
  private void wheel(ScrollEvent e) {
    int rows = table.rows().size();
    if (rows <= RosterSheet.SHOWN || e.getDeltaY() == 0) return;
    int was = sheet.top();
    int wanted =
        Math.clamp(was - (int) Math.signum(e.getDeltaY()) * 3L, 0, rows - RosterSheet.SHOWN);
    if (wanted == was) return;
    e.consume();
    leave();
    table.go(
        Math.clamp(table.place().row(), wanted, wanted + RosterSheet.SHOWN - 1),
        table.place().column());
    sheet.top(wanted);
    travelled();
  }

  /// Takes what is typed; what the form refuses stays in its cell, marked.
  private void leave() {
    if (answering) return;
    taken();
    sheet.looked();
  }

  private void taken() {
    Optional<CellEditor> at = sheet.editor();
    Optional<Question> here = table.here();
    if (at.isEmpty() || here.isEmpty() || !at.get().changed()) return;
    CellEditor editor = at.get();
    Question q = here.get();
    String text = editor.input().getText();
    boolean known = table.typed(q).map(RosterTable.Typed::text).filter(text::equals).isPresent();
    if (known || !q.relevant() || !table.open(q)) return;
    answering = true;
    boolean taken = table.answer(q, text, RosterCells.typed(editor, q), kit.t(editor.problemKey()));
    answering = false;
    if (taken) editor.show(shownNow(q));
    sheet.showRow(table.place().row());
    words();
  }

  private String shownNow(Question before) {
    return table
        .here()
        .filter(q -> q.path().equals(before.path()))
        .map(RosterCells::shown)
        .orElse("");
  }

  // ---- lines

  /// Adds a line and goes there.
  void insert() {
    Roster roster = table.roster();
    if (!roster.canChange()) return;
    unpaste();
    leave();
    boolean member = roster.owners().people();
    var owner = member ? Optional.of(around.newMember().get()) : Optional.<UUID>empty();
    int before = table.rows().size();
    if (model.add(roster.path(), owner) instanceof cn.ruhu.survey.Answer.Rejected no) {
      kit.notices().done(no.message());
      return;
    }
    if (table.rows().size() > before) to(table.rows().size() - 1, 0, true);
  }

  private void remove() {
    unpaste();
    Optional<String> instance = table.instance();
    Roster roster = table.roster();
    if (instance.isEmpty() || !roster.canChange()) return;
    if (model.waiting()) {
      kit.notices().done(kit.t("forms.line.wait"));
      return;
    }
    if (roster.instances().size() <= roster.minimum()) {
      kit.notices().done(kit.t("forms.table.least", roster.minimum()));
      return;
    }
    sheet.editor().ifPresent(CellEditor::undo);
    sheet.forget();
    words = null; // what is written in them is of the line that goes
    table.going(instance.get());
    int row = table.place().row();
    model.remove(instance.get());
    kit.notices().done(kit.t("forms.table.gone", row + 1));
    if (table.rows().isEmpty()) return;
    to(row, table.place().column(), true);
  }

  private void putBack() {
    if (!model.session().canPutBack()) return;
    unpaste();
    if (model.putBack() instanceof cn.ruhu.survey.Answer.Rejected no)
      kit.notices().done(no.message());
    else if (!table.rows().isEmpty()) to(table.rows().size() - 1, table.place().column(), true);
  }

  // ---- pasting

  /// What was seen and not taken is dropped: it names rows by number, and those are others now.
  private void unpaste() {
    if (paste.waits()) paste.drop();
  }

  private void pasted() {
    paste.said().ifPresentOrElse(s -> preview.show(s, paste::take, paste::drop), preview::hide);
    sheet.show();
    sheet.editor().ifPresent(e -> e.input().selectAll());
  }

  /// Puts the keyboard into the cell in hand.
  void focus() {
    sheet.focus();
  }

  /// Goes to a question of the table; whether it stands here.
  boolean reveal(Question q) {
    int row = table.rowOf(q.instance().orElse(""));
    for (int c = 0; c < table.asked().size() && row >= 0; c++)
      if (table.cell(row, c).filter(x -> x.path().equals(q.path())).isPresent())
        return to(row, c, true);
    return false;
  }

  /// Goes to an instance without taking the keyboard.
  void choose(String instance) {
    int row = table.rowOf(instance);
    if (row < 0 || row == table.place().row()) return;
    table.go(row, table.place().column());
    inHand = instance;
    sheet.show();
    words();
  }
}
