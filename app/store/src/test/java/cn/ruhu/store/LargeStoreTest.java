package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database too large to be held open whole says the same as one that is.
final class LargeStoreTest {
  private static final int CASES = 12;

  @TempDir Path folder;

  private Home home;
  private Machine machine;
  private LocalStore store;
  private final List<CaseRecord> cases = new ArrayList<>();
  private final List<CaseRecord> people = new ArrayList<>();
  private CaseRecord staff;

  @BeforeEach
  void open() throws StoreException {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    store = home.first(machine);
    staff =
        CaseRecord.of(
            RecordType.STAFF, new UUID(5, 5), Home.STREET, null, Map.of("name", "N", "role", "X"));
    var page = new ArrayList<cn.ruhu.wire.WireRecord>();
    long seq = 1;
    page.add(Home.wire(staff, seq));
    for (int i = 0; i < CASES; i++) {
      CaseRecord a = Home.application(machine.ids().next(), Map.of("note", "n" + i));
      CaseRecord p = Home.person(machine.ids().next(), a.id(), "P" + i);
      cases.add(a);
      people.add(p);
      page.add(Home.wire(a, ++seq));
      page.add(Home.wire(p, ++seq));
    }
    Home.pull(store, Home.page(seq, page.toArray(cn.ruhu.wire.WireRecord[]::new)));
  }

  @AfterEach
  void close() throws StoreException {
    machine.close();
  }

  private void reopen(int heldMax) throws StoreException {
    machine.close();
    home.heldMax = heldMax;
    machine = home.machine();
    store = Home.again(machine);
  }

  /// Everything the store says of what there is.
  private Map<String, Object> said() {
    var all = new LinkedHashMap<String, Object>();
    for (RecordType type : RecordType.values()) all.put(type.name(), store.all(type));
    for (CaseRecord a : cases) {
      all.put("of " + a.id(), store.ofCase(a.id()));
      all.put("record " + a.id(), store.record(a.id()));
    }
    for (CaseRecord p : people) {
      all.put("record " + p.id(), store.record(p.id()));
      all.put("standing " + p.id(), store.standing(p.id()));
    }
    all.put("unknown", store.record(new UUID(9, 9)));
    return all;
  }

  private void sameWhenHeldWhole() throws StoreException {
    Map<String, Object> light = said();
    reopen(Copies.HELD_MAX);
    assertEquals(said(), light);
    reopen(3);
    assertEquals(light, said());
  }

  @Test
  void saysTheSameOfEveryRecord() throws Exception {
    reopen(3);
    assertEquals(CASES, store.all(RecordType.APPLICATION).size());
    assertEquals(Optional.of(staff), store.record(staff.id()));
    sameWhenHeldWhole();
  }

  @Test
  void ownWorkLiesOverWhatStaysOnTheDisk() throws Exception {
    store.save(Home.save(Home.set(cases.get(2), "note", "before")));
    reopen(3);
    assertEquals("before", store.record(cases.get(2).id()).orElseThrow().text("note"));
    store.save(Home.save(Home.set(people.get(4), "phone", "139")));
    assertEquals("139", store.record(people.get(4).id()).orElseThrow().text("phone"));
    assertEquals(2, store.ofCase(cases.get(4).id()).size());
    CaseRecord fresh = Home.application(machine.ids().next(), Map.of("note", "mine"));
    store.save(Home.save(RecordChange.create(fresh)));
    cases.add(fresh);
    assertEquals(List.of(fresh), store.ofCase(fresh.id()));
    assertEquals(CASES + 1, store.all(RecordType.APPLICATION).size());
    sameWhenHeldWhole();
  }

  /// Lines are made of cases that are read from the disk; whatever changes one is due in each list.
  @Test
  void everyListIsToldOfACaseThatStaysOnTheDisk() throws Exception {
    reopen(3);
    var lists = List.of(CaseLines.Kind.QUEUE, CaseLines.Kind.HOLDERS, CaseLines.Kind.HANDLING);
    for (CaseLines.Kind list : lists) {
      store.lines().read(list, "test", (_, _) -> {});
      store.lines().keep(list, made(list));
    }
    assertEquals(List.of(), due(lists.getFirst()));
    UUID one = cases.get(4).id();
    Home.pull(store, Home.page(90, Home.wire(people.get(4).with("phone", "139"), 90)));
    for (CaseLines.Kind list : lists) assertEquals(List.of(one), due(list));
    store.lines().keep(CaseLines.Kind.QUEUE, made(CaseLines.Kind.QUEUE));
    reopen(3);
    assertEquals(List.of(), due(CaseLines.Kind.QUEUE));
    assertEquals(List.of(one), due(CaseLines.Kind.HOLDERS));
    store.save(Home.save(Home.set(people.get(4), "phone", "138")));
    for (CaseLines.Kind list : lists) assertEquals(List.of(one), due(list));
  }

