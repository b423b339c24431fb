package cn.ruhu.desktop.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.bundles.ExportPane;
import cn.ruhu.desktop.bundles.ExportViewModel;
import cn.ruhu.desktop.bundles.InMemoryCarrying;
import cn.ruhu.desktop.bundles.InMemoryNearby;
import cn.ruhu.desktop.bundles.NearCards;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class LoginViewTest extends DesktopTest {
  private final InMemoryOffice office = new InMemoryOffice();
  private final InMemoryCarrying carrying = new InMemoryCarrying();
  private boolean entered;

  @Override
  protected Parent open(Kit kit) {
    return new LoginView(
            kit,
            new LoginViewModel(office, kit.background(), kit.now(), Optional.of("ruhu-2017-demo")),
            export(kit),
            () -> {})
        .node();
  }

  private Node export(Kit kit) {
    var model = new ExportViewModel(carrying, kit.background());
    model.look();
    var near = new NearCards(kit, new InMemoryNearby(), carrying);
    return new ExportPane(kit.choosing(carrying.pictures()), model, near).node();
  }

  @Test
  void workOfWhoeverWasHereLeavesWithoutASignIn() {
    until("something waits", () -> lookup("#bundles-export").query().isVisible());
    assertEquals(
        "本机有 2 人的 14 项、36 个文件还没有到区里。不用登录就能封存带走，别人打不开，交给区里或任一台能联网的机器即可。",
        ask(() -> lookup("#bundles-waiting").<Labeled>query().getText()));
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    pictures("login-export");
    fx(() -> lookup("#bundles-export").query().requestFocus());
    push(KeyCode.SPACE);
    until("exported", () -> lookup("#bundles-told").query().isVisible());
    assertEquals(List.of(), office.asked, "nobody signed in");
    assertEquals(List.of("export /media/stick"), carrying.asked);
    pictures("login-exported");
  }

  @Test
  void pinyinInitialsFindThePerson() {
    office.entry = new Office.Entry.Opened(() -> entered = true);
    var page = new LoginPage(this).shown();
    page.as("lmy").signIn("secret");
    until("entered", () -> entered);
    assertEquals(List.of("in quji secret"), office.asked);
  }

  @Test
  void loginNameOfSomebodyUnlistedIsTaken() {
    var page = new LoginPage(this).shown();
    page.as("newcomer").signIn("secret");
    until("problem", () -> !page.problem().isEmpty());
    assertEquals(List.of("in newcomer secret"), office.asked);
    assertEquals("密码不对，还可以试 4 次", page.problem());
  }

  @Test
  void pressingARecentPersonMovesOnToThePassword() {
    clickOn("#login-person-shenhe");
    write("secret").push(KeyCode.ENTER);
    until("asked", () -> !office.asked.isEmpty());
    assertEquals(List.of("in shenhe secret"), office.asked);
  }

  @Test
  void nobodyElseIsChosenWhileASignInRuns() {
    office.entry = InMemoryOffice.lockedUntil(NOW.plusSeconds(900));
    office.challenge = Optional.of("7KQ4M-XPA2D");
    office.answers = new CountDownLatch(1);
    var page = new LoginPage(this).shown();
    page.as("chuangkou").signIn("falsch");
    until("asked", () -> office.asked.size() == 1);
    clickOn("#login-person-shenhe");
    clickOn("#login-who-input").write("x");
    office.answers.countDown();
    until("the code is shown", () -> lookup("#login-unlocking").query().isVisible());
    assertTrue(
        ask(() -> lookup("#login-unlock-words").<Labeled>query().getText())
            .contains("登录名 chuangkou 和口令"),
        "the lock is of whoever was asked for");
    fx(() -> lookup("#login-person-shenhe").queryButton().fire());
    until("another may sign in", () -> !lookup("#login-unlocking").query().isVisible());
  }

  @Test
  void everyControlHasAName() {
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
  }

  @Test
  void pictures() {
    new LoginPage(this).shown().signIn("falsch");
    until("problem", () -> lookup("#login-problem").query().isVisible());
    pictures("login");
    clickOn("#login-who-input").eraseText(12);
    write("l");
    choices();
    assertTrue(lookup("#login-demo").tryQuery().isPresent());
  }

  @Test
  void aLockOutIsEndedByTelephone() {
    office.entry = InMemoryOffice.lockedUntil(NOW.plusSeconds(900));
    office.challenge = Optional.of("7KQ4M-XPA2D");
    new LoginPage(this).shown().signIn("falsch");
    until("the code is shown", () -> lookup("#login-unlocking").query().isVisible());
    until("the keyboard is there", () -> lookup("#login-response-input").query().isFocused());
    assertTrue(
        ask(() -> lookup("#login-unlock-words").<Labeled>query().getText())
            .contains("登录名 chuangkou 和口令"));
    clickOn("#login-response-input").write("abc").push(KeyCode.ENTER);
    until("asked", () -> office.asked.size() == 2);
    assertEquals("unlock chuangkou abc", office.asked.getLast());
    until("the answer is wrong", () -> lookup("#login-response-problem").query().isVisible());
    assertTrue(
        ask(() -> {
          var act = lookup("#login-unlock").query();
          return act.localToScene(act.getBoundsInLocal()).getMaxY() < 752;
        }),
        "nothing of it has to be scrolled for");
    pictures("login-unlock");
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    office.unlocking = Office.Unlocking.DONE;
    push(KeyCode.ENTER);
    until("open again", () -> !lookup("#login-unlocking").query().isVisible());
    until("on the password", () -> lookup("#login-password-input").query().isFocused());
  }

  private void choices() {
    cn.ruhu.desktop.Screenshots.take(
        stage, java.nio.file.Path.of("target/screens/login-choices-1280-light.png"));
  }
}
