package cn.ruhu.journeys;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.caseload.TodayPage;
import cn.ruhu.desktop.dispatch.DispatchPage;
import cn.ruhu.desktop.intake.IntakePage;
import cn.ruhu.desktop.pages.ViewerPage;
import cn.ruhu.desktop.review.CasePage;
import cn.ruhu.desktop.review.QueuePage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.desktop.visit.SignPage;
import cn.ruhu.desktop.visit.SurveyWalk;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;

/// The whole road at the real window: a family is read at the counter, two clerks disagree, the
/// case is accepted and sent out, visited without a network, returned, visited again and judged.
final class RoadInTheWindow {
  static final String APPLICANT = "陈䶮";
  private static final Map<String, String> TOLD =
      Map.ofEntries(
          Map.entry("V09D", "1"),
          Map.entry("V08", "0"),
          Map.entry("M12", "1"),
          Map.entry("M13", "20"),
          Map.entry("H01", "1"),
          Map.entry("H04", "3"),
          Map.entry("H05", "1200"),
          Map.entry("H07", "45.5"),
          Map.entry("H09", "2"),
          Map.entry("H13", "2"),
          Map.entry("H17", "0"),
          Map.entry("I07", "5"),
          Map.entry("E02", "1200"),
          Map.entry("P01", "2000"),
          Map.entry("F00", "false"),
          Map.entry("H19", "false"),
          Map.entry("P11", "false"),
          Map.entry("P12", "false"),
          Map.entry("O04", "false"),
          Map.entry("O05", "false"),
          Map.entry("O06", "false"),
          Map.entry("N01", "1"),
          Map.entry("reply", "已看鉴定书原件，编号与姓名相符。"),
          Map.entry("C09", "住房、收入、存款与申报一致，妻子的零工收入以户主说明为准，没有发现未申报的财产。"),
          Map.entry("R05", "到访时夫妻二人在家，住房为公租房，陈设简单，收入为打零工所得，与邻居所说一致，没有见到车辆。"));

  private final Tour tour;
  private final FxRobot robot;
  private final IntakePage intake;

  RoadInTheWindow(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
    this.intake = new IntakePage(robot);
  }

  /// What stops the walk is kept as a picture besides.
  void walk() throws Exception {
    try {
      declared();
      disagreed();
      accepted();
      sentOut();
      visitedOffline();
      sentBack();
      visitedAgain();
      judged();
      known();
    } catch (Exception | AssertionError e) {
      tour.picture("stopped-here");
      throw e;
    }
  }

  private ShellPage shell() {
    return new ShellPage(robot);
  }

  private void fire(String id) {
    DesktopTest.until(id, () -> robot.lookup("#" + id).tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup("#" + id).<ButtonBase>query().fire());
  }

  private boolean shows(String selector) {
    return shell().shows(selector);
  }

  // ---- the counter

  private void declared() throws Exception {
    tour.sit("window", "chuangkou").waitFor("#caseload-table");
    tour.synced();
    DesktopTest.until("rows", () -> !new TodayPage(robot).names().isEmpty());
    tour.picture("window-today");
    tour.layCard(2);
    intake.opened();
    DesktopTest.until("filled", () -> intake.value("name").equals(APPLICANT));
    intake.fill("phone", "13810012345");
    intake.paste("residenceAddress", "北京市海淀区北下关街道大慧寺路8号2单元301");
    intake.paste("community", "大慧寺社区");
    intake.tick("schemes", "DB");
    intake.paste("reason", "本人患病丧失部分劳动能力，家庭收入不足以维持基本生活，申请最低生活保障。");
    intake.fill("self-marital", "20");
    intake.fill("self-labour", "2");
    intake.tick("self-health", "30");
    intake.fill("phone", "13810012345");
    tour.picture("window-applicant");
    tour.layCard(5);
    intake.answer(1);
    intake.waitFor("#intake-member-relation");
    intake.fill("member-relation", "12");
    intake.fill("member-marital", "20");
    intake.fill("member-labour", "1");
    tour.picture("window-members");
    intake.closeRow("members");
    tour.removeCard();
    intake.step(4).addRow();
    intake.fill("income-code", "lwlg").fill("income-declared", "1800");
    tour.picture("window-income");
    intake.closeRow("income");
    intake.step(5).addRow();
    intake.fill("property-code", "yxck").fill("property-declared", "8600");
    intake.closeRow("property");
    tour.picture("window-property");
    intake.save();
    tour.synced();
    tour.leave();
  }

