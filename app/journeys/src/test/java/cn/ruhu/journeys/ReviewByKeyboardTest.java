package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.review.CaseScenario;
import cn.ruhu.desktop.review.ReviewerAtWork;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case of forty facts, six of them apart, from the queue to the signed opinion by keyboard:
/// every page opened, every doubt that must be disposed of disposed of with its reason, what the
/// visit found adopted. What is pressed is counted; words that are free count once.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class ReviewByKeyboardTest extends DesktopTest {
  private static final int MOST = 80;
  private static final List<String> SLOTS =
      List.of("D02", "D03", "D04", "D06", "D07", "D08", "D14", "D18", "D19");
  private static final UUID CASE = new UUID(0x0190_0000_0000_7000L + 18, 1);

  @TempDir static Path home;
  private TestDesk at;
  private ReviewerAtWork desk;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + UUID.randomUUID()));
    var zhang = new CaseScenario(18, LocalDate.of(2026, 11, 9));
    for (int i = 0; i < SLOTS.size(); i++)
      zhang.holding(SLOTS.get(i), at.store().files().put(page(i), CASE, "image/png"));
    zhang.family().accepted().visited();
    at.receive(zhang.files(), zhang.records());
    desk = ReviewerAtWork.open(kit, at);
    return desk.node();
  }

  private static byte[] page(int n) throws Exception {
    var image = new BufferedImage(620, 877, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 620, 877);
    g.setColor(Color.BLACK);
    for (int y = 60; y < 800; y += 40 + n) g.drawLine(50, y, 570, y);
    g.dispose();
    var out = new ByteArrayOutputStream();
    javax.imageio.ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  @Test
  void aCaseOfFortyFactsIsClearedWithoutTheMouse() throws Exception {
    desk.rows(1);
    int pressed;
    try (var keys = new CountedKeys(this, stage.getScene())) {
      keys.press(KeyCode.ENTER);
      until("the case", desk::isOpen);
      assertTrue(desk.facts() >= 40, desk.facts() + " facts");
      assertTrue(desk.differences() >= 6, desk.differences() + " differences");
      pages(keys);
      keys.stretch("pages");
      differences(keys);
      keys.stretch("differences");
      doubts(keys);
      keys.stretch("doubts");
      verdict(keys);
      keys.stretch("verdict");
      pressed = keys.pressed();
    }
    CaseRecord opinion = desk.file().all(RecordType.OPINION).getFirst();
    assertEquals("", opinion.text("unopenedEvidence"), "every page was opened");
    assertTrue(opinion.is("positive"));
    written(pressed);
    assertTrue(pressed <= MOST, pressed + " keys");
  }

  /// Space until every page was on the screen.
  private void pages(CountedKeys keys) {
    int left = desk.unopened();
    assertEquals(desk.pages(), left);
    while (left > 0) {
      keys.press(KeyCode.SPACE);
      int before = left;
      until("a page on the screen, " + before + " left", () -> desk.unopened() < before);
      left = desk.unopened();
    }
  }

  /// F8 to each, 2 adopts what the visit found.
  private void differences(CountedKeys keys) {
    for (int n = 1; n <= desk.differences(); n++) {
      int here = n;
      if (desk.atDifference() != n) keys.press(KeyCode.F8);
      until("difference " + n, () -> desk.atDifference() == here);
      if (!desk.adoptsVisited()) continue;
      keys.press(KeyCode.DIGIT2);
      until("adopted", desk::isRuled);
    }
    keys.press(KeyCode.F8);
  }

  private void doubts(CountedKeys keys) {
    while (desk.mustDispose() > 0) {
      int before = desk.mustDispose();
      keys.press(KeyCode.D);
      keys.words("review-dispose-reason-input", "已核对原件，与本人当面说明一致");
      keys.enter().enter();
      until("disposed of", () -> desk.mustDispose() < before);
    }
    keys.press(KeyCode.F8);
  }

  private void verdict(CountedKeys keys) {
    keys.press(KeyCode.DIGIT1);
    keys.words("review-amount-DB-input", "680").enter();
    keys.type("B").enter();
    keys.words("review-text-DB-input", "家庭人均收入低于标准，财产符合规定，情况属实");
    until("nothing in the way", desk::isFree);
    keys.press(KeyCode.CONTROL, KeyCode.ENTER);
    until("the opinion", () -> !desk.file().all(RecordType.OPINION).isEmpty());
  }

  /// The figure of this run, kept where the others are with `-Druhu.keys=write`.
  private static void written(int pressed) throws Exception {
    String figure =
        """
        [
          {"figure": "keys.review-of-forty-facts", "value": %d, "unit": "keys", "goal": "<= %d", "met": %s, "command": "ReviewByKeyboardTest", "date": "%s"}
        ]
        """
            .formatted(pressed, MOST, pressed <= MOST, LocalDate.now(Clock.systemUTC()));
    Path file =
        Path.of(
            "write".equals(System.getProperty("ruhu.keys"))
                ? "../benchmarks/results/review-keys.json"
                : "target/review-keys.json");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, figure);
  }
}
