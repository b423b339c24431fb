package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// A window that looks around just before anything reaches it. Work waits until a test lets it be
/// done; no timer ever runs.
final class Looking implements Background {
  private final List<Runnable> waiting = new ArrayList<>();

  /// what it does then
  Runnable look = () -> {};

  @Override
  @SuppressWarnings("CatchingUnchecked") // same manners as the real one
  public <T> Job run(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed) {
    waiting.add(() -> {
      T made;
      try {
        made = work.call();
      } catch (Exception e) {
        failed.accept(e);
        return;
      }
      then.accept(made);
    });
    return () -> {};
  }

  @Override
  public Job after(Duration delay, Runnable act) {
    return () -> {};
  }

  @Override
  public Job every(Duration period, Runnable act) {
    return () -> {};
  }

  @Override
  public void window(Runnable act) {
    look.run();
    act.run();
  }

  /// Does everything that waits, and what that asks for.
  void settle() {
    while (!waiting.isEmpty()) waiting.removeFirst().run();
  }
}
