package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageFile.Pages;
import cn.ruhu.imaging.page.PageLanes;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sheets of a few files that wait to be read, in the order they were fed, for several lanes at
/// once. A file is open once a lane, as no open file is for two threads. Close it to free what no
/// lane has taken. Thread-safe.
final class FedSheets implements AutoCloseable {
  /// Files read in one go.
  static final int FILES_MAX = 8;

  /// Bytes of the files read in one go, together; a larger file goes alone.
  static final long BYTES_MAX = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(FedSheets.class);

  private static final ScanEye.Seen UNREAD =
      new ScanEye.Seen(ScanLook.NONE, Optional.empty(), Optional.empty());

  private final List<Sheet> sheets = new ArrayList<>();

  private FedSheets() {}

  /// A sheet to look at.
  ///
  /// @param source its file; empty when it gives no picture
  /// @param refused why it gives none
  private record Sheet(ScanPage page, Optional<Source> source, ScanEye.Seen refused) {}

  /// Bytes of a file, and the open file nobody has taken yet.
  private static final class Source {
    private final byte[] bytes;
    private @Nullable Pages opened;

    Source(byte[] bytes, Pages opened) {
      this.bytes = bytes;
      this.opened = opened;
    }

    /// An open file of its own for whoever asks; empty when it does not open a second time.
    Optional<Pages> take() {
      Optional<Pages> first = left();
      if (first.isPresent()) return first;
      return open(bytes) instanceof Pages again ? Optional.of(again) : Optional.empty();
    }

    private synchronized Optional<Pages> left() {
      Optional<Pages> left = Optional.ofNullable(opened);
      opened = null;
      return left;
    }

    void close() {
      left().ifPresent(Pages::close);
    }
  }

  /// The first files of those that wait.
  ///
  /// @param unread pages nobody has looked at, in their order
  /// @return one page of each file
  static List<ScanPage> next(List<ScanPage> unread) {
    var files = new HashSet<String>();
    var next = new ArrayList<ScanPage>();
    long bytes = 0;
    for (ScanPage p : unread) {
      if (!files.add(p.file())) continue;
      bytes += p.length();
      if (!next.isEmpty() && (next.size() == FILES_MAX || bytes > BYTES_MAX)) break;
      next.add(p);
    }
    return List.copyOf(next);
  }

  /// Opens files; one after the first whose bytes the disk does not give ends the list, and is the
  /// first of the next one.
  ///
  /// @param files one page of each
  static FedSheets of(ScanTray tray, List<ScanPage> files) throws StoreException {
    var fed = new FedSheets();
    for (ScanPage first : files)
      try {
        fed.add(tray, first);
      } catch (StoreException e) {
        if (fed.sheets.isEmpty()) throw e;
        LOG.warn("a file that waits is not to be read: {}", e.code());
        break;
      }
    return fed;
  }

  private void add(ScanTray tray, ScanPage first) throws StoreException {
    byte[] bytes = tray.bytes(first);
    switch (open(bytes)) {
      case PageFile.Refused(PageFile.Reason reason, int pages) ->
          sheets.add(
              new Sheet(first, Optional.empty(), ScanEye.Seen.refused(reason.name(), pages)));
      case Pages pages -> {
        var source = new Source(bytes, pages);
        for (ScanPage p : tray.sheets(first, pages.count()))
          if (!p.look().read()) sheets.add(new Sheet(p, Optional.of(source), UNREAD));
      }
    }
  }

  /// A file that breaks whoever opens it is spoiled, and keeps no other from being read.
  private static PageFile.Opened open(byte[] bytes) {
    try {
      return PageFile.open(bytes);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.error("a file could not be opened: {}", e.getClass().getName());
      return new PageFile.Refused(PageFile.Reason.SPOILED, 0);
    }
  }

  int count() {
    return sheets.size();
  }

  ScanPage page(int index) {
    return sheets.get(index).page();
  }

  /// Whether the sheet is the last of its file here.
  boolean endsFile(int index) {
    return index + 1 == sheets.size() || !page(index + 1).file().equals(page(index).file());
  }

  /// One lane's way through the sheets.
  PageLanes.Lane<ScanEye.Seen> lane(ScanEye eye) {
    return new Looking(eye);
  }

  @Override
  public void close() {
    for (Sheet s : sheets) s.source().ifPresent(Source::close);
  }

  /// Looks at sheets; used by one thread.
  private final class Looking implements PageLanes.Lane<ScanEye.Seen> {
    private final ScanEye eye;
    private @Nullable Source source;
    private Optional<Pages> pages = Optional.empty();

    Looking(ScanEye eye) {
      this.eye = eye;
    }

    @Override
    public ScanEye.Seen work(int index) {
      Sheet sheet = sheets.get(index);
      if (sheet.source().isEmpty()) return sheet.refused();
      Source here = sheet.source().get();
      if (here != source) {
        close();
        source = here;
        pages = here.take();
      }
      return pages.map(p -> look(p, sheet.page())).orElseGet(() -> spoiled(1));
    }

    /// One sheet nobody can read delays no other: it waits for a person.
    private ScanEye.Seen look(Pages open, ScanPage sheet) {
      try {
        return eye.look(open, sheet);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        LOG.error("a sheet could not be read: {}", e.getClass().getName());
        return spoiled(open.count());
      }
    }

    private static ScanEye.Seen spoiled(int pages) {
      return ScanEye.Seen.refused(PageFile.Reason.SPOILED.name(), pages);
    }

    @Override
    public void close() {
      pages.ifPresent(Pages::close);
      pages = Optional.empty();
      source = null;
    }
  }
}
