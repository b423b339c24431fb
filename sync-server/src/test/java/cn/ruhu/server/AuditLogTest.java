package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Checkpoint;
import cn.ruhu.wire.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// The audit log as who watches it reads and proves it.
@OnEachStore
class AuditLogTest {
  @Parameter Store store;
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
  private District district;
  private TestMachine watcher;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store, EmbeddedServer.Config.forTests().withClock(clock::get));
    UUID id =
        district.server.addPerson(
            "watcher", District.PASSWORD, "watcher", Role.ADMIN_AUDIT, null, null);
    district.staff.put("watcher", id);
    watcher = district.machine("watcher");
  }

  @AfterEach
  void stop() {
    watcher.close();
    district.close();
  }

  private Admin.LogPage page(Admin.LogRequest asked) throws Exception {
    return watcher.ask(Protocol.ADMIN_AUDIT, asked).as(Admin.LogPage.class);
  }

  private static Admin.LogRequest of(@Nullable UUID staff, String... kinds) {
    return new Admin.LogRequest(0, Admin.PAGE_MAX, staff, List.of(kinds), 0, 0);
  }

  private static List<String> whats(Admin.LogPage page) {
    return page.rows().stream().map(Admin.LogRow::what).toList();
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
    var entry = new Audit.Entry("TRIED", "", "", "", "");
    change(tx -> {
      for (int i = 0; i < rows; i++) district.server.wiring().audit.add(tx, entry);
    });
  }

  @Test
  void rowsComeNewestFirstAndEachOnce() throws Exception {
    write(7);
    var seen = new ArrayList<Long>();
    long before = 0;
    do {
      Admin.LogPage page = page(new Admin.LogRequest(before, 3, null, List.of(), 0, 0));
      page.rows().forEach(r -> seen.add(r.seq()));
      before = page.next();
    } while (before > 0);
    long last = seen.getFirst();
    assertEquals(last, seen.size());
    for (int i = 0; i < seen.size(); i++) assertEquals(last - i, seen.get(i));
  }

  @Test
  void rowsAreChosenByPersonKindAndDay() throws Exception {
    UUID clerk = Objects.requireNonNull(district.staff.get("clerk"));
    try (TestMachine admin = district.machine("admin");
        TestMachine machine = district.machine("clerk")) {
      var why = new Admin.PersonAct(clerk, "on leave");
      assertEquals(200, admin.ask(Protocol.ADMIN_PEOPLE + "/close", why).status());
      Admin.LogPage all = page(of(clerk));
      assertEquals(List.of("PERSON_CLOSED", "LOGIN", "PERSON_ADDED"), whats(all));
      Admin.LogRow closed = all.rows().getFirst();
      assertEquals(admin.staff().toString(), closed.staff());
      assertEquals(clerk.toString(), closed.subject());
      assertEquals("on leave", closed.detail());
      assertEquals(machine.device.toString(), all.rows().get(1).device());
      assertEquals(List.of("LOGIN"), whats(page(of(clerk, "LOGIN", "LOGIN_REFUSED"))));
      assertEquals(
          Set.of("LOGIN", "ENROL"), new TreeSet<>(whats(page(of(null, "LOGIN", "ENROL")))));
    }
    long earlier = clock.get().toEpochMilli();
    clock.updateAndGet(t -> t.plus(Duration.ofHours(2)));
    long later = clock.get().toEpochMilli();
    write(2);
    Admin.LogPage of = page(new Admin.LogRequest(0, 9, null, List.of(), later, 0));
    assertEquals(List.of("TRIED", "TRIED"), whats(of));
    assertEquals(0, of.next());
    of = page(new Admin.LogRequest(0, 1, null, List.of(), earlier, later));
    assertEquals(List.of("PERSON_CLOSED"), whats(of));
    assertTrue(of.next() > 0, "older ones follow");
    var never = new Admin.LogRequest(0, 9, null, List.of(), later + 1, 0);
    assertEquals(new Admin.LogPage(List.of(), 0, later), page(never));
  }

  @Test
  void aLongSearchGoesOnWhereItStopped() throws Exception {
    change(tx ->
        tx.run(
            """
            WITH RECURSIVE many(n) AS (
              SELECT 1000 UNION ALL SELECT n + 1 FROM many WHERE n < 21500)
            INSERT INTO audit (seq, at, what, staff, device, subject, detail, hash)
            SELECT n, 1, 'TRIED', '', '', '', '', '' FROM many
            """));
    Admin.LogPage first = page(of(null, "ENROL"));
    assertEquals(List.of(), whats(first));
    assertTrue(first.next() > 0, "one question does not hold the server up");
    var rest = new Admin.LogRequest(first.next(), 9, null, List.of("ENROL"), 0, 0);
    assertEquals(List.of("ENROL"), whats(page(rest)));
  }

  @Test
  void nobodyElseReadsOrProvesIt() throws Exception {
    for (String login : List.of("admin", "clerk", "reviewer"))
      try (TestMachine machine = district.machine(login)) {
        var log = machine.ask(Protocol.ADMIN_AUDIT, of(null));
        assertEquals("RIGHT", log.refusal().code(), login);
        var check = machine.ask(Protocol.ADMIN_AUDIT + "/check", new Admin.CheckRequest(null));
        assertEquals("RIGHT", check.refusal().code(), login);
      }
    var many = of(null, "x,".repeat(Admin.KINDS_MAX).split(",", -1));
    assertEquals("MALFORMED", watcher.ask(Protocol.ADMIN_AUDIT, many).refusal().code());
  }

  private Admin.LogCheck check(@Nullable Checkpoint kept) throws Exception {
    return watcher
        .ask(Protocol.ADMIN_AUDIT + "/check", new Admin.CheckRequest(kept))
        .as(Admin.LogCheck.class);
  }

  private void sign() throws Exception {
    district.server.wiring().checkpoints().make();
  }

  @Test
  void whatWasSignedIsShownAndTheFirstBrokenRowIsNamed() throws Exception {
    sign();
    write(3);
    Admin.LogCheck good = check(null);
    assertNull(good.fault());
    Checkpoint newest = Objects.requireNonNull(good.newest());
    assertTrue(newest.signedBy(watcher.serverKey));
    assertEquals(good.last() - 3, newest.seq());
    assertEquals(1, good.first());
    change(tx -> tx.run("UPDATE audit SET detail = 'x' WHERE seq = ?", good.last() - 1));
    Admin.LogCheck bad = check(newest);
    assertEquals("CHAIN", bad.fault());
    assertEquals(good.last() - 1, bad.row());
  }

  /// Whoever has the database, and takes the newest rows and their checkpoint away.
  @Test
  void aCheckpointKeptElsewhereProvesWhatTheDatabaseDoesNotShowAnyMore() throws Exception {
    write(2);
    sign();
    Checkpoint kept = Objects.requireNonNull(check(null).newest());
    long left = kept.seq() - 2;
    change(tx -> {
      tx.run("DELETE FROM audit WHERE seq > ?", left);
      tx.run("DELETE FROM audit_checkpoint WHERE seq > ?", left);
      tx.run(
          "UPDATE audit_head SET seq = ?, hash = (SELECT hash FROM audit WHERE seq = ?)",
          left,
          left);
    });
    assertNull(check(null).fault(), "nothing here can tell");
    Admin.LogCheck cut = check(kept);
    assertEquals("CUT", cut.fault());
    assertEquals(left + 1, cut.row());
    var forged =
        new Checkpoint(
            kept.seq(),
            kept.hash(),
            kept.epoch(),
            kept.feed(),
            kept.feedHash(),
            kept.at() + 1,
            kept.before(),
            kept.key(),
            kept.signature());
    assertEquals("SIGNATURE", check(forged).fault());
  }
}
