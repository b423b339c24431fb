package cn.ruhu.server.feed;

import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.FeedRows.Head;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Witness;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The district's history: one number per committed transaction, chained by a hash over its effects
/// (SYNC §4.1, §4.4). The counter row is locked last, so numbers become visible in order and a
/// reader that sees commit n sees all before it.
///
/// Thread-safe; each call runs in the caller's transaction.
public final class Feed {
  /// Hash before the first commit.
  public static final String GENESIS = "0".repeat(Hashes.HEX_LENGTH);

  private final InstantSource clock;

  public Feed(InstantSource clock) {
    this.clock = clock;
  }

  /// One op's part in a commit.
  ///
  /// @param verdict the verdict as it is answered, byte for byte
  public record Effect(UUID opId, String verdict) {}

  /// A record that left a scope in a commit.
  public record Exit(String scope, UUID id) {}

  /// What one transaction did.
  ///
  /// @param changed records as they now stand
  public record Effects(List<Effect> ops, Collection<Held> changed, List<Exit> exits) {
    public Effects {
      ops = List.copyOf(ops);
      changed = List.copyOf(changed);
      exits = List.copyOf(exits);
    }

    /// Records the server itself wrote.
    public static Effects of(Collection<Held> changed) {
      return new Effects(List.of(), changed, List.of());
    }
  }

  /// Starts the history of a new district.
  public static void begin(Rows rows, String district, String name, UUID epoch)
      throws StorageException {
    rows.feed().begin(new Head(district, name, epoch.toString(), 0, GENESIS, 0, 0));
  }

  public Head head(Rows rows) throws StorageException {
    return setUp(rows.feed().head());
  }

  /// Takes the counter row until the transaction ends. To be called last, after every other lock.
  ///
  /// @return the head this transaction commits upon, under the next number
  public Head lock(Rows rows) throws StorageException {
    return setUp(rows.feed().lockedHead());
  }

  private static Head setUp(Optional<Head> head) throws StorageException {
    return head.orElseThrow(() -> new StorageException("the district is not set up"));
  }

  /// Writes the effects of a transaction upon the head [#lock] gave and moves it.
  public Head commit(Rows rows, Head before, Effects effects) throws StorageException {
    long seq = before.seq() + 1;
    ScopeSums.move(rows, effects.changed(), seq);
    List<String> digests = rows.records().put(effects.changed(), seq);
    var text = new StringBuilder(before.hash()).append('\n').append(seq).append('\n');
    for (Effect effect : effects.ops())
      text.append("op ").append(effect.opId()).append(' ').append(effect.verdict()).append('\n');
    int at = 0;
    for (Held record : effects.changed())
      text.append("record ").append(record.id()).append(' ').append(digests.get(at++)).append('\n');
    for (Exit exit : effects.exits()) {
      rows.feed().exit(exit.scope(), exit.id(), seq);
      text.append("exit ").append(exit.scope()).append(' ').append(exit.id()).append('\n');
    }
    String effect = Hashes.sha256Hex(text.toString().getBytes(StandardCharsets.UTF_8));
    String hash = Hashes.sha256Hex(Hashes.bytes(before.hash()), Hashes.bytes(effect));
    rows.feed().commit(new FeedRows.Link(seq, hash, effect), clock.millis());
    return before.at(seq, hash);
  }

  /// Publishes records the server itself wrote (staff, agencies, forms), as one commit.
  public Head publish(Rows rows, Collection<Held> changed) throws StorageException {
    return publish(rows, lock(rows), changed);
  }

  /// As above, upon the head [#lock] gave.
  public Head publish(Rows rows, Head before, Collection<Held> changed) throws StorageException {
    return commit(rows, before, Effects.of(changed));
  }

  /// Whether everything the client saw lies in this history: same lineage, and at the witness and
  /// every cursor the same hash (SYNC §4.6).
  public boolean sameLineage(Rows rows, @Nullable Witness witness, Map<String, Cursor> cursors)
      throws StorageException {
    return sameLineage(rows, head(rows), witness, cursors);
  }

  /// As above, for who has read the head in the same transaction.
  public boolean sameLineage(
      Rows rows, Head head, @Nullable Witness witness, Map<String, Cursor> cursors)
      throws StorageException {
    if (witness != null && !witness.epoch().equals(head.epoch())) return false;
    var seen = new HashMap<Long, String>(); // cursors mostly stand at one commit
    if (witness != null) seen.put(witness.seq(), witness.hash());
    for (Cursor cursor : cursors.values()) {
      String other = seen.put(cursor.seq(), cursor.hash());
      if (cursor.seq() > 0 && other != null && !other.equals(cursor.hash())) return false;
    }
    for (Map.Entry<Long, String> point : seen.entrySet()) {
      if (!known(rows, head, point.getKey(), point.getValue())) return false;
    }
    return true;
  }

  private static boolean known(Rows rows, Head head, long seq, String hash)
      throws StorageException {
    if (seq == 0) return true;
    if (seq == head.seq()) return head.hash().equals(hash);
    return rows.feed().hashAt(seq).filter(hash::equals).isPresent();
  }

  /// Hash at a commit that exists.
  static String hashAt(Rows rows, long seq) throws StorageException {
    if (seq == 0) return GENESIS;
    return rows.feed()
        .hashAt(seq)
        .orElseThrow(() -> new StorageException("commit " + seq + " is missing"));
  }

  /// First commit whose hash does not follow from the one before and its effects; empty when the
  /// chain holds from the beginning.
  public Optional<Long> brokenAt(Rows rows) throws StorageException {
    String hash = GENESIS;
    long expected = 1;
    for (FeedRows.Link link : rows.feed().links()) {
      hash = Hashes.sha256Hex(Hashes.bytes(hash), Hashes.bytes(link.effect()));
      if (link.seq() != expected || !hash.equals(link.hash())) return Optional.of(link.seq());
      expected++;
    }
    return Optional.empty();
  }
}