  private List<UUID> due(CaseLines.Kind list) throws StoreException {
    return store.lines().due(list, 100).stream().map(CaseLines.Due::caseId).toList();
  }

  private List<CaseLines.Made> made(CaseLines.Kind list) throws StoreException {
    var made = new ArrayList<CaseLines.Made>();
    for (CaseLines.Due d : store.lines().due(list, 100))
      made.add(new CaseLines.Made(d, new byte[store.ofCase(d.caseId()).size()]));
    return made;
  }

  @Test
  void whatIsPulledRefusedAndTakenAwayShows() throws Exception {
    reopen(3);
    store.save(Home.save(Home.set(people.get(4), "phone", "139")));
    Home.push(store, Verdict.Kind.REJECTED, 90);
    assertEquals("", store.record(people.get(4).id()).orElseThrow().text("phone"));
    CaseRecord newer = cases.get(7).with("note", "newer");
    Home.pull(
        store,
        Home.page(
            91,
            0,
            List.of(Home.STREET),
            List.of(new PullReply.Exit(Home.STREET, people.get(8).id(), 91)),
            List.of(Home.wire(newer, 91))));
    assertEquals(Optional.of(newer), store.record(newer.id()));
    assertEquals(Optional.empty(), store.record(people.get(8).id()));
    sameWhenHeldWhole();
  }

  /// A first load may bring a district to a machine that held a street.
  @Test
  void aViewThatGrowsTooLargeLetsGo() throws Exception {
    reopen(30);
    store.save(Home.save(Home.set(people.get(1), "phone", "139")));
    CaseRecord many = Home.application(machine.ids().next(), Map.of());
    cases.add(many);
    var page = new ArrayList<cn.ruhu.wire.WireRecord>();
    page.add(Home.wire(many, 100));
    for (int i = 0; i < 20; i++)
      page.add(Home.wire(Home.person(machine.ids().next(), many.id(), "Q" + i), 101 + i));
    Home.pull(store, Home.page(130, page.toArray(cn.ruhu.wire.WireRecord[]::new)));
    assertEquals(21, store.ofCase(many.id()).size());
    assertEquals("139", store.record(people.get(1).id()).orElseThrow().text("phone"));
    sameWhenHeldWhole();
  }

