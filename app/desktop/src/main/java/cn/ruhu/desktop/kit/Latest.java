package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Reads the same thing again and again, each time something changed. Reads run side by side and
/// may end in any order: an answer that was asked for earlier never takes the place of one that was
/// asked for later, or what just arrived would vanish from the screen. Window thread only.
public final class Latest {
  private final Background background;
  private long asked;
  private long shown;

  public Latest(Background background) {
    this.background = background;
  }

  /// Reads elsewhere; on the window's thread the answer goes to `then`, unless a later read has
  /// answered already.
  public <T> void read(
      Callable<T> work, Consumer<? super T> then, Consumer<? super Throwable> failed) {
    read(Background.DEADLINE, work, then, failed);
  }

  /// As [#read(Callable, Consumer, Consumer)] with a deadline of its own.
  public <T> void read(
      Duration deadline,
      Callable<T> work,
      Consumer<? super T> then,
      Consumer<? super Throwable> failed) {
    long mine = ++asked;
    background.run(
        deadline,
        work,
        found -> {
          if (newer(mine)) then.accept(found);
        },
        cause -> {
          if (newer(mine)) failed.accept(cause);
        });
  }

  private boolean newer(long mine) {
    if (mine < shown) return false;
    shown = mine;
    return true;
  }
}
