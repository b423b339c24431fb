package cn.ruhu.desktop.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationViewTest extends DesktopTest {
  @TempDir static Path home;
  private VerificationViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    TestDesk at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    VerificationScene.into(at);
    model =
        new VerificationViewModel(
            new VerificationDesk(at.desk(), new FileGateway()), kit.background());
    var view = new VerificationView(kit, model);
    kit.shortcuts().use("verification.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @Test
  void aBatchGoesOutAndAReportComesBack() throws Exception {
    until("the cases are there", () -> model.rows.size() == 2);
    pictures("verification");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("verification"));
    Path folder = Files.createDirectories(home.resolve("out"));
    fx(() -> model.send(List.of("a", "b", "c", "d", "e", "f", "g"), folder));
    until("it went out", () -> model.ready.get() == 0 && !model.busy.get());
    Path report =
        Files.writeString(
            folder.resolve("report.csv"),
            "姓名,证件号码,核对项目,核对值\n"
                + ("王芳," + VerificationScene.WANG + ",工资薪金,2300\n")
                + ("王芳," + VerificationScene.WANG + ",银行存款,52000\n")
                + "孙某,110199196608151131,银行存款,88000\n"
                + "钱某,12345,银行存款,1\n",
            StandardCharsets.UTF_8);
    fx(() -> model.take(report));
    until("it came back", () -> model.unknown.size() == 1 && !model.busy.get());
    pictures("verification-report");
    assertEquals(List.of(), cutAtTwice("verification-report"));
  }
}
