package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.papers.template.Template;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Papers of a family with the longest names and amounts: every character stands inside the
/// margins, none lies on another or on the page code. The pages are left as pictures to look at.
final class LooksTest {
  private static final Papers PAPERS = new Papers(Fonts.load());
  private static final float MM = 72f / 25.4f;

  /// Where the page code and its quiet zone are, points from the top left.
  private static final Rectangle2D CODE =
      new Rectangle2D.Float((210 - 52) * MM, 6 * MM, 41 * MM, 41 * MM);

  private record Glyph(String text, Rectangle2D box) {}

  private static Rendered.Pdf print(Paper kind) {
    Rendered made = PAPERS.render(kind, LargeFamily.file(kind), LargeFamily.facts(kind));
    return assertInstanceOf(Rendered.Pdf.class, made, made.toString());
  }

  private static List<Glyph> glyphs(PDDocument document, int page) throws IOException {
    var found = new ArrayList<Glyph>();
    var stripper =
        new PDFTextStripper() {
          /// A header repeated on the next page is drawn twice at its first place: the same ink.
          @Override
          protected void processTextPosition(TextPosition p) {
            if (p.getUnicode().isBlank()) return;
            float height = p.getFontSizeInPt() * 0.8f;
            found.add(
                new Glyph(
                    p.getUnicode(),
                    new Rectangle2D.Float(
                        p.getXDirAdj(), p.getYDirAdj() - height, p.getWidthDirAdj(), height)));
          }
        };
    stripper.setStartPage(page + 1);
    stripper.setEndPage(page + 1);
    stripper.getText(document);
    return found;
  }

  private static List<String> faults(List<Glyph> glyphs, List<Rectangle2D> rules, boolean coded) {
    var found = new ArrayList<String>();
    var sheet = new Rectangle2D.Float(20 * MM, 10 * MM, 171 * MM, 280 * MM);
    for (int i = 0; i < glyphs.size(); i++) {
      Glyph g = glyphs.get(i);
      if (!sheet.contains(g.box())) found.add("outside: " + g);
      if (coded && CODE.intersects(g.box())) found.add("on the code: " + g);
      var core =
          new Rectangle2D.Double(g.box().getX() + 1, g.box().getY(), g.box().getWidth() - 2, 4);
      if (rules.stream().anyMatch(core::intersects)) found.add("on a line: " + g);
      for (int j = Math.max(0, i - 600); j < i; j++) {
        Rectangle2D both = g.box().createIntersection(glyphs.get(j).box());
        boolean over = both.getWidth() > 1 && both.getHeight() > 1 && !g.equals(glyphs.get(j));
        if (over && both.getWidth() * both.getHeight() > 0.2 * area(g.box()))
          found.add(g + " lies on " + glyphs.get(j));
      }
    }
    return found;
  }

