package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Knows how long the call into a driver lasts that is under way, and can close the line under it.
/// The calls come from one thread, the questions from another.
final class WatchedLine implements TransportOpener {
  private static final long NONE = -1;

  private final TransportOpener opener;
  private final DeviceTime time;
  private final AtomicLong since = new AtomicLong(NONE);
  private final AtomicReference<@Nullable ByteTransport> current = new AtomicReference<>();

  WatchedLine(TransportOpener opener, DeviceTime time) {
    this.opener = opener;
    this.time = time;
  }

  /// Milliseconds the call under way has lasted, 0 when there is none.
  long callMs() {
    long begun = since.get();
    return begun == NONE ? 0 : time.millis() - begun;
  }

  /// Closes the line under the call, once, on a thread of its own: closing may hang too.
  void breakOff(Executor thread) {
    var line = current.getAndSet(null);
    if (line != null) thread.execute(line::close);
  }

  @Override
  public Presence presence(ReaderAddress address) {
    return opener.presence(address);
  }

  @Override
  public ByteTransport open(ReaderAddress address) throws DeviceException {
    since.set(time.millis());
    try {
      var opened = opener.open(address);
      current.set(opened);
      return new Line(opened);
    } finally {
      since.set(NONE);
    }
  }

  private interface Call {
    int run() throws DeviceException;
  }

  private int timed(Call call) throws DeviceException {
    since.set(time.millis());
    try {
      return call.run();
    } finally {
      since.set(NONE);
    }
  }

  private final class Line implements ByteTransport {
    private final ByteTransport to;

    Line(ByteTransport to) {
      this.to = to;
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
      timed(() -> {
        to.write(bytes);
        return 0;
      });
    }

    @Override
    public int read(byte[] into, int timeoutMs) throws DeviceException {
      return timed(() -> to.read(into, timeoutMs));
    }

    @Override
    public void drain() throws DeviceException {
      timed(() -> {
        to.drain();
        return 0;
      });
    }

    @Override
    public int baud() {
      return to.baud();
    }

    @Override
    public List<Integer> speeds() {
      return to.speeds();
    }

    @Override
    public void speed(int baud) throws DeviceException {
      timed(() -> {
        to.speed(baud);
        return 0;
      });
    }

    @Override
    public void close() {
      current.compareAndSet(to, null);
      to.close();
    }
  }
}
