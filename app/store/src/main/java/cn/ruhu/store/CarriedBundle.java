package cn.ruhu.store;

import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Cuts a bundle into pieces that may be handed in one by one, without reading any of it: each has
/// the bundle's beginning, its manifest, and frames that follow one another; one that begins inside
/// a file has the file's own frame before. Not thread-safe.
final class CarriedBundle implements AutoCloseable {
  /// bytes after which a piece is closed
  private static final int ENOUGH = 1 << 20;

  private final RandomAccessFile raw;
  private final byte[] head;
  private final long first;

  /// A piece.
  ///
  /// @param last number of its last frame
  /// @param at where the frame after it lies
  /// @param fileAt where the frame of the file lies that is open there, 0 for none
  @SuppressWarnings("ArrayRecordComponent") // made, sent once, never compared
  record Piece(byte[] bytes, int last, long at, long fileAt) {}

  CarriedBundle(Path file) throws IOException, WireException {
    this.raw = new RandomAccessFile(file.toFile(), "r");
    boolean done = false;
    try {
      var out = new ByteArrayOutputStream();
      int lines = 0;
      while (lines < 2 && out.size() < (8 << 10)) {
        int b = raw.read();
        if (b < 0) break;
        out.write(b);
        if (b == '\n') lines++;
      }
      long at = out.size();
      BundleFrames.Before manifest = before(at);
      if (manifest == null || manifest.kind() != BundleFrames.Kind.MANIFEST)
        throw new WireException(WireException.Code.MALFORMED, "a carried bundle");
      out.writeBytes(bytes(at, manifest));
      this.head = out.toByteArray();
      this.first = head.length;
      done = true;
    } finally {
      if (!done) raw.close();
    }
  }

  private BundleFrames.@Nullable Before before(long at) throws IOException {
    byte[] bytes = new byte[BundleFrames.BEFORE];
    if (at + bytes.length > raw.length()) return null;
    raw.seek(at);
    raw.readFully(bytes);
    BundleFrames.Before before = BundleFrames.Before.of(bytes);
    boolean whole = before != null && end(at, before) <= raw.length();
    return whole ? before : null;
  }

  private static long end(long at, BundleFrames.Before frame) {
    return at + BundleFrames.BEFORE + frame.length();
  }

  private byte[] bytes(long at, BundleFrames.Before frame) throws IOException {
    byte[] out = new byte[BundleFrames.BEFORE + frame.length()];
    raw.seek(at);
    raw.readFully(out);
    return out;
  }

  /// The frames from `next` on that make a piece; null when there are none.
  ///
  /// @param from where to look for it, 0 for the beginning
  /// @param openFile as [Piece#fileAt] says of `from`
  @Nullable Piece piece(int next, long from, long openFile) throws IOException {
    long at = Math.max(first, from);
    long file = openFile;
    BundleFrames.Before frame = before(at);
    while (frame != null && frame.number() < next) {
      if (frame.kind() == BundleFrames.Kind.FILE) file = at;
      at = end(at, frame);
      frame = before(at);
    }
    if (frame == null) return null;
    var out = new ByteArrayOutputStream();
    out.writeBytes(head);
    if (frame.kind() == BundleFrames.Kind.SEGMENT && file > 0) {
      BundleFrames.Before own = before(file);
      if (own != null) out.writeBytes(bytes(file, own));
    }
    int last = 0;
    while (frame != null && fits(out.size(), frame)) {
      if (frame.kind() == BundleFrames.Kind.FILE) file = at;
      out.writeBytes(bytes(at, frame));
      last = frame.number();
      at = end(at, frame);
      frame = before(at);
    }
    return new Piece(out.toByteArray(), last, at, file);
  }

  private boolean fits(int size, BundleFrames.Before frame) {
    boolean none = size <= head.length + BundleFrames.BEFORE;
    int then = size + BundleFrames.BEFORE + frame.length();
    return none || (size < ENOUGH && then <= Bundles.PIECE_MAX);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
