package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.bundles.BundleFolder;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Imports;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.Standing;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
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

/// Work of a machine without a network comes to the district in sealed bundles, and its receipts
/// come home, over machines and a server as the program wires them.
class BundleRoadTest {
  private static final String STREET = Place.STREET;
  private static final Exports.Progress QUIET = (_, _) -> {};

  @TempDir Path folder;
  private final List<Place> places = new ArrayList<>();
  private final InstantSource clock = InstantSource.system();
  private EmbeddedServer server;
  private Place clerk;
  private Place reviewer;
  private Path stick;
  private UUID application;
  private CaseRecord page;

  @BeforeEach
  void open() throws Exception {
    stick = Files.createDirectories(folder.resolve("stick"));
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
    server.addPerson("zhou", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, STREET, null);
    server.addPerson("he", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, STREET, null);
    clerk = at("zhou");
    reviewer = at("he");
    application = filed();
    page = page();
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

  /// A case, saved without a network.
  private UUID filed() throws Exception {
    UUID id = clerk.desk.newId();
    Map<String, String> fields =
        Map.of("street", STREET, "schemes", "DB", "residenceAddress", "大慧寺路12号院");
    CaseRecord a = CaseRecord.of(RecordType.APPLICATION, id, STREET, id, fields);
    clerk.desk.save("save", "", false, List.of(RecordChange.create(a)));
    return id;
  }

  private CaseRecord page() throws Exception {
    String address = clerk.desk.store().files().put(scan(), application, "image/jpeg");
    CaseRecord made =
        clerk.of(
            RecordType.PAGE,
            application,
            Map.of(
                "slot",
                "D06",
                "file",
                address,
                "mime",
                "image/jpeg",
                "length",
                Integer.toString(scan().length)));
    clerk.desk.save("save", "", false, List.of(RecordChange.create(made)));
    return made;
  }

  private static byte[] scan() {
    byte[] bytes = new byte[1_700_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private List<Path> bundles() throws Exception {
    try (Stream<Path> all = Files.list(stick)) {
      return all.sorted().toList();
    }
  }

  private LocalStore again() throws Exception {
    return ((SignIn.Opened) clerk.machine().signIn("zhou", Place.PASSWORD.toCharArray())).store();
  }

  private void assertHome(LocalStore store) throws Exception {
    assertEquals(0, store.waiting().ops());
    assertEquals(0, store.waiting().files());
    for (JournalEntry e : store.journal().entries())
      assertEquals(Verdict.Kind.APPLIED, java.util.Objects.requireNonNull(e.verdict()).verdict());
    assertEquals(Standing.IN_DISTRICT, store.standing(page.id()));
  }

  private void assertInDistrict() throws Exception {
    reviewer.sync();
    assertTrue(reviewer.desk.store().record(application).isPresent());
    assertTrue(reviewer.desk.inDistrict(page.text("file")));
    String name = FileAddress.of(scan()).text();
    try (Stream<Path> all = Files.walk(folder.resolve("server").resolve("files"))) {
      Path file = all.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
      assertArrayEquals(scan(), Files.readAllBytes(file));
    }
    assertTrue(server.chainsHold());
  }

  @Test
  void aLoggedOutColleaguesWorkGoesOverAnotherMachineAndItsReceiptComesHome() throws Exception {
    clerk.desk.store().close();
    Exports.Exported out = clerk.machine().exports().export(stick, _ -> true, QUIET);
    assertEquals(List.of(), out.left());
    assertEquals(List.of(1, 2, 1), List.of(out.bundles(), out.ops(), out.files()));
    assertSealed();
    Imports.Found found = reviewer.machine().imports().take(stick);
    assertEquals(new Imports.Found(1, 0, 0, 0, 0, 0, 0, 0), found);
    assertEquals(1, reviewer.machine().carried().waiting());
    reviewer.carry();
    assertEquals(0, reviewer.machine().carried().waiting());
    assertFalse(reviewer.machine().carried().items().getFirst().again());
    assertInDistrict();
    Path back = Files.createDirectories(folder.resolve("back"));
    assertEquals(1, reviewer.machine().carried().giveBack(back));
    assertEquals(1, clerk.machine().imports().take(back).receipts());
    try (LocalStore store = again()) {
      assertHome(store);
    }
    // brought once more, and by another way: nothing changes
    assertEquals(1, reviewer.machine().imports().take(stick).known());
    assertTrue(server.takeBundles(stick, stick).getFirst().outcome().isWhole());
    assertInDistrict();
  }

  /// Neither names nor addresses nor the work itself can be read on the stick.
  private void assertSealed() throws Exception {
    for (Path file : bundles()) {
      assertTrue(file.getFileName().toString().matches("[0-9a-f]{32}\\.ruhu"), file::toString);
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (String word : List.of("大慧寺", "\"D06\"", "zhou", application.toString(), STREET))
        assertFalse(text.contains(word), word);
    }
  }

  @Test
  void theOperatorTakesAStickAndTheMachineTakesItsReceiptsAgain() throws Exception {
    UUID user = clerk.desk.store().user();
    clerk.machine().exports().export(stick, user::equals, QUIET);
    List<BundleFolder.Line> lines = server.takeBundles(stick, stick);
    assertEquals(1, lines.size());
    assertTrue(lines.getFirst().outcome().isWhole(), lines::toString);
    assertEquals(Standing.LOCAL, clerk.desk.store().standing(page.id()), "no receipt yet");
    Imports.Found found = clerk.machine().imports().take(stick);
    assertEquals(new Imports.Found(0, 0, 0, 1, 0, 0, 1, 0), found);
    assertHome(clerk.desk.store());
    assertEquals(1, clerk.machine().imports().take(stick).receipts(), "again: no harm");
    assertInDistrict();
    // the line is back: there is nothing left to send, and nothing comes twice
    clerk.sync();
    assertHome(clerk.desk.store());
    assertEquals(List.of(), clerk.refused());
  }

  @Test
  void anOrdinaryPushBetweenAndAnOldBundleChangeNothing() throws Exception {
    clerk.machine().exports().export(stick, _ -> true, QUIET);
    CaseRecord a = clerk.desk.store().record(application).orElseThrow();
    clerk.desk.save(
        "save",
        "",
        false,
        List.of(RecordChange.between(a, a.with("residenceAddress", "皂君庙甲14号")).orElseThrow()));
    clerk.sync();
    List<BundleFolder.Line> lines = server.takeBundles(stick, stick);
    assertTrue(lines.getFirst().outcome().isWhole());
    assertEquals(0, lines.getFirst().outcome().counts().ops());
    clerk.machine().imports().take(stick);
    assertHome(clerk.desk.store());
    assertInDistrict();
    assertEquals(
        "皂君庙甲14号",
        reviewer.desk.store().record(application).orElseThrow().text("residenceAddress"));
  }

  @Test
  void aRestoredDistrictsOldReceiptsAreVoidAndNothingIsLost() throws Exception {
    char[] passphrase = "correct horse battery staple".toCharArray();
    Path backup = server.backUp(folder.resolve("backups"), passphrase);
    clerk.machine().exports().export(stick, _ -> true, QUIET);
    server.takeBundles(stick, stick);
    int port = server.port();
    server.close();
    Files.move(folder.resolve("server"), folder.resolve("lost"));
    EmbeddedServer.restore(
        backup, folder.resolve("server"), passphrase, EmbeddedServer.Config.forTests());
    server =
        EmbeddedServer.start(
            folder.resolve("server"), EmbeddedServer.Config.forTests().withPort(port));
    clerk.signIn();
    clerk.desk.store().files(); // nothing was heard of the restore yet
    clerk.sync();
    clerk.sync();
    clerk.machine().imports().take(stick);
    clerk.sync();
    assertHome(clerk.desk.store());
    reviewer.signIn();
    reviewer.sync();
    assertInDistrict();
  }
}
