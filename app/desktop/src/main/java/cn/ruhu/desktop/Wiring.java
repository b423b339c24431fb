package cn.ruhu.desktop;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// The one place of this program that takes clocks, randomness, threads and folders from the
/// machine and hands them on. [Program] decides what is shown when.
final class Wiring {
  /// Goes into every op and onto the settings screen.
  static final String VERSION = "0.1.0";

  private Wiring() {}

  /// What the real program runs on: `RUHU_HOME` or `~/.ruhu`.
  static Surroundings real() {
    String home = System.getenv("RUHU_HOME");
    String demo = System.getProperty("ruhu.try", "");
    return new Surroundings(
        home == null || home.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".ruhu")
            : Path.of(home),
        demo.isEmpty() ? Optional.empty() : Optional.of(Path.of(demo)),
        InstantSource.system(),
        System::nanoTime,
        new SecureRandom(),
        PasswordHash.Cost.STANDARD);
  }

  static Machine machine(Surroundings s) throws StoreException {
    return Machine.open(
        s.home(),
        s.clock(),
        s.random(),
        new StoreOptions(
            "ruhu/" + VERSION,
            () -> s.nanos().getAsLong() / 1_000_000,
            s.passwordCost(),
            Disk.real(),
            0));
  }

  /// What administrators know this machine by: the name its system has.
  static String machineName() {
    String windows = System.getenv("COMPUTERNAME");
    if (windows != null && !windows.isBlank()) return windows.strip();
    try {
      String linux = Files.readString(Path.of("/etc/hostname")).strip();
      return linux.isEmpty() ? "desktop" : linux;
    } catch (IOException e) {
      return "desktop"; // it has none, or none it tells
    }
  }

  static DeviceTime deviceTime(Surroundings s) {
    return new DeviceTime(s.clock(), s.nanos());
  }

  /// One thread for the rounds with the district; the session ends it.
  static ScheduledExecutorService rounds() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("sync").daemon().factory());
  }

  /// A thread for files that are sent beside others; it ends with them.
  static Executor besides() {
    return task -> Thread.ofPlatform().name("sync beside").daemon().start(task);
  }

  /// A thread for what is fetched while the toolkit wakes.
  static Executor start() {
    return task -> Thread.ofPlatform().name("start").daemon().start(task);
  }

  /// A thread for each connection with a machine beside this one, and for what waits for one; it
  /// ends with them.
  static Executor nearby() {
    return task -> Thread.ofPlatform().name("nearby").daemon().start(task);
  }

  /// A thread for each device; it ends with the device.
  static Executor devices() {
    return task -> Thread.ofPlatform().name("device").daemon().start(task);
  }
}
