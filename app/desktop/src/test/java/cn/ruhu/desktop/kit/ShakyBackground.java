package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Everything at once on the caller's thread, when it is done at all. No timer ever runs.
public final class ShakyBackground implements Untimed {
  /// work is done and yet given up: it ended after its time was over
  public boolean overdue;

  /// work fails before it did anything
  public boolean refused;

  @Override
  @SuppressWarnings("CatchingUnchecked") // same manners as the real one
  public <T> Job run(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed) {
    if (refused) {
      failed.accept(new TimeoutException("refused"));
      return () -> {};
    }
    T made;
    try {
      made = work.call();
    } catch (Exception e) {
      failed.accept(e);
      return () -> {};
    }
    if (overdue) failed.accept(new TimeoutException("deadline"));
    else then.accept(made);
    return () -> {};
  }
}
