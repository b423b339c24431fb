package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.files.FolderStock;
import cn.ruhu.server.files.Pause;
import cn.ruhu.server.jobs.Scrub;
import cn.ruhu.server.jobs.Scrub.Found;
import cn.ruhu.server.jobs.Scrub.Scrubbed;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class ScrubTest {
  private static final Pause NONE = () -> {};
  private static final Duration PERIOD = Duration.ofDays(30);

  @Parameter Store store;
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
  private District district;
  private TestMachine clerk;
  private UUID app;

  @BeforeEach
  void start() throws Exception {
    var config = EmbeddedServer.Config.forTests().withClock(clock::get);
    district = new District(data, store, config);
    clerk = district.machine("clerk");
    app = District.open(clerk, District.HERE, "王芳").application().orElseThrow().id();
  }

  @AfterEach
  void stop() throws Exception {
    assertTrue(district.server.chainsHold());
    clerk.close();
    district.close();
  }

  private Wiring wiring() {
    return district.server.wiring();
  }

  private Scrub scrub() throws Exception {
    return wiring().scrub(NONE);
  }

  private Scrub scrub(long runBytes, Pause pause) throws Exception {
    Wiring wiring = wiring();
    return new Scrub(
        new Scrub.Parts(
            wiring.database,
            new FolderStock(files()),
            files(),
            wiring.audit,
            wiring.surroundings.clock()),
        new Scrub.Rules(PERIOD, runBytes, pause),
        told -> {});
  }

  private Scrubbed all() throws Exception {
    return scrub().all().orElseThrow();
  }

  private Path files() {
    return data.resolve("files");
  }

  private Path place(FileAddress address) {
    return files().resolve("whole").resolve(address.hex().substring(0, 2)).resolve(address.text());
  }

  /// A page whose file came whole.
  private FileAddress page(byte[] content) throws Exception {
    FileAddress address = FileAddress.of(content);
    clerk.save(
        RecordChange.create(
            CaseRecord.of(
                RecordType.PAGE,
                District.IDS.next(),
                District.HERE,
                app,
                Map.of("application", app.toString(), "slot", "D03", "file", address.text()))));
    send(content);
    return address;
  }

  private void send(byte[] content) throws Exception {
    assertEquals(Protocol.FILE_VERIFIED, clerk.sendFile(app, content).status());
  }

  private FileAddress made() throws Exception {
    return wiring().files.add(TestMachine.bytes(100));
  }

  /// One bit is not what it was.
  private byte[] rot(FileAddress address) throws Exception {
    byte[] bytes = Files.readAllBytes(place(address));
    bytes[bytes.length / 2] ^= 4;
    Files.write(place(address), bytes);
    return bytes;
  }

  private List<Path> aside() throws IOException {
    Path damaged = files().resolve("damaged");
    if (!Files.exists(damaged)) return List.of();
    try (Stream<Path> all = Files.list(damaged)) {
      return all.toList();
    }
  }

  private static List<String> wanted(TestMachine machine) throws Exception {
    return machine.pullAnswer(500).as(PullReply.class).wantFiles();
  }

  private static int status(TestMachine machine, FileAddress address) throws Exception {
    return machine.send("GET", Protocol.FILES + address, new byte[0], Map.of()).status();
  }

  private static String counts(Scrubbed scrubbed) {
    return new TreeMap<>(scrubbed.files()).toString();
  }

  private long asked() throws Exception {
    return wiring()
        .database
        .read(tx -> tx.number("SELECT count(*) AS n FROM file WHERE complete = 0"));
  }

  private List<String> audited() throws Exception {
    return wiring()
        .database
        .read(tx ->
            tx.all(
                "SELECT subject, detail FROM audit WHERE what = 'FILE_LOST' ORDER BY seq",
                row -> row.text("subject") + " " + row.text("detail")));
  }

  @Test
  void aFileThatRotsIsKeptAsideAndComesAgainFromTheMachineThatHasIt() throws Exception {
    byte[] content = TestMachine.bytes(70_000);
    byte[] sound = TestMachine.bytes(900_000);
    FileAddress address = page(content);
    FileAddress other = page(sound);
    byte[] rotten = rot(address);
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine there = district.machine("clerkThere")) {
      assertEquals("{SOUND=1, DAMAGED=1}", counts(all()));
      assertEquals(1, aside().size());
      assertArrayEquals(rotten, Files.readAllBytes(aside().getFirst()), "every bit of it");
      assertFalse(Files.exists(place(address)));
      assertEquals(404, status(reviewer, address), "nobody reads it as it is");
      assertEquals(200, status(reviewer, other));
      assertEquals(List.of(address.text() + " damaged"), audited());
      assertEquals(List.of(address.text()), wanted(clerk));
      assertEquals(List.of(), wanted(there), "who does not see the case is asked nothing");
      assertEquals("{SOUND=1}", counts(all()), "what is asked for is not read");
      send(content);
      assertEquals(List.of(), wanted(clerk));
      assertArrayEquals(content, reviewer.file(address.text()));
      assertEquals("{SOUND=2}", counts(all()));
      assertEquals(1, aside().size(), "what was moved aside stays");
      rot(address);
      assertEquals("{SOUND=1, DAMAGED=1}", counts(all()));
      assertEquals(2, aside().size(), "in the same moment: each under its own name");
    }
  }

  @Test
  void aFileThatIsGoneIsAskedForAgain() throws Exception {
    byte[] content = TestMachine.bytes(20_000);
    FileAddress address = page(content);
    Files.delete(place(address));
    assertEquals("{MISSING=1}", counts(all()));
    assertEquals(List.of(address.text() + " missing"), audited());
    assertEquals(List.of(address.text()), wanted(clerk));
    send(content);
    assertEquals("{SOUND=1}", counts(all()));
  }

  @Test
  void whatTheDiskDoesNotGiveIsDamaged() throws Exception {
    FileAddress address = page(TestMachine.bytes(20_000));
    Files.delete(place(address));
    Files.createDirectory(place(address));
    wiring().files.add(TestMachine.bytes(3_000_000)); // more than a block
    assertEquals("{SOUND=1, DAMAGED=1}", counts(all()));
    assertEquals(List.of(address.text()), wanted(clerk));
  }

  @Test
  void noDecisionRestsOnAFileThatRotted() throws Exception {
    byte[] content = TestMachine.bytes(20_000);
    FileAddress address = page(content);
    try (TestMachine chief = district.machine("chief")) {
      var before = new BeforeTheChief(district, app);
      String first = before.against(chief);
      assertTrue(first.contains("VISIT"), first);
      assertFalse(first.contains("FILES_MISSING"), first);
      rot(address);
      assertEquals(1, all().count(Found.DAMAGED));
      String against = before.against(chief);
      assertTrue(against.contains("FILES_MISSING"), against);
      send(content);
      assertFalse(before.against(chief).contains("FILES_MISSING"));
    }
  }

  @Test
  void inOnePeriodOfHoursEachFileIsReadOnce() throws Exception {
    var addresses = new ArrayList<FileAddress>();
    for (int i = 0; i < 40; i++) addresses.add(made());
    rot(addresses.get(17));
    Scrub scrub = scrub();
    assertEquals(0, scrub.share().orElseThrow().all(), "the first hour only begins");
    long read = 0;
    long most = 0;
    for (int hour = 0; hour < PERIOD.toHours(); hour += 5) {
      clock.updateAndGet(t -> t.plus(Duration.ofHours(5)));
      Scrubbed now = scrub.share().orElseThrow();
      read += now.all();
      most = Math.max(most, now.all());
    }
    assertEquals(40, read);
    assertTrue(most < 10, "spread, not " + most + " at once");
    assertEquals(1, asked());
    assertTrue(scrub.behind().compareTo(Duration.ofMinutes(1)) < 0);
    clock.updateAndGet(t -> t.plus(PERIOD.multipliedBy(3)));
    assertEquals(39, scrub.share().orElseThrow().all(), "after a long rest: all, once");
  }

  @Test
  void aRunEndsAtItsBoundAndTheNextOneGoesOnThere() throws Exception {
    for (int i = 0; i < 20; i++) made();
    Scrub scrub = scrub(300, NONE);
    scrub.share();
    clock.updateAndGet(t -> t.plus(PERIOD));
    for (int run = 0; run < 6; run++)
      assertEquals(3, scrub.share().orElseThrow().all(), "run " + run);
    assertTrue(scrub.behind().compareTo(Duration.ZERO) > 0);
    assertEquals(2, scrub.share().orElseThrow().all());
    assertEquals(0, scrub.share().orElseThrow().all());
    assertTrue(scrub.behind().compareTo(Duration.ofMinutes(1)) < 0);
  }

  @Test
  void aRunThatIsGivenUpOrKilledIsDoneAgain() throws Exception {
    FileAddress address = made();
    FileAddress moved = made();
    scrub().share();
    clock.updateAndGet(t -> t.plus(PERIOD));
    byte[] rotten = rot(address);
    Scrub givenUp =
        scrub(
            Long.MAX_VALUE,
            () -> {
              throw new InterruptedException();
            });
    assertFalse(givenUp.share().orElseThrow().whole());
    Scrub killed =
        scrub(
            Long.MAX_VALUE,
            () -> {
              throw new IllegalStateException("killed");
            });
    assertThrows(IllegalStateException.class, killed::share);
    assertEquals(0, asked());
    // killed between the move and the row
    byte[] bits = rot(moved);
    assertTrue(new FolderStock(files()).setAside(moved, clock.get()).isPresent());
    assertEquals("{DAMAGED=1, MISSING=1}", counts(scrub().share().orElseThrow()));
    assertEquals(2, asked());
    assertEquals(2, aside().size());
    for (Path kept : aside())
      assertArrayEquals(
          kept.getFileName().toString().startsWith(moved.text()) ? bits : rotten,
          Files.readAllBytes(kept));
  }

  @Test
  void aFileThatComesAnewWhileTheOldOneIsReadStays() throws Exception {
    byte[] content = TestMachine.bytes(5_000);
    FileAddress address = page(content);
    rot(address);
    Scrub meanwhile =
        scrub(
            Long.MAX_VALUE,
            () -> {
              try {
                Files.write(place(address), content);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals("{SOUND=1}", counts(meanwhile.all().orElseThrow()));
    assertArrayEquals(content, clerk.file(address.text()));
    assertEquals(List.of(), aside());
    assertEquals(List.of(), wanted(clerk));
  }

  @Test
  void aFolderThatIsNotMountedLosesNoFile() throws Exception {
    FileAddress address = made();
    Path whole = files().resolve("whole");
    Files.move(whole, files().resolve("elsewhere"));
    assertThrows(Scrub.Gone.class, this::all);
    if (store == Store.SQLITE) {
      var told = ConfiguredServerTest.run("scrub", "--data", data.toString());
      assertEquals(1, told.exit());
      assertTrue(told.out().contains("\"error\":\"FILES_GONE\""), told.out());
    }
    assertEquals(0, asked());
    Files.deleteIfExists(whole);
    Files.move(files().resolve("elsewhere"), whole);
    assertEquals("{SOUND=1}", counts(all()));
    assertTrue(Files.exists(place(address)));
  }

  @Test
  void oneReadsAtATime() throws Exception {
    made();
    Path lock = files().resolve("scrub.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      assertEquals(Optional.empty(), scrub().share());
      assertEquals(Optional.empty(), scrub().all());
    }
    assertEquals(1, all().all());
  }

  @Test
  void aNoteOfThePlaceThatIsDamagedItselfBeginsAnew() throws Exception {
    made();
    Path note = files().resolve("scrub.json");
    for (String text : List.of("", "{\"slot\":-1,\"at\":0}", "{\"slot\":99999999,\"at\":0}")) {
      Files.writeString(note, text);
      assertEquals(0, scrub().share().orElseThrow().all());
      clock.updateAndGet(t -> t.plus(PERIOD));
      assertEquals(1, scrub().share().orElseThrow().all());
    }
  }
}
