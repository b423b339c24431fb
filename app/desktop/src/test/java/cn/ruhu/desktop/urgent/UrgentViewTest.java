package cn.ruhu.desktop.urgent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.printing.PrintingPage;
import cn.ruhu.desktop.work.SharedCards;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrgentViewTest extends DesktopTest {
  @TempDir static Path home;
  private final InMemoryPrinters printers = new InMemoryPrinters("窗口打印机");
  private final List<String> went = new ArrayList<>();
  private TestDesk at;
  private UrgentViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = UrgentScene.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(UrgentScene.records());
    at.receive(PrintedCase.pageKey());
    model =
        new UrgentViewModel(
            new UrgentWork(at.desk()),
            kit.background(),
            new SharedCards(new TestCards(at.clock())));
    var printing =
        new Printing(kit, at.desk(), new Outlets(printers, (_, _, _, _) -> Optional.empty()));
    var view = new UrgentView(kit, model, printing, (to, what) -> went.add(to + " " + what));
    kit.shortcuts().use("urgent.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @Test
  void anEmergencyIsTakenInWithFewKeys() throws Exception {
    var page = new UrgentPage(this).rows(5).begin();
    page.finish();
    assertTrue(page.problem("personName").startsWith("请写姓名"));
    page.at("personName");
    pictures("urgent-problems");
    fx(() -> stage.setWidth(1076));
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
    page.type("刘长河").type("").at("personPhone").type("13810012345").type("3");
    page.type("大慧寺路8号").at("cause").type("hz").at("facts");
    page.lines("出租屋夜间失火，无处可住").at("proposedKind").type("xj").type("2000");
    fx(() -> stage.setWidth(1280));
    pictures("urgent-register");
    page.finish().rows(6).says("待签批");
    assertTrue(page.keys() <= 90, page.keys() + " keys");
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
    assertEquals(List.of(), cutAtTwice("urgent-registered"));
  }

  @Test
  void aidIsGivenAndItsSheetPrintedAndThenThePapersCome() throws Exception {
    var page = new UrgentPage(this).rows(5);
    until("the overdue one is in hand", () -> model.form.get() == Form.PAPERS);
    pictures("urgent-papers");
    page.open(1).at("givenKind");
    until("it is the signed one", () -> model.form.get() == Form.GIVE);
    pictures("urgent-give");
    page.finish();
    var sheet = new PrintingPage(this).shown();
    assertEquals("先行救助审批及领取单", sheet.title());
    pictures("urgent-sheet");
    sheet.print().close();
    assertEquals(1, printers.printed.size());
    page.says("已救助,待补手续");
    assertTrue(
        at.store().ofCase(UrgentScene.SIGNED).stream()
            .anyMatch(r -> r.text("documentNumber").matches(".*急〔2026〕001-0001号")));
    page.control(KeyCode.J);
    assertEquals(List.of("intake aid:" + UrgentScene.SIGNED), went);
  }
}
