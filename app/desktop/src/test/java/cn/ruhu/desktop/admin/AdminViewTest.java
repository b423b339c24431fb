package cn.ruhu.desktop.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminViewTest extends DesktopTest {
  private final InMemoryAdminOffice office = new InMemoryAdminOffice();
  private AdminViewModel model;
  private Parent shown;

  @TempDir static Path home;
  private final InMemoryPrinters printers = new InMemoryPrinters("窗口打印机");

  @Override
  protected Parent open(Kit kit) throws Exception {
    model =
        new AdminViewModel(
            office,
            kit.background(),
            kit.now(),
            Role.ADMIN_SYSTEM,
            kit.words("kit.role."),
            kit.text()::has);
    TestDesk at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    var outlets = new Outlets(printers, (_, _, _, _) -> Optional.empty());
    var log = AdminFeature.log(kit, office, model);
    var view = new AdminView(kit, model, log, new Printing(kit, at.desk(), outlets));
    kit.shortcuts().use("admin.title", view.shortcuts());
    view.onShown("");
    shown = filling(view.node());
    return shown;
  }

  private String last() {
    return ask(() -> office.asked.isEmpty() ? "" : office.asked.getLast());
  }

  @Test
  void aPersonIsAddedAndTheirPasswordIsShownOnce() {
    var page = new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    fx(() -> model.person.set(model.people.get(2)));
    pictures("admin-people");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.add("王芳", "wangfang", "ckjb", "bxg");
    assertEquals("kx7m-3hqd-w9tp", page.secret());
    assertEquals("add wangfang 王芳 WINDOW_CLERK 110108007 null", last());
    assertNull(ask(() -> model.secret.get()), "nothing keeps it but the card");
    assertEquals("Esc 关闭", ask(() -> lookup("#dialog-escape").<Labeled>query().getText()));
    clickOn("#dialog-act-1");
    assertEquals("kx7m-3hqd-w9tp", ask(() -> Clipboard.getSystemClipboard().getString()));
    pictures("admin-password");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.close();
  }

  @Test
  void whatIsTakenAwayIsAskedForAReasonInWords() {
    var page = new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    page.find("zwd");
    until("chosen", () -> model.person.get() != null);
    assertTrue(page.state().contains("锁定到"), page.state());
    page.press("#admin-close");
    until("asked", () -> lookup("#admin-reason-input").tryQuery().isPresent());
    pictures("admin-reason");
    clickOn("#dialog-act-0");
    assertTrue(office.asked.isEmpty(), "nothing without a reason");
    page.close();
    page.act("#admin-close", "调离");
    until("closed", () -> last().equals("CLOSE 调离"));
    page.press("#admin-unlock");
    until("unlocked", () -> last().equals("UNLOCK "));
    office.refusal = "LAST_ADMIN";
    page.press("#admin-unlock");
    until("refused", () -> !page.problem().isEmpty());
    assertTrue(page.problem().contains("最后一位"), page.problem());
  }

  @Test
  void aBadgeIsSeenWithItsNumberAndTakenAway() {
    var page = new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    page.find("hecha3");
    until("chosen", () -> lookup("#admin-badge").tryQuery().isPresent());
    assertEquals("证号 3F7A-19C2", ask(() -> lookup("#admin-badge").<Labeled>query().getText()));
    pictures("admin-badge");
    until("the district", () -> !lookup("#admin-badge-revoke").query().isDisabled());
    page.act("#admin-badge-revoke", "工作证丢失");
    until("revoked", () -> last().startsWith("BADGE "));
    page.find("lxy");
    until("another", () -> lookup("#admin-badge").tryQuery().isEmpty());
  }

  @Test
  void whatWasTypedStaysWhenTheLineGoes() {
    var page = new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    page.find("lxy");
    until("chosen", () -> model.person.get() != null);
    push(KeyCode.ENTER);
    until("in the pane", () -> inside("#admin-person"));
    fx(() -> lookup("#admin-name-input").queryTextInputControl().setText("林小燕"));
    office.away = "OFFLINE";
    page.press("#admin-refresh");
    until("away", () -> !page.away().isEmpty());
    office.away = null;
    page.press("#admin-refresh");
    until("back", () -> page.away().isEmpty());
    page.act("#admin-change", "更正资料");
    until("changed", () -> last().equals("change 林小燕 WINDOW_CLERK 110108007 更正资料"));
  }

  @Test
  void aRoleOfAnAgencyDoesNotTakeTheStreetAlong() {
    var page = new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    page.find("lxy");
    until("chosen", () -> model.person.get() != null);
    clickOn("#admin-role-input");
    write("dsf");
    push(KeyCode.ENTER);
    clickOn("#admin-change");
    until("told", () -> lookup("#admin-home-problem").query().isVisible());
    assertEquals("", last());
  }

  @Test
  void aSecretWaitsWhileTheScreenIsAway() {
    new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    fx(() -> {
      kit.layers().show(new VBox());
      model.code(null);
    });
    until("it came", () -> model.secret.get() != null);
    assertTrue(lookup("#admin-secret").tryQuery().isEmpty(), "not over the lock or the sign-in");
    fx(() -> kit.layers().show(shown));
    assertEquals("7KQ2M XW9RD", new AdminPage(this).secret());
    assertNull(ask(() -> model.secret.get()));
  }

  @Test
  void aCodeForAUnitThatIsNotFoundIsNoCodeForEveryUnit() {
    var page = new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    page.press("#admin-code");
    clickOn("#admin-code-home-input");
    write("zzzz");
    clickOn("#dialog-act-0");
    until("told", () -> lookup("#admin-code-home-problem").query().isVisible());
    assertEquals("", last());
    page.close();
  }

  private boolean inside(String id) {
    Node owner = stage.getScene().getFocusOwner();
    Node around = lookup(id).query();
    for (Node at = owner; at != null; at = at.getParent()) if (at == around) return true;
    return false;
  }

  @Test
  void aCodeComesBigWithItsQrAndMachinesSayHowTheyStand() {
    var page = new AdminPage(this).shown();
    until("machines", () -> model.machines.size() == 6);
    page.machines().find("005");
    until("chosen", () -> model.machine.get() != null);
    assertTrue(page.state().contains("还有 3 项工作"), page.state());
    page.find("hengxin-07");
    pictures("admin-machines");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.find("beixiaguan");
    page.act("#admin-LOST", "机器丢失");
    until("lost", () -> last().equals("LOST 机器丢失"));
    page.press("#admin-code");
    clickOn("#admin-code-home-input");
    write("bxg");
    push(KeyCode.ENTER);
    clickOn("#dialog-act-0");
    assertEquals("7KQ2M XW9RD", page.secret());
    assertEquals("code 110108007", last());
    pictures("admin-code");
    clickOn("#dialog-act-0");
    until("printed", () -> printers.printed.size() == 1);
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.close();
  }

  @Test
  void withoutTheLineTheListOfTheLastTimeIsShownAndNothingCanBeDone() {
    var page = new AdminPage(this).shown();
    until("people", () -> model.people.size() > 20);
    office.away = "OFFLINE";
    page.press("#admin-refresh");
    until("away", () -> !page.away().isEmpty());
    page.find("lxy");
    until("chosen", () -> model.person.get() != null);
    assertTrue(page.away().contains("2017-11-20 09:29"), page.away());
    assertTrue(lookup("#admin-close").query().isDisabled());
    assertTrue(lookup("#admin-new").query().isDisabled());
    pictures("admin-away");
  }
}
