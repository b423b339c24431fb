package cn.ruhu.desktop.counter;

import cn.ruhu.casefile.copying.CopyLine;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tall;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// 抄录助手: a narrow window that stays above all others beside the city's system. It keeps the
/// keyboard; the space bar copies the value whose turn it is and moves on, the clerk pastes it with
/// the mouse or by Ctrl+V over there and comes back. Keys of the whole system cannot be had without
/// native code, so every key works in this window alone.
///
/// It hides what it shows while the curtain is drawn or the window is locked, remembers where it
/// stood, and leaves nothing on the clipboard. Window thread only; one for each person at work.
final class CopyStrip {
  private static final double WIDTH = 340;
  private static final double HEIGHT = 560;

  /// lines that are shown ahead
  private static final int AHEAD = 3;

  /// a place is `x,y,width,height`
  private static final int NUMBERS = 4;

  private final Kit kit;
  private final CopyShelf shelf;
  private final VBox body = new VBox();
  private final Label number = new Label();
  private final Label progress = label("copy-progress", "hint");
  private final Label block = label("copy-block", "text-muted");
  private final Label field = label("copy-field", "copy-field");
  private final Label value = label("copy-value", "copy-value");
  private final Label said = label("copy-said", "text-muted");
  private final Label jump = label("copy-jump", "text-warning");
  private final Label order = label("copy-order", "hint");
  private final VBox ahead = new VBox();
  private final Label cover;
  private final Button copy;
  private final Button lay;
  private @Nullable Stage stage;
  private @Nullable CopyViewModel model;
  private Subscription following = Subscription.EMPTY;
  private Runnable forget = () -> {};

  CopyStrip(Kit kit, CopyShelf shelf) {
    this.kit = kit;
    this.shelf = shelf;
    cover = new Label(kit.t("counter.copy.covered"));
    cover.setWrapText(true);
    copy =
        Buttons.keyed(
            Buttons.main("copy-next", kit.t("counter.copy.next"), () -> act(CopyViewModel::copy)),
            kit.t("counter.copy.space"));
    lay = Buttons.quiet("copy-lay", kit.t("counter.copy.lay"), this::lay);
  }

  private static Label label(String id, String style) {
    var made = new Label();
    made.setId(id);
    made.setWrapText(true);
    made.setMinHeight(Region.USE_PREF_SIZE);
    made.getStyleClass().add(style);
    return made;
  }

  private static final class Board implements CopyBoard {
    @Override
    public void put(String text) {
      var content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void clear(String text) {
      Clipboard board = Clipboard.getSystemClipboard();
      if (text.equals(board.getString())) board.clear();
    }
  }

  /// Begins a run; one that is under way ends.
  void open(CopyDesk.Begun.Ready ready) {
    close();
    Stage now = stage();
    var made = new CopyViewModel(ready.lines(), kit.background(), new Board());
    model = made;
    number.setText(Show.caseNumber(ready.number()));
    order.setText(kit.t(ready.own() ? "counter.copy.order.own" : "counter.copy.order.builtin"));
    Nodes.shown(lay, !ready.own());
    following =
        Subscription.combine(
            made.at().subscribe(_ -> draw()),
            made.jump().subscribe(_ -> draw()),
            kit.layers().veiled().subscribe(this::veil));
    forget = kit.layers().atEnd(this::close);
    now.show();
    now.toFront();
    body.requestFocus();
  }

  private Stage stage() {
    Stage there = stage;
    if (there != null) return there;
    var root = new StackPane(new Tall(body()), cover);
    root.setId("copy");
    root.getStyleClass().addAll("layers", "copy-strip");
    var scene = new Scene(root, WIDTH, HEIGHT);
    kit.theme().install(scene);
    root.getStylesheets()
        .add(
            java.util.Objects.requireNonNull(CopyStrip.class.getResource("counter.css"))
                .toExternalForm());
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    var made = new Stage();
    made.setTitle(kit.t("counter.copy.title"));
    made.setAlwaysOnTop(true);
    made.setScene(scene);
    place(made);
    made.setOnHidden(_ -> ended());
    kit.theme().zoom().subscribe((was, now) -> grow(made, now.factor() / was.factor()));
    stage = made;
    return made;
  }

