package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.store.LocalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A pair's day around the doors: who came, what was taken along, and an assignment that goes while
/// they are on the road. Nothing of a visit is lost.
@Timeout(180)
class OnTheRoadTest {
  private static final VisitForms FORMS = VisitForms.builtIn();
  private static final char[] SECRET = "battery staple".toCharArray();

  @TempDir Path home;
  @TempDir Path pictures;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private VisitViewModel model;
  private MyDayViewModel day;
  private DoorModel door;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    begin();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin() {
    sit();
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private void sit() {
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), background, FORMS, machine);
    day = new MyDayViewModel(at.desk(), background, FORMS, machine);
    door = new DoorModel(at.desk(), background, FieldPlace.NONE);
    model.visit.subscribe(door::show);
    tell = new Teller(model, pictures);
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private CaseRecord sealed() {
    assertNotNull(model.sealed.get(), () -> model.hindrances.toString());
    return at.desk().store().record(model.sealed.get().visit()).orElseThrow();
  }

  private void refused() {
    tell.answer("V09D", "20").answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
  }

  // ---- the pair

  private static final UUID THIRD = new UUID(9, 5);

  private void third() throws Exception {
    at.receive(
        CaseRecord.of(
            RecordType.STAFF,
            THIRD,
            CaseRecord.PUBLIC,
            null,
            Map.of(
                "name",
                "秦明",
                "role",
                Role.INVESTIGATOR.name(),
                "agency",
                TestDesk.AGENCY.toString(),
                "active",
                "true")));
  }

  @Test
  void aPartnerSwappedAtEightMakesTheVisitsThatBeginThen() throws Exception {
    third();
    day.refresh();
    assertEquals(
        List.of(new MyDayViewModel.Substitute(THIRD, "秦明")), day.substitutes(TestDesk.SECOND));
    assertEquals(TestDesk.SECOND, model.visit.get().pair.b(), "begun before: keeps its two");
    day.swap(TestDesk.SECOND, THIRD);
    assertEquals("秦明", day.households.getFirst().partner());
    model.leave();
    model.open(Household.ASSIGNMENT);
    assertEquals(TestDesk.SECOND, model.visit.get().pair.b());
    refused();
    model.finish();
    sealed();
    model.leave();
    model.open(Household.ASSIGNMENT);
    assertEquals(THIRD, model.visit.get().pair.b());
    model.leave();
    at.pass(Duration.ofDays(1));
    sit();
    model.open(Household.ASSIGNMENT);
    assertEquals(THIRD, model.visit.get().pair.b(), "the day after as well");
    refused();
    model.finish();
    CaseRecord visit = sealed();
    assertEquals(THIRD.toString(), visit.text("investigatorB"));
    assertEquals(TestDesk.SECOND.toString(), visit.text("insteadOf"));
  }

  @Test
  void aSwapIsTakenBack() throws Exception {
    third();
    model.leave();
    day.refresh();
    day.swap(TestDesk.SECOND, THIRD);
    assertEquals(THIRD, day.households.getFirst().partnerId());
    day.swap(THIRD, TestDesk.SECOND);
    assertEquals(TestDesk.SECOND, day.households.getFirst().partnerId());
  }

  @Test
  void theSecondInvestigatorLeavingStopsOnlyTheSeal() throws Exception {
    VisitViewModelTest.partner(at, SECRET);
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
    model.prove(SECRET.clone());
    tell.door().sign("R09");
    model.finish();
    assertNull(model.sealed.get());
    assertFalse(model.hindrances.isEmpty(), "it says what is missing");
    at.restart();
    begin();
    assertEquals("1", tell.question("V09D").value(), "everything is here");
    assertFalse(tell.question("R09").value().isEmpty());
    model.prove(SECRET.clone()); // whose key is held while the visit is open, and no longer
    tell.sign("R10");
    model.finish();
    sealed();
  }

  // ---- the assignment goes while the pair is on the road

  private CaseRecord assignment(Map<String, String> changed) {
    CaseRecord now = at.desk().store().record(Household.ASSIGNMENT).orElseThrow();
    for (var e : changed.entrySet()) now = now.with(e.getKey(), e.getValue());
    return now;
  }

  private MyDayViewModel.Left left() {
    day.refresh();
    assertTrue(day.households.isEmpty(), day.households.toString());
    assertEquals(1, day.left.size());
    return day.left.getFirst();
  }

  private void goOnAndSeal(MyDayViewModel.Left left) {
    model.openKept(left.key());
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
    assertEquals(left.why(), door.lost.get());
    assertEquals("20", tell.question("V09D").value(), "nothing is lost");
    tell.answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
    model.finish();
    CaseRecord visit = sealed();
    assertEquals(TestDesk.FIRST.toString(), visit.text("investigatorA"));
    assertEquals(TestDesk.SECOND.toString(), visit.text("investigatorB"));
    model.leave();
    day.refresh();
    assertTrue(day.left.isEmpty());
  }

  @Test
  void anAssignmentWithdrawnMeanwhileIsFinishedAndSealed() throws Exception {
    tell.answer("V09D", "20");
    model.leave();
    at.receive(assignment(Map.of("state", "WITHDRAWN")));
    MyDayViewModel.Left left = left();
    assertEquals(Sent.Lost.WITHDRAWN, left.why());
    assertEquals("王建国", left.applicant());
    goOnAndSeal(left);
    assertEquals("WITHDRAWN", file().assignments().getFirst().text("state"));
  }

  @Test
  void anAssignmentGivenToOthersKeepsThePairItBeganWith() throws Exception {
    third();
    tell.answer("V09D", "20");
    model.leave();
    at.receive(
        assignment(
            Map.of(
                "investigatorA", THIRD.toString(),
                "investigatorB", new UUID(9, 6).toString())));
    MyDayViewModel.Left left = left();
    assertEquals(Sent.Lost.OTHERS, left.why());
    goOnAndSeal(left);
  }

