package cn.ruhu.device.camera.emulator;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A camera on the network: sends the sheet that lies under it again and again, each frame with a
/// number of its own inside, as no two pictures of a real one are the same. Thread-safe.
public final class MjpegEmulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MjpegEmulator.class);
  private static final int FRAMES_UNTIL_END = 10;
  private static final int DRIP = 700;
  private static final int REMEMBERED = 400;

  private final ServerSocket listening;
  private final Executor threads;
  private final long everyNanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<byte[]> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Supplier<byte[]> sheet;
  private volatile Set<Sin> sins = Set.of();

  private MjpegEmulator(ServerSocket listening, Supplier<byte[]> sheet, int fps, Executor threads) {
    this.listening = listening;
    this.sheet = sheet;
    this.threads = threads;
    this.everyNanos = 1_000_000_000L / fps;
  }

  /// Listens on a free port of the loopback interface.
  ///
  /// @param sheet JPEG
  /// @param fps frames a second
  /// @param threads runs one task for the port and one for each line, until closed
  public static MjpegEmulator listen(byte[] sheet, int fps, Executor threads) throws IOException {
    return listen(() -> sheet, fps, threads);
  }

  /// As [#listen(byte[], int, Executor)], with what lies there asked for at each frame.
  ///
  /// @param sheet gives a JPEG; called on the thread of a line
  public static MjpegEmulator listen(Supplier<byte[]> sheet, int fps, Executor threads)
      throws IOException {
    var socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    var emulator = new MjpegEmulator(socket, sheet, fps, threads);
    threads.execute(emulator::accept);
    return emulator;
  }

  /// Where the driver finds it: `mjpeg+http://127.0.0.1:port/video`.
  public String address() {
    return "mjpeg+http://127.0.0.1:" + listening.getLocalPort() + "/video";
  }

  /// Lays another sheet down.
  public void lay(byte[] jpeg) {
    sheet = () -> jpeg;
  }

  /// From the next line on.
  public void sins(Sin... now) {
    sins = now.length == 0 ? Set.of() : EnumSet.copyOf(List.of(now));
  }

  /// The newest frames as they were sent, before any sin cut them.
  public List<byte[]> sent() {
    return List.copyOf(sent);
  }

  /// How often somebody asked for pictures.
  public int asked() {
    return asked.get();
  }

  /// Breaks every line.
  public void hangUp() {
    for (Socket s : open) quietly(s);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      LOG.debug("closing the port", e);
    }
    hangUp();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var line = listening.accept();
        open.add(line);
        threads.execute(() -> serve(line));
      } catch (SocketException _) {
        return;
      } catch (IOException e) {
        LOG.warn("camera port", e);
      }
    }
  }

  private void serve(Socket line) {
    try (line) {
      line.setTcpNoDelay(true);
      var in =
          new BufferedReader(
              new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String l = in.readLine(); l != null && !l.isEmpty(); l = in.readLine()) {
        // whatever is asked for, pictures are what there is
      }
      asked.incrementAndGet();
      new Stream(line.getOutputStream(), sins).run();
    } catch (IOException e) {
      LOG.debug("camera line ended: {}", e.getMessage());
    } finally {
      open.remove(line);
    }
  }

  /// The frame as a camera would make it now: the sheet with a number in a comment.
  private byte[] next() {
    byte[] jpeg = sheet.get();
    byte[] words = ("frame " + number.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
    var out = new ByteArrayOutputStream(jpeg.length + words.length + 4);
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (words.length + 2)});
    out.writeBytes(words);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /// A picture without its Huffman tables, as USB cameras send them.
  public static byte[] withoutTables(byte[] jpeg) {
    var out = new ByteArrayOutputStream(jpeg.length);
    out.write(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int length = 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
      if ((jpeg[at + 1] & 0xFF) != 0xC4) out.write(jpeg, at, length);
      at += length;
    }
    out.write(jpeg, at, jpeg.length - at);
    return out.toByteArray();
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a line", e);
    }
  }

  /// One client's stream.
  private final class Stream {
    private final OutputStream out;
    private final Set<Sin> does;
    private final String end;

    Stream(OutputStream out, Set<Sin> does) {
      this.out = out;
      this.does = does;
      this.end = does.contains(Sin.BARE_LINES) ? "\n" : "\r\n";
    }

    void run() throws IOException {
      if (does.contains(Sin.DENIED)) {
        words(
            "HTTP/1.1 401 Unauthorized"
                + end
                + "WWW-Authenticate: Basic realm=\"cam\""
                + end
                + end);
        return;
      }
      if (does.contains(Sin.BUSY)) {
        words("HTTP/1.1 503 Service Unavailable" + end + "Content-Length: 0" + end + end);
        return;
      }
      if (does.contains(Sin.WORDS)) {
        words(
            "HTTP/1.0 200 OK"
                + end
                + "Content-Type: text/html"
                + end
                + end
                + "<html>camera</html>");
        return;
      }
      if (does.contains(Sin.SINGLE)) {
        byte[] one = remember(next());
        words("HTTP/1.0 200 OK" + end + "Content-Type: image/jpeg" + end + end);
        out.write(one);
        return;
      }
      head();
      for (int i = 0; ; i++) {
        part(i);
        boolean over = i == FRAMES_UNTIL_END;
        if (over && does.contains(Sin.HANGS_UP)) return;
        while (over && does.contains(Sin.STALLS) && !listening.isClosed() && open())
          LockSupport.parkNanos(20_000_000);
        LockSupport.parkNanos(everyNanos);
      }
    }

    private boolean open() {
      return open.stream().anyMatch(s -> !s.isClosed());
    }

    private void head() throws IOException {
      String first = does.contains(Sin.CHUNKED) ? "HTTP/1.1 200 OK" : "HTTP/1.0 200 OK";
      String type =
          does.contains(Sin.RAW)
              ? ""
              : "Content-type: multipart/x-mixed-replace;boundary=boundarydonotcross" + end;
      String chunked = does.contains(Sin.CHUNKED) ? "Transfer-Encoding: chunked" + end : "";
      words(first + end + "Server: Camera" + end + type + chunked + end);
    }

    private void part(int i) throws IOException {
      byte[] frame = does.contains(Sin.NO_TABLES) ? withoutTables(next()) : next();
      boolean ends = does.contains(Sin.HANGS_UP) || does.contains(Sin.STALLS);
      boolean cut =
          does.contains(Sin.ALL_CUT)
              || (does.contains(Sin.CUT) && i % 2 == 1)
              || (ends && i == FRAMES_UNTIL_END);
      var all = new ByteArrayOutputStream(frame.length + 200);
      if (!does.contains(Sin.RAW)) all.writeBytes(ascii(partHead(frame.length)));
      if (does.contains(Sin.NO_PICTURES)) {
        body(all.toByteArray());
        return;
      }
      all.writeBytes(cut ? Arrays.copyOf(frame, frame.length / 2) : frame);
      if (does.contains(Sin.JUNK)) all.writeBytes(new byte[] {0, 0, 0, (byte) 0xFF, 0, 0});
      if (!does.contains(Sin.RAW)) all.writeBytes(ascii(end));
      if (!cut) remember(frame);
      body(all.toByteArray());
    }

    private String partHead(int length) {
      String boundary = does.contains(Sin.OTHER_BOUNDARY) ? "--another" : "--boundarydonotcross";
      int said =
          does.contains(Sin.SHORT_LENGTH)
              ? length / 2
              : does.contains(Sin.LONG_LENGTH) ? length * 2 : length;
      String size = does.contains(Sin.NO_LENGTH) ? "" : "Content-length: " + said + end;
      return boundary
          + end
          + "Content-type: image/jpeg"
          + end
          + size
          + "X-Timestamp: 1.5"
          + end
          + end;
    }

    private void body(byte[] bytes) throws IOException {
      int step = does.contains(Sin.DRIPS) || does.contains(Sin.CHUNKED) ? DRIP : bytes.length;
      for (int at = 0; at < bytes.length; at += step) {
        int n = Math.min(step, bytes.length - at);
        if (does.contains(Sin.CHUNKED)) out.write(ascii(Integer.toHexString(n) + "\r\n"));
        out.write(bytes, at, n);
        if (does.contains(Sin.CHUNKED)) out.write(ascii("\r\n"));
        out.flush();
      }
    }

    private byte[] remember(byte[] frame) {
      // what lies there for a minute is one picture, however often it is sent
      if (!sent.isEmpty() && Arrays.equals(sent.getLast(), frame)) return frame;
      sent.add(frame);
      if (sent.size() > REMEMBERED) sent.removeFirst();
      return frame;
    }

    private void words(String text) throws IOException {
      out.write(ascii(text));
      out.flush();
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
