package cn.ruhu.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file kept on this machine.
///
/// @param address `sha256-…` of its bytes
/// @param caseId application it belongs to
/// @param length bytes
/// @param hint place in the queue of uploads: lower goes first (signatures and identity papers)
/// @param sent bytes the server is known to hold of it
/// @param madeAt device clock, milliseconds since 1970
public record KeptFile(
    String address,
    UUID caseId,
    String mime,
    long length,
    int hint,
    State state,
    long sent,
    long madeAt) {

  /// Where a file is on its way.
  public enum State {
    /// own, no receipt yet
    KEPT,
    /// own, the district holds it and checked its hash
    VERIFIED,
    /// fetched from the district
    FETCHED
  }

  /// One file of one case.
  public record Name(String address, UUID caseId) {}

  KeptFile with(State newState, long newSent) {
    return new KeptFile(address, caseId, mime, length, hint, newState, newSent, madeAt);
  }

  /// A kept file, its name on the disk and its key.
  ///
  /// @param scope held scope a fetched file lies under, null for own files
  record Row(String name, @Nullable String scope, FileKey key, KeptFile file) {}

  /// The file's own key; compared by identity.
  static final class FileKey {
    private final byte[] bytes;

    FileKey(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    void wipe() {
      java.util.Arrays.fill(bytes, (byte) 0);
    }
  }
}
