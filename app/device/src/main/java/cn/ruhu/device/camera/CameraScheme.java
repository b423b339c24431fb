package cn.ruhu.device.camera;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanScheme;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A camera as a source of one page: what lies under it, in the largest picture it takes. For the
/// helpdesk, who asks a camera as any scanner; the window shows what it sees and uses [Camera].
public final class CameraScheme implements ScanScheme {
  /// until a camera shows something, or says why not
  private static final Duration OPENS = Duration.ofSeconds(30);

  /// until a picture, beyond what the camera itself waits for
  private static final Duration TAKES = Duration.ofSeconds(40);

  private static final int LARGEST = 100_000;

  private final DeviceTime time;
  private final Executor threads;

  /// @param threads runs one task for each open camera
  public CameraScheme(DeviceTime time, Executor threads) {
    this.time = time;
    this.threads = threads;
  }

  @Override
  public Set<String> names() {
    return Set.of("v4l2", "camera", "mjpeg+http", "mjpeg+https", "camera+files");
  }

  @Override
  public Optional<PageSource> open(String address) {
    return Cameras.open(address, time, threads).map(camera -> new Source(camera, time));
  }

  @Override
  public List<FoundSource> find(Duration limit, ScanStop stop) {
    if (stop.asked()) return List.of();
    return Cameras.here().stream()
        .map(c -> new FoundSource(c.address(), c.name(), c.address(), ""))
        .toList();
  }

  /// One camera, started when it is first asked.
  private static final class Source implements PageSource, CameraListener {
    private final Camera camera;
    private final DeviceTime time;
    private final BlockingQueue<CameraState> states = new ArrayBlockingQueue<>(64);
    private boolean started;
    private volatile @Nullable CameraFacts facts;

    Source(Camera camera, DeviceTime time) {
      this.camera = camera;
      this.time = time;
    }

    @Override
    public void frame(CameraFrame frame) {
      // nobody aims
    }

    @Override
    public void changed(CameraState state) {
      if (!states.offer(state)) states.clear();
    }

    @Override
    public void opened(CameraFacts given) {
      facts = given;
    }

    @Override
    public SourceLook look() {
      Optional<Why> not = ready(new ScanStop());
      if (not.isPresent()) return new SourceLook.Not(not.get());
      CameraFacts now = facts;
      var any =
          new InputCaps(
              List.of(InputCaps.DPI_MIN, 150, 200, 300, 600, InputCaps.DPI_MAX),
              Set.of(ScanColour.COLOUR),
              LARGEST,
              LARGEST);
      return new SourceLook.Known(
          new ScanCaps(now == null ? "" : now.model(), "", Map.of(ScanInput.PLATEN, any)),
          SourceState.READY);
    }

    /// @return why it shows nothing; empty when it does
    private Optional<Why> ready(ScanStop stop) {
      if (!started) {
        started = true;
        camera.start(this);
      }
      long end = time.millis() + OPENS.toMillis();
      try {
        while (camera.state() != CameraState.READY) {
          if (stop.asked()) return Optional.of(Why.CANCELLED);
          if (time.millis() > end) return Optional.of(Why.SILENT);
          @Nullable CameraState now = states.poll(200, TimeUnit.MILLISECONDS);
          Optional<Why> ended = now == null ? Optional.empty() : why(now);
          if (ended.isPresent()) return ended;
        }
        return Optional.empty();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Optional.of(Why.CANCELLED);
      }
    }

    private static Optional<Why> why(CameraState state) {
      return switch (state) {
        case CLOSED, OPENING, READY -> Optional.empty();
        case AWAY -> Optional.of(Why.ABSENT);
        case DENIED -> Optional.of(Why.DENIED);
        case BUSY -> Optional.of(Why.BUSY);
        case NO_PICTURES -> Optional.of(Why.REPLY);
        case CRASHED, NO_DRIVER -> Optional.of(Why.PROGRAM);
      };
    }

    @Override
    public ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop) {
      Optional<Why> not = ready(stop);
      if (not.isPresent()) return ScanEnd.of(not.get(), 0);
      var came = new ArrayBlockingQueue<Shot>(1);
      camera.shoot(came::offer);
      try {
        @Nullable Shot shot = came.poll(TAKES.toMillis(), TimeUnit.MILLISECONDS);
        return shot == null ? ScanEnd.of(Why.SILENT, 0) : ended(shot, sink);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return ScanEnd.of(Why.CANCELLED, 0);
      }
    }

    private static ScanEnd ended(Shot shot, PageSink sink) {
      return switch (shot) {
        case Shot.Taken(var frame) -> {
          boolean kept = sink.page(ScannedPage.of(1, frame.jpeg(), "image/jpeg", frame.taken()));
          yield new ScanEnd(
              kept ? Why.DONE : Why.NOT_KEPT, kept ? 1 : 0, OptionalInt.of(1), Duration.ZERO);
        }
        case Shot.Missed(var why) ->
            ScanEnd.of(
                switch (why) {
                  case NOT_READY, GONE -> Why.VANISHED;
                  case BUSY -> Why.BUSY;
                  case SPOILED -> Why.PAGE_CUT;
                  case LATE -> Why.SILENT;
                },
                0);
      };
    }

    @Override
    public void close() {
      camera.close();
    }
  }
}
