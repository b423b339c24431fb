package cn.ruhu.server.jobs;

import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.feed.ScopeSums;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds what the database says of each scope against its records: every scope once a day, a share
/// each hour, and at once where a machine found other copies than it should have. Damaged rows are
/// put back from their history; every finding is an alarm in the log and the figures. Thread-safe.
public final class ScopeCheck implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ScopeCheck.class);
  private static final int HOURS = 24;

  /// in which the same scope is not looked at again, however many machines doubt
  private static final Duration RESPITE = Duration.ofMinutes(10);

  private final Database database;
  private final Feed feed;
  private final InstantSource clock;
  private final ObjLongConsumer<String> counted;
  private final Map<String, Instant> looked = new HashMap<>();
  private int next;

  /// @param counted takes what was found (`machine`, `sum`, `mended`, `lost`) and how often
  public ScopeCheck(
      Database database, Feed feed, InstantSource clock, ObjLongConsumer<String> counted) {
    this.database = database;
    this.feed = feed;
    this.clock = clock;
    this.counted = counted;
  }

  /// Looks at every scope.
  ///
  /// @return those that were not as they should be
  public Map<String, ScopeSums.Recount> all() throws StorageException {
    var found = new LinkedHashMap<String, ScopeSums.Recount>();
    for (String scope : scopes()) {
      ScopeSums.Recount recount = check(scope);
      if (!recount.isSound()) found.put(scope, recount);
    }
    return found;
  }

  private List<String> scopes() throws StorageException {
    return database.ledger().read(rows -> rows.records().scopes());
  }

  private ScopeSums.Recount check(String scope) throws StorageException {
    ScopeSums.Recount found = ScopeSums.recount(database.ledger(), feed, scope);
    if (found.isSound()) return found;
    LOG.error(
        "scope {}: sum {}, {} damaged records put back, {} damaged for good {}",
        scope,
        found.differed() ? "written anew" : "right",
        found.mended().size(),
        found.lost().size(),
        found.lost());
    if (found.differed()) counted.accept("sum", 1);
    counted.accept("mended", found.mended().size());
    counted.accept("lost", found.lost().size());
    return found;
  }

  /// A machine found that its copies differ.
  public void doubted(Caller caller, List<String> scopes) throws StorageException {
    for (String scope : scopes) {
      LOG.error("copies of scope {} differed at machine {}", scope, caller.device());
      counted.accept("machine", 1);
      if (!scope.startsWith(Pulls.CASE) && isDue(scope)) check(scope);
    }
  }

  private synchronized boolean isDue(String scope) {
    Instant now = clock.instant();
    Instant before = looked.get(scope);
    if (before != null && Duration.between(before, now).abs().compareTo(RESPITE) < 0) return false;
    looked.put(scope, now);
    return true;
  }

  /// This hour's share; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      List<String> all = scopes();
      for (String scope : share(all)) check(scope);
    } catch (StorageException | RuntimeException e) {
      LOG.error("checking the scopes failed", e);
    }
  }

  private synchronized List<String> share(List<String> all) {
    var share = new ArrayList<String>();
    for (int i = 0; i < (all.size() + HOURS - 1) / HOURS; i++)
      share.add(all.get(next++ % all.size()));
    return share;
  }
}
