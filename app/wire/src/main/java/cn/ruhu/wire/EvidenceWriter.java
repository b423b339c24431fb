package cn.ruhu.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// Writes a bundle of evidence as a stream; no piece lies in memory as a whole. Not thread-safe.
public final class EvidenceWriter {
  private final OutputStream out;
  private final RandomGenerator random;
  private final byte[] key;
  private final String id;
  private int number;
  private int pieces;

  /// @param out not closed
  /// @param sealHash number of the seal, which opens the bundle
  /// @param id 32 random hex digits
  /// @param random cryptographic outside tests
  public EvidenceWriter(OutputStream out, String sealHash, String id, RandomGenerator random)
      throws IOException {
    this.out = out;
    this.random = random;
    this.id = id;
    this.key = Evidence.key(sealHash, id);
    String head = String.join("\n", Evidence.NAME, id, Evidence.keyCheck(key), "");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /// @param length bytes the content has
  /// @throws EOFException when it has fewer
  public void piece(String name, InputStream content, long length) throws IOException {
    if (!Evidence.isName(name)) throw new IllegalArgumentException("name of a piece");
    frame(BundleFrames.Kind.FILE, Messages.write(new Evidence.Piece(name, length)));
    long left = length;
    while (left > 0) {
      byte[] segment = content.readNBytes((int) Math.min(Evidence.SEGMENT, left));
      if (segment.length == 0) throw new EOFException("a piece is shorter than it was");
      frame(BundleFrames.Kind.SEGMENT, segment);
      left -= segment.length;
    }
    pieces++;
  }

  /// Nothing follows; the stream is not closed.
  public void end() throws IOException {
    frame(BundleFrames.Kind.END, Messages.write(new Evidence.End(pieces)));
  }

  private void frame(BundleFrames.Kind kind, byte[] plain) throws IOException {
    byte[] envelope = Aead.seal(key, Evidence.aad(id, kind, number), plain, random);
    new BundleFrames.Frame(kind, number, envelope).writeTo(out);
    number++;
  }
}
