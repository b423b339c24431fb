package cn.ruhu.server.files;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Files that are on their way: parts that may be cut, one upload for each address and case. What
/// was told as an offset is durable and never goes back, except to 0 when the whole turned out to
/// be another file (invariant I11).
///
/// Thread-safe, and safe beside other instances on the same place: of two that add to one upload at
/// once, one is turned away or comes too late, and nothing is mixed.
public interface Uploads {
  /// Bytes of an unfinished file that are safe.
  long offset(FileAddress address, UUID caseId) throws StorageException, IOException;

  /// Goes on with an upload, or begins it.
  ///
  /// @return empty while somebody else writes on it, or too many are under way; close it
  Optional<Upload> claim(FileAddress address, UUID caseId) throws StorageException, IOException;

  /// How many are unfinished.
  long count() throws StorageException, IOException;

  /// Throws away unfinished uploads nobody added to since `before`; who comes back begins anew.
  ///
  /// @return how many
  int sweep(Instant before) throws StorageException, IOException;

  /// One upload in the hands of one request. Not thread-safe.
  interface Upload extends AutoCloseable {
    /// Bytes that are safe.
    long offset();

    /// Takes bytes in until the stream ends, breaks, or has given `max`. They are not safe before
    /// [#keep] or [#finish]. Once for each upload.
    Taken take(InputStream body, long max) throws IOException;

    /// Makes what was taken safe.
    ///
    /// @throws Overtaken when somebody else added at the same place meanwhile; nothing was kept
    void keep() throws StorageException, IOException;

    /// Forgets what was taken: its request was not signed by whom it claims.
    void drop() throws IOException;

    /// Makes the file whole if its content, what was taken included, has the hash it is named by;
    /// else everything of it is discarded.
    ///
    /// @return length, or empty when the hash is wrong
    /// @throws Overtaken as [#keep]
    Optional<Long> finish() throws StorageException, IOException;

    /// The district has noted the file as whole: nothing of the upload is needed any more.
    void noted() throws StorageException, IOException;

    @Override
    void close() throws IOException;
  }

  /// What was taken in.
  ///
  /// @param length bytes
  /// @param hash of them, SHA-256 in hex
  /// @param cut the sender broke off
  record Taken(long length, String hash, boolean cut) {}

  /// Somebody else added to the upload at the same place meanwhile.
  final class Overtaken extends IOException {
    private static final long serialVersionUID = 1;

    public Overtaken() {
      super("another request added to this upload");
    }
  }
}
