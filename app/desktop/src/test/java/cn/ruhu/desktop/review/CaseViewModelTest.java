package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.pages.PageSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseViewModelTest {
  @TempDir Path home;
  private TestDesk at;
  private CaseScenario scene;
  private CaseViewModel model;
  private DistrictDouble district;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    scene = CaseScenario.zhang();
    at.receive(scene.files(), scene.records());
    model = reopened();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private CaseViewModel reopened() {
    district = new DistrictDouble(at);
    var fresh =
        new CaseViewModel(at.desk(), new SeenCases(at.desk()), district, Background.inline());
    fresh.open(scene.id);
    return fresh;
  }

  private CaseFile file() {
    return at.desk().caseFile(scene.id);
  }

  private void select(String key) {
    model.selected.set(model.sheet.get().comparison().row(key).orElseThrow());
  }

  private CaseRecord item(int n) {
    return file().record(scene.item(n)).orElseThrow();
  }

  @Test
  void differencesComeFirstAndJAndKWalkOverHeadings() {
    assertTrue(model.lines.getFirst() instanceof CaseViewModel.Line.Heading);
    assertTrue(model.selected.get().difference().matters());
    var first = model.selected.get();
    model.move(1);
    assertFalse(first.equals(model.selected.get()));
    model.move(-5);
    assertEquals(first, model.selected.get());
    model.move(500);
    assertFalse(model.selected.get().difference().matters());
  }

  @Test
  void adoptingWhatTheRulesTakeNeedsNoReason() throws Exception {
    select("ITEM:" + scene.item(1));
    assertEquals("230000", model.adoptable(Column.VERIFIED).orElseThrow());
    assertFalse(model.needsReason("230000"));
    model.adopt("230000", "");
    at.restart();
    assertEquals("230000", item(1).text("adopted"));
    assertEquals(TestDesk.REVIEWER.toString(), item(1).text("adoptedBy"));
  }

  @Test
  void anotherValueNeedsItsReason() {
    select("ITEM:" + scene.item(1));
    assertTrue(model.needsReason("180000"));
    model.adopt("180000", " ");
    assertEquals("review.problem.reason", model.problem.get());
    assertTrue(item(1).get("adopted").isEmpty());
    model.adopt("180000", "公司出具更正说明");
    assertEquals("公司出具更正说明", item(1).text("adoptReason"));
    assertTrue(model.selected.get().ruled());
  }

  @Test
  void theDistrictsStandardIsComparedWithItsMarkAndAnUnknownOneIsNot() throws Exception {
    CaseRecord[] bare =
        java.util.Arrays.stream(scene.records())
            .filter(r -> r.type() != RecordType.STANDARD)
            .toArray(CaseRecord[]::new);
    try (TestDesk other = TestDesk.reviewer(home.resolve("other"))) {
      other.receive(scene.files(), bare);
      var unknown =
          new CaseViewModel(
              other.desk(), new SeenCases(other.desk()), district, Background.inline());
      unknown.open(scene.id);
      assertInstanceOf(Figure.Unknown.class, unknown.sheet.get().standard());
    }
    at.receive(standard());
    model = reopened();
    var known = assertInstanceOf(Figure.Known.class, model.sheet.get().standard());
    assertEquals(new Fen(155_000), known.amount());
    assertEquals("演示", known.mark());
    assertEquals(2, file().all(RecordType.STANDARD).size(), "the rules of the case see it too");
  }

  private static CaseRecord standard() {
    return CaseRecord.of(
        RecordType.STANDARD,
        new UUID(8, 2),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name", "DIBAO",
            "effective", "2026-07",
            "valueFen", "155000",
            "source", "演示数据，非官方公布",
            "confirmed", "true",
            "mark", "演示"));
  }

  @Test
  void aFactThatIsNoItemIsRuledOnBesideTheOthers() throws Exception {
    String key = "M16@" + scene.member(2);
    select(key);
    String declared = model.adoptable(Column.DECLARED).orElseThrow();
    String visited = model.adoptable(Column.VERIFIED).orElseThrow();
    assertTrue(model.needsReason(declared), "the visit counts without a ruling");
    model.adopt(declared, "残疾人证为准");
    FactRow row = model.sheet.get().comparison().row(key).orElseThrow();
    assertTrue(row.ruled());
    assertEquals(
        List.of(declared, visited, declared),
        List.of(row.declared(), row.visited(), row.adopted()));
    assertEquals("残疾人证为准", row.reason());
    at.restart();
    model = reopened();
    assertTrue(model.sheet.get().comparison().row(key).orElseThrow().ruled(), "it is kept");
  }

  @Test
  void howManyCountFollowsFromTheMembersAndIsNotRuledOn() {
    select("N");
    assertTrue(model.adoptable(Column.DECLARED).isEmpty());
    assertFalse(model.selected.get().adoptable());
  }

  @Test
  void collectedQuestionsOutliveThePowerAndGoWithTheReturn() throws Exception {
    select("M12@" + scene.member(3));
    model.ask("请在周末与李明当面核实兼职收入", "每月 600 元，支付记录 3 个月");
    model.reasonLeft("收入与在读情况需补充核实");
    at.restart();
    model = reopened();
    assertEquals(1, model.asked.size());
    assertEquals("收入与在读情况需补充核实", model.returnReason.get());
    model.sendBack();
    assertEquals(List.of(), model.returnHindrances);
    assertEquals("VISITING", file().application().orElseThrow().text("stage"));
    CaseRecord q = file().questions().getFirst();
    assertEquals("OPEN", q.text("state"));
    assertEquals(scene.member(3).toString(), q.text("member"));
    assertEquals("M12@" + scene.member(3), q.text("path"));
    assertEquals("RETURNED", file().assignments().getFirst().text("state"));
    assertTrue(model.asked.isEmpty());
    assertFalse(model.mayReturn());
  }

  @Test
  void aReturnWithoutQuestionsIsRefusedInWords() {
    model.reasonLeft("请补充");
    model.sendBack();
    assertEquals("QUESTIONS_MISSING", model.returnHindrances.getFirst().code());
    assertEquals("INVESTIGATED", file().application().orElseThrow().text("stage"));
  }

  @Test
  void aMandatoryDoubtStandsInTheWayUntilDisposed() {
    model.write(positive());
    assertTrue(model.hindrances.stream().anyMatch(h -> h.code().equals("FLAG_OPEN")));
    disposeAll();
    assertEquals(List.of(), model.hindrances);
    assertFalse(file().gateFacts(GateKind.FLAG_DISPOSED).isEmpty());
  }

  private Verdict positive() {
    return Verdict.blank("DB")
        .side("YES")
        .with("reasonText", "家庭人均收入低于标准")
        .with("monthlyFen", "120000")
        .with("reviewClass", "B");
  }

  @Test
  void theAmountBeginsAsComputedAndStaysOnceItIsWritten() throws Exception {
    String counted = CountedAmounts.of(model.sheet.get(), "DB");
    assertEquals(counted, model.verdict("DB").monthlyFen());
    model.write(model.verdict("DB").side("YES"));
    at.restart();
    model = reopened();
    assertEquals(counted, model.verdict("DB").monthlyFen(), "computed anew, not kept");
    model.write(model.verdict("DB").with("monthlyFen", "12300").with("amountReason", "房租另计"));
    model.refresh();
    assertEquals("12300", model.verdict("DB").monthlyFen());
    at.restart();
    model = reopened();
    assertEquals("12300", model.verdict("DB").monthlyFen());
    assertEquals("房租另计", model.verdict("DB").amountReason());
  }

  /// A draft of the program before this one knew no reason of an amount.
  @Test
  void anOlderDraftIsRead() {
    byte[] before = DraftText.write(List.of(List.of("DB", "YES", "", "好", "100", "B", "2026-12")));
    Verdict read = Verdict.read(before).getFirst();
    assertEquals("100", read.monthlyFen());
    assertEquals("", read.amountReason());
    assertEquals("2026-12", read.startMonth());
  }

  private void disposeAll() {
    for (Flag f : List.copyOf(model.sheet.get().flags()))
      if (f.blocks()) model.dispose(f, "已电话核实并补充证明");
  }

  @Test
  void theOpinionIsSignedWithWhatWasNotOpened() throws Exception {
    model.write(positive());
    disposeAll();
    at.restart();
    model = reopened();
    assertTrue(model.verdict("DB").positive());
    model.sign();
    assertEquals(List.of(), model.hindrances);
    assertEquals("PRELIM", file().application().orElseThrow().text("stage"));
    CaseRecord opinion = file().opinion("DB").orElseThrow();
    assertEquals(TestDesk.REVIEWER.toString(), opinion.text("by"));
    assertEquals("120000", opinion.text("monthlyFen"));
    assertEquals(file().pages().size(), CaseFile.codes(opinion, "unopenedEvidence").size());
    assertFalse(model.mayJudge());
    CaseSheet.Past past = model.sheet.get().past().getFirst();
    assertEquals(opinion.id(), past.record().id());
    assertTrue(past.replay().holds(), "computed again as of its day");
    assertEquals(List.of(), past.replay().differences());
  }

  @Test
  void aRefusalNeedsItsGroundByCodeAndWords() {
    model.write(Verdict.blank("DB").side("NO").with("reasonText", "收入超过标准"));
    assertTrue(model.hindrances.stream().anyMatch(h -> h.code().equals("REFUSAL_REASON_MISSING")));
    model.write(model.verdict("DB").with("reasonCode", "R01"));
    assertFalse(model.hindrances.stream().anyMatch(h -> h.code().equals("REFUSAL_REASON_MISSING")));
  }

  @Test
  void whatIsTypedIsJudgedAtOnceAndKeptWhenTheFieldIsLeft() throws Exception {
    model.write(Verdict.blank("DB").side("NO").with("reasonText", "收入超过标准"));
    model.typed(model.verdict("DB").with("reasonCode", "R01"));
    assertFalse(model.hindrances.stream().anyMatch(h -> h.code().equals("REFUSAL_REASON_MISSING")));
    at.restart();
    model = reopened();
    assertEquals("", model.verdict("DB").reasonCode(), "typing alone keeps nothing");
    assertEquals("收入超过标准", model.verdict("DB").reasonText());
  }

  @Test
  void whatIsTypedStaysWhenTheCaseIsReadAnewMeanwhile() {
    var late = new LateBackground();
    model = new CaseViewModel(at.desk(), new SeenCases(at.desk()), district, late);
    model.open(scene.id);
    late.settle();
    model.refresh();
    model.write(Verdict.blank("DB").side("NO").with("reasonText", "收入超过标准"));
    model.typed(model.verdict("DB").with("reasonCode", "R01"));
    late.settle();
    assertEquals("收入超过标准", model.verdict("DB").reasonText());
    assertEquals("R01", model.verdict("DB").reasonCode());
  }

  @Test
  void aPageCountsAsSeenOnceItsPictureStoodOnTheScreen() throws Exception {
    byte[] bytes = PageSamples.png(PageSamples.sheet("A", 200, 280));
    String address = at.store().files().put(bytes, scene.id, "image/png");
    CaseRecord page = file().pages().getFirst();
    at.receive(page.with("file", address));
    model.refresh();
    int before = model.unopened();
    model.openAmongItsKind(file().record(page.id()).orElseThrow());
    assertTrue(model.pages.now().get().hasPicture());
    assertEquals(before, model.unopened(), "decoded is not seen");
    model.pages.onScreen();
    assertEquals(before - 1, model.unopened());
    at.restart();
    model = reopened();
    assertEquals(before - 1, model.unopened());
  }

  @Test
  void aPageThatWasSeenWhileTheCaseWasReadAnewIsSignedAsOpened() throws Exception {
    byte[] bytes = PageSamples.png(PageSamples.sheet("A", 200, 280));
    String address = at.store().files().put(bytes, scene.id, "image/png");
    CaseRecord page = file().pages().getFirst().with("file", address);
    at.receive(List.of(address), page);
    var late = new LateBackground();
    model = new CaseViewModel(at.desk(), new SeenCases(at.desk()), district, late);
    model.open(scene.id);
    late.settle();
    model.openAmongItsKind(page);
    late.settle();
    model.refresh(); // reads what was opened so far
    Runnable readBefore = late.ends.removeFirst();
    model.pages.onScreen();
    late.settle();
    readBefore.run();
    assertTrue(model.openedPages.contains(page.id()));
    model.close();
    model.open(scene.id);
    late.settle();
    model.write(positive());
    late.settle();
    disposeAll();
    late.settle();
    model.sign();
    late.settle();
    assertEquals(List.of(), model.hindrances);
    String unopened = file().opinion("DB").orElseThrow().text("unopenedEvidence");
    assertFalse(unopened.isEmpty() || unopened.contains(page.id().toString()), unopened);
  }

  @Test
  void aPageInTheDistrictIsAskedForAndStaysUnseen() {
    int before = model.unopened();
    CaseRecord page = file().pages().getFirst();
    model.openAmongItsKind(page);
    assertEquals(List.of(page), district.asked);
    model.pages.onScreen();
    assertEquals(before, model.unopened());
  }

  @Test
  void thePagesOfAnOpenCaseComeQuietlyThoseOfDifferencesFirstAndOnlyOnce() {
    var wanted = List.copyOf(district.quietly);
    assertEquals(file().pages().size(), wanted.size());
    var first =
        model.sheet.get().comparison().differences().stream()
            .flatMap(r -> r.evidence().stream())
            .findFirst()
            .orElseThrow();
    assertEquals(first, wanted.getFirst().id());
    district.quietly = List.of();
    model.refresh();
    assertEquals(List.of(), district.quietly, "a refresh asks for nothing anew");
    model.close();
    assertEquals(List.of(), district.quietly);
  }

  @Test
  void anAnsweredQuestionIsSettled() throws Exception {
    CaseRecord q =
        scene
            .make(RecordType.QUESTION, new UUID(4, 4), java.util.Map.of())
            .with("path", "M12@" + scene.member(3))
            .with("words", "请当面核实")
            .with("answer", "已于周六见面")
            .with("state", "ANSWERED");
    at.receive(q);
    model.refresh();
    model.settle(file().questions().getFirst());
    assertEquals("SETTLED", file().questions().getFirst().text("state"));
  }

  @Test
  void aChiefReadsWhileTheReviewerJudges() throws Exception {
    at.close();
    at = TestDesk.open(home.resolve("chief"), new UUID(9, 8), "韩梅", Role.STREET_CHIEF);
    at.receive(scene.files(), scene.records());
    model = reopened();
    assertFalse(model.mayAdopt() || model.mayReturn() || model.mayJudge());
    assertTrue(model.sheet.get().flags().stream().noneMatch(model::mayDispose));
    select("ITEM:" + scene.item(1));
    assertTrue(model.adoptable(Column.VERIFIED).isEmpty());
  }
}
