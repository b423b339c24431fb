package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
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
    var all = new HashMap<UUID, String>();
    store.lines().read(SHAPE, (id, b) -> all.put(id, StandardCharsets.UTF_8.decode(b).toString()));
    return all;
  }

  private Set<UUID> due() throws StoreException {
    return store.lines().due(10_000).stream()
        .map(CaseLines.Due::caseId)
        .collect(Collectors.toSet());
  }

  private static CaseLines.Made made(CaseLines.Due due, @Nullable String line) {
    return new CaseLines.Made(due, line == null ? null : line.getBytes(StandardCharsets.UTF_8));
  }

  /// Makes every line that is due: the note of its application.
  private void makeAll() throws StoreException {
    var lines = new ArrayList<CaseLines.Made>();
    for (CaseLines.Due d : store.lines().due(10_000))
      lines.add(made(d, store.record(d.caseId()).map(r -> r.text("note")).orElse(null)));
    store.lines().keep(lines);
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
    assertEquals(700, store.lines().behind());
    makeAll();
    assertEquals(0, store.lines().behind());
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
    List<CaseLines.Due> before = store.lines().due(10);
    store.save(Home.save(Home.set(cases.getFirst(), "note", "mine")));
    store.lines().keep(List.of(made(before.getFirst(), "old")));
    assertEquals(Set.of(cases.getFirst().id()), due());
    assertEquals("old", read().get(cases.getFirst().id()));
  }

  @Test
  void aLineGoesWithItsCase() throws Exception {
    List<CaseRecord> cases = pulled(300);
    read();
    makeAll();
    store.lines().keep(List.of(made(new CaseLines.Due(cases.get(5).id(), 0), null)));
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
    assertEquals(0, store.lines().behind());
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
    store.lines().keep(List.of(made(new CaseLines.Due(cases.getFirst().id(), 0), null)));
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
            "test 2",
            (_, _) -> {
              throw new AssertionError("an old line");
            });
    assertEquals(4, store.lines().behind());
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

  private static void run(Path database, String sql) throws SQLException {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }
}
