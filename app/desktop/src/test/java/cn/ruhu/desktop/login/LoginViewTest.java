package cn.ruhu.desktop.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class LoginViewTest extends DesktopTest {
  private final InMemoryOffice office = new InMemoryOffice();
  private boolean entered;

  @Override
  protected Parent open(Kit kit) {
    return new LoginView(
            kit,
            new LoginViewModel(office, kit.background(), kit.now(), Optional.of("ruhu-2017-demo")),
            () -> {})
        .node();
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

  private void choices() {
    cn.ruhu.desktop.Screenshots.take(
        stage, java.nio.file.Path.of("target/screens/login-choices-1280-light.png"));
  }
}
