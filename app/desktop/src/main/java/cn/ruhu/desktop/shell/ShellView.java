package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Focus;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Idle;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Layers;
import cn.ruhu.desktop.kit.Logo;
import cn.ruhu.desktop.kit.Notices;
import cn.ruhu.desktop.kit.Rail;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.SidePanel;
import cn.ruhu.desktop.kit.StatusStrip;
import cn.ruhu.wire.Badge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The window: rail, the open screen, right panel, status strip. Builds a screen on first use and
/// keeps it, so that a parked draft is where it was.
public final class ShellView {
  /// From this width on the right panel stays open.
  private static final double WIDE = 1600;

  /// Below this width there is room for one thing beside the rail's pictures.
  private static final double NARROW = 1000;

  /// places of the rail reached by Alt and a digit
  private static final int PLACE_KEYS = 9;

  /// troubles on the way to the district that only a person can end
  private static final List<String> NEEDS_PERSON =
      List.of("SIGN_IN", "CLOSED", "UPGRADE", "CERTIFICATE", "STORAGE");

  private final Kit kit;
  private final Session session;
  private final ShellViewModel model;
  private final Exits exits;
  private final BorderPane root = new BorderPane();
  private final StackPane stage = new StackPane();
  private final StackPane top = new StackPane();
  private final Rail rail;
  private final SidePanel side;
  private final StatusStrip strip;
  private final Button sideTool;
  private final LockView lock;
  private final Curtain curtain;
  private final List<Shortcut> keys;
  private final Map<String, Screen> screens = new HashMap<>();
  private final List<Runnable> releases = new ArrayList<>();
  private Subscription subscriptions = Subscription.EMPTY;
  private Subscription sideFilled = Subscription.EMPTY;
  private Runnable screenKeys = () -> {};
  private Runnable cardsBack = () -> {};
  private Runnable closeQuick = () -> {};
  private Focus before = Focus.NONE;
  private String waiting = "";
  private @Nullable Screen open;
  private boolean sideWanted = true;
  private boolean sideAsked;
  private boolean watching;

  /// What only the program around the window can do.
  ///
  /// @param signOut closes the person's store and shows the sign-in again
  /// @param otherLanguage builds the window anew in the other language
  /// @param themeChanged keeps the choice for the next start
  /// @param own what else of the person's own the menu of the person opens
  public record Exits(
      Runnable signOut, Runnable otherLanguage, Runnable themeChanged, List<Own> own) {
    public Exits {
      own = List.copyOf(own);
    }

    /// With nothing else in the menu.
    public Exits(Runnable signOut, Runnable otherLanguage, Runnable themeChanged) {
      this(signOut, otherLanguage, themeChanged, List.of());
    }
  }

  /// Something of the person's own.
  ///
  /// @param id of its entry in the menu
  /// @param key of its words
  /// @param keys that open it as well
  public record Own(String id, String key, String keys, Runnable open) {}

  public ShellView(Kit kit, Session session, ShellViewModel model, Exits exits) {
    this.kit = kit;
    this.session = session;
    this.model = model;
    this.exits = exits;
    rail = new Rail(railHead(), id -> model.go(id, ""));
    rail.setId("rail");
    side =
        new SidePanel(
            kit.text(),
            () -> {
              sideWanted = false;
              sideAsked = false;
              placeSide();
            });
    strip = new StatusStrip(() -> model.go("journal", ""));
    sideTool = tool("shell-side", Icon.SIDE, "shell.tool.side", this::toggleSide);
    lock = new LockView(kit, session, model);
    curtain = new Curtain(kit, stage, () -> model.curtain.set(false), model::lock);
    top.addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
    keys = keys();
    root.setId("shell");
    for (Feature f : model.features()) rail.add(f, kit.t(f.titleKey()), placeKey(f));
    root.setLeft(rail);
    root.setCenter(new VBox(kit.notices().strip(), stage));
    VBox.setVgrow(stage, javafx.scene.layout.Priority.ALWAYS);
    root.setBottom(strip);
    top.getChildren().setAll(root);
    fillStrip();
    subscriptions =
        Subscription.combine(
            session.sync().subscribe(this::synced),
            session.devices().subscribe(this::devices),
            model.place().subscribe(this::placed),
            model.locked.subscribe(this::locked),
            model.curtain.subscribe(this::curtained),
            root.widthProperty().subscribe(_ -> fit()),
            kit.theme().zoom().subscribe(_ -> fit()));
    releases.add(kit.shortcuts().use("shell.keys", keys));
    kit.shortcuts().only(this::works);
    releases.add(kit.wedge().onScan(this::quick));
    var idle = new Idle(ShellViewModel.LOCK_AFTER, model::lock);
    top.sceneProperty()
        .subscribe(scene -> {
          if (scene == null || watching) return;
          watching = true;
          releases.add(idle.watch(scene, kit.background()));
        });
  }

