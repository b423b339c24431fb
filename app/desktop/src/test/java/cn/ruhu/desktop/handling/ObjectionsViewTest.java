package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Objections.Objection;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two objections to one notice: each is settled by itself, by keys.
class ObjectionsViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandledCase one;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.reviewer(home.resolve("m"));
    one = new HandledCase(31, LocalDate.of(2026, 11, 9), "赵德福", "DB").opinions(Map.of("DB", true));
    one.objected("李某，电话 62123456", "称其女儿在外地有房出租，每月收租金");
    one.objectedToo("匿名来信", "称其有一辆轿车");
    desk.receive(one.files(), one.records());
    return HandlingPage.screen(kit, desk.desk(), "窗口打印机");
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private List<Objection> objections() {
    CaseFile file = desk.desk().caseFile(one.id);
    return Objections.all(file);
  }

  private boolean asks(String field) {
    return ask(() -> lookup("#handling-" + field).tryQuery().filter(Node::isVisible).isPresent());
  }

  /// As in a case that was withdrawn: nobody waits for an answer, and there is none.
  @Test
  void oneNobodyAnsweredIsNotSaidToBeAnswered() {
    CaseFile file =
        CaseFile.of(
            Stream.of(one.records())
                .map(r ->
                    r.type() == RecordType.APPLICATION
                        ? r.with("stage", Stage.WITHDRAWN.name())
                        : r)
                .toList());
    List<String> said =
        ask(() ->
            Objections.all(file).stream()
                .map(o -> "#handling-objection-" + o.id())
                .map(ObjectionsCard.of(kit, file).orElseThrow()::lookup)
                .map(badge -> ((Label) badge).getText())
                .toList());
    assertEquals(List.of(kit.t("handling.objection.left"), kit.t("handling.objection.left")), said);
  }

  @Test
  void eachIsSettledWithItsOwnOutcomeAndTheLastBringsTheOpinions() {
    var page = new HandlingPage(this);
    page.choose("赵德福");
    pictures("handling-objections");
    assertEquals(List.of(), cutAtTwice("handling-objections"));
    page.open("SETTLE");
    assertEquals(false, asks("scheme-DB"), "the other one is still open");
    page.pick("which", "匿名").pick("result", "3").type("reason", "车已于2025年报废注销");
    pictures("handling-settle-one");
    assertEquals(List.of(), cutAtTwice("handling-settle-one"));
    page.finish();
    until("settled", () -> objections().stream().anyMatch(o -> o.settled().isPresent()));
    assertEquals(List.of("", "3"), objections().stream().map(Objection::result).toList());
    page.choose("赵德福").open("SETTLE");
    assertEquals(true, asks("scheme-DB"));
    page.pick("result", "2").type("reason", "有房一间，租金已计入");
    pictures("handling-settle-last");
    page.finish();
    until("all", () -> objections().stream().allMatch(o -> o.settled().isPresent()));
    assertEquals(List.of("2", "3"), objections().stream().map(Objection::result).toList());
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }
}
