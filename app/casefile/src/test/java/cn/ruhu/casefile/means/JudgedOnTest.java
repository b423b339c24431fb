package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.compare.Comparison;
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

  /// A child of then is grown up by now and works away; a sum received since counts, one of before
  /// the first application no longer does.
  @ParameterizedTest
  @CsvSource({"INVESTIGATED, 2, 700000", "REVIEWING, 1, 20000000"})
  void aReviewCountsPeopleAndIncomeOfItsOwnDay(String stage, int people, long gross) {
    var home =
        new Household("2018-05-08")
            .member(1, "01", "1970-01-01", Map.of())
            .member(2, "20", "2003-01-01", Map.of("livingTogether", "3"));
    home.item(
        1, "INCOME", "409", Map.of("basis", "ONE_OFF", "declared", "700000", "since", "2018-01"));
    home.item(
        1, "INCOME", "409", Map.of("basis", "ONE_OFF", "declared", "20000000", "since", "2023-06"));
    CaseFile file = home.put(home.application().with("stage", stage)).file();
    Assessment judged = MeansTest.of(file, Column.DECLARED, TODAY);
    assertEquals(people, judged.facts().counted());
    assertEquals(Ratio.of(gross), judged.facts().income().gross());
    assertEquals(
        Integer.toString(people), Comparison.of(file, TODAY).row("N").orElseThrow().declared());
  }
}
