package cn.ruhu.desktop.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkingViewTest extends DesktopTest {
  @TempDir static Path home;
  private LinkingViewModel model;
  private TestDesk at;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    at.receive(LinkingScene.records());
    model = new LinkingViewModel(at.desk(), kit.background());
    var view = new LinkingView(kit, model);
    kit.shortcuts().use("linking.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  private String state(java.util.UUID person, String row) {
    return at.store().record(Links.id(person, row)).orElseThrow().text("state");
  }

  @Test
  void pairsAreSettledByOneKeyEachAndTakenBack() throws Exception {
    until("the pairs are there", () -> model.rows.size() == 2);
    pictures("linking");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("linking"));
    fx(() -> stage.setWidth(1076)); // beside the rail a window of 1280 has this much left
    until("laid out anew", () -> stage.getScene().getWidth() == 1076);
    assertEquals(List.of(), ask(() -> CutWords.in(lookup("#linking-table").queryParent())));
    push(KeyCode.DIGIT1);
    until(
        "a reason is missing",
        () -> lookup("#linking-reason-problem").<Labeled>query().getText().startsWith("号码相同"));
    assertEquals("OPEN", state(LinkingScene.MOTHER, "R2"));
    fx(() -> lookup("#linking-table").query().requestFocus());
    push(KeyCode.DIGIT2);
    until("two people", () -> state(LinkingScene.MOTHER, "R2").equals("APART"));
    until("the next one is in hand", () -> model.waiting.get() == 1);
    push(KeyCode.DIGIT1);
    until("one person", () -> state(LinkingScene.CHILD, "R3").equals(LinkState.LINKED.name()));
    until("nothing waits", () -> model.waiting.get() == 0);
    push(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN));
    until("taken back", () -> state(LinkingScene.CHILD, "R3").equals(LinkState.OPEN.name()));
    until("it waits again", () -> model.waiting.get() == 1);
  }
}
