package cn.ruhu.desktop.kit;

import java.util.concurrent.Executor;

/// Threads for work that computes without a pause, such as reading a page: on virtual threads it
/// would keep everything else in the program from the cores.
public final class Cores {
  private Cores() {}

  /// Runs each task at once on a platform thread of its own, which the program does not wait for at
  /// its end. Thread-safe.
  public static Executor threads() {
    return task -> Thread.ofPlatform().daemon().name("core").start(task);
  }
}
