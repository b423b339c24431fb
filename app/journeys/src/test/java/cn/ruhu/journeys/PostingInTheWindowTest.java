package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.postings.PostingsPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.journeys.road.Place;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two streets' windows and a real server: a household applies in one street and lives in another,
/// whose window hangs the notice, photographs it and takes it down; the gate opens by itself in the
/// first. Pictures lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class PostingInTheWindowTest {
  private static final String THERE = "110108027";
  private static final String HOME = "#caseload-table";

  @TempDir Path folder;
  private int photos;

  @Test
  void theNoticeHangsWhereTheyLiveAndItsProofOpensTheGateWhereTheyApplied() throws Exception {
    var clock = new MovedClock(LocalDate.of(2021, 8, 16), 9, System::nanoTime);
    var plan = Tour.Plan.forTests(Place.PASSWORD).at(clock);
    try (var tour = new Tour(folder, plan);
        var houses = new Households(folder, tour.server(), clock)) {
      tour.server().addPerson("sun", Place.PASSWORD, "孙丽", Role.WINDOW_CLERK, THERE, null);
      UUID id = houses.acceptedFrom(THERE, "张桂兰", "1951-09-12", 80_000);
      clock.to(LocalDate.of(2021, 8, 18), 9);
      houses.morning();
      houses.visited(id);
      houses.investigated(id);
      houses.judged(id);
      sendsIt(tour);
      clock.to(LocalDate.of(2021, 8, 19), 9);
      putsItUp(tour, id, clock);
      clock.to(LocalDate.of(2021, 8, 20), 9);
      seesItHang(tour);
      clock.to(LocalDate.of(2021, 8, 27), 9); // the day after its seventh
      takesItDown(tour);
      assertEquals("STREET_CONFIRM", houses.stage(id), "by itself");
      opens(tour);
      assertTrue(tour.server().chainsHold());
    }
  }

  private void sendsIt(Tour tour) throws Exception {
    var window = new LettersInTheWindow(tour);
    window.at(
        "window",
        "zhou",
        HOME,
        () -> {
          window.handling().choose("张桂兰").open("POST_AWAY");
          tour.picture("posting-send");
          window.handling().finish().choose("张桂兰").until("公示中");
          assertEquals("待张贴", window.handling().posting("DB"));
          tour.picture("posting-sent");
        });
  }

  private PostingsPage there(Tour tour) throws Exception {
    tour.sit("there", "sun").waitFor(HOME);
    tour.synced();
    new ShellPage(tour.robot()).goTo("postings").waitFor("#postings-table");
    return new PostingsPage(tour.robot());
  }

  private void putsItUp(Tour tour, UUID id, MovedClock clock) throws Exception {
    PostingsPage page = there(tour).until("PUT_UP");
    tour.picture("posting-task");
    page.print(() -> tour.printed().size());
    tour.choosing(board(tour));
    page.take().until("HANGS");
    tour.picture("posting-hangs");
    tour.synced();
    tour.leave();
    try (Place other = Place.open(folder.resolve("spy"), tour.server(), clock, "sun")) {
      other.sync();
      List<CaseRecord> known = other.desk.applications();
      assertEquals(List.of(), known, "the other street never sees the case");
      assertFalse(other.desk.store().record(id).isPresent());
      assertEquals(1, other.desk.store().all(RecordType.POSTING).size());
    }
  }

  private void seesItHang(Tour tour) throws Exception {
    var window = new LettersInTheWindow(tour);
    window.at(
        "window",
        "zhou",
        HOME,
        () -> {
          window.handling().choose("张桂兰");
          DesktopTest.until("it hangs", () -> window.handling().posting("DB").equals("张贴中"));
          tour.picture("posting-seen");
        });
  }

  private void takesItDown(Tour tour) throws Exception {
    PostingsPage page = there(tour).until("TAKE_DOWN");
    tour.choosing(board(tour));
    page.take().until("DONE");
    tour.picture("posting-done");
    tour.synced();
    tour.leave();
  }

  private void opens(Tour tour) throws Exception {
    var window = new LettersInTheWindow(tour);
    window.at(
        "window",
        "zhou",
        HOME,
        () -> {
          window.handling().choose("张桂兰");
          DesktopTest.until("taken down", () -> window.handling().posting("DB").equals("已满期撤下"));
          tour.picture("posting-open");
        });
  }

  /// The sheet that came out of the printer there, on its board, photographed.
  private Path board(Tour tour) throws Exception {
    BufferedImage sheet = ScannedPaper.sheets(tour.printed().getLast()).getFirst();
    var image =
        new BufferedImage(
            sheet.getWidth() + 300, sheet.getHeight() + 260, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(new Color(0x6B4F36 + photos)); // no two alike
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.drawImage(sheet, 150, 130, null);
    g.dispose();
    Path file = folder.resolve("board-" + ++photos + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
