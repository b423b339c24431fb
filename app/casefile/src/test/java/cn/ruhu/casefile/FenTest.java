package cn.ruhu.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen.Invalid;
import cn.ruhu.casefile.Fen.Problem;
import cn.ruhu.casefile.Fen.Valid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FenTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0", "1234.5|123450", "1,234.5|123450", "１２３４．５０|123450", "１，２３４|123400", ".5|50",
            "7.|700",
        "¥1,045.00|104500", "￥800|80000", "800元|80000", "+12|1200", "0012|1200", "-0|0",
            "1 234|123400",
        "9,999,999,999.99|999999999999", "000000000000000000001|100", "10000|1000000"
      })
  void readsYuanAsPeopleTypeThem(String typed, long fen) {
    assertEquals(new Valid(new Fen(fen)), Fen.parse(typed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|EMPTY",
        "'  '|EMPTY",
        "元|EMPTY",
        "一千二|NOT_DIGITS",
        "abc|NOT_DIGITS",
        ".|NOT_DIGITS",
        ",|NOT_DIGITS",
        "1.2.3|NOT_DIGITS",
        "1e5|NOT_DIGITS",
        "--5|NOT_DIGITS",
        "12-|NOT_DIGITS",
        "1千|NOT_DIGITS",
        "1.234|DECIMALS",
        "1.000|DECIMALS",
        "-5|NEGATIVE",
        "－5.50|NEGATIVE",
        "−5|NEGATIVE",
        "10000000000|TOO_LARGE",
        "99999999999999999999999999|TOO_LARGE",
        "1,23|GROUPING",
        "12,34.5|GROUPING",
        "1234,567|GROUPING",
        ",123|GROUPING"
      })
  void saysWhyATextIsNoAmount(String typed, Problem problem) {
    assertEquals(new Invalid(problem), Fen.parse(typed));
    assertEquals(Optional.empty(), Fen.parse(typed).toOptional());
  }

  @Test
  void problemsHaveStableCodes() {
    assertEquals(
        List.of(
            "AMOUNT_EMPTY",
            "AMOUNT_NOT_DIGITS",
            "AMOUNT_GROUPING",
            "AMOUNT_NEGATIVE",
            "AMOUNT_DECIMALS",
            "AMOUNT_TOO_LARGE"),
        List.of(Problem.values()).stream().map(Problem::code).toList());
  }

  @Test
  void arithmeticIsExactOrLoud() {
    assertEquals(new Fen(300), new Fen(100).plus(new Fen(200)));
    assertEquals(new Fen(-100), new Fen(100).minus(new Fen(200)));
    assertEquals(new Fen(1200), new Fen(100).times(12));
    assertEquals(new Fen(600), Fen.sum(List.of(new Fen(100), new Fen(200), new Fen(300))));
    assertEquals(Fen.ZERO, Fen.sum(List.of()));
    assertThrows(ArithmeticException.class, () -> new Fen(Long.MAX_VALUE).plus(new Fen(1)));
    assertThrows(ArithmeticException.class, () -> new Fen(Long.MIN_VALUE).minus(new Fen(1)));
    assertThrows(ArithmeticException.class, () -> new Fen(Long.MAX_VALUE).times(2));
    assertThrows(ArithmeticException.class, () -> Fen.ofYuan(Long.MAX_VALUE));
    assertTrue(new Fen(-1).isNegative());
    assertTrue(new Fen(1).compareTo(new Fen(2)) < 0);
  }

  @Test
  void convertsToAndFromYuanAndStoredText() {
    assertEquals(new Fen(120000), Fen.ofYuan(1200));
    assertEquals(new Fen(117000), Fen.ofYuan(new BigDecimal("1169.996"), RoundingMode.HALF_UP));
    assertEquals(new BigDecimal("1234.50"), new Fen(123450).toYuan());
    assertEquals(new Fen(-7), Fen.ofText("-7"));
    assertEquals("123450", new Fen(123450).text());
    assertThrows(NumberFormatException.class, () -> Fen.ofText("12.5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.00|0.00",
        "5|0.05|0.05",
        "123450|1234.50|1,234.50",
        "99999|999.99|999.99",
        "100000|1000.00|1,000.00",
        "-123450|-1234.50|-1,234.50",
        "-99999|-999.99|-999.99",
        "999999999999|9999999999.99|9,999,999,999.99"
      })
  void writesYuan(long fen, String yuan, String grouped) {
    assertEquals(yuan, new Fen(fen).yuan());
    assertEquals(grouped, new Fen(fen).grouped());
    assertEquals(yuan, new Fen(fen).toString());
  }

  @Test
  void whatIsWrittenIsReadBack() {
    var random = new Random(59);
    for (int i = 0; i < 2000; i++) {
      Fen fen = new Fen(random.nextLong(Fen.ENTRY_MAX.value() + 1));
      assertEquals(new Valid(fen), Fen.parse(fen.yuan()));
      assertEquals(new Valid(fen), Fen.parse(fen.grouped()));
      assertEquals(fen, Fen.ofText(fen.text()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|零元整",
        "1|壹分",
        "10|壹角整",
        "12|壹角贰分",
        "100|壹元整",
        "101|壹元零壹分",
        "110|壹元壹角整",
        "104500|壹仟零肆拾伍元整",
        "100000|壹仟元整",
        "1000000|壹万元整",
        "1000100|壹万零壹元整",
        "1010000|壹万零壹佰元整",
        "11000000|壹拾壹万元整",
        "10000000000|壹亿元整",
        "10000000100|壹亿零壹元整",
        "10001000000|壹亿零壹万元整",
        "10100000000|壹亿零壹佰万元整",
        "20250|贰佰零贰元伍角整",
        "20125|贰佰零壹元贰角伍分",
        "1680032|壹万陆仟捌佰元叁角贰分",
        "-500|负伍元整",
        "10700053|壹拾万柒仟元伍角叁分",
        "999999999999|玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"
      })
  void spellsAmountsInCapitals(long fen, String capital) {
    // where the rules leave a zero before jiao to the writer it is left out
    assertEquals(capital, new Fen(fen).capital());
  }

  @Test
  void refusesToSpellWhatHasNoWord() {
    assertThrows(ArithmeticException.class, () -> new Fen(1_000_000_000_000_000L).capital());
  }
}
