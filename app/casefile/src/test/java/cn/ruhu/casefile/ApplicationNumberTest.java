package cn.ruhu.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.ApplicationNumber.Invalid;
import cn.ruhu.casefile.ApplicationNumber.Problem;
import cn.ruhu.casefile.ApplicationNumber.Valid;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationNumberTest {
  private static ApplicationNumber number(int sequence) {
    return ApplicationNumber.of("110108007", 2017, "001", sequence);
  }

  @Test
  void isBuiltFromItsParts() {
    ApplicationNumber n = number(42);
    assertEquals("11010807201700100042", n.text().substring(0, 20));
    assertEquals(21, n.text().length());
    assertEquals("110108", n.region());
    assertEquals("07", n.streetSerial());
    assertEquals(Optional.of("110108007"), n.street());
    assertEquals(2017, n.year());
    assertEquals("001", n.block());
    assertEquals(42, n.sequence());
    assertEquals("110108 07 2017 001 00042 " + n.text().charAt(20), n.grouped());
    assertEquals(n.text(), n.toString());
  }

  @Test
  void theCheckCharacterIsIso7064() {
    // p = (p + digit) * 2 mod 11 over the digits, check = (12 - p) mod 11; the sum with it is 1
    for (int s = 1; s < 500; s++) {
      String text = number(s).text();
      int sum = 0;
      for (int i = 0; i < 20; i++) sum = (sum + text.charAt(i) - '0') * 2 % 11;
      int check = text.charAt(20) == 'X' ? 10 : text.charAt(20) - '0';
      assertEquals(1, (sum + check) % 11);
    }
  }

  @Test
  void givesTheNextOfItsBlockUntilTheBlockIsExhausted() {
    assertEquals(Optional.of(number(43)), number(42).next());
    assertEquals(Optional.of(number(99_999)), number(99_998).next());
    assertEquals(Optional.empty(), number(99_999).next());
    assertTrue(number(42).compareTo(number(43)) < 0);
  }

  @Test
  void refusesPartsOutOfRange() {
    assertThrows(
        IllegalArgumentException.class, () -> ApplicationNumber.of("11010800", 2017, "001", 1));
    assertThrows(
        IllegalArgumentException.class, () -> ApplicationNumber.of("110108007", 2013, "001", 1));
    assertThrows(
        IllegalArgumentException.class, () -> ApplicationNumber.of("110108007", 2017, "1", 1));
    assertThrows(
        IllegalArgumentException.class, () -> ApplicationNumber.of("110108007", 2017, "A01", 1));
    assertThrows(IllegalArgumentException.class, () -> number(0));
    assertThrows(IllegalArgumentException.class, () -> number(100_000));
  }

  @Test
  void readsWhatItWrote() {
    ApplicationNumber n = number(7);
    assertEquals(new Valid(n), ApplicationNumber.parse(n.text()));
    assertEquals(new Valid(n), ApplicationNumber.parse(n.grouped()));
    assertEquals(new Valid(n), ApplicationNumber.parse(" " + n.text().toLowerCase() + "\u3000"));
    assertEquals(Optional.of(n), ApplicationNumber.parse(n.text()).toOptional());
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "1101080720170010004, LENGTH",
    "1101080720170010004211, LENGTH",
    "11010807201700A000421, CHARACTER",
    "11010807201700100042A, CHARACTER"
  })
  void saysWhyATextIsNoNumber(String text, Problem problem) {
    assertEquals(new Invalid(List.of(problem)), ApplicationNumber.parse(text));
  }

  @Test
  void namesEachWrongPart() {
    assertEquals(List.of(Problem.REGION), problems("99010807201700100042"));
    assertEquals(List.of(Problem.YEAR), problems("11010807201300100042"));
    assertEquals(List.of(Problem.YEAR), problems("11010807210000100042"));
    assertEquals(List.of(Problem.SEQUENCE), problems("11010807201700100000"));
    assertEquals("NUMBER_CHECK_DIGIT", Problem.CHECK_DIGIT.code());
  }

  private static List<Problem> problems(String body) {
    return assertInstanceOf(Invalid.class, ApplicationNumber.parse(body + Mod11.check(body)))
        .problems();
  }

  @Test
  void findsEverySingleWrongDigit() {
    var random = new Random(21);
    for (int n = 0; n < 200; n++) {
      String text = number(1 + random.nextInt(ApplicationNumber.SEQUENCE_MAX)).text();
      for (int i = 0; i < 20; i++) {
        for (char c = '0'; c <= '9'; c++) {
          if (c == text.charAt(i)) continue;
          String wrong = text.substring(0, i) + c + text.substring(i + 1);
          assertInstanceOf(Invalid.class, ApplicationNumber.parse(wrong));
        }
      }
    }
  }

  @Test
  void everyStreetHasItsOwnSerial() {
    var serials = new HashSet<String>();
    for (CodeEntry street : CodeTables.table("street").entries()) {
      ApplicationNumber n = ApplicationNumber.of(street.code(), 2026, "999", 1);
      assertEquals(Optional.of(street.code()), n.street());
      assertTrue(serials.add(n.streetSerial()));
    }
    assertEquals(29, serials.size());
    assertEquals(Optional.empty(), ApplicationNumber.of("110105001", 2026, "999", 1).street());
  }
}