  /// The window grows with its text, and stays on the screen.
  private static void grow(Stage window, double factor) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    window.setWidth(Math.min(screen.getWidth(), window.getWidth() * factor));
    window.setHeight(Math.min(screen.getHeight(), window.getHeight() * factor));
    window.setX(
        Math.max(screen.getMinX(), Math.min(window.getX(), screen.getMaxX() - window.getWidth())));
    window.setY(
        Math.max(screen.getMinY(), Math.min(window.getY(), screen.getMaxY() - window.getHeight())));
  }

  private Region body() {
    body.setFocusTraversable(true);
    body.setAccessibleText(kit.t("counter.copy.title"));
    body.getStyleClass().add("copy-body");
    number.getStyleClass().addAll("digits", "section-title");
    ahead.getStyleClass().add("copy-ahead");
    var turn = new VBox(block, field, value);
    turn.getStyleClass().addAll("card-box", "copy-turn");
    copy.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(copy, Priority.ALWAYS);
    var back =
        Buttons.keyed(
            Buttons.plain("copy-back", kit.t("counter.copy.back"), () -> act(CopyViewModel::back)),
            "\u2190");
    var skip =
        Buttons.keyed(
            Buttons.plain("copy-skip", kit.t("counter.copy.skip"), () -> act(CopyViewModel::skip)),
            "\u2192");
    var end =
        Buttons.keyed(Buttons.plain("copy-end", kit.t("counter.copy.end"), this::close), "Ctrl+W");
    for (Button b : List.of(copy, back, skip, end, lay)) b.setFocusTraversable(false);
    var row = new Bar(back, skip, end);
    row.getStyleClass().add("copy-row");
    var grow = new Region();
    VBox.setVgrow(grow, Priority.ALWAYS);
    var hint = label("copy-hint", "hint");
    hint.setText(kit.t("counter.copy.hint"));
    body.getChildren()
        .setAll(number, progress, turn, copy, row, said, jump, ahead, grow, hint, order, lay);
    return body;
  }

  private void act(java.util.function.Consumer<CopyViewModel> what) {
    CopyViewModel now = model;
    if (now != null && !kit.layers().veiled().get()) what.accept(now);
    body.requestFocus();
  }

  private void key(KeyEvent event) {
    KeyCode code = event.getCode();
    if (event.isAltDown() || event.isMetaDown()) return;
    if (event.isControlDown()) {
      if (code == KeyCode.W) close();
      else if (code == KeyCode.C) act(CopyViewModel::copy);
      else return;
    } else if (code.isDigitKey()) {
      String digits = code.getName().replaceAll("\\D", "");
      act(m -> m.digit(Integer.parseInt(digits)));
    } else
      switch (code) {
        case SPACE -> act(CopyViewModel::copy);
        case ENTER ->
            act(m -> {
              if (m.jump().get().isEmpty()) m.copy();
              else m.go();
            });
        case LEFT, UP -> act(CopyViewModel::back);
        case RIGHT, DOWN -> act(CopyViewModel::skip);
        case BACK_SPACE -> act(CopyViewModel::erase);
        case ESCAPE -> act(CopyViewModel::forget);
        default -> {
          return;
        }
      }
    event.consume();
  }

