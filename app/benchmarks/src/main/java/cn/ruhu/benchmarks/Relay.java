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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  /// @param whole after so long every connection is cut, again and again
  record Line(long bytesPerSecond, Duration whole) {}

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
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.addAndGet(n);
        if (line != null) TimeUnit.NANOSECONDS.sleep(taken(n, line.bytesPerSecond()));
        out.write(buffer, 0, n);
      }
    } catch (SocketException e) {
      // one side hung up, which ends both directions
    } catch (IOException | InterruptedException e) {
      System.err.println("relay: " + e);
    } finally {
      standing.remove(from);
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
