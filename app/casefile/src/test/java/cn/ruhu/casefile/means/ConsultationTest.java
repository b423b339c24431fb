package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.Consultation.Asked;
import cn.ruhu.casefile.means.Consultation.Hint;
import cn.ruhu.casefile.means.Consultation.Outlook;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsultationTest {
  private static Consultation of(LocalDate day, Asked asked) {
    return Consultation.of(asked, Standards.builtIn(), day);
  }

  private static Hint hint(Consultation c, String scheme) {
    return c.hints().stream().filter(h -> h.scheme().equals(scheme)).findFirst().orElseThrow();
  }

  private static List<String> codes(Hint h) {
    return h.reasons().stream().map(Consultation.Reason::code).toList();
  }

  /// DOMAIN §5.7 examples 1, 2, 3 and 5, asked at the counter: the edge is the case's edge.
  @ParameterizedTest
  @CsvSource({
    "2017-11-17, 3, 180000, POSSIBLE, POSSIBLE",
    "2018-03-01, 2, 200000, UNLIKELY, POSSIBLE",
    "2018-03-01, 2, 199999, POSSIBLE, POSSIBLE",
    "2020-08-01, 3, 350999, POSSIBLE, POSSIBLE",
    "2020-08-01, 3, 351000, UNLIKELY, POSSIBLE",
    "2018-10-01, 2, 260000, UNLIKELY, POSSIBLE",
    "2018-10-01, 2, 424000, UNLIKELY, UNLIKELY",
    "2026-01-05, 2, 100000, OPEN, POSSIBLE"
  })
  void incomeIsJudgedStrictlyBelowTheStandardOfTheDay(
      LocalDate day, int people, long income, Outlook dibao, Outlook lowIncome) {
    Consultation c = of(day, new Asked(people, income, 0, 1, "NONE", "NONE"));
    Outlook moneyKnown = c.limit().isPresent() ? Outlook.POSSIBLE : Outlook.OPEN;
    assertEquals(worse(dibao, moneyKnown), hint(c, "DB").outlook());
    assertEquals(worse(lowIncome, moneyKnown), hint(c, "DS").outlook());
    assertEquals(people, c.income().people());
  }

  private static Outlook worse(Outlook a, Outlook b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /// DOMAIN §5.7 example 8, C = 43,038 yuan.
  @ParameterizedTest
  @CsvSource({
    "1, 5200000, MONEY_ABOVE",
    "1, 5164560, MONEY_WITHIN",
    "2, 10000000, MONEY_WITHIN",
    "3, 13000000, MONEY_ABOVE",
    "3, 12911400, MONEY_WITHIN"
  })
  void moneyMayEqualTheLimit(int people, long money, String code) {
    var asked = new Asked(people, 0, money, 1, "NONE", "NONE");
    assertTrue(codes(hint(of(LocalDate.of(2020, 3, 1), asked), "DB")).contains(code));
  }

  @Test
  void whatBarsAidAndWhatAPersonHasToLookAt() {
    LocalDate day = LocalDate.of(2020, 3, 1);
    assertEquals(
        Outlook.UNLIKELY, hint(of(day, new Asked(2, 0, 0, 1, "CAR", "NONE")), "DB").outlook());
    assertEquals(
        Outlook.POSSIBLE,
        hint(of(day, new Asked(2, 0, 0, 1, "DISABILITY", "NONE")), "DB").outlook());
    assertEquals(
        Outlook.OPEN, hint(of(day, new Asked(2, 0, 0, 2, "NONE", "NONE")), "DB").outlook());
    var rich = new Asked(1, 0, 9_000_000, 1, "NONE", "ILLNESS");
    assertEquals(Outlook.OPEN, hint(of(day, rich), "DB").outlook());
  }

  @Test
  void extremePovertyIsHintedOnlyToThoseWithoutAnySupport() {
    LocalDate day = LocalDate.of(2020, 3, 1);
    Hint none = hint(of(day, new Asked(1, 0, 0, 0, "NONE", "NONE")), "TK");
    assertEquals(List.of("NOT_WITHOUT_SUPPORT"), codes(none));
    Hint alone = hint(of(day, new Asked(1, 0, 0, 0, "NONE", "NO_SUPPORT")), "TK");
    assertEquals(Outlook.POSSIBLE, alone.outlook());
    assertEquals("WITHOUT_SUPPORT", codes(alone).getFirst());
  }

  @Test
  void theStepsAreThoseOfARealCase() {
    Consultation c = of(LocalDate.of(2017, 11, 17), new Asked(3, 180000, 0, 1, "NONE", "NONE"));
    List<String> codes = c.income().steps().stream().map(Step::code).toList();
    assertEquals(List.of("COUNTS", "COUNTS", "COUNTS", "ITEM", "NET", "PER_CAPITA"), codes);
    assertEquals("60000", c.income().steps().getLast().result());
  }
}
