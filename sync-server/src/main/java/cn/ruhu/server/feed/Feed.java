package cn.ruhu.server.feed;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.json.FieldMap;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Witness;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
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

  private final RecordRows records;
  private final InstantSource clock;

  public Feed(RecordRows records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /// Where the history stands.
  ///
  /// @param safeSeq commit every backup that may still be restored holds
  public record Head(
      String district, String name, String epoch, long seq, String hash, long safeSeq) {
    public Witness witness() {
      return new Witness(epoch, seq, hash);
    }
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
  }

  /// Starts the history of a new district.
  public static void begin(Tx tx, String district, String name, UUID epoch)
      throws StorageException {
    tx.run(
        "INSERT INTO feed (district, name, epoch, seq, hash, safe_seq) VALUES (?, ?, ?, 0, ?, 0)",
        district,
        name,
        epoch.toString(),
        GENESIS);
  }

  public Head head(Tx tx) throws StorageException {
    return head(tx, false).orElseThrow(() -> new StorageException("the district is not set up"));
  }

  /// Takes the counter row until the transaction ends. To be called last, after every other lock.
  ///
  /// @return the number this transaction commits under
  public long lock(Tx tx) throws StorageException {
    return head(tx, true)
            .orElseThrow(() -> new StorageException("the district is not set up"))
            .seq()
        + 1;
  }

  private static Optional<Head> head(Tx tx, boolean locked) throws StorageException {
    String sql = "SELECT district, name, epoch, seq, hash, safe_seq FROM feed";
    cn.ruhu.server.db.Mapper<Head> mapper =
        row ->
            new Head(
                row.text("district"),
                row.text("name"),
                row.text("epoch"),
                row.number("seq"),
                row.text("hash"),
                row.number("safe_seq"));
    return locked ? tx.locked(sql, mapper) : tx.one(sql, mapper);
  }

  /// Writes the effects of a transaction under the number [#lock] gave and moves the head.
  public Head commit(Tx tx, long seq, Effects effects) throws StorageException {
    Head before = head(tx);
    if (before.seq() + 1 != seq) throw new StorageException("the counter row was not held");
    var text = new StringBuilder(before.hash()).append('\n').append(seq).append('\n');
    for (Effect effect : effects.ops())
      text.append("op ").append(effect.opId()).append(' ').append(effect.verdict()).append('\n');
    for (Held record : effects.changed()) {
      records.put(tx, record, seq);
      text.append("record ").append(record.id()).append(' ').append(digest(record)).append('\n');
    }
    for (Exit exit : effects.exits()) {
      tx.run(
          """
          INSERT INTO scope_exit (scope, id, seq) VALUES (?, ?, ?)
          ON CONFLICT (scope, id) DO UPDATE SET seq = excluded.seq
          """,
          exit.scope(),
          exit.id(),
          seq);
      text.append("exit ").append(exit.scope()).append(' ').append(exit.id()).append('\n');
    }
    String effect = Hashes.sha256Hex(text.toString().getBytes(StandardCharsets.UTF_8));
    String hash = Hashes.sha256Hex(Hashes.bytes(before.hash()), Hashes.bytes(effect));
    tx.run(
        "INSERT INTO feed_commit (seq, hash, effect, at) VALUES (?, ?, ?, ?)",
        seq,
        hash,
        effect,
        clock.millis());
    tx.run("UPDATE feed SET seq = ?, hash = ? WHERE district = ?", seq, hash, before.district());
    return new Head(before.district(), before.name(), before.epoch(), seq, hash, before.safeSeq());
  }

  /// Publishes records the server itself wrote (staff, agencies, forms), as one commit.
  public Head publish(Tx tx, Collection<Held> changed) throws StorageException {
    long seq = lock(tx);
    return commit(tx, seq, new Effects(List.of(), changed, List.of()));
  }

  private static String digest(Held record) {
    return Hashes.sha256Hex(
        (record.type() + "\n" + record.scope() + "\n" + record.deleted() + "\n")
            .getBytes(StandardCharsets.UTF_8),
        FieldMap.write(record.fields()));
  }

  /// Whether everything the client saw lies in this history: same lineage, and at the witness and
  /// every cursor the same hash (SYNC §4.6).
  public boolean sameLineage(Tx tx, @Nullable Witness witness, Map<String, Cursor> cursors)
      throws StorageException {
    Head head = head(tx);
    if (witness != null
        && !(witness.epoch().equals(head.epoch()) && known(tx, witness.seq(), witness.hash())))
      return false;
    for (Cursor cursor : cursors.values()) {
      if (!known(tx, cursor.seq(), cursor.hash())) return false;
    }
    return true;
  }

  private static boolean known(Tx tx, long seq, String hash) throws StorageException {
    if (seq == 0) return true;
    return tx.number("SELECT count(*) AS n FROM feed_commit WHERE seq = ? AND hash = ?", seq, hash)
        == 1;
  }

  /// Hash at a commit that exists.
  static String hashAt(Tx tx, long seq) throws StorageException {
    if (seq == 0) return GENESIS;
    return tx.one("SELECT hash FROM feed_commit WHERE seq = ?", row -> row.text("hash"), seq)
        .orElseThrow(() -> new StorageException("commit " + seq + " is missing"));
  }

  /// First commit whose hash does not follow from the one before and its effects; empty when the
  /// chain holds from the beginning.
  public Optional<Long> brokenAt(Tx tx) throws StorageException {
    String hash = GENESIS;
    long expected = 1;
    record Link(long seq, String hash, String effect) {}
    for (Link link :
        tx.all(
            "SELECT seq, hash, effect FROM feed_commit ORDER BY seq",
            row -> new Link(row.number("seq"), row.text("hash"), row.text("effect")))) {
      hash = Hashes.sha256Hex(Hashes.bytes(hash), Hashes.bytes(link.effect()));
      if (link.seq() != expected || !hash.equals(link.hash())) return Optional.of(link.seq());
      expected++;
    }
    return Optional.empty();
  }
}
