package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.SharedCards;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The morning and the door in a window of a tablet's size, by finger.
class DoorViewTest extends DesktopTest {
  private static final String SLIP = "#q-V13-field-input";
  private static final UUID THIRD = new UUID(9, 5);

  /// a finger's target, px
  private static final double TARGET = 44;

  @TempDir static Path home;
  private TestDesk at;
  private VisitViewModel model;
  private MyDayViewModel day;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.investigator(home.resolve("m" + System.nanoTime()));
    at.receive(Household.records(4));
    at.receive(Neighbours.records());
    at.receive(
        TestDesk.staff(TestDesk.REVIEWER, "何志强", Role.STREET_REVIEWER)
            .with("phone", "010-62000000"),
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
    var machine = FieldMachine.of(at.machineInUse());
    VisitForms forms = VisitForms.builtIn();
    model = new VisitViewModel(at.desk(), kit.background(), forms, machine);
    day = new MyDayViewModel(at.desk(), kit.background(), forms, machine);
    var view =
        new VisitView(
            kit, day, model, new Outdoors(FieldPlace.NONE, new SharedCards(CardSource.NONE)));
    view.onShown("");
    return (Parent) view.node();
  }

  @AfterEach
  void close() throws Exception {
    fx(model::leave);
    at.close();
  }

  private void theDay() {
    until("the households are shown", () -> lookup(".visit-card").queryAll().size() == 4);
  }

  private void targets(String... ids) {
    for (String id : ids)
      for (Node node : lookup(id).queryAll())
        assertTrue(
            ask(() -> ((ButtonBase) node).getHeight()) >= TARGET,
            () -> node.getId() + " " + ((ButtonBase) node).getHeight());
  }

  @Test
  void theMorningIsReadyOnOneScreen() {
    theDay();
    pictures("visit-morning");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    targets("#visit-take", "#visit-calls", "#visit-swap");
    clickOn("#visit-take");
    until("taken", () -> day.toCheckOut() == 0);
    clickOn("#visit-calls");
    String agreed = "#call-" + Household.ASSIGNMENT + "-AGREED";
    until("the list is shown", () -> lookup(agreed).tryQuery().isPresent());
    pictures("visit-calls");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn(agreed);
    until("noted", () -> day.households.stream().anyMatch(h -> h.call().isPresent()));
    push(KeyCode.ESCAPE);
    clickOn("#visit-swap");
    until("asked", () -> lookup("#visit-swap-by").tryQuery().isPresent());
    pictures("visit-swap");
    push(KeyCode.ESCAPE);
    pictures("visit-morning-after");
    assertEquals(List.of(), cutAtTwice("visit-morning"));
  }

  @Test
  void nobodyAtHomeIsThreeTapsAndDangerIsSaidLoudly() {
    theDay();
    new MyDayPage(this).open(Household.ASSIGNMENT);
    until("the door is shown", () -> !lookup("#door-outcome-30").queryAll().isEmpty());
    pictures("visit-at-the-door");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    targets(".outcome", "#door-plate", "#door-place-without-2");
    SurveyPage.press(this, "#door-outcome-30");
    until("a sentence is offered", () -> lookup("#phrase-1").tryQuery().isPresent());
    targets("#phrase-1", "#phrase-2");
    pictures("visit-nobody");
    SurveyPage.press(this, "#phrase-1");
    clickOn("#visit-finish");
    until("noted " + model.hindrances, () -> model.sealed.get() != null);
  }

  /// Fields of this screen that ask for the number of a slip.
  private List<String> slips() {
    return ask(() ->
        lookup(n -> n instanceof TextInputControl t && t.getAccessibleText() != null)
            .<TextInputControl>queryAll()
            .stream()
            .filter(t -> t.getAccessibleText().contains("告知单"))
            .map(t -> "#" + t.getId())
            .toList());
  }

