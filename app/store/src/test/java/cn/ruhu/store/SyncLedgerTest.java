package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyncLedgerTest {
  private static final String ELSEWHERE = "110108008";

  @TempDir Path folder;

  private Home home;
  private Machine machine;
  private LocalStore store;

  @BeforeEach
  void open() throws StoreException {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    store = home.first(machine);
  }

  @AfterEach
  void close() throws StoreException {
    machine.close();
  }

  private void reopen() throws StoreException {
    machine.close();
    machine = home.machine();
    store = Home.again(machine);
  }

  private CaseRecord application(String note) {
    return Home.application(machine.ids().next(), Map.of("note", note));
  }

  /// Bits of a pulled copy rot on this disk: the rest opens, and the scope comes again.
  @Test
  void aDamagedCopyIsLeftOutAndItsScopeFetchedAnew() throws Exception {
    CaseRecord sound = application("sound");
    CaseRecord rotten = application("rotten");
    Home.pull(store, Home.page(5, Home.wire(sound, 4), Home.wire(rotten, 5)));
    store.save(Home.save(Home.set(sound, "note", "mine")));
    machine.close();
    try (Stream<Path> files = Files.walk(home.path)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".db")).toList())
        damage(file, rotten.id());
    }
    machine = home.machine();
    store = Home.again(machine);
    assertEquals(Optional.empty(), store.record(rotten.id()));
    assertEquals("mine", store.record(sound.id()).orElseThrow().text("note"));
    assertEquals(Set.of(Home.STREET), store.sync().ticket().doubts());
    assertEquals(Map.of(), store.sync().cursors(), "from the beginning");
    assertEquals("RESYNC", store.sync().received().getFirst().parts().getFirst().type());
    Home.pull(store, Home.page(5, Home.wire(sound, 4), Home.wire(rotten, 5)));
    assertEquals(Optional.of(rotten), store.record(rotten.id()));
    assertEquals(Set.of(), store.sync().ticket().doubts());
  }

  /// Of a scope the person has no more when the password is forgotten while its copies are in
  /// doubt.
  @Test
  void aDoubtGoesWithTheCopiesItIsAbout() throws Exception {
    CaseRecord rotten = application("rotten");
    Home.pull(store, Home.page(5, Home.wire(rotten, 5)));
    UUID op = store.save(Home.save(RecordChange.create(application("mine")))).opId();
    machine.close();
    Path vault = home.path.resolve(Machine.VAULTS).resolve(Home.CLERK.id().toString());
    damage(vault.resolve(Machine.DATABASE), rotten.id());
    machine = home.machine();
    store = Home.again(machine);
    assertEquals(Set.of(Home.STREET), store.sync().ticket().doubts());
    store.close();
    byte[] sealed = machine.recoverySealed(Home.CLERK.id()).orElseThrow();
    byte[] work = SealedBox.open(Home.RECOVERY_SECRET, Protocol.workKeyOf(Home.CLERK.id()), sealed);
    store = machine.createVault(Home.CLERK, "new password".toCharArray(), work);
    Home.push(store, Verdict.Kind.APPLIED, 6);
    Home.pull(store, Home.page(7, 0, List.of(ELSEWHERE), List.of(), List.of()));
    assertEquals(Set.of(), store.sync().ticket().doubts());
    assertEquals(JournalEntry.State.REFLECTED, store.journal().entry(op).orElseThrow().state());
  }

  private static void damage(Path database, UUID id) throws SQLException {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement p = c.prepareStatement("UPDATE record SET data = ? WHERE id = ?")) {
      p.setBytes(1, new byte[64]);
      p.setString(2, id.toString());
      p.executeUpdate();
    }
  }

  @Test
  void appliesAnAnswerOnceAndOnlyToTheStateItWasAskedFrom() throws Exception {
    CaseRecord app = application("a");
    SyncLedger.Ticket ticket = store.sync().ticket();
    PullReply page = Home.page(5, Home.wire(app, 5));
    assertEquals(SyncLedger.Outcome.APPLIED, store.sync().pulled(ticket, page));
    assertEquals(SyncLedger.Outcome.STALE, store.sync().pulled(ticket, page));
    reopen();
    assertEquals(SyncLedger.Outcome.STALE, store.sync().pulled(ticket, page));
    assertEquals(Optional.of(app), store.record(app.id()));
    assertEquals(Map.of(Home.STREET, Home.cursor(5)), store.sync().cursors());
    assertEquals(Home.at(5), store.sync().witness());

    Witness foreign = new Witness("e2", 9, "0".repeat(64));
    var other =
        new PullReply(
            List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), foreign, 0, 0, false,
            List.of(), List.of(), Map.of(), List.of());
    assertEquals(SyncLedger.Outcome.STALE, Home.pull(store, other));
    assertEquals(Set.of(Home.STREET), store.sync().scopes());
  }

  @Test
  void ignoresTheVerdictOfAnOvertakenPush() throws Exception {
    CaseRecord app = application("a");
    store.save(Home.save(RecordChange.create(app)));
    UUID opId = store.journal().entries().getFirst().opId();
    SyncLedger.Ticket ticket = store.sync().ticket();
    Home.pull(store, Home.page(5));
    var verdict = new Verdict(opId, Verdict.Kind.APPLIED, 4, null, null, null, List.of());
    var reply = new PushReply(List.of(verdict), 1, Home.at(4), 0, 0, null);
    assertEquals(SyncLedger.Outcome.STALE, store.sync().pushed(ticket, reply));
    assertEquals(1, store.waiting().ops());
    assertEquals(SyncLedger.Outcome.APPLIED, store.sync().pushed(store.sync().ticket(), reply));
    assertEquals(0, store.waiting().ops());
    assertEquals(5, store.sync().witness().seq());
  }

  @Test
  void forgetsRecordsThatLeftTheScopeAndOnlyThose() throws Exception {
    CaseRecord left = application("left");
    CaseRecord back = application("back");
    Home.pull(store, Home.page(5, Home.wire(left, 3), Home.wire(back, 4)));
    var exits =
        List.of(
            new PullReply.Exit(Home.STREET, left.id(), 6),
            new PullReply.Exit(Home.STREET, back.id(), 6));
    Home.pull(store, Home.page(8, 0, List.of(Home.STREET), exits, List.of(Home.wire(back, 7))));
    assertEquals(Optional.empty(), store.record(left.id()));
    assertEquals(Optional.of(back), store.record(back.id()));

    var both = List.of(Home.STREET, ELSEWHERE);
    CaseRecord moved =
        CaseRecord.of(back.type(), back.id(), ELSEWHERE, back.caseId(), back.fields());
    Home.pull(store, Home.page(9, 0, both, List.of(), List.of(Home.wire(moved, 9))));
    var late = List.of(new PullReply.Exit(Home.STREET, back.id(), 9));
    Home.pull(store, Home.page(10, 0, both, late, List.of()));
    assertEquals(Optional.of(moved), store.record(back.id()));
  }

  @Test
  void hidesADeletedRecordAndAnOwnEditOfIt() throws Exception {
    CaseRecord app = application("a");
    Home.pull(store, Home.page(5, Home.wire(app, 5)));
    store.save(Home.save(Home.set(app, "note", "mine")));
    var gone = new WireRecord("APPLICATION", app.id(), Home.STREET, app.id(), 6, true, Map.of());
    Home.pull(store, Home.page(6, gone));
    reopen();
    assertEquals(Optional.empty(), store.record(app.id()));
    assertEquals(1, store.waiting().ops());
  }

  @Test
  void losesTheCopiesOfARevokedScopeButNoOwnWork() throws Exception {
    CaseRecord pulled = application("pulled");
    CaseRecord mine = application("mine");
    byte[] photo = {1, 2, 3};
    Home.pull(store, Home.page(5, Home.wire(pulled, 5)));
    String address = store.files().put(photo, mine.id(), "image/jpeg");
    store.save(Home.saveWithFiles(List.of(address), RecordChange.create(mine)));
    store.save(Home.save(Home.set(pulled, "note", "edited")));
    store.drafts().put("intake/1", photo);

    Home.pull(store, Home.page(6, 0, List.of("pub"), List.of(), List.of()));
    for (int round = 0; round < 2; round++) {
      assertEquals(Optional.empty(), store.record(pulled.id()));
      assertEquals(Optional.of(mine), store.record(mine.id()));
      assertEquals(2, store.waiting().ops());
      assertEquals(3, store.files().bytes(address).length);
      assertEquals(List.of("intake/1"), store.drafts().keys());
      assertEquals(Set.of("pub"), store.sync().scopes());
      reopen();
    }
    Batch batch = store.journal().pending(200, 1 << 20).orElseThrow();
    assertEquals(2, batch.lines().size());
    Home.push(store, Verdict.Kind.LATE, 7);
    assertEquals(Standing.REFUSED, store.standing(mine.id()));
    assertEquals(2, store.journal().entries().size());

    Home.pull(store, Home.page(8, Home.wire(pulled, 5)));
    assertEquals(Optional.of(pulled), store.record(pulled.id()));
  }

  @Test
  void startsOverWhenTheServerHasAnotherHistory() throws Exception {
    CaseRecord pulled = application("pulled");
    CaseRecord mine = application("mine");
    String address = store.files().put(new byte[] {1}, mine.id(), "image/jpeg");
    store.save(Home.saveWithFiles(List.of(address), RecordChange.create(mine)));
    Home.push(store, Verdict.Kind.APPLIED, 3);
    Home.pull(store, Home.page(5, Home.wire(pulled, 4), Home.wire(mine, 3)));
    store.files().verified(address, mine.id());
    assertEquals(Standing.IN_DISTRICT, store.standing(mine.id()));

    Witness point = new Witness("e2", 2, "0".repeat(64));
    SyncLedger.Ticket ticket = store.sync().ticket();
    assertEquals(SyncLedger.Outcome.APPLIED, store.sync().reset(ticket, point));
    assertEquals(SyncLedger.Outcome.STALE, store.sync().reset(ticket, point));
    for (int round = 0; round < 2; round++) {
      assertEquals(Optional.empty(), store.record(pulled.id()));
      assertEquals(Optional.of(mine), store.record(mine.id()));
      assertEquals(Standing.LOCAL, store.standing(mine.id()));
      assertEquals(1, store.waiting().ops());
      assertEquals(1, store.waiting().files());
      assertEquals(Map.of(), store.sync().cursors());
      assertEquals(point, store.sync().witness());
      reopen();
    }
    assertEquals(List.of(), store.journal().verify());
  }

  @Test
  void locksPulledCopiesWhenTheGrantsRunOut() throws Exception {
    CaseRecord pulled = application("pulled");
    CaseRecord mine = application("mine");
    store.sync().granted(List.of(Home.STREET), home.wall + 1_000, home.wall);
    Home.pull(store, Home.page(5, Home.wire(pulled, 5)));
    store.save(Home.save(RecordChange.create(mine)));
    home.wall += 2_000;
    reopen();
    assertTrue(store.sync().locked());
    assertEquals(List.of(mine), store.all(RecordType.APPLICATION));
    store.sync().granted(List.of(Home.STREET), home.wall + 1_000, home.wall);
    assertFalse(store.sync().locked());
    assertEquals(Set.of(pulled, mine), Set.copyOf(store.all(RecordType.APPLICATION)));
  }

  @Test
  void holdsSingleCasesUnderTheScopeOfTheCase() throws Exception {
    CaseRecord app = application("a");
    String scope = "case:" + app.id();
    Home.pull(store, Home.page(5, 0, List.of(scope), List.of(), List.of(Home.wire(app, 5))));
    reopen();
    assertEquals(Optional.of(app), store.record(app.id()));
    Home.pull(store, Home.page(6, 0, List.of(), List.of(), List.of()));
    assertEquals(Optional.empty(), store.record(app.id()));

    SyncLedger.Ticket before = store.sync().ticket();
    var foreign = Home.page(7, 0, List.of(ELSEWHERE), List.of(), List.of(Home.wire(app, 7)));
    assertThrows(StoreException.class, () -> Home.pull(store, foreign));
    assertEquals(before, store.sync().ticket());
    assertEquals(Set.of(), store.sync().scopes());
    reopen();
    assertEquals(Set.of(), store.sync().scopes());
  }

  @Test
  void keepsRecordsOfATypeItDoesNotKnow() throws Exception {
    var future =
        new WireRecord(
            "HOLOGRAM", machine.ids().next(), Home.STREET, null, 5, false, Map.of("a", "b"));
    Home.pull(store, Home.page(5, future));
    reopen();
    assertEquals(Optional.empty(), store.record(future.id()));
    assertEquals(Map.of("HOLOGRAM", 1L), vaultFacts().recordsByType());
  }

  private StoreFacts.VaultFacts vaultFacts() throws StoreException {
    return StoreCheck.run(home.path).vaults().getFirst();
  }

  @Test
  void showsADeferredActUntilItsRecordsComeBack() throws Exception {
    CaseRecord mine = application("mine");
    store.save(Home.save(RecordChange.create(mine)));
    Home.push(store, Verdict.Kind.DEFERRED, 3);
    Home.pull(store, Home.page(5));
    assertEquals(Optional.of(mine), store.record(mine.id()));
    assertEquals(Standing.SENT, store.standing(mine.id()));
    Home.pull(store, Home.page(8, Home.wire(mine, 7)));
    assertEquals(Standing.IN_DISTRICT, store.standing(mine.id()));
  }

  @Test
  void tellsAHelpdeskWhatIsThereWithoutAPassword() throws Exception {
    CaseRecord mine = application("mine");
    String address = store.files().put(new byte[] {1}, mine.id(), "image/jpeg");
    store.save(Home.saveWithFiles(List.of(address), RecordChange.create(mine)));
    store.drafts().put("a", new byte[] {1});
    Home.pull(store, Home.page(5, Home.wire(application("x"), 5)));
    StoreFacts facts = StoreCheck.run(home.path);
    StoreFacts.VaultFacts v = facts.vaults().getFirst();
    assertTrue(facts.ok());
    assertTrue(facts.enrolled());
    assertEquals(machine.device(), facts.device());
    assertFalse(v.cleanlyClosed());
    assertEquals(Map.of("APPLICATION", 1L), v.recordsByType());
    assertEquals(Map.of("PENDING", 1L), v.opsByState());
    assertEquals(Map.of("KEPT", 1L), v.filesByState());
    assertEquals(home.wall, v.oldestPendingAt());
    assertEquals(1, v.drafts());
    assertEquals("ok", v.integrity());
    machine.close();
    v = vaultFacts();
    assertTrue(v.cleanlyClosed());
    java.nio.file.Files.delete(
        java.nio.file.Files.list(home.path.resolve("vaults/" + Home.CLERK.id() + "/files"))
            .findFirst()
            .orElseThrow());
    assertEquals(List.of("FILE_MISSING"), vaultFacts().problems());
  }

  @Test
  void knowsWhichFilesOfOthersHaveArrivedAlsoAfterARestart(@TempDir Path folder) throws Exception {
    var at = new Home(folder);
    String address = "sha256-" + "ab".repeat(32);
    try (Machine machine = at.machine()) {
      LocalStore mine = at.first(machine);
      assertFalse(mine.sync().arrived(address));
      Home.pull(mine, Home.receipts(1, 0, List.of(address), List.of()));
      assertTrue(mine.sync().arrived(address));
    }
    try (Machine machine = at.machine()) {
      LocalStore mine = Home.again(machine);
      assertTrue(mine.sync().arrived(address));
      Home.pull(mine, Home.receipts(2, 0, List.of(), List.of(address)));
      assertFalse(mine.sync().arrived(address));
    }
  }

  private List<String> received() throws StoreException {
    return store.sync().received().stream()
        .map(r ->
            (r.caseId() == null ? "-" : r.caseId().toString().substring(32))
                + r.parts().stream()
                    .map(p -> " " + p.type() + p.fresh() + p.changed() + p.gone())
                    .collect(Collectors.joining()))
        .toList();
  }

  private static CaseRecord member(long caseNumber, long n, String name) {
    UUID caseId = new UUID(3, caseNumber);
    return CaseRecord.of(
        RecordType.MEMBER, new UUID(4, n), Home.STREET, caseId, Map.of("relation", name));
  }

  @Test
  void tellsWhatOthersDidByCaseAndKindAndKeepsIt() throws Exception {
    Home.pull(
        store, Home.page(5, Home.wire(member(1, 1, "02"), 4), Home.wire(member(2, 2, "02"), 5)));
    assertEquals(List.of("0002 MEMBER100", "0001 MEMBER100"), received());
    Home.pull(
        store, Home.page(7, Home.wire(member(1, 1, "10"), 6), Home.wire(member(1, 3, "20"), 7)));
    Home.pull(store, Home.page(7, Home.wire(member(1, 3, "20"), 7)));
    var exits =
        List.of(
            new PullReply.Exit(Home.STREET, new UUID(4, 1), 8),
            new PullReply.Exit(Home.STREET, new UUID(4, 3), 8));
    Home.pull(
        store,
        Home.page(9, 0, List.of(Home.STREET), exits, List.of(Home.wire(member(1, 3, "21"), 9))));
    reopen();
    assertEquals(
        List.of("0001 MEMBER011", "0001 MEMBER110", "0002 MEMBER100", "0001 MEMBER100"),
        received());
  }

  @Test
  void whatComesBackOfOwnActsIsNoNews() throws Exception {
    CaseRecord mine = member(1, 1, "02");
    store.save(Home.save(RecordChange.create(mine)));
    UUID opId = store.journal().entries().getFirst().opId();
    var verdict = new Verdict(opId, Verdict.Kind.APPLIED, 4, null, null, null, List.of());
    var reply = new PushReply(List.of(verdict), 1, Home.at(4), 0, 0, null);
    store.sync().pushed(store.sync().ticket(), reply);
    Home.pull(store, Home.page(4, Home.wire(mine, 4)));
    assertEquals(List.of(), received());
    Home.pull(store, Home.page(5, Home.wire(member(1, 1, "10"), 5)));
    assertEquals(List.of("0001 MEMBER010"), received());
  }

  @Test
  void aPageOfManyCasesIsOneLineAndOldLinesGo() throws Exception {
    var many = new ArrayList<WireRecord>();
    for (int n = 1; n <= ReceivedRows.CASES_MAX + 1; n++)
      many.add(Home.wire(member(n, n, "02"), n));
    Home.pull(store, Home.page(99, many.toArray(WireRecord[]::new)));
    assertEquals(List.of("- MEMBER4100"), received());
    for (int at = 100; at < 100 + ReceivedRows.KEPT / ReceivedRows.CASES_MAX + 2; at++) {
      var page = new ArrayList<WireRecord>();
      for (int n = 1; n <= ReceivedRows.CASES_MAX; n++) page.add(Home.wire(member(n, n, "10"), at));
      Home.pull(store, Home.page(at, page.toArray(WireRecord[]::new)));
    }
    List<Received> kept = store.sync().received();
    assertEquals(ReceivedRows.KEPT, kept.size());
    assertTrue(kept.getFirst().n() > kept.getLast().n(), "newest first");
  }
}
