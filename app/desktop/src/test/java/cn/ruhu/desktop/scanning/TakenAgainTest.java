package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.imaging.page.ScannedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes that were taken once can be taken again: when they lie nowhere any more by themselves,
/// else by somebody's word.
class TakenAgainTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    Stack.families(desk);
    sit();
  }

  private void sit() {
    scanner = new HandSource(desk.clock());
    model =
        new ScanningViewModel(
            desk.desk(), new ScanTray(desk.desk()), Background.inline(), scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(home.resolve("paper.jpg"), bytes);
  }

  @Test
  void whatWasPutAsideAndThrownAwayIsTakenWhenItIsDroppedAgain() throws Exception {
    Path paper = file(Stack.jpeg("", 1));
    model.take(List.of(paper));
    String address = model.rows.getFirst().page().file();
    model.aside(model.inHand(), "误放");
    model.close();
    desk.pass(Duration.ofDays(31));
    desk.restart();
    sit();
    assertEquals(false, desk.store().files().file(address).isPresent(), "thrown away");
    model.take(List.of(paper));
    assertEquals(List.of(), List.copyOf(model.refusals));
    assertEquals(1, model.rows.size());
    assertEquals(true, desk.store().files().file(address).isPresent());
    desk.restart();
    sit();
    model.take(List.of(paper));
    assertEquals(1, model.refusals.size(), "known again");
    assertEquals(1, model.rows.size());
  }

  /// One paper, two households: the word of whoever holds it, and the twin is told.
  @Test
  void theSameBytesAreTakenOnceMoreBySomebodysWord() throws Exception {
    Path paper = file(Stack.jpeg("", 1));
    model.take(List.of(paper));
    model.put(model.inHand(), new Routing.Slot(Stack.ZHAO, "D06", Optional.empty(), 0, 0, 0));
    model.file();
    model.close();
    model.take(List.of(paper));
    Incoming.Refusal refusal = model.refusals.getFirst();
    assertEquals("AGAIN", refusal.why());
    Files.delete(paper); // its bytes lie here
    model.takeAnyway(refusal);
    assertEquals(List.of(), List.copyOf(model.refusals));
    assertEquals(1, model.rows.size());
    assertEquals("FILE", model.rows.getFirst().page().source());
    assertEquals("scanning.twin", model.doubles.found.get().key());
    model.put(model.inHand(), new Routing.Slot(Stack.CHEN, "D06", Optional.empty(), 0, 0, 0));
    model.file();
    assertEquals(1, desk.desk().caseFile(Stack.CHEN).pages().size());
    assertEquals(1, desk.desk().caseFile(Stack.ZHAO).pages().size());
  }

  /// A file with many sheets that lies in the batch already comes into a batch of its own, each of
  /// its sheets anew.
  @Test
  void aFileThatStillWaitsIsTakenIntoABatchOfItsOwn() throws Exception {
    Path paper = home.resolve("paper.pdf");
    Files.write(
        paper, ScannedFiles.pdf(List.of(Stack.page("", 1).image(), Stack.page("", 2).image())));
    model.take(List.of(paper));
    assertEquals(2, model.rows.size());
    model.take(List.of(paper));
    model.takeAnyway(model.refusals.getFirst());
    assertEquals(2, model.batches.size());
    assertEquals(2, model.rows.size());
    assertEquals(1, model.batches.getLast().again());
  }

  @Test
  void aPastedPictureThatIsTooLargeIsSaidToBeSo() {
    var huge =
        new Pasted.Picture(
            8000,
            5001,
            () -> {
              throw new AssertionError("nobody reads it");
            });
    assertEquals(true, Pasted.give(huge, model), "it is a picture");
    assertEquals("PICTURE", model.refusals.getFirst().why());
    assertEquals("8000\u00d75001", model.refusals.getFirst().name());
    assertEquals(0, model.rows.size());
    assertEquals(false, Pasted.give(new Pasted.Picture(0, 5, () -> new int[0]), model));
    assertEquals(true, Pasted.give(new Pasted.Picture(40, 50, () -> new int[2000]), model));
    assertEquals(1, model.rows.size());
  }
}
