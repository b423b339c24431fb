package cn.ruhu.casefile.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeCourseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BANK | IN_BENEFIT | WRITTEN | NOTED CLOSED",
        "PHONE | VISITING | WRITTEN | NOTED CLOSED",
        "BIRTH | IN_BENEFIT | REVIEW | REVIEW NOTED CLOSED",
        "BIRTH | REVIEWING | UNDER_REVIEW | REVIEW NOTED CLOSED",
        "BIRTH | REVIEW_DUE | UNDER_REVIEW | REVIEW NOTED CLOSED",
        "BIRTH | VISITING | INVESTIGATION | NOTED CLOSED",
        "BIRTH | SUBMITTED | DECLARED | NOTED CLOSED",
        "INCOME | SUBMITTED | NOTE | NOTED CLOSED",
        "DEATH | GRADUAL_EXIT | REVIEW | NOTED CLOSED",
        "HEAD | IN_BENEFIT | NOTE | NOTED REVIEW CLOSED",
        "EXIT | IN_BENEFIT | STOP | NOTED CLOSED",
        "EXIT | VISITING | WITHDRAW | NOTED CLOSED",
        "OTHER | IN_BENEFIT | NOTE | NOTED CLOSED",
      })
  void whereAReportGoes(String kind, Stage stage, ChangeCourse.Next next, String rulings) {
    ChangeKind k = ChangeKind.valueOf(kind);
    assertEquals(next, ChangeCourse.next(k, Optional.of(stage)));
    assertEquals(
        List.of(rulings.split(" ")),
        ChangeCourse.rulings(k, Optional.of(stage)).stream().map(ChangeState::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "DEATH, 2026-10-31, 2026-11", // X17: from the month after the death, whenever it is said
    "MOVED_OUT, 2026-11-01, 2026-12",
    "BIRTH, 2026-10-15, 2026-12", // as any first amount: the month after the ruling
    "INCOME, 2026-10-15, 2026-12",
    "PHONE, 2026-10-15, 2026-11",
    "BANK, 2026-10-15, 2026-12",
    "EXIT, 2026-10-15, 2026-12",
  })
  void fromWhichMonthAReportWorks(String kind, String happened, String month) {
    CaseRecord report =
        Home.of(
            RecordType.CHANGE_REPORT,
            Home.REPORT,
            java.util.Map.of("kind", kind, "happenedOn", happened));
    assertEquals(
        month, ChangeCourse.month(report, Home.TODAY, LocalDate.of(2026, 11, 30)).toString());
  }

  @Test
  void noReportForACaseThatIsOver() {
    assertTrue(ChangeCourse.open(Optional.of(Stage.IN_BENEFIT)));
    assertFalse(ChangeCourse.open(Optional.of(Stage.TERMINATED)));
    assertFalse(ChangeCourse.open(Optional.empty()));
  }

  private static Supplier<UUID> ids() {
    return new Supplier<>() {
      private long n = 500;

      @Override
      public UUID get() {
        return new UUID(7, n++);
      }
    };
  }

  private static CaseFile entered(CaseFile file, CaseRecord report) {
    List<RecordChange> changes = ChangeEntry.changes(file, report, ids(), Home.CLERK, Home.NOW);
    CaseFile after = file.with(changes);
    for (CaseRecord r : after.records())
      assertEquals(
          List.of(),
          r.type() == RecordType.PERSON || r.type() == RecordType.CHANGE_REPORT
              ? Schema.check(r, Home.TODAY).stream()
                  .filter(p -> r.id().equals(Home.REPORT))
                  .toList()
              : List.of());
    CaseRecord marked = after.record(Home.REPORT).orElseThrow();
    assertEquals("2026-11-23T01:30:00Z", marked.text("recordedAt"));
    assertEquals(Home.CLERK.toString(), marked.text("recordedBy"));
    return after;
  }

  @Test
  void aNewbornBecomesAMemberMarkedFromTheReport() {
    CaseFile file = Home.file("IN_BENEFIT");
    CaseRecord report =
        Home.report(file, "BIRTH", "personName=张小妹 happenedOn=2026-11-01 personSex=2 relation=30");
    assertFalse(ChangeEntry.atOnce(ChangeKind.BIRTH, Optional.of(Stage.IN_BENEFIT)));
    assertTrue(ChangeEntry.atOnce(ChangeKind.BIRTH, Optional.of(Stage.SUBMITTED)));
    assertFalse(ChangeEntry.awaited(report), "nobody judged it yet");
    CaseRecord ruled = report.with("state", "REVIEW");
    CaseFile judged = Home.file("IN_BENEFIT", List.of(ruled));
    assertTrue(ChangeEntry.awaited(ruled));
    CaseFile after = entered(judged, ruled);
    CaseRecord member = after.members().getLast();
    CaseRecord person = after.personOf(member).orElseThrow();
    assertEquals("张小妹", person.text("name"));
    assertEquals("2026-11-01", person.text("birthDate"));
    assertEquals("变2026-1", person.text("idPending"), "a number is still to come");
    assertEquals("report=" + Home.REPORT, person.text("sources"));
    assertEquals("30", member.text("relation"));
    assertEquals("4", member.text("order"));
    assertEquals("4", after.application().orElseThrow().text("familySize"));
    CaseRecord marked = after.record(Home.REPORT).orElseThrow();
    assertEquals(member.id().toString(), marked.text("entered"));
    assertFalse(ChangeEntry.awaited(marked));
    assertEquals(List.of(), Schema.check(person, Home.TODAY));
    assertEquals(List.of(), Schema.check(member, Home.TODAY));
  }

  @Test
  void whoDiedOrLeftStaysInTheFileAndIsCountedNoMore() {
    CaseFile file = Home.file("IN_BENEFIT");
    CaseRecord death =
        Home.report(file, "DEATH", "member=FATHER happenedOn=2026-11-20 successor=MOTHER")
            .with("state", "REVIEW");
    CaseFile after = entered(Home.file("IN_BENEFIT", List.of(death)), death);
    assertEquals("7", after.record(Home.FATHER).orElseThrow().text("livingTogether"));
    assertEquals("2", after.application().orElseThrow().text("familySize"));
    assertEquals(
        new UUID(2, 1).toString(),
        after.application().orElseThrow().text("applicant"),
        "the old case stays in the name of who died: a new one is opened for the successor");
    CaseRecord moved =
        Home.report(file, "MOVED_OUT", "member=BOY happenedOn=2026-09-01 newText=随外祖父母");
    assertEquals(
        "8",
        entered(Home.file("IN_BENEFIT", List.of(moved)), moved)
            .record(Home.BOY)
            .orElseThrow()
            .text("livingTogether"));
  }

  @Test
  void howTheHouseholdIsReachedIsWrittenAtOnceAndMoneyNever() {
    CaseFile file = Home.file("IN_BENEFIT");
    CaseRecord bank =
        Home.report(file, "BANK", "bankName=农业银行 bankHolder=李秀英 bankAccount=4111111111111111");
    CaseRecord app = entered(file, bank).application().orElseThrow();
    assertEquals("农业银行", app.text("bankName"));
    assertEquals("4111111111111111", app.text("bankAccount"));
    CaseRecord moved = Home.report(file, "ADDRESS", "newDelivery=居委会转");
    app = entered(file, moved).application().orElseThrow();
    assertEquals("居委会转", app.text("deliveryAddress"));
    assertEquals("大慧寺路12号", app.text("residenceAddress"));
    CaseRecord head = Home.report(file, "HEAD", "successor=MOTHER note=外出");
    assertEquals(
        new UUID(2, 2).toString(), entered(file, head).household().orElseThrow().text("head"));
    CaseRecord income =
        Home.report(file, "INCOME", "member=FATHER happenedOn=2026-11-01 newFen=1200 newText=保安");
    assertEquals(
        1,
        ChangeEntry.changes(file, income, ids(), Home.CLERK, Home.NOW).size(),
        "the report alone");
  }
}
