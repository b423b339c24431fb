package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import cn.ruhu.server.backup.BackupException;
import cn.ruhu.server.backup.Backups;
import cn.ruhu.server.backup.Manifest;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What goes wrong around backups, and what must not follow from it.
class BackupFaultsTest extends BackedUpDistrict {
  @Test
  void aBackupThatFailsAllowsNoMoreBlocksThanTheOneBefore() throws Exception {
    try (EmbeddedServer server = serve(config("limit.blocks-between-backups = 2"))) {
      assertEquals("001", enrolled(server));
      backUp(server);
      assertEquals("002", enrolled(server));
      Path fault =
          Files.createDirectory(server.wiring().config.data().resolve("keys").resolve("odd"));
      assertThrows(IOException.class, () -> backUp(server));
      assertEquals("003", enrolled(server));
      assertThrows(IOException.class, () -> backUp(server));
      try (TestMachine machine = new TestMachine(server.url(), server.certificate())) {
        assertEquals(
            "BLOCKS",
            machine.enrolAnswer(server.issueCode()).refusal().code(),
            "what is printed now, no backup knows");
      }
      Files.delete(fault);
      long ceiling = Manifest.read(backUp(server).folder()).about().ceiling();
      assertEquals(5, ceiling);
      assertEquals("004", enrolled(server));
    }
  }

  @Test
  void whatWasBackedUpLaterThanTheRestoredOneIsSetAsideWhateverItsLineage() throws Exception {
    Path first;
    try (EmbeddedServer server = serve(at("data"))) {
      first = backUp(server).folder();
      backUp(server);
    }
    assertEquals(1, restored(first, "second").abandoned().size(), "of its own lineage");
    Path later;
    try (EmbeddedServer server = serve(at("second"))) {
      later = backUp(server).folder();
    }
    Path another;
    try (EmbeddedServer server = serve(at("other", "instance = other"))) {
      another = backUp(server).folder();
    }
    assertEquals(
        List.of(later.getFileName().toString()),
        restored(first, "third").abandoned(),
        "of a lineage that is over too");
    assertFalse(Files.exists(later));
    assertTrue(Files.exists(another), "another instance's is none of ours");
    assertEquals(
        "ABANDONED",
        code(() ->
            Restores.restore(
                later.resolveSibling(later.getFileName() + ".abandoned"),
                folder.resolve("fourth"),
                PASSPHRASE,
                null)));
  }

  @Test
  void noCopyOfTheDistrictOutlivesItsTermWhateverTheDatabaseRemembers() throws Exception {
    ServerConfig config = at("data", "retention.backups-days = 10");
    Path target = folder.resolve("backups");
    try (EmbeddedServer server = serve(config);
        TestMachine clerk = TestMachine.of(server, "clerk", District.PASSWORD)) {
      Path known = backUp(server).folder();
      Path givenUp = backUp(server).folder();
      Files.move(givenUp, target.resolve(givenUp.getFileName() + ".abandoned"));
      District.open(clerk, District.HERE, "王芳");
      Path unknown = backUp(server).folder();
      server
          .wiring()
          .database
          .write(
              tx -> tx.run("DELETE FROM backup WHERE name = ?", unknown.getFileName().toString()));
      Path damaged = backUp(server).folder();
      Files.write(damaged.resolve(Manifest.NAME), new byte[] {1});
      Path moved = backUp(server).folder();
      Files.move(moved, folder.resolve("moved"));
      District.open(clerk, District.HERE, "李强");
      Path another;
      try (EmbeddedServer other = serve(at("other", "instance = other"))) {
        another = backUp(other).folder();
      }
      clock.updateAndGet(t -> t.plus(Duration.ofDays(11)));
      Backups.Made made = backUp(server);
      assertEquals(
          Stream.of(known, givenUp, unknown, damaged).map(BackupTest::name).sorted().toList(),
          made.removed());
      assertEquals(
          List.of("backup.lock", name(another), name(made.folder())),
          names(target),
          "the new one, and what is another's");
      assertEquals(List.of(name(moved)), made.elsewhere());
      assertTrue(made.safeSeq() < made.seq(), "what is not known to be gone counts");
      Backups backups = server.wiring().backups();
      assertEquals("NOT_GONE", code(() -> backups.forget(target, name(made.folder()))));
      assertEquals("UNKNOWN", code(() -> backups.forget(target, name(known))));
      backups.forget(target, name(moved));
      assertEquals(
          List.of(name(moved)),
          server
              .wiring()
              .database
              .read(tx ->
                  tx.all(
                      "SELECT subject FROM audit WHERE detail = 'by hand'",
                      row -> row.text("subject"))),
          "what was refused is not noted as done");
      Backups.Made last = backUp(server);
      assertEquals(List.of(), last.elsewhere());
      assertEquals(made.seq(), last.safeSeq());
    }
  }

