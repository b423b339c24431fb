package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.assess.Profile;
import cn.ruhu.casefile.assess.Snapshot;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The computation for three kinds of readers (DOMAIN §0.2 C17), now and as it was (T18).
final class ComputingTest {
  private static final String SUPPORTERS_INCOME = "1,234,567.89";
  private static final String FEE = "987,654.32";

  private static PaperFacts facts(String note, MaskProfile mask) {
    PaperFacts f = LargeFamily.facts(Paper.MEANS);
    var subject =
        new PaperFacts.Subject(
            f.subject().scheme(), f.subject().slots(), f.subject().due(), note, mask);
    return new PaperFacts(
        f.date(), f.office(), f.number(), f.clerk(), f.key(), f.standards(), subject);
  }

  private static String said(CaseFile file, String note) throws Exception {
    Rendered made =
        PapersTest.PAPERS.render(Paper.MEANS, file, facts(note, MaskProfile.BOARD_MASKED));
    return PapersTest.words(assertInstanceOf(Rendered.Pdf.class, made, made.toString()))
        .replaceAll("第\\d页共\\d页", "");
  }

  @Test
  void eachReaderIsToldWhatIsTheirs() throws Exception {
    CaseFile file = LargeFamily.file();
    String office = said(file, Profile.INTERNAL.name());
    for (String whole : new String[] {"（内部）", FEE, "王芳", "全年净收入"})
      assertTrue(office.contains(whole), whole + " in " + office);
    assertFalse(office.contains("你（户）"), office);
    String own = said(file, Profile.APPLICANT.name());
    assertTrue(own.contains("（申请人）") && own.contains(FEE) && own.contains("你（户）"), own);
    assertFalse(own.contains(SUPPORTERS_INCOME) || own.contains("王芳"), own);
    assertEquals(own, said(file, ""), "a paper of before there were profiles");
    String transfer = said(file, Profile.TRANSFER.name());
    assertTrue(transfer.contains("（转交）") && transfer.contains("全年净收入"), transfer);
    assertFalse(
        transfer.contains(SUPPORTERS_INCOME)
            || transfer.contains("王芳")
            || transfer.contains("重病")
            || transfer.contains("因病致贫")
            || transfer.contains("医疗费")
            || transfer.contains("生活自理能力")
            || transfer.contains("工资薪金")
            || transfer.contains("你（户）"),
        transfer);
    assertTrue(office.contains("因病致贫"), office);
    assertTrue(transfer.length() < own.length(), "no single line of income or money");
  }

  @Test
  void aPastDecisionIsPrintedAsItWasComputed() throws Exception {
    CaseFile file = LargeFamily.file();
    CaseRecord decision =
        Snapshot.keep(
            CaseRecord.of(
                RecordType.DECISION,
                new java.util.UUID(5, 5),
                "110108007",
                file.application().orElseThrow().id(),
                Map.of("scheme", "DB", "at", "2022-04-21T02:00:00Z")),
            Snapshot.of(file, LargeFamily.facts(Paper.MEANS).date()));
    var changed = new ArrayList<CaseRecord>();
    for (CaseRecord r : file.records())
      changed.add(r.type() == RecordType.ITEM ? r.with("declared", "1").with("verified", "1") : r);
    changed.add(decision);
    CaseFile later = CaseFile.of(changed);
    String note = Profile.APPLICANT.name() + ":" + decision.id();
    String then = said(later, note);
    assertTrue(then.contains("重新计算"), then);
    String sums = said(file, Profile.APPLICANT.name());
    sums = sums.substring(sums.indexOf("二、收入测算"), sums.indexOf("对以上数字"));
    assertTrue(then.contains(sums), then + " has not " + sums);
    assertFalse(said(later, "APPLICANT").contains(sums), "today it is another sum");
    CaseRecord bare = decision.with("computed", null);
    var without = new ArrayList<>(changed);
    without.set(without.size() - 1, bare);
    assertEquals(
        new Rendered.Refused("REPLAY_MISSING", ""),
        PapersTest.PAPERS.render(
            Paper.MEANS, CaseFile.of(without), facts(note, MaskProfile.BOARD_MASKED)));
  }

  /// §6.5: what a name beside a number of members would tell the neighbours.
  @Test
  void aFullBoardShieldsAHouseholdWithAMentalIllness() throws Exception {
    for (boolean ill : new boolean[] {false, true}) {
      var records = new ArrayList<>(PapersTest.family("王建国", "2022-03-05"));
      records.replaceAll(
          r -> ill && r.type() == RecordType.MEMBER ? r.with("disabilityCategory", "6") : r);
      PaperFacts f = PapersTest.facts(Paper.N04);
      var full =
          new PaperFacts(
              f.date(),
              f.office(),
              f.number(),
              f.clerk(),
              f.key(),
              f.standards(),
              new PaperFacts.Subject(
                  "DB", f.subject().slots(), f.subject().due(), "", MaskProfile.BOARD_FULL));
      Rendered made = PapersTest.PAPERS.render(Paper.N04, CaseFile.of(records), full);
      String said = PapersTest.words(assertInstanceOf(Rendered.Pdf.class, made, made.toString()));
      assertEquals(!ill, said.contains("王建国"), said);
      assertTrue(said.contains(ill ? "王**" : "王建国"), said);
    }
  }
}
