package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.config.ConfigReader;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.files.StoreAway;
import cn.ruhu.server.jobs.Scrub;
import cn.ruhu.server.s3.S3Server;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole district whose files lie in a store that speaks S3.
class S3DistrictTest {
  private static final S3Server STORE = S3Server.one();

  @TempDir Path folder;
  private String bucket;
  private String conf;

  @BeforeEach
  void makeBucket() throws Exception {
    bucket = STORE.bucket();
    conf = folder.resolve("server.conf").toString();
  }

  private ServerConfig config(String into, String... more) throws Exception {
    var lines = new ArrayList<>(List.of(STORE.lines(into, folder.resolve("s3.secret"))));
    lines.add("backup.folder = backups");
    lines.addAll(List.of(more));
    return Watched.config(folder, lines.toArray(String[]::new));
  }

  private static TestMachine clerk(Watched watched) throws Exception {
    watched.server.addPerson(
        "clerk", District.PASSWORD, "clerk", Role.WINDOW_CLERK, District.HERE, null);
    return TestMachine.of(watched.server, "clerk", District.PASSWORD);
  }

  private Path object(FileAddress address) {
    return STORE.object(
        bucket, "haidian/whole/" + address.hex().substring(0, 2) + "/" + address.text());
  }

  private static FileAddress page(TestMachine clerk, UUID app, byte[] content) throws Exception {
    FileAddress address = FileAddress.of(content);
    clerk.save(
        RecordChange.create(
            CaseRecord.of(
                RecordType.PAGE,
                District.IDS.next(),
                District.HERE,
                app,
                Map.of("application", app.toString(), "slot", "D03", "file", address.text()))));
    return address;
  }

  private static TestMachine.Answer part(
      TestMachine machine, UUID app, byte[] content, int from, int to) throws Exception {
    return machine.send(
        "PATCH",
        Protocol.FILES + FileAddress.of(content),
        Arrays.copyOfRange(content, from, to),
        TestMachine.part(app, from, content.length, to == content.length));
  }

  private static UUID open(TestMachine clerk) throws Exception {
    return District.open(clerk, District.HERE, "王芳").application().orElseThrow().id();
  }

  private ConfiguredServerTest.Ran command(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", conf));
    return ConfiguredServerTest.run(all.toArray(String[]::new));
  }

  @Test
  void theDemonstrationStandsInTheStoreAndNothingOfItOnThisDisk() throws Exception {
    config(bucket);
    assertEquals(0, command("init", "--demo").exit());
    assertTrue(command("check").out().contains("\"damaged\":0"));
    var scrubbed = command("scrub");
    assertEquals(0, scrubbed.exit(), scrubbed.out());
    assertTrue(scrubbed.out().contains("\"damaged\":0,\"missing\":0"), scrubbed.out());
    try (Stream<Path> whole = Files.walk(STORE.object(bucket, "haidian/whole"))) {
      assertTrue(whole.filter(Files::isRegularFile).count() > 3);
    }
    Path here = folder.resolve("data").resolve("files");
    try (Stream<Path> files = Files.walk(here)) {
      assertEquals(
          List.of("scrub.lock"),
          files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList());
    }
    Files.writeString(Path.of(conf), "data = data\n");
    var other = command("scrub");
    assertTrue(other.out().contains("\"error\":\"FILES_OTHER\""), other.out());
    config("no-such-bucket-here");
    assertTrue(command("check").out().contains("\"error\":\"STORE\""), "the bucket is asked");
  }

  @Test
  void pagesGoInPartsAreReadRotAndComeAgain() throws Exception {
    byte[] content = TestMachine.bytes(2_200_000);
    try (Watched watched = new Watched(config(bucket));
        TestMachine clerk = clerk(watched)) {
      UUID app = open(clerk);
      FileAddress address = page(clerk, app, content);
      assertEquals(204, part(clerk, app, content, 0, 1_000_000).status());
      assertEquals(1.0, watched.figure("ruhu_uploads_unfinished"));
      TestMachine.Answer twice = part(clerk, app, content, 0, 1_000_000);
      assertEquals(409, twice.status());
      assertEquals(
          "1000000", twice.response().headers().firstValue(Protocol.UPLOAD_OFFSET).orElse(""));
      assertEquals(204, part(clerk, app, content, 1_000_000, 2_000_000).status());
      assertEquals(
          Protocol.FILE_VERIFIED, part(clerk, app, content, 2_000_000, 2_200_000).status());
      assertArrayEquals(content, clerk.file(address.text()));
      assertEquals(0.0, watched.figure("ruhu_uploads_unfinished"));

      byte[] rotten = Files.readAllBytes(object(address));
      rotten[1_500_000] ^= 1;
      Files.write(object(address), rotten);
      Scrub.Scrubbed scrubbed = watched.server.wiring().scrub(() -> {}).all().orElseThrow();
      assertEquals("{DAMAGED=1}", new TreeMap<>(scrubbed.files()).toString());
      assertEquals(1.0, watched.figure("ruhu_files_damaged"));
      assertThrows(AssertionError.class, () -> clerk.file(address.text()), "nobody reads it");
      List<String> wanted = clerk.pullAnswer(500).as(PullReply.class).wantFiles();
      assertEquals(List.of(address.text()), wanted);
      for (int from = 0; from < content.length; from += 1_000_000)
        part(clerk, app, content, from, Math.min(content.length, from + 1_000_000));
      assertArrayEquals(content, clerk.file(address.text()));
      scrubbed = watched.server.wiring().scrub(() -> {}).all().orElseThrow();
      assertEquals("{SOUND=1}", new TreeMap<>(scrubbed.files()).toString());
      assertTrue(watched.server.chainsHold());
    }
  }

