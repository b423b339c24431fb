package cn.ruhu.doctor;

import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanSources;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.sources.ScanSchemes;
import cn.ruhu.imaging.page.PageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs any source of scans, cameras among them: finds what is there, asks one what it can do, or
/// scans a stack into a folder, each page as the device sent it.
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description =
        "Finds scanners and cameras (no --address), asks one (no --out), or scans into a folder.")
final class ScanCommand implements Callable<Integer> {
  private static final List<String> KEYS =
      List.of(
          "ok",
          "found",
          "model",
          "serial",
          "state",
          "inputs",
          "settings",
          "pages",
          "fed",
          "missing",
          "end",
          "retryAfterSeconds",
          "waits",
          "millis",
          "fingerprint",
          "error");
  private static final int NAMES_MAX = 10_000;

  private final Surroundings machine;

  @Option(
      names = "--address",
      description =
          "escl+http://host/eSCL, escl+https://host/eSCL[?sha256=FINGERPRINT], sane:DEVICE,"
              + " naps2:DRIVER/DEVICE or folder:/path; a camera (one picture): v4l2:/dev/video0,"
              + " camera:0 or mjpeg+http://host/path")
  private @Nullable String address;

  @Option(
      names = "--source",
      description = "platen, feeder or duplex (default ${DEFAULT-VALUE})",
      defaultValue = "feeder")
  private ScanInput input = ScanInput.FEEDER;

  @Option(names = "--dpi", description = "dots per inch (default ${DEFAULT-VALUE})")
  private int dpi = 300;

  @Option(
      names = {"--colour", "--color"},
      description = "bitonal, gray or colour (default ${DEFAULT-VALUE})",
      defaultValue = "colour")
  private ScanColour colour = ScanColour.COLOUR;

  @Option(
      names = "--size",
      description = "whole, a4, a5, a3 or card (default ${DEFAULT-VALUE})",
      defaultValue = "a4")
  private ScanSize size = ScanSize.A4;

  @Option(names = "--out", description = "folder for the pages; it is made when it is not there")
  private @Nullable Path out;

  @Option(names = "--wait", description = "seconds to look for scanners (default ${DEFAULT-VALUE})")
  private int waitSeconds = 5;

  ScanCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    for (String key : KEYS) answer.put(key, null);
    ScanSources sources =
        ScanSchemes.withCameras(machine.time(), task -> Thread.ofVirtual().start(task));
    var where = address;
    String error = where == null ? find(sources, answer) : run(sources, where, answer);
    boolean ok = error.isEmpty();
    answer.put("ok", ok);
    if (!ok) answer.put("error", error);
    return machine.print(ok, answer);
  }

  private String find(ScanSources sources, Map<String, @Nullable Object> answer) {
    var found = sources.find(Duration.ofSeconds(waitSeconds), new ScanStop());
    answer.put("found", found.stream().map(ScanCommand::told).toList());
    return found.isEmpty() ? "NONE_FOUND" : "";
  }

  private static Map<String, String> told(FoundSource f) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("address", f.address());
    told.put("model", f.model());
    told.put("id", f.id());
    told.put("note", f.note());
    return told;
  }

  private String run(ScanSources sources, String where, Map<String, @Nullable Object> answer) {
    Optional<PageSource> opened = sources.open(where);
    if (opened.isEmpty()) return "ADDRESS";
    long start = machine.time().millis();
    try (PageSource source = opened.get()) {
      return switch (source.look()) {
        case SourceLook.Not(var why, var fingerprint) -> {
          if (!fingerprint.isEmpty()) answer.put("fingerprint", fingerprint);
          yield why.name();
        }
        case SourceLook.Known(var caps, var state) -> {
          answer.put("model", caps.model());
          answer.put("serial", caps.serial());
          answer.put("state", state.name());
          answer.put("inputs", inputs(caps));
          yield out == null ? "" : scan(source, caps, out, answer);
        }
      };
    } finally {
      answer.put("millis", machine.time().millis() - start);
    }
  }

  private static List<Map<String, Object>> inputs(ScanCaps caps) {
    List<Map<String, Object>> all = new ArrayList<>();
    caps.inputs().forEach((in, can) -> all.add(told(in, can)));
    return all;
  }

  private static Map<String, Object> told(ScanInput in, InputCaps can) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("source", in.name());
    told.put("dpis", can.dpis());
    told.put("colours", can.colours().stream().sorted().map(Enum::name).toList());
    told.put("widthUnits", can.widthUnits());
    told.put("heightUnits", can.heightUnits());
    return told;
  }

  private String scan(
      PageSource source, ScanCaps caps, Path folder, Map<String, @Nullable Object> answer) {
    try {
      Files.createDirectories(folder);
    } catch (IOException _) {
      return "OUT_UNWRITABLE";
    }
    ScanSettings settings = new ScanSettings(input, dpi, colour, size).fitting(caps);
    Map<String, Object> used = new LinkedHashMap<>();
    used.put("source", settings.input().name());
    used.put("dpi", settings.dpi());
    used.put("colour", settings.colour().name());
    used.put("size", settings.size().name());
    answer.put("settings", used);
    var keeping = new Keeping(folder);
    ScanEnd end = source.scan(settings, keeping, new ScanStop());
    answer.put("pages", keeping.pages);
    answer.put("waits", keeping.waits);
    answer.put("fed", end.fed().isPresent() ? end.fed().getAsInt() : null);
    answer.put("missing", end.missing());
    answer.put("end", end.why().name());
    if (end.why() == ScanEnd.Why.BUSY)
      answer.put("retryAfterSeconds", end.retryAfter().toSeconds());
    if (end.why() != ScanEnd.Why.DONE) return end.why().name();
    return end.missing() > 0 ? "PAGES_MISSING" : "";
  }

  /// Writes each page beside its name first, so that a file with its own name is whole.
  private static final class Keeping implements PageSink {
    private final Path folder;
    private final List<Map<String, Object>> pages = new ArrayList<>();
    private int waits;
    private int next = 1;

    Keeping(Path folder) {
      this.folder = folder;
    }

    @Override
    public boolean page(ScannedPage page) {
      try {
        Path file = free(ending(page));
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        try (var line =
            FileChannel.open(
                half,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          for (var bytes = ByteBuffer.wrap(page.bytes()); bytes.hasRemaining(); ) line.write(bytes);
          line.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("number", page.number());
        told.put("file", String.valueOf(file.getFileName()));
        told.put("bytes", page.bytes().length);
        told.put("mime", page.mime());
        told.put("sha256", page.sha256());
        pages.add(told);
        return true;
      } catch (IOException _) {
        return false;
      }
    }

    @Override
    public void waiting(ScanEnd.Why why, Duration until) {
      waits++;
    }

    private Path free(String ending) throws IOException {
      for (; next < NAMES_MAX; next++) {
        Path file = folder.resolve("page-%04d%s".formatted(next, ending));
        if (!Files.exists(file)) {
          next++;
          return file;
        }
      }
      throw new IOException("too many pages in this folder");
    }

    private static String ending(ScannedPage page) {
      return PageFile.format(page.bytes())
          .map(f ->
              switch (f) {
                case JPEG -> ".jpg";
                case PNG -> ".png";
                case TIFF -> ".tif";
                case PDF -> ".pdf";
              })
          .orElse(".bin");
    }
  }
}
