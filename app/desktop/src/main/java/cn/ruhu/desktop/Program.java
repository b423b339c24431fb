package cn.ruhu.desktop;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.bundles.ExportPane;
import cn.ruhu.desktop.bundles.ExportViewModel;
import cn.ruhu.desktop.bundles.Exporting;
import cn.ruhu.desktop.bundles.NearCards;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Bugs;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Fonts;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pictures;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.kit.Theme;
import cn.ruhu.desktop.login.EnrolView;
import cn.ruhu.desktop.login.EnrolViewModel;
import cn.ruhu.desktop.login.LoginView;
import cn.ruhu.desktop.login.LoginViewModel;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.scanning.ScanTray;
import cn.ruhu.desktop.scanning.ScanningFeature;
import cn.ruhu.desktop.settings.MachineFacts;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.desktop.shell.ShellView;
import cn.ruhu.desktop.shell.ShellViewModel;
import cn.ruhu.desktop.visit.FieldMachine;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.device.scan.ScanPace;
import cn.ruhu.device.sources.ScanSchemes;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.wire.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program in its window: enrolment, then sign-in, then the shell, and back. A journey starts
/// one on its own stage. Window thread only.
public final class Program implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final Duration DRAWN = Duration.ofMillis(300);

  /// the choice whether a gun for codes is in use
  private static final String GUN = "gun";

  private final Stage stage;
  private final Ahead ahead;
  private final Surroundings surroundings;
  private final Choices choices;
  private final Fonts fonts;
  private final ReaderDesk reader;
  private final FolderDesk folder;
  private final ScannerDesk scanner;
  private final CameraDesk camera;
  private final TextDesk words;
  private final PlaceDesk place;
  private final Optional<Demonstration> demonstration;
  private final Outlets outlets;
  private Kit kit;
  private @Nullable Machine machine;
  private @Nullable MachineOffice office;
  private @Nullable SignedIn session;
  private @Nullable ScanTray tray;
  private @Nullable ShellView shell;
  private @Nullable Desk desk;
  private List<Session.Lamp> readerLamp = List.of();
  private List<Session.Lamp> folderLamp = List.of();
  private List<Session.Lamp> scannerLamp = List.of();
  private Runnable lampsOff = () -> {};

  public Program(Stage stage, Surroundings surroundings) {
    this(stage, surroundings, Pictures.dialog());
  }

  /// As [#Program(Stage, Surroundings)] with another way to choose files.
  public Program(Stage stage, Surroundings surroundings, Pictures pictures) {
    this(stage, surroundings, pictures, Outlets.system());
  }

  /// As [#Program(Stage, Surroundings, Pictures)] with other printers and places to save.
  public Program(Stage stage, Surroundings surroundings, Pictures pictures, Outlets outlets) {
    this(stage, Ahead.whenAsked(surroundings), pictures, outlets);
  }

  /// As the real program is: its parts are begun before its window, and it rehearses a sign-in.
  public static Program begun(Stage stage, Surroundings surroundings) {
    return new Program(stage, Ahead.begun(surroundings, Wiring.start()));
  }

  /// The real program, whose parts were begun before its window.
  Program(Stage stage, Ahead ahead) {
    this(stage, ahead, Pictures.dialog(), Outlets.system());
  }

  private Program(Stage stage, Ahead ahead, Pictures pictures, Outlets outlets) {
    this.outlets = outlets;
    this.stage = stage;
    this.ahead = ahead;
    this.surroundings = ahead.surroundings();
    this.choices = Choices.of(surroundings.home());
    this.fonts = ahead.fonts();
    this.demonstration = surroundings.demonstration().flatMap(Demonstration::read);
    var background = Background.virtualThreads();
    var theme = new Theme();
    choices.apply(theme);
    this.kit =
        Kit.of(new Text(choices.locale()), background, theme, fonts, surroundings.clock())
            .choosing(pictures);
    this.reader =
        new ReaderDesk(choices, Wiring.deviceTime(surroundings), Wiring.devices(), background);
    this.folder =
        new FolderDesk(
            choices,
            OfferedScans.of(surroundings.home()),
            Wiring.deviceTime(surroundings),
            ScanPace.USUAL,
            Wiring.devices(),
            background);
    var time = Wiring.deviceTime(surroundings);
    this.scanner =
        new ScannerDesk(
            choices,
            ScanSchemes.of(time, surroundings.scanimage()),
            time,
            ScannerDesk.SEARCH,
            background);
    this.camera = new CameraDesk(choices, surroundings.home(), time, Wiring.devices());
    this.words = TextDesk.of(choices);
    this.place = new PlaceDesk(choices, time);
  }

  /// Opens the window.
  public void start() {
    Scene scene = kit.scene(WIDTH, HEIGHT);
    kit.shortcuts().install(scene);
    kit.wedge().install(stage);
    kit.wedge().use(choices.get(GUN, "").equals("on"));
    stage.setTitle(kit.t("shell.name"));
    stage.setMinWidth(WIDTH);
    stage.setMinHeight(HEIGHT);
    stage.setScene(scene);
    Bugs.show(kit);
    try {
      Machine opened = ahead.machine();
      machine = opened;
      office = new MachineOffice(opened, surroundings, choices, this::in, ahead.rehearsal()::end);
      demonstration.ifPresentOrElse(d -> demonstrate(d, opened), this::threshold);
    } catch (StoreException e) {
      LOG.error("the data folder does not open: {}", e.code());
      kit.layers().show(new Empty(Icon.ERROR, kit.t("shell.fatal"), kit.t(MachineOffice.words(e))));
    }
    stage.show();
  }

  private void demonstrate(Demonstration d, Machine opened) {
    if (!d.reader().isEmpty()) choices.put("reader", d.reader());
    if (folder.folder().isEmpty() && !d.scans().isEmpty()) folder.use(d.scans());
    MachineOffice at = office;
    if (at == null) return;
    kit.layers().show(new Empty(Icon.SYNC, kit.t("shell.name"), kit.t("shell.preparing")));
    kit.background()
        .perform(
            () -> d.prepare(opened, at),
            this::threshold,
            e -> {
              LOG.warn("the demonstration was not prepared", e);
              threshold();
            });
  }

  /// Enrolment or sign-in, whichever is due.
  private void threshold() {
    MachineOffice at = office;
    if (at == null) return;
    if (at.district().isEmpty()) {
      var view =
          new EnrolView(
              kit, new EnrolViewModel(at, kit.background(), this::threshold), this::otherLanguage);
      kit.layers().show(view.node());
      view.shown();
      return;
    }
    var model =
        new LoginViewModel(
            at,
            kit.background(),
            surroundings.clock(),
            demonstration.map(Demonstration::password).filter(p -> !p.isEmpty()));
    Exporting everybody = MachineBundles.ofEverybody(here());
    var export = new ExportViewModel(everybody, kit.background());
    var near = new NearCards(kit, nearby("", _ -> true, () -> {}), everybody);
    var view =
        new LoginView(kit, model, new ExportPane(kit, export, near).node(), this::otherLanguage);
    export.look();
    kit.layers().show(view.node());
    view.shown();
    // when the screen is drawn
    kit.background().after(DRAWN, ahead.rehearsal()::begin);
  }

  private Runnable in(
      LocalStore store,
      Accounts.Person person,
      Accounts.@Nullable LoggedIn login,
      Secret password) {
    MachineOffice at = office;
    // made here, beside the window's thread
    Optional<ServerConnection> server = at == null ? Optional.empty() : at.server();
    return () -> enter(store, person, login, password, server);
  }

  private void enter(
      LocalStore store,
      Accounts.Person person,
      Accounts.@Nullable LoggedIn login,
      Secret password,
      Optional<ServerConnection> server) {
    var parts =
        new SignedIn.Parts(
            store,
            person,
            login,
            password,
            server,
            Wiring.rounds(),
            Wiring.besides(),
            Boolean.parseBoolean(choices.get(StoreLedger.METERED, "")),
            here().carried(),
            (old, fresh) -> here().changePassword(person.name(), old, fresh).isEmpty(),
            () -> kit.background().window(this::wipe));
    var made = new SignedIn(parts, surroundings, kit.background());
    session = made;
    lampsOff.run();
    Runnable readerOff =
        reader.onState(s -> {
          readerLamp = List.of(ReaderDesk.lamp(s));
          lamps(made);
        });
    Runnable folderOff =
        folder.onState(s -> {
          folderLamp = FolderDesk.lamps(s);
          lamps(made);
        });
    Runnable scannerOff =
        scanner.onState(s -> {
          scannerLamp = ScannerDesk.lamps(s);
          lamps(made);
        });
    lampsOff =
        () -> {
          readerOff.run();
          folderOff.run();
          scannerOff.run();
        };
    reader.open();
    scanner.open();
    LOG.info("signed in as {}", person.role());
    Desk behind = desk(made);
    ScanTray scans = ScanningFeature.tray(behind);
    tray = scans;
    words.enter(behind, made.searches, kit.background());
    shell(made, scans);
  }

  private void keep() {
    choices.keep(kit.theme());
    choices.put(GUN, kit.wedge().inUse() ? "on" : "off");
  }

  private Desk desk(SignedIn now) {
    return new Desk(
        now.store(),
        now.actor(),
        now.personName(),
        surroundings.clock(),
        Show.ZONE,
        here().ids(),
        now.loop()::saved,
        now.people());
  }

  private void shell(SignedIn now, ScanTray scans) {
    Desk at = desk(now);
    desk = at;
    var printing = new Printing(kit, at, outlets);
    var features =
        new Features(
            kit,
            at,
            new Features.Devices(
                reader, folder, scanner, camera, place, scans, surroundings.nanos()),
            printing,
            new Features.District(
                new DistrictPages(now.loop(), kit.background()),
                new DistrictOffice(now, here().device(), here()::enrolment),
                new DistrictPress(now),
                () -> here().enrolment().map(Enrolment::serverKey)),
            new Features.Roads(
                new StoreLedger(now.store(), now.loop(), now::syncNow, choices),
                new MachineBundles(here(), now.person().id(), now),
                nearby(now.personName(), now.person().id()::equals, now::carry)),
            FieldMachine.of(here()),
            new Features.Settings(
                facts(),
                this::language,
                this::keep,
                new MachineShelf(surroundings.home(), choices),
                words));
    var model = new ShellViewModel(now, kit.background(), features.of(now.role()));
    var view =
        new ShellView(
            kit,
            now,
            model,
            new ShellView.Exits(
                this::signOut,
                this::otherLanguage,
                () -> choices.keep(kit.theme()),
                OwnBadge.menu(kit, now, printing, surroundings)));
    shell = view;
    kit.layers().show(view.node());
    view.start();
    at.whenCalm(kit.background(), now::settle);
  }

  private MachineNearby nearby(String person, Predicate<UUID> whose, Runnable came) {
    return new MachineNearby(here(), surroundings, Wiring.nearby(), person, whose, came);
  }

  private void lamps(SignedIn now) {
    var all = new ArrayList<>(readerLamp);
    all.addAll(folderLamp);
    all.addAll(scannerLamp);
    now.lamps().set(List.copyOf(all));
  }

  private Machine here() {
    Machine m = machine;
    if (m == null) throw new IllegalStateException("no machine");
    return m;
  }

  private MachineFacts facts() {
    Optional<Enrolment> e = machine == null ? Optional.empty() : machine.enrolment();
    return new MachineFacts(
        machine == null ? "" : machine.device().toString().substring(24),
        e.map(Enrolment::districtName).orElse(""),
        e.map(Enrolment::block).orElse(""),
        e.map(Enrolment::serverUrl).orElse(""),
        surroundings.home().toString(),
        Wiring.VERSION);
  }

  /// Closes the person's store and shows the sign-in again.
  private void signOut() {
    closeSession(() -> kit.background().window(this::threshold));
  }

  /// The district told this machine to wipe itself.
  private void wipe() {
    MachineOffice at = office;
    if (at == null || session == null) return;
    closeSession(() ->
        kit.background()
            .perform(
                at::wipe,
                () -> {
                  threshold();
                  var words = new Label(kit.t("login.why.WIPED"));
                  words.setWrapText(true);
                  kit.dialogs().show(kit.t("login.wiped"), new VBox(words), List.of());
                },
                e -> {
                  LOG.error("wiping this machine", e);
                  threshold();
                }));
  }

  private void closeSession(Runnable then) {
    lampsOff.run();
    closeShell();
    words.leave();
    reader.close();
    folder.close();
    scanner.close();
    SignedIn was = session;
    session = null;
    tray = null;
    if (was == null) return;
    // nothing is typed into a screen whose store closes, and no card of it stays
    kit.layers().clear();
    kit.layers().show(new Empty(Icon.SYNC, kit.t("shell.name"), kit.t("shell.leaving")));
    kit.background()
        .perform(
            was::close,
            then,
            e -> {
              LOG.error("closing the session", e);
              then.run();
            });
  }

  private void closeShell() {
    if (shell != null) shell.close();
    if (desk != null) desk.leave();
    shell = null;
    desk = null;
  }

  private void otherLanguage() {
    language(
        kit.text().locale().getLanguage().equals("zh")
            ? Locale.ENGLISH
            : Locale.SIMPLIFIED_CHINESE);
  }

  private void language(Locale locale) {
    choices.put("language", locale.getLanguage());
    closeShell();
    kit = kit.speaking(new Text(locale), fonts);
    kit.shortcuts().install(stage.getScene());
    Bugs.show(kit);
    stage.setTitle(kit.t("shell.name"));
    SignedIn now = session;
    ScanTray scans = tray;
    if (now == null || scans == null) threshold();
    else shell(now, scans);
  }

  /// The role of the person at work; empty at the threshold.
  public Optional<Role> role() {
    return session == null ? Optional.empty() : Optional.of(session.role());
  }

  /// Light, dark or the system's, as the settings do it.
  public void look(Theme.Look look) {
    kit.theme().look().set(look);
  }

  /// How large the text is, as the settings do it.
  public void zoom(Theme.Zoom zoom) {
    kit.theme().zoom().set(zoom);
  }

  /// Asks for a round with the district now.
  public void syncNow() {
    if (session != null) session.syncNow();
  }

  /// Whether a round with the district ended well after `since` and nothing waits on this machine.
  public boolean upToDate(Instant since) {
    return session != null && session.upToDate(since);
  }

  /// Ends everything, in order; blocks while the store closes.
  @Override
  public void close() {
    closeShell();
    reader.close();
    folder.close();
    scanner.close();
    if (session != null) session.close();
    session = null;
    try {
      if (machine != null) machine.close();
    } catch (StoreException e) {
      LOG.warn("the data folder did not close cleanly: {}", e.code());
    }
    machine = null;
  }
}
