package cn.ruhu.server.db;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The history in SQL.
final class SqlFeedRows implements FeedRows {
  private static final String HEAD =
      "SELECT district, name, epoch, seq, hash, safe_seq, tombstone_horizon FROM feed";

  private final Tx tx;

  SqlFeedRows(Tx tx) {
    this.tx = tx;
  }

  @Override
  public void begin(Head head) throws StorageException {
    tx.run(
        "INSERT INTO feed (district, name, epoch, seq, hash, safe_seq) VALUES (?, ?, ?, ?, ?, ?)",
        head.district(),
        head.name(),
        head.epoch(),
        head.seq(),
        head.hash(),
        head.safeSeq());
  }

  @Override
  public Optional<Head> head() throws StorageException {
    return tx.one(HEAD, SqlFeedRows::head);
  }

  @Override
  public Optional<Head> lockedHead() throws StorageException {
    return tx.locked(HEAD, SqlFeedRows::head);
  }

  private static Head head(Row row) throws StorageException {
    return new Head(
        row.text("district"),
        row.text("name"),
        row.text("epoch"),
        row.number("seq"),
        row.text("hash"),
        row.number("safe_seq"),
        row.number("tombstone_horizon"));
  }

  @Override
  public void commit(Link link, long at) throws StorageException {
    tx.run(
        "INSERT INTO feed_commit (seq, hash, effect, at) VALUES (?, ?, ?, ?)",
        link.seq(),
        link.hash(),
        link.effect(),
        at);
    tx.run("UPDATE feed SET seq = ?, hash = ?", link.seq(), link.hash());
  }

  @Override
  public Optional<String> hashAt(long seq) throws StorageException {
    return tx.one("SELECT hash FROM feed_commit WHERE seq = ?", row -> row.text("hash"), seq);
  }

  @Override
  public List<Link> links() throws StorageException {
    return tx.all(
        "SELECT seq, hash, effect FROM feed_commit ORDER BY seq",
        row -> new Link(row.number("seq"), row.text("hash"), row.text("effect")));
  }

  @Override
  public Optional<String> digest(String scope) throws StorageException {
    return tx.one("SELECT sum FROM scope_digest WHERE scope = ?", row -> row.text("sum"), scope);
  }

  @Override
  public void digest(String scope, String sum) throws StorageException {
    tx.run(
        """
        INSERT INTO scope_digest (scope, sum) VALUES (?, ?)
        ON CONFLICT (scope) DO UPDATE SET sum = excluded.sum
        """,
        scope,
        sum);
  }

  @Override
  public int forgetGone(long before) throws StorageException {
    long upTo =
        tx.number("SELECT COALESCE(MAX(seq), 0) AS n FROM feed_commit WHERE at < ?", before);
    long newest =
        tx.number(
            """
            SELECT COALESCE(MAX(seq), 0) AS n FROM (
              SELECT seq FROM record WHERE deleted = 1 AND seq <= ?
              UNION ALL SELECT seq FROM scope_exit WHERE seq <= ?) AS gone
            """,
            upTo,
            upTo);
    if (newest == 0) return 0;
    int gone = tx.run("UPDATE record SET deleted = 2 WHERE deleted = 1 AND seq <= ?", newest);
    gone += tx.run("DELETE FROM scope_exit WHERE seq <= ?", newest);
    tx.run("UPDATE feed SET tombstone_horizon = ? WHERE tombstone_horizon < ?", newest, newest);
    return gone;
  }

  @Override
  public void exit(String scope, UUID id, long seq) throws StorageException {
    tx.run(
        """
        INSERT INTO scope_exit (scope, id, seq) VALUES (?, ?, ?)
        ON CONFLICT (scope, id) DO UPDATE SET seq = excluded.seq
        """,
        scope,
        id,
        seq);
  }

  @Override
  public List<Exit> exits(String scope, long after, long upTo) throws StorageException {
    return tx.all(
        "SELECT id, seq FROM scope_exit WHERE scope = ? AND seq > ? AND seq <= ? ORDER BY seq, id",
        row -> new Exit(row.id("id"), row.number("seq")),
        scope,
        after,
        upTo);
  }
}
