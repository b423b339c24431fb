package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.page.PageLanes.Lane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageLanesTest {
  private static final Executor LANE = task -> Thread.ofPlatform().daemon().start(task);

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pagesComeInTheOrderTheyWereFed(int lanes) throws InterruptedException {
    for (int count : new int[] {0, 1, 2, 7, 40}) {
      var taken = new ArrayList<Integer>();
      PageLanes.<Integer, RuntimeException>inOrder(
          count,
          lanes,
          LANE,
          () -> i -> i * 10,
          (i, made) -> {
            assertEquals(i * 10, made);
            taken.add(i);
          });
      assertEquals(upTo(count), taken);
    }
  }

  /// Each page waits for another to be under way: one lane alone would never end.
  @Test
  void twoPagesAreUnderWayAtOnce() throws InterruptedException {
    var both = new CyclicBarrier(2);
    var taken = new ArrayList<Integer>();
    PageLanes.<Integer, RuntimeException>inOrder(
        8,
        2,
        LANE,
        () ->
            i -> {
              try {
                both.await();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return i;
            },
        (i, _) -> taken.add(i));
    assertEquals(upTo(8), taken);
  }

  @Test
  void aSlowPageIsNotOvertakenAndNobodyRunsFarAhead() throws InterruptedException {
    var begun = new AtomicInteger();
    var ahead = new CountDownLatch(PageLanes.AHEAD);
    var taken = new ArrayList<Integer>();
    PageLanes.<Integer, RuntimeException>inOrder(
        30,
        2,
        LANE,
        () ->
            i -> {
              begun.accumulateAndGet(i, Math::max);
              if (i > 0) ahead.countDown();
              // the first page is slow: it ends when the other lane may not go on
              if (i == 0) await(ahead);
              return i;
            },
        (i, made) -> {
          assertTrue(begun.get() <= i + 1 + PageLanes.AHEAD, begun + " at " + i);
          taken.add(made);
        });
    assertEquals(upTo(30), taken);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPageThatFailsLetsThoseBeforeItThrough() {
    for (int lanes : new int[] {1, 2}) {
      var taken = new ArrayList<Integer>();
      var e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  PageLanes.<Integer, RuntimeException>inOrder(
                      9,
                      lanes,
                      LANE,
                      () ->
                          i -> {
                            if (i == 4) throw new IllegalStateException("page 4");
                            return i;
                          },
                      (i, _) -> taken.add(i)));
      assertEquals("page 4", e.getMessage());
      assertEquals(upTo(4), taken);
    }
  }

  @Test
  void whatTheTakerThrowsEndsTheRunAndEveryLaneIsClosed() {
    var open = new AtomicInteger();
    var e =
        assertThrows(
            IOException.class,
            () ->
                PageLanes.<Integer, IOException>inOrder(
                    9,
                    2,
                    LANE,
                    () -> {
                      open.incrementAndGet();
                      return new Lane<>() {
                        @Override
                        public Integer work(int index) {
                          return index;
                        }

                        @Override
                        public void close() {
                          open.decrementAndGet();
                        }
                      };
                    },
                    (i, _) -> {
                      if (i == 3) throw new IOException("full");
                    }));
    assertEquals("full", e.getMessage());
    assertEquals(0, open.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptedCallerEndsAtTheNextPage(int lanes) {
    var taken = new ArrayList<Integer>();
    assertThrows(
        InterruptedException.class,
        () ->
            PageLanes.<Integer, RuntimeException>inOrder(
                1_000,
                lanes,
                LANE,
                () -> i -> i,
                (i, _) -> {
                  taken.add(i);
                  if (i == 2) Thread.currentThread().interrupt();
                }));
    assertEquals(upTo(3), taken);
  }
}
