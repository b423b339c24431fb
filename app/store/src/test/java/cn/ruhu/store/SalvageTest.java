package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database with damaged pages: whatever does not lie on them is still there afterwards, what is
/// missing is named, and nothing of the damaged file is touched.
final class SalvageTest {
  private static final int PAGE = 4096;
  private static final int ENTRIES = 40;
  private static final int QUERIES = 5;

  @TempDir Path folder;

  private final Map<UUID, Long> numbers = new HashMap<>();
  private final TreeMap<Long, byte[]> lines = new TreeMap<>();
  private final List<String> photos = new ArrayList<>();
  private int lost;
  private int salvages;
  private Path image;
  private String inside;

  /// Thirty acts, small and of several pages, a third of them answered; files; a form with a value,
  /// one with answers; copies of the district. Taken as a crash leaves it.
  @BeforeEach
  void oneMachineAtWork() throws Exception {
    Home home = new Home(folder.resolve("home"));
    image = folder.resolve("image");
    inside = "vaults/" + Home.CLERK.id() + "/" + Machine.DATABASE;
    Random random = new Random(5);
    try (Machine m = home.machine()) {
      LocalStore store = home.first(m);
      Home.pull(store, Home.page(1, Home.wire(Home.application(m.ids().next(), Map.of()), 1)));
      for (int i = 0; i < 30; i++) {
        UUID id = m.ids().next();
        String note = "n".repeat(i % 5 == 4 ? 9_000 : 200 + random.nextInt(1_500));
        var app = Home.application(id, Map.of("note", note));
        if (i % 10 == 3) {
          photos.add(store.files().put(new byte[5_000 + i], id, "image/jpeg"));
          store.save(Home.saveWithFiles(List.of(photos.getLast()), RecordChange.create(app)));
        } else {
          store.save(Home.save(RecordChange.create(app)));
        }
        if (i == 9) Home.push(store, Verdict.Kind.APPLIED, 100);
      }
      store.drafts().put("intake/1", "v".repeat(6_000).getBytes("US-ASCII"));
      for (int i = 0; i < ENTRIES; i++)
        store.drafts().append("visit/1", ("answer " + i + "a".repeat(300)).getBytes("US-ASCII"));
      RegistryCopyTest.used(store);
      store.close();
      store = Home.again(m);
      for (JournalEntry e : store.journal().entries()) {
        numbers.put(e.opId(), e.n());
        lines.put(e.n(), store.journal().bytes(e.opId()).orElseThrow());
      }
      Home.copy(home.path, image);
    }
  }

  /// What lies on each page, by SQLite's own account.
  private record Lies(String table, String kind, int cells) {}

