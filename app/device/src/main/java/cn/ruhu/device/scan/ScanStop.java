package cn.ruhu.device.scan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A hand on the brake of one job. Thread-safe; once pulled it stays so.
public final class ScanStop {
  private final CountDownLatch pulled = new CountDownLatch(1);
  private final List<Runnable> told = new CopyOnWriteArrayList<>();

  /// Asks the job to end. What drivers registered runs on this thread and must be quick.
  public void stop() {
    pulled.countDown();
    told.forEach(act -> {
      if (told.remove(act)) act.run();
    });
  }

  /// Whether somebody asked.
  public boolean asked() {
    return pulled.getCount() == 0;
  }

  /// Runs this once when somebody asks, or now when somebody has.
  ///
  /// @return takes it back
  public Runnable onStop(Runnable act) {
    told.add(act);
    if (asked() && told.remove(act)) act.run();
    return () -> told.remove(act);
  }

  /// Waits. An interrupt counts as asked and keeps its flag.
  ///
  /// @return false when somebody asked meanwhile
  public boolean sleep(Duration time) {
    try {
      return !pulled.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stop();
      return false;
    }
  }
}
