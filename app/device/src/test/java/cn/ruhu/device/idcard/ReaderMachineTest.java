package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.EmulatedCards;
import cn.ruhu.device.idcard.emulator.Fault;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ReaderMachineTest {
  private final Bench bench = new Bench(115_200);
  private final EmulatedCard card = EmulatedCard.raw(Vectors.text('R'), new byte[1024]);

  @Test
  void readsACardThroughAllStates() {
    bench.run(1_000);
    assertEquals(ReaderState.READY, bench.state());
    bench.emulator.lay(card.withAddedAddress("北京市海淀区新路2号"));
    long laidAt = bench.nowMicros;
    var read = card(bench.next(2_000));
    assertEquals(
        List.of(
            ReaderState.OPENING,
            ReaderState.READY,
            ReaderState.FOUND,
            ReaderState.SELECTED,
            ReaderState.READING,
            ReaderState.CARD_DONE),
        bench.states);
    assertEquals("测试甲", read.name());
    assertEquals("北京市海淀区新路2号", read.addedAddress().orElseThrow().text());
    assertEquals("05.01-20160316-0005241654-1234567890", read.samId());
    assertArrayEquals(Vectors.text('R'), read.raw().toArray());
    assertEquals(1024, read.photo().size());
    assertEquals(List.of(), read.warnings());
    assertTrue(read.readMs() <= 112 + 150, read.readMs() + " ms");
    assertTrue(bench.nowMicros - laidAt - 350_000 <= 600_000);
  }

  @Test
  void cardIsReadOnceWhileItLies() {
    bench.emulator.lay(card);
    bench.run(10_000);
    assertEquals(1, bench.readings.size());
    assertEquals(ReaderState.READY, bench.state());
    bench.emulator.remove();
    bench.emulator.lay(card);
    bench.run(1_000);
    assertEquals(2, bench.readings.size());
  }

  @Test
  void cardThatLiesIsReadAnewWhenAsked() {
    bench.emulator.lay(card);
    bench.run(5_000);
    bench.machine.again();
    bench.run(1_000);
    assertEquals(2, bench.readings.size());
    bench.emulator.remove();
    bench.machine.again();
    bench.run(1_000);
    assertEquals(2, bench.readings.size());
  }

  @ParameterizedTest
  @CsvSource({
    "READ_FAILED,   READ_FAILED",
    "CARD_AUTH,     CARD_AUTH",
    "SELECT_FAILED, SELECT_FAILED",
    "WRONG_CARD,    WRONG_CARD",
  })
  void unreadableCardNeedsAPersonAndIsReadWhenLaidDownAgain(Fault fault, ReaderError error) {
    bench.emulator.fault(fault, 1);
    bench.emulator.lay(card);
    assertEquals(Optional.of(new Reading.Trouble(error)), bench.next(3_000));
    bench.run(2_000);
    assertEquals(ReaderState.NEEDS_USER, bench.state());
    assertEquals(Optional.of(error), bench.error());
    assertEquals(1, bench.readings.size());
    bench.emulator.lay(card);
    assertEquals("测试甲", card(bench.next(2_000)).name());
    assertEquals(Optional.empty(), bench.error());
  }

  @Test
  void messageOfAFailedCardGoesAwayInTheEnd() {
    bench.emulator.fault(Fault.READ_FAILED, 1);
    bench.emulator.lay(card);
    bench.run(ReaderMachine.NEEDS_USER_MS + 2_000);
    assertEquals(ReaderState.READY, bench.state());
  }

  @Test
  void moduleErrorIsRetriedOnceAfterAReset() {
    bench.emulator.fault(Fault.DEVICE, 1);
    bench.emulator.lay(card);
    assertEquals("测试甲", card(bench.next(3_000)).name());
    bench.emulator.fault(Fault.DEVICE, -1);
    bench.emulator.lay(card);
    assertEquals(Optional.of(new Reading.Trouble(ReaderError.DEVICE)), bench.next(3_000));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CORRUPT", "TRUNCATED", "WRONG_LENGTH", "SILENT", "HEARD_BADLY", "NOISE"})
  void oneBadReplyIsAskedForAgainAndNobodyNotices(Fault fault) {
    for (int reply = 0; reply < 4; reply++) {
      var fresh = new Bench(115_200);
      fresh.run(1_000);
      fresh.emulator.lay(card);
      // Lets so many good replies pass before the bad one: find, select, read, added address.
      fresh.emulator.faultAfter(fault, reply);
      assertEquals("测试甲", card(fresh.next(8_000)).name(), fault + " at reply " + reply);
      assertEquals(1, fresh.readings.size());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"SPLIT", "SLOW", "NOISE", "NO_ADDRESS", "OLD_MODULE"})
  void standingOddityOfTheLineCostsOnlyTime(Fault fault) {
    bench.emulator.fault(fault, -1);
    bench.emulator.lay(card);
    var read = card(bench.next(8_000));
    assertEquals("测试甲", read.name());
    assertEquals(Optional.empty(), read.addedAddress());
  }

  @Test
  void lineThatStaysBadIsTroubleAndNotAWrongCard() {
    bench.run(500);
    bench.emulator.lay(card);
    bench.emulator.fault(Fault.CORRUPT, -1);
    bench.run(60_000);
    assertTrue(bench.readings.stream().noneMatch(r -> r instanceof Reading.Card));
    assertEquals(ReaderState.OFFLINE, bench.state());
    assertEquals(Optional.of(ReaderError.LINK), bench.error());
    bench.emulator.clearFaults();
    bench.run(20_000);
    assertEquals(1, bench.readings.size());
    assertInstanceOf(Reading.Card.class, bench.readings.getLast());
  }

  @Test
  void silentModuleGoesOfflineAndComesBack() {
    bench.run(500);
    bench.emulator.fault(Fault.SILENT, -1);
    bench.run(30_000);
    assertEquals(Optional.of(ReaderError.NO_ANSWER), bench.error());
    bench.emulator.clearFaults();
    bench.run(20_000);
    assertEquals(ReaderState.READY, bench.state());
  }

  @Test
  void unpluggedIsNotUnreadableAndNotNoCard() {
    bench.run(500);
    bench.emulator.fault(Fault.GONE, -1);
    bench.step();
    assertEquals(ReaderState.OFFLINE, bench.state());
    assertEquals(Optional.of(ReaderError.UNPLUGGED), bench.error());
    bench.run(3_000);
    assertEquals(Optional.of(ReaderError.ABSENT), bench.error());
    bench.emulator.clearFaults();
    bench.emulator.lay(card);
    assertEquals("测试甲", card(bench.next(20_000)).name());
  }

  @Test
  void waitsLongerAndLongerButNeverMoreThanFifteenSeconds() {
    bench.emulator.fault(Fault.GONE, -1);
    var waits = new ArrayList<Long>();
    for (int i = 0; i < 7; i++) waits.add(bench.step());
    assertEquals(List.of(1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L), waits);
    bench.emulator.clearFaults();
    bench.step();
    bench.emulator.fault(Fault.GONE, -1);
    assertEquals(1_000L, bench.step());
  }

  @ParameterizedTest
  @CsvSource({"UNAUTHORISED, DEVICE_UNAUTH", "DEAD, DEVICE_DEAD"})
  void moduleThatMayNotWorkIsOfflineWithItsReason(Fault fault, ReaderError error) {
    bench.emulator.fault(fault, -1);
    bench.step();
    assertEquals(ReaderState.OFFLINE, bench.state());
    assertEquals(Optional.of(error), bench.error());
    bench.emulator.clearFaults();
    bench.run(20_000);
    bench.emulator.fault(fault, -1);
    assertEquals(1_000L, bench.step());
    assertEquals(Optional.of(error), bench.error());
  }

  @Test
  void cardTakenAwayWhileReadingIsTroubleOrWholeNeverHalf() {
    bench.run(500);
    bench.emulator.lay(card);
    bench.emulator.fault(Fault.TRUNCATED, -1);
    bench.step();
    bench.emulator.remove();
    bench.emulator.clearFaults();
    bench.run(20_000);
    for (var reading : bench.readings)
      if (reading instanceof Reading.Card(var read)) assertEquals("测试甲", read.name());
    assertEquals(ReaderState.READY, bench.state());
  }

  @ParameterizedTest
  @CsvSource({"R, RESIDENT", "J, HMT_RESIDENCE", "I, FOREIGN_2017", "Y, FOREIGN_2023"})
  void everySampleCardIsRead(char type, CardType cardType) {
    bench.emulator.lay(EmulatedCard.raw(Vectors.text(type), new byte[1024]));
    var read = card(bench.next(2_000));
    assertEquals(cardType, read.type());
    assertArrayEquals(Vectors.text(type), read.raw().toArray());
  }

  @Test
  void textOfAnotherLengthIsRefusedAsCardData() {
    var empty = EmulatedCards.withPhoto(card, new byte[0]);
    bench.emulator.lay(empty);
    assertEquals(0, card(bench.next(2_000)).photo().size());
    bench.emulator.lay(EmulatedCards.withPhoto(card, new byte[1500]));
    assertEquals(1500, card(bench.next(2_000)).photo().size());
  }

  @Test
  void unpacedReadingTakesNoTime() {
    var fast = new Bench(SamEmulator.UNPACED);
    fast.emulator.lay(card);
    assertEquals(0, card(fast.next(1_000)).readMs());
  }

  private static CardReading card(Optional<Reading> reading) {
    return assertInstanceOf(Reading.Card.class, reading.orElseThrow()).card();
  }
}
