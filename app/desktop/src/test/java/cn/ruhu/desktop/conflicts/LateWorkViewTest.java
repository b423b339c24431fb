package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
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

class LateWorkViewTest extends DesktopTest {
  @TempDir static Path home;
  private ConflictsViewModel model;
  private ConflictsView view;

  @Override
  protected Parent open(Kit kit) throws Exception {
    TestDesk at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    at.receive(LateDisputesTest.scene());
    at.receive(LateDisputesTest.late());
    model = new ConflictsViewModel(at.desk(), new DistrictDouble(at), kit.background(), kit.text());
    view = new ConflictsView(kit, model);
    kit.shortcuts().use("conflicts.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @Test
  void lateWorkIsTakenOverLineByLineByKeysAlone() throws Exception {
    until("the disputes are there", () -> !model.disputes.isEmpty());
    push(new KeyCodeCombination(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN));
    until("the late one is in hand", () -> lookup("#conflicts-part").tryQuery().isPresent());
    fx(view::focus);
    push(KeyCode.DIGIT2);
    until("taken whole", () -> words("#conflicts-settle").contains("采用迟交的值"));
    fx(view::focus);
    push(KeyCode.DIGIT3);
    until("on the first line", () -> focused("conflicts-part-phone"));
    push(KeyCode.ENTER);
    until("on the reason", () -> focused("conflicts-reason-input"));
    push(KeyCode.ENTER);
    push(KeyCode.ENTER);
    until("nothing is ticked", () -> words("#conflicts-parts-problem").startsWith("请至少勾选一项"));
    assertEquals("请写明依据，例如与谁核实过", ask(() -> words("#conflicts-reason-problem")));
    until("on the first line again", () -> focused("conflicts-part-phone"));
    push(KeyCode.SPACE);
    pictures("conflicts-late");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    push(KeyCode.ENTER);
    until("on the reason again", () -> focused("conflicts-reason-input"));
    write("phoned");
    push(KeyCode.ENTER);
    until("on the act", () -> focused("conflicts-settle"));
    push(KeyCode.ENTER);
    until("settled", () -> model.late.get() == 0);
  }

  private String words(String id) {
    return lookup(id).<Labeled>query().getText();
  }

  private boolean focused(String id) {
    Node owner = stage.getScene().getFocusOwner();
    return owner != null && id.equals(owner.getId());
  }
}
