package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of a large store take turns, case by case.
class PerCaseTest {
  private static final UUID ONE = new UUID(5, 1);
  private static final UUID TWO = new UUID(5, 2);

  @TempDir Path home;
  private TestDesk at;
  private PerCase<String> list;

  private final Map<UUID, Integer> made = new ConcurrentHashMap<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    for (UUID id : List.of(ONE, TWO))
      at.receive(
          CaseRecord.of(
              RecordType.APPLICATION, id, TestDesk.STREET, id, Map.of("street", TestDesk.STREET)));
    at.restartLarge();
    list = new PerCase<>(at.desk());
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private Optional<String> make(UUID id) {
    made.merge(id, 1, Integer::sum);
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return Optional.of("a row");
  }

  private Thread reads(UUID... cases) {
    return Thread.ofPlatform()
        .start(() -> {
          for (UUID id : cases) assertEquals(Optional.of("a row"), list.of(id, () -> make(id)));
        });
  }

  /// One that reads has the turn, another waits for it.
  private static void waits(Thread second) {
    while (second.getState() != Thread.State.WAITING) Thread.onSpinWait();
  }

  @Test
  void twoReadsMakeEachCaseOnce() throws Exception {
    Thread first = reads(ONE, TWO);
    begun.await();
    Thread second = reads(ONE, TWO);
    waits(second);
    go.countDown();
    first.join();
    second.join();
    assertEquals(Map.of(ONE, 1, TWO, 1), made);
  }

  @Test
  void whatChangedBeforeItsTurnIsNoReasonToMakeACaseAgain() throws Exception {
    Thread first = reads(ONE);
    begun.await();
    Thread second = reads(TWO);
    waits(second);
    at.receive(TestDesk.staff(new UUID(9, 50), "新来的", Role.WINDOW_CLERK));
    go.countDown();
    first.join();
    second.join();
    reads(ONE, TWO).join();
    assertEquals(Map.of(ONE, 2, TWO, 1), made, "the first was being made when that came");
  }
}
