package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of the kit needs no window.
class KitUnitTest {

  @ParameterizedTest
  @CsvSource({
    "1800, 180000",
    "1800.5, 180050",
    "'1,800.50', 180050",
    "'1，800', 180000",
    "-12.3, -1230",
    "0, 0"
  })
  void yuanBecomesFen(String typed, String fen) {
    assertEquals(Optional.of(fen), Show.fen(typed));
  }

  @ParameterizedTest
  @CsvSource({"abc", "1.234", "1 8", "''", "99999999999999"})
  void whatIsNoAmountIsRefused(String typed) {
    assertEquals(Optional.empty(), Show.fen(typed));
  }

  @Test
  void aSealIsReadInEights() {
    assertEquals(
        "sha256-01234567 89abcdef" + " 00000000".repeat(6),
        Show.sealNumber("sha256-0123456789abcdef" + "0".repeat(48)));
    assertEquals("", Show.sealNumber(""));
    assertEquals("9f2c41d0", Show.sealStart("sha256-9f2c41d0a7be55c8"));
    assertEquals("", Show.sealStart(""));
  }

  @Test
  void wordsWithinWordsAreSpokenToo() {
    Message inner = Message.of("handling.done.LETTER");
    assertEquals(
        "已登记决定书，但本案尚不能进入下一步：！", Text.chinese().of(Message.of("handling.done.but", inner, "！")));
  }

  @Test
  void amountsHaveThousandsAndTwoDecimals() {
    assertEquals("1,234.50", Show.money("123450"));
    assertEquals("-0.05", Show.money(-5));
    assertEquals("92,233,720,368,547,758.07", Show.money(Long.MAX_VALUE));
    assertEquals("text", Show.money("text"));
  }

  @Test
  void numbersAreGroupedAndMasked() {
    assertEquals("110199 19900307 7758", Show.grouped("110199199003077758"));
    assertEquals("110199 ******** 7758", Show.masked("110199199003077758"));
    assertEquals("H1** **** 26", Show.masked("H123456726"));
    assertEquals(
        "编号 110108 07 2026 013 00001 0，低保", Show.numbersGrouped("编号 110108072026013000010，低保"));
    assertEquals("", Show.masked(""));
  }

  @ParameterizedTest
  @CsvSource({
    "20171117, 2017-11-17",
    "2017-11-17, 2017-11-17",
    "2017.1.7, 2017-01-07",
    "2017/11/17, 2017-11-17",
    "2017年11月17日, 2017-11-17"
  })
  void datesAreReadAsPeopleWriteThem(String typed, String iso) {
    assertEquals(Optional.of(iso), Format.DATE.parse(typed));
  }

  @ParameterizedTest
  @CsvSource({"20170230", "2017-13-01", "17-11-17", "abc"})
  void whatIsNoDayIsRefused(String typed) {
    assertEquals(Optional.empty(), Format.DATE.parse(typed));
  }

  @Test
  void timesAreShownInTheOfficesZone() {
    assertEquals("2017-11-20 09:30", Show.minute(Instant.parse("2017-11-20T01:30:00Z")));
    assertEquals("01:30", Show.countdown(Duration.ofSeconds(90)));
    assertEquals("00:00", Show.countdown(Duration.ofSeconds(-1)));
  }

  /// SCREENS: choices are reached by pinyin initials in at most four keys. Four letters of initials
  /// (or the code) and Enter must leave the wanted entry first in the list, for the tables people
  /// choose from at the counter.
  @Test
  void everyChoiceIsReachedByItsCodeOrFourLetters() {
    var late = new TreeMap<String, List<String>>();
    for (String table : List.of("sex", "relation", "ethnicity", "marital", "scheme", "education")) {
      List<Choice> all =
          CodeTables.table(table).entries().stream()
              .map(e -> new Choice(e.code(), e.label(), e.initials()))
              .toList();
      for (CodeEntry e : CodeTables.table(table).entries())
        if (!first(all, e, start(e.initials()))
            && !first(all, e, start(e.code().toLowerCase(java.util.Locale.ROOT))))
          late.computeIfAbsent(table, _ -> new ArrayList<>()).add(e.code() + " " + e.label());
    }
    assertEquals(new TreeMap<>(), late);
  }

