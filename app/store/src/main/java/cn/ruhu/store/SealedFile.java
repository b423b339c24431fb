package cn.ruhu.store;

import cn.ruhu.wire.Aead;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A file on the disk: segments of 64 KiB, each sealed under the file's own key with its number and
/// whether it is the last one, so that a cut, a swap or a flipped bit shows. Any part can be read
/// without the parts before it. An empty file is one empty segment.
final class SealedFile {
  static final int SEGMENT = AtRest.SEGMENT;

  private static final int STRIDE = SEGMENT + Aead.OVERHEAD;

  private SealedFile() {}

  /// @param length bytes of the content
  record Written(FileAddress address, long length) {}

  private static byte[] aad(String name, long index, boolean last) {
    return AtRest.segment(name, index, last);
  }

  /// Seals all of `in` into `out`.
  ///
  /// @param max bytes taken at most
  /// @throws StoreException `TOO_LARGE` beyond `max`
  static Written write(
      InputStream in, Disk.Output out, String name, byte[] key, RandomGenerator random, long max)
      throws IOException, StoreException {
    MessageDigest digest = Hashes.sha256();
    byte[] now = in.readNBytes(SEGMENT);
    long length = 0;
    for (long index = 0; ; index++) {
      byte[] next = now.length < SEGMENT ? new byte[0] : in.readNBytes(SEGMENT);
      digest.update(now);
      length += now.length;
      if (length > max)
        throw new StoreException(StoreException.Code.TOO_LARGE, "file beyond " + max + " bytes");
      byte[] sealed = Aead.seal(key, aad(name, index, next.length == 0), now, random);
      out.write(sealed, 0, sealed.length);
      if (next.length == 0) return new Written(FileAddress.ofDigest(digest.digest()), length);
      now = next;
    }
  }

  /// Bytes the sealed file must have on the disk.
  static long sealedLength(long length) {
    return AtRest.sealedLength(length);
  }

  /// Part of the content, shorter than `max` only at its end.
  static byte[] part(Path file, String name, byte[] key, long length, long offset, int max)
      throws IOException, StoreException {
    if (offset < 0 || offset > length)
      throw new IllegalArgumentException("offset " + offset + " of " + length);
    int wanted = (int) Math.min(max, length - offset);
    byte[] out = new byte[wanted];
    int filled = 0;
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
      while (filled < wanted) {
        long at = offset + filled;
        byte[] segment = segment(raw, name, key, length, at / SEGMENT);
        int from = (int) (at % SEGMENT);
        int n = Math.min(segment.length - from, wanted - filled);
        System.arraycopy(segment, from, out, filled, n);
        filled += n;
      }
    }
    return out;
  }

  private static byte[] segment(
      RandomAccessFile raw, String name, byte[] key, long length, long index)
      throws IOException, StoreException {
    long lastIndex = Math.max(0, (length - 1) / SEGMENT);
    long plain = index == lastIndex ? length - index * SEGMENT : SEGMENT;
    byte[] sealed = new byte[(int) plain + Aead.OVERHEAD];
    if (raw.length() != sealedLength(length)) throw damaged(null);
    raw.seek(index * STRIDE);
    raw.readFully(sealed);
    try {
      return Aead.open(key, aad(name, index, index == lastIndex), sealed);
    } catch (WireException e) {
      throw damaged(e);
    }
  }

  private static StoreException damaged(@org.jspecify.annotations.Nullable WireException e) {
    String what = "a kept file is not what was written";
    return e == null
        ? new StoreException(StoreException.Code.CORRUPT, what)
        : new StoreException(StoreException.Code.CORRUPT, what, e);
  }

  /// The content as a stream; every segment is checked when it is read, the hash of the whole when
  /// its end is reached. A failed check is an `IOException` with a [StoreException] as cause.
  static InputStream open(Path file, String name, byte[] key, long length, byte[] sha256)
      throws IOException {
    RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r");
    return new Reading(raw, name, key, length, sha256);
  }

  private static final class Reading extends InputStream {
    private final RandomAccessFile raw;
    private final String name;
    private final byte[] key;
    private final long length;
    private final byte[] sha256;
    private final MessageDigest digest = Hashes.sha256();
    private byte[] segment = new byte[0];
    private int at;
    private long index;
    private long left;

    Reading(RandomAccessFile raw, String name, byte[] key, long length, byte[] sha256) {
      this.raw = raw;
      this.name = name;
      this.key = key;
      this.length = length;
      this.left = length;
      this.sha256 = sha256;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
      if (count == 0) return 0;
      if (left == 0) return -1;
      if (at == segment.length) next();
      int n = Math.min(count, segment.length - at);
      System.arraycopy(segment, at, to, offset, n);
      at += n;
      left -= n;
      return n;
    }

    private void next() throws IOException {
      try {
        segment = segment(raw, name, key, length, index++);
        digest.update(segment);
        at = 0;
        if (left == segment.length && !Arrays.equals(digest.digest(), sha256)) throw damaged(null);
      } catch (StoreException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public void close() throws IOException {
      raw.close();
    }
  }
}
