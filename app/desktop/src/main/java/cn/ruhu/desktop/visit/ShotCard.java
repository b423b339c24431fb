package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.LivePicture;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.pages.CornersCard;
import cn.ruhu.desktop.pages.CornersModel;
import cn.ruhu.desktop.pages.FlawWords;
import cn.ruhu.desktop.visit.ShotEye.Edges;
import cn.ruhu.desktop.visit.ShotEye.Taken;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.imaging.page.Corners;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The camera over the visit: aim, take, look, keep. Space takes; with a photo in hand Enter keeps
/// it, Space keeps it and goes on, F takes it again; of a paper P shows the whole photo or the page
/// between its edges, Q sets corners, R turns. Esc puts the camera away; a photo not kept is left.
///
/// Ids for tests: `shot`, `shot-title`, `shot-take`, `shot-keep`, `shot-again`, `shot-said`.
final class ShotCard {
  private static final double MARGIN = 48;

  private final Kit kit;
  private final ShotModel model;
  private final Runnable files;
  private final FlawWords flaws;
  private final VBox card = new VBox();
  private final Label title = new Label();
  private final Label lamp = Lamps.lamp("", Lamps.State.OFF, "");
  private final LivePicture picture = new LivePicture();
  private final Label hint = new Label();
  private final Label said = new Label();
  private final Label told = new Label();
  private final HBox aiming = new Bar();
  private final HBox looking = new Bar();
  private final Button take;
  private final Button keep;
  private final List<Button> ofPaper;
  private Runnable lower = () -> {};
  private Runnable forget = () -> {};
  private Subscription following = Subscription.EMPTY;

  /// @param files lets the person choose files instead
  ShotCard(Kit kit, ShotModel model, Runnable files) {
    this.kit = kit;
    this.model = model;
    this.files = files;
    this.flaws = new FlawWords(kit);
    take =
        key(
            Buttons.with(
                Icon.CAMERA, Buttons.main("shot-take", kit.t("visit.camera.take"), model::shoot)),
            kit.t("visit.camera.space"));
    keep =
        key(
            Buttons.with(
                Icon.CHECK, Buttons.main("shot-keep", kit.t("visit.camera.keep"), model::keep)),
            "Enter");
    ofPaper =
        List.of(
            key(plain("shot-edges", "visit.camera.edges", model::edges), "P"),
            key(plain("shot-corners", "visit.camera.corners", this::corners), "Q"),
            key(plain("shot-turn", "visit.camera.turn", model::turn), "R"));
    build();
  }

  private Button plain(String id, String words, Runnable act) {
    return Buttons.plain(id, kit.t(words), act);
  }

  private static Button key(Button button, String keys) {
    Button keyed = Buttons.keyed(Buttons.large(button), keys);
    keyed.setFocusTraversable(false);
    return keyed;
  }

  /// Puts the card over the window and switches the camera on.
  void open(String path) {
    model.begin(path);
    if (model.path.get().isEmpty()) return;
    lower = kit.layers().raise(card, this::close);
    card.prefWidthProperty().bind(kit.layers().widthProperty().subtract(MARGIN));
    card.prefHeightProperty().bind(kit.layers().heightProperty().subtract(MARGIN));
    following =
        Subscription.combine(
            model.path.subscribe(this::asked),
            model.live.subscribe(_ -> show()),
            model.stands.subscribe(_ -> show()),
            model.taken.subscribe(_ -> show()),
            model.busy.subscribe(_ -> show()),
            model.said.subscribe(m -> {
              said.setText(m == null ? "" : kit.text().of(m));
              Nodes.shown(said, m != null);
            }),
            kit.layers().veiled().subscribe(model::rest));
    forget = kit.layers().atEnd(this::close);
    card.requestFocus();
  }

  private void asked(String path) {
    if (path.isEmpty()) lowered();
    else title.setText(model.question());
  }

  private void close() {
    model.end();
  }

  /// The camera was put away.
  private void lowered() {
    following.unsubscribe();
    forget.run();
    card.prefWidthProperty().unbind();
    card.prefHeightProperty().unbind();
    lower.run();
  }

