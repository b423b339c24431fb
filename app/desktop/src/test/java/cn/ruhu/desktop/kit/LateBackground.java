package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Work is done when it is handed in; what came of it reaches the window when a test says so, in
/// whatever order. No timer ever runs.
public final class LateBackground implements Untimed {
  /// Answers that are under way, in the order they were asked for; run one to let it arrive.
  public final List<Runnable> ends = new ArrayList<>();

  @Override
  @SuppressWarnings("CatchingUnchecked") // same manners as the real one
  public <T> Job run(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed) {
    try {
      T made = work.call();
      ends.add(() -> then.accept(made));
    } catch (Exception e) {
      ends.add(() -> failed.accept(e));
    }
    return () -> {};
  }

  /// Lets everything under way arrive, and what that asks for.
  public void settle() {
    while (!ends.isEmpty()) ends.removeFirst().run();
  }
}
