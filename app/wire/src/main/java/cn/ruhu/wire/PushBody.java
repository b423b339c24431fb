package cn.ruhu.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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

  /// One op line: its bytes, its place in the chain, and the op if it can be read.
  public static final class Line {
    private final byte[] bytes;
    private final long jseq;
    private final String hash;
    private final @Nullable Op op;
    private final @Nullable String problem;

    private Line(byte[] bytes, long jseq, String hash) {
      this.bytes = bytes;
      this.jseq = jseq;
      this.hash = hash;
      Op read = null;
      String why = null;
      try {
        read = OpCodec.read(bytes);
        if (read.jseq() != jseq) {
          read = null;
          why = "JSEQ";
        }
      } catch (WireException e) {
        why = e.code().name();
      }
      this.op = read;
      this.problem = why;
    }

    /// Exact bytes without the line feed.
    public byte[] bytes() {
      return bytes.clone();
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
      return Optional.ofNullable(op);
    }

    /// `MALFORMED`, `VERSION`, `TOO_LARGE`, or `JSEQ` when it names another place; empty when read.
    public Optional<String> problem() {
      return Optional.ofNullable(problem);
    }

    /// The op's id; for a line that cannot be read, an id made from its hash.
    public UUID opId() {
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
    var made = new ArrayList<Line>(lines.size());
    String hash = prevHash;
    for (byte[] bytes : lines) {
      hash = Chain.next(hash, bytes);
      made.add(new Line(bytes.clone(), fromSeq + made.size(), hash));
    }
    return new PushBody(
        new PushHeader(
            Protocol.VERSION,
            Protocol.HASH,
            journal,
            fromSeq,
            prevHash,
            hash,
            made.size(),
            witness,
            cursors),
        made);
  }

  /// Id that stands for a line without a readable one: the first half of its hash.
  static UUID idOf(String hash) {
    return new UUID(
        Long.parseUnsignedLong(hash.substring(0, 16), 16),
        Long.parseUnsignedLong(hash.substring(16, 32), 16));
  }

  /// Compressed bytes; the same for the same body.
  public byte[] gzip() {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(Messages.write(header));
      zip.write('\n');
      for (Line line : lines) {
        zip.write(line.bytes);
        zip.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
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
      lines.add(new Line(bytes, header.fromSeq() + i, hash));
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
