package cn.ruhu.server.db;

import cn.ruhu.wire.Witness;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The district's history of commits (SYNC §4.4).
public interface FeedRows {
  /// Where the history stands.
  ///
  /// @param safeSeq commit every backup that may still be restored holds
  /// @param horizon tombstones up to this commit are not handed out any more
  record Head(
      String district,
      String name,
      String epoch,
      long seq,
      String hash,
      long safeSeq,
      long horizon) {
    /// At another point of the same history.
    public Head at(long otherSeq, String otherHash) {
      return new Head(district, name, epoch, otherSeq, otherHash, safeSeq, horizon);
    }

    public Witness witness() {
      return new Witness(epoch, seq, hash);
    }
  }

  /// One commit: its hash follows from the one before and its effect.
  record Link(long seq, String hash, String effect) {}

  /// A record that left a scope.
  record Exit(UUID id, long seq) {}

  /// Writes the head of a new history.
  void begin(Head head) throws StorageException;

  /// Empty before the district is set up.
  Optional<Head> head() throws StorageException;

  /// As [#head], held until the transaction ends.
  Optional<Head> lockedHead() throws StorageException;

  /// Adds a commit and moves the head to it.
  ///
  /// @param at server clock, milliseconds since 1970
  void commit(Link link, long at) throws StorageException;

  /// Hash at a commit; empty when there is none of that number.
  Optional<String> hashAt(long seq) throws StorageException;

  /// Every commit, oldest first.
  List<Link> links() throws StorageException;

  /// Notes that a record left a scope; the newest time counts.
  void exit(String scope, UUID id, long seq) throws StorageException;

  /// Sum over a scope's live records as it was written last ([cn.ruhu.wire.ScopeDigest]); empty for
  /// a scope that never held any.
  Optional<String> digest(String scope) throws StorageException;

  /// @throws StorageException when the database does
  void digest(String scope, String sum) throws StorageException;

  /// Takes tombstones and exits out of the feed that are older than a moment, and moves the horizon
  /// behind the newest of them.
  ///
  /// @param before server clock, milliseconds since 1970
  /// @return tombstones and exits taken out
  int forgetGone(long before) throws StorageException;

  /// Records that left a scope after a commit.
  List<Exit> exits(String scope, long after, long upTo) throws StorageException;
}
