package cn.ruhu.desktop.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.wire.Bundles;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// The journal's bundles in the window: what is carried, what was not taken, and the three acts.
class CarryingPaneTest extends DesktopTest {
  private final InMemoryCarrying carrying = new InMemoryCarrying();
  private CarryingViewModel model;

  @Override
  protected Parent open(Kit kit) {
    carrying.items =
        List.of(
            InMemoryCarrying.item(1, 0.62, Bundles.BundleCounts.NONE, null),
            InMemoryCarrying.item(2, 1, new Bundles.BundleCounts(3, 0, 0, 2, 0, 0), null),
            InMemoryCarrying.item(3, 1, new Bundles.BundleCounts(1, 0, 2, 0, 0, 0), null),
            InMemoryCarrying.item(4, 0, Bundles.BundleCounts.NONE, "WORK_KEY"));
    model = new CarryingViewModel(carrying, kit.background());
    var near = new NearCards(kit, new InMemoryNearby(), carrying);
    var pane = new CarryingPane(kit.choosing(carrying.pictures()), model, near);
    pane.open();
    return filling(pane.node());
  }

  @Test
  void actsAreReachedByKeyAndEndInWords() {
    until("read", () -> lookup("#bundles-back").query().isVisible());
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    fx(() -> lookup("#bundles-back").query().requestFocus());
    push(KeyCode.SPACE);
    until("given back", () -> carrying.asked.contains("back /media/stick"));
    fx(() -> lookup("#bundles-import").query().requestFocus());
    push(KeyCode.SPACE);
    until("taken", () -> lookup("#bundles-problem").query().isVisible());
    assertEquals(List.of("back /media/stick", "take /media/stick"), carrying.asked);
    pictures("bundles");
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
    fx(() -> model.begin(false));
    assertFalse(lookup("#bundles-cancel").query().isVisible(), "an import runs to its end");
    fx(() -> {
      model.begin(true);
      model.progress.set(0.4);
    });
    pictures("bundles-running");
    clickOn("#bundles-cancel");
    until("stopped", () -> !model.busy.get());
  }
}
