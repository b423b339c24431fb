package cn.ruhu.desktop.consult;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsultViewTest extends DesktopTest {
  @TempDir static Path home;
  private final InMemoryPrinters printers = new InMemoryPrinters("窗口打印机");
  private TestDesk at;
  private int keys;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(ConsultViewModelTest.standards());
    var printing =
        new Printing(kit, at.desk(), new Outlets(printers, (_, _, _, _) -> Optional.empty()));
    var view = new ConsultView(kit, new ConsultViewModel(at.desk()), printing);
    kit.shortcuts().use("consult.title", view.shortcuts());
    javafx.application.Platform.runLater(() -> view.onShown(""));
    return filling(view.node());
  }

  private void type(String words) {
    write(words);
    push(KeyCode.ENTER);
    keys += words.length() + 1;
  }

  private boolean focused(String id) {
    Node owner = stage.getScene().getFocusOwner();
    return owner != null && id.equals(owner.getId());
  }

  private String headline() {
    return ask(() -> lookup("#consult-headline").queryAs(Labeled.class).getText());
  }

  @Test
  void sixAnswersTakeFewKeysAndThePrintIsLargeAndInNoRegister() throws Exception {
    until("on the first", () -> focused("consult-people-input"));
    pictures("consult-empty");
    type("3");
    type("2000");
    until("a result while typing", () -> lookup("#consult-headline").tryQuery().isPresent());
    type("8000");
    type("1");
    type("my");
    type("my");
    assertTrue(keys <= 25, keys + " keys");
    assertEquals("可能符合：低保", headline());
    assertTrue(
        lookup(n -> n instanceof Labeled l && l.getText().startsWith("还没有回答")).queryAll().stream()
            .noneMatch(DesktopTest::inSight),
        "all six are answered");
    assertTrue(lookup("#consult-not-decision").queryAs(Labeled.class).getText().contains("这不是决定"));
    pictures("consult");
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    fx(() -> stage.setWidth(1076));
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
    assertEquals(List.of(), cutAtTwice("consult"));
    push(KeyCode.F9);
    until("printed", () -> printers.printed.size() == 1);
    assertEquals(List.of(), at.store().all(RecordType.DOCUMENT));
    assertEquals(0, at.store().waiting().ops());
  }
}
