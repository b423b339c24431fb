package cn.ruhu.device.naps2;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.program.ProgramRun;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanScheme;
import cn.ruhu.device.scan.ScanStop;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Addresses of scanners that NAPS2.Console drives. Without the program nothing is found and every
/// look says so. Thread-safe.
public final class Naps2Scheme implements ScanScheme {
  private static final String PLACE = "NAPS2/NAPS2.Console.exe";
  private static final int DEVICES_MAX = 50;

  private final DeviceTime time;
  private final List<String> program;
  private final Charset charset;

  /// With the program where its installer puts it.
  public Naps2Scheme(DeviceTime time) {
    this(time, installed(), spoken());
  }

  /// @param program what starts it; empty when there is none
  /// @param charset of its output
  public Naps2Scheme(DeviceTime time, List<String> program, Charset charset) {
    this.time = time;
    this.program = List.copyOf(program);
    this.charset = charset;
  }

  private static List<String> installed() {
    for (String root : List.of("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")) {
      String folder = System.getenv(root);
      if (folder == null) continue;
      Path there = Path.of(folder).resolve(PLACE);
      if (Files.isRegularFile(there)) return List.of(there.toString());
    }
    return List.of();
  }

  /// Programs write to a pipe in the system's own encoding.
  private static Charset spoken() {
    String own = System.getProperty("native.encoding", "");
    return !own.isEmpty() && Charset.isSupported(own)
        ? Charset.forName(own)
        : Charset.defaultCharset();
  }

  @Override
  public Set<String> names() {
    return Set.of(Naps2Address.SCHEME);
  }

  @Override
  public Optional<PageSource> open(String address) {
    return Naps2Address.parse(address)
        .map(a -> new Naps2Source(a, program, charset, time, Naps2Source.Patience.USUAL));
  }

  @Override
  public List<FoundSource> find(Duration limit, ScanStop stop) {
    var all = new ArrayList<FoundSource>();
    if (program.isEmpty()) return all;
    for (String driver : List.of("twain", "wia")) {
      if (stop.asked()) break;
      for (String name : devices(driver, limit.dividedBy(2), stop)) {
        String address = new Naps2Address(driver, name).text();
        if (all.size() < DEVICES_MAX && Naps2Address.parse(address).isPresent())
          all.add(new FoundSource(address, name, address, driver.toUpperCase(Locale.ROOT)));
      }
    }
    return all;
  }

  private List<String> devices(String driver, Duration limit, ScanStop stop) {
    var command = new ArrayList<>(program);
    command.addAll(List.of("--listdevices", "--driver", driver));
    try (var run = ProgramRun.start(command, null, Map.of(), charset, time)) {
      Runnable free = stop.onStop(run::terminate);
      try {
        return run.all(limit, stop).orElse(List.of());
      } finally {
        free.run();
      }
    } catch (DeviceException _) {
      return List.of();
    }
  }
}
