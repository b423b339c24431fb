package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
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
}
