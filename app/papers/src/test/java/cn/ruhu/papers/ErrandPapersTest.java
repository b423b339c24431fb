package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Papers of files that are no case: the slip of a lead, the sheet of aid before papers.
final class ErrandPapersTest {
  private static String printed(Paper kind, CaseRecord... records) throws Exception {
    var made =
        PapersTest.PAPERS.render(kind, CaseFile.of(List.of(records)), PapersTest.facts(kind));
    return PapersTest.words(assertInstanceOf(Rendered.Pdf.class, made, made.toString()));
  }

  /// The sheet needs no application, no number and no name; without the chief's word there is none.
  @Test
  void aidBeforePapersIsPrintedForSomebodyNobodyKnowsAndNeverUnsigned() throws Exception {
    PaperFacts facts = PapersTest.facts(Paper.U01);
    String sheet = printed(Paper.U01, PapersTest.aid());
    assertTrue(sheet.contains("姓名不详（男，约60岁，灰色棉衣，说不清姓名）"), sheet);
    assertTrue(sheet.contains("无法提供，待补"), sheet);
    assertTrue(sheet.contains("壹仟贰佰元伍角整（¥1,200.50）"), sheet);
    assertTrue(sheet.contains("2022年4月20日22:00"), sheet);
    assertTrue(sheet.contains("3,000.00元（待确认）"), sheet);
    CaseRecord given =
        PapersTest.aid()
            .with("state", "GIVEN")
            .with("givenFen", "100000")
            .with("givenKind", "CASH")
            .with("givenAt", "2022-04-21T01:00:00Z")
            .with("receiver", "本人")
            .with("papersDue", "2022-05-09");
    String filled = printed(Paper.U01, given);
    assertTrue(filled.contains("最晚2022年5月9日"), filled);
    var unsigned = CaseFile.of(List.of(PapersTest.aid().with("state", "REGISTERED")));
    assertEquals(
        new Rendered.Refused("URGENT_UNSIGNED", ""),
        PapersTest.PAPERS.render(Paper.U01, unsigned, facts));
  }

  @Test
  void aSlipOfALeadTellsOfThePersonAndNeverWhoReportedIt() throws Exception {
    CaseRecord lead =
        PapersTest.make(
            RecordType.LEAD,
            1,
            Map.of(
                "number", "海北线〔2026〕001-0001号",
                "street", "110108007",
                "personName", "赵某某",
                "personNumber", "110199195203070013",
                "address", "大慧寺路8号2号楼",
                "reporter", "邻居钱某"));
    CaseRecord slip =
        PapersTest.make(
            RecordType.REFERRAL,
            44,
            Map.of(
                "kind", "REFER",
                "department", "99",
                "toName", "红枫妇女热线",
                "facts", "独居，三天没有出门。",
                "due", "2022-04-28"));
    var made =
        PapersTest.PAPERS.render(
            Paper.N10, CaseFile.of(List.of(lead, slip)), PapersTest.facts(Paper.N10));
    var pdf = assertInstanceOf(Rendered.Pdf.class, made, made.toString());
    assertEquals(1, pdf.pages());
    assertEquals(
        PageCode.page(PapersTest.CASE, "D22", Paper.EDITION, 1, 1), pdf.codes().getFirst());
    String text = PapersTest.words(pdf);
    for (String told : List.of("红枫妇女热线：", "赵某某", "大慧寺路8号2号楼", "2022年4月28日", "回执"))
      assertTrue(text.contains(told), told + " in " + text);
    assertFalse(text.contains("钱某") || text.contains("19520307"), text);
    var without =
        PapersTest.PAPERS.render(
            Paper.N10, CaseFile.of(List.of(lead)), PapersTest.facts(Paper.N10));
    assertEquals("REFERRAL_MISSING", assertInstanceOf(Rendered.Refused.class, without).code());
  }
}
