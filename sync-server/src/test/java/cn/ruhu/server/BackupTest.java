package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.backup.Backups;
import cn.ruhu.server.backup.Manifest;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.PullReply;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BackupTest extends BackedUpDistrict {
  @Test
  @Timeout(120)
  void aBackupMadeWhileMachinesPushIsOneMomentOfTheDistrict() throws Exception {
    Backups.Made made;
    ServerConfig config = config();
    try (EmbeddedServer server = serve(config);
        TestMachine clerk = TestMachine.of(server, "clerk", District.PASSWORD)) {
      District.open(clerk, District.HERE, "王芳");
      var over = new AtomicBoolean();
      var failed = new AtomicReference<Throwable>();
      Thread pushing =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  while (!over.get()) District.open(clerk, District.HERE, "李强");
                } catch (Throwable e) {
                  failed.set(e);
                }
              });
      made = backUp(server);
      long seq = server.seq();
      over.set(true);
      pushing.join();
      assertEquals(null, failed.get());
      assertTrue(made.seq() <= seq && made.seq() >= 2, made.seq() + " of " + seq);
    }
    Path data = folder.resolve("restored");
    Restores.restore(made.folder(), data, PASSPHRASE, null);
    try (Wiring wiring = Wiring.open(ServerConfig.standard(data), around())) {
      assertEquals(made.seq(), wiring.database.read(wiring.feed::head).seq());
      assertTrue(wiring.database.read(wiring.feed::brokenAt).isEmpty());
      assertTrue(wiring.database.read(wiring.audit::brokenAt).isEmpty());
      wiring.database.read(tx -> tx.records().ofType("PERSON"));
    }
  }

  @Test
  void aBackupIsOnlyForItsOwnerAndHoldsNoOpenKey() throws Exception {
    try (EmbeddedServer server = serve(config())) {
      Backups.Made made = backUp(server);
      assertEquals(
          "rwx------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(made.folder())));
      Path data = server.wiring().config.data();
      List<byte[]> secrets = new ArrayList<>();
      for (String key : List.of("column.key", "recovery.key", "reply-signing.key"))
        secrets.add(Files.readAllBytes(data.resolve("keys").resolve(key)));
      try (Stream<Path> all = Files.walk(made.folder())) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String content = Files.readString(file, StandardCharsets.ISO_8859_1);
          for (byte[] secret : secrets)
            assertFalse(content.contains(new String(secret, StandardCharsets.ISO_8859_1)));
        }
      }
      Path again = folder.resolve("again");
      Restores.restore(made.folder(), again, PASSPHRASE, null);
      assertArrayEquals(
          secrets.getFirst(), Files.readAllBytes(again.resolve("keys").resolve("column.key")));
    }
  }

  @Test
  void aFileIsLinkedWhileItIsSoundThenCopiedAnewThenMissing() throws Exception {
    try (EmbeddedServer server = serve(config());
        TestMachine clerk = TestMachine.of(server, "clerk", District.PASSWORD)) {
      UUID app = District.open(clerk, District.HERE, "王芳").application().orElseThrow().id();
      byte[] page = TestMachine.bytes(20_000);
      clerk.sendFile(app, page);
      FileAddress address = FileAddress.of(page);
      Path inside = Path.of("files", "whole", address.hex().substring(0, 2), address.text());
      assertEquals(0, backUp(server).linked());
      Backups.Made linked = backUp(server);
      assertEquals(1, linked.linked());
      Files.write(linked.folder().resolve(inside), new byte[] {1});
      Backups.Made copied = backUp(server);
      assertEquals(0, copied.linked(), "the backup before has it no longer as it was");
      assertEquals(List.of(), copied.missing());
      assertArrayEquals(page, Files.readAllBytes(copied.folder().resolve(inside)));
      Manifest.read(copied.folder()).verify(copied.folder());
      Files.write(copied.folder().resolve(inside), new byte[] {1});
      Files.write(server.wiring().config.data().resolve(inside), new byte[] {1});
      Backups.Made missing = backUp(server);
      assertEquals(List.of(address.text()), missing.missing());
      assertFalse(Files.exists(missing.folder().resolve(inside)));
      Manifest.read(missing.folder()).verify(missing.folder());
    }
  }

  @Test
  void aDistrictsFolderIsForItsOwnerAlone() throws Exception {
    ServerConfig config = config();
    serve(config).close();
    for (Path own : List.of(config.data(), config.data().resolve("keys")))
      assertEquals(
          "rwx------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(own)));
  }

  @Test
  void aFolderThatIsNotWhatItsManifestSaysIsNeverRestored() throws Exception {
    Path backup;
    try (EmbeddedServer server = serve(config());
        TestMachine clerk = TestMachine.of(server, "clerk", District.PASSWORD)) {
      District.open(clerk, District.HERE, "王芳");
      backup = backUp(server).folder();
    }
    Path data = folder.resolve("restored");
    Manifest manifest = Manifest.read(backup);
    for (Manifest.Entry entry : manifest.files()) {
      Path file = backup.resolve(entry.path());
      byte[] right = Files.readAllBytes(file);
      byte[] wrong = right.clone();
      wrong[wrong.length / 2] ^= 1;
      Files.write(file, wrong);
      assertEquals("FILES_CHANGED", code(() -> Restores.restore(backup, data, PASSPHRASE, null)));
      Files.delete(file);
      assertEquals("FILES_CHANGED", code(() -> Restores.restore(backup, data, PASSPHRASE, null)));
      Files.write(file, right);
    }
    Path list = backup.resolve(Manifest.NAME);
    byte[] right = Files.readAllBytes(list);
    for (int at = 0; at < right.length; at += 37) {
      byte[] wrong = right.clone();
      wrong[at] ^= 1;
      Files.write(list, wrong);
      assertEquals(
          "MANIFEST_CHANGED", code(() -> Restores.restore(backup, data, PASSPHRASE, null)));
    }
    Files.delete(list);
    assertEquals("NO_MANIFEST", code(() -> Restores.restore(backup, data, PASSPHRASE, null)));
    Files.write(list, right);
    assertEquals(
        "PASSPHRASE",
        code(() -> Restores.restore(backup, data, "another passphrase".toCharArray(), null)));
    assertEquals("PASSPHRASE_MISSING", code(() -> Restores.restore(backup, data, null, null)));
    assertFalse(Files.exists(data), "nothing was laid out");
    Files.createDirectories(data);
    Files.createFile(data.resolve("something"));
    assertEquals("DATA_THERE", code(() -> Restores.restore(backup, data, PASSPHRASE, null)));
    Files.delete(data.resolve("something"));
    Restores.restore(backup, data, PASSPHRASE, null);
  }

  @Test
  void aBackupOlderThanBackupsAreKeptIsRefusedWhereverItLies() throws Exception {
    try (EmbeddedServer server = serve(config())) {
      Path backup = backUp(server).folder();
      Restores.refuseOld(backup, clock.get().minus(Duration.ofDays(30)));
      assertEquals("TOO_OLD", code(() -> Restores.refuseOld(backup, clock.get().plusSeconds(1))));
    }
  }

  @Test
  void keysThatAreKeptApartAreGivenAtTheRestore() throws Exception {
    ServerConfig config = config();
    Path backup;
    try (EmbeddedServer server = serve(config)) {
      backup = server.wiring().backups().make(folder.resolve("backups"), null).folder();
    }
    Path data = folder.resolve("restored");
    assertEquals("KEYS_APART", code(() -> Restores.restore(backup, data, PASSPHRASE, null)));
    Path cut = Files.createDirectories(folder.resolve("cut"));
    Files.write(cut.resolve("tls.p12"), new byte[9]);
    for (Path no : List.of(folder.resolve("backups"), cut, folder.resolve("none")))
      assertEquals("KEYS_CHANGED", code(() -> Restores.restore(backup, data, null, no)));
    assertFalse(Files.exists(data));
    Restores.restore(backup, data, null, config.data().resolve("keys"));
    Wiring.open(ServerConfig.standard(data), around()).close();
  }

  @Test
  void aRestoredFolderIsNotServedBeforeItIsFinished() throws Exception {
    Path backup;
    try (EmbeddedServer server = serve(config())) {
      backup = backUp(server).folder();
    }
    Path data = folder.resolve("restored");
    Restores.restore(backup, data, PASSPHRASE, null);
    ServerConfig restored = ServerConfig.standard(data).withOperator(java.util.Optional.empty());
    var refused = assertThrows(IOException.class, () -> EmbeddedServer.start(restored, around()));
    assertTrue(refused.getMessage().contains("restore-finish"));
    try (Wiring wiring = Wiring.open(restored, around())) {
      String before = wiring.database.read(wiring.feed::head).epoch();
      Restores.Finished finished = wiring.finishRestore(0);
      assertFalse(finished.epoch().equals(before));
      assertEquals(finished.epoch(), wiring.database.read(wiring.feed::head).epoch());
      assertTrue(
          wiring
              .database
              .read(tx -> tx.all("SELECT what FROM audit", r -> r.text("what")))
              .contains("RESTORED"));
      assertTrue(wiring.database.read(wiring.audit::brokenAt).isEmpty());
    }
    EmbeddedServer.start(restored.withClients(new ServerConfig.Address("127.0.0.1", 0)), around())
        .close();
  }

  @Test
  void machinesMayForgetOnlyWhatTheOldestBackupHolds() throws Exception {
    try (EmbeddedServer server = serve(config("retention.backups-days = 10"));
        TestMachine clerk = TestMachine.of(server, "clerk", District.PASSWORD)) {
      assertEquals(0, safe(clerk), "nothing before the first backup");
      District.open(clerk, District.HERE, "王芳");
      Backups.Made first = backUp(server);
      assertEquals(first.seq(), safe(clerk));
      District.open(clerk, District.HERE, "李强");
      clock.updateAndGet(t -> t.plus(Duration.ofDays(6)));
      clerk.login("clerk", District.PASSWORD);
      Backups.Made second = backUp(server);
      assertTrue(second.seq() > first.seq());
      assertEquals(first.seq(), safe(clerk), "the oldest counts, not the newest");
      clock.updateAndGet(t -> t.plus(Duration.ofDays(6)));
      clerk.login("clerk", District.PASSWORD);
      Backups.Made third = backUp(server);
      assertEquals(List.of(first.folder().getFileName().toString()), third.removed());
      assertFalse(Files.exists(first.folder()));
      assertEquals(second.seq(), safe(clerk));
      clock.updateAndGet(t -> t.plus(Duration.ofDays(300)));
      Backups.Made last = backUp(server);
      assertEquals(2, last.removed().size());
      assertTrue(Files.exists(last.folder()), "the newest always is kept");
    }
  }

  private static long safe(TestMachine machine) throws Exception {
    return machine.pullAnswer(10).as(PullReply.class).safeSeq();
  }

  @Test
  void blocksAreNeverGivenTwiceWhateverARestoreForgot() throws Exception {
    ServerConfig config = config("limit.blocks-between-backups = 2");
    var given = new ArrayList<String>();
    Path old;
    try (EmbeddedServer server = serve(config)) {
      given.add(enrolled(server));
      old = backUp(server).folder();
      given.add(enrolled(server));
      given.add(enrolled(server));
      try (TestMachine machine = new TestMachine(server.url(), server.certificate())) {
        assertEquals("BLOCKS", machine.enrolAnswer(server.issueCode()).refusal().code());
      }
      backUp(server);
      given.add(enrolled(server));
    }
    assertEquals(List.of("001", "002", "003", "004"), given);
    Path data = folder.resolve("restored");
    Restores.restore(old, data, PASSPHRASE, null);
    ServerConfig restored =
        ServerConfig.standard(data)
            .withClients(new ServerConfig.Address("127.0.0.1", 0))
            .withOperator(java.util.Optional.empty());
    try (Wiring wiring = Wiring.open(restored, around())) {
      assertEquals(5, wiring.finishRestore(0).floor(), "the newer backup beside it says so");
    }
    try (EmbeddedServer server = EmbeddedServer.start(restored, around())) {
      assertEquals("006", enrolled(server));
      assertEquals("007", enrolled(server));
    }
    try (Wiring wiring = Wiring.open(restored, around())) {
      assertEquals(40, wiring.finishRestore(40).floor(), "or the operator");
    }
  }

  @Test
  void aBackupThatWasCutIsNoBackupAndOneRunsAtATime() throws Exception {
    try (EmbeddedServer server = serve(config())) {
      Path target = Files.createDirectories(folder.resolve("backups"));
      Path cut = Files.createDirectories(target.resolve("ruhu-20260101-000000.part"));
      Files.write(cut.resolve("district.db"), new byte[10]);
      assertEquals("NO_MANIFEST", code(() -> Manifest.read(cut)));
      Backups.Made made = backUp(server);
      assertFalse(Files.exists(cut));
      assertTrue(Files.exists(made.folder()));
      try (FileChannel channel =
              FileChannel.open(target.resolve("backup.lock"), StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        assertEquals("RUNNING", code(() -> backUp(server)));
      }
      assertEquals(
          "PASSPHRASE_SHORT",
          code(() -> server.wiring().backups().make(target, "too short".toCharArray())));
    }
  }

  @Test
  void theCommandsRefuseWithReasonAndNextStepInBothLanguages() throws Exception {
    Path file = Files.writeString(folder.resolve("c.conf"), "data = d\noperator.port = off\n");
    assertEquals(0, ConfiguredServerTest.run("init", "--config", file.toString()).exit());
    ConfiguredServerTest.Ran refused =
        ConfiguredServerTest.run("backup", "--config", file.toString());
    assertEquals(1, refused.exit());
    assertTrue(
        refused
            .out()
            .matches(
                "\\{\"ok\":false,\"error\":\"NO_FOLDER\",\"detail\":\"\",\"zh\":\".*\",\"en\":\".*\"}"),
        refused.out());
    String to = folder.resolve("b").toString();
    assertTrue(
        ConfiguredServerTest.run("backup", "--config", file.toString(), "--to", to)
            .out()
            .contains("NO_PASSPHRASE"));
    Path phrase = Files.writeString(folder.resolve("phrase"), new String(PASSPHRASE) + "\n");
    ConfiguredServerTest.Ran made =
        ConfiguredServerTest.run(
            "backup",
            "--config",
            file.toString(),
            "--to",
            to,
            "--passphrase-file",
            phrase.toString());
    assertEquals(0, made.exit(), made.out());
    Matcher m = Pattern.compile("\"backup\":\"([^\"]+)\"").matcher(made.out());
    assertTrue(m.find());
    assertEquals(0, ConfiguredServerTest.run("verify-backup", "--from", m.group(1)).exit());
    String data = folder.resolve("again").toString();
    ConfiguredServerTest.Ran restored =
        ConfiguredServerTest.run(
            "restore",
            "--data",
            data,
            "--from",
            m.group(1),
            "--passphrase-file",
            phrase.toString());
    assertEquals(0, restored.exit(), restored.out());
    assertTrue(ConfiguredServerTest.run("run", "--data", data).out().contains("restore-finish"));
    assertEquals(0, ConfiguredServerTest.run("restore-finish", "--data", data).exit());
    assertEquals(0, ConfiguredServerTest.run("verify-audit", "--data", data).exit());
  }

  /// Codes in the sources and codes with words are the same.
  @Test
  void everyRefusalHasItsWords() throws Exception {
    var words = new Properties();
    try (var in = Backups.class.getResourceAsStream("refusals.properties")) {
      words.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
    }
    Set<String> named = new TreeSet<>();
    Pattern thrown = Pattern.compile("new BackupException\\(\\s*\"([A-Z_]+)\"");
    try (Stream<Path> all = Files.walk(Path.of("src/main/java/cn/ruhu/server"))) {
      for (Path file : all.filter(p -> p.toString().endsWith(".java")).toList()) {
        Matcher m = thrown.matcher(Files.readString(file));
        while (m.find()) named.add(m.group(1));
      }
    }
    Set<String> both = new TreeSet<>();
    named.forEach(code -> both.addAll(List.of(code + ".zh", code + ".en")));
    assertEquals(both, new TreeSet<>(words.stringPropertyNames()));
  }
}
