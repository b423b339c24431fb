package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
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
import java.util.UUID;
import javafx.scene.Parent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chief stops what a household gives up.
class StoppingViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;

  private static HandledCase paid() {
    var paid = new HandledCase(51, LocalDate.of(2026, 9, 7), "赵德福", "DB");
    paid.opinions(Map.of("DB", true)).notice().decisions(Map.of("DB", true));
    Map<String, String> letter =
        Map.of("subject", "N05", "reason", "DB", "value", "海北下关准〔2026〕017-0021号");
    paid.put(
        paid.fact(GateKind.LETTER_ISSUED, TestDesk.CLERK, letter),
        paid.fact(GateKind.DELIVERED, TestDesk.CLERK, letter));
    paid.act(Act.LETTER, Actor.system()).days(30);
    return paid.put(
        CaseRecord.of(
                RecordType.CHANGE_REPORT,
                new UUID(51, 900),
                TestDesk.STREET,
                paid.id,
                Map.of("application", paid.id.toString(), "kind", "EXIT", "state", "NOTED"))
            .with("number", "海北下关变〔2026〕001-0007号")
            .with("reportedAt", paid.now().toString())
            .with("by", TestDesk.CLERK.toString())
            .with("ruledBy", TestDesk.REVIEWER.toString())
            .with("ruledAt", paid.now().toString())
            .with("ruling", "儿子接去同住并负担生活,本人书面申请退出,已当面核对")
            .with("effectiveMonth", "2026-12"));
  }

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.open(home.resolve("m"), HandledCase.CHIEF, "周主任", Role.STREET_CHIEF);
    HandledCase paid = paid();
    desk.pass(Duration.between(desk.desk().now(), paid.now().plus(Duration.ofDays(2))));
    desk.receive(paid.files(), paid.records());
    desk.receive(PrintedCase.pageKey());
    return HandlingPage.screen(kit, desk.desk(), "签批打印机");
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void whatTheStreetJudgedIsDecidedByKeyboardAndPrinted() {
    var page = new HandlingPage(this);
    page.choose("赵德福");
    pictures("stopping");
    assertEquals(List.of(), cutAtTwice("stopping"));
    page.open("STOP");
    pictures("stopping-card");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.finish();
    until("stopped", () -> page.stage().equals("已停止"));
    until("owed", () -> !page.letter("N07", "DB").isEmpty());
    pictures("stopping-decided");
    page.print("N07", "DB");
    pictures("stopping-letter");
    assertTrue(
        desk.desk()
            .caseFile(desk.desk().applications().getFirst().id())
            .decision("DB")
            .isPresent());
  }
}
