package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.Aead;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.OpenBundle;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What leaves a machine sealed, what it carries for others, and what a receipt does here.
class BundlesOfTheStoreTest {
  private static final UUID CASE = new UUID(7, 1);
  private static final Exports.Progress QUIET = (_, _) -> {};
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;
  private final SigningKey district = SigningKey.generate(RANDOM);
  private Home home;
  private Path stick;

  @BeforeEach
  void open() throws Exception {
    home = new Home(folder.resolve("home"));
    stick = Files.createDirectories(folder.resolve("stick"));
  }

  private LocalStore atWork(Machine machine) throws Exception {
    Enrolment e = Home.enrolment("001");
    machine.enrolled(
        new Enrolment(
            e.serverUrl(),
            e.certificatePin(),
            e.district(),
            e.districtName(),
            district.publicHex(),
            e.recoveryKey(),
            e.block(),
            e.people()));
    return machine.createVault(Home.CLERK, Home.PASSWORD, null);
  }

  private static byte[] scan(int seed, int length) {
    byte[] out = new byte[length];
    new Random(seed).nextBytes(out);
    return out;
  }

  /// A case and a page of it.
  private static void work(LocalStore store, byte[] scan) throws Exception {
    String address = store.files().put(scan, CASE, "image/jpeg");
    store.save(Home.save(RecordChange.create(Home.application(CASE, Map.of()))));
    store.save(
        Home.saveWithFiles(
            List.of(address), RecordChange.create(Home.person(new UUID(7, 2), CASE, "王芳"))));
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.list(stick)) {
      return all.sorted().toList();
    }
  }

  /// A bundle as the district opens it.
  private static final class Opened {
    Bundles.Manifest manifest;
    final List<byte[]> lines = new ArrayList<>();
    final Map<String, byte[]> files = new HashMap<>();
    byte[] workKey = new byte[0];
    boolean end;
  }

  private static Opened read(Path bundle) throws Exception {
    var out = new Opened();
    try (var in = Files.newInputStream(bundle)) {
      var open = new OpenBundle(new BundleFrames(in), Home.RECOVERY_SECRET);
      out.manifest = open.manifest();
      UUID staff = out.manifest.staff();
      out.workKey =
          SealedBox.open(
              Home.RECOVERY_SECRET,
              Protocol.workKeyOf(staff),
              Hashes.bytes(out.manifest.workKey()));
      AtRest.FileFacts facts = null;
      String name = "";
      long length = 0;
      long index = 0;
      for (var p = open.next(); p != null; p = open.next()) {
        switch (p) {
          case OpenBundle.Piece.Line(_, var line) ->
              out.lines.add(Aead.open(out.workKey, AtRest.line(line.opId()), line.sealed()));
          case OpenBundle.Piece.File(_, var f) -> {
            byte[] aad = AtRest.file(f.name(), f.caseId(), null);
            facts = AtRest.FileFacts.of(Aead.open(out.workKey, aad, f.sealed()));
            name = f.name();
            length = f.length();
            index = 0;
            out.files.put(facts.address().text(), new byte[0]);
          }
          case OpenBundle.Piece.Segment(_, byte[] sealed) -> {
            boolean last = index == AtRest.segments(length) - 1;
            byte[] plain = Aead.open(facts.key(), AtRest.segment(name, index++, last), sealed);
            var all = new ByteArrayOutputStream();
            all.writeBytes(out.files.get(facts.address().text()));
            all.writeBytes(plain);
            out.files.put(facts.address().text(), all.toByteArray());
          }
          case OpenBundle.Piece.End _ -> out.end = true;
          case OpenBundle.Piece.Damaged d -> throw new AssertionError(d.toString());
        }
      }
    }
    return out;
  }

  @Test
  void theDistrictAloneOpensWhatALoggedOutPersonLeft() throws Exception {
    byte[] scan = scan(1, 200_000);
    try (Machine machine = home.machine()) {
      List<byte[]> lines = new ArrayList<>();
      try (LocalStore store = atWork(machine)) {
        work(store, scan);
        for (JournalEntry e : store.journal().entries())
          lines.add(store.journal().bytes(e.opId()).orElseThrow());
      }
      List<Exports.Unsent> unsent = machine.exports().unsent();
      assertEquals(1, unsent.size());
      assertEquals(2, unsent.getFirst().ops());
      assertEquals(1, unsent.getFirst().files());
      var at = new long[1];
      Exports.Exported out =
          machine.exports().export(stick, _ -> true, (bytes, of) -> at[0] = bytes * 100 / of);
      assertTrue(at[0] > 90, "progress");
      assertEquals(1, out.bundles());
      Opened opened = read(files().getFirst());
      assertTrue(opened.end);
      assertEquals(2, opened.manifest.ops());
      assertEquals(machine.device(), opened.manifest.device());
      assertArrayEquals(lines.get(0), opened.lines.get(0));
      assertArrayEquals(lines.get(1), opened.lines.get(1));
      assertArrayEquals(scan, opened.files.get(FileAddress.of(scan).text()));
      assertEquals(2, machine.exports().unsent().getFirst().ops(), "everything stays");
    }
  }

  @Test
  void largeWorkIsManyBundlesAndEachStandsForItself() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      for (int i = 0; i < 5; i++) {
        String address = store.files().put(scan(i, 100_000), CASE, "image/jpeg");
        store.save(
            Home.saveWithFiles(
                List.of(address), RecordChange.create(Home.person(new UUID(8, i), CASE, "P" + i))));
      }
      var exports = new Exports(machine, Disk.real(), 250_000);
      assertEquals(3, exports.export(stick, _ -> true, QUIET).bundles());
      int pages = 0;
      for (Path file : files()) {
        Opened opened = read(file);
        assertEquals(5, opened.lines.size());
        pages += opened.files.size();
      }
      assertEquals(5, pages);
    }
  }

  @Test
  void aFullStickAtAnyByteLeavesNothingThatLooksWhole() throws Exception {
    var disk = new BoundedDisk();
    home.disk = disk;
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      work(store, scan(2, 150_000));
      machine.exports().export(stick, _ -> true, QUIET);
      long whole = Files.size(files().getFirst());
      Files.delete(files().getFirst());
      for (long left = 0; left < whole; left += whole / 7) {
        disk.left = left;
        var full =
            assertThrows(
                StoreException.class, () -> machine.exports().export(stick, _ -> true, QUIET));
        assertEquals(StoreException.Code.DISK_FULL, full.code());
        assertEquals(List.of(), files());
      }
      disk.left = Long.MAX_VALUE;
      machine.exports().export(stick, _ -> true, QUIET);
      assertTrue(read(files().getFirst()).end);
    }
  }

  @Test
  void aStickThatIsGoneIsSaidSo() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      work(store, scan(3, 10));
      Path gone = folder.resolve("gone");
      var e =
          assertThrows(
              StoreException.class, () -> machine.exports().export(gone, _ -> true, QUIET));
      assertEquals(StoreException.Code.NO_FILE, e.code());
      assertEquals(
          StoreException.Code.NO_FILE,
          assertThrows(StoreException.class, () -> machine.imports().take(gone)).code());
    }
  }

  /// What the district answers to a bundle: it took everything.
  private Bundles.SealedReceipt receipt(Opened opened, String bundle, long seq, boolean same)
      throws Exception {
    var verdicts = new ArrayList<Verdict>();
    for (byte[] line : opened.lines)
      verdicts.add(
          new Verdict(
              OpCodec.read(line).opId(), Verdict.Kind.APPLIED, seq, null, null, null, List.of()));
    var files = new ArrayList<Bundles.FileReceipt>();
    opened.files.keySet().forEach(f -> files.add(new Bundles.FileReceipt(CASE, f)));
    Bundles.Manifest m = opened.manifest;
    var receipt =
        new Bundles.Receipt(
            bundle,
            m.device(),
            m.staff(),
            m.resets(),
            m.witness(),
            same,
            Home.at(seq),
            6_000,
            seq > 6 ? Map.of("6", Home.at(6).hash()) : Map.of(),
            verdicts,
            files);
    return Bundles.seal(receipt, district, opened.workKey, RANDOM);
  }

  private Opened exported(Machine machine) throws Exception {
    for (Path old : files()) Files.delete(old);
    machine.exports().export(stick, _ -> true, QUIET);
    return read(files().getFirst());
  }

  @Test
  void aReceiptAcknowledgesAsAPushDoesAndOnlyOnce() throws Exception {
    byte[] scan = scan(4, 1_000);
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      Home.pull(store, Home.page(1));
      work(store, scan);
      Opened opened = exported(machine);
      var mine = receipt(opened, opened.manifest.bundle(), 5, true);
      assertEquals(BundleReceipts.Outcome.APPLIED, store.take(mine));
      assertEquals(0, store.waiting().ops());
      assertEquals(0, store.waiting().files());
      assertEquals(5, store.sync().witness().seq());
      assertEquals(BundleReceipts.Outcome.APPLIED, store.take(mine));
      assertEquals(0, machine.exports().unsent().size());
      // an answer asked for before the receipt came is void, and asked for again
      var ticket = store.sync().ticket();
      store.take(mine);
      assertEquals(SyncLedger.Outcome.STALE, store.sync().pulled(ticket, Home.page(6)));
    }
  }

  @Test
  void whoHearsOfAReceiptMayAskTheStoreOnWhateverThread() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      work(store, scan(12, 1_000));
      Opened opened = exported(machine);
      var asked = new ArrayList<Boolean>();
      store.onChange(_ -> {
        try {
          var other = new FutureTask<>(store::waiting);
          Thread.ofPlatform().daemon().start(other);
          asked.add(other.get(5, TimeUnit.SECONDS) != null);
        } catch (Exception e) {
          asked.add(false);
        }
      });
      store.take(receipt(opened, opened.manifest.bundle(), 5, true));
      assertEquals(List.of(true, true), asked);
    }
  }

  @Test
  void aReceiptOfAnotherHistoryOrFromBeforeAResetDoesNothing() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      Home.pull(store, Home.page(1));
      work(store, scan(5, 1_000));
      Opened opened = exported(machine);
      String bundle = opened.manifest.bundle();
      assertEquals(BundleReceipts.Outcome.STALE, store.take(receipt(opened, bundle, 5, false)));
      var old = receipt(opened, bundle, 5, true);
      store.sync().reset(store.sync().ticket(), Home.at(0));
      assertEquals(BundleReceipts.Outcome.STALE, store.take(old));
      assertEquals(2, store.waiting().ops());
      assertEquals(1, store.waiting().files());
      Opened again = exported(machine);
      assertEquals(1, again.manifest.resets());
      assertEquals(
          BundleReceipts.Outcome.APPLIED,
          store.take(receipt(again, again.manifest.bundle(), 3, true)));
      assertEquals(0, store.waiting().ops());
    }
  }

  @Test
  void nobodyElsesReceiptIsBelieved() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      work(store, scan(6, 1_000));
      Opened opened = exported(machine);
      var mine = receipt(opened, opened.manifest.bundle(), 5, true);
      var renamed = new Bundles.SealedReceipt("0".repeat(32), mine.tag(), mine.sealed());
      assertEquals(BundleReceipts.Outcome.NOT_MINE, store.take(renamed));
      var forger = SigningKey.generate(RANDOM);
      Bundles.Receipt inner = Bundles.open(mine, district.publicHex(), opened.workKey);
      var forged = Bundles.seal(inner, forger, opened.workKey, RANDOM);
      assertEquals(BundleReceipts.Outcome.NOT_MINE, store.take(forged));
      assertEquals(2, store.waiting().ops());
    }
  }

  @Test
  void aFileAskedForAgainIsNotSettledByAnOldReceipt() throws Exception {
    byte[] scan = scan(7, 1_000);
    String address = FileAddress.of(scan).text();
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      Home.pull(store, Home.page(1));
      work(store, scan);
      Opened opened = exported(machine);
      var old = receipt(opened, opened.manifest.bundle(), 5, true);
      store.take(old);
      Home.pull(store, Home.receipts(6, 0, List.of(), List.of(address)));
      assertEquals(1, store.waiting().files());
      assertEquals(BundleReceipts.Outcome.STALE, store.take(old), "older than what was heard");
      var newer = receipt(opened, opened.manifest.bundle(), 7, true);
      assertEquals(BundleReceipts.Outcome.APPLIED, store.take(newer));
      assertEquals(1, store.waiting().files(), "the district lost it since");
    }
  }

  /// Another machine of the same district.
  private Machine carrier() throws Exception {
    var other = new Home(folder.resolve("other"));
    Machine machine = other.machine();
    machine.enrolled(Home.enrolment("002"));
    return machine;
  }

  @Test
  void aCarriedBundleGoesPieceByPieceAndSurvivesAKill() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      work(store, scan(8, 2_500_000));
      machine.exports().export(stick, _ -> true, QUIET);
    }
    int frames = 0;
    var seen = new ByteArrayOutputStream();
    try (Machine other = carrier()) {
      assertEquals(new Imports.Found(1, 0, 0, 0, 0, 0, 0, 0), other.imports().take(stick));
      assertEquals(new Imports.Found(0, 0, 1, 0, 0, 0, 0, 0), other.imports().take(stick));
    }
    for (int i = 0; ; i++) {
      assertTrue(i < 20);
      // killed after each piece: nothing is open
      try (Machine other = new Home(folder.resolve("other")).machine()) {
        var piece = other.carried().next();
        if (piece.isEmpty()) break;
        assertTrue(piece.get().bytes().length <= Bundles.PIECE_MAX);
        frames += framesIn(piece.get().bytes(), seen);
        var taken =
            new Bundles.BundleTaken(
                piece.get().last() + 1,
                false,
                null,
                new Bundles.BundleCounts(1, 0, 0, 0, 0, 0),
                new Bundles.SealedReceipt("ab".repeat(16), "cd".repeat(16), "00" + i));
        other.carried().handedIn(piece.get(), taken);
      }
    }
    try (Machine other = new Home(folder.resolve("other")).machine()) {
      Carried.Item item = other.carried().items().getFirst();
      assertTrue(item.doneAt().isPresent() && item.receipts() && !item.again());
      assertEquals(3, item.counts().ops());
      Path back = Files.createDirectories(folder.resolve("back"));
      assertEquals(1, other.carried().giveBack(back));
      try (Stream<Path> all = Files.list(back)) {
        assertEquals(3, ReceiptBox.read(all.findFirst().orElseThrow()).size());
      }
    }
    Opened whole = read(files().getFirst());
    int all = 1 + whole.lines.size() + 1 + (int) AtRest.segments(2_500_000) + 1;
    assertEquals(all - 1, frames, "every frame once, but for the manifest");
  }

  private static int framesIn(byte[] piece, ByteArrayOutputStream seen) throws Exception {
    var walk = new BundleFrames(new ByteArrayInputStream(piece));
    int n = -1;
    boolean first = true;
    for (var f = walk.next(); f != null; f = walk.next()) {
      boolean repeated = f.kind() == BundleFrames.Kind.FILE && first && seen.size() > 0;
      if (f.kind() != BundleFrames.Kind.MANIFEST) first = false;
      if (!repeated) n++;
      f.writeTo(seen);
    }
    assertFalse(walk.broken());
    return n;
  }

  @Test
  void aCutBundleIsCarriedAsFarAsItIsWholeAndGrowsWhenItComesAgain() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      work(store, scan(9, 300_000));
      machine.exports().export(stick, _ -> true, QUIET);
    }
    byte[] bytes = Files.readAllBytes(files().getFirst());
    Files.write(files().getFirst(), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    try (Machine other = carrier()) {
      assertEquals(1, other.imports().take(stick).cut());
      assertFalse(other.carried().items().getFirst().whole());
      Files.write(files().getFirst(), bytes);
      assertEquals(new Imports.Found(1, 0, 0, 0, 0, 0, 0, 0), other.imports().take(stick));
      assertTrue(other.carried().items().getFirst().whole());
      // a foreign district's, and noise
      Files.write(stick.resolve("a.ruhu"), scan(10, 5_000));
      var own = new String(bytes, 0, 1_000, "ISO-8859-1");
      String to = SealedBox.publicHex(Home.RECOVERY_SECRET);
      String foreign = own.replace(to, "ab".repeat(32));
      assertNotEquals(own, foreign);
      Files.write(stick.resolve("b.ruhu"), foreign.getBytes("ISO-8859-1"));
      var found = other.imports().take(stick);
      assertEquals(new Imports.Found(0, 0, 1, 0, 1, 1, 0, 0), found);
    }
  }

  @Test
  void aRefusedBundleStaysAndMayGoAgain() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = atWork(machine)) {
      work(store, scan(11, 1_000));
      machine.exports().export(stick, _ -> true, QUIET);
    }
    try (Machine other = carrier()) {
      other.imports().take(stick);
      var piece = other.carried().next().orElseThrow();
      other
          .carried()
          .handedIn(
              piece, new Bundles.BundleTaken(0, false, "DEVICE", Bundles.BundleCounts.NONE, null));
      Carried.Item item = other.carried().items().getFirst();
      assertEquals("DEVICE", item.refused().orElseThrow());
      assertTrue(item.again());
      assertEquals(0, other.carried().waiting());
      other.carried().again(item.id());
      assertArrayEquals(piece.bytes(), other.carried().next().orElseThrow().bytes());
    }
  }
}
