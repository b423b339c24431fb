package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.intake.IntakePage;
import cn.ruhu.desktop.printing.PrintingPage;
import cn.ruhu.desktop.scanning.ScanningPage;
import cn.ruhu.desktop.shell.ShellPage;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.testfx.api.FxRobot;

/// The form of a family goes out with its codes and comes home signed, askew and among papers of
/// others; every sheet finds its place by its code or waits for a person, and the case is accepted
/// on it. All of it at the counter's window, with a real scan folder.
final class PapersInTheWindow {
  static final String FAMILY = "陈立国";
  static final String OTHER = "王䶮";
  private static final String MACHINE = "window";

  private final Tour tour;
  private final FxRobot robot;
  private final ShellPage shell;
  private final IntakePage intake;
  private final ScanningPage tray;
  private final PrintedPapers papers;

  PapersInTheWindow(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
    this.shell = new ShellPage(robot);
    this.intake = new IntakePage(robot);
    this.tray = new ScanningPage(robot);
    this.papers = new PrintedPapers(tour);
  }

  /// What stops the walk is kept as a picture besides.
  void walk() throws Exception {
    try {
      tour.sit(MACHINE, "chuangkou").waitFor("#caseload-table");
      tour.synced();
      printed();
      scanned();
      accepted();
      tour.leave();
    } catch (Exception | AssertionError e) {
      tour.picture("papers-stopped-here");
      throw e;
    }
  }

  // ---- out

  private void printed() throws Exception {
    papers.open(FAMILY);
    var paper = papers.form();
    assertEquals("登记表及声明授权书", paper.title());
    tour.picture("papers-form");
    paper.turn();
    tour.picture("papers-form-second");
    paper.save().close();
    papers.cover("hkb");
    tour.picture("papers-cover");
    paper.save().close();
    papers.open(OTHER);
    papers.form().save().close();
  }

  // ---- home

  /// What is fed, and how each sheet should stand once it was read.
  private List<String> fed() throws Exception {
    Path folder = tour.scans(MACHINE);
    List<BufferedImage> form = papers.saved("F02", 0);
    var states = new ArrayList<String>();
    int n = 1;
    for (int i = 0; i < form.size(); i++) {
      boolean sheet = i >= form.size() - 2; // one for each of the two adults
      if (sheet) ScannedPaper.signed(form.get(i), i);
      ScannedPaper.scan(form.get(i), i == 1 ? 181.2 : 2, n, folder.resolve(name(n++)));
      states.add(sheet ? "SIGN" : "READY");
    }
    ScannedPaper.scan(papers.saved("F02", 1).getFirst(), -1.5, n, folder.resolve(name(n++)));
    states.add("READY");
    ScannedPaper.scan(ScannedPaper.foreign("ZHANG DAN", 5), 0.6, n, folder.resolve(name(n++)));
    states.add("WAIT");
    ScannedPaper.scan(ScannedPaper.foreign("SHENFENZHENG", 9), 0.2, n, folder.resolve(name(n++)));
    states.add("WAIT");
    ScannedPaper.scan(papers.saved("COVER", 0).getFirst(), 0.4, n, folder.resolve(name(n++)));
    states.add("COVER");
    ScannedPaper.scan(ScannedPaper.foreign("HUKOUBU 1", 6), 0, n, folder.resolve(name(n++)));
    states.add("READY");
    ScannedPaper.scan(ScannedPaper.blank(7), 0, n, folder.resolve(name(n++)));
    states.add("BLANK");
    ScannedPaper.scan(ScannedPaper.foreign("HUKOUBU 2", 8), 0.8, n, folder.resolve(name(n++)));
    states.add("READY");
    ScannedPaper.scan(form.getFirst(), -2, n, folder.resolve(name(n++)));
    states.add("ASK");
    Files.write(folder.resolve(name(n)), new byte[0]);
    return states;
  }

  private static String name(int number) {
    return "scan%04d.jpg".formatted(number);
  }

  private void scanned() throws Exception {
    shell.goTo("scanning");
    tour.picture("papers-tray-empty");
    List<String> expected = fed();
    tray.until(expected.size());
    assertEquals(expected, tray.states());
    tour.picture("papers-tray");
    int stranger = expected.indexOf("WAIT") + 1;
    int twice = expected.indexOf("ASK") + 1;
    tray.hold(expected.indexOf("SIGN") + 1);
    DesktopTest.until("its signer", () -> tray.place().contains(FAMILY));
    tour.picture("papers-signature");
    tray.signAll();
    tray.hold(stranger);
    DesktopTest.until("nobody's", () -> tray.why().contains("没有本区页码"));
    tour.picture("papers-stranger");
    tray.aside("别的单位的账单");
    tray.hold(stranger + 1).assign("clg", "jmsfz");
    DesktopTest.until("claimed", () -> tray.states().get(stranger).equals("READY"));
    tray.hold(twice);
    DesktopTest.until("twice", () -> tray.why().contains("出现两次"));
    tour.picture("papers-twice");
    tray.aside("同一页扫了两次");
    tray.file();
    DesktopTest.until(
        "the sum, not " + tray.ledger(),
        () ->
            tray.ledger()
                .equals(
                    "进 %d 张 = 已归档 %d + 空白 1 + 封面、告知书 1 + 不归档 2"
                        .formatted(expected.size(), expected.size() - 4)));
    DesktopTest.until(
        "the empty file is named", () -> robot.lookup(".inline-trouble").tryQuery().isPresent());
    tour.picture("papers-filed");
    tour.synced();
  }

  private void accepted() {
    papers.open(FAMILY);
    intake.step(8);
    DesktopTest.until("the form is there", () -> filed("D02") && filed("D04"));
    tour.picture("papers-slots");
    intake.next();
    DesktopTest.until("handed in", () -> intake.text("#intake-next").startsWith("受理"));
    papers.fire("intake-print-n01");
    var paper = new PrintingPage(robot).shown();
    assertTrue(paper.title().contains("受理通知书"));
    tour.picture("papers-n01");
    paper.save().close();
    tour.picture("papers-accept");
    intake.next();
    intake.invited();
    tour.synced();
    tour.picture("papers-accepted");
  }

  private boolean filed(String slot) {
    Node photo = robot.lookup("#intake-photo-" + slot).tryQuery().orElse(null);
    return photo != null && !photo.getParent().lookupAll(".badge.success").isEmpty();
  }
}
