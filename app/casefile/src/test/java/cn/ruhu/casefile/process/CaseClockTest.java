package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Thirty working days, pauses left out.
class CaseClockTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 10, 20);

  private static CaseFile accepted(String day, Map<String, String> more) {
    UUID id = new UUID(0, 1);
    CaseRecord app =
        CaseRecord.of(RecordType.APPLICATION, id, "110108007", id, more).with("acceptDate", day);
    return CaseFile.of(List.of(app));
  }

  private static LocalDate due(CaseFile file) {
    return CaseClock.due(file, TODAY).orElseThrow().date();
  }

  @Test
  void countsThirtyWorkingDaysOverTheHoliday() {
    assertEquals(LocalDate.of(2024, 11, 13), due(accepted("2024-09-27", Map.of())));
  }

  @Test
  void pausesMoveTheDay() {
    LocalDate moved = due(accepted("2024-09-27", Map.of("pausedDays", "7")));
    assertTrue(moved.isAfter(LocalDate.of(2024, 11, 13)));
    assertEquals(moved, due(accepted("2024-09-27", Map.of("pausedOn", "2024-10-13"))));
  }

  @Test
  void nothingIsDueBeforeAcceptanceOrUnderTheRulesOf2012() {
    assertTrue(CaseClock.due(accepted("", Map.of()), TODAY).isEmpty());
    assertTrue(CaseClock.due(accepted("2018-03-01", Map.of()), TODAY).isEmpty());
  }
}
