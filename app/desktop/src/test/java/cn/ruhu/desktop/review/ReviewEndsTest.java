package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a review leads when it is signed.
class ReviewEndsTest {
  @TempDir Path home;

  private static CaseRecord[] underReview() {
    var scene =
        new CaseScenario(33, LocalDate.of(2026, 11, 2))
            .alone("赵德福", "1951-02-03", "皂君庙甲7号院")
            .accepted()
            .quietVisit();
    return Stream.of(scene.records())
        .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "REVIEWING") : r)
        .toArray(CaseRecord[]::new);
  }

  private static Verdict verdict(String side, String code) {
    return Verdict.blank("DB").side(side).with("reasonCode", code).with("reasonText", "复核属实");
  }

  @Test
  void whoDecidesLetsTheAidGoOnOrEndsItWithItsStopCode() throws Exception {
    try (var chief = TestDesk.open(home, new UUID(9, 11), "周主任", Role.STREET_CHIEF)) {
      chief.receive(underReview());
      var work = new ReviewWork(chief.desk());
      CaseFile file = chief.desk().caseFile(chief.desk().applications().getFirst().id());
      assertEquals(Act.CONFIRM, work.judgeAct(file));
      ActInput on = work.signing(file, List.of(verdict("YES", "")), Set.of());
      assertEquals(Stage.IN_BENEFIT, on.target());
      ActInput off = work.signing(file, List.of(verdict("NO", "R01")), Set.of());
      assertEquals(Stage.TERMINATED, off.target());
      assertEquals("S02", off.detail());
      assertEquals(
          YearMonth.from(chief.desk().today()).plusMonths(1).toString(),
          off.carried().getFirst().applyTo(null).text("startMonth"),
          "this month's list is out");
      assertNull(work.signing(file, List.of(Verdict.blank("DB")), Set.of()).target());
    }
  }

  @Test
  void theReviewersOpinionLeadsNowhereYet() throws Exception {
    try (var reviewer = TestDesk.reviewer(home)) {
      reviewer.receive(underReview());
      var work = new ReviewWork(reviewer.desk());
      CaseFile file = reviewer.desk().caseFile(reviewer.desk().applications().getFirst().id());
      assertEquals(Act.CONFIRM, work.judgeAct(file));
      assertNull(work.signing(file, List.of(verdict("NO", "R01")), Set.of()).target());
    }
  }

  private static CaseRecord decided(ReviewWork work, CaseFile file, Verdict verdict) {
    return work.signing(file, List.of(verdict), Set.of()).carried().getFirst().applyTo(null);
  }

  /// The letter prints no reason of an amount that is none any more, and a reason stays beside the
  /// figure it was written for.
  @Test
  void aReasonStandsBesideTheFigureItWasWrittenFor() throws Exception {
    try (var chief = TestDesk.open(home, new UUID(9, 12), "周主任", Role.STREET_CHIEF)) {
      chief.receive(underReview());
      var work = new ReviewWork(chief.desk());
      CaseFile file = chief.desk().caseFile(chief.desk().applications().getFirst().id());
      Verdict yes = verdict("YES", "").with("monthlyFen", "80000");
      String counted = decided(work, file, yes).text("computedFen");
      Verdict other = yes.reasoned("房租另计", counted);
      assertEquals("房租另计", decided(work, file, other).text("amountReason"));
      assertEquals(counted, decided(work, file, other).text("computedFen"));
      CaseRecord back = decided(work, file, other.with("monthlyFen", counted));
      assertEquals("", back.text("amountReason"));
      Verdict old = yes.reasoned("房租另计", "70000").reasoned("房租另计", counted);
      assertEquals("70000", decided(work, file, old).text("computedFen"), "the guard says so");
      assertEquals(old, Verdict.read(Verdict.write(List.of(old))).getFirst());
    }
  }

  /// What cannot fade out is refused by the guards, never turned into a refusal by a code that was
  /// chosen before.
  @Test
  void anExitThatCannotFadeIsNoRefusal() throws Exception {
    try (var chief = TestDesk.open(home, new UUID(9, 13), "周主任", Role.STREET_CHIEF)) {
      chief.receive(underReview());
      var work = new ReviewWork(chief.desk());
      CaseFile file = chief.desk().caseFile(chief.desk().applications().getFirst().id());
      CaseRecord d = decided(work, file, verdict("FADE", "R01"));
      assertEquals("GRADUAL_EXIT", d.text("outcome"));
      assertEquals("S02", d.text("reasonCode"));
    }
  }
}
