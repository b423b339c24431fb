package cn.ruhu.desktop.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogViewTest extends DesktopTest {
  private final InMemoryAdminOffice office = new InMemoryAdminOffice();
  private LogViewModel log;

  @TempDir static Path home;

  @Override
  protected Parent open(Kit kit) throws Exception {
    var model =
        new AdminViewModel(
            office,
            kit.background(),
            kit.now(),
            Role.ADMIN_AUDIT,
            kit.words("kit.role."),
            kit.text()::has);
    model.part.set(AdminViewModel.Part.LOG);
    log = AdminFeature.log(kit, office, model);
    TestDesk at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    var outlets = new Outlets(new InMemoryPrinters("窗口打印机"), (_, _, _, _) -> Optional.empty());
    var view = new AdminView(kit, model, log, new Printing(kit, at.desk(), outlets));
    kit.shortcuts().use("admin.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  private AdminPage page() {
    var page = new AdminPage(this);
    until("rows", () -> log.lines.size() == 50);
    until("proven", () -> !page.proof().contains("正在"));
    return page;
  }

  @Test
  void theLogIsReadFilteredAndProvenByKeyboard() {
    var page = page();
    assertTrue(page.proof().startsWith("审计链完整 · 截至 2017-11-20 09:00"), page.proof());
    fx(() -> log.line.set(log.lines.get(2)));
    pictures("admin-log");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    push(KeyCode.F3);
    write("hzq");
    push(KeyCode.ENTER);
    until("one person", () -> log.lines.size() == 1);
    assertEquals("停用账号", log.lines.getFirst().what());
    clickOn("#admin-log-clear");
    until("all again", () -> log.lines.size() == 50);
    clickOn("#admin-log-kind-input");
    write("4");
    push(KeyCode.ENTER);
    until("machines", () -> log.lines.size() == 3);
    push(KeyCode.CONTROL, KeyCode.J);
    until("proven again", () -> office.asked.stream().filter("proof"::equals).count() == 2);
  }

  @Test
  void aBrokenLogSaysFromWhereAndLeadsThere() {
    var page = page();
    office.proof = new Proof(InMemoryAdminOffice.checked("CHAIN", 645), true, true, false);
    page.press("#admin-prove");
    until("found", () -> page.proof().startsWith("第 645 行被改动"));
    pictures("admin-log-broken");
    page.press("#admin-proof-row");
    until("there", () -> log.lines.getFirst().seq() == 645);
    assertTrue(lookup("#admin-log-newest").query().isVisible());
    page.press("#admin-log-newest");
    until("back", () -> log.lines.getFirst().seq() == 650);
  }

  @Test
  void daysInTheWrongOrderAreSaidAndNothingIsAsked() {
    page();
    clickOn("#admin-log-from-input");
    write("20171120");
    push(KeyCode.TAB);
    write("20171119");
    push(KeyCode.TAB);
    until("said", () -> lookup("#admin-log-until-problem").query().isVisible());
    assertTrue(log.daysCrossed.get());
  }

  @Test
  void olderRowsComeOnDemandAndTheLineMayGo() {
    var page = page();
    office.logPage = 2;
    page.press("#admin-refresh");
    until("a page", () -> log.lines.size() == 20);
    page.press("#admin-log-older");
    until("more", () -> log.lines.size() == 40);
    assertEquals(631, Objects.requireNonNull(ask(() -> log.line.get())).seq());
    office.away = "OFFLINE";
    page.press("#admin-prove");
    until("away", () -> page.proof().contains("连不上区里"));
    assertFalse(log.lines.isEmpty());
  }
}
