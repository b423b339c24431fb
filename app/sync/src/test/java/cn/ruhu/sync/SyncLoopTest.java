package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SyncLoopTest {
  private final MemoryStore store = new MemoryStore(1);
  private final ModelServer server = new ModelServer();
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService besides = Executors.newCachedThreadPool();
  private final SyncLoop loop = loop(store, Duration.ofHours(1));

  private SyncLoop loop(SyncStore of, Duration every) {
    return loop(of, InstantSource.system(), every);
  }

  private SyncLoop loop(SyncStore of, InstantSource clock, Duration every) {
    return new SyncLoop(
        of,
        clock,
        new Random(2),
        executor,
        besides,
        new SyncLoop.Rhythm(every, Duration.ofMillis(1)));
  }

  @AfterEach
  void stop() {
    loop.close();
    executor.shutdownNow();
    besides.shutdownNow();
  }

  private void save(long n) {
    var made =
        CaseRecord.of(
            RecordType.PERSON, new UUID(2, n), "A", new UUID(3, 3), Map.of("name", "p" + n));
    synchronized (server) {
      store.save(List.of(RecordChange.create(made)), false, List.of());
    }
  }

  private void saveWithFile(long n) {
    synchronized (server) {
      String address = store.put(new byte[] {(byte) n, 2, 3}, new UUID(3, 3));
      var page =
          CaseRecord.of(
              RecordType.PAGE, new UUID(4, n), "A", new UUID(3, 3), Map.of("file", address));
      store.save(List.of(RecordChange.create(page)), false, List.of(address));
    }
  }

  private Answer honest(Step.Send step) {
    synchronized (server) {
      return server.answer(step);
    }
  }

  private static SyncState get(CompletableFuture<SyncState> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aRoundOnDemandSendsEverythingAndSaysSo() throws Exception {
    save(1);
    assertEquals(1, loop(store, Duration.ofHours(1)).state().opsWaiting());
    loop.use(this::honest);
    SyncState after = get(loop.syncNow());
    assertTrue(after.online());
    assertFalse(after.running());
    assertTrue(after.nothingWaits());
    assertTrue(after.lastSync().isPresent());
    assertTrue(after.trouble().isEmpty());
  }

  @Test
  void withoutASignInNothingIsSentAndNothingHangs() throws Exception {
    save(1);
    SyncState after = get(loop.syncNow());
    assertFalse(after.online());
    assertEquals(0, server.applied.size());
  }

  @Test
  void aSlowFileHoldsNoOtherUp() throws Exception {
    for (int n = 1; n <= 6; n++) saveWithFile(n);
    var slow = new AtomicReference<Step.FilePatch>();
    var goOn = new CountDownLatch(1);
    loop.use(step -> {
      if (step instanceof Step.FilePatch p && slow.compareAndSet(null, p)) await(goOn);
      return honest(step);
    });
    var asked = loop.syncNow();
    while (loop.state().filesWaiting() != 1) TimeUnit.MILLISECONDS.sleep(1);
    assertFalse(asked.isDone(), "the round waits for the slow one");
    goOn.countDown();
    SyncState after = get(asked);
    assertTrue(after.nothingWaits());
    assertFalse(after.running());
    assertTrue(after.trouble().isEmpty());
  }

  @Test
  void atMostTwoFilesAreOnTheirWay() throws Exception {
    for (int n = 1; n <= 20; n++) saveWithFile(n);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var both = new CountDownLatch(2);
    loop.use(step -> {
      if (!(step instanceof Step.FilePatch)) return honest(step);
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      both.countDown();
      await(both); // the first two meet
      try {
        return honest(step);
      } finally {
        now.decrementAndGet();
      }
    });
    assertTrue(get(loop.syncNow()).nothingWaits());
    assertEquals(2, most.get());
  }

  @Test
  void aSignOutWhileAFileIsOnItsWayBesideEndsBothLanes() throws Exception {
    for (int n = 1; n <= 20; n++) saveWithFile(n);
    var inside = new CountDownLatch(2);
    var goOn = new CountDownLatch(1);
    var patches = new AtomicInteger();
    loop.use(step -> {
      if (step instanceof Step.FilePatch) {
        patches.incrementAndGet();
        inside.countDown();
        await(goOn);
      }
      return honest(step);
    });
    var asked = loop.syncNow();
    inside.await();
    loop.use(null);
    goOn.countDown();
    assertFalse(get(asked).running());
    assertEquals(2, patches.get(), "nothing more is sent");
    loop.use(this::honest);
    assertTrue(get(loop.syncNow()).nothingWaits());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSaveDuringARoundIsSentInIt() throws Exception {
    save(1);
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    loop.use(step -> {
      if (step instanceof Step.Pull && inside.getCount() > 0) {
        inside.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return honest(step);
    });
    var first = loop.syncNow();
    inside.await();
    save(2);
    loop.saved();
    var second = loop.syncNow();
    go.countDown();
    get(first);
    assertEquals(0, get(second).opsWaiting());
    assertEquals(2, server.records.size());
  }

  @Test
  void troubleIsToldAndHealsByItself() throws Exception {
    save(1);
    var tries = new AtomicInteger();
    var healed = new CompletableFuture<SyncState>();
    var seen = new CopyOnWriteArrayList<SyncState>();
    loop.use(step ->
        tries.getAndIncrement() < 2
            ? new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "x"), 0)
            : honest(step));
    loop.onState(s -> {
      seen.add(s);
      if (s.lastSync().isPresent() && s.trouble().isEmpty()) healed.complete(s);
    });
    SyncState first = get(loop.syncNow());
    assertEquals(Trouble.Kind.OFFLINE, first.trouble().orElseThrow().kind());
    assertEquals(1, first.opsWaiting());
    assertEquals(0, get(healed).opsWaiting());
    assertTrue(seen.stream().anyMatch(s -> s.trouble().isPresent() && !s.online()));
  }

  @Test
  void roundsComeByThemselves() throws Exception {
    var pulls = new CountDownLatch(3);
    try (var own = loop(store, Duration.ofMillis(20))) {
      own.use(step -> {
        if (step instanceof Step.Pull) pulls.countDown();
        return honest(step);
      });
      own.start();
      assertTrue(pulls.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aSaveCausesARound() throws Exception {
    var done = new CompletableFuture<SyncState>();
    loop.use(this::honest);
    get(loop.syncNow());
    save(7);
    loop.onState(s -> {
      if (s.nothingWaits() && server.records.size() == 1) done.complete(s);
    });
    loop.saved();
    assertTrue(get(done).nothingWaits());
  }

  @Test
  void aBrokenDiskIsTroubleNotACrash() throws Exception {
    var broken =
        new ForwardingStore(store) {
          @Override
          public SyncStore.Place ask() throws StoreException {
            throw new StoreException(StoreException.Code.DISK_FULL, "test");
          }
        };
    try (var own = loop(broken, Duration.ofHours(1))) {
      own.use(this::honest);
      SyncState after = get(own.syncNow());
      assertEquals(Trouble.Kind.STORAGE, after.trouble().orElseThrow().kind());
      assertEquals("DISK_FULL", after.trouble().orElseThrow().detail());
    }
  }

  @Test
  void closingLetsNobodyWait() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    loop.use(step -> {
      inside.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return honest(step);
    });
    var asked = loop.syncNow();
    inside.await();
    loop.close();
    get(asked);
    go.countDown();
    get(loop.syncNow());
  }

  private SyncStore.WantedFile page(int n) {
    byte[] content = {(byte) n, 2, 3};
    String address = cn.ruhu.wire.FileAddress.of(content).text();
    var held = new java.io.ByteArrayOutputStream();
    held.writeBytes(content);
    server.files.put(address, held);
    return new SyncStore.WantedFile(address, new UUID(3, 3), "A", "image/jpeg");
  }

  @Test
  void aPageThatIsAskedForComesAtOnceAndIsTold() throws Exception {
    var page = page(1);
    var here = new CompletableFuture<Fetch>();
    loop.onFetch(f -> {
      if (f.state() == Fetch.State.HERE) here.complete(f);
    });
    loop.use(this::honest);
    get(loop.syncNow());
    loop.fetch(page);
    assertEquals(page.address(), here.get(20, TimeUnit.SECONDS).address());
    assertTrue(store.fetched.containsKey(page.address()));
    assertEquals(Fetch.State.HERE, loop.fetchOf(page.address()).orElseThrow().state());
  }

  @Test
  void withoutAConnectionAPageIsSaidToComeLaterAndComesWithIt() throws Exception {
    var page = page(1);
    var quiet = page(2);
    loop.use(this::honest);
    get(loop.syncNow());
    loop.use(null);
    loop.fetch(page);
    assertEquals(Fetch.State.LATER, loop.fetchOf(page.address()).orElseThrow().state());
    loop.prefetch(List.of(quiet), 1_000);
    get(loop.syncNow());
    assertTrue(store.fetched.isEmpty());
    var here = new CountDownLatch(2);
    loop.onFetch(f -> {
      if (f.state() == Fetch.State.HERE) here.countDown();
    });
    loop.use(this::honest);
    loop.start();
    assertTrue(here.await(20, TimeUnit.SECONDS));
  }

  /// Pages of a household wait for a line that costs nothing; its records do not.
  @Test
  void onAMeteredLineRecordsTravelAndFilesWaitUntilSomebodySaysSo() throws Exception {
    saveWithFile(1);
    loop.metered(true);
    loop.use(this::honest);
    SyncState after = get(loop.syncNow());
    assertTrue(after.metered());
    assertEquals(0, after.opsWaiting());
    assertEquals(1, after.filesWaiting());
    assertTrue(after.trouble().isEmpty(), "nothing is wrong");
    after = get(loop.filesNow());
    assertEquals(0, after.filesWaiting());
    assertTrue(after.metered(), "once, not for ever");
    saveWithFile(2);
    assertEquals(1, get(loop.syncNow()).filesWaiting());
    loop.metered(false);
    assertEquals(0, get(loop.syncNow()).filesWaiting());
  }

  /// Whoever asks while a round is nearly over does not ask in vain.
  @Test
  void filesAskedForBehindTheirTurnGoInTheNextRound() throws Exception {
    saveWithFile(1);
    published();
    var asked = new CompletableFuture<CompletableFuture<SyncState>>();
    loop.metered(true);
    loop.use(step -> {
      if (step instanceof Step.FileGet) asked.complete(loop.filesNow());
      return honest(step);
    });
    get(loop.syncNow());
    assertEquals(0, get(asked.get(20, TimeUnit.SECONDS)).filesWaiting());
    saveWithFile(2);
    assertEquals(1, get(loop.syncNow()).filesWaiting(), "once, not for ever");
  }

  @Test
  void aLineThatIsPaidForNoLongerTakesTheFilesThatWait() throws Exception {
    saveWithFile(1);
    published();
    loop.metered(true);
    loop.use(step -> {
      if (step instanceof Step.FileGet) loop.metered(false);
      return honest(step);
    });
    assertEquals(0, get(loop.syncNow()).filesWaiting());
  }

  /// A form of the district, which comes at the end of a round.
  private void published() {
    UUID id = new UUID(5, 5);
    Map<String, String> fields = Map.of("state", "PUBLISHED", "file", page(9).address());
    long seq = server.head() + 1;
    server.records.put(id, new ModelServer.Rec("FORM", id, "pub", null, seq, false, fields));
    server.commit("form");
  }

  @Test
  void aPageNobodyWaitsForAnyMoreDoesNotComeOverAMeteredLine() throws Exception {
    server.piece = 1;
    var page = page(1);
    var gets = new AtomicInteger();
    loop.metered(true);
    loop.use(step -> {
      if (step instanceof Step.FileGet) {
        gets.incrementAndGet();
        loop.leave(page.address());
      }
      return honest(step);
    });
    loop.fetch(page);
    get(loop.syncNow());
    get(loop.syncNow());
    assertEquals(1, gets.get());
    assertTrue(store.fetched.isEmpty());
    assertTrue(loop.fetchOf(page.address()).isEmpty(), "nor is it said to be coming");
  }

  /// Every request of a round takes the time it is given here, and no other.
  private Set<Duration> told(boolean metered, Map<Class<?>, Long> millis) throws Exception {
    var now = new AtomicLong(1_000);
    var left = new CopyOnWriteArraySet<Duration>();
    InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    try (var own = loop(store, clock, Duration.ofHours(1))) {
      own.metered(metered);
      own.onState(s -> s.left().ifPresent(left::add));
      own.use(step -> {
        now.addAndGet(millis.getOrDefault(step.getClass(), 0L));
        return honest(step);
      });
      get(own.syncNow());
    }
    return left;
  }

  @Test
  void howLongFilesStillTakeIsToldByThePaceOfWhatWentNotOfWhatCame() throws Exception {
    saveWithFile(1);
    long bytes = store.waiting().bytes() - 3;
    assertEquals(
        Set.of(Duration.ofMillis(3 * 1_000 / bytes)),
        told(false, Map.of(Step.Push.class, 1_000L, Step.Pull.class, 60_000L)));
  }

  @Test
  void nothingIsToldOfHowLongFilesTakeThatDoNotGo() throws Exception {
    saveWithFile(1);
    assertEquals(Set.of(), told(true, Map.of(Step.Push.class, 1_000L)));
  }
}
