package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchViewTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;
  private DispatchViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + System.nanoTime()));
    at.receive(DispatchViewModelTest.accepted());
    model = new DispatchViewModel(at.desk(), kit.background());
    var view = new DispatchView(kit, model);
    view.onShown("");
    return (Parent) view.node();
  }

  @Test
  void aCaseIsSentOutWithFewKeys() throws Exception {
    until("the case is shown", () -> model.selected.get() != null);
    var page = new DispatchPage(this);
    page.verificationRequested();
    until("requested", () -> model.selected.get() != null && model.selected.get().asked());
    page.pair("lxd", "myl");
    pictures("dispatch");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.send();
    until("sent", () -> model.unassigned.get() == 0);
  }
}
