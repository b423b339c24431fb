package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Shown;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictsViewTest extends DesktopTest {
  @TempDir static Path home;
  private ConflictsViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    TestDesk at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(ConflictsViewModelTest.records());
    model = new ConflictsViewModel(at.desk(), kit.background(), new Shown(at.desk(), kit.text()));
    var view = new ConflictsView(kit, model);
    view.onShown("");
    return (Parent) view.node();
  }

  @Test
  void twoLargeChoicesWithAuthorsAndTimes() throws Exception {
    until("the dispute is shown", () -> !model.disputes.isEmpty());
    pictures("conflicts");
    assertEquals(
        "张桂兰的“工资薪金 · 申报”：周敏填 1,800.00 元，林晓东填 2,300.00 元，该采用哪个？",
        ask(() -> lookup("#conflicts-asks").<Labeled>query().getText()));
    assertEquals("采用 2,300.00 元", ask(() -> lookup("#conflicts-take").<Labeled>query().getText()));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn("#conflicts-take");
    until("settled", () -> model.waiting.get() == 0);
  }
}
