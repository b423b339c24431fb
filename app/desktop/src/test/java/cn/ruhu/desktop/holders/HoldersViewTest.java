package cn.ruhu.desktop.holders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldersViewTest extends DesktopTest {
  @TempDir static Path home;
  private HoldersViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    TestDesk at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(HoldersScene.records());
    at.receive(
        HoldersScene.takenOver(
            HoldersScene.MINE, TestDesk.CLERK, HoldersScene.OTHER_CLERK, "周敏外出培训"));
    model = new HoldersViewModel(at.desk(), kit.background(), kit.text());
    var view = new HoldersView(kit, model);
    kit.shortcuts().use("holders.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @Test
  void aCaseIsTakenBackByKeysAlone() throws Exception {
    until("the cases are there", () -> model.rows.size() == 2);
    until("the lost one is in hand", () -> lookup("#holders-handed-on").tryQuery().isPresent());
    push(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN));
    until(
        "a reason is missing",
        () -> lookup("#holders-reason-problem").<Labeled>query().getText().startsWith("请写明原因"));
    pictures("holders");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    // beside the rail a window of 1280 has this much left
    fx(() -> stage.setWidth(1076));
    until("laid out anew", () -> stage.getScene().getWidth() == 1076);
    assertEquals(List.of(), ask(() -> CutWords.in(lookup("#holders-table").queryParent())));
    assertTrue(
        ask(() -> from(lookup("#holders-facts")).lookup(".label").queryAllAs(Labeled.class))
            .stream()
            .anyMatch(l -> l.getText().matches("110108 07 2026 001 00001 [\\dX]")));
    until("on the reason", () -> focused("holders-reason-input"));
    write("back");
    push(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN));
    until("taken back", () -> model.lost.get() == 0);
  }

  private boolean focused(String id) {
    Node owner = stage.getScene().getFocusOwner();
    return owner != null && id.equals(owner.getId());
  }
}
