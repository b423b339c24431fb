package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.audit.AuditCheck;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Whoever changes the audit log is found out, by the chain, by what was signed, or by what was
/// shipped away before (invariant I15).
@OnEachStore
class AuditProofTest {
  @Parameter Store store;
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
  private District district;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store, EmbeddedServer.Config.forTests().withClock(clock::get));
    write(10);
    sign();
    write(10);
  }

  @AfterEach
  void stop() {
    district.close();
  }

  private interface Change {
    void in(Tx tx) throws StorageException;
  }

  private void change(Change change) throws Exception {
    district
        .server
        .wiring()
        .database
        .write(tx -> {
          change.in(tx);
          return true;
        });
  }

  private void write(int rows) throws Exception {
    var entry = new Audit.Entry("TRIED", "a", "b", "c", "d");
    for (int i = 0; i < rows; i++) change(tx -> district.server.wiring().audit.add(tx, entry));
  }

  private long sign() throws Exception {
    return district.server.wiring().checkpoints().make().orElse(0L);
  }

  private List<String> shipped() throws Exception {
    return Files.readAllLines(data.resolve("audit-checkpoints.jsonl"));
  }

  private AuditCheck.Outcome check(List<String> shipped) throws Exception {
    var wiring = district.server.wiring();
    var check = new AuditCheck(wiring.keys.signing().publicHex());
    return wiring.database.read(tx -> check.check(tx, shipped));
  }

  private void found(AuditCheck.Fault fault, long row, List<String> shipped) throws Exception {
    AuditCheck.Outcome outcome = check(shipped);
    assertEquals(Optional.of(fault), outcome.fault());
    assertEquals(row, outcome.row());
  }

  private long last() throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx -> tx.number("SELECT max(seq) AS n FROM audit"));
  }

  @Test
  void anUntouchedLogHoldsWithEveryCheckpoint() throws Exception {
    assertEquals(last(), sign());
    assertEquals(0, sign(), "nothing was written since");
    assertTrue(check(List.of()).good());
    assertTrue(check(shipped()).good());
    assertEquals(2, check(shipped()).checkpoints());
  }

  @Test
  void anAlteredRowIsNamed() throws Exception {
    change(tx -> tx.run("UPDATE audit SET staff = 'x' WHERE seq = 5"));
    found(AuditCheck.Fault.CHAIN, 5, List.of());
  }

  @Test
  void aRemovedRowIsNamed() throws Exception {
    change(tx -> tx.run("DELETE FROM audit WHERE seq = 6"));
    found(AuditCheck.Fault.CHAIN, 6, shipped());
  }

  @Test
  void rowsInAnotherOrderAreNamed() throws Exception {
    change(tx -> {
      tx.run("UPDATE audit SET seq = -1 WHERE seq = 7");
      tx.run("UPDATE audit SET seq = 7 WHERE seq = 8");
      tx.run("UPDATE audit SET seq = 8 WHERE seq = -1");
    });
    found(AuditCheck.Fault.CHAIN, 7, List.of());
  }

  @Test
  void aCutTailIsFoundByTheHeadOrByALaterCheckpoint() throws Exception {
    long signed = sign();
    List<String> away = shipped();
    change(tx -> tx.run("DELETE FROM audit WHERE seq > ?", signed - 3));
    found(AuditCheck.Fault.CUT, signed - 2, List.of());
    change(tx -> {
      tx.run("DELETE FROM audit_checkpoint WHERE seq = ?", signed);
      tx.run(
          """
          UPDATE audit_head SET seq = ?, hash = (SELECT hash FROM audit WHERE seq = ?)
          """,
          signed - 3,
          signed - 3);
    });
    assertTrue(check(List.of()).good(), "nothing here can tell");
    found(AuditCheck.Fault.CUT, signed - 2, away);
  }

  @Test
  void aLogWrittenAnewIsNotWhatWasSigned() throws Exception {
    long signed = sign();
    List<String> away = shipped();
    rewriteFrom(signed - 4);
    found(AuditCheck.Fault.REWRITTEN, firstSigned(away) + 1, List.of());
    change(tx -> tx.run("DELETE FROM audit_checkpoint WHERE seq = ?", signed));
    assertTrue(check(List.of()).good(), "the chain was made to hold");
    found(AuditCheck.Fault.REWRITTEN, firstSigned(away) + 1, away);
  }

  private static long firstSigned(List<String> lines) {
    return Long.parseLong(lines.getFirst().replaceAll("^\\{\"seq\":(\\d+),.*", "$1"));
  }

  /// As somebody does who has the database, and not the key.
  private void rewriteFrom(long row) throws Exception {
    long last = last();
    change(tx -> {
      tx.run("UPDATE audit SET staff = 'x' WHERE seq = ?", row);
      String before =
          tx.one("SELECT hash FROM audit WHERE seq = ?", r -> r.text("hash"), row - 1)
              .orElseThrow();
      for (long seq = row; seq <= last; seq++) {
        long at = seq;
        String prior = before;
        before =
            tx.one(
                    "SELECT at, what, staff, device, subject, detail FROM audit WHERE seq = ?",
                    r ->
                        Hashes.sha256Hex(
                            String.join(
                                    "\n",
                                    prior,
                                    Long.toString(at),
                                    Long.toString(r.number("at")),
                                    r.text("what"),
                                    r.text("staff"),
                                    r.text("device"),
                                    r.text("subject"),
                                    r.text("detail"))
                                .getBytes(StandardCharsets.UTF_8)),
                    seq)
                .orElseThrow();
        tx.run("UPDATE audit SET hash = ? WHERE seq = ?", before, seq);
      }
      tx.run("UPDATE audit_head SET hash = ?", before);
    });
  }

  @Test
  void forgedAndMissingCheckpointsAreFound() throws Exception {
    sign();
    write(1);
    sign();
    List<String> away = new ArrayList<>(shipped());
    assertEquals(3, away.size());
    found(AuditCheck.Fault.SIGNATURE, 0, List.of("no checkpoint"));
    String forged = away.getFirst().replaceFirst("\"at\":\\d", "\"at\":9");
    found(AuditCheck.Fault.SIGNATURE, firstSigned(away), List.of(forged));
    found(AuditCheck.Fault.CHECKPOINT, last(), List.of(away.get(0), away.get(2)));
    assertTrue(check(away.subList(1, 3)).good(), "old ones may have been put away");
  }

  @Test
  void theFileIsWholeAgainAfterACrashInTheMiddleOfALine() throws Exception {
    Path file = data.resolve("audit-checkpoints.jsonl");
    List<String> before = shipped();
    Files.writeString(file, before.getFirst().substring(0, 30));
    sign();
    assertEquals(2, shipped().size());
    assertEquals(before.getFirst(), shipped().getFirst());
    Files.writeString(file, "{\"seq\"", StandardOpenOption.APPEND);
    write(1);
    sign();
    assertEquals(3, shipped().size());
    assertTrue(check(shipped()).good());
  }

  @Test
  void oldRowsGoUpToACheckpointAndTheRestStillVerifies() throws Exception {
    long signed = sign();
    clock.updateAndGet(t -> t.plus(Duration.ofDays(200)));
    write(5);
    district.server.wiring().retention().sweep();
    assertTrue(check(shipped()).good(), "nothing is thrown away before its time");
    long first =
        district.server.wiring().database.read(tx -> tx.number("SELECT min(seq) AS n FROM audit"));
    assertEquals(1, first);
    change(tx -> assertEquals(signed, Audit.forget(tx, clock.get().minus(Duration.ofDays(183)))));
    assertTrue(check(shipped()).good());
    assertTrue(district.server.chainsHold());
    write(2);
    sign();
    assertTrue(check(shipped()).good());
    change(tx -> tx.run("DELETE FROM audit WHERE seq = ?", signed + 1));
    found(AuditCheck.Fault.CHAIN, signed + 1, shipped());
    change(tx -> tx.run("UPDATE audit_start SET seq = ?", signed + 1));
    found(AuditCheck.Fault.CHAIN, 1, shipped());
  }

  @Test
  void aServerThatEndsSignsWhatItWrote() throws Exception {
    long before = shipped().size();
    write(1);
    district.server.close();
    assertEquals(before + 1, shipped().size());
  }
}
