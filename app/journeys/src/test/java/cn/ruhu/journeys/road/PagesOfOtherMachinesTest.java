package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DistrictPages;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.wire.FileAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page scanned at the window is opened on the reviewer's own machine: the real store, the real
/// protocol, the real server.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class PagesOfOtherMachinesTest {
  private static final String STREET = Place.STREET;
  private static final String NAME = "张桂兰";

  @TempDir Path folder;
  private final List<Place> places = new ArrayList<>();
  private final InstantSource clock = InstantSource.system();
  private EmbeddedServer server;
  private UUID agency;
  private UUID pair;
  private Place clerk;
  private Place reviewer;
  private DistrictPages pages;
  private UUID application;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
    agency = server.addAgency("海淀安民社会调查中心");
    server.addPerson("zhou", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, STREET, null);
    server.addPerson("he", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, STREET, null);
    pair = server.addPerson("lin", Place.PASSWORD, "林晓东", Role.INVESTIGATOR, null, agency);
    clerk = at("zhou");
    reviewer = at("he");
    pages = reviewer.pages();
    application = clerk.desk.newId();
    CaseRecord a =
        CaseRecord.of(
            RecordType.APPLICATION,
            application,
            STREET,
            application,
            Map.of("street", STREET, "schemes", "DB", "residenceAddress", "大慧寺路12号院"));
    clerk.desk.save("save", "", false, List.of(RecordChange.create(a)));
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

  /// A scan of several pieces; its beginning would give a name away.
  private static byte[] scan(int n) {
    byte[] bytes = new byte[700_000 + n];
    new Random(n).nextBytes(bytes);
    byte[] name = NAME.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(name, 0, bytes, 100, name.length);
    return bytes;
  }

  /// The window files a page and sends it.
  private CaseRecord filed(String slot, byte[] bytes) throws Exception {
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
                slot,
                "file",
                address,
                "mime",
                "image/jpeg",
                "length",
                Integer.toString(bytes.length)));
    clerk.desk.save("save", "", false, List.of(RecordChange.create(page)));
    assertEquals(List.of(), clerk.sync().trouble().stream().toList());
    assertEquals(0, clerk.desk.store().waiting().files());
    assertEquals(List.of(), clerk.refused());
    return page;
  }

  /// The page as another machine knows it.
  private static CaseRecord known(Place at, CaseRecord page) throws Exception {
    at.sync();
    return at.desk.store().record(page.id()).orElseThrow();
  }

  private static PageFiles.How how(DistrictPages of, CaseRecord page) {
    return of.of(page.text("file")).map(PageFiles.Coming::how).orElseThrow();
  }

  /// Opens a page and waits until it stands so.
  private static void opened(DistrictPages of, CaseRecord page, PageFiles.How end)
      throws Exception {
    var there = new CountDownLatch(1);
    Runnable stop =
        of.onChange(() -> {
          if (how(of, page) == end) there.countDown();
        });
    of.open(page);
    assertTrue(there.await(30, TimeUnit.SECONDS), () -> end + " not " + how(of, page));
    stop.run();
  }

  @Test
  void aPageFiledAtTheWindowOpensAtTheReviewersDeskByteForByte() throws Exception {
    byte[] bytes = scan(1);
    CaseRecord page = known(reviewer, filed("D06", bytes));
    assertTrue(reviewer.desk.store().files().file(page.text("file")).isEmpty());
    assertTrue(reviewer.desk.inDistrict(page.text("file")));
    opened(pages, page, PageFiles.How.HERE);
    assertArrayEquals(bytes, reviewer.desk.store().files().bytes(page.text("file")));
    assertEquals(0, reviewer.desk.store().waiting().files(), "it is not sent back");
    sealedAtRest(folder.resolve("machine-he"), bytes);
  }

  /// Nothing of the bytes or their name lies readable on the reviewer's disk.
  private static void sealedAtRest(Path home, byte[] bytes) throws Exception {
    byte[] needle = Arrays.copyOfRange(bytes, 90, 130);
    String address = FileAddress.of(bytes).hex();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertFalse(String.valueOf(file).contains(address.substring(0, 16)), "a name tells");
        assertFalse(contains(Files.readAllBytes(file), needle), "readable: " + file.getFileName());
      }
    }
  }

  private static boolean contains(byte[] file, byte[] needle) {
    for (int i = 0; i + needle.length <= file.length; i++)
      if (Arrays.equals(file, i, i + needle.length, needle, 0, needle.length)) return true;
    return false;
  }

  @Test
  void quietlyFetchedPagesComeWithTheNextRoundWithinTheirBound() throws Exception {
    CaseRecord one = known(reviewer, filed("D02", scan(1)));
    CaseRecord two = known(reviewer, filed("D03", scan(2)));
    pages.quietly(List.of(one, two), 1_000_000);
    reviewer.sync();
    assertTrue(reviewer.desk.store().files().file(one.text("file")).isPresent());
    assertTrue(reviewer.desk.store().files().file(two.text("file")).isEmpty(), "no room for it");
  }

  @Test
  void offlineSaysSoAndThePageComesByItselfWithTheConnection() throws Exception {
    byte[] bytes = scan(1);
    CaseRecord page = known(reviewer, filed("D06", bytes));
    int port = server.port();
    server.close();
    opened(pages, page, PageFiles.How.OFFLINE);
    assertFalse(pages.line() == PageFiles.Line.ANSWERS && reviewer.sync().online());
    server =
        EmbeddedServer.start(
            folder.resolve("server"), EmbeddedServer.Config.forTests().withPort(port));
    assertTrue(reviewer.sync().online());
    assertEquals(PageFiles.How.HERE, how(pages, page));
    assertArrayEquals(bytes, reviewer.desk.store().files().bytes(page.text("file")));
  }

  @Test
  void aPageDamagedAtTheServerIsRefusedAndOneThatIsNotThereIsSaidSo() throws Exception {
    byte[] bytes = scan(1);
    CaseRecord page = known(reviewer, filed("D06", bytes));
    Path stored = stored(FileAddress.of(bytes));
    byte[] rotten = bytes.clone();
    rotten[500_000] ^= 1;
    Files.write(stored, rotten);
    opened(pages, page, PageFiles.How.DAMAGED);
    assertTrue(reviewer.desk.store().files().file(page.text("file")).isEmpty());
    Files.write(stored, Arrays.copyOf(bytes, 600_000));
    opened(pages, page, PageFiles.How.DAMAGED);
    Files.write(stored, bytes);
    opened(pages, page, PageFiles.How.HERE);
    opened(pages, page.with("file", FileAddress.of(scan(9)).text()), PageFiles.How.ABSENT);
  }

  private Path stored(FileAddress address) throws Exception {
    try (Stream<Path> all = Files.walk(folder.resolve("server").resolve("files"))) {
      return all.filter(f -> String.valueOf(f.getFileName()).contains(address.hex()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aPairGetsItsPagesAndLosesThemWithTheCase() throws Exception {
    byte[] bytes = scan(1);
    CaseRecord paper = filed("D06", bytes);
    CaseRecord complaint = filed("D24", scan(2));
    known(reviewer, paper);
    CaseRecord sent =
        CaseRecord.of(
            RecordType.ASSIGNMENT,
            reviewer.desk.newId(),
            STREET,
            application,
            Map.of(
                "application", application.toString(),
                "agency", agency.toString(),
                "investigatorA", pair.toString(),
                "state", "ASSIGNED",
                "visitMode", "HOME"));
    reviewer.desk.save("save", "", false, List.of(RecordChange.create(sent)));
    reviewer.sync();
    Place field = at("lin");
    DistrictPages theirs = field.pages();
    CaseRecord page = known(field, paper);
    opened(theirs, page, PageFiles.How.HERE);
    assertArrayEquals(bytes, field.desk.store().files().bytes(page.text("file")));
    assertTrue(field.desk.store().record(complaint.id()).isEmpty());
    opened(theirs, page.with("file", complaint.text("file")), PageFiles.How.ABSENT);
    CaseRecord standing = known(reviewer, sent);
    reviewer.desk.edit(standing, standing.with("state", "WITHDRAWN"));
    reviewer.sync();
    field.sync();
    assertTrue(field.desk.store().record(page.id()).isEmpty(), "the case left this machine");
    assertTrue(field.desk.store().files().file(page.text("file")).isEmpty(), "and its pages");
    assertEquals(0, sealedFiles(folder.resolve("machine-lin")), "and their bytes");
    opened(theirs, page, PageFiles.How.ABSENT);
  }

  private static long sealedFiles(Path home) throws Exception {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> String.valueOf(f.getFileName()).matches("[0-9a-f]{32}(\\.tmp)?"))
          .count();
    }
  }
}
