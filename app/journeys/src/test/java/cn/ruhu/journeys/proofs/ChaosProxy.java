package cn.ruhu.journeys.proofs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A TCP line between a client and a server that a test can spoil, in each direction by itself and
/// at any moment. Thread-safe.
final class ChaosProxy implements AutoCloseable {
  private static final int CHUNK = 16 << 10;
  private static final int LINGER_RESET = 0;

  /// Which way a toxic works.
  enum Way {
    UPSTREAM,
    DOWNSTREAM
  }

  private final ServerSocket listening;
  private final int target;
  private final AtomicReference<@Nullable Toxic> up = new AtomicReference<>();
  private final AtomicReference<@Nullable Toxic> down = new AtomicReference<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// @param target port of the server on this machine
  ChaosProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// Spoils the line from now on; an open connection too.
  void spoil(Way way, Toxic toxic) throws IOException {
    (way == Way.UPSTREAM ? up : down).set(toxic);
    if (toxic instanceof Toxic.Down) cut();
  }

  /// The line is honest again for whoever connects anew.
  void heal() throws IOException {
    up.set(null);
    down.set(null);
    cut();
  }

  /// Ends every open connection.
  void cut() throws IOException {
    for (Socket socket : open) socket.close();
  }

  private boolean isDown() {
    return up.get() instanceof Toxic.Down || down.get() instanceof Toxic.Down;
  }

  private void listen() {
    while (!closed) {
      try {
        Socket client = listening.accept();
        if (isDown()) {
          reset(client);
          continue;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> carry(client, server, up));
        Thread.ofVirtual().start(() -> carry(server, client, down));
      } catch (IOException e) {
        // closed, or the server is away: whoever connects is told by the end of the connection
      }
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, LINGER_RESET);
    socket.close();
  }

  private void carry(Socket from, Socket to, AtomicReference<@Nullable Toxic> way) {
    long passed = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[CHUNK];
      for (int n; (n = in.read(chunk)) >= 0; passed += n)
        if (!pass(chunk, n, passed, out, way.get(), to)) return;
      if (way.get() instanceof Toxic.SlowClose(int ms)) sleep(ms);
    } catch (IOException e) {
      // the other end is gone: so is this one
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /// @return false when the connection ends here
  private static boolean pass(
      byte[] chunk, int n, long passed, OutputStream out, @Nullable Toxic toxic, Socket to)
      throws IOException, InterruptedException {
    switch (toxic) {
      case null -> out.write(chunk, 0, n);
      case Toxic.SlowClose _ -> out.write(chunk, 0, n);
      case Toxic.Down _ -> {
        return false;
      }
      case Toxic.Latency(int ms) -> {
        sleep(ms);
        out.write(chunk, 0, n);
      }
      case Toxic.Bandwidth(int bytesASecond) -> slices(chunk, n, out, bytesASecond / 20, 50_000);
      case Toxic.Slicer(int bytes, int pauseMicros) -> slices(chunk, n, out, bytes, pauseMicros);
      case Toxic.Timeout(int ms) -> {
        sleep(ms);
        return false;
      }
      case Toxic.ResetPeer(int ms) -> {
        sleep(ms);
        to.setSoLinger(true, LINGER_RESET);
        return false;
      }
      case Toxic.LimitData(int bytes) -> {
        int left = (int) Math.min(n, bytes - passed);
        if (left > 0) out.write(chunk, 0, left);
        return left == n;
      }
    }
    return true;
  }

  private static void slices(byte[] chunk, int n, OutputStream out, int size, int pauseMicros)
      throws IOException, InterruptedException {
    for (int at = 0; at < n; at += size) {
      out.write(chunk, at, Math.min(size, n - at));
      out.flush();
      TimeUnit.MICROSECONDS.sleep(pauseMicros);
    }
  }

  private static void sleep(int ms) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(ms);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    cut();
  }
}
