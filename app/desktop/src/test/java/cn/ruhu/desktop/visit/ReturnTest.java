package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.evidence.Paradata;
import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.survey.Question;
import cn.ruhu.wire.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case sent back from a row of the comparison, at the pair's machine.
class ReturnTest {
  private static final char[] SECRET = "battery staple".toCharArray();

  @TempDir Path home;
  @TempDir Path pictures;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    at.receive(more());
    VisitViewModelTest.partner(at, SECRET);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  /// Declared means of every kind, and a row of the registry that differs in everything.
  private static CaseRecord[] more() {
    var all = new ArrayList<CaseRecord>();
    for (int e = 1; e <= 14; e++)
      if (e != 4) all.add(item(e, "EXPENSE", "E%02d".formatted(e), Map.of("basis", "MONTHLY")));
    all.add(item(20, "ASSET", "P05", Map.of("member", Household.member(2).toString())));
    all.add(item(21, "ASSET", "P08", Map.of()));
    all.add(item(22, "HOUSING", "H05", Map.of()));
    all.add(item(23, "INCOME", "401", Map.of("member", Household.member(4).toString())));
    all.add(
        Household.of(
            RecordType.LINK,
            new UUID(9, 1),
            new TreeMap<>(
                Map.of(
                    "person", new UUID(4, 1).toString(),
                    "state", "LINKED",
                    "name", "王建军",
                    "number", "110108197603020023",
                    "address", "北京市海淀区西三旗龙乡小区9号楼",
                    "died", "2026-10-01",
                    "benefits", "01,2026-01-01,,80000",
                    "importedOn", "2026-11-01"))));
    return all.toArray(CaseRecord[]::new);
  }

  private static CaseRecord item(long id, String kind, String code, Map<String, String> more) {
    var fields = new TreeMap<>(more);
    fields.putAll(Map.of("kind", kind, "code", code, "declared", "1", "order", "" + (40 + id)));
    return Household.of(RecordType.ITEM, new UUID(8, id), fields);
  }

