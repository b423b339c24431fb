package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.Bundles;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bits rot on a machine that takes work out or carries it for others: what is sound still goes,
/// and nothing is said to have gone that did not.
class DamagedBundlesTest {
  private static final UUID CASE = new UUID(7, 1);
  private static final Exports.Progress QUIET = (_, _) -> {};

  @TempDir Path folder;
  private Home home;
  private Path stick;

  @BeforeEach
  void open() throws Exception {
    home = new Home(folder.resolve("home"));
    stick = Files.createDirectories(folder.resolve("stick"));
  }

  private static void work(LocalStore store) throws StoreException {
    store.save(Home.save(RecordChange.create(Home.application(CASE, Map.of()))));
  }

  private void bothWork(Machine machine) throws Exception {
    try (LocalStore one = home.first(machine);
        LocalStore two = machine.createVault(Home.OTHER, Home.PASSWORD, null)) {
      work(one);
      work(two);
    }
  }

  private void export() throws Exception {
    try (Machine machine = home.machine()) {
      try (LocalStore store = home.first(machine)) {
        work(store);
      }
      machine.exports().export(stick, _ -> true, QUIET);
    }
  }

  private Machine carrier() throws Exception {
    Machine machine = new Home(folder.resolve("other")).machine();
    machine.enrolled(Home.enrolment("002"));
    return machine;
  }

