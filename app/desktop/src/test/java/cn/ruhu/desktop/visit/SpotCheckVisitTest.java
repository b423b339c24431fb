package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotComparison;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The district's check is a visit of its own (DOMAIN §6.2): two who were drawn, blind, signed and
/// sealed, beside the first visit.
class SpotCheckVisitTest {
  private static final char[] SECRET = "battery staple".toCharArray();
  private static final UUID DRAWN = new UUID(1, 140);
  private static final UUID FIRST_VISIT = new UUID(1, 141);
  private static final UUID FOUND = new UUID(1, 142);
  private static final String PENSION = "200000";

  @TempDir Path home;
  @TempDir Path pictures;
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.open(home, TestDesk.FIRST, "徐慧敏", Role.DISTRICT_INSPECTOR);
    VisitViewModelTest.partner(at, SECRET);
    at.receive(records("SPOT_CHECK").toArray(CaseRecord[]::new));
    model =
        new VisitViewModel(
            at.desk(),
            Background.inline(),
            VisitForms.builtIn(),
            FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, pictures);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static CaseRecord fact(GateKind kind, UUID id, String value) {
    return Household.of(
        RecordType.GATE_FACT,
        id,
        Map.of(
            "kind",
            kind.name(),
            "value",
            value,
            "by",
            new UUID(9, 12).toString(),
            "at",
            "2026-11-22T02:00:00Z"));
  }

  /// A case that was visited by others, who found a pension nobody declared; all of it lies on this
  /// machine, as it never would.
  private static List<CaseRecord> records(String stage) {
    var all = new ArrayList<CaseRecord>();
    Arrays.stream(Household.records(2))
        .filter(r -> r.type() != RecordType.ASSIGNMENT)
        .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", stage) : r)
        .forEach(all::add);
    all.add(fact(GateKind.DRAW_DONE, new UUID(1, 143), "110108007/2026-11"));
    all.add(fact(GateKind.DRAWN, new UUID(1, 144), "110108007/2026-11"));
    all.add(fact(GateKind.INSPECTORS_DRAWN, DRAWN, TestDesk.FIRST + "," + TestDesk.SECOND));
    all.add(
        Household.of(
            RecordType.VISIT,
            FIRST_VISIT,
            Map.of(
                "purpose", "FIRST",
                "disposition", "10",
                "startedAt", "2026-11-20T02:00:00Z",
                "finishedAt", "2026-11-20T02:40:00Z",
                "investigatorA", new UUID(9, 41).toString(),
                "investigatorB", new UUID(9, 42).toString())));
    String line = Household.at(1) + "#1";
    all.add(
        Household.of(
            RecordType.VISIT_ANSWERS,
            new UUID(1, 145),
            Map.of(
                "visit",
                FIRST_VISIT.toString(),
                "M21",
                "2",
                "I01" + line,
                "401",
                "I03" + line,
                "1",
                "I04" + line,
                PENSION)));
    all.add(
        Household.of(
            RecordType.ITEM,
            FOUND,
            Map.of(
                "member", Household.member(1).toString(),
                "kind", "INCOME",
                "code", "401",
                "label", "退休金",
                "basis", "MONTHLY",
                "verified", PENSION,
                "verifiedVisit", FIRST_VISIT.toString())));
    return all;
  }

