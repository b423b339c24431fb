package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.store.RegistryCopy.Answer;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.Registry.SnapshotAsk;
import cn.ruhu.wire.Registry.SnapshotHead;
import cn.ruhu.wire.Registry.SnapshotTold;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.RegistryTable.Fact;
import cn.ruhu.wire.RegistryTable.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A window's copy of the district's knowledge: fetched in pieces, asked, told of.
final class RegistryCopyTest {
  private static final String SALT = "00112233445566778899aabbccddeeff";
  private static final UUID CASE = new UUID(8, 8);
  private static final Fact BENEFIT = new Fact(Kind.BENEFIT, 0, 0, 650);
  private static final int MANY = Registry.PIECE / RegistryTable.ROW + 10;

  @TempDir Path folder;
  private Home home;
  private Machine machine;
  private LocalStore store;

  @BeforeEach
  void open() throws StoreException {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    store = home.first(machine);
    store.sync().granted(List.of(Home.STREET), home.wall + 1_000_000_000L, home.wall);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    machine.close();
  }

  private static String number(int i) {
    return String.format("11019919%09d0", i);
  }

  /// A district of one snapshot: a few real people among random rows.
  private record District(SnapshotHead head, byte[] table) {
    static District of(String id, int people, int others) {
      var rows = new ArrayList<byte[]>();
      for (int i = 0; i < people; i++)
        rows.add(
            RegistryTable.row(
                RegistryTable.key(number(i), Hashes.bytes(SALT), PasswordHash.Cost.TINY),
                id,
                List.of(BENEFIT)));
      var random = new Random(4);
      for (int i = 0; i < others; i++) {
        byte[] row = new byte[RegistryTable.ROW];
        random.nextBytes(row);
        rows.add(row);
      }
      rows.sort(Comparator.comparing(RegistryTable::tag, Long::compareUnsigned));
      var out = new ByteArrayOutputStream();
      rows.forEach(out::writeBytes);
      byte[] table = out.toByteArray();
      var head =
          new SnapshotHead(
              id,
              2,
              1,
              Set.of(),
              SALT,
              64,
              1,
              rows.size(),
              Hashes.sha256Hex(table),
              List.of(Home.STREET),
              List.of("benefit.DIBAO"));
      return new District(head, table);
    }

    SnapshotTold answer(SnapshotAsk ask) {
      long n = head.id().equals(ask.have()) ? Math.max(0, ask.pieces()) : 0;
      long noted = ask.asked().isEmpty() ? 0 : ask.asked().getLast().no();
      if (ask.pieces() < 0 || n >= head.pieces()) return new SnapshotTold(9, noted, head, n, null);
      int from = (int) n * Registry.PIECE;
      byte[] piece = Arrays.copyOfRange(table, from, Math.min(table.length, from + Registry.PIECE));
      return new SnapshotTold(9, noted, head, n, Base64.getEncoder().encodeToString(piece));
    }
  }

  /// A window that was handed a snapshot and asked it something.
  static void used(LocalStore store) throws StoreException {
    District district = District.of("a".repeat(32), 2, 400);
    store.registry().take(district.answer(store.registry().ask(true)));
    for (int i = 0; i < 5; i++) store.registry().look(number(i), CASE, null);
  }

  private int fetch(District district) throws StoreException {
    int steps = 1;
    while (store.registry().take(district.answer(store.registry().ask(true)))) steps++;
    return steps;
  }

  private Answer look(int i) throws StoreException {
    return store.registry().look(number(i), CASE, null);
  }

  @Test
  void nothingIsSaidBeforeASnapshotIsHereWhole() throws StoreException {
    assertEquals(new Answer.Missing(), look(0));
    District district = District.of("a".repeat(32), 5, MANY);
    assertEquals(2, district.head().pieces());
    assertTrue(store.registry().take(district.answer(store.registry().ask(true))));
    assertEquals(new Answer.Missing(), look(0), "half a table is none");
    assertEquals(0, store.registry().ask(true).asked().size(), "nothing was asked of it");
  }

