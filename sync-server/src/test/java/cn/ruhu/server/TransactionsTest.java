package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// What a transaction sees of others, what a fault says, and what the chains hold, on each
/// database.
@OnEachStore
class TransactionsTest {
  @Parameter Store store;
  @TempDir Path data;

  @Test
  void aReadSeesOneStateWhateverIsCommittedMeanwhile() throws Exception {
    try (District district = new District(data, store)) {
      Database database = district.server.wiring().database;
      String counts = "SELECT (SELECT count(*) FROM agency) + (SELECT seq FROM feed) AS n";
      long before =
          database.read(tx -> {
            long first = tx.number(counts);
            district.server.addAgency("another");
            assertEquals(first, tx.number(counts));
            return first;
          });
      long after = database.read(tx -> tx.number(counts));
      assertEquals(before + 2, after);
    }
  }

  @Test
  void aFaultNamesNoValueOfAnyRow() throws Exception {
    try (District district = new District(data, store)) {
      Database database = district.server.wiring().database;
      String insert = "INSERT INTO agency (id, name) VALUES (?, ?)";
      Object[] marked = {"marked-id", "marked-name"};
      Object[] nameless = {"marked-other", null};
      for (List<Object[]> rows : List.of(List.of(marked, marked), List.<Object[]>of(nameless))) {
        Throwable fault =
            assertThrows(
                StorageException.class, () -> database.write(tx -> tx.runAll(insert, rows)));
        for (; fault != null; fault = fault.getCause())
          assertFalse(String.valueOf(fault.getMessage()).contains("marked"), fault::getMessage);
      }
    }
  }

  @Test
  void theAuditLogShowsThatItsEndWasCutOff() throws Exception {
    try (District district = new District(data, store)) {
      assertTrue(district.server.chainsHold());
      district
          .server
          .wiring()
          .database
          .write(tx -> tx.run("DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)"));
      assertEquals(false, district.server.chainsHold());
    }
  }
}
