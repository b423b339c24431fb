package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.dossier.Story;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// 京民社救发〔2023〕240号 of 19 October 2023: 1,395 yuan instead of 1,320 from July on.
class RecountTest {
  private final Road road = Road.entrusted();

  @BeforeEach
  void paidSinceMay() {
    road.inBenefit();
    to(LocalDate.of(2023, 10, 25));
  }

  private void to(LocalDate day) {
    road.days((int) ChronoUnit.DAYS.between(road.today(), day));
  }

  private Recount only() {
    List<Recount> all = Recount.of(road.file, road.today());
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }

  private List<String> against() {
    return only().against().stream().map(Hindrance::code).toList();
  }

  private CaseRecord signed(Recount r) {
    return r.decided(
        road.make(RecordType.DECISION, Map.of("reasonText", "京民社救发〔2023〕240号"))
            .with("by", Road.CHIEF.staff().toString())
            .with("at", road.now.toString()));
  }

  private ActInput input(CaseRecord... made) {
    return road.opinions(made).withDetail(Recount.CHANGE);
  }

  private List<String> codes(Ruling ruling) {
    return ruling instanceof Ruling.Refused r
        ? r.hindrances().stream().map(Hindrance::code).toList()
        : List.of();
  }

  @Test
  void aStandardAnnouncedLateIsPaidBackFromItsMonth() {
    Recount r = only();
    assertEquals(List.of(), r.against());
    assertEquals(Fen.ofYuan(1320), r.before());
    assertEquals(Optional.of(Fen.ofYuan(1395)), r.after());
    assertEquals(YearMonth.of(2023, 7), r.from());
    assertEquals(YearMonth.of(2023, 11), r.paidFrom());
    assertEquals(4, r.back().size(), "July to October");
    assertEquals(Fen.ofYuan(300), r.backPay());
  }

  @Test
  void itIsDecidedByOneActAndTheHouseholdIsOwedItsLetter() {
    CaseRecord d = signed(only());
    road.act(Act.ADJUST, Road.CHIEF, input(d));
    assertEquals(Optional.of(Stage.IN_BENEFIT), Process.stage(road.file));
    assertEquals(List.of("N07"), Letter.of(road.file).stream().map(Letter::paper).toList());
    assertEquals(List.of(), Recount.of(road.file, road.today()), "once");
    assertEquals(
        Optional.of(Fen.ofYuan(1395)), Payments.of(road.file, "DB", YearMonth.of(2023, 12)));
    assertEquals(4, Payments.owed(road.file, d).size());
  }

  @Test
  void anotherAmountOrMonthIsRefusedHereAndOnTheServer() {
    CaseRecord right = signed(only());
    for (CaseRecord wrong :
        List.of(
            right.with("monthlyFen", "200000"),
            right.with("startMonth", "2022-07"),
            right.with("paidFrom", "2023-12")))
      assertEquals(
          List.of("RECOUNT_DIFFERS"), codes(road.ask(Act.ADJUST, Road.CHIEF, input(wrong))));
    var sent = road.changesOf(Act.ADJUST, Road.CHIEF, input(right));
    assertInstanceOf(Ruling.Allowed.class, recheck(sent, road.today().plusDays(9)));
    var forged =
        sent.stream()
            .map(c ->
                c.type() == RecordType.DECISION
                    ? RecordChange.create(right.with("monthlyFen", "200000"))
                    : c)
            .toList();
    assertEquals(List.of("RECOUNT_DIFFERS"), codes(recheck(forged, road.today())));
  }

  private Ruling recheck(List<RecordChange> changes, LocalDate day) {
    return Process.recheck(road.file, Act.ADJUST, Road.CHIEF, changes, Gates.files(road.file), day);
  }

  @Test
  void anAmountThatIsNotTheStandardsIsLookedAtByItself() {
    road.set(RecordType.DECISION, "monthlyFen", "100000");
    assertEquals(List.of("RECOUNT_OTHER"), against());
    assertEquals(
        List.of("RECOUNT_OTHER"), codes(road.ask(Act.ADJUST, Road.CHIEF, input(signed(only())))));
  }

  @Test
  void whatIsNotToldYetOrComplainedOfWaits() {
    road.drop(GateKind.DELIVERED);
    assertEquals(List.of("LETTER_NOT_DELIVERED"), against());
  }

  @Test
  void whoVisitedOrReviewedDecidesNothingAndTheOtherLevelNeither() {
    CaseRecord d = signed(only()).with("by", Road.DISTRICT.staff().toString());
    assertEquals(Role.STREET_CHIEF, Recount.level(road.file, road.today()));
    assertEquals(
        List.of("OTHER_LEVEL_DECIDES"), codes(road.ask(Act.ADJUST, Road.DISTRICT, input(d))));
    assertEquals(List.of("ROLE_MAY_NOT"), codes(road.ask(Act.ADJUST, Road.REVIEWER, input(d))));
  }

