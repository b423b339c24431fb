package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgedOnTest {
  private static final LocalDate TODAY = LocalDate.of(2023, 11, 2);

  /// A standard that was raised meanwhile counts for aid that is paid, not for an open application.
  @ParameterizedTest
  @CsvSource({
    "INVESTIGATED, 2023-05-08",
    "PRELIM, 2023-05-08",
    "DISTRICT_REVIEW, 2023-05-08",
    "IN_BENEFIT, 2023-11-02",
    "REVIEW_DUE, 2023-11-02",
    "REVIEWING, 2023-11-02",
    "SUSPENDED, 2023-11-02"
  })
  void aReviewIsJudgedByTheStandardsOfItsOwnDay(String stage, LocalDate day) {
    var id = new UUID(7, 1);
    CaseRecord application =
        CaseRecord.of(
            RecordType.APPLICATION,
            id,
            "110108007",
            id,
            Map.of("street", "110108007", "stage", stage, "acceptDate", "2023-05-08"));
    assertEquals(day, RuleSets.judgedOn(CaseFile.of(List.of(application)), TODAY));
  }
}
