package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// From starting the process to a sign-in that takes keys: the real client in a process of its own,
/// on the class path of this benchmark, without a display. The client writes the ready file in the
/// frame after its sign-in has the focus.
///
/// Cold means: the operating system's page cache was dropped before (needs root; without it the
/// cold figures are left out and the others stand).
final class ClientStart {
  private static final int ROUNDS = 7;

  private final Path scratch;
  private final Path aot;

  ClientStart(Path scratch) {
    this.scratch = scratch;
    this.aot = scratch.resolve("client.aot");
  }

  void measure(Figures figures) throws IOException, InterruptedException, StoreException {
    once(List.of("-XX:AOTCacheOutput=" + aot));
    boolean trained = Files.exists(aot);
    figures.probe("AOT cache of the client", trained ? Files.size(aot) / 1e6 : 0, "MB");
    List<String> on = trained ? List.of("-XX:AOTCache=" + aot) : List.of();
    double[] with = new double[ROUNDS];
    double[] without = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      with[i] = once(on);
      without[i] = once(List.of());
    }
    figures.atMost("client start to sign-in, warm, AOT cache", median(with), "s", 1.5);
    figures.probe("client start to sign-in, warm, no AOT cache", median(without), "s");
    if (!dropCaches()) return;
    double[] cold = new double[3];
    double[] coldWithout = new double[3];
    for (int i = 0; i < cold.length; i++) {
      dropCaches();
      cold[i] = once(on);
      dropCaches();
      coldWithout[i] = once(List.of());
    }
    figures.atMost("client start to sign-in, cold, AOT cache", median(cold), "s", 2.5);
    figures.probe("client start to sign-in, cold, no AOT cache", median(coldWithout), "s");
  }

  private double once(List<String> flags) throws IOException, InterruptedException, StoreException {
    Path home = Files.createTempDirectory(scratch, "start");
    Path ready = home.resolve("ready");
    Homes.enrolled(home).close();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(flags);
    String modules = System.getProperty("jdk.module.path");
    if (modules != null) {
      command.addAll(List.of("--module-path", modules));
      command.addAll(List.of("--add-modules", "javafx.controls,javafx.swing"));
      command.add("--enable-native-access=ALL-UNNAMED,javafx.graphics");
      command.add("--add-exports=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED");
      command.add("--add-opens=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-Dglass.platform=Monocle",
            "-Dmonocle.platform=Headless",
            "-Dprism.order=sw",
            "-Dheadless.geometry=1920x1080-32",
            "-Djava.awt.headless=true",
            "-Druhu.ready-file=" + ready,
            "-Druhu.leave-when-ready=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "cn.ruhu.desktop.Main"));
    var builder = new ProcessBuilder(command);
    builder.environment().put("RUHU_HOME", home.toString());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
    long t0 = System.nanoTime();
    Process client = builder.start();
    while (!Files.exists(ready) && client.isAlive()) Thread.sleep(2);
    double seconds = (System.nanoTime() - t0) / 1e9;
    if (!Files.exists(ready))
      throw new IOException("the client ended: " + Files.readString(home.resolve("log")));
    if (!client.waitFor(60, TimeUnit.SECONDS)) client.destroyForcibly();
    return seconds;
  }

  private static boolean dropCaches() throws IOException {
    Path caches = Path.of("/proc/sys/vm/drop_caches");
    if (!Files.isWritable(caches)) return false;
    Files.writeString(caches, "3");
    return true;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
