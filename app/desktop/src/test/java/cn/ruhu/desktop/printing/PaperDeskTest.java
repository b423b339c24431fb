package cn.ruhu.desktop.printing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.printing.PaperDesk.Way;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.Papers;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperDeskTest {
  private static final Papers PAPERS = new Papers(Fonts.load());
  private static final UUID CASE = PrintedCase.CASE;
  private static final String LATER = "（出具时编号）";

  @TempDir Path home;
  private TestDesk at;
  private PaperDesk papers;

  @BeforeEach
  void sit() throws Exception {
    at = TestDesk.clerk(home);
    at.receive(PrintedCase.all());
    papers = papers();
  }

  @AfterEach
  void leave() throws Exception {
    at.close();
  }

  private PaperDesk papers() {
    return new PaperDesk(at.desk(), () -> PAPERS, LATER);
  }

  private PaperDesk.Issued issue(PaperWish wish) throws Exception {
    var out = papers.issue(CASE, wish, Way.PRINTED, Optional.empty(), "");
    return assertInstanceOf(PaperDesk.Outcome.Out.class, out, out.toString()).issued();
  }

  private static String words(byte[] pdf) throws Exception {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }

  private PaperWish approval() {
    return letter("DB");
  }

  private PaperWish letter(String scheme) {
    return Letter.of(at.desk().caseFile(CASE)).stream()
        .filter(l -> l.scheme().equals(scheme))
        .findFirst()
        .map(PaperWish::letter)
        .orElseThrow();
  }

  private PaperWish acceptance() {
    return PaperWish.acceptance(LocalDate.of(2027, 1, 8));
  }

  @Test
  void lookingDrawsNoNumberAndIssuingRegistersTheExactBytes() throws Exception {
    for (int i = 0; i < 3; i++) {
      var fresh = assertInstanceOf(Sheet.Fresh.class, papers.look(CASE, acceptance()));
      assertTrue(words(fresh.bytes()).contains(LATER));
    }
    PaperDesk.Issued issued = issue(acceptance());
    assertEquals("海北下关受〔2026〕001-0001号", issued.document().text("documentNumber"));
    assertTrue(words(issued.bytes()).contains("海北下关受〔2026〕001-0001号"));

    at.restart();
    papers = papers();
    var kept = assertInstanceOf(Sheet.Kept.class, papers.look(CASE, acceptance()));
    assertArrayEquals(issued.bytes(), kept.bytes());
    assertEquals(1, kept.copies());
    assertEquals(List.of(), Schema.check(kept.document(), at.desk().today()));
    assertEquals(
        List.of("海北下关受〔2026〕001-0001号"),
        at.desk().caseFile(CASE).gateFacts(GateKind.N01_ISSUED).stream()
            .map(f -> f.text("value"))
            .toList(),
        "the paper that went out is the fact the gate asks for");
  }

  @Test
  void aSlipOfALeadIsNumberedAndRegisteredInTheLeadsOwnFile() throws Exception {
    UUID lead = PrintedCase.id(90);
    CaseRecord slip =
        CaseRecord.of(
            RecordType.REFERRAL,
            PrintedCase.id(91),
            TestDesk.STREET,
            lead,
            Map.of(
                "lead", lead.toString(),
                "kind", "REFER",
                "department", "02",
                "facts", "门诊待遇停发",
                "due", "2026-11-30",
                "state", "SENT"));
    at.receive(
        CaseRecord.of(
            RecordType.LEAD,
            lead,
            TestDesk.STREET,
            lead,
            Map.of(
                "street", TestDesk.STREET,
                "number", "海北下关线〔2026〕001-0001号",
                "personName", "赵某某",
                "reporter", "邻居钱某")),
        slip);
    PaperWish wish = PaperWish.referral(slip);
    assertInstanceOf(Sheet.Fresh.class, papers.look(lead, wish));
    var out = papers.issue(lead, wish, Way.PRINTED, Optional.empty(), "");
    var issued = assertInstanceOf(PaperDesk.Outcome.Out.class, out, out.toString()).issued();
    assertEquals("海北下关转〔2026〕001-0001号", issued.document().text("documentNumber"));
    assertEquals(lead, issued.document().caseId());
    assertEquals(List.of(), Schema.check(issued.document(), at.desk().today()));
    String words = words(issued.bytes());
    assertTrue(words.contains("赵某某") && words.contains("海北下关转〔2026〕001-0001号"), words);
    assertFalse(words.contains("钱某"), "who told stands on no print");
    var kept = assertInstanceOf(Sheet.Kept.class, papers.look(lead, wish));
    assertArrayEquals(issued.bytes(), kept.bytes());
  }

  @Test
  void aCopyIsTheSamePaperWithTheNextCopyNumberOnAnotherDayToo() throws Exception {
    PaperDesk.Issued first = issue(acceptance());
    at.pass(Duration.ofDays(3));
    var kept =
        assertInstanceOf(
            Sheet.Kept.class,
            papers.look(CASE, PaperWish.acceptance(LocalDate.of(2027, 1, 13))),
            "another day, the same notice");
    PaperDesk.Issued second = papers.copy(CASE, kept, Way.SAVED);
    assertArrayEquals(first.bytes(), second.bytes());
    assertEquals("2", second.document().text("copy"));
    assertEquals("SAVED", second.document().text("way"));
    assertEquals(first.document().text("file"), second.document().text("file"));
    assertEquals(first.document().id().toString(), second.document().text("copyOf"));
    var again = assertInstanceOf(Sheet.Kept.class, papers.look(CASE, acceptance()));
    assertEquals(2, again.copies());
    assertEquals(1, at.desk().caseFile(CASE).gateFacts(GateKind.N01_ISSUED).size());
  }

  @Test
  void aPaperWhoseCaseChangedSaysSoAndIsReplacedByOneWithItsOwnNumber() throws Exception {
    PaperDesk.Issued first = issue(acceptance());
    CaseRecord person = at.store().record(PrintedCase.id(12)).orElseThrow();
    at.desk().edit(person, person.with("name", "欧阳秀岚"));
    var kept = assertInstanceOf(Sheet.Kept.class, papers.look(CASE, acceptance()));
    assertTrue(kept.changed());
    assertArrayEquals(first.bytes(), kept.bytes(), "what went out stays as it was");
    var out = papers.issue(CASE, acceptance(), Way.PRINTED, Optional.of(kept.document()), "姓名有误");
    var second = assertInstanceOf(PaperDesk.Outcome.Out.class, out).issued();
    assertEquals("海北下关受〔2026〕001-0002号", second.document().text("documentNumber"));
    assertEquals(first.document().id().toString(), second.document().text("voids"));
    assertTrue(words(second.bytes()).contains("欧阳秀岚"));
    var now = assertInstanceOf(Sheet.Kept.class, papers.look(CASE, acceptance()));
    assertEquals(second.document().id(), now.document().id());
    assertEquals(2, at.desk().caseFile(CASE).documents().size(), "the register forgets nothing");
  }

  @Test
  void lettersTakeTheNumberOfTheirDecisionElseOneOfTheirOfficeAndReceiptsTheLetters()
      throws Exception {
    PaperDesk.Issued letter = issue(approval());
    assertEquals("海北下关准〔2026〕001-0001号", letter.document().text("documentNumber"));
    CaseRecord fact =
        at.desk().caseFile(CASE).gateFacts(GateKind.LETTER_ISSUED).stream()
            .findFirst()
            .orElseThrow();
    assertEquals("N05", fact.text("subject"));
    assertEquals(letter.document().text("documentNumber"), fact.text("value"));
    PaperDesk.Issued receipt = issue(PaperWish.delivery(letter.document()));
    assertTrue(words(receipt.bytes()).contains("海北下关准〔2026〕001-0001号"));

    CaseRecord own =
        PrintedCase.refusal()
            .with("documentNumber", "海民否〔2026〕017-0003号")
            .with("level", "DISTRICT");
    at.receive(own);
    PaperDesk.Issued refusal = issue(letter(own.text("scheme")));
    assertEquals("海民否〔2026〕017-0003号", refusal.document().text("documentNumber"));
    assertTrue(words(refusal.bytes()).contains("北京市海淀区民政局（盖章）"));
    assertTrue(words(refusal.bytes()).contains("《社会救助暂行办法》第十一条第三项"));
  }

  @Test
  void aLetterEnteredByHandIsPrintedUnderItsNumberAndIsNoSecondFact() throws Exception {
    CaseRecord app = at.store().record(CASE).orElseThrow();
    CaseRecord hand =
        CaseRecord.of(
            cn.ruhu.casefile.record.RecordType.GATE_FACT,
            at.desk().newId(),
            app.scope(),
            CASE,
            java.util.Map.of(
                "application", CASE.toString(),
                "kind", GateKind.LETTER_ISSUED.name(),
                "subject", "N05",
                "reason", approval().scheme(),
                "value", "北下关准〔2026〕手写7号",
                "by", at.desk().actor().staff().toString(),
                "at", at.desk().now().toString()));
    at.desk().save("save", "", true, List.of(cn.ruhu.casefile.record.RecordChange.create(hand)));
    PaperDesk.Issued letter = issue(approval());
    assertEquals("北下关准〔2026〕手写7号", letter.document().text("documentNumber"));
    var kept = assertInstanceOf(Sheet.Kept.class, papers.look(CASE, approval()));
    papers.copy(CASE, kept, Way.PRINTED);
    assertEquals(1, at.desk().caseFile(CASE).gateFacts(GateKind.LETTER_ISSUED).size());
  }

  @Test
  void theCorrectionNoticeProvesItsListAndItsDay() throws Exception {
    issue(PaperWish.missing(List.of("D04", "D08"), LocalDate.of(2026, 12, 4)));
    CaseRecord fact =
        at.desk().caseFile(CASE).gateFacts(GateKind.N02_ISSUED).stream().findFirst().orElseThrow();
    assertEquals("2026-12-04", fact.text("value"));
    assertEquals("户口簿、诊断证明", fact.text("reason"));
    var other = papers.look(CASE, PaperWish.missing(List.of("D06"), LocalDate.of(2026, 12, 4)));
    assertInstanceOf(Sheet.Fresh.class, other, "another list is another notice");
  }

  @Test
  void anotherMachineMakesTheSameBytesAgainOrSaysWhereTheyAre() throws Exception {
    PaperDesk.Issued issued = issue(acceptance());
    try (TestDesk there =
        TestDesk.open(
            home.resolve("other"),
            TestDesk.REVIEWER,
            "何志强",
            cn.ruhu.casefile.process.Role.STREET_REVIEWER)) {
      there.receive(PrintedCase.all());
      there.receive(issued.document());
      var others = new PaperDesk(there.desk(), () -> PAPERS, LATER);
      var kept = assertInstanceOf(Sheet.Kept.class, others.look(CASE, acceptance()));
      assertArrayEquals(issued.bytes(), kept.bytes());
      CaseRecord person = there.store().record(PrintedCase.id(11)).orElseThrow();
      there.receive(person.with("name", "陈建邦"));
      assertInstanceOf(Sheet.Elsewhere.class, others.look(CASE, acceptance()));
    }
  }

  @Test
  void whatCannotBeMadeDrawsNoNumberAndSaysWhy() throws Exception {
    at.receive(PrintedCase.application().with("community", ""));
    var notice = PaperWish.notice("DB", MaskProfile.BOARD_MASKED);
    assertEquals(new Sheet.Refused("FIELD_MISSING", "community"), papers.look(CASE, notice));
    var out = papers.issue(CASE, notice, Way.PRINTED, Optional.empty(), "");
    assertInstanceOf(PaperDesk.Outcome.Refused.class, out);
    at.receive(PrintedCase.application().with("acceptDate", "2009-03-05"));
    assertEquals(
        new Sheet.Refused("STANDARD_UNKNOWN", "DIBAO 2009-03"), papers.look(CASE, approval()));
    assertEquals(
        new Sheet.Refused("SLOTS_MISSING", ""), papers.look(CASE, PaperWish.receipt(List.of())));
    assertEquals(List.of(), at.desk().caseFile(CASE).documents());
    assertEquals(1, at.store().nextDocumentNumber("海北下关示", 2026).sequence());
  }

  @Test
  void withoutThePageKeyNothingIsPrinted() throws Exception {
    try (TestDesk bare = TestDesk.clerk(home.resolve("bare"))) {
      bare.receive(PrintedCase.family().toArray(new CaseRecord[0]));
      var desk = new PaperDesk(bare.desk(), () -> PAPERS, LATER);
      assertEquals(new Sheet.Refused("PAGE_KEY_MISSING", ""), desk.look(CASE, PaperWish.form()));
    }
  }

  @Test
  void everyPrintedPageComesBackByItsCode() throws Exception {
    var reader = new PageReader(CodeCheck.of(at.desk().pageKeys()), System::nanoTime);
    var found = new ArrayList<PageCode>();
    for (PaperWish wish : List.of(PaperWish.form(), PaperWish.cover("D06"), approval())) {
      byte[] pdf = issue(wish).bytes();
      try (var document = Loader.loadPDF(pdf)) {
        for (int i = 0; i < document.getNumberOfPages(); i++) {
          var bytes = new ByteArrayOutputStream();
          ImageIO.write(new PDFRenderer(document).renderImageWithDPI(i, 150), "png", bytes);
          try (var opened = (PageFile.Pages) PageFile.open(bytes.toByteArray())) {
            var read = reader.read((PageImage) opened.page(0));
            var codes =
                read.ours().stream()
                    .map(c -> PageCode.read(c.text(), at.desk().pageKeys()))
                    .toList();
            found.add(assertInstanceOf(PageCode.Valid.class, codes.getFirst()).code());
            assertEquals(0, read.quarterTurns());
          }
        }
      }
    }
    PageCode form = PageCode.page(CASE, "D02", Paper.EDITION, 1, 4);
    assertEquals(
        List.of(
            form,
            PageCode.page(CASE, "D02", Paper.EDITION, 2, 4),
            PageCode.page(CASE, "D02", Paper.EDITION, 3, 4).by(PrintedCase.HUSBAND),
            PageCode.page(CASE, "D02", Paper.EDITION, 4, 4).by(PrintedCase.WIFE),
            PageCode.cover(CASE, "D06", Paper.EDITION),
            PageCode.page(CASE, "D23", Paper.EDITION, 1, 1)),
        found);
  }
}
