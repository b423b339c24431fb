package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.feed.ScopeSums;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.ScopeDigest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Both ends agree on what a scope holds, and where one of them is damaged it is noticed and put
/// right.
@OnEachStore
class ScopeCheckTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private UUID app;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store).addOneOfEachRole();
    clerk = district.machine("clerk");
    CaseRecord application = District.open(clerk, District.HERE, "王芳").application().orElseThrow();
    app = application.id();
    clerk.save(District.edit(application, "phone", "13800000001", "13800000002"));
    District.open(clerk, District.HERE, "李静");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  private int damage(String sql, Object... args) throws Exception {
    return district.server.wiring().database.write(tx -> tx.run(sql, args));
  }

  private Map<String, ScopeSums.Recount> checked() throws Exception {
    return district.server.wiring().scopeCheck.all();
  }

  private PullReply compared(TestMachine machine, List<String> doubts) throws Exception {
    var request =
        new PullRequest(
            1, machine.witness, machine.cursors, 500, List.of(), Map.of(), machine.scopes, doubts);
    return machine.send("POST", "/v1/pull", Messages.write(request), Map.of()).as(PullReply.class);
  }

  private static String sum(TestMachine machine, String scope) {
    ScopeDigest sum = ScopeDigest.empty();
    machine
        .copies
        .values()
        .forEach(r -> {
          if (r.scope().equals(scope) && !r.deleted()) sum.add(r.id(), r.seq());
        });
    return sum.text();
  }

  @Test
  void whateverARoleIsShownItsCopiesSumUpToWhatTheServerSays() throws Exception {
    for (Role role : District.roles().toList()) {
      try (TestMachine machine = district.machine(District.login(role))) {
        machine.pull();
        PullReply page = compared(machine, List.of());
        assertTrue(machine.scopes.isEmpty() || !page.digests().isEmpty(), role::name);
        page.digests()
            .forEach((scope, digest) -> assertEquals(sum(machine, scope), digest, role + scope));
      }
    }
  }

  @Test
  void rolesThatAreAnsweredFromTheSumAreShownSomethingOfEveryType() {
    for (Role role : Pulls.EVERY_RECORD)
      for (RecordType type : RecordType.values()) {
        if (type == RecordType.BADGE)
          continue; // only in an agency's scope, granted to none of them
        CaseRecord any = CaseRecord.of(type, new UUID(1, 1), District.HERE, null, Map.of());
        assertTrue(ViewTable.project(any, role).isPresent(), role + " " + type);
      }
  }

  @Test
  void aRowThatWasChangedBehindTheProgramsBackIsPutBackFromItsHistory() throws Exception {
    assertEquals(Map.of(), checked());
    assertEquals(1, damage("UPDATE record SET fields = '{}' WHERE id = ?", app));
    ScopeSums.Recount found = checked().get(District.HERE);
    assertEquals(List.of(app), found.mended());
    assertEquals(List.of(), found.lost());
    clerk.pull();
    assertEquals("13800000002", clerk.seen(app, "phone"));
    assertEquals(Map.of(), checked());
  }

  @Test
  void aRowWhoseHistoryIsDamagedTooIsToldAsLost() throws Exception {
    damage("UPDATE record SET fields = '{}' WHERE id = ?", app);
    damage("UPDATE record_history SET fields = '{}' WHERE id = ?", app);
    assertEquals(List.of(app), checked().get(District.HERE).lost());
    damage("UPDATE record_history SET fields = 'no map' WHERE id = ?", app);
    assertEquals(List.of(app), checked().get(District.HERE).lost(), "and the rest is looked at");
  }

  /// Else every upgrade would be an alarm.
  @Test
  void aDistrictOfBeforeGetsItsSumsAndIsToldNothing() throws Exception {
    damage("DELETE FROM scope_digest");
    assertEquals(Map.of(), checked());
    assertTrue(
        district
                .server
                .wiring()
                .database
                .read(tx -> tx.number("SELECT count(*) AS n FROM scope_digest"))
            > 0);
  }

  @Test
  void aRecordThatWasDeletedBehindTheProgramsBackIsPutBack() throws Exception {
    assertEquals(1, damage("UPDATE record SET deleted = 1 WHERE id = ?", app));
    ScopeSums.Recount found = checked().get(District.HERE);
    assertEquals(List.of(app), found.mended());
    clerk.pull();
    assertEquals("13800000002", clerk.seen(app, "phone"));
    assertEquals(Map.of(), checked());
  }

  @Test
  void whatIsCommittedWhileARowIsPutBackStays() throws Exception {
    damage("UPDATE record SET fields = '{}' WHERE id = ?", app);
    Wiring wiring = district.server.wiring();
    try (var beside = Executors.newSingleThreadExecutor()) {
      var check =
          wiring.database.write(tx -> {
            Held held = tx.records().locked(app).orElseThrow();
            var fields = new TreeMap<>(held.fields());
            fields.put("phone", "13800000003");
            Held edited = held.withFields(fields, false, held.journal());
            wiring.feed.commit(tx, wiring.feed.lock(tx), Feed.Effects.of(List.of(edited)));
            Future<Map<String, ScopeSums.Recount>> running = beside.submit(wiring.scopeCheck::all);
            pause(); // until it waits for this row
            return running;
          });
      assertTrue(check.get(1, TimeUnit.MINUTES).containsKey(District.HERE));
    }
    Held now = wiring.database.read(tx -> tx.records().find(app).orElseThrow());
    assertEquals("13800000003", now.fields().get("phone"));
    assertEquals(Map.of(), checked());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSumThatIsWrongIsWrittenAnewWhenAMachineDoubts() throws Exception {
    try (TestMachine judge = district.machine(District.login(Role.STREET_REVIEWER))) {
      judge.pull();
      String right = compared(judge, List.of()).digests().get(District.HERE);
      damage("UPDATE scope_digest SET sum = ? WHERE scope = ?", "0".repeat(64), District.HERE);
      assertNotEquals(right, compared(judge, List.of()).digests().get(District.HERE));
      compared(judge, List.of(District.HERE));
      assertEquals(right, compared(judge, List.of()).digests().get(District.HERE));
    }
  }

  /// A database of before has no sums: the first commit of a scope reckons what was there.
  @Test
  void aScopeWithoutASumIsReckoned() throws Exception {
    clerk.pull();
    String before = compared(clerk, List.of()).digests().get(District.HERE);
    damage("DELETE FROM scope_digest WHERE scope = ?", District.HERE);
    assertEquals(before, compared(clerk, List.of()).digests().get(District.HERE));
    District.open(clerk, District.HERE, "张三");
    clerk.pull();
    assertEquals(
        sum(clerk, District.HERE), compared(clerk, List.of()).digests().get(District.HERE));
    assertEquals(Map.of(), checked());
  }
}
