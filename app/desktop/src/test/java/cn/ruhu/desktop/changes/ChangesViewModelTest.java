package cn.ruhu.desktop.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeState;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesViewModelTest {
  @TempDir Path home;

  private static CounterViewModel counter(TestDesk at) {
    return new CounterViewModel(new ReportDesk(at.desk()), Background.inline());
  }

  private static ChangesViewModel list(TestDesk at) {
    var model = new ChangesViewModel(new ReportDesk(at.desk()), Background.inline());
    model.refresh();
    return model;
  }

  private TestDesk clerk() throws Exception {
    TestDesk at = TestDesk.clerk(home.resolve("clerk"));
    at.receive(ChangesScene.records());
    return at;
  }

  private static CaseRecord application(TestDesk at, UUID id) {
    return at.store().record(id).orElseThrow();
  }

  private static List<CaseRecord> reports(TestDesk at) {
    return at.store().all(RecordType.CHANGE_REPORT);
  }

  private static String wrong(CounterViewModel model, String field) {
    var found = model.problems.get(field);
    return found == null ? "" : found.key();
  }

  private static CounterViewModel death(TestDesk at) {
    CounterViewModel model = counter(at);
    model.open(ChangesScene.FAMILY);
    model.choose(ChangeKind.DEATH);
    model.type("member", ChangesScene.member(1).toString());
    model.type("happenedOn", "2026-11-20");
    model.type("successor", ChangesScene.member(2).toString());
    assertTrue(model.file());
    return model;
  }

  @Test
  void aHouseholdIsFoundByWhateverOneRemembers() throws Exception {
    try (TestDesk at = clerk()) {
      CounterViewModel model = counter(at);
      for (String query : List.of("张建国", "zjg", "zhangxiaobao", "lxy")) {
        model.find(query);
        assertEquals(
            List.of(ChangesScene.FAMILY),
            model.hits.stream().map(FoundHome::application).toList(),
            query);
      }
      String number = at.store().record(ChangesScene.person(3)).orElseThrow().text("idNumber");
      model.findOne(number.substring(14));
      assertEquals(ChangesScene.FAMILY, model.home.get().application().orElseThrow().id());
      model.leave();
      model.ofCard(number);
      assertEquals(ChangesScene.FAMILY, model.home.get().application().orElseThrow().id());
      model.leave();
      model.findOne("nobody");
      assertEquals("changes.find.nobody", model.refusal.get().key());
      model.open(ChangesScene.OVER);
      assertNull(model.home.get());
      assertEquals("changes.find.over", model.refusal.get().key());
    }
  }

  @Test
  void anotherAccountIsInTheFileAtOnceAndTheOldOneInTheReport() throws Exception {
    try (TestDesk at = clerk()) {
      CounterViewModel model = counter(at);
      model.open(ChangesScene.FAMILY);
      model.choose(ChangeKind.BANK);
      assertEquals("张建国", model.typed.get("bankHolder"));
      model.type("bankName", "农业银行");
      model.type("bankAccount", "4111111111111112");
      assertFalse(model.file());
      assertEquals("changes.wrong.ACCOUNT_CHECK", wrong(model, "bankAccount"));
      model.type("bankAccount", ChangesScene.CARD);
      model.seen("D28", true);
      int waited = at.store().waiting().ops();
      assertTrue(model.file());
      assertEquals(waited + 1, at.store().waiting().ops(), "one op");
      CaseRecord report = reports(at).getFirst();
      assertEquals(ChangesScene.CARD, application(at, ChangesScene.FAMILY).text("bankAccount"));
      assertEquals("工商银行 张建国 6222020200112233446", report.text("oldBank"));
      assertEquals("D28", report.text("evidence"));
      assertTrue(report.text("number").contains("\u53d8\u30142026\u3015"), report.text("number"));
      assertEquals(at.desk().actor().staff(), report.ref("recordedBy").orElseThrow());
      model.receipted();
      ChangesViewModel list = list(at);
      list.choose(list.rows.getFirst());
      assertFalse(list.mayTakeBack(), "what is written is corrected by another report");
    }
  }

  @Test
  void whatIsTypedSurvivesLeavingAndThePowerCut() throws Exception {
    try (TestDesk at = clerk()) {
      CounterViewModel model = counter(at);
      model.open(ChangesScene.FAMILY);
      model.choose(ChangeKind.INCOME);
      model.type("member", ChangesScene.member(1).toString());
      model.left("member");
      model.type("newFen", "一千二");
      model.left("newFen");
      assertEquals("changes.wrong.AMOUNT_NOT_DIGITS", wrong(model, "newFen"));
      model.leave();
      at.restart();
      ChangesViewModel list = list(at);
      assertEquals(
          List.of(ChangesScene.FAMILY), list.begun.stream().map(FoundHome::application).toList());
      CounterViewModel again = counter(at);
      again.open(ChangesScene.FAMILY);
      assertEquals(ChangeKind.INCOME, again.kind.get());
      assertEquals("一千二", again.typed.get("newFen"), "even what is no value yet");
      again.type("newFen", "1200");
      again.type("newText", "保安");
      again.type("happenedOn", "2026-11-01");
      assertTrue(again.file());
      list.refresh();
      assertEquals(List.of(), list.begun, "what is filed is no draft any more");
      CaseRecord report = reports(at).getFirst();
      assertEquals("120000", report.text("newFen"));
      assertEquals("180000", report.text("oldFen"));
    }
  }

  @Test
  void aDraftThatIsNotReportedAfterAllIsGone() throws Exception {
    try (TestDesk at = clerk()) {
      CounterViewModel model = counter(at);
      model.open(ChangesScene.FAMILY);
      model.choose(ChangeKind.PHONE);
      model.discard();
      assertNull(model.home.get());
      assertEquals(List.of(), list(at).begun);
    }
  }

  @Test
  void theStreetReviewsAndTheWindowWritesWhoIsInTheHousehold() throws Exception {
    CaseRecord told;
    try (TestDesk at = clerk()) {
      death(at);
      told = reports(at).getFirst();
      assertEquals(
          "1", at.store().record(ChangesScene.member(1)).orElseThrow().text("livingTogether"));
      assertEquals("张建国", told.text("personName"));
    }
    CaseRecord ruled;
    try (TestDesk at = TestDesk.reviewer(home.resolve("reviewer"))) {
      at.receive(ChangesScene.records());
      at.receive(told);
      ChangesViewModel model = list(at);
      assertEquals(1, model.waiting.get());
      model.choose(model.rows.getFirst());
      assertEquals(
          List.of(ChangeState.REVIEW, ChangeState.NOTED, ChangeState.CLOSED), model.rulings());
      assertFalse(model.rule());
      assertEquals("changes.problem.ruling", model.problem.get().key());
      model.ruling.set("REVIEW");
      assertFalse(model.rule());
      assertEquals("changes.problem.words", model.problem.get().key());
      model.words.set("死亡证明属实");
      assertTrue(model.rule());
      assertEquals("REVIEWING", application(at, ChangesScene.FAMILY).text("stage"));
      ruled = reports(at).getFirst();
      assertEquals("REVIEW", ruled.text("state"));
      assertEquals("2026-12", ruled.text("effectiveMonth"));
      assertEquals(0, model.waiting.get());
    }
    try (TestDesk at = TestDesk.clerk(home.resolve("clerk2"))) {
      at.receive(ChangesScene.records());
      at.receive(ruled);
      ChangesViewModel model = list(at);
      assertEquals(1, model.waiting.get());
      model.choose(model.rows.getFirst());
      assertTrue(model.mayEnter());
      assertTrue(model.enter());
      assertEquals(
          "7", at.store().record(ChangesScene.member(1)).orElseThrow().text("livingTogether"));
      assertEquals("2", application(at, ChangesScene.FAMILY).text("familySize"));
      assertEquals(0, model.waiting.get());
      model.choose(model.rows.getFirst());
      assertTrue(model.mayFollow(), "the successor's case is still to be named");
      model.words.set("110108 07 2026 001 99999 1");
      assertTrue(model.follow());
      assertEquals("changes.problem.next", model.problem.get().key());
      model.words.set(application(at, ChangesScene.WIDOW).text("number"));
      assertTrue(model.follow());
      assertEquals(ChangesScene.WIDOW, reports(at).getFirst().ref("nextCase").orElseThrow());
    }
  }

  @Test
  void aPaperThatComesLaterIsMarkedAndTheDeadReportNothing() throws Exception {
    try (TestDesk at = clerk()) {
      death(at);
      CaseRecord told = reports(at).getFirst();
      assertEquals("", told.text("reporter"), "the applicant died: somebody else came");
      ChangesViewModel model = list(at);
      model.choose(model.rows.getFirst());
      assertTrue(model.mayBring());
      model.bring("D16");
      assertEquals("D16", reports(at).getFirst().text("evidence"));
    }
  }

  @Test
  void whatNobodyJudgedIsTakenBackWithWords() throws Exception {
    try (TestDesk at = clerk()) {
      death(at);
      ChangesViewModel model = list(at);
      model.choose(model.rows.getFirst());
      assertTrue(model.mayTakeBack());
      assertFalse(model.takeBack());
      model.words.set("家属说错了人");
      assertTrue(model.takeBack());
      assertEquals("TAKEN_BACK", reports(at).getFirst().text("state"));
      assertFalse(model.mayTakeBack());
      death(at); // and told anew
      assertEquals(2, reports(at).size());
    }
  }

  @Test
  void anApplicationBeingInvestigatedAlsoHasBirths() throws Exception {
    try (TestDesk at = clerk()) {
      CounterViewModel model = counter(at);
      model.open(ChangesScene.WIDOW);
      model.choose(ChangeKind.MARRIED_IN);
      assertTrue(model.card("孙小芳", ChangesScene.number("19900505", 2)));
      assertEquals("2", model.typed.get("personSex"));
      model.type("relation", "38");
      model.type("happenedOn", "2026-11-01");
      assertEquals("changes.next.INVESTIGATION", model.next().orElseThrow().key());
      assertTrue(model.file());
      assertEquals("孙小芳", reports(at).getFirst().text("personName"));
      assertEquals(
          4,
          at.store().all(RecordType.MEMBER).stream()
              .filter(m ->
                  Objects.equals(m.caseId(), ChangesScene.FAMILY)
                      || Objects.equals(m.caseId(), ChangesScene.WIDOW))
              .count());
    }
  }
}
