package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.printing.PrintingPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.desktop.urgent.UrgentPage;
import cn.ruhu.journeys.road.Place;
import java.nio.charset.StandardCharsets;
import javafx.scene.input.KeyCode;

/// The network is away and somebody stands at the window who cannot even tell a name: the clerk
/// takes it in; when the network is back the chief signs on another machine; the clerk gives the
/// aid and prints the sheet. In an empty district of its own.
final class UrgentAidInTheWindow {
  private static final String STREET = "110108007";

  private final Tour tour;

  UrgentAidInTheWindow(Tour tour) {
    this.tour = tour;
  }

  void walk() throws Exception {
    String password = Place.PASSWORD;
    tour.server().addPerson("chuangkou", password, "周敏", Role.WINDOW_CLERK, STREET, null);
    tour.server().addPerson("fuze", password, "梁建平", Role.STREET_CHIEF, STREET, null);
    takenInOffline();
    signed();
    givenAndPrinted();
  }

  private UrgentPage urgent(ShellPage shell) {
    shell.waitFor("#rail-urgent").goTo("urgent");
    return new UrgentPage(tour.robot()).shown();
  }

  private void takenInOffline() throws Exception {
    ShellPage shell = tour.sit("window", "chuangkou");
    tour.synced();
    tour.serverGone();
    UrgentPage page = urgent(shell).begin();
    page.enter().enter().at("personNote").type("男，约60岁，灰色棉衣，说不清姓名");
    page.enter().enter().at("address").type("大慧寺路立交桥下").at("cause").type("wcjz");
    page.at("facts").lines("露宿多日，发热，无任何证件").at("proposedKind").type("lszs").type("1500");
    page.finish().rows(1).says("姓名不详").says("男，约60岁，灰色棉衣，说不清姓名").says("已保存在本机");
    tour.picture("urgent-offline");
    tour.serverBack();
    tour.synced();
    page.says("已保存在区里");
    tour.leave();
  }

  private void signed() throws Exception {
    ShellPage shell = tour.sit("chief", "fuze");
    tour.synced();
    UrgentPage page = urgent(shell).rows(1).says("待签批").says("今天的签批上限：3,000.00 元（待确认）");
    tour.picture("urgent-chief");
    page.open(0).at("approveReason").type("先安置到临时住所");
    page.finish().says("已签批");
    tour.synced();
    tour.leave();
  }

  private void givenAndPrinted() throws Exception {
    ShellPage shell = tour.sit("window", "chuangkou");
    tour.synced();
    UrgentPage page = urgent(shell).rows(1).says("已签批").says("先安置到临时住所");
    page.open(0).at("receiver").type("本人（按印）");
    page.finish();
    var sheet = new PrintingPage(tour.robot()).shown();
    assertEquals("先行救助审批及领取单", sheet.title());
    tour.picture("urgent-sheet");
    sheet.print().close();
    assertEquals(1, tour.printed().size());
    String head = new String(tour.printed().getFirst(), 0, 8, StandardCharsets.US_ASCII);
    assertTrue(head.startsWith("%PDF-1."), head);
    page.says("已救助,待补手续").says("还剩10个工作日");
    page.control(KeyCode.J);
    shell.waitFor("#intake-scroll");
    DesktopTest.until("what is known stands in the form", () -> shellShows("大慧寺路立交桥下"));
    tour.picture("urgent-then-intake");
    shell.goTo("urgent");
    tour.synced();
    tour.leave();
  }

  private boolean shellShows(String typed) {
    return tour
        .robot()
        .lookup(".text-input")
        .queryAllAs(javafx.scene.control.TextInputControl.class)
        .stream()
        .anyMatch(t -> typed.equals(t.getText()));
  }
}
