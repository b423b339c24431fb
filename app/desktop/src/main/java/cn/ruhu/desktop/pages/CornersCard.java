package cn.ruhu.desktop.pages;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The corners of a page, set by dragging with a loupe beside, or by keys: 1 to 4 pick a corner,
/// the arrows move it (with Shift in strides), R turns, Z takes back, 0 takes the whole picture,
/// Enter keeps it. Esc closes and changes nothing. Window thread only.
///
/// Ids for tests: `corners`, `corners-handle-0`…, `corners-loupe`, `corners-keep`.
public final class CornersCard {
  private static final double MARGIN = 48;
  private static final double HANDLE = 11;
  private static final double LOUPE = 170;

  /// pixels of the picture across the loupe
  private static final double SEEN = 56;

  private final Kit kit;
  private final CornersModel model;
  private final IntFunction<Callable<Optional<Pixels>>> drawn;
  private final Consumer<CornersModel> keep;
  private final VBox card = new VBox();
  private final ImageView picture = new ImageView();
  private final Polygon outline = new Polygon();
  private final List<Circle> handles = new ArrayList<>();
  private final Pane stage = new Pane();
  private final ImageView glass = new ImageView();
  private final StackPane loupe = new StackPane();
  private final Label problem = new Label();
  private final Button done;
  private final Button back;
  private Runnable lower = () -> {};
  private Subscription following = Subscription.EMPTY;
  private int shown = -1;
  private int drawing;

  /// @param drawn makes the picture as it is seen after so many quarter turns; run elsewhere
  /// @param keep told what was set, when the person keeps it
  public CornersCard(
      Kit kit,
      CornersModel model,
      IntFunction<Callable<Optional<Pixels>>> drawn,
      Consumer<CornersModel> keep) {
    this.kit = kit;
    this.model = model;
    this.drawn = drawn;
    this.keep = keep;
    done =
        Buttons.keyed(
            Buttons.main("corners-keep", kit.t("pages.corners.keep"), this::keep), "Enter");
    back = tool("corners-undo", Icon.UNDO, "pages.corners.undo", "Z", model::undo);
    build();
  }

  /// Puts the card over the window.
  public void open() {
    lower = kit.layers().raise(card, this::close);
    card.prefWidthProperty().bind(kit.layers().widthProperty().subtract(MARGIN));
    card.prefHeightProperty().bind(kit.layers().heightProperty().subtract(MARGIN));
    following =
        Subscription.combine(
            model.shape().subscribe(_ -> show()),
            model.picked().subscribe(_ -> lay()),
            stage.layoutBoundsProperty().subscribe(_ -> lay()));
    card.requestFocus();
  }

  private void close() {
    following.unsubscribe();
    drawing++;
    card.prefWidthProperty().unbind();
    card.prefHeightProperty().unbind();
    lower.run();
  }

  private void keep() {
    if (!model.isPage()) return;
    close();
    keep.accept(model);
  }

  private void build() {
    card.setId("corners");
    card.getStyleClass().addAll("dialog-card", "page-viewer");
    var css = Objects.requireNonNull(CornersCard.class.getResource("pages.css"), "pages.css");
    card.getStylesheets().add(css.toExternalForm());
    card.setFocusTraversable(true);
    card.setAccessibleText(kit.t("pages.corners.title") + " " + kit.t("pages.corners.keys"));
    card.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    var title = new Label(kit.t("pages.corners.title"));
    title.getStyleClass().add("dialog-title");
    var cross = Buttons.icon("corners-close", Icon.CLOSE, kit.t("kit.dialog.close"), this::close);
    var head = new HBox(title, grow(), cross);
    head.setAlignment(Pos.CENTER_LEFT);
    picture.setPreserveRatio(true);
    outline.getStyleClass().add("corners-outline");
    outline.setMouseTransparent(true);
    stage.getStyleClass().add("corners-stage");
    stage.setMinSize(0, 0);
    stage.getChildren().addAll(picture, outline);
    for (int i = 0; i < 4; i++) stage.getChildren().add(handle(i));
    stage.getChildren().add(loupe());
    VBox.setVgrow(stage, Priority.ALWAYS);
    card.getChildren().setAll(head, stage, foot());
  }

  private HBox foot() {
    problem.getStyleClass().add("text-warning");
    problem.setId("corners-problem");
    var hint = new Label(kit.t("pages.corners.keys"));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    hint.setMinWidth(0);
    HBox.setHgrow(hint, Priority.ALWAYS);
    hint.setMaxWidth(Double.MAX_VALUE);
    var row =
        new HBox(
            hint,
            problem,
            back,
            tool("corners-whole", Icon.IMAGE, "pages.corners.whole", "0", model::whole),
            tool("corners-turn", Icon.ROTATE, "pages.act.turn", "R", model::turn),
            done);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("page-viewer-row");
    return row;
  }

  private Button tool(String id, Icon icon, String key, String keys, Runnable act) {
    Button b = Buttons.keyed(Buttons.with(icon, Buttons.plain(id, kit.t(key), act)), keys);
    b.setFocusTraversable(false);
    return b;
  }

  private static Region grow() {
    var region = new Region();
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }

  private Circle handle(int corner) {
    var c = new Circle(HANDLE);
    c.setId("corners-handle-" + corner);
    c.getStyleClass().add("corners-handle");
    c.setAccessibleText(kit.t("pages.corners.corner." + corner));
    c.setOnMousePressed(e -> {
      model.grab(corner);
      e.consume();
    });
    c.setOnMouseDragged(this::drag);
    handles.add(c);
    return c;
  }

