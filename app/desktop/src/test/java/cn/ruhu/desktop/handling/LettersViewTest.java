package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.PrintedCase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javafx.scene.Parent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was decided and has not reached the applicant.
class LettersViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
    var both = new HandledCase(41, LocalDate.of(2026, 11, 2), "赵德福", "DB,DS");
    both.opinions(Map.of("DB", false, "DS", true)).notice();
    both.decisions(Map.of("DB", false, "DS", true));
    both.put(
        both.fact(
            GateKind.LETTER_ISSUED,
            TestDesk.CLERK,
            Map.of("subject", "N05", "reason", "DS", "value", "海北下关准〔2026〕017-0021号")),
        both.page("D24"));
    var open = new HandledCase(42, LocalDate.of(2026, 11, 2), "孙玉梅", "DB");
    open.opinions(Map.of("DB", true));
    desk.pass(Duration.between(desk.desk().now(), both.now().plus(Duration.ofDays(2))));
    desk.receive(both.files(), both.records());
    desk.receive(open.files(), open.records());
    desk.receive(PrintedCase.pageKey());
    return HandlingPage.screen(kit, desk.desk(), "窗口打印机");
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void aPrintedLetterIsOnRecordOnceAndAFiledReceiptProvesItsDelivery() {
    var page = new HandlingPage(this);
    page.choose("赵德福").chip("UNDELIVERED");
    assertEquals(List.of("赵德福"), page.applicants());
    pictures("letters");
    assertEquals(List.of(), cutAtTwice("letters"));
    page.print("N06", "DB").print().close();
    until("issued", () -> page.letter("N06", "DB").equals("已出具，未送达"));
    page.open("DELIVERED").pick("letter", "pzqr");
    assertTrue(page.filed().startsWith("用已归档的《送达回证》"), page::filed);
    pictures("letters-delivery");
    page.finish();
    until("delivered", () -> page.letter("N05", "DS").equals("已送达"));
    pictures("letters-delivered");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }
}
