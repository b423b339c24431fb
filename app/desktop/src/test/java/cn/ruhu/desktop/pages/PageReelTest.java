package cn.ruhu.desktop.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.ScannedFiles;
import cn.ruhu.wire.FileAddress;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages opened in place, without a window.
class PageReelTest {
  private static final UUID CASE = new UUID(0x0190_0000_0000_7000L, 5);

  @TempDir Path home;
  private TestDesk at;
  private DistrictDouble district;
  private PageShelf shelf;
  private PageReel reel;
  private final List<UUID> seen = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    district = new DistrictDouble(at);
    shelf = new PageShelf(at.desk(), district);
    reel = new PageReel(shelf, Background.inline(), p -> seen.add(p.id()), failures::add);
    district.onChange(reel::changed);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
    assertEquals(List.of(), failures);
  }

  private static CaseRecord page(int n, byte[] bytes, String mime) {
    return CaseRecord.of(
        RecordType.PAGE,
        new UUID(0x0190_0000_0000_7000L, 100 + n),
        TestDesk.STREET,
        CASE,
        Map.of(
            "application",
            CASE.toString(),
            "slot",
            "D06",
            "file",
            FileAddress.of(bytes).text(),
            "mime",
            mime,
            "length",
            Integer.toString(bytes.length)));
  }

  /// A page of another machine whose file is in the district.
  private CaseRecord there(int n, byte[] bytes) throws Exception {
    CaseRecord page = page(n, bytes, "image/jpeg");
    at.receive(List.of(page.text("file")), page);
    return page;
  }

  private CaseRecord here(int n, byte[] bytes, String mime) throws Exception {
    CaseRecord page = page(n, bytes, mime);
    at.receive(page);
    at.store().files().put(bytes, CASE, mime);
    return page;
  }

  private static BufferedImage sheet(String headline) {
    return PageSamples.sheet(headline, 300, 420);
  }

  private PageReel.Now now() {
    return java.util.Objects.requireNonNull(reel.now().get());
  }

  private PageEye.Drawn picture() {
    return assertInstanceOf(PageReel.Shown.Picture.class, now().shown()).drawn();
  }

  private PageStanding.Where where(CaseRecord page) {
    return reel.standing(page).where();
  }

  @Test
  void aPageOfAnotherMachineIsAskedForTellsHowMuchIsHereAndOpensByItself() throws Exception {
    byte[] bytes = PageSamples.jpeg(sheet("A"));
    CaseRecord page = there(1, bytes);
    assertEquals(PageStanding.Where.DISTRICT, where(page));
    reel.open(List.of(page), page);
    assertEquals(List.of(page), district.asked);
    assertEquals(PageStanding.Where.COMING, now().standing().where());
    district.stands(page, PageFiles.How.COMING, 40, 100);
    assertEquals(new PageStanding(PageStanding.Where.COMING, 40, 100), now().standing());
    district.arrives(page, bytes);
    assertEquals(300, picture().pixels().width());
    assertEquals(PageStanding.Where.HERE, now().standing().where());
    assertEquals(List.of(), seen, "decoded is not seen");
    reel.onScreen();
    assertEquals(List.of(page.id()), seen);
  }

  /// Grey of the paper between two lines.
  private int paper() {
    var p = picture().pixels();
    return p.argb()[p.height() * 9 / 10 * p.width() + p.width() / 30] & 255;
  }

  @Test
  void paperIsShownWhiteOnWishAndAsItIsAgain() throws Exception {
    CaseRecord one = here(1, PageSamples.jpeg(sheet("A")), "image/jpeg");
    CaseRecord two = here(2, PageSamples.jpeg(sheet("B")), "image/jpeg");
    reel.open(List.of(one, two), one);
    int before = paper();
    assertTrue(before < 240, "paper is yellowish: " + before);
    reel.whiten();
    assertTrue(paper() > 250, "white: " + paper());
    reel.move(1);
    assertTrue(paper() > 250, "the next one too: " + paper());
    assertEquals(one, at.store().record(one.id()).orElseThrow(), "nothing was changed");
    reel.whiten();
    assertEquals(before, paper(), 6);
    reel.whiten();
    reel.close();
    reel.open(List.of(one, two), one);
    assertEquals(before, paper(), "closed, it is forgotten");
  }

  @Test
  void offlineSaysSoAndThePageComesWithTheConnection() throws Exception {
    CaseRecord page = there(1, PageSamples.jpeg(sheet("A")));
    district.line(false);
    assertEquals(PageStanding.Where.OFFLINE, where(page));
    reel.open(List.of(page), page);
    assertEquals(PageStanding.Where.OFFLINE, now().standing().where());
    reel.onScreen();
    assertEquals(List.of(), seen, "words are no picture");
    district.stands(page, PageFiles.How.COMING, 1, 2);
    assertEquals(PageStanding.Where.COMING, now().standing().where());
  }

  @Test
  void aLineThatIsNotTheDistrictAndADiskThatFailedAreSaidSo() throws Exception {
    CaseRecord page = there(1, PageSamples.jpeg(sheet("A")));
    district.line(PageFiles.Line.UNTRUSTED);
    assertEquals(PageStanding.Where.UNTRUSTED, where(page));
    reel.open(List.of(page), page);
    assertEquals(PageStanding.Where.UNTRUSTED, now().standing().where());
    district.stands(page, PageFiles.How.DISK, 0, 0);
    assertEquals(PageStanding.Where.DISK, now().standing().where());
    district.stands(page, PageFiles.How.NO_ROOM, 0, 0);
    assertEquals(PageStanding.Where.NO_ROOM, now().standing().where());
  }

  @Test
  void nobodyWaitsForAPageThatWasLeftOrClosed() throws Exception {
    CaseRecord one = there(1, PageSamples.jpeg(sheet("A")));
    CaseRecord two = there(2, PageSamples.jpeg(sheet("B")));
    reel.open(List.of(one, two), one);
    district.stands(one, PageFiles.How.BUSY, 0, 0);
    reel.again();
    assertEquals(List.of(), district.left, "who asks once more still waits");
    reel.move(1);
    assertEquals(List.of(one), district.left);
    reel.close();
    assertEquals(List.of(one, two), district.left);
    reel.close();
    assertEquals(List.of(one, two), district.left);
  }

  @Test
  void aPageItsMachineHasNotSentIsSaidSoAndAskedForWhenItArrivesThere() throws Exception {
    byte[] bytes = PageSamples.jpeg(sheet("A"));
    CaseRecord page = page(1, bytes, "image/jpeg");
    at.receive(page);
    reel.open(List.of(page), page);
    district.stands(page, PageFiles.How.ABSENT, 0, 0);
    assertEquals(PageStanding.Where.NOT_YET, now().standing().where());
    at.receive(List.of(page.text("file")));
    reel.changed();
    assertEquals(2, district.asked.size(), "it is in the district now");
    district.stands(page, PageFiles.How.ABSENT, 0, 0);
    assertEquals(PageStanding.Where.WITHHELD, now().standing().where());
    assertEquals(2, district.asked.size(), "a refusal is not asked for again and again");
    reel.again();
    assertEquals(3, district.asked.size());
  }

  @Test
  void aDamagedPageAndAFullDiskAreSaidSo() throws Exception {
    CaseRecord page = there(1, PageSamples.jpeg(sheet("A")));
    reel.open(List.of(page), page);
    district.stands(page, PageFiles.How.DAMAGED, 0, 0);
    assertEquals(PageStanding.Where.DAMAGED, now().standing().where());
    district.stands(page, PageFiles.How.NO_ROOM, 0, 0);
    assertEquals(PageStanding.Where.NO_ROOM, now().standing().where());
    district.stands(page, PageFiles.How.SIGN_IN, 0, 0);
    assertEquals(PageStanding.Where.SIGN_IN, now().standing().where());
  }

  @Test
  void sheetsOfAFileAreLeafedThroughBeforeTheNextPage() throws Exception {
    byte[] pdf = ScannedFiles.pdf(List.of(sheet("1"), sheet("2"), sheet("3")));
    byte[] tiff = ScannedFiles.tiff(List.of(sheet("4"), sheet("5")), "LZW");
    CaseRecord first = here(1, pdf, "application/pdf");
    CaseRecord second = here(2, tiff, "image/tiff");
    reel.open(List.of(first, second), first);
    assertEquals(3, now().sheets());
    assertTrue(reel.hasNextSheet());
    assertFalse(reel.leads(-1));
    reel.move(1);
    reel.move(1);
    assertEquals(2, picture().sheet());
    reel.move(1);
    assertEquals(second, now().page());
    assertEquals(2, now().sheets());
    reel.move(1);
    assertFalse(reel.leads(1));
    reel.move(1);
    assertEquals(1, now().sheet(), "the end is the end");
    reel.move(-1);
    reel.move(-1);
    assertEquals(first, now().page());
    assertEquals(2, now().sheet(), "backwards from the last sheet");
    reel.to(second);
    assertEquals(0, now().sheet());
  }

  @Test
  void aRecordOfOneSheetShowsThatSheetUpright() throws Exception {
    var landscape = new BufferedImage(420, 300, BufferedImage.TYPE_INT_RGB);
    var g = landscape.createGraphics();
    // lying a quarter clockwise: its top is at the right
    g.translate(420, 0);
    g.rotate(Math.PI / 2);
    g.drawImage(sheet("2"), 0, 0, null);
    g.dispose();
    byte[] tiff = ScannedFiles.tiff(List.of(sheet("1"), landscape), "LZW");
    CaseRecord whole = here(1, tiff, "image/tiff");
    CaseRecord one = whole.with("sheet", "1").with("turns", "1").with("skew", "0");
    reel.open(List.of(one), one);
    assertEquals(1, now().sheets());
    assertFalse(reel.leads(1));
    PageEye.Drawn up = picture();
    assertEquals(300, up.pixels().width());
    assertEquals(420, up.pixels().height());
    assertTrue(
        (up.pixels().argb()[5 * 300 + 150] & 0xFF)
            > (up.pixels().argb()[5 * 300 + 150] >> 16 & 0xFF),
        "blue");
    CaseRecord beyond = whole.with("sheet", "7");
    reel.open(List.of(beyond), beyond);
    assertEquals(new PageReel.Shown.Unreadable(PageFile.Reason.SPOILED), now().shown());
  }

  @Test
  void whatIsNoPictureIsSaidSoAndNeverCountsAsSeen() throws Exception {
    CaseRecord page = here(1, "<answers/>".getBytes(), "application/xml");
    reel.open(List.of(page), page);
    assertEquals(new PageReel.Shown.Unreadable(PageFile.Reason.NOT_A_PAGE), now().shown());
    reel.onScreen();
    assertEquals(List.of(), seen);
  }

  @Test
  void aLargePhotoIsShownNoLargerThanAScreenCanUse() throws Exception {
    byte[] bytes = PageSamples.jpeg(PageSamples.sheet("A", 5200, 7000));
    CaseRecord page = here(1, bytes, "image/jpeg");
    reel.open(List.of(page), page);
    assertEquals(PageEye.SIDE_MAX, picture().pixels().height());
  }

  @Test
  void pagesOfAnOpenCaseComeQuietlyWithinTheirBounds() throws Exception {
    CaseRecord here = here(1, PageSamples.jpeg(sheet("1")), "image/jpeg");
    CaseRecord small = there(2, PageSamples.jpeg(sheet("2")));
    CaseRecord large = there(3, new byte[] {3}).with("length", Long.toString(5L << 20));
    CaseRecord unsent = page(4, new byte[] {4}, "image/jpeg");
    var all = new ArrayList<>(List.of(here, small, large, unsent));
    for (int n = 10; n < 20; n++)
      all.add(there(n, new byte[] {(byte) n}).with("length", Long.toString(4L << 20)));
    shelf.quietly(all);
    assertEquals(small, district.quietly.getFirst());
    assertEquals(1 + 5, district.quietly.size(), "24 MiB together");
    assertFalse(district.quietly.contains(large));
    assertEquals(List.of(), district.asked);
  }
}
