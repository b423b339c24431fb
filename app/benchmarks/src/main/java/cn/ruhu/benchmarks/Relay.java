package cn.ruhu.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between client and server and counts every byte of both directions as TCP carries it:
/// TLS, headers and all. Only for bytes; times are measured without it.
final class Relay implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicLong bytes = new AtomicLong();
  private final int port;

  /// @param port of the server on this machine
  Relay(int port) throws IOException {
    this.port = port;
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
        Thread.ofVirtual().name("relay up").start(() -> carry(client, server));
        Thread.ofVirtual().name("relay down").start(() -> carry(server, client));
      } catch (IOException e) {
        if (!door.isClosed()) System.err.println("relay: " + e);
      }
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.addAndGet(n);
        out.write(buffer, 0, n);
      }
    } catch (SocketException e) {
      // one side hung up, which ends both directions
    } catch (IOException e) {
      System.err.println("relay: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