  private static Path only(Path folder) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> bundles = all.filter(f -> f.toString().endsWith(".ruhu")).toList();
      assertEquals(1, bundles.size());
      return bundles.getFirst();
    }
  }

  /// Bytes before the manifest, or before the frame behind it.
  private static int begins(byte[] bundle, boolean behindManifest) throws Exception {
    var frames = new BundleFrames(new ByteArrayInputStream(bundle));
    int at = BundleFrames.beginning(frames.header()).length;
    return behindManifest ? at + frames.next().size() : at;
  }

  @Test
  void aDamagedVaultKeepsNobodyElsesWorkHere() throws Exception {
    try (Machine machine = home.machine()) {
      bothWork(machine);
      Files.write(machine.vaultFolder(Home.CLERK.id()).resolve("vault"), new byte[500]);
      Exports.Exported out = machine.exports().export(stick, _ -> true, QUIET);
      assertEquals(1, out.bundles());
      assertEquals(1, out.people());
      assertEquals(
          List.of(new Exports.Left(Home.CLERK.id(), StoreException.Code.DAMAGED_FILE)), out.left());
      only(stick);
    }
  }

  @Test
  void aJournalThatCannotBeReadSpoilsNobodyElsesBundle() throws Exception {
    try (Machine machine = home.machine()) {
      bothWork(machine);
      UUID damaged = machine.users().getFirst();
      try (Db db = Db.open(machine.vaultFolder(damaged).resolve(Machine.DATABASE), 0)) {
        db.act("", c -> Db.run(c, "ALTER TABLE journal RENAME COLUMN prev_hash TO gone"));
      }
      Exports.Exported out = machine.exports().export(stick, _ -> true, QUIET);
      assertEquals(1, out.bundles());
      assertEquals(1, out.ops());
      assertEquals(List.of(damaged), out.left().stream().map(Exports.Left::user).toList());
    }
    only(stick);
    try (Machine other = carrier()) {
      assertEquals(new Imports.Found(1, 0, 0, 0, 0, 0, 0, 0), other.imports().take(stick));
    }
  }

  @Test
  void aBundleThatRotsAtItsCarrierIsNotSaidToBeHandedIn() throws Exception {
    export();
    try (Machine other = carrier()) {
      other.imports().take(stick);
      Path copy = only(other.home().resolve("carried"));
      byte[] bytes = Files.readAllBytes(copy);
      ByteBuffer.wrap(bytes).putInt(begins(bytes, true), Integer.MAX_VALUE);
      Files.write(copy, bytes);
      assertEquals(Optional.empty(), other.carried().next());
      Carried.Item item = other.carried().items().getFirst();
      assertEquals(Optional.of("ALTERED"), item.refused());
      assertTrue(item.again());
      assertEquals(1, other.imports().take(stick).bundles(), "what is sound takes its place");
      assertTrue(other.carried().next().isPresent());
    }
  }

  @Test
  void aBundleOfWhichNothingIsWholeIsNotSaidToBeKnown() throws Exception {
    export();
    Path file = only(stick);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, begins(bytes, false) + 20));
    try (Machine other = carrier()) {
      assertEquals(new Imports.Found(0, 0, 0, 0, 0, 1, 0, 0), other.imports().take(stick));
      assertEquals(List.of(), other.carried().items());
    }
  }

  @Test
  void aKillBetweenTheEndOfABundleAndItsRemovalLeavesNothing() throws Exception {
    export();
    Path copy;
    try (Machine other = carrier()) {
      other.imports().take(stick);
      copy = only(other.home().resolve("carried"));
      byte[] bytes = Files.readAllBytes(copy);
      var piece = other.carried().next().orElseThrow();
      var all = new Bundles.BundleCounts(1, 0, 0, 0, 0, 0);
      other.carried().handedIn(piece, new Bundles.BundleTaken(0, true, null, all, null));
      assertFalse(Files.exists(copy));
      Files.write(copy, bytes);
    }
    carrier().close();
    assertFalse(Files.exists(copy));
  }

  @Test
  void aBundleOfWhichNobodyKnowsHowFarItWentHoldsUpNoOtherAndBeginsAnew() throws Exception {
    try (Machine machine = home.machine()) {
      bothWork(machine);
      machine.exports().export(stick, _ -> true, QUIET);
    }
    Machine other = carrier();
    assertEquals(2, other.imports().take(stick).bundles());
    String id = other.carried().next().orElseThrow().bundle();
    Files.write(other.home().resolve("carried").resolve(id + ".state"), new byte[500]);
    assertEquals(1, other.carried().items().size());
    assertEquals(1, other.carried().waiting());
    assertFalse(other.carried().next().orElseThrow().bundle().equals(id));
    other.close();
    try (Machine again = carrier()) {
      assertEquals(2, again.carried().waiting());
      assertEquals(id, again.carried().next().orElseThrow().bundle());
    }
  }

  @Test
  void receiptsOfABundleOfWhichNothingElseIsKnownGoBackAndThenGo() throws Exception {
    String id = "0".repeat(32);
    String tag = "ab".repeat(16);
    try (Machine other = carrier()) {
      Path lies = Files.createDirectories(other.home().resolve("carried"));
      Files.write(lies.resolve(id + ".state"), new byte[500]);
      var receipt = new Bundles.SealedReceipt(id, tag, "00");
      ReceiptBox.write(Disk.real(), lies.resolve(id + ".back"), ReceiptBox.bytes(List.of(receipt)));
    }
    Home carrier = new Home(folder.resolve("other"));
    try (Machine other = carrier.machine()) {
      assertEquals(0, other.carried().waiting());
      List<String> back = other.carried().receiptsFor(Set.of(tag)).bundles();
      assertEquals(List.of(id), back);
      other.carried().givenBack(back);
      carrier.wall += Duration.ofDays(31).toMillis();
      other.carried().sweep();
      assertEquals(List.of(), other.carried().items());
      assertEquals(List.of(), other.carried().receiptsFor(Set.of(tag)).bundles());
    }
  }

  @Test
  void aFileOfAStickThatCannotBeReadHoldsUpNoOther() throws Exception {
    export();
    Files.createSymbolicLink(stick.resolve("0.ruhu"), Path.of("/proc/self/mem")); // no byte of it
    try (Machine other = carrier()) {
      var told = assertThrows(StoreException.class, () -> other.imports().take(stick));
      assertEquals(StoreException.Code.IO, told.code());
      assertEquals(1, other.carried().waiting());
    }
  }

  @Test
  void receiptsThatAreJustBeingKeptAreLeftAlone() throws Exception {
    try (Machine machine = home.machine();
        LocalStore store = home.first(machine)) {
      Path own =
          Files.createDirectories(home.path.resolve("receipts").resolve(store.user().toString()));
      Path half = Files.write(own.resolve("ab.tmp"), new byte[3]);
      assertEquals(0, store.takeReceipts());
      assertTrue(Files.exists(half));
    }
  }
}
