package cn.ruhu.sync.lan;

import cn.ruhu.wire.Aead;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Pairing;
import cn.ruhu.wire.WireException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A connection on which everything is sealed under the keys of a [Pairing]: frames of a length and
/// an [Aead] envelope whose associated data is the frame's number, so none is altered, left out,
/// repeated or moved. Never more is allocated than [#FRAME_MAX]. One thread reads and writes;
/// [#close()] from any.
final class Line implements Closeable {
  /// Silence after which a line that ought to speak is given up.
  static final Duration SILENCE = Duration.ofSeconds(30);

  private static final int FRAME_MAX = 2 << 20;
  private static final int CHUNK = 64 << 10;

  /// pieces on their way that did not arrive yet: so many bytes fit into what systems buffer, so a
  /// dead line is noticed by its silence and not by a write that never returns
  private static final int ON_THE_WAY = 4;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final Pairing.Keys keys;
  private final RandomGenerator random;
  private long sent;
  private long heard;

  /// A frame.
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  record Frame(Talk.Kind kind, byte[] body) {}

  Line(Socket socket, Pairing.Keys keys, RandomGenerator random) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), CHUNK + 256);
    this.keys = keys;
    this.random = random;
  }

  private static byte[] number(long n) {
    return ByteBuffer.allocate(Long.BYTES).putLong(n).array();
  }

  void say(Talk.Kind kind, Object message) throws IOException {
    byte[] body = Messages.write(message);
    write(kind, body, body.length);
  }

  private void write(Talk.Kind kind, byte[] body, int length) throws IOException {
    byte[] plain = new byte[1 + length];
    plain[0] = kind.letter();
    System.arraycopy(body, 0, plain, 1, length);
    byte[] sealed = Aead.seal(keys.mine(), number(sent++), plain, random);
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(sealed.length).array());
    out.write(sealed);
    out.flush();
  }

  /// The next frame.
  ///
  /// @throws MeetingException what the other end said instead (`NO`), or `STRANGER` for bytes that
  ///   are not its own
  /// @throws IOException when the line is cut or silent for so long
  Frame next(Duration patience) throws IOException, MeetingException {
    socket.setSoTimeout((int) patience.toMillis());
    int length = in.readInt();
    if (length <= Aead.OVERHEAD || length > FRAME_MAX) throw stranger(null);
    byte[] sealed = new byte[length];
    in.readFully(sealed);
    try {
      byte[] plain = Aead.open(keys.theirs(), number(heard++), sealed);
      var frame = new Frame(Talk.Kind.of(plain[0]), Arrays.copyOfRange(plain, 1, plain.length));
      if (frame.kind() == Talk.Kind.NO)
        throw new MeetingException(Messages.read(frame.body(), Talk.No.class).code());
      return frame;
    } catch (WireException e) {
      throw stranger(e);
    }
  }

  private static MeetingException stranger(@Nullable Throwable cause) {
    return cause == null
        ? new MeetingException(MeetingException.Code.STRANGER)
        : new MeetingException(MeetingException.Code.STRANGER, cause);
  }

  /// The message that must come now.
  <T> T hear(Talk.Kind kind, Class<T> type, Duration patience)
      throws IOException, MeetingException {
    Frame frame = next(patience);
    if (frame.kind() != kind) throw stranger(null);
    return read(frame, type);
  }

  private static <T> T read(Frame frame, Class<T> type) throws MeetingException {
    try {
      return Messages.read(frame.body(), type);
    } catch (WireException e) {
      throw stranger(e);
    }
  }

  /// Sends bytes to their end, or until the other end has what it wants of them.
  ///
  /// @param arrived hears how many more are at the other end
  /// @return what the other end made of them
  /// @throws Source when the bytes themselves cannot be read
  Talk.Took pour(InputStream from, LongConsumer arrived) throws IOException, MeetingException {
    byte[] chunk = new byte[CHUNK];
    int under = 0;
    while (true) {
      int n = read(from, chunk);
      if (n <= 0) break;
      write(Talk.Kind.DATA, chunk, n);
      if (++under < ON_THE_WAY) continue;
      Talk.Took early = answer(arrived);
      if (early != null) {
        write(Talk.Kind.END, chunk, 0);
        return early;
      }
      under--;
    }
    write(Talk.Kind.END, chunk, 0);
    while (true) {
      Talk.Took took = answer(arrived);
      if (took != null) return took;
    }
  }

  /// What was to be sent cannot be read here.
  static final class Source extends IOException {
    @java.io.Serial private static final long serialVersionUID = 1;

    Source(IOException cause) {
      super("what was to be sent cannot be read", cause);
    }
  }

  private static int read(InputStream from, byte[] chunk) throws Source {
    try {
      return from.readNBytes(chunk, 0, chunk.length);
    } catch (IOException e) {
      throw new Source(e);
    }
  }

  /// Null when a piece arrived.
  private Talk.@Nullable Took answer(LongConsumer arrived) throws IOException, MeetingException {
    Frame frame = next(SILENCE.multipliedBy(2));
    if (frame.kind() == Talk.Kind.TOOK) return read(frame, Talk.Took.class);
    if (frame.kind() != Talk.Kind.ARRIVED || frame.body().length != Integer.BYTES)
      throw stranger(null);
    arrived.accept(ByteBuffer.wrap(frame.body()).getInt());
    return null;
  }

  /// What the other end pours, as a stream that ends where it ends or is cut.
  ///
  /// @param arrived hears how many more are here
  Poured poured(LongConsumer arrived) {
    return new Poured(arrived);
  }

  /// See [#poured].
  final class Poured extends InputStream {
    private final LongConsumer arrived;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean over;
    private @Nullable Exception cut;

    private Poured(LongConsumer arrived) {
      this.arrived = arrived;
    }

    @Override
    public int read() {
      return more() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) return 0;
      if (!more()) return -1;
      int n = Math.min(length, chunk.length - at);
      System.arraycopy(chunk, at, into, offset, n);
      at += n;
      return n;
    }

    private boolean more() {
      while (at == chunk.length && !over) {
        try {
          piece();
        } catch (IOException | MeetingException e) {
          cut = e;
          over = true;
        }
      }
      return at < chunk.length;
    }

    private void piece() throws IOException, MeetingException {
      Frame frame = next(SILENCE);
      if (frame.kind() == Talk.Kind.END) {
        over = true;
        return;
      }
      if (frame.kind() != Talk.Kind.DATA) throw stranger(null);
      byte[] many = ByteBuffer.allocate(Integer.BYTES).putInt(frame.body().length).array();
      write(Talk.Kind.ARRIVED, many, many.length);
      chunk = frame.body();
      at = 0;
      arrived.accept(chunk.length);
    }

    /// Says what became of it, and passes over what still comes.
    ///
    /// @throws IOException also when it was cut before its end
    void took(Talk.Took what) throws IOException, MeetingException {
      if (cut instanceof MeetingException e) throw e;
      if (cut instanceof IOException e) throw e;
      say(Talk.Kind.TOOK, what);
      while (!over) {
        Frame frame = next(SILENCE);
        if (frame.kind() == Talk.Kind.END) over = true;
        else if (frame.kind() != Talk.Kind.DATA) throw stranger(null);
      }
    }
  }

  /// Tells the other end why it cannot go on, and waits a moment until it heard.
  void no(MeetingException.Code why) {
    try {
      say(Talk.Kind.NO, new Talk.No(why.name()));
      socket.shutdownOutput();
      socket.setSoTimeout(2_000);
      byte[] rest = new byte[CHUNK];
      for (int i = 0; i < 2 * ON_THE_WAY && in.read(rest) >= 0; ) i++;
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Line.class).info("the other machine went before it heard");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
