package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// What is deleted is told for at least half a year; after that a machine that was away fetches the
/// scope from the beginning.
@OnEachStore
class TombstonesTest {
  private static final Duration KEPT = Duration.ofDays(180);

  @Parameter Store store;
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-01-05T01:00:00Z"));
  private District district;
  private TestMachine clerk;
  private TestMachine away;
  private CaseRecord item;
  private UUID app;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store, EmbeddedServer.Config.forTests().withClock(clock::get));
    clerk = district.machine("clerk");
    away = district.machine("clerk2");
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    app = file.application().orElseThrow().id();
    item =
        CaseRecord.of(
            RecordType.ITEM,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of(
                "application",
                app.toString(),
                "kind",
                "INCOME",
                "code",
                "101",
                "basis",
                "MONTHLY",
                "declared",
                "5"));
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(item)).verdict());
    away.pull();
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.delete(item)).verdict());
  }

  @AfterEach
  void stop() {
    away.close();
    clerk.close();
    district.close();
  }

  private int sweptAfter(Duration passed) throws Exception {
    clock.updateAndGet(t -> t.plus(passed));
    int swept = district.server.wiring().tombstones().sweep();
    clerk.login("clerk", District.PASSWORD);
    away.login("clerk2", District.PASSWORD);
    return swept;
  }

  private PullReply asked(TestMachine machine, int limit, Map<String, Long> snapshots)
      throws Exception {
    var request =
        new PullRequest(
            1, machine.witness, machine.cursors, limit, List.of(), snapshots, List.of(), List.of());
    return machine
        .send("POST", "/v1/pull", cn.ruhu.wire.Messages.write(request), Map.of())
        .as(PullReply.class);
  }

  private static List<UUID> ids(PullReply page) {
    return page.records().stream().map(WireRecord::id).toList();
  }

  @Test
  void aMachineThatComesWithinTheTimeIsToldOfTheDeletion() throws Exception {
    assertEquals(0, sweptAfter(KEPT.minusDays(1)));
    PullReply page = asked(away, 100, Map.of());
    assertEquals(List.of(), page.resync());
    assertTrue(page.records().stream().anyMatch(r -> r.id().equals(item.id()) && r.deleted()));
  }

  @Test
  void aMachineThatComesTooLateFetchesThatScopeFromTheBeginning() throws Exception {
    assertEquals(1, sweptAfter(KEPT.plusDays(1)));
    assertEquals(0, district.server.wiring().tombstones().sweep(), "once");
    PullReply page = asked(away, 100, Map.of());
    assertTrue(page.resync().contains(District.HERE));
    assertTrue(ids(page).contains(app), "unchanged records come again");
    assertFalse(ids(page).contains(item.id()), "the deleted one does not");
    away.cursors = page.cursors();
    away.witness = page.witness();
    assertEquals(List.of(), asked(away, 100, Map.of()).resync(), "from then on as before");
  }

  /// Else a scope of more than a page would begin again with each.
  @Test
  void fetchingFromTheBeginningGoesOnPageByPage() throws Exception {
    sweptAfter(KEPT.plusDays(1));
    PullReply first = asked(away, 1, Map.of());
    assertTrue(first.resync().contains("pub"), "the first in line");
    for (int pages = 0; ; pages++) {
      assertTrue(pages < 100, "it comes to an end");
      var snapshots = new java.util.HashMap<String, Long>();
      for (String scope : first.scopes()) snapshots.put(scope, first.witness().seq());
      away.cursors = first.cursors();
      away.witness = first.witness();
      first = asked(away, 1, snapshots);
      if (!first.more()) break;
    }
    assertEquals(district.server.seq(), first.cursors().get(District.HERE).seq());
  }

  /// The record itself, its history and what late work on it means are not thrown away.
  @Test
  void lateWorkOnWhatWasDeletedIsStillAQuestion() throws Exception {
    sweptAfter(KEPT.plusDays(1));
    Verdict late = away.save(District.edit(item, "declared", "5", "7"));
    assertEquals(Verdict.Kind.CONFLICT, late.verdict());
    away.pull();
    assertEquals("7", away.seen(late.conflicts().getFirst(), "offered.declared"));
  }

  @Test
  void whatRottedOutsideTheFeedIsPutRightThere() throws Exception {
    sweptAfter(KEPT.plusDays(1));
    Wiring wiring = district.server.wiring();
    String rotten = "UPDATE record SET fields = '{}' WHERE id = ?";
    int changed = wiring.database.write(tx -> tx.run(rotten, item.id()));
    assertEquals(1, changed);
    assertEquals(List.of(item.id()), wiring.scopeCheck.all().get(District.HERE).mended(), "found");
    assertEquals(Map.of(), wiring.scopeCheck.all());
    String gone = "SELECT deleted AS n FROM record WHERE id = ?";
    long deleted = wiring.database.read(tx -> tx.number(gone, item.id()));
    assertEquals(2, deleted, "stays out");
  }
}
