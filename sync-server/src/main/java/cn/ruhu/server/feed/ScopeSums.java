package cn.ruhu.server.feed;

import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.RecordRows;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.ScopeDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What each scope holds, as one number that is moved with every commit: one row a scope, under the
/// lock of the feed's head, so a machine's digest is compared without reading the scope. Stateless
/// and thread-safe.
public final class ScopeSums {
  private ScopeSums() {}

  /// What a look at a scope found.
  ///
  /// @param differed its sum was not that of its records, and was written anew
  /// @param mended records whose row was damaged, put back from their history
  /// @param lost records whose row is damaged and whose history is too
  public record Recount(boolean differed, List<UUID> mended, List<UUID> lost) {
    public Recount {
      mended = List.copyOf(mended);
      lost = List.copyOf(lost);
    }

    public boolean isSound() {
      return !differed && mended.isEmpty() && lost.isEmpty();
    }
  }

  /// Moves the sums from what stands to what is about to be written.
  static void move(Rows rows, Collection<Held> changed, long seq) throws StorageException {
    Set<UUID> there = new HashSet<>();
    for (Held held : changed) if (held.seq() > 0) there.add(held.id());
    Map<UUID, RecordRows.Standing> before =
        there.isEmpty() ? Map.of() : rows.records().standings(there);
    Map<String, ScopeDigest> sums = new TreeMap<>();
    for (Held held : changed) {
      RecordRows.Standing was = before.get(held.id());
      if (was != null && was.live()) sum(rows, sums, was.scope()).remove(held.id(), held.seq());
      if (!held.deleted()) sum(rows, sums, held.scope()).add(held.id(), seq);
    }
    for (var e : sums.entrySet()) rows.feed().digest(e.getKey(), e.getValue().text());
  }

  private static ScopeDigest sum(Rows rows, Map<String, ScopeDigest> sums, String scope)
      throws StorageException {
    ScopeDigest known = sums.get(scope);
    if (known == null) {
      known = ScopeDigest.of(of(rows, scope));
      sums.put(scope, known);
    }
    return known;
  }

  /// Sum of a scope as the commits left it; reckoned where no commit of this version did yet.
  static String of(Rows rows, String scope) throws StorageException {
    Optional<String> kept = rows.feed().digest(scope);
    return kept.isPresent() ? kept.get() : reckoned(rows, scope);
  }

  private static String reckoned(Rows rows, String scope) throws StorageException {
    ScopeDigest sum = ScopeDigest.empty();
    for (RecordRows.Point p : rows.records().points(scope)) sum.add(p.id(), p.seq());
    return sum.text();
  }

  /// Reckons a scope's sum from its records, and puts damaged rows right. Records are read without
  /// keeping anybody from writing; only the sum is compared under the feed's head.
  public static Recount recount(Ledger ledger, Feed feed, String scope) throws StorageException {
    List<UUID> damaged = ledger.read(rows -> rows.records().damaged(scope));
    return ledger.write(rows -> {
      var mended = new ArrayList<UUID>();
      var lost = new ArrayList<UUID>();
      for (UUID id : damaged) (rows.records().mend(id) ? mended : lost).add(id);
      feed.lock(rows);
      String sum = reckoned(rows, scope);
      String kept = rows.feed().digest(scope).orElse(""); // none yet where this version wrote none
      if (!kept.equals(sum)) rows.feed().digest(scope, sum);
      return new Recount(!kept.isEmpty() && !kept.equals(sum), mended, lost);
    });
  }
}
