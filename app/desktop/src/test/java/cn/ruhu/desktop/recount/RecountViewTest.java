package cn.ruhu.desktop.recount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.handling.PaidHousehold;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A standard that was announced late reaches the households that are paid by the older one: by
/// keys alone, each with a decision of its own, and who was paid another amount is looked at
/// singly.
class RecountViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk at;
  private RecountViewModel model;
  private final List<PaidHousehold> plain =
      List.of(
          new PaidHousehold(51, LocalDate.of(2026, 9, 7), "赵德福"),
          new PaidHousehold(52, LocalDate.of(2026, 9, 7), "钱桂香"));
  private final PaidHousehold other =
      new PaidHousehold(53, LocalDate.of(2026, 9, 7), "孙有才").paying("62000");

  private static CaseRecord later() {
    return CaseRecord.of(
        RecordType.STANDARD,
        new UUID(0x0190_0000_0000_7000L, 977),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name", "DIBAO",
            "effective", "2026-10",
            "valueFen", "157500",
            "source", "京民社救发〔2026〕88号",
            "confirmed", "true"));
  }

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.open(home.resolve("m"), PaidHousehold.CHIEF, "周主任", Role.STREET_CHIEF);
    for (PaidHousehold p : List.of(plain.get(0), plain.get(1), other))
      at.receive(p.files(), p.records());
    at.pass(Duration.between(at.desk().now(), other.now().plus(Duration.ofDays(2))));
    at.receive(later());
    model = new RecountViewModel(at.desk(), kit.background());
    var view = new RecountView(kit, model, _ -> {});
    kit.shortcuts().use("recount.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @Test
  void aLateStandardIsDecidedForManyByKeysAndEachKeepsItsOwnRecord() {
    until("the list is there", () -> model.rows.size() == 3);
    RecountRow first = ask(() -> model.rows.getFirst());
    assertTrue(first.harmless());
    assertEquals(Fen.ofYuan(600), first.before());
    assertEquals(Fen.ofYuan(675), first.after());
    RecountRow last = ask(() -> model.rows.getLast());
    assertEquals("孙有才", last.applicant());
    assertEquals(List.of("RECOUNT_OTHER"), last.against().stream().map(h -> h.code()).toList());
    pictures("recount");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    push(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN));
    until("nobody is marked", () -> problem().startsWith("还没有选中"));
    push(new KeyCodeCombination(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN));
    until("the harmless ones are marked", () -> model.marked.size() == 2);
    push(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN));
    until("the ground is missing", () -> problem().startsWith("没有写调整依据"));
    write("jms88");
    pictures("recount-marked");
    assertEquals(List.of(), cutAtTwice("recount-marked"));
    push(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN));
    until("decided", () -> model.rows.size() == 1 && !model.busy.get());
    for (PaidHousehold p : plain) {
      CaseFile file = at.desk().caseFile(p.id());
      CaseRecord d = file.decision("DB").orElseThrow();
      assertEquals("67500", d.text("monthlyFen"));
      assertEquals("jms88", d.text("reasonText"));
      assertFalse(d.text("computed").isEmpty(), "how it was computed stays with it");
      assertEquals("ADJUST", file.lastEvent("ADJUST").orElseThrow().text("act"));
      assertEquals("C05", file.lastEvent("ADJUST").orElseThrow().text("detail"));
      assertEquals(List.of("N07"), Letter.of(file).stream().map(Letter::paper).toList());
    }
    assertEquals(
        "62000", at.desk().caseFile(other.id()).decision("DB").orElseThrow().text("monthlyFen"));
    pictures("recount-done");
  }

  private String problem() {
    return lookup("#recount-reason-problem").<Labeled>query().getText();
  }
}
