package cn.ruhu.device.sane;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.program.ProgramRun;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanScheme;
import cn.ruhu.device.scan.ScanStop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Addresses `sane:DEVICE` (see [SaneAddress]). Without `scanimage` on this machine nothing is
/// found and every look says so. Thread-safe.
public final class SaneScheme implements ScanScheme {
  /// The `scanimage` that lies on this machine's path.
  public static final List<String> PROGRAM = List.of("scanimage");

  private static final int DEVICES_MAX = 50;
  private static final String LIST = "%d|%v|%m|%t%n";

  private final DeviceTime time;
  private final List<String> program;

  /// With the `scanimage` of this machine.
  public SaneScheme(DeviceTime time) {
    this(time, PROGRAM);
  }

  /// @param program what starts `scanimage`
  public SaneScheme(DeviceTime time, List<String> program) {
    this.time = time;
    this.program = List.copyOf(program);
  }

  @Override
  public Set<String> names() {
    return Set.of(SaneAddress.SCHEME);
  }

  @Override
  public Optional<PageSource> open(String address) {
    return SaneAddress.parse(address)
        .map(a -> new ScanimageSource(a, program, time, ScanimageSource.Patience.USUAL));
  }

  @Override
  public List<FoundSource> find(Duration limit, ScanStop stop) {
    var command = new ArrayList<>(program);
    command.addAll(List.of("-f", LIST));
    try (var run =
        ProgramRun.start(command, null, ScanimageSource.PLAIN, StandardCharsets.UTF_8, time)) {
      Runnable free = stop.onStop(run::terminate);
      try {
        return found(run.all(limit, stop).orElse(List.of()));
      } finally {
        free.run();
      }
    } catch (DeviceException _) {
      return List.of();
    }
  }

  /// The list it printed. Cameras are no scanners, and network scanners that answer by themselves
  /// are found without it.
  static List<FoundSource> found(List<String> lines) {
    var all = new ArrayList<FoundSource>();
    for (String line : lines) {
      String[] parts = line.split("\\|", 4);
      if (parts.length < 4 || all.size() == DEVICES_MAX) continue;
      String device = parts[0];
      boolean other =
          device.startsWith("v4l:") || device.startsWith("airscan:") || device.startsWith("escl:");
      if (other) continue;
      String type = parts[3].strip();
      String model = parts[2].startsWith(parts[1]) ? parts[2] : parts[1] + " " + parts[2];
      String kind = type.toLowerCase(Locale.ROOT);
      boolean fed = kind.contains("sheetfed") || kind.contains("sheet-fed");
      all.add(new FoundSource("sane:" + device, model.strip(), SaneAddress.of(device, fed), type));
    }
    return all;
  }
}
