package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.WaitingBackground;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeSavingTest {
  @TempDir Path home;
  private TestDesk at;
  private IntakeRig rig;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home.resolve("machine"));
    rig = new IntakeRig(at);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private Path jpeg() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "jpg", out);
    return Files.write(home.resolve("whole.jpg"), out.toByteArray());
  }

  @Test
  void parkingIsOneOpThatEndsTheDraft() throws Exception {
    rig.begun();
    assertEquals(1, rig.drafts());
    rig.saving.park();
    assertEquals(0, rig.drafts());
    assertEquals(1, at.store().journal().entries().size());
    assertEquals("DRAFT", rig.stored().orElseThrow().text("stage"));
    assertNull(rig.copy());
    rig.cards.lay(IntakeRig.CHEN);
    assertFalse(rig.copy().isNew());
    assertEquals("13810012345", rig.app().text("phone"));
  }

  @Test
  void whatIsTypedWhileASaveIsOnItsWayIsADraftAfterIt() throws Exception {
    rig.begun();
    UUID id = rig.copy().application();
    var disk = new WaitingBackground();
    var slow = new IntakeRig(at, disk);
    slow.model.bring(id, () -> {});
    disk.settle();
    slow.saving.saveNow();
    slow.model.leave(id, "community", "大慧寺社区");
    disk.works.removeLast().run(); // the draft is on the disk before the save ends the older one
    disk.settle();
    assertEquals("大慧寺社区", slow.app().text("community"));
    assertEquals("大慧寺社区", rig.killed().taken(id).text("community"));
  }

  @Test
  void whatIsTypedWhileAnActIsOnItsWayStays() throws Exception {
    rig.begun();
    rig.papers.photo("D02", jpeg());
    rig.papers.promised("D04", "容缺承诺单");
    rig.saving.saveNow();
    UUID id = rig.copy().application();
    var disk = new WaitingBackground();
    var slow = new IntakeRig(at, disk);
    slow.model.bring(id, () -> {});
    disk.settle();
    slow.saving.actNow();
    disk.works.removeFirst().run(); // saved: the act is on its way
    slow.model.leave(id, "community", "大慧寺社区");
    disk.settle();
    assertEquals("SUBMITTED", slow.app().text("stage"));
    assertEquals("大慧寺社区", slow.app().text("community"));
    slow.saving.saveNow();
    disk.settle();
    assertEquals("大慧寺社区", rig.stored().orElseThrow().text("community"));
  }

  @Test
  void savingAgainWritesOnlyWhatDiffersWithTheValueSeen() throws Exception {
    rig.begun();
    rig.saving.saveNow();
    rig.model.leave(rig.copy().application(), "phone", "13910000000");
    rig.saving.saveNow();
    var op = at.store().journal().entries().getLast().op();
    assertEquals(1, op.changes().size());
    assertEquals("save", op.kind());
    assertEquals("13910000000", rig.stored().orElseThrow().text("phone"));
    assertEquals(0, rig.drafts());
  }

  @Test
  void aCaseWithProblemsIsParkedAsADraftOnly() throws Exception {
    rig.begun();
    rig.income("102", "一千二");
    rig.saving.park();
    assertEquals("intake.done.draft", rig.model.done.get().key());
    assertEquals(1, rig.drafts());
    assertTrue(rig.stored().isEmpty());
  }

  @Test
  void theWayToAcceptanceNamesEveryHindranceAndEndsAccepted() throws Exception {
    rig.begun();
    rig.saving.actNow();
    assertEquals(
        List.of("work.hindrance.PAPER_MISSING", "work.hindrance.PAPER_MISSING"),
        rig.saving.hindrances.stream().map(Message::key).toList());
    rig.papers.photo("D02", jpeg());
    rig.papers.promised("D04", "容缺承诺单");
    rig.saving.actNow();
    assertEquals("SUBMITTED", rig.app().text("stage"));
    rig.saving.actNow();
    assertEquals(2, rig.saving.hindrances.size());
    rig.papers.declarationSigned();
    rig.papers.n01("北下关受字〔2026〕118号");
    rig.saving.actNow();
    assertNull(rig.copy());
    assertEquals("ACCEPTED", rig.stored().orElseThrow().text("stage"));
    assertEquals(1, at.store().all(RecordType.PAGE).size());
    assertEquals(0, rig.drafts());
  }

  @Test
  void filesThatAreNoWholePictureAreRefusedInWordsAndLoseNothing() throws Exception {
    rig.begun();
    byte[] whole = Files.readAllBytes(jpeg());
    Path cut = Files.write(home.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
    Path pdf =
        Files.write(home.resolve("form.jpg"), "%PDF-1.4 x".getBytes(StandardCharsets.US_ASCII));
    var before = List.copyOf(rig.copy().work());
    rig.papers.photo("D02", cut);
    assertEquals("intake.file.TRUNCATED", rig.papers.fileProblems.get("D02").key());
    rig.papers.photo("D02", pdf);
    assertEquals("intake.file.PDF", rig.papers.fileProblems.get("D02").key());
    rig.papers.photo("D02", home.resolve("gone.jpg"));
    assertEquals("intake.file.UNREADABLE", rig.papers.fileProblems.get("D02").key());
    assertEquals(before, List.copyOf(rig.copy().work()));
    rig.papers.photo("D02", jpeg());
    assertTrue(rig.papers.fileProblems.isEmpty());
    assertEquals(1, rig.papers.papers().getFirst().pages());
  }

  @Test
  void whatWasRecordedByMistakeIsTakenBackUntilItIsSaved() {
    rig.begun();
    rig.papers.seen("D04");
    assertTrue(paper("D04").seen());
    rig.papers.takeBack(cn.ruhu.casefile.record.GateKind.PAPERS_SEEN, "D04");
    assertFalse(paper("D04").seen());
    rig.papers.promised("D04", "单");
    rig.saving.saveNow();
    rig.papers.takeBack(cn.ruhu.casefile.record.GateKind.SHORTFALL_SHEET, "D04");
    assertTrue(paper("D04").promised());
  }

  private PapersViewModel.Paper paper(String slot) {
    return rig.papers.papers().stream()
        .filter(p -> p.slot().equals(slot))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPictureThatNoLongerFitsOnTheDiskIsSaidAndEverythingElseStays() throws Exception {
    var disk = new TightDisk();
    try (var tight =
        TestDesk.on(disk, home.resolve("tight"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK)) {
      var rigHere = new IntakeRig(tight);
      rigHere.begun();
      byte[] whole = Files.readAllBytes(jpeg());
      for (long fits : new long[] {0, 1, whole.length / 2, whole.length - 1}) {
        disk.left = fits;
        var before = List.copyOf(rigHere.copy().work());
        rigHere.papers.photo("D02", jpeg());
        assertEquals("DISK_FULL", rigHere.model.trouble.get());
        assertEquals(before, List.copyOf(rigHere.copy().work()), "with room for " + fits);
      }
      disk.left = Long.MAX_VALUE;
      rigHere.papers.photo("D02", jpeg());
      assertEquals(1, rigHere.papers.papers().getFirst().pages(), "and it goes on");
      assertEquals("13810012345", rigHere.app().text("phone"));
    }
  }

  @Test
  void aFullDiskLosesNothingThatWasKeptAndSaysSo() throws Exception {
    try (var small =
        TestDesk.small(home.resolve("small"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK, 90)) {
      var tight = new IntakeRig(small);
      tight.begun();
      UUID app = tight.copy().application();
      for (int i = 0; i < 400 && tight.model.trouble.get().isEmpty(); i++) {
        tight.model.leave(app, "reason", "家".repeat(2_000) + i);
        tight.saving.saveNow();
      }
      assertEquals("DISK_FULL", tight.model.trouble.get());
      String typed = tight.app().text("reason");
      assertTrue(typed.length() > 2_000);
      assertEquals("13810012345", tight.app().text("phone"));
      IntakeRig again = tight.killed();
      again.cards.lay(IntakeRig.CHEN);
      assertEquals("13810012345", again.app().text("phone"));
    }
  }
}
