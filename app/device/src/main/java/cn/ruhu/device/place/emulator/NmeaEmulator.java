package cn.ruhu.device.place.emulator;

import cn.ruhu.device.idcard.emulator.Terminal;
import cn.ruhu.device.place.PlaceAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A receiver that speaks sentences: to each that connects by TCP, or behind a kernel terminal
/// (Linux). Speaks until it is closed.
public final class NmeaEmulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NmeaEmulator.class);
  private static final byte[] FOREIGN = {0x55, 0x2A, 0x0A, 0x13, 0x0D, 0x24, 0x0A};

  /// moments before [PlaceFault#HANG_UP]
  private static final int MOMENTS = 2;

  private final Sky sky;
  private final long everyNanos;
  private volatile boolean closed;
  private final PlaceAddress address;
  private final Closeable end;

  private NmeaEmulator(Sky sky, int everyMs, PlaceAddress address, Closeable end) {
    this.sky = sky;
    this.everyNanos = everyMs * 1_000_000L;
    this.address = address;
    this.end = end;
  }

  /// Listens on a free port of this machine.
  ///
  /// @param everyMs pause between moments, milliseconds; a real receiver's is 1000
  public static NmeaEmulator listen(Sky sky, int everyMs, Executor threads) throws IOException {
    var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    var made =
        new NmeaEmulator(
            sky, everyMs, new PlaceAddress.Tcp("127.0.0.1", server.getLocalPort()), server);
    threads.execute(() -> made.accept(server, threads));
    return made;
  }

  /// Speaks behind a pseudo terminal, so that the kernel's line discipline and the serial driver
  /// are in the way. Only at 4800 baud is it understood; at another speed it is noise.
  public static NmeaEmulator terminal(Sky sky, int everyMs, Executor threads) throws IOException {
    var terminal = Terminal.open();
    var made =
        new NmeaEmulator(
            sky,
            everyMs,
            new PlaceAddress.Serial(terminal.path(), PlaceAddress.ANY_BAUD),
            terminal);
    threads.execute(() -> made.speak(terminal));
    return made;
  }

  public PlaceAddress address() {
    return address;
  }

  private void accept(ServerSocket server, Executor threads) {
    while (!closed) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> speak(socket));
      } catch (IOException e) {
        LOG.debug("receiver ended: {}", e.getMessage());
        return;
      }
    }
  }

  private boolean over(int n) {
    return closed || (sky.fault() == PlaceFault.HANG_UP && n >= MOMENTS);
  }

  private void speak(Socket socket) {
    try (socket;
        OutputStream out = socket.getOutputStream()) {
      for (int n = 0; !over(n); n++) {
        if (sky.fault() == PlaceFault.FOREIGN) out.write(FOREIGN);
        else if (sky.fault() != PlaceFault.SILENT) out.write(NmeaText.of(sky, n));
        out.flush();
        LockSupport.parkNanos(everyNanos);
      }
    } catch (IOException e) {
      LOG.debug("receiver left alone: {}", e.getMessage());
    }
  }

  private void speak(Terminal terminal) {
    try {
      for (int n = 0; !over(n); n++) {
        int speed = terminal.speed();
        if (terminal.heard() && speed != 0)
          terminal.write(speed == 4_800 ? NmeaText.of(sky, n) : FOREIGN);
        LockSupport.parkNanos(everyNanos);
      }
    } catch (IOException e) {
      LOG.debug("terminal ended: {}", e.getMessage());
    } finally {
      terminal.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      end.close();
    } catch (IOException e) {
      LOG.debug("receiver: {}", e.getMessage());
    }
  }
}