  @Test
  void aSnapshotComesInPiecesAndGoesOnAfterASignOut() throws Exception {
    District district = District.of("a".repeat(32), 5, MANY);
    store.registry().take(district.answer(store.registry().ask(true)));
    store.close();
    store = Home.again(machine);
    SnapshotAsk ask = store.registry().ask(true);
    assertEquals(1, ask.pieces());
    var told = new AtomicInteger();
    store.onChange(_ -> told.incrementAndGet());
    assertFalse(store.registry().take(district.answer(ask)));
    assertEquals(1, told.get(), "what is shown is looked up anew");
    for (int i = 0; i < 5; i++)
      assertEquals(new Answer.Known(district.head(), List.of(BENEFIT)), look(i));
    assertEquals(new Answer.Unknown(district.head()), look(77));
    store.close();
    store = Home.again(machine);
    assertEquals(new Answer.Known(district.head(), List.of(BENEFIT)), look(3));
  }

  @Test
  void aNewerOneTakesItsPlaceOnlyWhenItIsWhole() throws StoreException {
    District old = District.of("a".repeat(32), 1, 10);
    District fresh = District.of("b".repeat(32), 2, MANY);
    fetch(old);
    store.registry().take(fresh.answer(store.registry().ask(true)));
    assertEquals(new Answer.Known(old.head(), List.of(BENEFIT)), look(0));
    assertEquals(new Answer.Unknown(old.head()), look(1));
    fetch(fresh);
    assertEquals(new Answer.Known(fresh.head(), List.of(BENEFIT)), look(1));
    assertEquals(Optional.of(fresh.head()), store.registry().head());
  }

  @Test
  void aTableThatIsNotWhatItsHeadSaysIsFetchedAnew() throws StoreException {
    District district = District.of("a".repeat(32), 1, 10);
    SnapshotTold good = district.answer(store.registry().ask(true));
    byte[] bytes = Base64.getDecoder().decode(good.piece());
    bytes[7] ^= 1;
    store
        .registry()
        .take(new SnapshotTold(9, 0, good.head(), 0, Base64.getEncoder().encodeToString(bytes)));
    assertEquals(new Answer.Missing(), look(0));
    fetch(district);
    assertInstanceOf(Answer.Known.class, look(0));
  }

  private void rot() throws Exception {
    rot("UPDATE registry_piece SET sealed = zeroblob(length(sealed))");
  }

  private void rot(String sql) throws Exception {
    store.close();
    Path database = home.path.resolve("vaults/" + Home.CLERK.id() + "/" + Machine.DATABASE);
    try (Db db = Db.open(database, 0)) {
      db.act("test", c -> Db.run(c, sql));
    }
    store = Home.again(machine);
  }

  @Test
  void aQueryThatRotsHoldsUpNoOther() throws Exception {
    fetch(District.of("a".repeat(32), 1, 10));
    look(0);
    look(1);
    rot("UPDATE registry_query SET sealed = zeroblob(length(sealed)) WHERE no = 2");
    List<Registry.RegistryQuery> asked = store.registry().ask(true).asked();
    assertEquals(List.of(1L), asked.stream().map(Registry.RegistryQuery::no).toList());
    store.registry().take(new SnapshotTold(9, 1, null, 0, null));
    assertFalse(store.registry().waiting());
  }

  @Test
  void aTableThatRotsOnThisMachineIsFetchedAnew() throws Exception {
    District district = District.of("a".repeat(32), 1, 10);
    fetch(district);
    rot();
    assertEquals(new Answer.Missing(), look(0));
    fetch(district);
    assertInstanceOf(Answer.Known.class, look(0));
  }

  @Test
  void aPieceThatRotsBeforeTheOthersCameIsFetchedAnew() throws Exception {
    District district = District.of("a".repeat(32), 1, MANY);
    store.registry().take(district.answer(store.registry().ask(true)));
    rot();
    fetch(district);
    assertEquals(new Answer.Missing(), look(0));
    fetch(district);
    assertInstanceOf(Answer.Known.class, look(0));
  }