  private void drag(MouseEvent e) {
    var at = stage.sceneToLocal(e.getSceneX(), e.getSceneY());
    double w = picture.getLayoutBounds().getWidth();
    double h = picture.getLayoutBounds().getHeight();
    if (w <= 0 || h <= 0) return;
    model.drag(
        new CornersModel.At(
            (at.getX() - picture.getLayoutX()) / w, (at.getY() - picture.getLayoutY()) / h));
    e.consume();
  }

  private StackPane loupe() {
    glass.setFitWidth(LOUPE);
    glass.setFitHeight(LOUPE);
    glass.setSmooth(false);
    glass.setClip(new Circle(LOUPE / 2, LOUPE / 2, LOUPE / 2));
    var ring = new Circle(LOUPE / 2);
    ring.getStyleClass().add("corners-loupe");
    var across = new Line(0, 0, LOUPE / 2, 0);
    var down = new Line(0, 0, 0, LOUPE / 2);
    across.getStyleClass().add("corners-cross");
    down.getStyleClass().add("corners-cross");
    loupe.setId("corners-loupe");
    loupe.setMouseTransparent(true);
    loupe.getChildren().setAll(glass, ring, across, down);
    loupe.setMinSize(LOUPE, LOUPE);
    loupe.setMaxSize(LOUPE, LOUPE);
    loupe.resize(LOUPE, LOUPE);
    return loupe;
  }

  private void key(KeyEvent e) {
    if (e.isControlDown() || e.isAltDown() || e.isMetaDown()) return;
    double by = e.isShiftDown() ? CornersModel.STRIDE : CornersModel.STEP;
    @Nullable Runnable act = act(e.getCode(), by);
    if (act == null) return;
    e.consume();
    act.run();
  }

  private @Nullable Runnable act(KeyCode code, double by) {
    return switch (code) {
      case DIGIT1, NUMPAD1 -> () -> model.pick(0);
      case DIGIT2, NUMPAD2 -> () -> model.pick(1);
      case DIGIT3, NUMPAD3 -> () -> model.pick(2);
      case DIGIT4, NUMPAD4 -> () -> model.pick(3);
      case TAB -> () -> model.pick(model.picked().get() + 1);
      case LEFT -> () -> model.nudge(-by, 0);
      case RIGHT -> () -> model.nudge(by, 0);
      case UP -> () -> model.nudge(0, -by);
      case DOWN -> () -> model.nudge(0, by);
      case R -> model::turn;
      case Z, BACK_SPACE -> model::undo;
      case DIGIT0, NUMPAD0 -> model::whole;
      case ENTER -> this::keep;
      default -> null;
    };
  }

  private void show() {
    if (shown != model.turns()) draw();
    boolean page = model.isPage();
    problem.setText(page ? "" : kit.t("pages.corners.crossed"));
    Buttons.blocked(done, page ? "" : kit.t("pages.corners.crossed"));
    back.setDisable(!model.canUndo());
    lay();
  }

  /// The picture as it is seen now; the one before stays away, its corners would be others.
  private void draw() {
    shown = model.turns();
    int mine = ++drawing;
    picture.setImage(null);
    glass.setImage(null);
    kit.background()
        .run(
            drawn.apply(shown),
            found -> {
              if (mine != drawing) return;
              @Nullable Image image = found.map(Pixels::image).orElse(null);
              picture.setImage(image);
              glass.setImage(image);
              if (image == null) problem.setText(kit.t("pages.corners.none"));
              lay();
            },
            _ -> {
              if (mine == drawing) problem.setText(kit.t("pages.corners.none"));
            });
  }

  private void lay() {
    Image image = picture.getImage();
    boolean there = image != null && stage.getWidth() > 4 * HANDLE;
    outline.setVisible(there);
    loupe.setVisible(there);
    handles.forEach(h -> h.setVisible(there));
    if (image == null || !there) return;
    double room = 2 * HANDLE;
    double scale =
        Math.min(
            (stage.getWidth() - 2 * room) / image.getWidth(),
            (stage.getHeight() - 2 * room) / image.getHeight());
    double w = image.getWidth() * scale;
    double h = image.getHeight() * scale;
    picture.setFitWidth(w);
    picture.setLayoutX((stage.getWidth() - w) / 2);
    picture.setLayoutY((stage.getHeight() - h) / 2);
    var points = new ArrayList<Double>();
    for (int i = 0; i < 4; i++) {
      CornersModel.At at = model.shape().get().corners().get(i);
      double x = picture.getLayoutX() + at.x() * w;
      double y = picture.getLayoutY() + at.y() * h;
      handles.get(i).setCenterX(x);
      handles.get(i).setCenterY(y);
      points.add(x);
      points.add(y);
      boolean mine = i == model.picked().get();
      handles.get(i).getStyleClass().remove("picked");
      if (mine) handles.get(i).getStyleClass().add("picked");
    }
    outline.getPoints().setAll(points);
    look(image);
  }

  /// The loupe shows what lies under the picked corner, at the other side of the picture.
  private void look(Image image) {
    CornersModel.At at = model.shape().get().corners().get(model.picked().get());
    glass.setViewport(
        new Rectangle2D(
            at.x() * image.getWidth() - SEEN / 2,
            at.y() * image.getHeight() - SEEN / 2,
            SEEN,
            SEEN));
    loupe.relocate(
        at.x() < 0.5 ? stage.getWidth() - LOUPE - HANDLE : HANDLE,
        at.y() < 0.5 ? stage.getHeight() - LOUPE - HANDLE : HANDLE);
  }
}
