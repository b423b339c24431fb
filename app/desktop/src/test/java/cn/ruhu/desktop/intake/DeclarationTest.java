package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.IntakeDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole declaration, blocks A to L of the form, without a window.
class DeclarationTest {
  @TempDir Path home;
  private TestDesk at;
  private IntakeRig rig;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    rig = new IntakeRig(at).begun();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private UUID line(LineKind kind, String code) {
    rig.model.rows().addItem(kind);
    UUID id = rig.model.focus.get().record();
    if (!code.isEmpty()) rig.model.leave(id, "code", code);
    return id;
  }

  private String doubt(UUID id, String field) {
    return new Doubts(rig.model).of(id, field).map(Message::key).orElse("");
  }

  private UUID applicantMember() {
    return rig.copy().file().members().getFirst().id();
  }

  @Test
  void whoComesForTheHouseholdIsNamedAndTakenBack() {
    rig.model.rows().addAgent();
    UUID agent = rig.model.focus.get().record();
    rig.model.leave(agent, "name", "李建军");
    rig.model.leave(rig.copy().application(), "agentRelation", "73");
    assertEquals("3", rig.app().text("applyMethod"));
    assertEquals(agent.toString(), rig.app().text("agent"));
    assertEquals(1, rig.copy().file().members().size());
    rig.model.rows().addAgent();
    assertEquals(agent, rig.model.focus.get().record(), "one agent");
    rig.model.rows().removeAgent();
    assertTrue(rig.copy().get(agent).isEmpty());
    assertEquals("1", rig.app().text("applyMethod"));
    assertEquals("", rig.app().text("agent") + rig.app().text("agentRelation"));
  }

  @Test
  void whatTheHouseholdPaysOfABillFollowsUntilSomebodySaysAnother() {
    UUID bill = line(LineKind.EXPENSE, "E08");
    assertEquals("YEARLY", rig.copy().text(bill, "basis"));
    rig.model.leave(bill, "totalFen", "86000");
    rig.model.leave(bill, "reimbursedFen", "52000");
    assertEquals("3400000", rig.copy().text(bill, "declared"));
    rig.model.leave(bill, "reimbursedFen", "50000");
    assertEquals("3600000", rig.copy().text(bill, "declared"));
    rig.model.leave(bill, "declared", "35000");
    rig.model.leave(bill, "totalFen", "90000");
    assertEquals("3500000", rig.copy().text(bill, "declared"));
    rig.model.leave(bill, "reimbursedFen", "90001");
    assertEquals("intake.wrong.reimbursed", rig.problem(bill, "reimbursedFen"));
    assertEquals(3_500_000, rig.model.live.get().sums().expenses());
  }

  @Test
  void benefitsOfTheLinesAreTheMembersBenefits() {
    UUID first = line(LineKind.BENEFIT, "05");
    UUID second = line(LineKind.BENEFIT, "07");
    rig.model.leave(second, "since", "2025-03");
    rig.model.leave(second, "declared", "500");
    assertEquals("05,07", rig.copy().text(applicantMember(), "benefits"));
    rig.model.rows().remove(first);
    assertEquals("07", rig.copy().text(applicantMember(), "benefits"));
    rig.model.leave(second, "since", "2027-01");
    assertEquals("work.problem.MONTH_FUTURE", rig.problem(second, "since"));
    rig.model.leave(second, "since", "三月");
    assertEquals("work.problem.MONTH_WRONG", rig.problem(second, "since"));
  }

