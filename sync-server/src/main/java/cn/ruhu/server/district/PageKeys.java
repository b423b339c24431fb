package cn.ruhu.server.district;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FeedRows.Head;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.merge.Held;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The district's page keys (DESIGN §9): PAGE_KEY records in the public scope, which the view table
/// hands to those who print pages or read them. Thread-safe.
public final class PageKeys {
  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final Feed feed;
  private final Audit audit;
  private final Ids ids;
  private final RandomGenerator random;

  /// What keys are made with.
  ///
  /// @param random cryptographic outside tests
  public record Parts(Database database, Feed feed, Audit audit, Ids ids, RandomGenerator random) {}

  public PageKeys(Parts parts) {
    this.database = parts.database();
    this.feed = parts.feed();
    this.audit = parts.audit();
    this.ids = parts.ids();
    this.random = parts.random();
  }

  /// Makes key 1 unless the district has a key already; what was printed under an older key must
  /// come home, so none is ever replaced here.
  public void makeFirst() throws StorageException {
    database.write(tx -> {
      Head head = feed.lock(tx); // two instances starting at once make one key
      if (!tx.records().ofType(RecordType.PAGE_KEY.name()).isEmpty()) return false;
      feed.publish(tx, head, List.of(record()));
      audit.add(tx, new Audit.Entry("PAGE_KEY_MADE", "console", "", "1", ""));
      return true;
    });
  }

  private Held record() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    var fields =
        new TreeMap<>(
            Map.of(
                "keyId", "1",
                "secret", HexFormat.of().formatHex(secret),
                "state", "PUBLISHED"));
    return new Held(
        RecordType.PAGE_KEY.name(),
        ids.next(),
        CaseRecord.PUBLIC,
        null,
        0,
        null,
        "",
        false,
        fields);
  }
}
