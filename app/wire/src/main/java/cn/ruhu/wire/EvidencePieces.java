package cn.ruhu.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pieces of a bundle of evidence, each by its hash; the few that are looked into are kept.
/// Immutable, thread-safe.
///
/// @param pieces by name
/// @param whole the end was there and counted as many pieces as came
public record EvidencePieces(SortedMap<String, Held> pieces, boolean whole) {
  private static final int LINE_MAX = 100;

  /// One piece.
  ///
  /// @param address `sha256-<hex>` of what came
  /// @param bytes of the pieces that are looked into, else null
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  public record Held(String address, long length, byte @Nullable [] bytes) {}

  /// Where pieces are put while they are read, to be unpacked.
  @FunctionalInterface
  public interface Unpack {
    /// @return where its bytes go; closed here
    OutputStream to(String name) throws IOException;
  }

  /// The bytes of a piece that is kept.
  public Optional<byte[]> bytes(String name) {
    Held held = pieces.get(name);
    return Optional.ofNullable(held == null ? null : held.bytes());
  }

  /// Reads a bundle's file.
  ///
  /// @param in not closed
  /// @param sealHash number of the seal
  /// @param unpack also gets every piece; null for none
  /// @throws WireException `MALFORMED` when it is no bundle of evidence, `SIGNATURE` when this
  ///   number does not open it
  public static EvidencePieces read(InputStream in, String sealHash, @Nullable Unpack unpack)
      throws WireException, IOException {
    var buffered = new BufferedInputStream(in, 1 << 16);
    String id = head(buffered);
    String check = line(buffered);
    byte[] key = Evidence.key(sealHash, id);
    if (!check.equals(Evidence.keyCheck(key)))
      throw new WireException(WireException.Code.SIGNATURE, "another seal's number");
    var reader = new Reader(buffered, id, key, unpack);
    try {
      reader.run();
    } finally {
      reader.close();
    }
    return new EvidencePieces(reader.pieces, reader.whole);
  }

  private static String head(InputStream in) throws WireException, IOException {
    if (!line(in).equals(Evidence.NAME)) throw malformed();
    String id = line(in);
    if (!Hashes.isHex(id, 32)) throw malformed();
    return id;
  }

  private static String line(InputStream in) throws WireException, IOException {
    var text = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || text.size() == LINE_MAX) throw malformed();
      text.write(b);
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }

  private static WireException malformed() {
    return new WireException(WireException.Code.MALFORMED, "no bundle of evidence");
  }

  /// Reads an unpacked bundle. A folder has no end that could be missing.
  public static EvidencePieces read(Path folder) throws IOException {
    var pieces = new TreeMap<String, Held>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder below that cannot be read
    }
    for (Path file : files) {
      var parts = new ArrayList<String>();
      folder.relativize(file).forEach(p -> parts.add(p.toString()));
      String name = String.join("/", parts);
      var piece = new Taking(name, null);
      try (InputStream in = Files.newInputStream(file)) {
        for (byte[] part = in.readNBytes(Evidence.SEGMENT);
            part.length > 0;
            part = in.readNBytes(Evidence.SEGMENT)) piece.add(part);
      }
      pieces.put(name, piece.held());
    }
    return new EvidencePieces(pieces, true);
  }

  /// A piece while it comes.
  private static final class Taking {
    private final String name;
    private final MessageDigest digest = Hashes.sha256();
    private final @Nullable ByteArrayOutputStream kept;
    private final @Nullable OutputStream out;
    private long length;

    Taking(String name, @Nullable OutputStream out) {
      this.name = name;
      this.out = out;
      this.kept = Evidence.KEPT.contains(name) ? new ByteArrayOutputStream() : null;
    }

    void add(byte[] part) throws IOException {
      digest.update(part);
      length += part.length;
      if (out != null) out.write(part);
      if (kept != null && length <= Evidence.KEPT_MAX) kept.write(part);
    }

    Held held() {
      ByteArrayOutputStream whole = length <= Evidence.KEPT_MAX ? kept : null;
      return new Held(
          "sha256-" + Hashes.hex(digest.digest()),
          length,
          whole == null ? null : whole.toByteArray());
    }

    void close() throws IOException {
      if (out != null) out.close();
    }
  }

  /// Walks the frames; one that does not open tears its own piece and no other.
  private static final class Reader {
    private final InputStream in;
    private final String id;
    private final byte[] key;
    private final @Nullable Unpack unpack;
    private final SortedMap<String, Held> pieces = new TreeMap<>();
    private boolean whole;
    private int number;
    private @Nullable Taking taking;
    private long left;

    Reader(InputStream in, String id, byte[] key, @Nullable Unpack unpack) {
      this.in = in;
      this.id = id;
      this.key = key;
      this.unpack = unpack;
    }

    void run() throws IOException {
      while (!whole) {
        byte[] bytes = in.readNBytes(BundleFrames.BEFORE);
        var before = bytes.length == BundleFrames.BEFORE ? BundleFrames.Before.of(bytes) : null;
        byte[] envelope = before == null ? new byte[0] : in.readNBytes(before.length());
        if (before == null || envelope.length != before.length()) break;
        if (!frame(before.kind(), before.number(), envelope)) break;
      }
      done();
      if (whole && in.read() >= 0) whole = false;
    }

    /// @return false when nothing after it can be told apart
    private boolean frame(BundleFrames.Kind kind, int stands, byte[] envelope) throws IOException {
      byte[] plain;
      try {
        if (stands != number) throw new WireException(WireException.Code.SIGNATURE, "order");
        plain = Aead.open(key, Evidence.aad(id, kind, number), envelope);
      } catch (WireException _) {
        return tear();
      } finally {
        number++;
      }
      try {
        switch (kind) {
          case FILE -> begin(Messages.read(plain, Evidence.Piece.class));
          case SEGMENT -> segment(plain);
          case END -> {
            done();
            int said = Messages.read(plain, Evidence.End.class).pieces();
            whole = said == pieces.size();
            return whole;
          }
          case MANIFEST, LINE -> {
            return tear();
          }
        }
        return true;
      } catch (WireException _) {
        return tear();
      }
    }

    /// A frame between pieces that does not open was the name of one, or the end: which, nobody can
    /// say, so what follows until the next name belongs to nothing.
    private boolean tear() throws IOException {
      if (left > 0) left = Math.max(0, left - Evidence.SEGMENT);
      else done();
      return true;
    }

    private void begin(Evidence.Piece piece) throws IOException {
      done();
      boolean odd =
          !Evidence.isName(piece.name())
              || pieces.containsKey(piece.name())
              || pieces.size() == Evidence.PIECES_MAX;
      if (odd) return;
      taking = new Taking(piece.name(), unpack == null ? null : unpack.to(piece.name()));
      left = piece.length();
    }

    private void segment(byte[] part) throws IOException {
      if (taking == null) return;
      left -= part.length;
      taking.add(part);
    }

    private void done() throws IOException {
      Taking piece = taking;
      if (piece == null) return;
      piece.close();
      left = 0;
      pieces.put(piece.name, piece.held());
      taking = null;
    }

    void close() throws IOException {
      if (taking != null) taking.close();
    }
  }
}
