package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening a database.
class DatabaseTest {
  @TempDir Path data;

  private static Database open(String url) throws Exception {
    return Database.postgres(Postgres.source(url), 2, new Vault(new byte[32], new Random(1)));
  }

  @Test
  void aDatabaseADistrictMayNotStandOnIsRefusedInWords() {
    refused("ENCODING 'SQL_ASCII'", "", "UTF8");
    refused("LOCALE_PROVIDER icu ICU_LOCALE 'zh'", "", "LC_COLLATE 'C'");
    refused("", "default_transaction_isolation = 'serializable'", "read committed");
    refused("", "synchronous_commit = off", "must survive");
  }

  private static void refused(String options, String setting, String word) {
    String url = Postgres.bare(options);
    String name = url.replaceFirst(".*/([^?]*).*", "$1");
    if (!setting.isEmpty()) Postgres.execute("ALTER DATABASE " + name + " SET " + setting);
    try {
      var refusal = assertThrows(StorageException.class, () -> open(url));
      assertTrue(String.valueOf(refusal.getMessage()).contains(word), refusal::getMessage);
    } finally {
      Postgres.drop(url);
    }
  }

  @Test
  void instancesThatStartAtOnceMakeTheTablesOnce() throws Exception {
    String url = Postgres.bare("");
    try (var threads = Executors.newFixedThreadPool(4)) {
      var jobs = new ArrayList<Future<Long>>();
      for (int i = 0; i < 4; i++)
        jobs.add(
            threads.submit(() -> {
              try (Database database = open(url)) {
                return database.read(tx -> tx.number("SELECT count(*) AS n FROM audit_head"));
              }
            }));
      for (Future<Long> job : jobs) assertEquals(1, job.get(60, TimeUnit.SECONDS));
    } finally {
      Postgres.drop(url);
    }
  }
}
