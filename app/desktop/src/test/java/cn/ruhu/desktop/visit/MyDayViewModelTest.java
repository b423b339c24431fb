package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MyDayViewModelTest {
  private static final VisitForms FORMS = VisitForms.builtIn();

  @Test
  void myHouseholdsStandWithDeadlineNoteAndPartner(@TempDir Path home) throws Exception {
    try (TestDesk at = TestDesk.investigator(home)) {
      at.receive(Household.records(2));
      var machine = FieldMachine.of(at.machineInUse());
      var day = new MyDayViewModel(at.desk(), Background.inline(), FORMS, machine);
      day.refresh();
      var h = day.households.getFirst();
      assertEquals("王建国", h.applicant());
      assertEquals("孟玉兰", h.partner());
      assertEquals("家中有犬，按铃前先打电话", h.note());
      assertEquals(3, h.daysLeft());
      assertFalse(h.begun());
      assertEquals(1, day.count.get());
      assertEquals(List.of("孟玉兰"), day.readiness.get().orElseThrow().partnersUnknown());
      var visit = new VisitViewModel(at.desk(), Background.inline(), FORMS, machine);
      visit.open(Household.ASSIGNMENT);
      day.refresh();
      assertTrue(day.households.getFirst().begun());
    }
  }

  @Test
  void aClerksDayIsEmpty(@TempDir Path home) throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(Household.records(2));
      var day =
          new MyDayViewModel(
              at.desk(), Background.inline(), FORMS, FieldMachine.of(at.machineInUse()));
      day.refresh();
      assertTrue(day.households.isEmpty());
    }
  }
}
