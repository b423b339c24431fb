package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Everything at once on the caller's thread; time passes only when a test says so. Not
/// thread-safe.
public final class InlineBackground implements Background {
  private static final class Timer {
    private final Runnable act;
    private final long periodMs;
    private long dueMs;

    Timer(Runnable act, long dueMs, long periodMs) {
      this.act = act;
      this.dueMs = dueMs;
      this.periodMs = periodMs;
    }
  }

  private final List<Timer> timers = new ArrayList<>();
  private long nowMs;

  InlineBackground() {}

  @Override
  @SuppressWarnings("CatchingUnchecked") // same manners as the real one
  public <T> Job run(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed) {
    T made;
    try {
      made = work.call();
    } catch (Exception e) {
      failed.accept(e);
      return () -> {};
    }
    then.accept(made);
    return () -> {};
  }

  @Override
  public Job after(Duration delay, Runnable act) {
    return add(new Timer(act, nowMs + delay.toMillis(), 0));
  }

  @Override
  public Job every(Duration period, Runnable act) {
    return add(new Timer(act, nowMs + period.toMillis(), Math.max(1, period.toMillis())));
  }

  private Job add(Timer timer) {
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public void window(Runnable act) {
    act.run();
  }

  /// Lets time pass: runs every timer that falls due, in order.
  public void pass(Duration time) {
    long until = nowMs + time.toMillis();
    while (true) {
      Timer next = null;
      for (Timer t : timers) if (next == null || t.dueMs < next.dueMs) next = t;
      if (next == null || next.dueMs > until) break;
      nowMs = next.dueMs;
      if (next.periodMs == 0) timers.remove(next);
      else next.dueMs += next.periodMs;
      next.act.run();
    }
    nowMs = until;
  }
}