  private Map<Long, Lies> pages(Path database) throws Exception {
    var out = new TreeMap<Long, Lies>();
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + database);
        var p = c.prepareStatement("SELECT pageno, name, pagetype, ncell FROM dbstat");
        var r = p.executeQuery()) {
      while (r.next()) out.put(r.getLong(1), new Lies(r.getString(2), r.getString(3), r.getInt(4)));
    }
    return out;
  }

  private Home damaged(String name, long page, byte[] with) throws IOException {
    Home home = new Home(folder.resolve(name));
    Home.copy(image, home.path);
    try (var raw = new RandomAccessFile(home.path.resolve(inside).toFile(), "rw")) {
      raw.seek((page - 1) * PAGE);
      raw.write(with);
    }
    return home;
  }

  private static byte[] noise(long seed) {
    byte[] out = new byte[PAGE];
    new Random(seed).nextBytes(out);
    return out;
  }

  /// A sector of zeros on every other page, one of noise on those between.
  @Test
  void losesOnlyWhatLiesOnTheDamagedPageWhicheverItIs() throws Exception {
    everyPage(page -> List.of(page % 2 == 0 ? new byte[PAGE] : noise(page)));
  }

  @Tag("soak")
  @Test
  void losesOnlyWhatLiesOnTheDamagedPageInEveryWayOfDamage() throws Exception {
    everyPage(page -> {
      byte[] half = new byte[PAGE / 2];
      return List.of(new byte[PAGE], noise(page), half, noise(-page), new byte[8]);
    });
  }

  private void everyPage(LongFunction<List<byte[]>> ways) throws Exception {
    Path whole = folder.resolve("whole");
    Home.copy(image, whole);
    Map<Long, Lies> lies = pages(whole.resolve(inside));
    long pages = Files.size(image.resolve(inside)) / PAGE;
    assertTrue(pages > 40, pages + " pages");
    for (long page = 1; page <= pages; page++) {
      Lies on = lies.getOrDefault(page, new Lies("free", "free", 0));
      int way = 0;
      for (byte[] with : ways.apply(page)) {
        Home home = damaged("p" + page + "-" + way, page, with);
        check(home, on, "page " + page + " of " + on + ", way " + way++);
        remove(home.path);
      }
    }
    assertTrue(lost > 10 && salvages > pages / 2, lost + " lost in " + salvages);
  }

  private void check(Home home, Lies on, String what) throws Exception {
    int may = on.table().equals("journal") ? on.kind().equals("overflow") ? 1 : on.cells() : 0;
    int mayFiles = on.table().equals("file") ? on.cells() : 0;
    boolean draft = on.table().equals("draft");
    int mayEntries = on.table().equals("draft_entry") ? on.cells() : 0;
    try (Machine m = home.machine()) {
      LocalStore store = Home.again(m);
      var kept = new TreeSet<Long>();
      for (JournalEntry e : store.journal().entries()) kept.add(numbers.get(e.opId()));
      var lost = new TreeSet<>(lines.keySet());
      lost.removeAll(kept);
      assertTrue(lost.size() <= may, what + " lost " + lost);
      List<Salvaged> told = store.salvages();
      if (!told.isEmpty()) {
        this.lost += lost.size();
        salvages++;
        Salvaged s = told.getLast();
        assertEquals(List.copyOf(lost), s.missing(), what);
        assertEquals(List.of(), s.uncertain(), what);
        assertFalse(s.openEnd(), what);
        assertEquals(kept.size(), s.kept(), what);
        assertTrue(s.files() <= mayFiles && (draft || s.drafts() == 0), what + s);
        assertTrue(s.entries() <= mayEntries, what + s);
        Path left = home.path.resolve(inside).resolveSibling(s.left());
        assertTrue(Files.size(left) > 0, what);
      } else {
        assertEquals(lines.size(), kept.size(), what);
      }
      sound(store, what);
      int mayQueries = on.table().equals("registry_query") ? on.cells() : 0;
      assertTrue(store.registry().ask(false).asked().size() >= QUERIES - mayQueries, what);
      int files = 0;
      for (String photo : photos)
        if (store.files().file(photo).isPresent())
          files += store.files().bytes(photo).length / 5_000;
      assertTrue(files >= photos.size() - mayFiles, what);
      assertTrue(store.drafts().entries("visit/1").size() >= ENTRIES - mayEntries, what);
      if (!draft) {
        assertEquals(6_000, store.drafts().get("intake/1").orElseThrow().length, what);
        assertTrue(store.drafts().keys().contains("visit/1"), what);
      }
      store.close();
      assertEquals(told, Home.again(m).salvages(), what + ": once is enough");
    }
    assertEquals(List.of(), StoreCheck.run(home.path).vaults().getFirst().problems(), what);
  }

  /// What is kept is as it was written, waits in a chain of its own, and work goes on.
  private void sound(LocalStore store, String what) throws StoreException {
    assertEquals(List.of(), store.journal().verify(), what);
    for (JournalEntry e : store.journal().entries()) {
      var was = readable(lines.get(numbers.get(e.opId())));
      assertEquals(was.changes(), e.op().changes(), what);
      assertEquals(was.files(), e.op().files(), what);
    }
    var batch = store.journal().pending(200, 4 << 20);
    if (batch.isPresent()) assertEquals(store.journal().id(), batch.get().journal(), what);
    UUID id = UUID.randomUUID();
    int before = store.journal().entries().size();
    store.save(Home.save(RecordChange.create(Home.application(id, Map.of()))));
    assertEquals(before + 1, store.journal().entries().size());
  }

  private static cn.ruhu.wire.Op readable(byte[] line) {
    try {
      return cn.ruhu.wire.OpCodec.read(line);
    } catch (cn.ruhu.wire.WireException e) {
      throw new AssertionError(e);
    }
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path p : all.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(p);
    }
  }

  private long pageOf(String table) throws Exception {
    Path whole = folder.resolve("look" + table);
    Home.copy(image, whole);
    for (var e : pages(whole.resolve(inside)).entrySet())
      if (e.getValue().table().equals(table) && e.getValue().kind().equals("leaf"))
        return e.getKey();
    throw new AssertionError(table);
  }

  /// The program ends at each step of the salvage in turn.
  private static final class EndingDisk implements Disk {
    private final Disk real = Disk.real();
    private int left;

    EndingDisk(int left) {
      this.left = left;
    }

    @Override
    public Output create(Path file) throws IOException {
      return real.create(file);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      if (!String.valueOf(to.getFileName()).startsWith(Machine.DATABASE)) {
        real.replace(from, to);
        return;
      }
      if (left-- == 0) throw new IOException("the program ends here");
      real.replace(from, to);
    }
  }

  @Test
  void isDoneAgainOrEndedWhereverItIsCutShort() throws Exception {
    long page = pageOf("journal");
    int cuts = 0;
    for (int step = 0; ; step++) {
      Home home = damaged("cut" + step, page, new byte[PAGE]);
      home.disk = new EndingDisk(step);
      boolean ended = false;
      try (Machine m = home.machine()) {
        Home.again(m).close();
      } catch (StoreException e) {
        assertEquals(StoreException.Code.IO, e.code());
        ended = true;
      }
      if (!ended) break;
      cuts++;
      home.disk = Disk.real();
      check(home, new Lies("journal", "leaf", 12), "cut at step " + step);
    }
    assertEquals(3, cuts);
  }

  @Test
  void survivesBeingKilledInTheMiddle() throws Exception {
    Home home = damaged("killed", pageOf("journal"), new byte[PAGE]);
    Random random = new Random(3);
    for (int i = 0; i < 3; i++) {
      try (Child child = Child.start("sign-in", home.path)) {
        child.line();
        Thread.sleep(50 + random.nextInt(250));
        child.kill();
      }
    }
    check(home, new Lies("journal", "leaf", 12), "killed");
  }

  @Test
  void readsTheLogWhenTheDatabaseItselfIsGone() throws Exception {
    Home home = new Home(folder.resolve("log"));
    Path copy = folder.resolve("logged");
    UUID op;
    try (Machine m = home.machine()) {
      LocalStore store = home.first(m);
      UUID id = m.ids().next();
      op = store.save(Home.save(RecordChange.create(Home.application(id, Map.of())))).opId();
      Home.copy(home.path, copy);
    }
    for (long length : new long[] {0, PAGE, -1}) {
      Home after = new Home(folder.resolve("log" + length));
      Home.copy(copy, after.path);
      if (length < 0) Files.delete(after.path.resolve(inside));
      else Files.write(after.path.resolve(inside), new byte[(int) length]);
      try (Machine m = after.machine()) {
        assertTrue(Home.again(m).journal().entry(op).isPresent(), length + " bytes");
      }
    }
  }

  @Test
  void whoeverLooksFirstLeavesTheLogOfADatabaseThatIsGone() throws Exception {
    Home home = new Home(folder.resolve("seen"));
    Path copy = folder.resolve("seen-copy");
    UUID op;
    try (Machine m = home.machine()) {
      LocalStore store = home.first(m);
      UUID id = m.ids().next();
      op = store.save(Home.save(RecordChange.create(Home.application(id, Map.of())))).opId();
      Home.copy(home.path, copy);
    }
    Files.write(copy.resolve(inside), new byte[0]);
    Home wiped = new Home(folder.resolve("seen-wiped"));
    Home.copy(copy, wiped.path);
    try (Machine m = wiped.machine()) {
      assertEquals(1, m.wipe(), "what was not sent stays");
    }
    assertEquals(List.of("CORRUPT"), StoreCheck.run(copy).vaults().getFirst().problems());
    try (Machine m = new Home(copy).machine()) {
      assertEquals(List.of(), m.exports().unsent());
      var exported = m.exports().export(folder, _ -> true, (_, _) -> {});
      assertEquals(StoreException.Code.CORRUPT, exported.left().getFirst().why());
      assertTrue(Home.again(m).journal().entry(op).isPresent());
    }
  }

  @Test
  void aDatabaseThatIsGoneTakesNoSealedFileAlong() throws Exception {
    Home home = damaged("gone", 1, new byte[0]);
    Path vault = Objects.requireNonNull(home.path.resolve(inside).getParent());
    Files.delete(home.path.resolve(inside));
    Files.deleteIfExists(DamagedPages.log(home.path.resolve(inside)));
    assertEquals(List.of("CORRUPT"), StoreCheck.run(home.path).vaults().getFirst().problems());
    try (Machine m = home.machine()) {
      Salvaged told = Home.again(m).salvages().getFirst();
      assertTrue(told.openEnd());
      try (var aside = Files.list(Salvage.filesAside(vault, told.left()))) {
        assertEquals(photos.size(), aside.count());
      }
    }
  }

  @Test
  void aPageFoundDamagedWhileAtWorkIsSalvagedAtTheNextSignIn() throws Exception {
    Home home = damaged("later", 1, new byte[0]);
    long page = pageOf("draft_entry");
    try (Machine m = home.machine()) {
      Home.again(m).close(); // closed cleanly: pages are not looked at when it opens
    }
    try (var raw = new RandomAccessFile(home.path.resolve(inside).toFile(), "rw")) {
      raw.seek((page - 1) * PAGE);
      raw.write(new byte[PAGE]);
    }
    try (Machine m = home.machine()) {
      LocalStore store = Home.again(m);
      assertEquals(List.of(), store.salvages());
      var e = assertThrows(StoreException.class, () -> store.drafts().entries("visit/1"));
      assertEquals(StoreException.Code.CORRUPT, e.code());
      store.close();
      LocalStore after = Home.again(m);
      assertEquals(1, after.salvages().size());
      assertFalse(after.drafts().entries("visit/1").isEmpty());
      assertTrue(after.salvages().getFirst().entries() > 0);
    }
  }

  @Test
  void asTheHelpdeskDoesItNothingIsOpenedAndTheNextSignInTells() throws Exception {
    Home home = damaged("helpdesk", pageOf("journal"), new byte[PAGE]);
    try (Machine _ = home.machine()) {
      var e = assertThrows(StoreException.class, () -> StoreSalvage.run(home.path, home));
      assertEquals(StoreException.Code.IN_USE, e.code());
    }
    byte[] before = Files.readAllBytes(home.path.resolve(inside));
    assertFalse(StoreCheck.run(home.path).ok());
    assertEquals(List.of(Home.CLERK.id()), StoreSalvage.run(home.path, home));
    StoreFacts.VaultFacts facts = StoreCheck.run(home.path).vaults().getFirst();
    assertEquals(List.of(), facts.problems());
    Path left = home.path.resolve(inside).resolveSibling(facts.damaged().getFirst());
    assertArrayEquals(before, Files.readAllBytes(left));
    assertEquals(List.of(), StoreSalvage.run(home.path, home));
    try (Machine m = home.machine()) {
      LocalStore store = Home.again(m);
      assertFalse(store.salvages().getFirst().missing().isEmpty());
      sound(store, "helpdesk");
    }
  }

  @Test
  void aSalvageThatWasCutShortIsEndedByTheHelpdeskAndNotDoneTwice() throws Exception {
    Home home = damaged("half", pageOf("journal"), new byte[PAGE]);
    home.disk = new EndingDisk(1);
    try (Machine m = home.machine()) {
      assertThrows(StoreException.class, () -> Home.again(m));
    }
    home.disk = Disk.real();
    assertEquals(List.of(Home.CLERK.id()), StoreSalvage.run(home.path, home));
    assertEquals(1, StoreCheck.run(home.path).vaults().getFirst().damaged().size());
    check(home, new Lies("journal", "leaf", 12), "cut, then the helpdesk");
  }

  @Test
  void whatWasToldBeforeAndRottedKeepsNobodyOut() throws Exception {
    Home home = damaged("rot", pageOf("journal"), new byte[PAGE]);
    StoreSalvage.run(home.path, home);
    try (Db db = Db.open(home.path.resolve(inside), 0)) {
      db.act("test", c -> Db.setMeta(c, Salvage.TOLD, "[{"));
    }
    check(home, new Lies("journal", "leaf", 12), "rotted");
  }

  @Test
  void whatWasMissingTheFirstTimeIsToldWhenThereIsASecond() throws Exception {
    Home home = damaged("twice", pageOf("journal"), new byte[PAGE]);
    StoreSalvage.run(home.path, home);
    Path fresh = folder.resolve("twice-look");
    Home.copy(home.path, fresh);
    long second = 0;
    for (var e : pages(fresh.resolve(inside)).entrySet())
      if (e.getValue().table().equals("sqlite_autoindex_draft_1")) second = e.getKey();
    try (var raw = new RandomAccessFile(home.path.resolve(inside).toFile(), "rw")) {
      raw.seek((second - 1) * PAGE);
      raw.write(new byte[PAGE]);
    }
    home.wall++;
    assertEquals(List.of(Home.CLERK.id()), StoreSalvage.run(home.path, home));
    check(home, new Lies("journal", "leaf", 12), "twice");
  }
}
