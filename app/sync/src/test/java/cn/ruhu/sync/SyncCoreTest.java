package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SyncCoreTest {
  private static final UUID CASE = new UUID(3, 3);

  private final MemoryStore store = new MemoryStore(1);
  private final SyncCore core = new SyncCore(store, new Random(1));
  private ModelServer server = new ModelServer();
  private long now = 1_000;

  private UUID create(String name) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var made = CaseRecord.of(RecordType.PERSON, id, "A", CASE, Map.of("name", name));
    store.save(List.of(RecordChange.create(made)), false, List.of());
    return id;
  }

  private UUID rename(UUID id, String name) {
    CaseRecord was = store.seen(id).orElseThrow();
    return store.save(
        List.of(RecordChange.between(was, was.with("name", name)).orElseThrow()), false, List.of());
  }

  /// Runs a round; `net` may answer in the server's place (null: ask the server).
  private List<Step.Send> round(Function<Step.Send, Answer> net) throws StoreException {
    var sent = new ArrayList<Step.Send>();
    core.begin();
    for (int i = 0; i < 500; i++) {
      switch (core.next(now)) {
        case Step.Send s -> {
          sent.add(s);
          core.on(s, net.apply(s), now);
        }
        case Step.Wait w -> now = w.until();
        case Step.Done _ -> {
          return sent;
        }
      }
    }
    throw new AssertionError("the round does not end");
  }

  private List<Step.Send> round() throws StoreException {
    return round(server::answer);
  }

  @Test
  void sendsThenPullsUntilNothingIsLeft() throws StoreException {
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < 9; i++) ids.add(create("p" + i));
    List<Step.Send> sent = round();
    assertInstanceOf(Step.Push.class, sent.getFirst());
    assertTrue(sent.stream().filter(s -> s instanceof Step.Pull).count() >= 3, "pages of three");
    for (UUID id : ids) assertTrue(store.copies().containsKey(id));
    assertEquals(0, store.waiting().ops());
    assertEquals(now, core.lastSuccess());
    assertTrue(core.trouble().isEmpty());
  }

  @Test
  void afterALostAnswerTheSameBytesGoAgainAndCountOnce() throws StoreException {
    create("one");
    create("two");
    var bodies = new ArrayList<List<byte[]>>();
    var verdicts = new ArrayList<Answer>();
    round(s -> {
      Answer a = server.answer(s);
      if (!(s instanceof Step.Push p)) return a;
      bodies.add(p.batch().lines());
      verdicts.add(a);
      return bodies.size() < 3
          ? new Answer.Failed(new Trouble(Trouble.Kind.TIMEOUT, "lost"), 0)
          : a;
    });
    assertTrue(bodies.size() >= 3);
    for (List<byte[]> body : bodies) assertArrayEquals(bodies.get(0).get(0), body.get(0));
    assertEquals(2, server.applied.size(), "each op applied once");
    var first = ((Answer.Pushed) verdicts.get(0)).reply().verdicts();
    var last = ((Answer.Pushed) verdicts.get(2)).reply().verdicts();
    assertEquals(first.get(0), last.get(0), "the same verdict for ever");
  }

  @Test
  void anOwnWriteStaysVisibleFromSaveUntilItComesBack() throws StoreException {
    UUID id = create("old");
    round();
    rename(id, "new");
    assertEquals("new", store.seen(id).orElseThrow().text("name"));
    core.begin();
    var push = (Step.Push) core.next(now);
    core.on(push, server.answer(push), now);
    assertEquals("new", store.seen(id).orElseThrow().text("name"), "between verdict and pull");
    round();
    assertEquals("new", store.seen(id).orElseThrow().text("name"));
    server.clerk(id, "name", "newer");
    round();
    assertEquals("newer", store.seen(id).orElseThrow().text("name"));
  }

  @Test
  void aPoisonOpGetsItsVerdictAndHoldsUpNobody() throws StoreException {
    create("a");
    UUID bad =
        store.save(
            List.of(
                RecordChange.create(
                    CaseRecord.of(
                        RecordType.PERSON, new UUID(9, 9), "A", CASE, Map.of("name", "x")))),
            false,
            List.of());
    create("b");
    server.poison.add(bad);
    round();
    Verdict v = store.verdict(bad).orElseThrow();
    assertEquals(Verdict.Kind.REJECTED, v.verdict());
    assertEquals("POISON", v.reason());
    assertTrue(store.seen(new UUID(9, 9)).isEmpty(), "a refused create is not shown as a record");
    assertEquals(2, store.copies().size());
  }

  @Test
  void aRestoredServerGetsEverythingAgain() throws StoreException {
    create("before");
    round();
    ModelServer old = server.backup();
    UUID id = create("after");
    round();
    server = old;
    server.epoch = new UUID(0xE, 2).toString();
    round();
    assertTrue(server.records.containsKey(id));
    assertEquals(2, server.records.size());
    assertEquals(server.records.keySet(), store.copies().keySet());
    assertEquals(0, store.waiting().ops());
  }

  @Test
  void aSilentlyRestoredServerThatHasGrownIsNoticedByItsHash() throws StoreException {
    UUID first = create("before");
    round();
    ModelServer old = server.backup();
    UUID lost = create("lost");
    round();
    server = old;
    for (int i = 0; i < 5; i++) server.clerk(first, "name", "grown" + i);
    round();
    assertTrue(server.records.containsKey(lost));
    assertEquals("grown4", store.seen(first).orElseThrow().text("name"));
  }

  @Test
  void opsAreKeptUntilNoBackupCanLoseThem() throws StoreException {
    create("a");
    round();
    assertEquals(1, store.kept(), "acknowledged and reflected, but not safe");
    server.safeSeq = server.head();
    round();
    assertEquals(0, store.kept());
  }

  @Test
  void aTwinOfTheJournalMakesANewOneWithTheSameOpIds() throws StoreException {
    create("a");
    round();
    MemoryStore image = store.image();
    create("b");
    round();
    var made = CaseRecord.of(RecordType.PERSON, new UUID(8, 8), "A", CASE, Map.of("name", "c"));
    UUID op = image.save(List.of(RecordChange.create(made)), false, List.of());
    String was = image.journalId();
    var twin = new SyncCore(image, new Random(2));
    twin.begin();
    for (Step s = twin.next(now); !(s instanceof Step.Done); s = twin.next(now)) {
      if (s instanceof Step.Send x) twin.on(x, server.answer(x), now);
    }
    assertNotEquals(was, image.journalId());
    assertEquals(Verdict.Kind.APPLIED, image.verdict(op).orElseThrow().verdict());
    assertEquals(3, server.records.size());
  }

  @Test
  void aServerThatAlwaysSaysForkEndsInAPauseNotInALoop() throws StoreException {
    create("a");
    core.begin();
    int forks = 0;
    for (Step s = core.next(now); s instanceof Step.Send x; s = core.next(now)) {
      forks++;
      core.on(x, new Answer.Refused(409, Refusal.of("FORK", "")), now);
    }
    assertEquals(4, forks);
    assertInstanceOf(Step.Wait.class, core.next(now));
    assertEquals(1, store.waiting().ops());
  }

  @Test
  void anAnswerCountsOnceAndNeverLate() throws StoreException {
    create("a");
    core.begin();
    var first = (Step.Send) core.next(now);
    Answer answer = server.answer(first);
    var second = (Step.Send) core.next(now);
    assertFalse(core.on(first, answer, now), "given up");
    assertTrue(core.on(second, server.answer(second), now));
    assertFalse(core.on(second, answer, now), "twice");
    assertEquals(1, server.applied.size());
  }

  @Test
  void verdictsThatDoNotFitAcknowledgeNothing() throws StoreException {
    create("a");
    for (Function<PushReply, PushReply> forge :
        List.<Function<PushReply, PushReply>>of(
            r -> new PushReply(List.of(), 1, r.witness(), 0, 0, null),
            r ->
                new PushReply(
                    List.of(
                        new Verdict(
                            new UUID(6, 6), Verdict.Kind.APPLIED, 1, null, null, null, List.of())),
                    1,
                    r.witness(),
                    0,
                    0,
                    null))) {
      core.begin();
      var push = (Step.Push) core.next(now);
      var honest = (Answer.Pushed) server.answer(push);
      core.on(push, new Answer.Pushed(forge.apply(honest.reply())), now);
      assertEquals(Trouble.Kind.PROTOCOL, core.trouble().orElseThrow().kind());
      assertEquals(1, store.waiting().ops());
    }
  }

  @Test
  void aHistoryThatWentBackUnsaidAcknowledgesNothing() throws StoreException {
    create("a");
    round();
    create("b");
    core.begin();
    var push = (Step.Push) core.next(now);
    var honest = ((Answer.Pushed) server.answer(push)).reply();
    for (Witness w :
        List.of(
            new Witness(new UUID(5, 5).toString(), 99, "ab".repeat(32)),
            new Witness(server.epoch, 0, "00".repeat(32)))) {
      core.begin();
      var again = (Step.Push) core.next(now);
      core.on(again, new Answer.Pushed(new PushReply(honest.verdicts(), 2, w, 0, 0, null)), now);
      assertEquals(Trouble.Kind.PROTOCOL, core.trouble().orElseThrow().kind());
      assertEquals(1, store.waiting().ops());
    }
  }

  @Test
  void pausesGrowWithJitterAndHonourTheServer() throws StoreException {
    create("a");
    long longest = 0;
    for (int i = 0; i < 40; i++) {
      core.begin();
      var step = (Step.Send) core.next(now);
      core.on(step, new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, ""), 0), now);
      long pause = ((Step.Wait) core.next(now)).until() - now;
      assertTrue(pause >= 1 && pause <= Math.min(300_000, 1_000L << Math.min(i, 9)), "at " + i);
      longest = Math.max(longest, pause);
    }
    assertTrue(longest > 100_000);
    core.begin();
    var step = (Step.Send) core.next(now);
    core.on(step, new Answer.Failed(new Trouble(Trouble.Kind.BUSY, ""), 900_000), now);
    core.begin();
    assertTrue(
        ((Step.Wait) core.next(now)).until() >= now + 900_000, "a click does not shorten it");
    assertTrue(
        ((Step.Wait) core.next(now - 9_000_000_000L)).until() <= now - 9_000_000_000L + 900_000,
        "a clock set back does not lengthen it");
  }

  @Test
  void aBadLineMakesBatchesSmaller() throws StoreException {
    for (int i = 0; i < 64; i++) create("p" + i);
    var sizes = new ArrayList<Integer>();
    round(s -> {
      if (!(s instanceof Step.Push p)) return server.answer(s);
      sizes.add(p.batch().lines().size());
      return p.batch().lines().size() > 10
          ? new Answer.Refused(413, Refusal.of("TOO_LARGE", ""))
          : server.answer(s);
    });
    assertEquals(64, sizes.getFirst());
    assertTrue(sizes.contains(6), sizes.toString());
    assertEquals(0, store.waiting().ops());
  }

  @Test
  void withoutATokenTheRoundStopsAndAsksForThePerson() throws StoreException {
    create("a");
    List<Step.Send> sent = round(_ -> new Answer.Refused(401, Refusal.of("TOKEN", "expired")));
    assertEquals(1, sent.size());
    assertTrue(core.trouble().orElseThrow().needsPerson());
    round();
    assertEquals(0, store.waiting().ops());
  }

  @Test
  void aProgramTooOldToPullMaySendAllTheSame() throws StoreException {
    create("a");
    round(s ->
        s instanceof Step.Pull
            ? new Answer.Refused(426, Refusal.of("VERSION", ""))
            : server.answer(s));
    assertEquals(Trouble.Kind.UPGRADE, core.trouble().orElseThrow().kind());
    assertEquals(1, server.records.size());
  }

  private String file(int length, String name) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    String address = store.put(content, CASE);
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var page = CaseRecord.of(RecordType.PAGE, id, "A", CASE, Map.of("file", address));
    store.save(List.of(RecordChange.create(page)), false, List.of(address));
    return address;
  }

  @Test
  void filesGoSmallestFirstInPartsAndComeBackAsReceipts() throws StoreException {
    String big = file(2_500_000, "big");
    String small = file(1_000, "small");
    List<Step.Send> sent = round();
    var patches = sent.stream().filter(s -> s instanceof Step.FilePatch).toList();
    assertEquals(4, patches.size());
    assertEquals(small, ((Step.FilePatch) patches.getFirst()).file().address());
    assertTrue(store.received(big) && store.received(small));
    assertEquals(0, store.waiting().files());
  }

  @Test
  void aCutPartGoesOnWhereTheServerStands() throws StoreException {
    String big = file(2_500_000, "big");
    int[] n = {0};
    List<Step.Send> sent =
        round(s -> {
          if (s instanceof Step.FilePatch p && n[0]++ == 1) {
            var held = server.files.get(big);
            held.writeBytes(java.util.Arrays.copyOf(p.part(), 100_000));
            return new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "cut"), 0);
          }
          return server.answer(s);
        });
    assertTrue(store.received(big));
    long bytes =
        sent.stream()
            .filter(s -> s instanceof Step.FilePatch)
            .mapToLong(s -> ((Step.FilePatch) s).part().length)
            .sum();
    assertTrue(bytes <= 2_500_000 + (1 << 20), "waste is at most one part: " + bytes);
  }

  @Test
  void aFileTheServerRefusesDelaysNoOther() throws StoreException {
    String bad = file(500, "bad");
    String good = file(5_000, "good");
    round(s ->
        s instanceof Step.FilePatch p && p.file().address().equals(bad)
            ? new Answer.Refused(403, Refusal.of("SCOPE", ""))
            : server.answer(s));
    assertTrue(store.received(good));
    assertFalse(store.received(bad));
    assertEquals(Trouble.Kind.FILE, core.trouble().orElseThrow().kind());
  }

  @Test
  void aFileThatNeverGetsOnIsLeftForTheNextRound() throws StoreException {
    file(500, "bad");
    List<Step.Send> sent =
        round(s -> s instanceof Step.FilePatch ? new Answer.FileAt(0, false) : server.answer(s));
    assertTrue(sent.size() < 20);
    assertEquals("STALLED", core.trouble().orElseThrow().detail());
    round();
    assertEquals(0, store.waiting().files());
  }

  @Test
  void aFileThatArrivedButWasNeverClosedIsClosed() throws StoreException {
    byte[] content = new byte[700];
    new Random(700).nextBytes(content);
    String address = file(700, "whole");
    var held = new java.io.ByteArrayOutputStream();
    held.writeBytes(content);
    server.files.put(address, held);
    List<Step.Send> sent = round();
    var patch =
        (Step.FilePatch)
            sent.stream()
                .filter(s -> s instanceof Step.FilePatch)
                .reduce((_, last) -> last)
                .orElseThrow();
    assertEquals(0, patch.part().length);
    assertTrue(store.received(address));
  }

  @Test
  void aServersOwnFaultIsWaitedFor() throws StoreException {
    String address = file(5_000, "page");
    int[] n = {0};
    round(s ->
        s instanceof Step.FilePatch && n[0]++ < 3
            ? new Answer.Refused(507, Refusal.of("DISK", ""))
            : server.answer(s));
    assertTrue(store.received(address));
  }

  @Test
  void aRevokedScopeTakesItsCopiesAndNoWork() throws StoreException {
    UUID id = create("a");
    round();
    UUID op = rename(id, "b");
    server.scopes.remove("A");
    round();
    assertTrue(store.copies().isEmpty());
    assertEquals(Verdict.Kind.LATE, store.verdict(op).orElseThrow().verdict());
  }
}
