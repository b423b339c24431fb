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
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
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
    Verification.Taken taken = Verification.take(before, rows, SOURCE, IDS);
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
    CaseFile once = home().with(Verification.take(home(), rows, SOURCE, IDS).changes());
    assertEquals(List.of(), Verification.take(once, rows, SOURCE, IDS).changes());
  }

  @Test
  void theGateOpensOnlyWhenEverybodyIsAnswered() {
    Verification.Taken half =
        Verification.take(home(), List.of(row("王芳", WANG, "101", "230000")), SOURCE, IDS);
    assertEquals(List.of(new UUID(4, 2)), half.missing());
    assertTrue(home().with(half.changes()).gateFacts(GateKind.VERIFICATION_REPORT).isEmpty());
  }

  @Test
  void nothingFoundOfAnybodyIsNoRecord() {
    var rows = List.of(row("王芳", WANG, "", ""), row("李雷", LI, "", ""));
    CaseFile after = home().with(Verification.take(home(), rows, SOURCE, IDS).changes());
    assertEquals(1, after.gateFacts(GateKind.VERIFICATION_NO_RECORD).size());
    assertEquals("", after.record(WAGE).orElseThrow().text("registry"));
  }

  @Test
  void aLineUnderAnotherNameIsNobodysOfTheCase() {
    assertTrue(Verification.member(home(), row("王方芳", WANG, "101", "1")).isEmpty());
    assertTrue(Verification.member(home(), row("王芳", WANG, "101", "1")).isPresent());
  }
}