  @Test
  void aCaseDecidedByTheNewStandardIsOnNoList() {
    Road later = Road.of(LocalDate.of(2023, 8, 1), "DB").inBenefit();
    assertEquals(List.of(), Recount.of(later.file, later.today()));
    assertEquals(
        List.of("RECOUNT_NONE"),
        codes(
            later.ask(
                Act.ADJUST,
                Road.CHIEF,
                later
                    .opinions(later.decision(Road.CHIEF, "DB", "APPROVED", ""))
                    .withDetail("C05"))));
  }

  /// Aid that began after the standard's month is paid back from its own first month.
  @Test
  void nothingIsPaidBackForMonthsBeforeTheAid() {
    road.set(RecordType.DECISION, "startMonth", "2023-09");
    Recount r = only();
    assertEquals(YearMonth.of(2023, 9), r.from());
    assertEquals(Fen.ofYuan(150), r.backPay());
    road.set(RecordType.DECISION, "startMonth", "2024-01");
    assertEquals(YearMonth.of(2024, 1), only().paidFrom());
    assertEquals(Fen.ZERO, only().backPay());
  }

  private void confirmedInAugust() {
    road.put(
        road.decision(Road.CHIEF, "DB", "APPROVED", "")
            .with("monthlyFen", "132000")
            .with("startMonth", "2023-09")
            .with("at", "2023-08-20T02:00:00Z"));
  }

  /// A review that confirmed the amount began no other aid.
  @Test
  void aReviewBetweenTheStandardAndItsAnnouncementCutsNoBackPay() {
    confirmedInAugust();
    Recount r = only();
    assertEquals(List.of(), r.against());
    assertEquals(YearMonth.of(2023, 7), r.from());
    assertEquals(Fen.ofYuan(300), r.backPay());
    road.act(Act.ADJUST, Road.CHIEF, input(signed(r)));
    assertEquals(
        List.of("2023-05/2023-06", "2023-07/now"),
        Story.of(road.file).benefits().stream()
            .map(b ->
                b.from().orElseThrow() + "/" + b.until().map(YearMonth::toString).orElse("now"))
            .toList());
  }

  @Test
  void monthsThatWerePaidByAnotherAmountAreLookedAtSingly() {
    road.set(RecordType.DECISION, "monthlyFen", "100000");
    confirmedInAugust();
    assertEquals(List.of("LETTER_NOT_DELIVERED", "RECOUNT_OTHER"), against());
  }

  private void standard(String effective, String fen, String confirmed) {
    road.put(
        CaseRecord.of(
                RecordType.STANDARD,
                Road.id(900),
                CaseRecord.PUBLIC,
                null,
                Map.of(
                    "name", "DIBAO", "effective", effective, "valueFen", fen, "source", "a paper"))
            .with("confirmed", confirmed));
  }

  /// Each month is paid by the standard that was in force in it.
  @Test
  void twoStandardsInSequenceArePaidBackEachFromItsMonth() {
    standard("2023-09", "145000", "true");
    Recount r = only();
    assertEquals(List.of(), r.against());
    assertEquals(Optional.of(Fen.ofYuan(1450)), r.after());
    assertEquals(Fen.ofYuan(1320), r.standardBefore());
    assertEquals(YearMonth.of(2023, 7), r.effective());
    assertEquals(
        List.of(Fen.ofYuan(75), Fen.ofYuan(75), Fen.ofYuan(130), Fen.ofYuan(130)),
        r.back().stream().map(Payments.Lacking::by).toList());
    CaseRecord d = signed(r);
    road.act(Act.ADJUST, Road.CHIEF, input(d));
    assertEquals(r.back(), Payments.owed(road.file, d), "the letter says the same");
    assertEquals(
        Optional.of(Fen.ofYuan(1395)), Payments.of(road.file, "DB", YearMonth.of(2023, 8)));
    assertEquals(List.of(), GradualExit.read(d), "no exit");
  }

  @Test
  void whatNobodyJudgedOrConfirmedYetWaits() {
    CaseRecord report =
        road.make(RecordType.CHANGE_REPORT, Map.of("kind", "DEATH", "state", "TOLD"));
    road.put(report);
    assertEquals(List.of("RECOUNT_TOLD"), against());
    road.put(report.with("state", "NOTED"));
    CaseRecord signal = road.make(RecordType.SIGNAL, Map.of("kind", "DEATH", "state", "OPEN"));
    road.put(signal);
    assertEquals(List.of("RECOUNT_TOLD"), against());
    road.put(signal.with("state", "GROUNDLESS"));
    assertEquals(List.of(), against());
    standard("2023-07", "139500", "false");
    assertEquals(List.of("RECOUNT_UNCONFIRMED"), against());
  }

  @Test
  void aDecisionWithoutAnAmountDoesNotDropOffTheList() {
    road.set(RecordType.DECISION, "monthlyFen", "");
    assertEquals(List.of("RECOUNT_OTHER"), against());
  }
}
