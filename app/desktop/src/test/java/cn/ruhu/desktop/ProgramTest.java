package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.login.LoginPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.NewOp;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.SealedBox;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationTest;

/// The whole program with a real store and no server: everything still works.
class ProgramTest extends ApplicationTest {
  private static final String PASSWORD = "ruhu-2017-demo";
  private static final Accounts.Person CLERK =
      new Accounts.Person(new UUID(1, 1), "chuangkou", "林晓燕", "WINDOW_CLERK", "110108007");

  @TempDir Path home;
  private Stage stage;
  private Program program;
  private Machine holder;

  private Surroundings surroundings() {
    return new Surroundings(
        home,
        Optional.empty(),
        InstantSource.fixed(DesktopTest.NOW),
        System::nanoTime,
        new Random(7),
        PasswordHash.Cost.TINY);
  }

  @Override
  public void start(Stage stage) throws Exception {
    this.stage = stage;
    stage.setX(0);
    stage.setY(0);
  }

  @Override
  public void stop() throws Exception {
    if (program != null) program.close();
    if (holder != null) holder.close();
    stage.hide();
    // the stage is every test's: the next may make it as small as it likes
    stage.setMinWidth(0);
    stage.setMinHeight(0);
  }

  private void startProgram() {
    DesktopTest.fx(() -> {
      program = new Program(stage, surroundings());
      program.start();
    });
  }

  /// A machine where the clerk worked before: one household is saved and waits.
  private void worked() throws Exception {
    worked(CLERK);
  }

  private void worked(Accounts.Person who) throws Exception {
    try (Machine machine = Wiring.machine(surroundings())) {
      byte[] secret = new byte[32];
      new Random(3).nextBytes(secret);
      machine.enrolled(
          new Enrolment(
              "https://127.0.0.1:9",
              "sha256-" + "ab".repeat(32),
              "110108",
              "海淀区",
              machine.signingKey().publicHex(),
              SealedBox.publicHex(secret),
              "007",
              List.of(who)));
      try (LocalStore store = machine.createVault(who, PASSWORD.toCharArray(), null)) {
        UUID id = machine.ids().next();
        UUID person = machine.ids().next();
        var application =
            CaseRecord.of(
                RecordType.APPLICATION,
                id,
                "110108007",
                id,
                Map.of(
                    "street",
                    "110108007",
                    "stage",
                    "10",
                    "number",
                    "110108072017007000018",
                    "applicant",
                    person.toString()));
        var applicant =
            CaseRecord.of(
                RecordType.PERSON, person, "110108007", id, Map.of("name", "张三", "sex", "1"));
        store.save(
            new NewOp(
                "save",
                null,
                false,
                List.of(RecordChange.create(application), RecordChange.create(applicant)),
                List.of()));
      }
    }
  }

  @Test
  void firstStartEnrolsTheMachine() {
    startProgram();
    DesktopTest.until("enrolment", () -> lookup("#enrol").tryQuery().isPresent());
    clickOn("#login-language");
    DesktopTest.until(
        "English",
        () -> lookup("#enrol-look").<Labeled>query().getText().equals("Connect to the server"));
  }

  @Test
  void secondProcessIsToldThatTheFolderIsInUse() throws Exception {
    holder = Wiring.machine(surroundings());
    startProgram();
    DesktopTest.until("words", () -> lookup(".empty-title").tryQuery().isPresent());
    assertEquals(
        "另一个窗口正在使用这台机器的数据，请先关闭它",
        DesktopTest.ask(() -> lookup(".empty-words").<Labeled>query().getText()));
  }

  @Test
  void offlineEverythingWorks() throws Exception {
    worked();
    startProgram();
    var login = new LoginPage(this).shown();
    login.as("chuangkou").signIn("wrong");
    DesktopTest.until("problem", () -> !login.problem().isEmpty());
    assertTrue(login.problem().startsWith("密码不对"), login.problem());
    login.signIn(PASSWORD);
    var shell = new ShellPage(this).waitFor("#shell");
    assertEquals("林晓燕 · 窗口经办 · 北下关街道", shell.text("#status-person"));
    DesktopTest.until("outbox", () -> shell.text("#status-outbox").equals("1 待上报"));

    shell.goTo("journal").waitFor("#journal-table");
    DesktopTest.until(
        "line", () -> lookup("#journal-table").queryTableView().getItems().size() == 1);
    Screenshots.take(stage, Path.of("target/screens/journal-1280-light.png"));
    Screenshots.twice(stage, program::zoom, "program-journal");

    shell.goTo("settings").waitFor("#screen-settings");
    Screenshots.take(stage, Path.of("target/screens/settings-1280-light.png"));
    Screenshots.twice(stage, program::zoom, "program-settings");
    assertEquals(
        List.of(), DesktopTest.ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    clickOn("#settings-look-DARK");
    Screenshots.take(stage, Path.of("target/screens/settings-1280-dark.png"));

    shell.quickOpen("zs");
    DesktopTest.until("hit", () -> !lookup("#quick-list").queryListView().getItems().isEmpty());
    Screenshots.take(stage, Path.of("target/screens/quick-1280-dark.png"));
    Screenshots.twice(stage, program::zoom, "program-quick");
    push(javafx.scene.input.KeyCode.ESCAPE);

    shell.lock();
    assertFalse(shell.shows("#status-person"));
    shell.unlock(PASSWORD).waitFor("#shell");
    clickOn("#shell-language");
    DesktopTest.until(
        "English", () -> shell.text("#status-person").startsWith("林晓燕 · Window clerk"));
    clickOn("#shell-sign-out");
    login.shown();
    assertEquals(Optional.empty(), DesktopTest.ask(() -> program.role()));
  }

  /// Every place on the rail of every role, in the window as it is worked in.
  @ParameterizedTest
  @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM")
  void everyPlaceHoldsTextTwiceAsLarge(Role role) throws Exception {
    worked(new Accounts.Person(new UUID(1, 2), "who", "林晓燕", role.name(), "110108007"));
    startProgram();
    new LoginPage(this).shown().as("who").signIn(PASSWORD);
    var shell = new ShellPage(this).waitFor("#shell");
    List<String> places =
        DesktopTest.ask(() ->
            lookup(".rail-item").queryAll().stream()
                .map(n -> n.getId().substring("rail-".length()))
                .toList());
    for (String place : places) {
      shell.goTo(place);
      Screenshots.twice(stage, program::zoom, "program-" + role + "-" + place);
    }
    shell.lock();
    Screenshots.twice(stage, program::zoom, "program-" + role + "-lock");
  }
}
