package cn.ruhu.device.idcard;

import java.util.concurrent.Executor;

/// Threads of tests: daemons that end with what they serve.
public final class Threads {
  private Threads() {}

  public static Executor daemons() {
    return task -> Thread.ofPlatform().daemon().name("test-device").start(task);
  }
}
