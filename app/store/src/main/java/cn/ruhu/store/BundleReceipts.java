package cn.ruhu.store;

import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.WireException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the district answers to a bundle, taken in as the answer to a push is: once, by
/// compare-and-set, and only into the history it is of. A receipt from before this store began anew
/// with the server, or of a server that was restored, changes nothing: the next contact settles it.
/// Thread-safe.
public final class BundleReceipts {
  /// rounds with the server that come between reading and applying, at most
  private static final int TRIES_MAX = 20;

  private final Db db;
  private final Keyring keys;
  private final Journal.Author author;
  private final SyncLedger sync;
  private final StoredFiles files;

  /// What became of a receipt.
  public enum Outcome {
    APPLIED,
    /// of another history, or from before this store began anew
    STALE,
    /// of somebody else, of another machine, altered, or not signed by the district
    NOT_MINE
  }

  BundleReceipts(Db db, Keyring keys, Journal.Author author, SyncLedger sync, StoredFiles files) {
    this.db = db;
    this.keys = keys;
    this.author = author;
    this.sync = sync;
    this.files = files;
  }

  /// How often this store began anew with the server.
  static long resets(Connection c) throws SQLException {
    String times = Db.meta(c, "resets");
    return times == null ? 0 : Long.parseLong(times);
  }

  /// From now on no receipt of an earlier bundle counts.
  static void voidAll(Connection c) throws SQLException {
    Db.setMeta(c, "resets", Long.toString(resets(c) + 1));
  }

  Outcome take(Bundles.SealedReceipt sealed, String serverKey) throws StoreException {
    Optional<Bundles.Receipt> receipt = open(sealed, serverKey);
    return receipt.isEmpty() ? Outcome.NOT_MINE : take(receipt.get());
  }

  /// Those of this person's, in the order in which the district gave them.
  List<Bundles.Receipt> inOrder(List<Bundles.SealedReceipt> all, String serverKey) {
    return all.stream()
        .flatMap(sealed -> open(sealed, serverKey).stream())
        .sorted(Comparator.comparingLong(r -> r.witness().seq()))
        .toList();
  }

  private Optional<Bundles.Receipt> open(Bundles.SealedReceipt sealed, String serverKey) {
    try {
      return Optional.of(keys.receipt(sealed, serverKey))
          .filter(r -> r.device().equals(author.device()) && r.staff().equals(author.user()));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  Outcome take(Bundles.Receipt receipt) throws StoreException {
    for (int i = 0; i < TRIES_MAX; i++) {
      SyncLedger.Ticket ticket = sync.ticket();
      if (!fits(receipt, ticket)) return Outcome.STALE;
      if (sync.pushed(ticket, reply(receipt)) == SyncLedger.Outcome.STALE) continue;
      files.verifiedByReceipt(receipt.files(), receipt.resets());
      return Outcome.APPLIED;
    }
    return Outcome.STALE;
  }

  /// The safe commit stays what the newest answer said: a receipt may be old.
  private PushReply reply(Bundles.Receipt receipt) {
    return new PushReply(
        receipt.verdicts(), 0, receipt.witness(), sync.safeSeq(), receipt.serverTime(), null);
  }

  private boolean fits(Bundles.Receipt receipt, SyncLedger.Ticket ticket) throws StoreException {
    long resets = db.read("reading the resets", BundleReceipts::resets);
    return receipt.fits(resets, ticket.witness());
  }
}