  @Test
  void theDwellingIsAnItemAFactAndAreasAreTenthsOfASquareMetre() {
    UUID area = rig.model.rows().fact("H07");
    rig.model.leave(area, "declared", "52.4");
    assertEquals("524", rig.copy().text(area, "declared"));
    assertEquals("52.4", rig.model.shown(area, "declared"));
    rig.model.leave(area, "declared", "五十");
    assertEquals("intake.area.wrong", rig.problem(area, "declared"));
    assertEquals("五十", rig.model.shown(area, "declared"));
    rig.model.leave(area, "declared", "60");
    assertEquals("", rig.problem(area, "declared"));
    UUID source = rig.model.rows().fact("H04");
    rig.model.leave(source, "declared", "2");
    UUID rent = rig.model.rows().fact("H05");
    rig.model.leave(rent, "declared", "1,200");
    assertEquals("120000", rig.copy().text(rent, "declared"));
    UUID house = line(LineKind.HOUSE, "");
    assertEquals("H21", rig.copy().text(house, "code"));
    rig.model.leave(house, "declared", "80");
    rig.model.leave(house, "year", "2099");
    assertEquals("work.problem.YEAR_WRONG", rig.problem(house, "year"));
    assertEquals(1, LineKind.HOUSE.of(rig.copy().file()).size());
  }

  @Test
  void businessAndLandAreSaidInWordsAndVehiclesCounted() {
    UUID firm = line(LineKind.ASSET, "P11");
    rig.model.leave(firm, "declared", "个体工商户，2024年已停业");
    assertEquals("", rig.problem(firm, "declared"));
    UUID car = line(LineKind.ASSET, "P08");
    rig.model.leave(car, "declared", "1");
    rig.model.leave(car, "plate", "京N·12345");
    UUID money = line(LineKind.ASSET, "P02");
    rig.model.leave(money, "declared", "30000");
    rig.model.leave(money, "institution", "农商银行");
    UUID debt = line(LineKind.ASSET, "P07");
    rig.model.leave(debt, "declared", "-5");
    assertEquals("work.amount.NEGATIVE", rig.problem(debt, "declared"));
    rig.model.leave(debt, "declared", "9999999999999");
    assertEquals("work.amount.TOO_LARGE", rig.problem(debt, "declared"));
    rig.model.leave(debt, "declared", "50000");
    var sums = rig.model.live.get().sums();
    assertEquals(
        List.of(3_000_000L, 5_000_000L, 1L), List.of(sums.money(), sums.debts(), sums.vehicles()));
    assertEquals("30000.00", sums.perHead(1).orElseThrow().yuan());
  }

  @Test
  void incomeMonthByMonthIsItsSumAndEmptyMonthsAreZero() throws Exception {
    UUID wage = rig.income("102", "1000");
    rig.model.leave(wage, "exemptFen", "100");
    var months = new MonthsViewModel(rig.model);
    assertEquals("2025-11", months.window().getFirst().toString());
    assertEquals("2026-10", months.window().getLast().toString());
    months.leave(new MonthsViewModel.At(0, 11), "1500");
    CaseRecord now = rig.copy().get(wage).orElseThrow();
    assertEquals("IRREGULAR", now.text("basis"));
    assertEquals("1250000", now.text("declared"));
    assertEquals("120000", now.text("exemptFen"), "said a month before, for the year now");
    months.leave(new MonthsViewModel.At(0, 0), "");
    assertEquals("1150000", rig.copy().text(wage, "declared"));
    months.leave(new MonthsViewModel.At(0, 1), "一千二");
    assertEquals("work.amount.NOT_DIGITS", rig.problem(wage, "monthly.1"));
    assertEquals("一千二", months.lines().getFirst().cells().get(1));
    assertEquals(List.of(1), months.lines().getFirst().wrong());
    assertEquals("1150000", rig.copy().text(wage, "declared"));
    IntakeRig again = rig.killed();
    again.cards.lay(IntakeRig.CHEN);
    assertEquals("work.amount.NOT_DIGITS", again.problem(wage, "monthly.1"));
    new MonthsViewModel(again.model).leave(new MonthsViewModel.At(0, 1), "1200");
    assertEquals("1170000", again.copy().text(wage, "declared"));
    again.model.leave(wage, "declared", "9000");
    assertEquals("", again.copy().text(wage, "monthly"));
    new MonthsViewModel(again.model).leave(new MonthsViewModel.At(0, 3), "700");
    again.model.leave(wage, "basis", "MONTHLY");
    assertEquals("", again.copy().text(wage, "monthly"));
  }

