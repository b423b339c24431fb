package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredFilesTest {
  private static final int SEGMENT = SealedFile.SEGMENT;

  @TempDir Path folder;

  private Home home;
  private Machine machine;
  private LocalStore store;
  private Path onDisk;

  @BeforeEach
  void open() throws StoreException {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    store = home.first(machine);
    onDisk = home.path.resolve("vaults/" + Home.CLERK.id() + "/files");
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

  private static byte[] content(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private List<Path> there() throws Exception {
    try (var all = Files.list(onDisk)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_001})
  void givesBackTheBytesAsTheyCame(int length) throws Exception {
    byte[] bytes = content(length);
    UUID caseId = machine.ids().next();
    String address = store.files().put(bytes, caseId, "image/jpeg");
    assertEquals(FileAddress.of(bytes).text(), address);
    reopen();
    assertArrayEquals(bytes, store.files().bytes(address));
    KeptFile file = store.files().file(address).orElseThrow();
    assertEquals(length, file.length());
    assertEquals("image/jpeg", file.mime());
    assertEquals(caseId, file.caseId());
    for (int from : new int[] {0, length / 2, length}) {
      byte[] part = store.files().part(address, from, 100_000);
      assertArrayEquals(Arrays.copyOfRange(bytes, from, Math.min(length, from + 100_000)), part);
    }
    assertEquals(SealedFile.sealedLength(length), Files.size(there().getFirst()));
  }

  @Test
  void noticesACutAFlipAndASwappedSegment() throws Exception {
    byte[] bytes = content(3 * SEGMENT);
    String address = store.files().put(bytes, machine.ids().next(), "image/jpeg");
    Path file = there().getFirst();
    byte[] whole = Files.readAllBytes(file);
    int stride = whole.length / 3;

    Files.write(file, Arrays.copyOf(whole, 2 * stride));
    corrupt(address);
    byte[] flipped = whole.clone();
    flipped[stride + 100] ^= 1;
    Files.write(file, flipped);
    corrupt(address);
    byte[] swapped = whole.clone();
    System.arraycopy(whole, 0, swapped, stride, stride);
    System.arraycopy(whole, stride, swapped, 0, stride);
    Files.write(file, swapped);
    corrupt(address);
    Files.write(file, whole);
    assertArrayEquals(bytes, store.files().bytes(address));
  }

  private void corrupt(String address) {
    var e = assertThrows(StoreException.class, () -> store.files().bytes(address));
    assertEquals(StoreException.Code.CORRUPT, e.code());
  }

  @Test
  void keepsTheSameBytesOnceInACaseAndAgainInAnother() throws Exception {
    UUID one = machine.ids().next();
    UUID two = machine.ids().next();
    byte[] bytes = content(10);
    String address = store.files().put(bytes, one, "image/png");
    assertEquals(address, store.files().put(bytes, one, "image/png"));
    assertEquals(1, there().size());
    store.files().put(bytes, two, "image/png");
    assertEquals(2, there().size());
    assertEquals(
        StoreException.Code.NO_FILE,
        assertThrows(StoreException.class, () -> store.files().bytes("sha256-" + "0".repeat(64)))
            .code());
  }

  @Test
  void sweepsWhatACrashLeft() throws Exception {
    String address = store.files().put(content(10), machine.ids().next(), "image/png");
    Files.write(onDisk.resolve("0".repeat(32) + ".tmp"), new byte[10]);
    Files.write(onDisk.resolve("1".repeat(32)), new byte[10]);
    reopen();
    assertEquals(1, there().size());
    assertArrayEquals(content(10), store.files().bytes(address));
  }

  @Test
  void sendsLowHintsAndSmallFilesFirstAndRemembersTheOffset() throws Exception {
    UUID id = machine.ids().next();
    var files = store.files();
    String big = files.put(new ByteArrayInputStream(content(5_000)), id, "image/jpeg", 50);
    String small = files.put(new ByteArrayInputStream(content(50)), id, "image/jpeg", 50);
    String card = files.put(new ByteArrayInputStream(content(9_000)), id, "image/jpeg", 1);
    files.put(content(7), id, "image/jpeg");
    store.save(
        Home.saveWithFiles(
            List.of(big, small, card), RecordChange.create(Home.application(id, Map.of()))));
    assertEquals(3, store.waiting().files());
    Home.push(store, Verdict.Kind.APPLIED, 1);
    assertEquals(
        List.of(card, small, big), files.pendingUploads().stream().map(KeptFile::address).toList());
    files.sent(card, id, 4_096);
    reopen();
    assertEquals(4_096, store.files().pendingUploads().getFirst().sent());
    assertEquals(9_000 - 4_096 + 5_000 + 50, store.waiting().fileBytes());
    store.files().verified(card, id);
    assertEquals(2, store.files().pendingUploads().size());
  }

  @Test
  void sendsAFileTheServerLostAlthoughItsActIsNotKeptAnyMore() throws Exception {
    UUID id = machine.ids().next();
    String address = store.files().put(content(9), id, "image/jpeg");
    store.save(
        Home.saveWithFiles(List.of(address), RecordChange.create(Home.application(id, Map.of()))));
    Home.push(store, Verdict.Kind.APPLIED, 1);
    var heard = new java.util.ArrayList<StoreChange>();
    store.onChange(heard::add);
    store.files().verified(address, id);
    assertEquals(List.of(StoreChange.EVERYTHING), heard);
    Home.pull(store, Home.receipts(1, 1, List.of(), List.of()));
    assertEquals(List.of(), store.journal().entries());
    assertEquals(List.of(), store.files().pendingUploads());
    Home.pull(store, Home.receipts(2, 1, List.of(), List.of(address)));
    reopen();
    assertEquals(address, store.files().pendingUploads().getFirst().address());
    Home.pull(store, Home.receipts(3, 1, List.of(address), List.of()));
    assertEquals(List.of(), store.files().pendingUploads());
  }

  @Test
  void doesNotSendFilesOfARefusedAct() throws Exception {
    UUID id = machine.ids().next();
    String address = store.files().put(content(9), id, "image/jpeg");
    store.save(
        Home.saveWithFiles(List.of(address), RecordChange.create(Home.application(id, Map.of()))));
    Home.push(store, Verdict.Kind.REJECTED, 1);
    assertEquals(List.of(), store.files().pendingUploads());
    assertArrayEquals(content(9), store.files().bytes(address));
  }

  @Test
  void takesFetchedFilesAwayWithTheirScopeButNeverOwnOnes() throws Exception {
    UUID id = machine.ids().next();
    Home.pull(store, Home.page(1));
    byte[] bytes = content(70_000);
    String address = FileAddress.of(bytes).text();
    var files = store.files();
    files.fetched(new ByteArrayInputStream(bytes), address, id, Home.STREET, "image/jpeg");
    assertArrayEquals(bytes, files.bytes(address));
    byte[] both = content(30);
    String own = FileAddress.of(both).text();
    files.fetched(new ByteArrayInputStream(both), own, id, Home.STREET, "image/jpeg");
    assertEquals(own, files.put(both, id, "image/jpeg"));
    assertEquals(
        StoreException.Code.CORRUPT,
        assertThrows(
                StoreException.class,
                () ->
                    files.fetched(
                        new ByteArrayInputStream(content(3)), address, id, Home.STREET, "x"))
            .code());
    assertEquals(3, there().size());
    reopen();
    assertArrayEquals(bytes, store.files().bytes(address));

    Home.pull(store, Home.page(2, 0, List.of("pub"), List.of(), List.of()));
    assertEquals(Optional.empty(), store.files().file(address));
    assertArrayEquals(both, store.files().bytes(own));
    assertEquals(1, there().size());
  }

  @Test
  void takesFetchedFilesAwayWithACaseThatLeftTheScope() throws Exception {
    UUID left = machine.ids().next();
    UUID stays = machine.ids().next();
    var leaving = Home.application(left, Map.of());
    Home.pull(
        store,
        Home.page(1, Home.wire(leaving, 1), Home.wire(Home.application(stays, Map.of()), 1)));
    byte[] gone = content(40);
    byte[] kept = content(50);
    byte[] form = content(60);
    var files = store.files();
    for (byte[] bytes : List.of(gone, kept))
      files.fetched(
          new ByteArrayInputStream(bytes),
          FileAddress.of(bytes).text(),
          bytes.length == gone.length ? left : stays,
          Home.STREET,
          "image/jpeg");
    // a form lies under the record that names it
    files.fetched(
        new ByteArrayInputStream(form), FileAddress.of(form).text(), stays, Home.STREET, "x");
    var exit = List.of(new PullReply.Exit(Home.STREET, left, 2));
    Home.pull(store, Home.page(2, 0, List.of(Home.STREET), exit, List.of()));
    assertEquals(Optional.empty(), files.file(FileAddress.of(gone).text()));
    assertArrayEquals(kept, files.bytes(FileAddress.of(kept).text()));
    assertArrayEquals(form, files.bytes(FileAddress.of(form).text()));
    assertEquals(2, there().size());
  }

  @Test
  void losesNothingWhenTheDiskIsFullAtAnyByteOfAFile() throws Exception {
    BoundedDisk disk = new BoundedDisk();
    machine.close();
    home.disk = disk;
    machine = home.machine();
    store = Home.again(machine);
    UUID id = machine.ids().next();
    String before = store.files().put(content(10), id, "image/jpeg");
    byte[] bytes = content(2 * SEGMENT + 5);
    for (long left = 0; left < SealedFile.sealedLength(bytes.length); left += 20_011) {
      disk.left = left;
      var e = assertThrows(StoreException.class, () -> store.files().put(bytes, id, "image/jpeg"));
      assertEquals(StoreException.Code.DISK_FULL, e.code());
      assertEquals(1, there().size());
    }
    disk.left = Long.MAX_VALUE;
    String after = store.files().put(bytes, id, "image/jpeg");
    store.save(
        Home.saveWithFiles(
            List.of(before, after), RecordChange.create(Home.application(id, Map.of()))));
    assertArrayEquals(bytes, store.files().bytes(after));
    assertArrayEquals(content(10), store.files().bytes(before));
    assertTrue(StoreCheck.run(home.path).ok());
    assertFalse(store.waiting().files() == 0);
  }
}
