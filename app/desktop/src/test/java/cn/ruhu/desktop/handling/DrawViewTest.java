package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The district's draw over a batch, and a check compared with the first visit.
class DrawViewTest extends DesktopTest {
  private static final List<String> NAMES =
      List.of("赵德福", "孙玉梅", "吴志刚", "陈立红", "刘玉珍", "王秀云", "马建国");

  @TempDir private Path home;
  private TestDesk desk;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.open(home.resolve("m"), HandledCase.DISTRICT, "刘明远", Role.DISTRICT_REVIEWER);
    for (int i = 0; i < NAMES.size(); i++) {
      var one = new HandledCase(51 + i, LocalDate.of(2018, 3, 5), NAMES.get(i), "DB");
      one.opinions(Map.of("DB", true)).notice();
      if (i == 2)
        one.put(
            one.fact(
                GateKind.COMPLAINT_OPENED,
                TestDesk.CLERK,
                Map.of("subject", "c1", "reason", "反映其有房屋出租", "value", "12345")));
      if (i == 6) one.checked(found(one.member()));
      if (i == 0)
        desk.pass(Duration.between(desk.desk().now(), one.now().plus(Duration.ofDays(1))));
      desk.receive(one.files(), one.records());
    }
    return HandlingPage.screen(kit, desk.desk());
  }

  /// A pension nobody declared, money, a car and a second dwelling.
  private static Map<String, String> found(UUID member) {
    String line = "@" + member + "#1";
    return Map.of(
        "I01" + line,
        "401",
        "I03" + line,
        "1",
        "I04" + line,
        "120000",
        "P02",
        "2150000",
        "P08",
        "1",
        "H17",
        "1",
        "M21",
        "2");
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void theListIsCommittedToAndDrawnByThePublicNumber() {
    var page = new HandlingPage(this);
    page.freeze(TestDesk.STREET, "福彩双色球第2018033期");
    pictures("draw-frozen");
    page.reveal(TestDesk.STREET);
    pictures("draw-reveal");
    page.number("0312172226");
    pictures("draw-committed-record");
    assertEquals(List.of(), cutAtTwice("draw-committed-record"));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.close();
  }

  @Test
  void theListIsFrozenTheSeedIsPublicAndTheResultCanBeDoneAgain() {
    var page = new HandlingPage(this);
    page.choose("马建国");
    until("compared", () -> lookup("#handling-comparison").tryQuery().isPresent());
    pictures("draw-batch");
    page.batch(TestDesk.STREET);
    pictures("draw-before");
    page.draw("福彩3D 2018073 期 417", "月末集中抽签");
    var body = lookup("#dialog .dialog-body").<ScrollPane>query();
    assertTrue(
        ask(() -> body.getContent().getLayoutBounds().getHeight())
            <= ask(() -> body.getViewportBounds().getHeight()) + 1,
        "its last line stands without scrolling");
    pictures("draw-record");
    page.close().choose("马建国");
    pictures("draw-after");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }
}
