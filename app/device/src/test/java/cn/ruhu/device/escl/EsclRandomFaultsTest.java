package cn.ruhu.device.escl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.escl.emulator.EsclFault;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stacks under faults at random places: whatever happens, each sheet came, is said to be missing,
/// or lies in the feeder still. The seed is in every message.
@Timeout(120)
final class EsclRandomFaultsTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final int STACKS = 120;
  private static final EsclPace QUICK =
      new EsclPace(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(5),
          Duration.ofMillis(5));

  /// What a stack can survive in a test of seconds.
  private static final List<EsclFault> FAULTS =
      List.of(
          EsclFault.LOCATION_WRONG_HOST,
          EsclFault.LOCATION_BROKEN,
          EsclFault.BUSY_PAGE,
          EsclFault.END_409,
          EsclFault.END_410,
          EsclFault.END_BROKEN,
          EsclFault.NOT_YET,
          EsclFault.EMPTY_PAGE,
          EsclFault.JAM,
          EsclFault.COVER,
          EsclFault.MISPICK,
          EsclFault.ABORTED,
          EsclFault.CANCELLED,
          EsclFault.CUT_PAGE,
          EsclFault.DROP_PAGE,
          EsclFault.NONSENSE_PAGE,
          EsclFault.SKIPS,
          EsclFault.NONSENSE_STATUS);

  @Test
  void noSheetIsLostWithoutAWord() throws Exception {
    long seed = 20_261_129L;
    var random = new Random(seed);
    for (int i = 0; i < STACKS; i++)
      try (var device = EsclEmulator.listen(task -> Thread.ofPlatform().daemon().start(task))) {
        int count = 1 + random.nextInt(7);
        EsclFault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        int at = 1 + random.nextInt(count);
        String what = "seed " + seed + " stack " + i + ": " + fault + " at " + at + " of " + count;
        stack(device, count, fault, at, what);
      }
  }

  private static void stack(EsclEmulator device, int count, EsclFault fault, int at, String what) {
    device.load(Sheets.stack(count));
    device.fault(fault, at);
    List<String> came = new ArrayList<>();
    int missing = 0;
    int passed = 0;
    ScanEnd end = ScanEnd.of(Why.ABORTED, 0);
    for (int job = 0; job < 6 && end.why() != Why.FEEDER_EMPTY; job++) {
      int before = device.left();
      int had = came.size();
      try (var scanner =
          new EsclScanner(EsclAddress.parse(device.address()).orElseThrow(), QUICK, TIME)) {
        end = scanner.scan(ScanSettings.USUAL, page -> came.add(page.sha256()), new ScanStop());
      }
      assertEquals(came.size() - had, end.pages(), what);
      int drawn = before - device.left();
      assertTrue(end.pages() + end.missing() >= drawn, what + " " + end);
      if (drawn < before) assertTrue(end.why() != Why.DONE, what + " paper lies there: " + end);
      missing += end.missing();
      passed += drawn;
      device.mend();
    }
    assertEquals(Why.FEEDER_EMPTY, end.why(), what);
    assertEquals(count, passed, what);
    Set<String> once = new HashSet<>(came);
    assertEquals(once.size(), came.size(), what + ": none came twice");
    assertTrue(came.size() + missing >= count, what);
  }
}
