package cn.ruhu.device.scan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `folder:/path`: what lies in a folder, as one stack, in the order in which people count. For a
/// scanner that saves by its own button, and for trying the way of a page without a scanner.
public final class FolderScheme implements ScanScheme {
  private static final String NAME = "folder";
  private static final InputCaps ANY =
      new InputCaps(
          List.of(InputCaps.DPI_MIN, 150, 200, 300, 600, InputCaps.DPI_MAX),
          EnumSet.allOf(ScanColour.class),
          3508,
          4961);

  private final InstantSource clock;

  public FolderScheme(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Set<String> names() {
    return Set.of(NAME);
  }

  @Override
  public Optional<PageSource> open(String address) {
    String text = address.strip().substring(NAME.length() + 1);
    try {
      Path folder = Path.of(text);
      return folder.isAbsolute() ? Optional.of(new Source(folder, clock)) : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  @Override
  public List<FoundSource> find(Duration limit, ScanStop stop) {
    return List.of();
  }

  private record Source(Path folder, InstantSource clock) implements PageSource {
    @Override
    public SourceLook look() {
      if (!Files.isDirectory(folder)) return new SourceLook.Not(ScanEnd.Why.ABSENT);
      if (!Files.isReadable(folder)) return new SourceLook.Not(ScanEnd.Why.DENIED);
      return new SourceLook.Known(
          new ScanCaps("", "", Map.of(ScanInput.FEEDER, ANY)), SourceState.READY);
    }

    @Override
    public ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop) {
      if (look() instanceof SourceLook.Not(var why, var _)) return ScanEnd.of(why, 0);
      var taking = new Taking(sink, stop);
      FileDrop.flat(clock, _ -> false).take(List.of(folder), taking);
      return taking.end();
    }

    @Override
    public void close() {}
  }

  private static final class Taking implements ScanListener {
    private final PageSink sink;
    private final ScanStop stop;
    private int pages;
    private ScanEnd.Why why = ScanEnd.Why.DONE;

    Taking(PageSink sink, ScanStop stop) {
      this.sink = sink;
      this.stop = stop;
    }

    ScanEnd end() {
      boolean none = why == ScanEnd.Why.DONE && pages == 0;
      return ScanEnd.of(none ? ScanEnd.Why.FEEDER_EMPTY : why, pages);
    }

    @Override
    public void came(ScannedFile file) {
      if (why == ScanEnd.Why.NOT_KEPT) return;
      if (stop.asked()) {
        why = ScanEnd.Why.CANCELLED;
        return;
      }
      Optional<ScanEnd.Why> fault = ScannedPage.fault(file.bytes());
      if (fault.isPresent()) {
        why = fault.get();
        return;
      }
      if (sink.page(ScannedPage.of(pages + 1, file.bytes(), "", file.taken()))) pages++;
      else why = ScanEnd.Why.NOT_KEPT;
    }

    @Override
    public void again(Path path, String sha256) {}

    @Override
    public void trouble(ScanTrouble trouble) {
      why =
          switch (trouble.kind()) {
            case EMPTY -> ScanEnd.Why.PAGE_EMPTY;
            case TOO_LARGE -> ScanEnd.Why.PAGE_TOO_LARGE;
            case TOO_MANY -> ScanEnd.Why.TOO_MANY;
            case DENIED -> ScanEnd.Why.DENIED;
            case UNREADABLE, VANISHED -> ScanEnd.Why.VANISHED;
          };
    }

    @Override
    public void changed(ScannerState state) {}
  }
}
