package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStoreTest {
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

  private CaseRecord saved(String name) throws StoreException {
    UUID caseId = machine.ids().next();
    CaseRecord app = Home.application(caseId, Map.of("reason", name));
    store.save(Home.save(RecordChange.create(app)));
    return app;
  }

  @Test
  void showsWhatWasSavedAtOnceAndAfterReopening() throws Exception {
    CaseRecord app = saved("a");
    CaseRecord person = Home.person(machine.ids().next(), app.id(), "Zhang");
    store.save(Home.save(RecordChange.create(person)));

    for (int round = 0; round < 2; round++) {
      assertEquals(Optional.of(app), store.record(app.id()));
      assertEquals(List.of(app, person), store.ofCase(app.id()));
      assertEquals(List.of(person), store.all(RecordType.PERSON));
      assertEquals(Standing.LOCAL, store.standing(app.id()));
      reopen();
    }
  }

  @Test
  void chainsTheExactBytesOfEveryOp() throws Exception {
    for (int i = 0; i < 5; i++) saved("n" + i);
    Batch batch = store.journal().pending(200, 1 << 20).orElseThrow();
    String hash = Chain.start(batch.journal());
    assertEquals(hash, batch.prevHash());
    for (int i = 0; i < 5; i++) {
      var op = OpCodec.read(batch.lines().get(i));
      assertEquals(i + 1, op.jseq());
      assertEquals(batch.opIds().get(i), op.opId());
      assertEquals(Home.CLERK.id(), op.user());
      assertEquals(machine.device(), op.device());
      hash = Chain.next(hash, batch.lines().get(i));
    }
    assertEquals(List.of(), store.journal().verify());
    reopen();
    Batch same = store.journal().pending(200, 1 << 20).orElseThrow();
    for (int i = 0; i < 5; i++) assertArrayEquals(batch.lines().get(i), same.lines().get(i));
  }

  @Test
  void cutsBatchesByCountAndBytes() throws Exception {
    for (int i = 0; i < 5; i++) saved("n" + i);
    assertEquals(2, store.journal().pending(2, 1 << 20).orElseThrow().lines().size());
    assertEquals(1, store.journal().pending(200, 10).orElseThrow().lines().size());
    assertEquals(5, store.waiting().ops());
    assertEquals(home.wall, store.waiting().oldest());
  }

  @Test
  void dropsTheDraftInTheSameTransactionAsTheSave() throws Exception {
    store.drafts().put("intake/1", new byte[] {1});
    store.drafts().append("visit/1", new byte[] {2});
    UUID id = machine.ids().next();
    store.save(Home.save(RecordChange.create(Home.application(id, Map.of()))), "intake/1");
    assertEquals(List.of("visit/1"), store.drafts().keys());

    var missing =
        Home.saveWithFiles(
            List.of("sha256-" + "0".repeat(64)),
            RecordChange.create(Home.application(machine.ids().next(), Map.of())));
    var e = assertThrows(StoreException.class, () -> store.save(missing, "visit/1"));
    assertEquals(StoreException.Code.NO_FILE, e.code());
    assertEquals(List.of("visit/1"), store.drafts().keys());
    assertEquals(1, store.journal().entries().size());
  }

  @Test
  void keepsDraftsAndTheirEntriesInOrder() throws Exception {
    byte[] value = "answer".getBytes(StandardCharsets.UTF_8);
    store.drafts().put("a", value);
    home.wall += 10;
    for (byte i = 0; i < 20; i++) store.drafts().append("b", new byte[] {i});
    home.wall += 10;
    store.drafts().append("a", new byte[] {9});
    reopen();
    assertArrayEquals(value, store.drafts().get("a").orElseThrow());
    assertEquals(Optional.empty(), store.drafts().get("b"));
    assertEquals(20, store.drafts().entries("b").size());
    assertEquals(19, store.drafts().entries("b").get(19)[0]);
    assertEquals(List.of("a", "b"), store.drafts().keys());
    store.drafts().remove("a");
    assertEquals(List.of("b"), store.drafts().keys());
    assertEquals(List.of(), store.drafts().entries("a"));
  }

  @Test
  void keepsAnUnreflectedOwnWriteVisibleUntilANewerCopySupersedesIt() throws Exception {
    CaseRecord app = Home.application(machine.ids().next(), Map.of("note", "old"));
    Home.pull(store, Home.page(10, Home.wire(app, 10)));
    CaseRecord mine = app.with("note", "mine");
    store.save(Home.save(Home.set(app, "note", "mine")));
    assertEquals(Optional.of(mine), store.record(app.id()));

    Home.push(store, Verdict.Kind.APPLIED, 11);
    assertEquals(Optional.of(mine), store.record(app.id()));
    assertEquals(Standing.IN_DISTRICT, store.standing(app.id()));

    var two = List.of(Home.STREET, "110108008");
    Home.pull(store, Home.page(10, 0, two, List.of(), List.of()));
    reopen();
    assertEquals(Optional.of(mine), store.record(app.id()));

    CaseRecord theirs = mine.with("note", "theirs");
    var ahead = new java.util.TreeMap<>(store.sync().cursors());
    ahead.put(Home.STREET, Home.cursor(12));
    var page =
        new cn.ruhu.wire.PullReply(
            List.of(Home.wire(theirs, 12)),
            List.of(),
            ahead,
            two,
            List.of(),
            List.of(),
            Home.at(12),
            0,
            0,
            false,
            List.of(),
            List.of(),
            java.util.Map.of(),
            List.of());
    Home.pull(store, page);
    assertEquals(Optional.of(theirs), store.record(app.id()));
    assertEquals(JournalEntry.State.ACKNOWLEDGED, store.journal().entries().getFirst().state());

    Home.pull(store, Home.page(12, 0, two, List.of(), List.of()));
    assertEquals(JournalEntry.State.REFLECTED, store.journal().entries().getFirst().state());
    Home.pull(store, Home.page(13, 11, two, List.of(), List.of()));
    assertEquals(List.of(), store.journal().entries());
    assertEquals(Optional.of(theirs), store.record(app.id()));
  }

  @Test
  void stopsShowingARefusedActButKeepsItReadable() throws Exception {
    CaseRecord app = Home.application(machine.ids().next(), Map.of("note", "old"));
    Home.pull(store, Home.page(10, Home.wire(app, 10)));
    store.save(Home.save(Home.set(app, "note", "mine")));
    Home.push(store, Verdict.Kind.REJECTED, 11);
    Home.pull(store, Home.page(20, 20, List.of(Home.STREET), List.of(), List.of()));
    reopen();
    assertEquals(Optional.of(app), store.record(app.id()));
    assertEquals(Standing.REFUSED, store.standing(app.id()));
    JournalEntry kept = store.journal().entries().getFirst();
    assertEquals("mine", kept.op().changes().getFirst().set().get("note").get(1));
    assertEquals(1, store.story(app.id()).size());
  }

  @Test
  void tellsAConflictUntilSomebodyDecides() throws Exception {
    CaseRecord app = Home.application(machine.ids().next(), Map.of("note", "old"));
    Home.pull(store, Home.page(10, Home.wire(app, 10)));
    store.save(Home.save(Home.set(app, "note", "mine")));
    Home.push(store, Verdict.Kind.CONFLICT, 11);
    assertEquals(Standing.CONFLICT, store.standing(app.id()));
    CaseRecord conflict =
        CaseRecord.of(
            RecordType.CONFLICT,
            machine.ids().next(),
            Home.STREET,
            app.id(),
            Map.of("record", app.id().toString(), "recordType", "APPLICATION", "kind", "FIELD"));
    Home.pull(store, Home.page(11, Home.wire(conflict, 11)));
    assertEquals(Standing.CONFLICT, store.standing(app.id()));
    CaseRecord closed = conflict.with("resolvedBy", Home.OTHER.id().toString());
    Home.pull(store, Home.page(12, Home.wire(closed, 12)));
    assertEquals(Standing.IN_DISTRICT, store.standing(app.id()));
  }

  @Test
  void isInTheDistrictOnlyWithAReceiptForEveryFile() throws Exception {
    UUID id = machine.ids().next();
    String a = store.files().put(new byte[] {1}, id, "image/jpeg");
    String b = store.files().put(new byte[] {2}, id, "image/jpeg");
    store.save(
        Home.saveWithFiles(List.of(a, b), RecordChange.create(Home.application(id, Map.of()))));
    assertEquals(List.of(), store.files().pendingUploads());
    Home.push(store, Verdict.Kind.APPLIED, 1);
    assertEquals(2, store.files().pendingUploads().size());
    assertEquals(Standing.SENT, store.standing(id));
    store.files().verified(a, id);
    assertEquals(Standing.SENT, store.standing(id));
    assertEquals(1, store.story(id).getFirst().filesWaiting());
    Home.pull(store, Home.page(1, Home.wire(Home.application(id, Map.of()), 1)));
    assertEquals(Standing.SENT, store.standing(id));
    Home.pull(store, Home.receipts(1, 1, List.of(b), List.of()));
    assertEquals(Standing.IN_DISTRICT, store.standing(id));
    assertEquals(List.of(), store.journal().entries());
    assertTrue(store.files().release(a, id));
    assertEquals(Optional.empty(), store.files().file(a));

    Home.pull(store, Home.receipts(2, 1, List.of(), List.of(b)));
    assertEquals(KeptFile.State.KEPT, store.files().file(b).orElseThrow().state());
    assertFalse(store.files().release(b, id));
  }

  @Test
  void aCopyKeptUnderABatchGoesWithoutTheCasesOwn() throws Exception {
    UUID batch = machine.ids().next();
    UUID id = machine.ids().next();
    String a = store.files().put(new byte[] {1, 2}, batch, "image/jpeg");
    assertEquals(a, store.files().put(new byte[] {1, 2}, id, "image/jpeg"));
    store.save(Home.saveWithFiles(List.of(a), RecordChange.create(Home.application(id, Map.of()))));
    assertFalse(store.files().discard(a, id));
    assertTrue(store.files().discard(a, batch));
    assertFalse(store.files().discard(a, batch));
    assertEquals(2, store.files().bytes(a).length);
  }

  @Test
  void keepsAcknowledgedOpsUntilTheOldestBackupHasThem() throws Exception {
    CaseRecord app = saved("a");
    Home.push(store, Verdict.Kind.APPLIED, 7);
    Home.pull(store, Home.page(9, 6, List.of(Home.STREET), List.of(), List.of(Home.wire(app, 7))));
    assertEquals(1, store.journal().entries().size());
    Home.pull(store, Home.page(9, 7, List.of(Home.STREET), List.of(), List.of()));
    assertEquals(0, store.journal().entries().size());
    assertEquals(2, store.save(Home.save(Home.set(app, "note", "x"))).jseq());
    assertEquals(List.of(), store.journal().verify());
  }

  @Test
  void startsANewJournalWithTheSameOpIds() throws Exception {
    saved("a");
    Home.push(store, Verdict.Kind.APPLIED, 1);
    saved("b");
    saved("c");
    Batch before = store.journal().pending(200, 1 << 20).orElseThrow();
    store.journal().restart();
    Batch after = store.journal().pending(200, 1 << 20).orElseThrow();
    assertEquals(before.opIds(), after.opIds());
    assertEquals(1, after.fromSeq());
    assertEquals(Chain.start(after.journal()), after.prevHash());
    assertFalse(before.journal().equals(after.journal()));
    assertEquals(2, store.journal().ids().size());
    assertEquals(List.of(), store.journal().verify());
    reopen();
    assertEquals(List.of(), store.journal().verify());
    assertEquals(2, store.journal().last());
  }

  @Test
  void appliesSeveralChangesOfOneRecordInTheirOrder() throws Exception {
    CaseRecord app = Home.application(machine.ids().next(), Map.of());
    CaseRecord noted = app.with("note", "x");
    store.save(
        Home.save(
            RecordChange.create(app), Home.set(app, "note", "x"), Home.set(noted, "reason", "y")));
    for (int round = 0; round < 2; round++) {
      assertEquals(Optional.of(noted.with("reason", "y")), store.record(app.id()));
      assertEquals(1, store.story(app.id()).size());
      reopen();
    }
    store.save(Home.save(RecordChange.delete(app)));
    assertEquals(Optional.empty(), store.record(app.id()));
    assertEquals(List.of(), store.ofCase(app.id()));
  }

  @Test
  void tellsItsListeners() throws Exception {
    var heard = new ArrayList<StoreChange>();
    Runnable stop = store.onChange(heard::add);
    CaseRecord app = saved("a");
    assertTrue(heard.getFirst().records().contains(app.id()));
    assertTrue(heard.getFirst().cases().contains(app.id()));
    stop.run();
    saved("b");
    assertEquals(1, heard.size());
  }

  @Test
  void refusesAnActTooLargeToSendAndSavesNothing() {
    CaseRecord huge =
        Home.application(machine.ids().next(), Map.of("note", "x".repeat((1 << 20) + 1)));
    var e =
        assertThrows(StoreException.class, () -> store.save(Home.save(RecordChange.create(huge))));
    assertEquals(StoreException.Code.TOO_LARGE, e.code());
    assertEquals(0, store.journal().entries().size());
  }

  @Test
  void givesEachApplicationNumberOnce() throws Exception {
    String first = store.nextApplicationNumber(Home.STREET, 2024).text();
    String second = store.nextApplicationNumber(Home.STREET, 2024).text();
    reopen();
    String third = store.nextApplicationNumber(Home.STREET, 2024).text();
    assertEquals(3, java.util.Set.of(first, second, third).size());
    assertEquals("00003", third.substring(15, 20));
    assertEquals("00001", store.nextApplicationNumber(Home.STREET, 2025).text().substring(15, 20));

    String seen = cn.ruhu.casefile.ApplicationNumber.of(Home.STREET, 2024, "001", 41).text();
    CaseRecord app = Home.application(machine.ids().next(), Map.of("number", seen));
    Home.pull(store, Home.page(1, Home.wire(app, 1)));
    assertEquals("00042", store.nextApplicationNumber(Home.STREET, 2024).text().substring(15, 20));
  }

  @Test
  void givesEachDocumentNumberOnceAndNotThoseTheRegisterShows() throws Exception {
    String word = "海北下关受";
    assertEquals(word + "〔2024〕001-0001号", store.nextDocumentNumber(word, 2024).text());
    reopen();
    assertEquals(2, store.nextDocumentNumber(word, 2024).sequence());
    assertEquals(1, store.nextDocumentNumber("海北下关准", 2024).sequence());
    assertEquals(1, store.nextDocumentNumber(word, 2025).sequence());
    assertEquals(
        "00001",
        store.nextApplicationNumber(Home.STREET, 2024).text().substring(15, 20),
        "applications count by themselves");

    CaseRecord seen =
        CaseRecord.of(
            cn.ruhu.casefile.record.RecordType.DOCUMENT,
            machine.ids().next(),
            Home.STREET,
            machine.ids().next(),
            Map.of("paper", "N01", "documentNumber", word + "〔2024〕001-0041号"));
    Home.pull(store, Home.page(1, Home.wire(seen, 1)));
    assertEquals(42, store.nextDocumentNumber(word, 2024).sequence());
  }
}
