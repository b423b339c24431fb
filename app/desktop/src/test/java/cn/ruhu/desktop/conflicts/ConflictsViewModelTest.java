package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.DistrictDouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictsViewModelTest extends ConflictScene {
  @Test
  void bothValuesStandWithTheirAuthors() {
    Dispute d = model.disputes.getFirst();
    assertEquals("张桂兰", d.subject());
    assertEquals("周敏", d.keptBy());
    assertEquals("林晓东", d.offeredBy());
    assertTrue(d.mine());
    assertEquals(
        List.of(new Dispute.Line("工资薪金 · 申报", "1,500.00 元", "1,800.00 元", "2,300.00 元")),
        d.lines());
  }

  @Test
  void takingWritesTheLaterValueAndKeepsTheConflictReadable() {
    model.pick(Pick.TAKE);
    model.reason.set("已看工资单");
    model.settle();
    assertEquals("230000", now(WAGE).text("declared"));
    assertEquals("RESOLVED", now(CONFLICT).text("state"));
    assertEquals("TAKE", now(CONFLICT).text("choice"));
    assertEquals("180000", now(CONFLICT).text("kept.declared"));
    assertEquals("已看工资单", now(CONFLICT).text("resolveReason"));
    assertEquals(0, model.waiting.get());
    assertEquals("resolve", at.store().journal().entries().getLast().op().kind());
  }

  @Test
  void whoConfirmsTwiceSettlesOnce() {
    var late = new LateBackground();
    var screen = new ConflictsViewModel(at.desk(), new DistrictDouble(at), late, Text.chinese());
    screen.refresh();
    late.settle();
    screen.pick(Pick.KEEP);
    assertTrue(screen.settle());
    assertFalse(screen.settle(), "the first is on its way");
    late.settle();
    assertEquals(1, at.store().journal().entries().size());
    assertEquals(0, screen.waiting.get());
  }

  @Test
  void aRecordSomebodyTookAwayDoesNotComeBackWithTheLaterValue() throws Exception {
    at.desk().save("save", "", false, List.of(RecordChange.delete(now(WAGE))));
    model.refresh();
    assertFalse(model.pick(Pick.TAKE));
    assertEquals("conflicts.take.stale", model.current.get().hindrance(Pick.TAKE));
    settle(Pick.KEEP);
    model.shelf.set(Shelf.SETTLED);
    assertEquals("conflicts.undo.stale", model.current.get().hindrance(Pick.UNDO));
  }

  @Test
  void keepingChangesNothingButTheConflict() {
    model.pick(Pick.KEEP);
    model.settle();
    assertEquals("180000", now(WAGE).text("declared"));
    assertEquals("KEEP", now(CONFLICT).text("choice"));
    assertEquals(1, at.store().journal().entries().getLast().op().changes().size());
  }

  @Test
  void theReviewerOfTheStreetSettlesWhatThePersonAskedNoLongerCan(@TempDir Path desk)
      throws Exception {
    try (TestDesk reviewer = TestDesk.reviewer(desk)) {
      reviewer.receive(records());
      var screen =
          new ConflictsViewModel(
              reviewer.desk(), new DistrictDouble(reviewer), Background.inline(), Text.chinese());
      screen.refresh();
      assertFalse(screen.disputes.getFirst().mine());
      assertTrue(screen.disputes.getFirst().may());
      screen.pick(Pick.TAKE);
      screen.settle();
      assertEquals(0, screen.waiting.get());
      var op = reviewer.store().journal().entries().getLast().op();
      assertEquals(
          List.of(CONFLICT.toString()),
          op.changes().stream().map(c -> c.id().toString()).toList(),
          "the declared value is the window's section: the district writes it");
    }
  }

  @Test
  void whoIsNeitherAskedNorAReviewerSettlesNothing(@TempDir Path desk) throws Exception {
    try (TestDesk visitor = TestDesk.investigator(desk)) {
      visitor.receive(records());
      var screen =
          new ConflictsViewModel(
              visitor.desk(), new DistrictDouble(visitor), Background.inline(), Text.chinese());
      screen.refresh();
      assertFalse(screen.disputes.getFirst().may());
      screen.pick(Pick.KEEP);
      screen.settle();
      assertEquals(1, screen.waiting.get());
      assertTrue(visitor.store().journal().entries().isEmpty());
    }
  }

  @Test
  void whatWasSettledSurvivesAPowerCut() throws Exception {
    model.pick(Pick.TAKE);
    model.settle();
    at.restart();
    assertEquals("230000", now(WAGE).text("declared"));
  }

  @Test
  void theOldestQuestionStandsFirstAndOnesOwnAreAListOfTheirOwn() throws Exception {
    at.receive(
        question(1, "2026-11-22T07:20:00Z", Map.of()),
        question(2, "2026-11-18T07:20:00Z", Map.of("askedOf", TestDesk.SECOND.toString())),
        question(3, "2026-11-19T07:20:00Z", Map.of()));
    model.refresh();
    assertEquals(
        List.of(new UUID(3, 2), new UUID(3, 3), CONFLICT, new UUID(3, 1)),
        model.disputes.stream().map(Dispute::id).toList());
    assertEquals(4, model.waiting.get());
    assertEquals(3, model.mine.get());
    model.shelf.set(Shelf.MINE);
    assertEquals(
        List.of(new UUID(3, 3), CONFLICT, new UUID(3, 1)),
        model.disputes.stream().map(Dispute::id).toList());
    assertEquals(4, model.waiting.get(), "the rail counts all");
  }

  @Test
  void aQuestionSaysWhomItIsPutToAndWhyThatPerson() throws Exception {
    CaseRecord application = now(CASE).with("clerk", TestDesk.CLERK.toString());
    at.receive(
        application,
        of(
            RecordType.ASSIGNMENT,
            new UUID(1, 7),
            Map.of("application", CASE.toString(), "assignedBy", TestDesk.REVIEWER.toString())),
        question(1, "2026-11-01T00:00:00Z", Map.of("keptAuthor", TestDesk.SECOND.toString())),
        question(
            2,
            "2026-11-02T00:00:00Z",
            Map.of("kind", "LATE", "askedOf", TestDesk.REVIEWER.toString())),
        question(3, "2026-11-03T00:00:00Z", Map.of("askedOf", "")),
        question(4, "2026-11-04T00:00:00Z", Map.of("askedOf", TestDesk.SECOND.toString())));
    model.refresh();
    assertEquals(
        List.of(
            "周敏（窗口经办）是本案的经办人；本街道审核人员和区级人员也可以定",
            "何志强（街镇审核）派查是其安排的，修改到得太晚",
            "没有指定的人：由能填写这一项的岗位、本街道审核人员或区级人员来定",
            "孟玉兰（第三方核查员）由区里指定；本街道审核人员和区级人员也可以定",
            "周敏（窗口经办）现在的值是其填写的；本街道审核人员和区级人员也可以定"),
        model.disputes.stream().map(d -> d.asking().who() + d.asking().why()).toList());
  }

  @Test
  void theCaseIsWorkedOnWhileItsQuestionIsOpen() throws Exception {
    at.desk().edit(now(CASE), now(CASE).with("phone", "13800000009"));
    at.desk().edit(now(WAGE), now(WAGE).with("label", "超市"));
    model.refresh();
    assertEquals(1, model.waiting.get());
    settle(Pick.TAKE);
    assertEquals("超市", now(WAGE).text("label"));
    assertEquals("230000", now(WAGE).text("declared"));
    assertEquals("13800000009", now(CASE).text("phone"));
  }
}