  private void build() {
    card.setId("shot");
    card.getStyleClass().addAll("dialog-card", "shot");
    var css = Objects.requireNonNull(ShotCard.class.getResource("visit.css"), "visit.css");
    card.getStylesheets().add(css.toExternalForm());
    card.setFocusTraversable(true);
    card.setAccessibleText(kit.t("visit.camera.title") + " " + kit.t("visit.camera.keys"));
    card.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    title.setId("shot-title");
    title.getStyleClass().add("dialog-title");
    title.setWrapText(true);
    title.setMinWidth(0);
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    lamp.setId("shot-lamp");
    var cross = Buttons.icon("shot-close", Icon.CLOSE, kit.t("visit.camera.off"), this::close);
    cross.setFocusTraversable(false);
    var head = new HBox(title, lamp, cross);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("shot-head");
    picture.setAccessibleText(kit.t("visit.camera.picture"));
    hint.setId("shot-hint");
    hint.setWrapText(true);
    hint.getStyleClass().add("shot-hint");
    var frame = new StackPane(picture, hint);
    frame.getStyleClass().add("shot-frame");
    frame.setMinSize(0, 0);
    VBox.setVgrow(frame, Priority.ALWAYS);
    for (Label l : List.of(said, told)) {
      l.setWrapText(true);
      l.setMinHeight(Region.USE_PREF_SIZE);
    }
    said.setId("shot-said");
    told.setId("shot-told");
    Button other = key(plain("shot-files", "visit.camera.files", this::instead), "O");
    aiming.getChildren().setAll(take, other);
    Button more = key(plain("shot-more", "visit.camera.more", model::shoot), space());
    Button again = key(plain("shot-again", "visit.camera.again", model::again), "F");
    looking.getChildren().setAll(keep, more, again);
    looking.getChildren().addAll(ofPaper);
    for (HBox acts : List.of(aiming, looking)) {
      acts.setAlignment(Pos.CENTER_LEFT);
      acts.getStyleClass().add("row");
    }
    card.getChildren().setAll(head, frame, told, said, aiming, looking);
  }

  private String space() {
    return kit.t("visit.camera.space");
  }

  private void instead() {
    close();
    files.run();
  }

  // ---- what is to be seen

  private void show() {
    @Nullable Taken photo = model.taken.get();
    CameraState state = model.stands.get();
    boolean ready = state == CameraState.READY;
    boolean sees = ready || state == CameraState.OPENING;
    Lamps.set(
        lamp,
        kit.t("visit.camera.state." + state),
        ready ? Lamps.State.GOOD : sees ? Lamps.State.OPEN : Lamps.State.BAD,
        "");
    picture.show(photo == null ? model.live.get() : photo.shown());
    hint.setText(photo == null && picture.isEmpty() ? kit.t("visit.camera.do." + state) : "");
    Nodes.shown(aiming, photo == null);
    Nodes.shown(looking, photo != null);
    String working = model.busy.get() ? kit.t("visit.camera.busy") : "";
    Buttons.blocked(take, ready ? working : kit.t("visit.camera.notready"));
    Buttons.blocked(keep, working);
    for (Button b : ofPaper) Nodes.shown(b, photo != null && photo.paper());
    told.setText(photo == null || !photo.paper() ? "" : words(photo));
    boolean doubt = photo != null && (photo.edges() == Edges.UNSURE || !photo.flaws().isEmpty());
    told.getStyleClass().setAll("label", doubt ? "text-warning" : "text-muted");
    Nodes.shown(told, !told.getText().isEmpty());
  }

  /// What the edges are and what is hard to read.
  private String words(Taken photo) {
    String edges = photo.edges() == Edges.NONE ? "" : kit.t("visit.camera.edges." + photo.edges());
    String wrong = flaws.all(photo.flaws(), photo.recipe().turns());
    return wrong.isEmpty() || edges.isEmpty() ? edges + wrong : edges + "  " + wrong;
  }

  private void corners() {
    @Nullable Taken photo = model.taken.get();
    if (photo == null || !photo.paper() || model.busy.get()) return;
    Corners now = photo.recipe().corners().map(Corners::of).orElse(Corners.WHOLE);
    new CornersCard(
            kit,
            new CornersModel(now, photo.recipe().turns()),
            turns -> model.whole(photo, turns),
            model::corners)
        .open();
  }

  private void pressed(KeyEvent e) {
    if (e.isControlDown() || e.isAltDown() || e.isMetaDown() || e.isShiftDown()) return;
    @Nullable Runnable act = act(e.getCode(), model.taken.get() != null);
    if (act == null || onAnother(e)) return;
    e.consume();
    act.run();
  }

  /// Space and Enter press a button somebody walked to.
  private boolean onAnother(KeyEvent e) {
    Node owner = card.getScene() == null ? null : card.getScene().getFocusOwner();
    boolean presses = e.getCode() == KeyCode.SPACE || e.getCode() == KeyCode.ENTER;
    return presses && owner instanceof Button && Nodes.within(card, owner);
  }

  private @Nullable Runnable act(KeyCode code, boolean inHand) {
    return switch (code) {
      case SPACE -> model::shoot;
      case ENTER -> inHand ? model::keep : model::shoot;
      case F -> inHand ? model::again : null;
      case P -> inHand ? model::edges : null;
      case Q -> inHand ? this::corners : null;
      case R -> inHand ? model::turn : null;
      case O -> inHand ? null : this::instead;
      default -> null;
    };
  }
}
