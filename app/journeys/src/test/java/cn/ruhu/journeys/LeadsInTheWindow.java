package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.leads.LeadsPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.journeys.road.Place;
import java.util.List;
import javafx.scene.input.KeyCode;

/// A clerk hears of somebody while the line is down; the street's reviewer at another machine gives
/// the lead to her, and sends one that belongs elsewhere to its street, whose window finds it with
/// its clock. In an empty district of its own.
final class LeadsInTheWindow {
  private static final String HERE = "110108007";
  private static final String THERE = "110108010";
  private static final String ALONE = "lives alone, not seen for three days";
  private static final String MOVED = "rents over there, no income since may";

  private final Tour tour;
  private final LeadsPage page;

  LeadsInTheWindow(Tour tour) {
    this.tour = tour;
    this.page = new LeadsPage(tour.robot());
  }

  void walk() throws Exception {
    tour.server().addPerson("zhoumin", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, HERE, null);
    tour.server().addPerson("hezq", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, HERE, null);
    tour.server().addPerson("sunli", Place.PASSWORD, "孙莉", Role.WINDOW_CLERK, THERE, null);
    heardOffline();
    givenOnAndMoved();
    arrived();
    leftBehind();
  }

  private ShellPage sit(String machine, String login, String home) throws Exception {
    ShellPage shell = tour.sit(machine, login).waitFor(home);
    tour.synced();
    shell.goTo("leads").waitFor("#leads-table");
    return shell;
  }

  private void heardOffline() throws Exception {
    sit("window", "zhoumin", "#caseload-table");
    tour.serverGone();
    hear("rx", "zhang", "13800000001", ALONE);
    hear("zdfx", "li", "13800000002", MOVED);
    tour.picture("leads-offline");
    assertEquals(2, page.told().size());
    tour.serverBack();
    tour.synced();
    tour.leave();
  }

  /// By the keyboard alone: how it came, who, telephone, number, address, community, what was told.
  private void hear(String channel, String name, String phone, String told) {
    page.begin().type(channel).type(""); // not urgent
    page.type(name).type(phone).type("").type("dahuisi road 8").type("");
    DesktopTest.until("on what was told", () -> page.focused("leads-about-input"));
    tour.robot().write(told);
    page.finish();
    DesktopTest.until("in hand", () -> page.text("#leads-about-said").equals(told));
  }

  private void givenOnAndMoved() throws Exception {
    sit("office", "hezq", "#review-queue");
    page.choose(ALONE).deed(KeyCode.F);
    tour.robot().write("zm");
    tour.robot().push(KeyCode.ENTER);
    page.act();
    DesktopTest.until("given", () -> page.story().stream().anyMatch(l -> l.startsWith("分办给 周敏")));
    tour.picture("leads-given");
    page.choose(MOVED).deed(KeyCode.Z);
    tour.robot().write("xyljd");
    tour.robot().push(KeyCode.ENTER);
    tour.robot().write("lives there");
    tour.picture("leads-move");
    page.act();
    DesktopTest.until("moved", () -> page.told().equals(List.of(ALONE)));
    tour.synced();
    tour.leave();
  }

  private void arrived() throws Exception {
    sit("there", "sunli", "#caseload-table");
    page.choose(MOVED);
    assertTrue(page.story().stream().anyMatch(l -> l.startsWith("其他街镇转来 · 何志强")));
    assertTrue(page.story().contains("lives there"), "why it is theirs");
    assertTrue(page.text("#leads-due").startsWith("首次联系还剩"), page.text("#leads-due"));
    tour.picture("leads-arrived");
    tour.leave();
  }

  private void leftBehind() throws Exception {
    sit("window", "zhoumin", "#caseload-table");
    page.choose(ALONE);
    assertTrue(page.story().stream().anyMatch(l -> l.startsWith("分办给 周敏")));
    page.chip("ALL");
    DesktopTest.until("both", () -> page.told().size() == 2);
    page.choose(MOVED);
    assertTrue(page.story().stream().anyMatch(l -> l.startsWith("转办给")), "only that it went");
    tour.picture("leads-left");
    tour.leave();
  }
}