  public Parent node() {
    return top;
  }

  /// Opens the person's home.
  public void start() {
    model.home();
    // whoever counts days must hear early that the days of next year are not known
    ShellViewModel.missingCalendar(Show.day(kit.now().instant()))
        .ifPresent(year ->
            kit.notices().tell("CALENDAR-" + year, kit.t("shell.calendar", String.valueOf(year))));
  }

  /// Lets go of everything; the view is not used afterwards.
  public void close() {
    kit.shortcuts().only(_ -> true);
    kit.notices().forget();
    subscriptions.unsubscribe();
    sideFilled.unsubscribe();
    screenKeys.run();
    releases.forEach(Runnable::run);
    if (open != null) open.onHidden();
    open = null;
  }

  private VBox railHead() {
    var name = new Label(kit.t("shell.name"), new Logo(1.9));
    name.getStyleClass().add("rail-name");
    name.setGraphicTextGap(9);
    var search = new Button(kit.t("shell.quick.hint"), Icon.SEARCH.node());
    search.setId("shell-quick");
    search.getStyleClass().addAll("flat", "rail-search");
    search.setMaxWidth(Double.MAX_VALUE);
    search.setOnAction(_ -> quick());
    var head = new VBox(12, name, search);
    head.getStyleClass().add("rail-head");
    return head;
  }

  private List<Shortcut> keys() {
    var keys = new ArrayList<Shortcut>();
    keys.add(new Shortcut("F1", "shell.key.keys", () -> kit.shortcuts().sheet()));
    keys.add(new Shortcut("Ctrl+K", "shell.key.quick", this::quick));
    keys.add(new Shortcut("F3", "shell.key.search", this::quick));
    keys.add(new Shortcut("F5", "shell.key.sync", model::syncNow));
    keys.add(
        new Shortcut(
            "F6", "shell.key.curtain", () -> model.curtain.set(!model.curtain.get()), true));
    keys.add(new Shortcut("F10", "shell.key.side", this::toggleSide));
    keys.add(new Shortcut("Ctrl+L", "shell.key.lock", model::lock, true));
    keys.add(new Shortcut("Ctrl+Shift+P", "shell.password.title", this::password));
    for (Own own : exits.own()) keys.add(new Shortcut(own.keys(), own.key(), () -> open(own)));
    for (Feature f : model.features())
      if (f.id().equals("scanning"))
        keys.add(new Shortcut("F4", f.titleKey(), () -> model.go(f.id(), "")));
    for (Feature f : model.features())
      if (!placeKey(f).isEmpty())
        keys.add(new Shortcut(placeKey(f), f.titleKey(), () -> model.go(f.id(), "")));
    return keys;
  }

  /// Alt and the number of a place on the rail; empty behind the ninth.
  private String placeKey(Feature feature) {
    int at = model.features().indexOf(feature);
    return at < PLACE_KEYS ? "Alt+" + (at + 1) : "";
  }

