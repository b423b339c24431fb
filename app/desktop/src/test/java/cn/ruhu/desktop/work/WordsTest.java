package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.HindranceArgs;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the store may say went wrong, people read words and no code.
class WordsTest {
  @ParameterizedTest
  @EnumSource(StoreException.Code.class)
  void everyTroubleOfTheStoreHasWords(StoreException.Code code) {
    said(Words.troubleCode(new StoreException(code, "as if")));
  }

  @Test
  void anythingElseHasWordsToo() {
    said(Words.troubleCode(new IllegalStateException("as if")));
  }

  /// What lies on the disk of a large store is read on the way, where nothing checked may be
  /// thrown.
  @Test
  void aFailureOfTheDiskIsToldAlsoWhenItCameWrapped() {
    var full = new StoreException(StoreException.Code.DISK_FULL, "as if");
    assertEquals(
        "DISK_FULL",
        Words.troubleCode(new UncheckedIOException(new IOException(full.getMessage(), full))));
    assertEquals("IO", Words.troubleCode(new UncheckedIOException(new IOException("as if"))));
    assertEquals("UNEXPECTED", Words.troubleCode(new IllegalStateException("as if")));
  }

  /// What stands in the way names its field, why, and what to do: no code of any kind is left over.
  @ParameterizedTest
  @MethodSource("codes")
  void everyHindranceIsSaidInWords(String code) {
    var args = HindranceArgs.of(code).stream().map(WordsTest::example).toList();
    var message = Words.of(new Hindrance(code, "§2.4", args), _ -> "\u738b\u82b3");
    for (Text text : List.of(Text.chinese(), Text.english())) {
      String words = text.of(message);
      assertFalse(words.startsWith("["), words);
      assertFalse(words.matches("(?s).*([A-Z]{3,}_|property\\.|[a-z][A-Z]|[0-9a-f]{8}-).*"), words);
      assertFalse(words.contains("{"), words);
      assertTrue(words.endsWith(".") || words.endsWith("\u3002"), words);
    }
    String next = Text.chinese().of(message);
    assertTrue(next.matches(".*[\u8bf7\u7531\u7b49\u8d70\u6708].*"), next);
  }

  static Set<String> codes() {
    return HindranceArgs.codes();
  }

  private static String example(HindranceArgs.Kind kind) {
    return switch (kind) {
      case ACT -> "ASK_PAPERS";
      case STAGE -> "DISTRICT_REVIEW";
      case ROLE -> "DISTRICT_REVIEWER";
      case SCHEME -> "DB";
      case STREET -> TestDesk.STREET;
      case PAPER_KIND -> "D15";
      case PAPER -> "N07";
      case REJECT -> "R09";
      case STOP -> "S11";
      case FLAG -> "X04:" + new UUID(7, 7);
      case MEANS -> "livingTogether";
      case PROPERTY -> "property.NON_RESIDENTIAL";
      case PHOTO -> "END";
      case PERSON, RECORD -> new UUID(7, 8).toString();
      case MONEY -> "1,050.00";
      case COUNT -> "3";
      case DATE -> "2026-12-01";
      case MONTH -> "2026-12";
      case WORDS, PLAIN -> "";
    };
  }

  @Test
  void nothingOfTheMeansTestThatIsMissedIsSaidByItsCode() {
    for (String what : List.of("income", "livingTogether", "relation", "birthDate"))
      spoken(new Hindrance("INCOME_UNKNOWN", "§5.2", List.of(what)), what);
    for (String what :
        List.of("MONEY", "VEHICLE", "FARM_MACHINE", "DWELLING", "NON_RESIDENTIAL", "BUSINESS"))
      spoken(new Hindrance("PROPERTY_UNKNOWN", "§5.4", List.of("property." + what)), what);
    spoken(new Hindrance("AMOUNT_MISSING", "§5.5", List.of("DB", "-")), "-");
  }

  private static void spoken(Hindrance h, String code) {
    String zh = Text.chinese().of(Words.of(h));
    assertFalse(zh.contains("[") || zh.contains(code), zh);
    String en = Text.english().of(Words.of(h));
    assertFalse(en.contains("[work") || en.contains("property."), en);
  }

  @Test
  void aHindranceOfANewerProgramIsStillSaid() {
    String words = Text.chinese().of(Words.of(new Hindrance("FROM_TOMORROW", "", List.of())));
    assertTrue(words.contains("FROM_TOMORROW") && !words.startsWith("["), words);
  }

  private static void said(String code) {
    String key = "work.trouble." + code;
    String none = "[" + key + "]";
    assertNotEquals(none, Text.chinese().of(key));
    assertNotEquals(none, Text.english().of(key));
  }
}
