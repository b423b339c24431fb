package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a deed follows.
class DeedsTest {
  private static CaseRecord event(int n, Act act, String at) {
    return CaseRecord.of(
        RecordType.EVENT,
        new UUID(0x0190_0000_0000_7000L, n),
        "110108007",
        new UUID(0x0190_0000_0000_7000L, 1),
        Map.of("act", act.name(), "at", at));
  }

  /// The receipt of an earlier letter proves nothing of the letter of a new standard.
  @Test
  void aLetterOfANewStandardIsDeliveredAfterIt() {
    CaseFile file =
        CaseFile.of(
            List.of(
                event(2, Act.DECIDE, "2023-05-04T02:00:00Z"),
                event(3, Act.ADJUST, "2023-10-25T02:00:00Z")));
    assertEquals(
        Optional.of(Instant.parse("2023-10-25T02:00:00Z")), Deeds.after(file, Deed.DELIVERED));
  }
}
