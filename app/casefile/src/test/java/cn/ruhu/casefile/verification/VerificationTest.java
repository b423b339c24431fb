package cn.ruhu.casefile.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.Difference;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T01:30:00Z");
  private static final Ids IDS = Ids.seeded(InstantSource.fixed(NOW), new Random(5));
  private static final UUID CASE = new UUID(1, 1);
  private static final UUID WAGE = new UUID(2, 1);
  private static final String WANG = "110199195203070013";
  private static final String LI = "110199195509120028";
  private static final Verification.Source SOURCE =
      new Verification.Source(
          new Actor(new UUID(9, 9), Role.WINDOW_CLERK, "110108007"), NOW, "r1", Optional.empty());

  private static CaseRecord record(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, "110108007", CASE, fields).with("application", CASE.toString());
  }

  private static CaseFile home() {
    var records = new ArrayList<CaseRecord>();
    records.add(
        CaseRecord.of(
            RecordType.APPLICATION,
            CASE,
            "110108007",
            CASE,
            Map.of("street", "110108007", "applicant", new UUID(3, 1).toString())));
    int n = 0;
    for (String[] who : new String[][] {{"王芳", WANG, "SIGNED"}, {"李雷", LI, "GUARDIAN"}}) {
      n++;
      records.add(
          CaseRecord.of(
              RecordType.PERSON,
              new UUID(3, n),
              "110108007",
              CASE,
              Map.of("name", who[0], "idNumber", who[1])));
      records.add(
          record(
              RecordType.MEMBER,
              new UUID(4, n),
              Map.of("person", new UUID(3, n).toString(), "authorization", who[2])));
    }
    records.add(
        record(
            RecordType.ITEM,
            WAGE,
            Map.of(
                "member",
                new UUID(4, 1).toString(),
                "kind",
                "INCOME",
                "code",
                "101",
                "basis",
                "MONTHLY",
                "declared",
                "180000")));
    return CaseFile.of(records);
  }

  private static ReportRow row(String name, String number, String code, String value) {
    return new ReportRow(
        2,
        name,
        IdNumber.parse(number, LocalDate.of(2026, 11, 23)).toOptional().orElseThrow(),
        code,
        value,
        "",
        "社保",
        "2026-10-31");
  }

  @Test
  void aReportFillsTheRegistryColumnAndDiffersForTheReviewer() {
    CaseFile before = home();
    var rows =
        List.of(
            row("王芳", WANG, "101", "230000"),
            row("王芳", WANG, "P02", "500000"),
            row("李雷", LI, "", ""));
    Verification.Taken taken = Verification.take(before, rows, Set.of(), SOURCE, IDS);
    assertEquals(List.of(), taken.missing());
    assertEquals(2, taken.found());
    CaseFile after = before.with(taken.changes());
    CaseRecord wage = after.record(WAGE).orElseThrow();
    assertEquals("180000", wage.text("declared"), "nothing else is written");
    assertEquals("230000", wage.text("registry"));
    assertEquals("核对报告 社保 2026-10-31", wage.text("registryNote"));
    assertEquals(
        List.of(Difference.Kind.MORE, Difference.Kind.UNDECLARED),
        Comparison.of(after).differences().stream().map(r -> r.difference().kind()).toList());
    assertEquals(1, after.gateFacts(GateKind.VERIFICATION_REPORT).size());
  }

  @Test
  void theSameReportAgainChangesNothing() {
    var rows = List.of(row("王芳", WANG, "101", "230000"), row("李雷", LI, "", ""));
    CaseFile once = home().with(Verification.take(home(), rows, Set.of(), SOURCE, IDS).changes());
    assertEquals(List.of(), Verification.take(once, rows, Set.of(), SOURCE, IDS).changes());
  }

  @Test
  void theGateOpensOnlyWhenEverybodyIsAnswered() {
    Verification.Taken half =
        Verification.take(home(), List.of(row("王芳", WANG, "101", "230000")), Set.of(), SOURCE, IDS);
    assertEquals(List.of(new UUID(4, 2)), half.missing());
    assertTrue(home().with(half.changes()).gateFacts(GateKind.VERIFICATION_REPORT).isEmpty());
  }

  @Test
  void nothingFoundOfAnybodyIsNoRecord() {
    var rows = List.of(row("王芳", WANG, "", ""), row("李雷", LI, "", ""));
    CaseFile after = home().with(Verification.take(home(), rows, Set.of(), SOURCE, IDS).changes());
    assertEquals(1, after.gateFacts(GateKind.VERIFICATION_NO_RECORD).size());
    assertEquals("", after.record(WAGE).orElseThrow().text("registry"));
  }

  @Test
  void aLineUnderAnotherNameIsNobodysOfTheCase() {
    assertTrue(Verification.member(home(), row("王方芳", WANG, "101", "1")).isEmpty());
    assertTrue(Verification.member(home(), row("王芳", WANG, "101", "1")).isPresent());
  }

  private static CaseRecord line(UUID id, int member, String code, Map<String, String> fields) {
    CaseRecord item =
        record(RecordType.ITEM, id, fields).with("code", code).with("basis", "MONTHLY");
    return member == 0
        ? item.with("kind", "ASSET").with("basis", "AMOUNT")
        : item.with("kind", "INCOME").with("member", new UUID(4, member).toString());
  }

  private static CaseFile with(CaseRecord... lines) {
    return home().with(Stream.of(lines).map(RecordChange::create).toList());
  }

  private static Verification.Taken take(
      CaseFile file, String report, Set<IdNumber> doubtful, ReportRow... rows) {
    var source = new Verification.Source(SOURCE.by(), NOW, report, Optional.empty());
    return Verification.take(file, List.of(rows), doubtful, source, IDS);
  }

  private static String registry(CaseFile file, UUID item) {
    return file.record(item).orElseThrow().text("registry");
  }

  private static int facts(CaseFile file, GateKind kind) {
    return file.gateFacts(kind).size();
  }

  @Test
  void whatIsFoundOfSeveralIsOneSumOnTheHouseholdsLine() {
    UUID bank = new UUID(2, 2);
    CaseFile before = with(line(bank, 0, "P02", Map.of("verified", "120000")));
    ReportRow wang = row("王芳", WANG, "P02", "100000");
    ReportRow li = row("李雷", LI, "P02", "50000");
    Verification.Taken taken = take(before, "r1", Set.of(), wang, li);
    assertEquals(1, taken.changes().stream().filter(c -> c.id().equals(bank)).count());
    assertEquals("150000", registry(before.with(taken.changes()), bank));
    var none = take(before, "r1", Set.of(), wang, row("李雷", LI, "P02", ""));
    assertEquals("100000", registry(before.with(none.changes()), bank), "no record takes nothing");
  }

  @Test
  void reportsOfOneMemberEachAddUpAndMayComeAgain() {
    UUID bank = new UUID(2, 2);
    CaseFile file = with(line(bank, 0, "P02", Map.of("verified", "120000")));
    ReportRow wang = row("王芳", WANG, "P02", "100000");
    ReportRow li = row("李雷", LI, "P02", "50000");
    file = file.with(take(file, "r1", Set.of(), wang).changes());
    file = file.with(take(file, "r2", Set.of(), li).changes());
    assertEquals("150000", registry(file, bank));
    assertEquals(List.of(), take(file, "r1", Set.of(), wang).changes());
    assertEquals(List.of(), take(file, "r2", Set.of(), li).changes());
    var both = take(file, "r3", Set.of(), row("王芳", WANG, "P02", "60000"), li);
    assertEquals("110000", registry(file.with(both.changes()), bank), "the whole anew");
  }

  @Test
  void aLaterReviewBeginsTheSumAnew() {
    UUID bank = new UUID(2, 2);
    CaseFile file = with(line(bank, 0, "P02", Map.of("registry", "900000")));
    var taken = take(file, "r1", Set.of(), row("王芳", WANG, "P02", "100000"));
    assertEquals("100000", registry(file.with(taken.changes()), bank));
  }

  @Test
  void oneSumGoesOverTheMembersLinesOfThatKind() {
    UUID second = new UUID(2, 3);
    CaseFile file = with(line(second, 1, "101", Map.of("declared", "100000")));
    var taken = take(file, "r1", Set.of(), row("王芳", WANG, "101", "280000"));
    CaseFile after = file.with(taken.changes());
    assertEquals(
        List.of("180000", "100000"), List.of(registry(after, WAGE), registry(after, second)));
    assertEquals(1, taken.found());
    after = file.with(take(file, "r1", Set.of(), row("王芳", WANG, "101", "")).changes());
    assertEquals(List.of("0", "0"), List.of(registry(after, WAGE), registry(after, second)));
  }

  @Test
  void linesCountedDifferentlyAreNotSplit() {
    UUID second = new UUID(2, 3);
    CaseFile file =
        with(line(second, 1, "101", Map.of("declared", "100000")).with("basis", "ANNUAL"));
    CaseFile after =
        file.with(take(file, "r1", Set.of(), row("王芳", WANG, "101", "280000")).changes());
    assertEquals(List.of("280000", ""), List.of(registry(after, WAGE), registry(after, second)));
  }

  @Test
  void aMemberWhoseLineWasRefusedIsNotAnswered() {
    Set<IdNumber> doubtful = Set.of(row("李雷", LI, "", "").number());
    ReportRow[] rows = {row("王芳", WANG, "", ""), row("李雷", LI, "101", "100")};
    Verification.Taken taken = take(home(), "r1", doubtful, rows);
    assertEquals(List.of(new UUID(4, 2)), taken.missing());
    CaseFile file = home().with(taken.changes());
    assertEquals(0, facts(file, GateKind.VERIFICATION_REPORT));
    file = file.with(take(file, "r2", Set.of(), rows[1]).changes());
    assertEquals(1, facts(file, GateKind.VERIFICATION_REPORT), "the corrected lines came alone");
  }

  @Test
  void whoIsAnsweredStaysAnsweredInOtherReports() {
    CaseFile file = home();
    file = file.with(take(file, "r1", Set.of(), row("王芳", WANG, "", "")).changes());
    Verification.Taken rest = take(file, "r2", Set.of(), row("李雷", LI, "", ""));
    assertEquals(List.of(), rest.missing());
    assertEquals(1, facts(file.with(rest.changes()), GateKind.VERIFICATION_NO_RECORD));
  }

  @Test
  void nothingFoundOfTheLastIsAReportWhenSomethingWasFoundOfAnother() {
    CaseFile file = home();
    file = file.with(take(file, "r1", Set.of(), row("王芳", WANG, "101", "230000")).changes());
    file = file.with(take(file, "r2", Set.of(), row("李雷", LI, "", "")).changes());
    assertEquals(1, facts(file, GateKind.VERIFICATION_REPORT));
    assertEquals(0, facts(file, GateKind.VERIFICATION_NO_RECORD));
  }

  private static CaseFile told(CaseFile file, String heading, List<List<String>> lines) {
    var cells = new ArrayList<List<String>>();
    cells.add(List.of("姓名", "证件号码", "核对项目", heading, "数据来源"));
    cells.addAll(lines);
    Report report = Report.read(cells, LocalDate.of(2026, 11, 23));
    assertEquals(List.of(), report.bad());
    return file.with(
        Verification.take(file, report.rows(), report.doubtful(), SOURCE, IDS).changes());
  }

  private static CaseRecord only(CaseFile file, String code) {
    return file.items().stream()
        .filter(i -> i.text("code").equals(code))
        .reduce((_, _) -> {
          throw new AssertionError("more than one");
        })
        .orElseThrow();
  }

  @Test
  void accountsAtTwoBanksAreTogetherWhatThereIs() {
    CaseFile after =
        told(
            home(),
            "金额",
            List.of(
                List.of("王芳", WANG, "银行存款", "50,000", "工行"),
                List.of("王芳", WANG, "银行存款", "50,000", "建行"),
                List.of("李雷", LI, "", "无记录", "")));
    CaseRecord savings = only(after, "P02");
    assertEquals("10000000", savings.text("registry"));
    assertEquals("核对报告 工行 50000.00; 核对报告 建行 50000.00", savings.text("registryNote"));
    assertEquals(1, after.gateFacts(GateKind.VERIFICATION_REPORT).size(), "both are answered");
  }

  @Test
  void oneWageSeenByTwoOfficesIsOneWageTheLargerOne() {
    CaseFile after =
        told(
            home(),
            "金额",
            List.of(
                List.of("王芳", WANG, "工资薪金", "2,300", "税务"),
                List.of("王芳", WANG, "工资薪金", "2,500", "社保")));
    CaseRecord wage = after.record(WAGE).orElseThrow();
    assertEquals("250000", wage.text("registry"));
    assertEquals("核对报告 税务 2300.00; 核对报告 社保 2500.00", wage.text("registryNote"));
  }

  @Test
  void aMonthsMeanIsAYearsSumWhereTheLineIsByTheYear() {
    CaseRecord wage = home().record(WAGE).orElseThrow();
    CaseFile yearly =
        home().with(RecordChange.between(wage, wage.with("basis", "YEARLY")).stream().toList());
    List<List<String>> lines = List.of(List.of("王芳", WANG, "工资薪金", "3,500", "税务"));
    assertEquals("4200000", only(told(yearly, "月均金额", lines), "101").text("registry"));
    assertEquals("350000", only(told(home(), "月均金额", lines), "101").text("registry"));
    assertEquals("350000", only(told(yearly, "金额", lines), "101").text("registry"));
  }
}
