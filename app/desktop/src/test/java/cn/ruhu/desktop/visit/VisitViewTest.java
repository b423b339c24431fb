package cn.ruhu.desktop.visit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitViewTest extends DesktopTest {
  private static final VisitForms FORMS = VisitForms.builtIn();
  private static final String SECRET = "battery staple";
  private static final int SIZE = 8;

  @TempDir static Path home;
  @TempDir static Path pictures;
  private TestDesk at;
  private VisitViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.investigator(home.resolve("m" + System.nanoTime()));
    at.receive(Household.records(SIZE));
    VisitViewModelTest.partner(at, SECRET.toCharArray());
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), kit.background(), FORMS, machine);
    var day = new MyDayViewModel(at.desk(), kit.background(), FORMS, machine);
    var view = new VisitView(kit, day, model);
    kit.shortcuts().use("visit.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  @AfterEach
  void close() throws Exception {
    fx(model::leave);
    at.close();
  }

  private VisitPage begun() {
    until("the household is shown", () -> !lookup(".visit-card").queryAll().isEmpty());
    var page = new MyDayPage(this).open(Household.ASSIGNMENT);
    until("the visit is open", () -> !lookup("#q-V09D-1").queryAll().isEmpty());
    return page;
  }

  @Test
  void aRefusalIsThreePresses() {
    until("the household is shown", () -> !lookup(".visit-card").queryAll().isEmpty());
    pictures("visit-day");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    VisitPage page = begun();
    new SurveyPage(this).choose("V09D", "20");
    pictures("visit-refusal");
    page.phrase(1).finish();
    until("sealed", () -> model.sealed.get() != null);
    pictures("visit-attempt");
  }

  @Test
  void whatIsBeingTypedIsSealedWithTheVisit() {
    begun();
    new SurveyPage(this).choose("V09D", "20");
    String words = "本人隔门表示不同意入户，已当面告知后果。";
    until("the words", () -> !lookup("#q-V10-field-input").queryAll().isEmpty());
    fx(() -> {
      TextInputControl field = lookup("#q-V10-field-input").query();
      field.requestFocus();
      field.setText(words);
    });
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("sealed", () -> model.sealed.get() != null);
    CaseRecord visit = at.desk().caseFile(Household.CASE).visits().getFirst();
    assertEquals(words, visit.text("dispositionNote"));
  }

  @Test
  void anAnswerSettlesWithinAFrameAndTheVisitIsSealed() {
    VisitPage page = begun();
    pictures("visit-door");
    new SurveyPage(this).digit("V09D", KeyCode.DIGIT1);
    until("the sections are there", () -> model.stations.size() > 5);
    page.station("M");
    String one = Household.at(1);
    new SurveyPage(this).choose("M02" + one, "1").confirm("M10" + one);
    pictures("visit-members");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    measure();
    fx(() -> told());
    page.station("I");
    pictures("visit-income");
    page.station("sign");
    new SurveyPage(this).choose("R07A" + one, "1");
    new SignPage(this).sign("R07" + one);
    until("signed", () -> ask(() -> !model.visit.get().value("R07" + one).isEmpty()));
    pictures("visit-sign");
    fx(() -> new Teller(model, pictures).household(SIZE));
    page.station("seal");
    new SignPage(this).second(SECRET);
    until("the second is here", () -> model.proven.get());
    fx(() -> new Teller(model, pictures).door());
    page.station("R");
    SurveyPage.press(this, "#visit-statement-draft");
    until("drafted", () -> ask(() -> Statement.origin(model.visit.get()).equals("DRAFTED")));
    pictures("visit-statement");
    page.station("seal");
    until("the look of it", () -> !lookup("#visit-look .card-box").queryAll().isEmpty());
    pictures("visit-look");
    new SignPage(this).sign("R09").sign("R10");
    until("kept", () -> model.kept.get());
    pictures("visit-seal");
    page.seal();
    until("sealed " + model.hindrances, () -> model.sealed.get() != null);
    pictures("visit-sealed");
    assertTrue(model.sealed.get().finished());
    String number = ask(() -> lookup("#visit-seal-number").<Labeled>query().getText());
    assertEquals(model.sealed.get().sealHash(), number.replace(" ", ""));
  }

  @Test
  void twoDraftsStandSideBySideAndOneValueIsTaken() throws Exception {
    UUID anew = new UUID(1, 301);
    fx(() -> {
      var before =
          new VisitViewModel(
              at.desk(), Background.inline(), FORMS, FieldMachine.of(at.machineInUse()));
      before.open(Household.ASSIGNMENT);
      new Teller(before, pictures).answer("V09D", "1").answer("H13", "3").answer("H03", "17");
      before.leave();
    });
    CaseRecord old = at.store().record(Household.ASSIGNMENT).orElseThrow();
    at.receive(
        old.with("state", "WITHDRAWN"),
        CaseRecord.of(RecordType.ASSIGNMENT, anew, old.scope(), old.caseId(), old.fields()));
    fx(() -> model.open(anew));
    until("the other draft is told", () -> !lookup("#visit-beside").queryAll().isEmpty());
    fx(() -> new Teller(model, pictures).answer("V09D", "1").answer("H13", "2"));
    until("the sections are there", () -> model.stations.size() > 5);
    pictures("visit-beside-strip");
    fx(() -> lookup("#visit-beside").queryButton().fire());
    until("side by side", () -> !lookup("#beside-take-H13").queryAll().isEmpty());
    pictures("visit-beside");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    fx(() -> lookup("#beside-take-H13").queryButton().fire());
    until("taken", () -> lookup("#beside-take-H13").queryAll().isEmpty());
    assertEquals("3", ask(() -> model.visit.get().value("H13")));
    assertEquals("", ask(() -> model.visit.get().value("H03")), "one by one");
  }

  private void told() {
    try {
      new Teller(model, pictures).table(SIZE);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// What an answer costs the window's thread: taking it, and the styles and layout of the next
  /// pulse, as the toolkit itself does them.
  private void measure() {
    String path =
        ask(() -> model.visit.get().session().pathOf("M12" + Household.at(1)).orElseThrow());
    var times = new ArrayList<Double>();
    var alone = new ArrayList<Double>();
    var begun = new AtomicLong();
    var pulses =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            begun.set(System.nanoTime());
          }
        };
    fx(pulses::start);
    for (int i = 0; i < 60; i++) {
      String code = Integer.toString(1 + i % 4);
      var settled = new CompletableFuture<Double>();
      fx(() -> {
        long from = System.nanoTime();
        model.visit.get().survey.answer(path, code);
        double answered = (System.nanoTime() - from) / 1e6;
        alone.add(answered);
        begun.set(0);
        var scene = stage.getScene();
        scene.addPostLayoutPulseListener(
            new Runnable() {
              @Override
              public void run() {
                if (begun.get() == 0) return; // a pulse that had begun before
                scene.removePostLayoutPulseListener(this);
                settled.complete(answered + (System.nanoTime() - begun.get()) / 1e6);
              }
            });
        Platform.requestNextPulse();
      });
      times.add(settled.orTimeout(60, SECONDS).join());
    }
    fx(pulses::stop);
    Collections.sort(times);
    Collections.sort(alone);
    System.err.printf("answer taken: median %.1f ms, ", alone.get(30));
    System.err.printf(
        "answer settled, household of %d: median %.1f ms, p95 %.1f ms, max %.1f ms%n",
        SIZE, times.get(30), times.get(56), times.getLast());
  }
}
