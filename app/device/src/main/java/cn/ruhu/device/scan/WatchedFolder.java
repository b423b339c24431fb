package cn.ruhu.device.scan;

import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder that the scanner's own program fills (DEVICES 2.4). The system's announcements wake it;
/// it looks by itself too, since network drives announce nothing. It goes on when the folder comes
/// back.
public final class WatchedFolder implements Scanner {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
  private static final long CLOSE_WAIT_MS = 1_000;

  private final Path folder;
  private final DeviceTime time;
  private final ScanPace pace;
  private final Predicate<String> known;
  private final Executor thread;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile ScannerState state = ScannerState.CLOSED;
  private volatile @Nullable WatchService service;
  private @Nullable WatchKey key;

  /// @param folder need not be there yet
  /// @param known whether bytes with this SHA-256 were taken on another day; such files, lying
  ///   there at the start, are passed over in silence
  /// @param thread runs one task that lasts until [#close]; a thread of its own is needed
  public WatchedFolder(
      Path folder, DeviceTime time, ScanPace pace, Predicate<String> known, Executor thread) {
    this.folder = folder;
    this.time = time;
    this.pace = pace;
    this.known = known;
    this.thread = thread;
  }

  @Override
  public void start(ScanListener listener) {
    if (!started.compareAndSet(false, true)) throw new IllegalStateException("started before");
    var look = new FolderLook(folder, time, pace, FileTaker.disk(), known, listener);
    thread.execute(() -> run(look));
  }

  @Override
  public ScannerState state() {
    return state;
  }

  @Override
  public void close() {
    stop.countDown();
    closeService();
    if (started.compareAndSet(false, true)) ended.complete(null);
    ended.completeOnTimeout(null, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS).join();
    state = ScannerState.CLOSED;
  }

  private void run(FolderLook look) {
    try {
      service = newService();
      while (stop.getCount() > 0) {
        long waitMs = guarded(look);
        pause(waitMs);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      closeService();
      state = ScannerState.CLOSED;
      ended.complete(null);
    }
  }

  /// The top of this thread: a defect of ours or of the listener must not end scanning for the day.
  private long guarded(FolderLook look) {
    try {
      long waitMs = look.step();
      state = look.state();
      if (state == ScannerState.READY || state == ScannerState.FOLDER_FULL) listen();
      return waitMs;
    } catch (RuntimeException e) {
      LOG.error("a look into the scan folder failed: {}", e.getClass().getName());
      return pace.rescanMs();
    }
  }

  private @Nullable WatchService newService() {
    try {
      return folder.getFileSystem().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("no announcements from the file system, looking by time only", e);
      return null;
    }
  }

  private void listen() {
    var held = key;
    var watch = service;
    if (watch == null || (held != null && held.isValid())) return;
    try {
      key =
          folder.register(
              watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    } catch (IOException | ClosedWatchServiceException _) {
      // Gone again, or closing: the next look says so.
    }
  }

  private void pause(long waitMs) throws InterruptedException {
    var watch = service;
    if (watch == null) {
      stop.await(waitMs, TimeUnit.MILLISECONDS);
      return;
    }
    try {
      var announced = watch.poll(waitMs, TimeUnit.MILLISECONDS);
      if (announced == null) return;
      announced.pollEvents();
      announced.reset();
      // a file being written announces every block; one look a while is enough
      stop.await(Math.min(waitMs, 100), TimeUnit.MILLISECONDS);
    } catch (ClosedWatchServiceException _) {
      stop.countDown();
    }
  }

  private void closeService() {
    var watch = service;
    if (watch == null) return;
    try {
      watch.close();
    } catch (IOException e) {
      LOG.debug("watch service did not close", e);
    }
  }
}