  private Visit visit() {
    return Objects.requireNonNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private void made() throws Exception {
    model.open(DRAWN);
    tell.table(2);
    at.pass(Duration.ofMinutes(25));
    tell.household(2);
    model.prove(SECRET.clone());
    tell.door().sign("R09").sign("R10");
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
  }

  @Test
  void whoWasDrawnFindsTheHouseholdInTheirDay() throws Exception {
    var day =
        new MyDayViewModel(
            at.desk(),
            Background.inline(),
            VisitForms.builtIn(),
            FieldMachine.of(at.machineInUse()));
    day.refresh();
    var h = day.households.getFirst();
    assertEquals(DRAWN, h.assignment());
    assertEquals(TestDesk.SECOND, h.partnerId());
    assertEquals(0, h.returned());
    assertEquals(0, day.toCheckOut(), "the district holds it anyway");
    assertEquals(List.of(), day.substitutes(TestDesk.SECOND), "who checks was drawn");
    CaseRecord sealed =
        Household.of(
            RecordType.VISIT,
            new UUID(1, 151),
            Map.of(
                "purpose", "SPOT_CHECK",
                "disposition", "10",
                "startedAt", "2026-11-22T03:00:00Z",
                "finishedAt", "2026-11-22T03:40:00Z",
                "investigatorA", TestDesk.FIRST.toString(),
                "investigatorB", TestDesk.SECOND.toString(),
                "signatureA", "a",
                "signatureB", "b",
                "sealHash", "c"));
    at.receive(sealed);
    day.refresh();
    assertTrue(day.households.isEmpty(), "sealed, and only the case did not go on");
    at.receive(sealed.with("signatureB", null));
    day.refresh();
    assertEquals(1, day.households.size(), "what does not count is made again");
    at.receive(
        fact(GateKind.INSPECTORS_DRAWN, new UUID(1, 150), "x,y")
            .with("at", "2026-11-23T01:00:00Z"));
    day.refresh();
    assertTrue(day.households.isEmpty(), "others were named");
  }

  @Test
  void theCheckKnowsTheDeclarationAndNothingOfTheFirstVisit() {
    model.open(DRAWN);
    Visit visit = visit();
    assertTrue(visit.isCheck());
    assertFalse(visit.back.isReturn());
    assertTrue(visit.file.record(FIRST_VISIT).isEmpty());
    assertTrue(visit.file.record(FOUND).isEmpty(), "not even that there is something");
    assertTrue(visit.file.record(Household.WAGE).isPresent());
    assertFalse(visit.session().facts().containsValue(PENSION));
    assertTrue(model.partner().onlyHere());
    model.partner().later();
    assertFalse(model.partner().later.get(), "its answers travel to no other machine");
  }

  @Test
  void itIsSignedAndSealedByBothAndStandsBesideTheFirst() throws Exception {
    CaseRecord wage = file().record(Household.WAGE).orElseThrow();
    made();
    CaseFile file = file();
    CaseRecord check = SpotVisits.ended(file).getLast();
    assertEquals("SPOT_CHECK", check.text("purpose"));
    assertEquals(DRAWN.toString(), check.text("assignment"));
    List<CaseRecord> left =
        file.records().stream()
            .filter(r -> r.ref("visit").filter(check.id()::equals).isPresent())
            .toList();
    assertTrue(left.size() > 1, left::toString);
    for (CaseRecord r : left) assertTrue(SpotVisits.is(r), () -> "not for the pair: " + r);
    assertFalse(file.answers(check.id()).byPath().containsKey("purpose"), "no answer");
    for (String sealed : List.of("signatureA", "signatureB", "sealHash", "manifest", "facts"))
      assertFalse(check.text(sealed).isEmpty(), sealed);
    assertEquals(FIRST_VISIT, file.finishedVisit().orElseThrow().id(), "the first visit stays");
    assertEquals(wage, file.record(Household.WAGE).orElseThrow(), "nothing is found into the case");
    CaseRecord done = file.gateFacts(GateKind.SPOT_CHECK_DONE).getLast();
    assertEquals(check.id().toString(), done.text("subject"));
    assertEquals(Optional.of("DISTRICT_REVIEW"), file.application().map(a -> a.text("stage")));
    assertTrue(Objects.requireNonNull(model.sealed.get()).wentOn());
    SpotComparison compared = SpotComparison.newest(file).orElseThrow();
    var pension = "I:" + Household.member(1) + ":401";
    assertTrue(
        compared.apart().stream().anyMatch(r -> r.key().equals(pension)),
        () -> compared.toString());
  }

  @Test
  void aCheckAfterTheDecisionEndsWithItsFact() throws Exception {
    CaseRecord app = file().application().orElseThrow();
    at.receive(app.with("stage", "IN_BENEFIT").with("confirmMode", "STREET_ENTRUSTED"));
    made();
    assertEquals(1, file().gateFacts(GateKind.SPOT_CHECK_DONE).size());
    assertEquals("IN_BENEFIT", file().application().orElseThrow().text("stage"));
  }
}
