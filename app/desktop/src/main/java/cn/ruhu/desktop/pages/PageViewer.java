package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.PicturePane;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A page large over the window, with its neighbours beside it: the wheel zooms, R turns, W makes
/// its paper white, J and K leaf, C keeps the page and leafs beside it, Esc closes and changes
/// nothing. Window thread only.
///
/// Ids for tests: `page-viewer`, `page-viewer-picture`, `page-viewer-title`, `page-viewer-count`,
/// `page-viewer-close`, `page-viewer-page-0`…
public final class PageViewer {
  private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
  private static final double MARGIN = 48;

  private final Kit kit;
  private final PageReel reel;
  private final PageWords words;
  private final Function<UUID, String> name;
  private final PagePlace place;
  private final VBox card = new VBox();
  private final Label title = new Label();
  private final Label count = new Label();
  private final Label note = new Label();
  private final StackPane mark = new StackPane();
  private final VBox list = new VBox();
  private final ScrollPane side = new ScrollPane(list);
  private final Button back;
  private final Button next;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Button> tools = new ArrayList<>();
  private final HBox middle = new HBox();
  private final Button beside;
  private final Button white;
  private @Nullable Pinned pinned;
  private Subscription following = Subscription.EMPTY;
  private Runnable lower = () -> {};
  private Runnable closed = () -> {};

  /// A page that stays in sight while others are leafed through beside it.
  private record Pinned(PageReel reel, PagePlace place, VBox node) {}

  /// A page in the list.
  private record Entry(CaseRecord page, VBox node, Label state) {}

  /// @param name of a member
  public PageViewer(Kit kit, PageReel reel, Function<UUID, String> name) {
    this.kit = kit;
    this.reel = reel;
    this.words = new PageWords(kit);
    this.name = name;
    place = new PagePlace(kit, reel, "page-viewer-picture", PicturePane.Fit.WHOLE);
    back = act("page-viewer-back", Icon.CHEVRON_LEFT, "pages.act.back", "K", () -> reel.move(-1));
    next = act("page-viewer-next", Icon.CHEVRON_RIGHT, "pages.act.next", "J", () -> reel.move(1));
    beside = act("page-viewer-beside-act", Icon.COMPARE, "pages.act.beside", "C", this::beside);
    white = tool("page-viewer-white", Icon.SUN, "pages.act.white", "W", this::whiten);
    build();
  }

  /// Puts the viewer over the window; the reel has a page open.
  ///
  /// @param after run when it was closed
  public void open(Runnable after) {
    closed = after;
    lower = kit.layers().raise(card, this::close);
    card.prefWidthProperty().bind(kit.layers().widthProperty().subtract(MARGIN));
    card.prefHeightProperty().bind(kit.layers().heightProperty().subtract(MARGIN));
    fillList();
    following =
        Subscription.combine(
            reel.now().subscribe(this::show),
            reel.changes().subscribe(_ -> states()),
            reel.changes()
                .subscribe(_ -> {
                  if (pinned != null) pinned.reel().changed();
                }));
    card.requestFocus();
  }

  private void close() {
    following.unsubscribe();
    unpin();
    if (reel.isWhite()) reel.whiten();
    place.leave();
    card.prefWidthProperty().unbind();
    card.prefHeightProperty().unbind();
    lower.run();
    closed.run();
    closed = () -> {};
  }

  private void build() {
    card.setId("page-viewer");
    card.getStyleClass().addAll("dialog-card", "page-viewer");
    var css = Objects.requireNonNull(PageViewer.class.getResource("pages.css"), "pages.css");
    card.getStylesheets().add(css.toExternalForm());
    card.setFocusTraversable(true);
    card.setAccessibleText(kit.t("pages.viewer"));
    card.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    title.setId("page-viewer-title");
    title.getStyleClass().add("dialog-title");
    title.setMinWidth(0);
    count.setId("page-viewer-count");
    count.getStyleClass().addAll("text-muted", "digits");
    count.setMinWidth(Region.USE_PREF_SIZE);
    note.getStyleClass().add("hint");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(note, Priority.ALWAYS);
    note.setMaxWidth(Double.MAX_VALUE);
    var cross =
        Buttons.icon("page-viewer-close", Icon.CLOSE, kit.t("kit.dialog.close"), this::close);
    var head = new Bar(title, count, mark, grow(), cross);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("page-viewer-row");
    list.getStyleClass().add("page-list");
    side.setFitToWidth(true);
    side.setFocusTraversable(false);
    side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    side.getStyleClass().addAll("edge-to-edge", "page-side");
    HBox.setHgrow(place.node(), Priority.ALWAYS);
    middle.getChildren().setAll(side, place.node());
    middle.setMinHeight(0);
    middle.getStyleClass().add("page-viewer-row");
    VBox.setVgrow(middle, Priority.ALWAYS);
    card.getChildren().setAll(head, middle, foot());
  }

