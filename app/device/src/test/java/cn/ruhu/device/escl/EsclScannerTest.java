package cn.ruhu.device.escl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.escl.emulator.EsclFault;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import cn.ruhu.imaging.page.ScannedFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A scanner of the network over real sockets, with everything that went wrong in the field.
@Timeout(60)
final class EsclScannerTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
  private static final EsclPace QUICK =
      new EsclPace(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofMillis(50));

  private EsclEmulator device;
  private final Kept kept = new Kept();

  /// Keeps pages as the tray does, until it is full.
  private static final class Kept implements PageSink {
    private final List<ScannedPage> pages = new ArrayList<>();
    private final List<Why> waits = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private Runnable then = () -> {};

    @Override
    public boolean page(ScannedPage page) {
      if (pages.size() == room) return false;
      pages.add(page);
      then.run();
      return true;
    }

    @Override
    public void waiting(Why why, Duration next) {
      waits.add(why);
    }
  }

  @BeforeEach
  void open() throws IOException {
    device = EsclEmulator.listen(THREADS);
  }

  @AfterEach
  void close() {
    device.close();
  }

  private EsclScanner scanner() {
    return at(device.address());
  }

  private static EsclScanner at(String address) {
    return new EsclScanner(EsclAddress.parse(address).orElseThrow(), QUICK, TIME);
  }

  private ScanEnd scan(ScanSettings settings) {
    try (var scanner = scanner()) {
      return scanner.scan(settings, kept, new ScanStop());
    }
  }

  private static ScanSettings from(ScanInput input) {
    return new ScanSettings(input, 300, ScanColour.COLOUR, ScanSize.A4);
  }

  private static ScanEnd end(Why why, int pages, int fed) {
    return new ScanEnd(why, pages, OptionalInt.of(fed), Duration.ZERO);
  }

  @Test
  void tellsWhatItCanDo() {
    try (var scanner = scanner()) {
      var look = (SourceLook.Known) scanner.look();
      assertEquals("Ruhu Emulated Scanner", look.caps().model());
      assertEquals("5f1c7a3e-0000-4000-8000-00000000e5c1", look.caps().serial());
      assertEquals(Set.of(ScanInput.values()), look.caps().inputs().keySet());
      var feeder = look.caps().of(ScanInput.FEEDER).orElseThrow();
      assertEquals(List.of(150, 200, 300, 600), feeder.dpis(), "1 dpi is junk");
      assertEquals(Set.of(ScanColour.values()), feeder.colours());
      assertEquals(SourceState.FEEDER_EMPTY, look.state());
      device.load(Sheets.stack(1));
      assertEquals(SourceState.LOADED, ((SourceLook.Known) scanner.look()).state());
      device.is("Flat 1", false);
      assertEquals(
          Set.of(ScanInput.PLATEN), ((SourceLook.Known) scanner.look()).caps().inputs().keySet());
    }
  }

  @Test
  void aStackComesPageByPageAsItWasSent() {
    List<byte[]> stack = Sheets.stack(10);
    device.load(stack);
    assertEquals(end(Why.DONE, 10, 10), scan(from(ScanInput.FEEDER)));
    for (int i = 0; i < 10; i++) {
      ScannedPage page = kept.pages.get(i);
      assertEquals(i + 1, page.number());
      assertArrayEquals(stack.get(i), page.bytes(), "not one byte is touched");
      assertEquals("image/jpeg", page.mime());
      assertEquals(64, page.sha256().length());
    }
    assertEquals(List.of("COMPLETED removed"), device.ends(), "the job is tidied up");
  }

  @Test
  void theOrderIsTheOneDevicesTake() {
    device.load(Sheets.stack(1));
    scan(new ScanSettings(ScanInput.DUPLEX, 170, ScanColour.GRAY, ScanSize.A4));
    assertEquals(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" \
        xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
        <pwg:Version>2.6</pwg:Version>
        <scan:Intent>Document</scan:Intent>
        <pwg:ScanRegions><pwg:ScanRegion>\
        <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>\
        <pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>\
        <pwg:Width>2480</pwg:Width><pwg:Height>3508</pwg:Height>\
        </pwg:ScanRegion></pwg:ScanRegions>
        <pwg:InputSource>Feeder</pwg:InputSource>
        <scan:ColorMode>Grayscale8</scan:ColorMode>
        <scan:XResolution>150</scan:XResolution><scan:YResolution>150</scan:YResolution>
        <pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
        <scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>
        <scan:Duplex>true</scan:Duplex>
        </scan:ScanSettings>
        """,
        device.orders().getFirst());
  }

  @Test
  void theGlassGivesOnePageAndIsNotAskedForAnother() {
    byte[] page = Sheets.jpeg(3);
    device.lay(page);
    assertEquals(end(Why.DONE, 1, 1), scan(from(ScanInput.PLATEN)));
    assertArrayEquals(page, kept.pages.getFirst().bytes());
    assertEquals(4, device.asked(), "capabilities, order, page, removal");
  }

  @ParameterizedTest
  @EnumSource(
      value = EsclFault.class,
      names = {
        "LOCATION_WRONG_HOST",
        "LOCATION_BROKEN",
        "BUSY_JOB",
        "BUSY_PAGE",
        "END_409",
        "END_410",
        "END_BROKEN",
        "NOT_YET",
        "SLOW"
      })
  void whatDoesNotMatterLosesNothing(EsclFault fault) {
    device.load(Sheets.stack(4));
    device.fault(fault, 3);
    assertEquals(end(Why.DONE, 4, 4), scan(from(ScanInput.FEEDER)));
    assertEquals(0, device.left());
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY_PAGE,    PAGE_EMPTY, 3",
    "CUT_PAGE,      PAGE_CUT,   3",
    "DROP_PAGE,     PAGE_CUT,   3",
    "NONSENSE_PAGE, REPLY,      3",
    "VANISH,        VANISHED,   3",
    "JAM,           JAM,        2",
    "COVER,         COVER_OPEN, 2",
    "MISPICK,       MISPICK,    2",
    "ABORTED,       ABORTED,    2",
    "CANCELLED,     STOPPED_THERE, 2"
  })
  void whatWentWrongIsToldAndPagesStay(EsclFault fault, Why why, int fed) {
    List<byte[]> stack = Sheets.stack(5);
    device.load(stack);
    device.fault(fault, 3);
    assertEquals(end(why, 2, fed), scan(from(ScanInput.FEEDER)));
    assertEquals(2, kept.pages.size());
    assertArrayEquals(stack.get(1), kept.pages.get(1).bytes());
  }

  @ParameterizedTest
  @EnumSource(
      value = EsclFault.class,
      names = {"JAM", "COVER", "MISPICK", "ABORTED", "CANCELLED"})
  void afterAHandAtTheDeviceTheRestComes(EsclFault fault) {
    device.load(Sheets.stack(5));
    device.fault(fault, 3);
    assertTrue(scan(from(ScanInput.FEEDER)).why().goesOn());
    device.mend();
    assertEquals(end(Why.DONE, 3, 3), scan(from(ScanInput.FEEDER)));
    assertEquals(5, kept.pages.size());
  }

  @Test
  void aPageTheDevicePassedOverIsMissing() {
    device.load(Sheets.stack(4));
    device.fault(EsclFault.SKIPS, 2);
    ScanEnd end = scan(from(ScanInput.FEEDER));
    assertEquals(end(Why.DONE, 3, 4), end);
    assertEquals(1, end.missing());
  }

  @Test
  void aStackInOneDocumentIsCountedByItsPages() {
    byte[] stack = ScannedFiles.pdf(Collections.nCopies(10, Sheets.picture(1)));
    device.load(List.of(stack));
    device.fault(EsclFault.ONE_PDF, 1, 9);
    assertEquals(end(Why.DONE, 1, 1), scan(from(ScanInput.FEEDER)));
    assertTrue(device.orders().getFirst().contains(">application/pdf<"));
    assertArrayEquals(stack, kept.pages.getFirst().bytes());
    device.load(List.of(stack));
    device.fault(EsclFault.ONE_PDF, 1, 10);
    ScanEnd short1 = scan(from(ScanInput.FEEDER));
    assertEquals(1, short1.missing(), "eleven went through and ten are in it");
  }

  @Test
  void blackAndWhiteOfADeviceWithoutAPictureOfItsOwnComesInGray() {
    device.load(Sheets.stack(2));
    var wished = new ScanSettings(ScanInput.FEEDER, 300, ScanColour.BITONAL, ScanSize.A4);
    assertEquals(end(Why.DONE, 2, 2), scan(wished));
    String order = device.orders().getFirst();
    assertTrue(order.contains("Grayscale8"), order);
    assertTrue(order.contains("<pwg:DocumentFormat>image/jpeg<"), order);
  }

  @Test
  void anEmptyFeederThatIsSaidToWorkIsEmpty() {
    device.is("Kyocera ECOSYS M2640idw", true);
    device.fault(EsclFault.EMPTY_PROCESSING, 1);
    assertEquals(Why.FEEDER_EMPTY, scan(from(ScanInput.FEEDER)).why());
    device.is("Another", true);
    assertEquals(Why.ABORTED, scan(from(ScanInput.FEEDER)).why());
  }

  @Test
  void anEmptyFeederIsSaidToBeEmpty() {
    assertEquals(Why.FEEDER_EMPTY, scan(from(ScanInput.FEEDER)).why());
  }

  @Test
  void blackAndWhiteThatIsRefusedComesInGray() {
    device.load(Sheets.stack(1));
    device.fault(EsclFault.REFUSES_BITONAL, 1);
    var wished = new ScanSettings(ScanInput.FEEDER, 300, ScanColour.BITONAL, ScanSize.A4);
    assertEquals(end(Why.DONE, 1, 1), scan(wished));
    assertTrue(device.orders().getFirst().contains("Grayscale8"));
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,         REFUSED",
    "DENIES,          DENIED",
    "SECURE_ONLY,     SECURE_ONLY",
    "LOCATION_NONE,   REPLY",
    "ENTITY,          REPLY"
  })
  void anOrderThatIsNotTakenSaysWhy(EsclFault fault, Why why) {
    device.load(Sheets.stack(1));
    device.fault(fault, 1);
    assertEquals(ScanEnd.of(why, 0), scan(from(ScanInput.FEEDER)));
  }

  @Test
  void whoIsBusyForLongIsNotWaitedFor() {
    device.fault(EsclFault.BUSY_LONG, 1);
    ScanEnd end = scan(from(ScanInput.FEEDER));
    assertEquals(Why.BUSY, end.why());
    assertEquals(Duration.ofMinutes(10), end.retryAfter());
    assertEquals(List.of(), kept.waits);
  }

  @Test
  void whoIsBusyForShortIsWaitedForAndItIsSaid() {
    device.load(Sheets.stack(1));
    device.fault(EsclFault.BUSY_PAGE, 1, 4);
    assertEquals(end(Why.DONE, 1, 1), scan(from(ScanInput.FEEDER)));
    assertEquals(List.of(Why.BUSY, Why.BUSY, Why.BUSY, Why.BUSY), kept.waits);
  }

  @Test
  void aStatusThatIsNoneIsNotTakenForTheEnd() {
    device.load(Sheets.stack(2));
    device.fault(EsclFault.NONSENSE_STATUS, 1);
    assertEquals(ScanEnd.of(Why.REPLY, 2), scan(from(ScanInput.FEEDER)));
  }

  @Test
  void noAnswerForAPageIsSilence() {
    device.load(Sheets.stack(3));
    device.fault(EsclFault.STALL, 2);
    ScanEnd end = scan(from(ScanInput.FEEDER));
    assertEquals(Why.SILENT, end.why());
    assertEquals(1, end.pages());
  }

  @Test
  void aFullDiskStopsTheJobAndSaysThatOneIsMissing() {
    device.load(Sheets.stack(5));
    kept.room = 2;
    assertEquals(end(Why.NOT_KEPT, 2, 3), scan(from(ScanInput.FEEDER)));
    assertEquals(List.of("CANCELED removed"), device.ends());
    assertEquals(2, device.left(), "the rest stays in the feeder");
  }

  @Test
  void stoppingEndsTheJobAtTheDevice() {
    device.load(Sheets.stack(5));
    var stop = new ScanStop();
    kept.then =
        () -> {
          if (kept.pages.size() == 2) stop.stop();
        };
    try (var scanner = scanner()) {
      ScanEnd end = scanner.scan(from(ScanInput.FEEDER), kept, stop);
      assertEquals(Why.CANCELLED, end.why());
      assertEquals(2, end.pages());
    }
    assertEquals(List.of("CANCELED removed"), device.ends());
  }

  @Test
  void stoppingDoesNotWaitForASlowPage() {
    device.load(Sheets.stack(2));
    device.fault(EsclFault.STALL, 1);
    var stop = new ScanStop();
    THREADS.execute(() -> {
      if (new ScanStop().sleep(Duration.ofMillis(200))) stop.stop();
    });
    long start = System.nanoTime();
    try (var scanner = scanner()) {
      assertEquals(Why.CANCELLED, scanner.scan(from(ScanInput.FEEDER), kept, stop).why());
    }
    assertTrue(System.nanoTime() - start < 900_000_000L, "before the deadline of a page");
  }

  @Test
  void oneJobBringsNoMoreThanItsLimit() {
    byte[] page = Sheets.jpeg(1);
    device.load(Collections.nCopies(EsclPace.PAGES_MAX + 1, page));
    ScanEnd end = scan(from(ScanInput.FEEDER));
    assertEquals(ScanEnd.of(Why.TOO_MANY, EsclPace.PAGES_MAX), end);
    assertEquals(1, device.left(), "the rest lies in the feeder");
  }

  @Test
  void nobodyThereIsAbsent() throws IOException {
    // bound and not listening: nobody else can take the port meanwhile
    try (var vacant = new Socket()) {
      vacant.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (var scanner = at("escl+http://127.0.0.1:" + vacant.getLocalPort() + "/eSCL")) {
        assertEquals(new SourceLook.Not(Why.ABSENT), scanner.look());
        ScanEnd end = scanner.scan(from(ScanInput.FEEDER), kept, new ScanStop());
        assertEquals(ScanEnd.of(Why.ABSENT, 0), end);
      }
    }
  }

  @Test
  void aDeviceThatSaysJamWhenItIsEmptyIsKnown() {
    device.is("Xerox WorkCentre 3345", true);
    device.load(Sheets.stack(1));
    device.fault(EsclFault.JAM, 1);
    assertEquals(Why.FEEDER_EMPTY, scan(from(ScanInput.FEEDER)).why());
  }

  @Test
  void aDeviceThatPromisesTooMuchIsAskedForLess() {
    device.is("Canon iR2625/2630", true);
    device.load(Sheets.stack(1));
    scan(new ScanSettings(ScanInput.FEEDER, 600, ScanColour.COLOUR, ScanSize.A4));
    assertTrue(device.orders().getFirst().contains("<scan:XResolution>300<"));
  }
}
