package cn.ruhu.journeys;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.caseload.TodayPage;
import cn.ruhu.desktop.intake.IntakePage;
import cn.ruhu.desktop.printing.PrintingPage;
import cn.ruhu.desktop.shell.ShellPage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// Papers that a clerk prints at the window and keeps as files, and their pages as sheets.
final class PrintedPapers {
  private final Tour tour;
  private final FxRobot robot;
  private final ShellPage shell;
  private final IntakePage intake;

  PrintedPapers(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
    this.shell = new ShellPage(robot);
    this.intake = new IntakePage(robot);
  }

  /// Presses a button as soon as it is there.
  void fire(String id) {
    DesktopTest.until(id, () -> robot.lookup("#" + id).tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup("#" + id).<ButtonBase>query().fire());
  }

  /// Takes a case of the list on the desk.
  void open(String applicant) {
    shell.goTo("caseload");
    var today = new TodayPage(robot);
    DesktopTest.until("the case is listed", () -> today.names().contains(applicant));
    today.open(today.names().indexOf(applicant));
    intake.opened();
    DesktopTest.until("filled", () -> intake.value("name").equals(applicant));
  }

  /// The registration form of the case on the desk; it stands over the window when this returns.
  PrintingPage form() {
    robot.push(KeyCode.F9);
    return new PrintingPage(robot).shown();
  }

  /// A cover for loose papers of the case on the desk; it stands over the window when this returns.
  ///
  /// @param slot by its initials
  PrintingPage cover(String slot) {
    intake.step(8);
    fire("intake-print-cover");
    DesktopTest.until("the slot", () -> shell.shows("#intake-cover-input"));
    robot.clickOn("#intake-cover-input").write(slot);
    robot.push(KeyCode.ENTER);
    fire("dialog-act-0");
    return new PrintingPage(robot).shown();
  }

  /// Pages of a paper that was saved.
  ///
  /// @param paper how names of such papers begin
  /// @param index 0 for the first that was saved
  List<BufferedImage> saved(String paper, int index) throws IOException {
    try (var all = Files.list(tour.papers())) {
      List<Path> files =
          all.filter(p -> p.getFileName().toString().startsWith(paper))
              .sorted(Comparator.comparing(PrintedPapers::modified))
              .toList();
      return ScannedPaper.sheets(files.get(index));
    }
  }

  private static FileTime modified(Path p) {
    try {
      return Files.getLastModifiedTime(p);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
