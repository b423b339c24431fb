package cn.ruhu.desktop.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;

class EnrolViewTest extends DesktopTest {
  private final InMemoryOffice office = new InMemoryOffice();
  private boolean done;

  @Override
  protected Parent open(Kit kit) {
    return new EnrolView(
            kit, new EnrolViewModel(office, kit.background(), () -> done = true), () -> {})
        .node();
  }

  @Test
  void emptyFieldsAreMarkedOnlyAfterTheButton() {
    assertFalse(lookup("#enrol-url-problem").query().isVisible());
    clickOn("#enrol-look");
    assertTrue(lookup("#enrol-url-problem").query().isVisible());
    assertEquals(List.of(), office.asked);
  }

  @Test
  void keyIsComparedThenTheMachineIsEnrolled() {
    clickOn("#enrol-url-input").write("127.0.0.1:8443");
    clickOn("#enrol-code-input").write("ABCDE23456");
    pictures("enrol");
    clickOn("#enrol-look");
    until("key", () -> lookup("#enrol-pin").query().isVisible());
    pictures("enrol-key");
    clickOn("#enrol-confirm");
    until("done", () -> done);
  }

  @Test
  void sheetIsReadAtOnce() {
    new LoginPage(this)
        .enrolWithSheet(
            "ruhu-enrol-1\nhttps://server:8443\n" + InMemoryOffice.PIN + "\nABCDE23456");
    until("done", () -> done);
  }

  @Test
  void everyControlHasAName() {
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
  }
}
