package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.DoorSlip;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.record.CaseFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The sheet a visit is signed on, of the morning's pack: it comes home by its code, and the copy
/// that stays with the household bears the same number.
final class VisitSheetTest {
  @Test
  void theSheetAndItsCopyBearOneNumberAndComeHomeByTheirCode() throws Exception {
    CaseFile file = LargeFamily.file(Paper.F03);
    var made = PapersTest.PAPERS.render(Paper.F03, file, LargeFamily.facts(Paper.F03));
    var pdf = assertInstanceOf(Rendered.Pdf.class, made, made.toString());
    var id = file.application().orElseThrow().id();
    var codes = new java.util.ArrayList<PageCode>();
    for (int page = 1; page <= pdf.pages(); page++)
      codes.add(PageCode.page(id, "D32", Paper.EDITION, page, pdf.pages()));
    assertEquals(codes, pdf.codes());
    String words = PapersTest.words(pdf);
    String number = DoorSlip.number(file.application().orElseThrow().text("number"), 0);
    assertEquals(3, words.split(number, -1).length, "on the sheet and on the copy");
    for (String told : List.of("签字", "见证人", "核对码", "代签人")) assertTrue(words.contains(told), told);
    assertEquals(
        "", LargeFamily.facts(Paper.F03).subject().note(), "nothing of the visit is on it before");
  }
}