  private void draw() {
    CopyViewModel now = model;
    if (now == null) return;
    int at = now.at().get();
    int all = now.lines().size();
    boolean over = now.isOver();
    progress.setText(
        over
            ? kit.t("counter.copy.over", String.valueOf(all))
            : kit.t("counter.copy.progress", String.valueOf(at + 1), String.valueOf(all)));
    CopyLine line = over ? null : now.lines().get(at);
    block.setText(line == null ? "" : block(line));
    field.setText(line == null ? kit.t("counter.copy.done") : line.label());
    value.setText(
        line == null ? "" : line.value().isEmpty() ? kit.t("counter.copy.empty") : line.value());
    copy.setDisable(over);
    int last = now.last().get();
    said.setText(last < 0 ? "" : said(now.lines().get(last)));
    String digits = now.jump().get();
    jump.setText(digits.isEmpty() ? "" : kit.t("counter.copy.jump", digits));
    Nodes.shown(jump, !digits.isEmpty());
    var next = new ArrayList<Node>();
    for (int i = at + 1; i < Math.min(all, at + 1 + AHEAD); i++) next.add(next(i, now));
    ahead.getChildren().setAll(next);
  }

  private String said(CopyLine line) {
    return kit.t(
        line.value().isEmpty() ? "counter.copy.passed" : "counter.copy.copied", line.label());
  }

  private String block(CopyLine line) {
    String name = CodeTables.label("copyBlock", line.block().name());
    return line.entry() == 0
        ? name
        : kit.t(
            "counter.copy.entry",
            name,
            String.valueOf(line.entry()),
            String.valueOf(line.entries()));
  }

  /// What comes next; a secret waits for its turn.
  private Node next(int index, CopyViewModel now) {
    CopyLine line = now.lines().get(index);
    String shown = line.secret() && !line.value().isEmpty() ? "******" : line.value();
    var made =
        new Label(kit.t("counter.copy.ahead", String.valueOf(index + 1), line.label(), shown));
    made.getStyleClass().add("hint");
    made.setMinWidth(0);
    if (now.isCopied(index)) made.getStyleClass().add("copy-was");
    return made;
  }

  private void veil(boolean now) {
    cover.setVisible(now);
    body.setVisible(!now);
    CopyViewModel run = model;
    if (now && run != null) run.empty();
    if (!now) body.requestFocus();
  }

  /// Lays the built-in order down for the office to edit.
  private void lay() {
    kit.background()
        .run(
            () -> shelf.lay(CopyDesk.builtIn()),
            where -> said.setText(kit.t("counter.copy.laid", where)),
            _ -> said.setText(kit.t("counter.copy.unlaid")));
  }

  /// Where it stood last, if that is still on a screen; else at the right edge.
  private void place(Stage made) {
    Rectangle2D primary = Screen.getPrimary().getVisualBounds();
    made.setX(primary.getMaxX() - WIDTH);
    made.setY(primary.getMinY() + (primary.getHeight() - HEIGHT) / 2);
    String[] kept = shelf.place().split(",", -1);
    if (kept.length != NUMBERS) return;
    try {
      double x = Double.parseDouble(kept[0]);
      double y = Double.parseDouble(kept[1]);
      double w = Math.max(WIDTH / 2, Double.parseDouble(kept[2]));
      double h = Math.max(HEIGHT / 2, Double.parseDouble(kept[3]));
      if (Screen.getScreensForRectangle(x, y, w, h).isEmpty()) return;
      made.setX(x);
      made.setY(y);
      made.setWidth(w);
      made.setHeight(h);
    } catch (NumberFormatException e) {
      shelf.keepPlace(""); // somebody edited it: it stands where it stood first
    }
  }

  /// Ends the run.
  void close() {
    Stage there = stage;
    if (there != null && there.isShowing()) there.hide();
  }

  private void ended() {
    following.unsubscribe();
    following = Subscription.EMPTY;
    forget.run();
    forget = () -> {};
    CopyViewModel run = model;
    if (run != null) run.empty();
    model = null;
    value.setText("");
    ahead.getChildren().clear();
    Stage there = stage;
    if (there == null) return;
    shelf.keepPlace(
        Math.round(there.getX())
            + ","
            + Math.round(there.getY())
            + ","
            + Math.round(there.getWidth())
            + ","
            + Math.round(there.getHeight()));
  }
}