  private void quick() {
    quick("");
  }

  /// A code from a gun is looked for like a text that was typed; what leads nowhere stands there to
  /// be read.
  private void quick(String first) {
    if (Badge.isMeant(first)) { // half of somebody's signature is shown to nobody
      kit.notices().tell("BADGE", kit.t("shell.badge.not"));
      return;
    }
    // a code read behind the curtain is looked for when it is lifted
    if (model.curtain.get()) waiting = first;
    if (model.locked.get() || model.curtain.get()) return;
    closeQuick.run();
    closeQuick = new QuickOpen(kit, session, model).open(first);
  }

  private void password() {
    if (model.locked.get() || model.curtain.get()) return;
    new PasswordCard(kit, new PasswordViewModel(session, kit.background(), kit.text()::has)).open();
  }

  private void open(Own own) {
    if (!model.locked.get() && !model.curtain.get()) own.open().run();
  }

  private void fillStrip() {
    String role = kit.t("kit.role." + session.role().name());
    strip.person(
        session.place().isEmpty()
            ? kit.t("shell.person", session.personName(), role)
            : kit.t("shell.person.at", session.personName(), role, session.place()));
    var entries = new ArrayList<MenuItem>();
    entries.add(entry("shell-password", "shell.menu.password", this::password));
    for (Own own : exits.own()) entries.add(entry(own.id(), own.key(), () -> open(own)));
    entries.add(entry("shell-menu-pin", "shell.menu.pin", () -> new PinCard(kit, model).open()));
    entries.add(entry("shell-menu-lock", "shell.tool.lock", model::lock));
    entries.add(entry("shell-menu-out", "shell.tool.out", exits.signOut()));
    strip.menu(entries.toArray(MenuItem[]::new));
    strip.tools(
        sideTool,
        tool("shell-sync", Icon.SYNC, "shell.tool.sync", model::syncNow),
        tool("shell-theme", Icon.NIGHT, "shell.tool.theme", this::nextLook),
        tool("shell-language", Icon.LANGUAGE, "shell.tool.language", exits.otherLanguage()),
        tool("shell-keys", Icon.KEYBOARD, "shell.tool.keys", () -> kit.shortcuts().sheet()),
        tool("shell-curtain", Icon.CURTAIN, "shell.tool.curtain", () -> model.curtain.set(true)),
        tool("shell-lock", Icon.LOCK, "shell.tool.lock", model::lock),
        tool("shell-sign-out", Icon.LOG_OUT, "shell.tool.out", exits.signOut()));
  }

  private MenuItem entry(String id, String key, Runnable act) {
    var made = new MenuItem(kit.t(key));
    made.setId(id);
    made.setOnAction(_ -> act.run());
    return made;
  }

  private Button tool(String id, Icon icon, String key, Runnable act) {
    var made = Buttons.icon(id, icon, kit.t(key), act);
    made.getStyleClass().add("small");
    return made;
  }

  private void toggleSide() {
    boolean open = root.getRight() != null;
    sideWanted = !open;
    sideAsked = !open;
    placeSide();
  }

  private void nextLook() {
    kit.theme().look().set(kit.theme().look().get().next());
    exits.themeChanged().run();
  }

  private void synced(Session.SyncFacts facts) {
    strip.network(kit.text().of(ShellViewModel.network(facts)), facts.online());
    strip.outbox(
        kit.text().of(ShellViewModel.outbox(facts)),
        facts.opsWaiting() == 0 && facts.filesWaiting() == 0);
    for (String code : NEEDS_PERSON)
      if (!facts.trouble().equals(Optional.of(code))) kit.notices().clear(code);
    facts.trouble().filter(NEEDS_PERSON::contains).ifPresent(this::trouble);
  }

  private void trouble(String code) {
    kit.notices()
        .trouble(
            code,
            kit.t("shell.trouble." + code),
            code.equals("SIGN_IN")
                ? Optional.of(new Notices.Remedy(kit.t("shell.trouble.SIGN_IN.act"), model::lock))
                : Optional.empty());
  }

