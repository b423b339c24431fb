package cn.ruhu.wire;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bundle, or a piece of one, as the district reads it: frame by frame, each checked by itself. A
/// frame that does not open is told and passed over; what follows it still counts. Not thread-safe.
public final class OpenBundle {
  private final BundleFrames frames;
  private final byte[] key;
  private final Manifest manifest;

  /// The manifest and the signature that vouches for it.
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  private record Manifest(Bundles.Manifest message, String signature, byte[] bytes) {}

  /// One frame, opened.
  public sealed interface Piece {
    /// Of the frame.
    int number();

    record Line(int number, BundleWriter.SealedLine line) implements Piece {}

    record File(int number, BundleWriter.SealedFacts file) implements Piece {}

    @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
    record Segment(int number, byte[] sealed) implements Piece {}

    record End(int number) implements Piece {}

    /// Altered, or of another bundle.
    record Damaged(BundleFrames.Kind kind, int number) implements Piece {}
  }

  /// @param recovery X25519 secret of the district
  /// @throws WireException `SIGNATURE` when content key or manifest do not open, `MALFORMED` when
  ///   there is no manifest
  public OpenBundle(BundleFrames frames, byte[] recovery) throws WireException, IOException {
    this.frames = frames;
    String id = frames.header().id();
    byte[] box;
    try {
      box = HexFormat.of().parseHex(frames.header().key());
    } catch (IllegalArgumentException e) {
      throw new WireException(WireException.Code.MALFORMED, "content key of a bundle");
    }
    this.key = SealedBox.open(recovery, Bundles.contentKeyOf(id), box);
    BundleFrames.Frame first = frames.next();
    if (first == null || first.kind() != BundleFrames.Kind.MANIFEST)
      throw new WireException(WireException.Code.MALFORMED, "no manifest");
    Bundles.Signed in = Bundles.Signed.of(open(first));
    var message = Messages.read(in.message(), Bundles.Manifest.class);
    boolean fits =
        message.bundle().equals(id) && message.keyCheck().equals(BundleWriter.keyCheck(key));
    if (!fits) throw new WireException(WireException.Code.SIGNATURE, "another bundle's manifest");
    this.manifest = new Manifest(message, in.signature(), in.message());
  }

  private byte[] open(BundleFrames.Frame frame) throws WireException {
    byte[] aad = BundleFrames.aad(frames.header().id(), frame.kind(), frame.number());
    return Aead.open(key, aad, frame.envelope());
  }

  /// Not to be believed before [#signedBy].
  public Bundles.Manifest manifest() {
    return manifest.message();
  }

  /// Whether the machine with this key made the bundle.
  ///
  /// @param publicHex raw Ed25519 key
  public boolean signedBy(String publicHex) {
    byte[] text = Signatures.bundleText(manifest().bundle(), manifest.bytes());
    return Signatures.verify(publicHex, text, manifest.signature());
  }

  /// The next frame; null at the end of the bytes.
  public @Nullable Piece next() throws IOException {
    BundleFrames.Frame frame = frames.next();
    if (frame == null) return null;
    int n = frame.number();
    try {
      byte[] plain = open(frame);
      return switch (frame.kind()) {
        case LINE -> new Piece.Line(n, line(plain));
        case FILE -> new Piece.File(n, file(plain));
        case SEGMENT -> new Piece.Segment(n, plain);
        case END -> new Piece.End(n);
        case MANIFEST -> new Piece.Damaged(frame.kind(), n);
      };
    } catch (WireException | BufferUnderflowException e) {
      return new Piece.Damaged(frame.kind(), n);
    }
  }

  /// Whether the bytes ended inside a frame.
  public boolean broken() {
    return frames.broken();
  }

  private static BundleWriter.SealedLine line(byte[] plain) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    String journal = hex(in, 16);
    long jseq = in.getLong();
    UUID opId = new UUID(in.getLong(), in.getLong());
    return new BundleWriter.SealedLine(journal, jseq, opId, hex(in, 32), hex(in, 32), rest(in));
  }

  private static BundleWriter.SealedFacts file(byte[] plain) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    String name = hex(in, 16);
    UUID caseId = new UUID(in.getLong(), in.getLong());
    return new BundleWriter.SealedFacts(name, caseId, in.getLong(), rest(in));
  }

  private static String hex(ByteBuffer in, int bytes) {
    byte[] out = new byte[bytes];
    in.get(out);
    return Hashes.hex(out);
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] out = new byte[in.remaining()];
    in.get(out);
    return out;
  }
}