  private static double area(Rectangle2D box) {
    return box.getWidth() * box.getHeight();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsCutNothingLiesOnAnother(Paper kind) throws Exception {
    var pdf = print(kind);
    Path pictures = Files.createDirectories(Path.of("target/screens"));
    try (var document = Loader.loadPDF(pdf.bytes())) {
      var renderer = new PDFRenderer(document);
      for (int i = 0; i < pdf.pages(); i++) {
        ImageIO.write(
            renderer.renderImageWithDPI(i, 110),
            "png",
            pictures.resolve("large-" + kind + "-" + (i + 1) + ".png").toFile());
        assertEquals(
            List.of(),
            faults(glyphs(document, i), Rules.of(document.getPage(i)), kind.use().isPresent()),
            kind + " " + (i + 1));
      }
    }
  }

  private static String words(Paper kind) throws Exception {
    try (var document = Loader.loadPDF(print(kind).bytes())) {
      var all = new StringBuilder();
      for (int i = 0; i < document.getNumberOfPages(); i++)
        glyphs(document, i).forEach(g -> all.append(g.text()));
      return all.toString().replaceAll("\\s", "");
    }
  }

  @Test
  void theFormSaysEverythingThatWasDeclared() throws Exception {
    String said = words(Paper.F02);
    for (String whole :
        List.of(
            LargeFamily.APPLICANT,
            LargeFamily.ADDRESS,
            LargeFamily.WORK,
            "北京农村商业银行股份有限公司海淀支行北下关分理处",
            "6222020200112233445",
            "司马相如·艾尔肯江",
            "诸葛帕提古丽·阿不都热合曼",
            "共5人，计入5人",
            "1,234,567.89",
            "98,765,432.10",
            "中央基础养老金")) assertTrue(said.contains(whole), whole + " in " + said);
    // 12 × 12,345.67 × 3 + 98,765,432.10; exempt 12 × 1,234.00; contributions 12 × 456.00
    assertTrue(said.contains("99,209,876.22"), said);
    assertTrue(said.contains("14,808.00") && said.contains("5,472.00"), said);
    assertTrue(said.contains("99,189,596.22"), said);
    assertTrue(said.contains("玖仟玖佰壹拾捌万玖仟伍佰玖拾陆元贰角贰分"), said);
    assertTrue(said.contains("1,653,159.94"), "a person a month, half up: " + said);
  }

  /// The blocks of DOMAIN §3.1 that are neither sums nor lists of amounts.
  @Test
  void theFormHasEveryBlockAndEveryFigureItsUnit() throws Exception {
    String said = words(Paper.F02);
    for (String whole :
        List.of(
            "性别、民族男维吾尔族",
            "出生日期1975年2月3日",
            "证件类型",
            "人户分离□否□是",
            "农村(农业)",
            "外省市：" + LargeFamily.ADDRESS,
            "肢体二级",
            "11019919491001100442",
            "承租公房",
            "48.5㎡",
            "1套",
            "1辆",
            "占股百分之三十",
            "全家医疗个人负担",
            "阿不都热合曼江·吐尔逊：低保、优抚",
            "身份核验方式",
            "受理日期2022年3月5日",
            "材料页数共",
            "备注")) assertTrue(said.contains(whole), whole + " in " + said);
  }

  @Test
  void nothingForACitizenBearsTheCodesOfTheProgram() throws Exception {
    for (Paper kind :
        List.of(
            Paper.F02,
            Paper.N02,
            Paper.RECEIPT,
            Paper.COVER,
            Paper.PROMISE,
            Paper.F01,
            Paper.VOUCH,
            Paper.N12,
            Paper.N08)) assertFalse(words(kind).matches(".*D[0-9]{2}.*"), kind + " " + words(kind));
  }

  @Test
  void theComputationTellsTheApplicantTheFeeAndNotTheSupportersIncome() throws Exception {
    String said = words(Paper.MEANS);
    for (String whole : List.of("家庭经济状况测算说明", "计入家庭人口", "全年净收入", "货币财产", "低保", "待确认"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertTrue(said.contains("987,654.32"), "the fee: " + said);
    assertFalse(said.contains("1,234,567.89"), "the supporter's income: " + said);
    assertFalse(said.contains("王芳"), "the supporter's name: " + said);
  }

  @Test
  void anApprovalSaysRightsAndDutiesAndWhomToAsk() throws Exception {
    String said = words(Paper.N05);
    for (String whole : List.of("有权按规定领取救助金", "一、家庭人口", "二、配合定期复核", "三、有劳动能力", "联系人：欧阳经办", "联系电话"))
      assertTrue(said.contains(whole), whole + " in " + said);
  }

  @Test
  void aRefusalNamesItsArticleAndWhoHearsTheAppeal() throws Exception {
    String said = words(Paper.N06);
    assertTrue(said.contains("依据《最低生活保障审核确认办法》第二十九条"), said);
    assertTrue(said.contains("北京市海淀区人民政府或者北京市民政局申请行政复议"), said);
    assertTrue(said.contains("北京市海淀区民政局（盖章）"), "the district decided: " + said);
    String approval = words(Paper.N05);
    assertTrue(approval.contains("北京市海淀区北下关街道办事处（盖章）"), approval);
    assertTrue(approval.contains("叁仟叁佰陆拾元零伍分"), approval);
  }

  @Test
  void theLetterOfAStopSaysFromWhenAndWhyAndWhatWasPaid() throws Exception {
    String said = words(Paper.N07);
    for (String whole :
        List.of(
            "决定自2022年7月起停止发放",
            "调整前：每月3,360.05元（大写：叁仟叁佰陆拾元零伍分）",
            "事由（S05）：主动退出",
            "事实和依据：户主书面提出不再享受，已核对本人意愿。",
            "申请行政复议",
            "重新申请")) assertTrue(said.contains(whole), whole + " in " + said);
    assertFalse(said.contains("调整后"), "nothing is paid any more: " + said);
  }

  @Test
  void aTextThatAsksForAnUnknownFieldIsRefusedAndSaysWhere() {
    Template.Source broken =
        name ->
            name.equals("N01")
                ? Optional.of("<html>\n<b>{{nobodyKnows}}</b></html>")
                : Papers.source(name);
    Rendered made =
        new Papers(Fonts.load(), broken)
            .render(Paper.N01, LargeFamily.file(), LargeFamily.facts(Paper.N01));
    assertEquals(new Rendered.Refused("TEMPLATE_UNKNOWN_FIELD", "N01 2 nobodyKnows"), made);
  }

  @Test
  void officesFollowTheDayOfThePaper() {
    var file = LargeFamily.file();
    var late = java.time.LocalDate.of(2026, 11, 24);
    assertEquals(
        "北京市海淀区人民政府", Offices.of(Paper.N06, file, "DS", late, "").orElseThrow().reviewOrgan());
    assertEquals(
        Optional.empty(),
        Offices.of(Paper.N01, file, "", java.time.LocalDate.of(2011, 12, 31), ""));
  }
}