  @Test
  void aSumOfTheYearIsHeldUpByNoMonthThatIsNoAmount() {
    UUID wage = rig.income("102", "1000");
    var months = new MonthsViewModel(rig.model);
    months.leave(new MonthsViewModel.At(0, 1), "一千二");
    rig.model.leave(wage, "basis", "MONTHLY");
    assertEquals("一千二", months.lines().getFirst().cells().get(1), "it can be corrected still");
    rig.model.leave(wage, "basis", "YEARLY");
    assertEquals(List.of(), rig.model.live.get().problems());
    assertFalse(rig.copy().typedTexts().containsValue("一千二"));
  }

  @Test
  void theSumOfTheMonthsTakesThePlaceOfATextThatWasNoAmount() {
    UUID wage = rig.income("102", "一千二");
    new MonthsViewModel(rig.model).leave(new MonthsViewModel.At(0, 0), "1200");
    assertEquals("1,200.00", rig.model.shown(wage, "declared"));
    assertEquals(List.of(), rig.model.live.get().problems());
  }

  @Test
  void aLineThatTurnsOutToBeAnotherKeepsWhatWasTyped() {
    UUID line = line(LineKind.ASSET, "");
    rig.model.leave(line, "declared", "1");
    rig.model.leave(line, "code", "P08");
    assertEquals("1", rig.copy().text(line, "declared"), "one vehicle, not a hundred");
    rig.model.leave(line, "code", "P02");
    assertEquals("100", rig.copy().text(line, "declared"), "one yuan");
    rig.model.leave(line, "declared", "12,345.60");
    rig.model.leave(line, "code", "P03");
    assertEquals("1234560", rig.copy().text(line, "declared"));
    UUID firm = line(LineKind.ASSET, "P02");
    rig.model.leave(firm, "declared", "个体工商户, 2024年");
    assertEquals("work.amount.NOT_DIGITS", rig.problem(firm, "declared"));
    rig.model.leave(firm, "code", "P11");
    assertEquals("个体工商户, 2024年", rig.copy().text(firm, "declared"));
    assertEquals(List.of(), rig.model.live.get().problems());
    rig.model.leave(firm, "code", "P02");
    assertEquals("个体工商户, 2024年", rig.model.shown(firm, "declared"));
    assertEquals("work.amount.NOT_DIGITS", rig.problem(firm, "declared"));
  }

  @Test
  void whoIsNoMemberAnyMoreIsNamedNowhere() {
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    UUID wife = rig.copy().file().members().getLast().id();
    rig.model.leave(applicantMember(), "guardian", wife.toString());
    CaseRecord applicant = rig.copy().get(applicantMember()).orElseThrow();
    rig.copy().put(Copied.marked(applicant, List.of("guardian")));
    rig.model.rows().addRelative();
    UUID relative = rig.model.focus.get().record();
    rig.model.leave(relative, "member", wife.toString());
    rig.model.rows().addRelative();
    UUID own = rig.model.focus.get().record();
    rig.model.rows().remove(wife);
    assertTrue(rig.copy().get(relative).isEmpty());
    assertTrue(rig.copy().get(own).isPresent());
    assertTrue(
        rig.copy().work().stream().noneMatch(r -> r.fields().containsValue(wife.toString())));
    assertEquals(0, Copied.count(rig.copy()), "nothing is left to be confirmed");
  }

  @Test
  void whatIsPastedGoesToItsLineOrNowhere() {
    UUID wage = rig.income("102", "");
    UUID other = rig.income("101", "");
    var months = new MonthsViewModel(rig.model);
    months.at.set(new MonthsViewModel.At(0, 0));
    months.paste("100\t200\n300\t400");
    rig.model.rows().remove(wage);
    months.take();
    assertEquals("70000", rig.copy().text(other, "declared"));
    assertEquals("2", rig.model.done.get().args().getFirst().toString());
  }

