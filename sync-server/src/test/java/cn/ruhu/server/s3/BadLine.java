package cn.ruhu.server.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Stands between the server and its store and does to each next connection what a test says;
/// without a word it carries both ways.
final class BadLine implements AutoCloseable {
  /// What happens to a connection.
  sealed interface Fault {
    /// closed at once
    record Refused() implements Fault {}

    /// nothing is answered
    record Silent() implements Fault {}

    /// this is answered to whatever is asked
    record Said(String reply) implements Fault {}

    /// cut after so many bytes to the store
    record CutUp(int bytes) implements Fault {}

    /// cut after so many bytes from the store
    record CutDown(int bytes) implements Fault {}
  }

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
  private final int store;
  private volatile @Nullable Fault always;

  /// @param store port behind it
  BadLine(int store) throws IOException {
    this.store = store;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  void next(Fault... faults) {
    next.addAll(List.of(faults));
  }

  /// Every connection from now on; null for none.
  void always(@Nullable Fault fault) {
    always = fault;
  }

  /// An answer as stores give them.
  static Fault.Said busy() {
    String body = "<Error><Code>SlowDown</Code></Error>";
    return new Fault.Said(
        "HTTP/1.1 503 Slow Down\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket in = door.accept();
        Fault first = next.poll();
        Fault fault = first == null ? always : first;
        Thread.ofVirtual().start(() -> carry(in, fault));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void carry(Socket in, @Nullable Fault fault) {
    try {
      switch (fault) {
        case null -> both(in, Integer.MAX_VALUE, Integer.MAX_VALUE);
        case Fault.Refused _ -> {
          in.setSoLinger(true, 0);
          in.close();
        }
        case Fault.Silent _ -> in.getInputStream().transferTo(OutputStream.nullOutputStream());
        case Fault.Said(String reply) -> {
          in.getInputStream().read(new byte[1 << 16]);
          in.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
          in.close();
        }
        case Fault.CutUp(int bytes) -> both(in, bytes, Integer.MAX_VALUE);
        case Fault.CutDown(int bytes) -> both(in, Integer.MAX_VALUE, bytes);
      }
    } catch (IOException e) {
      // one side hung up
    }
  }

  private void both(Socket in, int up, int down) throws IOException {
    var out = new Socket(InetAddress.getLoopbackAddress(), store);
    Thread.ofVirtual().start(() -> carry(in, out, up));
    Thread.ofVirtual().start(() -> carry(out, in, down));
  }

  private static void carry(Socket from, Socket to, int most) {
    byte[] buffer = new byte[1 << 14];
    int left = most;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      while (left > 0) {
        int n = in.read(buffer, 0, Math.min(buffer.length, left));
        if (n < 0) return;
        to.getOutputStream().write(buffer, 0, n);
        left -= n;
      }
    } catch (IOException e) {
      // one side hung up, which ends both directions
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