  /// The same clerk at a second machine and at the first without a network: two telephone numbers.
  private void disagreed() throws Exception {
    tour.sit("counter-two", "chuangkou").waitFor("#caseload-table");
    tour.synced();
    tour.serverGone();
    openCase();
    intake.fill("phone", "13933334444");
    intake.save();
    DesktopTest.until("kept here", () -> shell().text("#status-outbox").startsWith("1"));
    tour.picture("window-offline");
    tour.leave();
    tour.serverBack();
    tour.sit("window", "chuangkou").waitFor("#caseload-table");
    tour.synced();
    openCase();
    intake.fill("phone", "13911112222");
    intake.save();
    tour.synced();
    tour.leave();
    tour.sit("counter-two", "chuangkou").waitFor("#caseload-table");
    tour.synced();
    shell().goTo("conflicts");
    DesktopTest.until("both numbers", () -> shows("#conflicts-take"));
    tour.picture("window-conflict");
    fire("conflicts-take");
    fire("conflicts-settle");
    tour.synced();
    tour.leave();
  }

  private void openCase() {
    shell().goTo("caseload");
    var today = new TodayPage(robot);
    DesktopTest.until("the case is listed", () -> today.names().contains(APPLICANT));
    today.open(today.names().indexOf(APPLICANT));
    intake.opened();
    DesktopTest.until("filled", () -> intake.value("name").equals(APPLICANT));
  }

  private void accepted() throws Exception {
    tour.sit("window", "chuangkou").waitFor("#caseload-table");
    tour.synced();
    openCase();
    DesktopTest.until(
        "settled", () -> intake.value("phone").replace(" ", "").equals("13933334444"));
    intake.step(8);
    for (String slot : List.of("D02", "D04", "D06")) {
      tour.choosing(paper("papers", slot));
      DesktopTest.until("papers", () -> shows("#intake-papers-all") || shows("#intake-photo-D02"));
      if (!shows("#intake-photo-" + slot)) fire("intake-papers-all");
      intake.press("photo-" + slot);
      DesktopTest.until("a page in " + slot, () -> filed(slot));
    }
    tour.picture("window-papers");
    intake.next();
    DesktopTest.until(
        "handed in: " + hindrances(), () -> intake.text("#intake-next").startsWith("受理"));
    intake.signed();
    intake.paste("n01", "北下关受字〔2026〕118号");
    tour.picture("window-accept");
    intake.next();
    intake.invited();
    tour.synced();
    shell().goTo("journal");
    DesktopTest.until(
        "lines", () -> !robot.lookup("#journal-table").queryTableView().getItems().isEmpty());
    tour.picture("window-journal");
    tour.leave();
  }

  private boolean filed(String slot) {
    Node line = robot.lookup("#intake-photo-" + slot).query().getParent();
    return line.lookupAll(".badge.success").size() > 0;
  }

  private List<String> hindrances() {
    return DesktopTest.ask(() ->
        robot.lookup("#intake-hindrances .field-problem").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .toList());
  }

  // ---- the street

  private void sentOut() throws Exception {
    tour.sit("street", "shenhe").waitFor("#review-queue");
    tour.synced();
    DesktopTest.until("the queue is read", () -> new QueuePage(robot).size() > 0);
    tour.picture("street-queue");
    shell().goTo("dispatch");
    var page = new DispatchPage(robot);
    DesktopTest.until(
        "the case waits",
        () -> !robot.lookup("#dispatch-table").lookup(APPLICANT).queryAll().isEmpty());
    page.choose(APPLICANT).verificationRequested();
    page.pair("whb", "zyw");
    tour.picture("street-dispatch");
    page.send();
    DesktopTest.until("sent out", () -> shell().text("#dispatch-send").equals("改派"));
    tour.synced();
    tour.leave();
  }

