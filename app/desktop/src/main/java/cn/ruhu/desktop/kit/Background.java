package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// The one place where work leaves the window's thread and comes back to it.
///
/// Everything handed to `then`, `failed`, [#after], [#every] and [#window] runs on the window's
/// thread; everything handed in as work runs elsewhere and touches no node and no property.
public interface Background {
  /// What work gets when it names no deadline of its own.
  Duration DEADLINE = Duration.ofSeconds(60);

  /// Work that gives nothing back.
  interface Act {
    void run() throws Exception;
  }

  /// Work under way.
  interface Job {
    /// Interrupts the work; neither `then` nor `failed` will be called any more. Idempotent.
    void cancel();
  }

  /// Runs `work` elsewhere, then one of the two on the window's thread. Work that outlives
  /// `deadline` is interrupted and fails with [java.util.concurrent.TimeoutException].
  <T> Job run(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed);

  /// Runs with the usual deadline.
  default <T> Job run(
      Callable<T> work, Consumer<? super T> then, Consumer<? super Throwable> failed) {
    return run(DEADLINE, work, then, failed);
  }

  /// Runs work that gives nothing back.
  default Job perform(Act work, Runnable then, Consumer<? super Throwable> failed) {
    return run(
        () -> {
          work.run();
          return Boolean.TRUE;
        },
        _ -> then.run(),
        failed);
  }

  /// Once, later, on the window's thread. Call from the window's thread.
  Job after(Duration delay, Runnable act);

  /// Again and again on the window's thread until cancelled. Call from the window's thread.
  Job every(Duration period, Runnable act);

  /// On the window's thread: at once when already there, else soon. For listeners of store and
  /// sync.
  void window(Runnable act);

  /// For the running program.
  static Background virtualThreads() {
    return new FxBackground();
  }

  /// For tests of view models: everything happens at once, on the caller's thread.
  static InlineBackground inline() {
    return new InlineBackground();
  }
}