  private void run(String sql) throws Exception {
    Path database;
    try (Stream<Path> files = Files.walk(home.path)) {
      database = files.filter(f -> f.endsWith(Machine.DATABASE)).findFirst().orElseThrow();
    }
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  /// More applications than are read at once, the first of them damaged.
  @Test
  void aDamagedCopyHidesNoOtherAndComesAgain() throws Exception {
    var page = new ArrayList<cn.ruhu.wire.WireRecord>();
    for (int i = 0; i < 2_050; i++)
      page.add(Home.wire(Home.application(machine.ids().next(), Map.of()), 100 + i));
    Home.pull(store, Home.page(2_200, page.toArray(cn.ruhu.wire.WireRecord[]::new)));
    machine.close();
    run("UPDATE record SET data = zeroblob(80) WHERE id = '" + cases.getFirst().id() + "'");
    home.heldMax = 3;
    machine = home.machine();
    store = Home.again(machine);
    assertEquals(CASES + 2_049, store.all(RecordType.APPLICATION).size());
    assertEquals(Set.of(), store.sync().ticket().doubts());
    Home.pull(store, Home.page(2_201));
    assertEquals(Set.of(Home.STREET), store.sync().ticket().doubts());
    Home.pull(store, Home.page(2_202, Home.wire(cases.getFirst(), 2)));
    assertEquals(Optional.of(cases.getFirst()), store.record(cases.getFirst().id()));
  }

  @Test
  void aTypeThatIsBeingReadIsNotTakenForAll() {
    var view = new View();
    view.lighten();
    view.load(RecordType.APPLICATION);
    CaseRecord first = cases.getFirst();
    view.put(new View.Copy(first.id(), Home.STREET, first.id(), 2, first));
    assertEquals(List.of(first), view.all(RecordType.APPLICATION));
    assertFalse(view.holds(RecordType.APPLICATION));
    view.lighten();
    assertFalse(view.held(RecordType.APPLICATION), "it let go meanwhile");
    view.load(RecordType.APPLICATION);
    assertTrue(view.held(RecordType.APPLICATION));
    assertTrue(view.holds(RecordType.APPLICATION));
  }

  /// The second connection finds the disk gone: the first is asked before anything is said.
  @Test
  void aFaultOfTheDiskIsNoMissingCase() throws Exception {
    var connections = new AtomicInteger();
    Disk real = home.disk;
    home.disk =
        new Disk() {
          @Override
          public Output create(Path file) throws IOException {
            return real.create(file);
          }

          @Override
          public void replace(Path from, Path to) throws IOException {
            real.replace(from, to);
          }

          @Override
          public Connection connect(Path database) throws SQLException {
            if (connections.incrementAndGet() > 1) throw new SQLException("no disk");
            return real.connect(database);
          }
        };
    reopen(3);
    CaseRecord one = people.get(3);
    assertEquals(Optional.of(one), store.record(one.id()));
    assertTrue(connections.get() > 1);
    run("ALTER TABLE record RENAME TO gone");
    assertThrows(UncheckedIOException.class, () -> store.record(one.id()));
    assertThrows(UncheckedIOException.class, () -> store.ofCase(cases.get(3).id()));
    assertThrows(UncheckedIOException.class, () -> store.all(RecordType.APPLICATION));
    run("ALTER TABLE gone RENAME TO record");
    assertEquals(CASES, store.all(RecordType.APPLICATION).size());
  }

  /// Who gives a number holds the machine and reads the database.
  @Test
  void whoSignsOutDoesNotHoldTheDatabaseForTheMachine() throws Exception {
    reopen(3);
    var out =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                store.close();
              } catch (StoreException e) {
                throw new AssertionError(e);
              }
            });
    Machine held = machine;
    synchronized (held) {
      out.start();
      assertTimeoutPreemptively(Duration.ofMinutes(1), () -> untilClosed());
    }
    out.join();
    store = Home.again(machine);
    assertEquals(CASES, store.all(RecordType.APPLICATION).size());
  }

  private void untilClosed() {
    try {
      while (!store.journal().id().isEmpty()) Thread.onSpinWait();
    } catch (StoreException e) {
      assertEquals(StoreException.Code.CLOSED, e.code());
    }
  }

  /// Somebody asks for a case while the lines of the cases are read, and signs out: the one who
  /// closes waits for whoever looks, who waits for nobody.
  @Test
  void whoLooksDuringASignOutWaitsForNobody() throws Exception {
    Db db = Db.open(folder.resolve("alone.db"), 0);
    Steps.run(db);
    var view = new View();
    view.lighten();
    var keys = new Keyring(new byte[32], new byte[32], new SecureRandom());
    var copies = new Copies(db, keys, view, 1);
    var out =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                db.close();
              } catch (StoreException e) {
                throw new AssertionError(e);
              }
            });
    Optional<CaseRecord> found =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () ->
                db.look(
                    "reading lines",
                    _ -> {
                      out.start();
                      untilClosed(db);
                      return copies.record(new UUID(9, 9));
                    }));
    assertEquals(Optional.empty(), found);
    out.join();
  }

  private static void untilClosed(Db db) {
    try {
      while (db.look("whether it is open", _ -> true)) Thread.onSpinWait();
    } catch (StoreException e) {
      assertEquals(StoreException.Code.CLOSED, e.code());
    }
  }

  /// A colleague's name stands in many cases, whatever else came with it.
  @Test
  void aColleagueAmongCasesIsNewsForAll() throws Exception {
    var told = new ArrayList<StoreChange>();
    Runnable stop = store.onChange(told::add);
    Home.pull(store, Home.page(90, Home.wire(cases.getFirst().with("note", "x"), 90)));
    assertFalse(told.getLast().everything());
    Home.pull(
        store,
        Home.page(
            92,
            Home.wire(cases.getFirst().with("note", "y"), 91),
            Home.wire(staff.with("name", "M"), 92)));
    assertTrue(told.getLast().everything());
    Home.pull(
        store,
        Home.page(
            93,
            0,
            List.of(Home.STREET),
            List.of(new PullReply.Exit(Home.STREET, staff.id(), 93)),
            List.of()));
    assertTrue(told.getLast().everything());
    stop.run();
  }

  @Test
  void aScopeThatIsRevokedIsGone() throws Exception {
    reopen(3);
    store.sync().granted(List.of("110108008"), 0, 1);
    assertTrue(store.all(RecordType.APPLICATION).isEmpty());
    assertTrue(store.ofCase(cases.getFirst().id()).isEmpty());
    assertFalse(store.record(people.getFirst().id()).isPresent());
  }
}
