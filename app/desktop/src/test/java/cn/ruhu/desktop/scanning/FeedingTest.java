package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.device.escl.emulator.EsclFault;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScannedPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scanner at the tray: what went through against what came.
class FeedingTest {
  @TempDir private Path home;
  private final TightDisk disk = new TightDisk();
  private TestDesk desk;
  private EmulatedDevice device;
  private ScanTray tray;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.on(disk, home.resolve("machine"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK);
    Stack.families(desk);
    device = new EmulatedDevice();
    sit();
  }

  private void sit() {
    tray = new ScanTray(desk.desk());
    model =
        new ScanningViewModel(
            desk.desk(),
            tray,
            Background.inline(),
            new HandSource(desk.clock()),
            device,
            System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    device.close();
    desk.close();
  }

  private Ledger ledger() {
    return model.ledger.get();
  }

  private static String key(javafx.beans.value.ObservableValue<?> message) {
    return message.getValue() instanceof cn.ruhu.desktop.kit.Message m ? m.key() : "";
  }

  @Test
  void aMixedStackFindsItsSlotsAndTheSumHolds() throws Exception {
    byte[] first = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    device.scanner.load(
        List.of(
            first,
            Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 2),
            Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 3),
            Stack.blank(4)));
    model.feeding.scan();
    assertEquals(new Ledger(4, 0, 3, 0, 1, 0, 0, 0), ledger());
    assertEquals("scanning.done.scanned", key(model.done));
    assertEquals(4, model.feeding.came.get());
    model.file();
    assertEquals(new Ledger(4, 3, 0, 0, 1, 0, 0, 0), ledger());
    assertTrue(ledger().settled());
    assertEquals(2, desk.desk().caseFile(Stack.CHEN).pages().size());
    assertEquals(1, desk.desk().caseFile(Stack.ZHAO).pages().size());
    CaseRecord page = desk.desk().caseFile(Stack.CHEN).pages().getFirst();
    assertArrayEquals(first, desk.store().files().bytes(page.text("file")), "as it was sent");
    assertEquals("SCANNER", page.text("source"));
    model.close();
    assertFalse(model.shown.get().open());
  }

  @Test
  void theNextStackIsInSightAfterTheOneBeforeWasClosed() {
    device.scanner.load(List.of(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1)));
    model.feeding.scan();
    model.file();
    model.close();
    ScanBatch before = model.shown.get();
    assertFalse(before.open());
    device.scanner.load(List.of(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 2)));
    model.feeding.scan();
    assertTrue(model.shown.get().open(), "what comes now");
    assertEquals(1, model.rows.size());
    model.open(before);
    assertEquals(before.id(), model.shown.get().id(), "one may look back");
    device.scanner.load(List.of(Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 3)));
    model.feeding.scan();
    assertEquals(before.id(), model.shown.get().id(), "and stays there");
  }

  @Test
  void aPageLostInAJamKeepsTheBatchOpenUntilSomebodyLookedAtThePaper() {
    device.scanner.load(
        List.of(
            Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1),
            Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2),
            Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 3)));
    device.scanner.fault(EsclFault.EMPTY_PAGE, 2);
    model.feeding.scan();
    assertEquals(new Ledger(2, 0, 1, 0, 0, 0, 0, 0, 1, 1), ledger());
    FedJob broken = model.feeding.broken().orElseThrow();
    assertEquals("PAGE_EMPTY", broken.why());
    assertEquals(1, broken.missing());
    model.file();
    model.close();
    assertTrue(model.shown.get().open(), "a side went through and is not here");
    device.scanner.mend();
    model.feeding.scan();
    assertTrue(model.feeding.broken().isPresent(), "the rest came, the lost one nobody saw");
    assertEquals(1, ledger().missing());
    model.feeding.checked();
    assertTrue(model.feeding.broken().isEmpty());
    model.file();
    assertTrue(ledger().settled());
    model.close();
    assertFalse(model.shown.get().open());
  }

  @Test
  void aJamBetweenPagesIsOverWhenTheRestCame() {
    device.scanner.load(
        List.of(
            Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1),
            Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2)));
    device.scanner.fault(EsclFault.JAM, 2);
    model.feeding.scan();
    assertEquals("JAM", model.feeding.broken().orElseThrow().why());
    assertEquals(new Ledger(1, 0, 1, 0, 0, 0, 0, 0, 0, 1), ledger());
    device.scanner.mend();
    model.feeding.scan();
    assertTrue(model.feeding.broken().isEmpty());
    assertEquals(new Ledger(2, 0, 2, 0, 0, 0, 0, 0), ledger());
    assertEquals(1, model.batches.size(), "one stack, one batch");
  }

  @Test
  void whatBrokeOffIsToldAgainAfterTheProgramEnded() throws Exception {
    byte[] page = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    tray.took(ScannedPage.of(1, page, "image/jpeg", desk.clock().instant()), UUID.randomUUID());
    // no end was noted: the power went
    sit();
    assertEquals("VANISHED", model.feeding.broken().orElseThrow().why());
    assertEquals(1, model.feeding.broken().orElseThrow().came());
    model.feeding.checked();
    assertTrue(model.feeding.broken().isEmpty());
  }

  @Test
  void aStackCutByTheProgramsEndIsNotSettledByTheRest() throws Exception {
    byte[] page = Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1);
    tray.took(ScannedPage.of(1, page, "image/jpeg", desk.clock().instant()), UUID.randomUUID());
    // killed: a second sheet went through and nobody took it
    sit();
    device.scanner.load(List.of(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 3)));
    model.feeding.scan();
    assertEquals(1, model.feeding.broken().orElseThrow().came(), "nobody told what went through");
    model.file();
    assertFalse(ledger().settled());
    model.close();
    assertTrue(model.shown.get().open());
    model.feeding.checked();
    model.close();
    assertFalse(model.shown.get().open());
  }

  @Test
  void aCardOnTheGlassSettlesNoJammedStack() {
    device.scanner.load(
        List.of(
            Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1),
            Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2)));
    device.scanner.fault(EsclFault.JAM, 2);
    model.feeding.scan();
    assertEquals("JAM", model.feeding.broken().orElseThrow().why());
    device.scanner.mend();
    device.scanner.lay(Stack.jpeg("", 7));
    model.feeding.use(ScanInput.PLATEN);
    model.feeding.scan();
    assertEquals(2, model.rows.size(), "the card came");
    assertTrue(model.feeding.broken().isPresent(), "the rest lies in the feeder");
    model.feeding.use(ScanInput.FEEDER);
    model.feeding.scan();
    assertTrue(model.feeding.broken().isEmpty());
  }

  @Test
  void aFullDiskStopsTheScannerAndKeepsWhatCame() {
    device.scanner.load(
        List.of(
            Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1),
            Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2),
            Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 3)));
    disk.left = 0;
    model.feeding.scan();
    assertEquals("work.trouble.DISK_FULL", key(model.trouble));
    assertEquals(2, device.scanner.left(), "the rest lies in the feeder");
    disk.left = Long.MAX_VALUE;
    device.scanner.load(List.of(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1)));
    model.feeding.scan();
    assertEquals(3, model.rows.size());
  }

  @Test
  void nothingToScanSaysWhatToDoAndLeavesNoBatch() {
    model.feeding.scan();
    assertEquals("work.scanner.why.FEEDER_EMPTY", key(model.feeding.problem));
    assertEquals(List.of(), List.copyOf(model.batches));
    device.scanner.fault(EsclFault.BUSY_LONG, 1);
    model.feeding.scan();
    assertEquals("scanning.device.busy", key(model.feeding.problem));
    device.close();
    model.feeding.scan();
    assertEquals("work.scanner.why.ABSENT", key(model.feeding.problem));
    assertEquals(Feeding.Phase.TROUBLE, model.feeding.phase.get());
    model.feeding.dismiss();
    assertNull(model.feeding.problem.get());
  }

  @Test
  void whatIsChosenIsKeptAndNoMoreThanTheDeviceCan() {
    model.feeding.look();
    assertNotNull(model.feeding.caps.get());
    assertEquals("work.scanner.state.FEEDER_EMPTY", key(model.feeding.said));
    assertEquals(List.of(200, 300, 600), model.feeding.dpis());
    model.feeding.use(ScanInput.DUPLEX);
    model.feeding.use(200);
    model.feeding.use(ScanColour.GRAY);
    assertEquals(
        new ScanSettings(ScanInput.DUPLEX, 200, ScanColour.GRAY, ScanSize.A4), device.settings());
    device.scanner.is("Flat", false);
    model.feeding.look();
    assertEquals(ScanInput.PLATEN, model.feeding.settings.get().input());
    assertEquals(List.of(ScanInput.PLATEN), model.feeding.inputs());
    assertEquals(ScanInput.DUPLEX, device.settings().input(), "the choice waits for the feeder");
  }

  @Test
  void aBatchOfAnEarlierVersionIsRead() throws Exception {
    String kept =
        """
        {"id":"01930000-0000-7000-8000-000000000001","startedAt":5,"closedAt":0,"again":0,\
        "pages":[]}\
        """;
    ScanBatch batch = ScanBatch.read(kept.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), batch.jobs());
    var job =
        FedJob.begun(UUID.randomUUID())
            .took()
            .ended(ScanEnd.of(ScanEnd.Why.JAM, 1), ScanInput.FEEDER);
    assertEquals(batch.with(job), ScanBatch.read(batch.with(job).toBytes()));
  }
}
