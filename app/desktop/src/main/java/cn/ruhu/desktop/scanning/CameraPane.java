package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.LivePicture;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.pages.FlawWords;
import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraOffer;
import cn.ruhu.device.camera.CameraState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The camera beside the strip: what lies under it, and where the next picture goes.
final class CameraPane {
  private static final int DIGITS = 9;

  private final Kit kit;
  private final ScanningViewModel tray;
  private final CameraViewModel model;
  private final Runnable back;
  private final LivePicture live = new LivePicture();
  private final Label hint = new Label();
  private final Label lamp = Lamps.lamp("", Lamps.State.OFF, "");
  private final Label given = new Label();
  private final Label desk = new Label();
  private final AutoLine auto;
  private final Label said = new Label();
  private final Label doubt = new Label();
  private final VBox doubtful = new VBox(8);
  private final Label twin = new Label();
  private final FlawWords flaws;
  private final GuideLines places;
  private final VBox place = new VBox(8);
  private final VBox chooser = new VBox(8);
  private final Button shoot;
  private final Field address;
  private final HBox root;

  /// somebody wants another camera than the one in use
  private boolean asking;

  /// @param back gives the keyboard back to the strip
  CameraPane(Kit kit, ScanningViewModel tray, CameraViewModel model, Runnable back) {
    this.kit = kit;
    this.back = back;
    this.tray = tray;
    this.model = model;
    this.flaws = new FlawWords(kit);
    this.places = new GuideLines(kit, tray.guide);
    shoot =
        Buttons.keyed(
            Buttons.large(
                Buttons.with(
                    Icon.CAMERA,
                    Buttons.main("scanning-shoot", kit.t("scanning.camera.shoot"), model::shoot))),
            kit.t("scanning.camera.space"));
    auto = new AutoLine(kit, model.auto);
    model.auto.free(() -> !kit.layers().hasCard() && !asking);
    shoot.setMaxWidth(Double.MAX_VALUE);
    shoot.setFocusTraversable(false);
    address =
        new Fields(kit)
            .text("scanning-camera-address", kit.t("scanning.camera.address"))
            .hint(kit.t("scanning.camera.address.hint"));
    root = new HBox(stage(), side());
    root.getStyleClass().add("split");
    root.setMinWidth(0);
    HBox.setHgrow(root, Priority.ALWAYS);
    follow();
  }

  Node node() {
    return root;
  }

