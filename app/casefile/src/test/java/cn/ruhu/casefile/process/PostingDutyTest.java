package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.PostingDuty.Task;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What the street that hangs another street's notice has to do, and what it may record.
class PostingDutyTest {
  private static final String STREET = "110108027";
  private static final UUID ID = new UUID(1, 1);
  private static final LocalDate SENT = LocalDate.of(2026, 11, 23);

  private int made;
  private CaseFile file =
      CaseFile.of(
          List.of(
              CaseRecord.of(
                  RecordType.POSTING,
                  ID,
                  STREET,
                  ID,
                  Map.of(
                      "street",
                      STREET,
                      "days",
                      "7",
                      "postDue",
                      "2026-11-25",
                      "sentAt",
                      at(SENT).toString()))));

  private static Instant at(LocalDate day) {
    return day.atTime(10, 0).atZone(Process.ZONE).toInstant();
  }

  private CaseRecord fact(GateKind kind, String subject, LocalDate day) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        new UUID(2, ++made),
        STREET,
        ID,
        Map.of("kind", kind.name(), "subject", subject, "at", at(day).toString()));
  }

  private void put(CaseRecord record) {
    var all = new ArrayList<>(file.records());
    all.add(record);
    file = CaseFile.of(all);
  }

  private List<String> against(CaseRecord record) {
    return PostingDuty.against(file, record).stream().map(Hindrance::code).toList();
  }

  private void recall() {
    put(
        PostingDuty.posting(file)
            .orElseThrow()
            .with("recalledAt", at(SENT.plusDays(3)).toString()));
  }

  @Test
  void itIsPutUpHangsItsDaysAndComesDown() {
    assertEquals(Task.PUT_UP, PostingDuty.task(file, SENT));
    assertEquals(Optional.of(LocalDate.of(2026, 11, 25)), PostingDuty.due(file, SENT));
    put(fact(GateKind.NOTICE_POSTED, "", SENT));
    put(fact(GateKind.NOTICE_PHOTO, "START", SENT));
    assertEquals(Task.HANGS, PostingDuty.task(file, SENT.plusDays(7)));
    assertEquals(Optional.of(SENT.plusDays(7)), PostingDuty.due(file, SENT));
    assertEquals(Task.TAKE_DOWN, PostingDuty.task(file, SENT.plusDays(8)));
    put(fact(GateKind.NOTICE_PHOTO, "END", SENT.plusDays(8)));
    assertEquals(Task.DONE, PostingDuty.task(file, SENT.plusDays(8)));
  }

  @Test
  void whatIsRecordedTooEarlyOrOfAnotherKindIsRefused() {
    assertEquals(
        List.of("POSTED_BEFORE_NOTICE"),
        against(fact(GateKind.NOTICE_POSTED, "", SENT.minusDays(1))));
    assertEquals(
        List.of("POSTING_NOT_UP"), against(fact(GateKind.NOTICE_PHOTO, "END", SENT.plusDays(9))));
    assertEquals(List.of("POSTING_ONLY"), against(fact(GateKind.COMPLAINT_OPENED, "", SENT)));
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE, new UUID(3, 1), STREET, ID, Map.of("slot", "D02", "file", "x"));
    assertEquals(List.of("POSTING_ONLY"), against(page));
    assertEquals(List.of(), against(page.with("slot", "D20")));
    put(fact(GateKind.NOTICE_POSTED, "", SENT));
    assertEquals(
        List.of(
            new Hindrance("REMOVED_TOO_EARLY", "policy §19", List.of("2026-11-30", "2026-12-01"))),
        PostingDuty.against(file, fact(GateKind.NOTICE_PHOTO, "END", SENT.plusDays(7))));
    assertEquals(List.of(), against(fact(GateKind.NOTICE_PHOTO, "END", SENT.plusDays(8))));
    assertEquals(List.of(), against(fact(GateKind.OBJECTION_RAISED, "", SENT.plusDays(7))));
    assertEquals(
        List.of("NOTICE_OVER"), against(fact(GateKind.OBJECTION_RAISED, "", SENT.plusDays(8))));
  }

  @Test
  void calledBackItComesDownAtOnceAndWhatWasDoneBeforeIsStillTakenIn() {
    recall();
    assertEquals(Task.DONE, PostingDuty.task(file, SENT.plusDays(3)), "it never hung");
    CaseRecord late = fact(GateKind.NOTICE_POSTED, "", SENT.plusDays(2));
    assertEquals(List.of(), against(late), "the board did not know");
    put(late);
    assertEquals(Task.TAKE_BACK, PostingDuty.task(file, SENT.plusDays(3)));
    CaseRecord down = fact(GateKind.NOTICE_PHOTO, "END", SENT.plusDays(4));
    assertEquals(List.of(), against(down));
    put(down);
    assertEquals(Task.DONE, PostingDuty.task(file, SENT.plusDays(4)));
  }

  @Test
  void anotherFileIsNoneOfItsBusiness() {
    assertEquals(
        List.of(),
        PostingDuty.against(CaseFile.of(List.of()), fact(GateKind.COMPLAINT_OPENED, "", SENT)));
  }
}
