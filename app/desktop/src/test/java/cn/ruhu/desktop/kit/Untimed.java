package cn.ruhu.desktop.kit;

import java.time.Duration;

/// A background of tests in which no timer ever runs and the caller's thread is the window's.
public interface Untimed extends Background {
  @Override
  default Job after(Duration delay, Runnable act) {
    return () -> {};
  }

  @Override
  default Job every(Duration period, Runnable act) {
    return () -> {};
  }

  @Override
  default void window(Runnable act) {
    act.run();
  }
}
