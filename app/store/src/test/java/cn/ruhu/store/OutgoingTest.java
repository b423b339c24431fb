package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.Bundles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bundles that are handed to a machine beside this one: the same as long as the same waits, and
/// taken there as they come.
class OutgoingTest {
  private static final UUID CASE = new UUID(7, 1);
  private static final Exports.Progress QUIET = (_, _) -> {};

  @TempDir Path folder;
  private Home home;
  private Machine machine;
  private Machine carrier;
  private LocalStore store;

  @BeforeEach
  void open() throws Exception {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    store = home.first(machine);
    byte[] scan = new byte[300_000];
    new Random(3).nextBytes(scan);
    String address = store.files().put(scan, CASE, "image/jpeg");
    store.save(
        Home.saveWithFiles(
            List.of(address), RecordChange.create(Home.application(CASE, Map.of()))));
    carrier = new Home(folder.resolve("carrier")).machine();
    carrier.enrolled(Home.enrolment("002"));
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
    carrier.close();
  }

  private Outgoing.Ready prepare() throws StoreException {
    return machine.outgoing().prepare(_ -> true, QUIET);
  }

  private byte[] bundle() throws Exception {
    return Files.readAllBytes(prepare().bundles().getFirst().file());
  }

  private String id() throws Exception {
    return prepare().bundles().getFirst().id();
  }

  @Test
  void theSameWorkIsTheSameBundleAndMoreWorkIsAnother() throws Exception {
    Outgoing.Ready first = prepare();
    assertEquals(List.of(1, 1, 1), counts(first));
    assertEquals(first.bundles(), prepare().bundles(), "also when it is asked for again");
    assertEquals(List.of(1, 1, 1), counts(prepare()));
    store.save(Home.save(RecordChange.create(Home.person(new UUID(7, 2), CASE, "王芳"))));
    Outgoing.Ready more = prepare();
    assertNotEquals(first.bundles(), more.bundles());
    assertFalse(Files.exists(first.bundles().getFirst().file()), "the older one is not needed");
    assertEquals(2, more.exported().ops());
    assertEquals(List.of(), machine.outgoing().prepare(_ -> false, QUIET).bundles());
  }

