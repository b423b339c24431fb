package cn.ruhu.device.naps2;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.program.PrivateFolder;
import cn.ruhu.device.program.ProgramPages;
import cn.ruhu.device.program.ProgramRun;
import cn.ruhu.device.program.ProgramRun.Said;
import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One scanner behind NAPS2.Console. The program keeps all pages of a job in itself and writes them
/// at the end; what it had drawn in when it failed may be gone. So the pages it spoke of are
/// counted, and the end says how many of them did not come.
final class Naps2Source implements PageSource {
  private static final Logger LOG = LoggerFactory.getLogger(Naps2Source.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String PREFIX = "p";
  private static final double MM = 25.4 / 300;

  private static final int A3_WIDTH = 3508;
  private static final int A3_HEIGHT = 4961;

  /// It tells nobody what a device can do; these are what every office scanner can.
  private static final InputCaps USUAL =
      new InputCaps(
          List.of(100, 150, 200, 300, 400, 600), Set.of(ScanColour.values()), A3_WIDTH, A3_HEIGHT);

  private final Naps2Address address;
  private final List<String> program;
  private final Charset charset;
  private final DeviceTime time;
  private final Patience patience;
  private final Naps2Answers answers = Naps2Answers.load();

  /// How long it may say nothing.
  ///
  /// @param look until it listed its devices
  /// @param page from one page to the next
  /// @param stopped from a hand on the brake to its end
  record Patience(Duration look, Duration page, Duration stopped) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(40), Duration.ofSeconds(180), Duration.ofSeconds(5));
  }

  Naps2Source(
      Naps2Address address,
      List<String> program,
      Charset charset,
      DeviceTime time,
      Patience patience) {
    this.address = address;
    this.program = List.copyOf(program);
    this.charset = charset;
    this.time = time;
    this.patience = patience;
  }

  private ProgramRun start(@Nullable Path folder, List<String> arguments) throws DeviceException {
    if (program.isEmpty())
      throw new DeviceException(DeviceException.Fault.LIBRARY, "NAPS2 is not installed");
    var command = new ArrayList<>(program);
    command.addAll(arguments);
    return ProgramRun.start(command, folder, Map.of(), charset, time);
  }

  @Override
  public SourceLook look() {
    try (var run = start(null, List.of("--listdevices", "--driver", address.driver()))) {
      Optional<List<String>> devices = run.all(patience.look(), new ScanStop());
      if (devices.isEmpty()) return new SourceLook.Not(Why.SILENT);
      String wanted = address.device().toLowerCase(Locale.ROOT);
      boolean there =
          devices.get().stream().anyMatch(d -> d.toLowerCase(Locale.ROOT).contains(wanted));
      if (!there) return new SourceLook.Not(Why.ABSENT);
      var inputs = new EnumMap<ScanInput, InputCaps>(ScanInput.class);
      for (ScanInput i : ScanInput.values()) inputs.put(i, USUAL);
      return new SourceLook.Known(new ScanCaps(address.device(), "", inputs), SourceState.READY);
    } catch (DeviceException _) {
      return new SourceLook.Not(Why.PROGRAM);
    }
  }

  @Override
  public ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop) {
    if (stop.asked()) return ScanEnd.of(Why.CANCELLED, 0);
    try (var folder = PrivateFolder.make(time.wall().instant());
        var run = start(folder.path(), arguments(settings, folder.path()))) {
      Runnable free = stop.onStop(run::terminate);
      try {
        var job = new Job(folder.path().toString());
        Optional<Why> silent = follow(run, job, stop);
        return end(job, silent, folder, new ProgramPages(folder, time, sink), stop);
      } finally {
        free.run();
      }
    } catch (DeviceException _) {
      return ScanEnd.of(Why.PROGRAM, 0);
    } catch (IOException e) {
      LOG.warn("the folder of a scan: {}", e.getClass().getName());
      return ScanEnd.of(Why.NOT_KEPT, 0);
    }
  }

  private List<String> arguments(ScanSettings s, Path folder) {
    boolean bitonal = s.colour() == ScanColour.BITONAL;
    return List.of(
        "--noprofile",
        "--driver",
        address.driver(),
        "--device",
        address.device(),
        "--source",
        switch (s.input()) {
          case PLATEN -> "glass";
          case FEEDER -> "feeder";
          case DUPLEX -> "duplex";
        },
        "--dpi",
        Integer.toString(s.dpi()),
        "--bitdepth",
        switch (s.colour()) {
          case BITONAL -> "bw";
          case GRAY -> "gray";
          case COLOUR -> "color";
        },
        "--pagesize",
        size(s.size()),
        "--jpegquality",
        "90",
        "-o",
        folder.resolve(PREFIX + "$(nnnn)" + (bitonal ? ".png" : ".jpg")).toString(),
        "--force",
        "-v");
  }

  private static String size(ScanSize size) {
    return switch (size) {
      case WHOLE, A4 -> "a4";
      case A5 -> "a5";
      case A3 -> "a3";
      case CARD ->
          String.format(
              Locale.ROOT,
              "%.1fx%.1fmm",
              size.widthUnits(USUAL) * MM,
              size.heightUnits(USUAL) * MM);
    };
  }

  /// What it said so far.
  private static final class Job {
    private final String folder;
    private @Nullable Why said;
    private int through;
    private int code;

    Job(String folder) {
      this.folder = folder;
    }

    /// In whatever language: a line with one number, one more than before, tells of a page.
    void heard(String line, Naps2Answers answers) {
      answers.of(line).ifPresent(w -> said = w);
      if (line.contains(folder)) return;
      String[] numbers = line.replaceAll("[^0-9]+", " ").strip().split(" ", -1);
      if (numbers.length == 1 && numbers[0].equals(Integer.toString(through + 1))) through++;
    }
  }

  /// Listens until it ends. @return why it had to be ended, empty when it did so by itself
  private Optional<Why> follow(ProgramRun run, Job job, ScanStop stop) {
    long since = time.millis();
    boolean ending = false;
    while (true) {
      if (!ending && stop.asked()) {
        ending = true;
        since = time.millis();
      }
      switch (run.next(LOOK, stop)) {
        case Said.Line(boolean _, String text) -> {
          since = ending ? since : time.millis();
          job.heard(text, answers);
        }
        case Said.Ended(int code) -> {
          job.code = code;
          return Optional.empty();
        }
        case Said.Silent _ -> {
          Duration limit = ending ? patience.stopped() : patience.page();
          if (time.millis() - since >= limit.toMillis()) return Optional.of(Why.SILENT);
        }
      }
    }
  }

  private ScanEnd end(
      Job job, Optional<Why> silent, PrivateFolder folder, ProgramPages pages, ScanStop stop)
      throws IOException {
    Optional<Why> broken = Optional.empty();
    for (Path file : folder.files(PREFIX)) {
      broken = pages.take(file);
      if (broken.isPresent()) break;
    }
    Why why =
        broken
            .or(() -> stop.asked() ? Optional.of(Why.CANCELLED) : silent)
            .orElseGet(() -> byItself(job, pages.taken()));
    OptionalInt fed = job.through == 0 ? OptionalInt.empty() : OptionalInt.of(job.through);
    return new ScanEnd(why, pages.taken(), fed, Duration.ZERO);
  }

  private static Why byItself(Job job, int taken) {
    if (job.said == Why.FEEDER_EMPTY && taken > 0) return Why.DONE;
    if (job.said != null) return job.said;
    if (job.code != 0) return Why.PROGRAM;
    if (taken < job.through) return Why.ABORTED;
    return taken > 0 ? Why.DONE : Why.FAULT;
  }

  @Override
  public void close() {
    // every run has ended with its job
  }
}
