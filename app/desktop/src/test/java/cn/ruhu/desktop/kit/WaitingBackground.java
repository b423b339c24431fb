package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Work waits until a test lets it be done, in whatever order. No timer ever runs.
public final class WaitingBackground implements Untimed {
  /// what was asked for, in that order; run one to do it and let its answer arrive
  public final List<Runnable> works = new ArrayList<>();

  /// what the window does just before anything reaches it
  public Runnable look = () -> {};

  @Override
  @SuppressWarnings("CatchingUnchecked") // same manners as the real one
  public <T> Job run(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed) {
    works.add(() -> {
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
  public void window(Runnable act) {
    look.run();
    act.run();
  }

  /// Does everything that waits, and what that asks for.
  public void settle() {
    while (!works.isEmpty()) works.removeFirst().run();
  }
}