  @Test
  void aBlockOfASpreadsheetIsSeenBeforeItIsTaken() {
    UUID wage = rig.income("102", "");
    UUID other = rig.income("101", "");
    var months = new MonthsViewModel(rig.model);
    String heading = "姓名\t来源\t" + "1月\t".repeat(12);
    String wages = "陈䶮\t劳务零工\t1,200\t一千二\t\t" + "1500\t".repeat(9) + "14900";
    String stranger = "王某\t工资薪金\t" + "100\t".repeat(12);
    months.paste(heading + "\r\n" + wages + "\n" + stranger + "\n");
    PastedMonths seen = months.pasted.get();
    assertEquals(11, seen.good().size());
    assertEquals(List.of(1), seen.wrong().stream().map(PastedMonths.Cell::month).toList());
    assertEquals(1, seen.strangers().size());
    assertEquals("", rig.copy().text(wage, "declared"), "nothing is written yet");
    months.take();
    assertEquals("1470000", rig.copy().text(wage, "declared"));
    assertEquals("", rig.copy().text(other, "declared"));
    months.at.set(new MonthsViewModel.At(1, 10));
    months.paste("300\t400\t500\n1\t2");
    assertEquals(
        List.of(10, 11), months.pasted.get().cells().stream().map(c -> c.month()).toList());
    assertEquals(1, months.pasted.get().strangers().size(), "below the last line");
    months.drop();
    assertEquals("", rig.copy().text(other, "declared"));
  }

  @Test
  void relativesInOfficeAreListedAndTheNoticeIsRecordedWithItsEditionAndMinute() {
    UUID app = rig.copy().application();
    rig.model.leave(app, "relativeOfOfficial", "true");
    assertEquals("intake.doubt.relatives.none", doubt(app, "relativeOfOfficial"));
    rig.model.rows().addRelative();
    UUID relative = rig.model.focus.get().record();
    rig.model.leave(relative, "name", "陈志远");
    rig.model.leave(relative, "relation", "73");
    rig.model.leave(relative, "post", "居委会委员");
    assertEquals("", doubt(app, "relativeOfOfficial"));
    assertEquals(Step.DECLARATION, StepProblems.stepOf(rig.copy(), relative));
    rig.model.edits.fact(rig.copy(), GateKind.PRIVACY_NOTICE, "", StatementsCard.EDITION, "");
    rig.model.touched(null);
    rig.saving.saveNow();
    CaseRecord kept = at.store().all(RecordType.RELATIVE).getFirst();
    assertEquals("陈志远", kept.text("name"));
    CaseRecord notice = rig.copy().file().gateFacts(GateKind.PRIVACY_NOTICE).getFirst();
    assertEquals("2026-11-23T01:30:00Z", notice.text("at"));
    assertEquals(StatementsCard.EDITION, notice.text("value"));
  }

