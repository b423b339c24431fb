package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.review.CaseScenario;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the rules say to bad input, and what nobody may do by this screen.
class HandlingRulesTest extends HandlingDesks {
  @Test
  void aFiledReceiptProvesTheDeliveryAndNoSecondPageIsMade() throws Exception {
    opinionGiven();
    noticeHangsAndEnds();
    scanned("D24");
    now = now.plusSeconds(60);
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05:DB", "number", "北准〔2026〕1号"));
    assertEquals(
        List.of(),
        sits(Role.WINDOW_CLERK).filed(id, Deed.DELIVERED),
        "what was filed before the decision is no receipt of its letter");
    CaseRecord receipt = scanned("D24");
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    assertEquals(
        List.of(receipt.id()),
        clerk.filed(id, Deed.DELIVERED).stream().map(CaseRecord::id).toList());
    assertEquals(1, clerk.count(HandlingViewModel.Chip.UNDELIVERED));
    clerk.perform(
        id,
        Deed.DELIVERED,
        Map.of("letter", "N05:DB", "receiver", "赵德福", "page", receipt.id().toString()),
        Map.of(),
        new Told());
    leaves(Role.WINDOW_CLERK);
    assertEquals(receipt.id().toString(), fact(GateKind.DELIVERED).text("page"));
    assertEquals(2, pages("D24"));
    assertEquals("IN_BENEFIT", stage());
    assertEquals(0, sits(Role.WINDOW_CLERK).count(HandlingViewModel.Chip.UNDELIVERED));
  }

  @Test
  void aFiledPageServesOneDeedOnly() throws Exception {
    opinionGiven();
    CaseRecord page = scanned("D20");
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    var values = Map.of("place", "社区公开栏", "day", "", "page", page.id().toString());
    var told = new Told();
    clerk.perform(id, Deed.POST, values, Map.of(), told);
    assertEquals(List.of(), told.why());
    leaves(Role.WINDOW_CLERK);
    assertEquals(page.id().toString(), fact(GateKind.NOTICE_PHOTO).text("page"));
    days(8);
    clerk = sits(Role.WINDOW_CLERK);
    clerk.perform(id, Deed.NOTICE_END, Map.of("page", page.id().toString()), Map.of(), told);
    assertEquals(List.of("handling.file.gone"), told.why());
  }

  @Test
  void aNoticeTakenDownOnTheSixthDayIsNoneAndNothingIsWritten() throws Exception {
    opinionGiven();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    days(6);
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    var told = new Told();
    clerk.perform(id, Deed.NOTICE_END, Map.of(), Map.of("page", photo), told);
    assertEquals("work.hindrance.NOTICE_RUNNING", told.why().getFirst());
    leaves(Role.WINDOW_CLERK);
    assertEquals("PUBLICITY", stage());
    assertEquals(1, facts(GateKind.NOTICE_PHOTO).size());
  }

  /// A picture proves the day it was taken, not the day somebody chose its file.
  @Test
  void aPictureTakenWhileTheNoticeHungProvesNoEndThoughChosenLater() throws Exception {
    opinionGiven();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    days(8);
    var told = new Told();
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    Files.setLastModifiedTime(photo, FileTime.from(now.minus(Duration.ofDays(2))));
    clerk.perform(id, Deed.NOTICE_END, Map.of(), Map.of("page", photo), told);
    assertEquals(List.of("work.hindrance.NOTICE_PHOTO_MISSING"), told.why());
    assertEquals("PUBLICITY", stage());
    Files.setLastModifiedTime(photo, FileTime.from(now.plus(Duration.ofDays(400))));
    clerk.perform(id, Deed.NOTICE_END, Map.of(), Map.of("page", photo), told);
    leaves(Role.WINDOW_CLERK);
    assertEquals(List.of(), told.why(), "a clock that goes wrong dates nothing after now");
    assertEquals(1, told.done);
  }

  @Test
  void aPictureTakenWhileTheNoticeHungIsNotOfferedAsProofOfItsEnd() throws Exception {
    opinionGiven();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    days(6);
    scanned("D20");
    days(2);
    assertEquals(List.of(), sits(Role.WINDOW_CLERK).filed(id, Deed.NOTICE_END));
    CaseRecord after = scanned("D20");
    assertEquals(
        List.of(after.id()),
        sits(Role.WINDOW_CLERK).filed(id, Deed.NOTICE_END).stream().map(CaseRecord::id).toList());
  }

