package cn.ruhu.device.escl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Certificates that scanners made themselves.
@Timeout(60)
final class EsclTlsTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
  private static final PageSink ANY = _ -> true;

  private static EsclScanner open(EsclAddress address) {
    return new EsclScanner(address, EsclPace.USUAL, TIME);
  }

  @Test
  void aCertificateNobodyVouchesForIsShownFirstAndBelievedWhenSomebodyAgreed() throws Exception {
    SelfSigned own = SelfSigned.make();
    String print = EsclTrust.fingerprint(own.certificate());
    try (var device = EsclEmulator.listen(own.context(), THREADS)) {
      EsclAddress address = EsclAddress.parse(device.address()).orElseThrow();
      try (var unknown = open(address)) {
        assertEquals(new SourceLook.Not(Why.UNTRUSTED, print), unknown.look());
        var end = unknown.scan(ScanSettings.USUAL, ANY, new ScanStop());
        assertEquals(Why.UNTRUSTED, end.why());
      }
      EsclAddress agreed = EsclAddress.parse(address.pinned(print).toString()).orElseThrow();
      try (var known = open(agreed)) {
        var look = (SourceLook.Known) known.look();
        assertEquals(SourceState.FEEDER_EMPTY, look.state());
        device.load(Sheets.stack(3));
        assertEquals(3, known.scan(ScanSettings.USUAL, ANY, new ScanStop()).pages());
      }
    }
  }

  @Test
  void anotherCertificateThanTheAgreedOneIsRefused() throws Exception {
    SelfSigned own = SelfSigned.make();
    try (var device = EsclEmulator.listen(own.context(), THREADS);
        var scanner =
            open(EsclAddress.parse(device.address()).orElseThrow().pinned("ab".repeat(32)))) {
      assertEquals(
          new SourceLook.Not(Why.CHANGED_KEY, EsclTrust.fingerprint(own.certificate())),
          scanner.look());
      assertEquals(0, device.orders().size(), "not a word was said to it");
    }
  }
}