  @Test
  void aSlipIsScannedAtTheSecondAttempt() throws Exception {
    at.receive(
        Household.of(
            RecordType.VISIT,
            new UUID(11, 1),
            Map.of(
                "assignment", Household.ASSIGNMENT.toString(),
                "startedAt", "2026-11-20T01:00:00Z",
                "finishedAt", "2026-11-20T01:10:00Z",
                "disposition", "30")),
        Household.of(
            RecordType.DOCUMENT,
            new UUID(11, 2),
            Map.of(
                "paper", "N08",
                "pages", "3",
                "by", TestDesk.CLERK.toString(),
                "at", "2026-11-19T01:00:00Z")));
    fx(day::refresh);
    theDay();
    new MyDayPage(this).open(Household.ASSIGNMENT);
    until("the door is shown", () -> !lookup("#door-outcome-30").queryAll().isEmpty());
    SurveyPage.press(this, "#door-outcome-30");
    until("the slip is asked for", () -> lookup(SLIP).tryQuery().isPresent());
    assertEquals(List.of(SLIP), slips(), "asked for once, where it is the evidence");
    String code = PageCode.page(Household.CASE, "D19", 1, 2, 3).write(new PageKey(9, new byte[32]));
    var input = lookup(SLIP).queryAs(TextInputControl.class);
    fx(() -> {
      input.requestFocus();
      input.setText(code); // as a gun types it
    });
    push(KeyCode.ENTER);
    until("its number stands there", () -> input.getText().endsWith("-2"));
    assertTrue(ask(() -> model.visit.get().value("V13")).endsWith("-2"));
    until("it is told", () -> !lookup("#door-slip-words").queryLabeled().getText().isEmpty());
    String other =
        PageCode.page(new UUID(7, 7), "D19", 1, 3, 3).write(new PageKey(9, new byte[32]));
    fx(() -> {
      input.requestFocus();
      input.setText(other);
    });
    push(KeyCode.ENTER);
    until("the number stays", () -> input.getText().endsWith("-2"));
    pictures("visit-slip");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("visit-slip"));
  }

  @Test
  void dangerIsTold() {
    theDay();
    new MyDayPage(this).open(Household.ASSIGNMENT);
    until("the door is shown", () -> !lookup("#door-outcome-30").queryAll().isEmpty());
    fx(() -> answer("V09D", "60"));
    until("the alarm is shown", () -> lookup("#door-told-input").tryQuery().isPresent());
    pictures("visit-danger");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    SurveyPage.press(this, "#door-told-input");
    write("打给何志强，已报警");
    SurveyPage.press(this, "#door-told-act");
    until(
        "told",
        () -> !at.desk().caseFile(Household.CASE).gateFacts(GateKind.SAME_DAY_ALERT).isEmpty());
    assertEquals(List.of(), cutAtTwice("visit-danger"));
  }

  @Test
  void whatWasTakenBackMeanwhileIsFinishedFromTheDay() throws Exception {
    theDay();
    new MyDayPage(this).open(Household.ASSIGNMENT);
    until("the door is shown", () -> !lookup("#door-outcome-30").queryAll().isEmpty());
    fx(() -> answer("V09D", "20"));
    until("kept", () -> ask(() -> model.kept.get()));
    new VisitPage(this).park();
    CaseRecord a = at.desk().store().record(Household.ASSIGNMENT).orElseThrow();
    at.receive(a.with("state", "WITHDRAWN"));
    fx(day::refresh);
    until("it is said", () -> !lookup(".visit-left").queryAll().isEmpty());
    pictures("visit-taken-back");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn("#visit-left-visit-" + Household.ASSIGNMENT + "-1");
    until("open again", () -> ask(() -> model.visit.get() != null));
    until("and said why", () -> inSight(lookup("#door-lost").query()));
    pictures("visit-taken-back-door");
  }

  private void answer(String key, String value) {
    Visit now = java.util.Objects.requireNonNull(model.visit.get());
    now.survey.answer(now.session().pathOf(key).orElseThrow(), value);
  }
}
