package cn.ruhu.desktop;

import cn.ruhu.desktop.scanning.ScanWatch;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Of a folder that several persons use one after the other, what is this person's: what came since
/// they first watched and nobody else took. Passes that on and tells of changes besides. One for
/// each time the folder is opened; used by the folder's thread, but for [#older].
///
/// What is older is told by the folder's own times, which are compared with each other alone: the
/// clocks of a network drive and of this machine need not agree. A file that comes while the folder
/// is watched is never older, whatever its time says.
final class FolderShare implements ScanListener {
  private static final Logger LOG = LoggerFactory.getLogger(FolderShare.class);

  private final String folder;
  private final ScanWatch by;
  private final OfferedScans offered;
  private final Consumer<ScannerState> changes;
  private final Runnable left;
  private final AtomicInteger older = new AtomicInteger();
  private final Map<String, Instant> before = new HashMap<>();
  private boolean looked;

  /// @param changes told of each state
  /// @param left told when one more file was left
  FolderShare(
      String folder,
      ScanWatch by,
      OfferedScans offered,
      Consumer<ScannerState> changes,
      Runnable left) {
    this.folder = folder;
    this.by = by;
    this.offered = offered;
    this.changes = changes;
    this.left = left;
  }

  /// Files that lay there before this person's time, and were not passed on. Thread-safe.
  int older() {
    return older.get();
  }

  /// Whether these bytes are nobody's news. What this person took before the machine kept account
  /// is noted now.
  boolean known(String sha256) {
    boolean own = by.known().test(sha256);
    if (own) offered.add(folder, sha256);
    return own || offered.has(folder, sha256);
  }

  @Override
  public void came(ScannedFile file) {
    Instant then = before.get(name(file.path()));
    // written anew under an old name it is another file
    if (then != null && then.equals(whole(file.modified()))) {
      older.incrementAndGet();
      left.run();
      return;
    }
    by.listener().came(file);
    // only what is kept: what a full disk refused is offered again
    if (by.known().test(file.sha256())) offered.add(folder, file.sha256());
  }

  @Override
  public void again(Path path, String sha256) {
    by.listener().again(path, sha256);
  }

  @Override
  public void trouble(ScanTrouble trouble) {
    by.listener().trouble(trouble);
  }

  @Override
  public void changed(ScannerState state) {
    boolean opens = state == ScannerState.READY || state == ScannerState.FOLDER_FULL;
    if (opens && !looked) look();
    by.listener().changed(state);
    changes.accept(state);
  }

  /// Before the first file is taken: what lies there already, and since when it is this person's.
  private void look() {
    looked = true;
    try {
      if (by.marks().since(folder).filter(Instant.EPOCH::equals).isPresent()) return;
      Map<String, Instant> there = files(Path.of(folder));
      Instant mark = by.marks().since(folder).orElseGet(() -> begin(there));
      there.forEach((name, at) -> {
        if (!at.isAfter(mark)) before.put(name, at);
      });
    } catch (IOException | UncheckedIOException e) {
      // gone again: what is there when it comes back is taken rather than lost
      LOG.warn("a scan folder is not to be listed: {}", e.getClass().getName());
    }
  }

  private Instant begin(Map<String, Instant> there) {
    // in whole milliseconds, as it is kept; of an empty folder all is news
    Instant newest = there.values().stream().reduce(Instant.EPOCH, (a, b) -> a.isAfter(b) ? a : b);
    by.marks().begin(folder, newest);
    return newest;
  }

  private static Instant whole(Instant at) {
    return Instant.ofEpochMilli(at.toEpochMilli());
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static Map<String, Instant> files(Path folder) throws IOException {
    var all = new HashMap<String, Instant>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        try {
          Instant at = Files.getLastModifiedTime(path).toInstant();
          all.put(name(path), whole(at));
        } catch (IOException _) {
          // renamed or removed since: it is no file of before
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return all;
  }
}
