package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the city found, the approval form, the district's notice, the dossier, and slips for a
/// door.
final class JudgingPapersTest {
  @Test
  void slipsForTheDoorAreNumberedAndNameNobodyWhole() throws Exception {
    var pdf = PapersTest.print(Paper.N08, "王建国");
    assertEquals(3, pdf.pages());
    assertEquals(PageCode.page(PapersTest.CASE, "D19", Paper.EDITION, 2, 3), pdf.codes().get(1));
    String said = PapersTest.words(pdf);
    for (String whole :
        List.of("编号：001000425-1", "编号：001000425-3", "王*国户", "两人", "可以依法终止办理", "010-00000001"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertFalse(said.contains("王建国") || said.contains("低保") || said.contains("救助"), said);
  }

  @Test
  void theCitysFindingsAreToldBesideWhatWasDeclaredAndHowToObject() throws Exception {
    var pdf = PapersTest.print(Paper.N03, "王建国");
    String said = PapersTest.words(pdf);
    for (String whole :
        List.of("王建国", "工资薪金", "2,100.00", "2,360.00", "税务2022-02-28", "请于2022年5月1日前", "有异议"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertEquals(
        new Rendered.Refused("FINDINGS_MISSING", ""),
        PapersTest.PAPERS.render(
            Paper.N03,
            CaseFile.of(PapersTest.family("王建国", "2022-03-05")),
            PapersTest.facts(Paper.N03)));
  }

  @Test
  void theApprovalFormAndTheDistrictsNoticeSayWhatWasFound() throws Exception {
    String form = PapersTest.words(PapersTest.print(Paper.F06, "王建国"));
    for (String whole : List.of("社会救助审核审批表", "拟批准", "3,360.00", "2022年5月", "不予批准", "待确认"))
      assertTrue(form.contains(whole), whole + " in " + form);
    String notice = PapersTest.words(PapersTest.print(Paper.N04B, "王建国"));
    assertTrue(notice.contains("王*国") && !notice.contains("王建国"), notice);
    for (String whole : List.of("入户调查", "民主评议", "街镇审核意见", "区级入户抽查", "是否近亲属备案"))
      assertTrue(notice.contains(whole), whole + " in " + notice);
    assertEquals(
        List.of(PageCode.page(PapersTest.CASE, "D33", Paper.EDITION, 1, 1)),
        PapersTest.print(Paper.F06, "王").codes());
  }

  private static Rendered.Pdf notice(Map<String, String> more) {
    var records = new ArrayList<>(PapersTest.family("王建国", "2022-03-05"));
    records.replaceAll(r -> {
      CaseRecord now = r;
      if (r.type() == RecordType.APPLICATION)
        for (var e : more.entrySet()) now = now.with(e.getKey(), e.getValue());
      return now;
    });
    return (Rendered.Pdf)
        PapersTest.PAPERS.render(Paper.N04, CaseFile.of(records), PapersTest.facts(Paper.N04));
  }

  /// 220号 art 25: what visit, appraisal and review came to; later rules ask for less.
  @Test
  void theStreetsNoticeShowsItsResultsUnderTheRulesOf2012Alone() throws Exception {
    String now = PapersTest.words(notice(Map.of()));
    assertFalse(now.contains("民主评议"), now);
    String then = PapersTest.words(notice(Map.of("ruleSet", "CN-2012")));
    for (String whole : List.of("入户调查、民主评议和审核结果", "街镇审核意见", "王*国"))
      assertTrue(then.contains(whole), whole + " in " + then);
    assertFalse(then.contains("王建国"), then);
  }

  @Test
  void aNoticeBearsItsCodeAndTheBoardItHangsAt() throws Exception {
    Rendered.Pdf away =
        notice(Map.of("residenceStreet", "110108027", "residenceCommunity", "门头馨园社区"));
    assertEquals(List.of(PageCode.page(PapersTest.CASE, "D20", Paper.EDITION, 1, 1)), away.codes());
    String said = PapersTest.words(away);
    for (String whole : List.of("四季青地区门头馨园社区", "公示期自张贴之日的次日起7日", "张贴日期"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertTrue(PapersTest.words(notice(Map.of())).contains("张贴次日起7日"), "the own board's day");
  }

  @Test
  void theDossierTellsWhoDidWhatAndLeavesOutWholeNumbers() throws Exception {
    var made =
        PapersTest.PAPERS.dossier(
            CaseFile.of(PapersTest.family("王建国", "2022-03-05")),
            PapersTest.facts(Paper.F06),
            _ -> "赵经办");
    String said = PapersTest.words((Rendered.Pdf) made);
    for (String whole : List.of("一户一档", "王建国", "3,360.00", "2022-05", "110199********1000"))
      assertTrue(said.contains(whole), whole + " in " + said);
    assertFalse(said.contains("110199197502031000"), said);
  }

  private static CaseRecord granted(int id, String at, String month, String fen) {
    return PapersTest.make(
        RecordType.DECISION,
        id,
        Map.of(
            "scheme", "DB",
            "outcome", "APPROVED",
            "reasonText", "按新标准计算",
            "startMonth", month,
            "monthlyFen", fen,
            "documentNumber", "海北下关调〔2022〕001-0004号",
            "at", at));
  }

  /// The letter about the last of these decisions.
  private static String changed(CaseRecord... later) throws Exception {
    var all = new ArrayList<>(PapersTest.family("王建国", "2022-03-05"));
    all.addAll(List.of(later));
    return PapersTest.words(
        (Rendered.Pdf)
            PapersTest.PAPERS.render(Paper.N07, CaseFile.of(all), PapersTest.facts(Paper.N07)));
  }

  /// 3 360 from May, 3 400 from September, and in November it is 3 500 from July on.
  @Test
  void whatIsPaidLaterIsReckonedMonthByMonthWhereTheAmountChangedInBetween() throws Exception {
    String said =
        changed(
            granted(52, "2022-08-10T01:00:00Z", "2022-09", "340000"),
            granted(46, "2022-11-03T01:00:00Z", "2022-07", "350000"));
    assertTrue(said.contains("补发：2022年7月至2022年10月共4个月"), said);
    assertTrue(said.contains("合计480.00元（大写：肆佰捌拾元整）"), said); // 140 × 2 + 100 × 2
    assertFalse(said.contains("每月100.00元"), said);
  }

  /// Two new standards at once: the letter promises for each month what is paid for it.
  @Test
  void monthsBeforeTheLastOfSeveralStandardsAreNamedWithTheirOwnAmount() throws Exception {
    String said =
        changed(
            granted(46, "2022-11-03T01:00:00Z", "2022-07", "350000")
                .with("schedule", "2022-07=340000,2022-08=340000"));
    assertTrue(said.contains("其中2022年7月：按当月标准发放3,400.00元"), said);
    assertTrue(said.contains("其中2022年8月：按当月标准发放3,400.00元"), said);
    assertTrue(said.contains("此后：每月3,500.00元"), said);
    assertTrue(said.contains("合计360.00元"), said); // 40 × 2 + 140 × 2
    assertFalse(said.contains("调整后"), said);
  }

  @Test
  void theMonthPaidFirstByTheNewAmountIsTheDecisionsOwn() throws Exception {
    String said =
        changed(
            granted(46, "2022-08-03T01:00:00Z", "2022-06", "350000").with("paidFrom", "2022-09"));
    assertTrue(said.contains("2022年6月至2022年8月共3个月，每月140.00元，合计420.00元"), said);
  }

  @Test
  void anAmountThatIsNotTheComputedOneSaysWhy() throws Exception {
    String said =
        changed(
            granted(46, "2022-11-03T01:00:00Z", "2022-12", "350000")
                .with("computedFen", "340000")
                .with("amountReason", "房租补贴另计"));
    assertTrue(said.contains("按测算为每月3,400.00元，金额按以下理由确定：房租补贴另计。"), said);
  }

  @Test
  void aGradualExitNamesEachOfItsMonthsAndItsEnd() throws Exception {
    String said =
        changed(
            granted(46, "2022-11-03T01:00:00Z", "2022-12", "336000")
                .with("outcome", "GRADUAL_EXIT")
                .with("reasonCode", "S02")
                .with("schedule", "2022-12=336000,2023-01=268800"));
    assertTrue(said.contains("自2022年12月起逐步退出（渐退）"), said);
    assertTrue(said.contains("2022年12月：按渐退发放3,360.00元（大写：叁仟叁佰陆拾元整）。"), said);
    assertTrue(said.contains("2023年1月：按渐退发放2,688.00元"), said);
    assertTrue(said.contains("，次月起停发。"), said);
    assertFalse(said.contains("调整后"), said);
  }

  @Test
  void whatIsPaidLaterIsNotNamedForMonthsNobodyGranted() throws Exception {
    String before = changed(granted(46, "2022-11-03T01:00:00Z", "2022-04", "350000"));
    assertFalse(before.contains("补发"), before);
    String same = changed(granted(46, "2022-08-03T01:00:00Z", "2022-06", "350000"));
    assertTrue(same.contains("2022年6月至2022年7月共2个月，每月140.00元，合计280.00元"), same);
  }
}