  @Test
  void doubtsSayWhyAndKeepNothingBack() {
    UUID me = applicantMember();
    rig.model.leave(me, "labour", "5");
    assertEquals("intake.doubt.labour60", doubt(me, "labour"));
    rig.model.leave(me, "occupation", "2");
    assertEquals("intake.doubt.student", doubt(me, "occupation"));
    rig.model.leave(me, "disabilityCategory", "4");
    assertEquals("intake.doubt.disabled", doubt(me, "disabilityCategory"));
    rig.model.leave(me, "disabilityGrade", "2");
    rig.model.leave(me, "disabilityCertificate", TestCards.number("19780512", 11) + "43");
    assertEquals("intake.doubt.certificate.grade", doubt(me, "disabilityCertificate"));
    UUID app = rig.copy().application();
    rig.model.leave(app, "familySize", "4");
    assertEquals("intake.doubt.size", doubt(app, "familySize"));
    rig.model.leave(app, "bankAccount", "6222021234567890");
    assertEquals("intake.doubt.account.check", doubt(app, "bankAccount"));
    rig.model.rows().addSupporter();
    UUID son = rig.model.focus.get().record();
    rig.model.leave(son, "familyMonthlyFen", "3000");
    rig.model.leave(son, "paidMonthlyFen", "4000");
    assertEquals("intake.doubt.paid", doubt(son, "paidMonthlyFen"));
    UUID wage = rig.income("101", "100");
    rig.model.leave(wage, "months", "13");
    assertEquals("intake.wrong.months", rig.problem(wage, "months"));
    rig.model.leave(wage, "months", "12");
    rig.model.leave(wage, "exemptFen", "101");
    assertEquals("intake.wrong.exempt", rig.problem(wage, "exemptFen"));
    rig.model.leave(wage, "exemptFen", "");
    assertEquals(List.of(), rig.model.live.get().problems());
  }