  @Test
  void onALinePaidByTheByteNoPieceIsAskedFor() throws StoreException {
    District district = District.of("a".repeat(32), 1, 10);
    SnapshotAsk ask = store.registry().ask(false);
    assertEquals(-1, ask.pieces());
    assertFalse(store.registry().take(district.answer(ask)));
    assertEquals(new Answer.Missing(), look(0));
  }

  @Test
  void eachQueryIsOnTheDiskBeforeItsAnswerAndToldOnce() throws Exception {
    fetch(District.of("a".repeat(32), 1, 10));
    look(0);
    look(0);
    store.registry().look(number(5), null, "CONSULT");
    assertThrows(
        IllegalArgumentException.class, () -> store.registry().look(number(5), null, null));
    store.close();
    store = Home.again(machine);
    List<Registry.RegistryQuery> asked = store.registry().ask(true).asked();
    assertEquals(2, asked.size(), "the same question for the same case is one");
    assertEquals(CASE.toString(), asked.getFirst().application());
    assertTrue(asked.getFirst().known());
    assertNull(asked.getLast().application());
    assertEquals("CONSULT", asked.getLast().reason());
    assertTrue(store.registry().waiting());
    store.registry().take(new SnapshotTold(9, asked.getLast().no(), null, 0, null));
    assertFalse(store.registry().waiting());
    look(3);
    assertEquals(asked.getLast().no() + 1, store.registry().ask(true).asked().getFirst().no());
  }

  @Test
  void soManyQueriesAnHourAndNoMore() throws StoreException {
    fetch(District.of("a".repeat(32), 1, 10));
    for (int i = 0; i < RegistryCopy.HOUR_MAX; i++) look(i);
    var wait = assertInstanceOf(Answer.TooMany.class, look(9_999));
    assertEquals(Instant.ofEpochMilli(home.wall).plusSeconds(3_600), wait.until());
    assertInstanceOf(Answer.Known.class, look(0), "what was answered stays answered");
    home.wall += 3_600_001;
    assertInstanceOf(Answer.Unknown.class, look(9_999));
    for (int i = 0; i < RegistryCopy.DAY_MAX; i++) {
      home.wall += 60_000;
      look(10_000 + i);
    }
    assertInstanceOf(Answer.TooMany.class, look(99_999));
  }

  @Test
  void afterTheGrantsRanOutNothingIsAnswered() throws StoreException {
    fetch(District.of("a".repeat(32), 1, 10));
    home.wall += 2_000_000_000L;
    store.sync().show(home.instant());
    assertEquals(new Answer.Locked(), look(0));
  }

  @Test
  void whoIsNoWindowClerkAnyMoreKeepsNothing() throws StoreException {
    fetch(District.of("a".repeat(32), 1, 10));
    look(0);
    store.registry().drop();
    assertEquals(new Answer.Missing(), look(0));
    assertTrue(store.registry().waiting(), "what was asked is still told");
  }

  @Test
  void nothingOfItLiesOpenOnTheDisk() throws Exception {
    District district = District.of("a".repeat(32), 3, 100);
    fetch(district);
    look(0);
    store.close();
    byte[] row = Arrays.copyOf(district.table(), RegistryTable.ROW);
    for (Path file : files())
      for (byte[] secret :
          List.of(
              row,
              SALT.getBytes(StandardCharsets.US_ASCII),
              number(0).getBytes(StandardCharsets.US_ASCII)))
        assertFalse(holds(Files.readAllBytes(file), secret), file.toString());
    store = Home.again(machine);
  }

  private List<Path> files() throws Exception {
    try (var all = Files.walk(home.path)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean holds(byte[] all, byte @Nullable [] sought) {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    return text.contains(new String(sought, StandardCharsets.ISO_8859_1));
  }
}
