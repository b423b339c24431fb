package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.work.ReceivedCase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sheet of a case this window handed over to another street comes to its tray all the same: the
/// window says where the case went, and where the paper goes.
class HandedOverPageTest extends DesktopTest {
  private static final UUID GONE = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_2071L);

  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
    var all = new ArrayList<>(PrintedCase.family());
    all.add(PrintedCase.pageKey());
    desk.receive(all.toArray(CaseRecord[]::new));
    long yesterday = desk.clock().instant().minus(Duration.ofDays(1)).toEpochMilli();
    new ReceivedCase(
            GONE, "110108010072026001000", "张**", "110108010", yesterday, desk.desk().newId())
        .keep(desk.store());
    scanner = new HandSource(desk.clock());
    var tray = new ScanTray(desk.desk());
    var model =
        new ScanningViewModel(desk.desk(), tray, kit.background(), scanner, System::nanoTime);
    model.start();
    var camera = new CameraViewModel(model, tray, kit.background(), new HandCamera(""));
    var view = new ScanningView(kit, model, camera, (_, _) -> {});
    kit.shortcuts().use("scanning.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void saysWhereTheCaseWentAndWhereThePaperGoes() {
    scanner.give(Stack.jpeg(Stack.form(GONE, 1, 1), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 2));
    var page = new ScanningPage(this).until(2).hold(1);
    until("said", () -> page.why().contains("移交学院路街道"));
    String why = page.why();
    assertTrue(why.contains("张**") && why.contains("请把这张纸转给该街道"), why);
    pictures("scanning-handed-over");
    assertEquals(java.util.List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.key(KeyCode.D);
    until("the reason stands there", () -> reason().equals("已转学院路街道"));
    pictures("scanning-handed-over-aside");
    fx(() -> lookup("#dialog-act-0").<ButtonBase>query().fire());
    until("aside", () -> page.states().getFirst().equals("ASIDE"));
    page.file();
    until("the sum", () -> page.ledger().equals("进 2 张 = 已归档 1 + 不归档 1"));
  }

  private String reason() {
    return lookup("#scanning-reason-input")
        .tryQueryAs(TextInputControl.class)
        .map(TextInputControl::getText)
        .orElse("");
  }
}
