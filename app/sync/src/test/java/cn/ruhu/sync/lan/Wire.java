package cn.ruhu.sync.lan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A cable between two machines in a test: hears everything, may alter a byte, and is pulled out
/// after so many bytes from the caller.
final class Wire implements AutoCloseable {
  private final ServerSocket door;
  private final InetSocketAddress to;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicLong carried = new AtomicLong();
  private final long most;
  private final long altered;

  /// @param most bytes from the caller until it is pulled out
  /// @param altered which of them is another one, -1 for none
  Wire(InetSocketAddress to, long most, long altered) throws IOException {
    this.to = to;
    this.most = most;
    this.altered = altered;
    this.door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  InetSocketAddress at() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort());
  }

  byte[] heard() {
    synchronized (heard) {
      return heard.toByteArray();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket near = door.accept();
        var far = new Socket(to.getAddress(), to.getPort());
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> carry(near, far, true));
        Thread.ofVirtual().start(() -> carry(far, near, false));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void carry(Socket from, Socket into, boolean counts) {
    boolean pulled = false;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      byte[] some = new byte[8_192];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        synchronized (heard) {
          heard.write(some, 0, n);
        }
        long before = counts ? carried.getAndAdd(n) : 0;
        pulled = before + n > most;
        if (counts && altered >= before && altered < before + n)
          some[(int) (altered - before)] ^= 1;
        out.write(some, 0, pulled ? (int) Math.max(0, most - before) : n);
        out.flush();
        if (pulled) break;
      }
    } catch (IOException e) {
      // an end went
    }
    try {
      if (pulled) {
        into.shutdownOutput(); // what was carried arrives: a reset would throw some of it away
        from.close();
      } else {
        if (!counts) from.getInputStream().transferTo(OutputStream.nullOutputStream());
        from.close();
        into.close();
      }
    } catch (IOException e) {
      // it is gone already
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket s : open) s.close();
  }
}
