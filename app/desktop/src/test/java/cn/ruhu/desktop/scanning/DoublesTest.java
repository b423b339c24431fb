package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.imaging.page.FilledForm;
import cn.ruhu.imaging.page.PrintedPage;
import cn.ruhu.imaging.page.Straightened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same sheet scanned twice is noticed, whatever its bytes.
class DoublesTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanTray tray;
  private ScanningViewModel model;
  private InlineBackground background;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    Stack.families(desk);
    sit();
  }

  private void sit() {
    background = Background.inline();
    scanner = new HandSource(desk.clock());
    tray = new ScanTray(desk.desk());
    model = new ScanningViewModel(desk.desk(), tray, background, scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  /// A scan of a family's form.
  private static byte[] scan(long family, long pass) {
    try {
      return Straightened.encode(new FilledForm(family, 150).scanned(pass), "jpeg", 150);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void give(long family, long pass) {
    scanner.give(scan(family, pass));
    model.hold(model.rows.getLast());
  }

  private void file(UUID application, String slot) {
    model.put(
        List.of(model.rows.getLast()),
        new Routing.Slot(application, slot, Optional.empty(), 0, 0, 0));
    model.file();
  }

  private String said() {
    Message m = model.doubles.found.get();
    return m == null ? "" : m.key() + m.args();
  }

  @Test
  void aSheetFedTwiceIsToldOfTheLaterOne() {
    give(1, 1);
    give(2, 2);
    assertEquals("", said(), "the same form of another family is another sheet");
    give(1, 3);
    assertEquals("scanning.twin.tray[1]", said());
    model.hold(model.rows.getFirst());
    assertEquals("", said(), "of the two, the later is told");
    model.hold(model.rows.getLast());
    model.aside(List.of(model.rows.getLast()), "重复扫描");
    model.hold(model.rows.getLast());
    assertEquals("", said());
  }

  /// Pages full of print are as dark everywhere, whatever they say.
  @Test
  void twoLettersOfOneLayoutAreNotTakenForOneSheet() throws Exception {
    scanner.give(Straightened.encode(PrintedPage.of(1), "jpeg", 150));
    scanner.give(Straightened.encode(PrintedPage.of(2), "jpeg", 150));
    model.hold(model.rows.getLast());
    assertEquals(
        1, tray.prints().like(model.rows.getLast().id()).ids().size(), "from afar they are one");
    assertEquals("", said());
    scanner.give(Straightened.encode(PrintedPage.of(1), "jpeg", 151));
    model.hold(model.rows.getLast());
    assertEquals("scanning.twin.tray[1]", said());
  }

  @Test
  void printedPagesAreToldApartByTheirCodes() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2));
    model.hold(model.rows.getLast());
    assertEquals("", said());
    model.file();
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 3, 3), 3));
    model.hold(model.rows.getLast());
    assertEquals("", said());
  }

  @Test
  void bothAreKeptBySomebodysWordAndItIsNotAskedAgain() throws Exception {
    give(1, 1);
    give(1, 2);
    assertEquals("scanning.twin.tray[1]", said());
    model.agree(false);
    assertEquals("", said());
    desk.restart();
    sit();
    model.hold(model.rows.getLast());
    assertEquals("", said(), "kept over a power cut");
    model.hold(model.rows.getFirst());
    assertEquals("", said());
  }

  @Test
  void aSheetOfAnotherHouseholdSaysWhoseItIs() throws Exception {
    give(1, 1);
    file(Stack.ZHAO, "D06");
    desk.restart();
    sit();
    give(1, 2);
    assertEquals("scanning.twin.like[赵德福, 收入证明]", said(), "after a restart");
    model.put(
        List.of(model.rows.getLast()),
        new Routing.Slot(Stack.CHEN, "D06", Optional.empty(), 0, 0, 0));
    model.hold(model.rows.getLast());
    assertEquals("scanning.twin.like[赵德福, 收入证明]", said(), "told, and in nobody's way");
    model.file();
    assertEquals(1, desk.desk().caseFile(Stack.CHEN).pages().size());
  }

  /// Twenty loose originals behind their cover, two of them another household's: what nobody holds
  /// is noticed too, and waits.
  @Test
  void whatLooksLikeAnotherHouseholdsSheetIsNotFiledWithTheStack() throws Exception {
    give(1, 1);
    file(Stack.ZHAO, "D06");
    scanner.give(Stack.jpeg(Stack.cover(Stack.CHEN, "D06"), 1));
    scanner.give(scan(2, 1));
    scanner.give(scan(1, 2));
    assertEquals(1, model.selected.get().number(), "nobody held it");
    assertEquals(List.of("COVER", "READY", "TWIN"), states());
    Faults.Fault told = model.faults.get().getFirst();
    assertEquals(Faults.Kind.ALIKE + " D06", told.kind() + " " + told.slot());
    model.file();
    assertEquals(1, desk.desk().caseFile(Stack.CHEN).pages().size());
    assertEquals("scanning.done.alike", model.done.get().key());
    desk.restart();
    sit();
    assertEquals(List.of("COVER", "FILED", "TWIN"), states(), "kept over a power cut");
    model.nextProblem();
    assertEquals(3, model.selected.get().number());
    assertEquals("scanning.twin.like[赵德福, 收入证明]", said());
    model.agree(false);
    assertEquals(List.of("COVER", "FILED", "READY"), states());
    model.file();
    assertEquals(2, desk.desk().caseFile(Stack.CHEN).pages().size());
  }

  private List<String> states() {
    return model.rows.stream().map(r -> r.state().name()).toList();
  }

  /// What reading told is asked once more when it counts: its other may have come since, or gone.
  @Test
  void filingAsksOnceMoreAndASheetWhoseOtherWentIsFiled() throws Exception {
    scanner.give(Stack.jpeg(Stack.cover(Stack.CHEN, "D06"), 1));
    scanner.give(scan(1, 1));
    scanner.give(scan(1, 2));
    assertEquals(List.of("COVER", "READY", "TWIN"), states(), "the later of the two");
    model.hold(model.rows.get(1));
    model.aside(List.of(model.rows.get(1)), "模糊");
    model.hold(model.rows.get(2));
    assertEquals("", said());
    assertEquals(List.of("COVER", "ASIDE", "READY"), states());
    // the other comes after this one was read, and nobody looks
    model.hold(model.rows.getFirst());
    tray.alike(model.rows.get(2).id(), false);
    scanner.give(scan(3, 1));
    model.file();
    assertEquals(2, desk.desk().caseFile(Stack.CHEN).pages().size());
  }

  /// Filing compares for long, and its other is taken back meanwhile.
  @Test
  void aSheetWhoseOtherComesBackWhileItIsComparedIsNotFiledWithIt() throws Exception {
    scanner.give(Stack.jpeg(Stack.cover(Stack.CHEN, "D06"), 1));
    scanner.give(scan(1, 1));
    scanner.give(scan(1, 2));
    UUID first = model.rows.get(1).id();
    model.aside(List.of(model.rows.get(1)), "模糊");
    model.hold(model.rows.get(2));
    assertEquals(List.of("COVER", "ASIDE", "READY"), states());
    var rounds = new AtomicInteger();
    var filing =
        new TrayFiling(
            desk.desk(),
            tray,
            pages -> {
              Set<UUID> alike = new TwinLook(desk.desk(), tray).among(pages);
              if (rounds.getAndIncrement() == 0)
                tray.edit(Set.of(first), p -> p.with(p.choice().with(ScanChoice.Mark.OPEN)));
              return alike;
            });
    TrayFiling.Filed filed = filing.file(tray.batches().getFirst().id());
    assertEquals(new TrayFiling.Filed(1, 1, 0, 1), filed);
    assertEquals(2, rounds.get());
  }

  @Test
  void aSheetThatKeepsChangingWaitsAndIsCounted() throws Exception {
    scanner.give(Stack.jpeg(Stack.cover(Stack.CHEN, "D06"), 1));
    scanner.give(scan(1, 1));
    UUID sheet = model.rows.get(1).id();
    var filing =
        new TrayFiling(
            desk.desk(),
            tray,
            pages -> {
              tray.edit(Set.of(sheet), p -> p.with(p.make().shaped(p.recipe().turnedBy(1))));
              return Set.of();
            });
    TrayFiling.Filed filed = filing.file(tray.batches().getFirst().id());
    assertEquals(new TrayFiling.Filed(0, 0, 1, 0), filed);
  }

  /// Said with the other before one's eyes, a place is said.
  @Test
  void aSheetPutByHandWhileItsOtherWasNamedIsFiled() throws Exception {
    give(1, 1);
    file(Stack.ZHAO, "D06");
    give(1, 2);
    give(2, 2);
    model.choose(List.copyOf(model.rows));
    model.put(model.inHand(), new Routing.Slot(Stack.CHEN, "D06", Optional.empty(), 0, 0, 0));
    assertEquals(List.of("TWIN", "READY"), states(), "marked with others, nobody looked at it");
  }

  @Test
  void anotherStreetsFamilyIsMasked() throws Exception {
    give(1, 1);
    file(Stack.ZHAO, "D06");
    CaseRecord head = desk.desk().caseFile(Stack.ZHAO).head().orElseThrow();
    desk.receive(head.with("street", "110108009"));
    give(1, 2);
    assertEquals("scanning.twin.like[赵*福, 收入证明]", said());
  }

  @Test
  void aPageFiledBeforeAnybodyLookedIsKnownAfterAWhile() throws Exception {
    String address = desk.store().files().put(scan(4, 1), Stack.ZHAO, "image/jpeg");
    desk.receive(
        CaseRecord.of(
            cn.ruhu.casefile.record.RecordType.PAGE,
            desk.desk().newId(),
            TestDesk.STREET,
            Stack.ZHAO,
            java.util.Map.of(
                "application", Stack.ZHAO.toString(), "slot", "D06", "file", address)));
    give(4, 2);
    assertEquals("", said());
    background.pass(Lookback.PAUSE.multipliedBy(3));
    model.hold(null);
    model.hold(model.rows.getLast());
    assertEquals("scanning.twin.like[赵德福, 收入证明]", said());
  }

  @Test
  void fingerprintsLieSealedOnTheDisk() throws Exception {
    give(1, 1);
    var print = tray.prints().like(model.rows.getFirst().id());
    assertTrue(print.known().contains(model.rows.getFirst().id()));
    assertNull(model.doubles.found.get());
    assertNotNull(model.selected.get());
    try (Stream<Path> files = Files.walk(home)) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        String raw = new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1);
        assertTrue(!raw.contains("\"print\"") && !raw.contains("page-prints"), f.toString());
      }
    }
  }
}
