package cn.ruhu.imaging.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Works on the pages of a stack on several cores and hands over what came of each in the order in
/// which they were fed: a sheet without a code belongs to the cover before it, so no page may
/// overtake another. What is finished early waits, [#AHEAD] pages at most, and no lane runs further
/// ahead: a page of A4 at 300 dpi needs some 100 MB while it is read.
///
/// Lanes run on platform threads: on virtual ones, two pages would keep everything else in the
/// program from its cores. None runs on when [#inOrder] returns.
public final class PageLanes {
  /// Lanes that are enough: the scanner is slower than two cores.
  public static final int LANES_MAX = 2;

  /// Pages beyond the one waited for that may be finished or under way.
  public static final int AHEAD = 3;

  private PageLanes() {}

  /// One lane's way to work on pages, used by one thread; closed when there are no more.
  ///
  /// @param <T> what comes of a page
  @FunctionalInterface
  public interface Lane<T> extends AutoCloseable {
    /// Works on one page. What it throws is thrown by [PageLanes#inOrder], after the pages before
    /// it were handed over.
    ///
    /// @param index of the page in the stack, from 0
    T work(int index);

    @Override
    default void close() {}
  }

  /// Takes what came of a page.
  ///
  /// @param <E> what taking may fail with
  @FunctionalInterface
  public interface Taker<T, E extends Exception> {
    /// @param index of the page in the stack, from 0, each once and in order
    void take(int index, T made) throws E;
  }

  /// As many lanes as the machine has cores for.
  public static int usual() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, LANES_MAX);
  }

  /// Works on pages 0 to `count` − 1; returns when all were handed over. With one lane, or one
  /// page, everything happens on the caller's thread.
  ///
  /// @param lanes how many at once, at least 1
  /// @param threads runs each lane on a platform thread of its own
  /// @param lane makes the way to work of one lane, on that lane's thread
  /// @param taker called on the caller's thread
  /// @throws E of the taker; lanes end with the page they are at
  /// @throws InterruptedException when the caller's thread is interrupted; lanes end likewise
  public static <T, E extends Exception> void inOrder(
      int count,
      int lanes,
      Executor threads,
      Supplier<? extends Lane<T>> lane,
      Taker<? super T, E> taker)
      throws E, InterruptedException {
    if (lanes <= 1 || count <= 1) {
      try (Lane<T> here = lane.get()) {
        for (int i = 0; i < count; i++) {
          if (Thread.interrupted()) throw new InterruptedException();
          taker.take(i, here.work(i));
        }
      }
      return;
    }
    var stack = new Stack<T>(count);
    var ended = new Semaphore(0);
    int begun = 0;
    try {
      for (; begun < Math.min(lanes, count); begun++)
        threads.execute(() -> {
          try {
            stack.run(lane);
          } finally {
            ended.release();
          }
        });
      for (int i = 0; i < count; i++) taker.take(i, stack.await(i));
    } finally {
      stack.stop();
      ended.acquireUninterruptibly(begun);
    }
  }

  /// What one page came to, or what it failed with.
  private record Outcome<T>(Optional<T> made, @Nullable Throwable failure) {}

  /// The pages of one run. Its monitor guards all of it.
  private static final class Stack<T> {
    private final int count;
    private final Map<Integer, Outcome<T>> done = new HashMap<>();
    private int next;
    private int awaited;
    private boolean over;

    Stack(int count) {
      this.count = count;
    }

    void run(Supplier<? extends Lane<T>> lane) {
      int at = -1;
      try (Lane<T> here = lane.get()) {
        for (at = claim(); at >= 0; at = claim())
          put(at, new Outcome<>(Optional.of(here.work(at)), null));
      } catch (RuntimeException | Error e) {
        // a lane that could not even be made fails the page it would have taken
        int failed = at < 0 ? claim() : at;
        if (failed >= 0) put(failed, new Outcome<>(Optional.empty(), e));
      }
    }

    /// The next page nobody works on, −1 when there is none.
    private synchronized int claim() {
      try {
        while (!over && next < count && next > awaited + AHEAD) wait();
      } catch (InterruptedException _) {
        return -1;
      }
      return over || next >= count ? -1 : next++;
    }

    private synchronized void put(int index, Outcome<T> outcome) {
      done.put(index, outcome);
      notifyAll();
    }

    synchronized T await(int index) throws InterruptedException {
      awaited = index;
      notifyAll();
      if (Thread.interrupted()) throw new InterruptedException();
      while (!done.containsKey(index)) wait();
      Outcome<T> outcome = done.remove(index);
      if (outcome.failure() instanceof RuntimeException e) throw e;
      if (outcome.failure() instanceof Error e) throw e;
      return outcome.made().orElseThrow();
    }

    synchronized void stop() {
      over = true;
      notifyAll();
    }
  }
}
