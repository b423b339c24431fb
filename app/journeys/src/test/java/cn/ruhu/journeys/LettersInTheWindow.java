package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.handling.HandlingPage;
import cn.ruhu.desktop.printing.PrintingPage;
import cn.ruhu.desktop.review.CasePage;
import cn.ruhu.desktop.review.OpinionPage;
import cn.ruhu.desktop.review.QueuePage;
import cn.ruhu.desktop.scanning.ScanningPage;
import cn.ruhu.desktop.shell.ShellPage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;

/// What the people of a district do at their windows between the visit and the delivered letter,
/// each step with a picture. The journeys say who does it to which case and when.
final class LettersInTheWindow {
  private final Tour tour;
  private final FxRobot robot;
  private final ShellPage shell;
  private final HandlingPage handling;
  private int photos;

  LettersInTheWindow(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
    this.shell = new ShellPage(robot);
    this.handling = new HandlingPage(robot);
  }

  /// A person works at the handling screen and goes home.
  void at(String machine, String login, String home, Work work) throws Exception {
    try {
      tour.sit(machine, login).waitFor(home);
      tour.synced();
      shell.goTo("handling").waitFor("#handling-table");
      work.done();
      tour.synced();
      tour.leave();
    } catch (Exception | AssertionError e) {
      tour.picture("letters-stopped-here");
      throw e;
    }
  }

  /// What somebody does while sitting there.
  interface Work {
    void done() throws Exception;
  }

  HandlingPage handling() {
    return handling;
  }

  void picture(String name) {
    tour.picture("letters-" + name);
  }

  // ---- notices

  void posts(String applicant, String deed, String place, String stage) throws Exception {
    tour.choosing(photo());
    handling.choose(applicant).open(deed).type("place", place).photo();
    picture("post-" + deed);
    handling.finish().choose(applicant).until(stage);
    picture("posted-" + deed);
  }

  /// Chooses a photograph in the card that is open.
  void photographs() throws Exception {
    tour.choosing(photo());
    handling.photo();
  }

  void takesDown(String applicant, String stage) throws Exception {
    tour.choosing(photo());
    handling.choose(applicant).open("NOTICE_END").photo();
    picture("notice-end");
    handling.finish();
    if (!stage.isEmpty()) handling.choose(applicant).until(stage);
  }

  /// Opens a card whose page was scanned before, and says which page it offers.
  String offered(String applicant, String deed) {
    handling.choose(applicant).open(deed);
    return handling.filed();
  }

  // ---- opinions and decisions

  /// Opens the case at its verdicts.
  OpinionPage verdict(String applicant) {
    shell.goTo("review");
    if (!shell.shows("#review-queue")) robot.push(KeyCode.ALT, KeyCode.LEFT);
    shell.waitFor("#review-queue");
    CasePage page = new QueuePage(robot).open(applicant);
    DesktopTest.until("the case is open", () -> shell.shows("#review-applicant"));
    return page.verdict();
  }

  void signed(String stage) {
    new OpinionPage(robot).sign();
    DesktopTest.until(
        "signed, not " + shell.text("#review-stage"),
        () -> shell.text("#review-stage").equals(stage));
  }

  void refusedBecause(OpinionPage verdict, String words) {
    DesktopTest.until(
        words + ", not " + verdict.hindrances(),
        () -> verdict.hindrances().stream().anyMatch(h -> h.contains(words)));
  }

  /// From the review screen back to handling.
  void toHandling() {
    shell.goTo("handling").waitFor("#handling-table");
  }

  // ---- letters

  /// Prints a letter to a file, and its delivery receipt on the printer.
  ///
  /// @return number in the register
  String letter(String applicant, String paper, String scheme) throws Exception {
    handling.choose(applicant);
    assertEquals("未出具", handling.letter(paper, scheme));
    PrintingPage sheet = handling.print(paper, scheme);
    picture("print-" + paper + "-" + scheme);
    sheet.save();
    String state = sheet.state();
    sheet.close();
    DesktopTest.until("issued", () -> handling.letter(paper, scheme).equals("已出具，未送达"));
    handling.print("N11", scheme).print().close();
    return state;
  }

  /// The sealed letter and its signed receipt come home through the scan folder and find their
  /// slots by their codes.
  ///
  /// @param paper which letter was saved
  void comeHome(String machine, String paper, CaseFile file) throws Exception {
    String number = file.application().orElseThrow().text("number");
    var sheets = new ArrayList<BufferedImage>(ScannedPaper.sheets(saved(paper, number)));
    sheets.addAll(ScannedPaper.sheets(tour.printed().getLast()));
    shell.goTo("scanning");
    int n = 0;
    for (BufferedImage sheet : sheets)
      ScannedPaper.scan(
          ScannedPaper.signed(sheet, n),
          1.3,
          n,
          tour.scans(machine).resolve("home%02d.jpg".formatted(n++)));
    var tray = new ScanningPage(robot).until(sheets.size());
    assertEquals(Collections.nCopies(sheets.size(), "READY"), tray.states());
    picture("come-home");
    tray.file();
    tour.synced();
    toHandling();
  }

  /// The newest page of a slot.
  CaseRecord page(CaseFile file, String slot) {
    return file.pages().stream()
        .filter(p -> p.text("slot").equals(slot))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  void delivered(String applicant, String paper) throws Exception {
    handling.choose(applicant).open("DELIVERED");
    if (shell.shows("#handling-other-page")) picture("delivery-filed");
    else {
      tour.choosing(photo());
      handling.photo();
    }
    if (!paper.isEmpty()) handling.pick("letter", paper);
    handling.finish();
  }

  /// The saved paper of a case: a PDF of one page or more.
  byte[] saved(String paper, String number) throws Exception {
    try (var all = Files.list(tour.papers())) {
      Path file =
          all.filter(p -> p.getFileName().toString().equals(paper + "-" + number + ".pdf"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(paper + " of " + number + " was not saved"));
      byte[] bytes = Files.readAllBytes(file);
      assertTrue(bytes.length > 4_000, "a whole paper");
      assertEquals("%PDF", new String(bytes, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
      return bytes;
    }
  }

  /// A photograph of a board, no two alike.
  private Path photo() throws Exception {
    var image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(new Color(0x8A6B4A));
    g.fillRect(0, 0, 640, 480);
    g.setColor(Color.WHITE);
    g.fillRect(120, 60, 260, 340);
    g.setColor(Color.BLACK);
    g.drawString("photo " + ++photos, 140, 90);
    g.dispose();
    Path file = tour.papers().resolveSibling("photo-" + photos + ".jpg");
    ImageIO.write(image, "jpg", file.toFile());
    assertFalse(Files.size(file) == 0);
    return file;
  }
}