  @Test
  void aCaseClosedMeanwhileTakesTheVisitOnFile() throws Exception {
    tell.answer("V09D", "20");
    model.leave();
    CaseRecord app = file().application().orElseThrow();
    at.receive(app.with("stage", "WITHDRAWN"));
    MyDayViewModel.Left left = left();
    assertEquals(Sent.Lost.CLOSED, left.why());
    goOnAndSeal(left);
  }

  @Test
  void aCaseThatLeftThisMachineIsFinishedFromTheCopyTheVisitBeganWith() throws Exception {
    tell.answer("V09D", "20");
    model.leave();
    at.leaves(Household.CASE);
    LocalStore store = at.desk().store();
    assertTrue(store.record(Household.ASSIGNMENT).isEmpty(), "the district took it");
    MyDayViewModel.Left left = left();
    assertEquals(Sent.Lost.GONE, left.why());
    goOnAndSeal(left);
  }

  // ---- the morning

  @Test
  void aCheckOutIsALeaseThatEnds() {
    model.leave();
    day.refresh();
    assertEquals(1, day.toCheckOut());
    day.checkOut();
    assertEquals(0, day.toCheckOut());
    CaseRecord a = at.desk().store().record(Household.ASSIGNMENT).orElseThrow();
    assertEquals("CHECKED_OUT", a.text("state"));
    assertEquals("2026-11-29T16:00:00Z", a.text("leaseUntil"), "three days after the last one");
    assertEquals(at.machineInUse().device().toString(), a.text("leaseDevice"));
    at.pass(Duration.ofDays(8));
    day.refresh();
    assertEquals(1, day.toCheckOut(), "it ends by itself, and the visit may still be made");
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get());
  }

  @Test
  void whatIsSentOutAnewIsNobodysYet() throws Exception {
    model.leave();
    day.refresh();
    day.checkOut();
    assertEquals(0, day.toCheckOut());
    CaseRecord taken = at.desk().store().record(Household.ASSIGNMENT).orElseThrow();
    assertTrue(at.desk().edit(taken, taken.with("state", "ASSIGNED")));
    day.refresh();
    assertEquals(1, day.toCheckOut(), "the lease was the pair's before");
  }

  @Test
  void whoeverCameForTwoIsReplacedForBoth() throws Exception {
    third();
    model.leave();
    UUID fourth = new UUID(9, 7);
    CaseRecord own = assignment(Map.of());
    CaseRecord more =
        CaseRecord.of(own.type(), new UUID(9, 8), own.scope(), own.caseId(), own.fields());
    at.receive(more.with("investigatorB", fourth.toString()));
    day.refresh();
    assertEquals(2, day.households.size());
    day.swap(TestDesk.SECOND, THIRD);
    day.swap(fourth, THIRD);
    assertTrue(day.households.stream().allMatch(h -> h.partnerId().equals(THIRD)));
    day.swap(THIRD, TestDesk.SECOND);
    assertTrue(
        day.households.stream().allMatch(h -> h.partnerId().equals(TestDesk.SECOND)),
        day.households.toString());
  }

  @Test
  void twoNotesOfOneMomentAreBothKept() throws Exception {
    var drafts = at.store().drafts();
    DayNotes one = DayNotes.of(drafts, at.desk().today());
    DayNotes other = DayNotes.of(drafts, at.desk().today());
    one.noReceiver("2");
    other.call(Household.ASSIGNMENT, java.util.Optional.of(DayNotes.Call.AGREED));
    DayNotes both = DayNotes.of(drafts, at.desk().today());
    assertEquals("2", both.noReceiver().orElseThrow());
    assertEquals(DayNotes.Call.AGREED, both.call(Household.ASSIGNMENT).orElseThrow());
  }

  @Test
  void whatCameOfACallStandsOnTheCardForTheDay() throws Exception {
    model.leave();
    day.refresh();
    day.called(Household.ASSIGNMENT, java.util.Optional.of(DayNotes.Call.AGREED));
    assertEquals(DayNotes.Call.AGREED, day.households.getFirst().call().orElseThrow());
    at.pass(Duration.ofDays(1));
    day.refresh();
    assertTrue(day.households.getFirst().call().isEmpty());
  }

  @Test
  void aSlowClockIsAGapBeforeAnybodyLeaves() {
    day.refresh();
    assertTrue(day.readiness.get().orElseThrow().clock().isRight());
    at.pass(Duration.ofDays(-365));
    day.refresh();
    assertEquals(-365, day.readiness.get().orElseThrow().clock().ahead().toDays());
  }

  /// Finding 17: a clock that is fast was called right, because only what had happened was asked.
  @Test
  void aFastClockIsAGapOnceTheServerWasHeard() throws Exception {
    var sync = at.store().sync();
    long server = at.desk().now().toEpochMilli();
    at.pass(Duration.ofMinutes(25)); // the clock ran away
    sync.granted(sync.scopes(), sync.grantUntil(), server);
    day.refresh();
    var ready = day.readiness.get().orElseThrow();
    assertEquals(25, ready.clock().ahead().toMinutes());
    assertEquals(at.desk().now(), ready.clock().heard().orElseThrow());
    at.pass(Duration.ofMinutes(-25)); // somebody set it right
    day.refresh();
    assertTrue(day.readiness.get().orElseThrow().clock().isRight());
    long later = at.desk().now().plus(Duration.ofMinutes(9)).toEpochMilli();
    sync.granted(sync.scopes(), sync.grantUntil(), later);
    day.refresh();
    assertTrue(day.readiness.get().orElseThrow().clock().isRight(), "a few minutes are no fault");
  }
}
