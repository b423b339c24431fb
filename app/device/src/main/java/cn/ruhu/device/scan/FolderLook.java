package cn.ruhu.device.scan;

import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/// The watched folder without a thread: each step is one look. A file is taken once, when it has
/// stood still and ends as it must; what is half written waits; nothing is ever changed on disk.
/// Used by one thread.
final class FolderLook {
  /// Files watched in one folder, the newest; the rest wait until somebody tidies up.
  static final int FILES_MAX = 5_000;

  private static final Comparator<Map.Entry<Path, Facts>> OLDEST_FIRST =
      Comparator.comparing((Map.Entry<Path, Facts> e) -> e.getValue().modified())
          .thenComparing(e -> String.valueOf(e.getKey().getFileName()), ScanOrder.NATURAL);

  private static final long BUSY_LOOK_MS = 300;

  private final Path folder;
  private final DeviceTime time;
  private final ScanPace pace;
  private final FileTaker taker;
  private final Predicate<String> known;
  private final ScanListener listener;
  private final Map<Path, Seen> seen = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private ScannerState state = ScannerState.CLOSED;
  private boolean firstLook = true;

  /// Older files were left out by an earlier look; coming into view later they are no news.
  private Instant leftOut = Instant.MIN;

  /// What the file system says of a file.
  private record Facts(long size, Instant modified) {}

  /// A file being watched.
  private static final class Seen {
    private Facts facts;
    private long sinceMs;
    private final long firstMs;
    private final boolean fromBefore;
    private boolean done;
    private boolean told;

    Seen(Facts facts, long nowMs, boolean fromBefore) {
      this.facts = facts;
      this.sinceMs = nowMs;
      this.firstMs = nowMs;
      this.fromBefore = fromBefore;
    }
  }

  /// @param known whether bytes with this SHA-256 were taken on another day
  FolderLook(
      Path folder,
      DeviceTime time,
      ScanPace pace,
      FileTaker taker,
      Predicate<String> known,
      ScanListener listener) {
    this.folder = folder;
    this.time = time;
    this.pace = pace;
    this.taker = taker;
    this.known = known;
    this.listener = listener;
  }

  ScannerState state() {
    return state;
  }

  /// One look. @return milliseconds until the next
  long step() {
    Listed there;
    try {
      there = list();
    } catch (AccessDeniedException _) {
      return become(ScannerState.FOLDER_DENIED);
    } catch (IOException _) {
      return become(ScannerState.FOLDER_GONE);
    }
    long wait = become(there.full() ? ScannerState.FOLDER_FULL : ScannerState.READY);
    notice(there.files());
    if (there.full()) leftOut = later(leftOut, there.oldest());
    firstLook = false;
    return takeReady() ? Math.min(wait, BUSY_LOOK_MS) : wait;
  }

  private long become(ScannerState now) {
    if (now != state) {
      state = now;
      listener.changed(now);
    }
    return pace.rescanMs();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /// What one look found.
  ///
  /// @param full whether older files were left out
  /// @param oldest when the oldest of them was changed
  private record Listed(Map<Path, Facts> files, boolean full, Instant oldest) {}

  /// The newest files, whatever the order in which the system names them.
  private Listed list() throws IOException {
    var newest = new PriorityQueue<>(OLDEST_FIRST);
    boolean full = false;
    try (var entries = Files.newDirectoryStream(folder, FolderLook::wanted)) {
      for (Path path : entries) {
        try {
          var facts =
              Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          if (!facts.isRegularFile()) continue;
          newest.add(
              Map.entry(path, new Facts(facts.size(), facts.lastModifiedTime().toInstant())));
          if (newest.size() > FILES_MAX) {
            newest.remove();
            full = true;
          }
        } catch (IOException _) {
          // Renamed or removed since: the next look knows better.
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Instant oldest = newest.isEmpty() ? Instant.MIN : newest.element().getValue().modified();
    Map<Path, Facts> files = new HashMap<>();
    for (var entry : newest) files.put(entry.getKey(), entry.getValue());
    return new Listed(files, full, oldest);
  }

  /// Names under which programs keep what is not finished.
  private static boolean wanted(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.startsWith(".") || name.startsWith("~") || name.endsWith("~")) return false;
    return !(name.endsWith(".tmp")
        || name.endsWith(".part")
        || name.endsWith(".partial")
        || name.endsWith(".crdownload")
        || name.equals("thumbs.db")
        || name.equals("desktop.ini"));
  }

  private void notice(Map<Path, Facts> there) {
    long now = time.millis();
    seen.keySet().retainAll(there.keySet());
    there.forEach((path, facts) -> {
      Seen file = seen.get(path);
      if (file == null) {
        boolean fromBefore = firstLook || !facts.modified().isAfter(leftOut);
        seen.put(path, new Seen(facts, now, fromBefore));
      } else if (!file.facts.equals(facts)) {
        file.facts = facts;
        file.sinceMs = now;
        file.done = false;
        file.told = false;
      }
    });
  }

  /// Takes what is ready, oldest first. @return whether something is waiting
  private boolean takeReady() {
    List<Map.Entry<Path, Seen>> open = new ArrayList<>();
    for (var entry : seen.entrySet()) if (!entry.getValue().done) open.add(entry);
    open.sort(
        Comparator.comparing((Map.Entry<Path, Seen> e) -> e.getValue().facts.modified())
            .thenComparing(e -> String.valueOf(e.getKey().getFileName()), ScanOrder.NATURAL));
    boolean waiting = false;
    for (var entry : open) {
      Path path = entry.getKey();
      Seen file = entry.getValue();
      long now = time.millis();
      boolean ready = now - file.sinceMs >= pace.stableMs() && settled(path, file, now);
      if (ready) continue;
      waiting = true;
      if (now - file.firstMs < pace.orderMs()) return true;
    }
    return waiting;
  }

  /// Takes a file that stands still. @return false while it may yet be finished
  private boolean settled(Path path, Seen file, long nowMs) {
    boolean late = nowMs - file.sinceMs >= pace.patienceMs();
    if (file.told && !Files.isReadable(path)) return true;
    if (file.told && file.facts.size() == 0) return true;
    return switch (taker.take(path, time.wall().instant())) {
      case FileTaker.Took.Not(var kind) -> {
        boolean over = late || kind == ScanTrouble.Kind.TOO_LARGE;
        if (over) tell(path, file, kind);
        yield over;
      }
      case FileTaker.Took.Taken(var scan) -> {
        if (!scan.whole() && !late) yield false;
        file.done = true;
        give(path, file, scan);
        yield true;
      }
    };
  }

  private void tell(Path path, Seen file, ScanTrouble.Kind kind) {
    if (kind == ScanTrouble.Kind.TOO_LARGE) file.done = true;
    if (file.told) return;
    file.told = true;
    listener.trouble(new ScanTrouble(path, kind));
  }

  /// What lay here when watching began and was taken on another day is not news.
  private void give(Path path, Seen file, ScannedFile scan) {
    boolean ofToday = !taken.add(scan.sha256());
    if (!ofToday && !known.test(scan.sha256())) listener.came(scan);
    else if (ofToday || !file.fromBefore) listener.again(path, scan.sha256());
  }
}
