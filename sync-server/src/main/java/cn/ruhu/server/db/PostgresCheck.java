package cn.ruhu.server.db;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a PostgreSQL database is one a district may stand on. Asked at every start, since an
/// operator may change it: what is wrong is said in one sentence, before any table is touched.
final class PostgresCheck {
  /// First words of every connection. A frozen instance must not hold the district's locks, and
  /// nobody waits for a lock longer than a client waits for its answer.
  static final String SESSION =
      "SET idle_in_transaction_session_timeout = '30s'; SET lock_timeout = '20s'";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresCheck.class);
  private static final long VERSION_MIN = 150_000;
  private static final int MAJOR = 10_000;

  private PostgresCheck() {}

  private record Found(
      long version, String encoding, String isolation, String commit, boolean bytes, String fsync) {
    List<String> faults() {
      var faults = new ArrayList<String>();
      if (version < VERSION_MIN)
        faults.add("PostgreSQL 15 or newer is needed, this is " + version / MAJOR);
      if (!encoding.equals("UTF8")) faults.add("its encoding must be UTF8, it is " + encoding);
      if (!bytes)
        faults.add("text must be ordered by bytes: create it with LC_COLLATE 'C', LC_CTYPE 'C'");
      if (!isolation.equals("read committed"))
        faults.add("default_transaction_isolation must be 'read committed', it is " + isolation);
      if (commit.equals("off"))
        faults.add("synchronous_commit must not be off: what was answered must survive");
      return faults;
    }
  }

  /// @throws StorageException that names everything that is unfit
  static boolean refuseUnfit(Tx tx) throws StorageException {
    Found found =
        tx.one(
                """
                SELECT CAST(current_setting('server_version_num') AS BIGINT) AS version,
                  current_setting('server_encoding') AS encoding,
                  current_setting('transaction_isolation') AS isolation,
                  current_setting('synchronous_commit') AS commit_mode,
                  current_setting('fsync') AS fsync,
                  CASE WHEN 'Z' < 'a' AND 'a-b' < 'aa' THEN 1 ELSE 0 END AS bytewise
                """,
                row ->
                    new Found(
                        row.number("version"),
                        row.text("encoding"),
                        row.text("isolation"),
                        row.text("commit_mode"),
                        row.flag("bytewise"),
                        row.text("fsync")))
            .orElseThrow();
    List<String> faults = found.faults();
    if (!faults.isEmpty())
      throw new StorageException("the database is unfit: " + String.join("; ", faults));
    if (found.fsync().equals("off"))
      LOG.warn("fsync is off: a power cut may cost what was answered");
    return true;
  }
}
