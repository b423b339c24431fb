package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.sync.SyncState;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's disk is lost and a backup comes back: the offices' machines, wired as the program
/// wires them, notice it by themselves and make everything whole again.
class RestoredServerTest {
  private static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();
  private static final String STREET = Place.STREET;

  @TempDir Path folder;
  private final List<Place> places = new ArrayList<>();
  private final InstantSource clock = InstantSource.system();
  private EmbeddedServer server;
  private Place clerk;
  private Place reviewer;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
    server.addPerson("zhou", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, STREET, null);
    server.addPerson("he", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, STREET, null);
    clerk = at("zhou");
    reviewer = at("he");
  }

  @AfterEach
  void close() throws Exception {
    for (Place p : places) p.close();
    server.close();
  }

  private Place at(String login) throws Exception {
    Place p = Place.open(folder.resolve("machine-" + login), server, clock, login);
    places.add(p);
    p.sync();
    return p;
  }

  private UUID filed(String address) throws Exception {
    UUID application = clerk.desk.newId();
    CaseRecord a =
        CaseRecord.of(
            RecordType.APPLICATION,
            application,
            STREET,
            application,
            Map.of("street", STREET, "schemes", "DB", "residenceAddress", address));
    clerk.desk.save("save", "", false, List.of(RecordChange.create(a)));
    return application;
  }

  private CaseRecord page(UUID application, int seed) throws Exception {
    byte[] bytes = scan(seed);
    String address = clerk.desk.store().files().put(bytes, application, "image/jpeg");
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            clerk.desk.newId(),
            STREET,
            application,
            Map.of(
                "application",
                application.toString(),
                "slot",
                "D06",
                "file",
                address,
                "mime",
                "image/jpeg",
                "length",
                Integer.toString(bytes.length)));
    clerk.desk.save("save", "", false, List.of(RecordChange.create(page)));
    return page;
  }

  private static byte[] scan(int seed) {
    byte[] bytes = new byte[300_000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Whole rounds until nothing waits any more.
  private static void calm(Place place) throws Exception {
    SyncState state = place.sync();
    for (int i = 0; i < 5 && place.desk.store().waiting().files() > 0; i++) state = place.sync();
    assertEquals(List.of(), state.trouble().stream().toList());
    assertEquals(0, place.desk.store().waiting().files());
    assertEquals(0, place.desk.store().waiting().ops());
    assertEquals(List.of(), place.refused());
  }

  @Test
  void everythingSentBeforeAndAfterTheBackupIsThereAgain() throws Exception {
    UUID before = filed("大慧寺路12号院");
    CaseRecord pageBefore = page(before, 1);
    calm(clerk);
    calm(reviewer);
    Path backup = server.backUp(folder.resolve("backups"), PASSPHRASE);
    UUID after = filed("皂君庙甲14号");
    CaseRecord pageAfter = page(after, 2);
    calm(clerk);
    calm(reviewer);
    assertTrue(reviewer.desk.store().record(after).isPresent());
    int port = server.port();
    server.close();
    Files.move(folder.resolve("server"), folder.resolve("lost"));
    EmbeddedServer.restore(
        backup, folder.resolve("server"), PASSPHRASE, EmbeddedServer.Config.forTests());
    server =
        EmbeddedServer.start(
            folder.resolve("server"), EmbeddedServer.Config.forTests().withPort(port));
    // who notices first has nothing of the lost hours; the clerk brings it all back
    calm(reviewer);
    assertTrue(reviewer.desk.store().record(before).isPresent());
    assertTrue(reviewer.desk.store().record(after).isEmpty());
    calm(clerk);
    calm(reviewer);
    for (UUID id : List.of(before, after)) {
      assertEquals(
          clerk.desk.store().record(id).orElseThrow(),
          reviewer.desk.store().record(id).orElseThrow());
    }
    assertStored(pageBefore, 1);
    assertStored(pageAfter, 2);
    assertTrue(reviewer.desk.inDistrict(pageAfter.text("file")));
    assertTrue(server.chainsHold());
  }

  private void assertStored(CaseRecord page, int seed) throws Exception {
    String name = FileAddress.of(scan(seed)).text();
    assertEquals(name, page.text("file"));
    try (Stream<Path> all = Files.walk(folder.resolve("server").resolve("files"))) {
      Path file = all.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
      assertArrayEquals(scan(seed), Files.readAllBytes(file));
    }
  }
}
