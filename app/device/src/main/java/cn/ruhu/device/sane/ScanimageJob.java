package cn.ruhu.device.sane;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.program.PrivateFolder;
import cn.ruhu.device.program.ProgramPages;
import cn.ruhu.device.program.ProgramRun;
import cn.ruhu.device.program.ProgramRun.Said;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One run of `scanimage --batch`, from its first word to its end. Used once, by one thread.
final class ScanimageJob {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String PREFIX = "p";
  private static final Pattern SCANNED =
      Pattern.compile("Scanned page \\d+\\. \\(scanner status = (\\d+)\\)");

  /// Statuses of SANE after a page that went through.
  private static final List<String> THROUGH = List.of("0", "5");

  private final ScanSettings settings;
  private final PrivateFolder folder;
  private final DeviceTime time;
  private final ProgramPages pages;
  private final String suffix;
  private @Nullable Why said;
  private @Nullable Why broken;
  private int through;

  ScanimageJob(ScanSettings settings, PrivateFolder folder, DeviceTime time, PageSink sink) {
    this.settings = settings;
    this.folder = folder;
    this.time = time;
    this.suffix = suffix(settings);
    this.pages = new ProgramPages(folder, time, sink);
  }

  /// Black or white is kept without loss; else a page is a JPEG with its resolution in its header.
  private static String suffix(ScanSettings settings) {
    return settings.colour() == ScanColour.BITONAL ? ".png" : ".jpg";
  }

  /// How `scanimage` shall deliver: into its working folder, each page named when it is whole.
  static List<String> arguments(ScanSettings settings) {
    String suffix = suffix(settings);
    var all =
        new ArrayList<>(
            List.of(
                "--format=" + (suffix.equals(".png") ? "png" : "jpeg"),
                "--batch=" + PREFIX + "%04d" + suffix,
                "--batch-print"));
    all.add("--batch-count=" + (settings.input().fed() ? ProgramPages.PAGES_MAX + 1 : 1));
    return all;
  }

  ScanEnd follow(ProgramRun run, ScanimageSource.Patience patience, ScanStop stop) {
    long since = time.millis();
    boolean ending = false;
    while (true) {
      if (!ending && (broken != null || stop.asked())) {
        ending = true;
        since = time.millis();
      }
      switch (run.next(LOOK, stop)) {
        case Said.Line(boolean error, String text) -> {
          since = ending ? since : time.millis();
          if (error) heard(text);
          else if (broken == null) page(text.strip(), run);
        }
        case Said.Ended(int code) -> {
          return end(code, stop);
        }
        case Said.Silent _ -> {
          Duration limit = ending ? patience.stopped() : patience.page();
          if (time.millis() - since < limit.toMillis()) continue;
          // its pages are here, and it is killed on the way out
          return ended(broken != null ? broken : stop.asked() ? Why.CANCELLED : Why.SILENT);
        }
      }
    }
  }

  private void heard(String text) {
    SaneWords.of(text).ifPresent(w -> said = w);
    Matcher m = SCANNED.matcher(text);
    if (m.matches() && THROUGH.contains(m.group(1))) through++;
  }

  private void page(String name, ProgramRun run) {
    if (!name.matches(PREFIX + "\\d{4,6}" + Pattern.quote(suffix))) return;
    Optional<Why> wrong = pages.take(folder.path().resolve(name));
    if (wrong.isEmpty()) return;
    broken = wrong.get();
    run.terminate();
  }

  private ScanEnd end(int code, ScanStop stop) {
    if (broken == null) rest();
    if (broken != null) return ended(broken);
    if (stop.asked()) return ended(Why.CANCELLED);
    Why why = said != null ? said : SaneWords.of(code);
    boolean out = why == Why.FEEDER_EMPTY;
    if (out || code == 0) {
      if (pages.taken() > 0) return ended(Why.DONE);
      return ended(out || settings.input().fed() ? Why.FEEDER_EMPTY : Why.PAGE_EMPTY);
    }
    return ended(why == Why.DONE ? Why.FAULT : why);
  }

  /// Pages that were finished and not named, because it died between the two.
  private void rest() {
    try {
      for (var file : folder.files(PREFIX))
        if (file.toString().endsWith(suffix) && broken == null)
          broken = pages.take(file).orElse(null);
    } catch (IOException _) {
      broken = Why.NOT_KEPT;
    }
  }

  private ScanEnd ended(Why why) {
    OptionalInt fed = through == 0 ? OptionalInt.empty() : OptionalInt.of(through);
    return new ScanEnd(why, pages.taken(), fed, Duration.ZERO);
  }
}
