package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.PasswordHash;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LockCheckTest {
  private static final char[] RIGHT = "correct horse".toCharArray();
  private static final char[] WRONG = "correct house".toCharArray();
  private static final char[] OTHER = "battery staple".toCharArray();

  private final Secret password = new Secret(RIGHT);
  private final LockCheck check = new LockCheck(PasswordHash.Cost.TINY, new Random(3), password);

  @Test
  void opensForThePasswordBeforeAndAfterTheHashWasMade() {
    password.wipe();
    assertTrue(check.isRight(RIGHT));
    assertFalse(check.isRight(WRONG));
    check.make();
    assertTrue(check.isRight(RIGHT));
    assertFalse(check.isRight(WRONG));
  }

  @Test
  void opensForTheNewPasswordOnly() {
    check.use(OTHER.clone());
    assertFalse(check.isRight(RIGHT));
    assertTrue(check.isRight(OTHER));
    check.use(RIGHT);
    assertFalse(check.isRight(OTHER));
    assertTrue(check.isRight(RIGHT));
  }

  @Test
  void opensForNobodyWhenThePersonLeft() {
    check.close();
    assertFalse(check.isRight(RIGHT));
    check.make();
    assertFalse(check.isRight(RIGHT));
  }

  /// Somebody locks the window while the hash is being made.
  @Test
  void whoeverAsksMeanwhileWaitsForIt() throws Exception {
    var go = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<?> making =
          threads.submit(() -> {
            go.countDown();
            check.make();
          });
      Future<Boolean> asked =
          threads.submit(() -> {
            go.await();
            return check.isRight(RIGHT);
          });
      making.get();
      assertTrue(asked.get());
    }
  }

  /// A hash wants much memory at once: who typed the right password then is not told it is wrong,
  /// and is let in when there is memory again.
  @Test
  void aHashThatFailedIsMadeAgain() {
    var failures = new AtomicInteger(2);
    var salt = new Random(3);
    RandomGenerator poor =
        () -> {
          if (failures.getAndDecrement() > 0) throw new OutOfMemoryError("a test");
          return salt.nextLong();
        };
    var late = new LockCheck(PasswordHash.Cost.TINY, poor, password);
    late.make();
    assertThrows(IllegalStateException.class, () -> late.isRight(RIGHT));
    assertTrue(late.isRight(RIGHT));
    assertFalse(late.isRight(WRONG));
  }

  @Test
  void opensForNobodyWhenThePersonLeftBeforeAHashWasMade() {
    RandomGenerator none =
        () -> {
          throw new OutOfMemoryError("a test");
        };
    var never = new LockCheck(PasswordHash.Cost.TINY, none, password);
    assertThrows(IllegalStateException.class, () -> never.isRight(RIGHT));
    never.close();
    assertFalse(never.isRight(RIGHT));
  }
}
