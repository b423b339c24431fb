package cn.ruhu.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Stands between client and server and counts every byte of both directions as TCP carries it:
/// TLS, headers and all. Times are measured without it, but those of a line that is slow and cut.
final class Relay implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ServerSocket door = new ServerSocket();
  private final Set<Socket> standing = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes = new AtomicLong();
  private final int port;
  private final @Nullable Line line;
  private long freeNs = System.nanoTime(); // under this

  /// A slow line that breaks.
  ///
  /// @param bytesPerSecond both ways together, whatever the connections
  /// @param lag how long a byte is under way, each way
  /// @param whole after so long every connection is cut, again and again
  record Line(long bytesPerSecond, Duration lag, Duration whole) {}

  /// What is under way; without bytes where one side has said everything.
  @SuppressWarnings("ArrayRecordComponent") // on its way, never compared
  private record Piece(byte[] bytes, long dueNs) {}

  /// @param port of the server on this machine
  Relay(int port) throws IOException {
    this(port, null);
  }

  Relay(int port, @Nullable Line line) throws IOException {
    this.port = port;
    this.line = line;
    if (line != null) {
      door.setReceiveBufferSize(BUFFER); // a slow line has not taken what lies here
      Thread.ofVirtual().name("relay cuts").start(() -> cut(line.whole()));
    }
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().name("relay").start(this::serve);
  }

  String url() {
    return "https://127.0.0.1:" + door.getLocalPort();
  }

  /// Since it began.
  long bytes() {
    return bytes.get();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        standing.add(client);
        Thread.ofVirtual().name("relay up").start(() -> carry(client, server));
        Thread.ofVirtual().name("relay down").start(() -> carry(server, client));
      } catch (IOException e) {
        if (!door.isClosed()) System.err.println("relay: " + e);
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      if (line == null) pass(in, out);
      else late(line, in, out);
    } catch (SocketException e) {
      // one side hung up, which ends both directions
    } catch (IOException | InterruptedException e) {
      System.err.println("relay: " + e);
    } finally {
      standing.remove(from);
    }
  }

  private void pass(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      bytes.addAndGet(n);
      out.write(buffer, 0, n);
    }
  }

  private void late(Line over, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    var underWay = new LinkedBlockingQueue<Piece>();
    Thread far = Thread.ofVirtual().name("relay far end").start(() -> deliver(underWay, out));
    try {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.addAndGet(n);
        TimeUnit.NANOSECONDS.sleep(taken(n, over.bytesPerSecond()));
        long due = System.nanoTime() + over.lag().toNanos();
        underWay.add(new Piece(Arrays.copyOf(buffer, n), due));
      }
    } finally {
      underWay.add(new Piece(new byte[0], System.nanoTime() + over.lag().toNanos()));
      far.join();
    }
  }

  private static void deliver(LinkedBlockingQueue<Piece> underWay, OutputStream out) {
    try {
      for (Piece p = underWay.take(); p.bytes().length > 0; p = underWay.take()) {
        TimeUnit.NANOSECONDS.sleep(p.dueNs() - System.nanoTime());
        out.write(p.bytes());
      }
    } catch (SocketException e) {
      // it hung up meanwhile
    } catch (IOException | InterruptedException e) {
      System.err.println("relay: " + e);
    }
  }

  /// @return nanoseconds until the line has carried so many bytes more
  private synchronized long taken(int more, long bytesPerSecond) {
    long now = System.nanoTime();
    freeNs = Math.max(freeNs, now) + more * 1_000_000_000L / bytesPerSecond;
    return freeNs - now;
  }

  private void cut(Duration whole) {
    try {
      while (!door.isClosed()) {
        Thread.sleep(whole);
        for (Socket socket : standing) socket.close();
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("relay: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
