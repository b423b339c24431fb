package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Originals.Place;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.wire.FileAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotGuideTest {
  private static final UUID SON = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_1017L);

  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanTray tray;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    Stack.families(desk);
    sit();
  }

  private void sit() {
    scanner = new HandSource(desk.clock());
    tray = new ScanTray(desk.desk());
    model =
        new ScanningViewModel(desk.desk(), tray, Background.inline(), scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private CaseFile chen() {
    return desk.desk().caseFile(Stack.CHEN);
  }

  private String lit() {
    Place p = model.guide.lit.get();
    return p == null ? "" : p.slot() + " " + p.owner().map(o -> Sorting.name(chen(), o)).orElse("");
  }

  private List<String> placed() {
    return model.rows.stream()
        .map(r ->
            r.place()
                .map(
                    s -> s.docType() + " " + s.owner().map(o -> Sorting.name(chen(), o)).orElse(""))
                .orElse("-"))
        .toList();
  }

  @Test
  void theNextMissingPlaceIsLitAndOneKeyFillsIt() {
    for (int i = 1; i <= 4; i++) scanner.give(Stack.jpeg("", i));
    model.hold(model.rows.getFirst());
    model.guide.begin(Stack.CHEN);
    assertEquals("D03 陈建国", lit(), "the card of the first grown member");
    model.guide.place();
    assertEquals("D03 欧阳秀兰", lit());
    assertEquals(2, Objects.requireNonNull(model.selected.get()).number(), "the next is in hand");
    model.guide.place();
    assertEquals("D04 ", lit(), "the children have no card yet: the booklet's first page");
    model.guide.place();
    model.guide.whose(3);
    assertEquals(List.of("D03 陈建国", "D03 欧阳秀兰", "D04 ", "D04 陈思远"), placed());
    assertEquals("D04 陈建国", lit(), "whose page came early is not asked for again");
    model.file();
    assertEquals(4, chen().pages().size());
    assertEquals(
        List.of("", SON.toString()),
        chen().pages().stream()
            .filter(p -> p.text("slot").equals("D04"))
            .map(p -> p.text("member"))
            .toList());
    assertEquals("D04 陈建国", lit(), "what is filed is there");
  }

  @Test
  void aPaperThatWasNotBroughtIsSkippedAndStaysMissing() {
    scanner.give(Stack.jpeg("", 1));
    model.guide.begin(Stack.CHEN);
    model.guide.step(1);
    assertEquals("D03 欧阳秀兰", lit());
    model.guide.place();
    assertEquals(List.of("D03 欧阳秀兰"), placed());
    assertEquals("D03 陈建国", lit());
    model.guide.step(-1);
    assertEquals("D06 陈建国", lit(), "round the end: his wages were declared");
  }

  @Test
  void aCardThatWasReadStandsForItsPicture() throws Exception {
    UUID person = chen().applicant().orElseThrow().id();
    desk.receive(
        CaseRecord.of(
            RecordType.CARD_READING,
            desk.desk().newId(),
            TestDesk.STREET,
            Stack.CHEN,
            Map.of(
                "person", person.toString(), "cardType", "ID", "readAt", "2026-11-20T01:00:00Z")));
    model.guide.begin(Stack.CHEN);
    assertEquals("D03 欧阳秀兰", lit());
  }

  @Test
  void theStampIsSomebodysWordAndTheOriginalStaysAsItCame() throws Exception {
    byte[] came = Stack.jpeg("", 1);
    scanner.give(came);
    model.guide.begin(Stack.CHEN);
    model.guide.stamp();
    assertTrue(model.rows.getFirst().page().make().stamped());
    model.guide.stamp();
    assertFalse(model.rows.getFirst().page().make().stamped(), "said by mistake");
    model.guide.stamp();
    model.guide.place();
    model.file();
    CaseRecord page = chen().pages().getFirst();
    assertEquals(TestDesk.CLERK.toString(), page.text("checkedBy"));
    assertEquals("2026-11-23T01:30:00Z", page.text("checkedAt"));
    assertArrayEquals(came, desk.store().files().bytes(page.text("file")));
    assertEquals(List.of(), Schema.check(page, desk.desk().today()));
  }

  @Test
  void anOpenBookletBecomesTwoPagesOfOneOriginal() throws Exception {
    byte[] came = Stack.spread(1);
    scanner.give(came);
    model.guide.begin(Stack.CHEN);
    model.guide.step(2);
    model.guide.split();
    assertEquals(2, model.rows.size());
    model.guide.split();
    assertEquals(2, model.rows.size(), "a half is no spread");
    model.guide.whose(0);
    model.guide.place();
    assertEquals(List.of("D04 ", "D03 陈建国"), placed());
    model.file();
    List<CaseRecord> pages = chen().pages();
    assertEquals(1, pages.stream().map(p -> p.text("file")).distinct().count());
    assertEquals(
        List.of("0,0 5000,0 5000,10000 0,10000", "5000,0 10000,0 10000,10000 5000,10000"),
        pages.stream().map(p -> p.text("corners")).toList());
    assertEquals(List.of("", ""), pages.stream().map(p -> p.text("sheet")).toList());
    assertArrayEquals(came, desk.store().files().bytes(pages.getFirst().text("file")));
  }

  @Test
  void everyActIsTakenBackOneByOne() {
    scanner.give(Stack.spread(1));
    scanner.give(Stack.jpeg("", 2));
    model.guide.begin(Stack.CHEN);
    model.guide.split();
    model.guide.stamp();
    model.guide.place();
    model.shaping.corners(
        model.rows.get(2), 1, Corners.parse("500,0 10000,0 10000,9000 500,9000").orElseThrow());
    assertEquals(1, model.rows.get(2).page().recipe().turns());
    model.guide.undo();
    assertEquals("", model.rows.get(2).page().make().corners());
    assertEquals(0, model.rows.get(2).page().recipe().turns());
    model.guide.undo();
    assertEquals(List.of("-", "-", "-"), placed());
    assertTrue(model.rows.getFirst().page().make().stamped(), "only the place was taken back");
    model.guide.undo();
    assertFalse(model.rows.getFirst().page().make().stamped());
    model.guide.undo();
    assertEquals(2, model.rows.size(), "the spread is whole again");
    assertFalse(model.guide.canUndo());
  }

  @Test
  void whatWasFiledMeanwhileStaysFiled() {
    scanner.give(Stack.spread(1));
    model.guide.begin(Stack.CHEN);
    model.guide.split();
    model.guide.place();
    model.guide.place();
    model.file();
    for (int i = 0; i < 3; i++) model.guide.undo();
    assertEquals(2, chen().pages().size());
    assertEquals(
        List.of(TrayRow.State.FILED, TrayRow.State.FILED),
        model.rows.stream().map(TrayRow::state).toList());
  }

  @Test
  void aShotOfTheCameraGoesWhereTheLightStands() throws Exception {
    model.guide.begin(Stack.CHEN);
    shoot(1);
    shoot(2);
    assertEquals(List.of("D03 陈建国", "D03 欧阳秀兰"), placed());
    assertEquals(2, Objects.requireNonNull(model.selected.get()).number(), "in hand for its stamp");
    model.guide.stamp();
    assertTrue(model.rows.get(1).page().make().stamped());
    model.guide.undo();
    model.guide.undo();
    assertEquals(List.of("D03 陈建国", "-"), placed(), "and is not put there again by itself");
  }

  private void shoot(int seed) throws Exception {
    byte[] bytes = Stack.jpeg("", seed);
    Instant now = desk.clock().instant();
    tray.took(
        new ScannedFile(Path.of("c.jpg"), bytes, FileAddress.of(bytes).hex(), now, now, true),
        "CAMERA");
    model.refresh();
  }

  @Test
  void afterAPowerCutTheSheetsLieWhereTheyWerePutAndTheLightStandsAfterThem() throws Exception {
    for (int i = 1; i <= 3; i++) scanner.give(Stack.jpeg("", i));
    model.hold(model.rows.getFirst());
    model.guide.begin(Stack.CHEN);
    model.guide.stamp();
    model.guide.place();
    model.guide.split();
    desk.restart();
    sit();
    assertEquals(Optional.of(Stack.CHEN), model.guide.likely());
    model.guide.begin(Stack.CHEN);
    assertEquals(List.of("D03 陈建国", "-", "-", "-"), placed());
    assertTrue(model.rows.getFirst().page().make().stamped());
    assertEquals("D03 欧阳秀兰", lit());
  }

  @Test
  void aBatchKeptByAnEarlierVersionOpens() throws Exception {
    var page =
        new ScanPage(
            desk.desk().newId(),
            "f",
            "image/jpeg",
            1,
            0,
            0,
            "FILE",
            ScanLook.NONE,
            ScanChoice.NONE,
            ScanMake.NONE);
    var batch = new ScanBatch(desk.desk().newId(), 1).with(List.of(page));
    String json =
        new String(batch.toBytes(), StandardCharsets.UTF_8).replaceAll(",\"make\":\\{[^}]*}", "");
    assertFalse(json.contains("make"));
    ScanBatch read = ScanBatch.read(json.getBytes(StandardCharsets.UTF_8));
    assertEquals(ScanMake.NONE, read.pages().getFirst().make());
  }

  @Test
  void nothingIsLitWhereNothingIsMissing() {
    assertNull(model.guide.lit.get());
    model.guide.place();
    model.guide.whose(1);
    model.guide.step(1);
    assertNull(model.guide.lit.get());
  }
}