  /// Every choice of the registration form: letters of its initials or its code and arrows, at most
  /// four keys together; Enter takes it and goes on.
  @Test
  void everyChoiceOfTheFormTakesAtMostFourKeys() {
    var tables = new TreeSet<>(List.of("income", "asset", "expense", "benefit", "bank"));
    tables.addAll(List.of("housingSource", "housingKind", "street"));
    for (RecordType type :
        List.of(
            RecordType.PERSON,
            RecordType.MEMBER,
            RecordType.SUPPORTER,
            RecordType.RELATIVE,
            RecordType.APPLICATION,
            RecordType.ITEM))
      type.fields().stream().map(FieldSpec::table).filter(t -> !t.isEmpty()).forEach(tables::add);
    var late = new TreeMap<String, List<String>>();
    for (String table : tables) {
      List<Choice> all =
          CodeTables.table(table).entries().stream()
              .map(e -> new Choice(e.code(), e.label(), e.initials()))
              .toList();
      for (Choice c : all)
        if (keys(all, c) > 4) late.computeIfAbsent(table, _ -> new ArrayList<>()).add(c.label());
    }
    assertEquals(new TreeMap<>(), late);
  }

  private static int keys(List<Choice> all, Choice wanted) {
    int least = Integer.MAX_VALUE;
    for (String word : List.of(wanted.initials(), wanted.code().toLowerCase(Locale.ROOT)))
      for (int typed = 0; typed <= Math.min(4, word.length()); typed++) {
        String start = word.substring(0, typed);
        List<Choice> found =
            all.stream()
                .filter(c -> c.matches(start))
                .sorted(Comparator.comparingInt(c -> start.isEmpty() ? 0 : c.rank(start)))
                .toList();
        int at = found.indexOf(wanted);
        if (at >= 0) least = Math.min(least, typed + at);
      }
    return least;
  }

  private static String start(String initials) {
    return initials.length() <= 4 ? initials : initials.substring(0, 4);
  }

  /// Reached when it is the first, or one of at most nine that the list shows at once.
  private static boolean first(List<Choice> all, CodeEntry wanted, String typed) {
    if (typed.isEmpty()) return false;
    List<Choice> found =
        all.stream()
            .filter(c -> c.matches(typed))
            .sorted(Comparator.comparingInt(c -> c.rank(typed)))
            .toList();
    for (int i = 0; i < Math.min(9, found.size()); i++)
      if (found.get(i).code().equals(wanted.code())) return true;
    return false;
  }

  @Test
  void inlineTimersRunInOrderAndStopWhenCancelled() {
    var background = Background.inline();
    var heard = new ArrayList<String>();
    background.after(Duration.ofSeconds(2), () -> heard.add("after"));
    var every = background.every(Duration.ofSeconds(1), () -> heard.add("every"));
    background.pass(Duration.ofSeconds(2));
    every.cancel();
    background.pass(Duration.ofSeconds(5));
    assertEquals(List.of("every", "after", "every"), heard);
  }

  @Test
  void bugDetailsHoldNoMessages() {
    var error = new IllegalStateException("张三 110199199003077758", new RuntimeException("secret"));
    String details = Bugs.details(error);
    assertTrue(details.contains("java.lang.IllegalStateException"));
    assertFalse(details.contains("张三") || details.contains("secret") || details.contains("110199"));
    assertEquals(Bugs.code(error), Bugs.code(error));
  }

  @Test
  void aDigitIsADigitOnTheNumericPadToo() {
    var two = new Shortcut("2", "x", () -> {});
    assertTrue(two.matches(pressed(KeyCode.DIGIT2, false)));
    assertTrue(two.matches(pressed(KeyCode.NUMPAD2, false)));
    assertFalse(two.matches(pressed(KeyCode.NUMPAD2, true)));
    assertFalse(two.matches(pressed(KeyCode.NUMPAD3, false)));
    assertTrue(new Shortcut("Alt+2", "x", () -> {}).matches(pressed(KeyCode.NUMPAD2, true)));
    assertFalse(new Shortcut("F2", "x", () -> {}).matches(pressed(KeyCode.NUMPAD2, false)));
  }

  private static KeyEvent pressed(KeyCode code, boolean alt) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, alt, false);
  }

  @Test
  void bareKeysAreLettersDigitsAndTheSpaceBar() {
    assertTrue(new Shortcut("J", "x", () -> {}).isBare());
    assertTrue(new Shortcut("1", "x", () -> {}).isBare());
    assertTrue(new Shortcut("Space", "x", () -> {}).isBare());
    assertFalse(new Shortcut("F2", "x", () -> {}).isBare());
    assertFalse(new Shortcut("Ctrl+K", "x", () -> {}).isBare());
  }
}
