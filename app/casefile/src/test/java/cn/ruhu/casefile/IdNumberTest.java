package cn.ruhu.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.IdNumber.Invalid;
import cn.ruhu.casefile.IdNumber.Kind;
import cn.ruhu.casefile.IdNumber.Reason;
import cn.ruhu.casefile.IdNumber.Valid;
import cn.ruhu.casefile.IdNumber.Warning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private static Valid valid(String raw) {
    return assertInstanceOf(Valid.class, IdNumber.parse(raw, TODAY));
  }

  private static List<Reason> reasons(String raw) {
    return assertInstanceOf(Invalid.class, IdNumber.parse(raw, TODAY)).reasons();
  }

  @ParameterizedTest
  @CsvSource({
    "110199195203070013, 1952-03-07, MALE",
    "110199195509120028, 1955-09-12, FEMALE",
    "110199198704210030, 1987-04-21, MALE",
    "110199201406010043, 2014-06-01, FEMALE",
    "110199199912311244, 1999-12-31, FEMALE",
    "110199196608151131, 1966-08-15, MALE",
    "110199202011112226, 2020-11-11, FEMALE",
    "11019919491001004X, 1949-10-01, FEMALE",
    "110108194912310029, 1949-12-31, FEMALE"
  })
  void readsResidentNumbers(String number, LocalDate birth, Sex sex) {
    IdNumber id = valid(number).number();
    assertEquals(Kind.RESIDENT, id.kind());
    assertEquals(birth, id.birthDate());
    assertEquals(sex, id.sex());
    assertEquals(number, id.text());
  }

  @Test
  void refusesAnImpossibleBirthDateEvenWhenTheChecksumIsRight() {
    assertEquals(List.of(Reason.BIRTH_IMPOSSIBLE), reasons("110199197002290051"));
  }

  @Test
  void namesEveryReasonWithAStableCode() {
    assertEquals(List.of(Reason.EMPTY), reasons("  "));
    assertEquals(List.of(Reason.LENGTH), reasons("1101991952030700"));
    assertEquals(List.of(Reason.LENGTH), reasons("1101991952030700130"));
    assertEquals(List.of(Reason.CHARACTER), reasons("11019919520307001A"));
    assertEquals(List.of(Reason.CHARACTER), reasons("1101991952030X0013"));
    assertEquals(List.of(Reason.CHARACTER), reasons("一一〇一九九一九五二〇三〇七〇〇一三"));
    assertEquals(List.of(Reason.CHECK_DIGIT), reasons("110199195203070014"));
    assertEquals(List.of(Reason.PROVINCE), reasons(withCheck("99010119520307001", '0')));
    assertEquals(List.of(Reason.BIRTH_FUTURE), reasons(withCheck("11019920261124001", '1')));
    assertEquals(List.of(Reason.BIRTH_TOO_EARLY), reasons(withCheck("11019918991231001", '1')));
    assertEquals("ID_CHECK_DIGIT", Reason.CHECK_DIGIT.code());
    assertEquals("ID_BIRTH_IMPOSSIBLE", Reason.BIRTH_IMPOSSIBLE.code());
    assertEquals("ID_LENGTH", Reason.LENGTH.code());
    assertEquals("ID_PROVINCE", Reason.PROVINCE.code());
  }

  @Test
  void listsSeveralReasonsInTheOrderTheyAreToBeShown() {
    assertEquals(
        List.of(Reason.PROVINCE, Reason.BIRTH_IMPOSSIBLE, Reason.CHECK_DIGIT),
        reasons("000199197002290052"));
  }

  @Test
  void bornTodayIsAcceptedAndTomorrowIsNot() {
    assertEquals(TODAY, valid(withCheck("11019920261123001", '1')).number().birthDate());
  }

  /// A resident body with its check character; `first` replaces the first character when a test
  /// needs a wrong province.
  private static String withCheck(String body, char first) {
    String b = first == '1' ? body : first + body.substring(1);
    return b + Mod11.check(b);
  }

  @Test
  void forgivesFullWidthSpacesAndSmallX() {
    assertEquals("11019919491001004X", valid("11019919491001004x").number().text());
    assertEquals("11019919491001004X", valid("１１０１９９１９４９１００１００４Ｘ").number().text());
    assertEquals("110199195203070013", valid(" 110199 19520307\u30000013\u200b").number().text());
  }

  @ParameterizedTest
  @CsvSource({"150102880730303, 150102198807303035", "330102200403064, 33010219200403064X"})
  void upgradesOldNumbersOfFifteenDigits(String old, String upgraded) {
    Valid v = valid(old);
    assertEquals(upgraded, v.number().text());
    assertEquals(List.of(Warning.UPGRADED), v.warnings());
  }

  @Test
  void asksAboutCentenarians() {
    assertEquals(
        List.of(Warning.UPGRADED, Warning.CENTENARIAN), valid("330102200403996").warnings());
    assertFalse(valid("330102200403995").warnings().contains(Warning.CENTENARIAN));
  }

  @Test
  void neverRefusesAnAbolishedRegion() {
    assertEquals(List.of(Warning.REGION_ABOLISHED), valid(check("11010319520307001")).warnings());
    assertEquals(List.of(Warning.REGION_UNKNOWN), valid("110199195203070013").warnings());
    assertEquals(List.of(), valid("110108194912310029").warnings());
    assertEquals(List.of(), valid(check("65999919520307001")).warnings());
  }

  private static String check(String body) {
    return body + Mod11.check(body);
  }

  @Test
  void warnsOfEarlyBirths() {
    assertEquals(List.of(Warning.BIRTH_EARLY), valid(check("11010819091231001")).warnings());
    assertEquals(List.of(), valid(check("11010819100101001")).warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"830000199706020042", "830000200209060065", "810000199003070015"})
  void readsResidencePermits(String number) {
    Valid v = valid(number);
    assertEquals(Kind.HMT_PERMIT, v.number().kind());
    assertEquals(List.of(), v.warnings());
    assertEquals(Optional.empty(), v.number().region());
  }

  @ParameterizedTest
  @ValueSource(strings = {"932682198501010017", "911124198108030024", "931586198001010028"})
  void readsForeignersNumbers(String number) {
    Valid v = valid(number);
    assertEquals(Kind.FOREIGNER, v.number().kind());
    assertEquals(List.of(), v.warnings());
  }

  @Test
  void readsOldForeignersNumbersAndOnlyWarnsOfTheirCheckDigit() {
    Valid good = valid("PAK310080010103");
    assertEquals(Kind.FOREIGNER_OLD, good.number().kind());
    assertEquals(LocalDate.of(1980, 1, 1), good.number().birthDate());
    assertEquals(Sex.UNSTATED, good.number().sex());
    assertEquals(List.of(), good.warnings());
    Valid sample = valid("can110081080319");
    assertEquals(List.of(Warning.CHECK_MISMATCH), sample.warnings());
    assertEquals(LocalDate.of(1981, 8, 3), sample.number().birthDate());
    assertEquals(List.of(), valid("CAN110081080310").warnings());
    assertEquals(List.of(Reason.CHARACTER), reasons("CA1110081080310"));
    assertEquals(List.of(Reason.BIRTH_IMPOSSIBLE), reasons("CAN110081130310"));
  }

  @Test
  void saysWhenTheCenturyOfAnOldForeignersNumberWasChosen() {
    Valid v = valid("PAK310010010103");
    assertEquals(LocalDate.of(2010, 1, 1), v.number().birthDate());
    assertTrue(v.warnings().contains(Warning.BIRTH_CENTURY));
  }

  @Test
  void derivesTheEarlierNumberOfANewForeignersCard() {
    IdNumber id = valid("931586198001010028").number();
    assertEquals(Optional.of("PAK310080010103"), id.formerForeignerNumber("PAK", "000"));
    assertEquals(Optional.empty(), id.formerForeignerNumber("pak", "000"));
    assertEquals(
        Optional.empty(), valid("110199195203070013").number().formerForeignerNumber("PAK", "000"));
  }

  @Test
  void masksInEveryTextThatIsNotAskedForByName() {
    IdNumber id = valid("110199195203070013").number();
    assertEquals("110199********0013", id.toString());
    assertEquals("110199********0013", id.masked());
    assertEquals("110199 19520307 0013", id.grouped());
    assertFalse(IdNumber.parse("110199195203070013", TODAY).toString().contains("19520307"));
    assertEquals("PAK310*****0103", valid("PAK310080010103").number().toString());
    assertEquals("PAK3100 800101 03", valid("PAK310080010103").number().grouped());
    assertEquals("*****", IdNumber.mask("12345"));
  }

  @Test
  void numbersAreEqualByText() {
    assertEquals(valid("11019919491001004x").number(), valid("11019919491001004X").number());
    assertEquals(valid("150102880730303").number(), valid("150102198807303035").number());
    assertEquals(
        valid("11019919491001004x").number().hashCode(),
        valid("11019919491001004X").number().hashCode());
    assertTrue(
        valid("110199195203070013").number().compareTo(valid("110199195509120028").number()) < 0);
  }

  @Test
  void findsEverySingleDigitErrorAndEverySwapOfNeighbours() {
    var random = new Random(20171117);
    for (int n = 0; n < 300; n++) {
      String number = randomNumber(random);
      assertEquals(number, valid(number).number().text());
      for (String wrong : mistakes(number))
        assertInstanceOf(Invalid.class, IdNumber.parse(wrong, TODAY), number + " → " + wrong);
    }
  }

  private static String randomNumber(Random random) {
    LocalDate birth = LocalDate.of(1910, 1, 1).plusDays(random.nextInt(42_000));
    return check(
        "110199" + birth.toString().replace("-", "") + String.format("%03d", random.nextInt(1000)));
  }

  private static List<String> mistakes(String number) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      for (char c = '0'; c <= '9'; c++)
        if (c != number.charAt(i)) all.add(number.substring(0, i) + c + number.substring(i + 1));
      if (i < 17 && number.charAt(i) != number.charAt(i + 1))
        all.add(
            number.substring(0, i)
                + number.charAt(i + 1)
                + number.charAt(i)
                + number.substring(i + 2));
    }
    return all;
  }
}
