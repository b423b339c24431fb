package cn.ruhu.device.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.EsclPace;
import cn.ruhu.device.escl.EsclScheme;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.ScanStop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Announcements over real datagrams.
@Timeout(60)
final class ServiceBrowserTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
  private static final Duration LIMIT = Duration.ofMillis(700);

  private static final Map<String, String> OFFICE =
      Map.of("ty", "Kyocera 3252", "uuid", "u-1", "rs", "/eSCL/", "note", "一楼窗口");

  @Test
  void scannersThatAnnounceThemselvesAreFound() throws Exception {
    try (var network = new StubResponder(THREADS)) {
      network.offer("_uscan._tcp.local", "Kyo (1.2)", 8080, OFFICE);
      network.offer("_uscan._tcp.local", "Brother", 80, Map.of("ty", "Brother MFC"));
      network.offer("_uscans._tcp.local", "Kyo (1.2)", 443, OFFICE);
      var scheme =
          new EsclScheme(
              TIME, ServiceBrowser.asking(TIME, network.address()), EsclPace.USUAL, List.of());
      assertEquals(
          List.of(
              new FoundSource("u-1", "Kyocera 3252", "escl+https://127.0.0.1/eSCL", "一楼窗口"),
              new FoundSource("Brother", "Brother MFC", "escl+http://127.0.0.1/eSCL", "")),
          scheme.find(LIMIT, new ScanStop()).stream()
              .sorted(java.util.Comparator.comparing(FoundSource::id).reversed())
              .toList());
    }
  }

  @Test
  void aResponderThatTellsNamesOnlyIsAskedForTheRest() throws Exception {
    try (var network = new StubResponder(THREADS)) {
      network.sparing();
      network.offer("_uscan._tcp.local", "a", 80, OFFICE);
      var browser = ServiceBrowser.asking(TIME, network.address());
      List<FoundService> found = browser.find(List.of("_uscan._tcp.local"), LIMIT, new ScanStop());
      assertEquals(1, found.size());
      assertEquals("Kyocera 3252", found.getFirst().text().get("ty"));
    }
  }

  @Test
  void nobodyThereIsNobodyFoundInTime() throws Exception {
    try (var network = new StubResponder(THREADS)) {
      long start = System.nanoTime();
      var browser = ServiceBrowser.asking(TIME, network.address());
      assertEquals(List.of(), browser.find(List.of("_uscan._tcp.local"), LIMIT, new ScanStop()));
      assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }
  }

  @Test
  void stoppingEndsTheSearch() throws Exception {
    try (var network = new StubResponder(THREADS)) {
      var stop = new ScanStop();
      THREADS.execute(stop::stop);
      long start = System.nanoTime();
      ServiceBrowser.asking(TIME, network.address())
          .find(List.of("_uscan._tcp.local"), Duration.ofSeconds(30), stop);
      assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }
  }

  @Test
  void packetsThatWereMadeUpHarmNobody() {
    byte[] sound =
        StubResponder.answer(
            List.of(new StubResponder.Offer("_uscan._tcp.local", "a", 80, OFFICE)), true);
    var random = new Random(20_261_129);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = sound.clone();
      for (int k = random.nextInt(6); k >= 0; k--)
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      DnsMessage.read(java.util.Arrays.copyOf(bad, random.nextInt(bad.length + 1)));
    }
    byte[] round = sound.clone();
    round[12] = (byte) 0xC0;
    round[13] = 12;
    assertEquals(List.of(), DnsMessage.read(round), "a name that points at itself");
    assertEquals(4, DnsMessage.read(sound).size());
  }
}
