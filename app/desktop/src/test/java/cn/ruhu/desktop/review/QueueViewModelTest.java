package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueViewModelTest {
  @TempDir Path home;
  private TestDesk at;
  private QueueViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    var zhang = CaseScenario.zhang();
    at.receive(zhang.files(), zhang.records());
    var quiet =
        new CaseScenario(21, LocalDate.of(2026, 9, 21))
            .alone("赵德福", "1951-02-03", "皂君庙甲7号院")
            .accepted()
            .quietVisit();
    at.receive(quiet.records());
    var back =
        new CaseScenario(22, LocalDate.of(2026, 11, 2))
            .alone("孙玉梅", "1960-12-01", "四道口路3号")
            .accepted()
            .quietVisit()
            .returned();
    at.receive(back.files(), back.records());
    model = new QueueViewModel(at.desk(), new SeenCases(at.desk()), Background.inline());
    model.refresh();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void only(QueueFilter.Chip chip) {
    model.filter.set(QueueFilter.ALL.toggled(chip));
  }

  private QueueRow row(String name) {
    return model.rows.stream().filter(r -> r.applicant().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aRowTellsDoubtsDifferencesFilesAndWhoVisited() {
    QueueRow zhang = row("张桂兰");
    assertTrue(zhang.must() >= 2 && zhang.differences() >= 4);
    assertEquals(zhang.filesAll(), zhang.filesIn());
    assertEquals("林晓东、孟玉兰", zhang.visitors());
    assertEquals(12, zhang.waitingDays());
    assertEquals(4, zhang.people());
    assertEquals(0, row("赵德福").filesIn());
  }

  @Test
  void theOverdueOneStandsOnTopAndReturnedOnesAtTheEnd() {
    assertEquals("赵德福", model.rows.getFirst().applicant());
    assertTrue(model.rows.getFirst().daysLeft() < 0);
    assertEquals(1, model.overdue.get());
    assertEquals("孙玉梅", model.rows.getLast().applicant());
    assertEquals(2, model.waiting.get());
  }

  /// A row is made again when its case changes, and only then.
  @Test
  void whatDidNotChangeIsNotReadAgain() throws Exception {
    long first = model.queue().made();
    assertEquals(model.rows.size(), first);
    model.refresh();
    assertEquals(first, model.queue().made());
    CaseRecord app = at.store().record(row("孙玉梅").application()).orElseThrow();
    at.receive(app.with("residenceAddress", "四道口路9号"));
    model.refresh();
    assertEquals(first + 1, model.queue().made());
    assertEquals("四道口路9号", row("孙玉梅").address());
    at.pass(Duration.ofDays(1));
    model.refresh();
    assertEquals(2 * first + 1, model.queue().made(), "another day, other deadlines");
  }

  @Test
  void aRowSaysWhichPapersAreMissingAndWhoseNumberIsToFollow() throws Exception {
    QueueRow before = row("赵德福");
    assertEquals(
        before.papers().count().needed() - before.papers().count().there(),
        before.missing().size());
    assertEquals(0, before.pending());
    CaseRecord person =
        at.store().ofCase(before.application()).stream()
            .filter(r -> r.type() == RecordType.PERSON)
            .findFirst()
            .orElseThrow();
    at.receive(person.with("idNumber", null).with("idKind", "9"));
    model.refresh();
    assertEquals(1, row("赵德福").pending());
    only(QueueFilter.Chip.PAPERS);
    assertTrue(model.rows.stream().anyMatch(r -> r.applicant().equals("赵德福")));
  }

  @Test
  void chipsChoose() {
    only(QueueFilter.Chip.DOUBTS);
    assertEquals(1, model.rows.size());
    only(QueueFilter.Chip.BY_ME);
    assertEquals("孙玉梅", model.rows.getFirst().applicant());
    assertTrue(model.rows.getFirst().returned());
  }

  private QueueViewModel again() {
    var fresh = new QueueViewModel(at.desk(), new SeenCases(at.desk()), Background.inline());
    fresh.refresh();
    return fresh;
  }

  /// At the next sign-in the queue is there without a case being opened.
  @Test
  void rowsComeBackAsTheyWereKept() throws Exception {
    List<QueueRow> before = List.copyOf(model.rows);
    at.restart();
    QueueViewModel fresh = again();
    assertEquals(0, fresh.queue().made());
    assertEquals(before, List.copyOf(fresh.rows));
    assertTrue(fresh.read.get());
  }

  /// While the copies are locked nothing of them is shown, and nothing of the queue is lost.
  @Test
  void whenTheGrantsRanOutTheQueueWaitsForTheDistrict() throws Exception {
    List<QueueRow> before = List.copyOf(model.rows);
    var scopes = at.store().sync().scopes();
    long minute = Duration.ofMinutes(1).toMillis();
    at.store().sync().granted(scopes, at.clock().millis() + minute, at.clock().millis());
    at.pass(Duration.ofMinutes(2));
    at.restart();
    QueueViewModel fresh = again();
    assertEquals(List.of(), fresh.rows);
    assertTrue(fresh.locked.get(), "locked is not empty");
    at.store().sync().granted(scopes, at.clock().millis() + minute, at.clock().millis());
    fresh.refresh();
    assertEquals(before, List.copyOf(fresh.rows));
    assertFalse(fresh.locked.get());
    assertEquals(0, fresh.queue().made());
  }

  /// What the program did not see done is made good for.
  @Test
  void aCaseThatChangedBeforeTheProgramEndedIsJudgedAgain() throws Exception {
    CaseRecord app = at.store().record(row("孙玉梅").application()).orElseThrow();
    at.receive(app.with("residenceAddress", "四道口路9号"));
    at.restart();
    QueueViewModel fresh = again();
    assertEquals(1, fresh.queue().made());
    assertTrue(fresh.rows.stream().anyMatch(r -> r.address().equals("四道口路9号")));
    assertEquals(0, fresh.behind.get());
  }

  /// The other standard came before the queue was looked at for the first time in a session.
  @Test
  void anotherStandardThatCameBeforeTheFirstReadHasAllJudgedAgain() throws Exception {
    at.restart();
    at.receive(
        CaseRecord.of(
            RecordType.STANDARD,
            new UUID(4, 77),
            CaseRecord.PUBLIC,
            null,
            Map.of("name", "another")));
    assertEquals(3, again().queue().made());
    at.restart();
    assertEquals(0, again().queue().made(), "once");
  }

  /// The screens are built anew, in another language, while rows are still made for the old ones.
  @Test
  void whatAnotherDeskMadeIsNotMissed() throws Exception {
    var rows = new QueueRows(at.anotherDesk(), new SeenCases(at.desk()));
    rows.read(0);
    CaseRecord app = at.store().record(row("孙玉梅").application()).orElseThrow();
    at.receive(app.with("residenceAddress", "四道口路9号"));
    model.refresh();
    assertTrue(
        rows.read(QueueRows.STRETCH).rows().stream().anyMatch(r -> r.address().equals("四道口路9号")));
    assertEquals(0, rows.made());
  }

  @Test
  void aDeskThatIsLeftJudgesNoMore() throws Exception {
    CaseRecord app = at.store().record(row("孙玉梅").application()).orElseThrow();
    long before = model.queue().made();
    at.desk().leave();
    at.receive(app.with("residenceAddress", "四道口路9号"));
    model.refresh();
    assertEquals(before, model.queue().made());
    assertEquals(0, model.behind.get(), "and does not ask for ever");
    var rows = new QueueRows(at.anotherDesk(), new SeenCases(at.desk()));
    rows.read(QueueRows.STRETCH);
    assertEquals(1, rows.made());
  }

  @Test
  void aCaseThatLeavesTheReviewersHandsLeavesTheQueue() throws Exception {
    CaseRecord app = at.store().record(row("赵德福").application()).orElseThrow();
    at.receive(app.with("stage", "IN_BENEFIT"));
    model.refresh();
    assertEquals(2, model.rows.size());
    at.restart();
    assertEquals(2, again().rows.size());
  }

  @Test
  void chipsHoldTogetherAndWordsFind() {
    QueueFilter both =
        QueueFilter.ALL.toggled(QueueFilter.Chip.WAITING).toggled(QueueFilter.Chip.DOUBTS);
    model.filter.set(both);
    assertEquals(List.of("张桂兰"), names());
    model.filter.set(both.toggled(QueueFilter.Chip.DOUBTS));
    assertEquals(2, model.rows.size());
    model.filter.set(QueueFilter.ALL.withWords("皂君庙"));
    assertEquals(List.of("赵德福"), names());
    only(QueueFilter.Chip.UNANSWERED);
    assertEquals(List.of("孙玉梅"), names());
    model.filter.set(QueueFilter.ALL.withReviewer(java.util.Optional.of(TestDesk.REVIEWER)));
    assertEquals(List.of("孙玉梅"), names());
    model.filter.set(QueueFilter.ALL.ordered(QueueOrder.DIFFERENCES, false));
    assertEquals("张桂兰", names().getFirst());
    model.filter.set(QueueFilter.ALL.ordered(QueueOrder.DIFFERENCES, true));
    assertEquals("张桂兰", names().getLast());
  }

  @Test
  void wordsFindWhateverTheirCase() throws Exception {
    CaseRecord app = at.store().record(row("赵德福").application()).orElseThrow();
    CaseRecord person =
        at.store().ofCase(app.id()).stream()
            .filter(r -> r.type() == RecordType.PERSON)
            .findFirst()
            .orElseThrow();
    at.receive(person.with("name", "Abliz"), app.with("number", "11010800720261X"));
    model.refresh();
    for (String typed : List.of("ABLIZ", "abliz", "20261x", "20261X")) {
      model.filter.set(QueueFilter.ALL.withWords(typed));
      assertEquals(List.of("Abliz"), names(), typed);
    }
  }

  private List<String> names() {
    return model.rows.stream().map(QueueRow::applicant).toList();
  }

  @Test
  void aViewKeepsItsChoiceOverTheNextSignIn() throws Exception {
    QueueFilter chosen =
        QueueFilter.ALL
            .toggled(QueueFilter.Chip.RETURNED)
            .withAge(java.util.Optional.of(QueueFilter.Age.TWO_WEEKS))
            .withWords("四道口")
            .ordered(QueueOrder.WAITED, true);
    model.filter.set(chosen);
    model.keepView("退回的");
    at.restart();
    QueueViewModel fresh = again();
    fresh.view(1);
    assertEquals(chosen, fresh.filter.get());
    fresh.dropView(fresh.views.getFirst());
    assertEquals(List.of(), again().views);
  }

  @Test
  void theLoadOfEachReviewerIsCounted() {
    var loads = model.totals.get().loads();
    assertEquals(TestDesk.REVIEWER, loads.getFirst().reviewer().orElseThrow());
    assertEquals(1, loads.getFirst().cases());
    assertEquals(2, loads.getLast().cases(), "nobody had these yet");
    int all =
        java.util.Arrays.stream(QueueFilter.Age.values()).mapToInt(model.totals.get()::count).sum();
    assertEquals(3, all);
  }

  /// A case never looked at is new, not changed; after a look what comes is told, fact by fact.
  @Test
  void whatCameSinceTheLastLookIsTold() throws Exception {
    var seen = new SeenCases(at.desk());
    var queue = new QueueViewModel(at.desk(), seen, Background.inline());
    var open =
        new CaseViewModel(
            at.desk(), seen, new cn.ruhu.desktop.pages.DistrictDouble(at), Background.inline());
    queue.refresh();
    java.util.UUID zhang = row("张桂兰").application();
    open.open(zhang);
    assertTrue(open.facts().stream().allMatch(r -> open.tour.before(r).isEmpty()));
    open.close();
    queue.refresh();
    assertEquals(0, queue.count(QueueFilter.Chip.CHANGED));
    CaseRecord item =
        at.store().ofCase(zhang).stream()
            .filter(r -> r.type() == RecordType.ITEM && r.text("code").equals("102"))
            .findFirst()
            .orElseThrow();
    at.receive(item.with("registry", "240000"));
    queue.refresh();
    assertEquals(1, queue.count(QueueFilter.Chip.CHANGED));
    open.open(zhang);
    var changed = open.facts().stream().filter(r -> open.tour.before(r).isPresent()).toList();
    assertEquals(List.of("ITEM:" + item.id()), changed.stream().map(r -> r.key()).toList());
    open.adopt("230000", "");
    open.close();
    queue.refresh();
    assertEquals(0, queue.count(QueueFilter.Chip.CHANGED), "what the reviewer rules is no news");
  }

  /// It comes to the same person again by default; to a colleague it stands behind.
  @Test
  void aCaseThatCameBackWaitsForWhoeverReturnedIt() {
    QueueRow mine = row("张桂兰");
    assertEquals(0, mine.talk().rounds());
    QueueRow back = row("孙玉梅");
    assertEquals(1, back.talk().rounds());
    assertTrue(back.returnedByMe() && !back.talk().another());
    var file = at.desk().caseFile(back.application());
    assertTrue(
        QueueRow.talk(file, cn.ruhu.casefile.process.Stage.INVESTIGATED, TestDesk.CLERK).another());
  }

  private static String address(QueueViewModel of, String name) {
    return of.rows.stream()
        .filter(r -> r.applicant().equals(name))
        .findFirst()
        .orElseThrow()
        .address();
  }

  /// Sorting many rows takes a while, and somebody else changes a case meanwhile.
  @Test
  void rowsOfAnOlderReadDoNotTakeThePlaceOfNewerOnes() throws Exception {
    var late = new LateBackground();
    var slow = new QueueViewModel(at.desk(), new SeenCases(at.desk()), late);
    slow.refresh();
    late.settle();
    slow.filter.set(QueueFilter.ALL.ordered(QueueOrder.WAITED, true));
    CaseRecord app = at.store().record(row("孙玉梅").application()).orElseThrow();
    at.receive(app.with("residenceAddress", "四道口路9号"));
    slow.refresh();
    late.ends.removeLast().run(); // the read, which was asked for after the sort
    assertEquals("四道口路9号", address(slow, "孙玉梅"));
    late.settle();
    assertEquals("四道口路9号", address(slow, "孙玉梅"));
  }

  /// At a sign-in the lines are read while nobody else may look: a name nobody here knows is not
  /// asked of the disk, where whoever signs out would wait for it and it for them.
  @Test
  void inALargeStoreNamesOfVisitorsAreNotLookedForOnTheDisk() throws Exception {
    CaseRecord visit =
        at.store().ofCase(row("赵德福").application()).stream()
            .filter(r -> r.type() == RecordType.VISIT)
            .findFirst()
            .orElseThrow();
    at.receive(visit.with("investigatorA", new UUID(9, 99).toString()));
    model.refresh();
    at.restartLarge();
    var rows = new QueueRows(at.desk(), new SeenCases(at.desk()));
    at.sql("ALTER TABLE record RENAME TO gone");
    try {
      assertEquals(
          List.of("孟玉兰"),
          rows.read(0).rows().stream()
              .filter(r -> r.applicant().equals("赵德福"))
              .map(QueueRow::visitors)
              .toList());
    } finally {
      at.sql("ALTER TABLE gone RENAME TO record");
    }
  }
}
