package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.device.idcard.CardWarning.Code;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.EmulatedCards;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One slip at a time on a card that is otherwise right.
final class CardChecksTest {

  private static EmulatedCard.Builder sound() {
    return EmulatedCard.blank()
        .person("测试乙", "1", "19900307")
        .ethnicity("01")
        .address("北京市海淀区测试路2号")
        .number("110199199003070017", "北京市公安局海淀分局")
        .valid("20100601", "20200601");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "sound,          0,  0, -, -",
        "name blank,     0, 30, ' ', NAME_EMPTY",
        "check digit,  122, 36, 110199199003070010, NUMBER_INVALID",
        "birth,         36, 16, 19900308, BIRTH_DIFFERS",
        "sex,           30,  2, 2, SEX_DIFFERS",
        "ethnicity,     32,  4, 77, ETHNICITY_UNKNOWN",
      })
  void oneSlipRaisesOneWarning(String what, int at, int length, String value, Code code) {
    var builder = sound().valid("20200601", "20400601");
    if (value != null) builder.put(at, length, value + " ".repeat(length / 2 - value.length()));
    assertEquals(code == null ? Set.of() : Set.of(code), codes(builder), what);
  }

  @ParameterizedTest
  @CsvSource({
    "20200601, 20261122, EXPIRED TERM_UNUSUAL",
    "20200601, 20261123, TERM_UNUSUAL",
    "20270101, 20470101, NOT_YET_VALID",
    "20200601, 长期, TERM_UNUSUAL",
    "20200601, 20401301, VALIDITY_INVALID TERM_UNUSUAL",
    "20201301, 20400601, VALIDITY_INVALID",
    "20150307, 20250307, EXPIRED",
    "20060306, 20110306, EXPIRED",
    "20060307, 20110307, EXPIRED TERM_UNUSUAL",
    "20050307, 20100307, EXPIRED",
  })
  void termsAreJudgedByDayAndAgeAtIssue(String from, String to, String codes) {
    var builder =
        EmulatedCard.blank()
            .person("测试乙", "1", "19900307")
            .ethnicity("01")
            .number("110199199003070017", "北京市公安局海淀分局")
            .valid(from, to);
    assertEquals(
        List.of(codes.split(" ")).stream().map(Code::valueOf).collect(Collectors.toSet()),
        codes(builder));
  }

  @Test
  void birthThatIsNoDateIsSaid() {
    var builder = sound().put(36, 16, "19900231").valid("20200601", "20400601");
    assertEquals(Set.of(Code.BIRTH_INVALID), codes(builder));
  }

  @Test
  void longTermFromFortySixIsUsual() {
    var builder =
        EmulatedCard.blank()
            .person("测试丙", "1", "19520307")
            .ethnicity("01")
            .number(EmulatedCards.number("110199", "19520307", 1), "北京市公安局海淀分局")
            .valid("20050101", "长期");
    assertEquals(Set.of(), codes(builder));
  }

  @Test
  void permitIsNeverLongTerm() {
    byte[] block = Vectors.text('J');
    byte[] longTerm = "长期      ".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    System.arraycopy(longTerm, 0, block, 204, 16);
    var codes =
        CardChecks.of(Vectors.parser().parse(block), Vectors.TODAY).stream()
            .map(CardWarning::code)
            .toList();
    assertEquals(List.of(Code.VALIDITY_INVALID), codes);
  }

  private static Set<Code> codes(EmulatedCard.Builder builder) {
    return CardChecks.of(Vectors.parser().parse(EmulatedCards.text(builder)), Vectors.TODAY)
        .stream()
        .map(CardWarning::code)
        .collect(Collectors.toSet());
  }
}