  private void begin() {
    model =
        new VisitViewModel(
            at.desk(), background, VisitForms.builtIn(), FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, pictures, true);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private Visit visit() {
    return java.util.Objects.requireNonNull(model.visit.get());
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  /// Answers what is open and seals.
  private void seal(Map<String, String> answers) throws Exception {
    tell.answer("V09D", "1");
    model.prove(SECRET.clone());
    assertTrue(model.proven.get(), () -> model.hindrances.toString());
    var open = new OpenQuestions(model, tell, answers);
    open.answer();
    at.pass(Duration.ofMinutes(25));
    tell.household(4).sign("R09").sign("R10");
    model.observeAs(TestDesk.FIRST);
    model.finish();
  }

  private void sealed() {
    assertNotNull(model.sealed.get(), () -> model.hindrances + " " + visit().problems());
    model.leave();
  }

  private void sendBack(List<CaseRecord> questions) throws Exception {
    at.pass(Duration.ofHours(20));
    CaseRecord app = at.store().record(Household.CASE).orElseThrow();
    at.desk().edit(app, app.with("stage", "VISITING"));
    CaseRecord assignment = at.store().record(Household.ASSIGNMENT).orElseThrow();
    at.desk().edit(assignment, assignment.with("state", "RETURNED"));
    at.receive(questions.toArray(CaseRecord[]::new));
  }

  private static CaseRecord ask(int n, FactRow row) {
    return Household.of(
            RecordType.QUESTION,
            new UUID(7, n),
            Map.of("path", row.path(), "words", "请核实：" + row.key(), "state", "OPEN", "round", "1"))
        .with("member", row.subject().map(UUID::toString).orElse(""));
  }

  /// Where the words of a question stand: facts over whose card a box for the reply is.
  private List<String> boxes(CaseRecord asked) {
    var found = new ArrayList<String>();
    for (var section : visit().session().sections())
      for (Question q : visit().session().questions(section.id()))
        if (q.relevant() && model.asking().asked(q).contains(asked))
          found.add(visit().survey.key(q));
    return found;
  }

  private List<String> opened() {
    var found = new ArrayList<String>();
    for (var section : visit().session().sections())
      for (Question q : visit().session().questions(section.id()))
        if (visit().survey.open(q) && !q.value().isEmpty()) found.add(visit().survey.key(q));
    return found;
  }

  @Test
  void everyRowOfTheComparisonCanBeAskedAboutAnsweredAndSealed() throws Exception {
    begin();
    seal(Map.of());
    sealed();
    var rows = new ArrayList<FactRow>();
    Comparison.of(file()).groups().forEach(g -> rows.addAll(g.rows()));
    var codes = new TreeSet<String>();
    rows.forEach(r -> codes.add(r.path().split("[@#]", 2)[0]));
    assertTrue(
        codes.containsAll(
            List.of("C01", "NAME", "NUMBER", "BENEFITS", "M10", "M12", "I01", "P05", "H02", "H05")),
        codes::toString);
    var asked = new ArrayList<CaseRecord>();
    for (FactRow row : rows) asked.add(ask(asked.size(), row));
    sendBack(asked);
    begin();
    tell.answer("V09D", "1");
    var elsewhere = new TreeSet<String>();
    model.asking().elsewhere().forEach(q -> elsewhere.add(q.text("path")));
    for (CaseRecord q : visit().back.asked()) {
      int here = boxes(q).size() + (model.asking().elsewhere().contains(q) ? 1 : 0);
      assertEquals(1, here, () -> q.text("path") + " " + boxes(q));
    }
    assertEquals(new TreeSet<>(List.of("E01", "E03", "E05", "H05")), elsewhere);
    seal(Map.of());
    assertTrue(model.hindrances.stream().allMatch(m -> m.key().equals("visit.finish.reply")));
    assertEquals(rows.size(), model.hindrances.size());
    asked.forEach(q -> model.asking().reply(q.id(), "已当面核实。"));
    model.finish();
    sealed();
    for (CaseRecord q : asked)
      assertEquals("ANSWERED", at.store().record(q.id()).orElseThrow().text("state"));
  }

  private FactRow row(String path) {
    return Comparison.of(file()).groups().stream()
        .flatMap(g -> g.rows().stream())
        .filter(r -> r.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + path));
  }

  @Test
  void aRowOpensTheQuestionsItIsMadeOf() throws Exception {
    begin();
    seal(Map.of());
    sealed();
    sendBack(List.of(ask(1, row("I01" + Household.at(1)))));
    begin();
    tell.answer("V09D", "1");
    List<String> open = opened();
    String line = Household.at(1) + "#1";
    assertTrue(open.containsAll(List.of("I00" + Household.at(1), "I01" + line, "I04" + line)));
    assertEquals(Question.Origin.PREFILLED, tell.question("I04" + line).origin(), "asked again");
    assertFalse(open.contains("I04" + Household.at(4) + "#1"), "another member's stays");
    assertFalse(open.contains("M10" + Household.at(1)));
    assertEquals(List.of("I00" + Household.at(1)), boxes(visit().back.asked().getFirst()));
  }

  @Test
  void theAddressAndTheSizeOfTheHouseholdAreAnsweredWhereTheyComeFrom() throws Exception {
    begin();
    seal(Map.of());
    sealed();
    sendBack(List.of(ask(1, row("C01")), ask(2, row("H02"))));
    begin();
    tell.answer("V09D", "1");
    List<String> open = opened();
    for (int n = 1; n <= 4; n++) assertTrue(open.contains("M10" + Household.at(n)), "M10 " + n);
    assertTrue(open.contains("H01"));
    tell.answer("H01", "2").answer("H02", "北下关街道大慧寺社区12号院3号楼2单元502室");
    assertFalse(open.contains("H04"));
  }

  @Test
  void aCorrectionKeepsASupporterTheFirstVisitHeardOf() throws Exception {
    UUID son = new UUID(12, 2);
    begin();
    tell.answer("V09D", "1").answer("F00", "true");
    visit().survey.add(roster("F"), Optional.of(son));
    seal(Map.of("F01", "王大力", "F10", "50000"));
    sealed();
    assertEquals("50000", file().answers().get("F10", son).orElseThrow());
    sendBack(List.of(ask(1, row("F10@" + son))));
    begin();
    assertFalse(visit().session().refusedPrefill().contains("F10@" + son));
    tell.answer("V09D", "1");
    assertTrue(opened().contains("F10@" + son));
    model.asking().reply(new UUID(7, 1), "已电话核实。");
    seal(Map.of("F10", "60000"));
    sealed();
    assertEquals("60000", file().answers().get("F10", son).orElseThrow());
    assertEquals("王大力", file().answers().get("F01", son).orElseThrow());
  }

  @Test
  void aMemberTheFirstVisitFoundIsSealedAndStaysInTheCorrection() throws Exception {
    UUID child = new UUID(12, 1);
    begin();
    tell.answer("V09D", "1");
    visit().survey.add("/M/member", Optional.of(child));
    visit().survey.given("M05@" + child, "2020-06-01");
    tell.answer("M01@" + child, "王小安").answer("M03@" + child, "20");
    seal(Map.of("M16@" + child, "4", "M17@" + child, "1", "H09", "5"));
    sealed();
    assertEquals("6", file().answers().get("M05A", child).orElseThrow());
    sendBack(List.of(ask(1, row("H02"))));
    begin();
    model.asking().reply(new UUID(7, 1), "已当面核实。");
    seal(Map.of());
    sealed();
    assertEquals("王小安", file().answers().get("M01", child).orElseThrow());
    assertEquals("2020-06-01", file().answers().get("M05", child).orElseThrow());
  }

  @Test
  void whatThePairMadeOfADifferenceStandsInItsCorrection() throws Exception {
    begin();
    seal(Map.of("O10@" + TestDesk.FIRST, "1", "O10@" + TestDesk.SECOND, "5"));
    assertEquals(
        List.of("visit.finish.doubt"), model.hindrances.stream().map(m -> m.key()).toList());
    visit().dispose("X22", "1");
    model.finish();
    sealed();
    sendBack(List.of(ask(1, row("H02"))));
    begin();
    model.asking().reply(new UUID(7, 1), "已当面核实。");
    seal(Map.of());
    sealed();
    assertEquals("1", file().answers().byPath().get("C10X22"));
  }

  private String roster(String section) {
    return visit().session().rosters(section).getFirst().path();
  }

  @Test
  void aCorrectionIsNoHastyVisitAndNobodyElsesPhotos() throws Exception {
    begin();
    seal(Map.of());
    sealed();
    sendBack(List.of(ask(1, row("H02"))));
    begin();
    tell.answer("V09D", "1");
    model.asking().reply(new UUID(7, 1), "已当面核实。");
    at.pass(Duration.ofMinutes(2));
    seal(Map.of());
    sealed();
    CaseRecord visit = file().finishedVisit().orElseThrow();
    assertEquals("RETURN", visit.text("purpose"));
    assertTrue(Integer.parseInt(visit.text("answered")) < 40, visit.text("answered"));
    assertEquals(
        List.of(),
        Flags.of(file(), at.desk().today()).stream()
            .filter(f -> f.rule() == XRule.X21 && f.key().contains(visit.id().toString()))
            .map(f -> f.args().toString())
            .toList());
    var paradata = Messages.read(at.store().files().bytes(visit.text("paradata")), Paradata.class);
    assertTrue(
        paradata.steps().stream()
            .filter(s -> s.section().equals("O"))
            .noneMatch(s -> s.by().equals(TestDesk.SECOND)),
        "nobody observed in the second's name");
  }

  @Test
  void aViewNobodyAskedAboutKeepsItsPhotosAndHowTheyAreShown() throws Exception {
    begin();
    tell.answer("V09D", "1").photo("H20");
    String room = model.pictures(tell.path("H20")).getFirst();
    PageRecipe turned = PageRecipe.AS_IS.turnedBy(1);
    visit().draft.note(VisitFiles.RECIPE + room, turned.text());
    seal(Map.of());
    sealed();
    var words = Map.of("path", "H20A", "words", "请补拍客厅", "state", "OPEN", "round", "1");
    sendBack(List.of(Household.of(RecordType.QUESTION, new UUID(7, 1), words)));
    begin();
    tell.answer("V09D", "1");
    List<Path> two = List.of(Teller.picture(pictures, 41), Teller.picture(pictures, 42));
    model.photos(tell.path("H20A"), two);
    assertEquals(List.of(room), model.pictures(tell.path("H20")));
    assertEquals(Optional.of(turned), model.files().recipe(room), "small as everywhere else");
    model.asking().reply(new UUID(7, 1), "已补拍。");
    seal(Map.of());
    sealed();
    CaseRecord again =
        file().pages().stream()
            .filter(p -> p.text("file").equals(room))
            .reduce((_, later) -> later)
            .orElseThrow();
    assertEquals(file().finishedVisit().map(CaseRecord::id), again.ref("visit"));
    assertEquals(turned, PageShape.read(again));
  }
}
