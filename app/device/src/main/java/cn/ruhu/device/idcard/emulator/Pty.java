package cn.ruhu.device.idcard.emulator;

import cn.ruhu.device.idcard.ReaderAddress;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The emulator behind a pseudo terminal, so that the serial driver and the kernel's line
/// discipline are in the way as with a real port. Linux only. One thread serves it until it is
/// closed.
public final class Pty implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pty.class);
  private static final int POLL_MS = 50;
  private static final long NOBODY_THERE_NANOS = 10_000_000;

  private final Libc libc = new Libc();
  private final SamModule module;
  private final LongSupplier nanos;
  private final int master;
  private final String path;
  private volatile boolean closed;

  private Pty(SamModule module, LongSupplier nanos) throws IOException {
    this.module = module;
    this.nanos = nanos;
    this.master = libc.openMaster();
    this.path = libc.slaveName(master);
  }

  /// Opens a pseudo terminal for an emulator.
  ///
  /// @param threads runs one task until closed
  /// @param nanos steady clock, as `System.nanoTime`
  public static Pty open(SamEmulator emulator, Executor threads, LongSupplier nanos)
      throws IOException {
    var pty = new Pty(emulator.module(), nanos);
    threads.execute(pty::serve);
    return pty;
  }

  /// `sam+serial:///dev/pts/N`, whose speed is to be found out.
  public ReaderAddress address() {
    return new ReaderAddress.Serial(path, ReaderAddress.ANY_BAUD);
  }

  /// The driver's next read fails, as when a plug is pulled.
  public void unplug() {
    closed = true;
  }

  @Override
  public void close() {
    unplug();
  }

  private void serve() {
    byte[] buffer = new byte[512];
    try {
      while (!closed && !module.gone()) {
        int n = libc.read(master, buffer, POLL_MS);
        if (n < 0) LockSupport.parkNanos(NOBODY_THERE_NANOS);
        if (n > 0) send(n, buffer);
      }
    } catch (IOException e) {
      LOG.debug("pseudo terminal ended: {}", e.getMessage());
    } finally {
      libc.close(master);
    }
  }

  private void send(int count, byte[] request) throws IOException {
    long due = nanos.getAsLong();
    for (var chunk : module.receive(request, count, libc.speed(master))) {
      due += chunk.afterMicros() * 1_000;
      for (long left = due - nanos.getAsLong(); left > 0; left = due - nanos.getAsLong()) {
        LockSupport.parkNanos(left);
      }
      libc.write(master, chunk.bytes());
    }
  }
}
