package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a power cut, a full disk and a thief find.
final class DurabilityTest {
  private static final int WAL_HEAD = 32;
  private static final int WAL_FRAME = 24 + 4096;

  @TempDir Path folder;

  private record Acked(long walBytes, UUID opId) {}

  @Test
  void hasEveryAcknowledgedActWhereverTheLogIsCutBehindIt() throws Exception {
    Home home = new Home(folder.resolve("home"));
    String inside = "vaults/" + Home.CLERK.id() + "/store.db-wal";
    Path wal = home.path.resolve(inside);
    var acked = new ArrayList<Acked>();
    Path image = folder.resolve("image");
    try (Machine m = home.machine()) {
      home.first(m);
    }
    try (Machine m = home.machine()) {
      LocalStore store = Home.again(m);
      for (int i = 0; i < 8; i++) {
        UUID id = m.ids().next();
        store.drafts().put("d", new byte[100 * i]);
        var app = Home.application(id, Map.of("note", "n" + i));
        Saved saved = store.save(Home.save(RecordChange.create(app)), "d");
        acked.add(new Acked(Files.size(wal), saved.opId()));
      }
      Home.copy(home.path, image);
    }
    long frames = (Files.size(image.resolve(inside)) - WAL_HEAD) / WAL_FRAME;
    assertTrue(frames > 20);
    for (long frame = 0; frame <= frames; frame++) {
      for (long extra : new long[] {0, 2_000}) {
        long cut = WAL_HEAD + frame * WAL_FRAME + extra;
        if (frame == frames && extra > 0) continue;
        check(image, inside, cut, acked);
      }
    }
  }

  private void check(Path image, String inside, long cut, List<Acked> acked) throws Exception {
    Home after = new Home(folder.resolve("cut" + cut));
    Home.copy(image, after.path);
    try (var c = FileChannel.open(after.path.resolve(inside), StandardOpenOption.WRITE)) {
      c.truncate(cut);
    }
    try (Machine m = after.machine()) {
      LocalStore store = Home.again(m);
      assertEquals(List.of(), store.journal().verify());
      int kept = store.journal().entries().size();
      long due = acked.stream().filter(a -> a.walBytes() <= cut).count();
      assertTrue(kept == due, "cut at " + cut + ": " + kept + " of " + due);
      for (int i = 0; i < kept; i++)
        assertEquals(acked.get(i).opId(), store.journal().entries().get(i).opId());
      UUID id = m.ids().next();
      var app = Home.application(id, Map.of());
      assertEquals(kept + 1, store.save(Home.save(RecordChange.create(app))).jseq());
    }
  }

  @Test
  void losesNothingWhenTheDatabaseIsFullAndGoesOnWhenThereIsSpace() throws Exception {
    Home home = new Home(folder.resolve("home"));
    home.pages = 60;
    try (Machine m = home.machine()) {
      LocalStore store = home.first(m);
      store.drafts().put("ballast", new byte[60_000]);
      int saved = 0;
      StoreException refused = null;
      UUID unsaved = m.ids().next();
      while (refused == null) {
        UUID id = m.ids().next();
        CaseRecord app = Home.application(id, Map.of("note", "n".repeat(3_000)));
        try {
          store.save(Home.save(RecordChange.create(app)), "none");
          saved++;
        } catch (StoreException e) {
          refused = e;
          unsaved = id;
        }
      }
      assertEquals(StoreException.Code.DISK_FULL, refused.code());
      for (int i = 0; i < 3; i++) {
        var again = Home.application(unsaved, Map.of("note", "n".repeat(9_000)));
        var e =
            assertThrows(
                StoreException.class, () -> store.save(Home.save(RecordChange.create(again))));
        assertEquals(StoreException.Code.DISK_FULL, e.code());
      }
      assertEquals(saved, store.journal().entries().size());
      assertTrue(store.record(unsaved).isEmpty());
      assertEquals(List.of(), store.journal().verify());

      store.drafts().remove("ballast");
      CaseRecord app = Home.application(unsaved, Map.of("note", "now"));
      assertEquals(saved + 1, store.save(Home.save(RecordChange.create(app))).jseq());
      assertEquals(List.of(), store.journal().verify());
    }
    try (Machine m = home.machine()) {
      assertTrue(StoreCheck.run(home.path).ok());
      assertTrue(Home.again(m).journal().verify().isEmpty());
    }
  }

