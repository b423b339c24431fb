package cn.ruhu.casefile.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.evidence.Paradata.Part;
import cn.ruhu.casefile.evidence.Paradata.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParadataTest {
  private static final Instant NINE = Instant.parse("2022-03-05T01:00:00Z");
  private static final UUID A = new UUID(0, 2);

  private static Step step(long second, String path, Part part, String value) {
    return new Step(NINE.plusSeconds(second), A, "ANSWER", path, path.substring(1, 2), part, value);
  }

  private static Paradata.Told told(Step... steps) {
    return new Paradata(List.of(steps), new TreeMap<>()).told();
  }

  @Test
  void aPauseCountsAsTenMinutesAndAClockSetBackAsNothing() {
    var told =
        told(
            step(0, "/V/V09D", Part.TABLE, "1"),
            step(60, "/V/V14", Part.TABLE, "true"),
            step(90, "/H/H01", Part.TABLE, "1"),
            step(4_090, "/H/H04", Part.TABLE, "3"),
            step(0, "/P/P01", Part.TABLE, "0"));
    assertEquals(Map.of("V", 60L, "H", 630L, "P", 0L), told.sections());
    assertEquals(5, told.answered());
    assertEquals(told.sections(), Paradata.sections(Paradata.text(told.sections())));
  }

  @Test
  void answersOfTwoQuestionsWithinASecondAreFastAndTypingOneIsNot() {
    var told =
        told(
            step(0, "/H/H01", Part.TABLE, "1"),
            step(0, "/H/H01", Part.TABLE, "2"),
            step(0, "/H/H04", Part.TABLE, "3"),
            step(1, "/H/H05", Part.TABLE, "1"));
    assertEquals(1, told.fast());
  }

  @Test
  void whatWasChangedAfterTheHouseholdSignedIsCountedByQuestion() {
    var told =
        told(
            step(0, "/P/P01", Part.TABLE, "100"),
            step(10, "/P/P02", Part.TABLE, "5"),
            step(20, "/R/R07", Part.HOUSEHOLD, "sha256-x"),
            step(30, "/P/P01", Part.TABLE, "200"),
            step(31, "/P/P01", Part.TABLE, "300"),
            step(32, "/P/P02", Part.TABLE, "5"),
            step(40, "/N/N04", Part.DOOR, "1"));
    assertEquals(1, told.changedAfter(), "P02 says what it said, N is outside the door");
  }

  @Test
  void whatCannotBeReadOfSectionsIsLeftOut() {
    assertEquals(Map.of("V", 3L), Paradata.sections("V:3 x M: :4 H:a"));
    assertEquals(Map.of(), Paradata.sections(""));
  }
}
