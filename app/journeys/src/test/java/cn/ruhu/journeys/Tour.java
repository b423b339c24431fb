package cn.ruhu.journeys;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.Hands;
import cn.ruhu.desktop.Program;
import cn.ruhu.desktop.Screenshots;
import cn.ruhu.desktop.Surroundings;
import cn.ruhu.desktop.TestCamera;
import cn.ruhu.desktop.kit.Pictures;
import cn.ruhu.desktop.kit.Theme;
import cn.ruhu.desktop.login.LoginPage;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import cn.ruhu.device.idcard.emulator.SyntheticPeople;
import cn.ruhu.device.sane.SaneScheme;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// The demonstration district seen by its people: the real window on a machine of their own, signed
/// in at the real server, with the emulated card reader. Leaves a picture of every screen it
/// passes.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class Tour implements AutoCloseable {
  /// How a tour is run.
  ///
  /// @param server port and costs
  /// @param cost of guessing a password on the machines
  /// @param password of everybody
  /// @param screens where pictures go
  /// @param looks looks every screen is kept in, at both sizes; none = one small picture
  /// @param clock of the server and of every machine
  /// @param demonstration whether an empty district is filled with the demonstration's
  record Plan(
      EmbeddedServer.Config server,
      PasswordHash.Cost cost,
      String password,
      Path screens,
      boolean looks,
      InstantSource clock,
      boolean demonstration) {

    /// The demonstration district today.
    Plan(
        EmbeddedServer.Config server,
        PasswordHash.Cost cost,
        String password,
        Path screens,
        boolean looks) {
      this(server, cost, password, screens, looks, InstantSource.system(), true);
    }

    /// What a test walks: cheap passwords, one small picture a screen under `target/journey`.
    static Plan forTests(String password) {
      return new Plan(
          EmbeddedServer.Config.forTests(),
          PasswordHash.Cost.TINY,
          password,
          Path.of("target/journey"),
          false);
    }

    /// An empty district whose time is told by this clock alone.
    Plan at(InstantSource other) {
      return new Plan(server.withClock(other), cost, password, screens, looks, other, false);
    }
  }

  private final Path folder;
  private final Plan plan;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SamEmulator reader;
  private final FxRobot robot = new Hands();
  private final List<Path> pictures = new ArrayList<>();
  private final int port;
  private int elsewhere;
  private EmbeddedServer server;
  private Stage stage;
  private Program program;
  private List<Path> chosen = List.of();
  private @Nullable Path stick;
  private List<String> scanimage = SaneScheme.PROGRAM;
  private final InMemoryPrinters printer = new InMemoryPrinters("窗口打印机");
  private final Outlets outlets =
      new Outlets(printer, (_, _, name, _) -> Optional.of(papers().resolve(name)));

  /// @param folder kept between tours: the district, and a machine for each person
  Tour(Path folder, Plan plan) throws Exception {
    this.folder = folder;
    this.plan = plan;
    Path data = folder.resolve("server");
    Files.createDirectories(papers());
    boolean fresh = !Files.exists(data.resolve("filled"));
    server = EmbeddedServer.start(data, plan.server());
    port = server.port();
    if (fresh && plan.demonstration()) {
      server.fillDemo();
      Files.writeString(data.resolve("filled"), "");
    }
    reader = SamEmulator.listen(115_200, threads, System::nanoTime);
    stage = FxToolkit.registerPrimaryStage();
  }

  List<Path> pictures() {
    return List.copyOf(pictures);
  }

  Path screens() {
    return plan.screens();
  }

  /// What starts SANE's program on every machine that is opened from now on.
  void scanimage(List<String> program) {
    scanimage = program;
  }

  /// Somebody signs in at another machine, without a window, and has what the district has.
  Place elsewhere(String login) throws Exception {
    Place place =
        Place.open(
            folder.resolve("elsewhere-" + ++elsewhere),
            server,
            plan.clock(),
            login,
            plan.password());
    place.sync();
    return place;
  }

  /// A file as it lies on the district's disk; empty while it has not arrived.
  Optional<byte[]> arrived(FileAddress address) throws IOException {
    try (var all = Files.walk(folder.resolve("server").resolve("files"))) {
      Optional<Path> file =
          all.filter(f -> String.valueOf(f.getFileName()).contains(address.hex())).findFirst();
      return file.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(file.get()));
    }
  }

  /// Where papers are saved that somebody keeps as a file.
  Path papers() {
    return folder.resolve("papers");
  }

  /// What lies in the printer's tray, oldest first.
  List<byte[]> printed() {
    return List.copyOf(printer.printed);
  }

  EmbeddedServer server() {
    return server;
  }

  /// The folder the scanner of a machine writes into.
  Path scans(String machine) {
    return folder.resolve("for-" + machine).resolve("scans");
  }

  /// A person sits down at a machine and signs in; the window stands when this returns.
  ///
  /// @param machine the first time on a machine enrols it
  ShellPage sit(String machine, String login) throws Exception {
    open(machine).as(login).signIn(plan.password());
    return new ShellPage(robot).waitFor("#shell");
  }

  /// A machine is switched on; its sign-in stands when this returns.
  ///
  /// @param machine the first time on a machine enrols it
  LoginPage open(String machine) throws Exception {
    Path demo = folder.resolve("for-" + machine);
    Files.createDirectories(scans(machine));
    boolean known = Files.exists(demo.resolve("server.ready"));
    if (!known)
      Files.writeString(
          demo.resolve("server.ready"),
          "{\"url\":\"%s\",\"pin\":\"%s\",\"code\":\"%s\",\"password\":\"%s\"}"
              .formatted(server.url(), server.pin().text(), server.issueCode(), plan.password()),
          StandardCharsets.UTF_8);
    Files.writeString(demo.resolve("reader.ready"), reader.address().toString());
    Path home = Files.createDirectories(folder.resolve("machine-" + machine));
    if (!known) TestCamera.off(home); // pictures are chosen, whatever camera this machine has
    var surroundings =
        new Surroundings(
            home,
            Optional.of(demo),
            plan.clock(),
            System::nanoTime,
            new SecureRandom(),
            plan.cost(),
            scanimage);
    FxToolkit.setupFixture(() -> {
      stage.setX(0);
      stage.setY(0);
      program = new Program(stage, surroundings, new Chosen(), outlets);
      program.start();
      stage.setWidth(1280);
      stage.setHeight(800);
    });
    var page = new LoginPage(robot).shown();
    picture("sign-in");
    return page;
  }

  /// Waits until the district answered and nothing of this machine waits any more.
  void synced() {
    Instant since = plan.clock().instant();
    program.syncNow();
    DesktopTest.until("everything is in the district", 120, () -> program.upToDate(since));
  }

  /// The cable is pulled: no server anywhere.
  void serverGone() throws Exception {
    server.close();
  }

  /// The server is back at its old place.
  void serverBack() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), plan.server().withPort(port));
  }

  /// What the next question for pictures is answered with.
  void choosing(Path... files) {
    chosen = List.of(files);
  }

  /// The folder the next question for one is answered with.
  void stick(Path folder) {
    stick = folder;
  }

  /// What people answer in the system's own dialogs.
  private final class Chosen implements Pictures {
    @Override
    public List<Path> choose(String title, String kind, @Nullable Window owner) {
      return chosen;
    }

    @Override
    public Optional<Path> folder(String title, @Nullable Window owner) {
      return Optional.ofNullable(stick);
    }
  }

  /// Lays the card of a synthetic person on the reader.
  void layCard(int number) {
    reader.lay(SyntheticPeople.load().get(number - 1).card());
  }

  /// Lays a card that is nobody's of the synthetic people.
  void layCard(EmulatedCard card) {
    reader.lay(card);
  }

  void removeCard() {
    reader.remove();
  }

  String password() {
    return plan.password();
  }

  FxRobot robot() {
    return robot;
  }

  /// A picture of the window as it stands: small and light, or at both sizes, light and dark.
  void picture(String name) {
    if (!plan.looks()) {
      keep(name + "-1280-light");
      return;
    }
    for (Theme.Look look : new Theme.Look[] {Theme.Look.DARK, Theme.Look.LIGHT})
      for (int[] size : new int[][] {{1920, 1080}, {1280, 800}}) {
        look(look, size[0], size[1]);
        keep("%s-%d-%s".formatted(name, size[0], look.name().toLowerCase(Locale.ROOT)));
      }
  }

  /// A picture at 1920×1080 in the dark besides; leaves the window small and light.
  void wide(String name) {
    look(Theme.Look.DARK, 1920, 1080);
    keep(name + "-1920-dark");
    look(Theme.Look.LIGHT, 1280, 800);
  }

  private void look(Theme.Look look, int width, int height) {
    DesktopTest.fx(() -> {
      program.look(look);
      stage.setWidth(width);
      stage.setHeight(height);
    });
  }

  private void keep(String name) {
    Path file = screens().resolve(name + ".png");
    Screenshots.take(stage, file);
    if (!pictures.contains(file)) pictures.add(file);
  }

  /// The person leaves; the machine keeps what was saved.
  void leave() throws Exception {
    Program was = program;
    FxToolkit.setupFixture(was::close);
  }

  @Override
  public void close() throws Exception {
    reader.close();
    threads.shutdownNow();
    server.close();
    FxToolkit.hideStage();
  }
}
