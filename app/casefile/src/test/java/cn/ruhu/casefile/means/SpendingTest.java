package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the visit found to be spent, in the lines it was declared in.
class SpendingTest {
  private final Household home = new Household("2022-03-01");

  private void line(String code, String basis, String declared) {
    home.item(0, "EXPENSE", code, Map.of("basis", basis, "declared", declared));
  }

  /// Verified value and its own basis, `value` or `value basis`, line by line.
  private String found(String code, long sum) {
    return Spending.found(Spending.lines(home.file(), code), code, sum).stream()
        .map(l -> (l.text("verified") + " " + l.text("verifiedBasis")).strip())
        .collect(Collectors.joining(", "));
  }

  @Test
  void aQuestionAsksOneSumOfAllLinesInItsOwnMeasure() {
    line("E08", "MONTHLY", "560000");
    line("E08", "YEARLY", "30000");
    line("E07", "YEARLY", "100000");
    line("E09", "MONTHLY", "");
    assertEquals(Optional.of(6_750_000L), Spending.declared(home.file(), "E08"));
    assertEquals(Optional.of(8_333L), Spending.declared(home.file(), "E07"), "100000 over 12");
    assertEquals(Optional.empty(), Spending.declared(home.file(), "E09"));
  }

  @Test
  void whatWasConfirmedIsEachLinesOwnFigure() {
    line("E08", "MONTHLY", "560000");
    line("E08", "YEARLY", "30000");
    line("E07", "YEARLY", "100000");
    assertEquals("560000, 30000", found("E08", 6_750_000));
    assertEquals("100000", found("E07", 8_333), "nothing is lost by asking for a month");
  }

  @Test
  void lessIsTakenFromTheLastLineAndMoreIsPutThere() {
    line("E08", "MONTHLY", "10000");
    line("E08", "YEARLY", "50000");
    assertEquals("10000, 0", found("E08", 120_000));
    assertEquals("5000, 0", found("E08", 60_000));
    assertEquals("10000, 180000", found("E08", 300_000));
  }

  @Test
  void nothingIsDivided() {
    line("E08", "MONTHLY", "10000");
    assertEquals("12500", found("E08", 150_000));
    assertEquals("150001 YEARLY", found("E08", 150_001));
  }

  @Test
  void aVisitThatWroteNoLinesAnsweredAllTheSame() {
    line("E08", "YEARLY", "900000");
    home.visited(Map.of("E08", "300000", "E10", "60000", "E09", "0"));
    CaseRecord seen = Spending.seen(home.file()).getFirst();
    assertEquals("300000", seen.text("verified"));
    assertEquals(Optional.of(60_000L), Spending.beside(home.file(), "E10"));
    assertEquals(Optional.empty(), Spending.beside(home.file(), "E09"));
    assertEquals(Optional.empty(), Spending.beside(home.file(), "E08"), "it has a line");
  }

  @Test
  void whatAVisitWroteIsNotToldFromItsAnswersOnceMore() {
    UUID id =
        home.item(
            0,
            "EXPENSE",
            "E08",
            Map.of(
                "basis",
                "YEARLY",
                "declared",
                "900000",
                "verified",
                "250000",
                "verifiedVisit",
                Household.visitId().toString()));
    home.visited(Map.of("E08", "300000", "E10", "60000"));
    assertEquals(List.of(id), Spending.seen(home.file()).stream().map(CaseRecord::id).toList());
    assertEquals("250000", Spending.seen(home.file()).getFirst().text("verified"));
    assertEquals(Optional.empty(), Spending.beside(home.file(), "E10"));
  }

  @Test
  void aFigureNobodyCanMeanIsNone() {
    line("E08", "MONTHLY", "999999999999999999");
    home.visited(Map.of("E10", "999999999999999999"));
    assertEquals(Optional.empty(), Spending.declared(home.file(), "E08"));
    assertEquals(Optional.empty(), Spending.beside(home.file(), "E10"));
  }
}
