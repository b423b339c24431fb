package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;

/// Virtual threads for the work, the toolkit's thread for the answers.
final class FxBackground implements Background {

  @Override
  public <T> Job run(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed) {
    var over = new AtomicBoolean();
    var thread =
        Thread.ofVirtual().name("background").unstarted(() -> attempt(work, then, failed, over));
    var watch =
        Thread.ofVirtual()
            .name("deadline")
            .unstarted(() -> {
              try {
                if (!thread.join(deadline) && over.compareAndSet(false, true)) {
                  thread.interrupt();
                  Platform.runLater(() -> failed.accept(new TimeoutException("deadline")));
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    watch.start();
    return () -> {
      if (over.compareAndSet(false, true)) thread.interrupt();
      watch.interrupt();
    };
  }

  @SuppressWarnings("CatchingUnchecked") // the top of every piece of background work
  private static <T> void attempt(
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed,
      AtomicBoolean over) {
    try {
      T made = work.call();
      if (over.compareAndSet(false, true)) Platform.runLater(() -> then.accept(made));
    } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError e) {
      if (e instanceof InterruptedException) Thread.currentThread().interrupt();
      if (over.compareAndSet(false, true)) Platform.runLater(() -> failed.accept(e));
    }
  }

  @Override
  public Job after(Duration delay, Runnable act) {
    return timeline(delay, 1, act);
  }

  @Override
  public Job every(Duration period, Runnable act) {
    return timeline(period, Animation.INDEFINITE, act);
  }

  private static Job timeline(Duration time, int count, Runnable act) {
    var frame = new KeyFrame(javafx.util.Duration.millis((double) time.toMillis()), _ -> act.run());
    var line = new Timeline(frame);
    line.setCycleCount(count);
    line.play();
    return line::stop;
  }

  @Override
  public void window(Runnable act) {
    if (Platform.isFxApplicationThread()) act.run();
    else Platform.runLater(act);
  }
}
