package cn.ruhu.desktop.counter;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// 说给申请人听: the case in letters of 28 px and more over the whole window, so that an applicant reads
/// it across the counter and sees nothing else. F9 prints it, Esc closes it.
final class TellCard {
  /// from this width on, in pixels of standard text, there is room for two halves
  private static final double BOTH = 1100;

  /// parts that stand in the second half
  private static final Set<String> BESIDE = Set.of("rights", "phone");

  /// part of the page one press of an arrow moves
  private static final double STEP = 0.12;

  private final Kit kit;
  private final BorderPane root = new BorderPane();
  private final ScrollPane scroll = new ScrollPane();
  private final Label said = new Label();
  private Runnable close = () -> {};
  private Subscription following = Subscription.EMPTY;

  TellCard(Kit kit) {
    this.kit = kit;
  }

  /// @param print lets it out on paper; tells what came of it
  void open(Told told, Consumer<Consumer<String>> print) {
    root.setId("tell");
    root.getStyleClass().add("tell");
    root.getStylesheets()
        .add(
            java.util.Objects.requireNonNull(TellCard.class.getResource("counter.css"))
                .toExternalForm());
    scroll.setContent(column(told));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setAccessibleText(spoken(told));
    root.setCenter(scroll);
    said.setId("tell-said");
    said.getStyleClass().add("text-muted");
    said.setWrapText(true);
    Runnable printed = () -> print.accept(said::setText);
    var paper =
        Buttons.keyed(Buttons.main("tell-print", kit.t("counter.tell.print"), printed), "F9");
    var end =
        Buttons.keyed(
            Buttons.plain("tell-close", kit.t("counter.tell.close"), () -> close.run()), "Esc");
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox.setHgrow(said, Priority.SOMETIMES);
    var foot = new Bar(said, gap, end, paper);
    foot.getStyleClass().add("tell-foot");
    foot.setAlignment(Pos.CENTER_RIGHT);
    root.setBottom(foot);
    root.addEventFilter(KeyEvent.KEY_PRESSED, e -> key(e, printed));
    root.prefWidthProperty().bind(kit.layers().widthProperty());
    root.prefHeightProperty().bind(kit.layers().heightProperty());
    Runnable lower = kit.layers().raise(root, () -> close.run());
    close =
        () -> {
          following.unsubscribe();
          lower.run();
        };
    root.getParent().getStyleClass().add("tell-scrim");
    paper.requestFocus();
  }

  private Node column(Told told) {
    var who = new Bar(kit.names().node(told.name()), line(told.number(), "tell-number"));
    who.getStyleClass().add("tell-who");
    who.setAlignment(Pos.CENTER_LEFT);
    var left = new VBox();
    var right = new VBox();
    for (Told.Part part : told.parts())
      (BESIDE.contains(part.id()) ? right : left).getChildren().add(part(part));
    for (VBox half : List.of(left, right)) {
      half.getStyleClass().add("tell-column");
      half.setMinWidth(0);
      half.setPrefWidth(BOTH / 2);
      HBox.setHgrow(half, Priority.ALWAYS);
    }
    var halves = new StackPane();
    var box = new VBox(who, line(told.headline(), "tell-headline"), halves);
    box.getStyleClass().addAll("tell-column", "tell-page");
    // by the window, not by the column: what a layout pass finds it must not replace
    following =
        Subscription.combine(
            kit.layers().widthProperty().subscribe(() -> place(halves, left, right)),
            kit.theme().zoom().subscribe(() -> place(halves, left, right)));
    place(halves, left, right);
    return box;
  }

  /// What waits and what may be done stand beside each other where there is room for both.
  private void place(StackPane halves, VBox left, VBox right) {
    boolean wide = kit.layers().getWidth() / kit.theme().zoom().get().factor() >= BOTH;
    halves.getChildren().forEach(p -> ((Pane) p).getChildren().clear());
    Pane pane = wide ? new Bar(left, right) : new VBox(left, right);
    pane.getStyleClass().add(wide ? "tell-halves" : "tell-column");
    halves.getChildren().setAll(pane);
  }

  /// All of it, for whoever hears the screen.
  private static String spoken(Told told) {
    var all = new StringBuilder(told.headline());
    for (Told.Part part : told.parts())
      all.append('\n').append(part.title()).append('\n').append(String.join("\n", part.lines()));
    return all.toString();
  }

  private static Node part(Told.Part part) {
    var box = new VBox(line(part.title(), "tell-title"));
    box.setId("tell-part-" + part.id());
    box.getStyleClass().add("tell-part");
    for (String words : part.lines()) box.getChildren().add(line(words, "tell-line"));
    return box;
  }

  private static Label line(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    Nodes.shown(label, !words.isEmpty());
    return label;
  }

  private void key(KeyEvent event, Runnable printed) {
    List<KeyCode> down = List.of(KeyCode.DOWN, KeyCode.PAGE_DOWN);
    List<KeyCode> up = List.of(KeyCode.UP, KeyCode.PAGE_UP);
    if (event.getCode() == KeyCode.F9) printed.run();
    else if (down.contains(event.getCode()))
      scroll.setVvalue(Math.min(1, scroll.getVvalue() + STEP));
    else if (up.contains(event.getCode())) scroll.setVvalue(Math.max(0, scroll.getVvalue() - STEP));
    else return;
    event.consume();
  }
}