  private void devices(List<Session.Lamp> lamps) {
    for (var lamp : lamps) {
      var state =
          lamp.good() ? Lamps.State.GOOD : lamp.there() ? Lamps.State.BAD : Lamps.State.OPEN;
      strip.device(lamp.id(), kit.t(lamp.words()), state, "");
    }
  }

  private void placed(ShellViewModel.@Nullable Place place) {
    if (place == null) return;
    Feature feature =
        model.features().stream().filter(f -> f.id().equals(place.feature())).findFirst().get();
    Screen screen = screens.computeIfAbsent(place.feature(), _ -> feature.open().apply(model));
    if (!screen.equals(open)) {
      screenKeys.run();
      if (open != null) open.onHidden();
      open = screen;
      stage.getChildren().setAll(screen.node());
      screenKeys = kit.shortcuts().use(feature.titleKey(), screen.shortcuts());
      rail.current(feature.id());
      sideWanted = true;
      sideAsked = false;
      sideFilled.unsubscribe();
      sideFilled =
          screen.side().map(s -> s.filled().subscribe(this::placeSide)).orElse(Subscription.EMPTY);
    }
    screen.onShown(place.argument());
    curtain.over(screen);
    placeSide();
  }

  /// Large text in a small window: the rail shrinks to its pictures, the panel waits to be asked.
  private void fit() {
    rail.narrow(room() < NARROW);
    placeSide();
  }

  /// Width in pixels of standard text.
  private double room() {
    return root.getWidth() / kit.theme().zoom().get().factor();
  }

  private void placeSide() {
    Optional<Screen.Side> now = open == null ? Optional.empty() : open.side();
    boolean wide = room() >= WIDE;
    boolean empty = now.isPresent() && !now.get().filled().get();
    boolean waits = empty || (now.isPresent() && now.get().onDemand() && !wide);
    boolean tight = !sideAsked && (room() < NARROW || waits);
    side.closable(!wide || empty);
    sideTool.setDisable(now.isEmpty() || (wide && !empty));
    if (now.isEmpty() || model.curtain.get() || !(wide || sideWanted) || tight) {
      root.setRight(null);
      return;
    }
    side.show(now.get());
    root.setRight(side);
  }

  private void curtained(boolean drawn) {
    // first what stays, then what goes: the keyboard must have a place
    if (!drawn) root.setLeft(rail);
    root.setBottom(drawn ? curtain.bar() : strip);
    curtain.set(drawn, open);
    if (drawn) root.setLeft(null);
    placeSide();
    String code = waiting;
    waiting = "";
    if (!drawn && !code.isEmpty()) quick(code);
  }

  /// Nothing is done that nobody can see: behind the lock no key works, under a cover those of the
  /// window alone.
  private boolean works(Shortcut key) {
    if (model.locked.get()) return false;
    if (!model.curtain.get()) return true;
    return keys.contains(key)
        ? !key.label().equals("shell.key.keys") && !key.label().equals("shell.key.side")
        : !curtain.isCovered();
  }

  /// Esc lifts the curtain when nothing in sight had a use for it.
  private void escape(KeyEvent event) {
    if (event.getCode() != KeyCode.ESCAPE || !model.curtain.get() || model.locked.get()) return;
    event.consume();
    model.curtain.set(false);
  }

  private void locked(boolean now) {
    if (now) {
      before = Focus.of(top.getScene());
      Layers.closePopups();
      // a card may show a person: it waits behind the lock as it is
      cardsBack = kit.layers().aside();
      kit.notices().hold(true);
      top.getChildren().setAll(lock.node());
      lock.shown();
      return;
    }
    top.getChildren().setAll(root);
    before.back(top.getScene());
    cardsBack.run();
    cardsBack = () -> {};
    kit.notices().hold(model.curtain.get());
  }
}
