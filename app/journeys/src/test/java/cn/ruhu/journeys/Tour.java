package cn.ruhu.journeys;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.Program;
import cn.ruhu.desktop.Screenshots;
import cn.ruhu.desktop.Surroundings;
import cn.ruhu.desktop.login.LoginPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import cn.ruhu.device.idcard.emulator.SyntheticPeople;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.wire.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// The demonstration district seen by its people: the real window on a machine of their own, signed
/// in at the real server, with the emulated card reader. Leaves a picture of every screen it
/// passes.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class Tour implements AutoCloseable {
  private final Path folder;
  private final EmbeddedServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SamEmulator reader;
  private final FxRobot robot = new FxRobot();
  private final String password;
  private final PasswordHash.Cost cost;
  private final List<Path> pictures = new ArrayList<>();
  private Stage stage;
  private Program program;

  /// @param folder kept between tours: the district, and a machine for each person
  Tour(Path folder, EmbeddedServer.Config config, PasswordHash.Cost cost, String password)
      throws Exception {
    this.folder = folder;
    this.cost = cost;
    this.password = password;
    Path data = folder.resolve("server");
    boolean fresh = !Files.exists(data.resolve("filled"));
    server = EmbeddedServer.start(data, config);
    if (fresh) {
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
    return folder.resolve("screens");
  }

  /// A person sits down at a machine of their own and signs in.
  ShellPage sit(String login) throws Exception {
    Path demo = folder.resolve("for-" + login);
    Files.createDirectories(demo);
    Files.writeString(
        demo.resolve("server.ready"),
        "{\"url\":\"%s\",\"pin\":\"%s\",\"code\":\"%s\",\"password\":\"%s\"}"
            .formatted(server.url(), server.pin().text(), server.issueCode(), password),
        StandardCharsets.UTF_8);
    Files.writeString(demo.resolve("reader.ready"), reader.address().toString());
    var surroundings =
        new Surroundings(
            folder.resolve("machine-" + login),
            Optional.of(demo),
            InstantSource.system(),
            System::nanoTime,
            new SecureRandom(),
            cost);
    FxToolkit.setupFixture(() -> {
      stage.setX(0);
      stage.setY(0);
      program = new Program(stage, surroundings);
      program.start();
      stage.setWidth(1280);
      stage.setHeight(800);
    });
    var page = new LoginPage(robot).shown();
    picture("sign-in");
    page.as(login).signIn(password);
    var shell = new ShellPage(robot).waitFor("#shell");
    DesktopTest.until("signed in at the district", () -> !shell.text("#status-network").isEmpty());
    return shell;
  }

  /// Lays the card of a synthetic person on the reader.
  void layCard(int number) {
    reader.lay(SyntheticPeople.load().get(number - 1).card());
  }

  void removeCard() {
    reader.remove();
  }

  FxRobot robot() {
    return robot;
  }

  /// A picture of the window as it stands, at both sizes.
  void picture(String name) {
    for (int[] size : new int[][] {{1280, 800}, {1920, 1080}}) {
      DesktopTest.fx(() -> {
        stage.setWidth(size[0]);
        stage.setHeight(size[1]);
      });
      Path file = screens().resolve("%s-%d.png".formatted(name, size[0]));
      Screenshots.take(stage, file);
      if (!pictures.contains(file)) pictures.add(file);
    }
    DesktopTest.fx(() -> {
      stage.setWidth(1280);
      stage.setHeight(800);
    });
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
