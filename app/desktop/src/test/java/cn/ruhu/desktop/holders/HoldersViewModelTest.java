package cn.ruhu.desktop.holders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldersViewModelTest {
  @TempDir Path home;

  private static HoldersViewModel open(TestDesk at) throws Exception {
    at.receive(HoldersScene.records());
    var model = new HoldersViewModel(at.desk(), Background.inline(), Text.chinese());
    model.refresh();
    return model;
  }

  private static Holding of(HoldersViewModel model, UUID application) {
    return model.rows.stream()
        .filter(h -> h.application().equals(application))
        .findFirst()
        .orElseThrow();
  }

  private static List<Takeovers.Takeover> takeovers(TestDesk at, UUID application) {
    return at.desk().caseFile(application).all(RecordType.GATE_FACT).stream()
        .flatMap(f -> Takeovers.of(f).stream())
        .toList();
  }

  @Test
  void everyOpenCaseSaysWhoWorksOnItSinceWhenAndOnWhichMachine() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      HoldersViewModel model = open(at);
      Holding mine = of(model, HoldersScene.MINE);
      assertTrue(mine.mine());
      assertFalse(mine.may(), "nobody takes over from themselves");
      assertEquals(
          "2026-11-16T01:00:00Z", mine.window().orElseThrow().seen().orElseThrow().toString());
      assertEquals("c3f7", mine.pair().orElseThrow().machine());
      Holding theirs = of(model, HoldersScene.THEIRS);
      assertEquals("许静", theirs.window().orElseThrow().name());
      assertTrue(theirs.may());
    }
  }

  /// What was kept the last time is there again, with the names people have now.
  @Test
  void aLargeStoreListsTheSame() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(
          HoldersScene.takenOver(
              HoldersScene.THEIRS, TestDesk.CLERK, HoldersScene.OTHER_CLERK, "休假"));
      List<Holding> small = List.copyOf(open(at).rows);
      assertTrue(small.getFirst().lost());
      assertFalse(small.getFirst().handedOn().isEmpty());
      at.restartLarge();
      for (int signIn = 0; signIn < 2; signIn++) {
        var large = new HoldersViewModel(at.desk(), Background.inline(), Text.chinese());
        large.refresh();
        assertEquals(small, List.copyOf(large.rows));
        assertEquals(1, large.lost.get());
        at.restart();
      }
      var large = new HoldersViewModel(at.desk(), Background.inline(), Text.chinese());
      large.refresh();
      at.receive(TestDesk.staff(HoldersScene.OTHER_CLERK, "许安静", Role.WINDOW_CLERK));
      large.refresh();
      Holding theirs = of(large, HoldersScene.THEIRS);
      assertEquals("许安静", theirs.window().orElseThrow().name());
      assertTrue(theirs.handedOn().contains("许安静"));
    }
  }

  @Test
  void aColleaguesCaseIsTakenOverWithAReasonAndWaitsInTheJournal() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      HoldersViewModel model = open(at);
      model.choose(of(model, HoldersScene.THEIRS));
      assertFalse(model.takeOver());
      assertEquals("holders.problem.reason", model.problems.get(HoldersViewModel.REASON).key());
      int waited = at.store().waiting().ops();
      model.reason.set("许静病假");
      assertTrue(model.takeOver());
      assertEquals(waited + 1, at.store().waiting().ops());
      Takeovers.Takeover t = takeovers(at, HoldersScene.THEIRS).getFirst();
      assertEquals(HoldersScene.OTHER_CLERK, t.former());
      assertEquals(TestDesk.CLERK, t.holder());
      assertEquals("许静病假", t.fact().text("reason"));
      CaseRecord application = at.store().record(HoldersScene.THEIRS).orElseThrow();
      assertEquals(TestDesk.CLERK.toString(), application.text("clerk"));
      assertTrue(of(model, HoldersScene.THEIRS).mine());
    }
  }

  @Test
  void aReasonBegunForACaseThatGoesIsNoReasonForTheNext() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      HoldersViewModel model = open(at);
      model.choose(of(model, HoldersScene.THEIRS));
      model.reason.set("许静病假");
      model.refresh();
      assertEquals("许静病假", model.reason.get(), "it is the same case");
      at.receive(HoldersScene.over(HoldersScene.THEIRS));
      model.refresh();
      assertEquals(HoldersScene.MINE, Objects.requireNonNull(model.selected.get()).application());
      assertEquals("", model.reason.get());
    }
  }

  @Test
  void whoseCaseWasTakenOverIsToldByWhomWhenAndWhy() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      HoldersViewModel model = open(at);
      at.receive(
          HoldersScene.takenOver(
              HoldersScene.MINE, TestDesk.CLERK, HoldersScene.OTHER_CLERK, "周敏外出培训"));
      model.refresh();
      assertEquals(1, model.lost.get());
      Holding lost = model.rows.getFirst();
      assertEquals(HoldersScene.MINE, lost.application());
      assertTrue(lost.lost());
      assertTrue(lost.may(), "and may be taken back");
      assertEquals("许静 于 2026-11-22 16:30 从 周敏 接手，原因：周敏外出培训", lost.handedOn());
    }
  }

  @Test
  void theReviewerGivesACaseToAnotherClerkOfTheStreet() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      HoldersViewModel model = open(at);
      model.choose(of(model, HoldersScene.MINE));
      model.reason.set("调整分工");
      assertFalse(model.takeOver());
      assertEquals("holders.problem.taker", model.problems.get(HoldersViewModel.TAKER).key());
      model.taker.set(TestDesk.CLERK.toString());
      assertFalse(model.takeOver());
      assertEquals("holders.problem.same", model.problems.get(HoldersViewModel.TAKER).key());
      model.taker.set(HoldersScene.OTHER_CLERK.toString());
      assertTrue(model.takeOver());
      Takeovers.Takeover t = takeovers(at, HoldersScene.MINE).getFirst();
      assertEquals(HoldersScene.OTHER_CLERK, t.holder());
      assertEquals(TestDesk.REVIEWER, t.by());
    }
  }
}
