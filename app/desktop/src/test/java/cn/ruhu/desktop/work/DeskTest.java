package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
  @TempDir Path home;

  /// Another language makes every screen anew; the old ones must not read the store for ever.
  @Test
  void screensThatWentFollowTheStoreNoMore() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      var background = Background.inline();
      var first = new AtomicInteger();
      var second = new AtomicInteger();
      at.desk().follow(background, first::incrementAndGet).run();
      at.desk().follow(background, second::incrementAndGet);
      change(at, 1);
      background.pass(Duration.ofSeconds(1));
      assertEquals(0, first.get());
      assertEquals(1, second.get());
      at.desk().leave();
      change(at, 2);
      background.pass(Duration.ofSeconds(1));
      assertEquals(1, second.get());
    }
  }

  private static void change(TestDesk at, long n) throws Exception {
    UUID id = new UUID(5, n);
    at.receive(
        CaseRecord.of(
            RecordType.APPLICATION, id, TestDesk.STREET, id, Map.of("street", TestDesk.STREET)));
  }
}
