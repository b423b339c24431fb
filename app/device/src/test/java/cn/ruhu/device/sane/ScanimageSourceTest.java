package cn.ruhu.device.sane;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.program.EmulatedProgram;
import cn.ruhu.device.program.EmulatedProgram.Kept;
import cn.ruhu.device.sane.emulator.ScanimageMain;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs of `scanimage`, against a program that speaks, writes and ends as it does.
@Timeout(120)
final class ScanimageSourceTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final ScanimageSource.Patience QUICK =
      new ScanimageSource.Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofMillis(50));
  private static final ScanSettings STACK = ScanSettings.USUAL;

  @TempDir private Path feeder;
  private EmulatedProgram program;
  private final ScanStop stop = new ScanStop();

  @BeforeEach
  void begins() {
    program = new EmulatedProgram(feeder, ScanimageMain.class);
  }

  private PageSource source() throws Exception {
    return source("sane:emulated:adf");
  }

  private PageSource source(String address) throws Exception {
    return new ScanimageSource(
        SaneAddress.parse(address).orElseThrow(), program.command(), TIME, QUICK);
  }

  private ScanEnd scan(Kept kept) throws Exception {
    try (var source = source()) {
      return source.scan(STACK, kept, stop);
    }
  }

  private static void assertSame(List<byte[]> wanted, List<byte[]> got) {
    assertEquals(wanted.size(), got.size());
    for (int i = 0; i < wanted.size(); i++)
      assertArrayEquals(wanted.get(i), got.get(i), "page " + i);
  }

  @Test
  void deviceIsFoundWithoutCameras() throws Exception {
    assertEquals(
        List.of(
            new FoundSource(
                "sane:emulated:adf",
                "Noname Feeder 2000",
                "sane:emulated:adf#feeder=",
                "sheetfed scanner")),
        new SaneScheme(TIME, program.command()).find(Duration.ofSeconds(20), stop));
    assertEquals(
        List.of(), new SaneScheme(TIME, List.of("/nowhere")).find(Duration.ofSeconds(1), stop));
  }

  @Test
  void lookTellsWhatItCan() throws Exception {
    program.lay(1);
    try (var source = source()) {
      var known = assertInstanceOf(SourceLook.Known.class, source.look());
      assertEquals(SourceState.LOADED, known.state());
      assertEquals(
          Set.of(ScanInput.PLATEN, ScanInput.FEEDER, ScanInput.DUPLEX),
          known.caps().inputs().keySet());
      var caps = known.caps().of(ScanInput.FEEDER).orElseThrow();
      assertEquals(List.of(75, 150, 200, 300, 600), caps.dpis());
      assertEquals(Set.of(ScanColour.values()), caps.colours());
      assertEquals(2611, caps.widthUnits());
      assertEquals(4200, caps.heightUnits());
    }
  }

  @Test
  void stackComesPageByPageAsItWasWritten() throws Exception {
    List<byte[]> sheets = program.lay(5);
    var kept = new Kept();
    assertEquals(new ScanEnd(Why.DONE, 5, OptionalInt.of(5), Duration.ZERO), scan(kept));
    assertSame(sheets, kept.pages);
    assertEquals(ScanEnd.of(Why.FEEDER_EMPTY, 0), scan(new Kept()));
  }

  @Test
  void glassGivesOneSide() throws Exception {
    List<byte[]> sheets = program.lay(3);
    var kept = new Kept();
    var glass = new ScanSettings(ScanInput.PLATEN, 300, ScanColour.COLOUR, ScanSize.A4);
    try (var source = source()) {
      assertEquals(Why.DONE, source.scan(glass, kept, stop).why());
    }
    assertSame(sheets.subList(0, 1), kept.pages);
  }

  @Test
  void blackAndWhiteComesWithoutLoss() throws Exception {
    program.lay(1);
    var kept = new Kept();
    try (var source = source()) {
      source.scan(
          new ScanSettings(ScanInput.FEEDER, 300, ScanColour.BITONAL, ScanSize.A4), kept, stop);
    }
    assertEquals((byte) 0x89, kept.pages.getFirst()[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "jam 3,JAM,2",
    "jam 1,JAM,0",
    "cover 2,COVER_OPEN,1",
    "io 3,VANISHED,2",
    "crash 3,PROGRAM,2",
    "hang 3,SILENT,2",
    "empty 2,PAGE_EMPTY,1",
    "cut 2,PAGE_CUT,1",
    "denied,DENIED,0",
    "gone,ABSENT,0",
    "button 3,STOPPED_THERE,2",
    "refuses,REFUSED,0"
  })
  void whatGoesWrongIsSaidAndWhatCameIsKept(String fault, Why why, int pages) throws Exception {
    List<byte[]> sheets = program.lay(4);
    program.faults(fault);
    var kept = new Kept();
    ScanEnd end = scan(kept);
    assertEquals(why, end.why());
    assertEquals(pages, end.pages());
    assertSame(sheets.subList(0, pages), kept.pages);
    if (why == Why.PAGE_EMPTY) assertTrue(end.missing() >= 1);
  }

  @Test
  void afterTheJamTheRestComes() throws Exception {
    List<byte[]> sheets = program.lay(4);
    program.faults("jam 3");
    var kept = new Kept();
    ScanEnd end = scan(kept);
    assertTrue(end.why().goesOn());
    Files.delete(feeder.resolve("faults"));
    var more = new Kept();
    assertEquals(Why.DONE, scan(more).why());
    kept.pages.addAll(more.pages);
    assertSame(sheets, kept.pages);
  }

  @Test
  void busyDeviceIsTriedAgain() throws Exception {
    program.lay(1);
    program.faults("busy once");
    var kept = new Kept();
    try (var source = source()) {
      // a look at a busy device says so
      assertEquals(new SourceLook.Not(Why.BUSY), source.look());
    }
    assertEquals(Why.DONE, scan(kept).why());
    program.lay(1);
    try (var source = source()) {
      source.look();
      program.faults("busy once");
      var again = new Kept();
      assertEquals(Why.DONE, source.scan(STACK, again, stop).why());
      assertEquals(List.of(Why.BUSY), again.waited);
      program.faults("busy");
      ScanEnd end = source.scan(STACK, new Kept(), stop);
      assertEquals(Why.BUSY, end.why());
      assertTrue(end.retryAfter().isPositive());
    }
  }

  @Test
  void handOnTheBrakeEndsItAndKeepsWhatCame() throws Exception {
    for (String fault : List.of("none", "deaf")) {
      List<byte[]> sheets = program.lay(150);
      program.faults(fault);
      var brake = new ScanStop();
      int[] count = new int[1];
      var kept =
          new Kept(
              Integer.MAX_VALUE,
              () -> {
                if (++count[0] == 3) brake.stop();
              });
      try (var source = source()) {
        ScanEnd end = source.scan(STACK, kept, brake);
        assertEquals(Why.CANCELLED, end.why());
        assertTrue(end.pages() >= 3 && end.pages() < 150, "pages " + end.pages());
        assertSame(sheets.subList(0, end.pages()), kept.pages);
      }
    }
  }

  @Test
  void fullDiskStopsTheFeeder() throws Exception {
    program.lay(30);
    ScanEnd end = scan(new Kept(2, () -> {}));
    assertEquals(Why.NOT_KEPT, end.why());
    assertEquals(2, end.pages());
  }

  @Test
  void noPageIsLeftOnTheDisk() throws Exception {
    program.lay(3);
    program.faults("jam 3");
    scan(new Kept());
    assertEquals(List.of(), folders());
  }

  private static List<Path> folders() throws IOException {
    try (var all =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "ruhu-scan-*")) {
      var found = new ArrayList<Path>();
      all.forEach(found::add);
      return found;
    }
  }

  @Test
  void programThatIsMissingAndDeviceThatIsNotThere() throws Exception {
    try (var none =
            new ScanimageSource(
                SaneAddress.parse("sane:x").orElseThrow(), List.of("/nowhere"), TIME, QUICK);
        var other = source("sane:other")) {
      assertEquals(new SourceLook.Not(Why.PROGRAM), none.look());
      assertEquals(ScanEnd.of(Why.PROGRAM, 0), none.scan(STACK, new Kept(), stop));
      assertEquals(new SourceLook.Not(Why.ABSENT), other.look());
    }
  }
}
