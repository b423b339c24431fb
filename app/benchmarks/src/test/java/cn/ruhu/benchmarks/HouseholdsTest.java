package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.Problem;
import cn.ruhu.casefile.record.Schema;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HouseholdsTest {
  private static final UUID CLERK = new UUID(0, 7);

  @Test
  void noTwoRecordsAreAlikeAndEachIsSound() throws Exception {
    var households = new Households(new Random(1));
    var notes = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      var record = households.record(i, new UUID(1, i), CLERK);
      assertTrue(notes.add(record.text("note")), "household " + i);
      assertTrue(
          Schema.check(record, LocalDate.of(2026, 11, 29)).stream().noneMatch(Problem::refuses),
          "household " + i);
    }
  }

  @Test
  void aRecordIsMadeToMeasure() throws Exception {
    var households = new Households(new Random(1));
    int bytes =
        households
            .recordOf(4_096, 3, new UUID(1, 1), CLERK)
            .text("note")
            .getBytes(StandardCharsets.UTF_8)
            .length;
    assertEquals(4_096, bytes, 3, "but for a letter that is cut");
  }
}