  @Test
  void leavesNoWordOfAnybodyOnTheDisk() throws Exception {
    Home home = new Home(folder.resolve("home"));
    String name = "\u8096\u5343\u91d1\u6807\u8bb0";
    String number = "110199199001011237";
    try (Machine m = home.machine()) {
      LocalStore store = home.first(m);
      UUID id = m.ids().next();
      byte[] words = (name + number).getBytes(StandardCharsets.UTF_8);
      store.drafts().put("intake/" + number, words);
      store.drafts().append("visit/" + name, words);
      String address = store.files().put(words, id, "text/plain");
      CaseRecord app = Home.application(id, Map.of("note", name));
      var person = Home.person(m.ids().next(), id, name).with("idNumber", number);
      store.save(
          new NewOp(
              "save",
              name,
              false,
              List.of(RecordChange.create(app), RecordChange.create(person)),
              List.of(address)));
      CaseRecord pulled = Home.person(m.ids().next(), id, name).with("idNumber", number);
      Home.pull(store, Home.page(5, Home.wire(pulled, 5)));
      store.nextApplicationNumber(Home.STREET, 2024);
      assertNowhere(home.path, name, number, address.substring(7, 30));
      store.drafts().remove("intake/" + number);
      Home.pull(store, Home.page(6, 0, List.of("pub"), List.of(), List.of()));
      assertNowhere(home.path, name, number, address.substring(7, 30));
    }
    assertNowhere(home.path, name, number, "\u5343\u91d1");
  }

  private static void assertNowhere(Path home, String... marks) throws IOException {
    var files = new ArrayList<Path>();
    try (var all = Files.walk(home)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    assertTrue(files.size() > 5);
    for (Path file : files) {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (String mark : marks) {
        for (Charset set :
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
          String as = new String(mark.getBytes(set), StandardCharsets.ISO_8859_1);
          assertFalse(bytes.contains(as), "found in " + home.relativize(file));
        }
        assertFalse(file.toString().contains(mark));
      }
    }
  }

  @Test
  void leavesNothingOfARevokedScopeInFreePages() throws Exception {
    Home home = new Home(folder.resolve("home"));
    try (Machine m = home.machine()) {
      LocalStore store = home.first(m);
      CaseRecord app = Home.application(m.ids().next(), Map.of("note", "x".repeat(2_000)));
      Home.pull(store, Home.page(5, Home.wire(app, 5)));
      byte[] sealed;
      Path database = home.path.resolve("vaults/" + Home.CLERK.id() + "/store.db");
      try (Db look = Db.openToLook(database)) {
        sealed =
            look.read(
                "test",
                c -> {
                  try (var p = c.prepareStatement("SELECT wrapped FROM scope_key");
                      var r = p.executeQuery()) {
                    r.next();
                    return r.getBytes(1);
                  }
                });
      }
      assertTrue(contains(home.path, sealed));
      Home.pull(store, Home.page(6, 0, List.of("pub"), List.of(), List.of()));
      assertFalse(contains(home.path, sealed), "the wrapped key is gone from database and log");
    }
  }

  private static boolean contains(Path home, byte[] what) throws IOException {
    String mark = new String(what, StandardCharsets.ISO_8859_1);
    try (var all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(mark))
          return true;
      }
    }
    return false;
  }

  @Test
  void checksThePagesAfterACrash() throws Exception {
    Home home = new Home(folder.resolve("home"));
    Path database = home.path.resolve("vaults/" + Home.CLERK.id() + "/store.db");
    Path image = folder.resolve("image");
    try (Machine m = home.machine()) {
      LocalStore store = home.first(m);
      for (int i = 0; i < 20; i++) {
        CaseRecord app = Home.application(m.ids().next(), Map.of("note", "y".repeat(3_000)));
        Home.pull(store, Home.page(i + 1, Home.wire(app, i + 1)));
      }
      store.close();
      Home.again(m);
      Home.copy(home.path, image);
    }
    Home crashed = new Home(image);
    Path copy = image.resolve(home.path.relativize(database));
    try (var c = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      c.write(ByteBuffer.wrap(new byte[4096]), Files.size(copy) - 2 * 4096);
    }
    assertFalse(StoreCheck.run(image).ok());
    try (Machine m = crashed.machine()) {
      assertEquals(1, Home.again(m).salvages().size());
    }
    assertTrue(StoreCheck.run(image).ok());
  }

  @Test
  void opensAStoreSavedByTheFirstVersion() throws Exception {
    Home home = new Home(folder.resolve("home"));
    Home.copy(Path.of("src/test/resources/saved/v1"), home.path);
    try (Machine m = home.machine()) {
      LocalStore store = Home.again(m);
      Batch batch = store.journal().pending(200, 1 << 20).orElseThrow();
      assertEquals(2, batch.lines().size());
      assertArrayEquals(
          Files.readAllBytes(Path.of("src/test/resources/saved/v1-line1.json")),
          batch.lines().getFirst());
      assertEquals(List.of(), store.journal().verify());
      assertEquals(List.of("intake/1"), store.drafts().keys());
      assertEquals(1, store.drafts().entries("intake/1").size());
      CaseRecord app = store.all(cn.ruhu.casefile.record.RecordType.APPLICATION).getFirst();
      assertEquals("pulled", app.text("note"));
      assertEquals(2, store.all(cn.ruhu.casefile.record.RecordType.PERSON).size());
      String photo = store.journal().entries().getFirst().op().files().getFirst();
      assertEquals(70_000, store.files().bytes(photo).length);
      assertEquals(Steps.LATEST, StoreCheck.run(home.path).vaults().getFirst().version());
      store.save(Home.save(Home.set(app, "note", "now")));
    }
  }
}
