package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.EsclPace;
import cn.ruhu.device.escl.EsclScheme;
import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.mdns.ServiceBrowser;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanSources;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScannerDeskTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  @TempDir private Path home;
  private EsclEmulator device;
  private ScannerDesk desk;

  @BeforeEach
  void open() throws Exception {
    device = EsclEmulator.listen(THREADS);
    desk = desk();
  }

  private ScannerDesk desk() {
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    var scheme =
        new EsclScheme(
            TIME, ServiceBrowser.asking(TIME, nobody), EsclPace.USUAL, List.of(device.port()));
    return new ScannerDesk(
        Choices.of(home),
        new ScanSources(List.of(scheme)),
        TIME,
        Duration.ofMillis(200),
        Background.inline());
  }

  @AfterEach
  void close() {
    device.close();
  }

  private static byte[] page(int width) throws Exception {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, 140, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    return out.toByteArray();
  }

  @Test
  void whatPeopleTypeBecomesAnAddress() {
    assertEquals(Optional.of("escl+http://10.1.2.3"), desk.address(" 10.1.2.3 "));
    assertEquals(
        Optional.of("escl+http://mfp.local:8080/eSCL"), desk.address("mfp.local:8080/eSCL"));
    assertEquals(Optional.of("escl+https://10.1.2.3/eSCL"), desk.address("https://10.1.2.3/eSCL"));
    assertEquals(Optional.of("escl+https://h/eSCL"), desk.address("escl+https://h/eSCL"));
    assertEquals(Optional.of(""), desk.address("  "));
    assertEquals(Optional.empty(), desk.address("ftp://10.1.2.3"));
    assertEquals(Optional.empty(), desk.address("二楼的扫描仪"));
  }

  @Test
  void theChoiceOutlivesTheProgram() {
    assertEquals("", desk.name());
    desk.use(device.address());
    assertEquals(device.address(), desk.name(), "until it says what it is");
    assertTrue(desk.look() instanceof SourceLook.Known);
    desk.named("Kyocera 3252ci", "u-1");
    desk.keep(new ScanSettings(ScanInput.DUPLEX, 200, ScanColour.GRAY, ScanSize.A3));
    ScannerDesk later = desk();
    assertEquals("Kyocera 3252ci", later.name());
    assertEquals(
        new ScanSettings(ScanInput.DUPLEX, 200, ScanColour.GRAY, ScanSize.A3), later.settings());
    later.use("escl+http://10.1.2.3/eSCL");
    assertEquals("escl+http://10.1.2.3/eSCL", later.name(), "another device, another name");
  }

  @Test
  void aScannerThatHasAnotherAddressSinceIsFoundByWhatItIs() throws Exception {
    String gone = "escl+http://127.0.0.1:1/eSCL";
    desk.use(gone);
    assertEquals(new SourceLook.Not(ScanEnd.Why.ABSENT), desk.look(), "nobody knows what it was");
    desk.named("Emulated", "urn:uuid:5F1C7A3E-0000-4000-8000-00000000E5C1");
    device.load(List.of(page(100)));
    assertEquals(1, desk.scan(ScanSettings.USUAL, _ -> true, new ScanStop()).pages());
    assertEquals(device.address(), desk.address());
    assertEquals("Emulated", desk.name());
    desk.use(gone);
    desk.named("Another", "u-2");
    assertEquals(new SourceLook.Not(ScanEnd.Why.ABSENT), desk.look());
    assertEquals(gone, desk.address(), "another scanner is not taken for it");
    String pinned = "escl+https://127.0.0.1:1/eSCL?sha256=" + "ab".repeat(32);
    desk.use(pinned);
    desk.named("Emulated", "5f1c7a3e-0000-4000-8000-00000000e5c1");
    assertEquals(new SourceLook.Not(ScanEnd.Why.ABSENT), desk.look());
    assertEquals(pinned, desk.address(), "nor one without the certificate");
  }

  @Test
  void theLampTellsHowItStandsFromSignInOn() {
    var states = new ArrayList<String>();
    Runnable off = desk.onState(states::add);
    desk.open();
    desk.use(device.address());
    desk.open();
    device.close();
    desk.open();
    desk.use("");
    off.run();
    desk.use(device.address());
    assertEquals(List.of("NONE", "CLOSED", "READY", "TROUBLE", "NONE"), states);
    assertEquals(List.of(), ScannerDesk.lamps("NONE"));
    assertEquals("shell.device.scanner.TROUBLE", ScannerDesk.lamps("TROUBLE").getFirst().words());
  }

  @Test
  void aScannerOnThisMachineIsFound() {
    var found = desk.search();
    assertEquals(1, found.size());
    assertEquals(device.address(), found.getFirst().address());
  }

  @Test
  void oneTriesAPageAndTheRestStays() throws Exception {
    device.load(List.of(page(100), page(101)));
    var tried = desk.tryPage(device.address(), true);
    assertEquals(ScanEnd.Why.DONE, tried.why());
    assertTrue(tried.picture().isPresent());
    assertEquals(1, device.left());
    device.clear();
    assertEquals(ScanEnd.Why.FEEDER_EMPTY, desk.tryPage(device.address(), true).why());
  }

  @Test
  void signingOutStopsAJobAndASecondOneIsToldToWait() throws Exception {
    desk.use(device.address());
    device.load(List.of(page(100), page(101), page(102)));
    device.pace(300);
    var first = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var ends = new java.util.concurrent.atomic.AtomicReference<ScanEnd>();
    THREADS.execute(() -> {
      ends.set(
          desk.scan(
              ScanSettings.USUAL,
              _ -> {
                first.countDown();
                return true;
              },
              new ScanStop()));
      over.countDown();
    });
    first.await();
    assertEquals(ScanEnd.Why.BUSY, desk.scan(ScanSettings.USUAL, _ -> true, new ScanStop()).why());
    desk.close();
    over.await();
    assertEquals(ScanEnd.Why.CANCELLED, ends.get().why());
  }
}
