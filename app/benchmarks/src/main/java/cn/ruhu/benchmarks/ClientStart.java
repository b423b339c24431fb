package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// From starting the process to a sign-in that takes keys: the client as `installer/` starts it, in
/// a process of its own. The client itself writes the ready file, two frames after its first screen
/// was shown with the keyboard in it.
///
/// The machine is one that worked yesterday: its data folder was made, and its letters laid, by a
/// start before. What the very first start costs stands beside.
///
/// Cold means: the operating system's page cache was dropped before (needs root). Where that is not
/// allowed nothing is claimed for a cold start.
final class ClientStart {
  private static final int WARM_ROUNDS = 11;
  private static final int COLD_ROUNDS = 5;
  private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

  private final Path aot;
  private final Path home;
  private final Display display;

  ClientStart(Path scratch, Display display) {
    this.aot = scratch.resolve("client.aot");
    this.home = scratch.resolve("machine");
    this.display = display;
  }

  void measure(Figures figures) throws IOException, InterruptedException, StoreException {
    Homes.enrolled(Files.createDirectories(home)).close();
    double first = once(List.of());
    once(List.of("-XX:AOTCacheOutput=" + aot));
    if (!Files.exists(aot)) throw new IOException("the JDK made no AOT cache");
    List<String> on = List.of("-XX:AOTCache=" + aot);
    List<String> off = List.of();
    double[] with = new double[WARM_ROUNDS];
    double[] without = new double[WARM_ROUNDS];
    for (int i = 0; i < WARM_ROUNDS; i++) {
      with[i] = once(on);
      without[i] = once(off);
    }
    figures.atMost("client start to sign-in, warm, AOT cache on", median(with), "s", 1.5);
    figures.probe("client start to sign-in, warm, AOT cache on, slowest", max(with), "s");
    figures.probe("client start to sign-in, warm, AOT cache off", median(without), "s");
    figures.probe("client start to sign-in, the first one of a machine, no AOT cache", first, "s");
    figures.probe("AOT cache of the client", Files.size(aot) / 1e6, "MB");
    if (!Files.isWritable(DROP)) return;
    double[] cold = new double[COLD_ROUNDS];
    double[] coldWithout = new double[COLD_ROUNDS];
    for (int i = 0; i < COLD_ROUNDS; i++) {
      dropCaches();
      cold[i] = once(on);
      dropCaches();
      coldWithout[i] = once(off);
    }
    figures.atMost(
        "client start to sign-in, cold (page cache dropped), AOT cache on", median(cold), "s", 2.5);
    figures.probe(
        "client start to sign-in, cold (page cache dropped), AOT cache off",
        median(coldWithout),
        "s");
  }

  private double once(List<String> flags) throws IOException, InterruptedException {
    Path ready = home.resolve("ready");
    Files.deleteIfExists(ready);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("ruhu.client.flags", "").split(" ")));
    command.addAll(flags);
    command.addAll(display.paths());
    command.addAll(display.flags());
    command.add("-Druhu.ready-file=" + ready);
    command.add("-Druhu.leave-when-ready=true");
    command.add("cn.ruhu.desktop.Main");
    var builder = new ProcessBuilder(command);
    builder.environment().put("RUHU_HOME", home.toString());
    builder.environment().putAll(display.environment());
    File log = home.resolve("log.txt").toFile();
    builder.redirectErrorStream(true).redirectOutput(log);
    long t0 = System.nanoTime();
    Process client = builder.start();
    while (!Files.exists(ready) && client.isAlive()) Thread.sleep(2);
    double seconds = (System.nanoTime() - t0) / 1e9;
    if (!Files.exists(ready))
      throw new IOException("the client ended: " + Files.readString(log.toPath()));
    if (!client.waitFor(60, TimeUnit.SECONDS)) {
      client.destroyForcibly();
      throw new IOException("the client did not leave");
    }
    return seconds;
  }

  private static void dropCaches() throws IOException, InterruptedException {
    new ProcessBuilder("sync").start().waitFor();
    Files.writeString(DROP, "3");
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }
}
