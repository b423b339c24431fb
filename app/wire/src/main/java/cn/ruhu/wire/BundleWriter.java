package cn.ruhu.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Writes a bundle as a stream: what it holds never lies in memory as a whole. Order: manifest,
/// lines, then each file followed by its segments, end. Not thread-safe.
public final class BundleWriter {
  private final OutputStream out;
  private final RandomGenerator random;
  private final byte[] key;
  private final String id;
  private int number;

  /// A journal line as it lies.
  ///
  /// @param journal 32 hex digits
  /// @param prev chain hash before it, hex
  /// @param hash chain hash after it, hex
  /// @param sealed [AtRest#line]
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  public record SealedLine(
      String journal, long jseq, UUID opId, String prev, String hash, byte[] sealed) {}

  /// What is known of a file, as it lies.
  ///
  /// @param name on the disk, 32 hex digits
  /// @param length bytes of its content
  /// @param sealed [AtRest#file]
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  public record SealedFacts(String name, UUID caseId, long length, byte[] sealed) {}

  /// Begins a bundle.
  ///
  /// @param to raw X25519 key of the district, hex
  /// @param tag see [Bundles#tag]
  public BundleWriter(OutputStream out, String id, String to, String tag, RandomGenerator random)
      throws IOException {
    this.out = out;
    this.random = random;
    this.id = id;
    this.key = Aead.newKey(random);
    byte[] box = SealedBox.seal(to, Bundles.contentKeyOf(id), key, random);
    out.write(
        BundleFrames.beginning(
            new Bundles.Header(Bundles.ALGORITHMS, id, tag, to, Hashes.hex(box))));
  }

  /// What the manifest says of the content key.
  public String keyCheck() {
    return keyCheck(key);
  }

  static String keyCheck(byte[] key) {
    return Hashes.sha256Hex(AtRest.aad("bundle key"), key);
  }

  /// @param machine signs it
  public void manifest(Bundles.Manifest manifest, SigningKey machine) throws IOException {
    byte[] message = Messages.write(manifest);
    String signature = machine.sign(Signatures.bundleText(id, message));
    frame(BundleFrames.Kind.MANIFEST, Bundles.signed(signature, message));
  }

  public void line(SealedLine line) throws IOException {
    frame(
        BundleFrames.Kind.LINE,
        ByteBuffer.allocate(16 + 8 + 16 + 32 + 32 + line.sealed().length)
            .put(Hashes.bytes(line.journal()))
            .putLong(line.jseq())
            .putLong(line.opId().getMostSignificantBits())
            .putLong(line.opId().getLeastSignificantBits())
            .put(Hashes.bytes(line.prev()))
            .put(Hashes.bytes(line.hash()))
            .put(line.sealed())
            .array());
  }

  /// Its segments must follow, all of them, in order.
  public void file(SealedFacts file) throws IOException {
    frame(
        BundleFrames.Kind.FILE,
        ByteBuffer.allocate(16 + 16 + 8 + file.sealed().length)
            .put(Hashes.bytes(file.name()))
            .putLong(file.caseId().getMostSignificantBits())
            .putLong(file.caseId().getLeastSignificantBits())
            .putLong(file.length())
            .put(file.sealed())
            .array());
  }

  /// @param sealed as it lies
  public void segment(byte[] sealed) throws IOException {
    frame(BundleFrames.Kind.SEGMENT, sealed);
  }

  /// Nothing follows; the stream is not closed.
  public void end() throws IOException {
    frame(BundleFrames.Kind.END, new byte[0]);
  }

  private void frame(BundleFrames.Kind kind, byte[] plain) throws IOException {
    byte[] envelope = Aead.seal(key, BundleFrames.aad(id, kind, number), plain, random);
    new BundleFrames.Frame(kind, number, envelope).writeTo(out);
    number++;
  }
}