  @Test
  void aDamagedNeighbourKeepsNoBackupFromBeingRestored() throws Exception {
    Path right;
    Path damaged;
    try (EmbeddedServer server = serve(at("data"))) {
      right = backUp(server).folder();
      damaged = backUp(server).folder();
    }
    Path list = damaged.resolve(Manifest.NAME);
    byte[] bytes = Files.readAllBytes(list);
    String name = "\"name\":\"";
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name) + name.length()] ^=
        (byte) 0x80;
    Files.write(list, bytes);
    assertEquals("MANIFEST_CHANGED", code(() -> Manifest.read(damaged)));
    Path unreadable = Files.createDirectories(folder.resolve("backups/odd").resolve(Manifest.NAME));
    Restores.Restored restored =
        Restores.restore(right, folder.resolve("restored"), PASSPHRASE, null);
    assertEquals(
        List.of("odd", damaged.getFileName().toString()),
        restored.unreadable(),
        "their number blocks are unknown");
    assertTrue(Files.exists(unreadable));
  }

  @Test
  void aDiskWithoutRoomIsToldFirstAndNothingIsLeftOnIt() throws Exception {
    Path target = folder.resolve("backups");
    Path data = folder.resolve("restored");
    try (EmbeddedServer server = serve(config());
        TestMachine clerk = TestMachine.of(server, "clerk", District.PASSWORD)) {
      UUID app = District.open(clerk, District.HERE, "王芳").application().orElseThrow().id();
      byte[] page = TestMachine.bytes(100_000);
      clerk.sendFile(app, page);
      Backups backups = server.wiring().backups();
      assertEquals("NO_ROOM", code(() -> backups.on(f -> 1_000).make(target, PASSPHRASE)));
      assertEquals(List.of("backup.lock"), names(target));
      var asked = new AtomicInteger();
      Disk.Room forTheDatabaseOnly = f -> asked.incrementAndGet() == 1 ? 100_000_000 : 99_999;
      assertEquals("NO_ROOM", code(() -> backups.on(forTheDatabaseOnly).make(target, PASSPHRASE)));
      assertEquals(List.of("backup.lock"), names(target));
      Path fault = Files.createDirectory(server.wiring().config.data().resolve("keys/odd"));
      assertThrows(IOException.class, () -> backups.make(target, PASSPHRASE));
      assertEquals(List.of("backup.lock"), names(target), "whatever the fault");
      Files.delete(fault);
      Path backup = backups.make(target, PASSPHRASE).folder();
      clock.updateAndGet(t -> t.plusSeconds(1));
      asked.set(0);
      backups.on(forTheDatabaseOnly).make(target, PASSPHRASE);
      assertEquals(2, asked.get(), "what is linked takes no room");
      var e =
          assertThrows(
              BackupException.class,
              () -> Restores.restore(backup, data, PASSPHRASE, null, room(f -> 99_999)));
      assertEquals("NO_ROOM", e.code());
      assertEquals(
          "PASSPHRASE",
          code(() ->
              Restores.restore(
                  backup,
                  data,
                  "another passphrase".toCharArray(),
                  null,
                  room(f -> fail("the passphrase comes first")))));
      assertEquals(
          List.of("backups", "data"),
          names(folder).stream().filter(name -> !name.endsWith(".conf")).toList());
    }
  }

  @Test
  void aDatabaseBroughtBackByOtherMeansIsNotFinishedBeforeItsPrintedBlocksAreSaid()
      throws Exception {
    EmbeddedServer server = serve(at("data"));
    enrolled(server);
    server.close();
    String conf = folder.resolve("data.conf").toString();
    ConfiguredServerTest.Ran refused = ConfiguredServerTest.run("restore-finish", "--config", conf);
    assertEquals(1, refused.exit());
    assertTrue(refused.out().contains("\"error\":\"BLOCKS_ABOVE\""), refused.out());
    ConfiguredServerTest.Ran said =
        ConfiguredServerTest.run("restore-finish", "--config", conf, "--blocks-above", "17");
    assertTrue(said.out().contains("\"blocksAbove\":17"), said.out());
    try (EmbeddedServer again = serve(at("data"))) {
      assertEquals("018", enrolled(again));
    }
  }

  private static Restores.Laying room(Disk.Room room) {
    return new Restores.Laying(Optional.empty(), room);
  }
}
