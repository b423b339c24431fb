package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.DistrictDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoTest extends ConflictScene {
  private List<String> kinds() {
    return at.store().journal().entries().stream().map(e -> e.op().kind()).toList();
  }

  @Test
  void aSettlementIsTakenBackAsAnActOfItsOwnAndTheHistoryTellsBoth() {
    settle(Pick.TAKE);
    at.pass(Duration.ofMinutes(5));
    model.takeBack();
    assertEquals(Shelf.SETTLED, model.shelf.get());
    assertEquals(Pick.UNDO, model.picked.get());
    assertEquals("230000", now(WAGE).text("declared"), "meant is not done");
    model.reason.set("看错了单子");
    assertTrue(model.settle());
    assertEquals("180000", now(WAGE).text("declared"));
    assertEquals("OPEN", now(CONFLICT).text("state"));
    assertEquals("", now(CONFLICT).text("choice"));
    assertEquals(List.of("resolve", "resolve.undo"), kinds());
    assertEquals(Shelf.OPEN, model.shelf.get());
    assertEquals(1, model.waiting.get());
    assertEquals(
        List.of(
            "2026-11-23 09:30  周敏（窗口经办）：采用 2,300.00 元；理由：看过材料",
            "2026-11-23 09:35  周敏（窗口经办）：撤回；理由：看错了单子"),
        model.current.get().course().history());
    settle(Pick.KEEP);
    assertEquals("KEEP", now(CONFLICT).text("choice"));
  }

  @Test
  void aThirdValueIsTakenBackToWhatStoodBefore() {
    model.pick(Pick.OTHER);
    model.type("declared", "2050");
    model.reason.set("工资单");
    model.settle();
    model.takeBack();
    assertEquals("2,050.00 元", model.current.get().course().left());
    assertTrue(model.settle());
    assertEquals("180000", now(WAGE).text("declared"));
  }

  @Test
  void aThirdNumberIsTakenBackWithWhatFollowedFromIt() throws Exception {
    at.receive(
        of(
            RecordType.PERSON,
            PERSON,
            Map.of(
                "name", "张桂兰",
                "idNumber", "110101199003077758",
                "birthDate", "1990-03-07",
                "sex", "1")),
        identity());
    model.refresh();
    model.current.set(find("idNumber"));
    model.pick(Pick.OTHER);
    model.type("idNumber", "11010519491231002X");
    model.reason.set("户口簿");
    assertTrue(model.settle());
    assertEquals("1949-12-31", now(PERSON).text("birthDate"));
    model.takeBack();
    assertTrue(model.settle());
    assertEquals("110101199003077758", now(PERSON).text("idNumber"));
    assertEquals("1990-03-07", now(PERSON).text("birthDate"));
    assertEquals("1", now(PERSON).text("sex"));
  }

  @Test
  void aThirdRulingIsTakenBackWithTheNameUnderIt(@TempDir Path desk) throws Exception {
    try (TestDesk reviewer = TestDesk.reviewer(desk)) {
      reviewer.receive(records());
      var f = new TreeMap<>(conflict());
      f.keySet().removeIf(k -> k.endsWith(".declared"));
      f.put("group", "adopted");
      f.put("kept.adopted", "180000");
      f.put("kept.adoptedBy", TestDesk.SECOND.toString());
      f.put("kept.adoptReason", "工资单");
      f.put("offered.adopted", "230000");
      f.put("offered.adoptedBy", TestDesk.FIRST.toString());
      CaseRecord ruled =
          now(WAGE)
              .with("adopted", "180000")
              .with("adoptedBy", TestDesk.SECOND.toString())
              .with("adoptReason", "工资单");
      reviewer.receive(ruled, of(RecordType.CONFLICT, CONFLICT, f));
      var screen =
          new ConflictsViewModel(
              reviewer.desk(), new DistrictDouble(reviewer), Background.inline(), Text.chinese());
      screen.refresh();
      assertTrue(screen.pick(Pick.OTHER));
      screen.type("adopted", "2050");
      screen.type("adoptReason", "");
      screen.reason.set("流水");
      assertTrue(screen.settle());
      CaseRecord third = reviewer.store().record(WAGE).orElseThrow();
      assertEquals(TestDesk.REVIEWER.toString(), third.text("adoptedBy"));
      assertEquals("", third.text("adoptReason"));
      screen.takeBack();
      assertEquals("", screen.current.get().hindrance(Pick.UNDO));
      assertTrue(screen.settle());
      assertEquals(ruled, reviewer.store().record(WAGE).orElseThrow());
    }
  }

  @Test
  void whatWasChangedAfterTheSettlementIsNotTakenBackAndSaysSo() throws Exception {
    settle(Pick.TAKE);
    at.desk().edit(now(WAGE), now(WAGE).with("declared", "240000"));
    model.shelf.set(Shelf.SETTLED);
    Dispute d = model.current.get();
    assertEquals("conflicts.undo.stale", d.hindrance(Pick.UNDO));
    assertFalse(model.pick(Pick.UNDO));
    assertEquals("240000", now(WAGE).text("declared"));
  }

  @Test
  void theReviewerTakesBackWhatTheWindowSettledAndTheDistrictWritesIt(@TempDir Path desk)
      throws Exception {
    try (TestDesk reviewer = TestDesk.reviewer(desk)) {
      settle(Pick.TAKE);
      reviewer.receive(records());
      reviewer.receive(now(WAGE), now(CONFLICT));
      var screen =
          new ConflictsViewModel(
              reviewer.desk(), new DistrictDouble(reviewer), Background.inline(), Text.chinese());
      screen.shelf.set(Shelf.SETTLED);
      screen.takeBack();
      assertTrue(screen.settle());
      var op = reviewer.store().journal().entries().getLast().op();
      assertEquals("resolve.undo", op.kind());
      assertEquals(1, op.changes().size(), "the declared value is the window's section");
    }
  }

  @Test
  void aSettledQuestionIsNotSettledOnceMoreBeforeItIsTakenBack() {
    settle(Pick.KEEP);
    model.shelf.set(Shelf.SETTLED);
    assertFalse(model.pick(Pick.TAKE));
    assertEquals("conflicts.settled", model.current.get().hindrance(Pick.KEEP));
  }

  @Test
  void takingBackWithNothingSettledListsTheSettledOnes() {
    model.takeBack();
    assertEquals(Shelf.SETTLED, model.shelf.get());
    assertEquals(List.of(), model.disputes);
    assertNull(model.picked.get());
  }
}