  private Node stage() {
    live.setId("scanning-live");
    live.setAccessibleText(kit.t("scanning.camera.picture"));
    hint.setId("scanning-camera-hint");
    hint.getStyleClass().add("scan-live-hint");
    hint.setWrapText(true);
    var frame = new StackPane(live, hint);
    frame.getStyleClass().addAll("scan-frame", "scan-live");
    frame.setMinSize(0, 0);
    VBox.setVgrow(frame, Priority.ALWAYS);
    lamp.setId("scanning-camera-lamp");
    given.getStyleClass().addAll("hint", "digits");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    Button other =
        Buttons.quiet("scanning-camera-other", kit.t("scanning.camera.other"), this::other);
    Button off =
        Buttons.keyed(
            Buttons.plain("scanning-camera-off", kit.t("scanning.camera.off"), model::close), "C");
    Button learn =
        Buttons.quiet("scanning-plate-learn", kit.t("scanning.plate.learn"), model::learn);
    learn.setTooltip(new Tooltip(kit.t("scanning.plate.about")));
    var bar = new FlowPane(10, 4, lamp, given, other, learn, off);
    bar.setAlignment(Pos.CENTER_LEFT);
    desk.setId("scanning-plate-other");
    desk.setText(kit.t("scanning.plate.other"));
    desk.setWrapText(true);
    desk.setMinHeight(Region.USE_PREF_SIZE);
    desk.getStyleClass().add("text-warning");
    var box = new VBox(8, bar, desk, frame);
    box.setMinWidth(0);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private Node side() {
    said.setId("scanning-camera-said");
    said.setWrapText(true);
    said.setMinHeight(Region.USE_PREF_SIZE);
    twin.setId("scanning-camera-twin");
    twin.setWrapText(true);
    twin.setMinHeight(Region.USE_PREF_SIZE);
    twin.getStyleClass().add("text-warning");
    doubt.setId("scanning-camera-doubt");
    doubt.setWrapText(true);
    doubt.setMinHeight(Region.USE_PREF_SIZE);
    Button again =
        Buttons.keyed(
            Buttons.plain("scanning-camera-again", kit.t("scanning.again"), this::again), "F");
    again.setFocusTraversable(false);
    doubtful.getStyleClass().add("inline-trouble");
    doubtful.getChildren().setAll(doubt, again);
    var column = new VBox(12, shoot, auto.node(), said, doubtful, twin, place, chooser);
    var scrolled = Nodes.side(column);
    scrolled.getStyleClass().add("scan-place");
    return scrolled;
  }

  private void follow() {
    model.picture.subscribe(p -> {
      live.show(p);
      hints();
    });
    model.dark.subscribe(_ -> hints());
    model.state.subscribe(_ -> stands());
    model.facts.subscribe(_ -> stands());
    model.shooting.subscribe(_ -> stands());
    model.said.subscribe(m -> {
      said.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(said, m != null);
    });
    model.desk.other.subscribe(other -> Nodes.shown(desk, other));
    model.doubtful.subscribe(this::doubts);
    tray.doubles.found.subscribe(m -> {
      twin.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(twin, m != null);
    });
    model.target.subscribe(this::aimed);
    tray.guide.led.subscribe(_ -> aimed(model.target.get()));
    tray.guide.lines.addListener(
        (ListChangeListener<SlotGuide.Line>) _ -> aimed(model.target.get()));
    model.offered.addListener((ListChangeListener<CameraOffer>) _ -> choices());
    model.on.subscribe(on -> {
      if (on) stands();
    });
  }

  private void stands() {
    CameraState state = model.state.get();
    Lamps.set(
        lamp,
        kit.t("scanning.camera.state." + state),
        switch (state) {
          case READY -> Lamps.State.GOOD;
          case OPENING -> Lamps.State.OPEN;
          case CLOSED -> Lamps.State.OFF;
          case AWAY, DENIED, BUSY, NO_PICTURES, CRASHED, NO_DRIVER -> Lamps.State.BAD;
        },
        model.address());
    @Nullable CameraFacts facts = model.facts.get();
    given.setText(
        facts == null
            ? ""
            : facts.still().pixels() == 0
                ? kit.t("scanning.camera.largest")
                : kit.t("scanning.camera.still", facts.still().width(), facts.still().height()));
    Buttons.blocked(
        shoot,
        state != CameraState.READY
            ? kit.t("scanning.camera.notready")
            : model.shooting.get() ? kit.t("scanning.camera.shooting") : "");
    hints();
    choices();
  }

  private void hints() {
    boolean ready = model.state.get() == CameraState.READY;
    hint.setText(
        ready && model.dark.get()
            ? kit.t("scanning.camera.dark")
            : live.isEmpty() && model.on.get()
                ? kit.t("scanning.camera.do." + model.state.get())
                : "");
  }

  // ---- what is wrong with the last picture

  private void doubts(@Nullable TrayRow row) {
    Nodes.shown(doubtful, row != null);
    if (row == null) return;
    boolean unsure = Shaping.edges(row.page()) == Shaping.Edges.UNSURE;
    String edges = unsure ? kit.t("scanning.edges.unsure.shot") : "";
    String flawed =
        row.page().look().told().isEmpty() ? edges : SheetPane.said(kit, flaws, row) + edges;
    String words = model.isSameSide(row) ? kit.t("scanning.side.same") + flawed : flawed;
    doubt.setText(kit.t("scanning.camera.doubt", row.number(), words));
  }

  private void again() {
    model.again(kit.t("scanning.again.reason"));
  }

  // ---- where the next picture goes

  private void aimed(@Nullable CameraTarget to) {
    place.getChildren().clear();
    String words = kit.t(to == null ? "scanning.camera.place.first" : "scanning.camera.place");
    Button change = Buttons.keyed(Buttons.plain("scanning-camera-place", words, this::ask), "A");
    change.setFocusTraversable(false);
    boolean led = tray.guide.on();
    if (to == null) {
      var none = new Label(kit.t(led ? "scanning.guide.none" : "scanning.camera.nowhere"));
      none.setWrapText(true);
      none.setMinHeight(Region.USE_PREF_SIZE);
      place.getChildren().setAll(none, change);
      if (led) place.getChildren().add(guided());
      return;
    }
    HBox name = kit.names().node(to.applicant());
    name.getStyleClass().add("headline");
    var slot = new Label(CodeTables.label("docType", to.slot().docType()));
    slot.setId("scanning-camera-slot");
    slot.getStyleClass().add("section-title");
    slot.setWrapText(true);
    Button next =
        Buttons.keyed(
            Buttons.plain("scanning-camera-next", kit.t("scanning.camera.next"), model::next), "X");
    next.setFocusTraversable(false);
    var acts = new FlowPane(8, 8, change, next);
    place.getChildren().addAll(List.of(name, slot, whose(to), acts));
    if (led) place.getChildren().add(guided());
    else if (!to.owed().isEmpty()) place.getChildren().add(owed(to));
  }

  /// The places of the household that is led: the light is the guide's, here as there.
  private Node guided() {
    var lines = new VBox();
    lines.getStyleClass().add("scan-places");
    places.fill(lines);
    var box = Page.card(kit.t("scanning.guide.title"), lines);
    box.getStyleClass().add("scan-slots");
    return box;
  }

  /// Everybody whose paper it can be, each with the digit that says so.
  private Node whose(CameraTarget to) {
    var flow = new FlowPane(6, 6);
    flow.setId("scanning-camera-whose");
    for (int i = 0; i < to.people().size(); i++) {
      CameraTarget.Whose w = to.people().get(i);
      int number = i;
      String words = w.name().isEmpty() ? kit.t("scanning.card.household") : w.name();
      boolean now = w.equals(to.whose());
      Button one =
          now
              ? Buttons.main("scanning-whose-" + number, words, () -> model.whose(number))
              : Buttons.plain("scanning-whose-" + number, words, () -> model.whose(number));
      one.setFocusTraversable(false);
      flow.getChildren().add(Buttons.keyed(one, Integer.toString(number)));
    }
    return flow;
  }

  private Node owed(CameraTarget to) {
    var lines = new ArrayList<Node>();
    for (String code : to.owed()) {
      var line = new Label(CodeTables.label("docType", code));
      line.setWrapText(true);
      boolean now = code.equals(to.slot().docType());
      line.getStyleClass().add(now ? "scan-lit" : "text-warning");
      lines.add(line);
    }
    var box = Page.card(kit.t("scanning.camera.owed"), lines.toArray(Node[]::new));
    box.getStyleClass().add("scan-slots");
    return box;
  }

  private void ask() {
    new PlaceCard(
            kit,
            tray.desk(),
            Optional.ofNullable(model.target.get()).map(CameraTarget::slot),
            kit.t("scanning.camera.place.about"),
            model::aim)
        .open();
  }

  // ---- which camera

  private void other() {
    asking = true;
    choices();
    model.look();
  }

  private void choices() {
    boolean open = asking || model.address().isEmpty();
    Nodes.shown(chooser, open);
    if (!open) return;
    chooser.getChildren().clear();
    var title = new Label(kit.t("scanning.camera.choose"));
    title.getStyleClass().add("section-title");
    chooser.getChildren().add(title);
    for (int i = 0; i < model.offered.size(); i++) {
      CameraOffer one = model.offered.get(i);
      String words =
          one.name().isEmpty()
              ? one.address()
              : kit.t("scanning.camera.named", one.name(), one.address());
      chooser
          .getChildren()
          .add(Buttons.plain("scanning-camera-found-" + i, words, () -> chosen(one.address())));
    }
    address.valueProperty().set(model.address());
    Button use =
        Buttons.plain(
            "scanning-camera-use",
            kit.t("scanning.camera.use"),
            () -> {
              String typed = address.value().strip();
              if (model.accepts(typed)) chosen(typed);
              else address.problem(kit.t("scanning.camera.address.wrong"));
            });
    chooser.getChildren().addAll(address, use);
  }

  private void chosen(String one) {
    asking = false;
    Nodes.shown(chooser, false);
    back.run();
    model.use(one);
  }

  /// The space bar shoots, unless somebody walked to another button to press that.
  private void space() {
    if (root.getScene() != null
        && root.getScene().getFocusOwner() instanceof Button other
        && !other.equals(shoot)
        && Nodes.within(root, other)) other.fire();
    else model.shoot();
  }

  /// Keys while the camera is in sight; they win over those of the tray.
  List<Shortcut> shortcuts() {
    var keys =
        new ArrayList<>(
            List.of(
                new Shortcut("Space", "scanning.camera.shoot", this::space),
                new Shortcut("H", "scanning.auto.act", model.auto::toggle),
                new Shortcut("C", "scanning.camera.off", model::close),
                new Shortcut("X", "scanning.camera.next", model::next),
                new Shortcut("F", "scanning.again", this::again),
                new Shortcut("A", "scanning.camera.place", this::ask)));
    for (int i = 0; i <= DIGITS; i++) {
      int number = i;
      keys.add(
          new Shortcut(Integer.toString(i), "scanning.camera.whose", () -> model.whose(number)));
    }
    return List.copyOf(keys);
  }
}
