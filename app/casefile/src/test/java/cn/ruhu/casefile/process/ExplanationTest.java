package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Explanation.Cause;
import cn.ruhu.casefile.process.Explanation.Right;
import cn.ruhu.casefile.process.Explanation.Wait;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What an applicant is told, at every stage and with every pause.
class ExplanationTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final UUID CASE = new UUID(0, 1);
  private static final String SECRET = "QQQ";

  private static CaseRecord app(Stage stage) {
    return CaseRecord.of(
        RecordType.APPLICATION,
        CASE,
        "110108007",
        CASE,
        Map.of(
            "stage", stage.name(),
            "street", "110108007",
            "schemes", "DB",
            "acceptDate", "2026-11-02"));
  }

  private static CaseRecord fact(int n, GateKind kind, Map<String, String> more) {
    return CaseRecord.of(RecordType.GATE_FACT, new UUID(1, n), "110108007", CASE, more)
        .with("application", CASE.toString())
        .with("kind", kind.name())
        .with("at", "2026-11-10T02:00:00Z");
  }

  private static Explanation told(CaseRecord... records) {
    return Explanation.of(CaseFile.of(List.of(records)), TODAY).orElseThrow();
  }

  static Stream<Arguments> stagesAndPauses() {
    var all = new ArrayList<Arguments>();
    for (Stage s : Stage.values())
      for (String cause : List.of("", "SUPPLEMENT", "PUBLICITY", "OTHER_PLACE", "NEWER"))
        all.add(Arguments.of(s, cause));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("stagesAndPauses")
  void theClockRunsUntilTheResultAndSaysWhyItStands(Stage stage, String cause) {
    CaseRecord app = app(stage);
    if (!cause.isEmpty())
      app = app.with("pausedOn", "2026-11-16").with("pauseReason", cause).with("pausedDays", "3");
    Explanation e = told(app);
    boolean open = Transitions.UNDECIDED.contains(stage);
    assertEquals(open, e.due().isPresent());
    Optional<Cause> why =
        cause.isEmpty() || !open
            ? Optional.empty()
            : Optional.of(cause.equals("NEWER") ? Cause.OTHER : Cause.valueOf(cause));
    assertEquals(why, e.pause().map(Explanation.Pause::cause));
    assertEquals(cause.isEmpty() ? 0 : 3, e.pausedDays());
    if (open) {
      LocalDate whole = LocalDate.of(2026, 12, 14);
      assertEquals(cause.isEmpty(), e.due().orElseThrow().date().equals(whole));
      assertTrue(e.rights().containsAll(List.of(Right.WITHDRAW, Right.URGENT)));
    }
    assertEquals(Right.ASK, e.rights().getLast());
    assertTrue(e.stage() == stage || stage == Stage.SPOT_CHECK);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void nothingOfOthersIsInIt(Stage stage) {
    CaseRecord supporter =
        CaseRecord.of(
            RecordType.SUPPORTER,
            new UUID(2, 1),
            "110108007",
            CASE,
            Map.of("name", SECRET, "familyMonthlyFen", "777700", "address", SECRET));
    Explanation e =
        told(
            app(stage),
            supporter,
            fact(1, GateKind.COMPLAINT_OPENED, Map.of("subject", SECRET, "reason", SECRET)),
            fact(2, GateKind.OBJECTION_RAISED, Map.of("value", SECRET, "reason", SECRET)),
            fact(3, GateKind.DRAWN, Map.of("value", SECRET)),
            fact(4, GateKind.REGISTRY_HIT, Map.of("subject", SECRET)),
            fact(5, GateKind.FLAG_DISPOSED, Map.of("subject", SECRET, "reason", SECRET)));
    assertFalse(e.toString().contains(SECRET), e::toString);
    assertFalse(e.toString().contains("7777"), e::toString);
    assertFalse(e.toString().contains("SPOT_CHECK"), e::toString);
  }

  @Test
  void theTwoHalvesOfTheInvestigationAreToldApart() {
    CaseRecord report = fact(1, GateKind.VERIFICATION_REPORT, Map.of());
    CaseRecord visit =
        CaseRecord.of(
            RecordType.VISIT,
            new UUID(3, 1),
            "110108007",
            CASE,
            Map.of("disposition", "10", "finishedAt", "2026-11-12T02:00:00Z"));
    assertEquals(Wait.BOTH, told(app(Stage.VISITING)).waits());
    assertEquals(Wait.VISIT, told(app(Stage.VISITING), report).waits());
    assertEquals(Wait.VERIFICATION, told(app(Stage.VISITING), visit).waits());
    assertEquals(Wait.OPINION, told(app(Stage.VISITING), visit, report).waits());
  }

  @Test
  void whatIsMissingIsNamedUntilAPageOfItCame() {
    Explanation draft = told(app(Stage.DRAFT));
    assertEquals(List.of("D02", "D03", "D04"), draft.missing());
    assertEquals(Wait.PAPERS, draft.waits());
    CaseRecord sheet =
        CaseRecord.of(
            RecordType.DOCUMENT,
            new UUID(4, 1),
            "110108007",
            CASE,
            Map.of("paper", "N02", "slots", "D05,D09", "at", "2026-11-10T02:00:00Z"));
    CaseRecord slip =
        fact(1, GateKind.N02_ISSUED, Map.of("value", "2026-11-30", "reason", "by hand"));
    Explanation asked = told(app(Stage.SUPPLEMENT), sheet, slip, page("D02"), page("D05"));
    assertEquals(List.of("D03", "D04", "D09"), asked.missing());
    assertEquals(Optional.of(LocalDate.of(2026, 11, 30)), asked.until());
    Explanation byHand = told(app(Stage.SUPPLEMENT), slip, page("D02"), page("D03"), page("D04"));
    assertEquals(List.of(), byHand.missing());
    assertEquals("by hand", byHand.missingWords());
    CaseRecord promised = fact(2, GateKind.SHORTFALL_SHEET, Map.of("subject", "D12"));
    assertEquals(List.of("D12"), told(app(Stage.VISITING), promised).missing());
    assertEquals(List.of(), told(app(Stage.REJECTED), promised).missing());
  }

  private static CaseRecord page(String slot) {
    return CaseRecord.of(
        RecordType.PAGE,
        new UUID(5, Integer.parseInt(slot.substring(1))),
        "110108007",
        CASE,
        Map.of("slot", slot));
  }

  @Test
  void theOwnDecisionIsTold() {
    CaseRecord decision =
        CaseRecord.of(
            RecordType.DECISION,
            new UUID(6, 1),
            "110108007",
            CASE,
            Map.of(
                "scheme", "DB",
                "outcome", "APPROVED",
                "monthlyFen", "145000",
                "startMonth", "2026-12",
                "at", "2026-11-20T02:00:00Z"));
    Explanation e = told(app(Stage.APPROVED), decision);
    assertEquals(
        List.of(new Explanation.Result("DB", true, Optional.of(145000L), "2026-12")), e.results());
    assertEquals(Wait.LETTER, e.waits());
    assertTrue(e.rights().contains(Right.APPEAL));
  }

  @Test
  void aFileWithoutAnApplicationTellsNothing() {
    assertTrue(Explanation.of(CaseFile.of(List.of()), TODAY).isEmpty());
  }
}