  @Test
  void aRunOverTheFilesOfAStoreThatIsAwayEndsAndCountsNothing() throws Exception {
    byte[] content = TestMachine.bytes(30_000);
    try (Watched watched = new Watched(config(bucket));
        TestMachine clerk = clerk(watched)) {
      UUID app = open(clerk);
      page(clerk, app, content);
      part(clerk, app, content, 0, content.length);
      Scrub scrub = watched.server.wiring().scrub(() -> {});
      Path here = STORE.object(bucket, "");
      Path away = here.resolveSibling(bucket + ".away");
      Files.move(here, away);
      assertThrows(StoreAway.class, scrub::all);
      Files.move(away, here);
      assertEquals("{SOUND=1}", new TreeMap<>(scrub.all().orElseThrow().files()).toString());
    }
  }

  /// The store is waited for much longer than watchers wait.
  @Test
  void figuresComeWhileTheStoreIsSilent() throws Exception {
    config(bucket);
    Path file = Path.of(conf);
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String line = "files.endpoint = http://127.0.0.1:";
      String lines =
          Files.readString(file).replaceFirst(line + "\\d+", line + silent.getLocalPort());
      Files.writeString(file, lines);
      try (Watched watched = new Watched(ConfigReader.read(file, Map.of()))) {
        assertEquals(1.0, watched.figure("ruhu_disk_silent"));
        assertEquals(0.0, watched.figure("ruhu_uploads_unfinished"));
        assertTrue(watched.figure("ruhu_disk_free_bytes") > 0);
      }
    }
  }

  @Test
  void aBackupHoldsTheFilesAndARestoreBringsThoseTheStoreHasNot() throws Exception {
    byte[] kept = TestMachine.bytes(1_500_000);
    byte[] lost = TestMachine.bytes(30_000);
    byte[] later = TestMachine.bytes(20_000);
    String backup;
    try (Watched watched = new Watched(config(bucket));
        TestMachine clerk = clerk(watched)) {
      UUID app = open(clerk);
      for (byte[] content : List.of(kept, lost)) {
        page(clerk, app, content);
        for (int from = 0; from < content.length; from += 1_000_000)
          part(clerk, app, content, from, Math.min(content.length, from + 1_000_000));
      }
      var passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery");
      var made = command("backup", "--passphrase-file", passphrase.toString());
      assertEquals(0, made.exit(), made.out());
      assertTrue(made.out().contains("\"missing\":[]"), made.out());
      backup = made.out().replaceAll(".*\"backup\":\"([^\"]+)\".*", "$1");
      page(clerk, app, later);
      part(clerk, app, later, 0, later.length);
    }
    Files.delete(object(FileAddress.of(lost)));
    Files.move(folder.resolve("data"), folder.resolve("lost"));
    var passphrase = folder.resolve("passphrase").toString();
    var restored = command("restore", "--from", backup, "--passphrase-file", passphrase);
    assertEquals(0, restored.exit(), restored.out());
    assertArrayEquals(lost, Files.readAllBytes(object(FileAddress.of(lost))));
    assertFalse(Files.exists(folder.resolve("data").resolve("files").resolve("whole")));
    var finished = command("restore-finish");
    assertTrue(finished.out().contains("\"missing\":0"), finished.out());
    try (Watched watched = new Watched(config(bucket))) {
      Scrub.Scrubbed scrubbed = watched.server.wiring().scrub(() -> {}).all().orElseThrow();
      assertEquals("{SOUND=2}", new TreeMap<>(scrubbed.files()).toString());
    }
  }

  @Test
  void twoInstancesTakeOneUploadInByTurns() throws Exception {
    String database = Store.POSTGRES.empty();
    ServerConfig config = config(bucket).withDatabase(Postgres.choice(database));
    byte[] content = TestMachine.bytes(1_800_000);
    try (Watched watched = new Watched(config);
        EmbeddedServer other = EmbeddedServer.start(config, ConfiguredServerTest.around());
        TestMachine clerk = clerk(watched);
        TestMachine second = TestMachine.of(other, "clerk", District.PASSWORD)) {
      UUID app = open(clerk);
      FileAddress address = page(clerk, app, content);
      int turn = 0;
      for (int from = 0; from < content.length; from += 450_000) {
        TestMachine machine = turn++ % 2 == 0 ? clerk : second;
        part(machine, app, content, from, Math.min(content.length, from + 450_000));
      }
      second.pull();
      assertArrayEquals(content, second.file(address.text()));
      assertTrue(clerk.pullAnswer(500).as(PullReply.class).receipts().contains(address.text()));
      assertTrue(other.chainsHold());
    } finally {
      Store.drop(database);
    }
  }
}