  @Test
  void aNoticePostedYesterdayAndEnteredTodayCountsFromToday() throws Exception {
    opinionGiven();
    days(2);
    String earlier =
        LocalDate.ofInstant(now, cn.ruhu.casefile.process.Process.ZONE).minusDays(1).toString();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏", "day", earlier));
    days(7);
    assertFalse(offered(Role.WINDOW_CLERK, Deed.NOTICE_END));
    days(1);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
    assertEquals("STREET_CONFIRM", stage());
  }

  @Test
  void afterAnObjectionUnderTheRulesOf2012TheNoticeIsPutUpAnew() throws Exception {
    judged2012();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    days(2);
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("who", "李某", "reason", "称其有房出租"));
    days(1);
    done(Role.STREET_REVIEWER, Deed.SETTLE, Map.of("reason", "经核查无房出租"));
    assertEquals("PUBLICITY", stage());
    days(1);
    assertTrue(offered(Role.WINDOW_CLERK, Deed.POST_AGAIN));
    assertEquals(
        List.of("NOTICE_RUNNING", "NOTICE_PHOTO_MISSING"),
        models.get(Role.WINDOW_CLERK).selected.get().offers().stream()
            .filter(o -> o.deed() == Deed.NOTICE_END)
            .flatMap(o -> o.blocked().stream())
            .map(Hindrance::code)
            .toList(),
        "the picture of the first posting proves nothing of the second");
    done(Role.WINDOW_CLERK, Deed.POST_AGAIN, Map.of("place", "社区公开栏"));
    assertFalse(offered(Role.WINDOW_CLERK, Deed.POST_AGAIN));
    days(7);
    assertFalse(offered(Role.WINDOW_CLERK, Deed.NOTICE_END));
    days(1);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
    assertEquals("REPORTED", stage());
  }

  @Test
  void whoGaveTheOpinionDoesNotDecideWhateverTheirPostIsNow() throws Exception {
    opinionGiven();
    noticeHangsAndEnds();
    try (TestDesk desk =
        TestDesk.open(home.resolve("chief"), TestDesk.REVIEWER, "何志强", Role.STREET_CHIEF)) {
      desk.pass(Duration.between(desk.desk().now(), now));
      desk.receive(files, records.toArray(CaseRecord[]::new));
      desk.receive(CaseScenario.standard());
      Outcome outcome = judges(desk.desk(), Act.DECIDE, Map.of("DB", true));
      assertTrue(outcome.toString().contains("REVIEWER_MAY_NOT_DECIDE"), outcome::toString);
    }
  }

  @Test
  void noLetterBeforeItsDecision() throws Exception {
    opinionGiven();
    noticeHangsAndEnds();
    assertFalse(offered(Role.WINDOW_CLERK, Deed.LETTER));
    HandlingViewModel early = sits(Role.WINDOW_CLERK);
    early.perform(
        id, Deed.LETTER, Map.of("letter", "N05:DB", "number", "北准〔2026〕9号"), Map.of(), new Told());
    early.perform(
        id, Deed.DELIVERED, Map.of("letter", "N05:DB", "receiver", "某"), Map.of(), new Told());
    leaves(Role.WINDOW_CLERK);
    days(1);
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    assertTrue(offered(Role.WINDOW_CLERK, Deed.LETTER), "a letter dated before is none");
    assertFalse(offered(Role.WINDOW_CLERK, Deed.DELIVERED));
  }

  @Test
  void whileTheStandardIsUnknownNobodyIsWavedIn() throws Exception {
    standards = false;
    household(LocalDate.of(2026, 11, 2), "DB");
    Outcome outcome = judges(sits(Role.STREET_REVIEWER).desk(), Act.OPINION, Map.of("DB", true));
    assertTrue(outcome.toString().contains("STANDARD_UNKNOWN"), outcome::toString);
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false));
    assertEquals("PRELIM", stage(), "a refusal needs no standard");
  }

  @Test
  void aDrawIsKeptSoThatAnybodyCanDoItAgain() throws Exception {
    reported();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    district.draw(batch, "福彩3D · 2018033 期 417", "月末集中抽签", new Told());
    Drawn drawn = district.result.get();
    assertEquals(batch.population(), drawn.population(), "the hash shown before the draw");
    assertEquals("福彩3D · 2018033 期 417", drawn.seed());
    assertEquals("月末集中抽签", drawn.reason());
    assertTrue(drawn.holds(district.desk()));
    assertEquals(List.of(drawn), List.copyOf(district.drawn));
    var other =
        new Drawn(
            drawn.batch(),
            drawn.seed(),
            "0".repeat(64),
            drawn.reason(),
            drawn.at(),
            drawn.by(),
            drawn.cases(),
            drawn.forced(),
            drawn.lot());
    assertFalse(other.holds(district.desk()), "a list that was changed");
  }

  /// Such decisions stand in districts of before: nobody asked for the month then.
  @Test
  void anApprovalWithoutItsFirstMonthStaysListedAndSaysWhyItDoesNotGoOn() throws Exception {
    opinionGiven();
    noticeHangsAndEnds();
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    records =
        records.stream()
            .map(r -> r.type() == RecordType.DECISION ? r.with("startMonth", "") : r)
            .toList();
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05:DB", "number", "北准〔2026〕1号"));
    assertEquals("handling.done.but", models.get(Role.WINDOW_CLERK).done.get().key());
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N05:DB"));
    assertEquals("APPROVED", stage());
    String said = Text.chinese().of(models.get(Role.WINDOW_CLERK).done.get());
    assertTrue(said.startsWith("已登记送达，") && said.contains("没有写起始月份"), said);
    for (Role role : List.of(Role.WINDOW_CLERK, Role.STREET_CHIEF)) {
      HandlingRow row = sits(role).selected.get();
      assertEquals(
          List.of("START_MONTH_MISSING"), row.against().stream().map(Hindrance::code).toList());
    }
  }

  @Test
  void aListThatChangedWhileItsCardStoodOpenIsNotDrawn() throws Exception {
    reported();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    var told = new Told();
    var complained =
        new Batch(
            batch.street(),
            batch.month(),
            batch.cases(),
            Set.of(id),
            batch.due(),
            batch.daysLeft());
    district.draw(complained, "2018033-417", "月末集中抽签", told);
    assertEquals(List.of("handling.draw.changed"), told.why());
    assertNull(district.result.get());
    district.draw(batch, "2018033-417", "月末集中抽签", told);
    assertEquals(1, told.done);
    district.draw(batch, "2018033-418", "再抽一次", told);
    assertEquals(List.of("handling.draw.changed"), told.why(), "drawn before");
    assertEquals(1, told.done);
    leaves(Role.DISTRICT_REVIEWER);
    assertEquals(1, facts(GateKind.DRAW_DONE).size());
    assertEquals(1, facts(GateKind.DRAWN).size());
  }

  @Test
  void aLotOfOneDrawSaysNothingOfAnother() throws Exception {
    reported();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    district.draw(district.batches.getFirst(), "2018033-417", "月末集中抽签", new Told());
    leaves(Role.DISTRICT_REVIEWER);
    var again = Draw.of(List.of(id), Set.of(id), "2018047-003");
    records =
        Stream.concat(
                records.stream(),
                Stream.of(
                    CaseRecord.of(
                        RecordType.GATE_FACT,
                        new UUID(78, 1),
                        TestDesk.STREET,
                        id,
                        Map.of(
                            "application", id.toString(),
                            "kind", GateKind.DRAW_DONE.name(),
                            "subject", Draw.FORCED,
                            "value", TestDesk.STREET + "/2018-04",
                            "reason", Drawn.words("2018047-003", again.population(), "退回后重报"),
                            "at", now.toString()))))
            .toList();
    district = sits(Role.DISTRICT_REVIEWER);
    assertEquals(2, district.drawn.size());
    assertEquals(List.of(Set.of(), Set.of(id)), district.drawn.stream().map(Drawn::lot).toList());
    for (Drawn d : district.drawn) assertTrue(d.holds(district.desk()));
  }

  /// Under the rules of 2012, at the district's door. A complaint changes nothing of where a case
  /// stands; the side panel shows it all the same.
  @Test
  void whatADeedRecordsIsShownThoughTheCaseStaysWhereItStands() throws Exception {
    opinionGiven();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    HandlingRow before = clerk.selected.get();
    var told = new AtomicInteger();
    clerk.selected.subscribe(_ -> told.incrementAndGet());
    for (String source : List.of("12345", "来访")) {
      int so = told.get();
      clerk.perform(
          id, Deed.COMPLAINT, Map.of("source", source, "reason", "反映其有房"), Map.of(), new Told());
      assertEquals(so + 1, told.get(), "the panel is told");
      CaseRecord newest = clerk.selected.get().facts().getFirst();
      assertEquals(source, newest.text("value"));
      desks.get(Role.WINDOW_CLERK).pass(Duration.ofMinutes(1));
    }
    HandlingRow after = clerk.selected.get();
    assertEquals(before.stage(), after.stage());
    assertEquals(before.facts().size() + 2, after.facts().size());
  }

  @Test
  void theNearestLimitIsSaidWithItsReason() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false));
    done(Role.STREET_REVIEWER, Deed.REFUSE_PATH, Map.of());
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", false));
    HandlingRow row = sits(Role.WINDOW_CLERK).selected.get();
    assertEquals(StepClock.Kind.REFUSAL, row.step().orElseThrow().kind());
    assertEquals(3, row.daysLeft());
    assertTrue(row.undelivered());
    days(7);
    assertTrue(sits(Role.WINDOW_CLERK).selected.get().daysLeft() < 0);
  }

  /// What the household said of an earlier report, or in an earlier round, is no word on this one.
  @Test
  void theHouseholdsWordIsRecordedAgainForEachReport() throws Exception {
    opinionGiven();
    CaseRecord report = saidOf(GateKind.VERIFICATION_REPORT, 1);
    CaseRecord word = saidOf(GateKind.FINDING_UNDISPUTED, 2);
    for (String stage : List.of("INVESTIGATED", "REVIEWING")) {
      at(stage, List.of(report));
      assertTrue(asksForTheWord(), stage);
      at(stage, List.of(report, word));
      assertFalse(asksForTheWord(), stage);
      at(stage, List.of(report, word, saidOf(GateKind.VERIFICATION_REPORT, 3)));
      assertTrue(asksForTheWord(), stage + " a newer report");
    }
    CaseRecord due =
        CaseRecord.of(
            RecordType.EVENT,
            new UUID(81, 9),
            TestDesk.STREET,
            id,
            Map.of(
                "application", id.toString(),
                "act", "CHANGE",
                "from", "IN_BENEFIT",
                "to", "REVIEWING",
                "at", now.plusSeconds(200).toString()));
    at("REVIEWING", List.of(report, word, due));
    assertFalse(asksForTheWord(), "no report of this round");
    at("REVIEWING", List.of(report, word, due, saidOf(GateKind.VERIFICATION_REPORT, 300)));
    assertTrue(asksForTheWord(), "a word of the round before");
  }

  private boolean asksForTheWord() {
    var reviewer = new Actor(TestDesk.REVIEWER, Role.STREET_REVIEWER, TestDesk.STREET);
    return Deeds.offered(CaseFile.of(records), reviewer, LocalDate.of(2026, 11, 20)).stream()
        .anyMatch(o -> o.deed() == Deed.FINDING_UNDISPUTED);
  }

  private CaseRecord saidOf(GateKind kind, int later) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        new UUID(81, 100 + later),
        TestDesk.STREET,
        id,
        Map.of(
            "application", id.toString(),
            "kind", kind.name(),
            "by", TestDesk.REVIEWER.toString(),
            "at", now.plusSeconds(later).toString()));
  }

  /// The case at a stage, with these records and no other report or word.
  private void at(String stage, List<CaseRecord> more) {
    records =
        Stream.concat(
                records.stream()
                    .filter(r -> r.id().getMostSignificantBits() != 81)
                    .filter(r -> !r.text("kind").equals(GateKind.VERIFICATION_REPORT.name()))
                    .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", stage) : r),
                more.stream())
            .toList();
  }
}
