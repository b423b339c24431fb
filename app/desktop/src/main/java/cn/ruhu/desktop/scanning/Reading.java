package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Cores;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.imaging.page.PageLanes;
import cn.ruhu.imaging.raster.Fingerprint;
import cn.ruhu.store.StoreException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what came, in the order it came, and draws the small pictures of the strip. Called on the
/// window's thread; the work itself is elsewhere.
final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  /// Sheets between two looks at the screen while a long file is read.
  private static final int STRIDE = 5;

  /// Small pictures held, of 50 KB each: the strip shows ten, and one that is wanted again is drawn
  /// anew.
  private static final int THUMBS_MAX = 100;

  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Background background;
  private final Supplier<ScanEye> eye;
  private final Comparing comparing;
  private final Map<UUID, Pixels> thumbs = new LinkedHashMap<>();
  private final Set<ScanPage> wanted = new LinkedHashSet<>();

  /// files whose bytes the disk did not give, or what was read of them did not keep
  private final Set<String> hopeless = new HashSet<>();

  /// sheets under the eye, whose small pictures come with their looks
  private final Set<UUID> coming = new HashSet<>();

  private boolean busy;
  private boolean drawing;
  private @Nullable Content held;

  /// A file whose small pictures are being drawn.
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  private record Content(String file, byte[] bytes) {}

  private record Sketched(Content content, Map<UUID, Pixels> thumbs) {}

  /// @param eye made anew for each run, with the page keys of that moment
  Reading(ScanningViewModel model, ScanTray tray, Background background, Supplier<ScanEye> eye) {
    this.model = model;
    this.tray = tray;
    this.background = background;
    this.eye = eye;
    this.comparing = new Comparing(model, tray, background);
  }

  /// Reads the first files that wait, if none is being read.
  void go(List<ScanBatch> batches) {
    if (busy) return;
    List<ScanPage> next =
        FedSheets.next(
            batches.stream().flatMap(b -> b.pages().stream()).filter(this::awaits).toList());
    if (next.isEmpty()) {
      comparing.go(batches);
      return;
    }
    busy = true;
    next.forEach(p -> coming.add(p.id()));
    background.run(
        ScanningViewModel.READING,
        () -> {
          read(next);
          return Boolean.TRUE;
        },
        _ -> {
          busy = false;
          coming.clear();
          model.refresh();
        },
        e -> {
          busy = false;
          coming.clear();
          hopeless.add(next.getFirst().file());
          model.failed(e);
          model.refresh();
        });
  }

  /// Whether a sheet is still to be read: it was not, and nothing failed at its file.
  boolean awaits(ScanPage page) {
    return !page.look().read() && !hopeless.contains(page.file());
  }

  /// Sheets are looked at on several cores and told in the order they were fed: where one without a
  /// code belongs is said by those before it.
  private void read(List<ScanPage> files) throws StoreException, InterruptedException {
    var looks = new HashMap<UUID, ScanLook>();
    var pictures = new HashMap<UUID, Pixels>();
    try (var fed = FedSheets.of(tray, files)) {
      ScanEye with = eye.get();
      PageLanes.<ScanEye.Seen, StoreException>inOrder(
          fed.count(),
          PageLanes.usual(),
          Cores.threads(),
          () -> fed.lane(with),
          (i, seen) -> {
            ScanPage p = fed.page(i);
            // before the page is told as read: who holds it then hears of its twin
            seen.print().ifPresent(print -> keep(p, print));
            looks.put(p.id(), seen.look());
            seen.thumb().ifPresent(t -> pictures.put(p.id(), t));
            if (looks.size() == STRIDE || fed.endsFile(i)) told(looks, pictures);
          });
    }
  }

  /// A fingerprint nobody can keep costs a warning later, never the page.
  private void keep(ScanPage page, Fingerprint print) {
    try {
      tray.prints().keep(page.id(), page.file(), page.sheet(), print);
    } catch (StoreException e) {
      LOG.warn("a fingerprint is not kept: {}", e.code());
    }
  }

  private void told(Map<UUID, ScanLook> looks, Map<UUID, Pixels> pictures) throws StoreException {
    tray.looked(Map.copyOf(looks));
    var told = Set.copyOf(looks.keySet());
    var drawn = Map.copyOf(pictures);
    background.window(() -> {
      coming.removeAll(told);
      drawn.forEach(this::hold);
      model.refresh();
    });
    looks.clear();
    pictures.clear();
  }

  private void hold(UUID page, Pixels picture) {
    thumbs.put(page, picture);
    while (thumbs.size() > THUMBS_MAX) thumbs.remove(thumbs.keySet().iterator().next());
    model.thumbCame();
  }

  /// A small picture; one that is not there is drawn soon, unless it is on its way: the tray tells
  /// a look before the window hears of its picture.
  Optional<Pixels> thumb(ScanPage page) {
    Pixels there = thumbs.get(page.id());
    if (there == null
        && !coming.contains(page.id())
        && page.look().read()
        && page.look().legible()) {
      wanted.add(page);
      drawWanted();
    }
    return Optional.ofNullable(there);
  }

  /// It was turned: draw it anew.
  void forget(UUID page) {
    thumbs.remove(page);
  }

  /// The wanted of one file, a few at a time: its bytes are read once and held until the last.
  private void drawWanted() {
    if (drawing) return;
    if (wanted.isEmpty()) {
      held = null;
      return;
    }
    drawing = true;
    Optional<Content> here = Optional.ofNullable(held);
    String file =
        here.map(Content::file)
            .filter(f -> wanted.stream().anyMatch(p -> p.file().equals(f)))
            .orElseGet(() -> wanted.iterator().next().file());
    List<ScanPage> pages =
        wanted.stream().filter(p -> p.file().equals(file)).limit(STRIDE).toList();
    pages.forEach(wanted::remove);
    background.run(
        () -> {
          Optional<Content> same = here.filter(c -> c.file().equals(file));
          Content content =
              same.isPresent() ? same.get() : new Content(file, tray.bytes(pages.getFirst()));
          return new Sketched(content, ScanEye.thumbs(content.bytes(), pages));
        },
        sketched -> {
          drawing = false;
          held = sketched.content();
          sketched.thumbs().forEach(this::hold);
          drawWanted();
        },
        _ -> {
          drawing = false;
          drawWanted();
        });
  }
}
