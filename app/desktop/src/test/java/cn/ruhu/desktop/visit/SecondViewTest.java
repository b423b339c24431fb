package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The two windows of a visit that is sealed without the partner: the one it is sealed at, and the
/// partner's own.
class SecondViewTest extends DesktopTest {
  private static final VisitForms FORMS = VisitForms.builtIn();
  private static final UUID ANEW = new UUID(1, 301);

  @TempDir static Path home;
  @TempDir static Path pictures;
  private TestDesk first;
  private TestDesk at;
  private MyDayViewModel day;
  private VisitViewModel model;
  private DistrictDouble district;
  private SecondViewModel second;
  private CaseRecord visit;

  /// Sealed at another machine before this window opens.
  private void sealed() throws Exception {
    first = TestDesk.investigator(home.resolve("a" + System.nanoTime()));
    first.receive(Household.records(4));
    var field =
        new VisitViewModel(
            first.desk(), Background.inline(), FORMS, FieldMachine.of(first.machineInUse()));
    var tell = new Teller(field, pictures);
    field.open(Household.ASSIGNMENT);
    tell.table(4);
    first.pass(Duration.ofMinutes(25));
    tell.household(4);
    field.partner().later();
    tell.door().sign("R09").sign("R10");
    field.finish();
    visit = first.desk().caseFile(Household.CASE).finishedVisit().orElseThrow();
  }

