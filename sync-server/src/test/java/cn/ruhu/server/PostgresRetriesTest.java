package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two instances on one PostgreSQL get in each other's way on purpose: PostgreSQL throws one of the
/// transactions out, and its work is done again from the start, once.
@Timeout(120)
class PostgresRetriesTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Database> instances = new ArrayList<>();
  private String url;

  @BeforeEach
  void open() throws Exception {
    url = java.util.Objects.requireNonNull(Store.POSTGRES.empty());
    for (int i = 0; i < 2; i++)
      instances.add(
          Database.postgres(Postgres.source(url), 2, new Vault(new byte[32], new Random(1))));
    for (String id : List.of("a", "b"))
      instances.getFirst().write(tx -> tx.run("INSERT INTO agency (id, name) VALUES (?, '0')", id));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    instances.forEach(Database::close);
    Store.drop(url);
  }

  private static void add(Tx tx, String id) throws Exception {
    tx.run("UPDATE agency SET name = CAST(CAST(name AS INTEGER) + 1 AS TEXT) WHERE id = ?", id);
  }

  private long value(String id) throws Exception {
    return instances
        .getFirst()
        .read(tx -> tx.number("SELECT CAST(name AS INTEGER) AS n FROM agency WHERE id = ?", id));
  }

  private interface Both {
    void work(Tx tx, String mine, String other, boolean first) throws Exception;
  }

  /// @return how often the work of both began
  private int atOnce(Both both) throws Exception {
    var began = new AtomicInteger();
    var done = new ArrayList<Future<Boolean>>();
    for (int i = 0; i < 2; i++) {
      Database instance = instances.get(i);
      String mine = i == 0 ? "a" : "b";
      String other = i == 0 ? "b" : "a";
      var mineBegan = new AtomicInteger();
      done.add(
          threads.submit(() ->
              instance.write(tx -> {
                began.incrementAndGet();
                try {
                  both.work(tx, mine, other, mineBegan.incrementAndGet() == 1);
                } catch (RuntimeException | cn.ruhu.server.db.StorageException e) {
                  throw e;
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                return true;
              })));
    }
    for (Future<Boolean> one : done) assertTrue(one.get());
    return began.get();
  }

  @Test
  void workThatWaitsInARingIsDoneAgain() throws Exception {
    var bothHoldOne = new CyclicBarrier(2);
    int began =
        atOnce((tx, mine, other, first) -> {
          add(tx, mine);
          if (first) bothHoldOne.await();
          add(tx, other);
        });
    assertTrue(began > 2, "one was thrown out (40P01)");
    assertEquals(2, value("a"));
    assertEquals(2, value("b"));
  }

  @Test
  void workThatCannotBePutInARowIsDoneAgain() throws Exception {
    var bothSaw = new CyclicBarrier(2);
    int began =
        atOnce((tx, _, _, first) -> {
          tx.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
          tx.number("SELECT CAST(name AS INTEGER) AS n FROM agency WHERE id = 'a'");
          if (first) bothSaw.await();
          add(tx, "a");
        });
    assertTrue(began > 2, "one was thrown out (40001)");
    assertEquals(2, value("a"));
  }
}
