package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.idcard.CardWarning.Code;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.EmulatedCards;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CardTextParserTest {
  private final CardTextParser parser = Vectors.parser();

  @Test
  void residentSampleHasThePublishedFields() {
    var card = parser.parse(Vectors.text('R'));
    assertEquals(CardType.RESIDENT, card.type());
    assertEquals("测试甲", card.name());
    assertEquals("2", card.sex());
    assertEquals("01", card.ethnicity());
    assertEquals(Optional.of(LocalDate.of(1949, 12, 31)), card.birthDate());
    assertEquals("北京市海淀区测试路1号", card.address());
    assertEquals("110108194912310029", card.number());
    assertEquals("北京市公安局海淀分局", card.issuer());
    assertEquals(Optional.of(LocalDate.of(2010, 1, 1)), card.validFrom());
    assertTrue(card.longTerm());
    assertEquals(Optional.empty(), card.validTo());
    assertEquals(List.of(), CardChecks.of(card, Vectors.TODAY));
  }

  @Test
  void residencePermitSampleHasThePublishedFields() {
    var card = parser.parse(Vectors.text('J'));
    assertEquals(CardType.HMT_RESIDENCE, card.type());
    assertEquals("陈测试", card.name());
    assertEquals("1", card.sex());
    assertEquals("", card.ethnicity());
    assertEquals(Optional.of(LocalDate.of(1990, 3, 7)), card.birthDate());
    assertEquals("810000199003070015", card.number());
    assertEquals("H12345678", card.text(CardField.PASS_NUMBER));
    assertEquals("01", card.text(CardField.ISSUE_COUNT));
    assertEquals(Optional.of(LocalDate.of(2028, 8, 31)), card.validTo());
    assertEquals(List.of(), CardChecks.of(card, Vectors.TODAY));
  }

  @Test
  void foreignerSampleOf2017HasThePublishedFields() {
    var card = parser.parse(Vectors.text('I'));
    assertEquals(CardType.FOREIGN_2017, card.type());
    assertEquals("ZHENGJIAN,YANGBEN", card.text(CardField.ENGLISH_NAME));
    assertEquals("证件样本", card.name());
    assertEquals("CAN110081080310", card.number());
    assertEquals("CAN", card.text(CardField.NATIONALITY));
    assertEquals(Optional.of(LocalDate.of(1981, 8, 3)), card.birthDate());
    assertEquals("01", card.text(CardField.CARD_VERSION));
    assertEquals("1500", card.text(CardField.AGENCY_CODE));
    assertEquals(Optional.of(LocalDate.of(2025, 10, 24)), card.validTo());
    assertTrue(codes(CardChecks.of(card, Vectors.TODAY)).contains(Code.EXPIRED));
  }

  @Test
  void foreignerSampleOf2023HasThePublishedFields() {
    var card = parser.parse(Vectors.text('Y'));
    assertEquals(CardType.FOREIGN_2023, card.type());
    assertEquals("证件样本", card.name());
    assertEquals("ZHENGJIAN, YANGBEN", card.text(CardField.ENGLISH_NAME));
    assertEquals("931586198001010028", card.number());
    assertEquals("PAK", card.text(CardField.NATIONALITY));
    assertEquals("000", card.text(CardField.FORMER_RELATION));
    assertEquals("2", card.sex());
    assertEquals(Optional.of(LocalDate.of(1980, 1, 1)), card.birthDate());
    assertEquals(List.of(), CardChecks.of(card, Vectors.TODAY));
  }

  @Test
  void englishNameThatRunsOnIsJoinedBeforeTrimming() {
    String name = "MAXIMILIANA ALEXANDRINA FREDERICKA OF SAXONYTON";
    String fits = name.substring(0, 46);
    var block =
        EmulatedCards.text(EmulatedCard.blank().english(fits).foreigner2023("DEU", "00", "000"));
    assertEquals(' ', fits.charAt(34));
    assertEquals(fits, parser.parse(block).text(CardField.ENGLISH_NAME));
  }

  @ParameterizedTest
  @CsvSource({"䶮", "𠅤明", "买买提·吐尔逊", "欧阳娜娜", "𪚥𪚥𪚥𪚥𪚥𪚥𪚥", "阿卜杜热合曼·买买提伊明江"})
  void rareAndLongNamesComeThroughUnchanged(String name) {
    var block = EmulatedCards.text(EmulatedCard.blank().person(name, "1", "19520307"));
    var value = parser.parse(block).values().get(CardField.NAME);
    assertEquals(new CardValue(name, "", List.of()), value);
  }

  @Test
  void unpairedSurrogateIsCorruptAndItsBytesAreKept() {
    byte[] block = Vectors.text('R');
    block[2] = 0x40;
    block[3] = (byte) 0xD8;
    var card = parser.parse(block);
    var name = card.values().get(CardField.NAME);
    assertTrue(name.corrupt());
    assertEquals("", name.text());
    assertTrue(name.hex().startsWith("4B6D40D83275"));
    assertEquals(60, name.hex().length());
    assertEquals("110108194912310029", card.number());
    assertTrue(codes(CardChecks.of(card, Vectors.TODAY)).contains(Code.CORRUPT));
  }

  @Test
  void surrogatePairCutAtTheEndOfTheFieldIsCorrupt() {
    byte[] block = Vectors.text('R');
    block[28] = 0x40;
    block[29] = (byte) 0xD8;
    assertTrue(parser.parse(block).values().get(CardField.NAME).corrupt());
  }

  @Test
  void controlCharacterInsideAFieldIsCorrupt() {
    byte[] block = Vectors.text('R');
    block[2] = 0;
    block[3] = 0;
    assertTrue(parser.parse(block).values().get(CardField.NAME).corrupt());
  }

  @Test
  void privateUseCharacterIsKeptAndNamed() {
    byte[] block = Vectors.text('R');
    block[2] = 0x23;
    block[3] = (byte) 0xE1;
    var card = parser.parse(block);
    String pua = Character.toString(0xE123);
    assertEquals(
        new CardValue("测" + pua + "甲", "", List.of(0xE123)), card.values().get(CardField.NAME));
    assertTrue(
        CardChecks.of(card, Vectors.TODAY)
            .contains(new CardWarning(Code.PRIVATE_USE, CardField.NAME, "U+E123")));
  }

  @Test
  void unknownMarkWithASoundNumberIsReadAsResidentWithAWarning() {
    byte[] block = Vectors.text('R');
    block[248] = 'Z';
    var card = parser.parse(block);
    assertEquals(CardType.RESIDENT, card.type());
    assertTrue(
        CardChecks.of(card, Vectors.TODAY)
            .contains(new CardWarning(Code.TYPE_UNKNOWN, CardField.WHOLE, "U+005A")));
  }

  @Test
  void unknownMarkWithoutASoundNumberIsShownRaw() {
    byte[] block = Vectors.text('I');
    block[248] = 'Z';
    var card = parser.parse(block);
    assertEquals(CardType.UNKNOWN, card.type());
    assertEquals(java.util.Set.of(CardField.WHOLE), card.values().keySet());
    assertEquals(
        new String(block, StandardCharsets.UTF_16LE).stripTrailing(), card.text(CardField.WHOLE));
    assertEquals(List.of(Code.TYPE_UNKNOWN), codes(CardChecks.of(card, Vectors.TODAY)));
  }

  @Test
  void zerosAtTheEndAreTrimmedLikeSpaces() {
    byte[] block = Vectors.text('R');
    for (int i = 6; i < 30; i++) block[i] = 0;
    for (int i = 220; i < 256; i++) block[i] = 0;
    var card = parser.parse(block);
    assertEquals(CardType.RESIDENT, card.type());
    assertEquals("测试甲", card.name());
  }

  @Test
  void blockOfAnotherLengthIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> parser.parse(new byte[255]));
  }

  @Test
  void nothingOfThePersonIsPrinted() {
    var text = parser.parse(Vectors.text('R'));
    var reading =
        new CardReading(
            CardReading.Origin.CHIP,
            text,
            RawBlock.of(Vectors.text('R')),
            RawBlock.of(new byte[1024]),
            Optional.of(new CardValue("北京市海淀区新路2号", "", List.of())),
            "05.01-20160316-0005241654-1234567890",
            Vectors.NOW,
            0,
            List.of());
    String printed = new Reading.Card(reading).toString();
    for (String secret : new String[] {"测试", "11010819", "0029", "北京", "1949"})
      assertFalse(printed.contains(secret), printed);
    assertEquals(64, reading.raw().sha256().length());
  }

  private static List<Code> codes(List<CardWarning> warnings) {
    return warnings.stream().map(CardWarning::code).toList();
  }
}
