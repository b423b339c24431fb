package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

final class PapersTest {
  static final Papers PAPERS = new Papers(Fonts.load());
  static final UUID CASE = id(1);

  private static UUID id(int n) {
    return new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + n);
  }

  static CaseRecord make(RecordType type, int id, Map<String, String> fields) {
    return CaseRecord.of(type, id(id), "110108007", CASE, fields);
  }

  static List<CaseRecord> family(String name, String accepted) {
    var all = new ArrayList<CaseRecord>();
    all.add(
        make(
            RecordType.APPLICATION,
            1,
            Map.of(
                "number",
                "110108072022001000425",
                "street",
                "110108007",
                "community",
                "某社区",
                "applicant",
                id(11).toString(),
                "schemes",
                "DB,DS",
                "applyDate",
                "2022-03-01",
                "acceptDate",
                accepted,
                "reason",
                "户主患病，家庭收入减少。",
                "phone",
                "13800000000",
                "residenceAddress",
                "北京市海淀区某路1号")));
    String[] names = {name, "李小红", "王一", "王二"};
    String[] born = {"1975-02-03", "1978-05-06", "2012-01-01", "2015-01-01"};
    for (int i = 0; i < 4; i++) {
      all.add(
          make(
              RecordType.PERSON,
              11 + i,
              Map.of(
                  "name",
                  names[i],
                  "birthDate",
                  born[i],
                  "idNumber",
                  "11019919750203" + (1000 + i),
                  "sex",
                  i % 2 == 0 ? "1" : "2")));
      all.add(
          make(
              RecordType.MEMBER,
              21 + i,
              Map.of(
                  "person",
                  id(11 + i).toString(),
                  "relation",
                  List.of("01", "10", "20", "20").get(i),
                  "order",
                  "" + i)));
    }
    all.addAll(findings());
    return all;
  }

  /// What was declared, found and decided.
  private static List<CaseRecord> findings() {
    var all = new ArrayList<CaseRecord>();
    all.add(
        make(
            RecordType.ITEM,
            31,
            Map.of(
                "kind",
                "INCOME",
                "code",
                "101",
                "member",
                id(21).toString(),
                "basis",
                "MONTHLY",
                "declared",
                "210000")));
    all.add(
        make(
            RecordType.OPINION,
            41,
            Map.of(
                "scheme",
                "DB",
                "positive",
                "true",
                "monthlyFen",
                "336000",
                "reasonText",
                "符合条件。",
                "at",
                "2022-04-01T01:00:00Z")));
    all.add(
        make(
            RecordType.DECISION,
            42,
            Map.of(
                "scheme",
                "DB",
                "outcome",
                "APPROVED",
                "monthlyFen",
                "336000",
                "startMonth",
                "2022-05",
                "reasonText",
                "符合条件。",
                "at",
                "2022-04-20T01:00:00Z")));
    all.add(
        make(
            RecordType.DECISION,
            43,
            Map.of(
                "scheme",
                "DS",
                "outcome",
                "REJECTED",
                "reasonCode",
                "R12",
                "reasonText",
                "已批准低保。",
                "at",
                "2022-04-20T01:00:00Z")));
    all.add(slip());
    all.add(aid());
    return all;
  }

  /// What was handed on of it.
  private static CaseRecord slip() {
    return make(
        RecordType.REFERRAL,
        44,
        Map.of(
            "kind", "REFER",
            "department", "02",
            "personName", "王建国",
            "personPhone", "13800000000",
            "facts", "长期透析，门诊待遇停发两周，本人无力垫付。",
            "needs", "2,3",
            "due", "2022-04-28"));
  }

  static CaseRecord aid() {
    return make(
        RecordType.URGENT_AID,
        45,
        Map.ofEntries(
            Map.entry("street", "110108007"),
            Map.entry("nameUnknown", "true"),
            Map.entry("personNote", "男，约60岁，灰色棉衣，说不清姓名"),
            Map.entry("address", "北下关街道某桥下"),
            Map.entry("cause", "NO_SHELTER"),
            Map.entry("facts", "夜间巡查发现，露宿多日，发热，随身无任何证件。"),
            Map.entry("proposedFen", "150000"),
            Map.entry("proposedKind", "SHELTER"),
            Map.entry("registeredAt", "2022-04-20T13:10:00Z"),
            Map.entry("state", "SIGNED"),
            Map.entry("approved", "true"),
            Map.entry("approvedFen", "120050"),
            Map.entry("ceilingFen", "300000"),
            Map.entry("approvedAt", "2022-04-20T14:00:00Z")));
  }

  /// Another account, told at the window.
  static CaseRecord reported() {
    return make(
        RecordType.CHANGE_REPORT,
        47,
        Map.of(
            "number", "海北下关变〔2022〕001-0007号",
            "kind", "INCOME",
            "reporter", "李小红",
            "state", "TOLD",
            "reportedAt", "2022-04-21T01:00:00Z"));
  }

  /// What was granted is given up.
  static CaseRecord stopped() {
    return make(
        RecordType.DECISION,
        46,
        Map.of(
            "scheme", "DB",
            "outcome", "TERMINATED",
            "reasonCode", "S05",
            "reasonText", "户主书面提出不再享受，已核对本人意愿",
            "startMonth", "2022-07",
            "documentNumber", "海北下关调〔2022〕001-0003号",
            "at", "2022-06-20T01:00:00Z"));
  }

  static PaperFacts facts(Paper kind) {
    var date = LocalDate.of(2022, 4, 21);
    var office =
        new Office(
            "北京市海淀区某街道办事处",
            "北京市海淀区",
            "某路2号",
            "010-00000000",
            "010-00000001",
            "北京市海淀区人民政府",
            "北京市海淀区人民法院");
    var slots = kind == Paper.COVER ? List.of("D06") : List.of("D03", "D04", "D06");
    var subject =
        new PaperFacts.Subject(
            kind == Paper.N06 ? "DS" : "DB",
            slots,
            date.plusDays(10),
            switch (kind) {
              case N10 -> id(44).toString();
              case N07 -> id(46).toString();
              case CHANGE -> id(47).toString();
              case N11 -> "批准（确认）通知书";
              case N08 -> "3";
              default -> "";
            },
            MaskProfile.BOARD_MASKED);
    return new PaperFacts(
        date,
        office,
        "海某〔2022〕001-0012号",
        "赵经办",
        new PageKey(1, new byte[32]),
        Standards.builtIn(),
        subject);
  }

  /// The family with what a paper is about.
  private static List<CaseRecord> needed(Paper kind, String name) {
    var all = new ArrayList<>(family(name, "2022-03-05"));
    if (kind == Paper.N03)
      all.replaceAll(r ->
          r.id().equals(id(31))
              ? r.with("registry", "236000").with("registryNote", "税务 2022-02-28")
              : r);
    if (kind == Paper.N12)
      all.add(
          make(
              RecordType.RELATIVE,
              51,
              Map.of(
                  "member", id(22).toString(),
                  "name", "李大红",
                  "relation", "90",
                  "unit", "某街道办事处",
                  "post", "社会救助科科员")));
    if (kind == Paper.N07) all.add(stopped());
    if (kind == Paper.CHANGE) all.add(reported());
    if (kind == Paper.VOUCH)
      all.replaceAll(r ->
          r.id().equals(id(12))
              ? r.with("idNumber", "")
                  .with("idPending", "从未办理过身份证")
                  .with("idDue", "2022-06-30")
                  .with("vouchName", "周主任")
                  .with("vouchPost", "社区居委会主任")
                  .with("vouchPhone", "010-62170001")
              : r);
    return all;
  }

  static Rendered.Pdf print(Paper kind, String name) {
    var made = PAPERS.render(kind, CaseFile.of(needed(kind, name)), facts(kind));
    return assertInstanceOf(Rendered.Pdf.class, made, made.toString());
  }

  @ParameterizedTest
  @EnumSource
  void everyPaperIsValidArchivePdf(Paper kind) throws Exception {
    var pdf = print(kind, "王建国");
    Path dir = Files.createDirectories(Path.of("target/screens"));
    try (var document = Loader.loadPDF(pdf.bytes())) {
      var renderer = new PDFRenderer(document);
      for (int i = 0; i < pdf.pages(); i++)
        ImageIO.write(
            renderer.renderImageWithDPI(i, 80),
            "png",
            dir.resolve(kind + "-" + (i + 1) + ".png").toFile());
      assertFalse(new PDFTextStripper().getText(document).contains("#"));
    }
    VeraGreenfieldFoundryProvider.initialise();
    try (var parser =
            Foundries.defaultInstance()
                .createParser(new ByteArrayInputStream(pdf.bytes()), PDFAFlavour.PDFA_2_B);
        var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
      var result = validator.validate(parser);
      assertTrue(result.isCompliant(), () -> result.getFailedChecks().keySet().toString());
    }
    assertEquals(kind.use().isEmpty() ? 0 : pdf.pages(), pdf.codes().size());
  }

  @Test
  void theFormOfAFamilyOfFourHasFourPagesAndASheetForEachSigner() {
    var codes = print(Paper.F02, "王建国").codes();
    assertEquals(4, codes.size());
    assertTrue(codes.get(0).subject().isEmpty() && codes.get(1).subject().isEmpty());
    assertTrue(codes.get(2).isBy(id(21)) && codes.get(3).isBy(id(22)));
    assertEquals(PageCode.page(CASE, "D02", Paper.EDITION, 4, 4).by(id(22)), codes.get(3));
  }

  static String words(Rendered.Pdf pdf) throws Exception {
    try (var document = Loader.loadPDF(pdf.bytes())) {
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }

  @Test
  void theNoticeOfMissingPapersSaysWhereEachIsGotAndItsCodeLeadsToTheCase() throws Exception {
    var pdf = print(Paper.N02, "王建国");
    String said = words(pdf);
    for (String whole :
        List.of("居民身份证本人持有；遗失的到公安派出所补领", "收入证明工作单位盖章", "请于2022年5月1日前补正", "扫右侧二维码即可打开本户申请"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertEquals(List.of(PageCode.notice(CASE, "D03", Paper.EDITION, 1, 1)), pdf.codes());
    assertEquals(
        List.of(PageCode.notice(CASE, "D03", Paper.EDITION, 1, 1)), print(Paper.N01, "王").codes());
  }

  @Test
  void thePromiseNamesEveryPaperItsDayAndWhatFollowsAndComesHome() throws Exception {
    var pdf = print(Paper.PROMISE, "王建国");
    String said = words(pdf);
    for (String whole :
        List.of(
            "承诺于2022年5月1日前全部补交", "居民身份证", "户口簿", "收入证明", "可以终止审核确认程序", "第六十八条", "承诺人签字", "经办人签字"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertEquals(List.of(PageCode.page(CASE, "D29", Paper.EDITION, 1, 1)), pdf.codes());
  }

  @Test
  void theCommunityVouchesForEachWithoutANumberAndTheSheetIsTheirs() throws Exception {
    var pdf = print(Paper.VOUCH, "王建国");
    String said = words(pdf);
    for (String whole :
        List.of(
            "李小红，女，1978年5月6日出生",
            "因从未办理过身份证，目前没有有效身份证件",
            "证明人周主任职务社区居委会主任",
            "联系电话010-62170001证件补交期限2022年6月30日",
            "不作出批准（确认）决定")) assertTrue(said.contains(whole), whole + " in " + said);
    assertEquals(List.of(PageCode.page(CASE, "D30", Paper.EDITION, 1, 1).by(id(22))), pdf.codes());
    var nobody = PAPERS.render(Paper.VOUCH, CaseFile.of(family("王", "")), facts(Paper.VOUCH));
    assertEquals(new Rendered.Refused("PENDING_MISSING", ""), nobody);
  }

  @Test
  void theApplicationIsWrittenFromTheDataAndRelativesArePutOnRecord() throws Exception {
    String asked = words(print(Paper.F01, "王建国"));
    for (String whole :
        List.of(
            "本人王建国，公民身份号码",
            "110199197502031000",
            "家庭共同生活成员4人",
            "户主患病，家庭收入减少。",
            "现申请低保、低收入",
            "申请人签字")) assertTrue(asked.contains(whole), whole + " in " + asked);
    assertEquals(
        List.of(PageCode.page(CASE, "D01", Paper.EDITION, 1, 1)), print(Paper.F01, "王建国").codes());
    var filed = print(Paper.N12, "王建国");
    String said = words(filed);
    for (String whole : List.of("李小红", "李大红", "某街道办事处社会救助科科员", "回避", "街镇负责人签字"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertEquals(List.of(PageCode.page(CASE, "D25", Paper.EDITION, 1, 1)), filed.codes());
  }

  @Test
  void coversOfSeveralPapersAreAPageEachInTheirOrder() {
    var subject =
        new PaperFacts.Subject(
            "",
            List.of("D03", "D04", "D06"),
            LocalDate.of(2022, 4, 21),
            "",
            MaskProfile.BOARD_MASKED);
    PaperFacts one = facts(Paper.COVER);
    var three =
        new PaperFacts(
            one.date(), one.office(), "", one.clerk(), one.key(), one.standards(), subject);
    var made = PAPERS.render(Paper.COVER, CaseFile.of(family("王建国", "")), three);
    var pdf = assertInstanceOf(Rendered.Pdf.class, made, made.toString());
    assertEquals(3, pdf.pages());
    assertEquals(
        List.of(
            PageCode.cover(CASE, "D03", Paper.EDITION),
            PageCode.cover(CASE, "D04", Paper.EDITION),
            PageCode.cover(CASE, "D06", Paper.EDITION)),
        pdf.codes());
  }

  @Test
  void theSameInputsGiveTheSameBytes() {
    long start = System.nanoTime();
    byte[] once = print(Paper.F02, "王建国").bytes();
    byte[] again = print(Paper.F02, "王建国").bytes();
    System.out.println(
        "two warm prints of F02: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    assertArrayEquals(once, again);
  }

  @Test
  void rareNamesAreDrawnAndPrivateOnesShowTheirCodePoint() throws Exception {
    try (var document = Loader.loadPDF(print(Paper.N01, "王𠅤\uE000").bytes())) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      String text = stripper.getText(document).replaceAll("\\s", "");
      ImageIO.write(
          new PDFRenderer(document).renderImageWithDPI(0, 80),
          "png",
          Files.createDirectories(Path.of("target/screens")).resolve("N01-rare.png").toFile());
      assertTrue(text.contains("王𠅤U+E000"), text);
    }
  }

  @Test
  void aMissingStandardIsNamed() {
    var early = CaseFile.of(family("王建国", "2009-03-05"));
    var refused =
        assertInstanceOf(Rendered.Refused.class, PAPERS.render(Paper.N05, early, facts(Paper.N05)));
    assertEquals("STANDARD_UNKNOWN", refused.code());
    assertEquals("DIBAO 2009-03", refused.detail());
  }

  @Test
  void thePublicNoticeHidesTheName() throws Exception {
    try (var document = Loader.loadPDF(print(Paper.N04, "王建国").bytes())) {
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("王*国"));
      assertFalse(text.contains("王建国") || text.contains("1101991975"));
    }
  }

  @Test
  void theAcceptanceNoticeBearsItsOwnDayUntilTheCaseIsAccepted() throws Exception {
    var made = PAPERS.render(Paper.N01, CaseFile.of(family("王建国", "")), facts(Paper.N01));
    var pdf = assertInstanceOf(Rendered.Pdf.class, made);
    try (var document = Loader.loadPDF(pdf.bytes())) {
      String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
      assertTrue(text.contains("受理日期：2022年4月21日"), text);
    }
  }
}
