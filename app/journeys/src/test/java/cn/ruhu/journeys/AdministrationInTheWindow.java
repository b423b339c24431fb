package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.admin.AdminPage;
import cn.ruhu.desktop.login.LoginPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.journeys.road.Place;

/// An administrator takes somebody in, who sets an own password before anything else; the machine
/// they lose wipes itself when it is switched on, and the administrator sees it; who watches the
/// log reads and proves all of it. In an empty district of its own.
final class AdministrationInTheWindow {
  private static final String OWN = "an-own-long-password";
  private static final String LATER = "another-one-of-mine";

  private final Tour tour;

  AdministrationInTheWindow(Tour tour) {
    this.tour = tour;
  }

  void walk() throws Exception {
    tour.server().addPerson("xitong", Place.PASSWORD, "彭磊", Role.ADMIN_SYSTEM, null, null);
    var shell = tour.sit("office", "xitong").waitFor("#admin-people");
    var page = new AdminPage(tour.robot()).shown();
    page.add("王芳", "wangfang", "ckjb", "bxg");
    String given = page.secret();
    tour.picture("admin-password");
    page.close();
    signedOut(shell);
    tour.leave();

    var login = tour.open("field").as("wangfang").signIn(given);
    login.choose("short", "short");
    DesktopTest.until("too short", () -> login.problem().contains("太短"));
    tour.picture("sign-in-own-password");
    login.choose(OWN, OWN);
    var field = new ShellPage(tour.robot()).waitFor("#caseload-table");
    tour.synced();
    field.changePassword(OWN, LATER);
    tour.picture("own-password-changed");
    tour.synced();
    signedOut(field);
    tour.leave();
    tour.open("field").as("wangfang").signIn(OWN);
    DesktopTest.until("the old one is over", () -> login.problem().contains("密码不对"));
    login.signIn(LATER);
    new ShellPage(tour.robot()).waitFor("#caseload-table");
    tour.leave();

    tour.sit("office", "xitong").waitFor("#admin-people");
    page.machines().find("002");
    DesktopTest.until("it is chosen", () -> page.state().contains("正常使用"));
    page.act("#admin-LOST", "机器丢失");
    DesktopTest.until("it is lost", () -> page.state().contains("还没有联网确认"));
    tour.picture("admin-lost");
    tour.leave();

    tour.open("field").as("wangfang").signIn(LATER);
    var at = new ShellPage(tour.robot()).waitFor("#enrol").waitFor("#dialog");
    assertTrue(at.text("#dialog-title").contains("已清除"));
    tour.picture("machine-wiped");
    tour.leave();

    tour.sit("office", "xitong").waitFor("#admin-people");
    page.machines().find("002");
    DesktopTest.until("it was wiped", () -> page.state().contains("机器确认清除"));
    tour.leave();

    tour.server().addPerson("rizhi", Place.PASSWORD, "高远", Role.ADMIN_AUDIT, null, null);
    tour.sit("office", "rizhi").waitFor("#admin-log");
    assertEquals("高远 登录", page.newest().substring(0, 5));
    DesktopTest.until("it is proven", () -> page.proof().contains("审计链完整"));
    tour.picture("admin-log");
    tour.leave();
  }

  private void signedOut(ShellPage shell) {
    tour.robot().clickOn("#shell-sign-out");
    assertEquals("", new LoginPage(tour.robot()).shown().problem());
    assertTrue(!shell.shows("#shell"));
  }
}
