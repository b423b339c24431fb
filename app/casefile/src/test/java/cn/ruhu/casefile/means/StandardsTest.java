package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardsTest {
  @ParameterizedTest
  @CsvSource({
    "2017-11-17, 900, 1410",
    "2018-08-31, 1000, 2000",
    "2018-09-01, 1000, 2120",
    "2020-06-30, 1100, 2200",
    "2020-07-01, 1170, 2200",
    "2023-06-30, 1320, 2320",
    "2023-07-01, 1395, 2320"
  })
  void theFigureOfTheMonthHolds(LocalDate day, long dibao, long lowIncome) {
    Standards.Day on = Standards.on(day);
    assertEquals(Optional.of(Fen.ofYuan(dibao)), on.dibao().amountIfKnown());
    assertEquals(Optional.of(Fen.ofYuan(lowIncome)), on.lowIncome().amountIfKnown());
  }

  @Test
  void whatNobodyEnteredIsUnknownNotGuessed() {
    assertEquals(
        new Figure.Unknown(Standard.DIBAO, YearMonth.of(2026, 1)),
        Standards.on(LocalDate.of(2026, 1, 5)).dibao());
    assertEquals(
        new Figure.Unknown(Standard.DIBAO, YearMonth.of(2010, 12)),
        Standards.on(LocalDate.of(2010, 12, 31)).dibao());
    assertInstanceOf(
        Figure.Unknown.class, Standards.on(LocalDate.of(2026, 1, 5)).consumptionLastYear());
  }

  @Test
  void consumptionIsThatOfTheLastCalendarYear() {
    Figure.Known k =
        assertInstanceOf(
            Figure.Known.class, Standards.on(LocalDate.of(2020, 12, 31)).consumptionLastYear());
    assertEquals(Fen.ofYuan(43_038), k.amount());
    assertEquals(false, k.confirmed());
  }

  @Test
  void eachFigureSaysWhetherItIsConfirmed() {
    Figure.Known sure =
        assertInstanceOf(Figure.Known.class, Standards.on(LocalDate.of(2017, 11, 17)).dibao());
    assertEquals(true, sure.confirmed());
    Figure.Known memory =
        assertInstanceOf(Figure.Known.class, Standards.on(LocalDate.of(2024, 8, 1)).dibao());
    assertEquals(false, memory.confirmed());
  }

  @Test
  void theDistrictsOwnEntriesWinFromTheirMonthOn() {
    CaseRecord entry =
        CaseRecord.of(
            RecordType.STANDARD,
            new UUID(0, 1),
            CaseRecord.PUBLIC,
            null,
            Map.of(
                "name", "DIBAO",
                "effective", "2025-07",
                "valueFen", "150000",
                "source", "demo",
                "confirmed", "true"));
    CaseRecord broken =
        CaseRecord.of(
            RecordType.STANDARD,
            new UUID(0, 2),
            CaseRecord.PUBLIC,
            null,
            Map.of("name", "DIBAO", "effective", "soon", "valueFen", "1"));
    Standards own = Standards.builtIn().with(List.of(entry, broken));
    assertEquals(
        Optional.of(new Fen(150_000)), own.at(LocalDate.of(2026, 1, 5)).dibao().amountIfKnown());
    assertEquals(
        Optional.of(Fen.ofYuan(1450)), own.at(LocalDate.of(2025, 6, 30)).dibao().amountIfKnown());
    assertInstanceOf(Figure.Unknown.class, Standards.on(LocalDate.of(2026, 1, 5)).dibao());
  }

  @Test
  void aFigureOfADemonstrationCarriesItsMarkAndTheYearAfterItNone() {
    Standards own =
        Standards.builtIn()
            .with(
                List.of(
                    demonstration("DIBAO", "2026-07"), demonstration("CONSUMPTION", "2025-01")));
    var known = assertInstanceOf(Figure.Known.class, own.at(LocalDate.of(2026, 11, 23)).dibao());
    assertEquals(
        new Figure.Known(new Fen(155_000), YearMonth.of(2026, 7), "演示数据", true, "演示"), known);
    assertInstanceOf(Figure.Unknown.class, own.at(LocalDate.of(2026, 6, 30)).dibao());
    assertInstanceOf(Figure.Known.class, own.at(LocalDate.of(2026, 11, 23)).consumptionLastYear());
    assertInstanceOf(
        Figure.Unknown.class,
        own.at(LocalDate.of(2027, 1, 4)).consumptionLastYear(),
        "not guessed");
    var built =
        assertInstanceOf(Figure.Known.class, Standards.on(LocalDate.of(2023, 8, 1)).dibao());
    assertEquals("", built.mark());
  }

  private static CaseRecord demonstration(String name, String from) {
    return CaseRecord.of(
        RecordType.STANDARD,
        UUID.nameUUIDFromBytes((name + from).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name", name,
            "effective", from,
            "valueFen", "155000",
            "source", "演示数据",
            "confirmed", "true",
            "mark", "演示"));
  }

  /// 刚性支出困难家庭 is judged by two figures of the district; the share keeps four digits exactly.
  @Test
  void theFiguresOfRigidExpenditureAreTheDistrictsOwn() {
    LocalDate day = LocalDate.of(2026, 3, 1);
    assertEquals(Optional.empty(), Standards.on(day).rigidRatio());
    assertInstanceOf(Figure.Unknown.class, Standards.on(day).disposableLastYear());
    Standards entered =
        Standards.builtIn()
            .with(
                List.of(
                    demonstration("DISPOSABLE_INCOME", "2025-12").with("valueFen", "8880000"),
                    demonstration("RIGID_RATIO", "2026-01").with("valueFen", "3333")));
    assertEquals(Optional.of(Ratio.of(3333, 10_000)), entered.at(day).rigidRatio());
    assertEquals(
        Optional.of(Fen.ofYuan(88_800)), entered.at(day).disposableLastYear().amountIfKnown());
    assertInstanceOf(
        Figure.Unknown.class,
        entered.at(LocalDate.of(2027, 1, 1)).disposableLastYear(),
        "the year before that day was not entered");
  }

  @Test
  void reviewsFallDueByClass() {
    assertEquals(Optional.of(12), RuleSets.cadenceMonths("A"));
    assertEquals(Optional.of(6), RuleSets.cadenceMonths("B"));
    assertEquals(Optional.of(3), RuleSets.cadenceMonths("C"));
    assertEquals(Optional.of(1), RuleSets.cadenceMonths("D"));
    assertEquals(Optional.empty(), RuleSets.cadenceMonths("E"));
  }

  @Test
  void ratiosAreExactAndInLowestTerms() {
    assertEquals(Ratio.of(1, 2), Ratio.of(2, 4));
    assertEquals(Ratio.of(1, 2), Ratio.of(-1, -2));
    assertEquals(Ratio.of(5, 6), Ratio.of(1, 2).plus(Ratio.of(1, 3)));
    assertEquals(Ratio.of(1, 6), Ratio.of(1, 2).minus(Ratio.of(1, 3)));
    assertEquals(-1, Ratio.of(1, 3).compareTo(Ratio.of(34, 100)));
    assertEquals("0.01", Ratio.of(1, 2).fenAsYuan());
    assertEquals("1/3", Ratio.of(1, 3).toString());
  }
}