  /// The household applied two years ago and was refused.
  private void appliedBefore() throws Exception {
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    UUID wife = rig.copy().file().members().getLast().id();
    rig.model.leave(wife, "relation", "12");
    rig.income("102", "1800");
    UUID money = line(LineKind.ASSET, "P02");
    rig.model.leave(money, "declared", "8600");
    rig.model.rows().addSupporter();
    rig.model.leave(rig.model.focus.get().record(), "name", "陈建业");
    UUID bill = line(LineKind.BENEFIT, "05");
    rig.model.leave(bill, "declared", "400");
    UUID house = line(LineKind.HOUSE, LineKind.OWNED);
    rig.model.leave(house, "member", "");
    rig.model.leave(house, "address", "河北省固安县某村12号");
    List<CaseRecord> records =
        rig.copy().work().stream()
            .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "REJECTED") : r)
            // a visit measured what nobody had declared the area of
            .map(r -> r.id().equals(house) ? r.with("verified", "86") : r)
            .toList();
    UUID application = rig.copy().application();
    rig.model.keepThenClose();
    at.store().drafts().remove(IntakeDraft.key(application));
    at.receive(records.toArray(CaseRecord[]::new));
    at.pass(Duration.ofDays(400));
  }

  @Test
  void aHouseholdThatAppliesAgainKeepsWhatItSaidMarkedUntilConfirmed() throws Exception {
    appliedBefore();
    rig.cards.lay(IntakeRig.CHEN);
    var earlier = new EarlierViewModel(rig.model);
    assertTrue(rig.copy().isNew());
    assertTrue(earlier.offered().isPresent());
    earlier.take();
    WorkingCopy copy = rig.copy();
    assertEquals(2, copy.file().members().size());
    CaseRecord wife = copy.file().members().getLast();
    assertEquals("12", wife.text("relation"));
    assertEquals("PENDING", wife.text("authorization"));
    assertEquals(WorkingCopy.EARLIER, copy.source(wife.id(), "relation"));
    assertEquals("CHIP", copy.source(rig.applicant(), "name"), "the card's word stays");
    assertEquals("", rig.app().text("schemes"), "asked anew");
    assertEquals("false", rig.app().text("firstTime"));
    CaseRecord wage = copy.file().items("INCOME").getFirst();
    assertEquals("180000", wage.text("declared"));
    assertEquals(copy.file().members().getFirst().id().toString(), wage.text("member"));
    assertEquals("05", copy.file().members().getFirst().text("benefits"));
    assertEquals("陈建业", copy.file().supporters().getFirst().text("name"));
    CaseRecord house = copy.file().items("HOUSING").getFirst();
    assertEquals("河北省固安县某村12号", house.text("address"), "a house without an area is a house");
    assertEquals("", house.text("verified"), "what the visit found then is not said now");
    assertTrue(earlier.offered().isEmpty(), "offered once");
    int waiting = rig.model.live.get().copied();
    assertTrue(waiting > 10, "" + waiting);
    rig.model.leave(rig.copy().application(), "schemes", "DB");
    rig.saving.actNow();
    assertEquals("intake.copied.first", rig.saving.hindrances.getFirst().key());

    rig.model.leave(wage.id(), "declared", "2000");
    assertEquals("", rig.copy().source(wage.id(), "declared"), "said anew");
    rig.model.step.set(Step.MEMBERS);
    earlier.confirm(wife.id());
    assertEquals("", rig.copy().text(wife.id(), "copied"));
    assertEquals("", rig.copy().text(UUID.fromString(wife.text("person")), "copied"));
    for (Step s : Step.values()) {
      rig.model.step.set(s);
      earlier.confirm(null);
    }
    assertEquals(0, rig.model.live.get().copied());
    rig.saving.actNow();
    assertFalse(
        rig.saving.hindrances.stream().anyMatch(m -> m.key().equals("intake.copied.first")));
  }

  @Test
  void whatIsConfirmedStandsInTheStep() throws Exception {
    rig.model.leave(rig.copy().application(), "relativeOfOfficial", "false");
    appliedBefore();
    rig.cards.lay(IntakeRig.CHEN);
    var earlier = new EarlierViewModel(rig.model);
    earlier.take();
    UUID app = rig.copy().application();
    rig.model.step.set(Step.APPLICANT);
    earlier.confirm(null);
    assertEquals("", rig.copy().source(app, "phone"));
    assertEquals(WorkingCopy.EARLIER, rig.copy().source(app, "relativeOfOfficial"));
    rig.model.step.set(Step.DECLARATION);
    earlier.confirm(null);
    assertEquals("", rig.copy().source(app, "relativeOfOfficial"));
  }

  @Test
  void whatWasDeclaredWithoutAFigureIsTakenOverToo() throws Exception {
    UUID benefit = line(LineKind.BENEFIT, "07");
    rig.model.leave(benefit, "since", "2024-03");
    UUID house = line(LineKind.HOUSE, "");
    rig.model.leave(house, "address", "昌平区某村12号");
    appliedBefore();
    rig.cards.lay(IntakeRig.CHEN);
    new EarlierViewModel(rig.model).take();
    assertEquals("05,07", rig.copy().text(applicantMember(), "benefits"));
    CaseRecord taken = LineKind.HOUSE.of(rig.copy().file()).getFirst();
    assertEquals("昌平区某村12号", taken.text("address"));
    assertEquals(WorkingCopy.EARLIER, rig.copy().source(taken.id(), "address"));
  }

  @Test
  void marksOutliveAPowerCut() throws Exception {
    appliedBefore();
    rig.cards.lay(IntakeRig.CHEN);
    var earlier = new EarlierViewModel(rig.model);
    earlier.take();
    int waiting = rig.model.live.get().copied();
    assertTrue(waiting > 10, "" + waiting);
    IntakeRig again = rig.killed();
    again.cards.lay(IntakeRig.CHEN);
    assertEquals(waiting, again.model.live.get().copied());
    assertEquals(Optional.empty(), new EarlierViewModel(again.model).offered());
  }

  @Test
  void aHouseholdOfThreeHundredStaysQuick() {
    for (int i = 0; i < 299; i++) {
      rig.model.rows().addMember();
      UUID person = rig.model.focus.get().record();
      rig.model.leave(person, "name", "成员" + i);
      rig.model.leave(rig.copy().file().members().getLast().id(), "relation", "97");
    }
    UUID last = rig.copy().file().members().getLast().id();
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) rig.model.leave(last, "workplace", "单位" + i);
    long each = (System.nanoTime() - start) / 20_000_000;
    assertEquals(300, rig.model.live.get().members().size());
    assertTrue(each < 200, each + " ms a field");
  }
}