  private HBox foot() {
    PicturePane pane = place.pane();
    var row =
        new Bar(
            note,
            beside,
            back,
            next,
            white,
            tool("page-viewer-turn", Icon.ROTATE, "pages.act.turn", "R", pane::rotate),
            tool("page-viewer-out", Icon.ZOOM_OUT, "pages.act.out", "\u2212", pane::farther),
            tool("page-viewer-in", Icon.ZOOM_IN, "pages.act.in", "+", pane::closer),
            tool("page-viewer-whole", Icon.IMAGE, "pages.act.whole", "0", pane::whole));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("page-viewer-row");
    return row;
  }

  private Button act(String id, Icon icon, String key, String keys, Runnable act) {
    Button b = Buttons.keyed(Buttons.with(icon, Buttons.plain(id, kit.t(key), act)), keys);
    b.setFocusTraversable(false);
    return b;
  }

  /// An act on the picture: there only while there is one.
  private Button tool(String id, Icon icon, String key, String keys, Runnable act) {
    Button b = act(id, icon, key, keys, act);
    tools.add(b);
    return b;
  }

  private static Region grow() {
    var region = new Region();
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }

  private void key(KeyEvent e) {
    if (e.isControlDown() || e.isAltDown() || e.isMetaDown()) return;
    Runnable act = act(e.getCode());
    if (act == null) return;
    e.consume();
    act.run();
  }

  private @Nullable Runnable act(KeyCode code) {
    PicturePane pane = place.pane();
    return switch (code) {
      case J, DOWN, RIGHT, PAGE_DOWN, SPACE -> () -> reel.move(1);
      case K, UP, LEFT, PAGE_UP -> () -> reel.move(-1);
      case R -> pane::rotate;
      case W -> this::whiten;
      case C -> this::beside;
      case PLUS, EQUALS, ADD -> pane::closer;
      case MINUS, SUBTRACT -> pane::farther;
      case DIGIT0, NUMPAD0 -> pane::whole;
      default -> null;
    };
  }

  /// C: the open page stays where it is, the others are leafed through beside it; C again ends
  /// that.
  private void beside() {
    PageReel.@Nullable Now now = reel.now().get();
    if (pinned != null || now == null) {
      unpin();
      return;
    }
    PageReel other = reel.twin();
    var held = new PagePlace(kit, other, "page-viewer-beside", PicturePane.Fit.WHOLE);
    var words = new Label(kit.t("pages.beside", PageWords.title(now.page(), name)));
    words.getStyleClass().add("hint");
    words.setMinWidth(0);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    VBox.setVgrow(held.node(), Priority.ALWAYS);
    var box = new VBox(4, words, held.node());
    HBox.setHgrow(box, Priority.ALWAYS);
    box.setMinWidth(0);
    box.setMinHeight(0);
    // both get the same room, whatever is in them
    box.setPrefWidth(1);
    middle.getChildren().add(middle.getChildren().indexOf(place.node()), box);
    place.even(true);
    held.even(true);
    pinned = new Pinned(other, held, box);
    other.open(reel.pages(), now.page());
    beside.setText(kit.t("pages.act.alone") + "  C");
  }

  /// W: paper white and shadows gone, or as the record says again; also of the page beside it.
  private void whiten() {
    reel.whiten();
    if (pinned != null) pinned.reel().whiten();
    white.setText(kit.t(reel.isWhite() ? "pages.act.unwhite" : "pages.act.white") + "  W");
  }

  private void unpin() {
    @Nullable Pinned was = pinned;
    if (was == null) return;
    pinned = null;
    place.even(false);
    middle.getChildren().remove(was.node());
    was.place().leave();
    was.reel().close();
    beside.setText(kit.t("pages.act.beside") + "  C");
  }

  private void fillList() {
    entries.clear();
    int n = 0;
    for (CaseRecord page : reel.pages()) {
      var state = new Label();
      state.getStyleClass().add("hint");
      state.setWrapText(true);
      var about = new Label(PageWords.title(page, name));
      about.setWrapText(true);
      var entry = new VBox(2, about, state);
      entry.setId("page-viewer-page-" + n++);
      entry.setAccessibleRole(AccessibleRole.BUTTON);
      entry.setAccessibleText(about.getText());
      entry.setOnMouseClicked(_ -> reel.to(page));
      entry.getStyleClass().add("page-entry");
      entries.add(new Entry(page, entry, state));
    }
    list.getChildren().setAll(entries.stream().map(Entry::node).toList());
    Nodes.shown(side, entries.size() > 1);
    states();
  }

  private void states() {
    for (Entry e : entries) e.state().setText(words.where(reel.standing(e.page())));
  }

  private void show(PageReel.@Nullable Now now) {
    if (now == null) {
      close();
      return;
    }
    title.setText(PageWords.title(now.page(), name));
    count.setText(words.counted(now));
    mark.getChildren().setAll(words.mark(now.standing()));
    note.setText(now.hasPicture() ? words.instead(now) : "");
    if (note.getText().isEmpty()) note.setText(kit.t("pages.keys"));
    back.setDisable(!reel.leads(-1));
    next.setDisable(!reel.leads(1));
    tools.forEach(b -> b.setDisable(!now.hasPicture()));
    for (Entry e : entries)
      e.node().pseudoClassStateChanged(OPEN, e.page().id().equals(now.page().id()));
    states();
  }
}