  @Override
  protected Parent open(Kit kit) throws Exception {
    sealed();
    at =
        TestDesk.open(
            home.resolve("b" + System.nanoTime()), TestDesk.SECOND, "孟玉兰", Role.INVESTIGATOR);
    at.pass(Duration.between(at.desk().now(), first.desk().now()));
    at.receive(first.desk().caseFile(Household.CASE).records().toArray(CaseRecord[]::new));
    district = new DistrictDouble(at);
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), kit.background(), FORMS, machine);
    day = new MyDayViewModel(at.desk(), kit.background(), FORMS, machine);
    second = model.second(Optional.of(district));
    var view = new VisitView(kit, day, model, second, Outdoors.NOTHING);
    kit.shortcuts().use("visit.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  @AfterEach
  void close() throws Exception {
    fx(model::leave);
    at.close();
    first.close();
  }

  private void filesAreHere() throws Exception {
    for (String field : List.of("manifest", "answers"))
      assertEquals(
          visit.text(field),
          at.store()
              .files()
              .put(first.store().files().bytes(visit.text(field)), Household.CASE, "x/y"));
  }

  /// What was asked for without a network comes when there is one: never over a visit in hand, and
  /// nothing is signed that is not there to be read.
  @Test
  void whatComesLaterDoesNotCoverTheVisitInHand() throws Exception {
    at.receive(
        Household.of(
            RecordType.ASSIGNMENT,
            ANEW,
            at.store()
                .record(Household.ASSIGNMENT)
                .orElseThrow()
                .with("state", "ASSIGNED")
                .fields()));
    fx(day::refresh);
    until("the day", () -> !lookup("#visit-open-" + ANEW).queryAll().isEmpty());
    fx(() -> {
      district.line(false);
      second.open(visit.id());
    });
    assertEquals(2, ask(() -> district.asked.size()));
    new MyDayPage(this).open(ANEW);
    until("the visit is open", () -> !lookup("#q-V09D-1").queryAll().isEmpty());
    filesAreHere();
    fx(() -> district.line(true));
    until("nothing is read", () -> ask(() -> !second.busy.get()));
    assertNull(ask(second.look::get));
    assertFalse(lookup("#q-V09D-1").queryAll().isEmpty());
    push(KeyCode.CONTROL, KeyCode.ENTER);
    assertTrue(lookup("#visit-second-look").queryAll().isEmpty());
    assertEquals(List.of(), at.desk().caseFile(Household.CASE).gateFacts(GateKind.SECOND_SIGNED));
  }

  @Test
  void theSecondReadsWhatWasSealedAndSigns() throws Exception {
    filesAreHere();
    String open = "#visit-unsigned-" + visit.id();
    until("it waits", () -> !lookup(open).queryAll().isEmpty());
    pictures("second-day");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("second-day"));
    SurveyPage.press(this, open);
    until("the text", () -> !lookup("#visit-second-look .reading-line").queryAll().isEmpty());
    pictures("second-read");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("second-read"));
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("signed", () -> lookup(open).queryAll().isEmpty() && day.unsigned.isEmpty());
    assertEquals(1, at.desk().caseFile(Household.CASE).gateFacts(GateKind.SECOND_SIGNED).size());
    pictures("second-signed");
  }

  @Test
  void whoSealsWithoutThePartnerIsToldUntilWhen() throws Exception {
    at.receive(
        Household.of(
            RecordType.ASSIGNMENT,
            ANEW,
            at.store()
                .record(Household.ASSIGNMENT)
                .orElseThrow()
                .with("state", "ASSIGNED")
                .fields()));
    fx(day::refresh);
    until("the day", () -> !lookup("#visit-open-" + ANEW).queryAll().isEmpty());
    VisitPage page = new MyDayPage(this).open(ANEW);
    until("the visit is open", () -> !lookup("#q-V09D-1").queryAll().isEmpty());
    new SurveyPage(this).digit("V09D", KeyCode.DIGIT1);
    until("the sections are there", () -> model.stations.size() > 5);
    fx(() -> told(t -> t.table(4)));
    onTheDisk();
    fx(() -> told(t -> t.household(4)));
    onTheDisk();
    page.station("seal");
    until("the card", () -> !lookup("#visit-second-later").queryAll().isEmpty());
    pictures("second-missing");
    SurveyPage.press(this, "#visit-second-later");
    until("said", () -> ask(() -> model.partner().later.get()));
    pictures("second-later");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("second-later"));
    fx(() -> told(Teller::door));
    onTheDisk();
    fx(() -> told(t -> t.sign("R09").sign("R10")));
    onTheDisk();
    fx(model::finish);
    until("sealed " + model.hindrances, () -> ask(() -> model.sealed.get() != null));
    until("told", () -> !lookup("#visit-sealed-second").queryAll().isEmpty());
    String words = ask(() -> lookup("#visit-sealed-second").<Labeled>query().getText());
    assertTrue(words.contains("乙未签"), words);
    pictures("second-sealed");
    assertEquals(List.of(), cutAtTwice("second-sealed"));
    assertTrue(Objects.requireNonNull(model.sealed.get()).secondUntil().isPresent());
  }

  @Test
  void aDraftOfAHouseholdThatWasGivenToOthersIsHandedOver() throws Exception {
    CaseRecord mine =
        at.store().record(Household.ASSIGNMENT).orElseThrow().with("state", "ASSIGNED");
    at.receive(Household.of(RecordType.ASSIGNMENT, ANEW, mine.fields()));
    fx(day::refresh);
    until("the day", () -> !lookup("#visit-open-" + ANEW).queryAll().isEmpty());
    new MyDayPage(this).open(ANEW);
    until("the visit is open", () -> !lookup("#q-V09D-1").queryAll().isEmpty());
    fx(() -> told(t -> t.answer("V09D", "1").answer("H13", "3").answer("H03", "17")));
    onTheDisk();
    push(KeyCode.F7);
    at.receive(Household.of(RecordType.ASSIGNMENT, ANEW, mine.with("state", "WITHDRAWN").fields()));
    fx(day::refresh);
    until("it is left", () -> !day.left.isEmpty());
    until("it may be handed over", () -> !lookup(".visit-left").queryAll().isEmpty());
    String id =
        ask(() ->
            lookup(".visit-left .button").queryAll().stream()
                .map(n -> String.valueOf(n.getId()))
                .filter(n -> n.startsWith("visit-give-"))
                .findFirst()
                .orElse(""));
    SurveyPage.press(this, "#" + id);
    until("it is handed over", () -> ask(() -> day.left.getFirst().handed().isPresent()));
    pictures("second-handed");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("second-handed"));
    assertEquals(1, at.desk().caseFile(Household.CASE).all(RecordType.VISIT_DRAFT).size());
  }

  /// Something the pair does.
  private interface Doing {
    void with(Teller tell) throws java.io.IOException;
  }

  private void told(Doing doing) {
    try {
      doing.with(new Teller(model, pictures));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private void onTheDisk() {
    until(
        "everything is on the disk",
        () ->
            ask(() ->
                model.kept.get() && !Objects.requireNonNull(model.visit.get()).survey.waiting()));
  }
}