  private void sentBack() throws Exception {
    tour.sit("street", "shenhe").waitFor("#review-queue");
    tour.synced();
    shell().goTo("dispatch");
    var page = new DispatchPage(robot);
    DesktopTest.until(
        "the case waits",
        () -> !robot.lookup("#dispatch-table").lookup(APPLICANT).queryAll().isEmpty());
    page.choose(APPLICANT).noRecord();
    tour.synced();
    CasePage open = opened();
    var compare = open.compare();
    tour.picture("street-compare");
    compare.down();
    compare.ask("请补充劳动能力鉴定材料", "鉴定书编号与日期");
    open.tab("QUESTIONS");
    tour.picture("street-questions");
    open.sendBack("劳动能力需核实");
    DesktopTest.until("sent back", () -> !shell().text("#review-stage").equals("调查完成"));
    tour.synced();
    tour.leave();
  }

  private CasePage opened() {
    shell().goTo("review");
    DesktopTest.until(
        "the case is in the queue",
        () -> !robot.lookup("#review-queue").lookup(APPLICANT).queryAll().isEmpty());
    CasePage page = new QueuePage(robot).open(APPLICANT);
    DesktopTest.until("the case is open", () -> shows("#review-applicant"));
    return page;
  }

  private void judged() throws Exception {
    tour.sit("street", "shenhe").waitFor("#review-queue");
    tour.synced();
    CasePage page = opened();
    for (String tab : List.of("PAPERS", "VISIT", "MEANS", "HISTORY")) {
      page.tab(tab);
      tour.picture("street-" + tab.toLowerCase(java.util.Locale.ROOT));
      if (tab.equals("PAPERS")) scanned();
    }
    page.tab("FLAGS");
    tour.picture("street-doubts");
    for (int i = 0; i < 40; i++) {
      List<String> doubts =
          DesktopTest.ask(() ->
              robot
                  .lookup(n ->
                      n.getId() != null
                          && n.getId().startsWith("review-dispose-")
                          && n instanceof ButtonBase)
                  .queryAll()
                  .stream()
                  .map(n -> n.getId().substring("review-dispose-".length()))
                  .toList());
      if (doubts.isEmpty()) break;
      page.dispose(doubts.getFirst(), "已电话核实并补充证明");
      DesktopTest.until(
          "disposed",
          () ->
              robot
                  .lookup(n -> ("review-dispose-" + doubts.getFirst()).equals(n.getId()))
                  .queryAll()
                  .isEmpty());
    }
    page.verdict().positive("DB", "家庭人均月收入低于低保标准");
    tour.picture("street-verdict");
    page.verdict().sign();
    DesktopTest.until(
        "judged, not " + shell().text("#review-stage"),
        () -> shell().text("#review-stage").equals("已初审"));
    tour.synced();
    tour.picture("street-judged");
    tour.leave();
  }

  /// Pages of the window and of the field come from the district and open on this machine.
  private void scanned() throws Exception {
    TableView<CaseRecord> table = robot.lookup("#review-papers").queryTableView();
    DesktopTest.until("papers", () -> table.getItems().size() > 3);
    for (String slot : List.of("D06", "D19")) {
      DesktopTest.fx(() -> {
        table.requestFocus();
        table.getItems().stream()
            .filter(p -> p.text("slot").equals(slot))
            .findFirst()
            .ifPresent(table.getSelectionModel()::select);
      });
      robot.push(KeyCode.ENTER);
      ViewerPage viewer = new ViewerPage(robot).shown().picture();
      tour.picture("street-page-" + slot);
      viewer.close();
    }
  }

  // ---- the field

