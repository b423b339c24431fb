package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
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
    model = new QueueViewModel(at.desk(), Background.inline());
    model.refresh();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
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

  @Test
  void chipsChoose() {
    model.chip.set(QueueViewModel.Chip.DOUBTS);
    assertEquals(1, model.rows.size());
    model.chip.set(QueueViewModel.Chip.BY_ME);
    assertEquals("孙玉梅", model.rows.getFirst().applicant());
    assertTrue(model.rows.getFirst().returned());
  }
}
