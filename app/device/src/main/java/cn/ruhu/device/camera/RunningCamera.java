package cn.ruhu.device.camera;

import cn.ruhu.device.BackOff;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.imaging.ImageProbe;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every camera does on its thread: open, show, and open again after a while when it went
/// away; one shot at a time, which ends whatever happens.
abstract class RunningCamera implements Camera {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCamera.class);
  private static final long CLOSE_WAIT_MS = 1_000;

  private final DeviceTime time;
  private final Executor thread;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicReference<@Nullable Consumer<Shot>> shot = new AtomicReference<>();
  private volatile CameraState state = CameraState.CLOSED;
  private volatile @Nullable CameraListener listener;
  private boolean worked;

  /// @param thread runs one task that lasts until [#close]; a thread of its own is needed
  RunningCamera(DeviceTime time, Executor thread) {
    this.time = time;
    this.thread = thread;
  }

  /// Opens the camera and shows until it ends.
  ///
  /// @return how it stands now
  abstract CameraState session() throws InterruptedException;

  /// Ends a session that may be blocked, from any thread.
  abstract void cut();

  /// Somebody pressed, on their thread; [#resolve] will be called.
  abstract void pressed();

  final DeviceTime time() {
    return time;
  }

  final boolean stopping() {
    return stop.getCount() == 0;
  }

  /// Waits. @return false when the camera is being closed
  final boolean pause(long ms) throws InterruptedException {
    return !stop.await(ms, TimeUnit.MILLISECONDS);
  }

  @Override
  public final void start(CameraListener hears) {
    if (!started.compareAndSet(false, true)) throw new IllegalStateException("started before");
    listener = hears;
    thread.execute(this::run);
  }

  @Override
  public final CameraState state() {
    return state;
  }

  @Override
  public final void shoot(Consumer<Shot> done) {
    if (state != CameraState.READY) done.accept(new Shot.Missed(Shot.Why.NOT_READY));
    else if (!shot.compareAndSet(null, done)) done.accept(new Shot.Missed(Shot.Why.BUSY));
    else {
      pressed();
      // it may have gone away between the look and the press
      if (state != CameraState.READY) missed(Shot.Why.GONE);
    }
  }

  @Override
  public final void close() {
    stop.countDown();
    cut();
    if (started.compareAndSet(false, true)) ended.complete(null);
    ended.completeOnTimeout(null, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS).join();
    state = CameraState.CLOSED;
    missed(Shot.Why.GONE);
  }

  private void run() {
    var backOff = new BackOff();
    try {
      became(CameraState.OPENING);
      while (!stopping()) {
        worked = false;
        CameraState now = attempt();
        if (stopping()) break;
        became(now);
        missed(Shot.Why.GONE);
        if (worked) backOff.worked();
        backOff.failed();
        pause(backOff.waitMs());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      became(CameraState.CLOSED);
      missed(Shot.Why.GONE);
      ended.complete(null);
    }
  }

  /// The top of this thread: a defect of ours or of the listener must not end it for the day.
  private CameraState attempt() throws InterruptedException {
    try {
      return session();
    } catch (RuntimeException e) {
      LOG.error("a camera's session failed: {}", e.getClass().getName());
      return CameraState.CRASHED;
    }
  }

  /// The picture if it can be one, with its tables.
  final Optional<CameraFrame> frame(byte[] jpeg) {
    byte[] complete = JpegTables.complete(jpeg);
    return ImageProbe.probe(complete) instanceof ImageProbe.Picture(var _, int width, int height)
        ? Optional.of(
            new CameraFrame(complete, new FrameSize(width, height), time.wall().instant()))
        : Optional.empty();
  }

  /// A frame to aim by.
  final void show(CameraFrame frame) {
    worked = true;
    became(CameraState.READY);
    var hears = listener;
    if (hears != null) hears.frame(frame);
  }

  final void opened(CameraFacts facts) {
    var hears = listener;
    if (hears != null) hears.opened(facts);
  }

  private void became(CameraState now) {
    if (now == state) return;
    state = now;
    var hears = listener;
    if (hears != null) hears.changed(now);
  }

  /// Whether somebody waits for a shot.
  final boolean waiting() {
    return shot.get() != null;
  }

  /// Ends the shot under way, if any.
  final void resolve(Shot outcome) {
    var done = shot.getAndSet(null);
    if (done != null) done.accept(outcome);
  }

  final void missed(Shot.Why why) {
    resolve(new Shot.Missed(why));
  }
}
