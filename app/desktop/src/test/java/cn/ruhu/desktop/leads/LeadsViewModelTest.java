package cn.ruhu.desktop.leads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.leads.LeadsViewModel.Chip;
import cn.ruhu.desktop.work.IntakeDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadsViewModelTest {
  @TempDir Path home;

  private static LeadsViewModel open(TestDesk at) throws Exception {
    at.receive(LeadsScene.records());
    var model = new LeadsViewModel(at.desk(), Background.inline());
    model.refresh();
    return model;
  }

  private static CaseRecord lead(TestDesk at, UUID id) {
    return at.store().record(id).orElseThrow();
  }

  private static List<String> kinds(TestDesk at) {
    return at.store().journal().entries().stream().map(e -> e.op().kind()).toList();
  }

  @Test
  void whatIsDueFirstStandsAboveAndTheRailCountsWhatIsDue() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      assertEquals(List.of("陈䶮", "", "解桂芬"), LeadsScene.names(model));
      assertEquals(2, model.due.get(), "one late, one urgent today; the answer has two days");
      model.chip.set(Chip.CONTACT);
      assertEquals(List.of("陈䶮", ""), LeadsScene.names(model));
      model.chip.set(Chip.ANSWER);
      assertEquals(List.of("解桂芬"), LeadsScene.names(model));
      model.chip.set(Chip.ALL);
      assertEquals("古力娜扎·买买提", LeadsScene.names(model).getLast());
      at.pass(Duration.ofDays(3));
      model.refresh();
      assertEquals(3, model.due.get());
    }
  }

  @Test
  void aContactIsRecordedInTheOwnNameAndTakenBack() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.LATE);
      model.contact("本人在家，腿伤不便，下午上门。");
      assertEquals(TestDesk.CLERK.toString(), lead(at, LeadsScene.LATE).text("contactedBy"));
      assertEquals("陈䶮", model.selected.get().lead().text("personName"), "it stays in hand");
      assertNotNull(model.undo.get());
      model.undo("撤销");
      assertEquals("", lead(at, LeadsScene.LATE).text("contactedAt"));
      assertNull(model.undo.get());
      assertEquals(List.of("lead.contact", "lead.undo"), kinds(at));
    }
  }

  @Test
  void aLeadIsGivenToAColleagueOrACommunityAndComesBack() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.LATE);
      model.dispatch(LeadsScene.OTHER_CLERK.toString(), "请今天上门", "2026-11-26");
      CaseRecord given = lead(at, LeadsScene.LATE);
      assertEquals("DISPATCHED", given.text("state"));
      assertEquals("许静", model.selected.get().handler());
      assertEquals(1, model.selected.get().unanswered().size());
      model.dispatch("知春里社区", "请网格员先看", "2026-11-26");
      assertEquals("知春里社区", model.selected.get().handler());
      model.undo("操作撤销");
      assertEquals("许静", model.selected.get().handler());
      assertEquals(1, model.selected.get().unanswered().size(), "the second slip is recalled");
    }
  }

  @Test
  void whatIsReferredIsSignedForAndAnswered() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.LATE);
      var printed = new ArrayList<CaseRecord>();
      model.refer("99", "红枫妇女热线", "独居，三天没有出门。", "2026-11-30", printed::add);
      assertEquals("红枫妇女热线", printed.getFirst().text("toName"));
      UUID slip = printed.getFirst().id();
      model.answer(slip, "王社工", "", "2026-11-23");
      assertEquals("RECEIVED", lead(at, slip).text("state"));
      model.answer(slip, "", "已上门，老人平安。", "2026-11-23");
      CaseRecord answered = lead(at, slip);
      assertEquals("ANSWERED", answered.text("state"));
      assertEquals("王社工", answered.text("receivedBy"));
      model.undo("x");
      assertEquals("RECEIVED", lead(at, slip).text("state"));
      model.recall(slip, "转错单位");
      assertEquals("RECALLED", lead(at, slip).text("state"));
    }
  }

  @Test
  void aMoveLeavesTheOldHalfHereAndTheNewOneOutOfSight() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.LATE);
      model.move("110108010", "x", "住在该街道");
      assertEquals("MOVED", lead(at, LeadsScene.LATE).text("state"));
      CaseRecord there =
          at.store().all(RecordType.LEAD).stream()
              .filter(r -> r.text("street").equals("110108010"))
              .findFirst()
              .orElseThrow();
      assertEquals(LeadsScene.LATE.toString(), there.text("movedFrom"));
      assertTrue(there.text("number").contains("线〔2026〕001-0001号"), there.text("number"));
      model.chip.set(Chip.ALL);
      assertEquals(4, model.rows.size(), "the other street's is in no list here");
      assertNull(model.undo.get());
    }
  }

  @Test
  void aCaseIsOpenedWithWhatTheLeadKnowsAndTheLeadEndsInIt() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.LATE);
      var opened = new ArrayList<UUID>();
      model.openCase(opened::add);
      IntakeDraft draft =
          IntakeDraft.read(
              at.store().drafts().get(IntakeDraft.key(opened.getFirst())).orElseThrow());
      CaseRecord person =
          draft.workRecords().stream()
              .filter(r -> r.type() == RecordType.PERSON)
              .findFirst()
              .orElseThrow();
      assertEquals("陈䶮", person.text("name"));
      assertEquals("1952-03-07", person.text("birthDate"));
      CaseRecord application = draft.workRecords().getFirst();
      assertEquals("13800000001", application.text("phone"));
      assertEquals("大慧寺路8号1号楼", application.text("residenceAddress"));
      model.openCase(opened::add);
      assertEquals(opened.get(0), opened.get(1), "asked again it is the same draft");
      model.refresh();
      assertEquals("NEW", lead(at, LeadsScene.LATE).text("state"), "nothing was saved yet");
      at.receive(application);
      model.refresh();
      CaseRecord ended = lead(at, LeadsScene.LATE);
      assertEquals("CASE", ended.text("state"));
      assertEquals(opened.getFirst().toString(), ended.text("application"));
      assertFalse(at.store().drafts().keys().stream().anyMatch(k -> k.startsWith("lead-case:")));
    }
  }

  @Test
  void anEndHasAReasonAndIsTakenBackByWhoEndedItOrTheReviewer() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.GIVEN);
      model.close("子女已接回照料。");
      assertEquals("CLOSED", lead(at, LeadsScene.GIVEN).text("state"));
      model.bring(LeadsScene.GIVEN);
      model.reopen();
      assertEquals("DISPATCHED", lead(at, LeadsScene.GIVEN).text("state"), "it is whose it was");
      model.bring(LeadsScene.ENDED);
      model.reopen();
      assertEquals("CLOSED", lead(at, LeadsScene.ENDED).text("state"), "somebody else ended it");
      assertNotNull(model.refused.get());
    }
    try (TestDesk at = TestDesk.reviewer(home.resolve("r"))) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.ENDED);
      model.reopen();
      assertEquals("NEW", lead(at, LeadsScene.ENDED).text("state"));
    }
  }

  @Test
  void whatSomebodyElseWentOnFromIsNotTakenBack() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      LeadsViewModel model = open(at);
      model.bring(LeadsScene.LATE);
      model.dispatch("知春里社区", "请先看", "2026-11-26");
      LeadUndo last = model.undo.get();
      CaseRecord now = lead(at, LeadsScene.LATE);
      at.desk().edit(now, now.with("handler", LeadsScene.OTHER_CLERK.toString()));
      assertTrue(last.back(at.desk(), "x").isEmpty());
    }
  }
}
