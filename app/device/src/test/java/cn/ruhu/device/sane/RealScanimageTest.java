package cn.ruhu.device.sane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.program.EmulatedProgram.Kept;
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
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.SyntheticPage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The driver with the real `scanimage`: SANE's `test` device for the feeder and its faults, its
/// `pnm` device fed with pages of ours.
@Tag("devices")
@Timeout(180)
final class RealScanimageTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final PageKey KEY = new PageKey(1, HexFormat.of().parseHex("5a".repeat(32)));
  private static final ScanSettings STACK =
      new ScanSettings(ScanInput.FEEDER, 100, ScanColour.GRAY, ScanSize.A4);

  /// for a device that answers at once or not at all
  private static final ScanimageSource.Patience SHORT =
      new ScanimageSource.Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));

  @TempDir private Path config;
  private final ScanStop stop = new ScanStop();

  @BeforeEach
  void twoDevices() throws IOException {
    Files.writeString(config.resolve("dll.conf"), "test\npnm\n");
  }

  private List<String> program() {
    return List.of("env", "SANE_CONFIG_DIR=" + config, "scanimage");
  }

  private PageSource source(String address) {
    return new SaneScheme(TIME, program()).open(address).orElseThrow();
  }

  @Test
  void devicesAreFound() {
    List<FoundSource> found = new SaneScheme(TIME, program()).find(Duration.ofSeconds(60), stop);
    assertEquals(
        List.of("sane:pnm:0", "sane:pnm:1", "sane:test:0", "sane:test:1"),
        found.stream().map(FoundSource::address).sorted().toList());
  }

  @Test
  void testDeviceTellsWhatItCan() throws Exception {
    try (var source = source("sane:test:0")) {
      var known = assertInstanceOf(SourceLook.Known.class, source.look());
      assertEquals(Set.of(ScanInput.PLATEN, ScanInput.FEEDER), known.caps().inputs().keySet());
      var can = known.caps().of(ScanInput.FEEDER).orElseThrow();
      assertEquals(List.of(75, 100, 150, 200, 240, 300, 400, 600, 1200), can.dpis());
      assertEquals(Set.of(ScanColour.GRAY, ScanColour.COLOUR), can.colours());
      assertEquals(2362, can.widthUnits());
    }
    try (var source = source("sane:test:77")) {
      assertInstanceOf(SourceLook.Not.class, source.look());
    }
  }

  @Test
  void tenPagesLieInTheFeeder() throws Exception {
    var kept = new Kept();
    try (var source = source("sane:test:0#test-picture=Grid")) {
      ScanEnd end = source.scan(STACK, kept, stop);
      assertEquals(Why.DONE, end.why());
      assertEquals(10, end.pages());
      assertEquals(10, end.fed().orElse(0));
    }
    for (byte[] page : kept.pages) {
      assertInstanceOf(ImageProbe.Picture.class, ImageProbe.probe(page));
      assertEquals(100, ImageProbe.dpi(page));
    }
  }

  /// The device for tests stops its own program with a signal now and then, in place of the fault,
  /// and the program may say nothing more: such a run is asked for again.
  private void fails(String status, Why why) {
    var address = SaneAddress.parse("sane:test:0#read-return-value=" + status).orElseThrow();
    Why said = null;
    for (int i = 0; i < 5 && said != why; i++)
      try (var source = new ScanimageSource(address, program(), TIME, SHORT)) {
        said = source.scan(STACK, new Kept(), stop).why();
      }
    assertEquals(why, said, status);
  }

  @Test
  void itsFaultsAreUnderstood() {
    fails("SANE_STATUS_JAMMED", Why.JAM);
    fails("SANE_STATUS_COVER_OPEN", Why.COVER_OPEN);
    fails("SANE_STATUS_NO_DOCS", Why.FEEDER_EMPTY);
    fails("SANE_STATUS_IO_ERROR", Why.VANISHED);
    fails("SANE_STATUS_ACCESS_DENIED", Why.DENIED);
    fails("SANE_STATUS_UNSUPPORTED", Why.REFUSED);
    fails("SANE_STATUS_NO_MEM", Why.FAULT);
  }

  @Test
  void handOnTheBrakeEndsASlowStack() throws Exception {
    var kept = new Kept(99, stop::stop);
    long begun = System.nanoTime();
    try (var source =
        source(
            "sane:test:0#read-delay=yes&read-delay-duration=20000&read-limit=yes"
                + "&read-limit-size=4096")) {
      assertEquals(Why.CANCELLED, source.scan(STACK, kept, stop).why());
    }
    assertTrue(kept.pages.size() < 10, "pages " + kept.pages.size());
    assertTrue(System.nanoTime() - begun < 60_000_000_000L);
  }

  @Test
  void ourOwnFormThroughPnmIsReadByItsCode() throws Exception {
    String code =
        PageCode.page(new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_2001L), "D02", 1, 1, 2)
            .write(KEY);
    Path sheet = config.resolve("sheet 1.pnm");
    pnm(new SyntheticPage(code, "", 150, 0.8, 0, 2, 0.8f, 3).jpeg(), sheet);
    var kept = new Kept();
    String address = "sane:pnm:0#filename=" + sheet.toString().replace(" ", "%20");
    try (var source = source(address)) {
      ScanEnd end =
          source.scan(
              new ScanSettings(ScanInput.PLATEN, 300, ScanColour.COLOUR, ScanSize.WHOLE),
              kept,
              stop);
      assertEquals(Why.DONE, end.why());
    }
    assertEquals(1, kept.pages.size());
    var pages = assertInstanceOf(PageFile.Pages.class, PageFile.open(kept.pages.getFirst()));
    try (pages) {
      var image = assertInstanceOf(PageImage.class, pages.page(0));
      var read = new PageReader(CodeCheck.of(List.of(KEY)), System::nanoTime).read(image);
      assertEquals(List.of(code), read.codes().stream().map(FoundCode::text).toList());
    }
  }

  private static void pnm(byte[] jpeg, Path to) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    try (OutputStream out = Files.newOutputStream(to)) {
      out.write(
          ("P6\n" + image.getWidth() + " " + image.getHeight() + "\n255\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] row = new byte[image.getWidth() * 3];
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int rgb = image.getRGB(x, y);
          row[x * 3] = (byte) (rgb >> 16);
          row[x * 3 + 1] = (byte) (rgb >> 8);
          row[x * 3 + 2] = (byte) rgb;
        }
        out.write(row);
      }
    }
  }
}