  @Test
  void moreReceiptsThanGoAtOnceGoTheNextTime() throws Exception {
    String tag = "ab".repeat(16);
    Path lies = Files.createDirectories(carrier.home().resolve("carried"));
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      String id = "%032x".formatted(i);
      all.add(id);
      var none = Bundles.BundleCounts.NONE;
      var state = new Carried.State(true, 9, 2, 2, 0, 0, none, null, 1, 2, 0);
      SafeFile.write(Disk.real(), lies.resolve(id + ".state"), state);
      var receipt = new Bundles.SealedReceipt(id, tag, "00".repeat(1_500_000));
      ReceiptBox.write(Disk.real(), lies.resolve(id + ".back"), ReceiptBox.bytes(List.of(receipt)));
    }
    Set<String> gone = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      Carried.Back back = carrier.carried().receiptsFor(Set.of(tag));
      gone.addAll(back.bundles());
      carrier.carried().givenBack(back.bundles());
    }
    assertEquals(all, gone);
  }

  private static List<Integer> counts(Outgoing.Ready r) {
    return List.of(r.exported().bundles(), r.exported().ops(), r.exported().files());
  }

  @Test
  void whatLiesReadyGoesAfterAWeekAndWhatIsHalfIsNotTaken() throws Exception {
    Path made = prepare().bundles().getFirst().file();
    Path lies = java.util.Objects.requireNonNull(made.getParent());
    Files.move(lies, lies.resolveSibling("x.half"));
    Path again = prepare().bundles().getFirst().file();
    assertTrue(Files.exists(again));
    store.close();
    machine.close();
    home.wall = again.toFile().lastModified() + 8L * 24 * 3_600_000;
    machine = home.machine();
    assertFalse(Files.exists(again));
  }

  @Test
  void aFullDiskLeavesNothingThatLooksWhole() throws Exception {
    store.close();
    machine.close();
    var disk = new BoundedDisk();
    home.disk = disk;
    machine = home.machine();
    disk.left = 100_000;
    var full = assertThrows(StoreException.class, this::prepare);
    assertEquals(StoreException.Code.DISK_FULL, full.code());
    disk.left = Long.MAX_VALUE;
    assertEquals(List.of(1, 1, 1), counts(prepare()));
  }

  @Test
  void whatWasMadeBeforeTheDiskWasFullFreesItAgain() throws Exception {
    String small = store.files().put(new byte[200_000], CASE, "image/jpeg");
    store.save(
        Home.saveWithFiles(
            List.of(small), RecordChange.create(Home.person(new UUID(7, 3), CASE, "王芳"))));
    var disk = new BoundedDisk();
    disk.left = 350_000;
    Path lies = folder.resolve("ready");
    var outgoing = new Outgoing(machine, lies, disk, 250_000);
    var full = assertThrows(StoreException.class, () -> outgoing.prepare(_ -> true, QUIET));
    assertEquals(StoreException.Code.DISK_FULL, full.code());
    try (var left = Files.list(lies)) {
      assertEquals(0, left.count(), "a bundle that was whole needs its room no more");
    }
  }

  @Test
  void linesThatStandInAnotherJournalNowAreAnotherBundle() throws Exception {
    String before = id();
    store.journal().restart();
    assertNotEquals(before, id());
  }

  private Imports.Came take(long from, InputStream rest, long size) throws Exception {
    return carrier.imports().take(id(), from, rest, size);
  }

  @Test
  void aBundleGoesOnWhereItWasCutAnywhere() throws Exception {
    byte[] all = bundle();
    long from = 0;
    for (int cut = all.length / 5; cut < all.length; cut += all.length / 5) {
      var rest = new ByteArrayInputStream(all, (int) from, cut - (int) from);
      assertEquals(Imports.Came.CUT, take(from, rest, all.length));
      long has = carrier.carried().has(id()).orElseThrow();
      assertTrue(has > from && has <= cut, has + " of " + cut);
      from = has;
    }
    var rest = new ByteArrayInputStream(all, (int) from, all.length - (int) from);
    assertEquals(Imports.Came.WHOLE, take(from, rest, all.length));
    assertEquals(OptionalLong.empty(), carrier.carried().has(id()));
    assertEquals(
        Imports.Came.KNOWN, take(0, new ByteArrayInputStream(all), all.length), "and once more");
    Path copy = carrier.home().resolve("carried").resolve(id() + Bundles.ENDING);
    assertArrayEquals(all, Files.readAllBytes(copy));
  }

  @Test
  void ownForeignAndSpoiltOnesAreNotTaken() throws Exception {
    byte[] all = bundle();
    assertEquals(
        Imports.Came.OWN,
        machine.imports().take(id(), 0, new ByteArrayInputStream(all), all.length));
    Enrolment e = Home.enrolment("002");
    carrier.enrolled(
        new Enrolment(
            e.serverUrl(),
            e.certificatePin(),
            "other",
            "Other",
            e.serverKey(),
            "ab".repeat(32),
            e.block(),
            e.people()));
    assertEquals(Imports.Came.FOREIGN, take(0, new ByteArrayInputStream(all), all.length));
    assertEquals(
        Imports.Came.UNREADABLE,
        take(0, new ByteArrayInputStream(Arrays.copyOf(all, 200)), all.length));
    assertEquals(
        Imports.Came.UNREADABLE, take(0, new ByteArrayInputStream(new byte[5_000]), 5_000));
    assertEquals(List.of(), carrier.carried().items());
  }

  @Test
  void whileASlowOneComesNothingElseWaits() throws Exception {
    byte[] all = bundle();
    try (var far = new PipedOutputStream();
        var near = new PipedInputStream(far, 1 << 20)) {
      var taking = new FutureTask<>(() -> take(0, near, all.length));
      Thread.ofPlatform().daemon().start(taking);
      far.write(all, 0, all.length / 2);
      far.flush();
      var asked = new FutureTask<>(() -> carrier.carried().items());
      Thread.ofPlatform().daemon().start(asked);
      assertEquals(List.of(), asked.get(10, TimeUnit.SECONDS));
      far.write(all, all.length / 2, all.length - all.length / 2);
      far.flush();
      assertEquals(Imports.Came.WHOLE, taking.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void receiptsGoToTheMachineTheyAreOfAndCountWhenTheyArrived() throws Exception {
    byte[] all = bundle();
    take(0, new ByteArrayInputStream(all), all.length);
    Carried.Piece piece = carrier.carried().next().orElseThrow();
    String tag = Bundles.tag(machine.device(), Home.CLERK.id());
    carrier
        .carried()
        .handedIn(
            piece,
            new Bundles.BundleTaken(
                piece.last() + 1,
                true,
                null,
                new Bundles.BundleCounts(1, 0, 0, 1, 0, 0),
                new Bundles.SealedReceipt(id(), tag, "00")));
    assertEquals(Set.of(tag), machine.imports().tags());
    assertEquals(List.of(), carrier.carried().receiptsFor(Set.of("cd".repeat(16))).bundles());
    Carried.Back back = carrier.carried().receiptsFor(machine.imports().tags());
    assertEquals(List.of(id()), back.bundles());
    assertEquals(1, machine.imports().takeReceipts(new ByteArrayInputStream(back.bytes())));
    assertEquals(0, carrier.imports().takeReceipts(new ByteArrayInputStream(back.bytes())));
    carrier.carried().givenBack(back.bundles());
    assertTrue(carrier.carried().items().getFirst().receipts(), "kept for a month all the same");
    assertEquals(0, machine.imports().takeReceipts(new ByteArrayInputStream(new byte[] {7, 7, 7})));
  }
}
