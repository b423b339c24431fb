package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.ShakyBackground;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchViewModelTest {
  static final UUID CASE = new UUID(1, 1);
  static final UUID PERSON = new UUID(1, 2);
  static final UUID MEMBER = new UUID(1, 3);

  @TempDir Path home;
  private TestDesk at;
  private DispatchViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    at.receive(accepted());
    model = new DispatchViewModel(at.desk(), Background.inline());
    model.refresh();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  static CaseRecord[] accepted() {
    return new CaseRecord[] {
      of(
          RecordType.APPLICATION,
          CASE,
          Map.of(
              "number", "110108072026001000018",
              "street", TestDesk.STREET,
              "applicant", PERSON.toString(),
              "stage", "ACCEPTED",
              "acceptDate", "2026-11-19",
              "schemes", "DB,DS",
              "residenceAddress", "北下关街道大慧寺路12号院3号楼2单元501室",
              "ruleSet", "CN-2021")),
      of(RecordType.PERSON, PERSON, Map.of("name", "张桂兰")),
      of(
          RecordType.MEMBER,
          MEMBER,
          Map.of(
              "application",
              CASE.toString(),
              "person",
              PERSON.toString(),
              "relation",
              "01",
              "authorization",
              "SIGNED")),
    };
  }

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, CASE, fields);
  }

  private CaseFile file() {
    return at.desk().caseFile(CASE);
  }

  private void choosePair() {
    model.agency.set(TestDesk.AGENCY.toString());
    model.first.set(TestDesk.FIRST.toString());
    model.second.set(TestDesk.SECOND.toString());
  }

  @Test
  void theRowCountsWorkingDaysToTheStartOfTheVisit() {
    WaitingCase row = model.rows.getFirst();
    assertEquals("张桂兰", row.applicant());
    assertEquals("2026-11-24", row.due().toString());
    assertEquals(1, row.daysLeft());
    assertFalse(row.asked());
    assertEquals(1, model.unassigned.get());
  }

  @Test
  void noVisitStartsBeforeVerificationIsRequested() {
    choosePair();
    model.dispatch();
    assertTrue(
        model.hindrances.stream().anyMatch(m -> m.key().startsWith("work.hindrance.VERIFICATION")));
    assertEquals("ACCEPTED", file().application().orElseThrow().text("stage"));
    assertTrue(file().assignments().isEmpty());
  }

  @Test
  void aPairIsTwoDifferentPeople() {
    choosePair();
    model.second.set(TestDesk.FIRST.toString());
    model.dispatch();
    assertEquals("dispatch.problem.pair", model.hindrances.getFirst().key());
  }

  @Test
  void theVisitStartsWithItsPairAndItsFacts() throws Exception {
    model.verificationRequested();
    assertEquals(1, file().gateFacts(GateKind.VERIFICATION_REQUESTED).size());
    choosePair();
    model.note.set("家中有犬");
    model.dispatch();
    assertTrue(model.hindrances.isEmpty(), () -> model.hindrances.toString());
    at.restart();
    assertEquals("VISITING", file().application().orElseThrow().text("stage"));
    CaseRecord assignment = file().assignments().getFirst();
    assertEquals("ASSIGNED", assignment.text("state"));
    assertEquals("家中有犬", assignment.text("note"));
    assertEquals(TestDesk.SECOND.toString(), assignment.text("investigatorB"));
  }

  @Test
  void aSecondDispatchChangesTheAssignmentInsteadOfDoublingIt() {
    model.verificationRequested();
    choosePair();
    model.dispatch();
    model.note.set("改上午");
    model.dispatch();
    assertEquals(1, file().assignments().size());
    assertEquals("改上午", file().assignments().getFirst().text("note"));
  }

  // ---- several households, and who may go

  static final UUID OTHER = new UUID(6, 1);

  /// Another household of the street, which was asked for already.
  static CaseRecord[] another() {
    UUID person = new UUID(6, 2);
    return new CaseRecord[] {
      at(
          OTHER,
          RecordType.APPLICATION,
          OTHER,
          Map.of(
              "number", "110108072026001000026",
              "street", TestDesk.STREET,
              "applicant", person.toString(),
              "stage", "REVIEW_DUE",
              "acceptDate", "2025-11-19",
              "schemes", "DB",
              "residenceAddress", "北下关街道皂君庙2号楼1单元302",
              "ruleSet", "CN-2021")),
      at(OTHER, RecordType.PERSON, person, Map.of("name", "赵凤英")),
      at(
          OTHER,
          RecordType.MEMBER,
          new UUID(6, 3),
          Map.of(
              "application",
              OTHER.toString(),
              "person",
              person.toString(),
              "relation",
              "01",
              "authorization",
              "SIGNED")),
      at(
          OTHER,
          RecordType.GATE_FACT,
          new UUID(6, 4),
          Map.of(
              "application", OTHER.toString(),
              "kind", GateKind.VERIFICATION_REQUESTED.name(),
              "by", TestDesk.REVIEWER.toString(),
              "at", "2026-11-23T01:00:00Z"))
    };
  }

  static CaseRecord at(UUID file, RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, file, fields);
  }

  private void both() throws Exception {
    at.receive(another());
    model.refresh();
    model.verificationRequested();
    model.rows.forEach(r -> model.mark(r, true));
  }

  @Test
  void severalHouseholdsGoOutAtOnceEachWithItsOwnLimit() throws Exception {
    both();
    assertEquals(2, model.chosen().size());
    choosePair();
    model.dispatch();
    assertEquals(List.of(), model.hindrances);
    assertEquals("dispatch.done.several", model.done.get().key());
    assertEquals("2026-11-24", file().assignments().getFirst().text("due"));
    assertEquals(1, at.desk().caseFile(OTHER).assignments().size());
    assertEquals(2, model.load(TestDesk.FIRST.toString(), TestDesk.SECOND.toString()));
    assertEquals(2, model.load(TestDesk.FIRST));
    assertTrue(model.marked.isEmpty());
    assertTrue(
        model.rows.stream()
            .filter(r -> r.application().equals(OTHER))
            .allMatch(WaitingCase::review));
  }

  @Test
  void whatStandsWithTheCaseInHandIsNotMeantForTheOneThatIsMarked() throws Exception {
    model.verificationRequested();
    choosePair();
    model.due.set("2026-11-30");
    model.note.set("家中有犬");
    model.dispatch();
    at.receive(another());
    model.refresh();
    WaitingCase other = row(OTHER);
    model.mark(other, true);
    model.selected.set(row(CASE));
    assertEquals("2026-11-30", model.due.get());
    assertEquals(OTHER, model.elsewhere().orElseThrow().application());
    model.dispatch();
    assertEquals(List.of(), model.hindrances);
    CaseRecord sent = at.desk().caseFile(OTHER).assignments().getFirst();
    assertEquals(other.due().toString(), sent.text("due"));
    assertEquals("", sent.text("note"));
    assertEquals("家中有犬", file().assignments().getFirst().text("note"));
  }

  private WaitingCase row(UUID application) {
    return model.rows.stream()
        .filter(r -> r.application().equals(application))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatStandsAgainstOneKeepsNoOtherBack() throws Exception {
    at.receive(
        of(
            RecordType.RELATIVE,
            new UUID(6, 9),
            Map.of("application", CASE.toString(), "name", "孟玉兰", "relation", "40")));
    both();
    choosePair();
    model.dispatch();
    assertEquals(1, model.hindrances.size(), model.hindrances.toString());
    assertEquals("dispatch.kept", model.hindrances.getFirst().key());
    assertEquals("张桂兰", model.hindrances.getFirst().args().getFirst());
    assertTrue(file().assignments().isEmpty());
    assertEquals(1, at.desk().caseFile(OTHER).assignments().size());
    assertEquals(1, model.marked.size(), "it stays marked for another pair");
  }

  @Test
  void anAlertFromTheFieldWaitsUntilTheStreetSaysWhatItDoes() throws Exception {
    at.receive(another());
    at.receive(
        at(
            OTHER,
            RecordType.GATE_FACT,
            new UUID(6, 7),
            Map.of(
                "application", OTHER.toString(),
                "kind", GateKind.SAME_DAY_ALERT.name(),
                "subject", new UUID(6, 8).toString(),
                "value", "NO_CARE FIRE",
                "reason", "何志强",
                "by", TestDesk.FIRST.toString(),
                "at", "2026-11-23T01:10:00Z")),
        at.desk().store().record(OTHER).orElseThrow().with("stage", "VISITING"));
    model.refresh();
    assertEquals(1, model.alerts.size());
    assertEquals("林晓东", model.alerts.getFirst().by());
    model.answer(model.alerts.getFirst(), "社区已上门，老人送医");
    assertTrue(model.alerts.isEmpty());
    assertEquals(
        "社区已上门，老人送医",
        at.desk().caseFile(OTHER).gateFacts(GateKind.ALERT_ANSWERED).getFirst().text("reason"));
  }

  /// Withdrawn at the window while the pair was inside without a network: what it saw is still to
  /// be answered.
  @Test
  void anAlertWaitsWhateverBecameOfTheCaseMeanwhile() throws Exception {
    at.receive(another());
    at.receive(
        at(
            OTHER,
            RecordType.GATE_FACT,
            new UUID(6, 7),
            Map.of(
                "application", OTHER.toString(),
                "kind", GateKind.SAME_DAY_ALERT.name(),
                "subject", new UUID(6, 8).toString(),
                "value", "ABUSE",
                "reason", "",
                "by", TestDesk.FIRST.toString(),
                "at", "2026-11-23T01:10:00Z")));
    for (String stage : List.of("WITHDRAWN", "PUBLICITY", "IN_BENEFIT", "TERMINATED")) {
      at.receive(at.desk().store().record(OTHER).orElseThrow().with("stage", stage));
      model.refresh();
      assertEquals(1, model.alerts.size(), stage);
    }
    model.answer(model.alerts.getFirst(), "社区已上门");
    assertTrue(model.alerts.isEmpty());
  }

  /// A visit of the other case that one of the pair sealed without the second.
  private CaseRecord sealedAlone(Instant sealed, String stage) throws Exception {
    CaseRecord visit =
        visit(new UUID(6, 20))
            .with("finishedAt", sealed.toString())
            .with("signatureA", "ed25519:00 " + sealed)
            .with("sealHash", "sha256-" + "a".repeat(64));
    at.receive(visit, at.desk().store().record(OTHER).orElseThrow().with("stage", stage));
    model.refresh();
    return visit;
  }

  /// The partner never signed what was sealed without them: the street is told once the day is
  /// over, and what it says gives another one.
  @Test
  void aSecondSignatureThatDidNotComeIsATaskOfTheStreet() throws Exception {
    at.receive(another());
    Instant sealed = at.desk().now().minus(Duration.ofHours(23));
    CaseRecord visit = sealedAlone(sealed, "VISITING");
    assertEquals(List.of(), List.copyOf(model.alerts), "the day is not over");
    LocalDate today = at.desk().today();
    at.pass(Duration.ofHours(2));
    assertEquals(today, at.desk().today(), "what was made of the case this morning still holds");
    model.refresh();
    FieldAlerts.Open open = model.alerts.getFirst();
    assertEquals(List.of("SECOND", "孟玉兰", visit.id()), List.of(open.doubt(), open.by(), open.id()));
    model.answer(open, "已电话催签");
    assertTrue(model.alerts.isEmpty(), "another day is given");
    at.pass(Duration.ofHours(24).plusMinutes(1));
    model.refresh();
    assertEquals(1, model.alerts.size(), "and asked again when it is over");
  }

  /// A review waits for its signature out of the dispatcher's sight; where none comes it can be
  /// sent out again.
  @Test
  void aReviewNobodySignedForIsSentOutAgain() throws Exception {
    at.receive(another());
    Instant sealed = at.desk().now().minus(Duration.ofHours(23));
    CaseRecord visit = sealedAlone(sealed, "REVIEWING");
    assertTrue(model.rows.stream().noneMatch(r -> r.application().equals(OTHER)));
    at.pass(Duration.ofHours(2));
    model.refresh();
    WaitingCase again =
        model.rows.stream().filter(r -> r.application().equals(OTHER)).findFirst().orElseThrow();
    assertTrue(again.review() && again.visited());
    at.receive(visit.with("signatureB", "ed25519:11 " + sealed));
    model.refresh();
    assertTrue(model.rows.stream().noneMatch(r -> r.application().equals(OTHER)), "signed");
  }

  static CaseRecord visit(UUID id) {
    return at(
        OTHER,
        RecordType.VISIT,
        id,
        Map.of(
            "application",
            OTHER.toString(),
            "startedAt",
            "2026-11-20T01:00:00Z",
            "finishedAt",
            "2026-11-20T02:00:00Z",
            "disposition",
            "10",
            "investigatorA",
            TestDesk.FIRST.toString(),
            "investigatorB",
            TestDesk.SECOND.toString()));
  }

  @Test
  void whereAPairHasBeenNobodyIsSentAgain() throws Exception {
    at.receive(another());
    at.receive(
        visit(new UUID(6, 20)),
        at.desk().store().record(OTHER).orElseThrow().with("stage", "VISITING"));
    model.refresh();
    WaitingCase there =
        model.rows.stream().filter(r -> r.application().equals(OTHER)).findFirst().orElseThrow();
    assertTrue(there.visited());
    assertFalse(there.waits());
    assertEquals(1, model.unassigned.get(), "only the other case waits for a pair");
    assertEquals(OTHER, model.rows.getLast().application());
  }

  @Test
  void aPairTheDistrictHasSomethingAgainstWaitsForTheStreetsWord() throws Exception {
    at.receive(another());
    at.receive(
        visit(new UUID(6, 21)),
        at(
            OTHER,
            RecordType.GATE_FACT,
            new UUID(6, 22),
            Map.of(
                "application", OTHER.toString(),
                "kind", GateKind.PAIR_DOUBTED.name(),
                "subject", new UUID(6, 21).toString(),
                "value", "PAIR_RELATIVE",
                "reason", TestDesk.SECOND.toString(),
                "by", new UUID(0, 0).toString(),
                "at", "2026-11-23T01:10:00Z")),
        at.desk().store().record(OTHER).orElseThrow().with("stage", "VISITING"));
    model.refresh();
    FieldAlerts.Open open = model.alerts.getFirst();
    assertEquals("PAIR_RELATIVE", open.doubt());
    assertEquals("孟玉兰", open.by());
    model.answer(open, "同名，不是亲属");
    assertTrue(model.alerts.isEmpty());
  }

  /// What was kept the last time is there again, and goes on from there.
  @Test
  void aLargeStoreListsTheSame() throws Exception {
    at.receive(another());
    model.verificationRequested();
    choosePair();
    model.dispatch();
    model.refresh();
    List<WaitingCase> small = List.copyOf(model.rows);
    assertEquals(2, small.size());
    at.restartLarge();
    for (int signIn = 0; signIn < 2; signIn++) {
      var large = new DispatchViewModel(at.desk(), Background.inline());
      large.refresh();
      assertEquals(small, List.copyOf(large.rows));
      at.restart();
    }
    var large = new DispatchViewModel(at.desk(), Background.inline());
    at.receive(at.store().record(OTHER).orElseThrow().with("stage", "WITHDRAWN"));
    large.refresh();
    assertEquals(List.of(CASE), large.rows.stream().map(WaitingCase::application).toList());
  }

  /// In a large store a read may take minutes: another one beside it would make both slower.
  @Test
  void whatComesWhileTheCasesAreReadIsReadAfterwards() throws Exception {
    var late = new LateBackground();
    var slow = new DispatchViewModel(at.desk(), late);
    slow.refresh();
    at.receive(another());
    slow.refresh();
    slow.refresh();
    assertEquals(1, late.ends.size());
    late.ends.removeFirst().run();
    assertEquals(1, slow.rows.size());
    assertEquals(1, late.ends.size());
    late.settle();
    assertEquals(2, slow.rows.size());
  }

  @Test
  void aReadThatFailedIsDoneAgainWhenItIsAskedFor() {
    var shaky = new ShakyBackground();
    var fresh = new DispatchViewModel(at.desk(), shaky);
    shaky.refused = true;
    fresh.refresh();
    assertFalse(fresh.trouble.get().isEmpty());
    assertFalse(fresh.read.get());
    shaky.refused = false;
    fresh.refresh();
    assertEquals(1, fresh.rows.size());
  }
}
