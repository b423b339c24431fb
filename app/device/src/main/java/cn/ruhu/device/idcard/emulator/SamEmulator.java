package cn.ruhu.device.idcard.emulator;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.idcard.ByteTransport;
import cn.ruhu.device.idcard.ReaderAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An emulated reader: lay a card down, take it away, break things. Thread-safe.
///
/// Reached over TCP ([#listen]), in memory ([#inMemory]) or on a pseudo terminal ([Pty]). Its
/// replies are paced as on a wire of 115200 baud, so that times measured against it mean something;
/// a real module also needs time for the radio, which it does not imitate.
public final class SamEmulator implements AutoCloseable {
  /// No pacing: as fast as the machine.
  public static final int UNPACED = 0;

  /// One reply as it went over the wire.
  ///
  /// @param status the reply's third status byte, or -1 when the reply is too short to have one
  /// @param wireNanos what request and reply take on a wire of that pace; 0 for none
  /// @param endedNanos when the last byte was sent, by the emulator's clock
  public record Sent(int status, long wireNanos, long endedNanos) {}

  private static final Logger LOG = LoggerFactory.getLogger(SamEmulator.class);
  private static final int STATUS_AT = 9;

  private final SamModule module;
  private final LongSupplier nanos;
  private final @Nullable ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Consumer<Sent> trace = _ -> {};

  private SamEmulator(int baud, LongSupplier nanos, @Nullable ServerSocket listening) {
    this.module = new SamModule(baud);
    this.nanos = nanos;
    this.listening = listening;
  }

  /// Listens on a free port of the loopback interface.
  ///
  /// @param baud pace of the wire, or [#UNPACED]
  /// @param threads runs one task for the port and one for each connection, until closed
  /// @param nanos steady clock, as `System.nanoTime`
  public static SamEmulator listen(int baud, Executor threads, LongSupplier nanos)
      throws IOException {
    var socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    var emulator = new SamEmulator(baud, nanos, socket);
    threads.execute(() -> emulator.accept(socket, threads));
    return emulator;
  }

  /// An emulator without a port; [#connect] gives its lines.
  public static SamEmulator inMemory(int baud, LongSupplier nanos) {
    return new SamEmulator(baud, nanos, null);
  }

  /// Where the driver finds it: `sam+tcp://127.0.0.1:port`.
  public ReaderAddress address() {
    if (listening == null) throw new IllegalStateException("in memory");
    return new ReaderAddress.Tcp("127.0.0.1", listening.getLocalPort());
  }

  /// A line in memory.
  ///
  /// @param pause lets time pass, in microseconds: sleeping, or moving a test's clock
  /// @throws DeviceException ABSENT while [Fault#GONE] is on
  public ByteTransport connect(MemoryTransport.Pause pause) throws DeviceException {
    if (module.gone()) throw new DeviceException(DeviceException.Fault.ABSENT, "memory");
    module.connected();
    return new MemoryTransport(module, pause);
  }

  SamModule module() {
    return module;
  }

  /// Tells every reply sent over TCP from now on, on the thread of its connection; replaces the
  /// listener before.
  public void trace(Consumer<Sent> hears) {
    trace = hears;
  }

  /// From now on the module understands this speed only, as one that was set to it; 0 for any.
  /// Lines in memory and pseudo terminals have a speed, sockets have none.
  public void speed(int baud) {
    module.speed(baud);
  }

  /// Puts a card on the reader, in place of any other.
  public void lay(EmulatedCard card) {
    module.lay(card);
  }

  /// Takes the card away.
  public void remove() {
    module.remove();
  }

  /// Breaks something. @param times how many replies it hits; less than 0 until cleared, 0 clears
  public void fault(Fault fault, int times) {
    module.fault(fault, times);
    if (fault == Fault.GONE && times != 0) hangUp();
  }

  /// Breaks one reply later. @param replies how many good ones come before it
  public void faultAfter(Fault fault, int replies) {
    module.faultAfter(fault, replies);
  }

  /// Everything whole again.
  public void clearFaults() {
    module.clearFaults();
  }

  @Override
  public void close() {
    try {
      if (listening != null) listening.close();
    } catch (IOException e) {
      LOG.debug("closing the port", e);
    }
    hangUp();
  }

  private void hangUp() {
    for (var socket : open) closeQuietly(socket);
  }

  private void accept(ServerSocket socket, Executor threads) {
    while (!socket.isClosed()) {
      try {
        var line = socket.accept();
        open.add(line);
        threads.execute(() -> serve(line));
      } catch (SocketException _) {
        return;
      } catch (IOException e) {
        LOG.warn("emulator port", e);
      }
    }
  }

  private void serve(Socket line) {
    try (line) {
      line.setTcpNoDelay(true);
      if (module.gone()) return;
      module.connected();
      byte[] buffer = new byte[512];
      for (int n = line.getInputStream().read(buffer);
          n >= 0;
          n = line.getInputStream().read(buffer)) {
        send(line, module.receive(buffer, n));
      }
    } catch (IOException e) {
      LOG.debug("emulator line ended: {}", e.getMessage());
    } finally {
      open.remove(line);
    }
  }

  private void send(Socket line, List<SamModule.Chunk> chunks) throws IOException {
    if (chunks.isEmpty()) return;
    long due = nanos.getAsLong();
    long wire = 0;
    for (var chunk : chunks) {
      wire += chunk.afterMicros() * 1_000;
      due += chunk.afterMicros() * 1_000;
      for (long left = due - nanos.getAsLong(); left > 0; left = due - nanos.getAsLong()) {
        LockSupport.parkNanos(left);
      }
      line.getOutputStream().write(chunk.bytes());
    }
    byte[] first = chunks.getFirst().bytes();
    int status = first.length > STATUS_AT ? first[STATUS_AT] & 0xFF : -1;
    trace.accept(new Sent(status, wire, nanos.getAsLong()));
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a line", e);
    }
  }
}
