package cn.ruhu.desktop.urgent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.SharedCards;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChiefViewTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;
  private UrgentViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = UrgentScene.chief(home.resolve("m" + System.nanoTime()));
    at.receive(UrgentScene.records());
    model =
        new UrgentViewModel(
            new UrgentWork(at.desk()),
            kit.background(),
            new SharedCards(new TestCards(at.clock())));
    var printing = new Printing(kit, at.desk(), Outlets.system());
    var view = new UrgentView(kit, model, printing, (_, _) -> {});
    kit.shortcuts().use("urgent.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @Test
  void theChiefSignsOneAndRefusesTheOtherByKeys() throws Exception {
    var page = new UrgentPage(this).rows(5);
    until("the first is in hand", () -> model.form.get() == Form.SIGN);
    page.says("今天的签批上限：4,000.00 元（演示）");
    pictures("urgent-sign");
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    fx(() -> stage.setWidth(1076));
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
    assertEquals(List.of(), cutAtTwice("urgent-sign"));
    page.finish();
    until("signed", () -> model.waiting.get() == 1);
    assertEquals("SIGNED", at.store().record(UrgentScene.WAITING).orElseThrow().text("state"));
    page.open(0);
    until("the other is in hand", () -> model.form.get() == Form.SIGN);
    page.says("姓名不详");
    page.control(KeyCode.D);
    assertTrue(page.problem("approveReason").startsWith("不同意要写明原因"));
    page.at("approveReason").type("已由救助站接走");
    page.control(KeyCode.D);
    until("refused", () -> model.waiting.get() == 0);
    pictures("urgent-chief-done");
  }
}
