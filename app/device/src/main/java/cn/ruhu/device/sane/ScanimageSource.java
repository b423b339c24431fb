package cn.ruhu.device.sane;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.program.PrivateFolder;
import cn.ruhu.device.program.ProgramRun;
import cn.ruhu.device.program.ProgramRun.Said;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One scanner of SANE. Each job is one run of `scanimage` that writes page after page into a
/// private folder and names each when it is whole; it is handed over then, not at the end.
final class ScanimageSource implements PageSource {
  private static final Logger LOG = LoggerFactory.getLogger(ScanimageSource.class);

  /// Without locale its words are those of [SaneWords].
  static final Map<String, String> PLAIN = Map.of("LC_ALL", "C", "LANGUAGE", "");

  private static final int BUSY_TRIES = 5;

  private final SaneAddress address;
  private final List<String> program;
  private final DeviceTime time;
  private final Patience patience;
  private @Nullable SaneFacts facts;

  /// How long it may say nothing.
  ///
  /// @param look until it told its options
  /// @param page from one page to the next; a lamp may have to warm up
  /// @param stopped from a hand on the brake to its end
  /// @param busy between two tries while the device works for somebody else
  record Patience(Duration look, Duration page, Duration stopped, Duration busy) {
    static final Patience USUAL =
        new Patience(
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofSeconds(8),
            Duration.ofSeconds(2));
  }

  /// @param program what starts `scanimage`
  ScanimageSource(SaneAddress address, List<String> program, DeviceTime time, Patience patience) {
    this.address = address;
    this.program = List.copyOf(program);
    this.time = time;
    this.patience = patience;
  }

  private List<String> command(List<String> arguments) {
    var all = new ArrayList<>(program);
    all.add("--device-name=" + address.device());
    all.addAll(arguments);
    return all;
  }

  @Override
  public SourceLook look() {
    var told = new ArrayList<String>();
    Why why = Why.DONE;
    var stop = new ScanStop();
    try (var run = start(null, List.of("-A"))) {
      while (true) {
        switch (run.next(patience.look(), stop)) {
          case Said.Line(boolean error, String text) -> {
            if (error) why = SaneWords.of(text).orElse(why);
            else told.add(text);
          }
          case Said.Ended(int code) -> {
            if (code != 0 || told.isEmpty())
              return new SourceLook.Not(why == Why.DONE ? SaneWords.of(Math.max(code, 1)) : why);
            var found = new SaneFacts(address, SaneOption.all(told));
            facts = found;
            return new SourceLook.Known(found.caps(), found.state());
          }
          case Said.Silent _ -> {
            return new SourceLook.Not(Why.SILENT);
          }
        }
      }
    } catch (DeviceException _) {
      return new SourceLook.Not(Why.PROGRAM);
    }
  }

  private ProgramRun start(@Nullable Path folder, List<String> arguments) throws DeviceException {
    return ProgramRun.start(command(arguments), folder, PLAIN, StandardCharsets.UTF_8, time);
  }

  @Override
  public ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop) {
    for (int i = 1; ; i++) {
      ScanEnd end = attempt(settings, sink, stop);
      if (end.why() != Why.BUSY || end.pages() > 0) return end;
      if (i == BUSY_TRIES)
        return new ScanEnd(Why.BUSY, 0, OptionalInt.empty(), patience.busy().multipliedBy(5));
      sink.waiting(Why.BUSY, patience.busy());
      if (!stop.sleep(patience.busy())) return ScanEnd.of(Why.CANCELLED, 0);
    }
  }

  private ScanEnd attempt(ScanSettings settings, PageSink sink, ScanStop stop) {
    if (facts == null && look() instanceof SourceLook.Not(Why why, String _))
      return ScanEnd.of(why, 0);
    SaneFacts known = facts;
    return known == null
        ? ScanEnd.of(Why.REPLY, 0)
        : once(known, settings.fitting(known.caps()), sink, stop);
  }

  private ScanEnd once(SaneFacts known, ScanSettings settings, PageSink sink, ScanStop stop) {
    if (stop.asked()) return ScanEnd.of(Why.CANCELLED, 0);
    var arguments = new ArrayList<>(known.arguments(settings));
    arguments.addAll(ScanimageJob.arguments(settings));
    try (var folder = PrivateFolder.make(time.wall().instant());
        var run = start(folder.path(), arguments)) {
      Runnable free = stop.onStop(run::terminate);
      try {
        return new ScanimageJob(settings, folder, time, sink).follow(run, patience, stop);
      } finally {
        free.run();
      }
    } catch (DeviceException _) {
      return ScanEnd.of(Why.PROGRAM, 0);
    } catch (IOException e) {
      LOG.warn("no folder for a scan: {}", e.getClass().getName());
      return ScanEnd.of(Why.NOT_KEPT, 0);
    }
  }

  @Override
  public void close() {
    // every run has ended with its job
  }
}
