package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.CaseLines.Kind;
import cn.ruhu.wire.Witness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaseLinesTest {
  private static final String SHAPE = "test 1";

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

  private Map<UUID, String> read() throws StoreException {
    return read(Kind.QUEUE);
  }

  private Map<UUID, String> read(Kind kind) throws StoreException {
    var all = new HashMap<UUID, String>();
    store
        .lines()
        .read(kind, SHAPE, (id, b) -> all.put(id, StandardCharsets.UTF_8.decode(b).toString()));
    return all;
  }

  private Set<UUID> due() throws StoreException {
    return due(Kind.QUEUE);
  }

  private Set<UUID> due(Kind kind) throws StoreException {
    return store.lines().due(kind, 10_000).stream()
        .map(CaseLines.Due::caseId)
        .collect(Collectors.toSet());
  }

  private static CaseLines.Made made(CaseLines.Due due, @Nullable String line) {
    return new CaseLines.Made(due, line == null ? null : line.getBytes(StandardCharsets.UTF_8));
  }

  /// Makes every line that is due: the note of its application.
  private void makeAll() throws StoreException {
    makeAll(Kind.QUEUE);
  }

  private void makeAll(Kind kind) throws StoreException {
    var lines = new ArrayList<CaseLines.Made>();
    for (CaseLines.Due d : store.lines().due(kind, 10_000))
      lines.add(made(d, store.record(d.caseId()).map(r -> r.text("note")).orElse(null)));
    assertEquals(lines, store.lines().keep(kind, lines));
  }

  private List<CaseRecord> pulled(int cases) throws StoreException {
    var all = new ArrayList<CaseRecord>();
    var page = new ArrayList<cn.ruhu.wire.WireRecord>();
    for (int i = 0; i < cases; i++) {
      all.add(Home.application(machine.ids().next(), Map.of("note", "line " + i)));
      page.add(Home.wire(all.getLast(), i + 1));
    }
    Home.pull(store, Home.page(cases, page.toArray(cn.ruhu.wire.WireRecord[]::new)));
    return all;
  }

  @Test
  void linesAreThereAfterTheNextSignIn() throws Exception {
    List<CaseRecord> cases = pulled(700);
    assertEquals(Map.of(), read());
    assertEquals(700, store.lines().behind(Kind.QUEUE));
    makeAll();
    assertEquals(0, store.lines().behind(Kind.QUEUE));
    reopen();
    Map<UUID, String> lines = read();
    assertEquals(700, lines.size());
    assertEquals("line 699", lines.get(cases.get(699).id()));
    assertEquals(Set.of(), due());
  }

  @Test
  void whateverChangesACaseMakesItsLineDue() throws Exception {
    List<CaseRecord> cases = pulled(5);
    read();
    makeAll();
    UUID one = cases.get(1).id();
    store.save(Home.save(Home.set(cases.get(1), "note", "mine")));
    assertEquals(Set.of(one), due());
    reopen();
    assertEquals("line 1", read().get(one), "the old line stays until a new one is made");
    assertEquals(Set.of(one), due());
    makeAll();
    assertEquals("mine", read().get(one));
    Home.push(store, cn.ruhu.wire.Verdict.Kind.REJECTED, 20);
    assertEquals(Set.of(one), due(), "a refused act shows no more");
    makeAll();
    assertEquals("line 1", read().get(one));
    CaseRecord person = Home.person(machine.ids().next(), cases.get(3).id(), "P");
    Home.pull(store, Home.page(30, Home.wire(person, 30)));
    assertTrue(due().contains(cases.get(3).id()));
  }

  /// A line made of what the case was a moment ago must not settle what came meanwhile.
  @Test
  void aCaseThatChangedMeanwhileStaysDue() throws Exception {
    List<CaseRecord> cases = pulled(1);
    read();
    List<CaseLines.Due> before = store.lines().due(Kind.QUEUE, 10);
    store.save(Home.save(Home.set(cases.getFirst(), "note", "mine")));
    store.lines().keep(Kind.QUEUE, List.of(made(before.getFirst(), "old")));
    assertEquals(Set.of(cases.getFirst().id()), due());
    assertEquals("old", read().get(cases.getFirst().id()));
  }

  @Test
  void aLineGoesWithItsCase() throws Exception {
    List<CaseRecord> cases = pulled(300);
    read();
    makeAll();
    store.lines().keep(Kind.QUEUE, List.of(made(new CaseLines.Due(cases.get(5).id(), 0), null)));
    assertFalse(read().containsKey(cases.get(5).id()));
    assertEquals(299, read().size());
  }

  @Test
  void ofOwnWorkNobodyElseKnowsTheLineLiesUnderTheOwnKey() throws Exception {
    CaseRecord mine = Home.application(machine.ids().next(), Map.of("note", "mine"));
    store.save(Home.save(RecordChange.create(mine)));
    read();
    makeAll();
    reopen();
    assertEquals(Map.of(mine.id(), "mine"), read());
    Home.pull(store, Home.page(9, Home.wire(mine, 9)));
    makeAll();
    assertEquals(Map.of(mine.id(), "mine"), read(), "and moves to the district's when it is known");
  }

  @Test
  void aRevokedScopeTakesItsLinesAlong() throws Exception {
    List<CaseRecord> cases = pulled(3);
    read();
    makeAll();
    store.sync().granted(List.of("110108008"), 0, 1);
    var gone = new HashSet<UUID>();
    cases.forEach(a -> gone.add(a.id()));
    assertEquals(gone, due(), "who shows them is told");
    assertEquals(Map.of(), read());
    makeAll();
    assertEquals(0, store.lines().behind(Kind.QUEUE));
  }

  /// Who starts over with the district still has what the district never had.
  @Test
  void ownLinesStayWhenTheServerStartsOver() throws Exception {
    CaseRecord mine = Home.application(machine.ids().next(), Map.of("note", "mine"));
    store.save(Home.save(RecordChange.create(mine)));
    List<CaseRecord> cases = pulled(1);
    read();
    makeAll();
    assertEquals(2, read().size());
    store.sync().reset(store.sync().ticket(), new Witness("e2", 2, "0".repeat(64)));
    assertEquals(Map.of(mine.id(), "mine"), read());
    assertEquals(Set.of(cases.getFirst().id()), due());
  }

  @Test
  void ofLockedCopiesNoLineIsReadAndNoneIsLost() throws Exception {
    store.sync().granted(List.of(Home.STREET), home.wall + 1_000, home.wall);
    List<CaseRecord> cases = pulled(3);
    read();
    makeAll();
    home.wall += 2_000;
    reopen();
    assertTrue(store.sync().locked());
    assertEquals(Map.of(), read());
    store
        .lines()
        .keep(Kind.QUEUE, List.of(made(new CaseLines.Due(cases.getFirst().id(), 0), null)));
    store.sync().granted(List.of(Home.STREET), home.wall + 1_000, home.wall);
    assertEquals(3, read().size());
  }

  @Test
  void linesOfAnotherShapeAreMadeAnew() throws Exception {
    pulled(3);
    store.save(Home.save(RecordChange.create(Home.application(machine.ids().next(), Map.of()))));
    read();
    makeAll();
    store
        .lines()
        .read(
            Kind.QUEUE,
            "test 2",
            (_, _) -> {
              throw new AssertionError("an old line");
            });
    assertEquals(4, store.lines().behind(Kind.QUEUE));
  }

  @Test
  void aDamagedRowIsMadeAnew() throws Exception {
    pulled(3);
    read();
    makeAll();
    machine.close();
    try (Stream<Path> files = Files.walk(home.path)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".db")).toList())
        run(file, "UPDATE case_line SET sealed = zeroblob(80)");
    }
    machine = home.machine();
    store = Home.again(machine);
    assertEquals(Map.of(), read());
    makeAll();
    assertEquals(3, read().size());
  }

  @Test
  void nothingOfALineIsReadableOnTheDisk() throws Exception {
    CaseRecord a = Home.application(machine.ids().next(), Map.of("note", "MARKED-LINE"));
    Home.pull(store, Home.page(1, Home.wire(a, 1)));
    read();
    makeAll();
    machine.close();
    try (Stream<Path> files = Files.walk(home.path)) {
      for (Path file : files.filter(Files::isRegularFile).toList())
        assertFalse(
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .contains("MARKED-LINE"),
            file.toString());
    }
    machine = home.machine();
    store = Home.again(machine);
    assertTrue(read().containsValue("MARKED-LINE"));
  }

  @Test
  void eachListHasLinesOfItsOwn() throws Exception {
    List<CaseRecord> cases = pulled(3);
    read();
    makeAll();
    assertEquals(Map.of(), read(Kind.HOLDERS));
    assertEquals(3, store.lines().behind(Kind.HOLDERS), "asked for the first time");
    assertEquals(Set.of(), due(), "and the queue has nothing to make");
    UUID one = cases.getFirst().id();
    List<CaseLines.Due> due = store.lines().due(Kind.HOLDERS, 10);
    store
        .lines()
        .keep(
            Kind.HOLDERS,
            due.stream().map(d -> made(d, d.caseId().equals(one) ? "held" : null)).toList());
    reopen();
    assertEquals(Map.of(one, "held"), read(Kind.HOLDERS));
    assertEquals(3, read().size());
    assertEquals(0, store.lines().behind(Kind.HOLDERS), "nothing to say of a case is said, too");
    store.lines().read(Kind.HOLDERS, "test 2", (_, _) -> {});
    assertEquals(3, store.lines().behind(Kind.HOLDERS));
    assertEquals(3, read().size(), "another shape of one list is none of the others'");
    assertEquals(Set.of(), due());
  }

  @Test
  void aChangeIsDueForEveryListInUseUntilEachMadeItsLine() throws Exception {
    List<CaseRecord> cases = pulled(2);
    for (Kind kind : List.of(Kind.QUEUE, Kind.DISPATCH)) {
      read(kind);
      makeAll(kind);
    }
    UUID one = cases.getFirst().id();
    store.save(Home.save(Home.set(cases.getFirst(), "note", "mine")));
    CaseLines.Due due = store.lines().due(Kind.QUEUE, 10).getFirst();
    assertTrue(due.isFor(Kind.QUEUE));
    assertTrue(due.isFor(Kind.DISPATCH));
    makeAll();
    assertEquals(Set.of(), due());
    assertEquals(Set.of(one), due(Kind.DISPATCH));
    makeAll(Kind.DISPATCH);
    assertEquals("mine", read(Kind.DISPATCH).get(one));
    assertEquals(0, rows("case_due"), "nobody waits for lists that nobody reads");
  }

  /// Two lists make lines of the same cases; the one that began earlier must not undo the other's.
  @Test
  void aLineMadeEarlierDoesNotTakeThePlaceOfOneMadeOfALaterState() throws Exception {
    List<CaseRecord> cases = pulled(1);
    read();
    List<CaseLines.Due> early = store.lines().due(Kind.QUEUE, 10);
    store.save(Home.save(Home.set(cases.getFirst(), "note", "mine")));
    makeAll();
    assertEquals(
        List.of(), store.lines().keep(Kind.QUEUE, List.of(made(early.getFirst(), "line 0"))));
    assertEquals("mine", read().get(cases.getFirst().id()));
  }

  @Test
  void anotherDayMakesLinesDueOnce() throws Exception {
    List<CaseRecord> cases = pulled(3);
    for (Kind kind : List.of(Kind.QUEUE, Kind.HANDLING)) {
      read(kind);
      makeAll(kind);
    }
    List<UUID> some = List.of(cases.get(0).id(), cases.get(2).id());
    store.lines().dueOn(Kind.HANDLING, "2026-11-30", some);
    assertEquals(Set.copyOf(some), due(Kind.HANDLING));
    assertEquals(Set.of(), due());
    makeAll(Kind.HANDLING);
    reopen();
    store.lines().dueOn(Kind.HANDLING, "2026-11-30", some);
    assertEquals(Set.of(), due(Kind.HANDLING));
    store.lines().dueOn(Kind.HANDLING, "2026-12-01", some);
    assertEquals(Set.copyOf(some), due(Kind.HANDLING));
  }

  /// Other standards may come while a list is not looked at: the next sign-in finds out.
  @Test
  void otherStandardsMakeAllLinesOfAListDueOnce() throws Exception {
    List<CaseRecord> cases = pulled(3);
    for (Kind kind : List.of(Kind.QUEUE, Kind.HANDLING)) {
      read(kind);
      makeAll(kind);
    }
    Set<UUID> all = cases.stream().map(CaseRecord::id).collect(Collectors.toSet());
    store.lines().dueBy(Kind.HANDLING, "a");
    assertEquals(all, due(Kind.HANDLING), "nobody knows what they were made by");
    assertEquals(Set.of(), due());
    makeAll(Kind.HANDLING);
    reopen();
    store.lines().dueBy(Kind.HANDLING, "a");
    assertEquals(Set.of(), due(Kind.HANDLING));
    store.lines().dueBy(Kind.HANDLING, "b");
    assertEquals(all, due(Kind.HANDLING));
  }

  @Test
  void timesLinesWereKeptAreCounted() throws Exception {
    pulled(2);
    read();
    List<CaseLines.Due> due = store.lines().due(Kind.QUEUE, 10);
    long before = store.lines().kept(Kind.QUEUE);
    makeAll();
    assertEquals(before + 1, store.lines().kept(Kind.QUEUE));
    store.lines().keep(Kind.QUEUE, List.of(made(due.getFirst(), "late")));
    assertEquals(before + 1, store.lines().kept(Kind.QUEUE), "it was not kept");
    assertEquals(0, store.lines().kept(Kind.HANDLING));
  }

  /// A database of a program that knew the queue's lines alone.
  @Test
  void linesOfTheQueueOutliveTheStepToSeveralLists() throws Exception {
    List<CaseRecord> cases = pulled(300);
    read();
    makeAll();
    store.save(Home.save(Home.set(cases.get(7), "note", "mine")));
    machine.close();
    for (Path file : databases())
      for (String sql :
          List.of(
              "CREATE TABLE old (scope TEXT NOT NULL, part INTEGER NOT NULL, sealed BLOB NOT NULL,"
                  + " PRIMARY KEY (scope, part)) STRICT, WITHOUT ROWID",
              "INSERT INTO old SELECT scope, part, sealed FROM case_line",
              "DROP TABLE case_line",
              "ALTER TABLE old RENAME TO case_line",
              "ALTER TABLE case_due DROP COLUMN kinds",
              "PRAGMA user_version = 11")) run(file, sql);
    machine = home.machine();
    store = Home.again(machine);
    Map<UUID, String> lines = read();
    assertEquals(300, lines.size());
    assertEquals("line 7", lines.get(cases.get(7).id()));
    assertEquals(Set.of(cases.get(7).id()), due());
    makeAll();
    assertEquals("mine", read().get(cases.get(7).id()));
    read(Kind.HANDLING);
    assertEquals(300, store.lines().behind(Kind.HANDLING));
  }

  @Test
  void lockedCopiesLockEveryList() throws Exception {
    store.sync().granted(List.of(Home.STREET), home.wall + 1_000, home.wall);
    pulled(2);
    read(Kind.HOLDERS);
    makeAll(Kind.HOLDERS);
    home.wall += 2_000;
    reopen();
    assertEquals(Map.of(), read(Kind.HOLDERS));
    store.sync().granted(List.of(Home.STREET), home.wall + 1_000, home.wall);
    assertEquals(2, read(Kind.HOLDERS).size());
  }

  private long rows(String table) throws Exception {
    long rows = 0;
    for (Path file : databases())
      try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement s = c.createStatement();
          var r = s.executeQuery("SELECT count(*) FROM " + table)) {
        rows += r.getLong(1);
      }
    return rows;
  }

  private List<Path> databases() throws Exception {
    try (Stream<Path> files = Files.walk(home.path)) {
      return files.filter(f -> f.toString().endsWith("store.db")).toList();
    }
  }

  private static void run(Path database, String sql) throws SQLException {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }
}