  private void visitedOffline() throws Exception {
    tour.sit("field", "hecha2").waitFor("#visit-households");
    tour.synced();
    tour.leave();
    tour.sit("field", "hecha1").waitFor("#visit-households");
    tour.synced();
    tour.serverGone();
    begin();
    tour.picture("field-door");
    visit("field");
    shell().goTo("journal");
    tour.picture("field-waiting");
    tour.leave();
    tour.serverBack();
    tour.sit("field", "hecha1").waitFor("#visit-households");
    tour.synced();
    tour.leave();
  }

  private void begin() throws Exception {
    DesktopTest.until("the household is listed", () -> card() != null);
    tour.picture("field-day");
    // the day is read anew while the machine synchronizes: found and pressed in one turn
    DesktopTest.until(
        "the household is opened",
        () -> {
          Node card = card();
          if (card != null) ((ButtonBase) card.lookup(".button")).fire();
          return card != null;
        });
    DesktopTest.until("the door", () -> shows("#q-V09D-1"));
  }

  private Node card() {
    return robot.lookup(".visit-card").queryAll().stream()
        .filter(c ->
            c.lookupAll(".label").stream()
                .anyMatch(l ->
                    ((Labeled) l).getText().equals("大慧寺路8号2单元301")
                        || ((Labeled) l).getText().contains("大慧寺路8号2单元301")))
        .findFirst()
        .orElse(null);
  }

  private void visit(String pictures) throws Exception {
    tour.choosing(paper(pictures, "home"), paper(pictures, "door"));
    var walk = new SurveyWalk(robot, TOLD);
    walk.station("V");
    DesktopTest.until("the sections are there", () -> walk.stations().size() > 5);
    walk.station("V");
    for (String id : walk.stations()) {
      if (List.of("V", "sign", "seal").contains(id)) continue;
      walk.station(id);
      if (id.equals("N"))
        for (int neighbour = 0; neighbour < 2; neighbour++) walk.add("add--N-informant").sheet();
      if (pictures.equals("field")) tour.picture(pictures + "-" + id);
    }
    walk.station("sign");
    tour.picture(pictures + "-sign");
    fire("station-seal");
    new SignPage(robot).second(tour.password());
    DesktopTest.until("the second is here", () -> !shows("#visit-second-sign"));
    for (String id : walk.stations())
      if (robotHasObservers(id)) {
        walk.observer("a").sheet();
        walk.observer("b").sheet();
        walk.observer("a");
      }
    for (String id : walk.stations())
      if (!List.of("V", "sign", "seal").contains(id)) walk.station(id);
    walk.station("seal");
    tour.picture(pictures + "-seal");
    fire("visit-seal");
    walk.sealed();
    tour.picture(pictures + "-sealed");
    fire("visit-home");
  }

  private boolean robotHasObservers(String station) {
    fire("station-" + station);
    return shows("#observer-b");
  }

  private void visitedAgain() throws Exception {
    tour.sit("field", "hecha1").waitFor("#visit-households");
    tour.synced();
    begin();
    tour.picture("again-door");
    visit("again");
    tour.synced();
    tour.leave();
  }

  private void known() throws Exception {
    tour.sit("window", "chuangkou").waitFor("#caseload-table");
    tour.synced();
    shell().quickOpen("cy");
    tour.picture("window-known");
    robot.push(KeyCode.ESCAPE);
    tour.leave();
  }

  /// A photographed paper: ruled lines and a stamp, no two alike.
  private Path paper(String folder, String name) throws Exception {
    var image = new BufferedImage(900, 1200, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(new Color(0xF4F0E6));
    g.fillRect(0, 0, 900, 1200);
    g.setColor(new Color(0x303030));
    g.setFont(new Font("Serif", Font.BOLD, 40));
    g.drawString(folder + " " + name, 120, 120);
    for (int y = 200; y < 1100; y += 60) g.drawLine(80, y, 820, y);
    g.setColor(new Color(0xB03030));
    g.drawOval(560, 860, 220, 220);
    g.dispose();
    Path file = tour.screens().resolveSibling("papers").resolve(folder + "-" + name + ".jpg");
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "jpg", file.toFile());
    return file;
  }
}
