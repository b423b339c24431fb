package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.pages.Prints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookbackTest {
  /// after a sign-in to a large store
  private static final Duration CALM = Duration.ofSeconds(4);

  @TempDir Path home;

  private static void page(TestDesk at, long n) throws Exception {
    UUID of = new UUID(5, n);
    byte[] bytes = ("no picture " + n).getBytes(StandardCharsets.UTF_8);
    String address = at.store().files().put(bytes, of, "image/jpeg");
    at.receive(
        CaseRecord.of(
            RecordType.PAGE,
            new UUID(6, n),
            TestDesk.STREET,
            of,
            Map.of("application", of.toString(), "slot", "D06", "file", address)));
  }

  /// The first page waits until the screen of the sign-in is there, the others for a pause only.
  @Test
  void inALargeStoreOlderPagesWaitForTheSignInOnce() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      page(at, 1);
      page(at, 2);
      at.restartLarge();
      var background = Background.inline();
      var looked = new AtomicInteger();
      var lookback =
          new Lookback(at.desk(), new Prints(at.desk()), background, looked::incrementAndGet);
      lookback.go();
      background.pass(CALM);
      assertEquals(0, looked.get());
      background.pass(Lookback.PAUSE);
      assertEquals(1, looked.get());
      lookback.go();
      background.pass(Lookback.PAUSE);
      assertEquals(2, looked.get());
      lookback.go();
      background.pass(Lookback.PAUSE.multipliedBy(3));
      assertEquals(2, looked.get(), "there are no more");
    }
  }
}
