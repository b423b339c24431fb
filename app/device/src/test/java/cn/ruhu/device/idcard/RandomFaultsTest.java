package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.EmulatedCards;
import cn.ruhu.device.idcard.emulator.Fault;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import cn.ruhu.device.idcard.emulator.SyntheticPeople;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hundreds of cards laid down while the line, the module and the cards misbehave at random: every
/// card that is told is the one that lay there, byte for byte, and the reader always comes back.
final class RandomFaultsTest {
  private static final long SEED = 20261123L;

  @Test
  void fiveHundredReadsUnderRandomFaultsGiveNoWrongFieldAndNeverHang() {
    readUnderFaults(500, new Bench(SamEmulator.UNPACED));
  }

  @Test
  @Tag("soak")
  void tenThousandReadsUnderRandomFaultsAtEverySpeed() {
    int read = 0;
    for (int baud : ReaderAddress.SPEEDS) {
      var bench = new Bench(baud, ReaderAddress.parse("sam+serial:///m").orElseThrow());
      bench.emulator.speed(baud);
      read += readUnderFaults(2_000, bench);
    }
    int laid = 2_000 * ReaderAddress.SPEEDS.size();
    told(
        "cards laid down under random faults, at every speed of the line | " + laid,
        "cards",
        ">= 10000");
    told(
        "of them told to the window, none with a wrong byte, the reader back each time | " + read,
        "cards",
        "-");
  }

  /// For the results of the long proofs: what failed ends the test before.
  private static void told(String figure, String unit, String goal) {
    System.out.println("ruhu-soak | " + figure + " | " + unit + " | " + goal);
  }

  /// @return how many were read
  private static int readUnderFaults(int reads, Bench bench) {
    var random = new Random(SEED + reads);
    var people = SyntheticPeople.load();
    int read = 0;
    int troubled = 0;
    for (int i = 0; i < reads; i++) {
      var card = card(people, random);
      bench.emulator.clearFaults();
      int faults = random.nextInt(4);
      for (int f = 0; f < faults; f++) {
        bench.emulator.fault(
            Fault.values()[random.nextInt(Fault.values().length)], 1 + random.nextInt(3));
      }
      bench.emulator.lay(card);
      int before = bench.readings.size();
      bench.run(4_000);
      bench.emulator.clearFaults();
      for (var reading : bench.readings.subList(before, bench.readings.size())) {
        switch (reading) {
          case Reading.Card(var got) -> {
            assertArrayEquals(
                EmulatedCards.text(card), got.raw().toArray(), "seed " + SEED + " read " + i);
            assertArrayEquals(EmulatedCards.photo(card), got.photo().toArray());
            read++;
          }
          case Reading.Trouble _ -> troubled++;
          case Reading.NoCard _ -> throw new AssertionError("nobody waited");
        }
      }
      bench.emulator.remove();
      bench.run(17_000);
      assertEquals(ReaderState.READY, bench.state(), "seed " + SEED + " read " + i);
    }
    assertTrue(read > reads / 2, read + " read, " + troubled + " troubled");
    return read;
  }

  private static EmulatedCard card(List<SyntheticPeople.Person> people, Random random) {
    var card = people.get(random.nextInt(people.size())).card();
    byte[] photo = new byte[1024];
    random.nextBytes(photo);
    return EmulatedCards.withPhoto(card, photo);
  }
}
