package cn.ruhu.desktop.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintingViewTest extends DesktopTest {
  @TempDir static Path home;
  private final InMemoryPrinters printers = new InMemoryPrinters();
  private TestDesk at;
  private Printing printing;
  private final PrintingPage page = new PrintingPage(this);

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("data"));
    at.receive(PrintedCase.all());
    printing =
        new Printing(
            kit,
            at.desk(),
            new Outlets(printers, (_, _, name, _) -> Optional.of(home.resolve(name))));
    return new Page("受理登记").subtitle("1101 0807 2026 0010 00425");
  }

  @Test
  void aPaperIsLookedAtSavedAndPrintedOnceMoreAsACopy() throws Exception {
    fx(() -> printing.open(PaperWish.form(), PrintedCase.CASE));
    page.shown();
    assertEquals("登记表及声明授权书", page.title());
    assertEquals("第 1 / 4 页", page.at());
    until("no printer is said", () -> lookup("#printing-problem").query().isVisible());
    assertTrue(lookup("#printing-print").queryButton().isDisabled());
    assertEquals("第 2 / 4 页", page.turn().at());
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    page.turn().turn();
    pictures("printing-form");
    assertEquals(List.of(), cutAtTwice("printing-form"));
    page.save();
    assertTrue(page.state().contains("至今 1 份"), page.state());
    assertTrue(Files.size(home.resolve("F02-110108072026001000425.pdf")) > 10_000);
    page.close();

    printers.installed.add("窗口打印机 HP LaserJet");
    fx(() -> printing.open(PaperWish.form(), PrintedCase.CASE));
    page.shown().print();
    assertTrue(page.state().contains("至今 2 份"), page.state());
    assertEquals(1, printers.printed.size());
    pictures("printing-again");
    page.close();
  }
}
