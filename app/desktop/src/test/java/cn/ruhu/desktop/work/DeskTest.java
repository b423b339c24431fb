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

  /// What can wait gives way to the screen a person waits for, and not for ever.
  @Test
  void inALargeStoreWhatCanWaitComesBehindTheFirstScreen() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      var background = Background.inline();
      var done = new AtomicInteger();
      at.desk().whenCalm(background, done::incrementAndGet);
      assertEquals(1, done.get(), "a small one has time for everything");
      change(at, 1);
      at.restartLarge();
      Runnable there = at.desk().awaited();
      at.desk().whenCalm(background, done::incrementAndGet);
      background.pass(Duration.ofSeconds(10));
      assertEquals(1, done.get());
      there.run();
      there.run();
      background.pass(Duration.ofSeconds(4));
      assertEquals(2, done.get());
      at.desk().awaited();
      at.desk().whenCalm(background, done::incrementAndGet);
      background.pass(Duration.ofSeconds(40));
      assertEquals(3, done.get(), "a screen that never comes holds nothing up");
    }
  }

  /// Nobody is taken in at the sign-in; whoever searches first finds everybody all the same.
  @Test
  void inALargeStorePeopleAreTakenInWhenTheyAreSearched() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      change(at, 1);
      UUID person = new UUID(5, 9);
      CaseRecord wang =
          CaseRecord.of(
              RecordType.PERSON, person, TestDesk.STREET, new UUID(5, 1), Map.of("name", "王秀英"));
      at.receive(wang);
      at.restartLarge();
      assertEquals(1, at.desk().people().search("王秀英", 5).size());
      at.receive(wang.with("name", "李秀英"));
      assertEquals(0, at.desk().people().search("王秀英", 5).size());
      assertEquals(1, at.desk().people().search("李秀英", 5).size());
    }
  }

  private static void change(TestDesk at, long n) throws Exception {
    UUID id = new UUID(5, n);
    at.receive(
        CaseRecord.of(
            RecordType.APPLICATION, id, TestDesk.STREET, id, Map.of("street", TestDesk.STREET)));
  }
}
