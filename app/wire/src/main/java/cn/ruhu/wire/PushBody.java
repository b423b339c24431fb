package cn.ruhu.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Body of a push: a header line, then one op per line exactly as journalled, each line ended by a
/// line feed, gzip around it (SYNC §4.0.1, §4.3). The header says how many lines follow and what
/// they hash to, so a body that was cut or changed anywhere is refused as a whole; a line that is
/// intact but no op this program can read stays in its place and gets a verdict like any other, so
/// that it never holds up the lines behind it.
///
/// @param header first line
/// @param lines op lines in order
public record PushBody(PushHeader header, List<Line> lines) {

  /// What a reader takes.
  ///
  /// @param ops op lines
  /// @param bytes after unpacking, header included
  public record Limits(int ops, int bytes) {
    /// The protocol's: [Protocol#PUSH_OPS_MAX], [Protocol#PUSH_BYTES_MAX] and 64 KiB for the
    /// header.
    public static final Limits STANDARD =
        new Limits(Protocol.PUSH_OPS_MAX, Protocol.PUSH_BYTES_MAX + (64 << 10));
  }

  /// One op line: its bytes, its place in the chain, and the op if it can be read. Thread-safe.
  public static final class Line {
    private final byte[] bytes;
    private final long jseq;
    private final String hash;
    private final @Nullable UUID known;
    private volatile @Nullable Reading reading;

    private record Reading(@Nullable Op op, @Nullable String problem) {}

    private Line(byte[] bytes, long jseq, String hash, @Nullable UUID known) {
      this.bytes = bytes;
      this.jseq = jseq;
      this.hash = hash;
      this.known = known;
    }

    /// Who sends a line knows its id and never reads it.
    private Reading reading() {
      Reading now = reading;
      if (now == null) {
        now = read();
        reading = now;
      }
      return now;
    }

    private Reading read() {
      try {
        Op op = OpCodec.read(bytes);
        return op.jseq() == jseq ? new Reading(op, null) : new Reading(null, "JSEQ");
      } catch (WireException e) {
        return new Reading(null, e.code().name());
      }
    }

    /// Exact bytes without the line feed.
    public byte[] bytes() {
      return bytes.clone();
    }

    byte[] ended() {
      return PushBody.ended(bytes);
    }

    /// Its number in the journal, by its place in the body.
    public long jseq() {
      return jseq;
    }

    /// Chain hash after this line.
    public String hash() {
      return hash;
    }

    /// Empty when no op can be read from it: see [#problem].
    public Optional<Op> op() {
      return Optional.ofNullable(reading().op());
    }

    /// `MALFORMED`, `VERSION`, `TOO_LARGE`, or `JSEQ` when it names another place; empty when read.
    public Optional<String> problem() {
      return Optional.ofNullable(reading().problem());
    }

    /// The op's id; for a line that cannot be read, an id made from its hash.
    public UUID opId() {
      if (known != null) return known;
      Op op = reading().op();
      return op == null ? PushBody.idOf(hash) : op.opId();
    }
  }

  public PushBody {
    lines = List.copyOf(lines);
  }

  /// A body to send.
  ///
  /// @param fromSeq jseq of the first line
  /// @param prevHash chain hash before it
  /// @param lines exact op bytes, as journalled
  public static PushBody of(
      String journal,
      long fromSeq,
      String prevHash,
      List<byte[]> lines,
      @Nullable Witness witness,
      Map<String, Cursor> cursors) {
    return of(PushLines.of(journal, fromSeq, prevHash, lines), witness, cursors);
  }

  /// A body of lines that were made ready before.
  public static PushBody of(
      PushLines ready, @Nullable Witness witness, Map<String, Cursor> cursors) {
    List<Line> lines = ready.lines();
    return new PushBody(
        new PushHeader(
            Protocol.VERSION,
            Protocol.HASH,
            ready.journal(),
            ready.fromSeq(),
            ready.prevHash(),
            lines.isEmpty() ? ready.prevHash() : lines.getLast().hash(),
            lines.size(),
            witness,
            cursors),
        lines);
  }

  static Line line(byte[] bytes, long jseq, String hash, @Nullable UUID known) {
    return new Line(bytes.clone(), jseq, hash, known);
  }

  /// With the line feed behind it.
  static byte[] ended(byte[] line) {
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }

  /// Id that stands for a line without a readable one: the first half of its hash.
  static UUID idOf(String hash) {
    return new UUID(
        Long.parseUnsignedLong(hash.substring(0, 16), 16),
        Long.parseUnsignedLong(hash.substring(16, 32), 16));
  }

  /// Compressed bytes; the same for the same body.
  public byte[] gzip() {
    return PushLines.of(this).gzip(header);
  }

  /// Reads a compressed body, never unpacking more than the limits.
  ///
  /// @throws WireException `MALFORMED` (cut off, not gzip, bad header, lines too many or too few),
  ///   `TOO_LARGE`, `CHAIN`, `VERSION`
  /// @throws IOException when the connection breaks
  public static PushBody read(InputStream gzipped, Limits limits)
      throws WireException, IOException {
    byte[] raw;
    try (var zip = new GZIPInputStream(gzipped)) {
      raw = zip.readNBytes(limits.bytes() + 1);
    } catch (EOFException | ZipException e) {
      throw malformed("body is cut off or not gzip");
    }
    if (raw.length > limits.bytes())
      throw new WireException(
          WireException.Code.TOO_LARGE, "more than " + limits.bytes() + " bytes unpacked");
    return parse(raw, limits);
  }

  private static PushBody parse(byte[] raw, Limits limits) throws WireException {
    int end = lineEnd(raw, 0);
    PushHeader header = Messages.read(Arrays.copyOfRange(raw, 0, end), PushHeader.class);
    check(header, limits);
    var lines = new ArrayList<Line>(header.count());
    String hash = header.prevHash();
    int at = end + 1;
    for (int i = 0; i < header.count(); i++) {
      end = lineEnd(raw, at);
      byte[] bytes = Arrays.copyOfRange(raw, at, end);
      hash = Chain.next(hash, bytes);
      var line = new Line(bytes, header.fromSeq() + i, hash, null);
      line.reading(); // here, where nobody waits for what is read
      lines.add(line);
      at = end + 1;
    }
    if (at != raw.length) throw malformed("more lines than the header says");
    if (!hash.equals(header.lastHash()))
      throw new WireException(WireException.Code.CHAIN, "lines do not hash to the header's hash");
    return new PushBody(header, lines);
  }

  private static void check(PushHeader header, Limits limits) throws WireException {
    if (header.protocol() != Protocol.VERSION || !header.alg().equals(Protocol.HASH))
      throw new WireException(
          WireException.Code.VERSION, "protocol " + header.protocol() + " or its hash");
    if (header.count() < 0 || header.fromSeq() < 1 || header.fromSeq() > Long.MAX_VALUE / 2)
      throw malformed("numbers out of range");
    if (header.count() > limits.ops())
      throw new WireException(WireException.Code.TOO_LARGE, header.count() + " ops");
    if (!Hashes.isHex(header.prevHash())
        || !Hashes.isHex(header.lastHash())
        || !Hashes.isHex(header.journal(), 32)) throw malformed("hash or journal id is no hex");
  }

  private static int lineEnd(byte[] raw, int from) throws WireException {
    for (int i = from; i < raw.length; i++) {
      if (raw[i] == '\n') return i;
    }
    throw malformed("body ends inside a line");
  }

  private static WireException malformed(String detail) {
    return new WireException(WireException.Code.MALFORMED, detail);
  }
}
