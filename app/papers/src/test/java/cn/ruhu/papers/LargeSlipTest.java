package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

/// What an applicant takes home: letters of 20 pt, every line of it, on as many pages as it needs.
class LargeSlipTest {
  private static final Slip SLIP =
      new Slip(
          "办理进度告知",
          "正在公示",
          List.of("【现在等什么】", "等公示的日子满。", "最晚 2026年12月14日 出结果。"),
          "",
          LocalDate.of(2026, 11, 23));

  /// Text and smallest letter of the lines that hold `part`.
  private record Letters(String text, float smallest) {}

  private static Letters letters(Slip slip, String part) throws IOException {
    byte[] pdf = new Papers(Fonts.load()).slip(slip);
    var sizes = new ArrayList<Float>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      var stripper =
          new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> at) throws IOException {
              if (text.contains(part)) at.forEach(p -> sizes.add(p.getFontSizeInPt()));
              super.writeString(text, at);
            }
          };
      String text = stripper.getText(document);
      return new Letters(text, sizes.stream().min(Float::compare).orElse(0f));
    }
  }

  @Test
  void largePrintIsTwentyPoints() throws IOException {
    // the layout engine works in whole pixels
    assertEquals(12, letters(SLIP, "等公示").smallest(), 1);
    assertEquals(20, letters(SLIP.inLargePrint(), "等公示").smallest(), 1);
  }

  @Test
  void everyLineIsThereHoweverManyThereAre() throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 1; i <= 60; i++) lines.add("第" + i + "行，写得长一些好让它换到下一行去，再长一些才够。");
    var slip = new Slip("告知", "长", lines, "", SLIP.date()).inLargePrint();
    String text = letters(slip, "第").text();
    for (int i = 1; i <= 60; i++) assertTrue(text.contains("第" + i + "行"), "line " + i);
  }
}
