package cn.ruhu.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofSeconds(60);

  private static Crowd crowd(int turns) {
    return new Crowd(turns, SOONEST, LATEST, new Random(7), InstantSource.system());
  }

  @Test
  void whoComesBesidesWaitsAndGetsTheTurnThatEnds() throws Exception {
    Crowd crowd = crowd(1);
    Turnstile.Pass first = crowd.enter(Crowd.Errand.PULL);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> second =
          threads.submit(() -> {
            try (Turnstile.Pass _ = crowd.enter(Crowd.Errand.PUSH)) {
              return true;
            }
          });
      first.close();
      assertTrue(second.get(10, TimeUnit.SECONDS));
    }
    crowd.enter(Crowd.Errand.PULL).close();
  }

  @Test
  void whoHadNoTurnIsAskedBackAtAMomentOfItsOwn() throws Exception {
    Crowd crowd = crowd(1);
    try (Turnstile.Pass _ = crowd.enter(Crowd.Errand.PUSH);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Refusal>> others = new ArrayList<>();
      Callable<Refusal> other =
          () -> assertThrows(TurnedAway.class, () -> crowd.enter(Crowd.Errand.PULL)).refusal();
      for (int i = 0; i < 40; i++) others.add(threads.submit(other));
      var moments = new ArrayList<Long>();
      for (Future<Refusal> one : others) moments.add(retry(one));
      assertTrue(moments.stream().allMatch(ms -> ms >= SOONEST.toMillis()), moments.toString());
      assertTrue(moments.stream().distinct().count() > 30, moments.toString());
    }
    // nobody kept a turn that was not used
    crowd.enter(Crowd.Errand.PULL).close();
  }

  @Test
  void theLongerTurnsTakeTheLaterTheOthersComeBack() throws Exception {
    Crowd slow = crowd(1);
    for (int i = 0; i < 30; i++)
      try (Turnstile.Pass _ = slow.enter(Crowd.Errand.PUSH)) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    try (Turnstile.Pass _ = slow.enter(Crowd.Errand.PUSH);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Refusal>> others = new ArrayList<>();
      Callable<Refusal> other =
          () -> assertThrows(TurnedAway.class, () -> slow.enter(Crowd.Errand.PULL)).refusal();
      for (int i = 0; i < 300; i++) others.add(threads.submit(other));
      long latest = 0;
      for (Future<Refusal> one : others) latest = Math.max(latest, retry(one));
      // three hundred turns of a tenth of a second
      assertTrue(latest > 10_000 && latest <= 61_000, Long.toString(latest));
    }
  }

  private static long retry(Future<Refusal> answer)
      throws InterruptedException, ExecutionException {
    Refusal refusal = answer.get();
    assertEquals("BUSY", refusal.code());
    return Objects.requireNonNull(refusal.retryAfterMs());
  }
}
