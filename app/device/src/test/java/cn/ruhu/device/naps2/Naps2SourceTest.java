package cn.ruhu.device.naps2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.naps2.emulator.Naps2Main;
import cn.ruhu.device.program.EmulatedProgram;
import cn.ruhu.device.program.EmulatedProgram.Kept;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs of NAPS2.Console, against a program that behaves as its source says.
@Timeout(120)
final class Naps2SourceTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final Naps2Source.Patience QUICK =
      new Naps2Source.Patience(
          Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofSeconds(1));

  @TempDir private Path feeder;
  private EmulatedProgram program;
  private final ScanStop stop = new ScanStop();

  @BeforeEach
  void begins() {
    program = new EmulatedProgram(feeder, Naps2Main.class);
  }

  private Naps2Source source(String address, List<String> command) {
    return new Naps2Source(
        Naps2Address.parse(address).orElseThrow(), command, StandardCharsets.UTF_8, TIME, QUICK);
  }

  private ScanEnd scan(Kept kept) throws Exception {
    try (var source = source("naps2:twain/FUJITSU fi-7030", program.command())) {
      return source.scan(ScanSettings.USUAL, kept, stop);
    }
  }

  @Test
  void devicesOfBothDriversAreFound() throws Exception {
    assertEquals(
        List.of(
            new FoundSource(
                "naps2:twain/FUJITSU fi-7030",
                "FUJITSU fi-7030",
                "naps2:twain/FUJITSU fi-7030",
                "TWAIN")),
        new Naps2Scheme(TIME, program.command(), StandardCharsets.UTF_8)
            .find(Duration.ofSeconds(40), stop));
    var none = new Naps2Scheme(TIME, List.of(), StandardCharsets.UTF_8);
    assertEquals(List.of(), none.find(Duration.ofSeconds(1), stop));
    try (var source = source("naps2:wia/x", List.of())) {
      assertEquals(new SourceLook.Not(Why.PROGRAM), source.look());
    }
    try (var there = source("naps2:twain/fi-7030", program.command());
        var not = source("naps2:wia/fi-7030", program.command())) {
      assertInstanceOf(SourceLook.Known.class, there.look());
      assertEquals(new SourceLook.Not(Why.ABSENT), not.look());
    }
  }

  @Test
  void stackComesInOrder() throws Exception {
    List<byte[]> sheets = program.lay(12);
    var kept = new Kept();
    ScanEnd end = scan(kept);
    assertEquals(Why.DONE, end.why());
    assertEquals(12, end.fed().orElse(0));
    for (int i = 0; i < 12; i++) assertArrayEquals(sheets.get(i), kept.pages.get(i));
  }

  @ParameterizedTest
  @CsvSource({
    "jam 3,JAM,0,2",
    "jam-kept 3,JAM,2,0",
    "cover 1,COVER_OPEN,0,0",
    "busy,BUSY,0,0",
    "fails,PROGRAM,0,0",
    "hang 3,SILENT,0,2",
    "short,ABORTED,3,1"
  })
  void whatGoesWrongIsSaidWithWhatDidNotCome(String fault, Why why, int pages, int missing)
      throws Exception {
    program.lay(4);
    program.faults(fault);
    var kept = new Kept();
    ScanEnd end = scan(kept);
    assertEquals(why, end.why());
    assertEquals(pages, end.pages());
    assertEquals(pages, kept.pages.size());
    assertEquals(missing, end.missing());
  }

  @Test
  void emptyFeederAndTheBrake() throws Exception {
    assertEquals(ScanEnd.of(Why.FEEDER_EMPTY, 0), scan(new Kept()));
    program.lay(3);
    program.faults("hang 2");
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(1_200);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          stop.stop();
        });
    assertEquals(Why.CANCELLED, scan(new Kept()).why());
  }

  @Test
  void bothLanguagesAreUnderstood() {
    var answers = Naps2Answers.load();
    assertEquals(Optional.of(Why.JAM), answers.of("\u626b\u63cf\u4eea\u53d1\u751f\u5361\u7eb8."));
    assertEquals(Optional.of(Why.JAM), answers.of("The scanner has a paper jam."));
    assertEquals(Optional.empty(), answers.of("Scanned page 3."));
    assertTrue(Naps2Address.parse("naps2:escl/x").isEmpty());
    assertTrue(Naps2Address.parse("naps2:wia/--output").isEmpty());
  }
}
