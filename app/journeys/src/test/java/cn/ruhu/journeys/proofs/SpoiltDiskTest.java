package cn.ruhu.journeys.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Salvaged;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.SyncState;
import cn.ruhu.sync.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk without room, that may not be written, or that gives other bytes back than it was given:
/// the real client says so, keeps what it told, and goes on when it can.
class SpoiltDiskTest {
  @TempDir Path folder;
  private final Random random = new Random(9);
  private EmbeddedServer server;
  private RealClient client;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
  }

  @AfterEach
  void stop() throws Exception {
    if (client != null) client.close();
    server.close();
  }

  private Path enrolled(String login, Role role) throws Exception {
    server.addPerson(login, RealClient.PASSWORD, login, role, RealClient.STREET, null);
    Path home = folder.resolve(login);
    RealClient.enrol(home, server.url(), server.pin().text(), server.issueCode(), login);
    return home;
  }

  private RealClient open(Path home, String login, Disk disk) throws Exception {
    client = RealClient.open(home, login, server.url(), RealClient.SHORT, disk);
    return client;
  }

  /// A real disk whose database can be changed while it is open.
  private static final class Changing implements Disk {
    private final Disk real = Disk.real();
    private Connection database;

    @Override
    public Output create(Path file) throws IOException {
      return real.create(file);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      real.replace(from, to);
    }

    @Override
    public Connection connect(Path file) throws SQLException {
      database = real.connect(file);
      return database;
    }

    void pragma(String pragma) throws SQLException {
      try (Statement statement = database.createStatement()) {
        statement.execute("PRAGMA " + pragma);
      }
    }
  }

  private static Trouble trouble(SyncState state) {
    return state.trouble().orElseThrow();
  }

  @Test
  void aDamagedPageIsToldAndHoldsUpNoOther() throws Exception {
    Path home = enrolled("zhou", Role.WINDOW_CLERK);
    open(home, "zhou", Disk.real());
    RealClient.Saved damaged = client.save(true, random);
    Path file;
    try (Stream<Path> all = Files.walk(home)) {
      file =
          all.filter(f -> f.getParent().endsWith("files") && Files.isRegularFile(f))
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    RealClient.Saved sound = client.save(true, random);
    client.online();
    SyncState state = client.loop.syncNow().get(60, TimeUnit.SECONDS);
    assertEquals(new Trouble(Trouble.Kind.FILE, "CORRUPT"), trouble(state));
    assertEquals(0, client.store.waiting().ops(), "acts do not wait for it");
    assertTrue(client.store.sync().arrived(sound.page()), "the other page is there");
    assertFalse(client.store.sync().arrived(damaged.page()));
    assertEquals(1, client.store.waiting().files(), "it is not forgotten");
  }

  @Test
  void aFullDatabaseIsToldAndTakesEverythingInWhenThereIsRoom() throws Exception {
    open(enrolled("wu", Role.WINDOW_CLERK), "wu", Disk.real());
    for (int i = 0; i < 60; i++) client.save(false, random);
    client.online();
    client.drain();
    client.close();
    var disk = new Changing();
    open(enrolled("zhou", Role.WINDOW_CLERK), "zhou", disk);
    RealClient.Saved own = client.save(false, random);
    disk.pragma("max_page_count = 1"); // no page more than there are
    client.online();
    SyncState state = client.loop.syncNow().get(60, TimeUnit.SECONDS);
    assertEquals(new Trouble(Trouble.Kind.STORAGE, "DISK_FULL"), trouble(state));
    var refused = assertThrows(StoreException.class, () -> fill(client));
    assertEquals(StoreException.Code.DISK_FULL, refused.code());
    disk.pragma("max_page_count = 100000");
    client.drain();
    assertTrue(client.store.all(RecordType.APPLICATION).size() >= 61);
    assertTrue(client.store.record(own.application()).isPresent());
    assertEquals(List.of(), client.store.journal().verify());
  }

  private void fill(RealClient full) throws StoreException {
    for (int i = 0; i < 1_000; i++) full.save(false, random);
  }

  @Test
  void aDatabaseThatMayNotBeWrittenIsTold() throws Exception {
    var disk = new Changing();
    open(enrolled("zhou", Role.WINDOW_CLERK), "zhou", disk);
    client.save(false, random);
    disk.pragma("query_only = ON");
    var refused = assertThrows(StoreException.class, () -> client.save(false, random));
    assertEquals(StoreException.Code.READ_ONLY, refused.code());
    client.loop.syncNow();
    disk.pragma("query_only = OFF");
    client.online();
    client.drain();
    assertEquals(1, client.store.journal().entries().size());
  }

  @Test
  void aProcessWhoseFilesMayNotGrowLosesNothingItTold() throws Exception {
    Path home = enrolled("zhou", Role.WINDOW_CLERK);
    var told = new ArrayList<UUID>();
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 2500; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dlogback.configurationFile=logback.xml",
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.ruhu.journeys.proofs.RealClientMain",
                home.toString(),
                "zhou",
                "https://127.0.0.1:1",
                "100000")
            .redirectError(Redirect.DISCARD)
            .start();
    String last = "";
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; last = line)
        if (!line.startsWith("!")) told.add(UUID.fromString(line.split(" ", -1)[0]));
    }
    process.waitFor();
    assertTrue(last.startsWith("!"), "it is told: " + last);
    assertTrue(told.size() > 10);
    open(home, "zhou", Disk.real());
    var kept = new ArrayList<UUID>();
    client.store.journal().entries().forEach(e -> kept.add(e.opId()));
    assertTrue(kept.containsAll(told));
    client.online();
    client.drain();
    assertEquals(List.of(), client.store.journal().verify());
  }

  /// A third of the pages of the database are overwritten, among them the one that names all
  /// tables. What can be read of the unsent work arrives at the district; what cannot is named.
  @Test
  void whatCanBeReadOfADamagedDatabaseReachesTheDistrict() throws Exception {
    Path home = enrolled("zhou", Role.WINDOW_CLERK);
    open(home, "zhou", Disk.real());
    client.online();
    for (int i = 0; i < 5; i++) client.save(false, random);
    client.drain();
    client.close();
    open(home, "zhou", Disk.real());
    var waiting = new ArrayList<RealClient.Saved>();
    for (int i = 0; i < 60; i++) waiting.add(client.save(i % 6 == 0, random));
    client.close();
    Path database;
    try (Stream<Path> all = Files.walk(home)) {
      database = all.filter(f -> f.endsWith("store.db")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(database);
    for (int page = 0; page < bytes.length / 4096; page += 3)
      java.util.Arrays.fill(bytes, page * 4096, page * 4096 + 4096, (byte) 0);
    Files.write(database, bytes);
    open(home, "zhou", Disk.real());
    Salvaged told = client.store.salvages().getFirst();
    int there = client.store.journal().entries().size();
    assertEquals(there, told.kept());
    assertTrue(there > 20 && there < 65, there + " of 65");
    assertTrue(told.missing().size() + told.uncertain().size() >= 60 - there);
    var kept = new ArrayList<UUID>();
    client.store.journal().entries().forEach(e -> kept.add(e.opId()));
    client.online();
    client.drain();
    assertEquals(List.of(), client.store.journal().verify());
    client.close();
    RealClient.enrol(
        folder.resolve("other"), server.url(), server.pin().text(), server.issueCode(), "zhou");
    open(folder.resolve("other"), "zhou", Disk.real());
    client.online();
    client.drain();
    for (RealClient.Saved s : waiting)
      if (kept.contains(s.op()))
        assertTrue(client.store.record(s.application()).isPresent(), "it is in the district");
    assertEquals(
        5 + waiting.stream().filter(s -> kept.contains(s.op())).count(),
        client.store.all(RecordType.APPLICATION).size(),
        "once each, and nothing else");
  }
}
