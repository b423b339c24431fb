package cn.ruhu.desktop.pages;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.PicturePane;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The open page of a reel: its picture, or in words why it is not there yet; the picture opens by
/// itself when it comes. Window thread only.
public final class PagePlace {
  private final PageReel reel;
  private final PageWords words;
  private final PicturePane pane;
  private final Label state = new Label();
  private final Label hint = new Label();
  private final Label stamp = new Label();
  private final Label flawed = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final Button again;
  private final VBox instead = new VBox(10);
  private final StackPane root = new StackPane();
  private final Subscription stop;
  private PageReel.@Nullable Shown drawn;
  private PageReel.@Nullable Shown seen;
  private Subscription around = Subscription.EMPTY;

  /// @param id of the frame; `id-state` says how the page stands, `id-again` asks once more
  public PagePlace(Kit kit, PageReel reel, String id, PicturePane.Fit fit) {
    this.reel = reel;
    this.words = new PageWords(kit);
    pane = new PicturePane(id, kit.t("pages.picture"), fit);
    again =
        Buttons.with(
            Icon.REFRESH, Buttons.plain(id + "-again", kit.t("pages.act.again"), reel::again));
    again.setFocusTraversable(false);
    state.setId(id + "-state");
    state.setWrapText(true);
    state.getStyleClass().add("page-state");
    hint.setWrapText(true);
    hint.getStyleClass().add("hint");
    bar.setMaxWidth(Double.MAX_VALUE);
    instead.setAlignment(Pos.CENTER);
    instead.getStyleClass().add("page-instead");
    instead.getChildren().setAll(state, bar, hint, again);
    root.getStyleClass().add("page-place");
    root.setMinHeight(0);
    var css = Objects.requireNonNull(PagePlace.class.getResource("pages.css"), "pages.css");
    root.getStylesheets().add(css.toExternalForm());
    stamp.setId(id + "-stamp");
    stamp.getStyleClass().add("page-stamp");
    stamp.setMouseTransparent(true);
    Nodes.shown(stamp, false);
    StackPane.setAlignment(stamp, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(stamp, new Insets(14));
    flawed.setId(id + "-flawed");
    flawed.getStyleClass().add("page-flawed");
    flawed.setWrapText(true);
    flawed.setMouseTransparent(true);
    Nodes.shown(flawed, false);
    StackPane.setAlignment(flawed, Pos.TOP_LEFT);
    StackPane.setMargin(flawed, new Insets(10));
    root.getChildren().setAll(pane.node(), instead, stamp, flawed);
    stop =
        Subscription.combine(
            reel.now().subscribe(this::show),
            root.sceneProperty()
                .subscribe(s -> {
                  around.unsubscribe();
                  around = s == null ? Subscription.EMPTY : around();
                  // what came while the place stood nowhere
                  if (s != null) refresh();
                }));
  }

  /// What came behind a curtain, or on a screen that was away, is seen when it comes into sight.
  private Subscription around() {
    var all = Subscription.EMPTY;
    for (Node at = root; at != null; at = at.getParent())
      all =
          all.and(
              at.visibleProperty()
                  .subscribe((_, now) -> {
                    if (now) refresh();
                  }));
    return all;
  }

  public Node node() {
    return root;
  }

  /// Takes no more room than what lies beside it, whatever is in it; or as much as it can get.
  void even(boolean beside) {
    root.setMinWidth(beside ? 0 : Region.USE_COMPUTED_SIZE);
    root.setPrefWidth(beside ? 1 : Region.USE_COMPUTED_SIZE);
  }

  public PicturePane pane() {
    return pane;
  }

  /// Follows the reel no longer.
  void leave() {
    stop.unsubscribe();
    around.unsubscribe();
  }

  /// Shows the open page again: something around the place came into sight.
  public void refresh() {
    show(reel.now().get());
  }

  private void show(PageReel.@Nullable Now now) {
    if (now == null || root.getScene() == null) {
      pane.clear();
      drawn = null;
    }
    String compared = now == null ? "" : words.stamp(now.page(), reel::staffName);
    stamp.setText(compared);
    Nodes.shown(stamp, now != null && now.hasPicture() && !compared.isEmpty());
    String told = now == null ? "" : words.flawed(now.page());
    flawed.setText(told);
    Nodes.shown(flawed, now != null && now.hasPicture() && !told.isEmpty());
    if (now == null) {
      Nodes.shown(instead, false);
      Nodes.shown(pane.node(), false);
      return;
    }
    boolean picture = now.hasPicture();
    Nodes.shown(pane.node(), picture);
    Nodes.shown(instead, !picture);
    if (picture) picture(now);
    else words(now);
  }

  @SuppressWarnings("ReferenceEquality") // is it still this very picture?
  private void picture(PageReel.Now now) {
    if (root.getScene() == null || !(now.shown() instanceof PageReel.Shown.Picture(var eye)))
      return;
    if (drawn != now.shown()) {
      drawn = now.shown();
      pane.show(eye.pixels());
    }
    if (seen == now.shown() || !pane.inSight()) return;
    seen = now.shown();
    reel.onScreen();
  }

  private void words(PageReel.Now now) {
    pane.clear();
    drawn = null;
    PageStanding standing = now.standing();
    boolean waiting = now.shown() instanceof PageReel.Shown.Nothing;
    boolean coming = waiting && standing.where() == PageStanding.Where.COMING;
    state.setText(words.instead(now));
    String more = words.hint(now);
    hint.setText(more);
    Nodes.shown(hint, !more.isEmpty());
    Nodes.shown(bar, coming || now.shown() instanceof PageReel.Shown.Developing);
    bar.setProgress(
        coming && standing.length() > 0
            ? (double) standing.bytes() / standing.length()
            : ProgressBar.INDETERMINATE_PROGRESS);
    Nodes.shown(again, waiting && standing.worthAsking());
  }
}
